from dataclasses import dataclass

import pytest
from rules.grouping import Key, grouped


@dataclass(frozen=True)
class Line:
    sku: str
    hs_code: str
    description_en: str
    origin: str = "CN"


SHIRT = Line("TS-1", "610910", "men's T-shirt, knitted, cotton")
WATCH = Line("W-1", "910211", "wrist-watch, quartz, steel")
SILK = Line("B-1", "620610", "women's blouse, silk")
WOOL = Line("B-2", "620620", "women's blouse, wool")


@pytest.mark.parametrize(
    ("lines", "items", "source"),
    [
        # The examples of the regulation and of the Commission's guidance, by the number of items: EUR 3 each.
        ([SHIRT] * 5, 1, "Reg. (EU) 2026/382 art. 2, from 2026-07-01"),
        ([SHIRT, WATCH], 2, "Reg. (EU) 2026/382 art. 2, from 2026-07-01"),
        ([SILK, WOOL, WOOL], 2, "Reg. (EU) 2026/382 art. 2, from 2026-07-01"),
        ([SHIRT, Line("TS-2", "6109100010", "Men's  T-shirt, knitted, COTTON")], 1, "H7 classifies by six digits"),
        ([SHIRT, Line("TS-2", "610910", "women's T-shirt, knitted, cotton")], 2, "another description"),
        ([SHIRT, Line("TS-3", "610910", SHIRT.description_en, origin="VN")], 2, "another origin, and it is declared"),
        ([], 0, ""),
    ],
)
def test_items_by_default(lines, items, source):
    assert len(grouped(lines, Key.HS6_ORIGIN)) == items, source


@pytest.mark.parametrize(
    ("key", "items"), [(Key.HS6_ORIGIN, 2), (Key.HS6, 1), (Key.FULL_ORIGIN, 3), (Key.PRODUCT, 4)]
)
def test_the_key_is_a_setting(key, items):
    text = SHIRT.description_en
    lines = [SHIRT, Line("TS-2", "610910", text), Line("TS-3", "610910", text, "VN"), Line("TS-4", "6109100010", text)]
    assert len(grouped(lines, key)) == items


def test_order_of_the_first_lines_is_kept():
    assert grouped([WATCH, SHIRT, WATCH], Key.HS6_ORIGIN) == [[WATCH, WATCH], [SHIRT]]
