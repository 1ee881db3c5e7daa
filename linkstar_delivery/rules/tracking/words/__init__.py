# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the readers know of each language: plain tables, to be corrected by whoever
speaks it.

A table is ``{"meanings": "phrase, phrase, …"}``. ``*`` at the end of a word stands for
any ending (``zugestellt*``), ``{buyer}`` for each single word with that meaning;
accents and capitals do not matter. One phrase may have several meanings
(``"deliver fail"``). The longest phrase wins, so a longer one may take a word out of
what it usually means.

Events
    deliver (is delivered), delivery (the noun), sign (signed for), hand (handed over),
    put (left, placed), take (received, accepted, collected), return, destroy, lose,
    find, refuse, absent, badaddress, attempt, fail, impossible, out (on the vehicle),
    ready (for collection), hold, inspect, clear (released, cleared), pay, arrive, land,
    depart, load (into a plane), transit, process (sorted, weighed, …), forward, store
    (lies, remains), create (label, order), order (booked, announced), misroute, delay,
    done, begin, intercept, noinfo, wait, missing, need
Objects
    buyer, neighbour (and household), box (letter box, safe place), shop (locker, shop,
    post office), airline, plane, airport, customs, duty, depot, warehouse, carrier (of
    the last mile, or any company), courier (a person), sender, vehicle, export, import,
    origin, china, dest, abroad (another country), inward, outward (offices of
    exchange), home (return warehouse), paper (cards, labels, messages), docs (that
    customs ask for), data, packaging, item, place (an area, no person)
What changes a sentence
    not, notyet, nobody, nolonger, will, wish, if, maybe, said, wrong, cancel, ask,
    part, promise, after, present, decided, today
Little words
    to, by, from, at, in, with (before an object), and, but, because, fill (says
    nothing)
Beside another meaning
    collect (take: by somebody who came for it), accept (take: may mean to agree), noun
    (destroy, lose: it says only what is talked about), over (done: a search), status
    (what was reported before), reverse (return: a parcel that travels to its sender),
    came (return: it is somewhere again, which need not be the sender), sorting (depot:
    of the carrier of the last mile, where it is abroad), evidence (paper: a proof of
    delivery), either (that word between two events)
"""

from . import de, en, es, fr, it, pl, zh

#: Words that a phrase may have between its words or not, by language.
ARTICLES = {"en": en.ARTICLES}

#: {abbreviation: the word in full}, by language.
ABBREVIATIONS = {"en": en.ABBREVIATIONS}

LANGUAGES = {
    module.__name__.rpartition(".")[2]: (module.WORDS, getattr(module, "ENDINGS", {}))
    for module in (en, zh, de, fr, pl, it, es)
}
