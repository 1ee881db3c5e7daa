"""Descriptions of goods as ICS2 reads them: in plain English, what it is and of what; vague ones are refused before loading.

Source: ICS2 stop words and rules of the goods description, Regulation (EU) No 952/2013 art. 127, release 3.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .problem import Finding

MISSING, LATIN, SYMBOLS, SHORT = "description_missing", "description_latin", "description_symbols", "description_short"
REPEATED, FILE, LONG = "description_repeated", "description_file", "description_long"
ONLY, CONTAINS = "description_only_term", "description_term"

_FILE = re.compile(r"\S+\.(pdf|docx?|xlsx?|csv|txt|jpe?g|png|gif|zip|xml)", re.I)
_FEWEST_LETTERS = 3
#: Characters that are looked at; no declaration takes a tenth of them.
_LONGEST_READ = 5000


@dataclass(frozen=True)
class Term:
    """A word or phrase that says nothing about goods.

    A ``severity`` "block": a description of nothing else is refused, one that contains it is worth a warning. "warn": a
    description of nothing else is worth a warning. ``source`` is who published it.
    """

    text: str
    severity: str
    source: str = ""


def clean(text):
    """``text`` without blanks around it and with single ones inside; "" for nothing."""
    return " ".join((text or "").split())


def check(text, terms=(), limit=0):
    """Everything that is wrong with an English description, a tuple of ``Finding``, () when nothing is.

    ``terms``: a tuple of ``Term`` that hold on the day; ``limit``: the longest text in characters, 0 for any length.
    """
    text = clean(text)
    if not text:
        return (Finding(MISSING, "block"),)
    length, text = len(text), text[:_LONGEST_READ]
    found = [Finding(code, severity, detail) for code, severity, detail in _form(text)]
    if limit and length > limit:
        found.append(Finding(LONG, "block", str(length)))
    return tuple(found) + (() if any(one.severity == "block" for one in found) else _vague(text, terms))


def _form(text):
    latin = [character for character in text if character.isalpha() and "LATIN" in unicodedata.name(character, "")]
    if not any(character.isalpha() for character in text):
        yield SYMBOLS, "block", text
    elif not latin:
        yield LATIN, "block", text
    elif len(latin) < _FEWEST_LETTERS:
        yield SHORT, "block", text
    for repeated in re.finditer(r"(\S)\1\1", text, re.I):
        # A number such as 5000 may be meant.
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
    if not re.search(r"[^\W\d_]", re.sub(r"\b(and|or|of|the|for|with|x|no)\b", " ", rest)):
        # Nothing but such terms and numbers. One that is only worth a warning makes the whole so: it may be meant.
        severity = "warn" if any(severities[word].severity == "warn" for word in found) else "block"
        return (Finding(ONLY, severity, text, severities[found[0]].source),) if found else ()
    return tuple(
        Finding(CONTAINS, "warn", severities[word].text, severities[word].source)
        for word in found
        if severities[word].severity == "block"
    )


def _words(text):
    """``text`` in one case, its words parted by single blanks and nothing else."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=8)
def _compiled(terms):
    """({words of a term: term}, a pattern of them all, longer ones first)."""
    by_words = {_words(term.text): term for term in reversed(terms) if _words(term.text)}
    longest_first = sorted(by_words, key=lambda words: (-len(words), words))
    return by_words, re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")
