# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The monthly VAT return of the import one-stop shop. Council Directive 2006/112/EC,
art. 369s to 369x.

A sale belongs to the month in which the buyer's payment was accepted (art. 66a).
Mistakes in an earlier month are corrected in a later return, for three years, by month
and member state. Amounts are in EUR at the rate of the last day of their month. If
corrections make the balance of a member state negative, that state pays it back; it
does not reduce the VAT for other states.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .value import allocate

CENT = Decimal("0.01")
#: Maximum number of days from a month's end to the next published exchange rates:
#: weekends and holidays.
PUBLICATION_DAYS = 6
CORRECTED_MONTHS = 36


@dataclass(frozen=True, order=True)
class ReturnKey:
    """Identifies an amount: ``period`` is a month's first day, ``country`` the member
    state's ISO code, ``rate`` in per cent, ``sale`` the order, or the transfer without
    an order; ``refund`` distinguishes refunds from sales.
    """

    period: date
    country: str
    rate: Decimal
    sale: object
    refund: bool = False


@dataclass(frozen=True)
class Entry:
    """``base`` without VAT and ``vat`` of one key, in EUR."""

    key: ReturnKey
    base: Decimal
    vat: Decimal


@dataclass(frozen=True)
class Line:
    """The sum of the entries of one month, member state and rate, in EUR."""

    period: date
    country: str
    rate: Decimal
    base: Decimal
    vat: Decimal


def first_day(day):
    return day.replace(day=1)


def last_day(period):
    return period.replace(day=calendar.monthrange(period.year, period.month)[1])


def deadline(period):
    """Return the last day to submit the return of ``period``: the last day of the next
    month, on any weekday.
    """
    return last_day(last_day(period) + timedelta(days=1))


