from odoo import api, fields, models
from odoo.exceptions import UserError

from .quotation import scale
from .states import STATES, TRACKING_STATES


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
            # Newest first; one that is not cancelled is the one that counts.
            shipments = picking.linkstar_shipment_ids.sorted("id", reverse=True)
            shipment = (shipments.filtered(lambda s: s.state != "cancelled") or shipments)[:1]
            picking.linkstar_shipment_id = shipment
            picking.linkstar_state = shipment.state
            picking.linkstar_tracking_state = shipment.tracking_state
            picking.linkstar_problem = shipment.problem
            picking.linkstar_has_label = bool(shipment.label_attachment_id)

    def _linkstar_ships(self):
        """Those of these transfers that leave with a Linkstar label of their own when they are validated."""
        return self.filtered(
            lambda p: p.carrier_id.delivery_type == "linkstar"
            and p.carrier_id.integration_level == "rate_and_ship"
            and p.picking_type_code != "incoming"
            and p.picking_type_id.print_label
            and not p._linkstar_travels()
        )

    def _linkstar_chain(self):
        """The other transfers that the goods of these have come or will go through on this trip (pick, pack, ship); a return
        ends a trip."""
        before = after = self.move_ids
        moves = before
        while moves:
            moves = moves.filtered(lambda move: not move.origin_returned_move_id).move_orig_ids - before
            before |= moves
        moves = after
        while moves:
            moves = moves.move_dest_ids.filtered(lambda move: not move.origin_returned_move_id) - after
            after |= moves
        return (before + after).picking_id - self

    def _linkstar_travels(self):
        """Whether these goods already have a label, from another transfer that they come from or go to."""
        return any(shipment.state != "cancelled" for shipment in self._linkstar_chain().sudo().linkstar_shipment_ids)

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

    def _linkstar_wait_for_others(self):
        """Let one at a time validate these transfers.

        Whoever comes second waits here, then meets the first one's commit as a conflict, for which Odoo runs the request
        again: it finds the transfer done. Without this, the second one would be told of a duplicate record."""
        if self:
            query = "SELECT id FROM stock_picking WHERE id IN %s ORDER BY id FOR NO KEY UPDATE"
            self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)

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

    # --- validation: write down what is to be sent, call nobody

    def send_to_shipper(self):
        if self.carrier_id.delivery_type != "linkstar":
            return super().send_to_shipper()
        self._linkstar_queue()
        # Core offers this button while there is no number: for a refused shipment it means "try again".
        self.linkstar_shipment_id.filtered(lambda s: s.state == "refused").action_retry()
        return None

    def _linkstar_queue(self):
        """Write a shipment for each of these transfers that has none; the worker books it after the commit."""
        todo = self.filtered(
            lambda p: all(s.state == "cancelled" for s in p.sudo().linkstar_shipment_ids) and not p._linkstar_travels()
        )
        problems = todo._linkstar_problems()
        if problems:
            raise UserError("\n".join(problems))
        shipments_sudo = self.env["linkstar.shipment"].sudo().create([picking._linkstar_shipment_values() for picking in todo])
        shipments_sudo._keep_quotation()
        shipments_sudo._work_soon()
        return shipments_sudo

    def _linkstar_service(self):
        """The line that this transfer goes by: the delivery method's, or the one that was chosen as best on the order."""
        carrier_sudo, order_sudo = self.carrier_id.sudo(), self.sale_id.sudo()
        if carrier_sudo.linkstar_choice == "fixed":
            return carrier_sudo.linkstar_service_id
        # Nothing is chosen here: that may take a call, and this is a transaction that may run again.
        return order_sudo.linkstar_service_id if order_sudo.carrier_id == carrier_sudo else carrier_sudo.linkstar_service_id

    def _linkstar_shipment_values(self):
        carrier_sudo = self.carrier_id.sudo()
        return {
            "picking_id": self.id,
            "company_id": self.company_id.id,
            "carrier_id": carrier_sudo.id,
            "account_id": carrier_sudo.linkstar_account_id.id,
            "service_id": self._linkstar_service().id,
            "attempt": max(self.sudo().linkstar_shipment_ids.mapped("attempt"), default=0) + 1,
            "declaration_id": self._linkstar_declare().id,
            "parcel_ids": [fields.Command.create(values) for values in self._linkstar_parcel_values()],
            "work_at": fields.Datetime.now(),
        }

    def _linkstar_parcel_values(self):
        """One parcel per outermost package, and one for what is in no package; weights in kg, sides in cm."""
        lines = self.move_line_ids.filtered(lambda line: line.quantity and line.state != "cancel")
        by_box = lines.grouped(lambda line: line.result_package_id._linkstar_outermost())
        kilograms = scale(self.env)
        values = []
        for number, (package, box_lines) in enumerate(sorted(by_box.items(), key=lambda item: item[0].id or 0), start=1):
            computed = sum(line.quantity_product_uom * line.product_id.weight for line in box_lines)
            typed = package.shipping_weight if package else (self.shipping_weight if len(by_box) == 1 else 0)
            box = {
                "number": f"U{number:03}",
                "package_id": package.id,
                "weight": float(kilograms(typed or computed + package.package_type_id.base_weight)),
            }
            kind = package.package_type_id
            if kind and kind.length_uom_name == "mm":
                box.update(length=kind.packaging_length / 10, width=kind.width / 10, height=kind.height / 10)
            values.append(box)
        return values

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
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "linkstar.shipment",
            "res_id": self.linkstar_shipment_id.id,
            "views": [[False, "form"]],
        }

    def action_linkstar_retry(self):
        self.linkstar_shipment_id.action_retry()

    def cancel_shipment(self):
        """The number of a Linkstar shipment stays until the carrier confirms, unlike core, which clears it whatever happens."""
        ours = self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar")
        ours.linkstar_shipment_id.action_cancel()
        return super(StockPicking, self - ours).cancel_shipment()
