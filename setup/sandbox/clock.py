"""The sandbox's own time: the real time plus an offset that a test can change. It is
saved in the store.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The time zone of all times of the carrier (China has no daylight saving time)."""


def wall() -> datetime:
    """Return the real time, aware, UTC."""
    return datetime.now(timezone.utc)


def china_text(moment: datetime) -> str:
    """Return `YYYY-MM-DD HH:MM:SS` in China time without a zone, the form of all times
    on the wire.
    """
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def parse_china(text: str) -> datetime:
    """Reverse :func:`china_text`; a date without a time is midnight. Raises
    ValueError.
    """
    return datetime.fromisoformat(text.strip()).replace(tzinfo=CHINA)


class Clock:
    """`store` contains the offset in seconds as `clock_offset`, and the offset after a
    reset as `clock_start`.
    """

    def __init__(self, store):
        self.store = store

    def start_at(self, moment: datetime) -> None:
        """Set the clock to `moment`, now and after every reset."""
        self.store.put("clock_start", (moment - wall()).total_seconds())
        self.reset()

    def reset(self) -> None:
        self.store.put("clock_offset", self.store.get("clock_start", 0.0))

    @property
    def offset(self) -> float:
        return self.store.get("clock_offset", 0.0)

    def now(self) -> datetime:
        """Return the sandbox's current time, aware, UTC."""
        return wall() + timedelta(seconds=self.offset)

    def advance(self, hours: float) -> None:
        self.store.put("clock_offset", self.offset + hours * 3600)

    def set(self, moment: datetime) -> None:
        """Return an aware moment; China time without a zone."""
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=CHINA)
        self.store.put("clock_offset", (moment - wall()).total_seconds())

    def describe(self) -> dict:
        now = self.now()
        return {
            "now": now.astimezone(CHINA).isoformat(timespec="seconds"),
            "utc": now.isoformat(timespec="seconds"),
            "offset_hours": round(self.offset / 3600, 4),
        }
