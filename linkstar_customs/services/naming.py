# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Records whose shown name is made of several fields are found by it: users type what
they read, and a list that was exported is imported again.
"""

from odoo.fields import Domain

_DOT = "·"


def search(usual, operator, value, whole):
    """The answer of ``_search_display_name``: what is found as ``usual``, by core's
    method, and what ``whole(text, operator)`` finds, which returns a domain, or None
    where ``text`` is no whole shown name.
    """
    if operator in Domain.NEGATIVE_OPERATORS:
        # Odoo asks the opposite and negates the answer.
        return NotImplemented
    one = "=" if operator == "in" else operator
    texts = (value,) if isinstance(value, str) or not value else value
    found = [whole(text, one) for text in texts if isinstance(text, str)]
    return Domain.OR([Domain(usual(operator, value)), *filter(None, found)])


def parted(first, second):
    """Find a record shown as "first · second", the names of two fields."""

    def whole(text, operator):
        before, dot, after = (part.strip() for part in text.partition(_DOT))
        if not dot:
            return None
        return Domain(first, operator, before) & Domain(second, operator, after)

    return whole
