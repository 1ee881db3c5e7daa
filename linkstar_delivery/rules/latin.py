# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts text for a label that prints Latin letters only."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from anyascii import anyascii

from . import greek

#: Characters beyond ASCII that are used with Latin letters and that the same printers
#: can print: ª º ° ¡ ¿ « » ‘ ’ “ ” – — ….
_SIGNS = frozenset("ªº°¡¿«»‘’‚“”„–—…·№€£")
_SYLLABLES = re.compile("(?<=[a-z])(?=[A-Z])")
#: Unicode classes them as letters, symbols or marks, but they are invisible: fillers of
#: Hangul, the empty Braille cell, joiners, variation selectors.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)


def visible(text):
    """``text`` on one line without invisible characters: zero-width spaces, direction
    marks, soft hyphens, tags. Copied addresses often contain them, and then no search
    finds the text.
    """
    if not text.isprintable() or not _EMPTY.isdisjoint(text):
        text = "".join(character for character in text if not _hidden(character))
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _hidden(character):
    # Control characters that break a line become spaces, so that words stay separate.
    if character in _EMPTY:
        return True
    return (
        unicodedata.category(character) in ("Cf", "Cc", "Cs", "Cn", "Co")
        and not character.isspace()
    )


def is_latin(text):
    """Whether all characters of ``text`` are Latin letters with any marks (ü, ł, ș),
    digits, and symbols used with them.
    """
    return text.isascii() or all(
        _stays(character) for character in unicodedata.normalize("NFC", text)
    )


def in_latin(text):
    """``text`` with all other scripts converted to Latin letters; Latin letters keep
    their marks.

    Scripts without spaces between words get a space between syllables: 北京 becomes Bei
    Jing. Characters that cannot be converted, such as pictures, are left out, so the
    result may be "".
    """
    text = unicodedata.normalize("NFC", visible(text))
    if is_latin(text):
        return text
    pieces = [_WRITTEN[kind]("".join(run)) for kind, run in groupby(text, _kind)]
    return " ".join("".join(pieces).split())


def _kind(character):
    if _stays(character):
        return "latin"
    name = unicodedata.name(character, "")
    if "CJK" in name:
        return "chinese"
    if name.startswith("GREEK ") and character.isalpha():
        return "greek"
    return "picture" if unicodedata.category(character) in ("So", "Sk") else "other"


_WRITTEN = {
    "latin": str,
    # Chinese names of people and streets have no spaces.
    "chinese": lambda run: f" {_SYLLABLES.sub(' ', anyascii(run))} ",
    "greek": greek.in_latin,
    "picture": lambda run: " ",
    "other": anyascii,
}


@lru_cache(maxsize=4096)
def _stays(character):
    if character.isascii() or character in _SIGNS:
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")
