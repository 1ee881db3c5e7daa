# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The content of customs papers and its division into pages. Forms: UPU Convention
Regulations, CN 22 and CN 23.
"""

import math
from dataclasses import dataclass, replace
from decimal import Decimal

CN22, CN23 = "cn22", "cn23"


@dataclass(frozen=True)
class PaperParty:
    """A person or company on a paper. ``address`` are lines from street to country;
    unknown texts are "".
    """

    name: str
    address: tuple
    phone: str = ""
    email: str = ""
    eori: str = ""


@dataclass(frozen=True)
class Article:
    """Goods on one line of a paper: total ``value`` in the paper's currency and
    ``eur_value``, both without VAT, total weights in kg.

    Articles with the same ``item`` number, if not 0, are one declared item.

    ``origin`` is an ISO 3166-1 alpha-2 code. ``unit_price`` is None if several articles
    were added up. ``identifiers`` are pairs (code, identifier) of
    ``rules.identifiers``.
    """

    description: str
    quantity: int
    net_weight: Decimal
    value: Decimal
    hs_code: str
    origin: str
    sku: str = ""
    description_cn: str = ""
    unit_price: Decimal | None = None
    identifiers: tuple = ()
    item: int = 0
    eur_value: Decimal = Decimal(0)
    gross_weight: Decimal = Decimal(0)


def form(value, gross_weight, limit, highest_weight):
    """Return CN22 up to ``limit`` (same currency as ``value``) and ``highest_weight``
    (kg, gross), both included; else CN23.
    """
    return CN22 if value <= limit and gross_weight <= highest_weight else CN23


def grouped(articles):
    """Return ``articles`` with those of one declared item added up, in order of
    appearance; without item numbers, those with the same six digits, description and
    origin.
    """
    groups = {}
    for article in articles:
        key = article.item or (
            article.hs_code[:6],
            article.description.casefold(),
            article.origin,
        )
        known = groups.get(key)
        groups[key] = (
            replace(
                known,
                quantity=known.quantity + article.quantity,
                net_weight=known.net_weight + article.net_weight,
                value=known.value + article.value,
                eur_value=known.eur_value + article.eur_value,
                gross_weight=known.gross_weight + article.gross_weight,
                identifiers=tuple(
                    dict.fromkeys(known.identifiers + article.identifiers)
                ),
            )
            if known
            else replace(article, hs_code=article.hs_code[:6], unit_price=None, sku="")
        )
    return tuple(groups.values())


@dataclass(frozen=True)
class Room:
    """The space on a paper: lines of text on its first page and on the others;
    ``closing`` of them, on the last page, are for totals and signature; and characters
    on a line of the description. ``chinese``: the paper also prints the Chinese
    description.
    """

    first: int
    after: int
    closing: int
    line_length: int
    chinese: bool = True


def pages(articles, room):
    """Divide ``articles`` into pages, a tuple of tuples with at least one.

    An article that is too long for a page has its own page. Articles that do not fit
    above the closing part go to an additional last page.
    """
    spread, left = [[]], room.first
    for article in articles:
        height = _height(article, room)
        if height > left and spread[-1]:
            spread.append([])
            left = room.after
        spread[-1].append(article)
        left -= height
    last, moved = spread[-1], []
    while len(last) > 1 and left < room.closing:
        moved.insert(0, last.pop())
        left += _height(moved[0], room)
    if moved:
        spread.append(moved)
    return tuple(tuple(page) for page in spread)


def _height(article, room):
    """Return the lines that ``article`` takes; a Chinese character is as wide as two
    Latin ones.
    """
    texts = (article.description, article.description_cn if room.chinese else "")
    return max(1, sum(math.ceil(_width(text) / room.line_length) for text in texts))


def _width(text):
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
