"""The services of the carrier: name → function of (context, parameters) that returns an
answer or raises Refusal.
"""

from __future__ import annotations

from . import catalogue, labels, money, orders, tracking

SERVICES = (
    orders.SERVICES
    | tracking.SERVICES
    | labels.SERVICES
    | money.SERVICES
    | catalogue.SERVICES
)

__all__ = ["SERVICES"]
