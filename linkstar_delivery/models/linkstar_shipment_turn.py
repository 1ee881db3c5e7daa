from odoo import fields, models

from .worker import Busy


class LinkstarShipment(models.Model):
    """No more calls of an account at once than its contract allows, whichever process makes them."""

    _inherit = "linkstar.shipment"

    _under_way = models.Index("(account_id, work_at) WHERE lease IS NOT NULL")

    def _claim(self):
        job = super()._claim()
        # Two that claim in the same moment do not see each other: the limit may be passed by the number of other processes.
        if job and self._calls_under_way() > self.account_id.parallel_calls:
            raise Busy
        return job

    def _calls_under_way(self):
        domain = [("account_id", "=", self.account_id.id), ("lease", "!=", False), ("work_at", ">", fields.Datetime.now())]
        return self.search_count(domain)

    def _take(self, job, result):
        taken = super()._take(job, result)
        self.env["linkstar.wave.line"]._tell_of(self.picking_id)
        return taken
