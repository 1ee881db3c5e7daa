"""Every fault of the carrier at every step, alone and in pairs, on each kind of host:
one parcel, once, with its label.

The normal run uses a part of each table; ``setup/test --full`` uses all of it.
"""

import os
from itertools import product

import pytest
from case import Fault

FULL = bool(os.environ.get("LINKSTAR_FULL"))
#: Each kind of fault of the sandbox: before, after and during the work.
KINDS = (
    "refuse",
    "timeout_before",
    "timeout_after",
    "late",
    "reset_after",
    "http_500",
    "http_500+work",
    "html_200",
    "html_200+work",
    "empty",
    "empty+work",
    "soap_fault",
    "soap_fault+work",
    "half_json",
    "slow",
    "failure",
    "failure+work",
    "refusal",
    "refusal+work",
)
LABEL_KINDS = tuple(kind for kind in KINDS if "+" not in kind)
#: One fault for each way in which a call can end without an answer.
ENDINGS = ("refuse", "late", "reset_after", "half_json", "http_500+work", "refusal")
#: The carrier has the order, but Odoo does not know it.
LOST = (
    "timeout_after",
    "late",
    "reset_after",
    "half_json",
    "http_500+work",
    "empty+work",
    "failure+work",
    "refusal+work",
)


def _some(combinations, every):
    """Return all of them, or each ``every``-th: a step without a common factor with the
    tables' widths meets each row and column.
    """
    combinations = list(combinations)
    return combinations if FULL else combinations[::every]


def _name(combination):
    return "-".join(str(part) for part in combination)


def _booked_by(case, actors):
    if actors == "click":
        case.validate()
    elif actors == "users":
        case.at_once(case.validate, lambda: case.validate(1))
    else:
        case.validate()
        case.at_once(case.work, case.work, case.world.cron)


BOOKING = _some(
    product(
        ("accepting", "refusing", "prefixed", "lacking"),
        KINDS,
        ("click", "workers", "users"),
    ),
    11,
)


@pytest.mark.parametrize("combination", BOOKING, ids=_name)
def test_booking(case_at, combination):
    host, kind, actors = combination
    case = case_at(host)
    case.breaks(Fault("createOrder", kind))
    _booked_by(case, actors)
    case.recover(cron=case.world.cron)
    case.check()


STEPS = _some(
    [
        *product(("accepting",), ("getTrackNumber", "getLabelUrl"), KINDS, (1, 3)),
        *product(("accepting",), ("label",), LABEL_KINDS, (1, 3)),
    ],
    11,
)


@pytest.mark.parametrize("combination", STEPS, ids=_name)
def test_number_and_label(case_at, combination):
    host, service, kind, times = combination
    case = case_at(host)
    case.breaks(Fault(service, kind, times=times))
    case.validate()
    case.recover()
    case.check()
    assert len(case.created()) == 1


CANCEL = _some(
    product(
        ("accepting", "refusing", "prefixed", "lacking"),
        ("ready", "booking", "queued"),
        KINDS,
    ),
    13,
)


@pytest.mark.parametrize("combination", CANCEL, ids=_name)
def test_cancel(case_at, combination):
    """Cancelled when it is ready, during its booking, and while its booking is
    uncertain.
    """
    host, moment, kind = combination
    case = case_at(host)
    case.breaks(Fault("cancelOrder", kind))
    if moment == "ready":
        case.validate()
        case.recover()
    else:
        case.breaks(
            Fault("createOrder", "slow" if moment == "booking" else "reset_after")
        )
        case.validate()
    case.cancel()
    case.recover("cancelled")
    case.check("cancelled")


@pytest.mark.parametrize("kind", _some(KINDS, 6))
def test_intercept(case_at, kind):
    """Then the transfer is sent again."""
    case = case_at("accepting")
    case.breaks(Fault("interceptOrder", kind))
    case.validate()
    case.recover()
    case.intercept()
    case.recover_until(
        lambda: case.intercepted() == "confirmed", otherwise=case.intercept
    )
    assert [order["state"] for order in case.orders()] == ["intercepted"]
    case.recover()
    case.check()


PAIRS = _some(
    [
        # The question after a lost answer fails too: by number, and by order.
        *(
            ("accepting", "createOrder", lost, asked, kind)
            for lost, asked, kind in product(
                LOST, ("getTrackNumber", "getOrder"), KINDS
            )
        ),
        *(
            ("accepting", "createOrder", lost, "createOrder", kind)
            for lost, kind in product(KINDS, ENDINGS)
        ),
        *(
            ("refusing", "createOrder", lost, "createOrder", kind)
            for lost, kind in product(KINDS, ENDINGS)
        ),
        *(
            ("accepting", "createOrder", lost, step, kind)
            for lost, step, kind in product(ENDINGS, ("getLabelUrl", "label"), ENDINGS)
        ),
        *(
            ("accepting", "getTrackNumber", first, step, kind)
            for first, step, kind in product(ENDINGS, ("getLabelUrl", "label"), ENDINGS)
        ),
        *(
            ("accepting", "getLabelUrl", first, "label", kind)
            for first, kind in product(ENDINGS, ENDINGS)
        ),
    ],
    43,
)


@pytest.mark.parametrize("combination", PAIRS, ids=_name)
def test_pair(case_at, combination):
    host, first, first_kind, second, second_kind = combination
    case = case_at(host)
    case.breaks(Fault(first, first_kind), Fault(second, second_kind))
    case.validate()
    case.at_once(case.work, case.work)
    case.recover()
    case.check()


CANCEL_PAIRS = _some(
    [
        *(
            ("createOrder", lost, "cancelOrder", kind)
            for lost, kind in product(LOST, ENDINGS)
        ),
        *(
            ("cancelOrder", first, "cancelOrder", kind)
            for first, kind in product(ENDINGS, ENDINGS)
        ),
        *(
            ("cancelOrder", first, asked, kind)
            for first, asked, kind in product(
                LOST, ("getTrackNumber", "getOrder"), ENDINGS
            )
        ),
        # The carrier has not yet answered the interception.
        *(
            ("interceptOrder", first, "cancelOrder", kind)
            for first, kind in product(ENDINGS, ENDINGS)
        ),
    ],
    37,
)


@pytest.mark.parametrize("combination", CANCEL_PAIRS, ids=_name)
def test_cancel_pair(case_at, combination):
    """Afterwards the transfer is sent again, as a second attempt."""
    first, first_kind, second, second_kind = combination
    case = case_at("accepting")
    case.breaks(Fault(first, first_kind), Fault(second, second_kind))
    case.validate()
    if first == "interceptOrder":
        case.recover()
        case.intercept()
    case.cancel()
    case.recover("cancelled")
    case.check("cancelled")
    case.ship()
    case.recover()
    case.check()


NUMBERLESS = _some(KINDS, 9)


@pytest.mark.parametrize("kind", NUMBERLESS)
def test_line_without_a_number_of_its_own(case_at, kind):
    case = case_at("numberless")
    case.breaks(Fault("createOrder", kind))
    case.validate()
    case.recover()
    case.check()
