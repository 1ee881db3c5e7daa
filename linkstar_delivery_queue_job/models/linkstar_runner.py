# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import asdict

from odoo import api, models

from odoo.addons.linkstar_delivery.runner import kinds
from odoo.addons.queue_job.exception import RetryableJobError

#: Seconds after which a job makes room for others of its channel.
_SLICE = 60
#: Priorities of jobs, the lower the sooner: orders come before questions.
_ORDERS, _OTHERS = 5, 20


class LinkstarRunner(models.AbstractModel):
    _inherit = "linkstar.runner"

    @api.model
    def _start(self, works, after_commit=True):
        """Create a job for each of ``works``, in the channel of its account. Waves make
        no calls, so they stay in the threads of the process.
        """
        for work in works:
            if work.kind != "wave":
                self._delay(work)
        waves = [work for work in works if work.kind == "wave"]
        return super()._start(waves, after_commit)

    def _delay(self, work):
        # A scheduled try must not replace a try that is needed now.
        when = "later" if work.seconds else "now"
        ids = "-".join(map(str, work.ids))
        self.sudo().with_delay(
            channel=f"root.linkstar.account_{work.account_id}",
            priority=_ORDERS if "order" in work.kind else _OTHERS,
            eta=int(work.seconds) or None,
            description=f"Linkstar: {work.kind} of account {work.account_id}",
            identity_key=f"linkstar-{work.kind}-{work.account_id}-{when}-{ids}",
        )._do(asdict(work))

    @api.model
    def _do(self, values):
        """The job. It uses its own transactions, and makes calls when none of them is
        open: the job's transaction only holds the lock of queue_job.
        """
        work = kinds.Work(**{**values, "ids": tuple(values["ids"])})
        if kinds.run(self.env.registry, work, _SLICE):
            raise RetryableJobError(
                "There is more to do.", seconds=1, ignore_retry=True
            )
