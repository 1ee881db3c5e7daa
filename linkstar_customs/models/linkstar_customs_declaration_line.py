# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rules import identifiers, papers
from ..rules.items import DeclaredItem
from ..services.amounts import decimal
from ..services.queries import standard
from .linkstar_customs_declaration import _party
from .product_template import BATTERIES


class LinkstarCustomsDeclarationLine(models.Model):
    """Units of one product at one price. All texts are copies: they do not change with
    the product.

    If a total does not divide evenly by the units, the goods of one move make two
    lines, one cent apart.
    """

    _name = "linkstar.customs.declaration.line"
    _description = "Customs declaration line"
    _order = "declaration_id, id"
    _rec_name = "description_en"
    declaration_id = fields.Many2one(
        "linkstar.customs.declaration",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    # Not readonly, so that ``create`` can pass it: see there.
    company_id = fields.Many2one(
        related="declaration_id.company_id",
        store=True,
        index=True,
        precompute=True,
        readonly=False,
    )
    currency_id = fields.Many2one(
        related="declaration_id.currency_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    state = fields.Selection(related="declaration_id.state")
    move_id = fields.Many2one(
        "stock.move", readonly=True, index="btree_not_null", ondelete="set null"
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, index=True, ondelete="restrict"
    )
    sku = fields.Char("SKU", readonly=True)
    description_en = fields.Char("Description", readonly=True)
    description_cn = fields.Char("Description (Chinese)", readonly=True)
    material = fields.Char(readonly=True)
    battery = fields.Selection(BATTERIES, required=True, default="none", readonly=True)
    hs_code = fields.Char("HS code", readonly=True)
    origin_id = fields.Many2one(
        "res.country", "Country of origin", readonly=True, ondelete="restrict"
    )
    item_no = fields.Integer(
        "Item",
        readonly=True,
        aggregator=None,
        help=(
            "Lines with the same item number are one declared item. Duty per item is"
            " charged once for it."
        ),
    )
    quantity = fields.Integer(required=True, readonly=True)
    unit_price = fields.Monetary(
        "Unit price",
        required=True,
        readonly=True,
        aggregator=None,
        help="Price actually paid, without VAT and transport.",
    )
    paid_value = fields.Monetary(
        "Paid by the buyer",
        readonly=True,
        help=(
            "Share of what the buyer paid for the order line, without VAT. Less than"
            " the value if goods were given free."
        ),
    )
    value = fields.Monetary(
        compute="_compute_value", store=True, precompute=True, readonly=False
    )
    euro_id = fields.Many2one("res.currency", compute="_compute_euro_id")
    eur_value = fields.Monetary("Value in EUR", currency_field="euro_id", readonly=True)
    unit_weight = fields.Float(
        "Unit weight (kg)", digits=(16, 3), readonly=True, aggregator=None
    )
    net_weight = fields.Float(
        "Net weight (kg)",
        digits=(16, 3),
        compute="_compute_value",
        store=True,
        precompute=True,
        readonly=False,
    )
    gross_weight = fields.Float(
        "Gross weight (kg)",
        digits=(16, 3),
        readonly=True,
        help="Net weight with a share of the packaging, by net weight.",
    )
    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "A declared line needs a quantity of at least 1."
    )
    paper_facts = fields.Json(
        "Product safety data",
        readonly=True,
        copy=False,
        help=(
            "Identifiers, manufacturer and responsible person at the time when the"
            " declaration was frozen."
        ),
    )

    @api.depends("quantity", "unit_price", "unit_weight")
    def _compute_value(self):
        for line in self:
            line.value = line.quantity * line.unit_price
            line.net_weight = line.quantity * line.unit_weight

    def _compute_euro_id(self):
        self.euro_id = standard(self.env, "base.EUR")

    @api.model_create_multi
    def create(self, vals_list):
        """Dependent values are passed on creation: Odoo would calculate them on a copy
        of each line.
        """
        declarations = self.env["linkstar.customs.declaration"].browse(
            {values["declaration_id"] for values in vals_list}
        )
        declarations._refuse_frozen()
        return super().create(
            [
                {
                    # Before the amounts, which need it for rounding: after them, it
                    # would be read from the database.
                    "currency_id": (
                        declarations.browse(values["declaration_id"]).currency_id.id
                    ),
                    **values,
                    "company_id": (
                        declarations.browse(values["declaration_id"]).company_id.id
                    ),
                    "value": values["quantity"] * values["unit_price"],
                    "net_weight": values["quantity"] * values.get("unit_weight", 0.0),
                }
                for values in vals_list
            ]
        )

    def write(self, vals):
        self.check_access("write")
        self.declaration_id._refuse_frozen()
        result = super().write(vals)
        # Also checks the declaration that the lines move to.
        self.declaration_id._refuse_frozen()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self.declaration_id._refuse_frozen()

    def _item(self):
        """Return this line for carriers and papers."""
        self.ensure_one()
        return DeclaredItem(
            sku=self.sku or "",
            description_en=self.description_en or "",
            description_cn=self.description_cn or "",
            quantity=self.quantity,
            unit_price=decimal(self.unit_price, 2),
            currency=self.currency_id.name,
            unit_weight=decimal(self.unit_weight, 3),
            hs_code=self.hs_code or "",
            origin=self.origin_id._linkstar_code(),
            material=self.material or "",
            battery=self.battery != "none",
        )

    def _article(self):
        self.ensure_one()
        return papers.Article(
            description=self.description_en or self.product_id.name or "",
            description_cn=self.description_cn or "",
            quantity=self.quantity,
            net_weight=decimal(self.net_weight, 3),
            value=decimal(self.value, 2),
            unit_price=decimal(self.unit_price, 2),
            hs_code=self.hs_code or "",
            origin=self.origin_id.code or "",
            sku=self.sku or "",
            identifiers=tuple(
                tuple(pair)
                for pair in (self.paper_facts or self._live_facts())["identifiers"]
            ),
            item=self.item_no,
            eur_value=decimal(self.eur_value, 2),
            gross_weight=decimal(self.gross_weight, 3),
        )

    def _safety_parties(self):
        """Return (manufacturer, responsible person in the EU) of this line's product,
        each a ``rules.papers.Party`` or None.
        """
        facts = self.paper_facts or self._live_facts()
        named = (facts["manufacturer"], facts["responsible"])
        return tuple(
            found and papers.PaperParty(**{**found, "address": tuple(found["address"])})
            for found in named
        )

    def _live_facts(self):
        """Return {identifiers: [[code, identifier]], manufacturer, responsible: a party
        or None} as of today, in JSON types.
        """
        self.ensure_one()
        product = self.product_id
        partners = {
            role: product._linkstar_safety_partner(
                f"linkstar_{role}_id", self.company_id
            )
            for role in ("manufacturer", "responsible")
        }
        return {
            "identifiers": [
                list(pair)
                for pair in identifiers.declared(
                    product._linkstar_identifiers(self.company_id.sudo())
                )
            ],
            **{
                role: _party(partner) if partner else None
                for role, partner in partners.items()
            },
        }
