from dataclasses import replace

from odoo import models

from ..rules.problem import Problem


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _linkstar_check(self):
        """{order: [``rules.problem.Problem``]} of what will keep the goods of these orders from leaving: a key for each of
        ``self``, all at once in a number of queries that does not grow with them.

        Nothing is blocked here. Addons add what they know.
        """
        lines = self.sudo().order_line.filtered(lambda line: line.product_id.type == "consu" and line.product_uom_qty > 0)
        gaps = {product: product._linkstar_problems() for product in lines.product_id}
        problems = {order: [] for order in self}
        for order, sold in lines.grouped("order_id").items():
            found = problems[self.browse(order.id)]
            for product in sold.product_id:
                found += [order._linkstar_product_problem(product, gap) for gap in gaps[product]]
            found += [line._linkstar_free_problem() for line in sold if line._linkstar_is_worthless()]
        return problems

    def _linkstar_product_problem(self, product, problem):
        """``problem`` of a product, told as one of this order."""
        text = self.env._(
            "%(order)s, product %(product)s: %(gap)s", order=self.name, product=product.display_name, gap=problem.text
        )
        return replace(problem, text=text)


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
