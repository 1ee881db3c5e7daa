# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from odoo.addons.linkstar_customs.services.units import kilograms


class LinkstarWeighing(models.Model):
    """One weighing of a box: user, time, weight. Created automatically when a weight is
    entered or sent by a scale.
    """

    _name = "linkstar.weighing"
    _description = "Linkstar Weighing"
    _order = "date, id"
    _rec_name = "weight"
    _check_company_auto = True

    picking_id = fields.Many2one(
        "stock.picking",
        "Transfer",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
    )
    package_id = fields.Many2one(
        "stock.package",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    weight = fields.Float("Weight (kg)", digits=(12, 3), required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users",
        "Weighed by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )

    @api.model
    def _keep(self, records):
        """Save the new weight of ``records`` (packages or transfers). A weight entered
        outside the warehouse is not a weighing.
        """
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            return self
        in_kilograms = kilograms(self.env)
        field = {"stock.package": "package_id", "stock.picking": "picking_id"}[
            records._name
        ]
        return self.sudo().create(
            [
                {
                    field: record.id,
                    "company_id": (record.company_id or self.env.company).id,
                    "weight": float(in_kilograms(record.shipping_weight)),
                }
                for record in records
                if record.shipping_weight
            ]
        )
