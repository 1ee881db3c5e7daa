# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The table of ``linkstar.analysis``: one row for each shipment."""

from odoo.tools import SQL

from . import cost_queries

#: Upper ends of the weight classes in grams.
_WEIGHTS = (100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000, 20000, 30000)

#: Weight class → how it is shown. The values are sorted as texts. A shipment that
#: nobody weighed has no class.
WEIGHT_CLASSES = [
    *((f"{grams:05}", f"≤ {grams / 1000:g} kg") for grams in _WEIGHTS),
    ("over", f"> {_WEIGHTS[-1] / 1000:g} kg"),
]

DEPENDS = {
    **cost_queries.DEPENDS,
    "linkstar.claim": ["kind", "paid_amount", "shipment_id", "state"],
    "linkstar.customs.declaration": ["country_id"],
    "linkstar.parcel": ["shipment_id", "state_since", "tracking_state", "weight"],
    "linkstar.shipment": [
        "account_id",
        "booked_at",
        "company_id",
        "declaration_id",
        "handed_over_at",
        "last_mile",
        "picking_id",
        "promised_date",
        "service_id",
        "state",
        "tracking_state",
    ],
    "sale.order": ["team_id"],
    "stock.picking": ["picking_type_id", "sale_id"],
    "stock.picking.type": ["warehouse_id"],
}

#: 100 or 0, NULL for a parcel without a promise or before the promised day.
_ON_TIME = SQL(
    """
    CASE WHEN promised_date IS NULL THEN NULL
         WHEN delivered_at IS NOT NULL
         THEN CASE WHEN delivered_at::date <= promised_date THEN 100::float8 ELSE 0 END
         WHEN ended OR promised_date < (now() AT TIME ZONE 'UTC')::date THEN 0
    END
    """
)
#: Whole days, rounded up, as promises count them.
_DAYS = SQL(
    """
    CASE WHEN delivered_at > sent_at
         THEN greatest(1, ceil(date_part('epoch', delivered_at - sent_at) / 86400))
    END
    """
)
#: 100 or 0, NULL for a parcel that is on its way.
_LOST = SQL(
    "CASE WHEN ended"
    " THEN CASE WHEN tracking_state = 'lost' THEN 100::float8 ELSE 0 END END"
)
_ENDED = SQL("s.tracking_state IN ('delivered', 'returned', 'destroyed', 'lost')")

_QUERY = """
    WITH %(costs)s,
    boxes AS (
        SELECT shipment_id, count(*) AS parcels, sum(weight) AS weight,
               max(state_since) FILTER (WHERE tracking_state = 'delivered')
                   AS delivered_at
          FROM linkstar_parcel
      GROUP BY shipment_id
    ),
    claimed AS (
        SELECT shipment_id, sum(nullif(paid_amount, 0)) AS paid,
               bool_or(kind IN ('damaged', 'short')
                       AND state NOT IN ('proposed', 'withdrawn')) AS damaged
          FROM linkstar_claim
      GROUP BY shipment_id
    ),
    facts AS (
        SELECT s.id, s.company_id, company.currency_id, s.account_id, s.service_id,
               declaration.country_id, nullif(s.last_mile, '') AS last_mile,
               kind.warehouse_id, sale.team_id, s.booked_at, s.state, s.tracking_state,
               s.promised_date, boxes.parcels, boxes.weight,
               CASE WHEN s.tracking_state = 'delivered' THEN boxes.delivered_at END
                   AS delivered_at,
               coalesce(s.handed_over_at, s.booked_at) AS sent_at,
               %(ended)s AS ended,
               coalesce(claimed.damaged, false) AS damaged,
               %(rate)s AS rate,
               charges.quoted, verdicts.expected, %(billed)s AS billed,
               %(duty)s AS duty, %(returns)s AS returns,
               greatest(claimed.paid, %(claims)s) AS claims
          FROM linkstar_shipment s
          JOIN linkstar_account account ON account.id = s.account_id
          JOIN res_company company ON company.id = s.company_id
     -- A table that is not asked for is left out by PostgreSQL where it cannot
     -- remove rows.
     LEFT JOIN stock_picking picking ON picking.id = s.picking_id
     LEFT JOIN stock_picking_type kind ON kind.id = picking.picking_type_id
     LEFT JOIN sale_order sale ON sale.id = picking.sale_id
     LEFT JOIN linkstar_customs_declaration declaration
            ON declaration.id = s.declaration_id
     LEFT JOIN boxes ON boxes.shipment_id = s.id
     LEFT JOIN claimed ON claimed.shipment_id = s.id
     LEFT JOIN charges ON charges.shipment_id = s.id
     LEFT JOIN lines ON lines.shipment_id = s.id
     LEFT JOIN verdicts ON verdicts.shipment_id = s.id
         WHERE s.booked_at IS NOT NULL
           AND (s.state <> 'cancelled' OR lines.shipment_id IS NOT NULL
                OR charges.answered)
    )
    SELECT id, id AS shipment_id, company_id, currency_id, account_id, service_id,
           country_id, last_mile, warehouse_id, team_id, booked_at, delivered_at,
           state, tracking_state, promised_date, parcels, weight,
           %(band)s AS weight_class,
           quoted * rate AS quoted, expected * rate AS expected,
           billed * rate AS billed, duty * rate AS duty, returns * rate AS returns,
           claims * rate AS claims,
           coalesce(billed, expected, quoted) * rate AS cost,
           coalesce(billed, expected, quoted) * rate / nullif(parcels, 0)
               AS cost_per_parcel,
           coalesce(billed, expected, quoted) * rate / nullif(weight, 0)
               AS cost_per_kg,
           (billed - quoted) * rate AS over_quoted,
           (billed - expected) * rate AS over_expected,
           %(days)s AS days, %(days)s AS days_ninetieth,
           %(on_time)s AS on_time, %(lost)s AS lost,
           CASE WHEN ended
                THEN CASE WHEN tracking_state IN ('returned', 'destroyed')
                     THEN 100::float8 ELSE 0 END
           END AS returned,
           CASE WHEN ended THEN CASE WHEN damaged THEN 100::float8 ELSE 0 END END
               AS damaged
      FROM facts
"""


