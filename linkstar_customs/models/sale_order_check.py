from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from ..rules.problem import Problem


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "linkstar.check.mixin"]

    def _linkstar_check(self):
        """{order: [``rules.problem.Problem``]} of what will keep the goods of these orders from leaving: a key for each of
        ``self``, all at once in a number of queries that does not grow with them.

        Nothing is blocked here. Addons add what they know.
        """
        lines = self.sudo().order_line.filtered(lambda line: line.product_id.type == "consu" and line.product_uom_qty > 0)
        by_order = lines.grouped("order_id")
        parts = {}
        for company in lines.company_id:
            sold = lines.filtered(lambda line: line.company_id == company).product_id  # noqa: B023
            parts[company] = sold._linkstar_components(company)
        products = {order: lines.browse().product_id for order in self}
        for order, sold in by_order.items():
            components = parts[order.company_id]
            for product in sold.product_id:
                shipped = product.union(*components[product]) - product if components.get(product) else product
                products[self.browse(order.id)] |= shipped
        problems = self._linkstar_goods_problems(products)
        for order, sold in by_order.items():
            problems[self.browse(order.id)] += [line._linkstar_free_problem() for line in sold if line._linkstar_is_worthless()]
        return {order: problems[order] for order in self}

    def _linkstar_consignee(self):
        return self.partner_shipping_id

    def _linkstar_is_checked(self):
        settings = self.company_id.sudo()
        return (
            settings.linkstar_check_orders != "off"
            and self.state in ("draft", "sent", "sale")
            and self.delivery_status != "full"
            and self._linkstar_goes_abroad()
        )

    def _linkstar_goes_abroad(self):
        settings = self.company_id.sudo()
        return settings._linkstar_is_abroad(self.partner_shipping_id.country_id, self.warehouse_id.partner_id.country_id)

    def action_confirm(self):
        checked = self.filtered(lambda order: order._linkstar_is_checked())
        found = checked._linkstar_check() if checked else {}
        if not self.env.su:
            checked._linkstar_refuse_blocked(found)
        result = super().action_confirm()
        for order, problems in found.items():
            if problems:
                order._linkstar_note(problems)
        return result

    def _linkstar_refuse_blocked(self, found):
        """
        :raise UserError: where the company's settings let nobody confirm an order whose goods would be held"""
        blocking = [
            problem.text
            for order, problems in found.items()
            if order.company_id.sudo().linkstar_check_orders == "block"
            for problem in problems
            if problem.severity == "block"
        ]
        if blocking:
            raise UserError(
                self.env._(
                    "Not confirmed, for customs would hold the goods. “Check customs” on the order opens each place to mend:\n%s",
                    "\n".join(f"• {text}" for text in blocking),
                )
            )

    def _linkstar_note(self, problems):
        """Write what was found into the order's log."""
        items = Markup("").join(Markup("<li>%s</li>") % problem.text for problem in problems)
        head = self.env._("Before the goods can leave:")
        self.message_post(body=Markup("<p>%s</p><ul>%s</ul>") % (head, items))


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _linkstar_is_worthless(self):
        """Whether neither the order nor the product gives a value that could be declared."""
        return self.price_subtotal <= 0 and not self.product_id._linkstar_sales_price(self.company_id)

    def _linkstar_free_problem(self):
        text = self.env._(
            "%(order)s, product %(product)s: its value is zero, which customs refuses. Enter a price on the order, or a sales price "
            "on the product.",
            order=self.order_id.name,
            product=self.product_id.display_name,
        )
        return Problem("block", text, self.product_id._name, self.product_id.id, "value_zero")
