"""The control interface: JSON, for clients on this machine only."""

from __future__ import annotations

import json
from datetime import datetime
from ipaddress import ip_address

from werkzeug.wrappers import Request, Response

from . import faults, profiles, push, story
from .clock import Clock, china_text
from .store import Order, Store


def is_local(address: str | None) -> bool:
    """Whether a client's address is this machine's loopback."""
    try:
        peer = ip_address(address or "")
    except ValueError:
        return False
    return (getattr(peer, "ipv4_mapped", None) or peer).is_loopback


class Control:
    """Answers `/control/<name>`: 403 to other machines, 400 with `error` to a command
    it cannot follow.
    """

    def __init__(self, store: Store, clock: Clock):
        self.store = store
        self.clock = clock

    def respond(self, request: Request, name: str, rest: str) -> Response:
        # A page in this machine's browser is local too, but sends its origin.
        if not is_local(request.remote_addr) or request.headers.get("Origin"):
            return _json(
                {"error": "The control interface is for clients on this machine."}, 403
            )
        method = getattr(self, f"{request.method.lower()}_{name}", None)
        if not method or (rest and name != "orders"):
            return _json(
                {"error": f"There is no {request.method} /control/{name}."}, 404
            )
        try:
            with self.store.transaction():
                found = method(request, rest) if name == "orders" else method(request)
        except (ValueError, TypeError) as error:
            return _json({"error": str(error)}, 400)
        return (
            _json({"error": f"No order {rest}."}, 404)
            if found is None
            else _json(found)
        )

    def post_reset(self, request: Request) -> dict:
        self.store.clear()
        self.clock.reset()
        return {"reset": True}

    def post_keep(self, request: Request) -> dict:
        self.store.keep()
        return {"kept": True}

    def post_recall(self, request: Request) -> dict:
        self.store.recall()
        return {"recalled": True}

    def get_calls(self, request: Request) -> list[dict]:
        return self.store.calls(
            request.args.get("service"), request.args.get("reference")
        )

    def get_faults(self, request: Request) -> list[dict]:
        return faults.pending(self.store)

    def post_faults(self, request: Request) -> dict:
        return faults.add(self.store, _body(request))

    def delete_faults(self, request: Request) -> list:
        faults.clear(self.store, request.args.get("reference", ""))
        return []

    def get_profile(self, request: Request) -> dict:
        return profiles.read(self.store)

    def post_profile(self, request: Request) -> dict:
        return profiles.change(self.store, _body(request))

    def get_clock(self, request: Request) -> dict:
        return self.clock.describe()

    def post_clock(self, request: Request) -> dict:
        command = _body(request)
        if set(command) not in ({"advance_hours"}, {"now"}):
            raise ValueError("A clock command is advance_hours or now.")
        if "now" in command:
            self.clock.set(datetime.fromisoformat(command["now"]))
        else:
            self.clock.advance(float(command["advance_hours"]))
        return self.clock.describe()

    def post_push(self, request: Request) -> dict:
        return push.send(self.store, self.clock.now(), _body(request))

    def get_orders(self, request: Request, reference: str) -> list | dict | None:
        """Return short orders, all or those with a reference that begins with
        `beginning`; or the newest order of one reference in full, None if there is
        none.
        """
        if not reference:
            return [
                self._short(order)
                for order in self.store.orders(
                    beginning=request.args.get("beginning", "")
                )
            ]
        found = self.store.orders(reference)
        if not found:
            return None
        return self._short(found[-1]) | {
            "request": found[-1].request,
            "orders_with_reference": len(found),
        }

    def _short(self, order: Order) -> dict:
        now = self.clock.now()
        return {
            "reference_no": order.reference,
            "waybill": order.waybill,
            "tracking_number": story.numbers_now(order, now)[0],
            "tracking_numbers": story.numbers_now(order, now),
            "line": order.line,
            "country": order.country,
            "state": story.state(order, now),
            "story": story.choose(order),
            "created": china_text(order.created),
        }


def _body(request: Request) -> dict:
    body = json.loads(request.get_data() or b"{}")
    if not isinstance(body, dict):
        raise ValueError("The body is a JSON object.")
    return body


def _json(value, status: int = 200) -> Response:
    return Response(
        json.dumps(value, ensure_ascii=False),
        status,
        content_type="application/json; charset=utf-8",
    )
