# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Duties and import VAT in a statement, compared with the customs declaration."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

ZERO, CENT = Decimal(0), Decimal("0.01")

DUTY, VAT = "ddp_duty", "import_vat"


@dataclass(frozen=True)
class DeclaredDuty:
    """What is due at the border by the declaration: ``amount`` in the currency of the
    card, ``stated`` with the currency of the law, such as EUR 6, for ``items`` declared
    items; ``exchanged`` where these are two currencies.
    """

    amount: Decimal
    stated: str
    items: int
    exchanged: bool = False

    def spread(self, tolerance):
        """How much the billed amount may differ by the exchange rate."""
        return self.amount * tolerance.exchange / 100 if self.exchanged else ZERO


@dataclass(frozen=True)
class DeclaredVat:
    """The import VAT that is due by the declaration, ``amount`` in the currency of the
    card.

    ``paid``: the name of the scheme under which none is due at the border, such as
    IOSS; ``exempt``: by it the goods are free of tax, else the tax was paid at the
    sale.

    ``duty_known``: the duty is in ``amount``. Else the declaration does not tell it,
    and the duty that was billed has the VAT rate ``mean_rate``, in per cent. ``stated``
    has the numbers of the calculation as text, by name.
    """

    amount: Decimal
    items: int = 1
    exchanged: bool = False
    duty_known: bool = True
    mean_rate: Decimal = ZERO
    stated: Mapping[str, object] | None = None
    paid: str = ""
    exempt: bool = False

    def spread(self, amount, tolerance):
        """How much ``amount`` may differ: by the exchange rate, else as customs rounds
        each item.
        """
        if self.paid:
            return ZERO
        if self.exchanged:
            return amount * tolerance.exchange / 100
        return CENT * self.items


class Compared(NamedTuple):
    """``expected`` is what may be billed now, ``over`` what is billed more. ``code`` is
    "" when both agree, else the reason with its ``params``.
    """

    expected: Decimal
    over: Decimal
    code: str
    params: Mapping[str, object]


def compare(kind, amount, case, tolerance):
    """``Compared`` of the ``amount`` that is billed now as ``kind``, one of the duties
    of ``case`` (``verdict.Case``).
    """
    if kind == VAT:
        return _vat(amount, case, tolerance)
    return _duty(amount, case, tolerance)


def _duty(amount, case, tolerance):
    declared, before = case.duties[DUTY], case.earlier.get(DUTY, ZERO)
    if not before and _is_in_one(case, case.earlier.get(VAT, ZERO), tolerance):
        before = declared.amount
    expected = declared.amount - before
    over = amount - expected
    if over and _near(over, expected, declared.spread(tolerance), tolerance):
        return Compared(expected, over, "tolerated", {"amount": over})
    params = {
        "kind": DUTY,
        "billed": amount + before,
        "expected": declared.amount,
        "items": declared.items,
        "stated": declared.stated,
    }
    return Compared(expected, over, "wrong_duty" if over else "", params)


def _is_in_one(case, vat, tolerance):
    """Whether the amount ``vat`` is the VAT and the duty of the declaration."""
    duty, declared = case.duties.get(DUTY), case.duties.get(VAT)
    if not duty or not declared:
        return False
    both = declared.amount + duty.amount
    spread = both * tolerance.in_one / 100 if duty.exchanged else CENT * duty.items
    return abs(vat - both) <= spread


def _vat(amount, case, tolerance):
    declared, duty = case.duties[VAT], _billed_duty(case)
    before = case.earlier.get(VAT, ZERO)
    more = ZERO if declared.duty_known else duty * declared.mean_rate / 100
    whole = (declared.amount + more).quantize(CENT, ROUND_HALF_UP)
    expected = whole - before
    over = amount - expected
    if not over:
        return Compared(expected, over, "", {})
    if _near(over, expected, declared.spread(whole, tolerance), tolerance):
        return Compared(expected, over, "tolerated", {"amount": over})
    params = {"kind": VAT, "billed": amount + before, "expected": whole}
    if not duty and _is_in_one(case, amount + before, tolerance):
        own = case.duties[DUTY].amount
        params["duty"] = own
        return Compared(expected + own, over - own, "tax_in_one", params)
    if declared.paid:
        params = {**params, "scheme": declared.paid, "exempt": declared.exempt}
        return Compared(expected, over, "vat_not_due", params)
    params |= declared.stated or {}
    if not declared.duty_known and duty:
        params["duty"] = duty
    # No tariff is as high as the goods are worth.
    if not declared.duty_known and not duty and ZERO < over <= whole:
        return Compared(expected, over, "vat_or_duty", params)
    return Compared(expected, over, "wrong_vat", params)


def _billed_duty(case):
    """The duty of this statement and of earlier ones."""
    money = case.card.card.currency
    return case.earlier.get(DUTY, ZERO) + sum(
        (
            charge.amount
            for charge in case.charges
            if charge.kind == DUTY and charge.currency == money and not charge.twice
        ),
        ZERO,
    )


def _near(difference, expected, spread, tolerance):
    return tolerance.allows(difference, expected) or abs(difference) <= spread
