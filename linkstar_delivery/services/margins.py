# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What shipping an order brought in and cost, by order line."""

from odoo.tools import SQL

from . import cost_queries

DEPENDS = {
    **cost_queries.DEPENDS,
    "linkstar.charge": [
        *cost_queries.DEPENDS["linkstar.charge"],
        "currency_id",
        "date",
        "sale_order_id",
    ],
    "linkstar.claim": ["paid_amount", "shipment_id"],
    "linkstar.shipment": [
        "account_id",
        "booked_at",
        "company_id",
        "picking_id",
        "state",
    ],
    "product.product": ["weight"],
    "res.partner": ["country_id"],
    "sale.order": [
        "company_id",
        "currency_rate",
        "date_order",
        "linkstar_service_id",
        "partner_id",
        "partner_shipping_id",
        "state",
        "team_id",
        "warehouse_id",
    ],
    "sale.order.line": [
        "display_type",
        "is_delivery",
        "linkstar_import_charge",
        "order_id",
        "price_subtotal",
        "product_id",
        "product_uom_id",
        "product_uom_qty",
    ],
    "stock.picking": ["sale_id"],
}

#: Amounts of an order that its lines share.
_SHARED = ("quoted", "expected", "billed", "duty", "returns", "claims", "cost")

_QUERY = """
    WITH %(costs)s,
    paid AS (
        SELECT shipment_id, sum(paid_amount) AS amount FROM linkstar_claim
         WHERE paid_amount <> 0
      GROUP BY shipment_id
    ),
    parcels AS (
        SELECT picking.sale_id AS order_id, %(rate)s AS rate,
               charges.quoted, verdicts.expected, %(billed)s AS billed,
               %(duty)s AS duty, %(returns)s AS returns,
               greatest(paid.amount, %(claims)s) AS claims
          FROM linkstar_shipment s
          JOIN stock_picking picking ON picking.id = s.picking_id
          JOIN linkstar_account account ON account.id = s.account_id
          JOIN res_company company ON company.id = s.company_id
     LEFT JOIN charges ON charges.shipment_id = s.id
     LEFT JOIN lines ON lines.shipment_id = s.id
     LEFT JOIN verdicts ON verdicts.shipment_id = s.id
     LEFT JOIN paid ON paid.shipment_id = s.id
         WHERE %(of_orders)s
           AND (s.state <> 'cancelled' OR %(billed)s IS NOT NULL)
    ),
    shipped AS (
        SELECT order_id,
               sum(quoted * rate) AS quoted, sum(expected * rate) AS expected,
               sum(billed * rate) AS billed, sum(duty * rate) AS duty,
               sum(returns * rate) AS returns, sum(claims * rate) AS claims,
               CASE WHEN bool_and(
                        coalesce(billed, expected, quoted) * rate IS NOT NULL
                    ) THEN sum(coalesce(billed, expected, quoted) * rate)
               END AS cost,
               CASE WHEN bool_or(
                        coalesce(billed, expected, quoted) * rate IS NULL
                    ) THEN 'unknown'
                    WHEN bool_or(coalesce(billed, expected) IS NULL) THEN 'quoted'
                    WHEN bool_or(billed IS NULL) THEN 'expected'
                    ELSE 'billed'
               END AS basis
          FROM parcels
      GROUP BY order_id
    ),
    planned AS (
        SELECT charge.sale_order_id AS order_id,
               sum(charge.amount * %(planned)s) AS cost
          FROM linkstar_charge charge
          JOIN res_company company ON company.id = charge.company_id
         WHERE charge.stage = 'quoted' AND charge.sale_order_id IS NOT NULL
           AND %(of_charges)s
      GROUP BY charge.sale_order_id
    ),
    lines_of_orders AS (
        SELECT line.id, line.order_id, line.product_id,
               line.price_subtotal / coalesce(nullif(o.currency_rate, 0), 1) AS amount,
               line.is_delivery OR line.linkstar_import_charge IS TRUE AS charged,
               coalesce(template.type = 'consu', false) AND line.product_uom_qty > 0
                   AS goods,
               coalesce(product.weight, 0) * line.product_uom_qty
                   * unit.factor / own.factor AS weight
          FROM sale_order_line line
          JOIN sale_order o ON o.id = line.order_id
     LEFT JOIN product_product product ON product.id = line.product_id
     LEFT JOIN product_template template ON template.id = product.product_tmpl_id
     LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
     LEFT JOIN uom_uom own ON own.id = template.uom_id
         WHERE line.display_type IS NULL AND %(of_lines)s
    ),
    charged AS (
        SELECT order_id, sum(amount) AS amount FROM lines_of_orders
         WHERE charged
      GROUP BY order_id
    ),
    shares AS (
        SELECT id, order_id, product_id, amount AS goods,
               CASE WHEN sum(weight) OVER of_order > 0
                    THEN weight / sum(weight) OVER of_order
                    WHEN sum(amount) OVER of_order > 0
                    THEN amount / sum(amount) OVER of_order
                    ELSE 1.0 / count(*) OVER of_order
               END AS share
          FROM lines_of_orders
         WHERE goods AND NOT charged
        WINDOW of_order AS (PARTITION BY order_id)
    )
    SELECT shares.id, shares.id AS line_id, shares.order_id, shares.product_id,
           o.partner_id, o.company_id, company.currency_id, o.team_id, o.warehouse_id,
           address.country_id, o.linkstar_service_id AS service_id,
           o.date_order AS date, shares.goods,
           coalesce(charged.amount, 0) * share AS charged,
           %(shared)s,
           (coalesce(charged.amount, 0) - coalesce(shipped.cost, planned.cost)
            + coalesce(shipped.claims, 0)) * share AS margin,
           coalesce(shipped.basis,
                    CASE WHEN planned.cost IS NULL THEN 'unknown' ELSE 'quoted' END
           ) AS basis
      FROM shares
      JOIN sale_order o ON o.id = shares.order_id
      JOIN res_company company ON company.id = o.company_id
 LEFT JOIN res_partner address ON address.id = o.partner_shipping_id
 LEFT JOIN charged ON charged.order_id = o.id
 LEFT JOIN shipped ON shipped.order_id = o.id
 LEFT JOIN planned ON planned.order_id = o.id AND shipped.order_id IS NULL
     WHERE o.state <> 'cancel' AND (shipped.order_id IS NOT NULL
                                    OR planned.order_id IS NOT NULL)
"""


