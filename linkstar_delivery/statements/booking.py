# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The amounts of a statement as few lines of a vendor bill: one for each kind of charge
and analytic key, rounded so that they add up to the statement.

An analytic key is a tuple of pairs (ids of accounts as text, per cent); ``()`` is none.
"""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

NONE = ()
_ALL = Decimal(100)
ZERO = Decimal(0)


def parts(distribution):
    """[(analytic key, share of 1)] of an analytic distribution {ids: per cent}.

    Up to 100 per cent, each of its accounts is a part of its own, so that the orders of
    a statement share few keys. Above, as with two plans side by side, it stays whole.
    """
    known = {
        ids: Decimal(str(percent))
        for ids, percent in (distribution or {}).items()
        if percent
    }
    total = sum(known.values(), ZERO)
    if not known:
        return [(NONE, Decimal(1))]
    if total > _ALL or min(known.values()) < 0:
        return [(tuple(sorted((ids, float(each)) for ids, each in known.items())), 1)]
    found = [(((ids, 100.0),), each / _ALL) for ids, each in sorted(known.items())]
    if total < _ALL:
        found.append((NONE, 1 - total / _ALL))
    return found


def combined(lines):
    """[(analytic key, share of 1)] of several order lines, each a distribution and a
    weight; without any weight, all lines count the same.
    """
    lines = [
        (distribution, max(Decimal(weight), ZERO)) for distribution, weight in lines
    ]
    total = sum((weight for _distribution, weight in lines), ZERO)
    if not lines:
        return [(NONE, Decimal(1))]
    shares = defaultdict(Decimal)
    for distribution, weight in lines:
        portion = weight / total if total else Decimal(1) / len(lines)
        for key, share in parts(distribution):
            shares[key] += portion * share
    return [(key, share) for key, share in sorted(shares.items()) if share]


def lines(amounts, places=2):
    """{(kind, analytic key): amount} of ``amounts``, pairs of a kind, an amount and its
    parts as ``combined`` returns them; with ``places`` decimals. The sum is the rounded
    sum of all amounts, whatever the parts are.
    """
    exact, total = defaultdict(Decimal), ZERO
    for kind, amount, shares in amounts:
        total += amount
        for key, share in shares:
            exact[kind, key] += amount * share
    unit = Decimal(1).scaleb(-places)
    wanted = total.quantize(unit, ROUND_HALF_UP)
    rounded = {
        each: value.quantize(unit, ROUND_HALF_UP) for each, value in exact.items()
    }
    left = wanted - sum(rounded.values(), ZERO)
    step = unit.copy_sign(left)
    # Where rounding took or gave most, it is undone first.
    order = sorted(exact, key=lambda each: (rounded[each] - exact[each]) * step)
    for each in order[: int(abs(left) / unit)]:
        rounded[each] += step
    return {each: value for each, value in sorted(rounded.items()) if value}
