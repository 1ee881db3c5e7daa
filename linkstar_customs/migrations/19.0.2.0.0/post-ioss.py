# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """The price paid for declared goods is their declared value, except for free goods,
    whose price is zero.
    """
    cr.execute("""
        UPDATE linkstar_customs_declaration_line line
           SET paid_value = CASE WHEN sold.price_subtotal = 0 THEN 0 ELSE line.value END
          FROM linkstar_customs_declaration_line own
          LEFT JOIN stock_move move ON move.id = own.move_id
          LEFT JOIN sale_order_line sold ON sold.id = move.sale_line_id
         WHERE own.id = line.id
           AND line.paid_value IS NULL
        """)
