# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rating import kinds, notation

#: The bases of ``rating.card`` with their names for users.
BASES = [
    ("fixed", "Once per waybill"),
    ("per_parcel", "Per parcel"),
    ("per_kg", "Per kg"),
    ("per_item", "Per item"),
    ("per_duty_item", "Per item of duty"),
    ("percent_freight", "% of the freight"),
    ("percent_value", "% of the declared value"),
]


class LinkstarRateSurcharge(models.Model):
    """An amount on top of the freight, in the card's currency or in per cent. See
    ``rating.card.Surcharge``.
    """

    _name = "linkstar.rate.surcharge"
    _description = "Linkstar Rate Surcharge"
    _inherit = ["linkstar.rate.base", "linkstar.owned.mixin"]
    _order = "sequence, id"
    _owned_by = "card_id"

    card_id = fields.Many2one(
        "linkstar.rate.card", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    code = fields.Selection(kinds.selection(kinds.SURCHARGE_CODES), required=True)
    name = fields.Char(help="The name on the card.")
    basis = fields.Selection(BASES, required=True, default="fixed")
    amount = fields.Float(
        min_display_digits=2, help="In the card's currency, or in per cent: 8 is 8 %."
    )
    minimum = fields.Float(min_display_digits=2)
    valid_from = fields.Date()
    valid_to = fields.Date(help="The last day.")
    areas = fields.Text(
        help="Where it is due, in the same notation as the areas of a zone. Empty: "
        "everywhere."
    )
    goods_types = fields.Char(
        "Special goods",
        help=(
            "It is due for one of these types of goods, separated by commas: battery, "
            "liquid. Empty: for all goods."
        ),
    )
    over_side = fields.Float(
        "Minimum side (cm)",
        min_display_digits=1,
        help="It is due if the longest side of a parcel is longer. 0: for all parcels.",
    )
    over_weight = fields.Float(
        "Minimum weight (kg)",
        min_display_digits=3,
        help="It is due if a parcel is heavier. 0: for all parcels.",
    )
    optional = fields.Boolean(help="It is due only when it is requested.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        labels = dict(self._fields["code"]._description_selection(self.env))
        for surcharge in self:
            surcharge.display_name = surcharge.name or labels.get(surcharge.code, "")

    @api.constrains("areas")
    def _check_areas(self):
        for surcharge in self:
            try:
                notation.areas(surcharge.areas or "")
            except notation.NotReadable as problem:
                raise ValidationError(
                    self.env._(
                        "Surcharge %(surcharge)s: %(why)s",
                        surcharge=surcharge.display_name,
                        why=self.env["linkstar.rate.card"]._sentence(
                            problem.code, {"value": problem.part}
                        ),
                    )
                ) from problem
