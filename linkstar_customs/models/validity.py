"""Dated tables: a row holds from its first day to its last, both included; an open end holds for ever."""

from odoo.fields import Domain


def in_force(on_date):
    """The domain of the rows that hold on ``on_date``."""
    return Domain("valid_from", "<=", on_date) & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", on_date))
