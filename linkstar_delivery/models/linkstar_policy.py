from odoo import api, fields, models
from odoo.exceptions import ValidationError

POLICIES = [("cheapest", "Cheapest"), ("fastest", "Fastest"), ("cheapest_within", "Cheapest within days")]


class LinkstarPolicy(models.Model):
    """How a delivery method with the best line chooses for some countries, where that differs from its own policy."""

    _name = "linkstar.policy"
    _inherit = "linkstar.owned.mixin"
    _description = "Linkstar Choice of a Line by Country"
    _order = "carrier_id, sequence, id"
    _owned_by = "carrier_id"

    carrier_id = fields.Many2one("delivery.carrier", "Delivery method", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="carrier_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    country_ids = fields.Many2many("res.country", string="Countries", required=True)
    policy = fields.Selection(POLICIES, required=True, default="cheapest")
    max_days = fields.Integer("Days at the most", default=14, help="If no line is that fast, the cheapest of all is taken.")

    _max_days_positive = models.Constraint("CHECK(max_days > 0)", "The days at the most are above 0: correct them.")

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
                        self.env._("A choice by country of %s names no country: name one, or take the row away.", carrier.name)
                    )
                if twice := policy.country_ids & seen:
                    raise ValidationError(
                        self.env._(
                            "%(carrier)s has two choices for %(countries)s: leave each country in one row.",
                            carrier=carrier.name,
                            countries=twice.mapped("name"),
                        )
                    )
                seen |= policy.country_ids
