# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from odoo import api, fields, models


class LinkstarCall(models.Model):
    """One call to the carrier, without secrets and addresses: the data that support
    needs to explain what happened.
    """

    _name = "linkstar.call"
    _description = "Linkstar Call"
    _order = "id desc"
    _log_access = False

    account_id = fields.Many2one(
        "linkstar.account", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    shipment_id = fields.Many2one(
        "linkstar.shipment", ondelete="set null", index="btree_not_null"
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    service = fields.Char(required=True)
    reference = fields.Char(index="btree_not_null")
    outcome = fields.Selection(
        [
            ("ok", "OK"),
            ("refused", "Refused"),
            ("denied", "Denied"),
            ("unavailable", "No usable answer"),
            ("not_sent", "Not sent"),
        ],
        required=True,
    )
    seconds = fields.Float(digits=(8, 3))
    message = fields.Char()
    # These services return the carrier's prices.
    request = fields.Json(groups="base.group_system,account.group_account_manager")
    answer = fields.Json(groups="base.group_system,account.group_account_manager")

    @api.depends("service", "reference")
    def _compute_display_name(self):
        for call in self:
            call.display_name = f"{call.service} {call.reference or ''}".rstrip()

    @api.model
    def _keep(self, account, calls, shipment=None):
        """Save :class:`api.messages.CallRecord` objects; they are already redacted."""
        self.sudo().create(
            [
                {
                    "account_id": account.id,
                    "shipment_id": shipment.id if shipment else False,
                    "service": call.service,
                    "reference": ", ".join(call.references)[:200],
                    "outcome": call.outcome,
                    "seconds": call.seconds,
                    "message": call.message[:500],
                    "request": call.request,
                    "answer": call.answer,
                }
                for call in calls
            ]
        )

    @api.autovacuum
    def _gc_calls(self):
        for account in self.env["linkstar.account"].search(
            [("active", "in", [True, False])]
        ):
            before = fields.Datetime.now() - timedelta(days=account.call_days)
            old = self.search(
                [("account_id", "=", account.id), ("date", "<", before)], limit=1000
            )
            old.unlink()
            if len(old) == 1000:
                return len(old), 1
        return 0, 0
