import hashlib
from dataclasses import asdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.amounts import decimal, in_quanta
from odoo.addons.linkstar_customs.models.declared import Builder
from odoo.addons.linkstar_customs.models.lookups import as_html
from odoo.exceptions import UserError
from odoo.tools.misc import hmac


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
        found = self.filtered("id")._linkstar_all_changes()
        for picking in self:
            changes = list(found.get(picking, {}).values())
            if picking._linkstar_box_without_order():
                changes.append(self.env._("A box of %s has no order at the carrier, and no label.", picking.name))
            picking.linkstar_changes = "\n".join(dict.fromkeys(changes)) or False

    def _linkstar_told_now(self, declared, registration):
        """{box: what would be sent to the carrier of this transfer now}, whose goods are ``declared`` with the number of a tax
        ``registration``."""
        self.ensure_one()
        service = self._linkstar_service()
        value = sum((in_quanta(line["quantity"] * line["unit_price"], declared.currency) for line in declared.lines), Decimal(0))
        codes = self.env["res.country"]._linkstar_all_codes()
        items = [
            _item(**{**line, "origin": codes.get(line["origin_id"], ""), "product": line["product_id"]}) for line in declared.lines
        ]
        return self._linkstar_told(service, self._linkstar_orders(service), value, items, registration)

    def _linkstar_told_of(self, service, orders, declaration):
        """As :meth:`_linkstar_told`, of a ``declaration`` that was just written."""
        items = [
            _item(
                product=line.product_id.id,
                origin=line.origin_id._linkstar_code(),
                **{name: line[name] for name in (*_SAID, "battery", "unit_weight", "unit_price")},
            )
            for line in declaration.sudo().line_ids
        ]
        return self._linkstar_told(service, orders, declaration.total_value, items, declaration.sudo().registration_id)

    def _linkstar_told(self, service, orders, value, items, registration):
        """{box: what is sent to the carrier of that order}, as far as a later change of it has to be sent again: values of JSON,
        addresses and tax number as digests. ``orders``: see :meth:`_linkstar_orders`; ``value`` of the goods in the declaration's
        currency; ``items``: see :func:`_item`."""
        order = self.sale_id.sudo()
        number = registration.sudo().number
        common = {
            "items": sorted(items),
            "tax": hmac(self.env(su=True), "linkstar-tax-number", number)[:16] if number else "",
            "platform": [
                order.linkstar_platform or order.linkstar_marketplace_id.name or "", order.linkstar_platform_number or order.name or "",
            ],
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
        """{open shipment: what of it changed after it was sent to the carrier, a sentence}, of those that can still be sent again."""
        self.ensure_one()
        return self._linkstar_all_changes().get(self, {})

    def _linkstar_all_changes(self):
        """{transfer: its :meth:`_linkstar_changes`}, of those of these transfers that have some."""
        found, sent = {}, {}
        for picking in self:
            if picking.carrier_id.delivery_type != "linkstar":
                found[picking] = picking._linkstar_goes_otherwise()
            # A parcel that the carrier has is in no box here that could get another label.
            elif shipments := picking._linkstar_open_shipments().filtered(
                lambda s: s.told and not s._being_stopped() and not s._is_handed_over()
            ):
                sent[picking] = shipments
        pickings_sudo = self.browse(picking.id for picking in sent).sudo()
        declared = pickings_sudo._linkstar_to_declare() if pickings_sudo else []
        builder = Builder(self.env(su=True), declared)
        registrations = self.env["linkstar.tax.registration"].sudo()
        for picking, goods in zip(pickings_sudo, declared, strict=True):
            registration = registrations.browse(builder.decision(goods)["registration_id"] or [])
            now = picking._linkstar_told_now(goods, registration)
            changes = {}
            for shipment in sent[picking]:
                if what := shipment._changed(now.get(shipment.box)):
                    changes[shipment] = self.env._(
                        "%(transfer)s changed after it was sent to the carrier: %(what)s.", transfer=picking.name, what=what
                    )
            found[picking] = changes
        return {picking: changes for picking, changes in found.items() if changes}

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
        for changes in self.sudo()._linkstar_all_changes().values():
            for shipment, why in changes.items():
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


#: What is said of an item, besides its product, origin, battery, weight and price.
_SAID = ("sku", "description_en", "description_cn", "hs_code", "material")


def _item(*, product, sku, description_en, description_cn, hs_code, material, origin, battery, unit_weight, unit_price, **_more):
    """A declared line as far as it is sent: product, what is said of it, origin, battery, weight and price of one."""
    said = [text or "" for text in (sku, description_en, description_cn, hs_code, material)]
    return [product, *said, origin, battery != "none", f"{decimal(unit_weight, 3)}", f"{decimal(unit_price, 2)}"]


def _digest(value):
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
