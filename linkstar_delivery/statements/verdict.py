# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether the carrier billed a shipment as its rate card says, and if not, why.

The price is calculated again at the weight that was billed, so that a wrong weight and
a wrong price are two findings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ..rating import NotAvailable, Price, Request, quote
from ..rating.compiled import CompiledCard
from . import border
from .border import DeclaredDuty, DeclaredVat

ZERO = Decimal(0)

AGREES, TOLERATED, DISPUTE, BELOW, UNKNOWN = (
    "agrees",
    "tolerated",
    "dispute",
    "below",
    "unknown",
)
VERDICTS = (AGREES, TOLERATED, DISPUTE, BELOW, UNKNOWN)

#: Fees for events that no rate card knows in advance. They are checked only where the
#: card has a price for them.
EVENTS = frozenset(
    (
        "ddp_duty",
        "import_vat",
        "customs_exception",
        "return",
        "destruction",
        "storage",
        "redelivery",
        "address_change",
        "claim",
        "insurance",
        "signature",
        "pickup",
    )
)
#: What is billed once for a parcel.
ONCE = frozenset(
    (
        "freight",
        "fuel",
        "registration",
        "handling",
        "remote_area",
        "battery",
        "special_goods",
        "oversize",
        "peak_season",
        "ioss",
        "other",
    )
)


@dataclass(frozen=True)
class Tolerance:
    """How much more than expected is accepted: ``amount`` in the currency of the bill,
    ``percent`` of the expected amount, ``weight`` in kilograms.

    ``exchange``: how far, in per cent, the carrier's exchange rate may be from ours,
    for duties in the currency of the country of destination; ``in_one``: the same for
    import VAT and duty in one amount.
    """

    amount: Decimal = Decimal("0.01")
    percent: Decimal = ZERO
    weight: Decimal = ZERO
    exchange: Decimal = ZERO
    in_one: Decimal = ZERO

    def allows(self, difference, expected):
        return abs(difference) <= max(self.amount, abs(expected) * self.percent / 100)


class BilledCharge(NamedTuple):
    """One charge in a statement; ``special`` as in ``values.StatementLine``. ``twice``
    when the same charge was billed before, in this statement or in an earlier one.
    """

    kind: str
    amount: Decimal
    currency: str
    special: str = ""
    twice: bool = False


@dataclass(frozen=True)
class Case:
    """One shipment to judge. ``request`` has its parcels as measured; ``settled`` is
    the billed weight in kg. ``card`` is the card of the day, ``others`` older cards of
    the same line. ``standing``: "" or "unknown" (no such shipment), "damaged" (the
    number lost digits), "several" (it fits several shipments), "unsent" (never handed
    over), "cancelled".

    ``earlier`` are the amounts by kind of earlier statements. ``duties``: what is due
    by kind, for the kinds that the declaration tells and the card has no price for.
    ``quoted`` is ``rating.quote``, or what answers like it and remembers.
    """

    charges: tuple[BilledCharge, ...]
    request: Request | None = None
    settled: Decimal | None = None
    card: CompiledCard | None = None
    others: tuple[CompiledCard, ...] = ()
    standing: str = ""
    earlier: Mapping[str, Decimal] = field(default_factory=dict)
    duties: Mapping[str, DeclaredDuty | DeclaredVat] = field(default_factory=dict)
    quoted: Callable[[CompiledCard, Request], Price | NotAvailable] = quote


class Why(NamedTuple):
    """A reason with its numbers, and the amount that it explains."""

    code: str
    amount: Decimal | None
    params: Mapping[str, object]


@dataclass(frozen=True)
class Verdict:
    """``expected`` is ``None`` when it is not known. ``checked`` is the part of
    ``billed`` that could be compared, ``disputed`` the amount that is too much.
    """

    verdict: str
    billed: Decimal
    expected: Decimal | None = None
    checked: Decimal = ZERO
    disputed: Decimal = ZERO
    weight: Decimal | None = None
    reasons: tuple[Why, ...] = ()


