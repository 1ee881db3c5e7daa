from decimal import Decimal

from odoo import fields, models

from ..rating import Item
from .quotation import Facts, scale


class SaleOrder(models.Model):
    _inherit = "sale.order"

    linkstar_service_id = fields.Many2one("linkstar.service", "Linkstar line", readonly=True, copy=False, check_company=True)
    linkstar_charge_ids = fields.One2many(
        "linkstar.charge", "sale_order_id", "Quoted charges", readonly=True, copy=False, groups="sales_team.group_sale_salesman"
    )

    def _linkstar_goods_lines(self):
        return self.order_line.filtered(
            lambda line: not line.is_delivery and not line.display_type and line.product_id.type == "consu" and line.product_qty > 0
        )

    def _linkstar_weightless(self):
        """The products whose weight is missing, unless somebody typed the weight of all."""
        if self.env.context.get("order_weight"):
            return self.env["product.product"]
        return self._linkstar_goods_lines().product_id.filtered(lambda product: not product.weight)

    def _linkstar_facts(self):
        """What the price of sending this order depends on. Nothing is packed yet: each unit has its product's weight, or
        all of them share the weight that was typed into the wizard (context ``order_weight``)."""
        self.ensure_one()
        kilograms = scale(self.env)
        partner = self.partner_shipping_id
        lines = self._linkstar_goods_lines()
        typed = self.env.context.get("order_weight")
        if typed:
            items = (Item(kilograms(typed)),)
        else:
            items = tuple(Item(kilograms(line.product_id.weight), max(int(line.product_qty), 1)) for line in lines)
        products = lines.product_id
        return Facts(
            order=self,
            country=partner.country_id.code or "",
            postcode=partner.zip or "",
            city=partner.city or "",
            items=items,
            goods_types=frozenset(["battery"] if any((p.linkstar_battery or "none") != "none" for p in products) else []),
            item_count=int(sum(lines.mapped("product_qty"))),
            duty_items=len({((p.hs_code or "")[:6], p.linkstar_description_en or p.name) for p in products}),
            value=Decimal(str(sum(lines.mapped("price_subtotal")))),
            currency=self.currency_id,
            on_date=fields.Date.to_date(self.date_order) or fields.Date.context_today(self),
        )

    def set_delivery_line(self, carrier, amount):
        result = super().set_delivery_line(carrier, amount)
        for order in self:
            order.sudo()._linkstar_keep_quotation(carrier.sudo())
        return result

    def _linkstar_keep_quotation(self, carrier):
        """Keep line and computation of the price that was just chosen, for whoever compares it with the bill."""
        self.linkstar_charge_ids.filtered(lambda charge: not charge.shipment_id).unlink()
        self.linkstar_service_id = False
        if carrier.delivery_type != "linkstar":
            return
        # The price was told before it was chosen, so a call would be one too many; but the best line has to be known.
        offer = carrier._linkstar_offer(self, may_call=carrier.linkstar_choice == "best")
        self.linkstar_service_id = offer.service
        if offer.problems:
            return
        if offer.card:
            offer.card._mark_quoted()
        self.env["linkstar.charge"].create([
            {
                "sale_order_id": self.id,
                "company_id": self.company_id.id,
                "stage": "quoted",
                "sequence": sequence,
                "kind": kind,
                "description": text,
                "currency_id": offer.currency.id,
                "amount": float(amount),
            }
            for sequence, (kind, text, amount) in enumerate(offer.details)
        ])

    def action_linkstar_compare(self):
        """Every line for this order, with its price or why there is none."""
        self.ensure_one()
        comparison = self.env["linkstar.comparison"].create({"order_id": self.id})
        comparison._fill()
        return comparison._open()
