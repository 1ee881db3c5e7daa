"""What can go wrong at the carrier, named after what the caller does next.

========================  =====================================================================
``NotSent``               certainly not carried out: repeat later
``Unavailable``           it may or may not have been carried out: ask before repeating
``Unclear``               as ``Unavailable``, and waiting alone may not help: after some tries a person has to look
``AccessDenied``          an administrator corrects the token and the key of the account
``Misconfigured``         an administrator corrects the other settings of the account
``AlreadyExists``         the same reference is at the carrier: adopt what is there
``NotFound``              the carrier knows no such order
``Unsupported``           this host does not have the service: do without what it gives
``Refused``               the carrier understood and said no: the data must change
``Cancelled``             the order was cancelled at the carrier: nothing more comes of it
``Held``                  the parcel was intercepted: it is not cancelled, and does not travel
``NotReady``              the label or the number is not there yet: ask again later
========================  =====================================================================
"""

import traceback
from pathlib import Path

from . import reasons

_FRAMES = 6


class CarrierError(Exception):
    """Base of every error of this package.

    ``message`` is plain text of whole sentences, without HTML and without credentials; ``service`` is the name of the
    carrier's service that was called, "" when nothing was called. ``reason`` is a code of :mod:`reasons` with the values
    ``params``; where it is "", ``message`` holds the carrier's own words.
    """

    def __init__(self, message="", *, service="", reason="", **params):
        self.reason, self.params = reason, params
        message = message or reasons.text(reason, params)
        super().__init__(message)
        self.message = message
        self.service = service

    @property
    def words(self):
        """The carrier's own words, single sentences; none where this package says what happened."""
        return () if self.reason else (self.message,)

    def turned_into(self, kind):
        """The same as an error of the class ``kind``."""
        return kind(self.message, service=self.service, reason=self.reason, **self.params)


class Unavailable(CarrierError):
    """No usable answer came; the call may or may not have been carried out."""


class Unclear(Unavailable):
    """The carrier answered, and its answer does not say what became of the call."""


class NotSent(Unavailable):
    """The call never left this machine: refused connection, unknown host name, failed TLS handshake."""


class AccessDenied(CarrierError):
    """The carrier does not accept the token and the key."""


class Misconfigured(CarrierError):
    """The address, the credentials or the label hosts of the account cannot be used as they are; nothing was called there."""


class Refused(CarrierError):
    """The carrier (or this client on its behalf, before sending) says no to the data.

    ``messages`` holds the single sentences of ``message``; ``code`` is the carrier's own error code or "". ``problems`` are
    pairs of a reason and its values, where this client said no.
    """

    def __init__(self, message="", *, service="", messages=(), code="", problems=(), reason="", **params):
        self.problems = tuple(problems)
        messages = tuple(messages) or tuple(reasons.text(name, values) for name, values in self.problems)
        super().__init__(message or "\n".join(messages), service=service, reason=reason, **params)
        self.messages = messages or (self.message,)
        self.code = code

    @property
    def words(self):
        return () if self.reason or self.problems else self.messages


class AlreadyExists(Refused):
    """An order with this reference is already at the carrier."""


class NotFound(Refused):
    """The carrier says that it has no such order, parcel or number."""


class Unsupported(Refused):
    """The carrier's host does not have the service that was called."""


class Cancelled(Refused):
    """The order was cancelled at the carrier, by us without knowing it or in the carrier's own portal."""


class Held(Refused):
    """The carrier does not cancel the order, for it has intercepted the parcel."""


class NotReady(CarrierError):
    """The order is known, its label or number is not there yet."""


def where(error):
    """The kind of any exception and the lines that led to it, for a log: its words may hold what no log may."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES:])
    return " < ".join([type(error).__name__, *(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)])
