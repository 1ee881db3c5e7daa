# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The goods of existing parcels, from the move lines of their transfers, and where they
are. Without the ORM, because there may be millions of parcels.
"""

from odoo import SUPERUSER_ID, api

from odoo.addons.linkstar_delivery.services import goods

_BATCH = 10_000


def migrate(cr, version):
    cr.execute("""
        UPDATE linkstar_parcel parcel
           SET tracking_state = shipment.tracking_state
          FROM linkstar_shipment shipment
         WHERE shipment.id = parcel.shipment_id
           AND parcel.tracking_state IS DISTINCT FROM shipment.tracking_state
        """)
    # A line belongs to the parcel whose outermost package it is in; all lines belong to
    # the only parcel of a shipment for the whole transfer.
    cr.execute("""
        INSERT INTO linkstar_move_tracking (
                   parcel_id, shipment_id, company_id, move_id, product_id,
                   sale_line_id, sale_order_id, quantity, create_uid, create_date
               )
        SELECT parcel.id, shipment.id, shipment.company_id, move.id, move.product_id,
               move.sale_line_id, sale_line.order_id, SUM(line.quantity_product_uom),
               1, now() AT TIME ZONE 'UTC'
          FROM linkstar_parcel parcel
          JOIN linkstar_shipment shipment ON shipment.id = parcel.shipment_id
          LEFT JOIN stock_package box ON box.id = parcel.package_id
          JOIN stock_move_line line ON line.picking_id = shipment.picking_id
          JOIN stock_move move ON move.id = line.move_id
          LEFT JOIN stock_package inner_box ON inner_box.id = line.result_package_id
          LEFT JOIN sale_order_line sale_line ON sale_line.id = move.sale_line_id
         WHERE line.state != 'cancel'
           AND line.quantity > 0
           AND CASE WHEN shipment.box = 'ALL' AND NOT EXISTS (
                             SELECT 1
                               FROM linkstar_parcel other
                              WHERE other.shipment_id = shipment.id
                                AND other.id != parcel.id
                         )
                    THEN TRUE
                    WHEN box.id IS NULL
                    THEN inner_box.id IS NULL
                    ELSE inner_box.parent_path LIKE box.parent_path || '%'
               END
         GROUP BY parcel.id, shipment.id, move.id, sale_line.order_id
        HAVING SUM(line.quantity_product_uom) > 0
            ON CONFLICT DO NOTHING
        """)
    env = api.Environment(cr, SUPERUSER_ID, {})
    last = 0
    while True:
        cr.execute(
            "SELECT id FROM linkstar_shipment WHERE id > %s ORDER BY id LIMIT %s",
            [last, _BATCH],
        )
        ids = [shipment_id for (shipment_id,) in cr.fetchall()]
        if not ids:
            break
        goods.roll_up(env["linkstar.shipment"].browse(ids))
        last = ids[-1]
