# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Conversion between Odoo's floats and the rules' decimals."""

from decimal import ROUND_HALF_UP, Decimal

#: Carriers and papers accept no more places in a price, whatever the rounding of the
#: currency.
SMALLEST = Decimal("0.01")


def decimal(number, places):
    """Return ``number`` as a decimal, rounded half up to ``places`` after the point."""
    return Decimal(repr(number or 0.0)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )


def quantum(currency):
    """Return the smallest amount of ``currency`` that can be declared."""
    return max(Decimal(repr(currency.rounding)).normalize(), SMALLEST)


def in_quanta(amount, currency):
    """Round ``amount``, a float or decimal, to the nearest amount of ``currency`` that
    can be declared.
    """
    smallest = quantum(currency)
    amount = amount if isinstance(amount, Decimal) else Decimal(repr(amount or 0.0))
    return (amount / smallest).quantize(Decimal(1), ROUND_HALF_UP) * smallest


def has_rate(currencies, company, on_date):
    """Whether each of ``currencies``, except the company's own, has a rate on or before
    ``on_date``.
    """
    return not without_rate(currencies, company, on_date)


def without_rate(currencies, company, on_date):
    """Return those of ``currencies`` without a rate on or before ``on_date``; the
    company's own needs none.
    """
    first = first_rates(currencies, company)
    return currencies.filtered(
        lambda each: (
            each != company.currency_id
            and not (each in first and first[each] <= on_date)
        )
    )


def first_rates(currencies, company):
    """Return {currency: first day with a rate} of those of ``currencies`` that have
    rates.
    """
    foreign = currencies - company.currency_id
    if not foreign:
        return {}
    domain = [
        ("currency_id", "in", foreign.ids),
        ("company_id", "in", [company.root_id.id, False]),
    ]
    return dict(
        company.env["res.currency.rate"]._read_group(
            domain, ["currency_id"], ["name:min"]
        )
    )
