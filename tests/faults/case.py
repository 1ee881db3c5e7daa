"""One transfer on its way through faults, and what must be true at the end."""

import contextlib
import threading
import time
from collections import namedtuple
from io import BytesIO

import pypdf
from world import TIMEOUT

_ROUNDS = 32
#: A hanging fault lasts longer than the account waits.
_HANG = TIMEOUT + 0.4


class Fault:
    """How one call fails. ``spelling`` is a kind of the sandbox, with ``+work`` if the
    work is still done. A ``refusal`` is a failure because of the data; the sandbox's
    default text for a failure says that the carrier is busy.
    """

    def __init__(self, service, spelling, **more):
        self.service, self.spelling = service, spelling
        kind, _plus, work = spelling.partition("+")
        self.kind, self.more = kind, {**({"work": True} if work else {}), **more}
        if kind == "refusal":
            self.kind = "failure"
            self.more["text"] = "收件人地址错误 (the consignee's address is wrong)"
        if kind in ("timeout_before", "timeout_after", "late"):
            self.more.setdefault("seconds", _HANG)
        if kind == "slow":
            self.more.setdefault("seconds", 0.2)

    def __str__(self):
        return f"{self.service}-{self.spelling}"


Standing = namedtuple("Standing", "state cancel_requested work_at intercept_state")


