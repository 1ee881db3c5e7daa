"""The bridge to OCA's queue_job: the same work as jobs, one channel an account, and the
common part of the fault matrix.

What queue_job's own runner and its HTTP workers do is done here by threads of this
process: they take jobs that are due and run them by its controller's methods.
"""

import sys
import threading
import time

import pytest
from case import Case, Fault
from machine import others
from psycopg2.errors import SerializationFailure
from world import World

#: Jobs at once.
_WORKERS = 3


class Queued(World):
    """A world whose work in the background is done by jobs."""

    def __init__(self):
        # Asked for by the manifest of queue_job, for its migrations.
        sys.path.append(str(others.libraries_folder()))
        super().__init__("queue-job", apps=("queue_job",))
        self.running = threading.Event()
        self.running.set()
        self._over = threading.Event()
        self._workers = [
            threading.Thread(target=self._work, name="jobs")
            for _each in range(_WORKERS)
        ]
        for worker in self._workers:
            worker.start()

    def close(self):
        self._over.set()
        self.running.set()
        for worker in self._workers:
            worker.join()
        super().close()

    def quiet(self, seconds=60):
        """Wait until nothing is under way: no job that is due, and no thread."""
        deadline = time.monotonic() + seconds
        while self.running.is_set() and self.sql(
            "SELECT 1 FROM queue_job WHERE state IN ('enqueued', 'started') OR state ="
            " 'pending' AND (eta IS NULL OR eta <= now() at time zone 'utc') LIMIT 1"
        ):
            assert time.monotonic() < deadline, "a job does not come to its end"
            time.sleep(0.02)
        super().quiet(seconds)

    def channels(self):
        return {row[0] for row in self.sql("SELECT channel FROM queue_job")}

    def failed(self):
        return self.sql("SELECT exc_info FROM queue_job WHERE state = 'failed'")

    def _work(self):
        from odoo.addons.queue_job.controllers.main import RunJobController

        while not self._over.is_set():
            self.running.wait()
            try:
                uuid = self._next()
            except SerializationFailure:
                # Another thread took it in between.
                continue
            if not uuid:
                time.sleep(0.02)
                continue
            try:
                with self.transaction() as env:
                    job = RunJobController._acquire_job(env, uuid)
                    if job:
                        RunJobController._runjob(env, job)
            except Exception:
                # It is in the job, see ``failed``.
                continue

    def _next(self):
        """The uuid of a job that is due, for this thread alone."""
        with self.transaction() as env:
            env.cr.execute(
                "SELECT uuid FROM queue_job WHERE state = 'pending' AND (eta IS NULL OR"
                " eta <= now() at time zone 'utc') ORDER BY priority, date_created"
                " LIMIT 1 FOR UPDATE SKIP LOCKED"
            )
            found = env.cr.fetchone()
            if found:
                env.cr.execute(
                    "UPDATE queue_job SET state = 'enqueued' WHERE uuid = %s", found
                )
            return found and found[0]


@pytest.fixture(scope="module")
def queued():
    running = Queued()
    yield running
    running.close()


@pytest.fixture
def case(queued, request):
    made = Case(queued, request.param)
    yield made
    queued.running.set()
    queued.quiet()
    made.carrier.clear_faults(made.reference)
    assert not queued.failed()


hosts = pytest.mark.parametrize("case", ("accepting", "refusing"), indirect=True)
accepting = pytest.mark.parametrize("case", ("accepting",), indirect=True)


@pytest.mark.parametrize(
    "kind",
    # Lost before and after the work, and a no that was a yes.
    ("timeout_before", "refuse", "reset_after", "http_500+work", "refusal+work"),
)
@hosts
def test_booking(case, kind):
    case.breaks(Fault("createOrder", kind))
    case.validate()
    case.recover(cron=case.world.cron)
    case.check()
    account = case.sql(
        "SELECT account_id FROM linkstar_shipment WHERE picking_id = %s", case.picking
    )[0][0]
    assert f"root.linkstar.account_{account}" in case.world.channels()


@hosts
def test_double(case):
    case.at_once(case.validate, lambda: case.validate(1))
    case.at_once(case.work, case.world.cron)
    case.recover(cron=case.world.cron)
    case.check()
    assert len(case.created()) == 1


@hosts
def test_a_crash_after_the_claim(case):
    """The process that had claimed it ended before it called, or after."""
    case.world.running.clear()
    case.validate()
    [shipment] = case.shipments()
    with case.world.transaction() as env:
        assert env["linkstar.shipment"].browse(shipment)._claim()
    case.world.running.set()
    case.recover(cron=case.world.cron)
    case.check()
    assert len(case.created()) == 1


@pytest.mark.parametrize("kind", ("reset_after", "refusal+work", "refuse"))
@accepting
def test_cancel(case, kind):
    case.breaks(Fault("cancelOrder", kind))
    case.validate()
    case.recover(cron=case.world.cron)
    case.cancel()
    case.recover("cancelled", cron=case.world.cron)
    case.check("cancelled")


@accepting
def test_tracking_and_a_fetch(case):
    case.validate()
    case.recover(cron=case.world.cron)
    case.carrier.advance(days=3)
    [shipment] = case.shipments()
    for button in ("action_fetch_tracking", "action_fetch_charges"):
        case.world.request(
            lambda env, button=button: getattr(
                env["linkstar.shipment"].browse(shipment), button
            )(),
            case.world.admin,
        )
    case.world.quiet()
    assert case.sql(
        "SELECT tracking_state FROM linkstar_shipment WHERE id = %s", shipment
    ) != [("none",)]
    case.sql(
        "UPDATE linkstar_shipment SET poll_at = now() at time zone 'utc' - interval"
        " '1 s' WHERE id = %s",
        shipment,
    )
    with case.world.transaction() as env:
        env["linkstar.shipment"]._cron_poll()
    case.world.quiet()
    assert case.sql(
        "SELECT 1 FROM linkstar_shipment WHERE id = %s AND poll_at > now() at time zone"
        " 'utc'",
        shipment,
    )
