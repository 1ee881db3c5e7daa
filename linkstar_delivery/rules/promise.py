# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""When a parcel is promised to arrive, from the days of the line or from our own
history, with holidays and peak seasons. Days are calendar days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

#: With fewer delivered parcels of a lane, the days of the line are used.
LEAST_PARCELS = 20
#: The number of days of history that counts.
HISTORY_DAYS = 90
LINE, HISTORY = "line", "history"
PEAK, CLOSED_ORIGIN, CLOSED_DESTINATION = "peak", "closed_origin", "closed_destination"
_DAY = timedelta(days=1)
_SATURDAY = 5
#: More days than any calendar has in one piece: a search for an open day ends.
_MOST_DAYS = 366


@dataclass(frozen=True)
class Period:
    """A dated rule of the calendar, from ``first`` to ``last`` (both included).

    ``kind``: ``PEAK`` (parcels sent in it to ``countries`` take ``extra`` days more),
    ``CLOSED_ORIGIN`` (nobody sends parcels from ``countries``), ``CLOSED_DESTINATION``
    (nobody delivers parcels in ``countries``). No ``countries``: all of them.
    """

    kind: str
    first: date
    last: date
    extra: int = 0
    countries: frozenset = frozenset()

    def covers(self, day, country):
        return self.first <= day <= self.last and (
            not self.countries or country in self.countries
        )


@dataclass(frozen=True)
class History:
    """The days of delivered ``parcels`` of one lane: the median and the 90th
    percentile.
    """

    parcels: int = 0
    median: int = 0
    ninetieth: int = 0

    @property
    def enough(self):
        return self.parcels >= LEAST_PARCELS


@dataclass(frozen=True)
class Promise:
    """``usual``: when a parcel usually arrives. ``latest``: the day that is promised.
    ``source``: ``LINE`` or ``HISTORY``. ``sent``: the day on which it is sent.
    ``extra``: days of a peak season that are included.
    """

    usual: date
    latest: date
    source: str
    sent: date
    extra: int = 0


def percentile(values, share):
    """The smallest of ``values`` that at least ``share`` of them do not exceed (the
    nearest rank, as ``percentile_disc`` of the database).

    :raise ValueError: without values, or if the share is not above 0 and at most 1
    """
    share = Fraction(str(share))
    if not values or not 0 < share <= 1:
        raise ValueError("a percentile needs values, and a share above 0 and up to 1")
    ordered = sorted(values)
    return ordered[-(-len(ordered) * share.numerator // share.denominator) - 1]


def history_of(days):
    """The :class:`History` of the whole ``days`` of delivered parcels."""
    if not days:
        return History()
    return History(len(days), percentile(days, "0.5"), percentile(days, "0.9"))


def _closed(day, country, kind, calendar):
    return any(each.kind == kind and each.covers(day, country) for each in calendar)


def working_day(day, country, calendar, kind=CLOSED_ORIGIN):
    """The first day from ``day`` on, that day included, from Monday to Friday and not
    closed in ``country``.
    """
    for _ in range(_MOST_DAYS):
        if day.weekday() < _SATURDAY and not _closed(day, country, kind, calendar):
            break
        day += _DAY
    return day


def sending_day(start, handling, origin, calendar):
    """The day on which an order of the day ``start`` is sent: after ``handling``
    working days in the country ``origin``.
    """
    day = working_day(start, origin, calendar)
    for _ in range(max(0, handling)):
        day = working_day(day + _DAY, origin, calendar)
    return day


def _arrival(day, country, calendar):
    for _ in range(_MOST_DAYS):
        if not _closed(day, country, CLOSED_DESTINATION, calendar):
            break
        day += _DAY
    return day


def promise(start, handling, origin, country, line_days, history, calendar):
    """The :class:`Promise` for an order of the day ``start``.

    :param handling: working days until the parcel is sent
    :param line_days: (minimum, maximum) of the line; 0: not known
    :param history: the :class:`History` of the lane
    :param calendar: iterable of :class:`Period`
    :return: ``None`` where neither the line nor the history says how long it takes
    """
    calendar = tuple(calendar)
    shortest, longest = (max(0, days or 0) for days in line_days)
    if history.enough:
        usual, latest, source = history.median, history.ninetieth, HISTORY
    elif longest or shortest:
        latest = max(shortest, longest)
        usual, source = min(shortest or latest, latest), LINE
    else:
        return None
    sent = sending_day(start, handling, origin, calendar)
    extra = max(
        (e.extra for e in calendar if e.kind == PEAK and e.covers(sent, country)),
        default=0,
    )
    return Promise(
        _arrival(sent + timedelta(days=usual + extra), country, calendar),
        _arrival(sent + timedelta(days=latest + extra), country, calendar),
        source,
        sent,
        extra,
    )
