# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Stores tracking events and calculates where the parcels are. The number of
statements does not depend on the number of shipments and events.
"""

from datetime import timedelta, timezone

from odoo import fields

from ..api import values
from ..lifecycle import tracking as lifecycle
from . import goods, notices
from .states import COMES_BACK, most_urgent

#: An event this long before the shipment was created is about an earlier parcel with
#: the same number. Clocks of other time zones differ by less.
_BEFORE_LABEL = timedelta(days=2)
#: An event this long after the final state is about a later parcel with the same
#: number. Returns of delivered parcels begin earlier.
_AFTER_END = timedelta(days=180)
_LONGEST_TEXT = 2000
_EVENT_FIELDS = (
    "shipment_id",
    "parcel_id",
    "occurred_at",
    "code",
    "text",
    "place",
    "source",
    "tracking_state",
    "correction",
    "unknown",
    "create_date",
)


def store(env, received, source):
    """See ``linkstar.tracking.event._store``."""
    shipments = env["linkstar.shipment"].browse([each.id for each in received])
    _fetch(shipments)
    boxes, events = _boxes(shipments), _events(shipments)
    known = {
        _key(e.shipment_id, e.parcel_id, e.occurred_at, e.code, e.text): e
        for e in events
    }
    new = {}
    for shipment, histories in zip(shipments, received.values(), strict=True):
        for history in histories:
            parcel = _parcel_of(history, boxes[shipment])
            for event in _own_events(shipment, history.events):
                key = _key(shipment, parcel, _in_utc(event), event.code, _text(event))
                if key not in known:
                    new.setdefault(key, _values(shipment, parcel, event, source))
                elif event.place and not known[key].place:
                    known[key].place = event.place
    created = events.create(list(new.values()))
    # The parcel travels: the answer to a request to cancel it is outdated.
    created.shipment_id.filtered(
        lambda s: s.state == "ready" and s.happened
    ).happened = False
    read(shipments, boxes, events | created)
    for shipment, histories in zip(shipments, received.values(), strict=True):
        for history in histories:
            parcel = _parcel_of(history, boxes[shipment])
            _take_number(shipment, parcel, history.tracking_number, source)
            newest = max(
                _own_events(shipment, history.events), key=_in_utc, default=None
            )
            shipment._take_tracked_interception(newest)
    return created


def read_again(shipments):
    """Read all events of ``shipments`` with the current rules, and calculate where
    their parcels are.
    """
    _fetch(shipments)
    read(shipments, _boxes(shipments), _events(shipments))


def read(shipments, boxes, events):
    """Read ``events``, all events of ``shipments``, with the current rules, and write
    the tracking states of the shipments and of their ``boxes``, {shipment: parcels}.
    A shipment without any known event stays unchanged.
    """
    of_shipment = {shipment: [] for shipment in shipments}
    rules = events.env["linkstar.tracking.rule"]
    for event in events:
        if event.source != "person":
            reading = rules._read_event(
                event.code, event.text, event.shipment_id.service_id.code_list
            )
            for name, value in _meaning(reading).items():
                if event[name] != value:
                    event[name] = value
        of_shipment[event.shipment_id].append(event)
    now = fields.Datetime.now()
    moved, news, back = shipments.browse(), {}, []
    for shipment, own in of_shipment.items():
        before = shipment.tracking_state
        said = any(event.tracking_state or event.correction for event in own)
        if said and _take_positions(shipment, boxes[shipment], own, now):
            moved |= shipment
        if shipment.tracking_state != before:
            news[shipment] = _since(shipment, boxes[shipment], now)
            if not COMES_BACK.isdisjoint((before, shipment.tracking_state)):
                back.append(shipment)
    goods.roll_up(moved)
    notices.note(news)
    if back:
        events.env["linkstar.return"]._follow(shipments.browse().concat(*back))


def _since(shipment, parcels, now):
    """Since when ``shipment`` has its state: the latest of its parcels."""
    there = parcels.filtered(lambda p: p.tracking_state == shipment.tracking_state)
    return max(filter(None, there.mapped("state_since")), default=now)


def _fetch(shipments):
    shipments.fetch(
        [
            "company_id",
            "service_id",
            "account_id",
            "picking_id",
            "state",
            "happened",
            "tracking_state",
            "tracking_number",
            "waybill",
            "earlier_numbers",
            "booked_at",
            "ended_at",
            "charge_at",
            "poll_at",
            "create_date",
            "intercept_state",
            "lease",
            "cancel_requested",
        ]
    )


def _boxes(shipments):
    found = shipments.env["linkstar.parcel"].search_fetch(
        [("shipment_id", "in", shipments.ids)],
        ["shipment_id", "tracking_number", "tracking_state", "state_since"],
    )
    grouped = found.grouped("shipment_id")
    return {shipment: grouped.get(shipment, found.browse()) for shipment in shipments}


def _events(shipments):
    return shipments.env["linkstar.tracking.event"].search_fetch(
        [("shipment_id", "in", shipments.ids)], _EVENT_FIELDS
    )


def _parcel_of(history, parcels):
    """The one of several ``parcels`` of a shipment that ``history`` is about; no
    record: all of them.
    """
    asked = history.code.strip().upper()
    if len(parcels) < 2 or not asked:
        return parcels.browse()
    return parcels.filtered(lambda p: (p.tracking_number or "").upper() == asked)[:1]


def _own_events(shipment, events):
    """Those of ``events`` that can be about ``shipment``: no number was used by
    another parcel at that time.
    """
    earliest = shipment.create_date - _BEFORE_LABEL
    latest = shipment.ended_at and shipment.ended_at + _AFTER_END
    for event in events:
        if not event.occurred_at or not (event.code or event.text):
            continue
        moment = _in_utc(event)
        if moment >= earliest and (not latest or moment <= latest):
            yield event


def _in_utc(event):
    moment = event.occurred_at
    if moment.tzinfo:
        moment = moment.astimezone(timezone.utc).replace(tzinfo=None)
    return moment.replace(microsecond=0)


def _text(event):
    return values.plain(event.text)[:_LONGEST_TEXT]


def _key(shipment, parcel, moment, code, text):
    return shipment.id, parcel.id, moment, code or "", text or ""


def _values(shipment, parcel, event, source):
    zone = event.occurred_at.tzinfo
    reading = shipment.env["linkstar.tracking.rule"]._read_event(
        event.code, _text(event), shipment.service_id.code_list
    )
    return {
        "shipment_id": shipment.id,
        "parcel_id": parcel.id,
        "occurred_at": _in_utc(event),
        "local_time": zone and event.occurred_at.isoformat(" ", "seconds"),
        "code": event.code,
        "text": _text(event),
        "place": event.place,
        "source": source,
        **_meaning(reading),
    }


def _meaning(reading):
    return {
        "tracking_state": reading.known or False,
        "correction": reading.correction,
        "unknown": not (
            reading.source
            or reading.correction
            or reading.modifiers
            or reading.event == "noinfo"
        ),
    }


def _take_positions(shipment, parcels, events, now):
    """Write where ``shipment`` and its ``parcels`` are, by all of its ``events``.

    :return: whether a parcel has another state than before
    """
    positions, moved = [], False
    for parcel, own in of_parcels(parcels, events):
        position = lifecycle.position(own)
        positions.append(position)
        if parcel and parcel.tracking_state != position.state:
            parcel.tracking_state = position.state
            parcel.state_since = position.since or False
            moved = True
    _take_state(shipment, positions, now)
    return moved


def of_parcels(parcels, events):
    """Pairs of each of the ``parcels`` of a shipment and what is known of it: a list of
    ``lifecycle.Event`` of the shipment's ``events``. One pair with no record where
    there are no parcels.
    """
    # The carrier sends the events of all parcels under the number of the order, too.
    apart = {_said(event) for event in events if event.parcel_id}
    of_all = [event for event in events if not event.parcel_id]
    of_others = [event for event in of_all if _said(event) in apart]
    of_all = [event for event in of_all if _said(event) not in apart]
    for parcel in parcels or [parcels]:
        own = [
            event for event in events if event.parcel_id and event.parcel_id == parcel
        ]
        # Without events of its own, a parcel is where the others are, but it is not
        # known to have arrived.
        own = own or [e for e in of_others if e.tracking_state not in lifecycle.ENDS]
        yield parcel, [_event(event) for event in (*of_all, *own)]


def _said(event):
    return event.occurred_at, event.code, event.text


def _event(event):
    return lifecycle.Event(
        event.occurred_at,
        event.tracking_state or "",
        event.correction,
        event.code or "",
        event.text or "",
        event.create_date,
    )


def _take_state(shipment, positions, now):
    state = most_urgent(position.state for position in positions)
    over = all(position.over for position in positions)
    if state != shipment.tracking_state:
        shipment.tracking_state = state
        if over or state == "returning":
            # The charges for a return or a duty are billed later than the freight.
            soon = now + timedelta(days=1)
            shipment.charge_at = min(shipment.charge_at or soon, soon)
    if over != bool(shipment.ended_at):
        shipment.ended_at = over and now


def _take_number(shipment, parcel, number, source):
    """Take over the local carrier's number; the earlier one stays searchable. Messages
    can be late, so one with an earlier number changes nothing; an answer is of now.
    """
    if not number or number in (shipment.tracking_number, shipment.waybill):
        return
    if source != "poll" and number.upper() in (shipment.earlier_numbers or "").split():
        return
    if not parcel:
        shipment.tracking_number = number
        shipment._show_number()
    elif number != parcel.tracking_number:
        parcel.tracking_number = number
