# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The parcels of a period on other rate cards: what they would have cost, how long they
would have taken, and which ones would not have been carried.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from odoo.tools import SQL

from ..rating import NotAvailable
from ..rating.repeated import Repeated
from . import bill_cases, cost_queries
from .offers_text import reason_text

#: How many refused parcels of a lane can be listed.
_MOST_LISTED = 1000


@dataclass
class Sums:
    """The parcels of one lane on one card; amounts in the company's currency. ``now``
    and ``then`` are of the carried parcels whose cost is known; ``total`` is of all
    carried ones. ``reasons``: {code: [count, an example as a sentence]}.
    """

    parcels: int = 0
    carried: int = 0
    compared: int = 0
    now: Decimal = Decimal(0)
    then: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    days: int = 0
    days_known: int = 0
    real_days: int = 0
    real_known: int = 0
    reasons: dict = field(default_factory=dict)
    refused: list = field(default_factory=list)


@dataclass(frozen=True)
class Candidate:
    """One rate card to try: a record, and what quotes on it. ``sent``:
    {month: (parcels, kg)} that it would have carried, for its discounts.
    """

    card: object
    prices: Repeated
    sent: dict


def pending(what_if, count):
    """The next ``count`` shipments of ``what_if`` behind ``done_to``."""
    env = what_if.env
    ids = env.execute_query(
        SQL(
            "SELECT s.id FROM linkstar_shipment s"
            " WHERE %s AND s.id > %s ORDER BY s.id LIMIT %s",
            _chosen(what_if),
            what_if.done_to,
            count,
        )
    )
    return env["linkstar.shipment"].browse(each for (each,) in ids)


def number(what_if):
    """How many shipments ``what_if`` is about."""
    what_if.env["linkstar.shipment"].flush_model()
    query = SQL("SELECT count(*) FROM linkstar_shipment s WHERE %s", _chosen(what_if))
    return what_if.env.execute_query(query)[0][0]


def _chosen(what_if):
    return SQL(
        "s.company_id = %s AND s.state <> 'cancelled' AND s.booked_at >= %s"
        " AND s.booked_at < %s::date + 1 AND %s",
        what_if.company_id.id,
        what_if.date_from,
        what_if.date_to,
        SQL("s.service_id = ANY(%s)", list(what_if.service_ids.ids))
        if what_if.service_ids
        else SQL("TRUE"),
    )


def candidates(what_if):
    """The :class:`Candidate` of each card of ``what_if``, for all its parts."""
    sent = None
    found = []
    for card in what_if.card_ids:
        compiled = card.service_id._with_limits(card._compiled())
        whenever = replace(compiled.card, valid_from=date.min, valid_to=None)
        compiled = replace(compiled, card=whenever)
        if compiled.discounts and sent is None:
            sent = _volumes(what_if)
        found.append(
            Candidate(card, Repeated(compiled), sent if compiled.discounts else {})
        )
    return found


def _volumes(what_if):
    """{(year, month): (parcels, kg)}: as if one line had carried all of them."""
    rows = what_if.env.execute_query(
        SQL(
            """
            SELECT date_part('year', s.booked_at)::int,
                   date_part('month', s.booked_at)::int, count(*), sum(box.weight)
              FROM linkstar_shipment s
              JOIN linkstar_parcel box ON box.shipment_id = s.id
             WHERE %s
          GROUP BY 1, 2
            """,
            _chosen(what_if),
        )
    )
    return {
        (year, month): (count, Decimal(str(weight)))
        for year, month, count, weight in rows
    }


def calculate(what_if, tried, shipments):
    """{(id of the country, of the line, of the card): :class:`Sums`} of ``shipments``
    on each candidate of ``tried``.

    :raise UserError: when an exchange rate is needed that nobody entered
    """
    company, found = what_if.company_id, defaultdict(Sums)
    costs, rates = _costs(shipments), _Rates(company)
    by_currency = tried and defaultdict(list)
    for each in tried:
        by_currency[each.card.currency_id].append(each)
    refusals = _Refusals()
    for currency, group in (by_currency or {}).items():
        for sent, request in bill_cases.requests(shipments, currency).values():
            if not request.parcels:
                continue
            rate = rates.of(currency, request.on_date)
            now, real_days = costs.get(sent.id, (None, None))
            lane = sent.country_id, sent.service_id
            for each in group:
                sums = found[(*lane, each.card.id)]
                _add(
                    sums,
                    sent.id,
                    refusals.first(each, request),
                    _price(each, request),
                    (rate, now, real_days, rates),
                )
    return found


def _price(each, request):
    if each.sent:
        day = request.on_date
        parcels, weight = each.sent.get((day.year, day.month), (0, Decimal(0)))
        request = replace(request, monthly_parcels=parcels, monthly_weight=weight)
    return each.prices.quote(request)


def _add(sums, shipment_id, refusal, price, facts):
    rate, now, real_days, rates = facts
    sums.parcels += 1
    if real_days is not None:
        sums.real_days += real_days
        sums.real_known += 1
    if refusal is None and isinstance(price, NotAvailable):
        refusal = price.reasons[0]
    if refusal is not None:
        _refuse(sums, shipment_id, refusal)
        return
    amount = rates.round(price.total * rate)
    sums.carried += 1
    sums.total += amount
    if price.days_max:
        sums.days += price.days_max
        sums.days_known += 1
    if now is not None:
        sums.compared += 1
        sums.now += now
        sums.then += amount


