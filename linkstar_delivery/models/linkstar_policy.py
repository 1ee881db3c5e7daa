# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

POLICIES = [
    ("cheapest", "Cheapest"),
    ("fastest", "Fastest"),
    ("cheapest_within", "Cheapest within days"),
]


class LinkstarPolicy(models.Model):
    """The policy of a delivery method with the best line for some countries, where it
    differs from the general policy.
    """

    _name = "linkstar.policy"
    _inherit = "linkstar.owned.mixin"
    _description = "Linkstar Policy by Country"
    _order = "carrier_id, sequence, id"
    _owned_by = "carrier_id"

    carrier_id = fields.Many2one(
        "delivery.carrier",
        "Delivery method",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="carrier_id.company_id", store=True, index=True
    )
    sequence = fields.Integer(default=10)
    country_ids = fields.Many2many("res.country", string="Countries", required=True)
    policy = fields.Selection(POLICIES, required=True, default="cheapest")
    max_days = fields.Integer(
        "Maximum days",
        default=14,
        help="If no line is that fast, the cheapest line is used.",
    )

    _max_days_positive = models.Constraint(
        "CHECK(max_days > 0)", "The maximum number of days must be above 0. Correct it."
    )

    @api.depends("policy", "country_ids")
    def _compute_display_name(self):
        labels = dict(self._fields["policy"]._description_selection(self.env))
        for policy in self:
            countries = ", ".join(filter(None, policy.country_ids.mapped("code")))
            policy.display_name = f"{countries}: {labels.get(policy.policy, '')}"

    @api.constrains("country_ids", "carrier_id")
    def _check_countries(self):
        for carrier in self.carrier_id:
            seen = self.env["res.country"]
            for policy in carrier.linkstar_policy_ids:
                if not policy.country_ids:
                    raise ValidationError(
                        self.env._(
                            "A policy by country of %s has no country. Choose a "
                            "country, or delete the row.",
                            carrier.name,
                        )
                    )
                if twice := policy.country_ids & seen:
                    raise ValidationError(
                        self.env._(
                            "%(carrier)s has two policies for %(countries)s. Keep "
                            "each country in one row only.",
                            carrier=carrier.name,
                            countries=twice.mapped("name"),
                        )
                    )
                seen |= policy.country_ids
