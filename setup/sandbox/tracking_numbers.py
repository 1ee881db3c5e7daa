"""Waybills and tracking numbers in the form of real ones, derived from the order's id,
never random.
"""

from __future__ import annotations

import re

from .lines import LAST_MILE, Country, Line, last_mile_carrier

_SPREAD = 3_141_592_653_589_793
"""It has no common factor with 10: multiplied by it modulo a power of ten, each number
becomes a different one of the same length, without a visible pattern.
"""


def waybill(order_id: int) -> str:
    return f"LSAAA{order_id:07d}YQ"


def box_numbers(order_id: int, boxes: int, line: Line, country: Country) -> list[dict]:
    """Return per box `{"first": …, "last": …}`: the number of the line, and the number
    of the last mile.
    """
    carrier = LAST_MILE[last_mile_carrier(country, order_id)]
    numbers = []
    for box in range(boxes):
        seed = order_id * 100 + box
        first = _s10(seed) if line.number == "S10" else _fill(line.number, seed)
        last = (
            _fill(carrier["number"], seed, carrier.get("check"))
            if line.renumbers
            else first
        )
        numbers.append({"first": first, "last": last})
    return numbers


def _digits(seed: int, width: int) -> str:
    return f"{seed * _SPREAD % 10**width:0{width}d}"


def _fill(pattern: str, seed: int, check: str | None = None) -> str:
    """Replace the `#` by digits; with `check`, add a modulo-10 check digit over all of
    them.
    """
    number = re.sub("#+", lambda run: _digits(seed, len(run[0])), pattern)
    return number + _mod10(number) if check == "mod10" else number


def _mod10(digits: str) -> str:
    """GS1: weights 3, 1, 3 … from the right."""
    total = sum(
        int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits))
    )
    return str(-total % 10)


def _s10(seed: int) -> str:
    """Return the number of a registered item, UPU S10: `RR`, eight digits, a check
    digit with weights 8 6 4 2 3 5 9 7, `CN`.
    """
    serial = _digits(seed, 8)
    rest = (
        11
        - sum(int(d) * w for d, w in zip(serial, (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
        % 11
    )
    return f"RR{serial}{ {10: 0, 11: 5}.get(rest, rest) }CN"
