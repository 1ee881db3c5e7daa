"""What an event of a parcel's history says. The rules are data of ``linkstar.tracking.rule``; this reads them.

A wrong end is the worst reading, for a parcel that has arrived is hardly asked for any more. So an end needs a rule that is
conclusive, and a text without doubt: negations, plans, conditions, questions and corrections are rules, too.
"""

import re
import unicodedata
from dataclasses import dataclass

#: States after which nothing more is expected: what a rule reads as one of them needs proof.
ENDS = frozenset(("delivered", "returned", "destroyed", "lost"))
#: A longer text is cut before it is read, and ends nothing: what was cut may have taken it back.
LONGEST = 600
#: Different texts whose reading is remembered; feeds repeat a few hundred sentences.
_REMEMBERED = 5000
#: "EMI: delivered": a code of its own that stands before the text.
_LEADING_CODE = re.compile(r"([A-Z]{2,3}|\d{4})\s?[:-]\s")
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "’": "'", "‘": "'", "`": "'", "´": "'"})
_DASHES = re.compile("[\u2010-\u2015]")
_PADDING = " .。…/"


@dataclass(frozen=True)
class Rule:
    """One row of the table: it fits an event by its code, by its text, or by both.

    ``state`` "" means that the event says nothing about where the parcel is. A rule of ``doubt`` gives no state: it keeps texts that it
    fits from being an end (of ``state``, or of any).
    """

    state: str
    code: str = ""
    #: Whose code it is; "": the code means the same for all.
    code_list: str = ""
    pattern: re.Pattern | None = None
    #: What must not be in the text.
    exclusion: re.Pattern | None = None
    conclusive: bool = False
    intercepted: bool = False
    correction: bool = False
    doubt: bool = False

    def fits(self, codes, code_list, texts):
        if self.code and (self.code not in codes or self.code_list not in ("", code_list)):
            return False
        if self.pattern and not any(self.pattern.search(text) for text in texts):
            return False
        return not (self.exclusion and any(self.exclusion.search(text) for text in texts))


@dataclass(frozen=True)
class Reading:
    """What an event says. An end in ``state`` holds only if ``conclusive``; ``correction``: it takes back what was read before."""

    state: str = ""
    conclusive: bool = False
    intercepted: bool = False
    correction: bool = False

    @property
    def known(self):
        """The state that this event may put the parcel into; "" where none is certain."""
        return "" if self.state in ENDS and not self.conclusive else self.state


class Reader:
    """Reads events by ``rules``, the first one first."""

    def __init__(self, rules):
        rules = tuple(rules)
        self._doubts = tuple(rule for rule in rules if rule.doubt)
        self._rules = tuple(rule for rule in rules if not rule.doubt)
        self._readings = {}

    def read(self, code, text, code_list=""):
        """The :class:`Reading` of an event by the first rule that fits."""
        key = (code or "", text or "", code_list or "")
        reading = self._readings.get(key)
        if reading is None:
            if len(self._readings) >= _REMEMBERED:
                self._readings.clear()
            reading = self._readings[key] = self._read(*key)
        return reading

    def _read(self, code, text, code_list):
        text = text.strip(_PADDING)
        cut, text = len(text) > LONGEST, text[:LONGEST]
        codes, texts = {code.strip().upper()}, spellings(text)
        if leading := _LEADING_CODE.match(text):
            codes.add(leading[1])
        doubted = set(ENDS) if cut else set()
        for doubt in self._doubts:
            if doubt.state not in doubted and doubt.fits(codes, code_list, texts):
                doubted |= {doubt.state} if doubt.state else ENDS
        for rule in self._rules:
            if rule.state in doubted and rule.conclusive:
                continue
            if rule.fits(codes, code_list, texts):
                return Reading(rule.state, rule.conclusive, rule.intercepted, rule.correction)
        return Reading()


def spellings(text):
    """``text`` as it stands, and in plain letters where that differs: without accents, wide letters, typographic signs. One pattern
    without accents fits both, as feeds write both."""
    text = " ".join(text.split())
    plain = unicodedata.normalize("NFKD", _DASHES.sub("-", text.translate(_LETTERS)))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return (text,) if plain == text else (text, plain)
