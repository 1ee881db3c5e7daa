# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

_NAMES = {"told": "sent_snapshot", "told_before": "previous_snapshot"}


def migrate(cr, version):
    """Rename the fields for the data that was sent to the carrier."""
    for old, new in _NAMES.items():
        cr.execute(
            f"""
            ALTER TABLE linkstar_shipment RENAME COLUMN {old} TO {new};
            UPDATE ir_model_fields SET name = %s
             WHERE model = 'linkstar.shipment' AND name = %s;
            UPDATE ir_model_data SET name = %s
             WHERE module = 'linkstar_delivery' AND name = %s;
            """,
            [
                new,
                old,
                f"field_linkstar_shipment__{new}",
                f"field_linkstar_shipment__{old}",
            ],
        )
