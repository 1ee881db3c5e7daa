# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""VAT rates of the destination. Source: Council Directive 2006/112/EC, title VIII; the
rates are the member states' own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

STANDARD, REDUCED, SUPER_REDUCED, PARKING = (
    "standard",
    "reduced",
    "super_reduced",
    "parking",
)


@dataclass(frozen=True)
class VatRate:
    """``rate`` in per cent, from ``valid_from`` to ``valid_to`` (None: until further
    notice), both days included.

    ``countries`` are ISO 3166-1 alpha-2 codes of the countries with this rate. The
    first is the state that receives the VAT: France, for Monaco too. ``territory`` is
    the code of a special territory with its own rate, "" for the rest of the country.
    Rates other than the standard rate are for goods with an HS code that begins with
    one of ``headings``, or a product among ``products`` (ids).
    """

    countries: tuple
    kind: str
    rate: Decimal
    valid_from: date
    valid_to: date | None = None
    territory: str = ""
    headings: tuple = ()
    products: frozenset = frozenset()

    def is_for(self, hs_code, product):
        return product in self.products or any(
            hs_code.startswith(heading) for heading in self.headings
        )


def find(rates, country, on_date, kind=STANDARD, territory=""):
    """Return the one of ``rates`` for goods sent to ``country`` on ``on_date``, or
    None.

    A territory without its own rate of this kind has the country's rate. Among several
    rates, the highest is used, because authorities object to too little VAT; among
    equal ones, the latest.
    """
    holding = [
        rate
        for rate in rates
        if rate.kind == kind
        and country in rate.countries
        and rate.valid_from <= on_date
        and (rate.valid_to is None or on_date <= rate.valid_to)
    ]
    own = [rate for rate in holding if territory and rate.territory == territory]
    wide = [rate for rate in holding if not rate.territory]
    return max(own or wide, key=lambda rate: (rate.rate, rate.valid_from), default=None)


def of_goods(rates, country, on_date, hs_code, product, territory=""):
    """Return the one of ``rates`` for goods with an HS code and a product (id): a rate
    that was entered for them, else the standard rate.
    """
    own = [
        rate
        for rate in rates
        if rate.kind != STANDARD and rate.is_for(hs_code, product)
    ]
    for kind in (REDUCED, SUPER_REDUCED, PARKING):
        found = find(own, country, on_date, kind, territory)
        if found:
            return found
    return find(rates, country, on_date, STANDARD, territory)
