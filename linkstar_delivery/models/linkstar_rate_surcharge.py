from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rating import notation

#: The codes and bases of ``rating.card`` in a merchant's words.
CODES = [
    ("fuel", "Fuel"),
    ("registration", "Registration"),
    ("remote_area", "Remote area"),
    ("battery", "Battery"),
    ("special_goods", "Special goods"),
    ("oversize", "Oversize"),
    ("peak_season", "Peak season"),
    ("pickup", "Domestic pick-up"),
    ("signature", "Signature"),
    ("insurance", "Insurance"),
    ("ioss", "IOSS service"),
    ("ddp_duty", "DDP duty"),
    ("customs_exception", "Customs exception"),
]

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
    """What is paid on top of the freight, in the card's currency or per cent. See ``rating.card.Surcharge``."""

    _name = "linkstar.rate.surcharge"
    _description = "Linkstar Rate Surcharge"
    _inherit = ["linkstar.rate.base", "linkstar.owned.mixin"]
    _order = "sequence, id"
    _owned_by = "card_id"

    card_id = fields.Many2one("linkstar.rate.card", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    code = fields.Selection(CODES, required=True)
    name = fields.Char(help="The card's own word for it.")
    basis = fields.Selection(BASES, required=True, default="fixed")
    amount = fields.Float(min_display_digits=2, help="In the card's currency, or a percentage: 8 is 8 %.")
    minimum = fields.Float(min_display_digits=2)
    valid_from = fields.Date()
    valid_to = fields.Date(help="The last day.")
    areas = fields.Text(help="Where it is due, written like the areas of a zone; empty: everywhere.")
    goods_types = fields.Char(help="Due for one of these kinds of goods, apart by commas: battery, liquid. Empty: for all.")
    over_side = fields.Float("Side over (cm)", min_display_digits=1, help="Due when a parcel's longest side is above this; 0: always.")
    over_weight = fields.Float("Weight over (kg)", min_display_digits=3, help="Due when a parcel's weight is above this; 0: always.")
    optional = fields.Boolean(help="Due only when it is asked for.")

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
                        why=self.env["linkstar.rate.card"]._sentence(problem.code, {"value": problem.part}),
                    )
                ) from problem
