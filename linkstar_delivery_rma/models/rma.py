# Copyright 2026 Linkstar connector team
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class Rma(models.Model):
    _inherit = "rma"

    linkstar_return_id = fields.Many2one(
        "linkstar.return",
        "Linkstar return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        help="The return that received, refunds and sends these goods again.",
    )

    def action_refund(self):
        """Goods of a return are credited there: a second credit note would refund the
        buyer twice.
        """
        self._linkstar_check_own()
        return super().action_refund()

    def action_return(self):
        self._linkstar_check_own()
        return super().action_return()

    def action_replace(self):
        self._linkstar_check_own()
        return super().action_replace()

    def _linkstar_check_own(self):
        for rma in self.sudo():
            if rma.linkstar_return_id:
                raise UserError(
                    self.env._(
                        "%(rma)s belongs to the return %(record)s. Credit the goods "
                        "and send them again there.",
                        rma=rma.name,
                        record=rma.linkstar_return_id.name,
                    )
                )
