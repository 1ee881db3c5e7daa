"""The answer of a service, and its form on a host with a given profile."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

NOTICE = (
    "\ufeff<br />\n<b>Notice</b>:  Undefined index: tms_id in"
    " <b>/srv/ec/service.php</b> on line <b>214</b><br />\n"
)
MISSPELT = {
    "reference_no": "refrence_no",
    "label_type": "lable_type",
    "WayBillNumber": "WaybillNumber",
    "WaybillNumber": "WayBillNumber",
}
SHORT_NUMBER = re.compile(r"(0|[1-9]\d{0,4})(\.\d+)?")
"""Texts that some hosts write as numbers. Tracking numbers, HS codes and Chinese
postcodes are longer.
"""
NO_PAYLOAD = object()


class Refusal(Exception):
    """The carrier refuses the call: `ask` is Failure. Several messages are joined by a
    comma.
    """

    def __init__(self, *messages: str, code: str = "50001", tracking: bool = False):
        super().__init__(", ".join(messages))
        self.code = code
        self.tracking = tracking


class Denied(Refusal):
    """Wrong credentials: `err_code` at the top and no `Error`."""


class Missing(Refusal):
    """A service that this host does not have; `at_top`: the error has the form of wrong
    credentials.
    """

    def __init__(self, message: str, *, code: str, at_top: bool):
        super().__init__(message, code=code)
        self.at_top = at_top


@dataclass
class Answer:
    """`top` are fields next to `ask`; `payload` is the value of `key`, if there is
    one.
    """

    payload: Any = NO_PAYLOAD
    key: str = "data"
    top: dict = field(default_factory=dict)
    ask: str = "Success"
    message: str = "Success"

    def body(self, profile: dict) -> dict:
        body = {"ask": self.ask, "message": self.message} | self.top
        if self.payload is not NO_PAYLOAD:
            key = (
                self.key
                if profile["payload_key"] == "native"
                else profile["payload_key"]
            )
            body[key] = self.payload
        return body


def refused(refusal: Refusal, prefix: str = "") -> Answer:
    """`prefix` is the text before each error of this host."""
    text = prefix + str(refusal)
    if isinstance(refusal, Denied) or getattr(refusal, "at_top", False):
        return Answer(ask="Failure", message=text, top={"err_code": refusal.code})
    error = (
        {"cnMessage": text, "enMessage": text}
        if refusal.tracking
        else {"errMessage": text, "errCode": refusal.code}
    )
    return Answer(ask="Failure", message=text, top={"Error": error})


def text_of(answer: Answer, profile: dict, seconds: float) -> str:
    """Return the JSON text of an answer in the form of the profile. `seconds` is the
    duration of the call.
    """
    top, payload = dict(answer.top), answer.payload
    if profile["shape"] == "list" and isinstance(payload, dict):
        payload = [payload]
    if profile["shape"] == "object" and isinstance(payload, list) and len(payload) == 1:
        payload = payload[0]
    top, payload = (
        _convert(value, profile) if value is not NO_PAYLOAD else value
        for value in (top, payload)
    )
    message = answer.message
    if profile["junk"] and answer.ask == "Failure":
        message = message.replace(", ", ",&nbsp;<br/>")
        if isinstance(top.get("Error"), dict):
            top["Error"] = {
                key: str(value).replace(", ", ",&nbsp;<br/>")
                for key, value in top["Error"].items()
            }
    if profile["double_encoded"] and payload is not NO_PAYLOAD:
        payload = _dump(payload)
    body = Answer(payload, answer.key, top, answer.ask, message).body(profile)
    text = _dump(body | {"time_cost(s)": f"{seconds:.4f}"})
    if profile["double_encoded"] and payload is NO_PAYLOAD:
        text = _dump(text)
    return NOTICE + text + "\n" if profile["junk"] else text


def _dump(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _convert(value, profile: dict):
    """Change numbers, empty values and misspelt keys, at every depth."""
    if isinstance(value, dict):
        converted = {}
        for key, inner in value.items():
            nothing = inner in (None, "", []) and profile["nothing"] != "native"
            if nothing and profile["nothing"] == "missing":
                continue
            written = MISSPELT.get(key, key) if profile["misspelt"] else key
            converted[written] = (
                _nothing(profile) if nothing else _convert(inner, profile)
            )
        return converted
    if isinstance(value, list):
        return [_convert(inner, profile) for inner in value]
    if (
        profile["numbers"] == "strings"
        and isinstance(value, (int, float))
        and not isinstance(value, bool)
    ):
        return str(value)
    if (
        profile["numbers"] == "numbers"
        and isinstance(value, str)
        and SHORT_NUMBER.fullmatch(value)
    ):
        return json.loads(value)
    return value


def _nothing(profile: dict):
    return {"null": None, "empty_string": "", "list": []}[profile["nothing"]]
