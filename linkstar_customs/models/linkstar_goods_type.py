from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .product_template import BATTERIES


class LinkstarGoodsType(models.Model):
    """A kind of goods that decides who may carry it, by which line, and with which papers.

    A special type belongs to a general one: "ion_contained" is a "battery".
    """

    _name = "linkstar.goods.type"
    _inherit = "linkstar.shipped"
    _description = "Type of goods"
    _order = "sequence, name, id"
    _rec_names_search = ("name", "code")
    _kept = ("code", "parent_id", "prohibited", "excise", "second_look")

    sequence = fields.Integer(default=50, aggregator=None)
    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="What lines of carriers and rules know it by; it does not change.")
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one("linkstar.goods.type", "Belongs to", ondelete="restrict", index="btree_not_null")
    prohibited = fields.Boolean(help="No parcel line carries it by post or air, so a transfer with it is not validated.")
    excise = fields.Boolean("Excise goods", help="Import tax schemes such as IOSS do not apply to it.")
    second_look = fields.Boolean(
        help="Customs may ask for a licence or a full declaration, so whoever sends it is warned."
    )
    note = fields.Char(translate=True)
    source = fields.Char(help="The law or publication that this was taken from.")

    _code_uniq = models.Constraint("UNIQUE(code)", "There is already a type of goods with this code.")

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A type of goods cannot belong to itself: choose another general type."))

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"prohibited", "second_look", "parent_id"} and not self.env.context.get("install_module"):
            kinds = self.search([("id", "child_of", self.ids)])
            batteries = list(set(kinds.mapped("code")) & {code for code, _name in BATTERIES})
            self.env["product.product"]._linkstar_recheck(
                ["|", ("linkstar_goods_type_ids", "in", kinds.ids), ("linkstar_battery", "in", batteries)]
            )
        return result

    @api.model
    def _batteries(self):
        """{kind of battery: its type of goods}."""
        codes = {code for code, _name in BATTERIES}
        return {kind.code: kind for kind in self._all() if kind.code in codes}

    def _is_prohibited(self):
        return bool(self) and (self.prohibited or self.parent_id._is_prohibited())

    def _all_codes(self):
        """The codes of these types and of the general types they belong to, as a list."""
        found, rest = self.browse(), self
        while rest:
            found |= rest
            rest = rest.parent_id - found
        return found.mapped("code")
