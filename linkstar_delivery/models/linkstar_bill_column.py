# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rating import kinds
from ..statements import words

ROLES = [
    ("waybill", "Waybill"),
    ("reference", "Reference"),
    ("tracking", "Tracking number"),
    ("country", "Country"),
    ("service", "Line"),
    ("actual", "Actual weight"),
    ("volumetric", "Volumetric weight"),
    ("settled", "Settled weight"),
    ("weight_unit", "Unit of weight"),
    ("fee", "Amount of one kind"),
    ("kind", "Name of the fee"),
    ("amount", "Amount of the named fee"),
    ("direction", "Cost or money back"),
    ("total", "Total of the row"),
    ("difference", "Difference to an earlier bill"),
    ("balance", "Balance"),
    ("currency", "Currency"),
    ("day", "Day of hand-over"),
    ("billed_on", "Day of billing"),
    ("ignored", "Not read"),
]
assert tuple(code for code, _label in ROLES) == words.ROLES
_EDITED = ("role", "kind", "unit", "decimal", "order", "sign")


class LinkstarBillColumn(models.Model):
    """A column of a statement's file and its meaning, which a person can correct."""

    _name = "linkstar.bill.column"
    _description = "Linkstar Column of a Statement"
    _order = "bill_id, id"
    _rec_name = "heading"

    bill_id = fields.Many2one(
        "linkstar.bill", required=True, readonly=True, ondelete="cascade", index=True
    )
    sheet = fields.Char(readonly=True)
    position = fields.Integer(readonly=True, help="The place of the column, from 1.")
    heading = fields.Char(readonly=True)
    example = fields.Char(readonly=True)
    role = fields.Selection(ROLES, "Meaning")
    kind = fields.Selection(
        kinds.selection(), help="The kind of charge, for an amount of one kind."
    )
    unit = fields.Selection(
        [("kg", "kg"), ("g", "g"), ("lb", "lb"), ("oz", "oz")], help="Empty: kg."
    )
    decimal = fields.Selection([(".", "Point"), (",", "Comma")], "Decimal mark")
    order = fields.Selection(
        [("dmy", "Day, month, year"), ("mdy", "Month, day, year")], "Order of dates"
    )
    sign = fields.Selection(
        [
            ("plain", "As written"),
            ("turned", "Opposite"),
            ("credit", "Discounts and claims are money back"),
        ],
        help=(
            "Costs are above zero here. Opposite: the file writes costs below zero, or "
            "a discount above zero."
        ),
    )
    guess = fields.Json(
        readonly=True, help="The meaning that was found by the heading."
    )

    @api.model_create_multi
    def create(self, vals_list):
        columns = super().create(vals_list)
        columns._check_draft()
        return columns

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        if self.bill_id.filtered(lambda bill: bill.state != "draft"):
            raise UserError(
                self.env._(
                    "The columns of an imported statement cannot be changed. Reset the "
                    "statement first."
                )
            )

    def _corrections(self):
        """{heading as it is compared: {attribute: value}} of what people changed."""
        found = {}
        for column in self:
            guess = column.guess or {}
            changed = {
                name: column[name] or ""
                for name in _EDITED
                if (column[name] or "") != (guess.get(name) or "")
            }
            if changed:
                found[words.plain(column.heading)] = changed
        return found

    @api.model
    def _values_of(self, columns):
        """The values of records for ``columns``, which are
        ``statements.values.StatementColumn``.
        """
        values = []
        for column in columns:
            edited = {
                name: value if value != "?" else ""
                for name in _EDITED
                if (value := getattr(column, name)) is not None
            }
            values.append(
                {
                    "sheet": column.sheet,
                    "position": column.index + 1,
                    "heading": column.heading,
                    "example": column.example,
                    "guess": edited,
                    **{name: value or False for name, value in edited.items()},
                }
            )
        return values
