# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a check found wrong with goods, addresses or papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    ``code`` names the check, such as "hs_missing"; ``severity`` is "block" (do not
    ship) or "warn" (ship, but check). ``params`` are the wrong parts of the input, by
    their names in the sentence about them; ``source`` is the law or contract that
    requires it, "" if none does.

    A rule has no text for users, so it leaves the other fields empty. :meth:`about`
    adds ``text``, a whole sentence in the user's language: what is wrong, where, what
    to do; and ``model`` and ``res_id`` of the record to correct.
    """

    code: str
    severity: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    source: str = ""
    text: str = ""
    model: str = ""
    res_id: int = 0

    @property
    def blocks(self):
        return self.severity == "block"

    def about(self, record, text):
        """Return this finding with ``text`` for the user and ``record`` to correct (one
        record or an empty one).
        """
        return replace(self, text=text, model=record._name, res_id=record.id or 0)
