# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Store weights to the gram, as in a new database."""
    api.Environment(cr, SUPERUSER_ID, {})["decimal.precision"]._linkstar_keep_grams()
