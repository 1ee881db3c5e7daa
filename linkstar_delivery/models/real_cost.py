"""The policy *Real cost* of delivery methods. Core takes the cost from the validation; this carrier bills it days later. Until then the
order keeps the quoted amount, so that nobody invoices 0.00; once it is billed, what is not invoiced yet gets the real cost."""

from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _create_delivery_line(self, carrier, price_unit):
        line = super()._create_delivery_line(carrier, price_unit)
        if carrier._linkstar_bills_real_cost():
            # Core writes 0, which its own carriers replace at the validation.
            line.price_unit = price_unit
        return line


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    linkstar_picking_id = fields.Many2one(
        "stock.picking",
        "Shipping cost of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        groups="sales_team.group_sale_salesman,account.group_account_invoice",
        help="The transfer whose real cost this line is. Empty: the quoted amount.",
    )


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    def _linkstar_bills_real_cost(self):
        return self.delivery_type == "linkstar" and self.invoice_policy == "real"


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _linkstar_keep_estimate(self):
        """Give the order the quoted amount where it has 0.00 for shipping, as orders of older versions do."""
        for picking in self.filtered(lambda p: p.carrier_id._linkstar_bills_real_cost()).sudo():
            order, lines = picking.sale_id, picking._get_matching_delivery_lines()
            lines = lines.filtered(lambda line: not line.linkstar_picking_id and not line.qty_invoiced)[:1]
            quoted = picking._linkstar_price_of(order.linkstar_charge_ids.filtered(lambda charge: charge.stage == "quoted"))
            if lines and quoted and not order.locked:
                lines.price_unit = quoted

    def _linkstar_price_of(self, charges):
        """What the buyer pays for ``charges``, in the order's currency; 0 where shipping is free."""
        order, carrier = self.sale_id, self.carrier_id
        goods = order._compute_amount_total_without_delivery() if carrier.free_over else 0
        if carrier.free_over and carrier._compute_currency(order, goods, "pricelist_to_company") >= carrier.amount:
            return 0
        money = order.currency_id
        cost = sum(charge.currency_id._convert(charge.amount, money, order.company_id, charge.date, round=False) for charge in charges)
        return money.round(carrier._apply_margins(cost, order))

    def _linkstar_pass_on_cost(self):
        """Put on the order what its carrier billed for this transfer, once all its parcels are billed. What is invoiced stays as it is,
        and a note says what the carrier bills."""
        self.ensure_one()
        order, shipments = self.sale_id, self._linkstar_open_shipments()
        billed = shipments.charge_ids.filtered(lambda charge: charge.stage == "billed")
        if not order or not self.carrier_id._linkstar_bills_real_cost() or shipments - billed.shipment_id:
            return
        price = self._linkstar_price_of(billed)
        if not price or order.currency_id.compare_amounts(price, self.carrier_price) == 0:
            return
        self.carrier_price = price
        lines = order.order_line.filtered(lambda line: line.is_delivery and line.product_id == self.carrier_id.product_id)
        line = lines.filtered(lambda line: line.linkstar_picking_id == self) or lines.filtered(lambda line: not line.linkstar_picking_id)
        line = line[:1]
        if order.locked or order.state != "sale" or line.qty_invoiced:
            self._linkstar_note_cost(order, line, price)
            return
        line = line or order._create_delivery_line(self.carrier_id, price)
        line.write({**self._prepare_sale_delivery_line_vals(), "linkstar_picking_id": self.id})

    def _linkstar_note_cost(self, order, line, price):
        money = order.currency_id
        if line and money.compare_amounts(line.price_unit, price) == 0:
            return
        order._message_log(
            body=self.env._(
                "The carrier bills %(cost)s for %(transfer)s. The order has %(price)s for shipping and is invoiced or locked, so it was "
                "not changed. Decide whether the buyer pays the difference.",
                cost=money.format(price),
                transfer=self.name,
                price=money.format(line.price_unit),
            )
        )
