"""Start the sandbox carrier: `python -m sandbox --port 8170`."""

from __future__ import annotations

import argparse
import signal
import threading
from datetime import datetime
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from .app import Sandbox
from .clock import CHINA
from .store import Store


class QuietHandler(WSGIRequestHandler):
    """Keeps requests out of the error output: the log of calls is in the store."""

    def log_request(self, *args, **options) -> None:
        pass

    def connection_dropped(self, error, environ=None) -> None:
        pass


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sandbox", description="A stand-in for the carrier.")
    parser.add_argument("--port", type=int, default=8170, help="0 for any free one (default: 8170)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--state", default=".run/sandbox.sqlite", help="file of the state, or 'memory' to keep none")
    parser.add_argument("--token", default="sandbox-token", help="the app token it accepts")
    parser.add_argument("--key", default="sandbox-key", help="the app key it accepts")
    parser.add_argument("--clock", type=_moment, help="the present to begin with, ISO 8601; without a zone China time")
    return parser.parse_args()


def main() -> None:
    arguments = _arguments()
    path = ":memory:" if arguments.state == "memory" else arguments.state
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    store = Store(path)
    application = Sandbox(store, arguments.token, arguments.key)
    if arguments.clock:
        application.clock.start_at(arguments.clock)
    server = make_server(arguments.host, arguments.port, application, threaded=True, request_handler=QuietHandler)
    for name in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for the loop that this very thread runs: another thread has to call it.
        signal.signal(name, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"Sandbox carrier on http://{arguments.host}:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    finally:
        server.server_close()
        store.close()


if __name__ == "__main__":
    main()
