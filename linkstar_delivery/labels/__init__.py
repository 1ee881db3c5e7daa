"""Paper and scanner, in plain Python: label files to one PDF, the numbers that a scanned barcode may stand for, lists as files."""
from .files import A4, PDF, SHEETS, THERMAL, File, merged, printed, wrong
from .scanned import candidates
from .table import csv_file, xlsx
