# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tests of the plain Python packages. They import ``api`` alone, so they run without
Odoo in milliseconds.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import beside
from wire_peer import Peer

beside.prepare()


@pytest.fixture
def peer():
    """A server on 127.0.0.1 that follows the script of a test."""
    with Peer() as running:
        yield running


@pytest.fixture
def records():
    """The ``CallRecord`` entries of the clients of a test."""
    return []


@pytest.fixture
def client(peer, records):
    """A client of ``peer`` with short time-outs."""
    from api import Client

    return Client(
        peer.url,
        "TOKEN-abc",
        "KEY-xyz",
        connect_timeout=1,
        read_timeout=0.5,
        on_call=records.append,
    )
