from odoo import api, fields, models

from ..services.quotation import scale


class LinkstarWeighing(models.Model):
    """One time that a box was weighed: who, when, how much. Written by itself when a weight is typed or a scale sends one."""

    _name = "linkstar.weighing"
    _description = "Linkstar Weighing"
    _order = "date, id"
    _rec_name = "weight"
    _check_company_auto = True

    picking_id = fields.Many2one("stock.picking", "Transfer", readonly=True, ondelete="cascade", index="btree_not_null", check_company=True)
    package_id = fields.Many2one("stock.package", readonly=True, ondelete="cascade", index="btree_not_null", check_company=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    weight = fields.Float("Weight (kg)", digits=(12, 3), required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "Weighed by", required=True, readonly=True, default=lambda self: self.env.uid)

    @api.model
    def _keep(self, records):
        """Write down the weight that ``records`` (packages or transfers) have got; what others than the warehouse type is no weighing."""
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            return self
        kilograms = scale(self.env)
        field = {"stock.package": "package_id", "stock.picking": "picking_id"}[records._name]
        return self.sudo().create([
            {
                field: record.id,
                "company_id": (record.company_id or self.env.company).id,
                "weight": float(kilograms(record.shipping_weight)),
            }
            for record in records
            if record.shipping_weight
        ])
