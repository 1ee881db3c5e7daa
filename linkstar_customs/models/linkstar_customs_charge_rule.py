# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..rules import charges
from ..services.amounts import in_quanta
from ..services.queries import standard

BASES = [
    ("item", "Declared item"),
    ("parcel", "Parcel"),
    ("consignment", "Consignment"),
]

KINDS = [("duty", "Duty"), ("fee", "Fee")]


class LinkstarCustomsChargeRule(models.Model):
    """A duty or fee at the border of a destination, from one day to another.

    Rules are found by the day of the import. A rule with an unconfirmed start or amount
    is archived and not charged until somebody sets it in force; its status gives the
    reason.
    """

    _name = "linkstar.customs.charge.rule"
    _inherit = "linkstar.default.data"
    _description = "Import duty or fee"
    _order = "sequence, valid_from, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    status = fields.Selection(
        [
            ("in_force", "In force"),
            ("unconfirmed", "Unconfirmed"),
            ("suspended", "Suspended"),
            ("withdrawn", "Withdrawn"),
        ],
        default="in_force",
        required=True,
        help=(
            "Only rules in force are charged. Unconfirmed: announced, but its first"
            " day or amount is not certain yet."
        ),
    )
    kind = fields.Selection(KINDS, required=True, default="fee")
    amount = fields.Monetary(
        required=True,
        aggregator=None,
        help="Per declared item, parcel or consignment: see “Charged per”.",
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, context={"active_test": False}
    )
    basis = fields.Selection(
        BASES,
        "Charged per",
        required=True,
        default="item",
        help=(
            "A declared item is all goods with the same HS code, customs description"
            " and origin, in any quantity."
        ),
    )
    country_ids = fields.Many2many("res.country", string="Destinations", required=True)
    customs_area = fields.Boolean(
        "Customs area only",
        default=True,
        help=(
            "Not charged in special territories outside the customs area of their"
            " country."
        ),
    )
    to_business = fields.Boolean("Includes business buyers")
    limited = fields.Boolean("Value limit")
    limit = fields.Float(
        "Limit (EUR)",
        digits=(16, 2),
        aggregator=None,
        help=(
            "Charged up to this intrinsic value of the consignment, without VAT and"
            " transport."
        ),
    )
    limit_excluded = fields.Boolean("Limit excluded")
    valid_from = fields.Date(
        help=(
            "First day on which it is charged. Empty: not known yet, so the rule"
            " cannot be in force."
        )
    )
    valid_to = fields.Date()
    confirmed_on = fields.Date(
        "Last confirmed",
        help=(
            "The day on which the rule was last confirmed. Empty: the rule is certain."
        ),
    )
    source = fields.Char(help="The law or publication that these values come from.")
    note = fields.Text()

    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the rule is before its first day: correct one of them.",
    )
    _dated = models.Constraint(
        "CHECK(status != 'in_force' OR valid_from IS NOT NULL)",
        "A rule in force needs a first day: enter it in “Valid From”.",
    )
    _amount_positive = models.Constraint(
        "CHECK(amount >= 0)",
        "The amount of a charge cannot be negative: enter 0 or more.",
    )

    def action_charged(self):
        """Set these in force from their first day on.

        :raise UserError: if one has no first day
        """
        self.check_access("write")
        undated = self.filtered(lambda rule: not rule.valid_from)
        if undated:
            raise UserError(
                self.env._(
                    "%s has no first day. Enter in “Valid From” the first day on which"
                    " the carrier charges it, then press the button again.",
                    ", ".join(undated.mapped("name")),
                )
            )
        self.write(
            {
                "status": "in_force",
                "active": True,
                "confirmed_on": fields.Date.context_today(self),
            }
        )

    def _rule(self):
        """Return this row for the pure rules."""
        return charges.ChargeRule(
            key=self.id,
            name=self.name,
            kind=self.kind,
            amount=in_quanta(self.amount, self.currency_id),
            currency=self.currency_id.name,
            basis=charges.Basis(self.basis),
            countries=frozenset(self.country_ids.mapped("code")),
            valid_from=self.valid_from,
            valid_to=self.valid_to or None,
            limit=(
                in_quanta(self.limit, standard(self.env, "base.EUR"))
                if self.limited
                else None
            ),
            limit_excluded=self.limit_excluded,
            customs_area=self.customs_area,
            to_business=self.to_business,
            in_force=self.status == "in_force",
            source=self.source or "",
        )

    @api.model
    @tools.ormcache("self.env.lang")
    def _rules(self):
        """Return (all rules in force, of all days and destinations, for the pure rules;
        {currency: its id} of their currencies).
        """
        rows = (
            self.sudo()
            .with_context(active_test=True)
            .search([("status", "=", "in_force")])
        )
        return tuple(row._rule() for row in rows), {
            currency.name: currency.id for currency in rows.currency_id
        }
