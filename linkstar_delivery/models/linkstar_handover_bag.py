# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models


class LinkstarHandoverBag(models.Model):
    """A numbered bag or carton with parcels of a manifest."""

    _name = "linkstar.handover.bag"
    _inherit = "linkstar.handover.part"
    _description = "Linkstar Handover Bag"
    _order = "handover_id, id"
    _rec_name = "number"
    _check_company_auto = True
    handover_id = fields.Many2one(
        "linkstar.handover",
        "Manifest",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="handover_id.company_id", store=True, index=True
    )
    number = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        [("bag", "Bag"), ("carton", "Carton")],
        required=True,
        readonly=True,
        default="bag",
    )
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")],
        "Status",
        required=True,
        readonly=True,
        default="open",
    )
    weight = fields.Float(
        "Measured weight (kg)",
        digits=(12, 3),
        readonly=True,
        help="The weight of the bag with its parcels. 0: not weighed.",
    )
    line_ids = fields.One2many(
        "linkstar.handover.line", "bag_id", "Parcels", readonly=True
    )
    count = fields.Integer("Number of parcels", compute="_compute_totals")
    parcels_weight = fields.Float(
        "Weight of parcels (kg)", compute="_compute_totals", digits=(12, 3)
    )
    _number_uniq = models.Constraint(
        "UNIQUE(handover_id, number)",
        "This manifest already has a bag or carton with this number.",
    )
    _weight_positive = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a bag must be 0 kg (not weighed) or more."
    )

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

    def _closed_text(self, handover):
        return self.env._("%s is closed. Its bags cannot be changed.", handover.name)

    def _shown(self):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        return {
            "id": self.id,
            "number": self.number,
            "kind": kind,
            "state": self.state,
            "count": self.count,
            "weight": self.weight,
        }
