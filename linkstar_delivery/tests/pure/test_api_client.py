# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import logging
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from api import Client, errors
from api.messages import (
    BillingWeight,
    Booked,
    Label,
    OrderBox,
    QuoteRequest,
    Service,
    TrackedParcel,
    TrackNumbers,
)
from wire_peer import PDF, PNG, hang_up, http, order, says

OK = {"ask": "Success", "message": "Success", "Error": []}
BOOKED = {
    **OK,
    "reference_no": "R1",
    "order_code": "W1",
    "shipping_method_no": "T1",
    "track_status": "1",
}


def failure(text):
    return says({"ask": "Failure", "message": text})


def test_create_order(peer, client, records, caplog):
    caplog.set_level(logging.INFO)
    peer.script = [says(BOOKED)]
    assert client.create_order(order("R1")) == Booked("R1", "W1", "T1")
    (record,) = records
    assert (record.service, record.references, record.outcome, record.message) == (
        "createOrder",
        ("R1",),
        "ok",
        "",
    )
    assert record.request["Consignee"]["consignee_name"] == "***"
    assert record.answer == BOOKED
    assert 0 < record.seconds < 1
    (line,) = [
        entry.getMessage() for entry in caplog.records if entry.name == "api.calls"
    ]
    assert line.startswith("createOrder R1: ok in ")


def test_what_cannot_be_sent_is_not_sent(peer, client, records):
    with pytest.raises(errors.Refused):
        client.create_order(order("R1", items=()))
    assert peer.requests == []
    assert records == []


@pytest.mark.parametrize(
    "message, kind, outcome",
    [
        ("参考单号已存在", errors.AlreadyExists, "refused"),
        ("The weight is too high", errors.Refused, "refused"),
        ("appKey is wrong", errors.AccessDenied, "denied"),
        ("系统繁忙", errors.Unavailable, "unavailable"),
    ],
)
def test_outcomes(peer, client, records, message, kind, outcome):
    peer.script = [failure(message)]
    with pytest.raises(kind) as caught:
        client.create_order(order("R1"))
    assert caught.value.service == "createOrder"
    assert (records[0].outcome, records[0].message) == (outcome, message)


def test_messages_in_records_name_no_person_but_the_error_does(peer, client, records):
    peer.script = [failure("Teststr. 1 is not in Berlin")]
    with pytest.raises(errors.Refused, match=r"Teststr\. 1 is not in Berlin"):
        client.create_order(order("R1"))
    assert records[0].message == "*** is not in ***"
    assert records[0].answer["message"] == "*** is not in ***"


def test_a_failing_log_loses_no_booking(peer, caplog):
    def broken(_record):
        raise RuntimeError("disk full")

    peer.script = [says(BOOKED)]
    assert (
        Client(peer.url, "t", "k", on_call=broken).create_order(order("R1")).waybill
        == "W1"
    )
    assert "could not be saved" in caplog.text


NUMBERS = {
    **OK,
    "data": [{"OrderNumber": "R1", "TrackingNumber": "T1", "WayBillNumber": "W1"}],
}
NO_NUMBERS = {**OK, "data": []}


