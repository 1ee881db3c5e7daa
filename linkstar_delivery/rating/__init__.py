# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The carrier's price model, offline and without Odoo: ``quote(compile_card(card),
request)``.

``problems`` finds the errors of a card. ``split`` divides an order into parcels before
it is packed. ``quote`` and ``problems`` return codes with parameters, which are all
listed in :mod:`explain`; the models turn them into sentences.
"""

from .available import limit_reasons
from .card import (
    Area,
    Bracket,
    Card,
    Discount,
    ParcelLimits,
    Surcharge,
    WeightRule,
    Zone,
)
from .check import problems
from .compiled import CompiledCard, compile_card
from .quote import quote
from .split import Box, Item, split
from .values import CardProblem, NotAvailable, Parcel, Price, PriceStep, Reason, Request

__all__ = [
    "Area",
    "Box",
    "Bracket",
    "Card",
    "CardProblem",
    "CompiledCard",
    "Discount",
    "Item",
    "NotAvailable",
    "Parcel",
    "ParcelLimits",
    "Price",
    "PriceStep",
    "Reason",
    "Request",
    "Surcharge",
    "WeightRule",
    "Zone",
    "compile_card",
    "limit_reasons",
    "problems",
    "quote",
    "split",
]
