# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Move numbers of registrations to a separate table."""
    cr.execute("""
        CREATE TABLE linkstar_tax_registration_secret (
            id serial PRIMARY KEY, registration_id integer, number varchar
        );
        INSERT INTO linkstar_tax_registration_secret (registration_id, number)
        SELECT id, number FROM linkstar_tax_registration;
        ALTER TABLE linkstar_tax_registration DROP COLUMN number;
        """)
