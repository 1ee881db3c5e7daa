# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Greek in Latin letters as in Greek passports and identity cards: ELOT 743, which ISO
843 and ICAO 9303 refer to.
"""

import re
import unicodedata

from anyascii import anyascii

_LETTERS = {
    "α": "a",
    "β": "v",
    "γ": "g",
    "δ": "d",
    "ε": "e",
    "ζ": "z",
    "η": "i",
    "θ": "th",
    "ι": "i",
    "κ": "k",
    "λ": "l",
    "μ": "m",
    "ν": "n",
    "ξ": "x",
    "ο": "o",
    "π": "p",
    "ρ": "r",
    "σ": "s",
    "ς": "s",
    "τ": "t",
    "υ": "y",
    "φ": "f",
    "χ": "ch",
    "ψ": "ps",
    "ω": "o",
}
_VOICELESS = "θκξπσςτφχψ"
_ACUTE, _DIAERESIS = "\u0301", "\u0308"
#: A letter with its marks, when the marks are separate characters.
_MARKED = re.compile("(.)([\u0300-\u036f]*)", re.DOTALL)


def in_latin(word):
    """``word``, a sequence of Greek letters, in Latin letters without marks. Upper case
    stays upper case.
    """
    letters = [
        (mark[1], mark[2])
        for mark in _MARKED.finditer(unicodedata.normalize("NFD", word))
    ]
    upper = word.isupper() and len(letters) > 1
    written, position = [], 0
    while position < len(letters):
        taken, latin = _next(letters, position)
        if letters[position][0].isupper():
            latin = latin.upper() if upper else latin.capitalize()
        written.append(latin)
        position += taken
    return "".join(written)


def _next(letters, position):
    """(the number of letters from ``position`` on that are converted together, the
    result in lower case).
    """
    first, marks = letters[position]
    second, next_marks = (
        letters[position + 1] if position + 1 < len(letters) else ("", "")
    )
    after = letters[position + 2][0].lower() if position + 2 < len(letters) else ""
    pair = (first + second).lower()
    if (
        pair in ("αυ", "ευ", "ηυ")
        and _ACUTE not in marks
        and _DIAERESIS not in next_marks
    ):
        return 2, _LETTERS[pair[0]] + ("f" if not after or after in _VOICELESS else "v")
    if pair == "ου" and _ACUTE not in marks and _DIAERESIS not in next_marks:
        return 2, "ou"
    if pair in ("γγ", "γξ", "γχ"):
        return 2, f"n{_LETTERS[pair[1]]}"
    if pair == "μπ" and (position == 0 or position + 2 == len(letters)):
        return 2, "b"
    # Letters of old texts, and Coptic letters.
    return 1, _LETTERS.get(first.lower()) or anyascii(first).lower()
