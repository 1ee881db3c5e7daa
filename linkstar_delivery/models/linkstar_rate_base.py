# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models


class LinkstarRateBase(models.AbstractModel):
    """A part of a rate card. A change of it changes the prices of the card, which is
    not allowed for an active card.
    """

    _name = "linkstar.rate.base"
    _description = "Part of a Linkstar Rate Card"

    def _cards(self):
        return self.card_id

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._cards()._change_prices()
        return parts

    def write(self, vals):
        cards = self._cards()
        done = super().write(vals)
        (cards | self._cards())._change_prices()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        self._cards()._change_prices()
