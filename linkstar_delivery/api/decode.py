# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts successful answers into messages. An unexpected form never raises an error
here; values that cannot be read are missing.
"""

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal

from .answer import objects, payload, pick, unwrap
from .errors import NotReady, Unavailable
from .messages import (
    BillingWeight,
    Booked,
    Charges,
    ExtraService,
    NumberChange,
    Quote,
    ServedCountry,
    Service,
    TrackedParcel,
    TrackEvent,
    TrackNumbers,
)
from .values import (
    days,
    flag,
    identifier,
    line,
    local_moment,
    moment,
    number,
    plain,
    same,
)

_REFERENCE = (
    "reference_no",
    "refrence_no",
    "OrderNumber",
    "CustomerOrderNumber",
    "shipper_hawbcode",
)
_WAYBILL = ("order_code", "WaybillNumber", "waybill_no")
_TRACKING = ("shipping_method_no", "TrackingNumber", "tracking_no")
#: Maximum number of events of one parcel; the newest are used.
_MOST_EVENTS = 500
_LONGEST_COMMENT = 2000
_MOST_LINES, _MOST_OPTIONS = 5000, 500
#: Kind of charge → the carrier's names of it.
FEES = {
    "freight": ("Freight", "FreightFee"),
    "fuel": ("FuelCharge", "FuelFee"),
    "registration": ("Register", "RegisteredFee"),
    "handling": ("HandlingFee",),
    "other": ("OtherFee",),
}


def booked(envelope, reference_no):
    """:class:`Booked` from ``createOrder`` or ``getOrder``. ``Unavailable`` when the
    answer has no waybill or is about another order.
    """
    source = _order(envelope, reference_no)
    waybill, answered = _first(source, _WAYBILL), _first(source, _REFERENCE)
    if answered and not same(answered, reference_no):
        raise Unavailable(reason="other_order", other=answered, reference=reference_no)
    if not waybill:
        raise Unavailable(reason="no_waybill")
    tracking, status = _first(source, _TRACKING), line(pick(source, "track_status"))
    own = tracking and not same(tracking, waybill)
    return Booked(
        reference_no=reference_no,
        waybill=waybill,
        tracking_number=tracking if own or (tracking and status == "1") else None,
        number_pending=status == "2"
        or (not own and status not in ("1", "3"))
        or (status == "1" and not tracking),
        remote_area=bool(flag(pick(source, "ODA"))),
    )


def found_order(envelope, reference_no):
    """:class:`Booked` from ``getOrder``, ``None`` only when the answer is empty."""
    if payload(envelope) is None and not _first(envelope, _WAYBILL + _REFERENCE):
        return None
    found = booked(envelope, reference_no)
    same_reference = (
        item
        for item in objects(payload(envelope))
        if same(_first(item, _REFERENCE), reference_no)
    )
    others = dict.fromkeys(_first(item, _WAYBILL) for item in same_reference)
    return replace(
        found,
        number_unsure=found.number_pending,
        others=tuple(w for w in others if w and not same(w, found.waybill)),
    )


def track_numbers(envelope, references, waybill=""):
    """``{reference: TrackNumbers}`` of the orders among ``references`` that the carrier
    knows, by the references that were asked for. Of several orders with one reference,
    the order of ``waybill`` is used, else one that has a number, else the first.
    """
    asked = {reference.strip().casefold(): reference for reference in references}
    found = objects(payload(envelope))
    candidates = {}
    for item in found:
        answered = _first(item, _REFERENCE)
        reference = (
            asked.get(answered.casefold())
            if answered
            else references[0]
            if len(references) == len(found) == 1
            else None
        )
        own, tracking = _first(item, _WAYBILL), _first(item, _TRACKING)
        if reference and (own or tracking):
            numbers = TrackNumbers(
                reference,
                own,
                tracking or None,
                _by_box(pick(item, "trackingnumberlist")),
            )
            candidates.setdefault(reference, []).append(numbers)
    return {
        reference: _one_of(several, waybill)
        for reference, several in candidates.items()
    }


def _one_of(several, waybill):
    """The one of ``several`` :class:`TrackNumbers` of a reference that is used, with
    the waybills of the others. Some hosts send an entry for each box of one order:
    these are not other orders.
    """
    best = max(
        several,
        key=lambda each: (
            bool(waybill) and same(each.waybill, waybill),
            bool(each.tracking_number),
        ),
    )
    others = dict.fromkeys(
        each.waybill
        for each in several
        if each.waybill and best.waybill and not same(each.waybill, best.waybill)
    )
    return replace(best, others=tuple(others))


def _by_box(value):
    value = unwrap(value)
    nested = isinstance(value, dict) and any(
        isinstance(item, (dict, list)) for item in value.values()
    )
    if isinstance(value, dict) and not nested and pick(value, "box_number") is None:
        return {
            line(box): line(tracking)
            for box, tracking in value.items()
            if line(tracking)
        }
    pairs = (
        (line(pick(item, "box_number")), _first(item, (*_TRACKING, "tracking_number")))
        for item in objects(value)
    )
    return {box: tracking for box, tracking in pairs if box and tracking}


def number_changes(envelope):
    """:class:`NumberChange` entries, oldest first."""
    changes = [
        NumberChange(
            reference_no=_first(item, _REFERENCE),
            old_number=line(pick(item, "old_shipping_method_no")),
            new_number=line(pick(item, "shipping_method_no")),
            changed_at=moment(pick(item, "create_date")),
        )
        for item in objects(payload(envelope))
        if pick(item, "shipping_method_no")
    ]
    return sorted(
        changes,
        key=lambda change: (
            change.changed_at or datetime.min.replace(tzinfo=timezone.utc)
        ),
    )


def label_source(envelope):
    """The text under ``url``: a link, or a file in base64; ``NotReady`` when there is
    none yet.
    """
    carried = payload(envelope)
    found = [
        pick(source, "url", "label_url", "lable_url")
        for source in (envelope, *objects(carried))
    ]
    found += carried if isinstance(carried, list) else [carried]
    for entry in found:
        source = entry[0] if entry and isinstance(entry, list) else entry
        if isinstance(source, str) and source.strip():
            return source.strip()
    raise NotReady(reason="no_label_yet")


def tracked(envelope, codes):
    """One :class:`TrackedParcel` for each of ``codes``, in order."""
    items = objects(payload(envelope))
    by_code, by_number = {}, {}
    for item in items:
        by_code.setdefault(_first(item, ("Code",)).casefold(), item)
        for keys in (_WAYBILL, _TRACKING):
            by_number.setdefault(_first(item, keys).casefold(), item)
    results = []
    for position, code in enumerate(codes):
        wanted = code.strip().casefold()
        item = by_code.get(wanted) or by_number.get(wanted)
        if (
            item is None
            and len(items) == len(codes)
            and not _first(items[position], ("Code",))
        ):
            item = items[position]
        results.append(_parcel(item or {}, code))
    return results


def _parcel(item, code):
    newest = local_moment(pick(item, "New_date"))
    events = [
        _event(detail, newest) for detail in objects(pick(item, "Detail", "Details"))
    ]
    if not events and newest:
        events = [
            TrackEvent(
                newest,
                identifier(pick(item, "Status")),
                plain(pick(item, "New_Comment"))[:_LONGEST_COMMENT],
            )
        ]
    # The carrier sends the newest event first. Reversing before the stable sort keeps
    # the order of events in the same second.
    known = [event for event in reversed(events) if event]
    return TrackedParcel(
        code=code,
        waybill=_first(item, _WAYBILL),
        tracking_number=_first(item, _TRACKING),
        country=line(pick(item, "Country_code", "CountryCode")).upper(),
        status_code=identifier(pick(item, "Status")).upper(),
        events=tuple(
            sorted(known, key=lambda event: event.occurred_at)[-_MOST_EVENTS:]
        ),
    )


def _event(detail, fallback):
    """An event without a readable time gets the time of the newest event; without that
    time, the event is left out.
    """
    occurred_at = local_moment(pick(detail, "Occur_date")) or fallback
    comment = plain(pick(detail, "Comment"))[:_LONGEST_COMMENT]
    code = identifier(pick(detail, "Status")).upper()
    if not occurred_at or not (comment or code):
        return None
    return TrackEvent(occurred_at, code, comment, line(pick(detail, "track_area")))


def quotes(envelope):
    """The :class:`Quote` of every line with a price in the answer."""
    found = []
    for item in objects(payload(envelope)):
        parts = {
            name: number(pick(item, *FEES[name])) or Decimal(0)
            for name in ("freight", "fuel", "registration", "other")
        }
        total = number(pick(item, "TotalFee"))
        code = identifier(pick(item, "ServiceCode", "product_code"))
        if not code or (total is None and not any(parts.values())):
            continue
        weight = number(pick(item, "ChargeWeight"))
        grams = line(pick(item, "ChargeWeightUnit")).lower() in ("g", "克")
        days_min, days_max = days(pick(item, "Effectiveness"))
        quote = Quote(
            service_code=code,
            total=sum(parts.values()) if total is None else total,
            name_en=line(pick(item, "ServiceEnName")),
            name_cn=line(pick(item, "ServiceCnName")),
            days_min=days_min,
            days_max=days_max,
            billable_weight=weight / 1000 if weight is not None and grams else weight,
            divisor=number(pick(item, "VolumeCharge")),
            tracked=bool(flag(pick(item, "Traceability"))),
            remark=plain(pick(item, "Remark")),
            **parts,
        )
        found.append(quote)
    return found


def charges(envelope, reference_no):
    """:class:`Charges` of an order, ``None`` while the carrier has not rated it.
    Several rows of one order are added up.
    """
    rows = [
        item
        for item in objects(payload(envelope))
        if same(_first(item, _REFERENCE) or reference_no, reference_no)
    ]
    sums = {
        kind: sum(number(pick(row, *keys)) or 0 for row in rows)
        for kind, keys in FEES.items()
    }
    amounts = tuple((kind, Decimal(amount)) for kind, amount in sums.items() if amount)
    total = sum(number(pick(row, "TotalFee")) or 0 for row in rows)
    if not amounts and not total:
        return None
    return Charges(
        reference_no=reference_no,
        amounts=amounts,
        total=Decimal(total or sum(sums.values())),
        settled_weight=number(pick(rows[0], "SettleWeight")),
        waybill=_first(rows[0], _WAYBILL),
        tracking_number=_first(rows[0], _TRACKING),
        country=line(pick(rows[0], "CountryCode")).upper(),
    )


def billing_weights(envelope):
    """:class:`BillingWeight` for each number in the carrier's answer."""
    return [
        BillingWeight(
            _first(item, ("Code",)),
            number(pick(item, "chargeweight")),
            plain(pick(item, "message")),
        )
        for item in objects(payload(envelope))
        if _first(item, ("Code",))
    ]