@pytest.mark.parametrize(
    "script, expected, asked",
    [
        ([says(NUMBERS)], Booked("R1", "W1", "T1"), ["getTrackNumber"]),
        (
            [
                says(
                    {
                        **OK,
                        "data": [
                            {
                                "OrderNumber": "R1",
                                "TrackingNumber": "",
                                "WayBillNumber": "W1",
                            }
                        ],
                    }
                )
            ],
            Booked("R1", "W1", None, number_pending=True),
            ["getTrackNumber"],
        ),
        (
            [
                says(NO_NUMBERS),
                says({**OK, "data": {"reference_no": "R1", "order_code": "W1"}}),
            ],
            Booked("R1", "W1", None, number_pending=True),
            ["getTrackNumber", "getOrder"],
        ),
        (
            [says(NO_NUMBERS), failure("订单不存在")],
            None,
            ["getTrackNumber", "getOrder"],
        ),
        (
            [says(NO_NUMBERS), says({**OK, "data": []})],
            None,
            ["getTrackNumber", "getOrder"],
        ),
        (
            [failure("Order not found"), failure("Order not found")],
            None,
            ["getTrackNumber", "getOrder"],
        ),
        (
            [failure("What?"), failure("Order not found")],
            None,
            ["getTrackNumber", "getOrder"],
        ),
        (
            [
                says({**OK, "data": [{"OrderNumber": "R1", "TrackingNumber": "T1"}]}),
                failure("Order not found"),
            ],
            Booked("R1", "", "T1"),
            ["getTrackNumber", "getOrder"],
        ),
    ],
)
def test_find_order(peer, client, script, expected, asked):
    peer.script = script
    assert client.find_order("R1") == expected
    assert [service for service, _params in peer.calls] == asked


@pytest.mark.parametrize(
    "script, kind",
    [
        ([hang_up], errors.Unavailable),
        ([says(NO_NUMBERS), hang_up], errors.Unavailable),
        ([says(NO_NUMBERS), says("<html>")], errors.Unavailable),
        ([says(NO_NUMBERS), failure("系统繁忙，请稍后再试")], errors.Unavailable),
        ([says(NO_NUMBERS), says({"ask": "Failure"})], errors.Unclear),
        ([says(NO_NUMBERS), failure("接口不存在")], errors.Unsupported),
        ([says(NO_NUMBERS), failure("What?")], errors.Refused),
        (
            [says({"ask": "Failure", "err_code": 1, "message": "no token"})],
            errors.AccessDenied,
        ),
    ],
)
def test_not_knowing_is_never_not_there(peer, client, script, kind):
    peer.script = script
    with pytest.raises(kind) as caught:
        client.find_order("R1")
    assert type(caught.value) is kind


def test_cancel_and_intercept(peer, client):
    peer.script = [says(OK)]
    assert client.cancel_order("R1") is True
    assert client.intercept_order("R1", "wrong\naddress") is None
    assert peer.calls == [
        ("cancelOrder", {"reference_no": "R1", "type": 2}),
        (
            "interceptOrder",
            {"reference_no": "R1", "type": 2, "hold_on_remark": "wrong address"},
        ),
    ]
    peer.script = [failure("已签入的订单不能取消")]
    with pytest.raises(errors.Refused, match="已签入"):
        client.cancel_order("R1")


def test_numbers(peer, client):
    peer.script = [says(NUMBERS)]
    assert client.track_numbers(["R1", "R2"]) == {"R1": TrackNumbers("R1", "W1", "T1")}
    peer.script = [failure("没有找到")]
    assert client.track_numbers(["R1"]) == {}
    assert (
        client.number_changes(
            datetime(2026, 1, 1, tzinfo=timezone.utc),
            datetime(2026, 1, 2, tzinfo=timezone.utc),
            "R1",
        )
        == []
    )
    assert peer.calls[-1] == (
        "getTrackingNumberChangeRecord",
        {
            "shipper_hawbcode": "R1",
            "start_date": "2026-01-01 08:00:00",
            "end_date": "2026-01-02 08:00:00",
        },
    )


def link(peer, path="/label/1.pdf?a=1&amp;b=2"):
    return says({**OK, "url": peer.url + path, "type": "pdf"})


def test_a_label_behind_a_link(peer, client, records):
    peer.script = [link(peer), http(PDF, content_type="application/octet-stream")]
    assert client.label("R1", size="a4", content="all") == Label(PDF, "application/pdf")
    assert peer.calls == [
        (
            "getLabelUrl",
            {"reference_no": "R1", "type": 2, "label_type": 2, "label_content_type": 6},
        )
    ]
    head, _body = peer.requests[1]
    assert head.startswith("GET /label/1.pdf?a=1&b=2 HTTP/1.1")
    assert "TOKEN-abc" not in head
    assert [(record.service, record.outcome) for record in records] == [
        ("getLabelUrl", "ok"),
        ("label download", "ok"),
    ]
    assert records[1].request == {"url": f"{peer.url}/***"}


