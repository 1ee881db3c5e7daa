# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Stored sentences become values of the code "text": they stay unchanged, in the
    language they were written in.
    """
    for table in ("linkstar_shipment", "linkstar_account"):
        cr.execute(
            "SELECT 1 FROM information_schema.columns WHERE table_name = %s AND"
            " column_name = 'problem'",
            [table],
        )
        if not cr.fetchone():
            continue
        cr.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS happened jsonb")
        cr.execute(
            f"UPDATE {table} SET happened = jsonb_build_object('code', 'text', 'text',"
            " problem) WHERE problem IS NOT NULL"
        )
        cr.execute(f"ALTER TABLE {table} DROP COLUMN problem")
