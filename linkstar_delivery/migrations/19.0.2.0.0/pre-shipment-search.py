# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Odoo does not change an index that has the name of a field: drop these, so that
    indexes for parts of numbers are created. The line and the account now have the
    setting for undeliverable parcels. "Destroyed" was a default that nobody chose, so
    these parcels are now returned.
    """
    for name in (
        "linkstar_shipment__waybill_index",
        "linkstar_shipment__tracking_number_index",
        "linkstar_parcel__tracking_number_index",
    ):
        cr.execute(f'DROP INDEX IF EXISTS "{name}"')
    cr.execute("ALTER TABLE linkstar_service ALTER COLUMN undeliverable DROP NOT NULL")
    cr.execute(
        "UPDATE linkstar_service SET undeliverable = NULL WHERE undeliverable ="
        " 'destroy'"
    )
