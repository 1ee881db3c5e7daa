def migrate(cr, version):
    """Odoo leaves an index of a field's name as it is: these become indexes for parts of numbers. Line and account decide about
    undeliverable parcels; that they are destroyed was a default that nobody chose, and they come back now."""
    for name in (
        "linkstar_shipment__waybill_index", "linkstar_shipment__tracking_number_index", "linkstar_parcel__tracking_number_index",
    ):
        cr.execute(f'DROP INDEX IF EXISTS "{name}"')
    cr.execute("ALTER TABLE linkstar_service ALTER COLUMN undeliverable DROP NOT NULL")
    cr.execute("UPDATE linkstar_service SET undeliverable = NULL WHERE undeliverable = 'destroy'")
