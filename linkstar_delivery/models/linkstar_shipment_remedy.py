from odoo import api, fields, models

from . import happening


class LinkstarShipment(models.Model):
    """From what the carrier refused an order for to the record where it is corrected."""

    _inherit = "linkstar.shipment"

    remedy = fields.Selection(
        [
            ("contact", "Contact"),
            ("sender", "Sender"),
            ("product", "Product"),
            ("order", "Order"),
            ("registration", "Tax registration"),
            ("transfer", "Transfer"),
        ],
        "To correct",
        compute="_compute_remedy",
        compute_sudo=True,
        help="Where the first thing is corrected that the carrier refused the order for.",
    )

    @api.depends("happened", "state")
    def _compute_remedy(self):
        for shipment in self:
            codes = happening.refused_for(shipment.happened) if shipment.state == "refused" else []
            shipment.remedy = next((happening.REMEDY_OF[code] for code, _item in codes if code in happening.REMEDY_OF), False)

    def action_open_remedy(self):
        """Open what has to be corrected before this order is sent again."""
        self.ensure_one()
        self.check_access("read")
        records = self._remedy_records()
        action = {"type": "ir.actions.act_window", "res_model": records._name, "name": self.env._("Correct what the carrier refused")}
        if len(records) == 1:
            return {**action, "res_id": records.id, "views": [[False, "form"]]}
        return {**action, "views": [[False, "list"], [False, "form"]], "domain": [("id", "in", records.ids)]}

    def _remedy_records(self):
        """The records to correct; the transfer where they are not known."""
        picking = self.picking_id
        finders = {
            "contact": picking._linkstar_consignee,
            "sender": picking._linkstar_sender,
            "product": self._remedy_products,
            "order": lambda: self.sale_order_id,
            "registration": lambda: self.env["linkstar.tax.registration"].search([("company_id", "=", self.company_id.id)]),
        }
        return finders.get(self.remedy, lambda: picking)() or picking

    def _remedy_products(self):
        """The declared products that the first refusal can be about."""
        [code, item] = next(each for each in happening.refused_for(self.happened) if happening.REMEDY_OF.get(each[0]) == "product")
        lines = self.declaration_id.sudo().line_ids
        products = self.env["product.product"].browse(lines.product_id.ids)
        items = self._declared_items() if item else ()
        if 0 < item <= len(items):
            skus = items[item - 1].sku
            products = products.filtered(lambda product: product.default_code and product.default_code in skus) or products
        lacks = {
            "description_cn_missing": lambda product: not product._linkstar_descriptions()[1],
            "hs_code_missing": lambda product: not product._linkstar_hs_code(),
            "battery_not_carried": lambda product: "battery" in product._linkstar_goods_types(),
        }
        return (code in lacks and products.filtered(lacks[code])) or products
