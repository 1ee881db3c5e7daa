# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rating import kinds


class LinkstarBillLine(models.Model):
    """One charge of one parcel in a statement. Lines are loaded by SQL and never change
    but for their shipment; the table has few keys and indexes so that this is fast.
    """

    _name = "linkstar.bill.line"
    _description = "Linkstar Line of a Statement"
    _order = "bill_id, id"
    _rec_name = "waybill"
    _log_access = False

    bill_id = fields.Many2one(
        "linkstar.bill",
        "Statement",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    shipment_id = fields.Many2one("linkstar.shipment", ondelete="restrict")
    sheet = fields.Char(readonly=True)
    row = fields.Integer(readonly=True, aggregator=None)
    waybill = fields.Char(readonly=True)
    reference = fields.Char(readonly=True)
    tracking = fields.Char("Tracking number", readonly=True)
    quality = fields.Selection(
        [("number", "Stored as a number"), ("damaged", "Digits are lost")],
        "Quality of the number",
        readonly=True,
    )
    match = fields.Selection(
        [
            ("found", "Found"),
            ("confirmed", "Confirmed"),
            ("suggested", "To confirm"),
            ("damaged", "Number damaged"),
            ("several", "Several shipments"),
            ("none", "Not found"),
        ],
        "Shipment found",
        readonly=True,
        default="none",
    )
    country = fields.Char(readonly=True)
    service = fields.Char("Line", readonly=True)
    actual = fields.Float("Actual weight (kg)", digits=(12, 4), readonly=True)
    volumetric = fields.Float("Volumetric weight (kg)", digits=(12, 4), readonly=True)
    settled = fields.Float("Settled weight (kg)", digits=(12, 4), readonly=True)
    kind = fields.Selection(kinds.selection(), required=True, readonly=True)
    fee = fields.Char("Carrier's name", readonly=True)
    amount = fields.Monetary(readonly=True)
    foreign_currency_id = fields.Many2one(
        "res.currency",
        "Other currency",
        readonly=True,
        help="Set only where the line is not in the currency of the account.",
        ondelete="restrict",
    )
    own_currency_id = fields.Many2one(
        related="bill_id.account_id.currency_id", string="Currency of the account"
    )
    # Not stored: a foreign key to the currency of each line takes an eighth of the
    # time of an import.
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_currency_id",
        search="_search_currency_id",
    )
    day = fields.Date("Day of hand-over", readonly=True)
    special = fields.Selection(
        [
            ("difference", "Difference to an earlier bill"),
            ("lump", "Total without parts"),
            ("gap", "Total and parts differ"),
        ],
        readonly=True,
    )
    twice = fields.Boolean("Billed before", readonly=True)
    # With the id: each check looks for the earlier lines of its shipments.
    _of_shipment = models.Index("(shipment_id, id) WHERE shipment_id IS NOT NULL")

    @api.depends("foreign_currency_id", "own_currency_id")
    def _compute_currency_id(self):
        for line in self:
            line.currency_id = line.foreign_currency_id or line.own_currency_id

    def _search_currency_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = Domain("own_currency_id", "in", value)
        return Domain("foreign_currency_id", "in", [each for each in value if each]) | (
            Domain("foreign_currency_id", "=", False) & own
        )

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr != "currency_id":
            return super()._field_to_sql(alias, field_expr, query)
        # Lists of lines are grouped, and their amounts added up, by currency.
        return SQL(
            "coalesce(%s, %s)",
            super()._field_to_sql(alias, "foreign_currency_id", query),
            super()._field_to_sql(alias, "own_currency_id", query),
        )

    def write(self, vals):
        if not self.env.su and set(vals) - {"shipment_id"}:
            raise UserError(
                self.env._("Only the shipment of a statement's line can be changed.")
            )
        if not self.env.su and (
            self.filtered(lambda line: line.match not in self._open())
        ):
            raise UserError(
                self.env._(
                    "The number of this line is unambiguous. Its shipment cannot be "
                    "changed."
                )
            )
        return super().write(vals)

    def _open(self):
        """The states in which a person chooses the shipment."""
        return ("suggested", "damaged", "several", "none", "confirmed")

    def action_confirm(self):
        """Confirm the shipments of these lines, also for all other lines with the same
        number in the statement.
        """
        self.check_access("write")
        lines = self.filtered(
            lambda line: line.shipment_id and line.match in line._open()
        )
        if not lines:
            raise UserError(
                self.env._("Choose the shipment of the line, then confirm it.")
            )
        for bill in lines.bill_id:
            mine = lines.filtered(lambda line, bill=bill: line.bill_id == bill)
            wrong = mine.shipment_id.filtered(
                lambda s, bill=bill: s.account_id != bill.account_id
            )
            if wrong:
                raise UserError(
                    self.env._(
                        "The shipment %s belongs to another account. Choose a shipment "
                        "of the account of the statement.",
                        wrong[0].display_name,
                    )
                )
            bill._confirm(mine)
