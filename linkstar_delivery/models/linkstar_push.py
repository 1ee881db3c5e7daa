# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

_AT_ONCE = 1000
#: Longer than the time in which a request can be sent again.
_KEPT = timedelta(days=30)


class LinkstarPush(models.Model):
    """A request with tracking events that the carrier sent by itself. Its digest is
    unique, so that nobody can send a copy of it.
    """

    _name = "linkstar.push"
    _description = "Linkstar Tracking Push"
    _order = "date desc, id desc"
    _rec_name = "date"
    _log_access = False

    account_id = fields.Many2one(
        "linkstar.account", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    digest = fields.Char("Checksum", required=True)
    received = fields.Integer("Events")
    stored = fields.Integer("New events")

    _once = models.UniqueIndex("(account_id, digest)")
    _newest = models.Index("(account_id, date)")
    _old = models.Index("(date)")

    @api.model
    def _first(self, account, digest, received):
        """The new record for this request; no record if it was received before."""
        account.flush_recordset()
        found = self.env.execute_query(
            SQL(
                "INSERT INTO linkstar_push"
                " (account_id, company_id, date, digest, received, stored)"
                " VALUES (%s, %s, %s, %s, %s, 0) ON CONFLICT DO NOTHING RETURNING id",
                account.id,
                account.company_id.id,
                fields.Datetime.now(),
                digest,
                received,
            )
        )
        return self.browse([row_id for (row_id,) in found])

    @api.autovacuum
    def _gc_pushes(self):
        old = self.search(
            [("date", "<", fields.Datetime.now() - _KEPT)], limit=_AT_ONCE
        )
        old.unlink()
        return len(old), int(len(old) == _AT_ONCE)
