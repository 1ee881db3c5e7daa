# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The words of a language as a tree of phrases. The longest phrase that begins at a
word is the one that counts.
"""

from functools import cache

from . import spelling
from .table import OBJECTS
from .words import ABBREVIATIONS, ARTICLES, LANGUAGES

#: The number of different words whose entries are cached, for each language.
_REMEMBERED = 20_000
#: The minimum length of a stem.
_SHORTEST = 3
#: The minimum length of a word that is recognised with a wrong letter: a shorter one
#: may be another word.
_LONG = 7


class Lexicon:
    """``words`` {names of meanings: phrases}, ``endings``, ``articles`` and ``short``
    {abbreviation: word}, as in :mod:`.words`. Only a language with abbreviations has
    its misspelt words corrected.
    """

    def __init__(self, words, endings, articles=frozenset(), short=None):
        self.articles = articles
        self._short = short or {}
        self._words = set()
        #: {what is left of a long word without one of its letters: words}
        self._misspelt = {}
        self._spelt = {}
        #: {word or "stem*": (its meanings where a phrase ends, the tree of the next
        #: words)}
        self._tree = {}
        self._stems = set()
        self._longest = _SHORTEST
        self._entries = {}
        for meanings, phrases in words.items():
            for phrase in phrases.split(","):
                for filled in _filled(phrase.strip(), words):
                    for form in _forms(filled, endings):
                        self._add(form, tuple(meanings.split()))
        if short:
            self._allow_misspelt()

    def _add(self, phrase, meanings):
        keys = []
        for kind, token in spelling.tokens(spelling.plain(phrase)):
            if token == "*":
                keys[-1] += "*"
                self._stems.add(keys[-1])
                self._longest = max(self._longest, len(keys[-1]))
            elif kind != "sign":
                keys.append(token.lower())
        # The article itself is a word, too.
        keys = [key for key in keys if key not in self.articles] or keys
        self._words.update(keys)
        tree, entry = self._tree, None
        for key in keys:
            entry = tree.setdefault(key, [(), {}])
            tree = entry[1]
        if entry is not None:
            entry[0] = tuple(dict.fromkeys((*entry[0], *meanings)))

    def _allow_misspelt(self):
        for word in sorted(self._tree):
            if len(word) < _LONG or not word.isalpha():
                continue
            # A word that says nothing may hide one that does.
            if self._tree[word][0] != ("fill",):
                for left in {word, *_one_less(word)}:
                    self._misspelt.setdefault(left, []).append(word)

    def spelt(self, word, name=False):
        """``word`` in full and without a wrong letter. ``name``: it may be a name, and
        is not taken for a person or a place.
        """
        found = self._spelt.get((word, name))
        if found is None:
            if len(self._spelt) >= _REMEMBERED:
                self._spelt.clear()
            found = self._short.get(word) or self._corrected(word, name)
            self._spelt[word, name] = found
        return found

    def _corrected(self, word, name):
        if (
            len(word) < _LONG - 1
            or not word.isalpha()
            or word in self._words
            or self._stems.intersection(self.entries(word))
        ):
            return word
        meant = {
            other
            for left in (word, *_one_less(word))
            for other in self._misspelt.get(left, ())
            # "Deliverer" is not "delivered".
            if other[0] == word[0]
            and (len(other) != len(word) or other[-1] == word[-1])
            and not (name and not OBJECTS.isdisjoint(self._tree[other][0]))
        }
        if len({self._tree[other][0] for other in meant}) != 1:
            return word
        return min(meant)

    def entries(self, word):
        """The keys of the tree that match ``word``, the longest first."""
        found = self._entries.get(word)
        if found is None:
            if len(self._entries) >= _REMEMBERED:
                self._entries.clear()
            stems = (
                f"{word[:length]}*"
                for length in range(min(len(word), self._longest), _SHORTEST - 1, -1)
            )
            found = self._entries[word] = (
                word,
                *(stem for stem in stems if stem in self._stems),
            )
        return found

    def knows(self, word):
        return any(key in self._tree for key in self.entries(word))

    def phrase(self, words, start):
        """(meanings, length) of the longest phrase that begins at ``start``; the length
        is 0 if there is none.
        """
        best, length = (), 0
        paths = [(self._tree, start)]
        while paths:
            tree, at = paths.pop()
            if at == len(words) or not tree:
                continue
            for key in self.entries(words[at]):
                entry = tree.get(key)
                if entry is not None:
                    taken = at + 1 - start
                    if entry[0] and taken > length:
                        best, length = entry[0], taken
                    paths.append((entry[1], at + 1))
        return best, length


def _one_less(word):
    """``word`` without each of its letters."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _filled(phrase, words):
    """``phrase``, with each single word of a meaning in place of its "{meaning}"."""
    before, opened, rest = phrase.partition("{")
    if not opened:
        return [phrase]
    meaning, _closed, after = rest.partition("}")
    return [
        found
        for word in words[meaning].split(",")
        if " " not in word.strip()
        for found in _filled(f"{before}{word.strip()}{after}", words)
    ]


def _forms(phrase, endings):
    """``phrase``, and its forms with the other endings of its participles."""
    yield phrase
    for ending, others in endings.items():
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            for other in others:
                yield " ".join(
                    f"{word.removesuffix(ending)}{other}"
                    if word.endswith(ending)
                    else word
                    for word in phrase.split()
                )


@cache
def lexicon_of(language):
    """The lexicon of ``language``, made at its first use: all of them take half a
    second, and most processes of Odoo read no tracking text.
    """
    return Lexicon(
        *LANGUAGES[language],
        ARTICLES.get(language, frozenset()),
        ABBREVIATIONS.get(language),
    )
