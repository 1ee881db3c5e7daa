# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Combines the clauses of a text into its meaning."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from . import spelling
from .clauses import Clause, Text, joined
from .table import DOUBTS, EVENTS, RANK, stands_for

_DIGIT = re.compile(r"\d")
#: The objects that can receive a parcel, in the order in which one is shown.
_SHOWN = (
    "buyer",
    "neighbour",
    "box",
    "shop",
    "airline",
    "plane",
    "customs",
    "home",
    "warehouse",
    "depot",
    "carrier",
    "courier",
    "sender",
    "airport",
    "vehicle",
    "paper",
    "docs",
    "packaging",
)
#: The parts of a reading that an event shows.
SHOWN = EVENTS.union(DOUBTS, _SHOWN)
#: Reports that a word of ``wrong`` or ``cancel`` takes back.
_REPORTED = frozenset(
    ["deliver", "sign", "return", "destroy", "lose", "take", "put", "hand", "out"]
)
_SCAN = frozenset(("delivery", "process"))
_TAKEN_BACK = frozenset(("wrong", "cancel"))
_PAPERS = frozenset(("paper", "docs"))


@dataclass(frozen=True)
class Understood:
    """The meaning of a text. ``state`` may be final only with ``conclusive``;
    ``doubted``: no final state can come from this text, with any rule.
    """

    event: str = ""
    object: str = ""
    modifiers: tuple = ()
    state: str = ""
    conclusive: bool = False
    correction: bool = False
    intercepted: bool = False
    doubted: bool = False


def understood(text):
    """The :class:`Understood` for a text of any length."""
    cut = len(text) > spelling.LONGEST
    if "&#" in text:
        # Before its digits are replaced.
        text = html.unescape(text)
    # Carriers repeat a few hundred sentences with other dates and numbers.
    return _understood(_DIGIT.sub("0", text[: spelling.LONGEST]), cut)


@lru_cache(maxsize=5000)
def _understood(text, cut):
    read = Text(text)
    return _meaning(tuple(read.clauses()), read.quoted, read.headed, cut)


@lru_cache(maxsize=5000)
def _meaning(clauses, quoted, headed, cut):
    """Texts that differ only in names have the same clauses."""
    clauses = _searched(_after_customs(_same_person(joined(clauses))))
    modifiers = set().union(*(clause.meanings & DOUBTS for clause in clauses))
    if quoted:
        modifiers.add("said")
    if cut:
        modifiers.add("part")
    strange = any(clause.strange for clause in clauses)
    tried = headed or (bool(clauses) and clauses[0].meanings >= _TRIED)
    plain = not (strange or quoted or cut) and _reason(clauses)
    found = _combined(clauses, tried or ((bool(modifiers) or strange) and not plain))
    return Understood(
        *_shown(found.clause),
        tuple(sorted(modifiers)),
        found.state,
        found.end,
        found.correction,
        found.state == "received" and "intercept" in found.clause.meanings,
        bool(modifiers),
    )


def _same_person(clauses):
    """The driver who did not find the address also acts in a next clause that names
    nobody: "… and brought it back".
    """
    done = list(clauses)
    for at, clause in enumerate(done[1:]):
        before = done[at].meanings
        if (
            "subj:courier" in before
            and before & _CAUSES
            and clause.meanings <= _BROUGHT_BACK
        ):
            done[at + 1] = clause.also("courier", "subj:courier")
    return done


def _after_customs(clauses):
    """Only the delivery, where all other clauses say that customs are done with the
    parcel or that the duty was paid: "duty paid, delivered".
    """
    ends = [clause for clause in clauses if _plainly_delivered(clause)]
    if not ends or len(ends) == len(clauses):
        return clauses
    place = clauses.index(ends[-1])
    firm = any(clause.meanings & _SURELY for clause in ends) or any(
        "clear" in clause.meanings and clause.meanings <= _CLEARED
        for clause in clauses[:place]
    )
    if all(
        clause in ends or _settled(clause, at < place, firm)
        for at, clause in enumerate(clauses)
    ):
        return ends
    return clauses


def _searched(clauses):
    """One clause that the parcel is lost, in place of "search closed: not found"."""
    done = []
    for clause in clauses:
        if (
            done
            and not (clause.strange or done[-1].strange)
            and (clause.meanings >= _NOT_FOUND or clause.meanings >= _NO_TRACE)
            and clause.meanings <= _NOT_FOUND_HERE | _NO_TRACE
            and done[-1].meanings >= _CLOSED
            and done[-1].meanings <= _SEARCH_CLOSED
        ):
            done[-1] = _LOST
        else:
            done.append(clause)
    return done