@pytest.mark.parametrize(
    "source",
    [
        base64.b64encode(PNG).decode(),
        "data:image/png;base64," + base64.b64encode(PNG).decode(),
        base64.encodebytes(PNG * 20).decode(),
    ],
)
def test_a_label_in_the_answer(peer, client, source):
    peer.script = [says({**OK, "url": source, "type": "png"})]
    label = client.label("R1")
    assert label.content.startswith(PNG)
    assert label.media_type == "image/png"
    assert len(peer.requests) == 1


def test_a_relative_link_and_redirections_at_home(peer, client):
    peer.script = [
        says({**OK, "url": "/label/1"}),
        http(b"", "302 Found", headers=["Location: other.pdf"]),
        http(b"", "301 Moved", headers=[f"Location: {peer.url}/third.pdf"]),
        http(PDF),
    ]
    assert client.label("R1").content == PDF
    assert [head.split()[1] for head, _body in peer.requests[1:]] == [
        "/label/1",
        "/label/other.pdf",
        "/third.pdf",
    ]


@pytest.mark.parametrize(
    "script, kind, text",
    [
        ([says({**OK, "url": ""})], errors.NotReady, "no label"),
        ([failure("标签生成中")], errors.NotReady, "标签生成中"),
        ([failure("订单不存在")], errors.NotFound, "订单不存在"),
        (
            [link, http(b"", "404 Not Found")],
            errors.NotReady,
            "not available at its address yet",
        ),
        ([link, http(b"", "500 Oops")], errors.Unavailable, "HTTP status 500"),
        (
            [link, http(b"<html>expired")],
            errors.Unavailable,
            "not a complete PDF or PNG file",
        ),
        (
            [link, http(PDF[:-8])],
            errors.Unavailable,
            "not a complete PDF or PNG file",
        ),
        (
            [link, http(PNG[:-8])],
            errors.Unavailable,
            "not a complete PDF or PNG file",
        ),
        ([link, http(b"")], errors.Unavailable, "not a complete PDF or PNG file"),
        (
            [link, http(b"%PDF" + b"x" * 21 * 1024 * 1024)],
            errors.Unavailable,
            "larger than 20 MB",
        ),
        ([link, hang_up], errors.Unavailable, "ended before"),
        (
            [link, http(b"", "302 Found", headers=["Location: /again"])],
            errors.Unavailable,
            "HTTP status 302",
        ),
        ([says({**OK, "url": "https://[bad"})], errors.Unavailable, "not a valid URL"),
        (
            [says({**OK, "url": "file:///etc/passwd"})],
            errors.Unavailable,
            "not a valid URL",
        ),
        (
            [says({**OK, "url": "javascript:alert(1)"})],
            errors.Unavailable,
            "not a valid URL",
        ),
    ],
)
def test_no_label(peer, client, script, kind, text):
    peer.script = [link(peer) if behave is link else behave for behave in script]
    with pytest.raises(errors.CarrierError, match=text) as caught:
        client.label("R1")
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    "url",
    [
        "https://files.example/1.pdf",
        "http://files.example/1.pdf",
        "http://127.0.0.1:1/1.pdf",
        "http://127.0.0.2/1.pdf",
        "http://localhost/1.pdf",
        "http://[::1]/1.pdf",
        "http://169.254.169.254/latest/meta-data",
        "//files.example/1.pdf",
        "http://127.0.0.1@files.example/1.pdf",
    ],
)
def test_labels_from_foreign_hosts_are_refused(peer, client, url):
    direct = [says({**OK, "url": url})]
    redirected = [link(peer), http(b"", "302 Found", headers=[f"Location: {url}"])]
    for script in (direct, redirected):
        expected, peer.script, peer.requests = len(script), script, []
        with pytest.raises(errors.Misconfigured, match="Allow this host"):
            client.label("R1")
        assert len(peer.requests) == expected


