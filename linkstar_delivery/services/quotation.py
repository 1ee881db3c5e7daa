# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The price of an order on each line. Records become values here, and the answers of
the rate card and of the carrier get the same form.
"""

import threading
import time
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, Decimal

from odoo.exceptions import UserError

from ..api import errors, messages, operations
from ..rating import Item, NotAvailable, Parcel, ParcelLimits, Request, quote, split
from ..rating.values import ACTUAL, VOLUMETRIC
from .offers_text import parcels_text, reason_text, step_text
from .option_prices import option_prices, with_options

#: How many seconds a price of the carrier is used again for the same address and
#: weight, and how many seconds a failed call is not repeated.
_LIFETIME, _PAUSE = 900, 60
_MOST = 2000


@dataclass(frozen=True)
class OrderFacts:
    """The facts about an order that its price depends on. Weights are in kilograms.
    ``value`` is the net value of the goods in ``currency``.
    """

    order: object
    country: str
    postcode: str
    city: str
    items: tuple[Item, ...]
    goods_types: frozenset
    item_count: int
    value: Decimal
    currency: object
    on_date: object

    def rate(self, money, other):
        """How much of the currency ``other`` one unit of ``money`` is on that day, as a
        float.

        :raise UserError: when nobody entered the rate
        """
        return (
            money._linkstar_rate_to(other, self.order.company_id, self.on_date)
            if money != other
            else 1.0
        )

    def convert(self, amount, money, other):
        """``amount`` (decimal) of ``money`` in ``other``, rounded to its digits.

        :raise UserError: when nobody entered the rate"""
        return (
            amount
            if money == other
            else Decimal(str(other.round(float(amount) * self.rate(money, other))))
        )

    @property
    def weight(self):
        """The weight of the goods without any box."""
        return sum((item.weight * item.quantity for item in self.items), Decimal(0))

    def parcels(self, account, limits):
        """The parcels that are expected while nothing is packed: the goods in the usual
        box of ``account``, within the limits of a line.
        """
        return split(self.items, limits, account._box())


@dataclass(frozen=True)
class Offer:
    """The offer of one line for one order. With ``problems`` (sentences) there is no
    price; ``total`` is in ``currency`` (a record).

    ``details`` are triples of the kind of a charge, its explanation and its amount; the
    amounts add up to ``total``. ``parcels`` are the assumed parcels.
    """

    service: object
    source: str
    problems: tuple[str, ...] = ()
    total: Decimal = Decimal(0)
    currency: object = None
    billable_weight: Decimal | None = None
    weight_kind: str = ""
    days_min: int | None = None
    days_max: int | None = None
    last_mile: str = ""
    details: tuple = ()
    remark: str = ""
    card: object = None
    parcels: tuple[Parcel, ...] = ()
    facts: OrderFacts | None = None


class _NotAsked(errors.NotSent):
    """The carrier was not asked recently and must not be asked now, so its price is not
    known. This is no reason to use the price of the card.
    """


@dataclass
class _Answers:
    """Recent prices of the carrier in this process, by account and question."""

    known: dict = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key):
        with self.lock:
            until, answer = self.known.get(key, (0, None))
            return answer if until > time.monotonic() else None

    def seconds_left(self, key):
        """For how many more seconds the answer to ``key`` is used, in whole seconds."""
        with self.lock:
            return max(0, round(self.known.get(key, (0, None))[0] - time.monotonic()))

    def put(self, key, answer, seconds):
        with self.lock:
            if len(self.known) >= _MOST:
                self.known.clear()
            self.known[key] = (time.monotonic() + seconds, answer)

    def clear(self):
        with self.lock:
            self.known.clear()


ANSWERS = _Answers()


def card_offer(service, facts):
    """The price of ``service`` by its rate card that is valid on that day."""
    env = service.env
    on_the_day = service.with_context(linkstar_date=facts.on_date)
    card = on_the_day.rate_card_id.with_env(env)
    if not card:
        why = env._(
            "The line %(line)s has no rate card for %(date)s. Import one.",
            line=service.code,
            date=facts.on_date,
        )
        return Offer(service, "card", problems=(why,))
    compiled = service._with_limits(card._compiled())
    money = card.currency_id
    parcels = facts.parcels(service.account_id, compiled.card.limits)
    try:
        value = facts.convert(facts.value, facts.currency, money)
        prices = option_prices(service, facts, parcels)
    except UserError as error:
        return Offer(service, "card", problems=(str(error),), card=card)
    request = _request(on_the_day, facts, compiled, parcels, value, prices.kinds)
    price = quote(compiled, request)
    if isinstance(price, NotAvailable):
        return Offer(
            service,
            "card",
            problems=tuple(reason_text(env, reason) for reason in price.reasons),
            card=card,
        )
    offer = Offer(
        service,
        "card",
        total=price.total,
        currency=money,
        billable_weight=price.billable_weight,
        weight_kind=price.weight_kind,
        days_min=price.days_min or service.days_min or None,
        days_max=price.days_max or service.days_max or None,
        last_mile=price.last_mile,
        details=(
            _assumed(env, parcels),
            *((_kind(step), step_text(env, step), step.amount) for step in price.steps),
        ),
        card=card,
        parcels=parcels,
        facts=facts,
    )
    return with_options(offer, prices)


def _request(service, facts, compiled, parcels, value, kinds):
    """What the rate card of ``service`` is asked for.

    :param service: with the day of the order in its context
    :param value: of the goods, in the currency of the card
    :param kinds: of the options that the card is to price
    """
    sent = service if compiled.discounts else service.browse()
    return Request(
        parcels=parcels,
        country=facts.country,
        postcode=facts.postcode,
        on_date=facts.on_date,
        goods_types=facts.goods_types,
        goods_general=_general(service.env, facts.goods_types),
        item_count=facts.item_count,
        duty_items=(
            facts.order._linkstar_duty_items() if compiled.counts_duty_items else 0
        ),
        monthly_parcels=sent.sent_parcels,
        monthly_weight=Decimal(str(sent.sent_weight)),
        declared_value=value,
        options=kinds,
    )


def _general(env, goods_types):
    """Pairs of a type of goods and a general type that it belongs to."""
    if not goods_types:
        return frozenset()
    types_sudo = (
        env["linkstar.goods.type"]
        .sudo()
        .with_context(active_test=False)
        .search([("code", "in", list(goods_types))])
    )
    return frozenset(
        (kind.code, general)
        for kind in types_sudo
        for general in kind._all_codes()
        if general != kind.code
    )


def _assumed(env, parcels):
    """A line of the explanation: what the price assumes."""
    return ("freight", parcels_text(env, parcels), Decimal(0))


def _kind(step):
    if step.code == "surcharge":
        return step.params["surcharge"]
    return (
        step.code
        if step.code in ("registration", "discount", "rounding")
        else "freight"
    )


def live_offers(account, services, facts, may_call=True):
    """{service: its price as quoted by the carrier}. One call for all lines, and none
    where a recent answer is known.

    :raise CarrierError: when there is no answer
    """
    parcels = facts.parcels(account, ParcelLimits())
    quotes = _ask(account, facts, parcels, may_call)
    offers = {}
    for service in services:
        found = quotes.get(service.code)
        if not found:
            why = service.env._(
                "The carrier has no price for the line %(line)s to this address.",
                line=service.code,
            )
            offers[service] = Offer(service, "live", problems=(why,))
            continue
        details = [_assumed(service.env, parcels)]
        details += [
            (kind, "", getattr(found, kind))
            for kind in ("freight", "fuel", "registration", "other")
            if getattr(found, kind)
        ]
        rest = found.total - sum(
            (amount for _kind, _text, amount in details), Decimal(0)
        )
        if rest:
            details.append(("other", "", rest))
        try:
            prices = option_prices(service, facts, parcels)
        except UserError as error:
            offers[service] = Offer(service, "live", problems=(str(error),))
            continue
        offer = Offer(
            service,
            "live",
            total=found.total,
            currency=account.currency_id,
            billable_weight=found.billable_weight,
            weight_kind=_weight_kind(found, parcels),
            days_min=found.days_min,
            days_max=found.days_max,
            details=tuple(details),
            parcels=parcels,
            facts=facts,
            remark=found.remark,
        )
        offers[service] = with_options(offer, prices)
    return offers


def _weight_kind(found, parcels):
    """Which weight the carrier billed, as far as its divisor shows."""
    if not found.billable_weight:
        return ""
    volume = sum(
        length * width * height
        for length, width, height in (
            parcel.sides for parcel in parcels if parcel.sides
        )
    )
    by_volume = found.divisor and volume / found.divisor > sum(
        parcel.weight for parcel in parcels
    )
    return VOLUMETRIC if by_volume else ACTUAL


def _ask(account, facts, parcels, may_call):
    """The carrier's prices by the code of the line. The postcode is not checked here:
    only the carrier knows which ones are remote.
    """
    boxes = tuple(_box(number, parcel) for number, parcel in enumerate(parcels, 1))
    weight = sum((box.weight for box in boxes), Decimal(0))
    postcode = facts.postcode.upper().replace(" ", "")
    key = (
        account.env.cr.dbname,
        account.id,
        account.base_url,
        facts.country,
        postcode,
        boxes,
    )
    answer = ANSWERS.get(key)
    if answer is None and not may_call:
        raise _NotAsked(service=operations.FEE_TRAIL, reason="not_asked")
    if answer is None:
        calls = []
        request = messages.QuoteRequest(
            country=facts.country,
            postcode=facts.postcode,
            city=facts.city,
            weight=weight,
            boxes=boxes,
        )
        try:
            client = account._client(calls, timeout=account.quote_timeout)
            answer = {found.service_code: found for found in client.quote(request)}
            ANSWERS.put(key, answer, _LIFETIME)
        except errors.Unavailable as error:
            # A carrier that does not answer is not asked again for a minute, so that
            # nobody waits twice.
            answer = error
            ANSWERS.put(key, answer, _PAUSE)
        finally:
            account.env["linkstar.call"]._keep(account, calls)
    if isinstance(answer, errors.CarrierError):
        answer.again_in = ANSWERS.seconds_left(key)
        raise answer
    return answer


def _box(number, parcel):
    """A parcel for the carrier's quotation, rounded up to the gram and the
    millimetre.
    """
    length, width, height = (
        (_up(side, "0.1") for side in parcel.sides)
        if parcel.sides
        else (None, None, None)
    )
    return messages.OrderBox(
        _up(parcel.weight, "0.001"), f"U{number:03}", length, width, height
    )


def _up(value, digit):
    return value.quantize(Decimal(digit), ROUND_CEILING)


def offers(account, services, facts, source, may_call=True):
    """{service: offer} by ``source``: card, live, live_card (the card where the carrier
    does not answer) or dearest.

    With ``may_call`` False, only a recent price of the carrier is used.
    """
    if not services:
        return {}
    if source == "card":
        return {service: card_offer(service, facts) for service in services}
    try:
        live = live_offers(account, services, facts, may_call)
    except errors.CarrierError as error:
        sentence = account._explain(error, again=False)
        if pause := getattr(error, "again_in", 0):
            sentence = account.env._(
                "%(what)s The carrier is asked for this price again in %(seconds)s s.",
                what=sentence,
                seconds=pause,
            )
        if source == "live" or isinstance(error, _NotAsked):
            return {
                service: Offer(service, "live", problems=(sentence,))
                for service in services
            }
        return {
            service: _fallen_back(card_offer(service, facts), sentence)
            for service in services
        }
    if source == "dearest":
        return {
            service: _dearer(live[service], card_offer(service, facts))
            for service in services
        }
    return live


def _fallen_back(offer, why):
    """The ``offer`` of the card, used because the carrier did not answer."""
    if offer.problems:
        return replace(offer, problems=(why, *offer.problems))
    return replace(
        offer,
        remark=offer.service.env._(
            "The carrier did not answer. This is the price of the rate card."
        ),
    )


def _dearer(one, other):
    """The dearer of two offers in the same currency. An offer without a price does not
    count.
    """
    return max(
        (offer for offer in (one, other) if not offer.problems),
        key=lambda offer: offer.total,
        default=one,
    )
