"""The monthly VAT return of the import one-stop shop. Council Directive 2006/112/EC, art. 369s to 369x.

A sale belongs to the month in which the buyer's payment was accepted (art. 66a). What was declared too little or too much for an
earlier month is corrected in a later return, for three years, by month and member state; amounts are in EUR at the rate of the last
day of the month they belong to. Where corrections make the balance of a member state negative, that state pays it back itself, and
what is owed to the others stays owed.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .value import allocate

CENT = Decimal("0.01")
#: Days after a month's last in which the first publication of exchange rates may lie: week-ends and holidays.
PUBLICATION_DAYS = 6
CORRECTED_MONTHS = 36


@dataclass(frozen=True, order=True)
class Key:
    """What an amount is about: ``period`` is a month's first day, ``country`` the member state's ISO code, ``rate`` in per cent,
    ``sale`` says which order, or transfer without an order; ``refund`` tells what was given back from what was sold."""

    period: date
    country: str
    rate: Decimal
    sale: object
    refund: bool = False


@dataclass(frozen=True)
class Entry:
    """``base`` without VAT and ``vat`` of one key, in EUR."""

    key: Key
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
    """The last day to hand in the return of ``period``: that of the next month, on whatever day of the week."""
    return last_day(last_day(period) + timedelta(days=1))


def oldest_period(period):
    """The first month that the return of ``period`` may still correct."""
    months = period.year * 12 + period.month - 1 - CORRECTED_MONTHS
    return date(months // 12, months % 12 + 1, 1)


def exchange_rate(rates, day):
    """That of ``rates`` {day: rate} which was published on ``day`` or, where none was, on the next day of publication; or None."""
    for after in range(PUBLICATION_DAYS + 1):
        found = rates.get(day + timedelta(days=after))
        if found:
            return found
    return None


def entry(key, amount, exchange):
    """The entry of ``amount``, a decimal in a currency of which one is worth ``exchange`` EUR."""
    base = (amount * exchange).quantize(CENT, ROUND_HALF_UP)
    return Entry(key, base, (base * key.rate / 100).quantize(CENT, ROUND_HALF_UP))


def with_costs(values, costs, quantum):
    """``values`` {rate: value of goods} with the buyer's ``costs`` for transport and insurance, which are taxed as the goods are."""
    rates = list(values)
    shares = allocate(costs, [values[rate] for rate in rates], quantum)
    return {rate: values[rate] + share for rate, share in zip(rates, shares, strict=True)}


def refunded(refund, sold, quantum):
    """(shares, excess): ``refund`` as parts of the amounts ``sold``, in proportion, none larger than its amount.

    What is more than all that was sold is the excess, and no share."""
    total = sum(sold, Decimal(0))
    given = min(refund, total)
    return allocate(given, sold, quantum) if total else [Decimal(0)] * len(sold), refund - given


@dataclass(frozen=True)
class Account:
    """What is known about one line of an order, or about all that it costs beside the goods: amounts without VAT.

    ``supplied``: what returns count as sold; ``ordered``: its price on the order; ``charged`` and ``credited``: by invoices and credit
    notes; ``returned``: the price of goods that came back.
    """

    supplied: Decimal
    ordered: Decimal = Decimal(0)
    charged: Decimal = Decimal(0)
    credited: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    def rooms(self, tolerance):
        """What a credit note takes back, in this order: what was charged beyond the order, as by an invoice that another one
        replaced; goods that came back; what was ordered and is not counted as sold, so never shipped; the rest of what was sold."""
        beyond = self.charged - max(self.ordered, self.supplied)
        returned = min(self.returned, self.supplied)
        return [
            beyond if beyond > tolerance else Decimal(0),
            returned,
            max(self.ordered - self.supplied, Decimal(0)),
            self.supplied - returned,
        ]


#: Which of the rooms of an account hold what was sold.
_SOLD = (1, 3)


def given_back(accounts, unassigned, quantum, tolerance=Decimal(0)):
    """({key: refund}, excess): what was given back of the amounts that ``accounts`` {key: Account} supplied, none larger than its
    amount. A credit note corrects the supply that it credits; ``unassigned`` was credited without a line.

    What one account cannot take is taken by the others, in the same order of rooms; what none can take is the excess, 0 within
    ``tolerance``.
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
        shares, pool = refunded(pool, [rooms[place] for rooms in left.values()], quantum)
        for key, share in zip(left, shares, strict=True):
            found[key] += share if place in _SOLD else 0
    return found, pool if pool > tolerance else Decimal(0)


def netted(amounts, discount, weights, quantum):
    """``amounts`` {key: amount} of a paper after its ``discount``, none below 0: spread by ``weights`` {key: number} as the order's own
    discount was, or in proportion where they give nothing."""
    by, spent = weights, True
    while discount > 0 and spent and (keys := [key for key, amount in amounts.items() if amount > 0]):
        parts, spent = [by.get(key, Decimal(0)) for key in keys], by is weights
        if any(parts):
            shares = allocate(min(discount, sum((amounts[key] for key in keys), Decimal(0))), parts, quantum)
            lowered = {key: min(share, amounts[key]) for key, share in zip(keys, shares, strict=True)}
            amounts = {key: amount - lowered.get(key, 0) for key, amount in amounts.items()}
            discount -= sum(lowered.values(), Decimal(0))
            spent = spent or any(lowered.values())
        # What a line is too small for goes to the others.
        by = amounts
    return amounts


def corrections(due, declared):
    """The entries that turn what was ``declared`` into what is ``due``, both iterables of entries; none where they agree."""
    totals = {}
    for sign, entries in ((1, due), (-1, declared)):
        for each in entries:
            base, vat = totals.get(each.key, (Decimal(0), Decimal(0)))
            totals[each.key] = (base + sign * each.base, vat + sign * each.vat)
    return [Entry(key, base, vat) for key, (base, vat) in sorted(totals.items()) if base or vat]


def lines(entries):
    """The sums of ``entries`` by month, member state and rate, in that order."""
    totals = {}
    for each in entries:
        key = (each.key.period, each.key.country, each.key.rate)
        base, vat = totals.get(key, (Decimal(0), Decimal(0)))
        totals[key] = (base + each.base, vat + each.vat)
    return [Line(*key, *amounts) for key, amounts in sorted(totals.items())]


def balances(summary):
    """{country: VAT} of ``summary``, lines of all months."""
    totals = {}
    for line in summary:
        totals[line.country] = totals.get(line.country, Decimal(0)) + line.vat
    return totals


def payable(summary):
    """(to pay, paid back by member states): the positive balances and the negative ones, each summed."""
    amounts = list(balances(summary).values())
    return sum((a for a in amounts if a > 0), Decimal(0)), sum((a for a in amounts if a < 0), Decimal(0))
