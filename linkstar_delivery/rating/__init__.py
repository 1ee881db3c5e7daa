"""The carrier's price model, offline and without Odoo: ``quote(compile_card(card), request)``.

``problems`` says what is wrong with a card, ``split`` makes parcels of an order before packing. What ``quote`` and ``problems``
answer are codes with parameters, all of them listed in :mod:`explain`; the models put them into sentences.
"""

from .available import limit_reasons
from .card import Area, Bracket, Card, Discount, Limits, Surcharge, WeightRule, Zone
from .check import problems
from .compiled import CompiledCard, compile_card
from .quote import quote
from .split import Box, Item, split
from .values import CardProblem, NotAvailable, Parcel, Price, Reason, Request, Step

__all__ = [
    "Area",
    "Box",
    "Bracket",
    "Card",
    "CardProblem",
    "CompiledCard",
    "Discount",
    "Item",
    "Limits",
    "NotAvailable",
    "Parcel",
    "Price",
    "Reason",
    "Request",
    "Step",
    "Surcharge",
    "WeightRule",
    "Zone",
    "compile_card",
    "limit_reasons",
    "problems",
    "quote",
    "split",
]
