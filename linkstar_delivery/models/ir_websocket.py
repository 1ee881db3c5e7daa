# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re

from odoo import models

_CHANNEL = re.compile(r"linkstar\.(picking|wave)_(\d+)")

_MODELS = {"picking": "stock.picking", "wave": "linkstar.wave"}


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """An open form subscribes to its transfer or wave. Only users who may read the
        record receive messages.
        """
        channels = list(channels)
        wanted = {
            channel: match
            for channel in channels
            if isinstance(channel, str) and (match := _CHANNEL.fullmatch(channel))
        }
        if not wanted:
            return super()._build_bus_channel_list(channels)
        heard = []
        for kind, model in _MODELS.items():
            records = (
                self.env[model]
                .browse(int(match[2]) for match in wanted.values() if match[1] == kind)
                .exists()
            )
            heard += (
                records._filtered_access("read") if records.has_access("read") else []
            )
        return super()._build_bus_channel_list(
            [
                *(channel for channel in channels if channel not in wanted),
                *((record, "linkstar") for record in heard),
            ]
        )
