# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where the goods of stock moves, transfers and sales orders are: the states of the
parcels, rolled up.
"""

from odoo.tools import SQL

from .states import URGENCY

#: {model: the many2one of the tracked goods to it}
_ROLLED_UP = {
    "stock.move": "move_id",
    "stock.picking": "picking_id",
    "sale.order.line": "sale_line_id",
    "sale.order": "sale_order_id",
}

#: One statement for each level: a batch of parcels on its way concerns thousands of
#: rows that nobody reads, and the ORM would read them all.
_STATES = """
    UPDATE linkstar_move_tracking goods
       SET tracking_state = box.state
      FROM (
               SELECT parcel.id,
                      CASE WHEN shipment.state != 'cancelled'
                           THEN parcel.tracking_state END AS state
                 FROM linkstar_parcel parcel
                 JOIN linkstar_shipment shipment ON shipment.id = parcel.shipment_id
                WHERE shipment.id IN %(shipments)s
           ) box
     WHERE box.id = goods.parcel_id
       AND goods.tracking_state IS DISTINCT FROM box.state
"""
_LEVEL = """
    UPDATE %(table)s AS target
       SET linkstar_tracking_state = found.state
      FROM (
               SELECT %(column)s AS id,
                      (%(urgency)s)[MIN(array_position(
                          %(urgency)s, goods.tracking_state
                      ))] AS state
                 FROM linkstar_move_tracking goods
                 JOIN linkstar_shipment shipment ON shipment.id = goods.shipment_id
                WHERE %(column)s IN (
                          SELECT %(column)s
                            FROM linkstar_move_tracking goods
                            JOIN linkstar_shipment shipment
                              ON shipment.id = goods.shipment_id
                           WHERE goods.shipment_id IN %(shipments)s
                      )
                GROUP BY 1
           ) found
     WHERE target.id = found.id
       AND target.linkstar_tracking_state IS DISTINCT FROM found.state
