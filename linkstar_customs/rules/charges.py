# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Expected duties and fees at the border, for a parcel of goods sold to a private
person.

The rules are dated rows of a table (``linkstar.customs.charge.rule``), passed as
arguments.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

CENT = Decimal("0.01")


class Basis(Enum):
    """What a charge is counted by: declared items (see ``grouping``), parcels, or the
    consignment as a whole.
    """

    ITEM = "item"
    PARCEL = "parcel"
    CONSIGNMENT = "consignment"


class Vat(Enum):
    """When VAT is added to a charge.

    LAW: without a scheme such as IOSS, the charge is part of the base of the import
    VAT. With a scheme, only if the buyer pays the charge, because it is then part of
    the price (Directive 2006/112/EC, art. 78 and 86).
    """

    LAW = "law"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True)
class ChargeRule:
    """One row of the table. ``amount`` is in ``currency`` (ISO 4217) per unit of
    ``basis``.

    ``countries``: ISO 3166-1 alpha-2 codes of the destinations. ``limit`` is the
    highest intrinsic value in EUR, included unless ``limit_excluded``; None: any value.
    ``customs_area``: not charged outside the customs area. ``to_business``: sales to
    businesses are charged too. Only rules ``in_force`` are charged.
    """

    key: int
    name: str
    kind: str
    amount: Decimal
    currency: str
    basis: Basis
    countries: frozenset
    valid_from: date
    valid_to: date | None = None
    limit: Decimal | None = None
    limit_excluded: bool = False
    customs_area: bool = True
    to_business: bool = False
    in_force: bool = True
    source: str = ""


@dataclass(frozen=True)
class ChargedGoods:
    """All goods of one order. ``value`` is their intrinsic value in EUR; ``items`` and
    ``parcels`` are counts.

    ``in_customs_area`` is False for a place outside the customs area of its country.
    ``prepaid``: VAT was charged at the sale under a scheme such as IOSS, so none is due
    at the border.
    """

    country: str
    value: Decimal
    items: int
    parcels: int = 1
    to_business: bool = False
    in_customs_area: bool = True
    prepaid: bool = False


@dataclass(frozen=True)
class Charge:
    """The expected charge of one rule: ``amount`` in ``currency`` for ``quantity``
    units of ``basis``, plus ``vat``.

    ``rule`` is the key of the rule, ``kind`` duty or fee.
    """

    rule: int
    name: str
    kind: str
    basis: Basis
    quantity: int
    unit_amount: Decimal
    amount: Decimal
    vat: Decimal
    currency: str
    source: str

    @property
    def total(self):
        return self.amount + self.vat


def applies(rule, consignment, on_date):
    """Whether ``rule`` is charged for ``consignment`` when it arrives on
    ``on_date``.
    """
    if (
        not rule.in_force
        or on_date < rule.valid_from
        or (rule.valid_to and on_date > rule.valid_to)
    ):
        return False
    if consignment.country not in rule.countries or (
        rule.customs_area and not consignment.in_customs_area
    ):
        return False
    if consignment.to_business and not rule.to_business:
        return False
    if rule.limit is None:
        return True
    return (
        consignment.value < rule.limit
        if rule.limit_excluded
        else consignment.value <= rule.limit
    )


def expected(
    rules, consignment, on_date, *, vat_rate=Decimal(0), vat=Vat.LAW, passed_on=False
):
    """Return the charges of ``consignment`` on ``on_date``, a tuple of ``Charge`` in
    the order of ``rules``.

    ``vat_rate`` is the destination's standard rate in per cent; ``passed_on``: the
    buyer pays the charges.
    """
    taxed = vat is Vat.ALWAYS or (
        vat is Vat.LAW and (not consignment.prepaid or passed_on)
    )
    counts = {
        Basis.ITEM: consignment.items,
        Basis.PARCEL: consignment.parcels,
        Basis.CONSIGNMENT: 1,
    }
    found = []
    for rule in rules:
        quantity = counts[rule.basis]
        if not quantity or not applies(rule, consignment, on_date):
            continue
        amount = rule.amount * quantity
        tax = (
            (amount * vat_rate / 100).quantize(CENT, ROUND_HALF_UP)
            if taxed
            else Decimal("0.00")
        )
        found.append(
            Charge(
                rule=rule.key,
                name=rule.name,
                kind=rule.kind,
                basis=rule.basis,
                quantity=quantity,
                unit_amount=rule.amount,
                amount=amount,
                vat=tax,
                currency=rule.currency,
                source=rule.source,
            )
        )
    return tuple(found)
