# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import contextlib
import json
from datetime import datetime, timedelta, timezone

import pytest
from api import push
from api.messages import TrackEvent
from beside import examples
from hypothesis import given, settings
from hypothesis import strategies as st

SECRET, NOW = "s3cret", 1_798_545_600
EVENT = {
    "number": "LS1",
    "time": "2026-12-29T10:00:00+01:00",
    "code": "AF",
    "text": "Arrived at the depot",
    "place": "Yiwu",
}


def body(*events):
    return json.dumps({"events": events or [EVENT]}).encode()


def verified(content=None, secret=SECRET, now=NOW, **headers):
    content = body() if content is None else content
    timestamp = headers.get("timestamp", str(NOW))
    signature = headers.get("signature", push.sign(SECRET, str(NOW), content))
    return push.verified(secret, timestamp, signature, content, now)


def test_who_has_the_secret_is_heard():
    assert verified() == push.sign(SECRET, str(NOW), body()).removeprefix("sha256=")
    plain = push.sign(SECRET, str(NOW), body()).removeprefix("sha256=")
    assert verified(signature=plain) and verified(signature=plain.upper())
    for seconds in (-push.WINDOW, push.WINDOW):
        assert verified(now=NOW + seconds)


def test_the_signature_as_another_program_makes_it():
    # echo -n '1798545600.{}' | openssl dgst -sha256 -hmac s3cret
    assert push.sign(SECRET, str(NOW), b"{}") == (
        "sha256=6cc5c56955ea5f1c527ecc12952b586b46cbe3cceb143f9400672e78b141fe20"
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"secret": "another"},
        {"secret": ""},
        {"secret": None},
        {"content": body() + b" ", "signature": push.sign(SECRET, str(NOW), body())},
        {"content": b"", "signature": push.sign(SECRET, str(NOW), body())},
        {"timestamp": str(NOW + 1)},
        {"now": NOW + push.WINDOW + 1},
        {"now": NOW - push.WINDOW - 1},
        {"timestamp": None},
        {"signature": None},
        *(
            {"signature": text}
            for text in (
                "",
                "sha256=",
                "sha1=" + "0" * 40,
                "0" * 64,
                "ä" * 64,
                "٣" * 64,
            )
        ),
        {"signature": push.sign(SECRET, str(NOW), body()) + "\n"},
        {"signature": push.sign("", str(NOW), body())},
        *(
            {"timestamp": text, "signature": push.sign(SECRET, text, body())}
            for text in (
                "",
                "nan",
                "-1",
                "1e400",
                "1798545600.0",
                " 1798545600",
                "1798545600\n",
                "١٧٩٨٥٤٥٦٠٠",
                "9" * 400,
                "0",
            )
        ),
    ],
)
def test_others_are_refused(changed):
    assert verified(**changed) == ""


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.binary(max_size=200))
def test_no_headers_raise_an_error(timestamp, signature, content):
    assert push.verified(SECRET, timestamp, signature, content, NOW) == ""


def test_events_of_each_number():
    earlier = {**EVENT, "time": "2026-12-29 08:00:00", "text": "Received"}
    found = push.decode(body(EVENT, {**EVENT, "number": "LS2"}, earlier))
    assert [parcel.code for parcel in found.parcels] == ["LS1", "LS2"]
    assert [event.text for event in found.parcels[0].events] == [
        "Received",
        "Arrived at the depot",
    ], "a time without a zone is Chinese"
    assert found.parcels[1].events == (
        TrackEvent(
            datetime(2026, 12, 29, 10, tzinfo=timezone(timedelta(hours=1))),
            "AF",
            "Arrived at the depot",
            "Yiwu",
        ),
    )
    assert (found.received, found.unreadable) == (3, 0)
    assert push.decode(json.dumps([EVENT]).encode()).received == 1
    assert push.decode(b"\xef\xbb\xbf[]").received == 0


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        1,
        "text",
        [],
        [EVENT],
        {},
        *({**EVENT, "number": value} for value in ("", None, True, [1], {}, "9" * 300)),
        *(
            {**EVENT, "time": value}
            for value in (
                "",
                None,
                1798545600,
                1e300,
                "soon",
                "0000-00-00",
                "2026-13-01",
                "9999-12-31T23:59:59Z",
                "2026-12-29T25:00:00Z",
                ["2026-12-29"],
            )
        ),
        {**EVENT, "code": "", "text": ""},
        {**EVENT, "code": None, "text": ["Delivered"]},
        {"number": "LS1", "time": "2026-12-29"},
        {**EVENT, "code": "\x00", "text": "\x00\x01"},
    ],
)
def test_an_unreadable_event_leaves_the_others(wrong):
    found = push.decode(body(wrong, EVENT))
    assert (found.received, found.unreadable) == (2, 1)
    assert len(found.parcels) == 1


def test_texts_that_a_database_refuses():
    found = push.decode(
        body({**EVENT, "text": "Deli\x00vered <b>now\x00</b>\ud800", "number": 471})
    )
    assert found.parcels[0].code == "471"
    assert found.parcels[0].events[0].text == "Delivered now"
    long = push.decode(body({**EVENT, "text": "x" * 50_000, "place": "y" * 9000}))
    assert len(long.parcels[0].events[0].text) == 10_000
    assert len(long.parcels[0].events[0].place) == 500


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe", "encoding"),
        (b"", "json"),
        (b"events", "json"),
        (b'{"events": [', "json"),
        (b"{'events': []}", "json"),
        (b"[" * 100_000, "json"),
        (b'{"events":' + b"[" * 40 + b"]" * 40 + b"}", "values"),
        (b"[" + b"0," * 210_000 + b"0]", "values"),
        (b"[" + b"0," * 150_000 + b"0]", "values"),
        (b"{}", "shape"),
        (b'{"events": {}}', "shape"),
        (b"null", "shape"),
        (b"1e400", "shape"),
        (b"NaN", "shape"),
        (b"9" * 9000, "shape"),
        (b'"text"', "shape"),
        (json.dumps([EVENT] * (push.MOST_EVENTS + 1)).encode(), "events"),
    ],
)
def test_malformed(content, reason):
    with pytest.raises(push.Malformed) as error:
        push.decode(content)
    assert error.value.reason == reason


@settings(max_examples=examples(300), deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_body_has_a_defined_outcome(content):
    with contextlib.suppress(push.Malformed):
        assert isinstance(push.decode(content), push.Push)


def test_secrets_differ():
    assert len({push.new_secret() for _each in range(20)}) == 20
    assert len(push.new_secret()) == 64
