# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re
import time
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from api import decode, values
from api.messages import (
    BillingWeight,
    Charges,
    ExtraService,
    Quote,
    ServedCountry,
    Service,
    TrackedParcel,
    TrackEvent,
)


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def test_tracking():
    long = "货" * 2000
    envelope = {
        "Data": [
            {
                "Code": "w1",
                "Country_code": "de",
                "Status": "CC",
                "New_date": "2026-01-05 10:00:00",
                "New_Comment": "Delivered",
                "WaybillNumber": "W1",
                "TrackingNumber": "T1",
                "Detail": [
                    {
                        "Occur_date": "2026-01-05 10:00:00",
                        "Status": "CC",
                        "Comment": "Delivered &amp; signed",
                        "track_area": "Berlin",
                    },
                    {
                        "Occur_date": "2026-01-04 00:30:00",
                        "Status": "",
                        "Comment": long,
                    },
                    {
                        "Occur_date": "2026-01-04 00:30:00",
                        "Status": "AF",
                        "Comment": "Arrived<br/>at hub",
                    },
                    {"Occur_date": "", "Status": "XX", "Comment": "No time"},
                    {"Occur_date": "2026-01-03 00:30:00"},
                ],
            },
            {"Code": "W2", "Detail": [], "Status": ""},
            {
                "TrackingNumber": "T3",
                "Status": "NO",
                "New_date": "2026-01-01 08:00:00",
                "New_Comment": "Known",
                "Detail": None,
            },
        ]
    }
    assert decode.tracked(envelope, ["W1", "W2", "T3", "W4"]) == [
        TrackedParcel(
            code="W1",
            waybill="W1",
            tracking_number="T1",
            country="DE",
            status_code="CC",
            events=(
                TrackEvent(utc(2026, 1, 3, 16, 30), "AF", "Arrived\nat hub"),
                TrackEvent(utc(2026, 1, 3, 16, 30), "", long),
                TrackEvent(utc(2026, 1, 5, 2, 0), "XX", "No time"),
                TrackEvent(utc(2026, 1, 5, 2, 0), "CC", "Delivered & signed", "Berlin"),
            ),
        ),
        TrackedParcel("W2"),
        TrackedParcel(
            "T3",
            tracking_number="T3",
            status_code="NO",
            events=(TrackEvent(utc(2026, 1, 1), "NO", "Known"),),
        ),
        TrackedParcel("W4"),
    ]
    assert decode.tracked(
        {
            "Data": {
                "Code": "W1",
                "Detail": {"Occur_date": "2026-01-01 08:00:00", "Comment": "Known"},
            }
        },
        ["W1"],
    ) == [TrackedParcel("W1", events=(TrackEvent(utc(2026, 1, 1), "", "Known"),))]
    assert decode.tracked({}, ["W1"]) == [TrackedParcel("W1")]


def test_quotes():
    item = {
        "ServiceCode": "EU-STD",
        "ServiceCnName": "欧洲专线",
        "ServiceEnName": "Europe Standard",
        "FreightFee": "30.00",
        "FuelFee": "2.5",
        "RegisteredFee": "",
        "OtherFee": 1,
        "TotalFee": Decimal("33.5"),
        "Effectiveness": "7-12",
        "Traceability": "Y",
        "VolumeCharge": "5000",
        "ChargeWeight": "420",
        "ChargeWeightUnit": "G",
        "Remark": "no <b>batteries</b>",
    }
    quote = Quote(
        service_code="EU-STD",
        total=Decimal("33.5"),
        name_en="Europe Standard",
        name_cn="欧洲专线",
        freight=Decimal(30),
        fuel=Decimal("2.5"),
        other=Decimal(1),
        days_min=7,
        days_max=12,
        billable_weight=Decimal("0.42"),
        divisor=Decimal(5000),
        tracked=True,
        remark="no batteries",
    )
    assert decode.quotes(
        {"data": [item, {"ServiceCode": "EU-BAT", "TotalFee": ""}, {"TotalFee": 3}]}
    ) == [quote]
    assert decode.quotes({"Data": {**item, "TotalFee": None}}) == [quote]
    assert decode.quotes({"data": []}) == []


def test_charges():
    item = {
        "CountryCode": "DE",
        "CustomerOrderNumber": "r1",
        "TrackingNumber": "T1",
        "WaybillNumber": "W1",
        "SettleWeight": "0.450",
        "Freight": "1,030.00",
        "FuelCharge": 2,
        "Register": "0.00",
        "HandlingFee": None,
        "OtherFee": "-1.5",
        "TotalFee": "1030.50",
    }
    charges = Charges(
        reference_no="R1",
        amounts=(
            ("freight", Decimal(1030)),
            ("fuel", Decimal(2)),
            ("other", Decimal("-1.5")),
        ),
        total=Decimal("1030.5"),
        settled_weight=Decimal("0.45"),
        waybill="W1",
        tracking_number="T1",
        country="DE",
    )
    for data in (
        item,
        [item],
        {"0": item},
        [{**item, "CustomerOrderNumber": "R9"}, item],
    ):
        assert decode.charges({"data": data}, "R1") == charges
    assert decode.charges({"Data": {**item, "TotalFee": "0.00"}}, "R1") == charges
    twice = decode.charges({"data": [item, item]}, "R1")
    assert twice.total == Decimal(2061)
    assert twice.amounts == (
        ("freight", Decimal(2060)),
        ("fuel", Decimal(4)),
        ("other", Decimal(-3)),
    )
    assert twice.settled_weight == Decimal("0.45")
    for data in (
        [],
        {},
        None,
        "",
        {"Freight": "0.00", "TotalFee": "0"},
        [{**item, "CustomerOrderNumber": "R9"}],
    ):
        assert decode.charges({"data": data}, "R1") is None