def _plainly_delivered(clause):
    return (
        not clause.strange
        and not clause.meanings & DOUBTS
        and bool(clause.meanings & _HAS_IT)
        and stands_for(clause.meanings) == ("delivered", True)
    )


def _settled(clause, before, firm):
    """Whether a clause about customs is no more than a step ``before`` a delivery, or
    the payment at it. ``firm``: the text names the person who has the parcel.
    """
    meanings = clause.meanings
    if clause.strange or not meanings & _DUE:
        return False
    if meanings <= _PAID and meanings & {"pay", "take"}:
        return True
    if "because" in meanings:
        return meanings <= _HELD
    if not before:
        return False
    if meanings <= _CLEARED and meanings & {"clear", "done"}:
        return True
    # "Held until 3 May, now delivered".
    return meanings <= _HELD and (firm or bool(meanings & {"after", "done"}))


def _reason(clauses):
    """Whether all that is denied in the text is that somebody took the parcel, which
    is why it came to its end: "not collected, destroyed".
    """
    if any(
        clause.meanings & _UNSURE for clause in clauses if "because" in clause.meanings
    ):
        return False
    told = [clause for clause in clauses if "because" not in clause.meanings]
    denied = [clause for clause in told if clause.meanings & DOUBTS]
    ends = [clause for clause in told if clause.meanings & _UNWANTED]
    return (
        bool(ends)
        and all(
            clause.meanings <= _NOT_TAKEN
            and clause.meanings & {"take", "find"}
            and ("find" in clause.meanings or told.index(clause) < told.index(ends[-1]))
            for clause in denied
        )
        and not any(
            clause.meanings & {"deliver", "sign", "put", "hand"}
            for clause in told
            if clause not in denied
        )
    )


@dataclass(frozen=True)
class _Found:
    clause: Clause | None = None
    state: str = ""
    end: bool = False
    correction: bool = False


@dataclass(frozen=True)
class _Tale:
    """What all clauses of a text say about each of them."""

    #: Meanings that each clause gets.
    flags: frozenset
    #: It was on its way to another country, and landed on the way.
    stopover: bool
    #: It waits for its departure.
    leaving: bool
    #: It was sorted or delivered wrongly.
    astray: bool
    #: Its flight was cancelled.
    grounded: bool
    #: It travels to another country.
    outbound: bool


def _tale(clauses):
    said = frozenset().union(*(clause.meanings for clause in clauses))

    def any_with(first, second=frozenset()):
        """Whether one clause says ``first`` and one of ``second``."""
        return first in said and any(
            first in clause.meanings and (not second or clause.meanings & second)
            for clause in clauses
        )

    flags = set()
    if "return" in said and any(
        "return" in clause.meanings and not clause.meanings & _NO_WAY_BACK
        for clause in clauses
    ):
        flags.add("back")
    if said & _AT_CUSTOMS:
        flags.add("at_customs")
    if said >= _NOT_ON_VAN and said.isdisjoint(_LEAVES_CHINA):
        # "Not loaded, for the van was full".
        flags.add("vehicle")
    if said & _BY_AIR and not said & _LANDED:
        flags.add("by_air")
    if any(clause.meanings >= _FOR_DELIVERY for clause in clauses):
        flags.add("sorting")
    if any(
        "china" in clause.meanings
        and clause.meanings & _MOVES
        and clause.meanings & _TO_DEPOT
        and not clause.meanings & _LEAVES_CHINA
        for clause in clauses
    ):
        flags.add("domestic")
    return _Tale(
        frozenset(flags),
        stopover="transit" in said and not said & _FOREIGN,
        leaving=any_with("wait", _LEAVING),
        astray="misroute" in said or any_with("badaddress", _DELIVERED),
        grounded=any_with("delay", _PLANE),
        outbound=any_with("depart", _TO_FOREIGN) or any_with("forward", _TO_FOREIGN),
    )


