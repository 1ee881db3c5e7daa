# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Spreads due times, so that work that started together is not always due together."""

import random

#: The largest part of an interval that is left out.
_PART = 0.1

#: The largest part of a pause that is added to it.
_ADDED = 0.2


def shorter(distance, chance):
    """``distance`` (a timedelta), shortened by up to a tenth; ``chance`` is from 0 to
    1.
    """
    return distance * (1 - _PART * chance)


def longer(pause, key):
    """``pause`` (a timedelta), made longer by up to a fifth, never shorter. ``key`` (a
    text) decides by how much: a transaction that Odoo runs again gets the same time.
    """
    return pause * (1 + _ADDED * random.Random(key).random())
