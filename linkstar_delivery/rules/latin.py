"""What a label in Latin letters can show of a text, and what it shows instead of the rest."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from anyascii import anyascii

from . import greek

#: Signs beyond ASCII that are written next to Latin letters and printed by what prints those: ª º ° ¡ ¿ « » ‘ ’ “ ” – — ….
_SIGNS = frozenset("ªº°¡¿«»‘’‚“”„–—…·№€£")
_SYLLABLES = re.compile("(?<=[a-z])(?=[A-Z])")
#: Unicode calls them letters, signs or marks, and they show nothing: fillers of Hangul, the empty Braille cell, joiners, selectors of
#: a variant.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(map(chr, range(0xFE00, 0xFE10)))


def visible(text):
    """``text`` on one line, without the characters that nobody sees: zero-width spaces, marks of direction, soft hyphens, tags. They
    come along when somebody copies an address, and then no search finds it."""
    if not text.isprintable() or not _EMPTY.isdisjoint(text):
        text = "".join(character for character in text if not _hidden(character))
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _hidden(character):
    # Controls that break a line are white space, which parts words.
    if character in _EMPTY:
        return True
    return unicodedata.category(character) in ("Cf", "Cc", "Cs", "Cn", "Co") and not character.isspace()


def is_latin(text):
    """Whether all of ``text`` is Latin letters with whatever marks (ü, ł, ș), figures, and the signs that go with them."""
    return all(_stays(character) for character in unicodedata.normalize("NFC", text))


def in_latin(text):
    """``text`` with everything that is not Latin written in Latin letters; Latin letters keep their marks.

    Scripts without spaces between words get them between the syllables: 北京 is Bei Jing. What cannot be written at all, as a
    picture, is left out, so that an answer of "" is possible."""
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
    # Names of people and streets in Chinese have no spaces of their own.
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
