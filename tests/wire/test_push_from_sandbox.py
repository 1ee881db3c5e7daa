"""Pushed tracking events: the sandbox and the programs of docs/push.md send them, the
addon's own rules verify and read them. Without Odoo.
"""

import json
import re
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from api import push
from test_client_on_sandbox import order

DOCS = Path(__file__).resolve().parents[2] / "docs/push.md"
SECRET = "0123456789abcdef" * 4
EVENT = {"number": "LS1", "time": "2026-11-29T14:30:00+01:00", "text": "Zugestellt ü"}


class Receiver:
    """A server on 127.0.0.1 that verifies each request; ``pushes``: what it read."""

    def __init__(self):
        self.pushes, self.digests = [], []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = receiver.answer(self.headers, body)
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/linkstar/tracking/1"

    def answer(self, headers, body):
        digest = push.verified(
            SECRET, headers[push.TIMESTAMP], headers[push.SIGNATURE], body, time.time()
        )
        if not digest:
            return 403, {"error": "refused"}
        self.digests.append(digest)
        self.pushes.append(push.decode(body))
        return 200, {"received": self.pushes[-1].received}


@pytest.fixture
def receiver():
    found = Receiver()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


def block(language):
    return re.search(rf"```{language}\n(.*?)```", DOCS.read_text(), re.DOTALL)[1]


def test_the_sandbox_pushes_what_has_happened(client, carrier, receiver):
    made = client.create_order(order("C-0001"))
    client.create_order(order("D-0001"))
    carrier.advance(days=30)
    answer = carrier.push(receiver.url, SECRET, "C-")
    assert answer["status"] == 200
    (parcel,) = receiver.pushes[0].parcels
    tracked = client.track([made.waybill])[0]
    assert [event.text for event in parcel.events] == [
        event.text for event in tracked.events
    ]
    assert [event.occurred_at for event in parcel.events] == [
        event.occurred_at for event in tracked.events
    ]
    assert parcel.code == tracked.tracking_number
    assert carrier.push(receiver.url, "another")["status"] == 403
    with pytest.raises(RuntimeError, match="400"):
        carrier.push("http://127.0.0.1:9/", SECRET)


def test_the_program_of_the_documentation(receiver):
    names = {}
    exec(compile(block("python"), str(DOCS), "exec"), names)
    assert names["push"](receiver.url, SECRET, [EVENT]) == {"received": 1}
    assert receiver.pushes[0].parcels[0].events[0].text == "Zugestellt ü"


def test_the_shell_commands_of_the_documentation(receiver, tmp_path):
    (tmp_path / "events.json").write_text(
        json.dumps([EVENT], ensure_ascii=False) + "\n"
    )
    done = subprocess.run(
        ["sh", "-ec", block("sh")],
        cwd=tmp_path,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "URL": receiver.url,
            "SECRET": SECRET,
            "no_proxy": "*",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"received": 1}


def test_the_limits_of_the_documentation():
    text = DOCS.read_text()
    for limit in (push.MOST_BYTES, push.MOST_EVENTS, push.WINDOW):
        assert f"{limit:,}" in text
    for name in (push.TIMESTAMP, push.SIGNATURE):
        assert name in text
