"""What can be told about an address and the options of a shipment before the carrier sees them. Plain Python: values in, values
and findings out.

A :class:`~.finding.Finding` names what is wrong by a code; the models make sentences of it.
"""

from .address import USUAL, Address, Limits, check, label
from .finding import FINDINGS, Finding

__all__ = ["FINDINGS", "USUAL", "Address", "Finding", "Limits", "check", "label"]
