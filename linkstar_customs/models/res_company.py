from odoo import models
from odoo.fields import Domain

from .validity import in_force


class ResCompany(models.Model):
    _inherit = "res.company"

    def _linkstar_registration(self, scheme, on_date):
        """This company's registration in ``scheme`` that holds on ``on_date``, or an empty record; of several the latest."""
        self.ensure_one()
        domain = in_force(on_date) & Domain("company_id", "=", self.id) & Domain("scheme_id", "=", scheme.id)
        return self.env["linkstar.tax.registration"].sudo().search(domain, order="valid_from desc, id desc", limit=1)
