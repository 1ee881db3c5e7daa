# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What an event of a parcel's history says: its code, its text, or a rule of the
merchant. Words and codes are data (``words``, ``codes``), how a sentence is read is one
table for all languages (``grammar``).
"""

from .reader import (
    ENDS,
    EventReading,
    Reader,
    TrackingRule,
    matches,
    pattern_of,
)
from .spelling import spellings

__all__ = [
    "ENDS",
    "EventReading",
    "Reader",
    "TrackingRule",
    "matches",
    "pattern_of",
    "spellings",
]
