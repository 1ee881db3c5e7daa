# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Our patterns take linear time: long sequences of each kind of character, and of the
beginnings of patterns.
"""

import contextlib
import importlib
import inspect
import pkgutil
import re
import time

import pytest
from addons.linkstar_delivery.rating import notation, postcode
from addons.linkstar_delivery.rules import address, phone
from api import redact, soap, values
from beside import FULL
from labels import scanned

ROOMS = ("api", "labels", "rating", "rules")
RUNS = [
    *"aA0 \n\t.,;:-_+@/=#<>&\"'()[]{}|\\*~^%$\x00é一",
    "a@",
    "a.",
    "a.@",
    "a-",
    "a ",
    " a",
    "0 ",
    "0,",
    "1,111",
    "1.",
    "a1",
    "A1",
    "<a",
    "<a>",
    "<!--",
    "<title",
    "<title>",
    "<br",
    "&#",
    "&amp;",
    "http://",
    "https://a",
    "data:",
    "data:a",
    'encoding="',
    "encoding='a",
    "charset=",
    "charset=a",
    '{"',
    '"{',
    '"[',
    "[[",
    "[{",
    '{"a":1}',
    "IM",
    "IM1",
    "order ",
    "reference ",
    "customer ",
    "label ",
    "duplicate ",
    "no ",
    "not ",
    "already ",
    "time",
    "timed ",
    "no order ",
    "已",
    "单号",
    "面单",
    "重复",
    "订单号",
    ", A",
    ", 一",
    "；",
    "token",
    "app_",
    "app key",
    "consignee_",
    "company_",
    "BT",
    "12345 ",
    "Straße ",
    "420",
    "]A0",
    "40",
    "00",
    '<c r="A1">',
    '<c r="A1"><v>1</v></c>',
    '<row r="1">',
    "of ",
    "to ",
    "and ",
    "x ",
]
LENGTH = 20_000
#: Seconds of CPU that only what grows with the square of the length takes.
TOO_LONG = 3
#: What stands around a run; without --full only what makes a pattern fail at its end,
#: and so look back the longest.
FORMS = ("{}\x01", "{}", "IM{}\x01") if FULL else ("{}\x01",)


def patterns():
    found = {}
    for room in ROOMS:
        package = importlib.import_module(f"addons.linkstar_delivery.{room}")
        for module in [
            package,
            *(
                importlib.import_module(each.name)
                for each in pkgutil.walk_packages(
                    package.__path__, f"{package.__name__}."
                )
            ),
        ]:
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    uses = set(
                        re.findall(rf"\b{name}\.(\w+)\(", inspect.getsource(module))
                    ) - {"groups"}
                    found[f"{module.__name__}.{name}"] = value, uses or {"search"}
    return found


PATTERNS = patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_take_time_in_proportion(name):
    pattern, uses = PATTERNS[name]
    for run in RUNS:
        text = (run * (LENGTH // len(run) + 1))[:LENGTH]
        for form in FORMS:
            tried = form.format(text)
            if isinstance(pattern.pattern, bytes):
                tried = tried.encode("utf-8", "ignore")
            for use in uses:
                search = (
                    pattern.split
                    if use in ("sub", "finditer", "findall")
                    else getattr(pattern, use)
                )
                started = time.process_time()
                search(tried)
                assert time.process_time() - started < TOO_LONG, f"{run!r} with {use}"


@pytest.mark.parametrize(
    "read",
    {
        "redact": redact.redact,
        "redact with secrets": lambda text: redact.redact(
            {"note": text, text: "x"}, {"TOKEN", "Max Muster"}
        ),
        "mask_numbers": redact.mask_numbers,
        "plain": values.plain,
        "identifier": values.identifier,
        "number": values.number,
        "flag": values.flag,
        "days": values.days,
        "moment": values.moment,
        "page": lambda text: soap._page(text).message,
        "charset": lambda text: soap._decoded(
            text.encode("utf-16"), f"text/xml; charset={text}"
        ),
        "postcode": lambda text: postcode.key(text, "GB"),
        "areas": lambda text: _unless(ValueError, notation.areas, text),
        "scanned": scanned.candidates,
        "phone": lambda text: phone.read(text, "DE"),
        "address": lambda text: address.check(
            address.Address(
                street=text[:9000], name=text[:9000], postcode=text, country="DE"
            )
        ),
    }.items(),
    ids=lambda named: named[0],
)
def test_readers_take_time_in_proportion(read):
    for run in RUNS:
        text = (run * (80_000 // len(run) + 1))[:80_000]
        started = time.process_time()
        read[1](text)
        assert time.process_time() - started < TOO_LONG, repr(run)


@pytest.mark.parametrize(
    "charset",
    ["punycode", "idna", "unicode_escape", "utf-7", "zip", "rot13", "x" * 4000],
)
def test_a_carrier_does_not_choose_how_its_bytes_are_read(charset):
    content = "ä\xff".encode("latin-1") * 100_000
    started = time.process_time()
    assert soap._decoded(content, f"text/xml; charset={charset}") == content.decode(
        "gb18030", "replace"
    )
    assert time.process_time() - started < TOO_LONG


def _unless(error, read, text):
    with contextlib.suppress(error):
        read(text)
