# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The numbers in a barcode that was scanned, or typed by hand."""

import re

#: "]C1" and the like: the barcode type, which some scanners put in front (ISO/IEC
#: 15424).
_SYMBOLOGY = re.compile(r"^\][A-Z][0-9A-Z]")
_SEPARATOR = "\x1d"
#: GS1 application identifiers of a parcel: SSCC, consignment, shipment, route. The
#: value ends at a separator.
_GS1 = re.compile(r"^\(?(?:00(?=\)?\d{18}$)|40[0123])\)?(?P<number>.+)$")
#: Postcode of the consignee, then the number: "420" + ZIP + number, as on labels of the
#: United States Postal Service.
_ROUTED = re.compile(r"^\(?420\)?(?:\d{5}|\d{9})(?P<number>9\d{19,25})$")
_LONGEST = 100


def candidates(text):
    """The numbers, in capitals, that ``text`` may mean, the most literal one first;
    none when it is empty or much too long.

    Spaces, lower case, control characters, barcode types and GS1 prefixes come from
    scanners and people.
    """
    kept = "".join(
        char
        for char in text or ""
        if char == _SEPARATOR or (char.isprintable() and not char.isspace())
    ).upper()
    if not kept or len(kept) > _LONGEST:
        return ()
    bare = _SYMBOLOGY.sub("", kept)
    found = [kept.replace(_SEPARATOR, ""), bare.replace(_SEPARATOR, "")]
    for element in bare.split(_SEPARATOR):
        found.append(element)
        for pattern in (_GS1, _ROUTED):
            match = pattern.match(element)
            if match:
                found.append(match["number"].strip("()"))
    return tuple(dict.fromkeys(number for number in found if number))