def test_lists():
    assert decode.billing_weights(
        {
            "Data": [
                {"Code": "W1", "chargeweight": "0.5", "message": ""},
                {"Code": "W2", "message": "无"},
            ]
        }
    ) == [
        BillingWeight("W1", Decimal("0.5")),
        BillingWeight("W2", None, "无"),
    ]
    service = {
        "code": "EU",
        "cn_name": "欧",
        "en_name": "Europe",
        "group_code": "G",
        "track_status": "Y",
        "aging": "3-11",
        "note": "n",
    }
    assert decode.services(
        {
            "data": [
                service,
                {"code": "X", "track_status": "", "aging": None},
                {"code": ""},
            ]
        }
    ) == [
        Service("EU", "Europe", "欧", "G", True, 3, 11, "n"),
        Service("X"),
    ]
    assert decode.countries(
        {
            "data": [
                {"CountryCode": "DE", "CName": "德国", "EName": "Germany"},
                {
                    "country_code": "fr",
                    "country_name": "法国",
                    "country_name_en": "France",
                },
            ]
        }
    ) == [ServedCountry("DE", "Germany", "德国"), ServedCountry("FR", "France", "法国")]
    extra = {
        "extra_service_kind": "A1",
        "extra_service_cnname": "保险",
        "extra_service_enname": "Insurance",
        "extra_service_group": "I",
        "extra_service_note": "",
    }
    assert decode.extra_services({"data": extra}) == [
        ExtraService("A1", "Insurance", "保险", "I")
    ]


@pytest.mark.parametrize(
    "value, expected",
    [
        ("1.50", Decimal("1.5")),
        (" 1,234.5 ", Decimal("1234.5")),
        (3, Decimal(3)),
        (Decimal("0.1"), Decimal("0.1")),
        ("", None),
        (None, None),
        (True, None),
        ("1,5", None),
        ("abc", None),
        ("NaN", None),
        ("1e999999", None),
        ([], None),
    ],
)
def test_numbers(value, expected):
    assert values.number(value) == expected


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2026-01-01 08:00:00", utc(2026, 1, 1)),
        ("2026/1/1 8:00", utc(2026, 1, 1)),
        ("2026-01-01", utc(2025, 12, 31, 16)),
        ("2026-01-01T08:00:00.123Z", utc(2026, 1, 1, 8)),
        ("2026-01-01T08:00:00+01:00", utc(2026, 1, 1, 7)),
        ("2026-01-01 08:00:00 +0800", utc(2026, 1, 1)),
        ("0000-00-00 00:00:00", None),
        ("2026-02-30 08:00:00", None),
        ("0001-01-01 00:00:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments(value, expected):
    assert values.moment(value) == expected


@pytest.mark.parametrize(
    "value, expected",
    [
        ("7-12", (7, 12)),
        ("12~7天", (7, 12)),
        ("7", (7, 7)),
        (7, (7, 7)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_days(value, expected):
    assert values.days(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<<b>script>alert(1)<</b>/script>", "alert(1)"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"),
        ("&amp;lt;script&amp;gt;alert(1)", "alert(1)"),
        ("&amp;amp;amp;lt;img src=x onerror=y&amp;amp;amp;gt;hello", "hello"),
        ("<<<b>i>b>deep<</</b>i>/b>", "deep"),
        ("&<b></b>lt;script&g<i></i>t;x", "x"),
        ("<scr<script>ipt>x", "x"),
        (f"<img src='{'y' * 5000}'>long", "long"),
        ("<!-- <b> -->seen", "seen"),
        ("<!doctype html><?xml version='1.0'?>seen", "seen"),
        ("5 < 6 and 7 > 3, a<b", "5 < 6 and 7 > 3, a< b"),
        ("one<br/>two&lt;br&gt;three", "one\ntwo\nthree"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
    ],
)
def test_no_tag_survives_however_it_is_hidden(text, expected):
    assert values.plain(text) == expected


def test_text_that_hides_tags_without_end_is_plain_in_no_time():
    for text in (
        "<b" * 20_000 + ">" * 20_000,
        "<<" * 50_000 + "b>",
        "&" + "amp;" * 20_000 + "lt;script&gt;",
        "<!--" * 50_000,
        "<a " * 50_000,
        "&lt;" * 50_000 + "b" + "&gt;" * 50_000,
    ):
        begin = time.process_time()
        plain = values.plain(text)
        assert time.process_time() - begin < 1
        assert not re.search(r"<[/!?a-zA-Z]", plain)
