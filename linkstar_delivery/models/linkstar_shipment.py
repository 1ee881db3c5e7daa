import hashlib

from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.lookups import as_html
from odoo.addons.linkstar_customs.rules import boxes
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from . import happening
from .states import STATES, TRACKING_STATES
from .stock_picking_booking import WHOLE


class LinkstarShipment(models.Model):
    """One order at the carrier: one attempt to send one transfer, or one box of it.

    Whoever wants something of the carrier writes it here (``queued``, ``cancel_requested``) in the user's own transaction;
    the worker (``linkstar_shipment_booking``) does it afterwards. ``work_at`` says when it has to act next.
    """

    _name = "linkstar.shipment"
    _description = "Linkstar Shipment"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "reference_no"
    _check_company_auto = True
    # Who may read a shipment may write a note on it; its fields are the worker's.
    _mail_post_access = "read"

    reference_no = fields.Char("Reference", readonly=True, copy=False)
    picking_id = fields.Many2one(
        "stock.picking", "Transfer", required=True, readonly=True, ondelete="restrict", index=True, check_company=True
    )
    sale_order_id = fields.Many2one(related="picking_id.sale_id", string="Order")
    partner_id = fields.Many2one(related="declaration_id.partner_id", string="Consignee")
    carrier_id = fields.Many2one("delivery.carrier", "Delivery method", readonly=True, ondelete="restrict")
    account_id = fields.Many2one("linkstar.account", required=True, readonly=True, ondelete="restrict", index=True, check_company=True)
    service_id = fields.Many2one("linkstar.service", "Line", required=True, readonly=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    box = fields.Char(
        required=True,
        readonly=True,
        default=WHOLE,
        copy=False,
        help="ALL: the order is for the whole transfer; P and a number: for that package; LOOSE: for what is in no package.",
    )
    attempt = fields.Integer(required=True, readonly=True, default=1, help="Counts the orders made for this transfer or box.")
    declaration_id = fields.Many2one(
        "linkstar.customs.declaration", "Customs declaration", readonly=True, ondelete="restrict", copy=False, index="btree_not_null"
    )
    parcel_ids = fields.One2many("linkstar.parcel", "shipment_id", "Parcels", readonly=True)
    weight = fields.Float("Weight (kg)", compute="_compute_weight", digits=(12, 3))

    state = fields.Selection(STATES, required=True, readonly=True, default="queued", index=True, copy=False)
    tracking_state = fields.Selection(TRACKING_STATES, required=True, readonly=True, default="none", index=True, copy=False)
    uncertain = fields.Boolean(
        readonly=True,
        copy=False,
        help="The carrier may have this order although no answer told so: it is asked before anything is sent again.",
    )
    waybill = fields.Char(readonly=True, copy=False)
    tracking_number = fields.Char(readonly=True, copy=False)
    number_pending = fields.Boolean(readonly=True, copy=False)
    number_unsure = fields.Boolean(
        readonly=True, copy=False, help="The order was found at the carrier, which did not tell whether a number of its own will come."
    )
    remote_area = fields.Boolean(readonly=True, copy=False)
    tracking_url = fields.Char("Tracking page", compute="_compute_tracking_url")
    label_attachment_id = fields.Many2one("ir.attachment", "Label", readonly=True, copy=False, ondelete="restrict")
    happened = fields.Json(readonly=True, copy=False, help="What the problem is made of, as values.")
    problem = fields.Text(
        compute="_compute_problem", inverse="_inverse_problem", search="_search_problem", compute_sudo=True,
        help="What stops the shipment, and what to do.",
    )

    cancel_requested = fields.Boolean(readonly=True, copy=False)
    cancel_unsure = fields.Boolean(
        readonly=True, copy=False, help="The carrier may have cancelled the order although no answer told so: it is asked until it says."
    )
    surplus = fields.Json(readonly=True, copy=False, help="Waybills of further orders of this reference, which are to be cancelled.")
    look_at = fields.Datetime(
        readonly=True, copy=False, help="When the carrier is asked whether it has more orders of this reference than the one we know."
    )
    waits_for_carrier = fields.Boolean(
        readonly=True, copy=False, help="What it waits for is the same for all shipments of the account: the way to the carrier."
    )
    sent_at = fields.Datetime(readonly=True, copy=False, help="When the order was last sent, with or without an answer.")
    shown_number = fields.Char(readonly=True, copy=False, help="The number that was put on the transfers.")
    booked_at = fields.Datetime(readonly=True, copy=False)
    work_at = fields.Datetime("Next try", readonly=True, copy=False, help="When the worker acts next; empty: there is nothing to do.")
    work_tries = fields.Integer("Tries", readonly=True, copy=False)
    lease = fields.Char(readonly=True, copy=False, help="Whose answer may be written: the worker that claimed the shipment last.")

    event_ids = fields.One2many("linkstar.tracking.event", "shipment_id", "History", readonly=True)
    poll_at = fields.Datetime("Next tracking call", readonly=True, copy=False)
    charge_ids = fields.One2many("linkstar.charge", "shipment_id", "Charges", readonly=True, groups="account.group_account_invoice")
    charge_at = fields.Datetime("Next charges call", readonly=True, copy=False)
    settled_weight = fields.Float("Settled weight (kg)", digits=(12, 3), readonly=True, copy=False, groups="account.group_account_invoice")
    call_ids = fields.One2many("linkstar.call", "shipment_id", "Calls", readonly=True, groups="stock.group_stock_manager")

    _reference_uniq = models.UniqueIndex("(account_id, reference_no)", "This reference is already used at the carrier.")
    _one_open = models.UniqueIndex(
        "(picking_id, box) WHERE state != 'cancelled'",
        "This transfer or box has a shipment already: cancel that one before a new one is made.",
    )
    _booked_of_line = models.Index("(service_id, booked_at) WHERE booked_at IS NOT NULL")
    _look_due = models.Index("(look_at) WHERE look_at IS NOT NULL")
    _waiting = models.Index("(account_id, work_at) WHERE waits_for_carrier")
    _work_due = models.Index("(work_at) WHERE work_at IS NOT NULL")
    _poll_due = models.Index("(poll_at) WHERE poll_at IS NOT NULL")
    _charge_due = models.Index("(charge_at) WHERE charge_at IS NOT NULL")

    @api.depends("parcel_ids.weight")
    def _compute_weight(self):
        for shipment in self:
            shipment.weight = sum(shipment.parcel_ids.mapped("weight"))

    @api.depends("tracking_number", "waybill", "account_id.tracking_url")
    def _compute_tracking_url(self):
        for shipment in self:
            number = shipment.tracking_number or shipment.waybill
            template = shipment.account_id.tracking_url
            shipment.tracking_url = template.replace("{number}", number) if number and template else False

    @api.depends("happened", "account_id.name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for shipment in self:
            happened = shipment.happened
            shipment.problem = happening.sentence(self.env, happened, shipment.account_id.name) if happened else False

    def _inverse_problem(self):
        """A problem can be cleared; a sentence that somebody writes stays as it is, in the language it was written in."""
        for shipment in self:
            shipment.happened = {"code": "text", "text": shipment.problem} if shipment.problem else False

    def _search_problem(self, operator, value):
        """Whether there is a problem, or which words the carrier or we said of it."""

        def column(model, alias, query):
            return model._field_to_sql(alias, "happened", query)

        if operator == "in" and not any(value):
            return Domain.custom(to_sql=lambda *where: SQL("%s IS NULL", column(*where)))
        if operator == "not in" and not any(value):
            return Domain.custom(to_sql=lambda *where: SQL("%s IS NOT NULL", column(*where)))
        if operator == "ilike":
            return Domain.custom(to_sql=lambda *where: SQL("%s::text ILIKE %s", column(*where), f"%{value}%"))
        return NotImplemented

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            picking = self.env["stock.picking"].browse(values["picking_id"])
            values["reference_no"] = _reference(picking, values.get("box", WHOLE), values.get("attempt", 1))
        return super().create(vals_list)

    def _derived_reference(self):
        return _reference(self.picking_id, self.box, self.attempt)

    def _declared_items(self):
        """What is declared for the goods of this order, a tuple of ``DeclaredItem``: all of the declaration, or the pieces that are
        in its boxes. The values of all orders of a transfer add up to its declaration.

        :raise UserError: when the boxes hold what the declaration does not"""
        declaration, contents = self.declaration_id, self.sudo().parcel_ids.item_ids
        if self.box == WHOLE:
            return declaration._linkstar_items()
        by_product = {}
        for line, item in zip(declaration.sudo().line_ids, declaration._linkstar_line_items(), strict=True):
            by_product.setdefault(line.product_id, []).append(item)
        try:
            return declaration._linkstar_items(
                item
                for content in contents
                for item in boxes.pieces(by_product.get(content.product_id, ()), content.start, content.quantity)
            )
        except ValueError as error:
            raise UserError(
                self.env._(
                    "%(transfer)s: its boxes hold other goods than its customs declaration (%(why)s). Press Try again on the transfer, "
                    "which declares it as it is packed.",
                    transfer=self.picking_id.name,
                    why=error,
                )
            ) from error

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known_to_carrier(self):
        if self.filtered(lambda s: s.waybill or s.uncertain or s.state != "queued"):
            raise UserError(self.env._("A shipment that the carrier may know cannot be deleted: cancel it instead."))

    # --- buttons

    def _check_may_act(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users book and cancel parcels: ask one of them."))

    def action_retry(self):
        """Try what was refused, or what waits, again and at once, as the transfer is now. Nothing is sent twice: see ``uncertain``."""
        self._check_may_act()
        shipments_sudo = self.sudo().filtered(lambda s: s.state in ("queued", "refused", "accepted"))
        gone = shipments_sudo.browse()
        for shipment in shipments_sudo.filtered(lambda s: s.state == "refused"):
            shipment.state = "queued"
            if shipment.uncertain:
                continue
            picking = shipment.picking_id
            values = {order["box"]: order for order in picking._linkstar_shipment_values()}.get(shipment.box)
            if not values:
                # Repacked since: its box is gone.
                gone |= shipment
                continue
            if shipment.sent_at and values["account_id"] != shipment.account_id.id:
                # Only the account that it was sent to can tell whether it is there.
                shipment._rebook(self.env._("%(transfer)s goes by another account now.", transfer=picking.name))
                continue
            del values["attempt"]
            shipment.parcel_ids.unlink()
            # Refused is not always "not made": until it is sent again, the carrier may have it as it was.
            before = shipment.told_before or (bool(shipment.sent_at) and shipment.told)
            shipment.write({**values, "told_before": before})
        gone.action_cancel()
        # A cancellation that may have been carried out cannot be taken back before the carrier has told; nor one that makes room for
        # the order of the transfer as it is now.
        stays = (shipments_sudo - gone).filtered(lambda s: s.cancel_unsure or s.rebook)
        stays._act_now()
        (shipments_sudo - gone - stays)._act_now(problem=False, cancel_requested=False)
        gone.picking_id._linkstar_queue()

    def action_cancel(self):
        """Ask the carrier to cancel. The numbers stay until it confirms; what was never sent is cancelled at once."""
        self._check_may_act()
        for shipment in self.sudo().filtered(lambda s: s.state != "cancelled"):
            shipment.rebook = False
            if shipment._never_sent():
                shipment._set_cancelled()
            else:
                shipment._act_now(problem=False, cancel_requested=True)

    # --- state

    def _keep_quotation(self):
        """Copy what the order was quoted for this line, so that it stays with the parcel when the order changes; of a transfer with
        an order for each box, each gets its part by weight, and the parts add up to the quotation."""
        self.env["linkstar.charge"].create([
            {**charge.copy_data()[0], "sale_order_id": False, "shipment_id": shipment.id, "amount": shipment._part_of(charge)}
            for shipment in self
            if shipment.sale_order_id.linkstar_service_id == shipment.service_id
            for charge in shipment.sale_order_id.linkstar_charge_ids
        ])

    def _part_of(self, charge):
        """What of a transfer's ``charge`` falls to this order, by weight."""
        orders = self.picking_id._linkstar_open_shipments()
        place, weights = orders.ids.index(self.id), orders.mapped("weight")
        before, after = (charge.currency_id.round(charge.amount * sum(weights[:end]) / sum(weights)) for end in (place, place + 1))
        return charge.currency_id.round(after - before)

    def _act_now(self, **values):
        """Write ``values`` and have the worker act at once; one that is in the middle of a call goes on when that has ended,
        for acting beside it could miss an order that the carrier is just making."""
        self.write({**values, "work_tries": 0})
        idle = self.filtered(lambda s: not s.lease or not s.work_at or s.work_at <= fields.Datetime.now())
        idle.work_at = fields.Datetime.now()
        idle._work_soon()

    def _set_cancelled(self):
        self.ensure_one()
        self.write({
            "state": "cancelled", "cancel_requested": False, "problem": False, "work_at": False, "lease": False,
            "poll_at": False, "uncertain": False, "cancel_unsure": False,
        })
        picking = self.picking_id
        self._show_number()
        picking.activity_unlink(["linkstar_delivery.mail_activity_refused"])
        picking._message_log(body=self.env._("The shipment %s is cancelled at the carrier.", self.reference_no))

    def _in_charge(self):
        """The user who is informed when a person has to act on this shipment's transfer."""
        people = (self.picking_id.user_id + self.create_uid).filtered(lambda user: user.active and user._is_internal())
        return people[:1] or self.env.user

    def _for_whom(self):
        """This shipment in the language of :meth:`_in_charge`."""
        return self.with_context(lang=self._in_charge().lang or self.env.lang)

    def _tell(self, problem=None, summary=None, activity="linkstar_delivery.mail_activity_refused"):
        """Inform the person in charge of the transfer what stops it: the shipment's problem, in that person's language, or the text
        ``problem``."""
        self.ensure_one()
        shipment = self._for_whom()
        problem = problem or shipment.problem
        shipment.picking_id._message_log(body=problem)
        shipment.picking_id.activity_schedule(
            activity,
            summary=summary or shipment.env._("The carrier refused the parcel"),
            note=as_html(problem),
            user_id=self._in_charge().id,
        )

    @api.model
    def _search_due(self, field, limit, extra=()):
        """Shipments whose ``field`` (a moment to act at) has come, the oldest first."""
        domain = Domain(field, "<=", fields.Datetime.now()) & Domain(list(extra))
        return self.search(domain, order=f"{field}, id", limit=limit)


def _reference(picking, box, attempt):
    """The number we are known by at the carrier: always the same for the same attempt in the same database, so that a repeated
    transaction cannot make a second parcel; at most 50 characters of ASCII capitals, digits and '-'."""
    database = picking.env["ir.config_parameter"].sudo().get_param("database.uuid") or picking.env.cr.dbname
    # After a restore from a backup, ids are used again: the day of birth tells two transfers of one id apart.
    born = fields.Datetime.to_string(picking.create_date)
    key = hashlib.sha256(f"{database} {born}".encode()).hexdigest()[:8].upper()
    return f"LS{key}-{picking.id}{'' if box == WHOLE else f'-{box}'}-{attempt}"
