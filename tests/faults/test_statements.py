"""The database fails after each statement of the worker, and at each of its commits: a
conflict, a conflict at every try, a lost connection; before and after the call to the
carrier.
"""

import contextlib
import os
import threading

import psycopg2
import pytest
from psycopg2 import errorcodes, errors

FULL = bool(os.environ.get("LINKSTAR_FULL"))
_STRIDE = 1 if FULL else 47
_CONFLICT = (
    f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{errorcodes.SERIALIZATION_FAILURE}';"
    " END $$"
)


class Saboteur:
    """Fail after the statement ``after`` of this thread, in one of the ways of
    ``test_statements``; 0 only counts.
    """

    def __init__(self, way, after):
        self.way, self.after = way, after
        self.count, self.more = 0, {"stubborn": 5, "conflict": 0, "lost": 0}[way]

    def __call__(self, cr, *_timing):
        self.count += 1
        if self.count == self.after:
            self._fail(cr)
        elif self.after and self.count > self.after and self.more:
            self.more -= 1
            self._fail(cr)

    def _fail(self, cr):
        if self.way == "lost":
            with contextlib.suppress(psycopg2.Error):
                cr._obj.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            raise psycopg2.OperationalError("server closed the connection unexpectedly")
        cr._obj.execute(_CONFLICT)

    def __enter__(self):
        threading.current_thread().query_hooks = [self]
        return self

    def __exit__(self, *_error):
        threading.current_thread().query_hooks = []


@pytest.fixture
def no_thread(world, monkeypatch):
    """The process loses the thread after the click, so the test decides what runs."""
    monkeypatch.setattr(
        world.registry["linkstar.shipment"], "_work_soon", lambda self: None
    )


def _worked(case):
    """Run the worker in this thread, and ignore errors that a worker's thread would
    log.
    """
    with contextlib.suppress(psycopg2.Error):
        case.work()


def _statements(case_at):
    """Return the number of statements of the worker, from the claim to the label."""
    case = case_at("accepting")
    case.validate()
    with Saboteur("conflict", 0) as counter:
        case.work()
    case.check()
    return counter.count


@pytest.mark.parametrize("way", ["conflict", "stubborn", "lost"])
def test_after_each_statement(case_at, no_thread, way):
    total = _statements(case_at)
    assert total > 50
    for after in range(1, total + 1, _STRIDE):
        case = case_at("accepting")
        case.validate()
        with Saboteur(way, after):
            _worked(case)
        case.recover()
        case.check()
        assert len(case.created()) == 1, (
            f"{way} after statement {after}: {case.story()}"
        )


@pytest.mark.parametrize("way", ["conflict", "lost"])
def test_after_each_statement_of_a_cancellation(case_at, no_thread, way):
    def ready():
        case = case_at("accepting")
        case.validate()
        case.work()
        case.cancel()
        return case

    case = ready()
    with Saboteur("conflict", 0) as counter:
        case.work()
    case.check("cancelled")
    for after in range(1, counter.count + 1, _STRIDE):
        case = ready()
        with Saboteur(way, after):
            _worked(case)
        case.recover("cancelled")
        case.check("cancelled")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_at_each_commit(case_at, no_thread, monkeypatch, moment):
    """``after``: the database has committed, but the connection breaks before the
    answer.
    """
    from odoo.sql_db import Cursor

    commit, commits = Cursor.commit, []

    def failing(cursor):
        commits.append(cursor)
        if len(commits) != at:
            return commit(cursor)
        if moment == "after":
            commit(cursor)
            raise psycopg2.OperationalError("server closed the connection unexpectedly")
        raise errors.SerializationFailure("could not serialize access")

    for at in range(1, 8) if FULL else (1, 2, 5):
        case = case_at("accepting")
        case.validate()
        commits.clear()
        with monkeypatch.context() as patch:
            patch.setattr(Cursor, "commit", failing)
            _worked(case)
        case.recover()
        case.check()
        assert len(case.created()) == 1, f"{moment} commit {at}: {case.story()}"


def test_after_statements_of_the_click(case_at):
    """Odoo runs the request again; it made no call."""
    case = case_at("accepting")
    with Saboteur("conflict", 0) as counter:
        case.validate()
    case.recover()
    assert counter.count > 50
    for after in {*range(3, counter.count + 1, 10 if FULL else 150)}:
        case = case_at("accepting")
        with Saboteur("conflict", after):
            case.validate()
        case.recover()
        case.check()
        assert len(case.created()) == 1, f"after statement {after}: {case.story()}"