def query(orders=None):
    """The table of ``linkstar.margin``; with ``orders`` (ids), only of these."""
    ids = [int(order) for order in orders] if orders is not None else None
    shipments = (
        SQL(
            "(SELECT mine.id FROM linkstar_shipment mine"
            " JOIN stock_picking sent ON sent.id = mine.picking_id"
            " WHERE sent.sale_id = ANY(%s))",
            ids,
        )
        if ids is not None
        else None
    )
    return SQL(
        _QUERY,
        costs=cost_queries.costs(shipments),
        rate=cost_queries.rate(
            SQL("account.currency_id"),
            SQL("company.currency_id"),
            SQL("company"),
            SQL("coalesce(s.booked_at, s.create_date)::date"),
        ),
        planned=cost_queries.rate(
            SQL("charge.currency_id"),
            SQL("company.currency_id"),
            SQL("company"),
            SQL("charge.date::date"),
        ),
        of_orders=_only(SQL("picking.sale_id"), ids),
        of_charges=_only(SQL("charge.sale_order_id"), ids),
        of_lines=_only(SQL("line.order_id"), ids),
        shared=SQL(", ").join(_shared(name) for name in _SHARED),
        **{
            name: cost_queries.stated(name)
            for name in ("billed", "duty", "returns", "claims")
        },
    )


def _only(column, ids):
    if ids is None:
        return SQL("%s IS NOT NULL", column)
    return SQL("%s = ANY(%s)", column, ids)


def _shared(name):
    amount = SQL.identifier("shipped", name)
    if name in ("quoted", "cost"):
        amount = SQL("coalesce(%s, planned.cost)", amount)
    return SQL("%s * share AS %s", amount, SQL.identifier(name))
