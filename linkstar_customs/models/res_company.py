from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _linkstar_registration(self, scheme, on_date):
        """This company's registration in ``scheme`` that holds on ``on_date``, or an empty record; of several the latest."""
        self.ensure_one()
        registrations = self.env["linkstar.tax.registration"].sudo().search([("company_id", "=", self.id)])
        return registrations._for_scheme(scheme, on_date)[0]