def services(envelope):
    """The lines of the contract."""
    return [
        Service(
            code=identifier(pick(item, "code")),
            name_en=line(pick(item, "en_name")),
            name_cn=line(pick(item, "cn_name")),
            group=line(pick(item, "group_code")),
            tracked=flag(pick(item, "track_status")),
            **dict(
                zip(("days_min", "days_max"), days(pick(item, "aging")), strict=True)
            ),
            note=plain(pick(item, "note")),
        )
        for item in objects(payload(envelope))[:_MOST_LINES]
        if identifier(pick(item, "code"))
    ]


def countries(envelope):
    """The countries that the carrier delivers to."""
    found = (
        ServedCountry(
            code=identifier(pick(item, "country_code", "CountryCode", "code")).upper(),
            name_en=line(pick(item, "EName", "country_name_en")),
            name_cn=line(pick(item, "CName", "country_name")),
        )
        for item in objects(payload(envelope))
    )
    return [country for country in found if country.code]


def extra_services(envelope):
    """The extra services of a line."""
    return [
        ExtraService(
            code=identifier(pick(item, "extra_service_kind")),
            name_en=line(pick(item, "extra_service_enname")),
            name_cn=line(pick(item, "extra_service_cnname")),
            group=line(pick(item, "extra_service_group")),
            note=plain(pick(item, "extra_service_note")),
        )
        for item in objects(payload(envelope))[:_MOST_OPTIONS]
        if identifier(pick(item, "extra_service_kind"))
    ]


def _first(item, names):
    """The first of ``names`` with a value, as a number or code."""
    return identifier(pick(item, *names))


def _order(envelope, reference_no):
    """The object with the data of an order: the answer itself, or the object inside
    it.
    """
    if _first(envelope, _WAYBILL):
        return envelope
    inner = objects(payload(envelope))
    return next(
        (item for item in inner if same(_first(item, _REFERENCE), reference_no)),
        inner[0] if inner else envelope,
    )
