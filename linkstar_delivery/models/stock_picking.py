from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.lookups import VALIDATION
from odoo.exceptions import UserError

from .states import STATES, TRACKING_STATES
from .stock_picking_booking import CHECKED

#: Of several orders the one that wants somebody's eye first.
_URGENCY = ("refused", "queued", "booking", "accepted", "ready", "cancelled")


class StockPicking(models.Model):
    _inherit = "stock.picking"

    linkstar_shipment_ids = fields.One2many("linkstar.shipment", "picking_id", "Linkstar shipments", copy=False, groups="base.group_user")
    linkstar_shipment_id = fields.Many2one(
        "linkstar.shipment", "Linkstar shipment", compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user"
    )
    linkstar_state = fields.Selection(STATES, "Linkstar", compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user")
    linkstar_tracking_state = fields.Selection(
        TRACKING_STATES, "Where it is", compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user"
    )
    linkstar_state_decoration = fields.Char(compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user")
    linkstar_tracking_decoration = fields.Char(compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user")
    linkstar_problem = fields.Text(compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user")
    linkstar_has_label = fields.Boolean(compute="_compute_linkstar_shipment", compute_sudo=True, groups="base.group_user")

    @api.depends(
        "linkstar_shipment_ids.state",
        "linkstar_shipment_ids.tracking_state",
        "linkstar_shipment_ids.problem",
        "linkstar_shipment_ids.label_attachment_id",
        "linkstar_shipment_ids.rebook",
        "linkstar_shipment_ids.cancel_requested",
        "linkstar_shipment_ids.intercept_state",
    )
    @api.depends_context("lang")
    def _compute_linkstar_shipment(self):
        for picking in self:
            open_ones = picking._linkstar_open_shipments()
            first = open_ones.sorted(lambda s: _URGENCY.index(s.state))[:1]
            shipment = first or picking.linkstar_shipment_ids.sorted("id", reverse=True)[:1]
            picking.linkstar_shipment_id = shipment
            picking.linkstar_state = shipment.state
            picking.linkstar_tracking_state = shipment.tracking_state
            picking.linkstar_state_decoration = shipment.state_decoration
            picking.linkstar_tracking_decoration = shipment.tracking_decoration
            problems = dict.fromkeys(s.problem or s._why_rebooked() for s in open_ones or shipment)
            problems.pop(False, None)
            picking.linkstar_problem = "\n".join(problems) or False
            labelled = bool(open_ones) and all(s._has_label() for s in open_ones)
            picking.linkstar_has_label = labelled and not picking._linkstar_box_without_order()

    # --- before validation

    def _pre_action_done_hook(self):
        result = super()._pre_action_done_hook()
        if result is True:
            leaving = self._linkstar_ships()
            leaving._linkstar_wait_for_others()
            problems = leaving._linkstar_problems()
            if problems:
                raise UserError(
                    self.env._("Not validated, for the carrier would refuse the parcel:\n%s", "\n".join(f"• {p}" for p in problems))
                )
            # What is queued a moment later, in the same transaction, needs no second look.
            self.env.cr.cache.setdefault(VALIDATION, {})[CHECKED] = frozenset(leaving.ids)
        return result

    def _linkstar_sender(self):
        """Who sends: the warehouse's address, else the company's."""
        return self.picking_type_id.warehouse_id.partner_id or self.company_id.partner_id

    def _linkstar_customer(self):
        """Who placed the order that these goods are for, nobody where there is none. Pickers may not read orders."""
        return self.sudo().sale_id.partner_id

    # --- buttons

    def action_linkstar_shipment(self):
        """The shipment of this transfer, or the list of them where there are several."""
        self.ensure_one()
        self.check_access("read")
        if len(self.linkstar_shipment_ids) > 1:
            action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_delivery.action_linkstar_shipment")
            return {**action, "domain": [("picking_id", "=", self.id)], "context": {}}
        return {
            "type": "ir.actions.act_window",
            "res_model": "linkstar.shipment",
            "res_id": self.linkstar_shipment_id.id,
            "views": [[False, "form"]],
        }

    def action_linkstar_retry(self):
        self.check_access("read")
        self.env["linkstar.shipment"]._check_may_act()
        self._linkstar_open_shipments().action_retry()
