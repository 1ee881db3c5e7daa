from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Weights are kept to the gram, as in a new database."""
    api.Environment(cr, SUPERUSER_ID, {})["decimal.precision"]._linkstar_keep_grams()
