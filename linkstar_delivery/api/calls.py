"""Makes a call and tells about it: one log line, one :class:`CallRecord`, and errors without credentials in them."""

import logging
import time

from . import answer
from .encode import dumps
from .errors import AccessDenied, CarrierError, NotSent, Refused, Unavailable
from .messages import CallRecord
from .redact import mask_numbers, personal_values, redact, scrub, tax_numbers

_logger = logging.getLogger(__name__)

# In this order: the first class that fits names the outcome.
_OUTCOMES = ((NotSent, "not_sent"), (Unavailable, "unavailable"), (AccessDenied, "denied"), (CarrierError, "refused"))


class Calls:
    """Calls through ``soap``; ``secrets`` never leave it, ``on_call`` is told about everything."""

    def __init__(self, soap, secrets, on_call=None):
        self._soap = soap
        self._secrets = frozenset(secrets)
        self._on_call = on_call

    def ask(self, service, params, decode, references=()):
        """Return ``decode(envelope)`` of a successful answer."""
        return self._exchange(service, params, lambda text: decode(answer.read(text, service)), references)

    def ask_batch(self, service, params, decode, references=()):
        """Return ``decode(elements)`` of a batch answer."""
        return self._exchange(service, params, lambda text: decode(answer.read_batch(text, service)), references)

    def watch(self, service, request, work, references=()):
        """Return ``work()``, a call that is not SOAP."""
        started = time.monotonic()
        try:
            result = work()
        except CarrierError as error:
            self._tell(service, references, error, started, request, None)
            raise
        self._tell(service, references, None, started, request, None)
        return result

    def cleaned(self, error, service, request=None):
        """Return ``error``, now naming its service and without credentials and tax numbers, which hosts like to repeat."""
        numbers = tax_numbers(request)

        def clean(message):
            return mask_numbers(scrub(message, self._secrets), numbers)

        error.service = service
        error.message = clean(error.message)
        error.args = (error.message,)
        error.params = {name: clean(value) if isinstance(value, str) else value for name, value in error.params.items()}
        if isinstance(error, Refused):
            error.messages = tuple(map(clean, error.messages))
        return error

    def _exchange(self, service, params, read, references):
        started = time.monotonic()
        text = None
        try:
            text = self._soap.call(service, dumps(params))
            result = read(text)
        except CarrierError as error:
            self._tell(service, references, error, started, params, text)
            raise
        self._tell(service, references, None, started, params, text)
        return result

    def _tell(self, service, references, error, started, request, text):
        seconds = time.monotonic() - started
        outcome = "ok"
        if error:
            self.cleaned(error, service, request)
            outcome = next(name for kind, name in _OUTCOMES if isinstance(error, kind))
        _logger.info("%s %s: %s in %d ms", service, _brief(references), outcome, seconds * 1000)
        if self._on_call is None:
            return
        secrets = self._secrets | personal_values(request)
        record = CallRecord(
            service=service,
            references=tuple(references),
            outcome=outcome,
            seconds=seconds,
            message=redact(error.message, secrets) if error else "",
            request=redact(request, secrets),
            answer=_readable(text, secrets),
        )
        try:
            self._on_call(record)
        except Exception:
            # The carrier has done its work: losing the answer over a failed log would be worse than losing the log.
            _logger.warning("The record of a call of %s could not be kept.", service, exc_info=True)


def _brief(references):
    shown = ", ".join(" ".join(reference.split()) for reference in references[:3])
    return f"{shown} and {len(references) - 3} more" if len(references) > 3 else shown or "-"


def _readable(text, secrets):
    if text is None:
        return None
    try:
        return redact(answer.parse(text), secrets)
    except Unavailable:
        return None
