# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Quotes very many requests on one card: those that differ only in what the card does
not look at are calculated once.
"""

from dataclasses import replace

from .card import PER_DUTY_ITEM, PER_ITEM, PERCENT_VALUE
from .compiled import CompiledCard
from .postcode import EVERYWHERE
from .quote import quote
from .values import NotAvailable, Price, Request

#: More different requests than this are forgotten, so that the memory has a limit.
_MOST = 5_000


class RepeatedCards:
    """``quote(card, request)`` on any number of compiled cards, as :class:`Repeated`
    does it on one.
    """

    def __init__(self):
        self._by_card = {}

    def quote(self, compiled: CompiledCard, request: Request) -> Price | NotAvailable:
        key = id(compiled)
        known = self._by_card.get(key)
        if known is None:
            # It keeps the card, so that no other one gets its id.
            known = self._by_card[key] = Repeated(compiled)
        return known.quote(request)


class Repeated:
    """``quote(request)`` gives what :func:`quote` gives for ``compiled``, but without
    steps; the parameters of reasons are those of the first such request.
    """

    def __init__(self, compiled: CompiledCard):
        self._compiled, self._known, self._places = compiled, {}, {}
        surcharges = [each.surcharge for each in compiled.surcharges]
        bases = {surcharge.basis for surcharge in surcharges}
        card = compiled.card
        self._by_value = PERCENT_VALUE in bases or card.limits.max_value is not None
        self._by_items = PER_ITEM in bases
        self._by_duty = PER_DUTY_ITEM in bases
        self._by_day = any(each.valid_from or each.valid_to for each in surcharges)
        self._by_volume = bool(compiled.discounts)

    def quote(self, request: Request) -> Price | NotAvailable:
        card = self._compiled.card
        in_time = card.valid_from <= request.on_date and (
            card.valid_to is None or request.on_date <= card.valid_to
        )
        key = (
            request.country,
            request.postcode if self._looks_at_postcodes(request.country) else None,
            request.parcels,
            request.goods_types,
            request.goods_general,
            request.options,
            in_time,
            request.on_date if self._by_day or not in_time else None,
            request.item_count if self._by_items else None,
            request.duty_items if self._by_duty else None,
            request.declared_value if self._by_value else None,
            (request.monthly_parcels, request.monthly_weight)
            if self._by_volume
            else None,
        )
        price = self._known.get(key)
        if price is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            price = quote(self._compiled, request)
            if isinstance(price, Price):
                price = replace(price, steps=())
            self._known[key] = price
        return price

    def _looks_at_postcodes(self, country):
        known = self._places.get(country)
        if known is None:
            places = [self._compiled.zones, *self._surcharge_places()]
            known = self._places[country] = not self._compiled.goes_to(country) or any(
                not _is_whole(each[country]) for each in places if country in each
            )
        return known

    def _surcharge_places(self):
        return [each.places for each in self._compiled.surcharges if each.places]


def _is_whole(stretches):
    """Whether all of the country has one owner."""
    return (stretches.lows, stretches.highs) == ((EVERYWHERE[0],), (EVERYWHERE[1],))
