# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import csv
import io

import xlsxwriter

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..rules import ioss_return
from ..services.amounts import decimal
from ..services.ioss_return import Collector
from ..services.queries import without_defaults

_BY_BUTTON = {"state", "was_closed", "closed_at", "closed_by_id"}

_SALE, _REFUND = "out_invoice", "out_refund"


class LinkstarIossReturn(models.Model):
    """The VAT return of one month and registration.

    A draft can be recalculated at any time. A closed return never changes: later
    changes are corrections in a later return. A return that was ever closed cannot be
    deleted: the law requires ten years.
    """

    _name = "linkstar.ioss.return"
    _inherit = ["mail.thread", "linkstar.owned.mixin"]
    _description = "IOSS return"
    _order = "period desc, id desc"
    _check_company_auto = True
    _owned_by = "registration_id"
    registration_id = fields.Many2one(
        "linkstar.tax.registration",
        required=True,
        ondelete="restrict",
        index=True,
        domain=(
            "[('scheme_id.number_format', '=', 'ioss'), ('marketplace_id', '=', False)]"
        ),
        context={"active_test": False},
    )
    company_id = fields.Many2one(
        related="registration_id.company_id",
        store=True,
        index=True,
        ondelete="restrict",
    )
    masked_number = fields.Char(
        "Number", related="registration_id.masked_number", related_sudo=True
    )
    period = fields.Date(
        "Month",
        required=True,
        default=lambda self: self._default_period(),
        help=(
            "Any day of the month. By default a sale belongs to the month in which the"
            " buyer's payment was accepted. The settings can choose the month of"
            " dispatch instead."
        ),
    )
    deadline = fields.Date("Due", compute="_compute_deadline", store=True)
    state = fields.Selection(
        [("draft", "Draft"), ("closed", "Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    computed_at = fields.Datetime("Calculated", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False)
    was_closed = fields.Boolean(readonly=True, copy=False)
    euro_id = fields.Many2one("res.currency", compute="_compute_euro_id")
    line_ids = fields.One2many(
        "linkstar.ioss.return.line", "return_id", "Lines", readonly=True, copy=False
    )
    sale_line_ids = fields.One2many(
        "linkstar.ioss.return.line",
        "return_id",
        "Sales of the month",
        domain=[("correction", "=", False)],
        readonly=True,
    )
    correction_line_ids = fields.One2many(
        "linkstar.ioss.return.line",
        "return_id",
        "Corrections",
        domain=[("correction", "=", True)],
        readonly=True,
    )
    entry_ids = fields.One2many(
        "linkstar.ioss.return.entry", "return_id", "Details", readonly=True, copy=False
    )
    base_total = fields.Monetary(
        "Sales", currency_field="euro_id", compute="_compute_totals", store=True
    )
    vat_total = fields.Monetary(
        "VAT with corrections",
        currency_field="euro_id",
        compute="_compute_totals",
        store=True,
    )
    vat_payable = fields.Monetary(
        "To pay",
        currency_field="euro_id",
        compute="_compute_totals",
        store=True,
        help="The sum of the positive balances per member state: the VAT that you pay.",
    )
    vat_refundable = fields.Monetary(
        "Refund due",
        currency_field="euro_id",
        compute="_compute_totals",
        store=True,
        help=(
            "The sum of the negative balances per member state, caused by corrections."
            " These states pay it back to you; it does not reduce the VAT for other"
            " states."
        ),
    )
    hints = fields.Text(
        "Warnings",
        readonly=True,
        copy=False,
        help="Warnings. They do not prevent closing the return.",
    )
    problems = fields.Text(
        "Issues",
        readonly=True,
        copy=False,
        help="What you must correct before you can close the return.",
    )
    _period_uniq = models.UniqueIndex(
        "(registration_id, period)",
        "There is already a return for this registration and month: open that one.",
    )

    def _default_period(self):
        return ioss_return.first_day(
            fields.Date.subtract(fields.Date.context_today(self), months=1)
        )

    @api.depends("registration_id.name", "period")
    def _compute_display_name(self):
        for each in self:
            month = (
                format_date(self.env, each.period, date_format="MMMM y")
                if each.period
                else ""
            )
            each.display_name = f"{month} · {each.registration_id.name or ''}"

    @api.depends("period")
    def _compute_deadline(self):
        for each in self:
            each.deadline = each.period and ioss_return.deadline(each.period)

    def _compute_euro_id(self):
        self.euro_id = self.env.ref("base.EUR")

    @api.depends("line_ids.base", "line_ids.vat", "line_ids.correction")
    def _compute_totals(self):
        for each in self:
            summary = [line._rule() for line in each.line_ids]
            to_pay, back = ioss_return.payable(summary)
            each.base_total = sum(
                line.base for line in each.line_ids if not line.correction
            )
            each.vat_total = float(to_pay + back)
            each.vat_payable, each.vat_refundable = float(to_pay), float(-back)

    @api.constrains("registration_id")
    def _check_registration(self):
        for each in self:
            if (
                each.registration_id.marketplace_id
                or each.registration_id.scheme_id.number_format != "ioss"
            ):
                raise ValidationError(
                    self.env._(
                        "%s is not an IOSS registration of your own company. A"
                        " marketplace submits its own return, and other schemes have"
                        " other returns. Choose your company's IOSS registration.",
                        each.registration_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_without_button(*vals_list)
        records = (
            self if self.env.su else without_defaults(self, "registration_id", "period")
        )
        return (
            super(LinkstarIossReturn, records)
            .create([self._normalised(vals) for vals in vals_list])
            .with_env(self.env)
        )

    def write(self, vals):
        self.check_access("write")
        vals = self._normalised(vals)
        self._refuse_without_button(vals)
        if set(vals) - _BY_BUTTON - {"message_main_attachment_id"}:
            self._refuse_closed()
        if self.line_ids and {"period", "registration_id"} & set(vals):
            self.entry_ids.unlink()
            self.line_ids.unlink()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        kept = self.filtered("was_closed")
        if kept:
            raise UserError(
                self.env._(
                    "The return %s has been closed before and cannot be deleted: the"
                    " law requires that you keep it for ten years.",
                    ", ".join(kept.mapped("display_name")),
                )
            )

    @api.model
    def _normalised(self, vals):
        """Store a month as its first day."""
        if not vals.get("period"):
            return vals
        return {
            **vals,
            "period": ioss_return.first_day(fields.Date.to_date(vals["period"])),
        }

    def action_compute(self):
        """Recalculate these drafts from what has been declared and refunded until
        now.
        """
        self.check_access("write")
        self._refuse_closed()
        for each in self:
            each._compute_entries()

    def action_close(self):
        """Calculate these once more and lock them. For accounting managers.

        :raise UserError: if something must be corrected first, or an earlier month is
        still open
        """
        self.check_access("write")
        self._refuse_others()
        for each in self.filtered(lambda each: each.state == "draft").sorted("period"):
            each._refuse_early()
            each._compute_entries()
            if each.problems:
                raise UserError(each.problems)
            values = {
                "state": "closed",
                "was_closed": True,
                "closed_at": fields.Datetime.now(),
                "closed_by_id": self.env.uid,
            }
            each.sudo().write(values)

    def action_reopen(self):
        """Set these to draft again. Only the latest month: later returns are based on
        earlier ones.
        """
        self.check_access("write")
        self._refuse_others()
        for each in self.filtered(lambda each: each.state == "closed"):
            later = self.search(
                [*each._same(), ("period", ">", each.period), ("state", "=", "closed")],
                limit=1,
            )
            if later:
                raise UserError(
                    self.env._(
                        "The return %(this)s cannot be reopened, because the later"
                        " return %(later)s is closed and corrects it. Reopen the later"
                        " return first, or correct the month in the next return.",
                        this=each.display_name,
                        later=later.display_name,
                    )
                )
            each.sudo().write(
                {"state": "draft", "closed_at": False, "closed_by_id": False}
            )

    def action_entries(self):
        """Show the orders and declarations of this return."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_customs.action_linkstar_ioss_return_entry"
        )
        return {
            **action,
            "domain": [("return_id", "=", self.id)],
            "context": {"search_default_group_country": 1},
        }

    def action_download_xlsx(self):
        return self._download("xlsx")

    def action_download_csv(self):
        return self._download("csv")

    def _download(self, kind):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/linkstar/ioss_return/{self.id}.{kind}",
            "target": "self",
        }

    def _compute_entries(self):
        """Replace lines, entries and problems of this draft, as superuser: finance
        users may have no access to sales and stock.
        """
        self.ensure_one()
        collector = Collector(self.sudo())
        entries, problems = collector.collect()
        self.entry_ids.unlink()
        self.line_ids.unlink()
        states = {
            country.code: country.id for country in self.env["res.country"].search([])
        }
        lines = self.env["linkstar.ioss.return.line"].create(
            [
                {
                    "return_id": self.id,
                    "period": line.period,
                    "country_id": states[line.country],
                    "rate": float(line.rate),
                    "base": float(line.base),
                    "vat": float(line.vat),
                }
                for line in ioss_return.lines(entry for entry, _facts in entries)
            ]
        )
        by_key = {
            (line.period, line.country_id.code, line._rule().rate): line.id
            for line in lines
        }
        self.env["linkstar.ioss.return.entry"].create(
            [
                {
                    "return_id": self.id,
                    "line_id": by_key[
                        entry.key.period, entry.key.country, entry.key.rate
                    ],
                    "kind": "refund" if entry.key.refund else "sale",
                    "base": float(entry.base),
                    "vat": float(entry.vat),
                    **facts,
                }
                for entry, facts in entries
            ]
        )
        texts = {
            "problems": "\n".join(problems) or False,
            "hints": collector.undeclared_hint(),
        }
        self.write({**texts, "computed_at": fields.Datetime.now()})

    def _same(self):
        return [("registration_id", "=", self.registration_id.id)]

    def _refuse_without_button(self, *vals_list):
        """
        :raise UserError: if a user writes values that only the buttons may change
        """
        if not self.env.su and any(_BY_BUTTON & set(vals) for vals in vals_list):
            raise UserError(
                self.env._(
                    "Use the buttons Close and Reopen to change the state of a return."
                )
            )

    def _refuse_early(self):
        """
        :raise UserError: before the month has ended, or while an earlier return is open
        """
        if fields.Date.context_today(self) <= ioss_return.last_day(self.period):
            raise UserError(
                self.env._(
                    "%s has not ended yet: close its return in the next month.",
                    self.display_name,
                )
            )
        earlier = self.search(
            [*self._same(), ("period", "<", self.period), ("state", "=", "draft")],
            order="period",
            limit=1,
        )
        if earlier:
            raise UserError(
                self.env._(
                    "Close the earlier return %(earlier)s before %(this)s.",
                    earlier=earlier.display_name,
                    this=self.display_name,
                )
            )

    def _refuse_others(self):
        """
        :raise UserError: unless the user is an accounting manager"""
        if not (
            self.env.su or self.env.user.has_group("account.group_account_manager")
        ):
            raise UserError(
                self.env._(
                    "Only an accounting administrator can close and reopen IOSS"
                    " returns: ask one of them."
                )
            )

    def _refuse_closed(self):
        """
        :raise UserError: if one of these is closed
        """
        closed = self.filtered(lambda each: each.state == "closed")
        if closed:
            raise UserError(
                self.env._(
                    "The return %s is closed and cannot change. Reopen it, or correct"
                    " it in the next month's return.",
                    ", ".join(closed.mapped("display_name")),
                )
            )

    # --- Files of a return for the tax portal, the intermediary, the auditor

    def _csv(self):
        """Return the lines, one row each, as bytes."""
        self.ensure_one()
        text = io.StringIO()
        text.write("\ufeff")
        writer = csv.writer(text)
        writer.writerow(self._summary_titles())
        writer.writerows(self._summary_rows())
        return text.getvalue().encode()

    def _xlsx(self):
        """Return a workbook as bytes: summary, details, and differences from the
        invoiced VAT.
        """
        self.ensure_one()
        file = io.BytesIO()
        with xlsxwriter.Workbook(
            file,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        ) as book:
            sheets = (
                (
                    self.env._("Summary"),
                    self._summary_titles(),
                    self._summary_rows(),
                    self._heading(),
                ),
                (self.env._("Details"), self._detail_titles(), self._detail_rows(), []),
                (
                    self.env._("Differences"),
                    self._difference_titles(),
                    self._difference_rows(),
                    [],
                ),
            )
            formats = {
                "title": book.add_format(
                    {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
                )
            }
            formats["amount"], formats["day"] = (
                book.add_format({"num_format": "0.00"}),
                book.add_format({"num_format": "yyyy-mm-dd"}),
            )
            for name, titles, rows, heading in sheets:
                _fill(book.add_worksheet(name), titles, rows, heading, formats)
        return file.getvalue()

    def _heading(self):
        rows = [
            (self.env._("Company"), self.company_id.name),
            (self.env._("Registration"), self.registration_id.name),
            (self.env._("Number"), self.masked_number),
            (self.env._("Month"), self.period),
            (self.env._("Due"), self.deadline),
            (
                self.env._("State"),
                dict(self._fields["state"]._description_selection(self.env))[
                    self.state
                ],
            ),
            (self.env._("To pay (EUR)"), decimal(self.vat_payable, 2)),
            (
                self.env._("Refund due (EUR)"),
                decimal(self.vat_refundable, 2),
            ),
        ]
        return (
            rows if self.line_ids else [*rows, (self.env._("No sales: nil return"), "")]
        )

    def _summary_titles(self):
        return [
            self.env._("Kind"),
            self.env._("Month"),
            self.env._("Member state"),
            self.env._("Name"),
            self.env._("Rate (%)"),
            self.env._("Without VAT (EUR)"),
            self.env._("VAT (EUR)"),
        ]

    def _summary_rows(self):
        sale, correction = self.env._("Sale"), self.env._("Correction")
        return [
            [
                correction if line.correction else sale,
                line.period,
                line.country_id.code,
                line.country_id.name,
                decimal(line.rate, 2).normalize(),
                decimal(line.base, 2),
                decimal(line.vat, 2),
            ]
            for line in self.line_ids
        ]

    def _detail_titles(self):
        return [
            self.env._("Month"),
            self.env._("Kind"),
            self.env._("Order"),
            self.env._("Declaration"),
            self.env._("Day of supply"),
            self.env._("Member state"),
            self.env._("Rate (%)"),
            self.env._("Amount"),
            self.env._("Currency"),
            self.env._("EUR per unit"),
            self.env._("Without VAT (EUR)"),
            self.env._("VAT (EUR)"),
        ]

    def _detail_rows(self):
        kinds = dict(
            self.env["linkstar.ioss.return.entry"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        return [
            [
                entry.period,
                kinds[entry.kind],
                entry.order_name,
                entry.declaration_id.sudo().name,
                entry.supplied_on,
                entry.country_id.code,
                decimal(entry.rate, 2).normalize(),
                decimal(entry.amount, 2),
                entry.currency_id.name,
                decimal(entry.exchange_rate, 8).normalize(),
                decimal(entry.base, 2),
                decimal(entry.vat, 2),
            ]
            for entry in self.entry_ids
        ]

    def _difference_titles(self):
        return [
            self.env._("Order"),
            self.env._("VAT in this return (EUR)"),
            self.env._("VAT invoiced (EUR)"),
            self.env._("Difference (EUR)"),
            self.env._("Remark"),
        ]

    def _difference_rows(self):
        """Return one row for each order of the month whose VAT differs from its
        invoices and credit notes.
        """
        own = self.entry_ids.filtered(
            lambda entry: not entry.correction and entry.order_id
        )
        charged, rows = self._charged(own.order_id), []
        for order, entries in own.grouped("order_id").items():
            returned = sum(decimal(entry.vat, 2) for entry in entries)
            rate = next(
                (
                    decimal(entry.exchange_rate, 8)
                    for entry in entries
                    if entry.exchange_rate
                ),
                1,
            )
            found = charged.get(order)
            invoiced = (
                ((found or 0) * rate).quantize(ioss_return.CENT)
                if found
                else decimal(0.0, 2)
            )
            if invoiced != returned:
                remark = (
                    ""
                    if found is not None
                    else self.env._("There is no posted invoice.")
                )
                rows.append(
                    [
                        entries[0].order_name,
                        returned,
                        invoiced,
                        returned - invoiced,
                        remark,
                    ]
                )
        return rows

    def _charged(self, orders):
        """Return {order: VAT of its posted invoices less credit notes until the end of
        the month, in the invoices' currency}.
        """
        lines = (
            self.env["account.move.line"]
            .sudo()
            .search(
                [
                    ("sale_line_ids.order_id", "in", orders.ids),
                    ("parent_state", "=", "posted"),
                    ("move_id.move_type", "in", (_SALE, _REFUND)),
                    ("move_id.invoice_date", "<=", ioss_return.last_day(self.period)),
                    ("display_type", "=", "product"),
                ]
            )
        )
        charged = {}
        for line in lines:
            order = line.sale_line_ids.order_id[:1]
            vat = decimal(line.price_total, 2) - decimal(line.price_subtotal, 2)
            charged[order] = charged.get(order, 0) + (
                vat if line.move_id.move_type == _SALE else -vat
            )
        return {order.sudo(False): amount for order, amount in charged.items()}


def _fill(sheet, titles, rows, heading, formats):
    for number, (name, content) in enumerate(heading):
        sheet.write(number, 0, name, formats["title"])
        _write(sheet, number, 1, content, formats)
    top = len(heading) + 1 if heading else 0
    sheet.write_row(top, 0, titles, formats["title"])
    for number, row in enumerate(rows, top + 1):
        for column, content in enumerate(row):
            _write(sheet, number, column, content, formats)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_column(0, len(titles) - 1, 16)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(titles) - 1)


def _write(sheet, row, column, content, formats):
    if hasattr(content, "quantize"):
        sheet.write_number(
            row,
            column,
            float(content),
            formats["amount"] if content.as_tuple().exponent == -2 else None,
        )
    elif hasattr(content, "isoformat"):
        sheet.write_datetime(row, column, content, formats["day"])
    else:
        sheet.write_string(row, column, content or "")
