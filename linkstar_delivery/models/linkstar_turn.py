# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from odoo import api, fields, models

_AT_ONCE = 1000


class LinkstarTurn(models.Model):
    """A running call to the carrier that is not a step of an order, such as a question
    about tracking. It counts as one of the account's parallel calls.
    """

    _name = "linkstar.turn"
    _description = "Linkstar Running Call"
    _log_access = False

    account_id = fields.Many2one(
        "linkstar.account", required=True, ondelete="cascade", index=True
    )
    until = fields.Datetime(
        required=True,
        help="After this time the call no longer counts, even if its "
        "process has ended.",
    )

    @api.model
    def _take(self, account_id, seconds):
        """The id of a new record for this number of seconds, or None when all calls for
        questions are in use. If the account has several parallel calls, one is left for
        orders.
        """
        account = self.env["linkstar.account"].browse(account_id)
        if account._calls_under_way() >= account._places():
            return None
        now = fields.Datetime.now()
        return self.create(
            {"account_id": account_id, "until": now + timedelta(seconds=seconds)}
        ).id

    def _give_back(self):
        """The call has ended. The row is deleted at night, because deleting it takes
        five queries for each call.
        """
        self.until = fields.Datetime.now()

    @api.autovacuum
    def _gc_turns(self):
        old = self.search([("until", "<", fields.Datetime.now())], limit=_AT_ONCE)
        old.unlink()
        return len(old), int(len(old) == _AT_ONCE)
