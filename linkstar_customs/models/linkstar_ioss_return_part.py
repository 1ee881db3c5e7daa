# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models


class LinkstarIossReturnPart(models.AbstractModel):
    """Lines and entries of a return: locked while the return is closed. Amounts are in
    EUR.
    """

    _name = "linkstar.ioss.return.part"
    _description = "IOSS return part"

    return_id = fields.Many2one(
        "linkstar.ioss.return",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="return_id.company_id", store=True, index=True)
    state = fields.Selection(related="return_id.state")
    euro_id = fields.Many2one(related="return_id.euro_id")
    base = fields.Monetary(
        "Without VAT", currency_field="euro_id", required=True, readonly=True
    )
    vat = fields.Monetary("VAT", currency_field="euro_id", required=True, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.return_id._refuse_closed()
        return parts

    def write(self, vals):
        self.check_access("write")
        self.return_id._refuse_closed()
        result = super().write(vals)
        # Also checks the return that the parts move to.
        self.return_id._refuse_closed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self.return_id._refuse_closed()
