"""The wire client against the sandbox carrier: real SOAP between two processes, without
Odoo.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "linkstar_delivery"))
sys.path.insert(
    0, str(Path(__file__).resolve().parents[2] / "linkstar_delivery/tests/pure")
)

import beside
from api import Client
from sandbox.client import KEY, TOKEN, start

beside.prepare()


@pytest.fixture(scope="module")
def server():
    with start() as running:
        yield running


@pytest.fixture
def carrier(server):
    """The control interface of an empty carrier."""
    server.control.reset()
    return server.control


@pytest.fixture
def records():
    return []


@pytest.fixture
def client(server, carrier, records):
    return Client(server.url, TOKEN, KEY, read_timeout=10, on_call=records.append)


@pytest.fixture
def hasty(server, carrier):
    """A client with a short time limit."""
    return Client(server.url, TOKEN, KEY, connect_timeout=1, read_timeout=0.7)