def _refuse(sums, shipment_id, refusal):
    """``refusal``: a sentence of the line, or a reason of the card."""
    code = "line" if isinstance(refusal, str) else refusal.code
    known = sums.reasons.setdefault(code, [0, refusal])
    known[0] += 1
    if len(sums.refused) < _MOST_LISTED:
        sums.refused.append(shipment_id)


class _Refusals:
    """Why lines cannot take goods or countries, each looked up once."""

    def __init__(self):
        self.known = {}

    def first(self, each, request):
        key = each.card.id, request.country, request.goods_types
        if key not in self.known:
            self.known[key] = next(
                iter(
                    each.card.service_id._problems(request.country, request.goods_types)
                ),
                None,
            )
        return self.known[key]


class _Rates:
    """Exchange rates to the currency of the company, each looked up once."""

    def __init__(self, company):
        self.company, self.known = company, {}
        self.digit = Decimal(1).scaleb(-company.currency_id.decimal_places)

    def of(self, currency, day):
        if currency == self.company.currency_id:
            return 1
        key = currency.id, day
        if key not in self.known:
            self.known[key] = Decimal(
                repr(
                    currency._linkstar_rate_to(
                        self.company.currency_id, self.company, day
                    )
                )
            )
        return self.known[key]

    def round(self, amount):
        return amount.quantize(self.digit)


def _costs(shipments):
    """{id: (cost in the company's currency or ``None``, days or ``None``)}."""
    known = cost_queries.stated("billed")
    rows = shipments.env.execute_query(
        SQL(
            """
            WITH %(costs)s,
            arrived AS (
                SELECT shipment_id, max(state_since) AS moment FROM linkstar_parcel
                 WHERE shipment_id IN %(ids)s AND tracking_state = 'delivered'
              GROUP BY shipment_id
            )
            SELECT s.id,
                   round((coalesce(%(billed)s, verdicts.expected, charges.quoted)
                          * %(rate)s)::numeric, 2),
                   CASE WHEN s.tracking_state = 'delivered'
                         AND arrived.moment > coalesce(s.handed_over_at, s.booked_at)
                        THEN greatest(1, ceil(extract(epoch FROM arrived.moment
                             - coalesce(s.handed_over_at, s.booked_at)) / 86400))::int
                   END
              FROM linkstar_shipment s
              JOIN linkstar_account account ON account.id = s.account_id
              JOIN res_company company ON company.id = s.company_id
         LEFT JOIN arrived ON arrived.shipment_id = s.id
         LEFT JOIN charges ON charges.shipment_id = s.id
         LEFT JOIN lines ON lines.shipment_id = s.id
         LEFT JOIN verdicts ON verdicts.shipment_id = s.id
             WHERE s.id IN %(ids)s
            """,
            ids=tuple(shipments.ids),
            costs=cost_queries.costs(SQL("%s", tuple(shipments.ids))),
            billed=known,
            rate=cost_queries.rate(
                SQL("account.currency_id"),
                SQL("company.currency_id"),
                SQL("company"),
                SQL("s.booked_at::date"),
            ),
        )
    )
    return {
        shipment_id: (None if cost is None else Decimal(str(cost)), days)
        for shipment_id, cost, days in rows
    }


def store(what_if, found):
    """Add ``found``, as of :func:`calculate`, to the rows of ``what_if``."""
    lines = what_if.env["linkstar.what.if.line"]
    known = {
        (line.country_id.id, line.service_id.id, line.card_id.id): line
        for line in what_if.line_ids
    }
    missing = [key for key in found if key not in known]
    created = lines.create(
        [
            {
                "what_if_id": what_if.id,
                "country_id": country_id,
                "service_id": service_id,
                "card_id": card_id,
            }
            for country_id, service_id, card_id in missing
        ]
    )
    known.update(zip(missing, created, strict=True))
    for key, sums in found.items():
        _store(known[key], sums)


def _store(line, sums):
    values = {
        name: line[name] + getattr(sums, name)
        for name in (
            "parcels",
            "carried",
            "compared",
            "days_known",
            "real_days",
            "real_known",
        )
    }
    values["days_sum"] = line.days_sum + sums.days
    values["refused"] = values["parcels"] - values["carried"]
    for name in ("now", "then", "total"):
        values[f"cost_{name}"] = line[f"cost_{name}"] + float(getattr(sums, name))
    if sums.refused:
        listed = (line.refused_ids or []) + sums.refused
        values["refused_ids"] = listed[:_MOST_LISTED]
        reasons = dict(line.reasons or {})
        for code, (count, example) in sums.reasons.items():
            before, text = reasons.get(code) or (0, _sentence(line.env, example))
            reasons[code] = [before + count, text]
        values["reasons"] = reasons
    line.write(values)


def _sentence(env, refusal):
    return refusal if isinstance(refusal, str) else reason_text(env, refusal)
