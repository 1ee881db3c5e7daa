"""Start the sandbox carrier: `python -m sandbox --port 8170`."""

from __future__ import annotations

import argparse
import signal
import threading
from datetime import datetime
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from .app import Sandbox
from .clock import CHINA
from .store import Store


class QuietHandler(WSGIRequestHandler):
    """Does not print requests: the store contains the log of calls."""

    def log_request(self, *args, **options) -> None:
        pass

    def connection_dropped(self, error, environ=None) -> None:
        pass


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sandbox", description="A replacement for the carrier in tests."
    )
    parser.add_argument(
        "--port", type=int, default=8170, help="0 for any free port (default: 8170)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)"
    )
    parser.add_argument(
        "--state",
        default=".run/sandbox.sqlite",
        help="file of the state, or 'memory' to store none",
    )
    parser.add_argument("--token", default="sandbox-token", help="accepted app token")
    parser.add_argument("--key", default="sandbox-key", help="accepted app key")
    parser.add_argument(
        "--clock",
        type=_moment,
        help="start time of the clock, ISO 8601; China time without a zone",
    )
    parser.add_argument(
        "--carriers",
        type=int,
        default=1,
        help="independent carriers in this process, with --port 0 --state memory"
        " (default: 1)",
    )
    arguments = parser.parse_args()
    if arguments.carriers > 1 and (arguments.port or arguments.state != "memory"):
        parser.error("Several carriers need --port 0 --state memory.")
    return arguments


def _server(arguments: argparse.Namespace, path: str) -> BaseWSGIServer:
    application = Sandbox(Store(path), arguments.token, arguments.key)
    if arguments.clock:
        application.clock.start_at(arguments.clock)
    return make_server(
        arguments.host,
        arguments.port,
        application,
        threaded=True,
        request_handler=QuietHandler,
    )


def _serve(server: BaseWSGIServer) -> None:
    try:
        server.serve_forever()
    finally:
        server.server_close()
        server.app.store.close()


def main() -> None:
    arguments = _arguments()
    path = ":memory:" if arguments.state == "memory" else arguments.state
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    servers = [_server(arguments, path) for _carrier in range(arguments.carriers)]

    def end(*_signal) -> None:
        for server in servers:
            # shutdown() waits for the loop of this thread, so another thread must call
            # it.
            threading.Thread(target=server.shutdown).start()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)
    for server in servers:
        print(
            f"Sandbox carrier on http://{arguments.host}:{server.server_port}",
            flush=True,
        )
    for server in servers[1:]:
        threading.Thread(target=_serve, args=[server]).start()
    _serve(servers[0])


if __name__ == "__main__":
    main()
