"""Dated tables: a row holds from its first day to its last, both included; an open end holds for ever."""


def in_force(rows, on_date):
    """Those of ``rows`` that hold on ``on_date``."""
    return rows.filtered(lambda row: row.valid_from <= on_date and (not row.valid_to or on_date <= row.valid_to))
