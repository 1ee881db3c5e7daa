"""Every fault: what the client sees, and what work the carrier did."""

import errno
import html
import json
import threading
import time

import pytest
import requests
from lxml import etree


def created(carrier):
    return len(carrier.control.orders())


def last_call(carrier, service="createOrder"):
    call = carrier.control.calls(service)[-1]
    return call["outcome"], call["work_done"]


@pytest.mark.parametrize(
    ("kind", "more", "work"),
    [
        ("refuse", {}, False),
        ("timeout_before", {"seconds": 0.2}, False),
        ("timeout_after", {"seconds": 0.2}, True),
        ("reset_after", {}, True),
    ],
)
def test_connections_that_end(carrier, make_order, kind, more, work):
    carrier.control.fault("createOrder", kind, **more)
    started = time.monotonic()
    with pytest.raises(requests.ConnectionError) as caught:
        carrier.raw("createOrder", make_order())
    assert time.monotonic() - started >= more.get("seconds", 0)
    assert (str(errno.ECONNRESET) in str(caught.value)) == (kind == "reset_after")
    assert created(carrier) == work
    assert last_call(carrier) == (f"fault:{kind}", work)
    assert carrier.control.calls("createOrder")[-1]["references"] == ["T-0001"]
    again = carrier.answer("createOrder", make_order())
    assert (again["ask"] == "Failure") == work


@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after"])
def test_a_client_that_gives_up_first_finds_the_state_already_written(
    carrier, make_order, kind
):
    carrier.control.fault("createOrder", kind, seconds=3)
    with pytest.raises(requests.ReadTimeout):
        carrier.raw("createOrder", make_order(), timeout=0.3)
    assert last_call(carrier) == (f"fault:{kind}", kind == "timeout_after")
    assert carrier.answer("getCountry", {})["ask"] == "Success"


@pytest.mark.parametrize("work", [False, True])
@pytest.mark.parametrize(
    ("kind", "status", "content"),
    [
        ("http_500", 500, "<h1>500"),
        ("html_200", 200, "<h1>System"),
        ("empty", 200, None),
        ("soap_fault", 500, "Fault"),
    ],
)
def test_answers_that_are_none(carrier, make_order, kind, status, content, work):
    carrier.control.fault("createOrder", kind, **({"work": True} if work else {}))
    response = carrier.raw("createOrder", make_order())
    assert response.status_code == status
    assert content in response.text if content else response.content == b""
    assert created(carrier) == work and last_call(carrier) == (f"fault:{kind}", work)


def test_any_text_as_the_answer(carrier, make_order):
    carrier.control.fault("createOrder", "answer", text='{"ask": 1e1000000}')
    response = carrier.raw("createOrder", make_order())
    assert "<response>{&quot;ask&quot;: 1e1000000}</response>" in response.text.replace(
        '"', "&quot;"
    )
    assert created(carrier) == 0 and last_call(carrier) == ("fault:answer", False)


def test_work_that_is_done_when_the_client_has_gone(carrier, make_order):
    carrier.control.fault("createOrder", "late", seconds=0.6)
    with pytest.raises(requests.ReadTimeout):
        carrier.raw("createOrder", make_order(), timeout=0.2)
    assert created(carrier) == 0
    time.sleep(0.9)
    assert created(carrier) == 1 and last_call(carrier) == ("fault:late", True)


def test_a_fault_for_some_orders_only(carrier, make_order):
    carrier.control.fault("createOrder", "failure", reference="t-9")
    carrier.control.fault("getTrackNumber", "failure", reference="T-9001")
    carrier.control.fault("label", "failure", reference="T-9001")
    assert carrier.answer("createOrder", make_order())["ask"] == "Success"
    assert (
        carrier.answer("createOrder", make_order(reference_no="T-9001"))["ask"]
        == "Failure"
    )
    assert (
        carrier.answer("createOrder", make_order(reference_no="T-9001"))["ask"]
        == "Success"
    )
    assert [order["reference_no"] for order in carrier.control.orders("t-9")] == [
        "T-9001"
    ]
    assert (
        carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["ask"]
        == "Success"
    )
    assert (
        carrier.answer("getTrackNumber", {"reference_no": ["T-0001", "T-9001"]})["ask"]
        == "Failure"
    )
    statuses = []
    for reference in ("T-0001", "T-9001"):
        url = html.unescape(
            carrier.answer("getLabelUrl", {"reference_no": reference})["url"]
        )
        statuses.append(requests.get(url, timeout=5).status_code)
    assert statuses == [200, 404]


