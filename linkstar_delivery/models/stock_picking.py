from odoo import api, fields, models
from odoo.exceptions import UserError

from .states import STATES, TRACKING_STATES

#: Of several orders the one that wants somebody's eye first.
_URGENCY = ("refused", "queued", "booking", "accepted", "ready", "cancelled")


class StockPicking(models.Model):
    _inherit = "stock.picking"

    linkstar_shipment_ids = fields.One2many("linkstar.shipment", "picking_id", "Linkstar shipments", copy=False)
    linkstar_shipment_id = fields.Many2one(
        "linkstar.shipment", "Linkstar shipment", compute="_compute_linkstar_shipment", compute_sudo=True
    )
    linkstar_state = fields.Selection(STATES, "Linkstar", compute="_compute_linkstar_shipment", compute_sudo=True)
    linkstar_tracking_state = fields.Selection(TRACKING_STATES, "Where it is", compute="_compute_linkstar_shipment", compute_sudo=True)
    linkstar_problem = fields.Text(compute="_compute_linkstar_shipment", compute_sudo=True)
    linkstar_has_label = fields.Boolean(compute="_compute_linkstar_shipment", compute_sudo=True)

    @api.depends(
        "linkstar_shipment_ids.state",
        "linkstar_shipment_ids.tracking_state",
        "linkstar_shipment_ids.problem",
        "linkstar_shipment_ids.label_attachment_id",
    )
    def _compute_linkstar_shipment(self):
        for picking in self:
            open_ones = picking._linkstar_open_shipments()
            first = open_ones.sorted(lambda s: _URGENCY.index(s.state))[:1]
            shipment = first or picking.linkstar_shipment_ids.sorted("id", reverse=True)[:1]
            picking.linkstar_shipment_id = shipment
            picking.linkstar_state = shipment.state
            picking.linkstar_tracking_state = shipment.tracking_state
            problems = dict.fromkeys(s.problem for s in open_ones or shipment if s.problem)
            picking.linkstar_problem = "\n".join(problems) or False
            picking.linkstar_has_label = bool(open_ones) and all(s.label_attachment_id for s in open_ones)

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
        return result

    def _linkstar_problems(self):
        """All that keeps these transfers from being booked, one sentence each: what is wrong, where, what to do."""
        problems = [problem.text for problem in self._linkstar_customs_problems() if problem.severity == "block"]
        for picking in self:
            carrier_sudo = picking.carrier_id.sudo()
            service_sudo = picking._linkstar_service()
            if not carrier_sudo.linkstar_account_id or (carrier_sudo.linkstar_choice == "fixed" and not service_sudo):
                problems.append(
                    self.env._(
                        "%(transfer)s: the delivery method %(method)s has no Linkstar account or line; "
                        "an administrator chooses them there.",
                        transfer=picking.name,
                        method=picking.carrier_id.name,
                    )
                )
            elif not service_sudo:
                problems.append(
                    self.env._(
                        "%(transfer)s: the best line was never chosen; press “Add shipping” on the sales order, or choose a delivery "
                        "method of one line.",
                        transfer=picking.name,
                    )
                )
            elif carrier_sudo.linkstar_account_id.company_id != picking.company_id:
                problems.append(
                    self.env._(
                        "%(transfer)s: the account %(account)s of the delivery method belongs to %(company)s; choose a delivery method of "
                        "the transfer's own company.",
                        transfer=picking.name,
                        account=carrier_sudo.linkstar_account_id.name,
                        company=carrier_sudo.linkstar_account_id.company_id.name,
                    )
                )
            problems += picking._linkstar_address_problems()
            country = picking.partner_id.country_id
            if country and service_sudo.country_ids and country not in service_sudo.country_ids:
                problems.append(
                    self.env._(
                        "%(transfer)s: the line %(line)s does not go to %(country)s; choose another delivery method.",
                        transfer=picking.name,
                        line=service_sudo.code,
                        country=country.name,
                    )
                )
            batteries = picking.move_ids.product_id.filtered(lambda p: p.linkstar_battery and p.linkstar_battery != "none")
            if batteries and service_sudo and not service_sudo.carries_battery:
                problems.append(
                    self.env._(
                        "%(transfer)s: the line %(line)s carries no batteries, and these goods have some: %(products)s. Choose a line that "
                        "carries batteries.",
                        transfer=picking.name,
                        line=service_sudo.code,
                        products=batteries.mapped("display_name"),
                    )
                )
        return problems

    def _linkstar_address_problems(self):
        """What is missing in the consignee's and in the sender's address."""
        self.ensure_one()
        if not self.partner_id:
            return [self.env._("%(transfer)s: there is no delivery address; set the contact.", transfer=self.name)]
        problems = []
        for partner, parts in ((self.partner_id, ("name", "street", "zip", "city", "country_id", "phone")),
                               (self._linkstar_sender(), ("name", "street", "zip", "city", "state_id", "country_id", "phone"))):
            missing = partner._linkstar_missing(parts)
            if missing:
                problems.append(
                    self.env._(
                        "%(transfer)s: the address of %(partner)s lacks: %(parts)s. Complete the contact.",
                        transfer=self.name,
                        partner=partner.display_name,
                        parts=missing,
                    )
                )
        return problems

    def _linkstar_sender(self):
        """Who sends: the warehouse's address, else the company's."""
        return self.picking_type_id.warehouse_id.partner_id or self.company_id.partner_id

    # --- buttons

    def action_linkstar_print_label(self):
        """The labels of these transfers as one PDF, in the order of the list."""
        without = self.filtered(lambda p: not p.linkstar_shipment_id)
        if without:
            raise UserError(
                self.env._("No Linkstar shipment was made for: %s. Validate the transfer first.", without.mapped("name"))
            )
        return self.linkstar_shipment_id.action_print_label()

    def action_linkstar_shipment(self):
        """The shipment of this transfer, or the list of them where there are several."""
        self.ensure_one()
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
        self._linkstar_open_shipments().action_retry()
