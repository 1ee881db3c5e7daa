from odoo import models

from .consignment_check import ConsignmentCheck


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _linkstar_check(self):
        problems = super()._linkstar_check()
        pickings_sudo = self.sudo().with_prefetch()
        declared = [each for each in pickings_sudo._linkstar_to_declare() if each.lines]
        amounts = pickings_sudo.sale_id._linkstar_amounts()
        check = ConsignmentCheck(self.env, declared)
        for each in declared:
            problems[self.browse(each.record.id)] += check.problems(each, amounts.get(each.order))
        return problems
