"""Tests of the plain Python rooms. They import ``api`` by itself, so that they run without Odoo in milliseconds."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from wire_peer import Peer

# The rules of customs, which ours read: under their name in Odoo, without Odoo and without the addon's models.
_CUSTOMS = Path(__file__).resolve().parents[3] / "linkstar_customs"
for _name, _folders in (("odoo", []), ("odoo.addons", []), ("odoo.addons.linkstar_customs", [str(_CUSTOMS)])):
    sys.modules[_name] = ModuleType(_name)
    sys.modules[_name].__path__ = _folders


@pytest.fixture
def peer():
    """A server on 127.0.0.1 that does what a test tells it."""
    with Peer() as running:
        yield running


@pytest.fixture
def records():
    """The ``CallRecord`` entries of the clients that a test makes."""
    return []


@pytest.fixture
def client(peer, records):
    """A client of ``peer`` with short time-outs."""
    from api import Client

    return Client(peer.url, "TOKEN-abc", "KEY-xyz", connect_timeout=1, read_timeout=0.5, on_call=records.append)