def _read(clauses):
    """[(clause, its state, whether it may be an end)] of the clauses of one text."""
    tale = _tale(clauses)
    read, exported = [], False
    for clause in clauses:
        meanings = clause.meanings | tale.flags
        if read and "but" in read[-1][0].meanings:
            # "Not … but …" is no contradiction.
            meanings -= {"contrary"}
        if "return" in meanings and not clause.meanings & _GOES_HOME:
            # "Delivered to a wrong house, fetched back" is no return.
            if tale.astray:
                meanings = meanings - _WAY_BACK | {"misroute"}
            elif tale.grounded:
                meanings = meanings - _WAY_BACK | {"plane"}
        if tale.astray and meanings >= _WRONG_HOUSE and not meanings & _NOT_THERE:
            meanings = meanings - {"badaddress"} | {"misroute"}
        if tale.stopover and meanings & {"plane", "airport"}:
            meanings |= {"transit"}
        if (
            tale.outbound
            and meanings >= _LEFT_DEPOT
            and not meanings & (_NOT_IN_CHINA | DOUBTS)
        ):
            meanings |= {"origin"}
        if tale.leaving and "airport" in meanings:
            # "Arrived at the airport, awaiting the flight" is where it departs.
            meanings |= {"origin"}
        # "Export customs: inspected, released" is one authority.
        exported = exported or "export" in meanings
        if exported and "clear" in meanings and "import" not in meanings:
            meanings |= {"export"}
        read.append((clause, *stands_for(meanings)))
    for at, (clause, _state, end) in enumerate(read[:-1]):
        # "Not delivered but brought to the depot": the second counts.
        other, instead, _end = read[at + 1]
        if "but" in clause.meanings and instead and not other.meanings & DOUBTS:
            read[at] = (clause, "", end)
    return read


def _combined(clauses, doubted):
    """The :class:`_Found` of all clauses of a text."""
    read = _read(clauses)
    if correction := _correction(read):
        return correction
    for clause in clauses:
        if "ask" in clause.meanings and clause.meanings & _REPORTED:
            return _Found(clause)
    plain = [_Found(clause, state) for clause, state, end in read if state and not end]
    if any(clause.meanings & _SEARCHED for clause in clauses):
        # "Not found, search closed": the parcel, not its number.
        plain = [found for found in plain if found.state != "none"]
    plain = _not_left(_not_presented(plain))
    plain = _not_begun(_released(_still_there(plain)))
    further = max(plain, key=lambda found: RANK[found.state], default=_Found())
    ends = [(clause, state) for clause, state, end in read if end]
    if not ends or _turned_up(clauses, ends):
        return further
    clause, state = max(
        ends, key=lambda end: (RANK[end[1]], bool(end[0].meanings & _PEOPLE))
    )
    if doubted:
        if state == "returned" and not further.state:
            return _Found(clause, "returning")
        return further if further.state else _Found(clause)
    if not clause.events and len(clauses) > 1:
        # "In the letterbox": what is there?
        return further
    same = [each for each, other in ends if other == state]
    place = clauses.index(clause)
    if _contradicted(clauses, clause, state, same) or any(
        not _agrees(found, clause, state, clauses.index(found.clause) < place)
        for found in plain
    ):
        return further
    return _Found(clause, state, end=True)


def _contradicted(clauses, clause, state, same):
    """Whether what else is said in ``clauses`` speaks against the end ``state`` of
    ``clause``; ``same``: the clauses that say it, too.
    """
    place = clauses.index(clause)
    if state == "delivered" and _absent_themselves(clauses, place):
        return True
    if state == "returned" and any(
        "return" in each.meanings and each.meanings & {"begin", "decided", "refuse"}
        for each in clauses[:place]
    ):
        return True
    if state in _SIGNED_FOR and _signed_there(clauses, place, state):
        return True
    firm = state != "delivered" or clause.meanings & _PEOPLE
    if any(
        each not in same
        and not (firm and before < place)
        and not each.meanings <= _MORE
        and not _cause(each, state)
        for before, each in enumerate(clauses)
    ):
        return True
    if state == "delivered" and any(
        "fail" in each.meanings and not each.meanings & {"absent", "attempt"}
        for each in clauses[:place]
    ):
        return True
    return not clause.meanings & _PEOPLE and any(
        each.meanings & _FAILED for each in clauses[place:]
    )


def _turned_up(clauses, ends):
    """Whether a search without result was given up for another reason: the parcel was
    found, or came to another end.
    """
    lost = [clause for clause, state in ends if state == "lost"]
    if not lost:
        return False
    found = any(
        "find" in clause.meanings and not clause.meanings & DOUBTS for clause in clauses
    )
    sure = any("lose" in clause.meanings for clause in lost)
    return found or (not sure and len(lost) < len(ends))


