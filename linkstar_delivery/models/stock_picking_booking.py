from odoo import fields, models
from odoo.addons.linkstar_customs.models.lookups import VALIDATION
from odoo.exceptions import UserError

#: ``linkstar.shipment.box`` of an order for the whole transfer, and of one for what is in no package.
WHOLE, LOOSE = "ALL", "LOOSE"
#: In what is known during a validation: the transfers whose validation has just found nothing wrong.
CHECKED = "linkstar_checked"


class StockPicking(models.Model):
    """What a transfer's goods travel under: orders at the carrier that are written down here and sent by the worker."""

    _inherit = "stock.picking"

    def _linkstar_open_shipments(self):
        """The shipments of these transfers that are not cancelled, in the order of the transfers, then of their boxes."""
        found = self.env["linkstar.shipment"]
        for picking in self:
            found += picking.linkstar_shipment_ids.filtered(lambda s: s.state != "cancelled").sorted(
                lambda s: (s.parcel_ids[:1].number or "", s.id)
            )
        return found

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

    def _linkstar_wait_for_others(self):
        """Let one at a time validate these transfers, or have them booked.

        Whoever comes second waits here, then meets the first one's commit as a conflict, for which Odoo runs the request
        again: it finds the transfer done. Without this, the second one would be told of a duplicate record."""
        if self:
            # Only a row that was written makes a conflict; validation writes it later anyway, booking does not.
            query = """
                UPDATE stock_picking SET write_date = write_date
                 WHERE id IN (SELECT id FROM stock_picking WHERE id IN %s ORDER BY id FOR NO KEY UPDATE)
            """
            self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)

    # --- validation: write down what is to be sent, call nobody

    def button_validate(self):
        """Validate; what is read and checked for that, is read and checked once."""
        self.check_access("write")
        self._linkstar_check_may_ship()
        self.env.cr.cache[VALIDATION] = {}
        try:
            return super().button_validate()
        finally:
            self.env.cr.cache.pop(VALIDATION, None)

    def _action_done(self):
        self._linkstar_check_may_ship()
        return super()._action_done()

    def _linkstar_check_may_ship(self):
        """
        :raise AccessError: when a label would be bought for these transfers by somebody who may not; sales and finance may write
            transfers, too"""
        if not self.env.su and self._linkstar_ships():
            self.env["linkstar.shipment"]._check_may_act()

    def send_to_shipper(self):
        if self.carrier_id.delivery_type != "linkstar":
            return super().send_to_shipper()
        self.check_access("write")
        self.env["linkstar.shipment"]._check_may_act()
        wrong = [problem for picking in self if (problem := picking._linkstar_not_ready())]
        if wrong:
            raise UserError("\n".join(wrong))
        if VALIDATION not in self.env.cr.cache:
            self._linkstar_wait_for_others()
        self._linkstar_book_after_cancelling()
        self._linkstar_queue()
        # Core offers this button while there is no number: for a refused shipment it means "try again".
        self._linkstar_open_shipments().filtered(lambda s: s.state == "refused").action_retry()
        return None

    def _linkstar_queue(self):
        """Write the shipments that these transfers lack; the worker books them after the commit."""
        todo = self.filtered(lambda p: p._linkstar_lacks_orders() and not p._linkstar_travels())
        checked = self.env.cr.cache.get(VALIDATION, {}).get(CHECKED, ())
        unchecked = todo.filtered(lambda p: p.id not in checked)
        problems = unchecked and unchecked._linkstar_problems()
        if problems:
            raise UserError("\n".join(problems))
        shipments_sudo = self.env["linkstar.shipment"].sudo()
        if todo:
            # A shipment's history begins with the carrier's answer.
            quiet = shipments_sudo.with_context(tracking_disable=True, mail_create_nosubscribe=True)
            shipments_sudo = shipments_sudo.browse(quiet.create(todo._linkstar_missing_values()).ids)
        shipments_sudo._keep_quotation()
        shipments_sudo._work_soon()
        return shipments_sudo

    def _linkstar_lacks_orders(self):
        """Whether this transfer, or one of its boxes, has no order. One with an order that is for none of its boxes of today lacks
        nothing: goods of that order would travel twice."""
        self.ensure_one()
        open_boxes = set(self.sudo()._linkstar_open_shipments().mapped("box"))
        if not open_boxes or WHOLE in open_boxes:
            return not open_boxes
        return open_boxes < set(self._linkstar_orders(self._linkstar_service()))

    def _linkstar_box_without_order(self):
        """Whether the order of one of this transfer's boxes was cancelled, while those of others live, and it has no other one."""
        open_boxes = set(self._linkstar_open_shipments().mapped("box"))
        gone = set(self.linkstar_shipment_ids.mapped("box")) - open_boxes
        return bool(open_boxes and gone) and self._linkstar_lacks_orders()

    def _linkstar_missing_values(self):
        """Values of the orders that these transfers lack."""
        there = {(s.picking_id.id, s.box) for s in self.sudo()._linkstar_open_shipments()}
        return [order for order in self._linkstar_shipment_values() if (order["picking_id"], order["box"]) not in there]

    def _linkstar_service(self):
        """The line that this transfer goes by: the delivery method's, or the one that was chosen as best on the order."""
        carrier_sudo, order_sudo = self.carrier_id.sudo(), self.sale_id.sudo()
        if carrier_sudo.linkstar_choice == "fixed":
            return carrier_sudo.linkstar_service_id
        # Nothing is chosen here: that may take a call, and this is a transaction that may run again.
        return order_sudo.linkstar_service_id if order_sudo.carrier_id == carrier_sudo else carrier_sudo.linkstar_service_id

    def _linkstar_shipment_values(self):
        """Values of the orders that these transfers leave with: one each, or one a box where the line wants it so."""
        values = []
        for picking, declaration in zip(self, self._linkstar_declare(), strict=True):
            carrier_sudo, service = picking.carrier_id.sudo(), picking._linkstar_service()
            attempts = picking.sudo().linkstar_shipment_ids.grouped("box")
            orders, options = picking._linkstar_orders(service), picking._linkstar_option_values()
            told = picking._linkstar_told_of(service, orders, declaration)
            for box, parcels in orders.items():
                values.append({
                    "picking_id": picking.id,
                    "company_id": picking.company_id.id,
                    "carrier_id": carrier_sudo.id,
                    "account_id": carrier_sudo.linkstar_account_id.id,
                    "service_id": service.id,
                    "box": box,
                    "attempt": max(attempts[box].mapped("attempt"), default=0) + 1 if box in attempts else 1,
                    "declaration_id": declaration.id,
                    "told": told[box],
                    **options,
                    "parcel_ids": [fields.Command.create(parcel) for parcel in parcels],
                    "work_at": fields.Datetime.now(),
                })
        return values

    def cancel_shipment(self):
        """The number of a Linkstar shipment stays until the carrier confirms, unlike core, which clears it whatever happens."""
        ours = self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar")
        ours._linkstar_open_shipments().action_cancel()
        return super(StockPicking, self - ours).cancel_shipment()