def judge(case: Case, tolerance: Tolerance = Tolerance()) -> Verdict:
    """The verdict on one shipment in one statement."""
    billed = sum((charge.amount for charge in case.charges), ZERO)
    if case.standing in _UNSURE:
        why = Why(_UNSURE[case.standing], None, {})
        return Verdict(UNKNOWN, billed, reasons=(why,))
    if case.standing in _NOT_DUE and billed > 0:
        why = Why(_NOT_DUE[case.standing], billed, {"amount": billed})
        return Verdict(DISPUTE, billed, ZERO, billed, billed, reasons=(why,))
    twice = [charge for charge in case.charges if charge.twice]
    if not twice:
        return _with_duties(case, case.charges, tolerance)
    once = tuple(charge for charge in case.charges if not charge.twice)
    result = _with_duties(case, once, tolerance)
    extra = sum((charge.amount for charge in twice), ZERO)
    why = Why("billed_twice", extra, {"amount": extra})
    return replace(
        result,
        verdict=DISPUTE if extra > 0 else result.verdict,
        billed=billed,
        checked=result.checked + extra,
        disputed=result.disputed + extra,
        reasons=(why, *result.reasons),
    )


def _with_duties(case, charges, tolerance):
    """The verdict on ``charges``: duties by the declaration, the others by the card."""
    money = case.card.card.currency if case.card else None
    duties = case.duties and tuple(
        charge
        for charge in charges
        if charge.kind in case.duties and charge.currency == money
    )
    if not duties:
        return _judge_once(case, charges, tolerance)
    others = tuple(charge for charge in charges if charge not in duties)
    result = _judge_once(case, others, tolerance)
    for kind, amount in _sums(duties).items():
        result = _add_duty(result, case, kind, amount, tolerance)
    return result


def _add_duty(result, case, kind, amount, tolerance):
    found = border.compare(kind, amount, case, tolerance)
    verdict = _OF_DUTY.get(found.code) or (DISPUTE if found.over > 0 else BELOW)
    reasons = (Why(found.code, found.over, found.params),) if found.code else ()
    result = replace(
        result,
        verdict=max(result.verdict, verdict, key=_WEIGHT.index),
        billed=result.billed + amount,
        disputed=result.disputed + (found.over if verdict == DISPUTE else ZERO),
        reasons=(*result.reasons, *reasons),
    )
    if verdict == UNKNOWN:
        return result
    return replace(
        result,
        expected=None if result.expected is None else result.expected + found.expected,
        checked=result.checked + amount,
    )


#: What a reason about a duty means; the others depend on the sign.
_OF_DUTY = {
    "": AGREES,
    "tolerated": TOLERATED,
    "tax_in_one": TOLERATED,
    "vat_or_duty": UNKNOWN,
}
#: Of two verdicts on parts, the later one is that on the whole.
_WEIGHT = (AGREES, TOLERATED, UNKNOWN, BELOW, DISPUTE)
_UNSURE = {"damaged": "number_damaged", "several": "several_shipments"}
_NOT_DUE = {
    "unknown": "not_ours",
    "unsent": "never_shipped",
    "cancelled": "after_cancellation",
}


def _judge_once(case, charges, tolerance):
    billed = sum((charge.amount for charge in charges), ZERO)
    if not charges:
        return Verdict(AGREES, ZERO, ZERO)
    if case.request is None or case.standing:
        return Verdict(UNKNOWN, billed, reasons=(Why("not_ours", None, {}),))
    if case.card is None:
        return Verdict(UNKNOWN, billed, reasons=(Why("no_card", None, {}),))
    money = case.card.card.currency
    foreign = [charge for charge in charges if charge.currency != money]
    if foreign:
        params = {"billed": foreign[0].currency, "card": money}
        return Verdict(UNKNOWN, billed, reasons=(Why("other_currency", None, params),))
    measured = case.quoted(case.card, case.request)
    if isinstance(measured, NotAvailable):
        return Verdict(
            UNKNOWN,
            billed,
            reasons=(Why("no_price", None, {"reasons": measured.reasons}),),
        )
    return _compared(case, charges, billed, measured, tolerance)