def _absent_themselves(clauses, place):
    """Whether the buyer, who is said to have the parcel, was not there: "brought to the
    recipient, but he was out"; nobody else is named.
    """
    if any(
        "contrary" in clause.meanings and clause.meanings & (_CAUSES | _FAILED)
        for clause in clauses[place:]
    ):
        return True
    return any("absent" in clause.meanings for clause in clauses[place:]) and not any(
        clause.meanings & {"neighbour", "box"} for clause in clauses
    )


def _signed_there(clauses, place, state):
    """Whether the person who signed works where the parcel was brought: "delivered to
    the depot, signed by Mr Li".
    """
    if clauses[place].meanings & _AT_DOOR:
        return False
    for clause in reversed(clauses[:place]):
        if clause.meanings & _BROUGHT:
            return bool(clause.meanings & _WORKPLACES) and not (
                state == "returned" and clause.meanings & {"sender", "home"}
            )
    return False


def _cause(clause, state):
    if state == "delivered":
        return False
    if "because" in clause.meanings:
        return True
    return bool(clause.meanings & _CAUSES) and not clause.meanings & DOUBTS


def _agrees(found, clause, state, before):
    """Whether the meaning of another clause (``found``) does not contradict the final
    ``state`` of ``clause``: it came before, or is part of it.
    """
    if found.state == "returning" and state == "returned":
        return not found.clause.meanings & _NOT_BACK_YET
    if found.state == "customs" and "pay" in found.clause.meanings:
        return True
    if state == "delivered" and not clause.meanings & _PEOPLE:
        return False
    return RANK[found.state] < RANK[state] and (
        before or "absent" in found.clause.meanings or _cause(found.clause, state)
    )


