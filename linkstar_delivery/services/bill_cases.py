# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the price of a shipment depends on, for many shipments at once: its parcels as
measured, its destination and goods, and the rate card of the day of hand-over.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from ..rating import NotAvailable, Parcel, ParcelLimits, Request, quote
from .bill_duties import Duties
from .quotation import _general

#: The carrier's days begin in China.
_CHINA = timedelta(hours=8)
_OLDER_CARDS = 3


@dataclass(frozen=True)
class Facts:
    """``card`` and ``others`` are ``rating.CompiledCard``; ``card`` is ``None`` when
    the line has no card for that day. ``duties`` as ``statements.verdict.Case`` has
    them.
    """

    request: Request
    card: object
    others: tuple
    duties: dict


def facts(shipments, days=None, taxed=frozenset()):
    """{id of a shipment: ``Facts``}; a constant number of queries for each line and
    day.

    :param days: {id of a shipment: the day of hand-over that the carrier says}, used
        where it is not known
    :param taxed: ids of the shipments whose import VAT is needed
    """
    env = shipments.sudo().env
    cards, duties, found = _Cards(env), Duties(env), {}
    for shipment, day, types, general in _goods_and_days(shipments, days or {}):
        declaration = shipment.declaration_id
        card_record = cards.of(shipment.service_id, day)
        compiled = cards.compiled(card_record, types)
        sent = (
            shipment.service_id.with_context(linkstar_date=day)
            if compiled and compiled.discounts
            else shipment.service_id.browse()
        )
        request = replace(
            _request(shipment, day, types, general),
            duty_items=len(declaration.line_ids)
            if compiled and compiled.counts_duty_items
            else 0,
            declared_value=_value(declaration, card_record.currency_id, day),
            monthly_parcels=sent.sent_parcels,
            monthly_weight=Decimal(str(sent.sent_weight)),
        )
        found[shipment.id] = Facts(
            request,
            compiled,
            tuple(cards.compiled(each, types) for each in cards.older(card_record)),
            duties.of(
                declaration,
                compiled,
                card_record.currency_id,
                day,
                shipment.id in taxed,
            ),
        )
    return found


def requests(shipments, currency):
    """{shipment: ``rating.Request`` for a card in ``currency``}, whatever its own card
    is; without the volume of the month.
    """
    return {
        shipment: replace(
            _request(shipment, day, types, general),
            duty_items=len(shipment.declaration_id.line_ids),
            declared_value=_value(shipment.declaration_id, currency, day),
        )
        for shipment, day, types, general in _goods_and_days(shipments, {})
    }


def _goods_and_days(shipments, days):
    """Each of ``shipments`` with its day of hand-over, its types of goods and the
    general types that they belong to. All is read together.
    """
    shipments_sudo = shipments.sudo()
    shipments_sudo.parcel_ids.fetch(
        ["shipment_id", "weight", "parcel_length", "width", "height"]
    )
    declarations_sudo = shipments_sudo.declaration_id
    declarations_sudo.fetch(
        ["country_id", "partner_id", "item_count", "total_value", "currency_id"]
    )
    declarations_sudo.charge_ids.fetch(["amount", "currency_id", "kind", "vat_amount"])
    goods, general = _goods(declarations_sudo), {}
    for shipment in shipments_sudo:
        types = goods.get(shipment.declaration_id.id, frozenset())
        if types not in general:
            general[types] = _general(shipments_sudo.env, types)
        day = _day(shipment, days.get(shipment.id))
        yield shipment, day, types, general[types]


def _request(shipment, day, types, general):
    declaration = shipment.declaration_id
    return Request(
        parcels=tuple(_parcel(parcel) for parcel in shipment.parcel_ids),
        country=declaration.country_id._linkstar_code(),
        postcode=declaration.partner_id._linkstar_postcode()
        if declaration.partner_id
        else "",
        on_date=day,
        goods_types=types,
        goods_general=general,
        item_count=declaration.item_count,
        options=_options(shipment),
    )


def expected(shipments):
    """{id of a shipment: (expected cost, name of its currency)} at the measured weight,
    for the shipments whose card has a price.
    """
    costs = {}
    for shipment_id, each in facts(shipments).items():
        price = quote(each.card, each.request) if each.card else None
        if price is not None and not isinstance(price, NotAvailable):
            costs[shipment_id] = price.total, price.currency
    return costs


class _Cards:
    """The cards of lines by day. What was carried was accepted: its limits do not
    count.
    """

    def __init__(self, env):
        self.env = env
        self.by_day, self.known, self.olds = {}, {}, {}

    def of(self, service, day):
        key = service.id, day
        if key not in self.by_day:
            self.by_day[key] = self.env["linkstar.rate.card"]._find(service, day)[:1]
        return self.by_day[key]

    def older(self, card):
        if not card:
            return card
        if card.id not in self.olds:
            self.olds[card.id] = card.with_context(active_test=False).search(
                [
                    ("service_id", "=", card.service_id.id),
                    ("state", "=", "active"),
                    ("id", "!=", card.id),
                    ("currency_id", "=", card.currency_id.id),
                    ("valid_from", "<=", card.valid_from),
                ],
                order="valid_from desc, id desc",
                limit=_OLDER_CARDS,
            )
        return self.olds[card.id]

    def compiled(self, card, types):
        if not card:
            return None
        key = card.id, types
        if key not in self.known:
            compiled = card._compiled()
            limits = ParcelLimits(goods_types=tuple(sorted(types)))
            self.known[key] = replace(
                compiled, card=replace(compiled.card, limits=limits)
            )
        return self.known[key]


def _goods(declarations):
    """{id of a declaration: codes of its types of goods}."""
    products = defaultdict(set)
    for line in declarations.line_ids:
        products[line.declaration_id.id].add(line.product_id.id)
    known, env = {}, declarations.env
    found = {}
    for declaration_id, ids in products.items():
        key = frozenset(filter(None, ids))
        if key not in known:
            known[key] = env["product.product"].browse(key)._linkstar_goods_types()
        found[declaration_id] = known[key]
    return found


def _day(shipment, said):
    for moment in (shipment.handed_over_at, said, shipment.booked_at):
        if moment:
            return (moment + _CHINA).date() if hasattr(moment, "hour") else moment
    return (shipment.create_date + _CHINA).date()


def _parcel(parcel):
    sides = [
        Decimal(str(side))
        for side in (parcel.parcel_length, parcel.width, parcel.height)
    ]
    return Parcel(
        Decimal(str(round(parcel.weight, 3))), tuple(sides) if all(sides) else None
    )


def _options(shipment):
    kinds = set(shipment.extra_service_ids.mapped("kind"))
    if shipment.insured_value:
        kinds.add("insurance")
    return frozenset(kinds)


def _value(declaration, currency, day):
    if not declaration or not currency:
        return Decimal(0)
    value = declaration.currency_id._convert(
        declaration.total_value, currency, declaration.company_id, day
    )
    return Decimal(str(value))
