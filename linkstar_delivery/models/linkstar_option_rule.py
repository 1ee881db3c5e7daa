from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..rules import options


class LinkstarOptionRule(models.Model):
    """Which options a shipment gets by itself: by line, country and value of the goods."""

    _name = "linkstar.option.rule"
    _inherit = ["linkstar.kept", "linkstar.owned.mixin"]
    _description = "Linkstar Option Rule"
    _order = "account_id, sequence, id"
    _check_company_auto = True
    _owned_by = "account_id"

    account_id = fields.Many2one(
        "linkstar.account", required=True, ondelete="cascade", index=True, default=lambda self: self.env["linkstar.account"]._only()
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="account_id.currency_id")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    service_ids = fields.Many2many(
        "linkstar.service", string="Lines", domain="[('account_id', '=', account_id)]", help="Empty: all."
    )
    country_ids = fields.Many2many("res.country", string="Countries", help="Empty: all.")
    over_value = fields.Monetary("Goods worth more than", help="Net value of the transfer's goods; 0: whatever they are worth.")
    what = fields.Selection(
        [
            (options.INSURANCE, "Insurance of the whole value"),
            (options.SIGNATURE, "Signature"),
            ("extra", "Extra service with the code"),
            (options.BACK, "Undeliverable: back to the sender"),
            (options.DESTROY, "Undeliverable: destroyed"),
        ],
        "Option",
        required=True,
    )
    code = fields.Char(help="The carrier's code of the extra service.")
    suggest = fields.Boolean("Only suggest", help="The transfer shows it, a person decides.")

    @api.constrains("account_id", "service_ids")
    def _check_services(self):
        for rule in self:
            if strange := rule.service_ids.filtered(lambda service: service.account_id != rule.account_id):  # noqa: B023
                raise ValidationError(
                    self.env._(
                        "These lines belong to another account than the rule: %(lines)s. Choose lines of %(account)s.",
                        lines=", ".join(strange.mapped("code")),
                        account=rule.account_id.display_name,
                    )
                )

    @api.onchange("account_id")
    def _onchange_account_id(self):
        self.service_ids = self.service_ids.filtered(lambda service: service.account_id == self.account_id)

    @api.constrains("what", "code")
    def _check_code(self):
        if self.filtered(lambda rule: rule.what == "extra" and not rule.code):
            raise ValidationError(self.env._("A rule for an extra service needs its code: it is on the line, tab Options."))

    @api.depends("what", "code")
    def _compute_display_name(self):
        labels = dict(self._fields["what"]._description_selection(self.env))
        for rule in self:
            rule.display_name = " ".join(filter(None, (labels.get(rule.what), rule.what == "extra" and rule.code)))

    @api.model
    @tools.ormcache("account_id")
    def _of(self, account_id):
        """The rules of an account as ``rules.options.Rule`` values, in their order."""
        return tuple(
            options.Rule(
                what=rule.what,
                code=rule.code or "",
                services=frozenset(rule.service_ids.ids),
                countries=frozenset(rule.country_ids.mapped("code")),
                over=Decimal(str(rule.over_value)) if rule.over_value else None,
                suggest=rule.suggest,
            )
            for rule in self.sudo().search([("account_id", "=", account_id)])
        )
