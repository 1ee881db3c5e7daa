# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The carrier's statements, without Odoo: ``apart.read`` reads a file in a separate
process, and ``verdict.judge`` compares what was billed for a shipment with its price.
"""
