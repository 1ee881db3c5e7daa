"""The wire to the carrier: plain Python, and the only place that knows the names the carrier uses.

Callers use :class:`client.Client`, the dataclasses of :mod:`messages` and the exceptions of :mod:`errors`.
"""

from . import errors, messages
from .client import Client

__all__ = ["Client", "errors", "messages"]
