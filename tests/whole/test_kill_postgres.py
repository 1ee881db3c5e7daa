"""``kill -9`` of PostgreSQL at each step: Odoo's answers are lost with it, but the
result is still one parcel.
"""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from machine import postgres, process

from conftest import World

FULL = bool(os.environ.get("LINKSTAR_FULL"))


class FragileWorld(World):
    """A world on a separate PostgreSQL cluster, so that no other one is killed."""

    def __init__(self):
        super().__init__("-killed", cluster=postgres.KILLED)

    def kill_postgres(self):
        os.kill(process.running(postgres.KILLED)["pid"], signal.SIGKILL)

    def start_postgres(self):
        """Start PostgreSQL like a supervisor: it tries again while processes of the
        killed server still end.
        """
        deadline = time.monotonic() + 60
        while True:
            try:
                postgres.start(postgres.KILLED)
                break
            except Exception:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)
        # Odoo's threaded server loses the thread of its crons for good when it cannot
        # connect (odoo/service/server.py, cron_thread): its supervisor restarts it. A
        # server with workers would restart the worker automatically.
        self.kill()
        self.start()

    def stop(self):
        super().stop()
        postgres.stop(postgres.KILLED)

    def press(self, method, picking):
        """Press a button. The answer may be an error page, because the database is
        about to be killed.
        """

        def press():
            try:
                self.odoo.call("stock.picking", method, [picking])
            except Exception as lost:
                answers.append(lost)

        answers = []
        thread = threading.Thread(target=press, daemon=True)
        thread.start()
        return thread

    def until(self, shipment, state):
        """Wait for ``state`` while the cron runs each minute: old connections break one
        by one.
        """

        def reached():
            self.time_passes(shipment)
            time.sleep(1)
            return self.state(shipment) == state

        self.wait(f"it is {state}", reached, 120)

    def live(self, shipment):
        return [
            order
            for order in self.orders_at_carrier(shipment)
            if order["state"] != "cancelled"
        ]


@pytest.fixture(scope="module")
def up():
    world = FragileWorld()
    yield world
    world.stop()


@pytest.fixture
def fragile(up):
    """A carrier that silently accepts the same reference twice, and gives numbers only
    when asked.
    """
    up.carrier.reset()
    up.carrier.profile(duplicates="accepted", number_on_create=False)
    return up


@pytest.mark.parametrize(
    "service",
    (
        ["createOrder", "getTrackNumber", "getLabelUrl", "label"]
        if FULL
        else ["createOrder"]
    ),
)
def test_during_a_call(fragile, service):
    """The carrier has done the work, but there is no database to store the answer."""
    picking = fragile.transfer()
    fragile.carrier.fault(service, "slow", seconds=4)
    fragile.press("button_validate", picking).join(60)
    fragile.wait(
        "the call is under way", lambda: fragile.carrier.calls(service=service)
    )
    shipment, _state = fragile.shipment_of(picking)
    fragile.kill_postgres()
    time.sleep(4)
    fragile.start_postgres()
    fragile.until(shipment, "ready")
    assert len(fragile.orders_at_carrier(shipment)) == 1
    assert len(fragile.carrier.calls(service="createOrder")) == 1, (
        "it was asked for, not sent again"
    )


def test_during_a_cancellation(fragile):
    picking = fragile.transfer()
    fragile.press("button_validate", picking).join(60)
    shipment, _state = fragile.shipment_of(picking)
    fragile.until(shipment, "ready")
    fragile.carrier.fault("cancelOrder", "slow", seconds=4)
    fragile.press("cancel_shipment", picking).join(60)
    fragile.wait(
        "the call is under way", lambda: fragile.carrier.calls(service="cancelOrder")
    )
    fragile.kill_postgres()
    time.sleep(4)
    fragile.start_postgres()
    fragile.until(shipment, "cancelled")
    assert not fragile.live(shipment)


def test_during_the_click(fragile):
    """Validation is not committed: nothing is sent, and the user can click again."""
    picking = fragile.transfer()
    holder = fragile.connect()
    holder.cursor().execute(
        "SELECT id FROM stock_picking WHERE id = %s FOR UPDATE", [picking]
    )
    click = fragile.press("button_validate", picking)
    waiting = (
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND"
        " wait_event_type = 'Lock'"
    )
    fragile.wait("the click waits for the row", lambda: fragile.sql(waiting))
    fragile.kill_postgres()
    click.join(60)
    fragile.start_postgres()
    assert fragile.sql(
        "SELECT count(*) FROM linkstar_shipment WHERE picking_id = %s", picking
    ) == [(0,)]
    assert not fragile.carrier.calls(service="createOrder")

    def validated():
        fragile.press("button_validate", picking).join(60)
        return fragile.sql(
            "SELECT 1 FROM linkstar_shipment WHERE picking_id = %s", picking
        )

    fragile.wait("it is validated", validated)
    shipment, _state = fragile.shipment_of(picking)
    fragile.until(shipment, "ready")
    assert len(fragile.orders_at_carrier(shipment)) == 1


def test_it_ends_by_itself_while_somebody_is_connected(fragile):
    """The last test: it does not wait for them until it must be killed."""
    log = Path(fragile.instance.server.environment["PGHOST"]) / "log"
    with contextlib.closing(fragile.connect()):
        fragile.kill()
        assert postgres.stop(postgres.KILLED)
    assert log.read_text().rstrip().endswith("database system is shut down")
