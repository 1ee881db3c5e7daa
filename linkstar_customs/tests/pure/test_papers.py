# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rules.papers import CN22, CN23, Article, Room, form, grouped, pages


def article(
    description="case",
    quantity=1,
    weight="0.05",
    value="10.00",
    hs_code="392690",
    origin="CN",
    **other,
):
    return Article(
        description, quantity, Decimal(weight), Decimal(value), hs_code, origin, **other
    )


@pytest.mark.parametrize(
    ("value", "weight", "expected"),
    [
        ("350.00", "2.000", CN22),
        ("350.01", "0.1", CN23),
        ("10", "2.001", CN23),
        ("0", "0", CN22),
    ],
)
def test_form(value, weight, expected):
    assert form(Decimal(value), Decimal(weight), Decimal(350), Decimal(2)) == expected


def test_one_line_for_what_customs_takes_as_one():
    first, second, third = (
        article(
            "T-shirt, cotton",
            2,
            "0.36",
            "20.00",
            "61091000",
            unit_price=Decimal(10),
            sku="A",
        ),
        article("t-shirt, Cotton", 1, "0.18", "10.01", "610910"),
        article("T-shirt, cotton", 1, "0.18", "9.00", "610910", origin="VN"),
    )
    assert grouped((first, second, third)) == (
        article("T-shirt, cotton", 3, "0.54", "30.01", "610910"),
        article("T-shirt, cotton", 1, "0.18", "9.00", "610910", origin="VN"),
    )


def test_pages():
    short, long, chinese = (
        article("a" * 20),
        article("b" * 41),
        article("c", description_cn="手" * 11),
    )
    assert pages((), Room(5, 5, 0, 20)) == ((),)
    assert pages((short,) * 6, Room(5, 5, 0, 20)) == ((short,) * 5, (short,))
    assert pages((short,) * 6, Room(2, 3, 0, 20)) == (
        (short,) * 2,
        (short,) * 3,
        (short,),
    )
    assert pages((short, long, short), Room(4, 4, 0, 20)) == (
        (short, long),
        (short,),
    ), "41 characters take three lines of 20"
    assert pages((chinese, chinese), Room(5, 5, 0, 20)) == (
        (chinese,),
        (chinese,),
    ), "22 columns of Chinese take two lines"
    assert pages((article("d" * 200), short), Room(3, 3, 0, 20)) == (
        (article("d" * 200),),
        (short,),
    )


def test_closing_has_its_room():
    row = article("a" * 20)
    assert pages((row,) * 3, Room(5, 8, 2, 20)) == ((row,) * 3,)
    assert pages((row,) * 4, Room(5, 8, 2, 20)) == ((row,) * 3, (row,))
    assert pages((row,) * 12, Room(5, 8, 2, 20)) == ((row,) * 5, (row,) * 6, (row,))
    assert pages((article("d" * 200),), Room(5, 8, 2, 20)) == ((article("d" * 200),),)


@given(
    some.lists(
        some.tuples(
            some.text(max_size=90), some.integers(1, 9), some.decimals(0, 999, places=2)
        ),
        max_size=40,
    )
)
def test_nothing_is_lost_on_the_way_to_paper(rows):
    articles = tuple(
        article(text, quantity, value=value) for text, quantity, value in rows
    )
    lines = grouped(articles)
    assert sum(line.value for line in lines) == sum(each.value for each in articles)
    assert sum(line.quantity for line in lines) == sum(
        each.quantity for each in articles
    )
    assert (
        tuple(each for page in pages(articles, Room(7, 9, 3, 25)) for each in page)
        == articles
    )
