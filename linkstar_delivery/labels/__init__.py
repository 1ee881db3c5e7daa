"""Paper and scanner, in plain Python: label files to one PDF, and the numbers that a scanned barcode may stand for."""
from .files import A4, SHEETS, THERMAL, File, merged, wrong
from .scanned import candidates
