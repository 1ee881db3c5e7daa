# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Compares the data that was sent to the carrier with the current data."""

from decimal import Decimal


def changes(shipment, now):
    """The changes since ``shipment`` was sent, as a text; "" for none.

    :param now: the current data, see ``stock.picking._linkstar_snapshot``; None when
        its box no longer exists
    """
    sent = shipment.sent_snapshot
    if now is None:
        return shipment.env._("packing changed")
    changed = []
    if sent["address"] != now["address"]:
        changed.append(shipment.env._("the address"))
    if sent.get("sender", now["sender"]) != now["sender"]:
        changed.append(shipment.env._("the sender's address"))
    if (sent["line"], sent["account"]) != (now["line"], now["account"]):
        changed.append(
            shipment.env._(
                "line %(then)s, now %(now)s", then=sent["line"], now=now["line"]
            )
        )
    if _options_changed(
        shipment, sent.get("options", now["options"]), now["options"], now["value"]
    ):
        changed.append(shipment.env._("the options"))
    if sent["contents"] != now["contents"]:
        changed.append(shipment.env._("the contents"))
    # A missing value was sent by an earlier version that did not store it.
    changed += _item_changes(shipment, sent.get("items", now["items"]), now["items"])
    if sent.get("tax", now["tax"]) != now["tax"]:
        changed.append(shipment.env._("the tax number"))
    if sent.get("platform", now["platform"]) != now["platform"]:
        changed.append(shipment.env._("platform or order number"))
    if _value_changed(shipment, sent["value"], now["value"]):
        changed.append(
            shipment.env._(
                "value %(then)s, now %(now)s", then=sent["value"], now=now["value"]
            )
        )
    if shipment.account_id._weight_differs(
        Decimal(sent["weight"]), Decimal(now["weight"])
    ):
        changed.append(
            shipment.env._(
                "weight %(then)s kg, now %(now)s kg",
                then=sent["weight"],
                now=now["weight"],
            )
        )
    if sent["sides"] != now["sides"]:
        changed.append(shipment.env._("the dimensions"))
    return ", ".join(changed)


def _item_changes(shipment, then, now):
    """The differences between the goods that were sent and the current goods; see
    ``_item`` in ``stock_picking``. Other code compares which goods they are and
    their total value.
    """
    names = {
        1: shipment.env._("the SKU"),
        2: shipment.env._("the English description"),
        3: shipment.env._("the Chinese description"),
        4: shipment.env._("the HS code"),
        5: shipment.env._("the material"),
        6: shipment.env._("the country of origin"),
        7: shipment.env._("the battery"),
        8: shipment.env._("the weight of an item"),
    }
    then, now = _by_product(then), _by_product(now)
    both = [product for product in then if product in now]
    changed = [
        name
        for place, name in names.items()
        if any(
            {row[place] for row in then[product]}
            != {row[place] for row in now[product]}
            for product in both
        )
    ]
    for product in both:
        before, after = (
            [Decimal(row[9]) for row in rows[product]] for rows in (then, now)
        )
        if max(abs(min(before) - min(after)), abs(max(before) - max(after))) > Decimal(
            "0.01"
        ):
            changed.append(shipment.env._("the price of an item"))
            break
    return changed


def _value_changed(shipment, then, now):
    """Whether a declared value changed. A part of an order line can change by a
    cent when another part leaves first: this is no reason to cancel a parcel.
    """
    (then, currency), (now, currency_now) = then.split(), now.split()
    return currency != currency_now or abs(Decimal(then) - Decimal(now)) > _cents(
        shipment
    )


def _options_changed(shipment, then, now, value):
    """Whether other options were chosen. The insured amount of all goods changes
    with their ``value``, see above.
    """
    if not then or not now:
        return then != now
    (codes, insured, undeliverable), (codes_now, insured_now, undeliverable_now) = (
        then,
        now,
    )
    worth, insured_now = Decimal(value.split()[0]), Decimal(insured_now)
    shift = _cents(shipment) * (1 + insured_now / worth if worth else 1)
    return (codes, undeliverable) != (codes_now, undeliverable_now) or abs(
        Decimal(insured) - insured_now
    ) > shift


def _cents(shipment):
    return Decimal("0.01") * max(1, len(shipment.declaration_id.sudo().line_ids))


def _by_product(items):
    found = {}
    for row in items:
        found.setdefault(row[0], []).append(row)
    return found
