# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import time

from odoo import api, fields, models
from odoo.exceptions import UserError

#: Seconds between two messages to the browsers that show a wave.
_ANNOUNCE_EVERY = 0.7

_ANNOUNCED = {}

STATES = [
    ("pending", "To do"),
    ("waiting", "Waiting for number or label"),
    ("refused", "Refused"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]


class LinkstarWaveLine(models.Model):
    """One transfer of a wave, and its result."""

    _name = "linkstar.wave.line"
    _description = "Linkstar Transfer of a Wave"
    _order = "wave_id desc, sequence, id"
    _rec_name = "picking_id"
    _check_company_auto = True

    wave_id = fields.Many2one(
        "linkstar.wave", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="wave_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    picking_id = fields.Many2one(
        "stock.picking",
        "Transfer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    partner_id = fields.Many2one(related="picking_id.partner_id", string="Consignee")
    carrier_id = fields.Many2one(
        related="picking_id.carrier_id", string="Delivery method"
    )
    phase = fields.Selection(
        [("pending", "To do"), ("handled", "Started"), ("refused", "Refused")],
        "Progress",
        required=True,
        readonly=True,
        default="pending",
    )
    refusal = fields.Text(
        "Reason for refusal",
        readonly=True,
        help="Why the wave did not take the transfer, and what to do.",
    )
    state = fields.Selection(
        STATES,
        "Status",
        compute="_compute_state",
        store=True,
        index=True,
    )
    problem = fields.Text(compute="_compute_problem", compute_sudo=True)
    tracking_number = fields.Char(related="picking_id.carrier_tracking_ref")

    _next_line = models.Index("(wave_id, sequence, id) WHERE phase = 'pending'")
    _once = models.Constraint(
        "UNIQUE(wave_id, picking_id)", "A transfer can be in a wave only once."
    )

    @api.depends(
        "phase",
        "picking_id.linkstar_shipment_ids.state",
        "picking_id.linkstar_shipment_ids.label_attachment_id",
        "picking_id.linkstar_shipment_ids.rebook",
    )
    def _compute_state(self):
        for line in self:
            shipments = line.picking_id._linkstar_open_shipments()
            if line.phase != "handled":
                line.state = line.phase
            elif shipments.filtered(lambda s: s.state == "refused"):
                line.state = "refused"
            elif line.picking_id.linkstar_shipment_ids and not shipments:
                line.state = "cancelled"
            else:
                line.state = (
                    "done"
                    if all(s.label_attachment_id and not s.rebook for s in shipments)
                    else "waiting"
                )

    @api.depends("refusal", "state", "picking_id.linkstar_problem")
    @api.depends_context("lang")
    def _compute_problem(self):
        for line in self:
            line.problem = line.refusal or (
                line.state != "pending" and line.picking_id.linkstar_problem
            )
            if line.state == "cancelled" and line.picking_id.state == "done":
                line.problem = line.problem or self.env._(
                    "The label was cancelled after the wave, so the parcel must not "
                    "leave. To send it anyway, press Send to Shipper on the transfer."
                )

    def action_open(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "stock.picking",
            "res_id": self.picking_id.id,
            "views": [[False, "form"]],
        }

    # --- running

    def _check(self):
        """Check all waiting transfers at once: those with errors are refused before any
        transfer is started.
        """
        todo = self.filtered(lambda line: line.phase == "pending")
        ours = todo.picking_id._linkstar_ships()
        for picking, problems in ours._linkstar_blocking().items():
            texts = dict.fromkeys(problem.text for problem in problems)
            if texts:
                lines = todo.filtered(
                    lambda line, picking=picking: line.picking_id == picking
                )
                lines.write({"phase": "refused", "refusal": "\n".join(texts)})

    @api.model
    def _claim_next(self, wave_id):
        """The next line of a running wave that no other worker has, locked until this
        transaction ends.
        """
        self.env.cr.execute(
            """
            SELECT line.id FROM linkstar_wave_line line
              JOIN linkstar_wave wave ON wave.id = line.wave_id
             WHERE line.wave_id = %s
               AND line.phase = 'pending'
               AND wave.state = 'running'
             ORDER BY line.sequence, line.id LIMIT 1
               FOR UPDATE OF line SKIP LOCKED
            """,
            [wave_id],
        )
        return self.browse(row[0] for row in self.env.cr.fetchall())

    def _as_user(self):
        """This line as the user who started the wave sees it: with that user's rights
        and language, and the wave's company.
        """
        user = self.wave_id.user_id
        return self.with_user(user).with_context(
            allowed_company_ids=self.company_id.ids, lang=user.lang, tz=user.tz
        )

    def _handle(self):
        """Validate or book this line's transfer; a transfer that is already done is no
        error.

        :raise UserError: why it is not possible
        """
        self.ensure_one()
        picking = self.picking_id
        if self.wave_id.kind == "book":
            picking.action_linkstar_book()
        elif picking.state != "done":
            self._validate()
        self.sudo().write({"phase": "handled", "refusal": False})
        self._announce_waves(picking)

    def _validate(self):
        picking = self.picking_id
        if picking.state != "assigned":
            states = dict(picking._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(transfer)s is not ready (%(state)s). Reserve its goods first "
                    "(Check Availability), then try again.",
                    transfer=picking.name,
                    state=states[picking.state],
                )
            )
        # Missing goods become a backorder, as if the user answers yes.
        action = picking.with_context(
            skip_backorder=True, skip_sms=True, linkstar_wave=True
        ).button_validate()
        if picking.state != "done":
            raise UserError(
                self.env._(
                    "%(transfer)s asks a question that a wave cannot answer "
                    "(%(question)s). Validate it separately.",
                    transfer=picking.name,
                    question=(
                        isinstance(action, dict)
                        and (action.get("name") or action.get("res_model"))
                    )
                    or "?",
                )
            )

    def _refuse(self, error):
        """Save why this line's transfer was refused, unless its status has changed
        since.
        """
        line = self.try_lock_for_update()
        if not line or line.phase != "pending":
            return
        if isinstance(error, UserError):
            text = str(error)
        else:
            text = self.env._(
                "%(transfer)s: unexpected error (%(what)s). Nothing was saved. Try "
                "again. If the error stays, see the server's log for details.",
                transfer=line.picking_id.name,
                what=type(error).__name__,
            )
        line.write({"phase": "refused", "refusal": text})
        self._announce_waves(line.picking_id)

    @api.model
    def _announce_waves(self, pickings):
        """Notify the browsers that show a wave with these transfers to reload, at most
        once in a short interval.
        """
        for wave in pickings.sudo().linkstar_wave_line_ids.wave_id:
            key, now = (self.env.cr.dbname, wave.id), time.monotonic()
            if now - _ANNOUNCED.get(key, 0) > _ANNOUNCE_EVERY:
                _ANNOUNCED[key] = now
                wave._announce()
