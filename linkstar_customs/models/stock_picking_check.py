from dataclasses import replace

from odoo import models

from ..rules.problem import Problem
from .amounts import has_rate


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
        euro = self.env.ref("base.EUR")
        problems = {picking: [] for picking in self}
        for picking, leaving in moves.browse([move.id for move in quantities]).grouped("picking_id").items():
            found = problems[self.browse(picking.id)]
            for product in leaving.product_id:
                found += [picking._linkstar_product_problem(product, gap) for gap in gaps[product]]
            for move in leaving:
                found += move._linkstar_customs_problems(quantities[move], net_values[move])
            found += picking._linkstar_rate_problems(euro)
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

    def _linkstar_rate_problems(self, euro):
        """A warning when limits in EUR would be tested at a rate that nobody entered."""
        own = self._linkstar_currency()
        needed = own + euro - self.company_id.currency_id if own != euro else euro.browse()
        unknown = [currency for currency in needed if not has_rate(currency, self.company_id, self._linkstar_rate_date())]
        return [
            Problem(
                "warn",
                self.env._(
                    "%(transfer)s: there is no rate of %(currency)s on or before %(date)s, so the value in EUR is not known. "
                    "Enter the rate of that day in Accounting ▸ Configuration ▸ Currencies.",
                    transfer=self.name,
                    currency=currency.name,
                    date=self._linkstar_rate_date(),
                ),
                currency._name,
                currency.id,
                "rate_missing",
            )
            for currency in unknown
        ]
