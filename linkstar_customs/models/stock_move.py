# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import ROUND_CEILING, Decimal

from odoo import models

from ..rules import value, weights
from ..rules.finding import Finding
from ..services.amounts import decimal, quantum


class StockMove(models.Model):
    _inherit = "stock.move"

    def _linkstar_quantities(self):
        """Return {move: decimal, in the product's unit} of the moves that leave, or
        will leave, with the transfers of ``self``.

        A done move counts with the done quantity. Before that, a transfer takes the
        picked quantities if any, else the reserved ones if any, else the planned ones.
        """
        quantities = {}
        for moves in self.grouped("picking_id").values():
            moves = moves.filtered(lambda move: move.state != "cancel")
            taken = moves.filtered(
                lambda move: move.quantity and (move.picked or move.state == "done")
            ) or moves.filtered("quantity")
            for move in taken or moves:
                quantity = move._linkstar_in_product_unit(
                    move.quantity if taken else move.product_uom_qty
                )
                if quantity > 0:
                    quantities[move] = quantity
        return quantities

    def _linkstar_net_values(self, quantities, sold=None):
        """Return {move: decimal}, the value of ``quantities`` {move: decimal, in the
        product's unit}.

        The value is the price actually paid without VAT, in the currency of the
        transfer's declaration. All deliveries of an order line add up to the line,
        however its quantity was split. Free goods have their sales price, because
        customs accepts no zero; 0 if they have none. Pass ``sold``, the values of
        ``_linkstar_sold_values``, if they are calculated already.
        """
        moves = self.browse([move.id for move in quantities])
        if sold is None:
            sold = moves._linkstar_sold_values(quantities)
        values = {}
        for move in moves:
            picking = move.picking_id
            if sold.get(move, 0) > 0:
                values[move] = picking._linkstar_amount(
                    sold[move], move.sale_line_id.currency_id
                )
            else:
                company = picking.company_id
                price = move.product_id._linkstar_sales_price(company)
                values[move] = picking._linkstar_amount(
                    price * quantities[move], company.currency_id
                )
        return values

    def _linkstar_sold_values(self, quantities, amounts=None):
        """Return {move: decimal in the order's currency}: the declared values of the
        goods of ``self`` by their order lines, see :meth:`_linkstar_parts`; ``amounts``
        as of ``sale.order._linkstar_amounts``.
        """
        return {
            move: worth
            for move, (worth, _paid) in self._linkstar_parts(
                quantities, amounts
            ).items()
        }

    def _linkstar_parts(self, quantities, amounts=None):
        """Return {move: (value, paid)}, decimals in the order's currency: the move's
        share of its order line's declared value and price paid. All moves of the line
        with the same kind of operation share it, not only those of ``self``.

        The shares follow each other: done moves first, in the order in which they were
        done. So a declared value stays correct when the rest leaves. Goods that are
        sent a second time have a value again, but are paid once.
        """
        # One query for all orders and one for all lines: reading them from move to move
        # makes many.
        self.picking_id.sale_id.order_line.mapped("price_subtotal")
        orders = self.sale_line_id.order_id | self.picking_id.sale_id
        orders.mapped("date_order")
        amounts = amounts or orders._linkstar_amounts()
        nets = {
            line: net for each in amounts.values() for line, net in each.nets.items()
        }
        worths = {
            line: worth
            for each in amounts.values()
            for line, worth in each.values.items()
        }
        values = {}
        for line, code in {
            (move.sale_line_id, move.picking_code): None
            for move in self
            if move.sale_line_id
        }:
            siblings = line.move_ids.filtered(
                lambda move, code=code: move.picking_code == code
            )
            net = nets.get(line, Decimal(0))
            worth = line._linkstar_worth(siblings, worths.get(line, Decimal(0)))
            sold = (
                worth
                if worths.get(line) == net
                else line._linkstar_worth(siblings, net)
            )
            paid_times = line._linkstar_paid_times()
            smallest, before = quantum(line.currency_id), {}
            for move in siblings.filtered(lambda move: move.state != "cancel").sorted(
                _by_leaving
            ):
                product = move.product_id
                quantity = quantities.get(move, move._linkstar_planned())
                done = before.get(product, Decimal(0))
                if product in worth:
                    total, whole = sold[product]
                    until = [
                        min(each, whole * paid_times)
                        for each in (done, done + quantity)
                    ]
                    values[move] = (
                        value.part(*worth[product], done, quantity, smallest),
                        value.part(
                            total, whole, until[0], until[1] - until[0], smallest
                        ),
                    )
                before[product] = done + quantity
        return values

    def _linkstar_asked_for(self):
        """Whether this move is part of its order line: not a second shipment after a
        return, and not cancelled, except the rest of a partial delivery without a back
        order.
        """
        self.ensure_one()
        if self.origin_returned_move_id:
            return False
        return (
            self.state != "cancel"
            or self.picking_id.state == "done"
            or bool(self.picking_id.backorder_id)
        )

    def _linkstar_planned(self):
        """Return the done, else the planned quantity, in the product's unit."""
        return self._linkstar_in_product_unit(
            self.quantity if self.state == "done" else self.product_uom_qty
        )

    def _linkstar_in_product_unit(self, quantity):
        """Convert ``quantity`` from this move's unit to a decimal in the product's
        unit.
        """
        places = self.env["decimal.precision"].precision_get("Product Unit")
        return decimal(
            self.product_uom._compute_quantity(
                quantity, self.product_id.uom_id, round=False
            ),
            places,
        )

    def _linkstar_line_values(self, quantity, net_value, paid, unit_weight, declared):
        """Return the values of the declared lines for ``quantity`` of this move's
        product, worth ``net_value``; the buyer paid ``paid`` (decimals). One unit
        weighs ``unit_weight`` kg; ``declared`` is the product's data.
        """
        pieces, smallest = (
            int(quantity.to_integral_value(ROUND_CEILING)),
            quantum(self.picking_id._linkstar_currency()),
        )
        rows = value.unit_prices(net_value, pieces, smallest)
        shares = value.allocate(
            paid, [units * price for units, price in rows], smallest
        )
        unit_weight = weights.of_pieces(unit_weight, quantity, pieces)
        return [
            {
                **declared,
                "move_id": self.id,
                "quantity": units,
                "unit_price": float(price),
                "paid_value": float(share),
                "unit_weight": float(unit_weight),
            }
            for (units, price), share in zip(rows, shares, strict=True)
        ]

    def _linkstar_customs_problems(self, quantity, net_value):
        """Return the problems of ``quantity`` of this move's product, worth
        ``net_value`` (decimals), for customs.
        """
        problems = []
        if (
            quantity != quantity.to_integral_value()
            and self.product_id._linkstar_is_counted()
        ):
            text = self.env._(
                "%(transfer)s, product %(product)s: the quantity %(quantity)s %(unit)s"
                " is not a whole number, but customs counts whole units. Ship a whole"
                " number, or use a smaller unit of measure for the product.",
                quantity=quantity.normalize(),
                unit=self.product_id.uom_id.name,
                transfer=self.picking_id.name,
                product=self.product_id.display_name,
            )
            problems.append(
                Finding("quantity_not_whole", "block").about(self.picking_id, text)
            )
        elif net_value < quantity * quantum(self.picking_id._linkstar_currency()):
            text = self.env._(
                "%(transfer)s, product %(product)s: the value is zero, which customs"
                " refuses. Enter a price on the order, or a sales price on the"
                " product.",
                transfer=self.picking_id.name,
                product=self.product_id.display_name,
            )
            problems.append(Finding("value_zero", "block").about(self.product_id, text))
        return problems


def _by_leaving(move):
    done = move.state == "done"
    return (not done, move.date if done else False, move.id)
