# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..api.errors import where
from ..runner import kinds
from ..runner import waves as wave_runner
from ..runner.kinds import Work
from .linkstar_wave_line import STATES as LINE_STATES

_logger = logging.getLogger(__name__)

#: How many seconds the labels of a finished wave wait for labels that are still
#: missing.
_PATIENCE = 60

_DELETED_AT_ONCE = 200

STATES = [
    ("draft", "New"),
    ("running", "Running"),
    ("stopped", "Stopped"),
    ("done", "Done"),
]


class LinkstarWave(models.Model):
    """Transfers that are validated and booked one after the other, each separately.

    Only methods of this model write it: a wave acts with the rights of the user who
    started it.
    """

    _name = "linkstar.wave"
    _description = "Linkstar Wave"
    _order = "id desc"
    _check_company_auto = True
    #: How many transfers the cron validates at once.
    _THREADS = 2

    name = fields.Char(required=True, readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one("res.users", "Started by", readonly=True)
    kind = fields.Selection(
        [("validate", "Validate and book"), ("book", "Get labels only")],
        "Task",
        required=True,
        readonly=True,
        default="validate",
        help=(
            "Get labels only: the transfers are booked now and validated later, when "
            "they are packed."
        ),
    )
    state = fields.Selection(
        STATES,
        "Status",
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
    )
    started_at = fields.Datetime("Started on", readonly=True, copy=False)
    finished_at = fields.Datetime("Finished on", readonly=True, copy=False)
    line_ids = fields.One2many(
        "linkstar.wave.line", "wave_id", "Transfers", readonly=True
    )

    total = fields.Integer("Number of transfers", compute="_compute_counts")
    pending_count = fields.Integer("To do", compute="_compute_counts")
    waiting_count = fields.Integer(
        "Waiting for number or label", compute="_compute_counts"
    )
    refused_count = fields.Integer("Refused", compute="_compute_counts")
    done_count = fields.Integer("Done", compute="_compute_counts")
    cancelled_count = fields.Integer(
        "Cancelled",
        compute="_compute_counts",
        help="Transfers with a label that was cancelled after the wave.",
    )
    progress = fields.Float(
        "Progress (%)",
        compute="_compute_counts",
        help="The part of the transfers that the wave has finished.",
    )

    @api.depends("line_ids.state")
    def _compute_counts(self):
        found = self.env["linkstar.wave.line"]._read_group(
            [("wave_id", "in", self.ids)], ["wave_id", "state"], ["__count"]
        )
        counts = {(wave.id, state): count for wave, state, count in found}
        for wave in self:
            for state, _name in LINE_STATES:
                wave[f"{state}_count"] = counts.get((wave.id, state), 0)
            wave.total = sum(wave[f"{state}_count"] for state, _name in LINE_STATES)
            wave.progress = (
                100 * (wave.total - wave.pending_count) / wave.total
                if wave.total
                else 0
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_running(self):
        if self.filtered(lambda wave: wave.state == "running"):
            raise UserError(
                self.env._("A running wave cannot be deleted. Stop it first.")
            )

    # --- buttons

    def action_start(self):
        """Check all transfers at once, refuse those with errors, and start the others;
        also continues a stopped wave.
        """
        for wave_sudo in self._acting():
            if wave_sudo.state == "running":
                continue
            wave_sudo.write(
                {
                    "state": "running",
                    "user_id": self.env.uid,
                    "finished_at": False,
                    "started_at": wave_sudo.started_at or fields.Datetime.now(),
                }
            )
            wave_sudo.line_ids._check()
            wave_sudo._run_soon()

    def action_stop(self):
        """Start no other transfer. Transfers that are being validated are finished."""
        waves_sudo = self._acting().filtered(lambda wave: wave.state == "running")
        waves_sudo.state = "stopped"
        waves_sudo._announce_prints()

    def action_retry(self):
        """Try the refused transfers again with their current data."""
        waves_sudo = self._acting()
        refused_sudo = waves_sudo.line_ids.filtered(
            lambda line: line.state == "refused"
        )
        refused_sudo.filtered(lambda line: line.phase == "refused").write(
            {"phase": "pending", "refusal": False}
        )
        shipments = refused_sudo.picking_id._linkstar_open_shipments().filtered(
            lambda s: s.state == "refused"
        )
        shipments.sudo(False).action_retry()
        self.action_start()

    def action_print_labels(self):
        """The labels of the transfers that have one, in the order of the wave."""
        self.check_access("read")
        pickings = self.line_ids.filtered(
            lambda line: line.state == "done"
        ).picking_id.filtered("linkstar_has_label")
        if not pickings:
            raise UserError(
                self.env._(
                    "No transfer of this wave has a label yet. The labels are fetched "
                    "automatically."
                )
            )
        return pickings.action_linkstar_print_label()

    def action_lines(self):
        """The list of this wave's transfers with the status from the context."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_wave_line"
        )
        state = self.env.context.get("wave_state")
        return {
            **action,
            "domain": [("wave_id", "=", self.id)],
            "context": {f"search_default_{state}": 1} if state else {},
        }

    def _acting(self):
        """These waves with superuser rights, for a user who may run waves."""
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(
                self.env._("Only warehouse users can run waves. Ask a warehouse user.")
            )
        return self.sudo()

    # --- running

    def _run_soon(self):
        """Start after this transaction's commit: in threads of this process when it has
        room for another wave, and by the cron, which also continues the wave when this
        process ends.
        """
        self.env["linkstar.runner"]._start([wave._work() for wave in self])
        self.env.ref("linkstar_delivery.cron_wave")._trigger()

    def _work(self):
        return Work("wave", 0, (self.id,), parallel=wave_runner.MOST)

    def _run(self):
        """Run these to their end, one transfer after the other: for tests and
        scripts.
        """
        for wave in self:
            wave_runner.run(self.env.registry, wave.id, threads=1)
        self.invalidate_recordset()

    @api.model
    def _cron_run(self):
        """Continue the running waves; what is left when the cron's time is over is done
        in threads of this process.
        """
        progress, runner = self.env["ir.cron"], self.env["linkstar.runner"]
        for wave in self.search([("state", "=", "running")], order="id"):
            if kinds.has(self.env.cr.dbname, wave._work()):
                continue
            pending = self.env["linkstar.wave.line"].search_count(
                [("wave_id", "=", wave.id), ("phase", "=", "pending")]
            )
            seconds = progress._commit_progress(remaining=pending or 1)
            if seconds <= 0:
                runner._start([wave._work()], after_commit=False)
                continue
            try:
                wave_runner.run(
                    self.env.registry, wave.id, min(seconds, 60), self._THREADS
                )
            except Exception as error:
                # One wave must not block the next one.
                _logger.error(
                    "Linkstar: wave %s could not be finished: %s",
                    wave.id,
                    where(error),
                )
            left = self.env["linkstar.wave.line"].search_count(
                [("wave_id", "=", wave.id), ("phase", "=", "pending")]
            )
            progress._commit_progress(max(1, pending - left), remaining=left)
            if left:
                runner._start([wave._work()], after_commit=False)

    def _finish(self):
        """Close a running wave with no transfer left to start, and inform the browsers
        that show it.
        """
        self.ensure_one()
        pending = self.env["linkstar.wave.line"].search_count(
            [("wave_id", "=", self.id), ("phase", "=", "pending")], limit=1
        )
        if self.state == "running" and not pending:
            self.write({"state": "done", "finished_at": fields.Datetime.now()})
            self._announce_prints()
        self._announce()

    # --- cleanup

    @api.autovacuum
    def _gc_waves(self):
        """Delete waves that ended longer ago than the period of their company;
        transfers and their shipments stay.
        """
        now, too_old = fields.Datetime.now(), Domain.FALSE
        for company in self.env["res.company"].search([("linkstar_wave_days", ">", 0)]):
            before = now - timedelta(days=company.linkstar_wave_days)
            ended = Domain("finished_at", "=", False) | Domain(
                "finished_at", "<", before
            )
            too_old |= (
                Domain("company_id", "=", company.id)
                & Domain("create_date", "<", before)
                & ended
            )
        over = Domain("state", "!=", "running") & ~Domain(
            "line_ids.state", "in", ("pending", "waiting")
        )
        old = self.search(too_old & over, limit=_DELETED_AT_ONCE)
        old.unlink()
        return len(old), int(len(old) == _DELETED_AT_ONCE)

    # --- automatic printing of labels

    def _keeps_labels(self):
        """Whether a label waits for others of this wave: until the wave is finished,
        and then for a minute for labels that the carrier has not sent yet. A refused
        transfer has no label to wait for.
        """
        self.ensure_one()
        if self.state != "done":
            return self.state == "running"
        if self.finished_at < fields.Datetime.now() - timedelta(seconds=_PATIENCE):
            return False
        return bool(
            self.env["linkstar.wave.line"].search_count(
                [("wave_id", "=", self.id), ("state", "=", "waiting")], limit=1
            )
        )

    def _announce_prints(self):
        """Notify the browsers of the users who started these waves to print; they ask
        again when the waiting time for late labels is over.
        """
        for wave in self:
            due = [
                ("picking_id", "in", wave.line_ids.picking_id.ids),
                ("print_for_id", "=", wave.user_id.id),
            ]
            if self.env["linkstar.shipment"].search_count(due, limit=1):
                wave.user_id._bus_send(
                    "linkstar.label",
                    {"print": True, "again": _PATIENCE if wave._keeps_labels() else 0},
                )

    # --- notifications

    def _announce(self):
        """Notify the open forms of these waves to reload."""
        for wave in self:
            self.env["bus.bus"]._sendone(
                (wave, "linkstar"), "linkstar.wave", {"wave_id": wave.id}
            )
