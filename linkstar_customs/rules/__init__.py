# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What customs law says, on plain values: no database, no Odoo. Dated tables come in as
arguments.
"""
