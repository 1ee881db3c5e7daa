"""What customs law says, on plain values: no database, no Odoo. Dated tables come in as arguments."""
