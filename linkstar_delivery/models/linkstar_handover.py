from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.lookups import without_defaults
from odoo.exceptions import AccessError, UserError

#: What a user may write, by the manifest's state; everything else goes through the buttons.
_OPEN = frozenset({"depot_id", "date", "mode", "service_ids", "note", "company_id"})
_WRITABLE = {"open": _OPEN, "closed": frozenset({"signed_by", "signature"}), "signed": frozenset()}
#: No client can send this object: only our own code gets past the rules.
_MOVE = object()
_SHARED = "SELECT id FROM linkstar_handover WHERE id IN %s ORDER BY id FOR SHARE"
_ALONE = "SELECT id FROM linkstar_handover WHERE id IN %s ORDER BY id FOR UPDATE"
_CHATTER = ("message_", "activity_", "website_message_", "my_activity_")


class LinkstarHandover(models.Model):
    """A manifest: the parcels that are given to the carrier at one depot, in one go.

    ``open`` takes parcels, ``closed`` is what is handed over, ``signed`` is what the carrier has confirmed and stays as it is.
    """

    _name = "linkstar.handover"
    _description = "Linkstar Handover"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    depot_id = fields.Many2one("linkstar.depot", required=True, ondelete="restrict", check_company=True)
    date = fields.Date(compute="_compute_date", store=True, readonly=False, required=True, precompute=True, index=True, copy=False)
    mode = fields.Selection(
        [("pickup", "Picked up at the door"), ("brought", "Brought to the depot")], required=True, default="pickup", string="How"
    )
    service_ids = fields.Many2many(
        "linkstar.service", string="Only these lines", check_company=True, help="Empty: parcels of all lines may be scanned."
    )
    note = fields.Text()
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed"), ("signed", "Signed")], required=True, readonly=True, default="open", copy=False, index=True
    )
    line_ids = fields.One2many("linkstar.handover.line", "handover_id", "Parcels", readonly=True, copy=False)
    bag_ids = fields.One2many("linkstar.handover.bag", "handover_id", "Bags and cartons", readonly=True, copy=False)
    count = fields.Integer("Number of parcels", compute="_compute_totals")
    weight = fields.Float("Weight of parcels (kg)", compute="_compute_totals", digits=(12, 3))
    closed_at = fields.Datetime(readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False)
    signed_by = fields.Char("Taken over by", copy=False, help="Name of the driver, or of who takes the parcels at the depot.")
    signature = fields.Image(copy=False, max_width=1024, max_height=512)
    signed_at = fields.Datetime(readonly=True, copy=False)

    _name_uniq = models.UniqueIndex("(company_id, name) WHERE name != '/'", "There is a manifest of this number already.")
    _signed_has_signer = models.Constraint(
        "CHECK(state != 'signed' OR (signed_by IS NOT NULL AND signed_at IS NOT NULL))",
        "A signed manifest names who took the parcels over.",
    )

    @api.depends("depot_id")
    def _compute_date(self):
        for handover in self:
            handover.date = handover.date or handover.depot_id._today()

    @api.depends("line_ids.weight")
    def _compute_totals(self):
        totals = {
            handover: (count, weight)
            for handover, count, weight in self.env["linkstar.handover.line"]._read_group(
                [("handover_id", "in", self.ids)], ["handover_id"], ["__count", "weight:sum"]
            )
        }
        for handover in self:
            handover.count, handover.weight = totals.get(handover, (0, 0.0))

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        for vals in vals_list:
            if not self.env.su:
                self._check_written(vals, _OPEN)
            company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
            vals["name"] = self.env["ir.sequence"].with_company(company).next_by_code("linkstar.handover") or "/"
        records = self if self.env.su else without_defaults(self, *_OPEN)
        return super(LinkstarHandover, records).create(vals_list).with_env(self.env)

    def write(self, vals):
        self.check_access("write")
        for handover in self:
            handover._check_written(vals, _WRITABLE[handover.state])
        if "company_id" in vals and self.line_ids:
            raise UserError(self.env._("A manifest with parcels stays with its company."))
        return super().write(vals)

    def _check_written(self, vals, allowed):
        if self.env.context.get("linkstar_move") is _MOVE:
            return
        others = {name for name in vals if name not in allowed and not name.startswith(_CHATTER)}
        if others:
            raise UserError(
                self.env._(
                    "%(manifest)s cannot be changed like this (%(fields)s): a manifest is filled by scanning, and stays as it is once it "
                    "is closed and signed.",
                    manifest=self[:1].name or self.env._("The new manifest"),
                    fields=", ".join(sorted(others)),
                )
            )

    def _move_to(self, state, **values):
        """Change the state: the only way round :meth:`write`'s rules."""
        return self.with_context(linkstar_move=_MOVE).write({"state": state, **values})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda h: h.state != "open" or h.line_ids):
            raise UserError(self.env._("A manifest that has parcels, or is closed, is kept. Take its parcels out first."))

    # --- buttons

    def _check_may_scan(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users hand parcels over: ask one of them."))

    def _lock_open(self, query=_SHARED):
        """Keep these manifests open until this transaction ends, and complain of those that are not.

        Several people scan at once (shared), closing waits for them and they for it."""
        self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)
        self.invalidate_recordset(["state"])
        for handover in self.filtered(lambda h: h.state != "open"):
            raise UserError(self.env._("%s is closed: open another manifest.", handover.name))

    def action_scan(self):
        self.ensure_one()
        self._check_may_scan()
        action = self.env["ir.actions.actions"]._for_xml_id("linkstar_delivery.action_linkstar_scan")
        return {**action, "params": {"handover_id": self.id}}

    def action_close(self):
        """Nothing more comes on to these manifests: their parcels leave the house now."""
        self._check_may_scan()
        self._lock_open(_ALONE)
        for handover in self.sudo():
            handover._check_complete()
            now = fields.Datetime.now()
            handover.bag_ids.filtered(lambda bag: bag.state == "open").write({"state": "closed"})
            handover.line_ids.shipment_id.filtered(lambda s: not s.handed_over_at).handed_over_at = now
            handover._move_to("closed", closed_at=now, closed_by_id=self.env.uid)
            handover._message_log(
                body=self.env._("Closed with %(count)s parcels, %(weight).3f kg.", count=handover.count, weight=handover.weight)
            )

    def _check_complete(self):
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("%s has no parcel: scan some, or delete it.", self.name))
        stopped = self.line_ids.filtered(lambda line: line.shipment_id.state != "ready" or line.shipment_id._being_stopped())
        if stopped:
            raise UserError(
                self.env._(
                    "%(manifest)s is not closed: these parcels were cancelled, or lost their label, after they were scanned. Take them out "
                    "of the bag and off the manifest: %(numbers)s",
                    manifest=self.name,
                    numbers=", ".join(stopped.mapped("number")),
                )
            )

    def action_sign(self):
        """The carrier has confirmed: from now on the manifest stays as it is."""
        self._check_may_scan()
        for handover in self:
            if handover.state != "closed":
                raise UserError(self.env._("Close %s before it is signed, and sign it once.", handover.name))
            if not (handover.signed_by or "").strip() or not handover.signature:
                raise UserError(self.env._("%s: enter who takes the parcels over, and let them sign.", handover.name))
        for handover in self.sudo():
            handover._move_to("signed", signed_at=fields.Datetime.now())
            handover._message_log(body=self.env._("Signed by %s.", handover.signed_by))

    def action_reopen(self):
        """Undo closing, as long as nobody has signed; the parcels count as not handed over again."""
        self.check_access("read")
        if not self.env.user.has_group("stock.group_stock_manager"):
            raise AccessError(self.env._("Only a warehouse manager opens a closed manifest again."))
        for handover in self.sudo():
            if handover.state != "closed":
                raise UserError(self.env._("%s is not to be opened again: only what is closed and not signed is.", handover.name))
            shipments = handover.line_ids.shipment_id
            handover._move_to("open", closed_at=False, closed_by_id=False, signed_by=False, signature=False)
            shipments._recall_handed_over()
            handover._message_log(body=self.env._("Opened again."))
