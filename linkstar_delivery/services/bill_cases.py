# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the price of a shipment depends on, for many shipments at once: its parcels as
measured, its destination and goods, and the rate card of the day of hand-over.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from odoo.tools import SQL, float_round

from ..rating import CompiledCard, NotAvailable, Parcel, ParcelLimits, Request, quote
from ..rating.card import PER_DUTY_ITEM, PERCENT_VALUE
from ..rules.countries import on_label
from .bill_duties import Duties
from .quotation import _general

#: The carrier's days begin in China.
_CHINA = timedelta(hours=8)
_OLDER_CARDS = 3
_NOTHING = Decimal(0)


class Facts(NamedTuple):
    """``card`` and ``others`` are ``rating.CompiledCard``; ``card`` is ``None`` when
    the line has no card for that day. ``duties`` as ``statements.verdict.Case`` has
    them. ``standing``: why the carrier may bill nothing, see :func:`_standing`.
    """

    request: Request
    card: object
    others: tuple
    duties: dict
    standing: str
    order_id: int | None


def facts(shipments, days=None, duties_of=None, cards=None):
    """{id of a shipment: ``Facts``}; a constant number of queries for each line and
    day.

    :param days: {id of a shipment: the day of hand-over that the carrier says}, used
        where it is not known
    :param duties_of: {id of a shipment whose duties are needed: whether its import VAT
        is, too}
    :param cards: :class:`Cards` of earlier calls
    """
    env = shipments.sudo().env
    cards, found = cards or Cards(env), {}
    of_border, duties_of = Duties(env), duties_of or {}
    read = list(_sent(shipments, days or {}))
    declarations = env["linkstar.customs.declaration"].browse(
        sent.declaration_id
        for sent in read
        if sent.declaration_id and sent.id in duties_of
    )
    for sent in read:
        price = cards.of_day(sent.service_id, sent.day, sent.types)
        asked = {}
        if price.by_value:
            asked["declared_value"] = sent.value_in(price.currency)
        if price.by_duty:
            asked["duty_items"] = sent.line_count
        if price.volume:
            asked["monthly_parcels"], asked["monthly_weight"] = price.volume
        duties = {}
        if sent.id in duties_of and sent.declaration_id:
            # Read together with the others when the first of them is.
            declaration = declarations.browse(sent.declaration_id)
            duties = of_border.of(
                declaration.with_prefetch(declarations.ids),
                price.card,
                price.currency,
                sent.day,
                duties_of[sent.id],
            )
        found[sent.id] = Facts(
            sent.request(**asked),
            price.card,
            price.others,
            duties,
            sent.standing,
            sent.order_id,
        )
    return found


def requests(shipments, currency):
    """{id of a shipment: (``Sent``, ``rating.Request`` for a card in ``currency``)},
    whatever its own card is; without the volume of the month.
    """
    return {
        sent.id: (
            sent,
            sent.request(
                duty_items=sent.line_count, declared_value=sent.value_in(currency)
            ),
        )
        for sent in _sent(shipments, {})
    }


@dataclass(slots=True)
class Sent:
    """What the database says about one shipment, read without records: a statement has
    tens of thousands of them. ``value`` is in the currency with the id
    ``currency_id``; ``same`` remembers what many shipments share.
    """

    id: int
    service_id: int
    declaration_id: int | None
    country_id: int | None
    day: date
    parcels: tuple
    country: str
    postcode: str
    types: frozenset
    general: frozenset
    item_count: int
    line_count: int
    options: frozenset
    value: float
    currency_id: int | None
    company_id: int | None
    order_id: int | None
    standing: str
    same: "_Same"

    def request(self, **more):
        """The ``rating.Request`` of this shipment; ``more``: its other fields."""
        return Request(
            parcels=self.parcels,
            country=self.country,
            postcode=self.postcode,
            on_date=self.day,
            goods_types=self.types,
            goods_general=self.general,
            item_count=self.item_count,
            options=self.options,
            **more,
        )

    def value_in(self, currency):
        """The declared value in ``currency``, zero where there is none."""
        if not self.currency_id or not currency:
            return _NOTHING
        return self.same.converted(
            self.value, self.currency_id, currency, self.company_id, self.day
        )


