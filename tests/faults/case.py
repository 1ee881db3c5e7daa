"""One transfer on its way through faults, and what must hold of it in the end."""
import contextlib
import threading
import time
from io import BytesIO

import pypdf
from world import TIMEOUT

_ROUNDS = 16
#: A fault that hangs does so for longer than the account waits.
_HANG = TIMEOUT + 0.4


class Fault:
    """How one call fails. ``spelling`` is a kind of the sandbox, with ``+work`` where the work is done all the same; a
    ``refusal`` is a failure that names the data, where the sandbox's own text says that the carrier is busy."""

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


class Case:
    """A transfer at one host, with the clicks of its users and the carrier's own books."""

    def __init__(self, world, host):
        self.world, self.host = world, host
        self.carrier = world.carrier(host)
        self.picking = world.transfer(host)
        self.reference = self._beginning()
        self.hangs = False

    def _beginning(self):
        """What the references of this transfer's orders begin with, known before there is one."""
        with self.world.transaction() as env:
            picking = env["stock.picking"].browse(self.picking)
            draft = env["linkstar.shipment"].new({"picking_id": picking.id, "attempt": 1})
            return draft._derived_reference().rpartition("-")[0] + "-"

    # --- what happens to it

    def breaks(self, *faults):
        for fault in faults:
            self.hangs |= "seconds" in fault.more and fault.kind == "late"
            self.carrier.fault(fault.service, fault.kind, reference=self.reference, **fault.more)

    def validate(self, user=0):
        self._click(lambda env: env["stock.picking"].browse(self.picking).button_validate(), user)

    def ship(self, user=0):
        """The button Send to Shipper, which for what was refused means Try again."""
        self._click(lambda env: env["stock.picking"].browse(self.picking).send_to_shipper(), user)

    def retry(self, user=0):
        self._click(lambda env: env["stock.picking"].browse(self.picking).action_linkstar_retry(), user)

    def cancel(self, user=0):
        self._click(lambda env: env["stock.picking"].browse(self.picking).cancel_shipment(), user)

    def intercept(self, user=0):
        self._click(lambda env: env["linkstar.shipment"].browse(self.shipments()).action_intercept(), user)

    def work(self):
        """One more worker, beside those that there are."""
        from odoo.addons.linkstar_delivery.models import worker

        for shipment in self.shipments():
            with contextlib.suppress(worker.Busy):
                worker.work(self.world.registry, shipment)

    def at_once(self, *acts):
        """Let several people or workers act at the same time, and wait for all of them."""
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
        except UserError as told:
            # A sentence is an answer; a traceback is not.
            assert str(told)

    # --- recovery

    def time_passes(self):
        """An hour later: leases are over and what waits is due."""
        if self.hangs:
            time.sleep(_HANG)
            self.hangs = False
        self.sql(
            "UPDATE linkstar_shipment SET work_at = least(work_at, now() at time zone 'utc') - interval '1 s',"
            " sent_at = sent_at - interval '1 h' WHERE picking_id = %s AND work_at IS NOT NULL",
            self.picking,
        )

    def recover(self, wanted="live", cron=None):
        """Time passes, the cron comes, and people press what the transfer tells them to; nobody mends anything by SQL."""
        for _round in range(_ROUNDS):
            self.world.quiet()
            state, asked, work_at, held = self._standing()
            if wanted == "cancelled":
                if state == "cancelled":
                    return
                if not asked:
                    self.cancel()
            else:
                if held == "confirmed":
                    self.cancel()
                elif state == "ready" and not work_at:
                    return
                if state in ("refused", "cancelled", None):
                    self.ship()
            self.world.quiet()
            self.time_passes()
            (cron or self._work_due)()
        raise AssertionError(f"After {_ROUNDS} rounds it is still not {wanted}: {self.story()}")

    def recover_until(self, done, otherwise):
        """As ``recover``, for another end; ``otherwise`` is what people press when nothing is under way."""
        for _round in range(_ROUNDS):
            self.world.quiet()
            if done():
                return
            if not self._standing()[2]:
                otherwise()
            self.world.quiet()
            self.time_passes()
            self._work_due()
        raise AssertionError(self.story())

    def intercepted(self):
        return self._standing()[3]

    def _work_due(self):
        with self.world.transaction() as env:
            shipments = env["linkstar.shipment"].browse(self.shipments())
        with self.world.transaction() as env:
            shipments.with_env(env)._work()

    def _standing(self):
        found = self.sql(
            "SELECT state, cancel_requested, work_at, intercept_state FROM linkstar_shipment WHERE picking_id = %s"
            " ORDER BY id DESC LIMIT 1",
            self.picking,
        )
        return found[0] if found else (None, False, None, None)

    # --- what must hold

    def check(self, wanted="live"):
        """Exactly one live order at the carrier, whose numbers and label are in Odoo; or none, and Odoo knows."""
        live = [order for order in self.orders() if order["state"] not in ("cancelled", "intercepted")]
        assert len(live) == (wanted == "live"), f"{len(live)} live orders at the carrier: {self.story()}"
        with self.world.transaction() as env:
            picking = env["stock.picking"].browse(self.picking)
            assert picking.state == "done", picking.state
            shipments = picking.linkstar_shipment_ids
            open_ones = shipments.filtered(lambda s: s.state != "cancelled")
            assert len(open_ones) == len(live), self.story()
            for shipment in shipments:
                assert not shipment.uncertain and not shipment.cancel_requested and not shipment.lease, self.story()
                assert not shipment.work_at, self.story()
            assert not picking.activity_ids, picking.activity_ids.mapped("note")
            if wanted == "cancelled":
                assert not picking.carrier_tracking_ref, picking.carrier_tracking_ref
                return
            assert open_ones.state == "ready", self.story()
            # What is said of an attempt to cancel stays until the parcel travels.
            assert not open_ones.problem or open_ones.problem.startswith(("Not cancelled", "Not intercepted")), self.story()
            [order] = live
            assert (open_ones.reference_no, open_ones.waybill) == (order["reference_no"], order["waybill"])
            number = open_ones.tracking_number or open_ones.waybill
            assert picking.carrier_tracking_ref == number
            if self.host != "numberless":
                assert number in order["tracking_numbers"]
            label = open_ones.label_attachment_id
            assert open_ones.waybill in _text(label.raw), "the label is of another order"

    def shipments(self):
        return [row[0] for row in self.sql("SELECT id FROM linkstar_shipment WHERE picking_id = %s", self.picking)]

    def orders(self):
        """What the carrier has in its own books for this transfer."""
        return self.carrier.orders(self.reference)

    def created(self):
        return [call for call in self.carrier.calls(service="createOrder") if any(r.startswith(self.reference) for r in call["references"])]

    def story(self):
        """All that is known of it, for whoever has to find out why."""
        rows = self.sql(
            "SELECT attempt, state, uncertain, cancel_requested, waybill, tracking_number, number_pending, work_at, lease, problem"
            " FROM linkstar_shipment WHERE picking_id = %s ORDER BY id",
            self.picking,
        )
        calls = [
            f"{call['service']} {call['outcome']}{' (done)' if call['work_done'] else ''}"
            for call in self.carrier.calls() if any(reference.startswith(self.reference) for reference in call["references"])
        ]
        orders = [(order["reference_no"], order["state"]) for order in self.orders()]
        return f"{self.reference} at {self.host}: shipments {rows}; orders {orders}; calls {calls}"

    def sql(self, statement, *values):
        return self.world.sql(statement, *values)


def _text(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
