"""The control interface, the state after a crash, the program itself."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from sandbox import client
from sandbox.app import Sandbox
from sandbox.client import start, start_several
from sandbox.control import is_local
from sandbox.store import Store
from werkzeug.test import Client


def test_calls_are_kept_without_credentials_and_addresses(carrier):
    carrier.create()
    carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})
    calls = carrier.control.calls()
    assert [call["service"] for call in calls] == ["createOrder", "getTrackNumber"]
    assert set(calls[0]) == {
        "id",
        "time",
        "service",
        "references",
        "outcome",
        "work_done",
    }
    text = json.dumps(calls)
    assert not any(
        secret in text
        for secret in ("sandbox-token", "sandbox-key", "Großmann", "Königstraße")
    )


def test_calls_are_found_by_service_and_reference(carrier):
    waybill = carrier.create()["order_code"]
    carrier.create(reference_no="T-0002")
    carrier.answer("getOrder", {"reference_no": waybill})
    assert len(carrier.control.calls("createOrder")) == 2
    assert [call["service"] for call in carrier.control.calls(reference="t-0001")] == [
        "createOrder",
        "getOrder",
    ]
    assert len(carrier.control.calls("createOrder", "T-0002")) == 1


def test_orders_are_told_whole(carrier, make_order):
    answer = carrier.create()
    found = carrier.control.order("t-0001")
    assert found["request"] == make_order() and found["waybill"] == answer["order_code"]
    assert (
        found["tracking_number"] == answer["shipping_method_no"]
        and found["state"] == "forecast"
    )
    assert [order["reference_no"] for order in carrier.control.orders()] == ["T-0001"]
    assert carrier.control.order("nothing") is None
    carrier.create(reference_no="A/B 1")
    assert carrier.control.order("A/B 1")["reference_no"] == "A/B 1"


def test_the_clock_moves_and_comes_back(carrier):
    assert (
        carrier.control.set_clock("2030-01-01T12:00:00")["now"]
        == "2030-01-01T12:00:00+08:00"
    )
    assert carrier.control.advance(days=1, hours=1)["now"].startswith(
        "2030-01-02T13:00:0"
    )
    carrier.control.reset()
    assert carrier.control.clock()["offset_hours"] == 0
    for command in (
        {},
        {"now": "soon"},
        {"now": "2030-01-01", "advance_hours": 1},
        {"advance_hours": "x"},
    ):
        assert (
            requests.post(
                f"{carrier.url}/control/clock", json=command, timeout=5
            ).status_code
            == 400
        )


def test_many_at_once_make_one_order_a_reference(carrier, make_order):
    references = [f"T-{number % 10}" for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda r: carrier.answer("createOrder", make_order(reference_no=r)),
                references,
            )
        )
    assert (
        sum(answer["ask"] == "Success" for answer in answers)
        == 10
        == len(carrier.control.orders())
    )
    assert len(carrier.control.calls("createOrder")) == 60


def test_numbering_goes_on_after_a_reset(carrier):
    first = carrier.create()["order_code"]
    carrier.control.reset()
    assert carrier.create()["order_code"] != first


def test_what_is_kept_comes_back_as_it_was(carrier):
    carrier.create()
    carrier.control.keep()
    before = carrier.control.orders(), carrier.control.calls()
    for _again in range(2):
        carrier.control.reset()
        assert not carrier.control.orders()
        carrier.control.recall()
        assert (carrier.control.orders(), carrier.control.calls()) == before
        carrier.answer("cancelOrder", {"reference_no": "T-0001", "type": 2})
        assert carrier.control.orders()[0]["state"] == "cancelled"
    with pytest.raises(RuntimeError, match="reset first"):
        carrier.control.recall()


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("", False),
        (None, False),
    ],
)
def test_which_peers_are_local(address, local):
    assert is_local(address) is local


def test_others_may_call_and_not_control():
    web = Client(Sandbox(Store(":memory:"), "t", "k"))
    away = {"REMOTE_ADDR": "192.0.2.7"}
    assert web.get("/default/svc/wsdl", environ_overrides=away).status_code == 200
    assert (
        web.get(
            "/control/orders",
            environ_overrides=away,
            headers={"X-Forwarded-For": "127.0.0.1"},
        ).status_code
        == 403
    )
    assert web.post("/control/reset", environ_overrides=away).status_code == 403
    here = {"REMOTE_ADDR": "127.0.0.1"}
    assert web.get("/control/orders", environ_overrides=here).status_code == 200
    assert (
        web.post(
            "/control/reset",
            environ_overrides=here,
            headers={"Origin": "http://example.org"},
        ).status_code
        == 403
    )


def test_unknown_paths(carrier):
    for path in (
        "control/nothing",
        "control/clock/x",
        "control/__class__",
        "nothing",
        "control/respond",
    ):
        assert requests.get(f"{carrier.url}/{path}", timeout=5).status_code == 404


def test_the_state_survives_being_killed(tmp_path, caller_of, make_order):
    state = tmp_path / "folder" / "state.sqlite"
    server = start(state=state)
    carrier = caller_of(server)
    created = carrier.create()
    server.control.advance(days=20)
    server.control.profile(junk=True)
    server.control.fault("createOrder", "timeout_after", seconds=30)
    with pytest.raises(requests.ReadTimeout):
        carrier.raw("createOrder", make_order(reference_no="T-0002"), timeout=0.5)
    server.control.fault("getCountry", "refuse")
    server.kill()
    with start(state=state) as again:
        assert [order["reference_no"] for order in again.control.orders()] == [
            "T-0001",
            "T-0002",
        ]
        assert again.control.order("T-0001")["waybill"] == created["order_code"]
        assert again.control.order("T-0001")["state"] == "delivered"
        assert again.control.profile()["junk"] is True
        assert [fault["kind"] for fault in again.control.faults()] == ["refuse"]
        assert again.control.calls()[-1]["outcome"] == "fault:timeout_after"


def test_options_and_an_orderly_end(caller_of):
    server = start(
        0,
        "memory",
        sys.executable,
        "--token",
        "one",
        "--key",
        "two",
        "--clock",
        "2026-01-02T03:04:05+08:00",
    )
    carrier = caller_of(server)
    assert carrier.answer("getCountry", {})["ask"] == "Failure"
    assert carrier.answer("getCountry", {}, token="one", key="two")["ask"] == "Success"
    assert server.control.clock()["now"].startswith("2026-01-02T03:04:")
    server.control.advance(days=9)
    server.control.reset()
    assert server.control.clock()["now"].startswith("2026-01-02T03:04:")
    assert server.stop() == 0


def test_a_taken_port_is_said(server):
    port = server.url.rsplit(":", 1)[1]
    command = [sys.executable, "-c", f"from sandbox.client import start; start({port})"]
    folder = {"PYTHONPATH": str(Path(client.__file__).parents[1])}
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, env=folder, timeout=20
    )
    assert (
        "did not start" in ended.stderr
        and "already in use" in ended.stderr + ended.stdout
    )


def test_several_carriers_of_one_process_are_independent():
    first, second = start_several(2)
    try:
        first.control.fault("createOrder", "refuse")
        first.control.profile(duplicates="accepted")
        assert len(first.control.faults()) == 1
        assert second.control.faults() == []
        assert first.control.profile()["duplicates"] == "accepted"
        assert second.control.profile()["duplicates"] == "refused"
    finally:
        assert [server.stop() for server in (first, second)] == [0, 0]
