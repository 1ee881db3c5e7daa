# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import h7
from ..services.validity import in_force


class LinkstarH7Element(models.Model):
    """A data element of the customs declaration H7: its format and its name in an
    export.
    """

    _name = "linkstar.h7.element"
    _inherit = "linkstar.default.data"
    _description = "H7 data element"
    _order = "sequence, id"

    sequence = fields.Integer(default=10, aggregator=None)
    key = fields.Char(required=True, help="The name of the element in a JSON export.")
    number = fields.Char(
        required=True,
        help=(
            "The number in annex B of Delegated Regulation (EU) 2015/2446, such as 18"
            " 05 001 000."
        ),
    )
    name = fields.Char(required=True)
    level = fields.Selection(
        [(h7.DECLARATION, "Declaration"), (h7.SHIPMENT, "Shipment"), (h7.ITEM, "Item")],
        required=True,
        default=h7.ITEM,
    )
    required = fields.Boolean(
        help="Customs refuses a declaration without this element."
    )
    format = fields.Char(
        required=True,
        help="The format in the notation of annex B: an..70, a2, n..16,2.",
    )
    active = fields.Boolean(default=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char()
    note = fields.Char()

    _key_uniq = models.Constraint(
        "UNIQUE(key, valid_from)",
        "This element already has a row from that day: change that row, or enter"
        " another first day.",
    )
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the element is before its first day: correct one of them.",
    )

    @api.constrains("format")
    def _check_format(self):
        for element in self:
            if not h7.is_format(element.format or ""):
                raise ValidationError(
                    self.env._(
                        "%(name)s: “%(format)s” is not a format of annex B. Enter for"
                        " example an..70 for up to 70 characters, a2 for two letters,"
                        " or n..16,2 for 16 digits with two after the point.",
                        name=element.name,
                        format=element.format,
                    )
                )

    def _in_force(self, on_date):
        """Return the elements in force on a date, for the pure rules, in their
        order.
        """
        return tuple(
            h7.Element(
                row.key, row.number, row.name, row.level, row.required, row.format
            )
            for row in in_force(self.search([]), on_date)
        )
