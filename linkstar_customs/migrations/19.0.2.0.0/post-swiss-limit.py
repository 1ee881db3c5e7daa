from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """The Swiss limit is one of tax now. Where somebody had changed the value that it was, their value counts at the standard rate."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    scheme = env.ref("linkstar_customs.scheme_switzerland", raise_if_not_found=False)
    if scheme and scheme.basis == "tax" and scheme.limit > 20:
        scheme.limit = scheme.currency_id.round(scheme.limit * 0.081)
