# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What an event says, from all that is known of it: the merchant's own rules, the
carrier's codes, the text; in this order.

A wrong end is the worst reading, for a parcel that has arrived is hardly asked for any
more. So an end needs proof, and a text without any doubt.
"""

import re
from dataclasses import dataclass

from . import codes, spelling
from .grammar import understood

#: States after which no further event is expected: an event with one of them needs
#: proof.
ENDS = frozenset(("delivered", "returned", "destroyed", "lost"))
#: "EMI: delivered": a code in front of the text.
_LEADING_CODE = re.compile(r"\s*([A-Z]{2,3}|\d{4})\s?[:-]\s")
_SPECIAL = re.compile(r"[.^$*+?{}\[\]\\|()]")
_DIGITS = re.compile(r"[0-9]+")
_ANY_NUMBER = r"\\d+"


@dataclass(frozen=True)
class TrackingRule:
    """A rule of the merchant: it matches an event by its code, by its text, or by both.

    ``state`` "": the event has no meaning for the location of the parcel. A rule of
    ``doubt`` gives no state: a text that it matches is no final state (not ``state``,
    or none at all).
    """

    state: str
    code: str = ""
    #: The carrier whose code it is; "": the code means the same for all carriers.
    code_list: str = ""
    pattern: re.Pattern | None = None
    #: Must not be in the text.
    exclusion: re.Pattern | None = None
    conclusive: bool = False
    intercepted: bool = False
    correction: bool = False
    doubt: bool = False

    def fits(self, found_codes, code_list, texts):
        if self.code and (
            self.code not in found_codes or self.code_list not in ("", code_list)
        ):
            return False
        if self.pattern and not any(self.pattern.search(text) for text in texts):
            return False
        return not (
            self.exclusion and any(self.exclusion.search(text) for text in texts)
        )


@dataclass(frozen=True)
class EventReading:
    """The meaning of an event. A final ``state`` is valid only if ``conclusive``;
    ``correction``: the event corrects an earlier one.

    ``event``, ``object`` and ``modifiers`` are the parts that were found, by the names
    of :mod:`.words`; ``source`` is the origin of the state: rule, code, text or "".
    """

    state: str = ""
    conclusive: bool = False
    intercepted: bool = False
    correction: bool = False
    event: str = ""
    object: str = ""
    modifiers: tuple = ()
    source: str = ""

    @property
    def known(self):
        """The state that this event gives the parcel; "" where the state is not
        certain.
        """
        return "" if self.state in ENDS and not self.conclusive else self.state


def _codes_and_text(code, text, code_list):
    """The codes of an event, its own one and one in front of its text, and the text
    without that.
    """
    found_codes = [code.strip().upper()]
    leading = _LEADING_CODE.match(text)
    if leading and codes.meaning(leading[1], code_list):
        found_codes.append(leading[1])
        text = text[leading.end() :]
    return found_codes, text


def matches(rule, code, text, code_list=""):
    """Whether ``rule`` matches an event."""
    found_codes, text = _codes_and_text(code or "", text or "", code_list or "")
    return rule.fits(found_codes, code_list or "", spelling.spellings(text))


def pattern_of(text):
    """The regular expression for ``text`` as a whole, with any numbers in place of its
    numbers: that of "Flight CA931 departed" also matches "Flight CA77 departed".
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return f"^{_DIGITS.sub(_ANY_NUMBER, escaped)}$" if escaped else ""


class Reader:
    """Reads events; the ``rules`` of the merchant are tried first, in their order."""

    def __init__(self, rules=()):
        rules = tuple(rules)
        self._doubts = tuple(rule for rule in rules if rule.doubt)
        self._rules = tuple(rule for rule in rules if not rule.doubt)

    def read(self, code, text, code_list=""):
        """The :class:`EventReading` of an event."""
        code_list = code_list or ""
        found_codes, text = _codes_and_text(code or "", text or "", code_list)
        said = understood(text)
        texts = spelling.spellings(text) if self._doubts or self._rules else ()
        doubted = set(ENDS) if said.doubted else set()
        for doubt in self._doubts:
            if doubt.state not in doubted and doubt.fits(found_codes, code_list, texts):
                doubted |= {doubt.state} if doubt.state else ENDS
        for rule in self._rules:
            if rule.conclusive and rule.state in doubted:
                continue
            if rule.fits(found_codes, code_list, texts):
                return self._reading(
                    said,
                    "rule",
                    rule.state,
                    rule.conclusive,
                    rule.correction,
                    rule.intercepted,
                )
        return self._without_rules(said, found_codes, code_list, bool(text.strip()))

    def _without_rules(self, said, found_codes, code_list, has_text):
        meanings = (codes.meaning(each, code_list) for each in reversed(found_codes))
        state, proof = next(filter(None, meanings), ("", ""))
        if said.state and not self._contradicts(said, state, found_codes):
            return self._reading(
                said,
                "text",
                said.state,
                said.conclusive,
                said.correction,
                said.intercepted,
            )
        if said.correction:
            return self._reading(said, "text", "", correction=True)
        if not state or said.doubted:
            return self._reading(said, "", "")
        proved = proof == codes.ALWAYS or (proof == codes.ALONE and not has_text)
        if state in ENDS and not proved:
            return self._reading(said, "", "")
        return self._reading(said, "code", state, proved and state in ENDS)

    @staticmethod
    def _contradicts(said, state, found_codes):
        """Whether the text reports a final state and the code another place. The
        two-letter codes of the carrier are not precise enough for that.
        """
        return (
            said.conclusive
            and state not in ("", said.state)
            and any(len(code) > 2 for code in found_codes)
        )

    @staticmethod
    def _reading(
        said, source, state, conclusive=False, correction=False, intercepted=False
    ):
        return EventReading(
            state,
            conclusive,
            intercepted,
            correction,
            said.event,
            said.object,
            said.modifiers,
            source,
        )
