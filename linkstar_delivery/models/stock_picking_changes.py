import hashlib
from dataclasses import asdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.lookups import as_html
from odoo.exceptions import UserError


class StockPicking(models.Model):
    """A transfer that changes after the carrier was told of it: the old order is cancelled, then it is booked again.

    Never both at once: the next attempt is written when the carrier has confirmed that the one before is cancelled, or is known
    not to have it (``linkstar.shipment._set_cancelled``)."""

    _inherit = "stock.picking"

    linkstar_changes = fields.Text(
        "Changed since booking", compute="_compute_linkstar_changes", compute_sudo=True, help="What the carrier was told otherwise.",
        groups="base.group_user",
    )

    @api.depends("linkstar_shipment_ids.state", "linkstar_shipment_ids.told", "partner_id", "carrier_id", "move_line_ids.quantity")
    def _compute_linkstar_changes(self):
        for picking in self:
            changes = list(picking._linkstar_changes().values()) if picking.id else []
            if picking._linkstar_box_without_order():
                changes.append(self.env._("A box of %s has no order at the carrier, and no label.", picking.name))
            picking.linkstar_changes = "\n".join(dict.fromkeys(changes)) or False

    def _linkstar_told_now(self):
        """{box: what the carrier would be told of this transfer now}."""
        self.ensure_one()
        quantities = self.move_ids.filtered(lambda move: move.product_id.type == "consu")._linkstar_quantities()
        values = self.move_ids.browse([move.id for move in quantities])._linkstar_net_values(quantities)
        service = self._linkstar_service()
        return self._linkstar_told(service, self._linkstar_orders(service), sum(values.values(), Decimal(0)))

    def _linkstar_told(self, service, orders, value):
        """{box: what the carrier is told of that order}, as far as a later change of it has to be told again: values of JSON, the
        addresses as digests. ``orders``: see :meth:`_linkstar_orders`; ``value`` of the goods in the declaration's currency."""
        common = {
            **self._linkstar_addresses_told(),
            "line": service.code,
            "account": service.account_id.id,
            "value": f"{value:.2f} {self._linkstar_currency().name}",
            "options": self._linkstar_options_told(),
        }
        sent = self._linkstar_leaving_lines()
        return {
            box: {
                **common,
                "weight": f"{sum(parcel['weight'] for parcel in parcels):.3f}",
                "sides": [[parcel.get(side, 0) for side in ("length", "width", "height")] for parcel in parcels],
                "contents": _digest([[c[2]["product_id"], c[2]["start"], c[2]["quantity"]] for p in parcels for c in p["item_ids"]])
                if len(orders) > 1
                else _digest(sorted((p.id, sum(lines.mapped("quantity_product_uom"))) for p, lines in sent.grouped("product_id").items())),
            }
            for box, parcels in orders.items()
        }

    def _linkstar_addresses_told(self):
        """The digests of both addresses as they are now."""
        consignee = _address_digest(self._linkstar_consignee(), self._linkstar_customer())
        return {"address": consignee, "sender": _address_digest(self._linkstar_sender())}

    def _linkstar_changes(self):
        """{open shipment: what of it the carrier was told otherwise, a sentence}, of those that can still be told anew."""
        self.ensure_one()
        if self.carrier_id.delivery_type != "linkstar":
            return self._linkstar_goes_otherwise()
        # A parcel that the carrier has is in no box here that could get another label.
        told = self._linkstar_open_shipments().filtered(lambda s: s.told and not s._being_stopped() and not s._is_handed_over())
        if not told:
            return {}
        now = self._linkstar_told_now()
        changes = {}
        for shipment in told:
            what = shipment._changed(now.get(shipment.box))
            if what:
                changes[shipment] = self.env._("The carrier was told otherwise of %(transfer)s: %(what)s.", transfer=self.name, what=what)
        return changes

    def _linkstar_goes_otherwise(self):
        """As :meth:`_linkstar_changes`, of a transfer that was booked and got another delivery method since."""
        if self.state in ("done", "cancel"):
            return {}
        return {
            shipment: self.env._(
                "%(transfer)s was booked on the line %(line)s and does not leave by Linkstar any more: when it is validated, that label "
                "is cancelled.",
                transfer=self.name,
                line=shipment.service_id.code,
            )
            for shipment in self._linkstar_open_shipments()
            if not shipment._being_stopped()
        }

    def _linkstar_give_up_labels(self):
        """These transfers leave by another carrier than they were booked with: their labels are cancelled, and their numbers make
        room for those of the other carrier, which core asks for no label where there is a number."""
        for picking in self:
            shipments_sudo = picking.sudo()._linkstar_open_shipments()
            shipments_sudo.action_cancel()
            if shipments_sudo:
                shipments_sudo[0]._show_number()

    def _linkstar_follow_changes(self):
        """Have the carrier told what changed: orders that it has are cancelled and booked again, others are written anew."""
        for picking in self:
            for shipment, why in picking.sudo()._linkstar_changes().items():
                shipment._rebook(why)

    def _linkstar_book_after_cancelling(self):
        """These transfers are to leave after all: an order of theirs whose cancellation is under way is followed by another one."""
        for shipment in self.sudo()._linkstar_open_shipments().filtered(lambda s: s.cancel_requested and not s.rebook):
            shipment.rebook = self.env._("%s is to leave, and its label was being cancelled.", shipment.picking_id.name)

    def _linkstar_queue_again(self, why):
        """Book the boxes whose order was cancelled for being out of date, unless another of them still waits for that."""
        self.ensure_one()
        if self._linkstar_open_shipments().filtered("rebook"):
            return
        try:
            with self.env.cr.savepoint():
                shipments = self._linkstar_queue()
                shipments.declaration_id.write({"change_reason": why})
        except UserError as error:
            problem = self.env._("The order is cancelled at the carrier, but not booked again: %s", error)
            self._message_log(body=problem)
            self.activity_schedule(
                "linkstar_delivery.mail_activity_refused",
                summary=self.env._("The parcel has to be booked again"),
                note=as_html(problem),
                user_id=(self.user_id or self.env.user).id,
            )

    # --- before validation, and with it

    def action_linkstar_book(self):
        """Book these transfers now, before they are validated: for shops that need the label at the packing table. What was booked
        and has changed since is cancelled at the carrier and booked again."""
        self.check_access("write")
        self.env["linkstar.shipment"]._check_may_act()
        self._linkstar_wait_for_others()
        wrong = self._linkstar_not_bookable()
        if wrong:
            raise UserError("\n".join(wrong))
        self._linkstar_follow_changes()
        self._linkstar_book_after_cancelling()
        self._linkstar_queue()
        self._linkstar_open_shipments().filtered(lambda s: s.state == "refused").action_retry()

    def _linkstar_not_bookable(self):
        """Why these transfers cannot be booked as they are, one sentence each."""
        wrong = []
        for picking in self:
            name = picking.name
            if picking.carrier_id.delivery_type != "linkstar" or picking.picking_type_code == "incoming":
                wrong.append(self.env._("%s does not leave by Linkstar: choose a Linkstar delivery method.", name))
            elif problem := picking._linkstar_not_ready():
                wrong.append(problem)
            elif picking._linkstar_travels():
                wrong.append(self.env._("%s: its goods have a label already, from another transfer of the same trip.", name))
        return wrong

    def _linkstar_not_ready(self):
        """Why there is nothing in this transfer to be sent, "" when there is."""
        if self.state in ("assigned", "done"):
            return ""
        if self.state == "cancel":
            return self.env._("%s is cancelled: nothing of it is sent.", self.name)
        return self.env._("%s is not ready: reserve its goods first (Check Availability), then book it.", self.name)

    def _pre_action_done_hook(self):
        result = super()._pre_action_done_hook()
        if result is True:
            first = self.filtered("picking_type_id.linkstar_label_first")._linkstar_ships()
            wrong = [problem for picking in first for problem in picking._linkstar_label_problems()]
            if wrong:
                raise UserError(self.env._("Not validated, for the label comes first:\n%s", "\n".join(f"• {text}" for text in wrong)))
        return result

    def _linkstar_label_problems(self):
        changes = self.sudo()._linkstar_changes()
        if changes:
            return [self.env._("%s Press Get label.", why) for why in changes.values()]
        if not self._linkstar_open_shipments():
            return [self.env._("%s has no label: press Get label.", self.name)]
        if self.sudo()._linkstar_box_without_order():
            return [self.env._("A box of %s has no label: press Get label.", self.name)]
        if not self.linkstar_has_label:
            why = self.linkstar_problem or ""
            return [self.env._("The label of %(transfer)s is not there yet: it comes by itself. %(why)s", transfer=self.name, why=why)]
        return []

    def _action_done(self):
        self.filtered(lambda p: p.carrier_id.delivery_type != "linkstar" and p.sudo().linkstar_shipment_ids)._linkstar_give_up_labels()
        booked = self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar" and p.sudo()._linkstar_open_shipments())
        result = super()._action_done()
        booked._linkstar_follow_changes()
        booked._linkstar_book_after_cancelling()
        # Core asks for labels only where there is no number yet: a box without one beside others with theirs it does not see.
        booked.filtered(lambda p: not p.sudo()._linkstar_open_shipments().filtered("rebook"))._linkstar_queue()
        return result


def _address_digest(partner, customer=None):
    if not partner:
        return ""
    # Without what is empty or follows from the rest: a part that is sent from the next version on is no change of address.
    parts = asdict(partner._linkstar_address(customer))
    del parts["state_latin"]
    return _digest([part for part in parts.items() if part[1]])


def _digest(value):
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
