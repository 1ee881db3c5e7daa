import re

from odoo import models

_CHANNEL = re.compile(r"linkstar\.picking_(\d+)")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """An open form listens to its transfer; only who may read the transfer hears anything."""
        channels = list(channels)
        wanted = {channel: match for channel in channels if isinstance(channel, str) and (match := _CHANNEL.fullmatch(channel))}
        if not wanted:
            return super()._build_bus_channel_list(channels)
        pickings = self.env["stock.picking"].browse(int(match[1]) for match in wanted.values()).exists()
        heard = pickings._filtered_access("read")
        return super()._build_bus_channel_list([
            *(channel for channel in channels if channel not in wanted),
            *((picking, "linkstar") for picking in heard),
        ])
