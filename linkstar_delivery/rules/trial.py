# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the first parcels of a line on trial show: days per stage, late, lost."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .promise import percentile

_LOST = ("lost", "destroyed")
_BACK = ("returning", "returned")


@dataclass(frozen=True)
class Trip:
    """The trip of one parcel.

    ``began``: pairs of the name of a stage and when it began, in the order of the trip;
    stages that nothing was reported of are left out. ``end``: the tracking state in
    which the trip ended, "" while it goes on. ``arrived``: the day of the delivery.
    """

    began: tuple[tuple[str, datetime], ...]
    promised: date | None = None
    arrived: date | None = None
    end: str = ""


@dataclass(frozen=True)
class Days:
    """How long ``parcels`` parcels took: half of them ``usual`` or less, nine of ten
    ``ninetieth`` or less.
    """

    parcels: int
    usual: timedelta
    ninetieth: timedelta


@dataclass(frozen=True)
class Report:
    """``whole``: from the first stage to the delivery, None before the first one.
    ``stages``: pairs of a stage and its :class:`Days`, in the order of the trip.
    """

    counted: int
    arrived: int
    late: int
    lost: int
    returned: int
    under_way: int
    whole: Days | None
    stages: tuple[tuple[str, Days], ...]


def report(trips, today):
    """The :class:`Report` of ``trips`` on the day ``today``."""
    trips = tuple(trips)
    ended = [trip.end for trip in trips]
    arrived = [trip for trip in trips if trip.end == "delivered"]
    whole = [
        trip.began[-1][1] - trip.began[0][1]
        for trip in arrived
        if len(trip.began) > 1 and trip.began[-1][0] == "delivered"
    ]
    return Report(
        counted=len(trips),
        arrived=len(arrived),
        late=sum(_is_late(trip, today) for trip in trips),
        lost=sum(end in _LOST for end in ended),
        returned=sum(end in _BACK for end in ended),
        under_way=ended.count(""),
        whole=_days(whole),
        stages=_stages(trips),
    )


def _is_late(trip, today):
    if not trip.promised or trip.end not in ("", "delivered"):
        return False
    return (trip.arrived or today) > trip.promised


def _stages(trips):
    """A stage takes until the next one of which something was reported."""
    taken = {}
    for trip in trips:
        for (stage, start), (_next, end) in zip(
            trip.began, trip.began[1:], strict=False
        ):
            taken.setdefault(stage, []).append(max(timedelta(0), end - start))
    order = list(dict.fromkeys(stage for trip in trips for stage, _at in trip.began))
    return tuple((stage, _days(taken[stage])) for stage in order if stage in taken)


def _days(taken):
    if not taken:
        return None
    return Days(len(taken), percentile(taken, "0.5"), percentile(taken, "0.9"))


def is_finished(wanted, found, last_booked, now, longest):
    """Whether a trial of ``wanted`` parcels has its result.

    :param found: the :class:`Report`
    :param last_booked: when the last parcel of the trial was booked, or None
    :param longest: the timedelta after which nobody waits for the rest
    """
    if found.counted < wanted:
        return False
    return not found.under_way or last_booked <= now - longest