def oldest_period(period):
    """Return the first month that the return of ``period`` may correct."""
    months = period.year * 12 + period.month - 1 - CORRECTED_MONTHS
    return date(months // 12, months % 12 + 1, 1)


def exchange_rate(rates, day):
    """Return the one of ``rates`` {day: rate} published on ``day``, else on the next
    day of publication, or None.
    """
    for after in range(PUBLICATION_DAYS + 1):
        found = rates.get(day + timedelta(days=after))
        if found:
            return found
    return None


def entry(key, amount, exchange):
    """Return the entry of ``amount``, a decimal in a currency with ``exchange`` EUR per
    unit.
    """
    base = (amount * exchange).quantize(CENT, ROUND_HALF_UP)
    return Entry(key, base, (base * key.rate / 100).quantize(CENT, ROUND_HALF_UP))


def with_costs(values, costs, quantum):
    """Return ``values`` {rate: value of goods} with the buyer's ``costs`` for transport
    and insurance, which are taxed like the goods.
    """
    rates = list(values)
    shares = allocate(costs, [values[rate] for rate in rates], quantum)
    return {
        rate: values[rate] + share for rate, share in zip(rates, shares, strict=True)
    }


def refunded(refund, sold, quantum):
    """Return (shares, excess): ``refund`` divided in proportion to the amounts
    ``sold``, no share larger than its amount.

    The excess is the part above the sum of all amounts.
    """
    total = sum(sold, Decimal(0))
    given = min(refund, total)
    return (
        allocate(given, sold, quantum) if total else [Decimal(0)] * len(sold)
    ), refund - given


@dataclass(frozen=True)
class Account:
    """Amounts without VAT of one line of an order, or of all its costs besides the
    goods.

    ``supplied``: the amount that IOSS returns count as sold; ``ordered``: the price on
    the order; ``charged`` and ``credited``: by invoices and credit notes; ``returned``:
    the price of returned goods.
    """

    supplied: Decimal
    ordered: Decimal = Decimal(0)
    charged: Decimal = Decimal(0)
    credited: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    def rooms(self, tolerance):
        """Return the amounts that a credit note can refund, in this order: charges
        beyond the order, as by an invoice that another one replaced; returned goods;
        ordered goods that are not counted as sold, so never shipped; the rest of the
        goods sold.
        """
        beyond = self.charged - max(self.ordered, self.supplied)
        returned = min(self.returned, self.supplied)
        return [
            beyond if beyond > tolerance else Decimal(0),
            returned,
            max(self.ordered - self.supplied, Decimal(0)),
            self.supplied - returned,
        ]


#: The rooms of an account with goods sold.
_SOLD = (1, 3)


def given_back(accounts, unassigned, quantum, tolerance=Decimal(0)):
    """Return ({key: refund}, excess): the refunds of the amounts that ``accounts``
    {key: Account} supplied, none larger than its amount. A credit note corrects the
    sale that it credits; ``unassigned`` was credited without a line.

    An amount that one account cannot take goes to the others, in the same order of
    rooms. The rest is the excess, 0 within ``tolerance``.
    """
    left = {key: account.rooms(tolerance) for key, account in accounts.items()}
    found, pool = dict.fromkeys(accounts, Decimal(0)), unassigned
    for key, account in accounts.items():
        rest = account.credited
        for place, room in enumerate(left[key]):
            taken = min(rest, room)
            left[key][place] -= taken
            rest -= taken
            found[key] += taken if place in _SOLD else 0
        pool += rest
    for place in range(len(_SOLD) * 2):
        shares, pool = refunded(
            pool, [rooms[place] for rooms in left.values()], quantum
        )
        for key, share in zip(left, shares, strict=True):
            found[key] += share if place in _SOLD else 0
    return found, pool if pool > tolerance else Decimal(0)


def netted(amounts, discount, weights, quantum):
    """Return ``amounts`` {key: amount} of an invoice or credit note after its
    ``discount``, none below 0. The discount is spread by ``weights`` {key: number},
    like the order's own discount, or in proportion without weights.
    """
    by, spent = weights, True
    while (
        discount > 0
        and spent
        and (keys := [key for key, amount in amounts.items() if amount > 0])
    ):
        parts, spent = [by.get(key, Decimal(0)) for key in keys], by is weights
        if any(parts):
            shares = allocate(
                min(discount, sum((amounts[key] for key in keys), Decimal(0))),
                parts,
                quantum,
            )
            lowered = {
                key: min(share, amounts[key])
                for key, share in zip(keys, shares, strict=True)
            }
            amounts = {
                key: amount - lowered.get(key, 0) for key, amount in amounts.items()
            }
            discount -= sum(lowered.values(), Decimal(0))
            spent = spent or any(lowered.values())
        # The part that exceeds a line goes to the other lines.
        by = amounts
    return amounts


def corrections(due, declared):
    """Return the entries that change ``declared`` into ``due``, both iterables of
    entries; none if they are equal.
    """
    totals = {}
    for sign, entries in ((1, due), (-1, declared)):
        for each in entries:
            base, vat = totals.get(each.key, (Decimal(0), Decimal(0)))
            totals[each.key] = (base + sign * each.base, vat + sign * each.vat)
    return [
        Entry(key, base, vat)
        for key, (base, vat) in sorted(totals.items())
        if base or vat
    ]


def lines(entries):
    """Return the sums of ``entries`` by month, member state and rate, in that order."""
    totals = {}
    for each in entries:
        key = (each.key.period, each.key.country, each.key.rate)
        base, vat = totals.get(key, (Decimal(0), Decimal(0)))
        totals[key] = (base + each.base, vat + each.vat)
    return [Line(*key, *amounts) for key, amounts in sorted(totals.items())]


def balances(summary):
    """Return {country: VAT} of ``summary``, lines of all months."""
    totals = {}
    for line in summary:
        totals[line.country] = totals.get(line.country, Decimal(0)) + line.vat
    return totals


def payable(summary):
    """Return (VAT to pay, VAT that member states pay back): the sums of the positive
    and of the negative balances.
    """
    amounts = list(balances(summary).values())
    return sum((a for a in amounts if a > 0), Decimal(0)), sum(
        (a for a in amounts if a < 0), Decimal(0)
    )