#: Meanings that are allowed beside a final state without a doubt.
_MORE = frozenset(
    [
        "item",
        "status",
        "paper",
        "subj:paper",
        "to:paper",
        "today",
        "done",
        "over",
        "vain",
        "take",
        "sign",
        "hand",
        "deliver",
        "put",
        "buyer",
        "subj:buyer",
        "by:buyer",
        "neighbour",
        "subj:neighbour",
        "by:neighbour",
        "to:neighbour",
        "with:neighbour",
        "at:neighbour",
        "box",
        "to:box",
        "at:box",
        "in:box",
        "subj:box",
        "absent",
        "return",
        "colon",
        "abroad",
        "subj:abroad",
        "sender",
        "subj:sender",
        "at:sender",
        "to:sender",
        "clear",
        "pay",
        "duty",
        "subj:duty",
        "because",
    ]
)
_NOT_ON_VAN = frozenset(("not", "load", "vehicle"))
_NOT_FOUND = frozenset(("find", "not"))
_NOT_FOUND_HERE = _NOT_FOUND | {"item", "depot", "at:depot", "in:depot"}
_NO_TRACE = frozenset(("noinfo", "find"))
_CLOSED = frozenset(("done", "over"))
_LOST = Clause(frozenset(("lose", "done", "item")), ("lose",), (), False)
_SEARCH_CLOSED = _CLOSED | {"vain", "colon", "item", "carrier", "by:carrier"}
_BROUGHT_BACK = frozenset(("return", "item"))
_HAS_IT = frozenset(("deliver", "buyer", "neighbour", "box"))
_DUE = frozenset(("customs", "duty", "clear", "inspect", "docs"))
#: "Now delivered", or delivered to somebody.
_SURELY = frozenset(("buyer", "neighbour", "box", "over"))
#: The meanings of a clause that says that the duty was paid.
_PAID = frozenset(
    [
        "duty",
        "subj:duty",
        "to:duty",
        "customs",
        "subj:customs",
        "pay",
        "settled",
        "take",
        "collect",
        "done",
        "item",
        "today",
        "buyer",
        "subj:buyer",
        "by:buyer",
        "from:buyer",
        "begin",
        "accept",
        "box",
        "at:box",
        "courier",
        "to:courier",
        "by:courier",
        "subj:courier",
        "sender",
        "to:sender",
        "by:sender",
        "from:sender",
        "shop",
        "by:shop",
    ]
)
#: The meanings of a clause that says that customs released the parcel.
_CLEARED = frozenset(
    [
        "clear",
        "done",
        "customs",
        "subj:customs",
        "by:customs",
        "from:customs",
        "to:customs",
        "import",
        "subj:import",
        "item",
        "today",
        "inspect",
        "pay",
        "duty",
        "subj:duty",
        "to:duty",
    ]
)
#: The meanings of a clause that says that customs had the parcel.
_HELD = frozenset(
    [
        "hold",
        "inspect",
        "delay",
        "customs",
        "subj:customs",
        "by:customs",
        "at:customs",
        "to:customs",
        "in:customs",
        "item",
        "after",
        "done",
        "because",
        "over",
        "docs",
        "subj:docs",
        "to:docs",
        "hand",
        "take",
    ]
)
_SIGNED_FOR = frozenset(("delivered", "returned"))
#: What shows that a clause tells of the delivery itself.
_AT_DOOR = frozenset(
    ["deliver", "put", "hand", "buyer", "box", "to:neighbour", "sender", "home"]
)
_BROUGHT = frozenset(
    ["deliver", "put", "hand", "take", "sign", "arrive", "return", "clear"]
)
_WORKPLACES = frozenset(
    [
        "depot",
        "warehouse",
        "carrier",
        "courier",
        "airline",
        "airport",
        "plane",
        "vehicle",
        "customs",
        "inward",
        "outward",
        "shop",
        "sender",
    ]
)
_FAILED = frozenset(("fail", "attempt"))
#: "Attempt: …" tells what was tried.
_TRIED = frozenset(("attempt", "colon"))
#: Doubts that no reason can have.
_UNSURE = DOUBTS - {"not", "notyet", "nobody", "need", "wait"}
#: The meanings of "not collected by the recipient".
_NOT_TAKEN = frozenset(
    [
        "not",
        "nobody",
        "take",
        "collect",
        "find",
        "lose",
        "item",
        "buyer",
        "subj:buyer",
        "by:buyer",
    ]
)
#: The meanings of "not handed over".
_NOT_HANDED = frozenset(
    [
        "not",
        "notyet",
        "nobody",
        "hand",
        "put",
        "item",
        "absent",
        "collect",
        "take",
        "today",
        "fail",
        "contrary",
    ]
)
#: With one of these, a clause says that a parcel is announced.
_SENDER_OUT = frozenset(("absent", "sender"))
_ANNOUNCED = frozenset(("order", "create"))
_TAKEN = "last_mile"
#: The meanings of "not delivered today".
_NOT_TRIED = frozenset(("not", "notyet", "deliver", "item", "today", "but"))
#: "No delivery on Sunday".
_NONE_DUE = frozenset(("fail", "today"))
_SEARCHED = frozenset(("over", "lose"))
_TO_COME = frozenset(("will", "wait", "create"))
_UNDER_WAY = frozenset(("begin", "hand", "pay", "done"))
_NOT_CLEARED = frozenset(("not", "clear", "item"))
_UNWANTED = frozenset(("destroy", "lose", "return"))
#: Why a parcel was destroyed, lost or returned; it may stand after that.
_CAUSES = frozenset(("refuse", "absent", "badaddress"))
#: A clause that shows that the text is about customs clearance.
_AT_CUSTOMS = frozenset(("customs", "docs", "duty", "export"))
#: A clause that shows that what is loaded is loaded into a plane.
_BY_AIR = frozenset(("plane", "airline"))
_FOREIGN = frozenset(("dest", "abroad"))
#: "Arrived at the post office, delivery follows".
_FOR_DELIVERY = frozenset(("delivery", "sorting"))
#: The meanings of a clause that tells of a way inside China.
_MOVES = frozenset(("depart", "forward"))
_TO_DEPOT = frozenset(("to:depot", "to:warehouse"))
_LEAVES_CHINA = frozenset(("plane", "airport", "airline", "export", "abroad", "dest"))
#: "Delivered to the wrong address".
_WRONG_HOUSE = frozenset(("badaddress", "deliver"))
_NOT_THERE = DOUBTS | {"fail", "attempt", "refuse"}
_LEFT_DEPOT = frozenset(("depart", "depot"))
_TO_FOREIGN = frozenset(("to:dest", "to:abroad"))
_NOT_IN_CHINA = frozenset(("dest", "abroad", "carrier", "inward", "to:depot", "return"))
_DELIVERED = frozenset(("deliver",))
_PLANE = frozenset(("plane",))
_NO_WAY_BACK = frozenset(("wrong", "cancel", "paper"))
#: A return with one of these has not come to its end.
_NOT_BACK_YET = frozenset(("fail", "forward", "depart", "out", "begin", "decided"))
_WAY_BACK = frozenset(("return", "back"))
_GOES_HOME = frozenset(("sender", "home", "reverse", "china"))
_LEAVING = frozenset(("depart", "load", "plane", "transit"))
_LANDED = frozenset(("land", "arrive", "dest", "abroad", "depot", "courier"))
#: With one of these, a delivery is a delivery to the consignee.
_PEOPLE = frozenset(("buyer", "neighbour", "box"))


