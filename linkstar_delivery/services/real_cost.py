# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The policy *Real cost*: the buyer pays what the carrier bills, by the delivery line
until it is invoiced, afterwards by lines with the difference.
"""

from collections import defaultdict

from odoo.exceptions import UserError
from odoo.fields import Domain

#: What the carrier pays for a lost parcel makes its shipping no cheaper.
_NOT_SHIPPING = ("claim",)


def billed(shipments_sudo):
    """{shipment: [(amount, currency, day)]} of the shipments that have a bill. Where a
    statement has the shipment, it says what was billed, less what is to be disputed;
    otherwise the carrier's answers do.
    """
    env, found = shipments_sudo.env, defaultdict(list)
    lines = env["linkstar.bill.line"]._read_group(
        Domain("shipment_id", "in", shipments_sudo.ids)
        & Domain("match", "in", ("found", "confirmed"))
        & Domain("kind", "not in", _NOT_SHIPPING),
        ["shipment_id", "currency_id", "bill_id"],
        ["amount:sum"],
    )
    for shipment, currency, bill, amount in lines:
        money = currency or bill.currency_id
        found[shipment].append((amount, money, bill.date))
    disputes = env["linkstar.bill.verdict"]._read_group(
        Domain("shipment_id", "in", shipments_sudo.ids)
        & Domain("current", "=", True)
        & Domain("verdict", "=", "dispute"),
        ["shipment_id", "bill_id"],
        ["disputed:sum"],
    )
    for shipment, bill, amount in disputes:
        found[shipment].append((-amount, bill.currency_id, bill.date))
    for charge in (
        shipments_sudo - shipments_sudo.browse(s.id for s in found)
    ).charge_ids:
        if charge.stage == "billed" and charge.kind not in _NOT_SHIPPING:
            found[charge.shipment_id].append(
                (charge.amount, charge.currency_id, charge.date)
            )
    return dict(found)


def pass_on_checked(shipments_sudo):
    """Put the costs of ``shipments_sudo``, which a statement was checked for, on their
    orders. An order that cannot be changed keeps back no other.
    """
    env = shipments_sudo.env
    carriers = env["delivery.carrier"].with_context(active_test=False)
    carriers = carriers.search([("delivery_type", "=", "linkstar")]).filtered(
        lambda carrier: carrier._linkstar_bills_real_cost()
    )
    pickings = env["stock.picking"]
    if carriers:
        # Not read from the shipments: most statements have no such transfer.
        pickings = pickings.search(
            Domain("carrier_id", "in", carriers.ids)
            & Domain("linkstar_shipment_ids", "in", shipments_sudo.ids)
        )
    for picking in pickings:
        try:
            with picking.env.cr.savepoint():
                pass_on(picking.with_company(picking.company_id))
        except UserError as error:
            picking.sale_id._message_log(body=str(error))


def pass_on(picking):
    """Put the carrier's bill for the order of ``picking`` on it: for each transfer once
    all its parcels are billed.
    """
    order, carrier = picking.sale_id, picking.carrier_id
    if not order or not carrier._linkstar_bills_real_cost():
        return
    transfers = (order.picking_ids | picking).filtered(
        lambda each: (
            each.carrier_id == carrier
            and each.state != "cancel"
            and each.picking_type_code != "incoming"
        )
    )
    amounts = billed(transfers._linkstar_open_shipments().sudo())
    prices = {}
    for transfer in transfers:
        shipments = transfer._linkstar_open_shipments()
        if shipments and all(shipment in amounts for shipment in shipments.sudo()):
            prices[transfer] = transfer._linkstar_price_of(
                [amount for each in shipments.sudo() for amount in amounts[each]]
            )
    waiting = bool(
        transfers.filtered(
            lambda each: (
                each not in prices
                and (each.linkstar_shipment_ids or each.state != "done")
            )
        )
    )
    for transfer, price in prices.items():
        _charge(transfer, price, waiting)


def _charge(picking, price, waiting):
    """Make the lines of ``picking`` add up to ``price``. While other transfers wait for
    their bill, an invoiced estimate, which is for all of them, is not reduced.
    """
    order, money = picking.sale_id, picking.sale_id.currency_id
    if not price or money.compare_amounts(price, picking.carrier_price) == 0:
        return
    lines = order.order_line.filtered(
        lambda line: (
            line.is_delivery and line.product_id == picking.carrier_id.product_id
        )
    )
    own = lines.filtered(lambda line: line.linkstar_picking_id == picking)
    own = own or lines.filtered(lambda line: not line.linkstar_picking_id)[:1]
    open_line = own.filtered(lambda line: not line.qty_invoiced)[-1:]
    if order.state != "sale":
        picking.carrier_price = price
        _note(picking, own, price, added=False)
        return
    if open_line and not order.locked:
        picking.carrier_price = price
        _change(picking, open_line, price - _total(own - open_line))
        return
    difference = money.round(price - _total(own))
    if own and difference < 0 and waiting:
        return
    picking.carrier_price = price
    own.filtered(
        lambda line: not line.linkstar_picking_id
    ).linkstar_picking_id = picking
    if money.is_zero(difference):
        return
    if own:
        _note(picking, own, price, added=True)
    _add(picking, difference, of_difference=bool(own))


def _total(lines):
    return sum(line.price_unit * line.product_uom_qty for line in lines)


def _change(picking, line, price):
    values = {"price_unit": price, "linkstar_picking_id": picking.id}
    if not line.linkstar_picking_id:
        # Without core's estimate in its name.
        values = {**picking._prepare_sale_delivery_line_vals(), **values}
    line.write(values)


def _add(picking, price, of_difference):
    order, carrier = picking.sale_id, picking.carrier_id
    values = order._prepare_delivery_line_vals(carrier, price)
    if of_difference:
        values["name"] = order.with_context(lang=order.partner_id.lang).env._(
            "%(method)s: difference to the cost of %(transfer)s",
            method=carrier.with_context(lang=order.partner_id.lang).name,
            transfer=picking.name,
        )
    order.env["sale.order.line"].sudo().create(
        {**values, "linkstar_picking_id": picking.id}
    )


def _note(picking, lines, price, added):
    order, money = picking.sale_id, picking.sale_id.currency_id
    before = _total(lines)
    if lines and money.compare_amounts(before, price) == 0:
        return
    facts = {
        "cost": money.format(price),
        "transfer": picking.name,
        "price": money.format(before),
    }
    order._message_log(
        body=order.env._(
            "The carrier bills %(cost)s for %(transfer)s. The order has %(price)s for "
            "shipping. It is invoiced or locked: a line with the difference was added. "
            "Invoice it, or delete it if the buyer does not pay it.",
            **facts,
        )
        if added
        else order.env._(
            "The carrier bills %(cost)s for %(transfer)s. The order has %(price)s for "
            "shipping. It is not confirmed, so it was not changed. Decide whether the "
            "buyer pays the difference.",
            **facts,
        )
    )
