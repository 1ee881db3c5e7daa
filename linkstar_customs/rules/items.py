"""The goods of one declaration as carriers and papers read them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class DeclaredItem:
    """One line of a declaration.

    ``unit_price`` is the price really paid for one unit, without VAT, in ``currency`` (ISO 4217), at most two places;
    ``unit_weight`` the net weight of one unit in kg, three places; ``origin`` an ISO 3166-1 alpha-2 code; ``hs_code`` 6 to
    10 digits. A text that is not known is "". ``skus`` are the references of all products in an item of several.
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
class Goods:
    """Some of one product that an order sells: ``value`` is what all of it costs, in the order's currency, without VAT.

    ``quantity`` is in the product's own unit; ``product`` is its id. Texts as of ``DeclaredItem``.
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
        """Of the values of a declared line, and the code of the country of origin."""
        texts = {name: declared[name] or "" for name in ("sku", "hs_code", "description_en")}
        return cls(product=declared["product_id"], origin=origin or "", quantity=quantity, value=value, **texts)