def _correction(read):
    """The correction in a text and its result, or ``None``."""
    taken_back = set().union(*(clause.meanings for clause, _state, _end in read))
    words = taken_back & _TAKEN_BACK
    reported = (
        taken_back & _REPORTED
        or taken_back >= _SCAN
        or taken_back >= {"wrong", "process"}
        or "status" in taken_back
    )
    if not words or not reported or "maybe" in taken_back:
        return None
    if any(clause.meanings & _PAPERS for clause, _state, _end in read):
        return None
    if words == {"cancel"} and not (
        taken_back & {"deliver", "sign", "return"} or taken_back >= _SCAN
    ):
        return None
    place = next(
        at for at, (clause, _state, _end) in enumerate(read) if clause.meanings & words
    )
    others = [
        _Found(clause, state, correction=True)
        for at, (clause, state, end) in enumerate(read)
        if state
        and not end
        # "Attempted: scanned by mistake".
        and not (at < place and "attempt" in clause.meanings)
        and not clause.meanings & (_TAKEN_BACK | {"return"})
        and not clause.meanings >= {"deliver", "not"}
    ]
    if others:
        return max(others, key=lambda found: RANK[found.state])
    known = "wrong" in words or ("return" in taken_back and "process" not in taken_back)
    return _Found(read[0][0], "last_mile" if known else "", correction=True)


def _still_to_come(meanings):
    """Whether a clause about customs says that clearance has not begun."""
    if not meanings.isdisjoint(("not", "notyet")):
        return meanings.isdisjoint(("hold", "inspect"))
    return not _TO_COME.isdisjoint(meanings) and _UNDER_WAY.isdisjoint(meanings)


def _not_presented(found):
    """Remove "not cleared" and the clearance to come where another clause says that the
    parcel has just arrived.
    """
    if not any(each.state == "arrived" for each in found):
        return found
    return [
        each
        for each in found
        if not (
            each.clause.meanings <= _NOT_CLEARED
            or (each.state == "customs" and _still_to_come(each.clause.meanings))
        )
    ]


def _not_left(found):
    """Remove "not exported yet" where another clause says that the parcel is in a depot
    in China.
    """
    if not any(each.state == "received" for each in found):
        return found
    return [
        each
        for each in found
        if each.state != "departed"
        or each.clause.meanings.isdisjoint(("not", "notyet"))
    ]


def _released(found):
    """Remove the customs hold if a later clause says that customs released it."""
    if found and found[-1].state == "customs" and "clear" in found[-1].clause.meanings:
        return [each for each in found if each.state != "customs_hold"]
    return found


def _still_there(found):
    """Remove "not delivered" where another clause says that the parcel lies at the
    depot, and no reason is told, or that duty is open: nobody tried.
    """
    if not any(
        (each.state == "last_mile" and "store" in each.clause.meanings)
        or (
            each.state == "customs_hold"
            and "duty" in each.clause.meanings
            and "refuse" not in each.clause.meanings
        )
        for each in found
    ):
        return found
    return [
        each
        for each in found
        if not (each.clause.meanings <= _NOT_TRIED or each.clause.meanings <= _NONE_DUE)
    ]


def _not_begun(found):
    """Remove "not handed over" where another clause says that only the data are there:
    it is not a delivery that failed; nor is "not collected" a parcel at a shop.
    """
    registered = [each for each in found if each.state == "registered"]
    if not registered:
        return found
    left = {"delivery_failed"}
    if any(each.clause.meanings & _ANNOUNCED for each in registered) or any(
        each.clause.meanings >= _SENDER_OUT for each in registered
    ):
        left.add("pickup_point")
    if all("collect" in each.clause.meanings for each in found if each.state == _TAKEN):
        left.add(_TAKEN)
    return [
        each
        for each in found
        if each.state not in left
        or not (each.clause.meanings <= _NOT_HANDED or each.state == _TAKEN)
    ]


def _shown(clause):
    if clause is None:
        return "", ""
    objects = set(clause.objects)
    return (
        next(iter(clause.events), ""),
        next((name for name in _SHOWN if name in objects), ""),
    )
