# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Words that identify parts of addresses. Data only: add missing words here, the checks
need no change.

Sources: the postal addressing pages of the Universal Postal Union per country, DHL's
page on Packstation and Postfiliale.
"""

#: Countries where a street has a house number, except for places that say so
#: (``NO_NUMBER``). Ireland, the United Kingdom and Malta are not included, because a
#: house there may have only a name, nor are countries outside Europe.
NUMBERED = frozenset(
    (
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    )
)

#: How people write that a house has no number, in lower case.
NO_NUMBER = (
    "s/n",
    "s.n.",
    "sn",
    "snc",
    "s.n.c.",
    "sin número",
    "sin numero",
    "senza numero",
    "sans numéro",
    "ohne hausnummer",
    "o. nr.",
    "bez numeru",
    "b/n",
    "bb",
)

#: Lockers and shops that need a customer number, in lower case: country → names.
LOCKERS = {"DE": ("packstation", "postfiliale")}
#: The number of digits of that customer number: country → (minimum, maximum). In
#: Germany it is the Postnummer.
LOCKER_NUMBERS = {"DE": (6, 10)}

#: A post office box, as a pattern of a whole line or of the beginning of a line, in
#: lower case: country ("" for any) → pattern.
BOXES = {
    "": r"p\.? ?o\.? ?box|post office box|postfach|邮政信箱",
    "BE": r"postbus|bo[iî]te postale|b\.?p\.? \d",
    "BG": r"п\.? ?к\.? ?\d",
    "CZ": r"p\.? ?o\.? ?box|poštovní přihrádka",
    "DK": r"postboks|postbox|boks \d",
    "ES": r"apartado|apdo",
    "FI": r"pl \d|postilokero|pb \d",
    "FR": r"bo[iî]te postale|b\.?p\.? \d|cs \d{5}|tsa \d{5}",
    "GR": r"τ\.? ?θ\.? ?\d|t\.? ?th\.? ?\d",
    "HR": r"p\.? ?p\.? \d",
    "HU": r"pf\.? ?\d|postafiók",
    "IT": r"casella postale|c\.? ?p\.? \d",
    "LU": r"bo[iî]te postale|b\.?p\.? \d",
    "NL": r"postbus",
    "NO": r"postboks|pb \d",
    "PL": r"skr\.? ?poczt(?:owa)?|skrytka pocztowa|skrytka \d",
    "PT": r"apartado",
    "RO": r"c\.? ?p\.? \d|căsuța poștală",
    "SE": r"box \d|postbox",
    "SI": r"p\.? ?p\.? \d|poštni predal",
    "SK": r"p\.? ?o\.? ?box|poštový priečinok",
}
