from odoo import fields, models


class LinkstarAccount(models.Model):
    """What the labels of this contract's host take of an address."""

    _inherit = "linkstar.account"

    label_name_length = fields.Integer("Characters of a name", default=35, help="Of the person and of the company; 0: any number.")
    label_street_length = fields.Integer("Characters of a street line", default=35, help="0: any number.")
    label_street_lines = fields.Integer("Lines for the street", default=3, required=True)
    label_city_length = fields.Integer("Characters of a city", default=35, help="Of the province, too; 0: any number.")
    label_latin = fields.Boolean(
        "Labels in Latin letters",
        default=True,
        help="Names and streets in other letters (Greek, Cyrillic, Chinese) are written in Latin ones; ü, ł and the like stay. "
        "The transfer shows what the label will say.",
    )

    _label_lengths = models.Constraint(
        "CHECK(label_name_length >= 0 AND label_street_length >= 0 AND label_city_length >= 0 AND label_street_lines BETWEEN 1 AND 3)",
        "The numbers of characters on a label are 0 or more, and a street has 1 to 3 lines: correct the account's options.",
    )
