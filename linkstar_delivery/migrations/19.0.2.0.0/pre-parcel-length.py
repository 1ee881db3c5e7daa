# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Rename the field for the length of a parcel."""
    cr.execute("""
        ALTER TABLE linkstar_parcel RENAME COLUMN length TO parcel_length;
        UPDATE ir_model_fields SET name = 'parcel_length'
         WHERE model = 'linkstar.parcel' AND name = 'length';
        UPDATE ir_model_data SET name = 'field_linkstar_parcel__parcel_length'
         WHERE module = 'linkstar_delivery'
           AND name = 'field_linkstar_parcel__length';
        """)