def test_further_label_hosts(peer):
    peer.script = [says({**OK, "url": f"http://localhost:{peer.port}/1"}), http(PDF)]
    client = Client(peer.url, "t", "k", label_hosts=[f"Localhost:{peer.port}"])
    assert client.label("R1").content == PDF
    client = Client("https://carrier.example", "t", "k", label_hosts=["files.example"])
    with pytest.raises(errors.Misconfigured, match="http://"):
        client._downloads.fetch("http://files.example/1.pdf")


def test_tracking_in_chunks(peer, client):
    peer.script = [says({**OK, "Data": [{"Code": "W1", "Status": "IR"}]})]
    codes = [f"W{number}" for number in range(1, 121)]
    found = client.track(codes, "waybill", "CN")
    assert [parcel.code for parcel in found] == codes
    assert found[0] == TrackedParcel("W1", status_code="IR")
    assert [
        (service, len(params["codes"]), params["type"], params["lang"])
        for service, params in peer.calls
    ] == [
        ("getCargoTrack", 50, 1, "CN"),
        ("getCargoTrack", 50, 1, "CN"),
        ("getCargoTrack", 20, 1, "CN"),
    ]
    peer.script, peer.requests = [failure("单号不存在")], []
    assert client.track(["W1", "W2"], per_call=1) == [
        TrackedParcel("W1"),
        TrackedParcel("W2"),
    ]
    assert [params for _service, params in peer.calls] == [
        {"codes": ["W1"], "lang": "EN"},
        {"codes": ["W2"], "lang": "EN"},
    ]


def test_money(peer, client):
    peer.script = [says({**OK, "data": [{"ServiceCode": "EU", "TotalFee": "3.5"}]})]
    request = QuoteRequest("DE", Decimal(1), "10115", boxes=(OrderBox(Decimal(1)),))
    (quote,) = client.quote(request)
    assert (quote.service_code, quote.total, quote.currency) == (
        "EU",
        Decimal("3.5"),
        None,
    )
    peer.script = [failure("no line for this country")]
    with pytest.raises(errors.Refused):
        client.quote(request)
    peer.script = [says({**OK, "data": {"TotalFee": "3.5", "SettleWeight": "1"}})]
    assert client.charges("R1").total == Decimal("3.5")
    for nothing in (
        says({**OK, "data": []}),
        failure("没有查询到费用"),
        failure("费用未生成"),
    ):
        peer.script = [nothing]
        assert client.charges("R1") is None
    peer.script = [says({**OK, "Data": [{"Code": "W1", "chargeweight": "0.5"}]})]
    assert client.billing_weights(["W1"]) == [BillingWeight("W1", Decimal("0.5"))]


def test_the_contract(peer, client):
    peer.script = [says({**OK, "data": [{"code": "EU"}, {"code": "EX"}]})]
    assert client.services("DE") == [Service("EU"), Service("EX")]
    assert client.ping() == 2
    assert [params for _service, params in peer.calls] == [{"country_code": "DE"}, {}]
    peer.script = [says({**OK, "data": [{"CountryCode": "DE"}]})]
    assert [country.code for country in client.countries()] == ["DE"]
    peer.script = [says({**OK, "data": [{"extra_service_kind": "A1"}]})]
    assert [extra.code for extra in client.extra_services("EU", "DE")] == ["A1"]
    peer.script = [
        says({"ask": "Failure", "err_code": 1, "message": "customer 7 is unknown"})
    ]
    with pytest.raises(errors.AccessDenied):
        client.ping()


def test_the_log_line_of_many_references(peer, client, caplog):
    caplog.set_level(logging.INFO)
    peer.script = [says(NO_NUMBERS)]
    client.track_numbers(["R1", "R\n2", "R3", "R4", "R5"])
    assert "getTrackNumber R1, R 2, R3 and 2 more: ok in" in caplog.text


def test_no_call_outlives_what_is_promised(client):
    assert client.longest_call == pytest.approx(1 + 3 * 0.5)
