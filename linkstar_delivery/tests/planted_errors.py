# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A large statement with errors of each kind, and what the check must say about each of
its parcels.

The card: 50 a kg to Germany, 70 to France, 60 to Germany until February; 18 a parcel,
8 % fuel. A duty of 24 is declared for each parcel. The VAT was paid at the sale under
IOSS, but for the parcels ``taxed``: an import VAT of 17.12 is due for each of them.
"""

from decimal import Decimal
from typing import NamedTuple

DUTY = Decimal(24)
#: 19 % of goods of EUR 7.00, transport of EUR 1.25 and the duty of EUR 3.00, at 8.
VAT = Decimal("17.12")
_EACH = 20


class Planted(NamedTuple):
    """``lines`` are the parcel's rows in the statement; ``weight`` is the measured one;
    ``standing``: "" or "unknown" (no such shipment), "cancelled". ``expected``:
    (verdict, amount to dispute, codes of reasons). ``taxed``: declared without IOSS.
    """

    number: int
    weight: Decimal
    lines: tuple
    standing: str
    expected: tuple
    taxed: bool = False


def right(weight, price=50):
    """The amounts of a parcel at ``price`` a kg."""
    freight = price * weight
    return {"freight": freight, "registration": Decimal(18), "fuel": freight * 8 / 100}


def _weight(parcel, weight):
    heavier = weight + Decimal("0.2")
    parcel.weight, parcel.charges = str(heavier), right(heavier)
    return "dispute", Decimal("10.8"), ["wrong_weight"]


def _price(parcel, weight):
    parcel.charges["freight"] += 5
    return "dispute", Decimal(5), ["wrong_price"]


def _zone(parcel, weight):
    parcel.charges = right(weight, 70)
    return "dispute", weight * Decimal("21.6"), ["wrong_zone"]


def _surcharge(parcel, weight):
    parcel.charges["remote_area"] = Decimal(20)
    return "dispute", Decimal(20), ["wrong_surcharge"]


def _old_card(parcel, weight):
    parcel.charges = right(weight, 60)
    return "dispute", weight * Decimal("10.8"), ["outdated_card"]


def _row_total(parcel, weight):
    parcel.total = str(sum(parcel.charges.values()) + 3)
    return "dispute", Decimal(3), ["row_total"]


def _missing(parcel, weight):
    del parcel.charges["registration"]
    return "below", Decimal(0), ["missing"]


def _cent(parcel, weight):
    parcel.charges["freight"] += Decimal("0.01")
    return "tolerated", Decimal(0), ["tolerated"]


def _return(parcel, weight):
    parcel.charges["return"] = Decimal(15)
    return "unknown", Decimal(0), ["not_on_card"]


def _duty(parcel, weight):
    parcel.charges["ddp_duty"] = 2 * DUTY
    return "dispute", DUTY, ["wrong_duty"]


def _right_duty(parcel, weight):
    parcel.charges["ddp_duty"] = DUTY
    return "agrees", Decimal(0), []


def _two_errors(parcel, weight):
    parcel.charges["freight"] += 5
    parcel.charges["ddp_duty"] = 2 * DUTY
    return "dispute", DUTY + 5, ["wrong_price", "wrong_duty"]


def _paid_vat(parcel, weight):
    parcel.charges["import_vat"] = Decimal(40)
    return "dispute", Decimal(40), ["vat_not_due"]


def _taxes_are_the_duty(parcel, weight):
    parcel.charges["import_vat"] = DUTY
    return "tolerated", Decimal(0), ["tax_in_one"]


def _vat_rate(parcel, weight):
    # 21 % instead of 19 %.
    parcel.charges |= {"ddp_duty": DUTY, "import_vat": Decimal("18.88")}
    return "dispute", Decimal("1.76"), ["wrong_vat"]


def _right_vat(parcel, weight):
    parcel.charges |= {"ddp_duty": DUTY, "import_vat": VAT}
    return "agrees", Decimal(0), []


def _taxes_in_one(parcel, weight):
    parcel.charges["import_vat"] = VAT + DUTY
    return "tolerated", Decimal(0), ["tax_in_one"]


def _low_vat(parcel, weight):
    parcel.charges |= {"ddp_duty": DUTY, "import_vat": Decimal("6.32")}
    return "below", Decimal(0), ["wrong_vat"]


def _all_of(code):
    def plant(parcel, weight):
        return "dispute", sum(parcel.charges.values()), [code]

    return plant


#: {name: what it changes in the parcel; returns what the check must say}
ERRORS = {
    "weight": _weight,
    "price": _price,
    "zone": _zone,
    "surcharge": _surcharge,
    "old card": _old_card,
    "row total": _row_total,
    "missing": _missing,
    "cent": _cent,
    "return": _return,
    "duty": _duty,
    "right duty": _right_duty,
    "two errors": _two_errors,
    "paid VAT": _paid_vat,
    "taxes are the duty": _taxes_are_the_duty,
    "VAT rate": _vat_rate,
    "right VAT": _right_vat,
    "taxes in one": _taxes_in_one,
    "low VAT": _low_vat,
    "twice": _all_of("billed_twice"),
    "unknown": _all_of("not_ours"),
    "cancelled": _all_of("after_cancellation"),
}

#: The kinds whose parcels are declared without IOSS.
TAXED = ("VAT rate", "right VAT", "taxes in one", "low VAT")


def planted(count, billed):
    """``count`` :class:`Planted` parcels; one in 20 has an error, each kind in turn.

    ``billed``: the class ``statement_files.Billed``, which tests with and without Odoo
    import differently.
    """
    kinds = list(ERRORS)
    for number in range(count):
        weight = Decimal("0.3") + Decimal("0.05") * (number % 35)
        parcel = billed(
            f"LS{number:08}",
            str(weight),
            right(weight),
            f"REF{number:06}",
            f"TR{number:08}",
        )
        if number % _EACH:
            yield Planted(number, weight, (parcel,), "", ("agrees", Decimal(0), []))
            continue
        kind = kinds[number // _EACH % len(kinds)]
        expected = ERRORS[kind](parcel, weight)
        standing = kind if kind in ("unknown", "cancelled") else ""
        lines = (parcel, parcel) if kind == "twice" else (parcel,)
        yield Planted(number, weight, lines, standing, expected, kind in TAXED)