class Case:
    """A transfer at one host, with the clicks of its users and the carrier's own
    records.
    """

    def __init__(self, world, host):
        self.world, self.host = world, host
        self.carrier = world.carrier(host)
        self.picking = world.transfer(host)
        self.reference = self._beginning()
        self.late = 0
        self.parcels = 1
        #: The error sentences that users got.
        self.refusals = []

    def pack(self, boxes):
        """Pack one piece into each of so many boxes; if the line requires it, each box
        has its own order.
        """
        self.parcels = boxes
        with self.world.transaction() as env:
            move = env["stock.picking"].browse(self.picking).move_ids
            move.move_line_ids.unlink()
            for number in range(boxes):
                box = env["stock.package"].create(
                    {"name": f"BOX-{self.picking}-{number}"}
                )
                env["stock.move.line"].create(
                    {
                        **move._prepare_move_line_vals(),
                        "quantity": 1,
                        "result_package_id": box.id,
                    }
                )

    def _beginning(self):
        """Return the start of the references of this transfer's orders, known before
        the first one exists.
        """
        with self.world.transaction() as env:
            picking = env["stock.picking"].browse(self.picking)
            draft = env["linkstar.shipment"].new(
                {"picking_id": picking.id, "attempt": 1}
            )
            return draft._derived_reference().rpartition("-")[0] + "-"

    # --- events

    def breaks(self, *faults):
        for fault in faults:
            self.late += fault.more.get("times", 1) * (fault.kind == "late")
            self.carrier.fault(
                fault.service, fault.kind, reference=self.reference, **fault.more
            )

    def validate(self, user=0):
        self._click(
            lambda env: env["stock.picking"].browse(self.picking).button_validate(),
            user,
        )

    def book(self, user=0):
        """Press Get label, before validation."""
        self._click(
            lambda env: (
                env["stock.picking"].browse(self.picking).action_linkstar_book()
            ),
            user,
        )

    def weigh(self, weight):
        """Weigh the parcel, in kg, before or after its order was sent."""
        self._click(
            lambda env: (
                env["stock.picking"]
                .browse(self.picking)
                .write({"shipping_weight": weight})
            ),
            0,
        )

    def ship(self, user=0):
        """Press Send to Shipper, which means Try again for a refused order."""
        self._click(
            lambda env: env["stock.picking"].browse(self.picking).send_to_shipper(),
            user,
        )

    def retry(self, user=0):
        self._click(
            lambda env: (
                env["stock.picking"].browse(self.picking).action_linkstar_retry()
            ),
            user,
        )

    def cancel(self, user=0):
        self._click(
            lambda env: env["stock.picking"].browse(self.picking).cancel_shipment(),
            user,
        )

    def intercept(self, user=0):
        self._click(
            lambda env: (
                env["linkstar.shipment"].browse(self.shipments()).action_intercept()
            ),
            user,
        )

    def work(self):
        """Start one more worker."""
        from odoo.addons.linkstar_delivery.runner import steps as worker

        for shipment in self.shipments():
            with contextlib.suppress(worker.Busy):
                worker.work(self.world.registry, shipment)

    def at_once(self, *acts):
        """Let several users or workers act at the same time, and wait for all of
        them.
        """
        lost, start = [], threading.Barrier(len(acts))

        def run(act):
            start.wait()
            try:
                act()
            except Exception as error:
                lost.append(error)

        threads = [threading.Thread(target=run, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for error in lost:
            raise error

    def _click(self, do, user):
        from odoo.exceptions import UserError

        try:
            self.world.request(do, self.world.users[user])
        except UserError as refused:
            # Only a sentence is a valid answer, not a traceback.
            assert str(refused)
            self.refusals.append(str(refused))

    # --- recovery

    def time_passes(self):
        """Move one hour ahead: leases have expired, waiting work is due, and late work
        of the carrier is done.
        """
        self._let_the_late_end()
        self.sql(
            "UPDATE linkstar_shipment SET work_at = least(work_at, now() at time zone"
            " 'utc') - interval '1 s', sent_at = sent_at - interval '1 h' WHERE"
            " picking_id = %s AND work_at IS NOT NULL",
            self.picking,
        )

    def _let_the_late_end(self):
        while self.late and self._late_under_way():
            time.sleep(0.1)

    def _late_under_way(self):
        """Whether the carrier still has to do the work of a call that it received."""
        to_come = sum(
            fault["times"]
            for fault in self.carrier.faults()
            if fault["kind"] == "late" and fault["reference"] == self.reference.upper()
        )
        done = sum(call["outcome"] == "fault:late" for call in self._calls())
        return done < self.late - to_come

    def _calls(self):
        return [
            call
            for call in self.carrier.calls()
            if any(
                reference.startswith(self.reference) for reference in call["references"]
            )
        ]

    def recover(self, wanted="live", cron=None):
        """Let time pass and the cron run, and press the buttons that the transfer
        suggests; nothing is corrected by SQL.
        """
        for _round in range(_ROUNDS):
            self.world.quiet()
            orders = self._standing()
            if wanted == "cancelled":
                if all(order.state == "cancelled" for order in orders):
                    return
                if any(
                    order.state != "cancelled" and not order.cancel_requested
                    for order in orders
                ):
                    self.cancel()
            elif any(
                order.state != "cancelled" and order.intercept_state == "confirmed"
                for order in orders
            ):
                self.cancel()
            elif not orders or any(
                order.state in ("refused", "cancelled") for order in orders
            ):
                self.ship()
            elif self.is_ready():
                if (
                    any(order.intercept_state == "refused" for order in orders)
                    and self._history_tells()
                ):
                    continue
                if not self._changed():
                    return
                self.book()
            self.world.quiet()
            self.time_passes()
            (cron or self._work_due)()
        raise AssertionError(
            f"After {_ROUNDS} rounds it is still not {wanted}: {self.story()}"
        )

    def recover_until(self, done, otherwise):
        """Like ``recover``, for another end; ``otherwise`` is the button that users
        press if no work is running.
        """
        for _round in range(_ROUNDS):
            self.world.quiet()
            if done():
                return
            if not any(order.work_at for order in self._standing()):
                otherwise()
            self.world.quiet()
            self.time_passes()
            self._work_due()
        raise AssertionError(self.story())

    def is_ready(self):
        return all(
            order.state == "ready" and not order.work_at for order in self._standing()
        )

    def intercepted(self):
        return self._standing()[0].intercept_state

    def _history_tells(self):
        """Whether the tracking shows more about an interception than the carrier's
        answer did.
        """
        from odoo.addons.linkstar_delivery.runner import questions

        for _round in range(4):
            questions.fetch(
                self.world.registry,
                "tracking",
                self.shipments(),
                1,
                self.world.users[0],
            )
        return any(order.intercept_state == "confirmed" for order in self._standing())

    def _changed(self):
        """Return what the transfer shows as different from the data sent to the
        carrier.
        """
        with self.world.transaction() as env:
            return env["stock.picking"].browse(self.picking).linkstar_changes

    def _work_due(self):
        with self.world.transaction() as env:
            shipments = env["linkstar.shipment"].browse(self.shipments())
        with self.world.transaction() as env:
            shipments.with_env(env)._work()

    def _standing(self):
        """Return the last attempt of each of its orders."""
        return [
            Standing(*row)
            for row in self.sql(
                "SELECT DISTINCT ON (box) state, cancel_requested, work_at,"
                " intercept_state FROM linkstar_shipment WHERE picking_id = %s ORDER BY"
                " box, id DESC",
                self.picking,
            )
        ]

    # --- what must be true

    def check(self, wanted="live"):
        """Assert exactly one live order per parcel at the carrier, with its numbers and
        label in Odoo; or none, and Odoo knows it.
        """
        self._let_the_late_end()
        live = [
            order
            for order in self.orders()
            if order["state"] not in ("cancelled", "intercepted")
        ]
        assert len(live) == (self.parcels if wanted == "live" else 0), (
            f"{len(live)} live orders at the carrier: {self.story()}"
        )
        with self.world.transaction() as env:
            picking = env["stock.picking"].browse(self.picking)
            assert picking.state == "done", picking.state
            shipments = picking.linkstar_shipment_ids
            open_ones = shipments.filtered(lambda s: s.state != "cancelled")
            assert len(open_ones) == len(live), self.story()
            for shipment in shipments:
                assert (
                    shipment.knowledge in ("there", "absent")
                    and not shipment.cancel_requested
                    and not shipment.lease
                ), self.story()
                assert not shipment.work_at, self.story()
            asked_for = [
                note
                for note in picking.activity_ids.mapped("note")
                if "Not intercepted" not in note
            ]
            assert not asked_for, asked_for
            if wanted == "cancelled":
                assert not picking.carrier_tracking_ref, picking.carrier_tracking_ref
                return
            numbers = set()
            for shipment in open_ones:
                assert shipment.state == "ready", self.story()
                # The message about an attempt to cancel stays until the parcel travels.
                assert not shipment.problem or shipment.problem.startswith(
                    ("Not cancelled", "Not intercepted")
                ), self.story()
                [order] = [
                    order
                    for order in live
                    if order["reference_no"] == shipment.reference_no
                ]
                assert shipment.waybill == order["waybill"]
                if self.parcels == 1:
                    sent = self.carrier.order(shipment.reference_no)["request"][
                        "order_weight"
                    ]
                    assert abs(float(sent) - picking.shipping_weight) < 0.05, (
                        f"the weight sent was {sent} kg: {self.story()}"
                    )
                numbers.add(shipment.tracking_number or shipment.waybill)
                if self.host != "numberless":
                    assert shipment.tracking_number in order["tracking_numbers"]
                assert shipment.waybill in _text(shipment.label_attachment_id.raw), (
                    "the label belongs to another order"
                )
            assert set(picking.carrier_tracking_ref.split(",")) == numbers

    def shipments(self):
        return [
            row[0]
            for row in self.sql(
                "SELECT id FROM linkstar_shipment WHERE picking_id = %s", self.picking
            )
        ]

    def orders(self):
        """Return the carrier's own records for this transfer."""
        return self.carrier.orders(self.reference)

    def created(self):
        return [call for call in self._calls() if call["service"] == "createOrder"]

    def story(self):
        """Return everything that is known about it, to find the cause."""
        rows = self.sql(
            "SELECT attempt, state, knowledge, cancel_requested, waybill,"
            " tracking_number, number_pending, work_at, lease, happened FROM"
            " linkstar_shipment WHERE picking_id = %s ORDER BY id",
            self.picking,
        )
        calls = [
            f"{call['service']}"
            f" {call['outcome']}{' (done)' if call['work_done'] else ''}"
            for call in self._calls()
        ]
        orders = [(order["reference_no"], order["state"]) for order in self.orders()]
        return (
            f"{self.reference} at {self.host}: shipments {rows}; orders {orders}; calls"
            f" {calls}"
        )

    def sql(self, statement, *values):
        return self.world.sql(statement, *values)


def _text(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
