# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invalid answers, 5,000 and with ``LINKSTAR_FULL`` 20,000: each becomes an answer or a
``CarrierError`` within a second, and can be stored.
"""

import contextlib
import json
import logging
import random
import time
from functools import cache

import pytest
from api import answer, decode
from api.calls import Calls
from api.errors import CarrierError, NotReady, Unavailable
from beside import FULL

CASES = 20_000 if FULL else 5_000
#: One case of more than a megabyte after this many cases.
LARGE_EVERY = 400
CODES = ["W1", "W2", "W3"]

SERVICES = {
    "createOrder": lambda envelope: decode.booked(envelope, "R1"),
    "getOrder": lambda envelope: decode.found_order(envelope, "R1"),
    "getTrackNumber": lambda envelope: decode.track_numbers(envelope, ["R1", "R2"]),
    "getTrackingNumberChangeRecord": decode.number_changes,
    "getLabelUrl": decode.label_source,
    "getCargoTrack": lambda envelope: decode.tracked(envelope, CODES),
    "feeTrail": decode.quotes,
    "getReceivingExpense": lambda envelope: decode.charges(envelope, "R1"),
    "getBillingWeight": decode.billing_weights,
    "getShippingMethod": decode.services,
    "getCountry": decode.countries,
    "getExtraService": decode.extra_services,
}
KEYS = [
    "ask",
    "data",
    "result",
    "message",
    "error",
    "err_code",
    "errMessage",
    "cnMessage",
    "errCode",
    "order_code",
    "reference_no",
    "refrence_no",
    "track_status",
    "shipping_method_no",
    "trackingnumberlist",
    "box_number",
    "ODA",
    "create_date",
    "url",
    "Code",
    "Detail",
    "Details",
    "New_date",
    "New_Comment",
    "Status",
    "Comment",
    "Occur_date",
    "track_area",
    "Country_code",
    "TotalFee",
    "Freight",
    "FuelCharge",
    "Register",
    "OtherFee",
    "ChargeWeight",
    "ChargeWeightUnit",
    "Effectiveness",
    "VolumeCharge",
    "Traceability",
    "Remark",
    "ServiceCode",
    "ServiceEnName",
    "SettleWeight",
    "details",
    "price",
    "currency",
    "fee_name",
    "chargeweight",
    "code",
    "en_name",
    "cn_name",
    "track_status",
    "aging",
    "note",
    "country_code",
    "EName",
    "extra_service_kind",
    "extra_service_enname",
    "consignee_name",
    "email",
    "ioss",
    "\x00",
    "k" * 5000,
    "",
]
LITERALS = [
    "1e1000000",
    "-1e1000000",
    "1e400",
    "1e-400",
    "1e99999999999999999999",
    "NaN",
    "Infinity",
    "-Infinity",
    "0e999999",
    "-0.0",
    "9" * 5000,
    "-" + "9" * 5000,
    "0." + "3" * 5000,
    "1." + "0" * 50 + "e9",
    "1",
    "0",
    "2.50",
    "true",
    "false",
    "null",
]
TEXTS = [
    "",
    " ",
    "Success",
    "1",
    "Failure",
    "order does not exist",
    "W1",
    "W2",
    "R1",
    "DE",
    "EUR",
    "7-12",
    "1e1000000",
    "1e99999999",
    "NaN",
    "sNaN",
    "Infinity",
    "1" * 5000,
    "1," * 3000,
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\ufffe",
    "\x1b[2J",
    "\u202e",
    "0000-00-00 00:00:00",
    "0001-01-02 00:00:00",
    "9999-12-31 23:59:59 -1200",
    "99999-01-01",
    "2026-01-01 10:00",
    "2026-13-45 99:99:99",
    "2026-01-01 10:00 +9999",
    "&#" + "1" * 5000 + ";",
    "&#0;&#xD800;",
    "&amp;amp;#" + "9" * 6000 + ";",
    "<b>" * 500,
    "<" * 3000,
    "<!--" * 500,
    "a@" * 2000,
    "a." * 2000,
    "http://" * 500,
    "data:" * 500,
    "\\" * 3000,
    '{"ask": "Success"}',
    "[[[[[[",
    '{"a":' * 300,
    json.dumps({"order_code": "W1", "n": 1e300}),
    json.dumps(json.dumps({"url": "\x00"})),
    "IM2760000000",
    "ü" * 3000,
    "查无" * 1000,
    "一" * 5000,
    "٣٤",
    "½",
    "𝟙𝟚",
]


def scalar(rng):
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(LITERALS)
    if kind < 0.45:
        return json.dumps(rng.choice("ab1 .@<&-\u4e00") * rng.randint(1, 6000))
    return json.dumps(rng.choice(TEXTS), ensure_ascii=rng.random() < 0.7)


def value(rng, depth=0):
    kind = rng.random()
    if depth > 4 or kind < 0.5:
        return scalar(rng)
    if kind < 0.8:
        pairs = (
            f"{json.dumps(rng.choice(KEYS))}:{value(rng, depth + 1)}"
            for _pair in range(rng.randint(0, 6))
        )
        return "{" + ",".join(pairs) + "}"
    if kind < 0.95:
        return (
            "["
            + ",".join(value(rng, depth + 1) for _item in range(rng.randint(0, 4)))
            + "]"
        )
    levels = rng.choice([10, 31, 33, 100, 500, 2000, 50_000])
    opening, closing = rng.choice([("[", "]"), ('{"data":', "}"), ('[{"error":', "}]")])
    return opening * levels + scalar(rng) + closing * levels


def small(rng):
    body = value(rng)
    if rng.random() < 0.6:
        key = rng.choice(["data", "result", "error", "message"])
        ask = rng.choice(["1", '"Success"', "0", "null", "1e400"])
        body = f'{{"ask":{ask},"{key}":{body}}}'
    if rng.random() < 0.1:
        body = json.dumps(body)
    if rng.random() < 0.1:
        body = (
            rng.choice(
                [
                    "\ufeff",
                    "<br />Notice: x\n",
                    "{}",
                    '{"a":1}' * 300,
                    "\x00",
                    "]",
                    " " * 3000,
                ]
            )
            + body
        )
    if rng.random() < 0.1:
        body += rng.choice(["}", "<!-- -->", " " * 3000, "{}" * 300, "\x00", "Z"])
    if rng.random() < 0.1:
        body = body[: rng.randint(0, len(body))]
    return body


def large(rng):
    """Answers of one to four megabytes."""
    size = rng.randint(1_000_000, 4_000_000)
    unit = rng.choice(
        [
            "a",
            "9",
            " ",
            "[",
            "{",
            '"',
            "\\",
            "<",
            "&",
            "a@",
            "1,",
            "[],",
            '{"a":1},',
            '"a",',
            "[{",
            "{} ",
            '"[\\"',
            "一",
        ]
    )
    run = unit * (size // len(unit))
    around = rng.choice(
        [
            "{}",
            "[{}]",
            '{{"ask":1,"data":[{}0]}}',
            '{{"ask":1,"data":"{}"}}',
            '{{"ask":0,"message":"{}"}}',
            '"{}"',
        ]
    )
    if unit == '{"a":1},' and rng.random() < 0.5:
        # The maximum number of values of an answer.
        run = unit * 30_000
    return (
        around.replace("{{", "\x01")
        .replace("}}", "\x02")
        .replace("{}", run)
        .replace("\x01", "{")
        .replace("\x02", "}")
    )


class Wire:
    def __init__(self, text):
        self.text = text

    def call(self, _service, _params):
        return self.text


def test_an_answer_or_a_carrier_error(caplog):
    caplog.set_level(logging.WARNING)
    rng = random.Random(20261129)
    answers = 0
    for number in range(CASES):
        text = large(rng) if number % LARGE_EVERY == 0 else small(rng)
        service = rng.choice(list(SERVICES))
        records = []
        calls = Calls(Wire(text), ("TOKEN",), records.append)
        started = time.process_time()
        try:
            found = calls.ask(service, {}, SERVICES[service])
            answers += 1
        except CarrierError as error:
            found = error.message
        seconds = time.process_time() - started
        assert seconds < 1, (
            f"case {number} ({service}) took {seconds:.1f} s: {text[:200]!r}"
        )
        # PostgreSQL stores text that can be written in UTF-8 and has no NUL.
        stored = f"{found!r}{records[0].message}"
        stored.encode()
        assert "\x00" not in stored
        written = json.dumps(
            [records[0].request, records[0].answer], allow_nan=False, ensure_ascii=False
        )
        written.encode()
        assert "\\u0000" not in written.replace("\\\\", "")
        assert len(written) < 5_000_000
    assert not caplog.records, "an error was caught that nobody foresaw"
    assert CASES / 20 < answers < CASES, "the cases are all alike"


@pytest.mark.parametrize(
    "text", ["[" * 500 + "]" * 500, '{"data":' * 500 + "1" + "}" * 500, "[" * 100_000]
)
def test_what_is_nested_without_end_is_refused(text):
    with pytest.raises(CarrierError):
        answer.parse(text)


def test_an_error_that_nobody_foresaw_is_a_carrier_error_and_says_nothing(caplog):
    def fail(_envelope):
        raise OverflowError("Max Muster, Teststr. 1")

    records = []
    with pytest.raises(CarrierError) as caught:
        Calls(Wire('{"ask": 1, "data": 1}'), (), records.append).ask(
            "getCountry", {}, fail
        )
    assert "Muster" not in f"{caught.value} {caplog.text} {records}"
    assert "OverflowError < test_api_fuzz.py:" in caplog.text
    assert records[0].outcome == "unavailable"
    assert caught.value.__context__ is None or caught.value.__suppress_context__


@cache
def longest(detailed):
    """An answer with many rows; ``detailed``: below one parcel."""
    item = {
        "Code": "X1",
        "reference_no": "R1",
        "TotalFee": "1.50",
        "Occur_date": "2026-01-01 10:00",
        "Comment": "Departed",
        "code": "a",
    }
    rows = [
        {**item, "Code": f"X{number}", "code": f"S{number}"} for number in range(12_000)
    ]
    data = [{"Code": "W1", "Detail": rows}] if detailed else rows
    return json.dumps({"ask": 1, "data": data})


@pytest.mark.parametrize("service", SERVICES)
def test_the_longest_answer_is_read_in_seconds(service):
    text = longest(service == "getCargoTrack")
    started = time.process_time()
    found = []
    with contextlib.suppress(Unavailable, NotReady):
        found = Calls(Wire(text), (), [].append).ask(service, {}, SERVICES[service])
    # Far from what a slip costs, which grows with the square, on any machine.
    assert time.process_time() - started < 5
    if service in (
        "getCargoTrack",
        "getShippingMethod",
        "getReceivingExpense",
        "getBillingWeight",
        "getCountry",
    ):
        assert found
    if service == "getCargoTrack":
        assert len(found[0].events) == 500
    elif service == "getShippingMethod":
        assert len(found) == 5000


def test_numbers_and_codes_within_bounds():
    text = (
        '{"ask": 1, "data": [{"reference_no": "R1", "TotalFee": 1e1000000, "Freight":'
        ' "1e99999999", "Register": 2.50}]}'
    )
    assert (
        decode.charges(answer.read(text, "x"), "R1").total
        == decode.charges(answer.read(text, "x"), "R1").amounts[0][1]
        == 2.5
    )
    assert (
        decode.services(
            answer.read(
                json.dumps(
                    {"ask": 1, "data": [{"code": "x" * 300}, {"code": "A\x001"}]}
                ),
                "x",
            )
        )[0].code
        == "A1"
    )
    assert (
        answer.read('{"ask": 1, "data": {"id": 123456789012345678901234567890}}', "x")[
            "data"
        ]["id"]
        == 123456789012345678901234567890
    )
    tracked = (
        '{"ask": 1, "data": [{"Code": "W1", "Detail": [{"Occur_date": "%s", "Comment":'
        ' "x"}]}]}'
    )
    years = {"2026": 1, "1999": 0, "0001": 0, "9999": 0, "99999": 0, "0000": 0}
    for year, count in years.items():
        assert (
            len(
                decode.tracked(
                    answer.read(tracked % f"{year}-06-01 10:00", "x"), ["W1"]
                )[0].events
            )
            == count
        )
