# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools.image import image_process

from odoo.addons.linkstar_customs.services.queries import without_defaults

from ..labels import candidates
from ..services import return_advice, returning
from ..services.states import COMES_BACK, RETURN_REASONS

#: The statuses in which goods can still come.
OPEN = ("proposed", "expected", "partial")

#: The fields that a user may write, by status. All other changes use the buttons.
_ALWAYS = frozenset({"note", "settlement", "expected_date", "answer"})
_PROPOSED = _ALWAYS | {
    "picking_id",
    "shipment_id",
    "parcel_id",
    "reason",
    "place_id",
    "line_ids",
    "company_id",
}

_CHATTER = ("message_", "activity_", "website_message_", "my_activity_")

#: Where goods of each kind of place may go when they are received.
_ALLOWED = {
    "inspection": ("stock", "quarantine", "scrap", "place"),
    "depot": ("place", "scrap"),
    "lost": ("scrap",),
}

#: Where goods go that cannot be sold as new.
_UNFIT = ("quarantine", "scrap")

_TO_DO = "mail.mail_activity_data_todo"

#: How a JPEG and a PNG file begin.
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")

#: Who may see what the goods, their return and their parcel cost.
_AMOUNT_GROUPS = (
    "account.group_account_invoice,stock.group_stock_manager,base.group_system"
)

_RECENT = 12
_MOST = 100000


