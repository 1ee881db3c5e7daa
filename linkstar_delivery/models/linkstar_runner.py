# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import time

from odoo import api, models

from ..runner import kinds

#: Seconds between two checks whether the work of a round has ended.
_PAUSE = 0.25


class LinkstarRunner(models.AbstractModel):
    """Hands background work from the models to the engine. An addon for another engine
    extends :meth:`_start`, and its engine calls ``kinds.run``.
    """

    _name = "linkstar.runner"
    _description = "Linkstar Runner"

    @api.model
    def _start(self, works, after_commit=True):
        """Start ``works``, each a :class:`runner.kinds.Work`, in threads of this
        process without blocking the user. If the process ends, the crons do the work.

        :param after_commit: start after this transaction is committed, and not if it is
        rolled back
        """
        dbname = self.env.cr.dbname
        if after_commit:
            self.env.cr.postcommit.add(lambda: kinds.start(dbname, works))
        else:
            kinds.start(dbname, works)

    @api.model
    def _round(self, kind, moment):
        """Do the work of this kind that is due by ``moment``, a field of shipments, for
        each account. Return when all is done or the cron's time is over; running work
        then continues.

        One query finds the accounts, so idle accounts cost nothing.
        """
        progress = self.env["ir.cron"]
        progress._commit_progress()
        works = [
            kinds.Work(kind, account.id, parallel=account._places(kind == "due_orders"))
            for account in self.env["linkstar.shipment"]._accounts_due(moment)
        ]
        self._start(works, after_commit=False)
        while True:
            # No transaction stays open during the work.
            seconds = progress._commit_progress(remaining=0)
            if seconds <= 0 or not kinds.under_way(self.env.cr.dbname, works):
                return
            time.sleep(_PAUSE)
