"""The goods of one declaration as carriers and papers read them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class DeclaredItem:
    """One line of a declaration.

    ``unit_price`` is the price really paid for one unit, without VAT, in ``currency`` (ISO 4217), at most two places;
    ``unit_weight`` the net weight of one unit in kg, three places; ``origin`` an ISO 3166-1 alpha-2 code; ``hs_code`` 6 to
    10 digits. A text that is not known is "".
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

    @property
    def value(self):
        return self.unit_price * self.quantity
