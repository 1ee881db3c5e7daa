# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Move the credentials of accounts to a separate table."""
    cr.execute("""
        CREATE TABLE linkstar_account_secret (
            id serial PRIMARY KEY,
            account_id integer,
            app_token varchar,
            app_key varchar
        );
        INSERT INTO linkstar_account_secret (account_id, app_token, app_key)
        SELECT id, app_token, app_key FROM linkstar_account;
        ALTER TABLE linkstar_account DROP COLUMN app_token, DROP COLUMN app_key;
        """)
