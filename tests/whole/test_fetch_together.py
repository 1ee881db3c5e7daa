"""*Fetch tracking* and *Fetch charges* pressed by several users at once, while the
crons run: nobody gets an error, nothing is stored twice.
"""

import threading
import time

from machine.odoo_api import Odoo
from machine.paths import run_folder


def test_several_ask_at_once(world):
    shipments = []
    for _number in range(3):
        picking = world.transfer()
        world.odoo.call("stock.picking", "button_validate", [picking])
        shipments.append(
            world.wait(
                "the shipment is there",
                lambda picking=picking: world.shipment_of(picking),
            )[0]
        )
    for shipment in shipments:
        world.wait_until_ready(shipment)
    for _round in range(3):
        world.carrier.advance(days=5)
        due = "(now() at time zone 'utc') - interval '1 s'"
        world.sql(
            f"UPDATE linkstar_shipment SET poll_at = {due}, charge_at = {due} WHERE id"
            " IN %s",
            tuple(shipments),
        )
        world.sql(
            f"UPDATE ir_cron SET nextcall = {due} WHERE cron_name LIKE 'Linkstar:"
            " fetch%%'"
        )
        before = _messages(world)
        answers = _together(
            [
                lambda client, method=method: client.call(
                    "linkstar.shipment", method, shipments
                )
                for method in ("action_fetch_tracking", "action_fetch_charges") * 3
            ],
            world,
        )
        assert not [answer for answer in answers if isinstance(answer, Exception)], (
            answers
        )
        # What the same user asks for while it waits is asked for once.
        world.wait(
            "both questions are answered",
            lambda before=before: _messages(world) >= before + 2,
        )
    events = world.sql(
        "SELECT shipment_id, occurred_at, code, text FROM linkstar_tracking_event WHERE"
        " shipment_id IN %s",
        tuple(shipments),
    )
    assert len(events) == len(set(events)) > 3 * len(shipments)
    [(charges, kinds)] = world.sql(
        "SELECT count(*), count(DISTINCT (shipment_id, kind)) FROM linkstar_charge"
        " WHERE stage = 'billed' AND shipment_id IN %s",
        tuple(shipments),
    )
    assert charges == kinds > 0, "each is billed once"
    log = (run_folder() / f"{world.server}.log").read_text(encoding="utf-8")
    assert (
        "could not be stored" not in log and "linkstar_tracking_event__once" not in log
    )


def _messages(world):
    """How many messages users have got."""
    [(count,)] = world.sql(
        "SELECT count(*) FROM bus_bus WHERE message LIKE '%%simple_notification%%'"
    )
    return count


def _together(calls, world):
    """Return what ``calls`` returned or raised, all started at the same moment."""
    answers, gate = [None] * len(calls), threading.Barrier(len(calls))

    def run(place):
        client = Odoo(world.url, world.database, world.key)
        gate.wait()
        try:
            answers[place] = calls[place](client)
        except Exception as error:
            answers[place] = error

    threads = [
        threading.Thread(target=run, args=[place]) for place in range(len(calls))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(180)
    return answers


def test_no_transaction_is_open_while_the_cron_asks(world):
    picking = world.transfer()
    world.odoo.call("stock.picking", "button_validate", [picking])
    shipment = world.wait("the shipment is there", lambda: world.shipment_of(picking))[
        0
    ]
    world.wait_until_ready(shipment)
    due = "(now() at time zone 'utc') - interval '1 s'"
    for field, service, cron in (
        ("poll_at", "getCargoTrack", "Linkstar: fetch tracking"),
        ("charge_at", "getReceivingExpense", "Linkstar: fetch charges"),
    ):
        world.sql(
            "UPDATE linkstar_shipment SET poll_at = NULL, charge_at = NULL WHERE id IS"
            " NOT NULL"
        )
        world.carrier.fault(service, "slow", seconds=6)
        world.sql(
            f"UPDATE linkstar_shipment SET {field} = {due} WHERE id = %s", shipment
        )
        world.sql(f"UPDATE ir_cron SET nextcall = {due} WHERE cron_name = '{cron}'")
        world.instance.server.sql(f"NOTIFY cron_trigger, '{world.database}'")
        world.wait("the carrier is asked", lambda: not world.carrier.faults())
        time.sleep(2)
        # Odoo locks the row of a running cron in a separate transaction.
        idle = world.sql(
            "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND"
            " state = 'idle in transaction' AND state_change < now() - interval '1 s'"
            " AND query NOT LIKE '%%ir_cron%%'"
        )
        assert idle == []
        world.wait(
            "the answer is written",
            lambda field=field: world.sql(
                f"SELECT 1 FROM linkstar_shipment WHERE id = %s AND {field} > (now() at"
                " time zone 'utc')",
                shipment,
            ),
        )
