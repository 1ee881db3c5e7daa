"""What a label in Latin letters can show of a text, and what it shows instead of the rest."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from anyascii import anyascii

#: Signs beyond ASCII that are written next to Latin letters and printed by what prints those: ª º ° ¡ ¿ « » ‘ ’ “ ” – — ….
_SIGNS = frozenset("ªº°¡¿«»‘’‚“”„–—…·№€£")
_SYLLABLES = re.compile("(?<=[a-z])(?=[A-Z])")


def is_latin(text):
    """Whether all of ``text`` is Latin letters with whatever marks (ü, ł, ș), figures, and the signs that go with them."""
    return all(_stays(character) for character in unicodedata.normalize("NFC", text))


def in_latin(text):
    """``text`` with everything that is not Latin written in Latin letters; Latin letters keep their marks.

    Scripts without spaces between words get them between the syllables: 北京 is Bei Jing. What cannot be written at all, as a
    picture, is left out, so that an answer of "" is possible."""
    text = unicodedata.normalize("NFC", text)
    if is_latin(text):
        return text
    pieces = [_WRITTEN[kind]("".join(run)) for kind, run in groupby(text, _kind)]
    return " ".join("".join(pieces).split())


def _kind(character):
    if _stays(character):
        return "latin"
    if "CJK" in unicodedata.name(character, ""):
        return "chinese"
    return "picture" if unicodedata.category(character) in ("So", "Sk", "Cn", "Co", "Cf") else "other"


_WRITTEN = {
    "latin": str,
    # Names of people and streets in Chinese have no spaces of their own.
    "chinese": lambda run: f" {_SYLLABLES.sub(' ', anyascii(run))} ",
    "picture": lambda run: " ",
    "other": anyascii,
}


@lru_cache(maxsize=4096)
def _stays(character):
    if character.isascii() or character in _SIGNS:
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")
