# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Names and addresses of sender and consignee that ICS2 refuses: "N/A", "unknown", only
punctuation.
"""

STOP_WORD, NO_LETTERS = "party_stop_word", "party_no_letters"


def check(text, stop_words):
    """Return what is wrong with one line of a name or address: a code of this module,
    or "". ``stop_words``: texts in any case.

    An empty line is correct here: other checks find missing lines.
    """
    text = " ".join((text or "").split())
    if not text:
        return ""
    if _bare(text) in {_bare(word) for word in stop_words}:
        return STOP_WORD
    return "" if any(character.isalnum() for character in text) else NO_LETTERS


def _bare(text):
    return " ".join(text.casefold().split())
