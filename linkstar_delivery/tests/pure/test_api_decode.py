# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import datetime, timezone

import pytest
from api import decode, errors
from api.messages import (
    Booked,
    NumberChange,
    TrackNumbers,
)


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "envelope, expected",
    [
        (
            {
                "reference_no": "R1",
                "shipping_method_no": "",
                "order_code": "W1",
                "track_status": "2",
                "agent_number": "",
            },
            Booked("R1", "W1", None, number_pending=True),
        ),
        (
            {
                "refrence_no": "r1",
                "shipping_method_no": "T1",
                "order_code": "W1",
                "track_status": 1,
            },
            Booked("R1", "W1", "T1"),
        ),
        ({"order_code": "W1", "shipping_method_no": "T1"}, Booked("R1", "W1", "T1")),
        (
            {"order_code": "W1", "shipping_method_no": "T1", "track_status": "2"},
            Booked("R1", "W1", "T1", number_pending=True),
        ),
        (
            {"order_code": "W1", "shipping_method_no": "W1"},
            Booked("R1", "W1", None, number_pending=True),
        ),
        (
            {"order_code": "W1", "shipping_method_no": "W1", "track_status": "1"},
            Booked("R1", "W1", "W1"),
        ),
        (
            {"order_code": "W1", "shipping_method_no": "W1", "track_status": "2"},
            Booked("R1", "W1", None, number_pending=True),
        ),
        (
            {"order_code": "W1", "shipping_method_no": "", "track_status": "3"},
            Booked("R1", "W1"),
        ),
        (
            {"order_code": "W1", "track_status": "1"},
            Booked("R1", "W1", None, number_pending=True),
        ),
        ({"order_code": 123, "shipping_method_no": 456}, Booked("R1", "123", "456")),
        (
            {"data": {"order_code": "W1", "shipping_method_no": "T1", "ODA": "Y"}},
            Booked("R1", "W1", "T1", remote_area=True),
        ),
        (
            {"Data": [{"order_code": "W1", "shipping_method_no": "T1", "ODA": 0}]},
            Booked("R1", "W1", "T1"),
        ),
        (
            {"result": '{"order_code": "W1", "shipping_method_no": "T1"}'},
            Booked("R1", "W1", "T1"),
        ),
        (
            {
                "data": [
                    {"reference_no": "X", "order_code": "W9"},
                    {"reference_no": "R1", "order_code": "W1", "TrackingNumber": "T1"},
                ]
            },
            Booked("R1", "W1", "T1"),
        ),
    ],
)
def test_booked(envelope, expected):
    assert decode.booked(envelope, "R1") == expected


def test_an_answer_that_leaves_doubt_is_not_a_booking():
    with pytest.raises(errors.Unavailable, match="sent no waybill number"):
        decode.booked({"ask": "Success"}, "R1")
    with pytest.raises(errors.Unavailable, match="about the order R2 instead of R1"):
        decode.booked({"reference_no": "R2", "order_code": "W2"}, "R1")


def test_only_an_answer_that_carries_nothing_means_not_there():
    for nothing in ({}, {"data": []}, {"data": None}, {"Data": ""}, {"result": {}}):
        assert decode.found_order({"ask": "Success", **nothing}, "R1") is None
    assert decode.found_order({"data": {"order_code": "W1"}}, "R1") == Booked(
        "R1", "W1", None, number_pending=True
    )
    for doubtful in (
        {"data": {"other": "W1"}},
        {"reference_no": "R1"},
        {"data": [{"reference_no": "R2", "order_code": "W2"}]},
    ):
        with pytest.raises(errors.Unavailable):
            decode.found_order(doubtful, "R1")


