"""Parcels that ended by words that end nothing were never asked for again: ask once more, and read their history anew."""


def migrate(cr, version):
    # Spread over a day, so that they do not come all at once.
    cr.execute(
        """
        UPDATE linkstar_shipment AS shipment
           SET ended_at = now() AT TIME ZONE 'UTC',
               poll_at = now() AT TIME ZONE 'UTC' + (shipment.id % 96) * interval '15 minutes'
          FROM linkstar_account AS account
         WHERE account.id = shipment.account_id
           AND shipment.tracking_state IN ('delivered', 'returned', 'destroyed', 'lost')
           AND shipment.poll_at IS NULL
           AND shipment.state != 'cancelled'
           AND shipment.waybill IS NOT NULL
           AND shipment.booked_at > now() AT TIME ZONE 'UTC' - make_interval(days => account.tracking_days)
        """
    )
    # Charges were asked for until the first ones came.
    cr.execute(
        """
        UPDATE linkstar_shipment AS shipment
           SET charge_at = now() AT TIME ZONE 'UTC' + (shipment.id % 96) * interval '15 minutes'
          FROM linkstar_account AS account
         WHERE account.id = shipment.account_id
           AND shipment.charge_at IS NULL
           AND shipment.waybill IS NOT NULL
           AND shipment.booked_at > now() AT TIME ZONE 'UTC' - make_interval(days => account.charge_days)
        """
    )
