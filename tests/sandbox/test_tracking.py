"""Tracking numbers, their changes, and the histories of parcels."""

import re
from datetime import datetime, timedelta

import pytest

CHINA = ["registered", "received", "departed", "export", "uplift"]


def track(carrier, code="T-0001", **more):
    [item] = carrier.answer("getCargoTrack", {"codes": [code], "lang": "EN"} | more)[
        "Data"
    ]
    return item


def test_a_parcel_lives_from_nothing_to_delivered(carrier):
    carrier.create()
    item = track(carrier)
    assert item["Status"] == "NO" and item["Detail"] == []
    seen = []
    for _ in range(20 * 4):
        carrier.control.advance(hours=6)
        item = track(carrier)
        if not seen or seen[-1] != item["Status"]:
            seen.append(item["Status"])
    assert seen == ["IR", "AF", "DF", "AF", "DF", "AF", "ND", "CC"]
    comments = [detail["Comment"] for detail in item["Detail"]]
    assert comments[0] == "Delivered" == item["New_Comment"] and comments[
        -1
    ].startswith("Shipment information")
    assert any("Shenzhen depot" in text for text in comments)
    times = [detail["Occur_date"] for detail in item["Detail"]]
    assert times == sorted(times, reverse=True) and all(
        re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", t) for t in times
    )
    assert item["New_date"] == times[0] and item["Country_code"] == "DE"


def test_times_are_china_time(carrier):
    carrier.control.set_clock("2026-11-22T12:00:00+08:00")
    carrier.create()
    carrier.control.advance(hours=21)
    assert track(carrier)["New_date"].startswith("2026-11-23 08:00")


@pytest.mark.parametrize(
    ("line", "shortest", "longest"),
    [("EU-STD", 10, 18), ("EU-EXP", 7, 12), ("EU-BAT", 10, 16), ("EU-REG", 12, 25)],
)
def test_lines_keep_their_promise(carrier, line, shortest, longest):
    carrier.control.set_clock("2026-11-01T00:00:00+08:00")
    days = set()
    for number in range(12):
        carrier.create(reference_no=f"T-{number}", shipping_method=line)
    carrier.control.advance(days=30)
    for number in range(12):
        delivered = datetime.fromisoformat(track(carrier, f"T-{number}")["New_date"])
        days.add(round((delivered - datetime(2026, 11, 1)) / timedelta(days=1)))
    assert min(days) >= shortest and max(days) <= longest and len(days) > 3


@pytest.mark.parametrize(
    ("postcode", "marker", "name", "end", "words"),
    [
        ("10190", "-STUCK", "stuck", "customs_hold", "Held by customs"),
        ("10191", "-HOLD", "hold", "delivered", "Delivered"),
        ("10192", "-FAIL", "fail", "delivered", "Delivered"),
        ("10193", "-RETURN", "return", "returned", "Returned"),
        ("10194", "-DESTROY", "destroy", "destroyed", "destroyed"),
        ("10195", "-LOST", "lost", "lost", "lost"),
        ("10196", "-PICKUP", "pickup", "collected", "collected by the recipient"),
        ("10197", "-SILENT", "silent", "forecast", "information received"),
        ("10115", "", "normal", "delivered", "Delivered"),
    ],
)
def test_stories_are_chosen_by_postcode_or_marker(
    carrier, postcode, marker, name, end, words
):
    carrier.create(postcode=postcode)
    carrier.create(reference_no=f"T-2{marker.lower()}-X")
    carrier.create(reference_no="T-3", platform_number=f"S0001{marker}")
    carrier.control.advance(days=60)
    for reference in ("T-0001", f"T-2{marker}-X", "T-3"):
        found = carrier.control.order(reference)
        assert (found["story"], found["state"]) == (name, end)
        assert words in track(carrier, reference)["New_Comment"]
        chinese = track(carrier, reference, lang="CN")["New_Comment"]
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_bad_stories_tell_by_text_only(carrier):
    carrier.create(postcode="10193")
    carrier.control.advance(days=60)
    details = track(carrier)["Detail"]
    assert {detail["Status"] for detail in details} <= {"IR", "AF", "DF", "ND"}
    comments = " ".join(detail["Comment"] for detail in details)
    assert (
        "incorrect or incomplete address" in comments and "being returned" in comments
    )


