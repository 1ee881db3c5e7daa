# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Dated tables: a row is in force from its first day to its last day, both included;
without a last day, it has no end.
"""


def in_force(rows, on_date):
    """Return those of ``rows`` that are in force on ``on_date``."""
    return rows.filtered(
        lambda row: (
            row.valid_from <= on_date and (not row.valid_to or on_date <= row.valid_to)
        )
    )
