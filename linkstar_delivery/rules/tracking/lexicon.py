# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The words of a language as a tree of phrases. The longest phrase that begins at a
word is the one that counts.
"""

from . import spelling
from .words import ARTICLES, LANGUAGES

#: The number of different words whose entries are cached, for each language.
_REMEMBERED = 20_000
#: The minimum length of a stem.
_SHORTEST = 3


class Lexicon:
    """``words`` {names of meanings: phrases}, ``endings`` and ``articles``, as in
    :mod:`.words`.
    """

    def __init__(self, words, endings, articles=frozenset()):
        self.articles = articles
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
        tree, entry = self._tree, None
        for key in keys:
            entry = tree.setdefault(key, [(), {}])
            tree = entry[1]
        if entry is not None:
            entry[0] = tuple(dict.fromkeys((*entry[0], *meanings)))

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


LEXICONS = {
    name: Lexicon(*table, ARTICLES.get(name, frozenset()))
    for name, table in LANGUAGES.items()
}
