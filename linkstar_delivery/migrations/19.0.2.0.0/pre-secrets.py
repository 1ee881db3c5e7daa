def migrate(cr, version):
    """Credentials of accounts move to a table of their own."""
    cr.execute(
        """
        CREATE TABLE linkstar_account_secret (id serial PRIMARY KEY, account_id integer, app_token varchar, app_key varchar);
        INSERT INTO linkstar_account_secret (account_id, app_token, app_key) SELECT id, app_token, app_key FROM linkstar_account;
        ALTER TABLE linkstar_account DROP COLUMN app_token, DROP COLUMN app_key;
        """
    )
