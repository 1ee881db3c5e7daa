# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The meanings of the carriers' own codes, as far as they are public."""

ALWAYS, ALONE = "always", "alone"

#: Universal Postal Union, EMS events (UPU EDI messaging standard M40, "EMSEVT"). EMI is
#: the only final one; EXX and EDX say that a process ended, but not how.
_POSTS = {
    "EMA": ("received", ""),
    "EMB": ("departed", ""),
    "EXA": ("departed", ""),
    "EXB": ("customs_hold", ""),
    "EXC": ("departed", ""),
    "EXD": ("departed", ""),
    "EXX": ("", ""),
    "EMC": ("departed", ""),
    "EMJ": ("departed", ""),
    "EMK": ("departed", ""),
    "EMD": ("arrived", ""),
    "EDA": ("arrived", ""),
    "EDB": ("customs", ""),
    "EDC": ("customs", ""),
    "EME": ("customs_hold", ""),
    "EDX": ("customs_hold", ""),
    "EMF": ("last_mile", ""),
    "EDD": ("last_mile", ""),
    "EDE": ("last_mile", ""),
    "EDF": ("last_mile", ""),
    "EMG": ("last_mile", ""),
    "EDG": ("out_for_delivery", ""),
    "EDH": ("pickup_point", ""),
    "EMH": ("delivery_failed", ""),
    "EMI": ("delivered", ALWAYS),
}
#: GLS, states of its tracking service. DELIVERED is decided by the text: it is also
#: used when a return reaches the sender.
_GLS = {
    "PREADVICE": ("registered", ""),
    "INDELIVERY": ("out_for_delivery", ""),
    "DELIVEREDPS": ("pickup_point", ""),
    "NOTDELIVERED": ("delivery_failed", ""),
}
#: DHL Paket, standard events of its tracking interface, with the reason after "/".
#: DSPSD (disposed of) is listed under "delivered" there and has no state here.
_DHL_PARCEL = {
    "DLVRD/SERPT": ("pickup_point", ""),
    "DLVRD/CUSTM": ("customs", ""),
    "DLVRD/HNDTC": ("last_mile", ""),
    "RETRN": ("returning", ""),
    "EXPHD/LOSTX": ("", ""),
    "RCCLS/LOSTX": ("lost", ALWAYS),
}

#: {owner of the codes: {code: (state, proof)}}; "": codes that mean the same for all
#: carriers.
CODES = {
    "": {
        **_POSTS,
        **_GLS,
        **_DHL_PARCEL,
        # Departed from a facility: the same for Linkstar and DHL Express.
        "DF": ("departed", ""),
    },
    # The interface of the carrier's system.
    "linkstar": {
        "NO": ("none", ""),
        "IR": ("registered", ""),
        "ND": ("out_for_delivery", ""),
        "CC": ("delivered", ALONE),
    },
    # DHL Express, checkpoint codes of its tracking guide.
    "dhl_express": {
        "PU": ("received", ""),
        "AR": ("last_mile", ""),
        "WC": ("out_for_delivery", ""),
        "CC": ("pickup_point", ""),
        "ND": ("delivery_failed", ""),
        "NH": ("delivery_failed", ""),
        "BA": ("delivery_failed", ""),
        "RD": ("delivery_failed", ""),
        "RT": ("returning", ""),
        "OK": ("delivered", ALONE),
    },
    # Hermes Germany, parcel states; 4630 (location unknown) has no meaning.
    "hermes": {
        **dict.fromkeys(("3500", "3510", "3520", "3530"), ("delivered", ALWAYS)),
        "7500": ("returned", ALWAYS),
    },
    # DPD Germany, kinds of scans. 13 (delivered) is decided by the text: shops scan it,
    # too.
    "dpd": {
        "03": ("out_for_delivery", ""),
        "10": ("last_mile", ""),
        "14": ("delivery_failed", ""),
    },
}


def meaning(code, code_list):
    """(state, proof) of a code, or ``None`` for an unknown code."""
    code = code.strip().upper()
    return CODES.get(code_list, {}).get(code) or CODES[""].get(code)
