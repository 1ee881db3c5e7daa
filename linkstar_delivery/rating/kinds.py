# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The kinds of charge: the purpose of an amount between the merchant and the carrier.

The selections of records are made from this table; add a kind here and nowhere else.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChargeKind:
    """``code`` is stored with amounts and used in the files of rate cards; ``label`` is
    English. Only a kind with ``on_card`` can be a surcharge of a rate card.
    """

    code: str
    label: str
    on_card: bool = False


#: In the order of a price.
KINDS = (
    ChargeKind("freight", "Freight"),
    ChargeKind("discount", "Discount"),
    ChargeKind("fuel", "Fuel", on_card=True),
    ChargeKind("registration", "Registration", on_card=True),
    ChargeKind("remote_area", "Remote area", on_card=True),
    ChargeKind("battery", "Battery", on_card=True),
    ChargeKind("special_goods", "Special goods", on_card=True),
    ChargeKind("oversize", "Oversize", on_card=True),
    ChargeKind("peak_season", "Peak season", on_card=True),
    ChargeKind("pickup", "Pick-up", on_card=True),
    ChargeKind("signature", "Signature", on_card=True),
    ChargeKind("insurance", "Insurance", on_card=True),
    ChargeKind("ioss", "IOSS service", on_card=True),
    ChargeKind("ddp_duty", "Duty", on_card=True),
    ChargeKind("import_vat", "Import VAT"),
    ChargeKind("customs_exception", "Customs exception", on_card=True),
    ChargeKind("handling", "Handling"),
    ChargeKind("return", "Return"),
    ChargeKind("destruction", "Destruction"),
    ChargeKind("storage", "Storage"),
    ChargeKind("redelivery", "Redelivery"),
    ChargeKind("address_change", "Address change"),
    ChargeKind("claim", "Claim"),
    ChargeKind("other", "Other"),
    ChargeKind("rounding", "Rounding"),
)

CODES = tuple(kind.code for kind in KINDS)

#: The codes that ``Surcharge.code`` can have.
SURCHARGE_CODES = tuple(kind.code for kind in KINDS if kind.on_card)


def selection(codes=None):
    """[(code, label)] of the kinds with these ``codes``, or of all kinds."""
    return [
        (kind.code, kind.label) for kind in KINDS if codes is None or kind.code in codes
    ]
