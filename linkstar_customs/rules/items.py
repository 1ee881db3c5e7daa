# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The goods of one declaration for carriers and papers."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class DeclaredItem:
    """One line of a declaration.

    ``unit_price`` is the price actually paid for one unit, without VAT, in ``currency``
    (ISO 4217), with at most two places; ``unit_weight`` the net weight of one unit in
    kg, three places; ``origin`` an ISO 3166-1 alpha-2 code; ``hs_code`` 6 to 10 digits.
    Unknown texts are "". ``skus`` are the references of all products of the item.
    """

    sku: str
    description_en: str
    description_cn: str
    quantity: int
    unit_price: Decimal
    currency: str
    unit_weight: Decimal
    hs_code: str
    origin: str
    material: str
    battery: bool
    skus: tuple = ()

    @property
    def value(self):
        return self.unit_price * self.quantity

    @property
    def net_weight(self):
        return self.unit_weight * self.quantity


@dataclass(frozen=True)
class SoldGoods:
    """A quantity of one product that an order sells: ``value`` is its total price in
    the order's currency, without VAT.

    ``quantity`` is in the product's own unit; ``product`` is its id. Texts as in
    ``DeclaredItem``.
    """

    product: int
    sku: str
    hs_code: str
    description_en: str
    origin: str
    quantity: Decimal
    value: Decimal

    @classmethod
    def of(cls, declared, origin, quantity, value):
        """Create it from the values of a declared line and the code of the country of
        origin.
        """
        texts = {
            name: declared[name] or "" for name in ("sku", "hs_code", "description_en")
        }
        return cls(
            product=declared["product_id"],
            origin=origin or "",
            quantity=quantity,
            value=value,
            **texts,
        )
