# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The kinds of background work, and the code for each of them.

Work has values only, so that any engine can do it: ours (``engine``), or a job of
another engine that calls :func:`run`.
"""

import time
from dataclasses import dataclass, replace
from functools import partial

from odoo.modules.registry import Registry

from . import engine, lines, questions, rounds, waves


@dataclass(frozen=True)
class Work:
    kind: str
    #: The account, because accounts never wait for each other. 0: no account.
    account_id: int
    #: Ids of shipments, or of the wave.
    ids: tuple[int, ...] = ()
    #: The user who gets the answer.
    user_id: int = 0
    #: The number of parallel calls; for a wave: the number of parallel waves.
    parallel: int = 1
    #: Seconds to wait before the start.
    seconds: float = 0


def _order(registry, work, until):
    [shipment_id] = work.ids
    return rounds.work(registry, shipment_id, until)


def _due_orders(registry, work, until):
    return rounds.work_due(registry, work.account_id, work.parallel, until)


def _due_questions(kind, registry, work, until):
    return questions.ask_due(registry, kind, work.account_id, work.parallel, until)


def _fetch(kind, registry, work, _until):
    questions.fetch(registry, kind, work.ids, work.parallel, work.user_id)


def _lines(registry, work, _until):
    lines.run(registry, work.account_id, work.user_id)


def _connection(registry, work, _until):
    questions.try_connection(registry, work.account_id, work.user_id)


def _wave(registry, work, _until):
    [wave_id] = work.ids
    return waves.run(registry, wave_id, waves.TURN)


#: {kind: the function, called with a registry, the work and a value of
#: ``time.monotonic`` or None after which it starts nothing more; it returns True if
#: there is more to do}
_KINDS = {
    "order": _order,
    "due_orders": _due_orders,
    "due_tracking": partial(_due_questions, "tracking"),
    "due_charges": partial(_due_questions, "charges"),
    "fetch_tracking": partial(_fetch, "tracking"),
    "fetch_charges": partial(_fetch, "charges"),
    "lines": _lines,
    "connection": _connection,
    "wave": _wave,
}
#: Kinds with several parallel works in one lane; the other kinds make their parallel
#: calls themselves.
_SIDE_BY_SIDE = ("order", "wave")


def run(registry, work, seconds=None):
    """Do ``work`` now, for about ``seconds`` at most.

    :return: whether there is more to do
    """
    until = time.monotonic() + seconds if seconds else None
    return bool(_KINDS[work.kind](registry, work, until))


def start(dbname, works):
    """Start ``works`` in the threads of this process."""
    for work in works:
        begin = partial(_begin, dbname, replace(work, seconds=0))
        if work.seconds:
            engine.later(work.seconds, begin)
        else:
            begin()


def under_way(dbname, works):
    """Whether this process still works on some of ``works``."""
    return any(engine.is_busy(_lane(dbname, work)) for work in works)


def has(dbname, work):
    """Whether ``work`` waits in this process, or a thread of it does this work now."""
    return engine.has(_lane(dbname, work), (dbname, replace(work, seconds=0)))


def _begin(dbname, work):
    most = work.parallel if work.kind in _SIDE_BY_SIDE else 1
    engine.soon(_lane(dbname, work), [(dbname, work)], most, _do)


def _lane(dbname, work):
    # Waves need the processor and connections, which all databases share.
    return work.kind if work.kind == "wave" else (dbname, work.account_id, work.kind)


def _do(item):
    dbname, work = item
    if run(Registry(dbname), work):
        _begin(dbname, work)
