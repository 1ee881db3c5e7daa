# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Parcels that got a final state from texts that do not prove it were not tracked any
more: fetch their tracking once more, and read their events again.
"""


def migrate(cr, version):
    # Spread over a day, so that the calls are not made all at once.
    cr.execute("""
        UPDATE linkstar_shipment AS shipment
           SET ended_at = now() AT TIME ZONE 'UTC',
               poll_at = now() AT TIME ZONE 'UTC'
                         + (shipment.id % 96) * interval '15 minutes'
          FROM linkstar_account AS account
         WHERE account.id = shipment.account_id
           AND shipment.tracking_state IN ('delivered', 'returned', 'destroyed', 'lost')
           AND shipment.poll_at IS NULL
           AND shipment.state != 'cancelled'
           AND shipment.waybill IS NOT NULL
           AND shipment.booked_at > now() AT TIME ZONE 'UTC'
                                    - make_interval(days => account.tracking_days)
        """)
    # The previous version stopped asking for charges after the first ones.
    cr.execute("""
        UPDATE linkstar_shipment AS shipment
           SET charge_at = now() AT TIME ZONE 'UTC'
                           + (shipment.id % 96) * interval '15 minutes'
          FROM linkstar_account AS account
         WHERE account.id = shipment.account_id
           AND shipment.charge_at IS NULL
           AND shipment.waybill IS NOT NULL
           AND shipment.booked_at > now() AT TIME ZONE 'UTC'
                                    - make_interval(days => account.charge_days)
        """)
