from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_linkstar_print_customs_form(self):
        """CN22 or CN23 of these transfers, in their order."""
        return self._linkstar_paper_declarations().action_print_customs_form()

    def action_linkstar_print_invoice(self):
        return self._linkstar_paper_declarations().action_print_invoice()

    def action_linkstar_print_packing_list(self):
        return self._linkstar_paper_declarations().action_print_packing_list()

    def _linkstar_paper_declarations(self):
        """The declaration that papers of each transfer are about: the latest that was frozen, else one of what it contains now."""
        self.check_access("read")
        frozen = self.linkstar_declaration_ids.filtered(lambda declaration: declaration.state == "frozen")
        told = {picking: own.sorted("version")[-1] for picking, own in frozen.grouped("picking_id").items()}
        untold = self.filtered(lambda picking: picking not in told)
        told |= dict(zip(untold, untold._linkstar_declare(), strict=True)) if untold else {}
        return self.env["linkstar.customs.declaration"].union(*(told[picking] for picking in self))