def test_half_a_json_comes_after_the_work(carrier, make_order):
    carrier.control.fault("createOrder", "half_json")
    response = carrier.raw("createOrder", make_order())
    text = etree.fromstring(response.content).findtext(".//response")
    assert text.startswith('{"ask":"Success"') and created(carrier) == 1
    with pytest.raises(ValueError):
        json.loads(text)


def test_failure_with_a_text(carrier, make_order):
    carrier.control.fault("createOrder", "failure", text="余额不足")
    answer = carrier.answer("createOrder", make_order())
    assert answer["ask"] == "Failure" and answer["Error"]["errMessage"] == "余额不足"
    assert created(carrier) == 0 and last_call(carrier) == ("fault:failure", False)


def test_slow(carrier, make_order):
    carrier.control.fault("*", "slow", seconds=0.3)
    started = time.monotonic()
    assert carrier.answer("createOrder", make_order())["ask"] == "Success"
    assert time.monotonic() - started >= 0.3 and last_call(carrier) == (
        "fault:slow",
        True,
    )


def test_a_held_call_keeps_nobody_else_waiting(carrier, make_order):
    carrier.control.fault("createOrder", "slow", seconds=1)
    thread = threading.Thread(target=carrier.raw, args=("createOrder", make_order()))
    thread.start()
    started = time.monotonic()
    assert carrier.answer("getCountry", {})["ask"] == "Success"
    assert time.monotonic() - started < 0.8
    thread.join()


def test_times_skip_and_service(carrier):
    carrier.control.fault("getCountry", "failure", times=2, skip=1)
    answers = [carrier.answer("getCountry", {})["ask"] for _ in range(5)]
    assert answers == ["Success", "Failure", "Failure", "Success", "Success"]
    carrier.control.fault("createOrder", "failure")
    assert carrier.answer("getCountry", {})["ask"] == "Success"
    assert [fault["service"] for fault in carrier.control.faults()] == ["createOrder"]
    carrier.control.clear_faults()
    assert carrier.control.faults() == []
    carrier.control.fault("*", "failure")
    assert (
        carrier.answer("getCountry", {})["ask"] == "Failure"
        and carrier.control.faults() == []
    )


@pytest.mark.parametrize(
    ("kind", "status", "size"),
    [
        ("http_500", 500, None),
        ("html_200", 200, None),
        ("empty", 200, 0),
        ("half_json", 200, None),
        ("failure", 404, None),
        ("slow", 200, None),
    ],
)
def test_faults_of_the_label_download(carrier, kind, status, size):
    carrier.create()
    url = html.unescape(
        carrier.answer("getLabelUrl", {"reference_no": "T-0001"})["url"]
    )
    whole = requests.get(url, timeout=5).content
    carrier.control.fault("label", kind, **({"seconds": 0.1} if kind == "slow" else {}))
    assert carrier.answer("getCountry", {})["ask"] == "Success"
    response = requests.get(url, timeout=5)
    assert response.status_code == status and (response.content == whole) == (
        kind == "slow"
    )
    if kind == "half_json":
        assert (
            whole.startswith(response.content)
            and len(response.content) == len(whole) // 2
        )
    if size is not None:
        assert len(response.content) == size
    assert requests.get(url, timeout=5).content == whole


def test_the_label_download_can_lose_its_connection(carrier):
    carrier.create()
    url = html.unescape(
        carrier.answer("getLabelUrl", {"reference_no": "T-0001"})["url"]
    )
    for kind in ("refuse", "reset_after"):
        carrier.control.fault("label", kind)
        with pytest.raises(requests.ConnectionError):
            requests.get(url, timeout=5)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"kind": "explode"}, "kind is one of"),
        ({"kind": "slow", "times": 0}, "times is at least 1"),
        ({"kind": "slow", "wait": 3}, "A fault has no wait"),
        ({"kind": "refuse", "work": True}, "work can be chosen"),
    ],
)
def test_commands_that_cannot_be_followed(carrier, command, words):
    with pytest.raises(RuntimeError, match=f"400: .*{words}"):
        carrier.control.fault("*", **command)
    assert carrier.control.faults() == []