@pytest.mark.parametrize(
    "envelope, expected",
    [
        ({"data": []}, {}),
        (
            {
                "data": [
                    {"OrderNumber": "R1", "TrackingNumber": "", "WayBillNumber": ""}
                ]
            },
            {},
        ),
        (
            {
                "data": [
                    {"OrderNumber": "r1", "TrackingNumber": "T1", "WayBillNumber": "W1"}
                ]
            },
            {"R1": TrackNumbers("R1", "W1", "T1")},
        ),
        (
            {"Data": {"OrderNumber": "R1", "WaybillNumber": "W1"}},
            {"R1": TrackNumbers("R1", "W1")},
        ),
        (
            {
                "result": [
                    {
                        "OrderNumber": "R2",
                        "WaybillNumber": "W2",
                        "TrackingNumber": None,
                    },
                    {"OrderNumber": "X", "WaybillNumber": "W9"},
                ]
            },
            {"R2": TrackNumbers("R2", "W2")},
        ),
        (
            {
                "data": [
                    {
                        "OrderNumber": "R1",
                        "WaybillNumber": "W1",
                        "TrackingNumber": "T1",
                        "trackingnumberlist": {"U001": "T1", "U002": 2},
                    }
                ]
            },
            {"R1": TrackNumbers("R1", "W1", "T1", {"U001": "T1", "U002": "2"})},
        ),
        (
            {
                "data": [
                    {
                        "OrderNumber": "R1",
                        "WaybillNumber": "W1",
                        "trackingnumberlist": [
                            {"box_number": "U001", "TrackingNumber": "T1"},
                            {"box_number": "U002", "tracking_number": "T2"},
                            {"box_number": "U003"},
                        ],
                    }
                ]
            },
            {"R1": TrackNumbers("R1", "W1", None, {"U001": "T1", "U002": "T2"})},
        ),
        (
            {"data": '[{"OrderNumber":"R1","WaybillNumber":"W1"}]'},
            {"R1": TrackNumbers("R1", "W1")},
        ),
    ],
)
def test_track_numbers(envelope, expected):
    assert decode.track_numbers(envelope, ["R1", "R2"]) == expected


def test_an_unnamed_number_belongs_to_the_only_reference_asked():
    envelope = {"data": [{"WaybillNumber": "W1"}]}
    assert decode.track_numbers(envelope, ["R1"]) == {"R1": TrackNumbers("R1", "W1")}
    assert decode.track_numbers(envelope, ["R1", "R2"]) == {}


def test_number_changes():
    envelope = {
        "data": [
            {
                "shipper_hawbcode": "R1",
                "shipping_method_no": "T3",
                "old_shipping_method_no": "T2",
                "create_date": "2026-01-03 08:00:00",
            },
            {
                "shipper_hawbcode": "R1",
                "shipping_method_no": "T2",
                "old_shipping_method_no": "T1",
                "create_date": "2026-01-02 08:00:00",
            },
            {"shipper_hawbcode": "R1", "shipping_method_no": "", "create_date": "x"},
        ]
    }
    assert decode.number_changes(envelope) == [
        NumberChange("R1", "T1", "T2", utc(2026, 1, 2)),
        NumberChange("R1", "T2", "T3", utc(2026, 1, 3)),
    ]
    assert decode.number_changes({"data": []}) == []


@pytest.mark.parametrize(
    "envelope",
    [
        {"url": "http://x/1", "type": "pdf"},
        {"data": {"url": " http://x/1 "}},
        {"Data": [{"lable_url": "http://x/1"}]},
        {"url": ["http://x/1"]},
        {"data": "http://x/1"},
        {"data": ["http://x/1"]},
        {"URL": "http://x/1"},
    ],
)
def test_where_a_label_is(envelope):
    assert decode.label_source(envelope) == "http://x/1"


@pytest.mark.parametrize(
    "envelope",
    [{}, {"url": ""}, {"url": None}, {"data": []}, {"url": [], "data": {"url": ""}}],
)
def test_no_label_yet(envelope):
    with pytest.raises(errors.NotReady):
        decode.label_source(envelope)
