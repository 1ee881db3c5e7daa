# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..rules import options


class LinkstarOptionRule(models.Model):
    """Chooses the options of a shipment automatically: by line, country and value of
    the goods.
    """

    _name = "linkstar.option.rule"
    _inherit = ["linkstar.cached.table", "linkstar.owned.mixin"]
    _description = "Linkstar Option Rule"
    _order = "account_id, sequence, id"
    _check_company_auto = True
    _owned_by = "account_id"

    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env["linkstar.account"]._only(),
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    service_ids = fields.Many2many(
        "linkstar.service",
        string="Lines",
        domain="[('account_id', '=', account_id)]",
        help="Empty: all lines.",
    )
    country_ids = fields.Many2many(
        "res.country", string="Countries", help="Empty: all countries."
    )
    over_value = fields.Monetary(
        "Minimum value of goods",
        help="The rule applies when the net value of the transfer's goods is higher. "
        "0: for any value.",
    )
    what = fields.Selection(
        [
            (options.INSURANCE, "Insurance of the whole value"),
            (options.SIGNATURE, "Signature"),
            ("extra", "Extra service with this code"),
            (options.BACK, "Undeliverable: return to the sender"),
            (options.DESTROY, "Undeliverable: destroy"),
        ],
        "Option",
        required=True,
    )
    code = fields.Char(help="The carrier's code of the extra service.")
    suggest = fields.Boolean(
        "Suggestion only",
        help="The transfer shows the option as a suggestion, and a user decides.",
    )

    @api.constrains("account_id", "service_ids")
    def _check_services(self):
        for rule in self:
            if strange := rule.service_ids.filtered(
                lambda service, account=rule.account_id: service.account_id != account
            ):
                raise ValidationError(
                    self.env._(
                        "These lines belong to another account than the rule: "
                        "%(lines)s. Choose lines of %(account)s.",
                        lines=", ".join(strange.mapped("code")),
                        account=rule.account_id.display_name,
                    )
                )

    @api.onchange("account_id")
    def _onchange_account_id(self):
        self.service_ids = self.service_ids.filtered(
            lambda service: service.account_id == self.account_id
        )

    @api.constrains("what", "code")
    def _check_code(self):
        if self.filtered(lambda rule: rule.what == "extra" and not rule.code):
            raise ValidationError(
                self.env._(
                    "A rule for an extra service needs the code of the service. You "
                    "find it on the line, tab Options."
                )
            )

    @api.depends("what", "code")
    def _compute_display_name(self):
        labels = dict(self._fields["what"]._description_selection(self.env))
        for rule in self:
            rule.display_name = " ".join(
                filter(
                    None, (labels.get(rule.what), rule.what == "extra" and rule.code)
                )
            )

    @api.model
    @tools.ormcache("account_id")
    def _of(self, account_id):
        """The rules of an account as ``rules.options.OptionRule`` values, in their
        order.
        """
        return tuple(
            options.OptionRule(
                what=rule.what,
                code=rule.code or "",
                services=frozenset(rule.service_ids.ids),
                countries=frozenset(rule.country_ids.mapped("code")),
                over=Decimal(str(rule.over_value)) if rule.over_value else None,
                suggest=rule.suggest,
            )
            for rule in self.sudo().search([("account_id", "=", account_id)])
        )
