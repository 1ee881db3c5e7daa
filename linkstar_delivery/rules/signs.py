"""Words that addresses are recognised by. Data only: add what is missing, the checks need no change.

Sources: the postal addressing pages of the Universal Postal Union per country, DHL's page on Packstation and Postfiliale."""

#: Countries where a street has a number, but for a few places that say so (``NO_NUMBER``). Not among them: Ireland, the United Kingdom
#: and Malta, where a house may have a name only, and the countries outside Europe.
NUMBERED = frozenset(
    (
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IT", "LI", "LT", "LU", "LV", "NL", "NO",
        "PL", "PT", "RO", "SE", "SI", "SK",
    )
)

#: How people write that a house has no number, in lower case.
NO_NUMBER = (
    "s/n", "s.n.", "sn", "snc", "s.n.c.", "sin número", "sin numero", "senza numero", "sans numéro", "ohne hausnummer", "o. nr.",
    "bez numeru", "b/n", "bb",
)

#: Places that hold parcels for who has a customer number there, in lower case: country → names.
LOCKERS = {"DE": ("packstation", "postfiliale")}
#: How many digits that customer number has: country → (at least, at most). In Germany it is the Postnummer.
LOCKER_NUMBERS = {"DE": (6, 10)}

#: A post office box as a pattern of a whole line or the beginning of one, in lower case: country ("" for any) → pattern.
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
