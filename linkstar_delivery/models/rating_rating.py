# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models


class RatingRating(models.Model):
    _inherit = "rating.rating"

    # Core's ratings have no company, and each employee reads all of them.
    linkstar_company_id = fields.Many2one(
        "res.company",
        "Company of the shipment",
        compute="_compute_linkstar_company_id",
        store=True,
        index="btree_not_null",
        groups="base.group_user",
    )

    @api.depends("res_model", "res_id")
    def _compute_linkstar_company_id(self):
        ours = self.filtered(lambda rating: rating.res_model == "linkstar.shipment")
        (self - ours).linkstar_company_id = False
        shipments_sudo = self.env["linkstar.shipment"].sudo()
        found = shipments_sudo.browse(ours.mapped("res_id")).exists()
        companies = {shipment.id: shipment.company_id for shipment in found}
        for rating in ours:
            rating.linkstar_company_id = companies.get(rating.res_id)