"""


def roll_up(shipments, new=False):
    """Write where the goods of these shipments are: on the tracked goods, their moves,
    transfers, sales order lines and orders. Two statements, for any number of records.

    :param new: the shipments were just created: their goods have the state of new
        parcels, so that there is one statement if no parcel has another, and a plain
        one where nothing else of the same orders was sent
    """
    if not shipments:
        return
    env = shipments.env
    env["linkstar.move.tracking"].flush_model()
    env["linkstar.parcel"].flush_model(["tracking_state", "shipment_id"])
    shipments.flush_model(["state", "picking_id"])
    ids = tuple(shipments.ids)
    if not new or set(shipments.parcel_ids.mapped("tracking_state")) - {"none"}:
        env.cr.execute(SQL(_STATES, shipments=ids))
    elif _begin(shipments.sudo()):
        return
    _write_levels(env, ids)


def _begin(shipments_sudo):
    """Write that nothing is known yet of the goods of new shipments; return whether
    that was all: nothing else of the same moves and orders is on its way.
    """
    goods = shipments_sudo.goods_ids
    if not goods:
        return True
    targets = [
        goods.move_id,
        goods.shipment_id.picking_id,
        goods.sale_line_id,
        goods.sale_order_id,
    ]
    if any(each.linkstar_tracking_state for records in targets for each in records):
        return False
    *first, last = [
        SQL(
            "UPDATE %s SET linkstar_tracking_state = 'none' WHERE id = ANY(%s)",
            SQL.identifier(records._table),
            list(records.ids),
        )
        for records in targets
    ]
    _run(shipments_sudo.env, first, last)
    return True


def clear(parcels):
    """These parcels are about to be deleted: their goods are nowhere any more."""
    goods = parcels.env["linkstar.move.tracking"].search(
        [("parcel_id", "in", parcels.ids)]
    )
    if goods:
        goods.tracking_state = False
        goods.flush_model()
        parcels.flush_model(["shipment_id"])
        parcels.shipment_id.flush_model(["picking_id"])
        _write_levels(parcels.env, tuple(parcels.shipment_id.ids))


def _write_levels(env, shipment_ids):
    """One statement: the levels are different tables and read only the goods."""
    urgency = SQL("%s::varchar[]", list(URGENCY))
    levels = [
        SQL(
            _LEVEL,
            table=SQL.identifier(env[model]._table),
            column=SQL.identifier(
                "shipment" if column == "picking_id" else "goods", column
            ),
            urgency=urgency,
            shipments=shipment_ids,
        )
        for model, column in _ROLLED_UP.items()
    ]
    *first, last = levels
    _run(env, first, last)


def _run(env, first, last):
    """Run updates of the levels as one statement."""
    steps = SQL(", ").join(
        SQL("%s AS (%s)", SQL.identifier(f"level_{number}"), level)
        for number, level in enumerate(first)
    )
    env.cr.execute(SQL("WITH %s %s", steps, last))
    # The texts and colours that are calculated from the states, too.
    for model in ("linkstar.move.tracking", *_ROLLED_UP):
        shown = [
            name
            for name in env[model]._fields
            if name.startswith(("linkstar_tracking_", "tracking_"))
        ]
        env[model].invalidate_model(shown, flush=False)


def content(lines):
    """The values of ``linkstar.move.tracking`` for the move lines of one box."""
    quantities = {}
    for move, of_move in lines.grouped("move_id").items():
        quantity = sum(of_move.mapped("quantity_product_uom"))
        for leaving, part in _leaving(move, quantity):
            quantities[leaving] = quantities.get(leaving, 0) + part
    return [
        {
            "move_id": move.id,
            "product_id": move.product_id.id,
            "sale_line_id": move.sale_line_id.id,
            "sale_order_id": move.sale_line_id.order_id.id,
            "quantity": quantity,
        }
        for move, quantity in quantities.items()
    ]


def _leaving(move, quantity):
    """Pairs of the move that takes the goods of ``move`` out of the warehouse, which is
    a later one where the label is made when they are packed, and its part of
    ``quantity``. A part for which there is no later move stays with ``move``.
    """
    stays = move.location_dest_id.usage in ("internal", "transit")
    # Most moves leave at once: what follows them is not read.
    later = stays and move.move_dest_ids.filtered(
        lambda m: m.state != "cancel" and not m.origin_returned_move_id
    )
    if not later:
        yield move, quantity
        return
    for following in later.sorted("id"):
        part = min(quantity, following.product_qty)
        if part > 0:
            yield from _leaving(following, part)
            quantity -= part
    if quantity > 0:
        yield from (
            _leaving(later[-1:], quantity) if len(later) == 1 else [(move, quantity)]
        )


def by_state(goods):
    """{state: pieces} of ``goods``, in the products' units, the state that needs most
    attention first.
    """
    found = {}
    for row in goods:
        if row.tracking_state:
            found[row.tracking_state] = found.get(row.tracking_state, 0) + row.quantity
    return {state: found[state] for state in URGENCY if state in found}


def line_by_state(line):
    """{state: quantity} of a sales order line in its own unit, in the order of
    :func:`by_state`.

    A kit is where its part is that needs most attention: it is delivered when all of
    its parts are.
    """
    of_product = {
        product: by_state(rows)
        for product, rows in line.linkstar_goods_ids.grouped("product_id").items()
    }
    per_unit = _per_unit(line, of_product)
    if not per_unit:
        return {}
    found, before = {}, 0
    sums = dict.fromkeys(of_product, 0)
    for state in reversed(URGENCY):
        for product, quantities in of_product.items():
            sums[product] += quantities.get(state, 0)
        complete = min(sums[product] / per_unit[product] for product in per_unit)
        if len(per_unit) > 1 or line.product_id not in per_unit:
            complete = line.product_uom_id.round(complete, rounding_method="DOWN")
        else:
            complete = line.product_uom_id.round(complete)
        if complete > before:
            found[state], before = complete - before, complete
    return {state: found[state] for state in URGENCY if state in found}


def _per_unit(line, of_product):
    """{product: pieces per unit of ``line``}; of a kit by the demand of its moves."""
    if list(of_product) == [line.product_id]:
        return {
            line.product_id: line.product_uom_id._compute_quantity(
                1, line.product_id.uom_id, round=False
            )
        }
    demanded = {}
    for move in line.move_ids:
        if (
            move.state != "cancel"
            and move.location_dest_id.usage == "customer"
            and not move.origin_returned_move_id
        ):
            demanded[move.product_id] = (
                demanded.get(move.product_id, 0) + move.product_qty
            )
    ordered = line.product_uom_qty
    if not ordered or any(not demanded.get(product) for product in of_product):
        return {}
    # A part that is not sent yet holds back the kit.
    for product in demanded:
        of_product.setdefault(product, {})
    return {product: demanded[product] / ordered for product in of_product}


def as_text(env, quantities):
    """``quantities``, {state: number}, for people: "Returning: 1, Delivered: 2"."""
    labels = dict(
        env["linkstar.move.tracking"]
        ._fields["tracking_state"]
        ._description_selection(env)
    )
    return ", ".join(
        env._(
            "%(state)s: %(quantity)s",
            state=labels[state],
            quantity=f"{quantity:.6f}".rstrip("0").rstrip("."),
        )
        for state, quantity in quantities.items()
    )
