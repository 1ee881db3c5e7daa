# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""VAT at the border, for goods whose VAT was not charged at the sale.

The taxable amount is the customs value with duties, fees, transport and insurance up to
the destination (Directive 2006/112/EC, art. 85 and 86).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOTHING, CENT = Decimal(0), Decimal("0.01")


@dataclass(frozen=True)
class ImportedGoods:
    """Goods of one VAT rate in per cent, None if it is not known. ``value`` is the
    declared one; goods with the same ``item`` are one declared item.
    """

    value: Decimal
    rate: Decimal | None
    item: int


@dataclass(frozen=True)
class ImportVat:
    """The VAT that is due, and what it is calculated from, all in one currency:
    ``goods`` and ``costs`` (transport and insurance) and ``charges`` (duties and fees)
    are the taxable amount.

    ``rates``: the different rates of the goods, in per cent. ``mean_rate``: the rate of
    any amount more that is shared by value.
    """

    amount: Decimal
    goods: Decimal
    costs: Decimal
    charges: Decimal
    rates: tuple
    mean_rate: Decimal


def due(goods, costs=NOTHING, per_item=NOTHING, shared=NOTHING):
    """Return the ``ImportVat`` of ``goods``, None if there are none or a rate is not
    known.

    :param costs: transport and insurance
    :param per_item: duties and fees of each declared item
    :param shared: those of the parcel or consignment
    """
    if not goods or any(each.rate is None for each in goods):
        return None
    by_item = {}
    for each in goods:
        by_item.setdefault(each.item, []).append(each)
    value = sum((each.value for each in goods), NOTHING)
    mean = _mean(goods)
    amount = sum((each.value * each.rate for each in goods), NOTHING)
    amount += mean * (costs + shared)
    amount += sum((_mean(item) * per_item for item in by_item.values()), NOTHING)
    return ImportVat(
        (amount / 100).quantize(CENT, ROUND_HALF_UP),
        value,
        costs,
        per_item * len(by_item) + shared,
        tuple(sorted({each.rate for each in goods})),
        mean,
    )


def _mean(goods):
    """The mean rate of ``goods`` by value; of goods without value, by number."""
    value = sum((each.value for each in goods), NOTHING)
    if not value:
        return sum((each.rate for each in goods), NOTHING) / len(goods)
    return sum((each.value * each.rate for each in goods), NOTHING) / value
