from odoo import api, fields, models


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
    note = fields.Text(help="Opening hours, gate, telephone number.")

    _code_uniq = models.UniqueIndex("(COALESCE(company_id, 0), code)", "There is a depot of this code already: choose another code.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for depot in self:
            depot.display_name = depot.name or depot.code