@pytest.mark.parametrize(
    ("city", "depot"),
    [("Yiwu", "Yiwu"), ("广州市", "Guangzhou"), ("Shenzhen", "Shenzhen")],
)
def test_the_depot_is_the_senders(carrier, make_order, city, depot):
    sender = make_order()["Shipper"] | {
        "shipper_city": city,
        "shipper_province": "China",
    }
    carrier.create(Shipper=sender)
    carrier.control.advance(hours=21)
    assert depot in track(carrier)["New_Comment"]


def test_the_last_mile_changes_the_number(carrier):
    old = carrier.create()["shipping_method_no"]
    asked = {"shipper_hawbcode": "T-0001"}
    assert carrier.answer("getTrackingNumberChangeRecord", asked)["data"] == []
    carrier.control.advance(days=20)
    [record] = carrier.answer("getTrackingNumberChangeRecord", asked)["data"]
    new = record["shipping_method_no"]
    assert (
        record["old_shipping_method_no"] == old != new
        and record["shipper_hawbcode"] == "T-0001"
    )
    assert (
        carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"][0][
            "TrackingNumber"
        ]
        == new
    )
    assert (
        track(carrier, old, type=3)["TrackingNumber"]
        == track(carrier, new, type=3)["TrackingNumber"]
        == new
    )
    assert any(new in detail["Comment"] for detail in track(carrier)["Detail"])
    day = record["create_date"][:10]
    span = {"start_date": day, "end_date": day}
    assert len(carrier.answer("getTrackingNumberChangeRecord", span)["data"]) == 1
    early = {"start_date": "2020-01-01 00:00:00", "end_date": "2020-01-02 00:00:00"}
    assert carrier.answer("getTrackingNumberChangeRecord", early)["data"] == []
    assert (
        carrier.answer("getTrackingNumberChangeRecord", {"start_date": "soon"})["ask"]
        == "Failure"
    )
    assert carrier.answer("getTrackingNumberChangeRecord", {})["ask"] == "Failure"


def test_a_registered_item_keeps_its_number(carrier):
    old = carrier.create(shipping_method="EU-REG")["shipping_method_no"]
    assert re.fullmatch(r"RR\d{9}CN", old)
    carrier.control.advance(days=30)
    assert track(carrier)["TrackingNumber"] == old
    assert (
        carrier.answer("getTrackingNumberChangeRecord", {"shipper_hawbcode": "T-0001"})[
            "data"
        ]
        == []
    )


def test_every_box_has_a_number(carrier):
    box = {"length": 20, "width": 12, "height": 4, "weight": 0.21}
    volume = [box | {"box_number": "LEFT"}, box | {"box_number": "RIGHT"}]
    created = carrier.create(order_pieces=2, Volume=volume)
    [item] = carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"]
    numbers = item["trackingnumberlist"]
    assert (
        set(numbers) == {"LEFT", "RIGHT"}
        and numbers["LEFT"] == created["shipping_method_no"] != numbers["RIGHT"]
    )


def test_unknown_numbers_are_success_with_nothing_in_it(carrier):
    item = track(carrier, "nothing")
    assert item["Code"] == "nothing" and item["Detail"] == [] and item["Status"] == ""
    assert carrier.answer("getTrackNumber", {"reference_no": ["nothing"]})["data"] == []


def test_at_most_fifty_codes(carrier):
    assert (
        len(
            carrier.answer("getCargoTrack", {"codes": [f"X{n}" for n in range(50)]})[
                "Data"
            ]
        )
        == 50
    )
    answer = carrier.answer("getCargoTrack", {"codes": [f"X{n}" for n in range(51)]})
    assert (
        answer["ask"] == "Failure"
        and answer["Error"]["cnMessage"]
        and answer["Error"]["enMessage"]
    )
    assert carrier.answer("getCargoTrack", {"codes": []})["ask"] == "Failure"