class LinkstarReturn(models.Model):
    """Goods of one transfer that come back, or do not arrive.

    ``proposed`` moves nothing: it is no transfer, so that the order, the forecast and
    the next delivery stay as they are. ``expected`` has a transfer to a return place
    outside every warehouse, not counted as returned. ``partial`` and ``received``:
    goods were scanned and received. ``claim``: no goods move, the carrier pays.
    """

    _name = "linkstar.return"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Return"
    _order = "id desc"
    _check_company_auto = True
    _rec_names_search = [
        "name",
        "picking_id.name",
        "shipment_id.reference_no",
        "shipment_id.waybill",
        "shipment_id.tracking_number",
    ]

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    picking_id = fields.Many2one(
        "stock.picking",
        "Sent with",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('state', '=', 'done'), ('location_dest_id.usage', '=', 'customer'),"
        " ('company_id', '=', company_id)]",
        help="The transfer that brought the goods to the customer.",
    )
    shipment_id = fields.Many2one(
        "linkstar.shipment",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    parcel_id = fields.Many2one(
        "linkstar.parcel",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        domain="[('shipment_id', '=', shipment_id)]",
        help="Empty: all parcels of the shipment.",
    )
    partner_id = fields.Many2one(related="picking_id.partner_id", string="Customer")
    sale_order_id = fields.Many2one(
        related="picking_id.sale_id", string="Sales order", store=True, index=True
    )
    tracking_state = fields.Selection(
        related="shipment_id.tracking_state", string="Tracking status"
    )
    origin = fields.Selection(
        [("carrier", "The carrier"), ("person", "A user"), ("buyer", "The buyer")],
        "Reported by",
        required=True,
        readonly=True,
        default="person",
    )
    reason = fields.Selection(
        RETURN_REASONS, required=True, default="other", tracking=True, index=True
    )
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("expected", "Return expected"),
            ("partial", "Partly received"),
            ("received", "Received"),
            ("claim", "Claim"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
        index=True,
        tracking=True,
    )
    settlement = fields.Selection(
        [
            ("open", "To be decided"),
            ("credit", "Refund"),
            ("again", "Send again"),
            ("none", "No refund"),
        ],
        required=True,
        default="open",
        copy=False,
        tracking=True,
        help=(
            "No refund: received goods do not reduce the delivered quantity of the "
            "order. Otherwise they do; a refund is only made with the button Credit "
            "note."
        ),
    )
    expected_date = fields.Date(copy=False)
    place_id = fields.Many2one(
        "linkstar.return.place",
        "Return place",
        ondelete="restrict",
        check_company=True,
        help="Empty: by the rule for the reason, else the inspection at home.",
    )
    place_kind = fields.Selection(related="place_id.kind", string="Kind of place")
    note = fields.Text()
    buyer_reason = fields.Selection(
        [
            ("damaged", "Damaged"),
            ("wrong", "Wrong goods"),
            ("different", "Not as described"),
            ("unwanted", "No longer wanted"),
            ("other", "Other"),
        ],
        "Buyer's reason",
        readonly=True,
    )
    answer = fields.Text(
        "Answer to the buyer",
        help="Shown to the buyer on the page of the order, with the return address "
        "after the return was accepted.",
    )
    photo_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        "Photos",
        domain=[("res_model", "=", "linkstar.return"), ("res_field", "=", False)],
        readonly=True,
        help="Sent by the buyer.",
    )
    line_ids = fields.One2many(
        "linkstar.return.line", "return_id", "Expected goods", copy=False
    )
    item_ids = fields.One2many(
        "linkstar.return.item", "return_id", "Returned goods", readonly=True, copy=False
    )
    transfer_ids = fields.One2many(
        "stock.picking", "linkstar_return_id", "Transfers", readonly=True, copy=False
    )
    transfer_count = fields.Integer(compute="_compute_transfer_count")
    received_at = fields.Datetime("Received on", readonly=True, copy=False)
    free_until = fields.Date(
        "Free storage until",
        compute="_compute_free_until",
        store=True,
        help="The carrier charges for storage in its depot after this day.",
    )
    by_hand = fields.Boolean(
        "Credit by hand",
        readonly=True,
        copy=False,
        help=(
            "A part of a kit came back. Odoo would refund whole kits, so the order "
            "still counts the kit as delivered. Enter the amount on the credit note "
            "yourself."
        ),
    )
    foreign = fields.Boolean(
        "Foreign goods",
        compute="_compute_foreign",
        help="Goods came back that were not sent with this transfer.",
    )
    waiting = fields.Boolean(
        "Goods at the place",
        compute="_compute_foreign",
        help="Received goods wait at the return place or in quarantine.",
    )
    advice = fields.Selection(
        return_advice.WAYS,
        compute="_compute_advice",
        compute_sudo=True,
        help="By what the goods cost, against the carrier's prices for the return, for "
        "destruction and for a new parcel.",
    )
    advice_text = fields.Char(
        "Why",
        compute="_compute_advice",
        compute_sudo=True,
        groups=_AMOUNT_GROUPS,
    )
    loss_warning = fields.Char(
        "No loss account",
        compute="_compute_loss_warning",
        compute_sudo=True,
        help="What is missing so that scrapped or lost goods are booked.",
    )
    credit_note_ids = fields.One2many(
        "account.move",
        "linkstar_return_id",
        "Credit notes",
        readonly=True,
        copy=False,
        groups="account.group_account_invoice",
    )
    credit_note_count = fields.Integer(
        compute="_compute_credit_note_count", groups="account.group_account_invoice"
    )

    _name_uniq = models.UniqueIndex(
        "(company_id, name) WHERE name != '/'",
        "A return with this number already exists.",
    )
    _one_open = models.UniqueIndex(
        "(shipment_id, picking_id, COALESCE(parcel_id, 0))"
        " WHERE shipment_id IS NOT NULL AND state IN"
        " ('proposed', 'expected', 'partial')",
        "This parcel already has an open return. Use that one.",
    )

    # --- computed values

    @api.depends("transfer_ids")
    def _compute_transfer_count(self):
        for record in self:
            record.transfer_count = len(record.transfer_ids)

    @api.depends("received_at", "place_id.kind", "place_id.free_days")
    def _compute_free_until(self):
        for record in self:
            place = record.place_id
            record.free_until = (
                record.received_at.date() + timedelta(days=place.free_days)
                if record.received_at and place.kind == "depot" and place.free_days
                else False
            )

    @api.depends(
        "item_ids.issue",
        "item_ids.done",
        "item_ids.scrap_id",
        "item_ids.base_location_id",
        "item_ids.onward_id.state",
    )
    def _compute_foreign(self):
        for record in self:
            record.foreign = any(item.issue for item in record.item_ids)
            record.waiting = any(item._is_waiting() for item in record.item_ids.sudo())

    @api.depends(
        "state",
        "reason",
        "place_id",
        "shipment_id",
        "line_ids.move_id",
        "line_ids.quantity",
        "waiting",
    )
    @api.depends_context("lang")
    def _compute_advice(self):
        for record in self:
            found = return_advice.of(record)
            record.advice = (found and found[0].best) or False
            record.advice_text = found and return_advice.sentence(record, *found)

    @api.depends("state", "reason", "place_id", "line_ids.move_id", "waiting")
    @api.depends_context("lang")
    def _compute_loss_warning(self):
        for record in self:
            undecided = record.state in OPEN or record.waiting
            record.loss_warning = undecided and record._loss_warning()

    def _loss_warning(self):
        """What is missing so that goods of this return that are scrapped or written off
        are booked as a loss; False when nothing is.
        """
        place = self.place_id
        if self.reason in ("destroyed", "lost") and place.kind != "lost":
            place = place.search(
                [("company_id", "=", self.company_id.id), ("kind", "=", "lost")],
                limit=1,
            )
        place = place or place._first(self.company_id)
        products = self.line_ids.product_id | self.item_ids.product_id
        return place._loss_warning(self.company_id, products)

    @api.depends("credit_note_ids")
    def _compute_credit_note_count(self):
        for record in self:
            record.credit_note_count = len(record.credit_note_ids)

    @api.onchange("picking_id")
    def _onchange_picking_id(self):
        lines = self._lines_of(self.picking_id) if self.picking_id else []
        self.line_ids = [Command.clear(), *map(Command.create, lines)]

    # --- create, write, delete

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if not self.env.su:
                self._check_written(vals, _PROPOSED)
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            vals["name"] = (
                self.env["ir.sequence"]
                .with_company(company)
                .sudo()
                .next_by_code("linkstar.return")
                or "/"
            )
            if not vals.get("line_ids") and vals.get("picking_id"):
                picking = self.env["stock.picking"].browse(vals["picking_id"])
                vals["line_ids"] = [
                    Command.create(line) for line in self._lines_of(picking)
                ]
        # The index of open returns must see that another one was cancelled.
        self.flush_model(["state"])
        records = self if self.env.su else without_defaults(self, *_PROPOSED)
        made = super(LinkstarReturn, records).create(vals_list).with_env(self.env)
        made._check_picking()
        return made

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            for record in self:
                record._check_written(
                    vals, _PROPOSED if record.state == "proposed" else _ALWAYS
                )
        result = super().write(vals)
        if "picking_id" in vals:
            self._check_picking()
        if "settlement" in vals:
            for record in self.sudo():
                record._count_returned()
        return result

    def _check_written(self, vals, allowed):
        others = {
            name
            for name in vals
            if name not in allowed and not name.startswith(_CHATTER)
        }
        if others:
            raise UserError(
                self.env._(
                    "You cannot change these fields of %(record)s: %(fields)s. Use "
                    "the buttons. What is expected or received can no longer be "
                    "changed.",
                    record=self[:1].name or self.env._("the new return"),
                    fields=", ".join(sorted(others)),
                )
            )

    def _check_picking(self):
        for record in self:
            if not returning.moves_out(record.picking_id.sudo()):
                raise UserError(
                    self.env._(
                        "The transfer %s has not brought goods to a customer, so "
                        "nothing can come back. Choose the done delivery.",
                        record.picking_id.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_unused(self):
        if self.filtered(
            lambda r: (
                r.state not in ("proposed", "cancelled") or r.item_ids or r.transfer_ids
            )
        ):
            raise UserError(
                self.env._(
                    "A return with transfers or received goods cannot be deleted. "
                    "Cancel it instead."
                )
            )

    # --- proposals, made by the carrier's tracking

    @api.model
    def _follow(self, shipments):
        """Propose a return for those of ``shipments`` that come back, are destroyed or
        lost, and withdraw proposals for those that travel on. To be called after their
        tracking status has changed; a second call changes nothing.
        """
        records = self.sudo().with_context(mail_create_nosubscribe=True)
        known = records.search([("shipment_id", "in", shipments.ids)])
        for shipment in shipments.sudo():
            own = known.filtered(lambda r, s=shipment: r.shipment_id == s)
            if shipment.tracking_state not in COMES_BACK:
                own.filtered(
                    lambda r: r.state == "proposed" and r.origin == "carrier"
                )._withdraw()
                continue
            live = own.filtered(lambda r: r.state != "cancelled")
            if live:
                live._take_tracking()
            else:
                records._propose(shipment)

    @api.model
    def _propose(self, shipment, parcel=None, reason=None):
        """The new proposals, one for each transfer that brought goods of ``shipment``,
        or of one ``parcel`` of it, to the customer.
        """
        parcel = parcel or self.env["linkstar.parcel"]
        reason = reason or self._reason_of(shipment)
        rule = self.env["linkstar.return.rule"].search(
            [("company_id", "=", shipment.company_id.id), ("reason", "=", reason)]
        )
        today = fields.Date.context_today(self)
        packages = self._packages_of(shipment, parcel)
        found = self.browse()
        for picking in self._deliveries_of(shipment):
            lines = self._lines_of(picking, packages)
            if not lines:
                continue
            found += self.with_company(shipment.company_id).create(
                {
                    "company_id": shipment.company_id.id,
                    "picking_id": picking.id,
                    "shipment_id": shipment.id,
                    "parcel_id": parcel.id,
                    "origin": "carrier",
                    "reason": reason,
                    "place_id": rule.place_id.id,
                    "expected_date": today + timedelta(days=rule.days if rule else 30),
                    "line_ids": [Command.create(line) for line in lines],
                }
            )
        if rule.expects and reason not in ("destroyed", "lost"):
            for record in found:
                record._expect_by_rule()
        return found

    def _expect_by_rule(self):
        """Expect the goods of this proposal; if that is not possible, say why. An error
        here must not stop tracking.
        """
        try:
            with self.env.cr.savepoint():
                self._expect()
                self._message_log(
                    body=self.env._("Expected by the rule for this reason.")
                )
        except UserError as error:
            self.invalidate_recordset()
            self._message_log(
                body=self.env._("Not expected automatically. %s", error.args[0])
            )

    def _take_tracking(self):
        """Take over that a proposed return will not come any more, or comes after
        all.
        """
        for record in self:
            state = record.shipment_id.tracking_state
            if record.state == "proposed" and record.origin == "carrier":
                if state in ("destroyed", "lost"):
                    record.reason = state
                elif record.reason in ("destroyed", "lost"):
                    record.reason = self._reason_of(record.shipment_id)
            elif record.state in OPEN and state in ("destroyed", "lost"):
                record._message_log(
                    body=self.env._(
                        "The carrier reports: %s. If the goods do not come, press "
                        "Write off or Mark for a claim.",
                        dict(
                            record._fields["tracking_state"]._description_selection(
                                self.env
                            )
                        )[state],
                    )
                )

    def _withdraw(self):
        for record in self:
            record.state = "cancelled"
            record._message_log(
                body=self.env._("The parcel travels on: the return was withdrawn.")
            )

    @api.model
    def _deliveries_of(self, shipment):
        """The done transfers that brought the goods of ``shipment`` to the customer:
        its own, or the last of its chain (pick, pack, ship).
        """
        pickings = shipment.picking_id
        if not returning.moves_out(pickings):
            pickings = pickings._linkstar_chain()
        return pickings.filtered(returning.moves_out)

    @api.model
    def _packages_of(self, shipment, parcel):
        """The packages of ``parcel``, else of a shipment for one box; empty for all
        goods.
        """
        parcels = parcel
        if not parcels and shipment.box not in ("ALL", False):
            parcels = shipment.parcel_ids
        packages = parcels.package_id
        return packages | packages.all_children_package_ids

    @api.model
    def _lines_of(self, picking, packages=None):
        """Values of the lines for all goods of ``picking`` that can still come back, or
        of those in ``packages``.
        """
        return [
            {
                "move_id": goods.move.id,
                "lot_id": goods.lot.id,
                "package_id": goods.package.id,
                "quantity": quantity,
            }
            for goods, quantity in returning.rooms(picking.sudo()).items()
            if not packages or goods.package in packages
        ]

    @api.model
    def _reason_of(self, shipment):
        """The reason that the carrier's events give, the latest first."""
        if shipment.tracking_state in ("destroyed", "lost"):
            return shipment.tracking_state
        rules = self.env["linkstar.tracking.rule"]
        by_event = {
            "refuse": "refused",
            "badaddress": "address",
            "absent": "not_collected",
        }
        by_state = {"customs_hold": "customs", "pickup_point": "not_collected"}
        for event in shipment.event_ids.sorted("occurred_at", reverse=True):
            reading = rules._read_event(
                event.code, event.text, shipment.service_id.code_list
            )
            if reading.event == "refuse" and reading.object == "customs":
                return "customs"
            if reading.event == "take" and {"not", "nolonger"} & set(reading.modifiers):
                return "not_collected"
            found = by_event.get(reading.event) or by_state.get(reading.known)
            if found:
                return found
        return "other"

    # --- who may

    def _check_may_receive(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(
                self.env._(
                    "Only warehouse users can expect and receive returned goods. Ask a "
                    "warehouse user."
                )
            )

    def _as_system(self):
        """These records with the rights to move stock, in their company; the user stays
        the one who pressed the button.
        """
        self.ensure_one()
        return self.sudo().with_company(self.company_id)

    def _check_state(self, *states):
        for record in self:
            if record.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(record)s is in the status “%(state)s”. This is possible "
                        "only in: %(states)s. Reload the page.",
                        record=record.name,
                        state=labels[record.state],
                        states=", ".join(labels[state] for state in states),
                    )
                )

    def _lock(self):
        """Ensure that only one transaction at a time changes this return and the goods
        of its transfer.
        """
        self.env.flush_all()
        query = "UPDATE linkstar_return SET write_date = write_date WHERE id IN %s"
        self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)
        self.invalidate_recordset(flush=False)
        returning.lock(returning.moves_out(self.picking_id))

    # --- expecting

    def action_expect(self):
        """Create the transfers for these returns. They are not counted as returned
        before the goods are received.
        """
        self._check_may_receive()
        for record in self:
            record._as_system()._expect()

    def _expect(self):
        self._check_state("proposed")
        self._lock()
        self._check_state("proposed")
        if not self.line_ids:
            raise UserError(
                self.env._(
                    "%s has no goods. Add what is expected to come back.", self.name
                )
            )
        self._check_rooms()
        self._choose_place()
        quantities = {}
        for line in self.line_ids:
            quantities[line.move_id] = quantities.get(line.move_id, 0) + line.quantity
        returning.returned(self.picking_id, quantities, self.place_id, self)
        self.state = "expected"

    def _expect_what_can_come(self):
        """Goods come before anybody expected them: the rest is expected, as far as it
        can still come.
        """
        rooms = returning.rooms(self.picking_id, own=self.transfer_ids)
        quantities = {}
        for line in self.line_ids:
            goods = returning.Goods(line.move_id, line.lot_id, line.package_id)
            quantity = min(line.quantity, rooms.get(goods, 0.0))
            if quantity > 0:
                rooms[goods] -= quantity
                quantities[line.move_id] = quantities.get(line.move_id, 0.0) + quantity
        if quantities:
            returning.returned(self.picking_id, quantities, self.place_id, self)

    def _choose_place(self):
        if self.place_id:
            return
        rule = self.env["linkstar.return.rule"].search(
            [("company_id", "=", self.company_id.id), ("reason", "=", self.reason)]
        )
        places = self.env["linkstar.return.place"]
        self.place_id = rule.place_id or places._of(self.company_id)

    def _check_rooms(self):
        """:raise UserError: when more is expected than was sent and not returned yet,
        by move, lot and parcel
        """
        rooms = returning.rooms(self.picking_id, own=self.transfer_ids)
        wanted = {}
        for line in self.line_ids:
            key = (line.move_id, line.lot_id, line.package_id)
            for each in {key, (line.move_id, key[1].browse(), key[2].browse())}:
                wanted[each] = wanted.get(each, 0) + line.quantity
        for (move, lot, package), quantity in wanted.items():
            room = sum(
                left
                for goods, left in rooms.items()
                if goods.move == move
                and (not lot or goods.lot == lot)
                and (not package or goods.package == package)
            )
            if move.product_id.uom_id.compare(quantity, room) > 0:
                raise UserError(
                    self.env._(
                        "%(record)s expects %(quantity)s %(unit)s of %(goods)s, but "
                        "at most %(room)s can come back: the rest was not sent with "
                        "%(transfer)s, or is already in another return.",
                        record=self.name,
                        quantity=quantity,
                        unit=move.product_id.uom_id.name,
                        goods=" ".join(
                            filter(
                                None,
                                (move.product_id.display_name, lot.name, package.name),
                            )
                        ),
                        room=room,
                        transfer=self.picking_id.name,
                    )
                )

    # --- the scanning page

    def action_scan(self):
        self.ensure_one()
        self._check_may_receive()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "linkstar_delivery.action_linkstar_return_scan"
        )
        return {**action, "params": {"return_id": self.id}}

    @api.model
    def scan_start(self):
        """The open returns for the first page, those expected first."""
        self._check_may_receive()
        found = self.search(
            [("state", "in", OPEN), ("company_id", "=", self.env.company.id)],
            order="state, expected_date, id",
            limit=20,
        )
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        return [
            {
                "id": record.id,
                "name": record.name,
                "transfer": record.picking_id.name,
                "reason": reasons[record.reason],
                "number": record.shipment_id.number or "",
            }
            for record in found
        ]

    @api.model
    def scan_find(self, text):
        """The return with the scanned number: its own, or that of its parcel, shipment
        or transfer.

        :return: {"id" or False, "title", "text"}
        """
        self._check_may_receive()
        numbers = candidates(text)
        names = [*numbers, "".join((text or "").split())]
        company = [("company_id", "=", self.env.company.id)]
        found = self.search(
            [
                *company,
                ("state", "in", OPEN),
                "|",
                "|",
                "|",
                "|",
                "|",
                ("name", "in", names),
                ("picking_id.name", "in", names),
                ("shipment_id.reference_no", "in", names),
                ("shipment_id.number", "in", list(numbers)),
                ("picking_id.linkstar_shipment_ids.number", "in", list(numbers)),
                ("line_ids.package_id.name", "in", names),
            ],
            limit=1,
        )
        if found:
            return {"id": found.id, "title": found.name, "text": ""}
        return {
            "id": False,
            "title": self.env._("Unknown"),
            "text": self.env._(
                "No open return has the number %s. Create a return on the transfer "
                "with which the goods left, then scan again.",
                (text or "").strip()[:60],
            ),
        }

    def scan_state(self):
        """All data that the page shows of one return."""
        self.ensure_one()
        self._check_may_receive()
        record = self.sudo()
        drafts = record.item_ids.filtered(lambda item: not item.done)
        kind = record.place_id.kind or "inspection"
        labels = dict(
            self.env["linkstar.return.item"]
            ._fields["destination"]
            ._description_selection(self.env)
        )

        def scanned(line):
            return sum(
                item.quantity
                for item in drafts
                if (item.move_id, item.lot_id, item.package_id)
                == (line.move_id, line.lot_id, line.package_id)
            )

        return {
            "id": record.id,
            "name": record.name,
            "state": record.state,
            "transfer": record.picking_id.name,
            "reason": dict(self._fields["reason"]._description_selection(self.env))[
                record.reason
            ],
            "place": record.place_id.name or "",
            "warning": record.loss_warning or "",
            "destinations": [
                {"code": code, "name": labels[code]} for code in _ALLOWED[kind]
            ],
            "expected": [
                {
                    "id": line.id,
                    "name": line.product_id.display_name,
                    "text": " · ".join(
                        filter(None, (line.lot_id.name, line.package_id.name))
                    ),
                    "quantity": line.quantity,
                    "received": line.received,
                    "scanned": scanned(line),
                }
                for line in record.line_ids
            ],
            "recent": [item._shown() for item in drafts[:_RECENT]],
            "count": sum(drafts.mapped("quantity")),
        }

    def scan(self, text, destination="stock", quantity=1, product_id=False):
        """Note the scanned goods. They are received with :meth:`action_receive`.

        ``product_id``: the product whose lot or serial number is scanned now.
        :return: {"ok", "title", "text", "ask_lot": id of the product whose lot is
        missing, or False, "state": as of :meth:`scan_state`}
        """
        self.ensure_one()
        self._check_may_receive()
        record = self._as_system()
        record._lock()
        refusal, asked = record._scan(text, destination, quantity, product_id)
        answer = {"ok": not refusal, "ask_lot": asked, "state": self.scan_state()}
        if refusal:
            return {**answer, "title": refusal[0], "text": refusal[1]}
        last = record.item_ids.filtered(lambda item: not item.done)[:1]._shown()
        return {
            **answer,
            "title": last["name"],
            "text": " · ".join(
                filter(
                    None,
                    (
                        f"{last['quantity']:g} {last['unit']}",
                        last["text"],
                        last["issue"] or last["destination"],
                    ),
                )
            ),
        }

    def _scan(self, text, destination, quantity, product_id):
        """Create the items of a scan. ((title, sentence) of a refusal or None, id of
        the product whose lot is missing or False).
        """
        refusal = self._scan_refusal(destination)
        if refusal:
            return refusal, False
        product, lot, lot_name, factor = self._find_goods(text, product_id)
        if not product:
            return (
                self.env._("Unknown"),
                self.env._(
                    "%s is no product, lot or serial number. Scan the barcode of the "
                    "product, or enter its internal reference.",
                    (text or "").strip()[:60],
                ),
            ), product_id
        try:
            quantity = product.uom_id.round(float(quantity) * factor)
        except (TypeError, ValueError):
            quantity = 0
        if not 0 < quantity <= _MOST:
            return (
                self.env._("Wrong quantity"),
                self.env._("Enter a quantity above 0 and at most %s.", _MOST),
            ), False
        if product.tracking != "none" and not lot and not lot_name:
            return (
                product.display_name,
                self.env._("Scan the lot or serial number of this product."),
            ), product.id
        refusal = self._serial_refusal(product, lot, lot_name, quantity)
        if refusal:
            return refusal, False
        scanned = {
            "return_id": self.id,
            "product_id": product.id,
            "lot_id": lot.id,
            "lot_name": lot_name,
            "scanned": (text or "").strip()[:100],
            "user_id": self.env.uid,
        }
        self.env["linkstar.return.item"].create(
            [
                {
                    **values,
                    **scanned,
                    "destination": self._destination(destination, values.get("issue")),
                }
                for values in self._matched(product, lot, quantity)
            ]
        )
        return None, False

    def _scan_refusal(self, destination):
        """(title, sentence) where nothing can be scanned to ``destination``."""
        if self.state not in OPEN:
            return (
                self.env._("Closed"),
                self.env._("%s is closed. Open another return.", self.name),
            )
        if destination not in self._destinations_here():
            return (
                self.env._("Not possible here"),
                self.env._(
                    "Goods at %s cannot go there. Choose another destination.",
                    self.place_id.name or self.name,
                ),
            )
        return None

    def _destinations_here(self):
        return _ALLOWED[self.place_id.kind or "inspection"]

    def _destination(self, chosen, issue):
        """Goods with an issue go to quarantine, where there is one."""
        aside = issue and "quarantine" in self._destinations_here()
        return "quarantine" if aside else chosen

    def _find_goods(self, text, product_id=False):
        """(product, lot, name of a lot that we do not have, units per scan) of a
        scanned text.
        """
        none = self.env["stock.lot"]
        numbers = candidates(text)
        names = [*numbers, "".join((text or "").split())]
        products = self.env["product.product"].with_context(active_test=False)
        if not numbers:
            return products, none, False, 1
        sent = returning.moves_out(self.picking_id)
        company = [("company_id", "in", [False, self.company_id.id])]
        if product_id:
            product = products.browse(product_id).exists()
            lot = none.search(
                [("product_id", "=", product.id), ("name", "in", names), *company],
                limit=1,
            )
            name = "".join((text or "").split())[:64]
            return product, lot, not lot and name, 1
        lots = sent.move_line_ids.lot_id.filtered(lambda lot: lot.name in names)
        if lots:
            return lots[0].product_id, lots[0], False, 1
        found = products.search(
            [("barcode", "in", names), *company]
        ) or products.search([("default_code", "in", names), *company])
        if found:
            return (found & sent.product_id)[:1] or found[:1], none, False, 1
        pack = self.env["product.uom"].search(
            [("barcode", "in", names), *company], limit=1
        )
        if pack:
            product = pack.product_id
            factor = pack.uom_id._compute_quantity(1, product.uom_id)
            return product, none, False, factor
        lot = none.search([("name", "in", names), *company], limit=1)
        return lot.product_id, lot, False, 1

    def _serial_refusal(self, product, lot, lot_name, quantity):
        if product.tracking != "serial":
            return None
        name = lot.name or lot_name
        if quantity != 1:
            return self.env._("Wrong quantity"), self.env._(
                "A serial number is one piece. Scan each serial number."
            )
        if self.item_ids.filtered(
            lambda item: (
                item.product_id == product
                and (
                    (lot and item.lot_id == lot)
                    or (lot_name and item.lot_name == lot_name)
                )
            )
        ):
            return self.env._("Already scanned"), self.env._(
                "%s was already scanned for this return.", name
            )
        there = (
            self.env["stock.quant"].search(
                [
                    ("lot_id", "=", lot.id),
                    ("quantity", ">", 0),
                    ("location_id.usage", "in", ("internal", "transit")),
                ],
                limit=1,
            )
            if lot
            else None
        )
        if there:
            return self.env._("In stock already"), self.env._(
                "By our records %(serial)s is in %(location)s and was not away. Check "
                "the number, or put the piece aside and ask a warehouse manager.",
                serial=name,
                location=there.location_id.display_name,
            )
        return None

    def _matched(self, product, lot, quantity):
        """Values of the items for ``quantity`` of a scanned product: pieces that were
        sent and can come back, and the rest with its issue.
        """
        sent = returning.moves_out(self.picking_id).filtered(
            lambda move: move.product_id == product
        )
        if not sent:
            return [self._foreign_values(quantity, "other_goods")]
        if lot and lot not in sent.move_line_ids.lot_id:
            return [self._foreign_values(quantity, "unknown_lot")]
        if product.tracking != "none" and not lot:
            return [self._foreign_values(quantity, "unknown_lot")]
        rooms = returning.rooms(self.picking_id, own=self.transfer_ids)
        for item in self.item_ids.filtered(lambda item: not item.done and item.move_id):
            goods = returning.Goods(item.move_id, item.lot_id, item.package_id)
            if goods in rooms:
                rooms[goods] -= item.quantity
        expected = {
            (line.move_id, line.lot_id, line.package_id) for line in self.line_ids
        }
        found = []
        for goods, room in sorted(
            rooms.items(),
            key=lambda pair: (
                (pair[0].move, pair[0].lot, pair[0].package) not in expected
            ),
        ):
            if goods.product != product or (lot and goods.lot != lot):
                continue
            taken = min(quantity, max(room, 0.0))
            if product.uom_id.is_zero(taken):
                continue
            found.append(
                {
                    "move_id": goods.move.id,
                    "package_id": goods.package.id,
                    "quantity": taken,
                }
            )
            quantity -= taken
        if not product.uom_id.is_zero(quantity):
            found.insert(0, self._foreign_values(quantity, "surplus"))
        return found

    def _foreign_values(self, quantity, issue):
        return {
            "quantity": quantity,
            "issue": issue,
            "owner_id": self.picking_id.partner_id.commercial_partner_id.id,
        }

    def scan_undo(self):
        """Remove what this user scanned last.

        :return: as :meth:`scan`
        """
        self.ensure_one()
        self._check_may_receive()
        record = self._as_system()
        record._lock()
        last = record.item_ids.filtered(
            lambda item: not item.done and item.user_id == self.env.user
        )[:1]
        answer = {"ok": bool(last), "ask_lot": False}
        if last:
            answer["title"] = self.env._("Removed")
            answer["text"] = last.product_id.display_name
            last.unlink()
        else:
            answer["title"] = self.env._("Nothing to undo")
            answer["text"] = self.env._("You have not scanned goods for this return.")
        return {**answer, "state": self.scan_state()}

    # --- receiving

    def action_receive(self):
        """Receive the scanned goods, and move them on where the person wants them."""
        self.ensure_one()
        self._check_may_receive()
        self._as_system()._receive()

    def _receive(self):
        self._check_state(*OPEN)
        self._lock()
        self._check_state(*OPEN)
        items = self.item_ids.filtered(lambda item: not item.done)
        if not items:
            raise UserError(
                self.env._("Scan the goods of %s first, then receive them.", self.name)
            )
        self._choose_place()
        self._check_still_room(items)
        if self.state == "proposed":
            self._expect_what_can_come()
        sent = items.filtered("move_id")
        if sent:
            self._receive_sent(sent)
        if items - sent:
            self._receive_foreign(items - sent)
        self.received_at = self.received_at or fields.Datetime.now()
        self._count_returned()
        self._move_items(items)
        self._update_state()
        self._tell_seller()

    def _tell_seller(self):
        """Ask the salesperson to decide, where other goods came than were expected, or
        in another condition. What may still come is not missing.
        """
        seller = self.sale_order_id.user_id
        differences = [] if self._is_written_off() else self._differences()
        if not differences or not seller.active or seller == self.env.user:
            return
        note = Markup("<ul>%s</ul>") % Markup().join(
            Markup("<li>%s</li>") % text for text in differences
        )
        told = self.activity_search([_TO_DO], user_id=seller.id)
        if told:
            told.note = note
            return
        speaking = self.with_context(lang=seller.lang)
        self.activity_schedule(
            _TO_DO,
            user_id=seller.id,
            summary=speaking.env._("Returned goods differ from what was expected"),
            note=note,
        )

    def _differences(self):
        """Sentences, in the salesperson's language, about what came and what did
        not.
        """
        record = self.with_context(lang=self.sale_order_id.user_id.lang)
        return [
            *record._missing_goods(),
            *(
                item._difference()
                for item in record.item_ids
                if item.done and (item.issue or item.destination in _UNFIT)
            ),
        ]

    def _missing_goods(self):
        if self.state != "received":
            return []
        return [
            self.env._(
                "%(missing)s %(unit)s of %(goods)s did not come.",
                missing=f"{line.quantity - line.received:g}",
                unit=line.product_uom_id.name,
                goods=line.product_id.display_name,
            )
            for line in self.line_ids
            if line.product_uom_id.compare(line.received, line.quantity) < 0
        ]

    def _check_still_room(self, items):
        """Another return may have taken the room since the scan."""
        rooms = returning.rooms(self.picking_id, own=self.transfer_ids)
        for item in items.filtered("move_id"):
            goods = returning.Goods(item.move_id, item.lot_id, item.package_id)
            rooms[goods] = rooms.get(goods, 0.0) - item.quantity
            if item.product_id.uom_id.compare(rooms[goods], 0) < 0:
                raise UserError(
                    self.env._(
                        "%(goods)s came back with another return in the meantime, so "
                        "%(record)s has more of it than was sent. Undo the scan, then "
                        "scan again.",
                        goods=item.product_id.display_name,
                        record=self.name,
                    )
                )

    def _open_receipts(self):
        return self.transfer_ids.filtered(
            lambda transfer: (
                transfer.state not in ("done", "cancel")
                and transfer.picking_type_code == "incoming"
            )
        )

    def _receive_sent(self, items):
        """Validate the transfers with the scanned goods; what is missing stays expected
        in a backorder.
        """
        by_move = items.grouped("move_id")
        self._keep_at_place(self._open_receipts())
        waiting = {
            move.origin_returned_move_id: move
            for move in self._open_receipts().move_ids
            if move.state not in ("done", "cancel")
            and move.location_dest_id == self.place_id.location_id
        }
        missing = {
            sent: sum(own.mapped("quantity"))
            for sent, own in by_move.items()
            if sent not in waiting
        }
        if missing:
            made = returning.returned(self.picking_id, missing, self.place_id, self)
            waiting.update(
                {move.origin_returned_move_id: move for move in made.move_ids}
            )
        coming = self.env["stock.move"]
        for sent, own in by_move.items():
            move = waiting[sent]
            quantity = returning.in_unit_of(move, sum(own.mapped("quantity")))
            if move.product_uom.compare(quantity, move.product_uom_qty) > 0:
                move.product_uom_qty = quantity
            returning.put(
                move,
                [(item, self._first_place(item)) for item in own],
                move.location_id,
            )
            own.return_move_id = move
            coming += move
        coming.to_refund = False
        for transfer in coming.picking_id:
            others = transfer.move_ids - coming
            others.picked = False
            others.move_line_ids.picked = False
            returning.validate(transfer)
            for rest in transfer.backorder_ids:
                rest.write(
                    {"return_id": self.picking_id.id, "linkstar_return_id": self.id}
                )
                rest.move_ids.to_refund = False
        for item in items:
            item.write({"done": True, "base_location_id": self._first_place(item).id})

    def _keep_at_place(self, receipts):
        """Whatever place somebody entered on ``receipts``: goods that come into a loss
        place are never counted, and those that come into a warehouse are sold at once.
        """
        place = self.place_id.location_id
        for receipt in receipts:
            if receipt.location_dest_id != place or any(
                move.location_dest_id != place for move in receipt.move_ids
            ):
                receipt.location_dest_id = place
                receipt.move_ids.location_dest_id = place

    def _first_place(self, item):
        place = self.place_id
        return (
            place.quarantine_location_id
            if item.destination == "quarantine"
            else place.location_id
        )

    def _receive_foreign(self, items):
        """Receive goods that were not sent with this transfer: the property of the
        sender, without value, order and refund.
        """
        place = self.place_id
        source = self.picking_id.location_dest_id
        transfer = self.env["stock.picking"].create(
            {
                "picking_type_id": place.receipt_type_id.id,
                "partner_id": self.picking_id.partner_id.id,
                "location_id": source.id,
                "location_dest_id": place.location_id.id,
                "origin": self.name,
                "linkstar_return_id": self.id,
            }
        )
        for item in items.filtered("lot_name"):
            lots = self.env["stock.lot"]
            item.lot_id = lots.search(
                [
                    ("product_id", "=", item.product_id.id),
                    ("name", "=", item.lot_name),
                    ("company_id", "in", [False, self.company_id.id]),
                ],
                limit=1,
            ) or lots.create(
                {
                    "product_id": item.product_id.id,
                    "name": item.lot_name,
                    "company_id": self.company_id.id,
                }
            )
        for product, own in items.grouped("product_id").items():
            move = self.env["stock.move"].create(
                {
                    "product_id": product.id,
                    "product_uom": product.uom_id.id,
                    "product_uom_qty": sum(own.mapped("quantity")),
                    "picking_id": transfer.id,
                    "location_id": source.id,
                    "location_dest_id": place.location_id.id,
                    "company_id": self.company_id.id,
                    "to_refund": False,
                }
            )
            move._action_confirm(merge=False)
            returning.put(
                move, [(item, self._first_place(item)) for item in own], source
            )
            own.return_move_id = move
        returning.validate(transfer)
        for item in items:
            item.write({"done": True, "base_location_id": self._first_place(item).id})

    def _count_returned(self):
        """Decide which received goods reduce the delivered quantity of their order. A
        part of a kit does not: Odoo would count a whole kit.
        """
        moves = self.item_ids.filtered(
            lambda item: item.done and item.move_id
        ).return_move_id
        if not moves:
            return
        counts = self.settlement != "none"
        kits = moves.filtered(
            lambda move: (
                move.sale_line_id and move._linkstar_is_kit_part_of(move.sale_line_id)
            )
        )
        (moves - kits).to_refund = counts
        by_hand = False
        if not counts:
            kits.to_refund = False
        for line in kits.sale_line_id:
            every = line.move_ids.returned_move_ids.filtered(
                lambda move: (
                    move.state == "done"
                    and move.location_id.usage == "customer"
                    and move.picking_id.linkstar_return_id
                    and move.picking_id.linkstar_return_id.settlement != "none"
                )
            )
            whole = not every or bool(every._linkstar_kits(line))
            every.to_refund = whole
            by_hand = by_hand or not whole
            (every - moves).picking_id.linkstar_return_id.by_hand = not whole
        self.by_hand = by_hand
        moves.sale_line_id._compute_qty_delivered()

    def _move_items(self, items):
        """Bring received ``items`` where they are to go."""
        place = self.place_id
        stock = (
            self.picking_id.picking_type_id.warehouse_id or place._warehouse()
        ).lot_stock_id
        for destination, target in (
            ("stock", stock),
            ("quarantine", place.quarantine_location_id),
        ):
            todo = items.filtered(
                lambda item, d=destination, t=target: (
                    item.destination == d and item.location_id != t
                )
            )
            for source, own in todo.grouped("location_id").items():
                transfer = returning.moved(
                    own,
                    place.transfer_type_id,
                    source,
                    target,
                    self.name,
                    self,
                )
                own.write({"base_location_id": source.id, "onward_id": transfer.id})
        for item in items.filtered(
            lambda item: item.destination == "scrap" and not item.scrap_id
        ):
            self._scrap(item)

    def _scrap(self, item):
        """Scrap ``item`` where it lies. A scrap that is linked to a done transfer posts
        no entry, so it has only an origin.
        """
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": item.product_id.id,
                "scrap_qty": item.quantity,
                "product_uom_id": item.product_uom_id.id,
                "lot_id": item.lot_id.id,
                "owner_id": item.owner_id.id,
                "location_id": item.location_id.id,
                "scrap_location_id": self.place_id.scrap_location_id.id,
                "company_id": self.company_id.id,
                "origin": self.name,
                "scrap_reason_tag_ids": [Command.set(self._scrap_tag().ids)],
            }
        )
        scrap.action_validate()
        if scrap.state != "done":
            raise UserError(
                self.env._(
                    "%(goods)s cannot be scrapped: they are not at %(location)s any "
                    "more.",
                    goods=item.product_id.display_name,
                    location=item.location_id.display_name,
                )
            )
        item.write(
            {
                "scrap_id": scrap.id,
                "base_location_id": self.place_id.scrap_location_id.id,
                "onward_id": False,
            }
        )

    def _scrap_tag(self):
        tags = self.env["stock.scrap.reason.tag"]
        name = dict(self._fields["reason"]._description_selection(self.env))[
            self.reason
        ]
        return tags.search([("name", "=", name)], limit=1) or tags.create(
            {"name": name}
        )

    def _update_state(self):
        received = self.item_ids.filtered("done")
        if self._open_receipts():
            self.state = "partial" if received.move_id else "expected"
        elif received:
            self.state = "received"

    # --- the end of a return

    def action_finish(self):
        """Nothing more comes: cancel what is still expected."""
        self._check_may_receive()
        self._check_state("expected", "partial")
        for record in self:
            record = record._as_system()
            record._lock()
            record._open_receipts().action_cancel()
            received = any(item.done for item in record.item_ids)
            record.item_ids.filtered(lambda item: not item.done).unlink()
            record.state = "received" if received else "cancelled"
            if received:
                record._tell_seller()

    def action_cancel(self):
        """Cancel returns of which nothing was received."""
        self.check_access("write")
        self._check_state("proposed", "expected", "claim")
        for record in self:
            record = record._as_system()
            record._lock()
            record._open_receipts().action_cancel()
            record.item_ids.filtered(lambda item: not item.done).unlink()
            record.state = "cancelled"

    def action_claim(self):
        """The goods do not come and the buyer is not refunded: nothing moves, the
        carrier is to pay.
        """
        self.check_access("write")
        self._check_state("proposed", "expected")
        for record in self:
            record = record._as_system()
            record._lock()
            record._open_receipts().action_cancel()
            record.item_ids.filtered(lambda item: not item.done).unlink()
            record.write({"state": "claim", "settlement": "none"})

    def action_propose_again(self):
        """Reopen a cancelled return or a claim."""
        self.check_access("write")
        self._check_state("cancelled", "claim")
        for record in self:
            record._check_no_other_open()
            record._as_system().write({"state": "proposed", "settlement": "open"})

    def _check_no_other_open(self):
        if self.shipment_id and self.search_count(
            [
                ("shipment_id", "=", self.shipment_id.id),
                ("picking_id", "=", self.picking_id.id),
                ("parcel_id", "=", self.parcel_id.id),
                ("state", "in", OPEN),
                ("id", "!=", self.id),
            ],
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "The parcel of %s already has another open return. Use that one.",
                    self.name,
                )
            )

    def action_write_off(self):
        """The goods are lost or destroyed, and the buyer is refunded or gets them
        again: they come into a place with value and are scrapped from there, so that
        the loss is booked.
        """
        self.ensure_one()
        self._check_may_receive()
        self._as_system()._write_off()

    def _write_off(self):
        self._check_state("proposed", "expected", "partial")
        self._lock()
        self._check_state("proposed", "expected", "partial")
        self._check_written_off_lines()
        self._open_receipts().action_cancel()
        self.item_ids.filtered(lambda item: not item.done).unlink()
        if self.place_id.kind != "lost" and not self.item_ids:
            self.place_id = self.env["linkstar.return.place"]._of(
                self.company_id, "lost"
            )
        rooms = returning.rooms(self.picking_id, own=self.transfer_ids)
        values = []
        for line in self.line_ids:
            goods = returning.Goods(line.move_id, line.lot_id, line.package_id)
            quantity = min(line.quantity - line.received, rooms.get(goods, 0.0))
            if line.product_id.uom_id.compare(quantity, 0) > 0:
                values.append(
                    {
                        "return_id": self.id,
                        "product_id": line.product_id.id,
                        "lot_id": line.lot_id.id,
                        "package_id": line.package_id.id,
                        "move_id": line.move_id.id,
                        "quantity": quantity,
                        "destination": "scrap",
                        "user_id": self.env.uid,
                    }
                )
        if not values:
            raise UserError(
                self.env._(
                    "Nothing of %s is left to write off: all goods came back.",
                    self.name,
                )
            )
        self.env["linkstar.return.item"].create(values)
        self._receive()

    def _check_written_off_lines(self):
        for line in self.line_ids:
            if line.product_id.tracking != "none" and not line.lot_id:
                raise UserError(
                    self.env._(
                        "%(record)s: enter the lot or serial number of %(goods)s.",
                        record=self.name,
                        goods=line.product_id.display_name,
                    )
                )

    # --- from the return place onwards

    def _items_at_depot(self):
        items = self.item_ids.filtered(
            lambda item: (
                item._is_waiting()
                and item.move_id
                and item.location_id == self.place_id.location_id
            )
        )
        if not items:
            raise UserError(
                self.env._(
                    "No goods of %s are at the return place. Receive them first.",
                    self.name,
                )
            )
        return items

    def action_send_again(self):
        """Send the goods to the buyer again: from the return place if they wait there,
        else what is missing on the order from stock.

        :return: an action with the new transfers
        """
        self.ensure_one()
        self._check_may_receive()
        record = self._as_system()
        record._check_state("partial", "received")
        record._lock()
        if record.place_kind == "depot" and record.waiting:
            transfers = record._send_from_depot()
        else:
            transfers = record._send_from_stock()
        record.settlement = "again"
        return self._transfers_action(transfers)

    def _send_from_depot(self):
        items = self._items_at_depot()
        transfers = self.env["stock.picking"]
        for receipt, own in items.grouped(
            lambda i: i.return_move_id.picking_id
        ).items():
            by_move = own.grouped("return_move_id")
            transfer = returning.sent_again(
                receipt,
                {move: sum(each.mapped("quantity")) for move, each in by_move.items()},
                self.place_id,
                self,
            )
            for move in transfer.move_ids:
                each = by_move[move.origin_returned_move_id]
                returning.put(
                    move,
                    [(item, transfer.location_dest_id) for item in each],
                    self.place_id.location_id,
                )
                move.picked = False
                move.move_line_ids.picked = False
            transfer.carrier_id = self.picking_id.carrier_id
            transfer.partner_id = self.picking_id.partner_id
            own.onward_id = transfer
            transfers += transfer
        return transfers

    def _send_from_stock(self):
        lines = self.line_ids.move_id.sale_line_id
        locked = lines.order_id.filtered("locked")
        if locked:
            raise UserError(
                self.env._(
                    "%s is locked, so nothing is sent for it. Ask a salesperson to "
                    "unlock the order.",
                    ", ".join(locked.mapped("name")),
                )
            )
        lacking = lines.filtered(
            lambda line: (
                line.state == "sale"
                and line.product_uom_id.compare(
                    line._get_qty_procurement(), line.product_uom_qty
                )
                < 0
            )
        )
        if not lacking:
            raise UserError(
                self.env._(
                    "Nothing is missing on the order of %s. Goods that are not counted "
                    "as returned, or of a cancelled order, need a new order line.",
                    self.name,
                )
            )
        before = lines.move_ids.picking_id
        lacking._action_launch_stock_rule()
        return lines.move_ids.picking_id - before

    def action_ship_home(self):
        """Create the transfer that brings the goods from the carrier's depot home; it
        is validated when they arrive.
        """
        self.ensure_one()
        self._check_may_receive()
        record = self._as_system()
        record._check_state("partial", "received")
        record._lock()
        if record.place_kind != "depot":
            raise UserError(
                self.env._("The goods of %s are not in a depot.", record.name)
            )
        items = record._items_at_depot()
        home = self.env["linkstar.return.place"].sudo()._of(record.company_id)
        transfer = returning.moved(
            items,
            home.transfer_type_id,
            record.place_id.location_id,
            home.location_id,
            record.name,
            record,
            done=False,
        )
        items.write(
            {
                "base_location_id": record.place_id.location_id.id,
                "onward_id": transfer.id,
            }
        )
        return self._transfers_action(transfer)

    # --- the buyer's request on the page of the order

    @api.model
    def _requestable(self, order):
        """What the buyer of ``order`` can ask to send back: [{"id" of the move, "name",
        "unit", "room"}]; nothing when the company takes no requests.
        """
        if not order.company_id.linkstar_return_requests or order.state != "sale":
            return []
        found = {}
        for picking in order.picking_ids.filtered(returning.moves_out):
            for goods, quantity in returning.rooms(picking).items():
                if goods.move.sale_line_id.order_id == order:
                    found[goods.move] = found.get(goods.move, 0.0) + quantity
        asked = self.search(
            [("sale_order_id", "=", order.id), ("state", "=", "proposed")]
        )
        for line in asked.line_ids:
            if line.move_id in found:
                found[line.move_id] -= line.quantity
        return [
            {
                "id": move.id,
                "name": move.product_id.display_name,
                "unit": move.product_id.uom_id.name,
                "room": room,
            }
            for move, room in found.items()
            if move.product_id.uom_id.compare(room, 0) > 0
        ]

    @api.model
    def _request(self, order, values, photos):
        """The proposals of the buyer of ``order``, one for each transfer. ``values`` of
        the form: quantity_<id of the move>, buyer_reason, note. ``photos``: files.

        :raise UserError: with a sentence for the buyer
        """
        reason = values.get("buyer_reason")
        if reason not in dict(self._fields["buyer_reason"].selection):
            raise UserError(self.env._("Choose a reason."))
        self.env.flush_all()
        possible = {line["id"]: line for line in self._requestable(order)}
        returning.lock(self.env["stock.move"].browse(possible))
        possible = {line["id"]: line for line in self._requestable(order)}
        wanted = self._requested(possible, values)
        files = [self._photo(photo, number) for number, photo in enumerate(photos, 1)]
        found = self.browse()
        for picking in order.picking_ids & self.env["stock.picking"].union(
            *(move.picking_id for move in wanted)
        ):
            lines = []
            for line in self._lines_of(picking):
                move = self.env["stock.move"].browse(line["move_id"])
                taken = min(wanted.get(move, 0.0), line["quantity"])
                if taken:
                    wanted[move] -= taken
                    lines.append(Command.create({**line, "quantity": taken}))
            found += self.with_company(order.company_id).create(
                {
                    "company_id": order.company_id.id,
                    "picking_id": picking.id,
                    "origin": "buyer",
                    "reason": "buyer",
                    "buyer_reason": reason,
                    "note": (values.get("note") or "").strip()[:2000],
                    "line_ids": lines,
                }
            )
        self.env["ir.attachment"].create(
            [
                {**file, "res_model": self._name, "res_id": record.id}
                for record in found
                for file in files
            ]
        )
        order._message_log(
            body=self.env._(
                "The buyer asks to return goods: %s.", ", ".join(found.mapped("name"))
            )
        )
        return found

    def _requested(self, possible, values):
        """{move: quantity above 0} of the buyer's form. ``possible``: {id of the move:
        its line of :meth:`_requestable`}.

        :raise UserError: with a sentence for the buyer
        """
        wanted = {}
        for move_id, line in possible.items():
            try:
                quantity = float(values.get(f"quantity_{move_id}") or 0)
            except ValueError:
                quantity = -1
            if not 0 <= quantity <= line["room"]:
                raise UserError(
                    self.env._(
                        "%(goods)s: enter a quantity from 0 to %(room)s.",
                        goods=line["name"],
                        room=f"{line['room']:g}",
                    )
                )
            if quantity:
                wanted[self.env["stock.move"].browse(move_id)] = quantity
        if not wanted:
            raise UserError(self.env._("Enter how much you want to return."))
        return wanted

    def _photo(self, content, number):
        """Values of the attachment of a picture, drawn again so that nothing else is
        stored.
        """
        try:
            # Core passes drawings (SVG), which can hold scripts, through unchanged.
            if not content.startswith(_PICTURES):
                raise ValueError
            picture = image_process(content, size=(2000, 2000), output_format="JPEG")
        except (UserError, ValueError, OSError) as error:
            raise UserError(
                self.env._(
                    "Photo %s cannot be read. Send a JPEG or PNG picture.", number
                )
            ) from error
        return {"name": f"photo-{number}.jpg", "raw": picture, "mimetype": "image/jpeg"}

    def action_decline(self):
        """Decline the request of a buyer, who sees the answer."""
        self.check_access("write")
        self._check_state("proposed")
        for record in self:
            if not (record.answer or "").strip():
                raise UserError(
                    self.env._(
                        "Enter an answer to the buyer of %s first: it says why.",
                        record.name,
                    )
                )
        self.action_cancel()

    def _for_buyer(self):
        """Values of these returns for the page of the order; those that do not concern
        the buyer are left out.
        """
        shown = []
        for record in self:
            asked = record.origin == "buyer"
            status = {
                "proposed": asked and ("info", self.env._("Requested")),
                "expected": (
                    ("warning", self.env._("Accepted, please send the goods"))
                    if asked
                    else ("info", self.env._("On its way back"))
                ),
                "partial": ("info", self.env._("Partly received")),
                "received": (
                    not record._is_written_off() and ("success", self.env._("Received"))
                ),
                "cancelled": asked
                and record.answer
                and ("danger", self.env._("Declined")),
            }.get(record.state)
            if not status:
                continue
            place = record.place_id.partner_id or (
                record.picking_id.picking_type_id.warehouse_id.partner_id
            )
            instructions = record.company_id.linkstar_return_instructions
            accepted = asked and record.state == "expected"
            shown.append(
                {
                    "name": record.name,
                    "color": status[0],
                    "status": status[1],
                    "goods": ", ".join(
                        f"{line.quantity:g} × {line.product_id.display_name}"
                        for line in record.line_ids
                    ),
                    "answer": "\n".join(
                        filter(
                            None,
                            (
                                asked and record.answer,
                                accepted and instructions,
                            ),
                        )
                    ),
                    "address": (
                        accepted
                        and place
                        and "\n".join(
                            filter(
                                None,
                                (place.name, place._display_address(True).strip()),
                            )
                        )
                    ),
                }
            )
        return shown

    def _is_written_off(self):
        return self.place_kind == "lost"

    # --- credit notes

    def action_credit(self):
        """Open the dialog for the credit notes of the received goods."""
        self.ensure_one()
        self.check_access("read")
        return self.env["linkstar.return.credit"]._open(self)

    def action_credit_notes(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Credit notes"),
            "res_model": "account.move",
            "domain": [("linkstar_return_id", "=", self.id)],
            "views": [[False, "list"], [False, "form"]],
        }

    def action_transfers(self):
        self.ensure_one()
        self.check_access("read")
        return self._transfers_action(self.transfer_ids)

    def _transfers_action(self, transfers):
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Transfers"),
            "res_model": "stock.picking",
        }
        if len(transfers) == 1:
            return {**action, "res_id": transfers.id, "views": [[False, "form"]]}
        return {
            **action,
            "domain": [("id", "in", transfers.ids)],
            "views": [[False, "list"], [False, "form"]],
        }
