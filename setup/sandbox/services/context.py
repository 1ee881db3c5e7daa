"""What every service gets, and how the interface names orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import story
from ..answers import Refusal
from ..store import Order, Store


@dataclass(frozen=True)
class Context:
    """`now` is the sandbox's present, `base_url` the address the client used, without a final slash."""

    store: Store
    now: datetime
    profile: dict
    base_url: str

    def find(self, params: dict) -> Order:
        """The order that `reference_no` (or its misspelling) and `type` name. Raises Refusal when there is none."""
        code = text(params.get("reference_no") or params.get("refrence_no"))
        if not code:
            raise Refusal("单号不能为空 (reference_no is required)")
        order = self.store.find(code, kind_of(params))
        if not order:
            raise Refusal(f"订单不存在 (no order {code})", code="50002")
        return order

    def numbers(self, order: Order) -> list[str]:
        """The order's tracking numbers now, one a box; empty while the line has not given them, or gives none."""
        if not self.profile["separate_number"]:
            return []
        ready = order.created + timedelta(seconds=self.profile["number_after"])
        return story.numbers_now(order, self.now) if ready <= self.now else []


def text(value) -> str:
    """A value of any shape as trimmed text; nothing is "".

    Clients write numbers as strings and strings as numbers."""
    return "" if value is None or isinstance(value, (list, dict)) else str(value).strip()


def kind_of(params: dict) -> int | None:
    """`type`: 1 waybill, 2 reference, 3 tracking number; anything else tries all."""
    kind = text(params.get("type"))
    return int(kind) if kind in ("1", "2", "3") else None


def texts(value) -> list[str]:
    """A list of codes, sent as a list, as one text, or joined by commas."""
    if isinstance(value, str):
        value = value.split(",")
    return [code for code in map(text, value if isinstance(value, list) else [value]) if code]


def references_of(params) -> list[str]:
    """Every number of an order that a request names, for the log."""
    if isinstance(params, list):
        return [code for entry in params for code in references_of(entry)]
    if not isinstance(params, dict):
        return []
    keys = ("reference_no", "refrence_no", "reference_nos", "codes", "order_code", "shipper_hawbcode")
    return [code for key in keys for code in texts(params.get(key))]
