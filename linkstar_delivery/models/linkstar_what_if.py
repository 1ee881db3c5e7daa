# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import logging
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import date_utils

from ..services import what_if, what_if_xlsx

_logger = logging.getLogger(__name__)
#: Shipments of one transaction: enough rates to store the sums seldom, few enough to
#: keep the memory flat.
_SLICE = 2000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENTERED = {"name", "company_id", "date_from", "date_to", "service_ids", "card_ids"}


class LinkstarWhatIf(models.Model):
    """The parcels of a period calculated again on other rate cards, also on drafts: a
    draft can be an offer. Runs in the background.
    """

    _name = "linkstar.what.if"
    _description = "Linkstar What-If"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        "First day",
        required=True,
        default=lambda self: self._last_month()[0],
        help="Of booking.",
    )
    date_to = fields.Date(
        "Last day", required=True, default=lambda self: self._last_month()[1]
    )
    service_ids = fields.Many2many(
        "linkstar.service",
        string="Parcels of the lines",
        check_company=True,
        help="Empty: the parcels of all lines.",
    )
    card_ids = fields.Many2many(
        "linkstar.rate.card",
        string="Rate cards to try",
        check_company=True,
        help="Drafts, too. Their first and last days do not count.",
    )
    state = fields.Selection(
        [("draft", "New"), ("running", "Running"), ("done", "Done")],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    total = fields.Integer("Shipments", readonly=True, copy=False)
    done = fields.Integer("Calculated", readonly=True, copy=False)
    done_to = fields.Integer(readonly=True, copy=False, aggregator=None)
    progress = fields.Float("Progress (%)", compute="_compute_progress")
    failure = fields.Text(readonly=True, copy=False)
    line_ids = fields.One2many(
        "linkstar.what.if.line", "what_if_id", "Results", readonly=True
    )
    result_xlsx = fields.Binary("Workbook", compute="_compute_result_xlsx")

    _period = models.Constraint(
        "CHECK(date_to >= date_from)",
        "The last day is before the first day. Correct one of them.",
    )

    @api.model
    def _last_month(self):
        """The first and the last day of last month."""
        first = date_utils.start_of(fields.Date.context_today(self), "month")
        before = date_utils.subtract(first, days=1)
        return date_utils.start_of(before, "month"), before

    @api.depends("state", "done", "total")
    def _compute_progress(self):
        for each in self:
            each.progress = (
                100
                if each.state == "done"
                else 100 * each.done / each.total
                if each.total
                else 0
            )

    def _compute_result_xlsx(self):
        for each in self:
            each.result_xlsx = base64.b64encode(what_if_xlsx.workbook(each))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_entered(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_entered(vals)
        if set(vals) & (_ENTERED - {"name"}) and self.filtered(
            lambda each: each.state == "running"
        ):
            raise UserError(
                self.env._("It is being calculated. Wait for the end, then change it.")
            )
        return super().write(vals)

    def _check_entered(self, vals):
        if not self.env.su and set(vals) - _ENTERED:
            raise ValidationError(
                self.env._("Only the calculation writes these fields.")
            )

    # --- buttons

    def action_calculate(self):
        """Calculate all parcels in the background; earlier results are removed."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "running":
            raise UserError(self.env._("It is being calculated already."))
        self_sudo = self.sudo()
        if not self.card_ids:
            raise UserError(self.env._("Choose at least one rate card to try."))
        for card in self_sudo.card_ids:
            if sentences := card._problem_sentences():
                raise UserError(
                    self.env._(
                        "The rate card %(card)s has errors. Correct them first:\n"
                        "%(errors)s",
                        card=card.display_name,
                        errors="\n".join(sentences),
                    )
                )
        self_sudo.line_ids.unlink()
        self_sudo.write(
            {
                "state": "running",
                "total": what_if.number(self_sudo),
                "done": 0,
                "done_to": 0,
                "failure": False,
            }
        )
        self.env.ref("linkstar_delivery.cron_what_if")._trigger()

    def action_view_lines(self):
        """The results as a pivot."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_what_if_line"
        )
        return {**action, "domain": [("what_if_id", "=", self.id)]}

    def action_export_xlsx(self):
        """The results as a workbook."""
        self.ensure_one()
        self.check_access("read")
        options = {
            "download": "true",
            "filename": f"{self.name}.xlsx",
            "mimetype": _XLSX,
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/result_xlsx"
            f"?{urlencode(options)}",
            "target": "download",
        }

    # --- the calculation

    @api.model
    def _cron_run(self):
        """Calculate what waits, in small transactions."""
        progress = self.env["ir.cron"]
        waiting = self.search([("state", "=", "running")], order="id")
        for number, each in enumerate(waiting):
            left, tried = len(waiting) - number, None
            while each.state == "running":
                if progress._commit_progress(remaining=left) <= 0:
                    return
                tried = each._next_step(tried)
                self.env.invalidate_all()
            progress._commit_progress(1, remaining=left - 1)

    def _run_now(self):
        """Calculate these to the end: for tests and scripts."""
        for each in self.sudo():
            tried = None
            while each.state == "running":
                tried = each._next_step(tried)
                self.env.invalidate_all()

    def _next_step(self, tried=None):
        """One part of the work, in the language of whoever wants it. Returns the cards
        to try, for the next part.
        """
        mine = self.with_context(lang=self.create_uid.lang)
        try:
            with self.env.cr.savepoint():
                tried = tried or what_if.candidates(mine)
                mine._calculate_some(tried)
        except UserError as error:
            self._fail(str(error))
        except Exception:
            # One calculation must not block the next one.
            _logger.exception("Linkstar: the what-if %s failed", self.id)
            self._fail(
                self.env._("The calculation failed. The log of the server says why.")
            )

        return tried

    def _fail(self, why):
        """Nothing is half-calculated."""
        self.line_ids.unlink()
        self.write({"state": "draft", "failure": why})

    def _calculate_some(self, tried):
        shipments = what_if.pending(self, _SLICE)
        if not shipments:
            self.state = "done"
            return
        found = what_if.calculate(self, tried, shipments)
        what_if.store(self, found)
        self.write({"done": self.done + len(shipments), "done_to": shipments[-1].id})
