"""Makes a call and tells about it: one log line, one :class:`CallRecord`, and errors without credentials in them."""

import logging
import time

from . import answer
from .encode import dumps
from .errors import AccessDenied, CarrierError, NotSent, Refused, Unavailable, where
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
        return self._told(service, references, request, lambda _keep: work())

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
        asked = dumps(params)

        def exchange(keep):
            text = self._soap.call(service, asked)
            keep.append(text)
            return read(text)

        return self._told(service, references, params, exchange)

    def _told(self, service, references, request, work):
        """Return ``work(keep)`` and tell of it, whatever it raises; the list ``keep`` takes the answer's text."""
        started, keep, error = time.monotonic(), [], None
        try:
            return work(keep)
        except CarrierError as known:
            error = known
            raise
        except Exception as unforeseen:
            # Not chained, and logged without its words: they may repeat the answer.
            _logger.error("%s: the answer cannot be read: %s", service, where(unforeseen))
            error = Unavailable("The carrier's answer cannot be read.")
            raise error from None
        finally:
            self._tell(service, references, error, started, request, keep[0] if keep else None)

    def _tell(self, service, references, error, started, request, text):
        seconds = time.monotonic() - started
        outcome = "ok"
        if error:
            self.cleaned(error, service, request)
            outcome = next(name for kind, name in _OUTCOMES if isinstance(error, kind))
        _logger.info("%s %s: %s in %d ms", service, _brief(references), outcome, seconds * 1000)
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
            # The carrier has done its work: losing the answer over a failed log would be worse than losing the log.
            _logger.warning("The record of a call of %s could not be kept: %s", service, where(unforeseen))


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
