# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    linkstar_accepted_on = fields.Date(
        "Accepted on",
        compute="_compute_linkstar_accepted_on",
        store=True,
        index="btree_not_null",
        groups="account.group_account_invoice",
        help=(
            "The day (UTC) on which the payment was authorised or made. A later"
            " capture does not change it."
        ),
    )

    @api.depends("state")
    def _compute_linkstar_accepted_on(self):
        """Implementing Regulation (EU) No 282/2011, art. 41a and 61b: the earliest of
        authorisation and payment.
        """
        for transaction in self:
            if transaction.state not in ("authorized", "done"):
                transaction.linkstar_accepted_on = False
            elif not transaction.linkstar_accepted_on:
                transaction.linkstar_accepted_on = (
                    transaction.last_state_change or fields.Datetime.now()
                ).date()
            else:
                transaction.linkstar_accepted_on = transaction.linkstar_accepted_on
