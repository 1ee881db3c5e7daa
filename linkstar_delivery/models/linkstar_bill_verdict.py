# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..services import deciding, disputing
from ..services.bill_text import explain, proposal_text

VERDICTS = [
    ("agrees", "Agrees"),
    ("tolerated", "Within tolerance"),
    ("dispute", "To dispute"),
    ("below", "Billed too little"),
    ("unknown", "Unknown"),
]


class LinkstarBillVerdict(models.Model):
    """The result of one check of one parcel in a statement. Each check has a number;
    the results of earlier checks stay.
    """

    _name = "linkstar.bill.verdict"
    _description = "Linkstar Verdict on a Billed Parcel"
    _order = "bill_id, run desc, id"
    _rec_name = "number"
    _log_access = False

    bill_id = fields.Many2one(
        "linkstar.bill",
        "Statement",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    run = fields.Integer("Check number", required=True, readonly=True, aggregator=None)
    current = fields.Boolean("Of the last check", readonly=True)
    shipment_id = fields.Many2one(
        "linkstar.shipment",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    number = fields.Char(readonly=True)
    rows = fields.Char(readonly=True, help="The rows of the file.")
    verdict = fields.Selection(VERDICTS, required=True, readonly=True)
    currency_id = fields.Many2one(related="bill_id.currency_id")
    billed = fields.Monetary(readonly=True)
    expected_known = fields.Boolean(readonly=True)
    expected = fields.Monetary(
        readonly=True, help="By the rate card of the day, at the measured weight."
    )
    difference = fields.Monetary(readonly=True)
    checked = fields.Monetary(
        readonly=True, help="The part of the billed amount that could be compared."
    )
    disputed = fields.Monetary("To dispute", readonly=True)
    accepted = fields.Boolean(
        "Accepted by us",
        readonly=True,
        help="Somebody has accepted what was billed too much.",
    )
    settled_weight = fields.Float("Billed weight (kg)", digits=(12, 4), readonly=True)
    expected_weight = fields.Float(
        "Expected weight (kg)", digits=(12, 4), readonly=True
    )
    reasons = fields.Json("Reason data", readonly=True)
    explanation = fields.Text(compute="_compute_explanation")
    _of_bill = models.Index("(bill_id, verdict) WHERE current")

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_explanation(self):
        explain(self)

    def action_dispute(self):
        """Dispute the chosen parcels, and open the dispute."""
        self.check_access("read")
        # Only who may change a statement disputes it; the results themselves are fixed.
        self.bill_id.check_access("write")
        disputes = disputing.make(self.sudo())
        return disputes.sudo(False)._open()

    def action_accept(self):
        """Accept what was billed too much for the chosen parcels. Equal decisions
        propose a tolerance rule.
        """
        self.check_access("read")
        self.bill_id.check_access("write")
        chosen_sudo = self.sudo().filtered(
            lambda each: each.current and each.verdict == "dispute"
        )
        disputed = chosen_sudo.bill_id.dispute_ids.filtered(
            lambda each: each.state != "withdrawn"
        ).line_ids.shipment_id
        if not chosen_sudo or chosen_sudo.shipment_id & disputed:
            raise UserError(
                self.env._(
                    "Choose parcels that were billed too much and are in no dispute."
                )
            )
        bill_sudo = chosen_sudo.bill_id[:1]
        before = deciding.proposed(bill_sudo.account_id)
        chosen_sudo.write({"verdict": "tolerated", "disputed": 0, "accepted": True})
        for each_sudo in chosen_sudo.bill_id:
            each_sudo._sum_up()
        return self._show_proposal(bill_sudo, before)

    def _show_proposal(self, bill_sudo, before):
        """A notification of the rule that is proposed now and was not ``before``, False
        without one; the list is loaded again in both cases.
        """
        found = deciding.proposed(bill_sudo.account_id)
        # The statement shows it all the time.
        if not found or (before and before[0][:2] == found[0][:2]):
            return False
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("A rule is proposed"),
                "message": proposal_text(self.env, bill_sudo.currency_id, *found)
                + " "
                + self.env._("Open the statement to see it."),
                "sticky": True,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_lines(self):
        """The lines of the file that this result is about."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_bill_line"
        )
        if self.shipment_id:
            domain = [("shipment_id", "=", self.shipment_id.id)]
        else:
            number = self.number or ""
            domain = [
                ("bill_id", "=", self.bill_id.id),
                "|",
                "|",
                ("waybill", "=", number),
                ("tracking", "=", number),
                ("reference", "=", number),
            ]
        return {**action, "domain": domain}
