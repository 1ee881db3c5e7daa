# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """The Swiss limit is now a limit of tax, not of value. A value that a user changed
    is converted at the standard rate.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    scheme = env.ref("linkstar_customs.scheme_switzerland", raise_if_not_found=False)
    if scheme and scheme.basis == "tax" and scheme.limit > 20:
        scheme.limit = scheme.currency_id.round(scheme.limit * 0.081)
