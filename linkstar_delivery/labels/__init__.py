# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Printing and scanning, in plain Python: merges label files into one PDF, finds the
numbers in a scanned barcode, exports lists as files.
"""

from .files import A4, PDF, SHEETS, THERMAL, File, merged, printed, wrong
from .scanned import candidates
from .table import csv_file, xlsx
