"""Rate cards as values of ``rating.card``, and back."""
from collections import defaultdict
from decimal import Decimal

from odoo import models

from ..rating import card as terms
from ..rating import notation, sheet_columns

#: Fields of the records; those of the weight rule have other names in ``WeightRule``.
_CARD = ("valid_from", "valid_to", "priced_per", "discounts", "discount_per")
_WEIGHT_RULE = {column.header: column.attribute for column in sheet_columns.WEIGHT_RULE}
_LIMITS, _ZONE, _BRACKET, _SURCHARGE = (
    tuple(column.attribute for column in group)
    for group in (sheet_columns.LIMITS, sheet_columns.ZONE, sheet_columns.BRACKET, sheet_columns.SURCHARGE)
)
#: Numbers of which 0 in a record says that there is none.
_NONE_AT_ZERO = frozenset({
    "divisor", "over_ratio", "over_side", "weight_step", "max_weight", "max_side", "max_side_sum", "max_girth", "max_value", "max_parcels",
    "up_to", "days_min", "days_max", "over_weight",
})
#: What an empty text or date is in the dataclasses.
_EMPTY = {"name": "", "last_mile": "", "valid_from": None, "valid_to": None}
#: Fields whose text is read and written by ``rating.notation``.
_NOTATIONS = {
    "areas": (notation.areas, notation.areas_text),
    "excluded": (notation.areas, notation.areas_text),
    "goods_types": (notation.words, notation.words_text),
    "discounts": (notation.discounts, notation.discounts_text),
}


class LinkstarRateCard(models.Model):
    _name = "linkstar.rate.card"
    _inherit = "linkstar.rate.card"

    def _value(self):
        """This card as a ``rating.card.Card``: six queries at most, however many brackets it has."""
        self.ensure_one()
        card_sudo = self.sudo()
        zones_sudo = card_sudo.env["linkstar.rate.zone"].search_fetch([("card_id", "=", self.id)], _ZONE)
        brackets_sudo = card_sudo.env["linkstar.rate.bracket"].search_fetch([("zone_id", "in", zones_sudo.ids)], ["zone_id", *_BRACKET])
        surcharges_sudo = card_sudo.env["linkstar.rate.surcharge"].search_fetch([("card_id", "=", self.id)], _SURCHARGE)
        by_zone = defaultdict(list)
        for bracket in brackets_sudo:
            by_zone[bracket.zone_id.id].append(terms.Bracket(**_attributes(bracket, _BRACKET)))
        rule = _attributes(card_sudo, _WEIGHT_RULE)
        return terms.Card(
            service_code=card_sudo.service_id.code or "",
            currency=card_sudo.currency_id.name or "",
            places=card_sudo.currency_id.decimal_places,
            zones=tuple(terms.Zone(**_attributes(zone, _ZONE), brackets=tuple(by_zone[zone.id])) for zone in zones_sudo),
            weight_rule=terms.WeightRule(**{_WEIGHT_RULE[name]: value for name, value in rule.items()}),
            limits=terms.Limits(**_attributes(card_sudo, _LIMITS)),
            surcharges=tuple(terms.Surcharge(**_attributes(surcharge, _SURCHARGE)) for surcharge in surcharges_sudo),
            **_attributes(card_sudo, _CARD),
        )

    def _take_over(self, card, currency):
        """Make this draft what ``card`` (a ``rating.card.Card`` in ``currency``) says; its line stays."""
        rule = {name: getattr(card.weight_rule, attribute) for name, attribute in _WEIGHT_RULE.items()}
        values = {**_values(card, _CARD), **_values(card.limits, _LIMITS), **{name: _stored(name, value) for name, value in rule.items()}}
        self.write({**values, "currency_id": currency.id})
        self._take_over_parts(card)

    def _take_over_parts(self, card):
        """Replace zones, brackets and surcharges by those of ``card``."""
        self.ensure_one()
        self.zone_ids.unlink()
        self.surcharge_ids.unlink()
        zones = self.env["linkstar.rate.zone"].create([
            {"card_id": self.id, "sequence": number, **_values(zone, _ZONE)} for number, zone in enumerate(card.zones, 1)
        ])
        self.env["linkstar.rate.bracket"]._insert(zones, [zone.brackets for zone in card.zones])
        self.env["linkstar.rate.surcharge"].create([
            {"card_id": self.id, "sequence": number, **_values(each, _SURCHARGE)} for number, each in enumerate(card.surcharges, 1)
        ])


def _attributes(record, names):
    """Fields of a record as attributes of a dataclass."""
    return {name: _read(name, record[name]) for name in names}


def _values(part, names):
    """Attributes of a dataclass as fields of a record."""
    return {name: _stored(name, getattr(part, name)) for name in names}


def _read(name, value):
    if name in _NOTATIONS:
        return _NOTATIONS[name][0](value or "")
    if not value and name in _NONE_AT_ZERO:
        return None
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        return value.strip()
    return _EMPTY.get(name, value) if value is False else value


def _stored(name, value):
    if name in _NOTATIONS:
        return _NOTATIONS[name][1](value)
    if value is None:
        return False
    return float(value) if isinstance(value, Decimal) else value
