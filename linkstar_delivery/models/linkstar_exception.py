# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..services import attention, attention_mail, attention_text

#: Closed entries are deleted after this time.
_KEPT = timedelta(days=180)
#: The fields that a user may write. All other changes use the buttons.
_WRITABLE = frozenset({"user_id"})
_CHATTER = ("message_", "activity_", "website_message_", "my_activity_")
_MOST_SHIPMENTS = 1000


class LinkstarException(models.Model):
    """Something that a person should look at: one row per cause and document. It opens
    and closes by itself, and the same row opens again when its cause comes back.
    """

    _name = "linkstar.exception"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Exception"
    _order = "deadline, id"
    _check_company_auto = True
    _mail_post_access = "read"

    kind = fields.Selection(attention.KINDS, required=True, readonly=True)
    key = fields.Char("Cause", required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    state = fields.Selection(
        [("open", "Open"), ("snoozed", "Snoozed"), ("closed", "Closed")],
        "Status",
        required=True,
        readonly=True,
        default="open",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    first_at = fields.Datetime("First time", readonly=True)
    opened_at = fields.Datetime("Appeared on", readonly=True)
    since = fields.Datetime(
        "Cause since", readonly=True, help="When the cause began, by our data."
    )
    days = fields.Integer(
        "Age (days)", compute="_compute_days", help="Since the cause began."
    )
    deadline = fields.Datetime(readonly=True)
    closed_at = fields.Datetime("Closed on", readonly=True)
    times = fields.Integer(
        readonly=True, aggregator=None, help="How often it appeared."
    )
    escalated = fields.Boolean(readonly=True)
    snoozed_until = fields.Date(readonly=True)
    snooze_reason = fields.Char("Reason to snooze", readonly=True)
    parcels = fields.Integer(
        readonly=True, help="The number of parcels that this entry stands for."
    )
    shipment_id = fields.Many2one(
        "linkstar.shipment", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    picking_id = fields.Many2one(
        "stock.picking",
        "Transfer",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    sale_order_id = fields.Many2one(
        "sale.order",
        "Sales order",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    claim_id = fields.Many2one(
        "linkstar.claim", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    instruction_id = fields.Many2one(
        "linkstar.instruction",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    account_id = fields.Many2one(
        "linkstar.account", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    service_id = fields.Many2one(
        "linkstar.service", "Line", readonly=True, ondelete="cascade"
    )
    country_id = fields.Many2one("res.country", readonly=True, ondelete="cascade")
    rule_id = fields.Many2one(
        "linkstar.exception.rule", readonly=True, ondelete="set null"
    )
    problem = fields.Text(
        compute="_compute_problem",
        compute_sudo=True,
        help="What the carrier or the system says.",
    )
    to_do = fields.Text("What to do", compute="_compute_to_do")
    button = fields.Char(compute="_compute_to_do")
    overdue = fields.Boolean(compute="_compute_days")

    _cause_uniq = models.UniqueIndex("(company_id, key)")
    _listed = models.Index("(state, kind, deadline)")
    # The list in its order, and the number of its rows: of all companies, and of one.
    _due = models.Index("(deadline, id) WHERE state = 'open'")
    _due_of_company = models.Index("(company_id, deadline, id) WHERE state = 'open'")

    # All that it reads: the list then reads each row once.
    @api.depends(
        *("kind", "key", "parcels", "shipment_id", "sale_order_id", "instruction_id"),
        *("account_id", "service_id", "country_id"),
    )
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for exception in self:
            about = (
                exception.shipment_id.number
                or exception.sale_order_id.name
                or exception.instruction_id.name
                or exception._lane()
                or exception.account_id.name
            )
            kind = kinds.get(exception.kind, "")
            exception.display_name = f"{kind}: {about}" if about else kind

    def _lane(self):
        if not self.service_id or ":lane:" not in (self.key or ""):
            return ""
        return self.env._(
            "%(line)s to %(country)s, %(parcels)s parcels",
            line=self.service_id.code,
            country=self.country_id.name or "–",
            parcels=self.parcels,
        )

    @api.depends("since", "deadline", "state")
    def _compute_days(self):
        now = fields.Datetime.now()
        for exception in self:
            exception.days = (now - exception.since).days if exception.since else 0
            exception.overdue = bool(
                exception.state == "open"
                and exception.deadline
                and exception.deadline < now
            )

    @api.depends("shipment_id.problem", "account_id.problem", "kind")
    def _compute_problem(self):
        for exception in self:
            source = (
                exception.account_id
                if exception.kind == "account_failing"
                else exception.shipment_id
            )
            exception.problem = source.problem

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_to_do(self):
        texts = attention_text.to_do(self.env)
        buttons = attention_text.buttons(self.env)
        for exception in self:
            exception.to_do = texts.get(exception.kind)
            exception.button = buttons.get(exception.kind)

    def write(self, vals):
        if not self.env.su:
            wrong = [
                name
                for name in vals
                if name not in _WRITABLE and not name.startswith(_CHATTER)
            ]
            if wrong:
                raise AccessError(
                    self.env._(
                        "Only the responsible user of an entry can be changed. It "
                        "closes by itself when its cause is gone."
                    )
                )
            self._check_owner(vals.get("user_id"))
        return super().write(vals)

    def _check_owner(self, user_id):
        user_sudo = self.env["res.users"].sudo().browse(user_id or [])
        for exception in self if user_sudo else ():
            if (
                not user_sudo.active
                or user_sudo.share
                or exception.company_id not in user_sudo.company_ids
            ):
                raise UserError(
                    self.env._(
                        "%(user)s cannot be responsible for an entry of %(company)s. "
                        "Choose an active user of this company.",
                        user=user_sudo.name,
                        company=exception.company_id.name,
                    )
                )

    # --- crons

    @api.model
    def _cron_find(self):
        """Open and close entries; see ``services.attention``."""
        self.env["linkstar.claim"].sudo()._propose()
        self.env["linkstar.instruction"].sudo()._overtake()
        attention.find(self.sudo().env)

    @api.model
    def _cron_mail(self):
        """Each morning, one mail to each user who is responsible for something."""
        attention_mail.send(self.sudo().env)

    @api.autovacuum
    def _gc_closed(self):
        limit = models.GC_UNLINK_LIMIT
        old = self.sudo().search(
            [
                ("state", "=", "closed"),
                ("closed_at", "<", fields.Datetime.now() - _KEPT),
            ],
            limit=limit,
        )
        old.unlink()
        return len(old), len(old) == limit

    # --- buttons

    def _check_may_act(self):
        self.check_access("read")
        user = self.env.user
        if not self.env.su and not (
            user.has_group("stock.group_stock_user")
            or user.has_group("sales_team.group_sale_salesman")
        ):
            raise AccessError(
                self.env._(
                    "Only warehouse users and salespeople can work on this list. Ask "
                    "one of them."
                )
            )

    def action_take(self):
        """Become responsible for these entries."""
        self._check_may_act()
        self.sudo().write({"user_id": self.env.uid})

    def action_wake(self):
        """End the snooze of these entries."""
        self._check_may_act()
        self.sudo().filtered(lambda e: e.state == "snoozed").write(
            {"state": "open", "snoozed_until": False, "snooze_reason": False}
        )

    def action_snooze(self):
        """Ask until when, and why."""
        self._check_may_act()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Snooze"),
            "res_model": "linkstar.snooze",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_exception_ids": self.ids},
        }

    def action_shipments(self):
        """Open the shipments that this entry is about."""
        self.ensure_one()
        self._check_may_act()
        return self._window("linkstar.shipment", self._shipments())

    def action_instruct(self):
        """Prepare instructions to the carrier for the parcels of this entry."""
        self.ensure_one()
        self._check_may_act()
        return self._shipments().action_instruct()

    def action_act(self):
        """Start the remedy of this kind: one click."""
        self.ensure_one()
        self._check_may_act()
        return getattr(self, f"_act_{self.kind}", self._act_shipment)()

    def _shipments(self):
        """The shipments of this entry; of a lane, those that have the cause now."""
        if self.shipment_id:
            return self.shipment_id
        if ":lane:" not in self.key:
            return self.sale_order_id.sudo().picking_ids.linkstar_shipment_ids
        domain = [
            ("company_id", "=", self.company_id.id),
            ("service_id", "=", self.service_id.id),
            ("declaration_id.country_id", "=", self.country_id.id),
            ("state", "=", "ready"),
            ("ended_at", "=", False),
        ]
        if self.kind == "late":
            domain.append(("promised_date", "<", fields.Date.context_today(self)))
        elif self.kind == "customs_hold":
            domain.append(("tracking_state", "=", "customs_hold"))
        elif self.kind == "never_received":
            domain.append(("tracking_state", "in", ("none", "registered")))
        return self.env["linkstar.shipment"].search(domain, limit=_MOST_SHIPMENTS)

    def _window(self, model, records):
        action = {
            "type": "ir.actions.act_window",
            "res_model": model,
            "name": self.display_name,
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", records.ids)],
        }
        if len(records) == 1:
            action |= {"views": [[False, "form"]], "res_id": records.id}
        return action

    def _act_shipment(self):
        return self._window("linkstar.shipment", self._shipments())

    def _act_not_booked(self):
        if self.shipment_id:
            return self._act_label_missing()
        return self._window(
            "stock.picking",
            self.sale_order_id.sudo().picking_ids.filtered(
                lambda picking: picking.state not in ("done", "cancel")
            ),
        )

    def _act_refused(self):
        shipment = self.shipment_id
        if shipment.remedy:
            return shipment.action_open_remedy()
        return self._act_label_missing()

    def _act_label_missing(self):
        self.shipment_id.action_retry()
        return self._done(self.env._("The carrier is asked again."))

    def _act_not_handed_over(self):
        return self._window("stock.picking", self.picking_id)

    def _act_late(self):
        return self._shipments().action_fetch_tracking()

    _act_stalled = _act_never_received = _act_late

    def _act_customs_hold(self):
        shipments = self._shipments()
        if len(shipments) == 1 and shipments.declaration_id:
            return self._window(
                "linkstar.customs.declaration", shipments.declaration_id
            )
        return self._act_shipment()

    def _act_delivery_failed(self):
        return self._window("res.partner", self.shipment_id.partner_id)

    _act_pickup_point = _act_delivery_failed

    def _act_lost(self):
        return self._window(
            "linkstar.claim", self.env["linkstar.claim"]._of_shipment(self.shipment_id)
        )

    def _act_claim_due(self):
        return self._window("linkstar.claim", self.claim_id)

    _act_claim_turned_up = _act_claim_due

    def _act_instruction_due(self):
        return self._window("linkstar.instruction", self.instruction_id)

    def _act_unmapped(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_tracking_text"
        )

    def _act_account_failing(self):
        return self._window("linkstar.account", self.account_id)

    def _done(self, text):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": text,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
