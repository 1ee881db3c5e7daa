"""The server as a WSGI application: interface description, calls, label files,
control.
"""

from __future__ import annotations

import hmac
import json
import sys
import time
import traceback

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from . import envelope, faults, labels, profiles
from .answers import NO_PAYLOAD, Denied, Missing, Refusal, refused, text_of
from .clock import Clock, wall
from .control import Control
from .services import SERVICES
from .services.context import Context, references_of
from .store import Store

MOST_BYTES = 10_000_000
"""The maximum size of a request."""
LABEL_TYPES = {"pdf": "application/pdf", "png": "image/png"}
URLS = Map(
    [
        Rule("/", endpoint="root", methods=["GET"]),
        Rule("/default/svc/wsdl", endpoint="wsdl", methods=["GET"]),
        Rule("/default/svc/web-service", endpoint="call", methods=["POST"]),
        Rule("/label/<token>.<kind>", endpoint="label", methods=["GET"]),
        Rule("/control/<name>", endpoint="control"),
        Rule("/control/<name>/<path:rest>", endpoint="control"),
    ]
)


class Sandbox:
    """`token` and `key` are the only accepted credentials."""

    def __init__(self, store: Store, token: str, key: str):
        self.store = store
        self.clock = Clock(store)
        self.control = Control(store, self.clock)
        self.token = token
        self.key = key

    def __call__(self, environ, start_response):
        request = Request(environ)
        request.max_content_length = MOST_BYTES
        try:
            endpoint, values = URLS.bind_to_environ(environ).match()
            response = getattr(self, f"on_{endpoint}")(request, **values)
        except HTTPException as error:
            response = error.get_response(environ)
        return response(environ, start_response)

    def on_root(self, request: Request) -> Response:
        return Response(
            "Sandbox carrier. The interface is described at /default/svc/wsdl.\n"
        )

    def on_wsdl(self, request: Request) -> Response:
        self.store.add_call(_time(), "wsdl", [], "answered", True)
        return envelope.wsdl(request.host_url + "default/svc/web-service")

    def on_control(self, request: Request, name: str, rest: str = "") -> Response:
        return self.control.respond(request, name, rest)

    def on_call(self, request: Request) -> Response:
        """Process one call: the due fault; the work, the log and the commit; then the
        answer, or the fault's result.
        """
        started = time.monotonic()
        try:
            call = envelope.parse(request.get_data())
        except envelope.BadEnvelope as error:
            return envelope.fault("SOAP-ENV:Client", str(error))
        try:
            with self.store.transaction():
                fault = faults.take(self.store, call.service, self._params(call)[1])
            if fault:
                time.sleep(fault.delay)
            with self.store.transaction():
                profile = profiles.read(self.store)
                params, references = self._params(call)
                answer, outcome, done = self._carry_out(
                    call, params, fault, profile, request
                )
                self.store.add_call(_time(), call.service, references, outcome, done)
        except Exception:
            # A defect of the sandbox must be visible in the answer and in the log.
            traceback.print_exc(file=sys.stderr)
            self.store.add_call(_time(), call.service, [], "defect", False)
            return envelope.fault(
                "SOAP-ENV:Server", "The sandbox itself failed, see its error output."
            )
        response = None
        if answer:
            text = text_of(answer, profile, time.monotonic() - started)
            if fault and fault.kind == "half_json":
                text = text[: len(text) // 2]
            response = envelope.answer(text, profile["encoding"])
        return faults.play(fault, request.environ, response) if fault else response

    def _carry_out(
        self, call, params, fault: faults.Fault | None, profile: dict, request: Request
    ):
        """Return the answer (None if a fault prevents the work), the outcome for the
        log, and whether work was done.
        """
        named = f"fault:{fault.kind}" if fault else ""
        lie = (
            refused(Refusal(fault.text or "系统繁忙，请稍后再试 (the system is busy)"))
            if named == "fault:failure"
            else None
        )
        if fault and not fault.works:
            return lie, named, False
        try:
            answer = self._work(call, params, profile, request)
        except Refusal as refusal:
            return (
                refused(refusal, profile["error_prefix"]),
                named or ("denied" if isinstance(refusal, Denied) else "failed"),
                False,
            )
        # feeTrail reports errors only in a message; modifyOrderWeight says Failure over
        # good elements.
        failed = answer.ask == "Failure" and answer.payload is NO_PAYLOAD
        return lie or answer, named or ("failed" if failed else "answered"), not failed

    def _params(self, call: envelope.Call):
        """Return the parameters, or the Refusal if they cannot be read, and the
        references for the log.
        """
        try:
            params = json.loads(call.params_json) if call.params_json.strip() else {}
            # Half a surrogate pair is valid JSON but not text: it cannot be stored or
            # answered.
            json.dumps(params, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return Refusal("参数错误 (paramsJson is not JSON)"), []
        references = references_of(params)
        orders = (self.store.find(code, None) for code in references)
        references += [order.reference for order in orders if order]
        return params, list(dict.fromkeys(references))

    def _work(self, call: envelope.Call, params, profile: dict, request: Request):
        given, right = f"{call.token}\n{call.key}", f"{self.token}\n{self.key}"
        if not hmac.compare_digest(given.encode(), right.encode()):
            raise Denied("身份验证失败 (appToken or appKey is wrong)", code="10001")
        if call.service not in SERVICES or call.service in profile["missing_services"]:
            raise Missing(
                f"接口不存在 (there is no service {call.service})",
                code="40004",
                at_top=profile["missing_error"] == "top_level",
            )
        if isinstance(params, Refusal):
            raise params
        wants_list = call.service in ("batchCreateOrder", "modifyOrderWeight")
        if params == [] and not wants_list:
            # PHP encodes missing parameters like this.
            params = {}
        if not isinstance(params, dict) and not wants_list:
            raise Refusal("参数错误 (paramsJson is an object)")
        context = Context(
            self.store, self.clock.now(), profile, request.host_url.rstrip("/")
        )
        return SERVICES[call.service](context, params)

    def on_label(self, request: Request, token: str, kind: str) -> Response:
        with self.store.transaction():
            row = self.store.rows("SELECT content FROM labels WHERE token = ?", token)
            job = json.loads(row[0]["content"]) if row else None
            good = (
                job
                and job["kind"] == kind
                and request.args.get("check") == job["check"]
            )
            references = (
                [parcel["reference"] for parcel in job["parcels"]] if good else []
            )
            fault = faults.take(self.store, faults.LABEL, references)
            outcome = (
                f"fault:{fault.kind}" if fault else "answered" if good else "failed"
            )
            self.store.add_call(
                _time(),
                faults.LABEL,
                references,
                outcome,
                bool(good and (not fault or fault.works)),
            )
        if fault:
            time.sleep(fault.delay)
        response = NotFound("No such label.").get_response()
        if good:
            response = Response(labels.render(job), content_type=LABEL_TYPES[kind])
        if fault and fault.kind == "failure":
            response = Response(
                fault.text or "No such label.",
                404,
                content_type="text/plain; charset=utf-8",
            )
        if fault and fault.kind == "half_json":
            response.set_data(response.get_data()[: len(response.get_data()) // 2])
        return faults.play(fault, request.environ, response) if fault else response


def _time() -> str:
    return wall().isoformat(timespec="milliseconds")
