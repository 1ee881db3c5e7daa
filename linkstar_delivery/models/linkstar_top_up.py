# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LinkstarTopUp(models.Model):
    """Money that came to a prepaid account of the carrier, or left it without a charge
    of a parcel.
    """

    _name = "linkstar.top.up"
    _description = "Linkstar Top-up"
    _order = "date desc, id desc"
    _rec_name = "note"

    prepaid_id = fields.Many2one(
        "linkstar.prepaid",
        "Prepaid account",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="prepaid_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="prepaid_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    kind = fields.Selection(
        [
            ("opening", "Opening balance"),
            ("top_up", "Top-up"),
            ("credit", "Credit of the carrier"),
            ("correction", "Correction"),
        ],
        required=True,
        default="top_up",
    )
    amount = fields.Monetary(
        required=True, help="In the currency of the account. A deduction is below zero."
    )
    payment_id = fields.Many2one(
        "account.payment",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('payment_type', '=', 'outbound')]",
        help="The payment to the carrier, where it was made in Odoo.",
    )
    note = fields.Char()

    _payment_uniq = models.UniqueIndex(
        "(payment_id) WHERE payment_id IS NOT NULL",
        "This payment is a top-up already.",
    )
    _opening_uniq = models.UniqueIndex(
        "(prepaid_id) WHERE kind = 'opening'",
        "A prepaid account has one opening balance. Change it.",
    )
    _amount_sign = models.Constraint(
        "CHECK(amount != 0 AND (amount > 0 OR kind IN ('opening', 'correction')))",
        "A top-up and a credit are above 0. Enter a deduction as a correction.",
    )

    @api.onchange("payment_id")
    def _onchange_payment_id(self):
        if self.payment_id and self.payment_id.currency_id == self.currency_id:
            self.amount, self.date = self.payment_id.amount, self.payment_id.date

    @api.constrains("payment_id", "prepaid_id")
    def _check_payment_id(self):
        for top_up in self:
            payment = top_up.payment_id.sudo()
            if payment and payment.company_id != top_up.company_id:
                raise ValidationError(
                    self.env._(
                        "The payment %s belongs to another company. Choose a payment "
                        "of the company of the account.",
                        payment.display_name,
                    )
                )
