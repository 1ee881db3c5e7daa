# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The goods of a transfer to a customer, those that came back, and the transfers that
bring them back. Core limits neither the quantity, nor the lot, nor the number of
returns: the limits are here. Quantities are in the unit of the product.
"""

from collections import defaultdict
from dataclasses import dataclass

from odoo import fields, models
from odoo.exceptions import UserError

#: A client cannot send this object, so only our own code validates a transfer that
#: brings goods back, or gives it another place.
RECEIVING = object()


@dataclass(frozen=True)
class Goods:
    """The pieces of one move that left, of one lot and in one package (both may be
    empty).
    """

    move: models.BaseModel
    lot: models.BaseModel
    package: models.BaseModel

    @property
    def product(self):
        return self.move.product_id


def lock(moves):
    """Ensure that only one transaction at a time brings goods of ``moves`` back: a
    second one waits, conflicts with our commit, is run again, and finds our changes.
    """
    if not moves:
        return
    moves.env.flush_all()
    # Only a written row causes a conflict.
    query = """
        UPDATE stock_move SET write_date = write_date
         WHERE id IN (
                   SELECT id FROM stock_move
                    WHERE id IN %s ORDER BY id FOR NO KEY UPDATE
               )
    """
    moves.env.cr.execute(query, [tuple(moves.ids)], log_exceptions=False)
    moves.env["stock.move"].invalidate_model(flush=False)
    moves.env["stock.move.line"].invalidate_model(flush=False)


def moves_out(picking):
    """The done moves of ``picking`` that brought goods to a customer."""
    return picking.move_ids.filtered(
        lambda move: move.state == "done" and move.location_dest_id.usage == "customer"
    )


def rooms(picking, own=None):
    """{Goods: quantity that can still come back} of a transfer to a customer.

    Done returns count with their lots and packages, open ones with their quantity, in
    the order of the goods. ``own``: open transfers that do not count.
    """
    found, moves = {}, moves_out(picking)
    for line in moves.move_line_ids:
        goods = Goods(line.move_id, line.lot_id, line.result_package_id)
        found[goods] = found.get(goods, 0.0) + line.quantity_product_uom
    back = moves.returned_move_ids.filtered(
        lambda move: (
            move.state != "cancel"
            and move.location_id.usage == "customer"
            and not (own and move.picking_id in own and move.state != "done")
        )
    )
    unknown = defaultdict(float)
    for move in back:
        sent = move.origin_returned_move_id
        if move.state != "done":
            unknown[sent] += move.product_uom._compute_quantity(
                move.product_uom_qty, move.product_id.uom_id, round=False
            )
            continue
        for line in move.move_line_ids:
            goods = Goods(sent, line.lot_id, line.package_id)
            left = line.quantity_product_uom
            if goods in found:
                taken = min(found[goods], left)
                found[goods] -= taken
                left -= taken
            unknown[sent] += left
    for sent, left in unknown.items():
        for goods in found:
            if goods.move == sent:
                taken = min(found[goods], left)
                found[goods] -= taken
                left -= taken
    return {
        goods: goods.product.uom_id.round(quantity)
        for goods, quantity in found.items()
        if not goods.product.uom_id.is_zero(quantity)
    }


def in_unit_of(move, quantity):
    """``quantity`` in the unit of ``move``: core's wizard counts in that unit."""
    return move.product_id.uom_id._compute_quantity(
        quantity, move.product_uom, rounding_method="HALF-UP"
    )


def returned(picking, quantities, place, record):
    """The transfer that brings ``quantities`` {move of ``picking``: quantity} to the
    return place, not counted as returned yet.
    """
    wizard = (
        picking.env["stock.return.picking"]
        .with_context(
            active_id=picking.id,
            active_ids=picking.ids,
            active_model="stock.picking",
            linkstar_return=(RECEIVING, "receipt", place.id, record.id),
        )
        .create({"picking_id": picking.id})
    )
    for line in wizard.product_return_moves:
        line.write(
            {
                "quantity": in_unit_of(line.move_id, quantities.get(line.move_id, 0.0)),
                "to_refund": False,
            }
        )
    transfer = wizard._create_return()
    if record.expected_date:
        transfer.scheduled_date = fields.Datetime.to_datetime(record.expected_date)
    return transfer.with_env(picking.env)


def sent_again(receipt, quantities, place, record):
    """The transfer that sends ``quantities`` {done move of ``receipt``: quantity} from
    the return place to the customer again; counted as delivered when it is done.
    """
    wizard = (
        receipt.env["stock.return.picking"]
        .with_context(
            active_id=receipt.id,
            active_ids=receipt.ids,
            active_model="stock.picking",
            linkstar_return=(RECEIVING, "delivery", place.id, record.id),
        )
        .create({"picking_id": receipt.id})
    )
    for line in wizard.product_return_moves:
        line.write(
            {
                "quantity": in_unit_of(line.move_id, quantities.get(line.move_id, 0.0)),
                "to_refund": True,
            }
        )
    return wizard._create_return().with_env(receipt.env)


def moved(items, picking_type, source, destination, origin, record, done=True):
    """The internal transfer of ``items`` from ``source`` to ``destination``; validated
    if ``done``.
    """
    transfer = items.env["stock.picking"].create(
        {
            "picking_type_id": picking_type.id,
            "location_id": source.id,
            "location_dest_id": destination.id,
            "origin": origin,
            "linkstar_return_id": record.id,
        }
    )
    for product, own in items.grouped("product_id").items():
        move = items.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom": product.uom_id.id,
                "product_uom_qty": sum(own.mapped("quantity")),
                "picking_id": transfer.id,
                "location_id": source.id,
                "location_dest_id": destination.id,
                "company_id": transfer.company_id.id,
                "to_refund": False,
            }
        )
        move._action_confirm(merge=False)
        move.move_line_ids.unlink()
        put(move, [(item, destination) for item in own], source)
    if done:
        validate(transfer)
    return transfer


def put(move, items, source):
    """Replace the lines of ``move`` by one for each of ``items`` [(item, place)]: what
    was scanned, unpacked.
    """
    move.move_line_ids.unlink()
    move.env["stock.move.line"].create(
        [
            {
                "move_id": move.id,
                "picking_id": move.picking_id.id,
                "product_id": item.product_id.id,
                "product_uom_id": item.product_id.uom_id.id,
                "quantity": item.quantity,
                "lot_id": item.lot_id.id,
                "package_id": (
                    item.package_id.id if source.usage == "customer" else False
                ),
                "result_package_id": False,
                "owner_id": item.owner_id.id,
                "location_id": source.id,
                "location_dest_id": destination.id,
                "picked": True,
            }
            for item, destination in items
        ]
    )
    move.picked = True


def validate(transfer):
    """Validate ``transfer`` without a dialog; the rest goes to a backorder.

    :raise UserError: when it is not done afterwards
    """
    transfer.with_context(
        skip_backorder=True,
        skip_sms=True,
        cancel_backorder=False,
        linkstar_receiving=RECEIVING,
    ).button_validate()
    if transfer.state != "done":
        raise UserError(
            transfer.env._(
                "The transfer %s could not be validated. Open it and read what is "
                "missing.",
                transfer.name,
            )
        )
