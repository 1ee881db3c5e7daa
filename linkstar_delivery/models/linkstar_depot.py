# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from odoo.addons.base.models.res_partner import _tz_get


class LinkstarDepot(models.Model):
    """A consolidation warehouse where the carrier takes over parcels."""

    _name = "linkstar.depot"
    _description = "Linkstar Depot"
    _order = "sequence, name"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="A short code for lists and manifests.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies."
    )
    partner_id = fields.Many2one("res.partner", "Address", check_company=True)
    tz = fields.Selection(
        _tz_get,
        "Time zone",
        required=True,
        default="Asia/Shanghai",
        help="The day of a manifest is the day in this time zone, wherever the user "
        "is.",
    )
    note = fields.Text(help="Opening hours, gate, phone number.")

    _code_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), code)",
        "A depot with this code already exists. Choose another code.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for depot in self:
            depot.display_name = depot.name or depot.code

    def _today(self):
        """The current day at this depot."""
        return fields.Date.context_today(self.with_context(tz=self.tz))
