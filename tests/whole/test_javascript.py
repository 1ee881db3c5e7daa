"""The unit tests of the JavaScript (Hoot), in Odoo's own page for them.

Odoo's own way, ``browser_js``, stops at the first error in the console. One comes from
Debian's package of Odoo, which lacks a library of the app Discuss.
"""

import re
import time

import pytest
from chromium import artefact
from machine.instance import ADDONS, BRIDGES
from machine.paths import ROOT

_PASSED, _FAILED = "Test suite succeeded", "Some tests failed"
_COUNT = re.compile(r"\[HOOT\] (?:Passed|Failed) (\d+) tests")
#: Seconds without a line in the console. A server that has just started first builds
#: the files; Hoot itself ends a test that hangs, after 15 s.
_PATIENCE = 180


def _files(addon):
    return sorted((ROOT / addon / "static" / "tests").rglob("*.test.js"))


def _hash(name):
    """The id of a suite by its name, which Hoot calculates in the same way."""
    value = 0
    for letter in name:
        value = (value * 31 + ord(letter)) % 2**32
    return f"{value:08x}"


@pytest.fixture
def console(world, browser):
    """(page of an administrator, the lines of its console so far)."""
    page, lines = browser.new_page(viewport={"width": 1366, "height": 768}), []
    page.goto(f"{world.url}/web/login")
    page.fill("input[name=login]", "admin")
    page.fill("input[name=password]", "admin")
    # The web client itself is not needed.
    with page.expect_navigation(wait_until="commit", timeout=90_000):
        page.click("button[type=submit]")
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(f"page error: {error}"))
    yield page, lines
    page.close()


@pytest.mark.parametrize(
    "addon", [addon for addon in (*ADDONS, *BRIDGES) if _files(addon)]
)
def test_unit_tests(world, console, addon):
    page, lines = console
    written = sum(
        len(re.findall(r"^\s*test(?:\.\w+\([^)]*\))*\(", path.read_text(), re.M))
        for path in _files(addon)
    )
    page.goto(
        f"{world.url}/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
        f"&id={_hash(f'@{addon}')}",
        wait_until="commit",
        timeout=90_000,
    )
    heard, moment = 0, time.monotonic()
    while not any(_PASSED in line or _FAILED in line for line in lines):
        if len(lines) > heard:
            heard, moment = len(lines), time.monotonic()
        if time.monotonic() > moment + _PATIENCE:
            break
        page.wait_for_timeout(200)
    log = "\n".join(lines)
    artefact(f"javascript-{addon}.log").write_text(log)
    assert _PASSED in log and _FAILED not in log, log[-6000:]
    assert "page error" not in log, log[-6000:]
    [count] = _COUNT.findall(log)
    assert int(count) >= written > 0, f"{count} of {written} tests ran"
