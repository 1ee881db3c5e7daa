"""Between Odoo's floats and the rules' decimals."""

from decimal import ROUND_HALF_UP, Decimal

#: No carrier or paper takes a price of more places, whatever the currency's own rounding.
SMALLEST = Decimal("0.01")


def decimal(number, places):
    """``number`` as it is meant: rounded half up to ``places`` after the point."""
    return Decimal(repr(number or 0.0)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def quantum(currency):
    """The smallest amount of ``currency`` that is declared."""
    return max(Decimal(repr(currency.rounding)).normalize(), SMALLEST)


def in_quanta(amount, currency):
    """``amount``, a float or decimal, as the nearest declarable amount of ``currency``."""
    smallest = quantum(currency)
    amount = amount if isinstance(amount, Decimal) else Decimal(repr(amount or 0.0))
    return (amount / smallest).quantize(Decimal(1), ROUND_HALF_UP) * smallest


def has_rate(currencies, company, on_date):
    """Whether somebody entered a rate on or before ``on_date`` for each of ``currencies`` but the company's own."""
    return not without_rate(currencies, company, on_date)


def without_rate(currencies, company, on_date):
    """Those of ``currencies`` for which nobody entered a rate on or before ``on_date``; the company's own needs none."""
    first = first_rates(currencies, company)
    return currencies.filtered(lambda each: each != company.currency_id and not (each in first and first[each] <= on_date))


def first_rates(currencies, company):
    """{currency: the first day that it has a rate of}, of those of ``currencies`` that have any."""
    foreign = currencies - company.currency_id
    if not foreign:
        return {}
    domain = [("currency_id", "in", foreign.ids), ("company_id", "in", [company.root_id.id, False])]
    return dict(company.env["res.currency.rate"]._read_group(domain, ["currency_id"], ["name:min"]))
