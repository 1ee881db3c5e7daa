"""The context of every service, and the ways to identify an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import story
from ..answers import Refusal
from ..store import Order, Store


@dataclass(frozen=True)
class Context:
    """`now` is the sandbox's current time, `base_url` the address that the client used,
    without a final slash.
    """

    store: Store
    now: datetime
    profile: dict
    base_url: str

    def find(self, params: dict) -> Order:
        """Return the order of `reference_no` (or its misspelling) and `type`. Raises
        Refusal if there is none.
        """
        code = text(params.get("reference_no") or params.get("refrence_no"))
        if not code:
            raise Refusal("单号不能为空 (reference_no is required)")
        order = self.store.find(code, kind_of(params))
        if not order:
            raise Refusal(f"订单不存在 (no order {code})", code="50002")
        return order

    def numbers(self, order: Order) -> list[str]:
        """Return the order's current tracking numbers, one per box; empty if the line
        has not given them yet, or gives none.
        """
        if not self.profile["separate_number"]:
            return []
        ready = order.created + timedelta(seconds=self.profile["number_after"])
        return story.numbers_now(order, self.now) if ready <= self.now else []


def text(value) -> str:
    """Return a value of any type as trimmed text; "" for nothing.

    Clients write numbers as strings and strings as numbers."""
    return (
        "" if value is None or isinstance(value, (list, dict)) else str(value).strip()
    )


def kind_of(params: dict) -> int | None:
    """Read `type`: 1 waybill, 2 reference, 3 tracking number; other values mean all."""
    kind = text(params.get("type"))
    return int(kind) if kind in ("1", "2", "3") else None


def texts(value) -> list[str]:
    """Return a list of codes that was sent as a list, as one text, or joined by
    commas.
    """
    if isinstance(value, str):
        value = value.split(",")
    return [
        code
        for code in map(text, value if isinstance(value, list) else [value])
        if code
    ]


def references_of(params) -> list[str]:
    """Return all numbers of orders in a request, for the log."""
    if isinstance(params, list):
        return [code for entry in params for code in references_of(entry)]
    if not isinstance(params, dict):
        return []
    keys = (
        "reference_no",
        "refrence_no",
        "reference_nos",
        "codes",
        "order_code",
        "shipper_hawbcode",
    )
    return [code for key in keys for code in texts(params.get(key))]
