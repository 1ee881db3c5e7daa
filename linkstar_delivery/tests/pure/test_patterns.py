"""No pattern of ours takes more time than the length of a text: long runs of each kind of character, and of what patterns begin with."""

import contextlib
import importlib
import inspect
import pkgutil
import re
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from api import redact, soap, values
from labels import scanned
from rating import notation, postcode
from rules import address, phone

ROOMS = ("api", "labels", "rating", "rules")
RUNS = [
    *"aA0 \n\t.,;:-_+@/=#<>&\"'()[]{}|\\*~^%$\x00é一",
    "a@", "a.", "a.@", "a-", "a ", " a", "0 ", "0,", "1,111", "1.", "a1", "A1", "<a", "<a>", "<!--", "<title", "<title>", "<br",
    "&#", "&amp;",
    "http://", "https://a", "data:", "data:a", 'encoding="', "encoding='a", "charset=", "charset=a", '{"', '"{', '"[', "[[", "[{",
    '{"a":1}',
    "IM", "IM1",
    "order ", "reference ", "customer ", "label ", "duplicate ", "no ", "not ", "already ", "time", "timed ", "no order ",
    "已", "单号", "面单", "重复", "订单号", ", A", ", 一", "；", "token", "app_", "app key", "consignee_", "company_", "BT", "12345 ",
    "Straße ", "420", "]A0", "40", "00", '<c r="A1">', '<c r="A1"><v>1</v></c>', '<row r="1">', "of ", "to ", "and ", "x ",
]
LENGTH = 20_000


def patterns():
    found = {}
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in [package, *(importlib.import_module(f"{room}.{each.name}") for each in pkgutil.iter_modules(package.__path__))]:
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    uses = set(re.findall(rf"\b{name}\.(\w+)\(", inspect.getsource(module))) - {"groups"}
                    found[f"{module.__name__}.{name}"] = value, uses or {"search"}
    rules = Path(__file__).resolve().parents[2] / "data" / "linkstar_tracking_rule.xml"
    for field in ElementTree.parse(rules).iterfind(".//field[@name='pattern']"):
        found[f"rule {field.text}"] = re.compile(field.text, re.IGNORECASE), {"search"}
    return found


PATTERNS = patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_take_time_in_proportion(name):
    pattern, uses = PATTERNS[name]
    for run in RUNS:
        text = (run * (LENGTH // len(run) + 1))[:LENGTH]
        for tried in (text, f"{text}\x01", f"IM{text}\x01"):
            tried = tried.encode("utf-8", "ignore") if isinstance(pattern.pattern, bytes) else tried
            for use in uses:
                search = pattern.split if use in ("sub", "finditer", "findall") else getattr(pattern, use)
                started = time.process_time()
                search(tried)
                assert time.process_time() - started < 0.5, f"{run!r} with {use}"


@pytest.mark.parametrize(
    "read",
    {
        "redact": redact.redact,
        "redact with secrets": lambda text: redact.redact({"note": text, text: "x"}, {"TOKEN", "Max Muster"}),
        "mask_numbers": redact.mask_numbers,
        "plain": values.plain,
        "identifier": values.identifier,
        "number": values.number,
        "flag": values.flag,
        "days": values.days,
        "moment": values.moment,
        "page": lambda text: soap._page(text).message,
        "charset": lambda text: soap._decoded(text.encode("utf-16"), f"text/xml; charset={text}"),
        "postcode": lambda text: postcode.key(text, "GB"),
        "areas": lambda text: _unless(ValueError, notation.areas, text),
        "scanned": scanned.candidates,
        "phone": lambda text: phone.read(text, "DE"),
        "address": lambda text: address.check(address.Address(street=text[:9000], name=text[:9000], postcode=text, country="DE")),
    }.items(),
    ids=lambda named: named[0],
)
def test_readers_take_time_in_proportion(read):
    for run in RUNS:
        text = (run * (80_000 // len(run) + 1))[:80_000]
        started = time.process_time()
        read[1](text)
        assert time.process_time() - started < 0.5, repr(run)


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "utf-7", "zip", "rot13", "x" * 4000])
def test_a_carrier_does_not_choose_how_its_bytes_are_read(charset):
    content = "ä\xff".encode("latin-1") * 100_000
    started = time.process_time()
    assert soap._decoded(content, f"text/xml; charset={charset}") == content.decode("gb18030", "replace")
    assert time.process_time() - started < 0.5


def _unless(error, read, text):
    with contextlib.suppress(error):
        read(text)
