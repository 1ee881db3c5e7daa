from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ..rules import charges
from ..services.amounts import in_quanta
from ..services.queries import standard

BASES = [("item", "Declared item"), ("parcel", "Parcel"), ("consignment", "Consignment")]

KINDS = [("duty", "Duty"), ("fee", "Fee")]


class LinkstarCustomsChargeRule(models.Model):
    """A duty or fee that parcels meet at the border of a destination, from one day to another.

    Rules are looked up by the day the goods leave. One whose start or amount nobody has confirmed waits archived, with its
    status telling why: it counts for nothing until somebody sets it in force.
    """

    _name = "linkstar.customs.charge.rule"
    _inherit = "linkstar.shipped"
    _description = "Import duty or fee"
    _order = "sequence, valid_from, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    status = fields.Selection(
        [("in_force", "In force"), ("unconfirmed", "Unconfirmed"), ("suspended", "Suspended"), ("withdrawn", "Withdrawn")],
        default="in_force",
        required=True,
        help="Only rules in force are charged. Unconfirmed: announced, but its start or amount is not certain.",
    )
    kind = fields.Selection(KINDS, required=True, default="fee")
    amount = fields.Monetary(required=True, aggregator=None, help="Per unit of what is counted.")
    currency_id = fields.Many2one("res.currency", required=True, context={"active_test": False})
    basis = fields.Selection(
        BASES,
        "Counts",
        required=True,
        default="item",
        help="A declared item is goods with the same HS code, customs description and origin, whatever their number.",
    )
    country_ids = fields.Many2many("res.country", string="Destinations", required=True)
    customs_area = fields.Boolean(
        "Follows the customs area",
        default=True,
        help="Not charged in a special territory that lies outside the customs area of its country.",
    )
    to_business = fields.Boolean("Also sales to businesses")
    limited = fields.Boolean("Up to a value")
    limit = fields.Float(
        "Highest value in EUR",
        digits=(16, 2),
        aggregator=None,
        help="Intrinsic value of the consignment, without VAT and transport.",
    )
    limit_excluded = fields.Boolean("The value itself is outside")
    valid_from = fields.Date(help="Empty: not known yet; such a rule cannot be in force.")
    valid_to = fields.Date()
    confirmed_on = fields.Date("Last confirmed", help="Nothing newer about this rule is known. Empty: nobody doubts it.")
    source = fields.Char(help="The law or publication that these values were taken from.")
    note = fields.Text()

    _valid_period = models.Constraint("CHECK(valid_to IS NULL OR valid_to >= valid_from)", "A rule's last day lies before its first day.")
    _dated = models.Constraint(
        "CHECK(status != 'in_force' OR valid_from IS NOT NULL)", "A rule in force needs its first day: enter it under Valid from."
    )
    _amount_positive = models.Constraint("CHECK(amount >= 0)", "A charge cannot be negative.")

    def action_charged(self):
        """The carrier charges these: they are in force from their first day on.

        :raise UserError: for one without a first day"""
        self.check_access("write")
        undated = self.filtered(lambda rule: not rule.valid_from)
        if undated:
            raise UserError(
                self.env._(
                    "%s has no first day: enter the day since when the carrier charges it under Valid from, then press the button again.",
                    ", ".join(undated.mapped("name")),
                )
            )
        self.write({"status": "in_force", "active": True, "confirmed_on": fields.Date.context_today(self)})

    def _rule(self):
        """This row as the rules read it."""
        return charges.Rule(
            key=self.id,
            name=self.name,
            kind=self.kind,
            amount=in_quanta(self.amount, self.currency_id),
            currency=self.currency_id.name,
            basis=charges.Basis(self.basis),
            countries=frozenset(self.country_ids.mapped("code")),
            valid_from=self.valid_from,
            valid_to=self.valid_to or None,
            limit=in_quanta(self.limit, standard(self.env, "base.EUR")) if self.limited else None,
            limit_excluded=self.limit_excluded,
            customs_area=self.customs_area,
            to_business=self.to_business,
            in_force=self.status == "in_force",
            source=self.source or "",
        )

    @api.model
    @tools.ormcache("self.env.lang")
    def _rules(self):
        """(all rules in force, whenever and wherever, as the rules read them; {currency: its id} of those they are in)."""
        rows = self.sudo().with_context(active_test=True).search([("status", "=", "in_force")])
        return tuple(row._rule() for row in rows), {currency.name: currency.id for currency in rows.currency_id}
