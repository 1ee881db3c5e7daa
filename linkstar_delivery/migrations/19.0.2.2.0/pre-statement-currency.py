# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A statement's line keeps its currency only where it is not that of the account."""

from odoo.tools import sql


def migrate(cr, version):
    table = "linkstar_bill_line"
    # The index of shipment and id replaces it.
    cr.execute("DROP INDEX IF EXISTS linkstar_bill_line__shipment_id_index")
    if not sql.column_exists(cr, table, "currency_id"):
        return
    sql.rename_column(cr, table, "currency_id", "foreign_currency_id")
    cr.execute(
        """
        UPDATE linkstar_bill_line line
           SET foreign_currency_id = NULL
          FROM linkstar_bill bill
          JOIN linkstar_account account ON account.id = bill.account_id
         WHERE bill.id = line.bill_id
           AND line.foreign_currency_id = account.currency_id
        """
    )
