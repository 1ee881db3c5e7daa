# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Checks an address and the options of a shipment before they are sent to the carrier.
Plain Python: values in, values and findings out.

A ``Finding`` has the code of an error; the models turn it into a sentence.
"""

from .address import USUAL, Address, LabelLimits, check, label
from .finding import FINDINGS

__all__ = ["FINDINGS", "USUAL", "Address", "LabelLimits", "check", "label"]