class _Same:
    """What many shipments share, each found once."""

    def __init__(self, env):
        self.env = env
        self.codes, self.postcodes, self.goods, self.generals = {}, {}, {}, {}
        self.rates, self.values, self.parcels, self.options = {}, {}, {}, {}

    def country(self, country_id):
        if country_id not in self.codes:
            country = self.env["res.country"].browse(country_id or ())
            self.codes[country_id] = country._linkstar_code()
        return self.codes[country_id]

    def postcode(self, country_id, text):
        key = country_id, text
        if key not in self.postcodes:
            self.postcodes[key] = on_label(text or "", self.country(country_id))
        return self.postcodes[key]

    def types(self, products):
        """(Codes of the types of goods of the products with these ids, pairs of a type
        and a general type that it belongs to).
        """
        key = frozenset(filter(None, products or ()))
        if key not in self.goods:
            products = self.env["product.product"].browse(key)
            self.goods[key] = products._linkstar_goods_types() if key else frozenset()
        types = self.goods[key]
        if types not in self.generals:
            self.generals[types] = _general(self.env, types)
        return types, self.generals[types]

    def parcel(self, weight, *sides):
        """The ``rating.Parcel`` of a weight and three sides."""
        key = weight, *sides
        if key not in self.parcels:
            self.parcels[key] = Parcel(
                Decimal(str(round(weight or 0, 3))),
                tuple(Decimal(str(side)) for side in sides) if all(sides) else None,
            )
        return self.parcels[key]

    def chosen(self, kinds, insured):
        key = *(kinds or ()), bool(insured)
        if key not in self.options:
            more = ("insurance",) if insured else ()
            self.options[key] = frozenset((*(kinds or ()), *more))
        return self.options[key]

    def converted(self, amount, currency_id, target, company_id, day):
        key = amount, currency_id, target.id, company_id, day
        if key not in self.values:
            self.values[key] = self._converted(amount, target, key[1:])
        return self.values[key]

    def _converted(self, amount, target, key):
        if key not in self.rates:
            currency_id, _target_id, company_id, day = key
            rate = target._get_conversion_rate(
                self.env["res.currency"].browse(currency_id),
                target,
                self.env["res.company"].browse(company_id),
                day,
            )
            self.rates[key] = rate, target.rounding
        rate, digit = self.rates[key]
        return Decimal(str(float_round(amount * rate, precision_rounding=digit)))


#: One row for each shipment, in the order in which :func:`_read` takes them.
_SENT = """
       SELECT s.id, s.service_id, d.id, d.country_id,
              s.handed_over_at, s.booked_at, s.create_date,
              consignee.country_id, consignee.zip,
              goods.products, coalesce(goods.lines, 0),
              coalesce(d.item_count, 0),
              (SELECT array_agg(DISTINCT e.kind ORDER BY e.kind)
                 FROM linkstar_shipment_extra_rel chosen
                 JOIN linkstar_extra_service e
                   ON e.id = chosen.linkstar_extra_service_id
                WHERE chosen.linkstar_shipment_id = s.id),
              s.insured_value, coalesce(d.total_value, 0), d.currency_id,
              d.company_id, transfer.sale_id, s.state, s.tracking_state,
              transfer.state
         FROM linkstar_shipment s
         JOIN stock_picking transfer ON transfer.id = s.picking_id
    LEFT JOIN linkstar_customs_declaration d ON d.id = s.declaration_id
    LEFT JOIN res_partner consignee ON consignee.id = d.partner_id
    LEFT JOIN LATERAL (
              SELECT array_agg(DISTINCT l.product_id) AS products,
                     count(*) AS lines
                FROM linkstar_customs_declaration_line l
               WHERE l.declaration_id = d.id
              ) goods ON TRUE
        WHERE s.id = ANY(%s)
"""


