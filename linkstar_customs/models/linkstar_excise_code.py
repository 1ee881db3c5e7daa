from odoo import fields, models

from ..services.validity import in_force


class LinkstarExciseCode(models.Model):
    """The beginning of HS codes whose goods are subject to excise duty, to which import tax schemes do not apply.

    Perfume and cosmetics with alcohol (heading 3303 and following) are not among them.
    """

    _name = "linkstar.excise.code"
    _inherit = "linkstar.shipped"
    _description = "HS codes of excise goods"
    _order = "prefix, valid_from, id"
    _rec_name = "prefix"
    _kept = ("prefix", "valid_from", "valid_to")

    prefix = fields.Char("HS code begins with", required=True, size=10)
    name = fields.Char("Goods", required=True, translate=True)
    active = fields.Boolean(default=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(help="The law or publication that this was taken from.")

    _prefix_uniq = models.Constraint("UNIQUE(prefix, valid_from)", "This beginning already has a row from that day on.")
    _prefix_digits = models.Constraint("CHECK(prefix ~ '^[0-9]{2,10}$')", "The beginning of an HS code is 2 to 10 digits.")
    _valid_period = models.Constraint("CHECK(valid_to IS NULL OR valid_to >= valid_from)", "A row's last day lies before its first day.")

    def _prefixes(self, on_date):
        """The beginnings among these that hold on a date, a tuple to give to ``str.startswith``."""
        return tuple(in_force(self, on_date).mapped("prefix"))
