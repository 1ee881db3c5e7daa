"""Random histories of a transfer: clicks of two people, workers side by side, labels
before validation, changes of what was booked, cancelling, sending again, and faults at
random; whatever happened, one parcel with its label, as the transfer is in the end, or
none, comes out of it.

A failure names its seed. ``LINKSTAR_SEED=<seed>`` replays that history alone;
``setup/test --full`` makes 1,000 of them.
"""

import os
import random

import pytest
from case import Case, Fault

_BASE = os.environ.get("LINKSTAR_BASE_SEED", "linkstar")
_COUNT = int(
    os.environ.get("LINKSTAR_RUNS") or (1000 if os.environ.get("LINKSTAR_FULL") else 12)
)
SEEDS = (
    [os.environ["LINKSTAR_SEED"]]
    if os.environ.get("LINKSTAR_SEED")
    else [f"{_BASE}-{number}" for number in range(_COUNT)]
)

_SERVICES = (
    "createOrder",
    "createOrder",
    "getTrackNumber",
    "getOrder",
    "getLabelUrl",
    "label",
    "cancelOrder",
    "interceptOrder",
    "*",
)
#: Hanging faults are rare, because each takes more than a second.
_KINDS = (
    *(
        "refuse",
        "reset_after",
        "http_500",
        "http_500+work",
        "html_200+work",
        "empty",
        "empty+work",
        "soap_fault+work",
        "half_json",
    )
    * 3,
    *("slow", "failure", "failure+work", "refusal", "refusal+work") * 2,
    "timeout_before",
    "timeout_after",
    "late",
)


class History:
    def __init__(self, world, seed):
        self.dice = random.Random(seed)
        self.case = Case(
            world,
            self.dice.choice(
                ("refusing", "accepting", "numberless", "prefixed", "lacking")
            ),
        )
        self.acted = []

    def happen(self):
        """Return the expected end: ``live`` or ``cancelled``."""
        for _step in range(self.dice.choice((0, 0, 0, 2, 4))):
            self._break()
            self._do(
                "book",
                "two_book",
                "change",
                "work",
                "workers",
                "cron",
                "cancel",
                "later",
                "wait",
            )
        self._break()
        self._do("validate", "two_validate")
        for _step in range(self.dice.randint(1, 5)):
            self._break()
            self._do(
                "work",
                "workers",
                "cron",
                "ship",
                "retry",
                "cancel",
                "later",
                "everybody",
                "wait",
                "intercept",
                "change",
                "book",
            )
        return self.dice.choice(("live", "live", "cancelled"))

    def _break(self):
        for _fault in range(self.dice.choice((0, 1, 1, 2))):
            service = self.dice.choice(_SERVICES)
            kind = self.dice.choice(_KINDS)
            if service == "label":
                kind = kind.removesuffix("+work")
            fault = Fault(
                service,
                kind,
                times=self.dice.choice((1, 1, 2)),
                skip=self.dice.choice((0, 0, 0, 1)),
            )
            self.acted.append(f"! {fault} {fault.more}")
            self.case.breaks(fault)

    def _do(self, *acts):
        act = self.dice.choice(acts)
        self.acted.append(act)
        getattr(self, f"_{act}")()

    def _book(self):
        self.case.book()

    def _two_book(self):
        self.case.at_once(self.case.book, lambda: self.case.book(1))

    def _change(self):
        self.case.weigh(self.dice.choice((0.5, 0.8, 1.1)))

    def _validate(self):
        self.case.validate()

    def _two_validate(self):
        self.case.at_once(self.case.validate, lambda: self.case.validate(1))

    def _work(self):
        self.case.work()

    def _workers(self):
        self.case.at_once(self.case.work, self.case.work, self.case.work)

    def _cron(self):
        self.case.world.cron()

    def _ship(self):
        self.case.ship()

    def _retry(self):
        self.case.retry(1)

    def _cancel(self):
        self.case.cancel()

    def _intercept(self):
        self.case.intercept()

    def _later(self):
        self.case.world.quiet()
        self.case.time_passes()

    def _wait(self):
        self.case.world.quiet()

    def _everybody(self):
        case = self.case
        acts = self.dice.sample(
            (case.work, case.ship, case.book, case.retry, case.cancel, case.world.cron),
            3,
        )
        self.acted.append([act.__name__ for act in acts])
        case.at_once(*acts)


@pytest.mark.parametrize("seed", SEEDS)
def test_history(world, seed):
    history = History(world, seed)
    try:
        wanted = history.happen()
        history.acted.append(f"wanted: {wanted}")
        history.case.recover(wanted)
        history.case.check(wanted)
    except Exception as error:
        raise AssertionError(
            f"LINKSTAR_SEED={seed} replays"
            f" it.\n{history.acted}\n{history.case.story()}\n{error}"
        ) from error
    finally:
        world.quiet()
        history.case.carrier.clear_faults(history.case.reference)
