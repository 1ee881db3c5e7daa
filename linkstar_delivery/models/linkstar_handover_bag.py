from odoo import api, fields, models
from odoo.exceptions import UserError


class LinkstarHandoverBag(models.Model):
    """A bag or carton with a number of its own, that holds parcels of a manifest."""

    _name = "linkstar.handover.bag"
    _description = "Linkstar Handover Bag"
    _order = "handover_id, id"
    _rec_name = "number"
    _check_company_auto = True
    handover_id = fields.Many2one("linkstar.handover", "Manifest", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="handover_id.company_id", store=True, index=True)
    number = fields.Char(required=True, readonly=True)
    kind = fields.Selection([("bag", "Bag"), ("carton", "Carton")], required=True, readonly=True, default="bag")
    state = fields.Selection([("open", "Open"), ("closed", "Closed")], required=True, readonly=True, default="open")
    weight = fields.Float("Weighed (kg)", digits=(12, 3), readonly=True, help="With its parcels; 0: not weighed.")
    line_ids = fields.One2many("linkstar.handover.line", "bag_id", "Parcels", readonly=True)
    count = fields.Integer("Number of parcels", compute="_compute_totals")
    parcels_weight = fields.Float("Weight of parcels (kg)", compute="_compute_totals", digits=(12, 3))
    _number_uniq = models.Constraint("UNIQUE(handover_id, number)", "This manifest has a bag or carton of this number already.")
    _weight_positive = models.Constraint("CHECK(weight >= 0)", "A bag weighs 0 kg (not weighed) or more.")

    @api.depends("line_ids.weight")
    def _compute_totals(self):
        totals = {
            bag: (count, weight)
            for bag, count, weight in self.env["linkstar.handover.line"]._read_group(
                [("bag_id", "in", self.ids)], ["bag_id"], ["__count", "weight:sum"]
            )
        }
        for bag in self:
            bag.count, bag.parcels_weight = totals.get(bag, (0, 0.0))

    @api.model_create_multi
    def create(self, vals_list):
        bags = super().create(vals_list)
        bags._check_open()
        return bags

    def write(self, vals):
        self.check_access("write")
        self._check_open()
        result = super().write(vals)
        # Also where they come to.
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        self._check_open()

    def _check_open(self):
        for handover in self.handover_id.filtered(lambda h: h.state != "open"):
            raise UserError(self.env._("%s is closed: its bags stay as they are.", handover.name))

    def _shown(self):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        return {"id": self.id, "number": self.number, "kind": kind, "state": self.state, "count": self.count, "weight": self.weight}
