"""A reason why goods should not leave yet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, as told to the person who can mend it.

    ``severity`` is "block" (do not ship) or "warn" (ship, but look); ``text`` a whole sentence in the reader's language:
    what is wrong, where, what to do; ``model`` and ``res_id`` name the record to open for the remedy. ``code`` names the
    check, such as "hs_missing", and ``source`` the law or contract that asks for it, "" where nobody but sense does.
    """

    severity: str
    text: str
    model: str
    res_id: int
    code: str = ""
    source: str = ""


@dataclass(frozen=True)
class Finding:
    """What a rule found: which check, "block" or "warn", the part of the input that is meant, and whose rule it is.

    It has no words for people: the models have.
    """

    code: str
    severity: str
    detail: str = ""
    source: str = ""
