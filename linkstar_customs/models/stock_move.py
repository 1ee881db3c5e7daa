from decimal import Decimal

from odoo import models

from ..rules import value
from .amounts import decimal, in_quanta, quantum


class StockMove(models.Model):
    _inherit = "stock.move"

    def _linkstar_quantities(self):
        """{move: quantity as a decimal, in the product's unit} of what leaves, or will leave, with the transfers of ``self``.

        A done move counts with what was done. Before that a transfer takes along what has been picked, if anything has;
        else what is reserved, if anything is; else what is planned.
        """
        places = self.env["decimal.precision"].precision_get("Product Unit")
        quantities = {}
        for moves in self.grouped("picking_id").values():
            moves = moves.filtered(lambda move: move.state != "cancel")
            picked, reserved = moves.filtered("picked"), moves.filtered("quantity")
            for move in moves:
                if move.state == "done" or (move in reserved and (move in picked or not picked)):
                    quantity = move.quantity
                else:
                    quantity = 0.0 if reserved else move.product_uom_qty
                quantities[move] = decimal(move.product_uom._compute_quantity(quantity, move.product_id.uom_id, round=False), places)
        return quantities

    def _linkstar_net_values(self, quantities):
        """{move: value as a decimal} of ``quantities`` {move: quantity in the product's unit} that leave with the moves.

        The value is the price really paid without VAT, in the currency of the transfer's declaration. All deliveries of an
        order line add up to the line, whichever way its quantity was cut. Goods that cost the buyer nothing are worth their
        own sales price, since customs accepts no zero; 0 when they have none.
        """
        values = {}
        for (line, code), moves in self.grouped(lambda move: (move.sale_line_id, move.picking_code)).items():
            if line:
                values |= moves._linkstar_sold_values(line, code, quantities)
        for move in self:
            if not values.get(move):
                picking = move.picking_id
                values[move] = picking._linkstar_amount(
                    move.product_id._linkstar_sales_price(picking.company_id) * quantities[move], picking.company_id.currency_id
                )
        return values

    def _linkstar_sold_values(self, line, code, quantities):
        """The values of ``self``, moves of one order line in one kind of operation."""
        siblings = line.move_ids.filtered(lambda move: move.picking_code == code and move._linkstar_counts())
        siblings = siblings.sorted(lambda move: (move.state != "done", move.date if move.state == "done" else False, move.id))
        planned = {**siblings._linkstar_planned(), **{move: quantities[move] for move in self if move in siblings}}
        prices = line._linkstar_product_values(siblings)
        values, before = {}, {}
        for move in siblings:
            product = move.product_id
            if move in self:
                total, whole = prices[product]
                values[move] = move.picking_id._linkstar_part(
                    total, whole, before.get(product, Decimal(0)), quantities[move], line.currency_id
                )
            if move.state != "cancel":
                before[product] = before.get(product, Decimal(0)) + planned[move]
        return values

    def _linkstar_counts(self):
        """Whether this move is part of what its order line asked for: not a second sending after a return, nor cancelled,
        unless it is the remainder of a partial delivery that was given up."""
        self.ensure_one()
        if self.origin_returned_move_id:
            return False
        return self.state != "cancel" or self.picking_id.state == "done" or bool(self.picking_id.backorder_id)

    def _linkstar_planned(self):
        """{move: quantity as a decimal, in the product's unit}, done or still to do."""
        places = self.env["decimal.precision"].precision_get("Product Unit")
        return {
            move: decimal(
                move.product_uom._compute_quantity(
                    move.quantity if move.state == "done" else move.product_uom_qty, move.product_id.uom_id, round=False
                ),
                places,
            )
            for move in self
        }