def _compared(case, charges, billed, measured, tolerance):
    if (
        billed == measured.total
        and not case.earlier
        and _is_right(case.settled, measured, tolerance)
        and not any(charge.kind in EVENTS for charge in charges)
    ):
        # Most parcels: there is nothing to explain.
        weight = measured.billable_weight
        return Verdict(AGREES, billed, billed, billed, weight=weight)
    priced = dict(measured.charges)
    events = [
        charge
        for charge in charges
        if charge.kind in EVENTS and charge.kind not in priced
    ]
    if len(events) == len(charges):
        return Verdict(
            UNKNOWN, billed, reasons=(_not_on_card(events),), weight=case.settled
        )
    due = [charge for charge in charges if charge not in events] if events else charges
    actual = _sums(due)
    if case.earlier and any(
        charge.special == "difference" or charge.amount < 0 for charge in due
    ):
        for kind, amount in case.earlier.items():
            if kind not in EVENTS:
                actual[kind] = actual.get(kind, ZERO) + amount
    checked = sum((charge.amount for charge in due), ZERO) if events else billed
    total = sum(actual.values(), ZERO)
    settled, at_settled = _at_settled(case, measured, tolerance)
    reasons = []
    extra = at_settled.total - measured.total
    if extra > 0 and not tolerance.allows(extra, measured.total):
        params = {"billed": settled, "expected": measured.billable_weight}
        reasons.append(Why("wrong_weight", extra, {**params, "amount": extra}))
    elif extra < 0:
        # The carrier billed less weight than we measured.
        measured = at_settled
    rest = total - at_settled.total
    if rest and not tolerance.allows(rest, at_settled.total):
        reasons += _explained(case, actual, settled, at_settled, rest, due)
    elif abs(rest) >= Decimal("0.005"):
        reasons.append(Why("tolerated", rest, {"amount": rest}))
    verdict, disputed = _decided(reasons, total - measured.total, events)
    if events:
        reasons.append(_not_on_card(events))
    return Verdict(
        verdict,
        billed,
        measured.total - (total - checked),
        checked,
        disputed,
        measured.billable_weight,
        tuple(reasons),
    )


def _decided(reasons, over, events):
    """(Verdict, amount to dispute) of an amount that is ``over`` the expected one."""
    if not reasons and not events:
        return AGREES, ZERO
    codes = {why.code for why in reasons} - {"tolerated"}
    if over > 0 and codes - {"missing"}:
        return DISPUTE, over
    if over < 0 and codes:
        return BELOW, ZERO
    if events:
        return UNKNOWN, ZERO
    return (TOLERATED if reasons else AGREES), ZERO


def _sums(charges):
    sums = {}
    for charge in charges:
        sums[charge.kind] = sums.get(charge.kind, ZERO) + charge.amount
    return sums


def _not_on_card(events):
    amount = sum((charge.amount for charge in events), ZERO)
    kinds = tuple(dict.fromkeys(charge.kind for charge in events))
    return Why("not_on_card", None, {"kinds": kinds, "amount": amount})


def _at_settled(case, measured, tolerance):
    """(settled weight or ``None`` where it is right, the price at it)."""
    settled = case.settled
    if _is_right(settled, measured, tolerance):
        return None, measured
    price = _priced(case, case.card, case.request, settled, measured)
    if price is None or price.billable_weight == measured.billable_weight:
        # Minimum, step or volume explain the difference.
        return None, measured
    return settled, price


def _is_right(settled, measured, tolerance):
    """Whether the billed weight ``settled`` is as expected, or not known."""
    return not settled or abs(settled - measured.billable_weight) <= tolerance.weight


