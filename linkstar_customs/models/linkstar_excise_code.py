# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..services.validity import in_force


class LinkstarExciseCode(models.Model):
    """The first digits of HS codes of excise goods. Import tax schemes do not apply to
    them.

    Perfume and cosmetics with alcohol (heading 3303 and following) are not among them.
    """

    _name = "linkstar.excise.code"
    _inherit = "linkstar.default.data"
    _description = "HS code of excise goods"
    _order = "prefix, valid_from, id"
    _rec_name = "prefix"
    _cached_fields = ("prefix", "valid_from", "valid_to")

    prefix = fields.Char("First digits", required=True, size=10)
    name = fields.Char("Goods", required=True, translate=True)
    active = fields.Boolean(default=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(help="The law or publication that the row comes from.")

    _prefix_uniq = models.Constraint(
        "UNIQUE(prefix, valid_from)",
        "There is already a row for these digits from that day: change that row, or"
        " enter another first day.",
    )
    _prefix_digits = models.Constraint(
        "CHECK(prefix ~ '^[0-9]{2,10}$')",
        "The first digits of an HS code are 2 to 10 digits, without dots.",
    )
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day is before the first day: correct one of them.",
    )

    def _prefixes(self, on_date):
        """Return the first digits in force on a date, a tuple for
        ``str.startswith``.
        """
        return tuple(in_force(self, on_date).mapped("prefix"))