#: Apart from the shipments: as arrays in their rows they take twice the time.
_PARCELS = """
       SELECT shipment_id, weight, parcel_length, width, height FROM linkstar_parcel
        WHERE shipment_id = ANY(%s)
     ORDER BY shipment_id, number, id
"""


def _sent(shipments, days):
    """A :class:`Sent` of each of ``shipments``, in two queries."""
    env = shipments.sudo().env
    env.flush_all()
    same, parcels, ids = _Same(env), {}, list(shipments.ids)
    for shipment_id, *measured in env.execute_query(SQL(_PARCELS, ids)):
        parcels[shipment_id] = (
            *parcels.get(shipment_id, ()),
            same.parcel(*measured),
        )
    for row in env.execute_query(SQL(_SENT, ids)):
        yield _read(row, parcels.get(row[0], ()), days, same)


def _read(row, parcels, days, same):
    shipment_id, service_id, declaration_id, country_id, *row = row
    handed_over, booked, created, consignee_country, postcode, *row = row
    products, lines, items, kinds, insured, value, currency_id, *row = row
    company_id, order_id, *states = row
    types, general = same.types(products)
    return Sent(
        shipment_id,
        service_id,
        declaration_id,
        country_id,
        _day(handed_over, days.get(shipment_id), booked, created),
        parcels,
        same.country(country_id),
        same.postcode(consignee_country, postcode),
        types,
        general,
        items,
        lines,
        same.chosen(kinds, insured),
        value,
        currency_id,
        company_id,
        order_id,
        _standing(handed_over, *states),
        same,
    )


def _standing(handed_over, state, tracking_state, transfer):
    """Why the carrier may bill nothing for a shipment: it was cancelled, or it is still
    here; "" otherwise.
    """
    if handed_over or tracking_state not in ("none", "registered"):
        return ""
    if state == "cancelled":
        return "cancelled"
    return "" if transfer == "done" else "unsent"


def _day(handed_over, said, booked, created):
    for moment in (handed_over, said, booked):
        if moment:
            return (moment + _CHINA).date() if hasattr(moment, "hour") else moment
    return (created + _CHINA).date()


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


@dataclass(frozen=True)
class OfDay:
    """The card of a line on one day for goods of some types, ``None`` for no card, with
    older ``others``; which facts they look at. ``volume``: (parcels, kg) of the month
    so far where they have discounts.
    """

    card: CompiledCard | None
    others: tuple[CompiledCard, ...]
    currency: object
    by_value: bool
    by_duty: bool
    volume: tuple[int, Decimal] | None


class Cards:
    """The cards of lines by day. What was carried was accepted: its limits do not
    count.
    """

    def __init__(self, env):
        self.env = env
        self.by_day, self.known, self.olds, self.days = {}, {}, {}, {}

    def of_day(self, service_id, day, types):
        """The :class:`OfDay` of a line."""
        key = service_id, day, types
        if key not in self.days:
            record = self._of(service_id, day)
            card = self._compiled(record, types)
            others = tuple(self._compiled(each, types) for each in self._older(record))
            every = [card, *others] if card else []
            bases = {each.surcharge.basis for one in every for each in one.surcharges}
            self.days[key] = OfDay(
                card,
                others,
                record.currency_id,
                PERCENT_VALUE in bases,
                PER_DUTY_ITEM in bases,
                self._volume(service_id, day)
                if any(each.discounts for each in every)
                else None,
            )
        return self.days[key]

    def _volume(self, service_id, day):
        service = self.env["linkstar.service"].browse(service_id)
        month = service.with_context(linkstar_date=day)
        return month.sent_parcels, Decimal(str(month.sent_weight))

    def _of(self, service_id, day):
        key = service_id, day
        if key not in self.by_day:
            service = self.env["linkstar.service"].browse(service_id)
            self.by_day[key] = self.env["linkstar.rate.card"]._find(service, day)[:1]
        return self.by_day[key]

    def _older(self, card):
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

    def _compiled(self, card, types):
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