def _priced(case, card, request, settled, measured):
    """The price of ``request`` as if its parcels weighed ``settled`` together."""
    weight = sum((parcel.weight for parcel in request.parcels), ZERO)
    if len(request.parcels) == 1:
        weights = [settled]
    else:
        weights = [settled * parcel.weight / weight for parcel in request.parcels]
    keep = settled >= measured.billable_weight
    parcels = tuple(
        replace(parcel, weight=each, sides=parcel.sides if keep else None)
        for parcel, each in zip(request.parcels, weights)
    )
    price = case.quoted(card, replace(request, parcels=parcels))
    return None if isinstance(price, NotAvailable) else price


def _explained(case, actual, settled, price, rest, due):
    """Why the amounts ``actual`` are not the ``price``: an older card, another zone,
    else each kind by itself.
    """
    total = sum(actual.values(), ZERO)
    lump = any(charge.special == "lump" for charge in due)
    for card in case.others:
        other = _other_price(case, card, settled)
        if other is not None and other.total == total:
            params = {
                "since": card.card.valid_from,
                "until": card.card.valid_to,
                "billed": total,
                "expected": price.total,
            }
            return [Why("outdated_card", rest, params)]
    expected = dict(price.charges)
    freight = actual.get("freight", ZERO) - expected.get("freight", ZERO)
    if lump or freight:
        zone = _zone(case, settled, price, total, actual, lump)
        if zone:
            params = {
                "billed": zone.zone,
                "expected": price.zone,
                "amount": zone.total - price.total,
            }
            found = [Why("wrong_zone", zone.total - price.total, params)]
            if lump or total == zone.total:
                return found
            left = dict(zone.charges)
            return found + _by_kind(actual, left, due)
    if lump:
        params = {"billed": total, "expected": price.total}
        return [Why("wrong_price" if rest > 0 else "missing", rest, params)]
    return _by_kind(actual, expected, due)


def _by_kind(actual, expected, due):
    gap = sum((charge.amount for charge in due if charge.special == "gap"), ZERO)
    reasons = []
    if gap:
        reasons.append(Why("row_total", gap, {"amount": gap}))
    for kind in dict.fromkeys((*actual, *expected)):
        if kind == "rounding":
            continue
        billed, right = actual.get(kind, ZERO), expected.get(kind, ZERO)
        if kind == "other":
            billed -= gap
        if billed == right:
            continue
        params = {"kind": kind, "billed": billed, "expected": right}
        if billed > right:
            code = (
                "wrong_price" if kind in ("freight", "discount") else "wrong_surcharge"
            )
        else:
            code = "missing"
        reasons.append(Why(code, billed - right, params))
    return reasons


def _other_price(case, card, settled):
    request = replace(case.request, on_date=card.card.valid_from)
    other = case.quoted(card, request)
    if isinstance(other, NotAvailable):
        return None
    return other if settled is None else _priced(case, card, request, settled, other)


def _zone(case, settled, price, total, actual, lump):
    """The price in another zone of the card that fits what was billed, or ``None``."""
    freights = {}
    for index, zone in enumerate(case.card.card.zones):
        if index == price.zone_index or not zone.areas:
            continue
        area = zone.areas[0]
        code = area.prefixes[0] if area.prefixes else ""
        code = code or (area.ranges[0][0] if area.ranges else "")
        request = replace(
            case.request,
            country=area.country,
            postcode=code or case.request.postcode,
        )
        other = case.quoted(case.card, request)
        if isinstance(other, NotAvailable):
            continue
        if settled is not None:
            other = _priced(case, case.card, request, settled, other)
            if other is None:
                continue
        freights[index] = other
    for other in freights.values():
        if other.total == total:
            return other
    if not lump:
        freight = actual.get("freight", ZERO).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for other in freights.values():
            if freight and dict(other.charges).get("freight") == freight:
                return other
    return None
