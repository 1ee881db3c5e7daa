# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .product_template import BATTERIES


class LinkstarGoodsType(models.Model):
    """A type of goods. It decides which carrier and line may take the goods, and which
    papers they need.

    A special type belongs to a general one: "ion_contained" is a "battery".
    """

    _name = "linkstar.goods.type"
    _inherit = "linkstar.default.data"
    _description = "Goods type"
    _order = "sequence, name, id"
    _rec_names_search = ("name", "code")
    _cached_fields = ("code", "parent_id", "prohibited", "excise", "second_look")

    sequence = fields.Integer(default=50, aggregator=None)
    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="The name of this type in carriers' lines and in rules. It cannot change.",
    )
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one(
        "linkstar.goods.type",
        "General type",
        ondelete="restrict",
        index="btree_not_null",
    )
    prohibited = fields.Boolean(
        help=(
            "No parcel line carries it by post or air, so a transfer with such goods"
            " is not validated."
        )
    )
    excise = fields.Boolean(
        "Excise goods",
        help="Import tax schemes such as IOSS do not apply to these goods.",
    )
    second_look = fields.Boolean(
        "Extra customs checks",
        help=(
            "Customs may ask for a licence or a full declaration: the sender gets a"
            " warning."
        ),
    )
    note = fields.Char(translate=True)
    source = fields.Char(help="The law or publication that the row comes from.")

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "There is already a goods type with this code: enter another code.",
    )

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._(
                    "A goods type cannot be its own general type: choose another"
                    " general type."
                )
            )

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {
            "prohibited",
            "second_look",
            "parent_id",
        } and not self.env.context.get("install_module"):
            kinds = self.search([("id", "child_of", self.ids)])
            batteries = list(
                set(kinds.mapped("code")) & {code for code, _name in BATTERIES}
            )
            self.env["product.product"]._linkstar_recheck(
                [
                    "|",
                    ("linkstar_goods_type_ids", "in", kinds.ids),
                    ("linkstar_battery", "in", batteries),
                ]
            )
        return result

    @api.model
    def _batteries(self):
        """Return {kind of battery: its goods type}."""
        codes = {code for code, _name in BATTERIES}
        return {kind.code: kind for kind in self._all() if kind.code in codes}

    def _is_prohibited(self):
        return bool(self) and (self.prohibited or self.parent_id._is_prohibited())

    def _all_codes(self):
        """Return the codes of these types and of their general types, as a list."""
        found, rest = self.browse(), self
        while rest:
            found |= rest
            rest = rest.parent_id - found
        return found.mapped("code")
