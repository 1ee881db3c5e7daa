# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Makes a call and reports it: one log line, one :class:`CallRecord`, and errors
without credentials.
"""

import logging
import time

from . import answer
from .encode import dumps
from .errors import (
    AccessDenied,
    CarrierError,
    InTransaction,
    NotSent,
    Refused,
    Unavailable,
    where,
)
from .messages import CallRecord
from .redact import mask_numbers, personal_values, redact, scrub, tax_numbers

_logger = logging.getLogger(__name__)

# Order matters: the first class that matches names the outcome.
_OUTCOMES = (
    (NotSent, "not_sent"),
    (Unavailable, "unavailable"),
    (AccessDenied, "denied"),
    (CarrierError, "refused"),
)


class Calls:
    """Calls through ``soap``. ``secrets`` never appear in the results; ``on_call`` gets
    a record of every call; ``may_call()`` is asked before each call.
    """

    def __init__(self, soap, secrets, on_call=None, may_call=None):
        self._soap = soap
        self._secrets = frozenset(secrets)
        self._on_call = on_call
        self._may_call = may_call or (lambda: True)

    def ask(self, service, params, decode, references=()):
        """Return ``decode(envelope)`` of a successful answer."""
        return self._exchange(
            service, params, lambda text: decode(answer.read(text, service)), references
        )

    def watch(self, service, request, work, references=()):
        """Return ``work()``, a call that is not a SOAP call."""
        return self._recorded(service, references, request, lambda _keep: work())

    def cleaned(self, error, service, request=None):
        """Return ``error`` with the name of its service and without credentials and tax
        numbers, which some hosts repeat.
        """
        numbers = tax_numbers(request)

        def clean(message):
            return mask_numbers(scrub(message, self._secrets), numbers)

        error.service = service
        error.message = clean(error.message)
        error.args = (error.message,)
        error.params = {
            name: clean(value) if isinstance(value, str) else value
            for name, value in error.params.items()
        }
        if isinstance(error, Refused):
            error.messages = tuple(map(clean, error.messages))
        return error

    def _exchange(self, service, params, read, references):
        asked = dumps(params)

        def exchange(keep):
            text = self._soap.call(service, asked)
            keep.append(text)
            return read(text)

        return self._recorded(service, references, params, exchange)

    def _recorded(self, service, references, request, work):
        """Return ``work(keep)`` and report the call, whatever it raises; the text of
        the answer is put into the list ``keep``.
        """
        if not self._may_call():
            raise InTransaction(service)
        started, keep, error = time.monotonic(), [], None
        try:
            return work(keep)
        except CarrierError as known:
            error = known
            raise
        except Exception as unforeseen:
            # Not chained, and logged without its message: both may contain the answer.
            _logger.error(
                "%s: the answer cannot be read: %s", service, where(unforeseen)
            )
            error = Unavailable(reason="unreadable")
            raise error from None
        finally:
            self._record(
                service, references, error, started, request, keep[0] if keep else None
            )

    def _record(self, service, references, error, started, request, text):
        seconds = time.monotonic() - started
        outcome = "ok"
        if error:
            self.cleaned(error, service, request)
            outcome = next(name for kind, name in _OUTCOMES if isinstance(error, kind))
        _logger.info(
            "%s %s: %s in %d ms", service, _brief(references), outcome, seconds * 1000
        )
        if self._on_call is None:
            return
        try:
            secrets = self._secrets | personal_values(request)
            self._on_call(
                CallRecord(
                    service=service,
                    references=tuple(references),
                    outcome=outcome,
                    seconds=seconds,
                    message=redact(error.message, secrets) if error else "",
                    request=redact(request, secrets),
                    answer=_readable(text, secrets),
                )
            )
        except Exception as unforeseen:
            # The carrier has carried out the call: losing the answer because of a log
            # would be worse than losing the log.
            _logger.warning(
                "The record of a call of %s could not be saved: %s",
                service,
                where(unforeseen),
            )


def _brief(references):
    shown = ", ".join(" ".join(reference.split()) for reference in references[:3])
    return (
        f"{shown} and {len(references) - 3} more"
        if len(references) > 3
        else shown or "-"
    )


def _readable(text, secrets):
    if text is None:
        return None
    try:
        return redact(answer.parse(text), secrets)
    except Unavailable:
        return None
