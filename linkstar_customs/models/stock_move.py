from decimal import ROUND_CEILING, Decimal

from odoo import models

from ..rules import value
from ..rules.problem import Problem
from .amounts import decimal, quantum


class StockMove(models.Model):
    _inherit = "stock.move"

    def _linkstar_quantities(self):
        """{move: decimal, in the product's unit} of the moves that leave, or will leave, with the transfers of ``self``.

        A done move counts with what was done. Before that a transfer takes along what has been picked, if anything has;
        else what is reserved, if anything is; else what is planned.
        """
        quantities = {}
        for moves in self.grouped("picking_id").values():
            moves = moves.filtered(lambda move: move.state != "cancel")
            taken = moves.filtered(lambda move: move.quantity and (move.picked or move.state == "done")) or moves.filtered(
                "quantity"
            )
            for move in taken or moves:
                quantity = move._linkstar_in_product_unit(move.quantity if taken else move.product_uom_qty)
                if quantity > 0:
                    quantities[move] = quantity
        return quantities

    def _linkstar_net_values(self, quantities):
        """{move: decimal}, what ``quantities`` {move: decimal, in the product's unit} are worth.

        The value is the price really paid without VAT, in the currency of the transfer's declaration. All deliveries of an
        order line add up to the line, whichever way its quantity was cut. Goods that cost the buyer nothing are worth their
        own sales price, since customs accepts no zero; 0 when they have none.
        """
        values = {}
        moves = self.browse([move.id for move in quantities])
        # All orders in one query: reached from the lines, each would be read by itself.
        orders = moves.picking_id.sale_id
        orders.fetch(["currency_id", "date_order", "company_id"])
        nets = (orders | moves.sale_line_id.order_id)._linkstar_net_values()
        for (line, code), sold in moves.grouped(lambda move: (move.sale_line_id, move.picking_code)).items():
            if line:
                values |= sold._linkstar_sold_values(line, code, quantities, nets.get(line, Decimal(0)))
        for move in moves:
            if values.get(move, 0) <= 0:
                company = move.picking_id.company_id
                price = move.product_id._linkstar_sales_price(company)
                values[move] = move.picking_id._linkstar_amount(price * quantities[move], company.currency_id)
        return values

    def _linkstar_sold_values(self, line, code, quantities, net):
        """The values of ``self``, moves of one order line in operations of one ``code``, by what the line was sold for, ``net``.

        Each move is worth the part of the line that follows the parts of the moves before it, done ones first in the order
        they were done: so a value that has been declared stays right when the rest leaves.
        """
        siblings = line.move_ids.filtered(lambda move: move.picking_code == code)
        worth = line._linkstar_worth(siblings, net)
        values, before = {}, dict.fromkeys(siblings.product_id, Decimal(0))
        for move in siblings.filtered(lambda move: move.state != "cancel").sorted(_by_leaving):
            product = move.product_id
            quantity = quantities.get(move, move._linkstar_planned())
            if move in self and product in worth:
                amount = value.part(*worth[product], before[product], quantity, quantum(line.currency_id))
                values[move] = move.picking_id._linkstar_amount(amount, line.currency_id)
            before[product] += quantity
        return values

    def _linkstar_asked_for(self):
        """Whether this move is part of what its order line asked for: not a second sending after a return, nor cancelled,
        unless as the remainder of a partial delivery that was given up."""
        self.ensure_one()
        if self.origin_returned_move_id:
            return False
        return self.state != "cancel" or self.picking_id.state == "done" or bool(self.picking_id.backorder_id)

    def _linkstar_planned(self):
        """What this move did, or else is to do, in the product's unit."""
        return self._linkstar_in_product_unit(self.quantity if self.state == "done" else self.product_uom_qty)

    def _linkstar_in_product_unit(self, quantity):
        """``quantity``, in this move's unit, as a decimal in the product's unit."""
        places = self.env["decimal.precision"].precision_get("Product Unit")
        return decimal(self.product_uom._compute_quantity(quantity, self.product_id.uom_id, round=False), places)

    def _linkstar_line_values(self, quantity, net_value, unit_weight):
        """The values of the declared lines for ``quantity`` of this move's product, worth ``net_value`` (decimals);
        one unit weighs ``unit_weight`` kg."""
        product, pieces = self.product_id, int(quantity.to_integral_value(ROUND_CEILING))
        declared = product._linkstar_declared()
        return [
            {
                **declared,
                "move_id": self.id,
                "quantity": units,
                "unit_price": float(price),
                "unit_weight": float(unit_weight),
            }
            for units, price in value.unit_prices(net_value, pieces, quantum(self.picking_id._linkstar_currency()))
        ]

    def _linkstar_customs_problems(self, quantity, net_value):
        """What customs would refuse about ``quantity`` of this move's product, worth ``net_value`` (decimals)."""
        problems = []
        names = {"transfer": self.picking_id.name, "product": self.product_id.display_name}
        if quantity != quantity.to_integral_value():
            text = self.env._(
                "%(transfer)s, product %(product)s: %(quantity)s %(unit)s is not a whole number, and customs counts whole units. "
                "Ship a whole number, or keep the product in a smaller unit.",
                quantity=quantity.normalize(),
                unit=self.product_id.uom_id.name,
                **names,
            )
            problems.append(Problem("block", text, self.picking_id._name, self.picking_id.id, "quantity_not_whole"))
        elif net_value < quantity * quantum(self.picking_id._linkstar_currency()):
            text = self.env._(
                "%(transfer)s, product %(product)s: its value is zero, which customs refuses. Enter a price on the order, or a "
                "sales price on the product.",
                **names,
            )
            problems.append(Problem("block", text, self.product_id._name, self.product_id.id, "value_zero"))
        return problems


def _by_leaving(move):
    done = move.state == "done"
    return (not done, move.date if done else False, move.id)
