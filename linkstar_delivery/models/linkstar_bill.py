# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import binascii
import hashlib
import json
import logging
from decimal import Decimal
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..services import (
    bill_check,
    bill_load,
    bill_xlsx,
    booking,
    deciding,
    disputing,
    prepaying,
)
from ..services.bill_text import balance_text, problem_text, proposal_text, refusal_text
from ..statements import apart, values
from ..statements.verdict import Tolerance

_logger = logging.getLogger(__name__)

#: Parcels that are checked in one transaction.
_SLICE = 10_000
_MOST_SHOWN = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a user enters; only methods write the other fields.
_ENTERED = frozenset(
    (
        "name",
        "account_id",
        "company_id",
        "filename",
        "file",
        "date",
        "accept_totals",
        "column_ids",
        "tolerance_amount",
        "tolerance_percent",
        "tolerance_weight",
        "partner_id",
        "accounting_date",
        "rate",
        "tax_included",
        "tax_invoice",
        "tax_amount",
    )
)
_ONLY_DRAFT = frozenset(
    ("account_id", "company_id", "filename", "file", "accept_totals", "column_ids")
)


class LinkstarBill(models.Model):
    """A statement of the carrier: a file with the charges of many parcels.

    It is read, shown with the meaning of its columns, imported as a whole or not at
    all, and checked parcel by parcel.
    """

    _name = "linkstar.bill"
    _description = "Linkstar Statement"
    _order = "date desc, id desc"
    # Until the carrier's number is known, a statement is shown as its file.
    _rec_names_search = ["name", "filename"]
    _check_company_auto = True

    name = fields.Char(
        "Number", copy=False, help="The carrier's number. Empty: the name of the file."
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        default=lambda self: self._only_account(),
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    date = fields.Date(default=fields.Date.context_today, required=True)
    file = fields.Binary(
        attachment=True,
        copy=False,
        help="An xlsx, xls or csv file, or a zip file of them, at most 120 MB.",
    )
    filename = fields.Char(copy=False)
    sha256 = fields.Char("File checksum", readonly=True, copy=False)
    content_hash = fields.Char(
        "Content checksum",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The same for the same charges in another file.",
    )
    state = fields.Selection(
        [("draft", "New"), ("running", "Running"), ("done", "Checked")],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
    )
    is_read = fields.Boolean(readonly=True, copy=False)
    loaded = fields.Boolean("Imported", readonly=True, copy=False)
    failure = fields.Text(readonly=True, copy=False)
    problems = fields.Json("Problem data", readonly=True, copy=False)
    problem_text = fields.Text("Problems", compute="_compute_problem_text")
    blocked = fields.Boolean(compute="_compute_problem_text")
    totals_differ = fields.Boolean(compute="_compute_problem_text")
    accept_totals = fields.Boolean(
        "Accept the totals",
        copy=False,
        help="Import the file although its totals are not the sums of its rows.",
    )
    mapping = fields.Json(
        "Corrections", readonly=True, copy=False, help="Corrected columns by heading."
    )
    column_ids = fields.One2many("linkstar.bill.column", "bill_id", "Columns")
    line_ids = fields.One2many("linkstar.bill.line", "bill_id", "Rows", readonly=True)
    verdict_ids = fields.One2many(
        "linkstar.bill.verdict", "bill_id", "Results", readonly=True
    )
    run = fields.Integer("Check number", readonly=True, copy=False, aggregator=None)
    checked_to = fields.Integer(readonly=True, copy=False, aggregator=None)
    line_count = fields.Integer("Number of rows", readonly=True, copy=False)
    amount_total = fields.Monetary("Billed", readonly=True, copy=False)
    amount_checked = fields.Monetary("Checked", readonly=True, copy=False)
    amount_disputed = fields.Monetary("To dispute", readonly=True, copy=False)
    other_amounts = fields.Char(
        "Other currencies", readonly=True, copy=False, help="Amounts in them."
    )
    proposal_text = fields.Text("Proposed rule", compute="_compute_proposal_text")
    balance_known = fields.Boolean(readonly=True, copy=False)
    balance = fields.Monetary(
        "Balance by the carrier",
        readonly=True,
        copy=False,
        help="Of the prepaid account, after the last movement of the file.",
    )
    balance_text = fields.Text(
        "Balance of the prepaid account", compute="_compute_balance_text"
    )
    checked_share = fields.Float(
        "Checked (%)",
        compute="_compute_checked_share",
        help="The part of the billed amount that could be compared with a rate card.",
    )
    dispute_count = fields.Integer("Parcels to dispute", compute="_compute_counts")
    open_count = fields.Integer("Numbers to confirm", compute="_compute_counts")
    progress = fields.Float("Progress (%)", compute="_compute_progress")
    tolerance_amount = fields.Monetary(
        compute="_compute_tolerance", store=True, readonly=False, precompute=True
    )
    tolerance_percent = fields.Float(
        "Tolerance (%)",
        compute="_compute_tolerance",
        store=True,
        readonly=False,
        precompute=True,
    )
    tolerance_weight = fields.Float(
        "Tolerance (kg)",
        digits=(12, 3),
        compute="_compute_tolerance",
        store=True,
        readonly=False,
        precompute=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Vendor",
        compute="_compute_booking",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        ondelete="restrict",
        help="The company of the carrier, on the vendor bill.",
    )
    accounting_date = fields.Date(
        copy=False, help="Empty: the date of the statement. It decides the period."
    )
    rate = fields.Float(
        "Rate of the statement",
        digits=(16, 8),
        copy=False,
        help="The company's currency for one unit of the statement's currency. 0: the "
        "rate in Odoo on the date of the statement.",
    )
    tax_included = fields.Boolean(
        "Amounts include tax",
        compute="_compute_booking",
        store=True,
        readonly=False,
        precompute=True,
        help="The vendor bill has the total of the statement; the taxes of the booking "
        "rules are parts of it.",
    )
    tax_invoice = fields.Char(
        "Tax invoice number", copy=False, help="The number of the carrier's 发票."
    )
    tax_amount = fields.Monetary(
        "Tax on the tax invoice",
        copy=False,
        help="Taxes that differ by rounding are set to this amount. 0: as calculated.",
    )
    move_ids = fields.One2many(
        "account.move", "linkstar_bill_id", "Vendor bills", readonly=True, copy=False
    )
    dispute_ids = fields.One2many(
        "linkstar.dispute", "bill_id", "Disputes", readonly=True, copy=False
    )
    amount_expected_back = fields.Monetary(
        "Credit expected", compute="_compute_expected_back"
    )
    move_count = fields.Integer("Number of vendor bills", compute="_compute_booked")
    booked = fields.Boolean(compute="_compute_booked")
    result_xlsx = fields.Binary("Result", compute="_compute_result_xlsx")
    result_json = fields.Binary("Result (JSON)", compute="_compute_result_json")
    _booking_positive = models.Constraint(
        "CHECK(COALESCE(rate, 0) >= 0 AND COALESCE(tax_amount, 0) >= 0)",
        "The rate and the tax of a statement are 0 or more.",
    )
    _file_uniq = models.UniqueIndex(
        "(company_id, sha256) WHERE loaded",
        "This file was already imported.",
    )
    _tolerance_positive = models.Constraint(
        "CHECK(tolerance_amount >= 0 AND tolerance_percent >= 0"
        " AND tolerance_percent <= 100 AND tolerance_weight >= 0)",
        "A tolerance is 0 or more, and at most 100 %.",
    )

    @api.model
    def _only_account(self):
        accounts = self.env["linkstar.account"].search(
            [("company_id", "=", self.env.company.id)], limit=2
        )
        return accounts if len(accounts) == 1 else False

    @api.depends("name", "filename")
    def _compute_display_name(self):
        for bill in self:
            bill.display_name = (
                bill.name or bill.filename or self.env._("New statement")
            )

    @api.depends("account_id")
    def _compute_tolerance(self):
        """As in the last statement of the account."""
        for bill in self:
            last = self.search(
                [
                    ("account_id", "=", bill.account_id.id),
                    ("id", "!=", bill._origin.id),
                ],
                order="id desc",
                limit=1,
            )
            bill.tolerance_amount = last.tolerance_amount if last else 0.01
            bill.tolerance_percent = last.tolerance_percent
            bill.tolerance_weight = last.tolerance_weight

    @api.depends("account_id")
    def _compute_booking(self):
        """As in the last statement of the account."""
        for bill in self:
            last = self.search(
                [
                    ("account_id", "=", bill.account_id.id),
                    ("id", "!=", bill._origin.id),
                    ("partner_id", "!=", False),
                ],
                order="id desc",
                limit=1,
            )
            bill.partner_id = last.partner_id
            bill.tax_included = last.tax_included if last else True

    @api.depends("dispute_ids.amount_open")
    def _compute_expected_back(self):
        for bill in self:
            bill.amount_expected_back = sum(bill.dispute_ids.mapped("amount_open"))

    def _booked_moves(self):
        """The vendor bills in force: neither cancelled nor reversed."""
        return self.move_ids.filtered(
            lambda move: (
                move.state != "cancel"
                and not move.reversed_entry_id
                and move.payment_state != "reversed"
            )
        )

    @api.depends(
        "move_ids.state", "move_ids.payment_state", "move_ids.reversed_entry_id"
    )
    def _compute_booked(self):
        for bill in self:
            bill.move_count = len(bill.move_ids)
            bill.booked = bool(bill._booked_moves())

    @api.depends("problems", "accept_totals")
    @api.depends_context("lang")
    def _compute_problem_text(self):
        for bill in self:
            problems = bill.problems or []
            shown = [
                problem_text(self.env, problem) for problem in problems[:_MOST_SHOWN]
            ]
            if len(problems) > _MOST_SHOWN:
                shown.append(
                    self.env._("More problems: %s.", len(problems) - _MOST_SHOWN)
                )
            bill.problem_text = "\n".join(shown)
            bill.totals_differ = any(each[1] == "total_differs" for each in problems)
            bill.blocked = any(
                each[0] != values.NOTE
                and not (bill.accept_totals and each[1] == "total_differs")
                for each in problems
            )

    @api.depends("verdict_ids.accepted")
    @api.depends_context("lang")
    def _compute_proposal_text(self):
        """The rule that the decisions for the account of the statement propose."""
        for bill in self:
            found = deciding.proposed(bill.account_id) if bill.state == "done" else None
            bill.proposal_text = found and proposal_text(
                self.env, bill.currency_id, *found
            )

    @api.depends("balance_known", "balance", "date", "loaded")
    def _compute_balance_text(self):
        """What the carrier's balance differs by, empty where it agrees or nobody
        follows the account.
        """
        for bill in self:
            ours = prepaying.balance_of(bill) if bill._origin.loaded else None
            differs = ours is not None and bill.currency_id.compare_amounts(
                bill.balance, ours
            )
            bill.balance_text = (
                balance_text(self.env, bill.currency_id, bill.balance, ours)
                if differs
                else False
            )

    @api.depends("amount_checked", "amount_total")
    def _compute_checked_share(self):
        for bill in self:
            bill.checked_share = (
                100 * bill.amount_checked / bill.amount_total
                if bill.amount_total
                else 0
            )

    @api.depends("verdict_ids.verdict", "line_ids.match")
    def _compute_counts(self):
        disputes = dict(
            self.env["linkstar.bill.verdict"]._read_group(
                [
                    ("bill_id", "in", self.ids),
                    ("current", "=", True),
                    ("verdict", "=", "dispute"),
                ],
                ["bill_id"],
                ["__count"],
            )
        )
        waiting = dict(
            self.env["linkstar.bill.line"]._read_group(
                [
                    ("bill_id", "in", self.ids),
                    ("match", "in", ("suggested", "damaged", "several")),
                ],
                ["bill_id"],
                ["__count"],
            )
        )
        for bill in self:
            bill.dispute_count = disputes.get(bill, 0)
            bill.open_count = waiting.get(bill, 0)

    @api.depends("state", "checked_to", "loaded", "line_count")
    def _compute_progress(self):
        for bill in self:
            if bill.state != "running":
                bill.progress = 100 if bill.state == "done" else 0
                continue
            first = bill_load.first_line(bill) if bill.loaded else 0
            done = max(0, bill.checked_to - first) if bill.line_count else 0
            bill.progress = 10 + 90 * done / bill.line_count if bill.loaded else 0

    @api.constrains("file")
    def _check_file(self):
        for bill in self:
            if bill.file:
                bill._content()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_entered(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_entered(vals)
        if _ONLY_DRAFT & set(vals) and self.filtered(lambda b: b.state != "draft"):
            raise UserError(
                self.env._(
                    "An imported statement cannot be changed. Reset it before you "
                    "choose another file or account."
                )
            )
        if "file" in vals:
            vals = {**vals, "is_read": False, "problems": False, "mapping": False}
            self.column_ids.unlink()
        if "tax_invoice" in vals and self.move_ids:
            self.move_ids.write({"linkstar_tax_invoice": vals["tax_invoice"]})
        return super().write(vals)

    def _check_entered(self, vals):
        if not self.env.su and set(vals) - _ENTERED - set(self._inherits):
            raise AccessError(
                self.env._("Only the import and the check write these fields.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        if self.filtered(lambda bill: bill.state != "draft"):
            raise UserError(
                self.env._(
                    "An imported statement cannot be deleted. Reset it first: its "
                    "lines are removed then."
                )
            )

    # --- buttons

    def action_read(self):
        """Read the file and show the meaning of its columns; nothing is imported."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("draft")
        self.sudo()._preview()

    def action_import(self):
        """Import the whole file in the background, then check it."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("draft")
        bill_sudo = self.sudo()
        if not bill_sudo.is_read or bill_sudo.column_ids._corrections():
            bill_sudo._preview()
        if bill_sudo.blocked:
            raise UserError(
                self.env._(
                    "Nothing was imported. Answer the questions and correct the "
                    "errors first:\n%s",
                    bill_sudo.problem_text,
                )
            )
        bill_sudo._check_twice()
        known = dict(bill_sudo.account_id.bill_mapping or {})
        bill_sudo.account_id.bill_mapping = {**known, **(bill_sudo.mapping or {})}
        bill_sudo.write(
            {"state": "running", "run": 1, "checked_to": 0, "failure": False}
        )
        self._run_soon()

    def action_check_again(self):
        """Check all parcels again with the rate cards and tolerances of now; earlier
        results stay.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("done")
        self.sudo().write({"state": "running", "run": self.run + 1, "checked_to": 0})
        self._run_soon()

    def action_reset(self):
        """Remove the lines and results of a wrong file, so that it can be imported
        again.
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("account.group_account_manager"):
            raise AccessError(
                self.env._(
                    "Only an accounting administrator can reset an imported statement."
                )
            )
        bill_sudo = self.sudo()
        bill_sudo._check_not_booked()
        bill_sudo._check_not_disputed()
        bill_load.remove(bill_sudo)
        disputing.follow_statement(bill_sudo)
        bill_sudo.write(
            {
                "state": "draft",
                "loaded": False,
                "run": 0,
                "checked_to": 0,
                "content_hash": False,
                "amount_checked": 0,
                "amount_disputed": 0,
            }
        )

    def _check_not_booked(self):
        if self.booked:
            raise UserError(
                self.env._(
                    "The statement has the vendor bill %s. Delete, cancel or reverse "
                    "it first.",
                    ", ".join(self._booked_moves().mapped("display_name")),
                )
            )

    def _check_not_disputed(self):
        disputes = self.dispute_ids.filtered(lambda each: each.state != "withdrawn")
        if disputes:
            raise UserError(
                self.env._(
                    "The statement has the dispute %s. Withdraw it first.",
                    ", ".join(disputes.mapped("name")),
                )
            )

    def action_dispute(self):
        """Dispute all parcels that were billed too much, and open the dispute."""
        self.ensure_one()
        return self.verdict_ids.filtered("current").action_dispute()

    def action_make_rule(self):
        """Open the tolerance rule that the decisions propose. It counts when somebody
        saves it.
        """
        self.ensure_one()
        self.check_access("write")
        found = deciding.proposed(self.account_id)
        if not found:
            self._check_state("")
        difference, _count = found
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Proposed rule"),
            "res_model": "linkstar.tolerance.rule",
            "views": [[False, "form"]],
            "context": {
                "default_account_id": self.account_id.id,
                "default_code": difference.code,
                "default_kind": difference.kind or False,
                "default_amount": float(difference.amount),
            },
        }

    def action_view_dispute(self):
        """The disputes of this statement."""
        self.ensure_one()
        self.check_access("read")
        return self.dispute_ids._open()

    def action_book(self):
        """Create the draft vendor bill of this statement, and open it."""
        self.ensure_one()
        self.check_access("write")
        booking.check_may_book(self.env)
        # Two people at once make one vendor bill.
        self.lock_for_update()
        self.invalidate_recordset()
        bill_sudo = self.sudo().with_company(self.company_id)
        moves = booking.create(bill_sudo)
        for move in moves:
            bill_sudo._attach_file(move)
        return self.action_view_moves()

    def _attach_file(self, move):
        """The file of the statement is the main attachment of its vendor bill."""
        content = self.with_context(bin_size=False).file
        if content:
            attachment = self.env["ir.attachment"].create(
                {
                    "name": self.filename or self.display_name,
                    "datas": content,
                    "res_model": move._name,
                    "res_id": move.id,
                }
            )
            move._message_set_main_attachment_id(attachment)

    def action_view_moves(self):
        """The vendor bills of this statement and their reversals."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_in_invoice_type"
        )
        moves = self.move_ids
        if len(moves) == 1:
            return {**action, "res_id": moves.id, "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", moves.ids)]}

    def action_view_lines(self):
        """All lines of this statement."""
        return self._open("linkstar_delivery.action_linkstar_bill_line", {})

    def action_view_open(self):
        """The lines with numbers that a person has to confirm."""
        return self._open(
            "linkstar_delivery.action_linkstar_bill_line", {"search_default_open": 1}
        )

    def action_view_results(self):
        """The results of the last check."""
        return self._open(
            "linkstar_delivery.action_linkstar_bill_verdict",
            {"search_default_current": 1},
        )

    def action_view_disputes(self):
        """The parcels to dispute."""
        return self._open(
            "linkstar_delivery.action_linkstar_bill_verdict",
            {"search_default_current": 1, "search_default_dispute": 1},
        )

    def action_export_xlsx(self):
        """The results as a workbook."""
        return self._download("result_xlsx", f"{self.display_name}.xlsx", _XLSX)

    def action_export_json(self):
        """The results as JSON."""
        return self._download(
            "result_json", f"{self.display_name}.json", "application/json"
        )

    def _open(self, name, context):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        return {**action, "domain": [("bill_id", "=", self.id)], "context": context}

    def _download(self, field, filename, mimetype):
        self.ensure_one()
        self.check_access("read")
        options = {"download": "true", "filename": filename, "mimetype": mimetype}
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}?{urlencode(options)}",
            "target": "download",
        }

    def _check_state(self, state):
        if self.state != state:
            raise UserError(
                self.env._(
                    "The statement has changed meanwhile. Reload the page to see its "
                    "status."
                )
            )

    def _compute_result_xlsx(self):
        for bill in self:
            bill.result_xlsx = base64.b64encode(bill_xlsx.workbook(bill))

    def _compute_result_json(self):
        for bill in self:
            content = json.dumps(bill_xlsx.results(bill), ensure_ascii=False, indent=1)
            bill.result_json = base64.b64encode(content.encode())

    # --- reading and importing

    def _content(self):
        encoded = self.with_context(bin_size=False).file or b""
        if len(encoded) * 3 // 4 > values.MOST_BYTES + 3:
            too_large = values.FileRefused(
                "too_large",
                size=len(encoded) * 3 // 4 // values.MEGABYTE,
                limit=values.MOST_BYTES // values.MEGABYTE,
            )
            raise UserError(refusal_text(self.env, too_large))
        try:
            return base64.b64decode(encoded)
        except binascii.Error as error:
            damaged = values.FileRefused("damaged")
            raise UserError(refusal_text(self.env, damaged)) from error

    def _read(self):
        """(``apart.StatementAnswer``, checksum of the file).

        :raise UserError: for a file that cannot be read
        """
        content = self._content()
        known = {**(self.account_id.bill_mapping or {}), **(self.mapping or {})}
        try:
            answer = apart.read(
                content, self.filename or "", known, self.currency_id.name or ""
            )
        except values.FileRefused as problem:
            raise UserError(refusal_text(self.env, problem)) from problem
        return answer, hashlib.sha256(content).hexdigest()

    def _preview(self):
        corrections = self.column_ids._corrections()
        self.mapping = {**(self.mapping or {}), **corrections}
        answer, checksum = self._read()
        self.column_ids.unlink()
        self.write(
            {
                "is_read": True,
                "sha256": checksum,
                "content_hash": answer.content_hash if answer.count else False,
                "problems": [
                    [*problem[:5], dict(problem.params)] for problem in answer.problems
                ],
                "column_ids": [
                    fields.Command.create(column)
                    for column in self.env["linkstar.bill.column"]._values_of(
                        answer.columns
                    )
                ],
                **self._totals(answer),
            }
        )

    def _totals(self, answer):
        own = self.currency_id.name
        return {
            "line_count": answer.count,
            "amount_total": float(answer.totals.get(own, Decimal(0))),
            "balance_known": answer.balance is not None,
            "balance": float(answer.balance or 0),
            "other_amounts": ", ".join(
                f"{amount} {name}".strip()
                for name, amount in answer.totals.items()
                if name != own
            ),
        }

    def _check_twice(self):
        """Refuse a file, or its charges in another file, that was imported before."""
        same = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self.id),
                ("state", "!=", "draft"),
                "|",
                ("sha256", "=", self.sha256),
                ("content_hash", "=", self.content_hash),
            ],
            limit=1,
        )
        if same:
            raise UserError(
                self.env._(
                    "The statement %(name)s of %(date)s has the same charges. Nothing "
                    "was imported.",
                    name=same.display_name,
                    date=same.date,
                )
            )

    def _run_soon(self):
        self.env.ref("linkstar_delivery.cron_bills")._trigger()

    @api.model
    def _cron_run(self):
        """Import and check the statements that wait, in small transactions."""
        progress = self.env["ir.cron"]
        waiting = self.search([("state", "=", "running")], order="id")
        for number, bill in enumerate(waiting):
            left, work = len(waiting) - number, bill_check.CheckRun(self.env)
            while bill.state == "running":
                if progress._commit_progress(remaining=left) <= 0:
                    return
                bill._next_step(work)
            progress._commit_progress(1, remaining=left - 1)

    def _run_now(self):
        """Import and check these to the end: for tests and scripts."""
        for bill in self.sudo():
            work = bill_check.CheckRun(self.env)
            while bill.state == "running":
                bill._next_step(work)

    def _next_step(self, work):
        """One part of the work; an error that a person can correct ends it.

        :param work: the same ``bill_check.CheckRun`` for all parts
        """
        try:
            with self.env.cr.savepoint():
                if not self.loaded:
                    self._load()
                else:
                    self._check_some(work)
        except UserError as error:
            self.write({"state": "draft", "failure": str(error)})
        except Exception:
            # One statement must not block the next one.
            _logger.exception(
                "Linkstar: the statement %s could not be imported", self.id
            )
            self.write(
                {
                    "state": "done" if self.loaded else "draft",
                    "failure": self.env._(
                        "The statement could not be processed. The log of the server "
                        "says why."
                    ),
                }
            )

    def _load(self):
        answer, checksum = self._read()
        if checksum != self.sha256 or answer.content_hash != self.content_hash:
            raise UserError(
                self.env._("The file has changed. Read it again before the import.")
            )
        bill_load.load(self, answer.table)
        if other := bill_load.other_account(self):
            raise UserError(
                self.env._(
                    "Nothing was imported. The parcels of this statement belong to the "
                    "account %s. Choose that account.",
                    other.display_name,
                )
            )
        self.write({"loaded": True, **self._totals(answer)})

    # --- checking

    def _tolerance(self):
        return Tolerance(
            Decimal(str(round(self.tolerance_amount, 6))),
            Decimal(str(round(self.tolerance_percent, 6))),
            Decimal(str(round(self.tolerance_weight, 3))),
            Decimal(str(round(self.account_id.exchange_tolerance, 6))),
            Decimal(str(round(self.account_id.in_one_tolerance, 6))),
        )

    def _check_some(self, work):
        if not self.checked_to:
            self.env["linkstar.bill.verdict"].flush_model()
            self.env.cr.execute(
                SQL(
                    "UPDATE linkstar_bill_verdict SET current = false"
                    " WHERE bill_id = %s AND current",
                    self.id,
                )
            )
            self.env["linkstar.bill.verdict"].invalidate_model(flush=False)
        if parcels := work.next(self, _SLICE):
            bill_check.check(self, parcels, work)
            self.checked_to = parcels[-1][0]
            return
        self._sum_up()
        self.state = "done"
        disputing.follow_statement(self)

    def _sum_up(self):
        sums = self.env["linkstar.bill.verdict"]._read_group(
            [("bill_id", "=", self.id), ("current", "=", True)],
            [],
            ["checked:sum", "disputed:sum"],
        )
        self.amount_checked, self.amount_disputed = sums[0]

    def _confirm(self, lines):
        """Take the shipments of ``lines`` as confirmed by a person, for all lines with
        the same numbers, and check their parcels again.
        """
        self.ensure_one()
        bill_sudo = self.sudo()
        for line in lines.sudo():
            same = line.search(
                [
                    ("bill_id", "=", self.id),
                    ("waybill", "=", line.waybill),
                    ("reference", "=", line.reference),
                    ("tracking", "=", line.tracking),
                ]
            )
            same.write({"shipment_id": line.shipment_id.id, "match": "confirmed"})
        lines.flush_model()
        bill_load.mark_twice(bill_sudo)
        lines.invalidate_model(flush=False)
        if self.state == "done":
            bill_sudo.write({"state": "running", "run": self.run + 1, "checked_to": 0})
            self._run_soon()
