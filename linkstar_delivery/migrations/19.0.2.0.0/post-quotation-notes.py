# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """The calculation of a price was stored as charges of 0.00. It becomes a text of
    the order.
    """
    cr.execute("""
        UPDATE sale_order
           SET linkstar_quotation_notes = notes.text
          FROM (
                SELECT sale_order_id,
                       string_agg(description, E'\\n' ORDER BY sequence, id) AS text
                  FROM linkstar_charge
                 WHERE stage = 'quoted'
                   AND amount = 0
                   AND description IS NOT NULL
                   AND sale_order_id IS NOT NULL
                 GROUP BY sale_order_id
               ) notes
         WHERE notes.sale_order_id = sale_order.id
    """)
    cr.execute("DELETE FROM linkstar_charge WHERE stage = 'quoted' AND amount = 0")
