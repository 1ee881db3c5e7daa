"""What gets a machine ready to run Odoo with the two addons: only the standard library, since nothing is installed yet."""
