# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The interface to the carrier: plain Python, and the only place with the names that
the carrier uses.

Callers use :class:`client.Client`, the dataclasses of :mod:`messages` and the
exceptions of :mod:`errors`.
"""

from . import errors, messages
from .client import Client

__all__ = ["Client", "errors", "messages"]
