from odoo import api, fields, models
from odoo.addons.base.models.res_partner import _tz_get


class LinkstarDepot(models.Model):
    """Where the carrier takes parcels over: its consolidation warehouse."""

    _name = "linkstar.depot"
    _description = "Linkstar Depot"
    _order = "sequence, name"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short, for lists and manifests.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    partner_id = fields.Many2one("res.partner", "Address", check_company=True)
    tz = fields.Selection(
        _tz_get, "Time zone", required=True, default="Asia/Shanghai", help="Whose day is the day of a manifest, wherever its user sits."
    )
    note = fields.Text(help="Opening hours, gate, telephone number.")

    _code_uniq = models.UniqueIndex("(COALESCE(company_id, 0), code)", "There is a depot of this code already: choose another code.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for depot in self:
            depot.display_name = depot.name or depot.code

    def _today(self):
        """The day that it is at this depot now."""
        return fields.Date.context_today(self.with_context(tz=self.tz))
