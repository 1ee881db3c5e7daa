from odoo import models
from odoo.addons.web.controllers.utils import clean_action
from odoo.exceptions import UserError

from .linkstar_shipment_label import FORMS_IN_NAME


class StockPicking(models.Model):
    """Labels of a transfer: an ordinary report, printed from a form, a list, or by itself after validation."""

    _inherit = "stock.picking"

    def action_linkstar_print_label(self):
        """The labels of these transfers as one PDF, in the order of the list."""
        self.check_access("read")
        self.env["linkstar.shipment"]._check_may_act()
        if not self:
            raise UserError(self.env._("None of the transfers has a Linkstar label yet: choose others, or get their labels first."))
        without = self.filtered(lambda p: not p.linkstar_shipment_id)
        if without:
            raise UserError(
                self.env._("No Linkstar shipment was made for: %s. Validate the transfer first.", without.mapped("name"))
            )
        shipments = self._linkstar_open_shipments() or self.linkstar_shipment_id
        shipments._check_may_act()
        return shipments._print_action(self, self.env._("Print the others"))

    def _linkstar_label_report(self):
        return self.env.ref(f"linkstar_delivery.action_report_label{FORMS_IN_NAME[self.env.context.get('linkstar_forms')]}")

    def _get_autoprint_report_actions(self):
        """Labels that are there already print with core's other papers; core takes only reports, so the others print when they come.
        A wave prints all of its own together."""
        actions = super()._get_autoprint_report_actions()
        shipments = self.filtered("picking_type_id.linkstar_auto_print")._linkstar_open_shipments()
        together = self.env.context.get("linkstar_wave")
        ready = shipments.filtered(lambda s: not together and s._has_label())
        (shipments - ready).sudo().print_for_id = self.env.user
        if ready:
            action = ready._linkstar_label_report().report_action(ready, config=False)
            actions.append(clean_action(action, self.env))
        return actions
