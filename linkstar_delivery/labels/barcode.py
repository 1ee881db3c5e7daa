"""Barcodes for our own papers, drawn without the picture libraries that Odoo's barcodes need."""

from reportlab.graphics.barcode import createBarcodeDrawing


def code128(text, width=260, height=48):
    """Code 128 of ``text`` as the text of an SVG picture, quiet zones included; sizes in points."""
    return createBarcodeDrawing("Code128", value=text, width=width, height=height, humanReadable=False, quiet=True).asString("svg")
