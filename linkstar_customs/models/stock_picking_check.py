from dataclasses import replace

from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _linkstar_check(self):
        """{picking: [``rules.problem.Problem``]} of everything that keeps these transfers from leaving, or that somebody should
        look at first: a key for each of ``self``, all at once in a number of queries that does not grow with them.

        Nothing is blocked here. Addons add what they know.
        """
        moves = self.sudo().move_ids.filtered(lambda move: move.product_id.type == "consu")
        quantities = moves._linkstar_quantities()
        net_values = moves._linkstar_net_values(quantities)
        gaps = {product: product._linkstar_problems() for product in moves.product_id}
        problems = {picking: [] for picking in self}
        for picking, leaving in moves.browse([move.id for move in quantities]).grouped("picking_id").items():
            found = problems[self.browse(picking.id)]
            for product in leaving.product_id:
                found += [picking._linkstar_product_problem(product, gap) for gap in gaps[product]]
            for move in leaving:
                found += move._linkstar_customs_problems(quantities[move], net_values[move])
        return problems

    def _linkstar_customs_problems(self):
        """All that customs would refuse in these transfers, a list of ``rules.problem.Problem``; nothing is blocked here."""
        return [problem for problems in self._linkstar_check().values() for problem in problems]

    def _linkstar_product_problem(self, product, problem):
        """``problem`` of a product, told as one of this transfer."""
        text = self.env._(
            "%(transfer)s, product %(product)s: %(gap)s", transfer=self.name, product=product.display_name, gap=problem.text
        )
        return replace(problem, text=text)
