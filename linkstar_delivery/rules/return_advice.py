# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is best done with goods that come back: bring them home, scrap them, or send
them to the buyer again.
"""

from dataclasses import dataclass
from decimal import Decimal

HOME, SCRAP, AGAIN = "home", "scrap", "again"


@dataclass(frozen=True)
class ReturnAmounts:
    """Amounts of the goods of a return, in one currency and not negative. ``None``: not
    known.
    """

    #: What the goods cost the merchant.
    cost: Decimal | None
    #: What bringing them home costs.
    home: Decimal | None
    #: What having them destroyed costs.
    scrap: Decimal = Decimal(0)
    #: What the buyer paid for them, without tax.
    price: Decimal | None = None
    #: What sending them to the buyer again costs.
    again: Decimal | None = None


@dataclass(frozen=True)
class ReturnAdvice:
    """``best``: HOME, SCRAP, AGAIN, or "" where too little is known. ``results``: {way:
    what the merchant has afterwards}, of all ways that can be calculated. ``missing``:
    names of the amounts that must be known for an advice.
    """

    best: str
    results: dict
    missing: tuple = ()

    @property
    def better_by(self):
        """How much better the best way is than the next one; 0 without another way."""
        ranked = sorted(self.results.values(), reverse=True)
        return ranked[0] - ranked[1] if len(ranked) > 1 else 0.0


def advise(amounts, may_send_again):
    """The :class:`ReturnAdvice` for ``amounts``.

    Goods that come home are worth what they cost, and the buyer gets the money back.
    Goods that are sent again leave what the buyer paid. Equal results: home, because
    it leaves all ways open.

    :param may_send_again: whether the buyer still wants the goods
    :raise ValueError: for amounts below 0
    """
    known = [amount for amount in vars(amounts).values() if amount is not None]
    if any(amount < 0 for amount in known):
        raise ValueError("amounts must not be negative")
    missing = tuple(name for name in ("cost", "home") if vars(amounts)[name] is None)
    if missing:
        return ReturnAdvice("", {}, missing)
    results = {HOME: amounts.cost - amounts.home, SCRAP: -amounts.scrap}
    if may_send_again and None not in (amounts.price, amounts.again):
        results[AGAIN] = amounts.price - amounts.again
    # The first of equal ones.
    return ReturnAdvice(max(results, key=results.get), results)
