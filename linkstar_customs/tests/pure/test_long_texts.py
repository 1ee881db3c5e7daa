# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The time for a text grows only with its length: descriptions, postcodes and numbers
come from shops and files.
"""

import time

import pytest
from rules import descriptions, h7, postcodes, s10, territories

TERMS = tuple(
    descriptions.Term(text, "block")
    for text in ("shirt", "gift", "sample of goods", "a")
)
RUNS = [
    *"aA0 \n.,;-_+@/&x一é",
    "a.",
    "a ",
    ".pdf",
    "a.pdf",
    "of ",
    "and ",
    "T-shirt ",
    "0.",
    "AA",
    "AA1",
    "BT1",
    "1 ",
    "- ",
]
READERS = {
    "clean": descriptions.clean,
    "check": lambda text: descriptions.check(text, TERMS),
    "text": lambda text: h7.fits(text, "an..35"),
    "number": lambda text: h7.fits(text, "n..16,6"),
    "s10": s10.is_valid,
    "postcode": lambda text: postcodes.clean(text, "DE"),
    "territory": lambda text: territories.is_northern_ireland("GB", text),
}

#: Seconds of CPU that only what grows with the square of the length takes.
TOO_LONG = 3


@pytest.mark.parametrize("name", READERS)
def test_long_texts_take_time_in_proportion(name):
    for run in RUNS:
        for text in ((run * 80_000)[:80_000], (run * 80_000)[:80_000] + "\x01"):
            started = time.process_time()
            READERS[name](text)
            assert time.process_time() - started < TOO_LONG, repr(run)