def query():
    """The table of ``linkstar.analysis``; amounts are in the company's currency."""
    bands = [
        SQL("WHEN weight <= %s THEN %s", grams / 1000, name)
        for grams, (name, _shown) in zip(_WEIGHTS, WEIGHT_CLASSES, strict=False)
    ]
    return SQL(
        _QUERY,
        costs=cost_queries.costs(),
        rate=cost_queries.rate(
            SQL("account.currency_id"),
            SQL("company.currency_id"),
            SQL("company"),
            SQL("s.booked_at::date"),
        ),
        ended=_ENDED,
        days=_DAYS,
        on_time=_ON_TIME,
        lost=_LOST,
        band=SQL(
            "CASE %s WHEN weight IS NOT NULL THEN 'over' END", SQL(" ").join(bands)
        ),
        **{
            name: cost_queries.stated(name)
            for name in ("billed", "duty", "returns", "claims")
        },
    )


def outcomes(services, country, company, days):
    """{id of a line: (parcels, % on time, % lost)} of the shipments to ``country`` that
    were booked in the last ``days`` and had a result; a share that is not known is
    ``None``. One query.
    """
    env = services.env
    for name in (
        "linkstar.shipment",
        "linkstar.parcel",
        "linkstar.customs.declaration",
    ):
        env[name].flush_model()
    rows = env.execute_query(
        SQL(
            """
            WITH facts AS (
                SELECT s.service_id, s.promised_date, s.tracking_state,
                       %(ended)s AS ended,
                       CASE WHEN s.tracking_state = 'delivered' THEN (
                           SELECT max(state_since) FROM linkstar_parcel
                            WHERE shipment_id = s.id AND tracking_state = 'delivered'
                       ) END AS delivered_at
                  FROM linkstar_shipment s
                  JOIN linkstar_customs_declaration declaration
                    ON declaration.id = s.declaration_id
                 WHERE s.service_id = ANY(%(services)s) AND s.company_id = %(company)s
                   AND declaration.country_id = %(country)s
                   AND s.booked_at
                       > now() AT TIME ZONE 'UTC' - %(days)s * INTERVAL '1 day'
                   AND s.state <> 'cancelled'
            ),
            results AS (
                SELECT service_id, %(on_time)s AS on_time, %(lost)s AS lost FROM facts
            )
            SELECT service_id, count(*), avg(on_time), avg(lost) FROM results
             WHERE on_time IS NOT NULL OR lost IS NOT NULL
          GROUP BY service_id
            """,
            ended=_ENDED,
            on_time=_ON_TIME,
            lost=_LOST,
            services=list(services.ids),
            company=company.id,
            country=country.id or 0,
            days=days,
        )
    )
    return {
        service_id: (
            count,
            None if on_time is None else float(on_time),
            None if lost is None else float(lost),
        )
        for service_id, count, on_time, lost in rows
    }
