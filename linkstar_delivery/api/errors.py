# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The errors of the carrier, named after what the caller does next.

- ``NotSent``: certainly not carried out. Repeat later.
- ``Unavailable``: it may or may not have been carried out. Ask before repeating.
- ``Unclear``: as ``Unavailable``, but waiting alone may not help. After some tries a
  person has to look.
- ``AccessDenied``: an administrator corrects the app token and the app key of the
  account.
- ``Misconfigured``: an administrator corrects other settings of the account.
- ``AlreadyExists``: the carrier has an order with the same reference. Use it.
- ``NotFound``: the carrier has no such order.
- ``Unsupported``: this host does not have the service. Work without it.
- ``Refused``: the carrier understood the call and refused it. The data must change.
- ``Cancelled``: the order was cancelled at the carrier. Nothing more will come.
- ``Held``: the parcel was intercepted. It is not cancelled and does not travel.
- ``NotReady``: the label or the number does not exist yet. Ask again later.
"""

import traceback
from pathlib import Path

from . import reasons

_FRAMES = 6


class CarrierError(Exception):
    """Base of every error of this package.

    ``message`` is plain text of whole sentences, without HTML and without credentials;
    ``service`` is the name of the carrier's service that was called, "" when nothing
    was called. ``reason`` is a code of :mod:`reasons` with the values ``params``; where
    it is "", ``message`` is the carrier's own text.
    """

    def __init__(self, message="", *, service="", reason="", **params):
        self.reason, self.params = reason, params
        message = message or reasons.text(reason, params)
        super().__init__(message)
        self.message = message
        self.service = service

    @property
    def words(self):
        """The carrier's own sentences; none where the message is from this package."""
        return () if self.reason else (self.message,)

    def turned_into(self, kind):
        """The same as an error of the class ``kind``."""
        return kind(
            self.message, service=self.service, reason=self.reason, **self.params
        )


class Unavailable(CarrierError):
    """No usable answer was received. The call may or may not have been carried out."""


class Unclear(Unavailable):
    """The carrier answered, but the answer does not show whether the call was carried
    out.
    """


class NotSent(Unavailable):
    """The call never left this machine: connection refused, unknown host name, failed
    TLS handshake.
    """


class AccessDenied(CarrierError):
    """The carrier does not accept the app token and the app key."""


class Misconfigured(CarrierError):
    """The address, the credentials or the label hosts of the account cannot be used as
    they are. No call was made.
    """


class Refused(CarrierError):
    """The carrier refuses the data, or this client refuses it before sending.

    ``messages`` are the single sentences of ``message``; ``code`` is the carrier's own
    error code or "". ``problems`` are pairs of a reason and its values, where this
    client refused.
    """

    def __init__(
        self,
        message="",
        *,
        service="",
        messages=(),
        code="",
        problems=(),
        reason="",
        **params,
    ):
        self.problems = tuple(problems)
        messages = tuple(messages) or tuple(
            reasons.text(name, values) for name, values in self.problems
        )
        super().__init__(
            message or "\n".join(messages), service=service, reason=reason, **params
        )
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
    """The order was cancelled at the carrier: by us, with a lost answer, or in the
    carrier's portal.
    """


class Held(Refused):
    """The carrier does not cancel the order because it has intercepted the parcel."""


class NotReady(CarrierError):
    """The order exists, but its label or number does not exist yet."""


class InTransaction(Exception):
    """The caller would keep a transaction open during the call: a programming error.
    Nothing was sent.
    """


def where(error):
    """The class of any exception and the lines that raised it, for a log. Its message
    is left out, because it may contain personal data.
    """
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES:])
    return " < ".join(
        [
            type(error).__name__,
            *(
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in frames
            ),
        ]
    )
