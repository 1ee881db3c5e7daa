# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Divides a text into clauses, each a set of meanings, in one pass from left to
right.
"""

from dataclasses import dataclass
from functools import lru_cache

from . import spelling
from .lexicon import lexicon_of
from .table import CUTS, DOUBTS, EVENTS, OBJECTS, PREPOSITIONS
from .words import ABBREVIATIONS, LANGUAGES

#: In these languages the noun before another noun describes it: "recipient's depot".
_NOUN_FIRST = ("en", "de", "zh")
_OWNERS = frozenset(("buyer", "neighbour", "sender", "carrier", "customs"))
#: "GLS Italy" is a carrier, not a part of the country.
_COUNTRIES = frozenset(("abroad", "china", "dest", "origin"))
#: These do not take the place of the noun before them.
_KEPT_APART = _COUNTRIES | {"data", "docs"}
#: "The sender's depot" is not the sender, but his letterbox is.
_OFFICES = frozenset(("depot", "carrier", "courier", "customs"))
#: A person with one of these in front is not the consignee's.
_EMPLOYERS = _OFFICES | {
    "customs",
    "sender",
    "airline",
    "airport",
    "warehouse",
    "shop",
    "home",
}
#: A clause with one of these has a place of its own.
_PLACES = frozenset((*_COUNTRIES, "inward", "outward", "carrier", "home", "sender"))
#: Before a colon, these are a sentence: "Not returned: …"; "Return: …" is a heading.
_TOLD = frozenset(("return", "refuse", "absent", "badaddress", "fail"))
_ONLY_RETURN = frozenset(("return", "reverse", "item", "colon", "sender", "to:sender"))
#: A proof of delivery as a heading, and what it can prove.
_PROVES = frozenset(("evidence", "colon", "subj:paper"))
_GIVEN_TO = frozenset(("deliver", "sign", "put", "hand"))
#: "Returned or destroyed" says that nobody knows which.
_ENDED = (
    frozenset(("deliver", "sign", "put", "hand", "take")),
    frozenset(("return",)),
    frozenset(("destroy",)),
    frozenset(("lose",)),
)
#: The meanings of "is in", "stored in".
_STANDS = ("store", "at")
_SEARCH_OVER = frozenset(("done", "over"))
_SEARCH_HEADING = _SEARCH_OVER | {"item", "vain", "colon"}
_DUTY_PAID = frozenset(("duty", "pay"))
#: Signs that separate clauses, and signs that separate sentences.
_COMMAS = frozenset(",;()[]{}|、〔〕《》【】〈〉·•>/")
_STOPS = frozenset(".!?。…\n")
_BRACKETS = frozenset("([{【〔")
_QUOTES = frozenset("\"'")
_LATIN = tuple(name for name in LANGUAGES if name != "zh")
_PLACE_ENDS = frozenset("市省区县国州镇")


#: German: a clause that begins with its verb is a condition, "Wird … nicht …, so …".
_VERBS_FIRST = frozenset(("wird", "werden", "sollte", "sollten"))
_NEGATIONS = frozenset(("nicht", "kein", "keine", "niemand"))

#: "Delivered between 10:00 and 12:00" is a promise.
_BETWEEN = frozenset(("between", "zwischen", "entre", "tra", "miedzy"))

#: English: what may stand between a verb and its particle, and these particles.
_HANDLED = frozenset(
    ("it", "them", "parcel", "package", "item", "shipment", "goods", "consignment")
)
_PARTICLES = frozenset(
    (
        "off",
        "in",
        "back",
        "over",
        "up",
        "on",
        "out",
        "away",
        "down",
        "along",
        "through",
        "aside",
    )
)

#: "Not unclaimed": unclear, where a language denies with one word.
_TWO_DENIALS = frozenset(("not", "nobody"))

_NO_WEIGHT = (0,) * len(_LATIN)


@dataclass(frozen=True)
class Clause:
    meanings: frozenset
    events: tuple
    objects: tuple
    #: The clause has unknown words where no name is expected.
    strange: bool
    #: "If …, the goods …": what follows the comma depends on it, too.
    opens_with_if: bool = False

    def also(self, *meanings):
        """This clause, with ``meanings`` added."""
        return Clause(
            self.meanings.union(meanings),
            self.events,
            self.objects,
            self.strange,
            self.opens_with_if or "if" in meanings,
        )

    def with_objects(self, others):
        """This clause, with the objects of ``others`` added."""
        if not others:
            return self
        return Clause(
            self.meanings.union(
                *(
                    {*other.objects, *(f"at:{name}" for name in other.objects)}
                    for other in others
                )
            ),
            self.events,
            self.objects + tuple(name for other in others for name in other.objects),
            self.strange or any(other.strange for other in others),
        )


def _conditional(words):
    return words[0] in _VERBS_FIRST and not _NEGATIONS.isdisjoint(words)


@lru_cache(maxsize=20_000)
def _languages(word):
    """For each language except Chinese, how strongly ``word`` indicates it."""
    weight = 1 if len(word) < 4 else 2
    return tuple(weight if lexicon_of(name).knows(word) else 0 for name in _LATIN)


class Text:
    """A text, read once from left to right."""

    def __init__(self, text):
        plain = spelling.plain(text)
        self._tokens = spelling.tokens(plain)
        self._capitals = plain.isupper()
        self._words = [token.lower() for _kind, token in self._tokens]
        self._weights = [
            _languages(word) if kind == "word" else _NO_WEIGHT
            for (kind, _token), word in zip(self._tokens, self._words, strict=True)
        ]
        self._scores = self._scored(self._weights)
        self.quoted = False
        #: A sentence stands before a colon.
        self.headed = False
        self._clauses = []

    @staticmethod
    def _scored(weights):
        return [sum(column) for column in zip(_NO_WEIGHT, *weights, strict=True)]

    def _language(self, start, end):
        """The language of a part of the text; the whole text has a say, too."""
        scores = self._scored(self._weights[start:end])
        totals = [
            2 * own + whole for own, whole in zip(scores, self._scores, strict=True)
        ]
        return _LATIN[totals.index(max(totals))]

    def clauses(self):
        """The clauses as they stand; see :func:`joined`."""
        start, carried, bracket = 0, False, False
        clauses = []
        for at, (kind, token) in enumerate([*self._tokens, ("sign", ".")]):
            if kind != "sign":
                continue
            if token in _QUOTES and self._opens_quote(at):
                self.quoted = True
            if token not in _COMMAS and token not in _STOPS:
                continue
            new = self._part(start, at, bracket)
            if carried:
                new = [clause.also("if") for clause in new]
            clauses += new
            if token == "?" and clauses:
                clauses[-1] = clauses[-1].also("ask")
            if new:
                carried = token == "," and new[0].opens_with_if
            if token in _STOPS:
                carried = False
            start, bracket = at + 1, token in _BRACKETS
        return clauses

    def _part(self, start, end, bracket):
        """The clauses between two signs."""
        if start == end:
            return ()
        new, headed = _parsed(
            self._language(start, end),
            tuple(self._tokens[start:end]),
            bracket,
            self._capitals,
        )
        self.headed = self.headed or headed
        return new

    def _opens_quote(self, at):
        """A quotation mark with no word before it, or a double one."""
        return (
            self._tokens[at][1] == '"' or at == 0 or self._tokens[at - 1][0] == "sign"
        )


@lru_cache(maxsize=5000)
def _parsed(language, tokens, bracket, capitals):
    """The clauses of ``tokens``, which have no sign that separates clauses, and whether
    a sentence stands before a colon.
    """
    lexicon = lexicon_of(language)
    tokens = [each for each in tokens if each[1].lower() not in lexicon.articles]
    words = [token.lower() for _kind, token in tokens]
    if language in ABBREVIATIONS:
        words = [
            lexicon.spelt(word, at > 0 and tokens[at][1][0].isupper())
            for at, word in enumerate(words)
        ]
        _join_particles(lexicon, words)
    latin = any(kind == "word" for kind, _token in tokens)

    def opened():
        return _OpenClause(language, bracket, capitals, latin)

    clause, clauses, headed = opened(), [], False
    if language == "de" and words and _conditional(words):
        clause.condition()
    at = 0
    while at < len(tokens):
        kind, token = tokens[at]
        length = 1
        if kind in ("word", "han"):
            chosen = lexicon_of("zh") if kind == "han" else lexicon
            meanings, length = _phrase(chosen, words, at)
            if words[at] == "going" and _goes_there(chosen, words, at + length):
                meanings = ("forward", "to")
            if not length:
                clause.unknown(kind, token, at)
                length = 1
            elif not CUTS.isdisjoint(meanings):
                clauses.append(clause)
                clause = opened()
                clause.follows(clauses[-1], meanings)
            elif words[at] == "s":
                clause.possessive(at)
            else:
                clause.add(meanings, at, at + length)
                if length > 1 and words[at + length - 1] == "s":
                    clause.owns(at + length)
        elif kind == "number":
            clause.number(tokens, at)
        else:
            clause.sign(token)
            if token == ":" and clause.tells:
                headed = True
                clauses.append(clause)
                clause = opened()
            elif token == ":" and clause.closes:
                clauses.append(clause)
                clause = opened()
        at += length
    clauses.append(clause)
    return tuple(each.done() for each in clauses if not each.empty), headed


def _phrase(lexicon, words, at):
    meanings, length = lexicon.phrase(words, at)
    if length == 2 and meanings[:2] == _STANDS and lexicon.phrase(words, at + 1)[1] > 1:
        # "Is in the air": the longer phrase begins at "in".
        return lexicon.phrase(words[: at + 1], at)
    return meanings, length


def _join_particles(lexicon, words):
    """Change "handed it over" to "handed over it", in place."""
    if _PARTICLES.isdisjoint(words):
        return
    for at in range(len(words) - 2):
        if (
            words[at + 2] in _PARTICLES
            # "Back to the depot" is a phrase.
            and not (words[at + 2] == "back" and words[at + 3 : at + 4])
            and words[at + 1] in _HANDLED
            and lexicon.phrase([words[at], words[at + 2]], 0)[1] == 2
            and lexicon.phrase(words, at)[1] < 3
        ):
            words[at + 1], words[at + 2] = words[at + 2], words[at + 1]


def _goes_there(lexicon, words, at):
    """Whether "going to" is followed by a place, not by a verb."""
    return words[at - 1] == "to" and not OBJECTS.isdisjoint(
        lexicon.phrase(words, at)[0]
    )


class _OpenClause:
    """A clause while it is read."""

    def __init__(self, language, bracket, capitals, latin=True):
        self._noun_first = language in _NOUN_FIRST
        self._german = language == "de"
        self._english = language == "en"
        #: "Left the depot", but 离开 has a word of its own.
        self._object_is_left = self._english and latin
        self._bracket = bracket
        self._capitals = capitals
        self.meanings = set()
        self._events = []
        self._objects = []
        self._pending = ()
        self._owner = None
        #: Where the name of the person who signed would stand.
        self._signed = -1
        #: The prepositions of the last object, and where it ended.
        self._noun = ((), -1)
        #: Where what belongs to the last object would stand.
        self._possessed = -1
        self._strangers = []
        self._strange = False
        self._negated = -2
        self._opens_with_if = False

    @property
    def empty(self):
        said = self.meanings - {"contrary"}
        return not said and not self._strange and not self._strangers

    def condition(self):
        self.meanings.add("if")
        self._opens_with_if = True

    def follows(self, before, meanings):
        """Read the word between this clause and the one before."""
        if "but" in meanings and "not" in before.meanings:
            before.meanings.add("but")
        if "because" in meanings:
            self.meanings.add("because")
        elif "but" in meanings:
            self.meanings.add("contrary")

    @property
    def tells(self):
        """Whether the words before a colon are a sentence of their own."""
        return (
            bool(self._events)
            and self._events[-1] in _TOLD
            and "paper" not in self.meanings
            and not self.meanings <= _ONLY_RETURN
        )

    @property
    def closes(self):
        """Whether the words before a colon are "search closed"."""
        return _SEARCH_OVER <= self.meanings <= _SEARCH_HEADING and not self._strangers

    def add(self, meanings, at, end):
        pending = tuple(name for name in meanings if name in PREPOSITIONS)
        for name in meanings:
            if name in EVENTS:
                self.meanings.add(name)
                self._events.append(name)
                self._pending = ()
                if name == "sign":
                    self._signed = end
            elif name in OBJECTS:
                self._object(name, at, end, pending)
            elif name not in PREPOSITIONS and name != "fill":
                if name == "not" and self._denies_twice(at):
                    self.meanings.add("maybe")
                if name == "not":
                    self._negated = at
                if name == "if" and not self._events:
                    self._opens_with_if = True
                if name == "item" and self._english:
                    self._pending = ()
                    if self._possessed == at:
                        # "The recipient's parcel" was not given to him.
                        self.meanings.discard("to:buyer")
                self.meanings.add(name)
        if self._english and self.meanings >= _TWO_DENIALS:
            self.meanings.add("maybe")
        if pending and OBJECTS.isdisjoint(meanings):
            self._pending = pending

    def _denies_twice(self, at):
        """Whether a second negation makes the clause unclear; most languages deny with
        two words.
        """
        return self._negated == at - 1 or (self._english and self._negated >= 0)

    def _object(self, name, at, end, case):
        """``case``: the prepositions that the word itself stands for ("nadawcy")."""
        if name == "neighbour" and self._employer(at):
            # "Customs staff" are customs.
            self._noun = (self._noun[0], end)
            return
        described = (
            self._owner
            and self._noun_first
            and (self._owner[1] == at or (self._noun[1] == at and self._office(name)))
        )
        if described and name not in _KEPT_APART:
            self.meanings -= self._owner[0]
        before = self._pending or case or self._compound(at) or (self._unnamed(),)
        new = {name, *(f"{word}:{name}" for word in before)} - self.meanings
        self.meanings |= new
        self._objects.append(name)
        self._owner = (new, at + 1) if name in _OWNERS else None
        self._noun = (before, end)
        self._pending = ()

    def _office(self, name):
        """Whether this object of somebody is not where he is himself."""
        return name in _OFFICES or (name == "shop" and "buyer" in self._owner[0])

    def possessive(self, at):
        """Read the "s" of "the carrier's"."""
        if self._noun[1] == at:
            self._noun = (self._noun[0], at + 1)

    def owns(self, end):
        """What stands at ``end`` belongs to the object before."""
        self._possessed = end

    def _employer(self, at):
        return (
            self._noun_first and self._noun[1] == at and self._objects[-1] in _EMPLOYERS
        )

    def _compound(self, at):
        """The prepositions of the noun that describes this one: "to the Lyon depot"."""
        before, end = self._noun
        return before if self._noun_first and end == at and before != ("subj",) else ()

    def _unnamed(self):
        """What an object without a preposition is: "left the depot" is from there."""
        if not self._events:
            return "subj"
        left = self._object_is_left and self._events[-1] == "depart"
        return "from" if left else "to"

    def number(self, tokens, at):
        if "by" in self._pending and "from" not in self._pending:
            # "by 18:00" is a promise.
            self.meanings.add("promise")
        if at and tokens[at - 1][1].lower() in _BETWEEN:
            self.meanings.add("promise")
        if (
            self._english
            and at
            and tokens[at - 1][1].lower() == "for"
            and not tokens[at][1].isalnum()
        ):
            # "Confirmed for 12/05" is a promise; "for 10 days" is not.
            self.meanings.add("promise")
        around = [token.lower() for _kind, token in tokens[at : at + 3]]
        if around[0].isdigit() and len(around[0]) < 3 and "in" in self._pending:
            self.meanings.add("promise")
        if (len(around) > 1 and around[1] in ("%", "=")) or "%" in around[0]:
            self.meanings.add("part")
        if (
            len(around) == 3
            and around[1] in ("of", "von", "sur", "z", "di", "de", "out")
            and around[2].isdigit()
            and around[0].isdigit()
        ):
            self.meanings.add("part")

    def sign(self, token):
        if token in "=%~":
            self.meanings.add("part")
        elif token == ":":
            self.meanings.add("colon")
            self._negated = -2
            if self._events and self._events[-1] == "sign":
                # "Signed: " is followed by a name.
                self._pending = ("by",)
            elif self._objects == ["buyer"] and not self._german:
                # "Recipient: " too.
                self._pending = ("by",)
            if self._strangers:
                # The text before a colon is not a name.
                self._strange = True

    def unknown(self, kind, token, at):
        if not (self._named(kind, token, at) or self._neighbour_named(kind, token, at)):
            self._strangers.append(token)

    def _neighbour_named(self, kind, token, at):
        """Whether an unknown word after "neighbour" is the neighbour's name."""
        return (
            self._owner is not None
            and self._noun[1] == at
            and "neighbour" in self._owner[0]
            and (kind == "han" or token[0].isupper())
            and (
                kind == "han"
                or (token.isupper() if self._german else not self._capitals)
            )
        )

    def _named(self, kind, token, at):
        """Whether an unknown word may be a name: after "by", "in" or "signed"."""
        # German nouns have a capital letter, too, and in a text in capitals every word
        # has.
        if self._signed == at and not (self._german or self._capitals):
            return kind == "word" and token[0].isupper()
        slots = {"by", "from"}
        if not (self._german or self._capitals):
            slots.add("in")
        if not slots.intersection(self._pending):
            return False
        return kind == "han" or self._capitals or token[0].isupper()

    def done(self):
        if (
            self.meanings >= _PROVES
            and self._events
            and self._events[0] in _GIVEN_TO
            and "to:paper" not in self.meanings
        ):
            # "Proof of delivery: signed by …"
            self.meanings -= {"paper", "subj:paper", "evidence"}
        if "either" in self.meanings:
            self.meanings.remove("either")
            if sum(not end.isdisjoint(self._events) for end in _ENDED) > 1:
                self.meanings.add("maybe")
        return Clause(
            frozenset(self.meanings),
            tuple(self._events),
            tuple(self._objects),
            self._strange or (bool(self._strangers) and not self._is_place()),
            self._opens_with_if,
        )

    def _is_place(self):
        """Whether a clause is only a name, such as the name of a town."""
        if self.meanings or self._strange:
            return False
        if self._bracket:
            return True
        if "".join(self._strangers)[-1] in _PLACE_ENDS:
            return True
        return (
            not self._german
            and not self._capitals
            and len(self._strangers) <= 3
            and all(word[0].isupper() for word in self._strangers)
        )


def _placed(clause, place):
    """``clause`` at ``place``, if it has an event and no place of its own: "Arrived at
    the depot and measured, Dongguan".
    """
    if not clause.events or clause.meanings & (DOUBTS | _PLACES):
        return clause
    return clause.with_objects([place])


def joined(clauses):
    """Add clauses that only name an object to the clause before, or to the next one."""
    done, waiting = [], []
    for clause in clauses:
        if clause.events or clause.meanings & DOUBTS or not clause.objects:
            if clause.meanings & DOUBTS:
                done += waiting
            else:
                clause = clause.with_objects(waiting)
            done.append(clause)
            waiting = []
        elif {"paper", "docs", "data"}.intersection(clause.objects):
            done.append(clause)
        elif done and done[-1].meanings >= _DUTY_PAID:
            # "Duty paid, parcel in the depot": the duty is not there.
            waiting.append(clause)
        elif done and done[-1].events and not done[-1].meanings & DOUBTS:
            if _COUNTRIES.issuperset(clause.objects):
                done = [_placed(each, clause) for each in done]
            else:
                done[-1] = done[-1].with_objects([clause])
        else:
            waiting.append(clause)
    return [*done, *waiting]
