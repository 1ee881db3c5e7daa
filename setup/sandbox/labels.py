"""Label files: one label page per box, a customs form and a picking list per order, as
PDF or PNG.
"""

from __future__ import annotations

import threading
from io import BytesIO

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from . import fonts, label_pages

SIZES = {"1": (100 * mm, 100 * mm), "2": A4, "3": (100 * mm, 150 * mm)}
"""label_type → page size in points."""
CONTENTS = {
    "1": ("label",),
    "2": ("customs",),
    "3": ("picking",),
    "4": ("label", "customs"),
    "5": ("label", "picking"),
    "6": ("label", "customs", "picking"),
}
"""label_content_type → its pages."""
_ONE_AT_A_TIME = threading.Lock()
"""Two threads must not use pdfium or the shared fonts at once."""


def render(job: dict) -> bytes:
    """Return the file of `job`: `kind` ("pdf" or "png"), `dpi` of a picture, `size` and
    `content` from the tables above, and `parcels`.
    """
    with _ONE_AT_A_TIME:
        fonts.register()
        pdf = _pdf(job)
        return _png(pdf, job["dpi"]) if job["kind"] == "png" else pdf


def _pdf(job: dict) -> bytes:
    page = SIZES[job["size"]]
    # On A4, pages have the size of a label, in the upper left corner.
    width, height = SIZES["3"] if job["size"] == "2" else page
    output = BytesIO()
    canvas = Canvas(output, pagesize=page, pageCompression=1, invariant=1)
    canvas.setTitle(f"Label {job['parcels'][0]['reference']}")
    canvas.setAuthor("Sandbox carrier")
    for parcel in job["parcels"]:
        for draw, *values in _pages(job["content"], parcel):
            canvas.saveState()
            canvas.translate(0, page[1] - height)
            draw(canvas, width, height, parcel, *values)
            canvas.restoreState()
            canvas.showPage()
    canvas.save()
    return output.getvalue()


def _pages(content: str, parcel: dict):
    for part in CONTENTS[content]:
        if part == "label":
            yield from (
                (label_pages.draw_label, index) for index in range(len(parcel["boxes"]))
            )
        else:
            yield (
                (
                    label_pages.draw_customs
                    if part == "customs"
                    else label_pages.draw_picking
                ),
            )


def _png(pdf: bytes, dpi: int) -> bytes:
    """Return all pages in one picture, one below the other."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    picture = Image.new(
        "L", (max(p.width for p in pages), sum(p.height for p in pages)), 255
    )
    top = 0
    for page in pages:
        picture.paste(page, (0, top))
        top += page.height
    output = BytesIO()
    picture.save(output, "PNG", dpi=(dpi, dpi))
    return output.getvalue()
