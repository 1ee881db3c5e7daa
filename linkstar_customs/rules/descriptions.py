# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Checks of descriptions of goods for ICS2, which refuses vague ones before loading:
they state in plain English what the goods are and what they are made of.

Source: ICS2 stop words and rules of the goods description, Regulation (EU) No 952/2013
art. 127, release 3.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .finding import Finding

MISSING, LATIN, SYMBOLS, SHORT = (
    "description_missing",
    "description_latin",
    "description_symbols",
    "description_short",
)
REPEATED, FILE, LONG = "description_repeated", "description_file", "description_long"
ONLY, CONTAINS = "description_only_term", "description_term"

_FILE = re.compile(r"\S+\.(pdf|docx?|xlsx?|csv|txt|jpe?g|png|gif|zip|xml)", re.I)
_FEWEST_LETTERS = 3
#: Maximum number of characters that are checked; declarations take less than a tenth.
_LONGEST_READ = 5000


@dataclass(frozen=True)
class Term:
    """A word or phrase that does not describe goods.

    ``severity`` "block": a description with no other words is refused, one with other
    words gets a warning. "warn": a description with no other words gets a warning.
    ``source`` is the authority that published it.
    """

    text: str
    severity: str
    source: str = ""


def clean(text):
    """Return ``text`` without spaces around it and with single spaces inside; "" for
    nothing.
    """
    return " ".join((text or "").split())


def check(text, terms=(), limit=0, allowed=frozenset()):
    """Return everything that is wrong with an English description, a tuple of
    ``Finding``, () if nothing is.

    ``terms``: a tuple of ``Term`` in force on the day; ``limit``: maximum number of
    characters, 0 for any length. ``allowed``: words in lower case that may have a
    letter three times in a row, such as sizes and types of batteries.
    """
    text = clean(text)
    if not text:
        return (Finding(MISSING, "block"),)
    length, text = len(text), text[:_LONGEST_READ]
    found = [
        Finding(code, severity, {"text": part})
        for code, severity, part in _form(text, allowed)
    ]
    if limit and length > limit:
        found.append(Finding(LONG, "block", {"text": str(length)}))
    return tuple(found) + (
        () if any(one.blocks for one in found) else _vague(text, terms)
    )


def _form(text, allowed):
    latin = [
        character
        for character in text
        if character.isalpha() and "LATIN" in unicodedata.name(character, "")
    ]
    if not any(character.isalpha() for character in text):
        yield SYMBOLS, "block", text
    elif not latin:
        yield LATIN, "block", text
    elif len(latin) < _FEWEST_LETTERS:
        yield SHORT, "block", text
    others = re.sub(
        r"\w+", lambda word: "" if word[0].casefold() in allowed else word[0], text
    )
    for repeated in re.finditer(r"(\S)\1\1", others, re.I):
        # A number such as 5000 may be correct.
        yield REPEATED, "warn" if repeated[1].isdigit() else "block", repeated[0]
        break
    if _FILE.fullmatch(text):
        yield FILE, "block", text


def _vague(text, terms):
    if not terms:
        return ()
    severities, any_term = _compiled(tuple(terms))
    words = _words(text)
    rest = _words(any_term.sub(" ", words))
    found = list(dict.fromkeys(match[0] for match in any_term.finditer(words)))
    if not re.search(
        r"[^\W\d_]", re.sub(r"\b(and|or|of|the|for|with|x|no)\b", " ", rest)
    ):
        # Only such terms and numbers. One term with a warning makes the whole a
        # warning: it may be correct.
        severity = (
            "warn"
            if any(severities[word].severity == "warn" for word in found)
            else "block"
        )
        return (
            (Finding(ONLY, severity, {"text": text}, severities[found[0]].source),)
            if found
            else ()
        )
    return tuple(
        Finding(
            CONTAINS, "warn", {"text": severities[word].text}, severities[word].source
        )
        for word in found
        if severities[word].severity == "block"
    )


def _words(text):
    """Return ``text`` in lower case, only its words, separated by single spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=8)
def _compiled(terms):
    """Return ({words of a term: term}, a pattern of all terms, longer ones first)."""
    by_words = {
        _words(term.text): term for term in reversed(terms) if _words(term.text)
    }
    longest_first = sorted(by_words, key=lambda words: (-len(words), words))
    return by_words, re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")
