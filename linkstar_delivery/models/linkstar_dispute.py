# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import binascii
from datetime import timedelta
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..services import dispute_xlsx, disputing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: {state: the states that may follow}
_FOLLOWS = {
    "draft": ("sent", "withdrawn"),
    "sent": ("answered", "closed", "withdrawn"),
    "answered": ("closed", "withdrawn"),
    "closed": ("answered",),
    "withdrawn": ("draft",),
}
#: Only methods write these fields.
_OWN = frozenset(("name", "bill_id", "state", "sent_on", "answered_on"))


class LinkstarDispute(models.Model):
    """Parcels of a statement for which the carrier billed too much: what is sent to
    the carrier, what it answers, and the credit until it comes.
    """

    _name = "linkstar.dispute"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Dispute"
    _order = "deadline, id"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False)
    bill_id = fields.Many2one(
        "linkstar.bill",
        "Statement",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="bill_id.company_id", store=True, index=True, precompute=True
    )
    account_id = fields.Many2one(
        related="bill_id.account_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="bill_id.currency_id")
    state = fields.Selection(
        [
            ("draft", "In preparation"),
            ("sent", "Sent"),
            ("answered", "Answered"),
            ("closed", "Closed"),
            ("withdrawn", "Withdrawn"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )
    deadline = fields.Date(
        "Last day",
        compute="_compute_deadline",
        store=True,
        readonly=False,
        precompute=True,
        help="Until when the carrier accepts it: by the days of the account, counted "
        "from the date of the statement.",
    )
    overdue = fields.Boolean(compute="_compute_overdue")
    sent_on = fields.Date(readonly=True, copy=False)
    answered_on = fields.Date(readonly=True, copy=False)
    note = fields.Text("Message to the carrier")
    answer_file = fields.Binary(
        "Answer",
        attachment=True,
        copy=False,
        help="The table of the dispute with the accepted amounts, as xlsx, xls or csv.",
    )
    answer_filename = fields.Char(copy=False)
    line_ids = fields.One2many("linkstar.dispute.line", "dispute_id", "Parcels")
    parcel_count = fields.Integer(
        "Number of parcels", compute="_compute_sums", store=True
    )
    amount_disputed = fields.Monetary("Disputed", compute="_compute_sums", store=True)
    amount_accepted = fields.Monetary("Accepted", compute="_compute_sums", store=True)
    amount_credited = fields.Monetary("Credited", compute="_compute_sums", store=True)
    amount_open = fields.Monetary(
        "Credit expected",
        compute="_compute_sums",
        store=True,
        help="What the carrier accepted, or has not answered yet, and did not credit.",
    )
    file_xlsx = fields.Binary("File for the carrier", compute="_compute_file_xlsx")

    @api.depends("bill_id")
    def _compute_deadline(self):
        for dispute in self:
            bill = dispute.bill_id
            dispute.deadline = (
                bill.date + timedelta(days=bill.account_id.dispute_days)
                if bill.date
                else False
            )

    @api.depends("deadline", "state")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for dispute in self:
            dispute.overdue = bool(
                dispute.state == "draft"
                and dispute.deadline
                and dispute.deadline < today
            )

    @api.depends(
        "line_ids.disputed",
        "line_ids.accepted",
        "line_ids.credited",
        "line_ids.amount_open",
        "state",
    )
    def _compute_sums(self):
        for dispute in self:
            lines = dispute.line_ids
            dispute.parcel_count = len(lines)
            dispute.amount_disputed = sum(lines.mapped("disputed"))
            dispute.amount_accepted = sum(lines.mapped("accepted"))
            dispute.amount_credited = sum(lines.mapped("credited"))
            dispute.amount_open = (
                sum(lines.mapped("amount_open"))
                if dispute.state in ("sent", "answered")
                else 0
            )

    def _compute_file_xlsx(self):
        for dispute in self:
            dispute.file_xlsx = base64.b64encode(dispute_xlsx.workbook(dispute))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["name"] = self.env["ir.sequence"].sudo().next_by_code(self._name)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and _OWN & set(vals):
            raise AccessError(
                self.env._("The status of a dispute changes by its buttons. Use them.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if sent := self.filtered(lambda d: d.state not in ("draft", "withdrawn")):
            raise UserError(
                self.env._(
                    "%s was sent to the carrier, so it cannot be deleted. Withdraw it "
                    "instead.",
                    sent[0].name,
                )
            )

    # --- buttons

    def _step(self, state, **values):
        self.check_access("write")
        for dispute in self:
            if state not in _FOLLOWS[dispute.state]:
                states = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(dispute)s is “%(state)s”, so it cannot become “%(wanted)s”.",
                        dispute=dispute.name,
                        state=states[dispute.state],
                        wanted=states[state],
                    )
                )
        self.sudo().write({"state": state, **values})

    def _open(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_dispute"
        )
        if len(self) == 1:
            return {**action, "res_id": self.id, "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", self.ids)]}

    def action_export(self):
        """The file for the carrier."""
        self.ensure_one()
        self.check_access("read")
        # A download changes nothing: the links to photos are made here.
        dispute_xlsx.links(self.sudo().line_ids)
        options = {
            "model": self._name,
            "id": self.id,
            "field": "file_xlsx",
            "download": "true",
            "filename": f"{self.name.replace('/', '-')}.xlsx",
            "mimetype": _XLSX,
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content?{urlencode(options)}",
            "target": "download",
        }

    def action_send(self):
        """Mark these disputes as sent: their credits are expected from now on."""
        for dispute in self:
            if not dispute.line_ids:
                raise UserError(
                    self.env._(
                        "%s has no parcels. Choose them in the results of the "
                        "statement.",
                        dispute.name,
                    )
                )
        self._step("sent", sent_on=fields.Date.context_today(self))
        disputing.follow(self.sudo())

    def action_import_answer(self):
        """Read the carrier's answer: accepted amounts and remarks by parcel."""
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("sent", "answered"):
            raise UserError(
                self.env._("Mark the dispute as sent before you import an answer.")
            )
        if not self.answer_file:
            raise UserError(self.env._("Choose the file with the answer first."))
        disputing.read_answer(self.sudo(), self._answer())
        if self.state == "sent":
            self._step("answered", answered_on=fields.Date.context_today(self))

    def _answer(self):
        try:
            return base64.b64decode(self.with_context(bin_size=False).answer_file)
        except binascii.Error as error:
            raise UserError(
                self.env._("The file is damaged. Choose it again.")
            ) from error

    def action_close(self):
        """End these disputes: no more credit is expected."""
        self._step("closed")

    def action_reopen(self):
        """Expect the rest of the credit again."""
        for dispute in self:
            dispute._step("draft" if dispute.state == "withdrawn" else "answered")

    def action_withdraw(self):
        self._step("withdrawn")

    def action_view_credits(self):
        """The lines of later statements with credits for these parcels."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_bill_line"
        )
        return {
            **action,
            "domain": [
                ("shipment_id", "in", self.line_ids.shipment_id.ids),
                ("bill_id", "!=", self.bill_id.id),
                ("amount", "<", 0),
            ],
        }
