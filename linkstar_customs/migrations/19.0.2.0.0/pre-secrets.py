def migrate(cr, version):
    """Numbers of registrations move to a table of their own."""
    cr.execute(
        """
        CREATE TABLE linkstar_tax_registration_secret (id serial PRIMARY KEY, registration_id integer, number varchar);
        INSERT INTO linkstar_tax_registration_secret (registration_id, number) SELECT id, number FROM linkstar_tax_registration;
        ALTER TABLE linkstar_tax_registration DROP COLUMN number;
        """
    )
