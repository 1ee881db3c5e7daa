from odoo import models

from .consignment_check import ConsignmentCheck


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _linkstar_check(self):
        problems = super()._linkstar_check()
        orders_sudo = self.sudo().with_prefetch()
        declared = [each for each in orders_sudo._linkstar_to_forecast() if each.lines]
        amounts = orders_sudo._linkstar_amounts()
        check = ConsignmentCheck(self.env, declared)
        for each in declared:
            problems[self.browse(each.record.id)] += check.problems(each, amounts[each.order])
        return problems
