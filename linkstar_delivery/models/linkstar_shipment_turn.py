from odoo import fields, models

from .worker import Busy


class LinkstarShipment(models.Model):
    """No more calls of an account at once than its contract allows, whichever process makes them."""

    _inherit = "linkstar.shipment"

    _under_way = models.Index("(account_id, work_at) WHERE lease IS NOT NULL")

    def _claim(self):
        if self._has_to_wait():
            raise Busy
        job = super()._claim()
        # Two that claim in the same moment do not see each other: the limit may be passed by the number of other processes.
        if job and self._calls_under_way() > self.account_id.parallel_calls:
            raise Busy
        return job

    def _has_to_wait(self):
        """Whether others have all the calls that the account may make. Asked in one query before anything else: those who wait ask
        again and again, and must not make an order each time."""
        self.flush_model(["account_id", "lease", "work_at"])
        now = fields.Datetime.now()
        self.env.cr.execute(
            """
            SELECT 1 FROM linkstar_shipment shipment JOIN linkstar_account account ON account.id = shipment.account_id
             WHERE shipment.id = %s AND shipment.work_at <= %s AND account.parallel_calls <= (
                       SELECT COUNT(*) FROM linkstar_shipment other
                        WHERE other.account_id = account.id AND other.lease IS NOT NULL AND other.work_at > %s
                          AND other.id != shipment.id
                   )
            """,
            [self.id, now, now],
        )
        return bool(self.env.cr.fetchone())

    def _calls_under_way(self):
        domain = [("account_id", "=", self.account_id.id), ("lease", "!=", False), ("work_at", ">", fields.Datetime.now())]
        return self.search_count(domain)

    def _take(self, job, result):
        taken = super()._take(job, result)
        self.env["linkstar.wave.line"]._tell_of(self.picking_id)
        return taken
