"""Label files as a carrier delivers them, made into one PDF."""

import io
from dataclasses import dataclass, field

from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import DependencyError, PyPdfError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

THERMAL, A4 = "thermal", "a4"
#: What labels are printed on: one after the other on a roll of 100 × 150 mm, or four on a sheet of A4.
SHEETS = (THERMAL, A4)
PDF, PNG = "application/pdf", "image/png"

_POINT = 25.4 / 72
_LABEL = (100 / _POINT, 150 / _POINT)
_SHEET = (210 / _POINT, 297 / _POINT)
#: Where the four labels of a sheet lie, in the order of reading: (column, row from below).
_PLACES = ((0, 1), (1, 1), (0, 0), (1, 0))
#: Points kept free around a label on a sheet, for printers do not reach a sheet's edge.
_EDGE = 8
#: A label of 100 × 150 mm at 600 dots an inch has 8 million of them; beyond this it is no label but a bomb.
_MAX_PIXELS = 60_000_000


@dataclass(frozen=True)
class File:
    """A label as it was stored; ``media_type`` is PDF or PNG."""

    content: bytes = field(repr=False)
    media_type: str
    #: It is no label by itself, but a paper of another size that goes with one: its pages are put onto those of a label.
    fitted: bool = False


def wrong(file):
    """Why ``file`` is not the label that it says it is, "" when it is one."""
    if file.media_type == PDF:
        try:
            reader = PdfReader(io.BytesIO(file.content))
            # One that everybody may open and print, but not change, opens without a password.
            if reader.is_encrypted and not reader.decrypt(""):
                return "the PDF is locked by a password"
            if not len(reader.pages):
                return "the PDF has no page"
            for page in reader.pages:
                if not (page.mediabox.width > 0 and page.mediabox.height > 0):
                    return "the PDF has a page without size"
        except DependencyError:
            return "the PDF is locked in a way that cannot be read here"
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
            return "it begins as a PDF and is none"
        return ""
    if file.media_type == PNG:
        try:
            with Image.open(io.BytesIO(file.content), formats=["PNG"]) as picture:
                if picture.width * picture.height > _MAX_PIXELS:
                    return "the picture is larger than any label"
                picture.verify()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return "it begins as a PNG and is none"
        return ""
    return "it is neither PDF nor PNG"


def merged(files, sheet=THERMAL):
    """One PDF of ``files``, in their order: bytes.

    :param sheet: THERMAL leaves pages as they are (pictures become pages of 100 mm width), A4 puts four on each page
    :raise pypdf.errors.PyPdfError: where a file cannot be read; see :func:`wrong`"""
    writer = PdfWriter()
    for file in files:
        content = io.BytesIO(file.content if file.media_type == PDF else _pages_of_picture(file.content))
        if file.fitted and sheet == THERMAL:
            for page in map(_upright, PdfReader(content).pages):
                _put(page, writer.add_blank_page(*_LABEL), (0, 0), _LABEL)
        else:
            writer.append(content, import_outline=False)
    if sheet == A4:
        writer = _four_on_a_sheet(writer.pages)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _four_on_a_sheet(pages):
    writer = PdfWriter()
    width, height = (side / 2 for side in _SHEET)
    place = 0
    for page in map(_upright, pages):
        # Such as a CN23, which is A5: two places beside each other.
        box = _seen(page)
        wide = float(box.width) > float(box.height) > width
        place += wide and place % 2
        if place % len(_PLACES) == 0:
            place, sheet = 0, writer.add_blank_page(*_SHEET)
        column, row = _PLACES[place]
        _put(page, sheet, (column * width, row * height), (2 * width if wide else width, height), edge=_EDGE)
        place += 2 if wide else 1
    return writer


def _put(page, sheet, corner, room, edge=0):
    """Draw ``page`` into the middle of a part of ``sheet``, upright or, where it does not fit so, turned by a quarter."""
    box = _seen(page)
    width, height = float(box.width), float(box.height)
    moved = Transformation().translate(-float(box.left), -float(box.bottom))
    if (width > height) != (room[0] > room[1]) and width > room[0]:
        moved, width, height = moved.rotate(90).translate(height, 0), height, width
    # A barcode may shrink a little, but it is never blown up.
    scale = min((room[0] - edge) / width, (room[1] - edge) / height, 1)
    offset = (start + (side - length * scale) / 2 for start, side, length in zip(corner, room, (width, height), strict=True))
    sheet.merge_transformed_page(page, moved.scale(scale).translate(*offset))


def _upright(page):
    """``page`` as it is looked at: what it says of being turned is put into its drawing, which alone is copied."""
    if page.rotation:
        page.transfer_rotation_to_content()
    return page


def _seen(page):
    """The part of ``page`` that is seen; a cut of its own that would leave nothing is taken away."""
    if not (page.cropbox.width > 0 and page.cropbox.height > 0):
        for cut in ("/CropBox", "/TrimBox"):
            page.pop(cut, None)
    return page.cropbox


def _pages_of_picture(content):
    """PNG to PDF without loss, one page of 100 mm width for each label: hosts put the labels of several boxes into one picture,
    one below the other."""
    output = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        if "A" in picture.getbands() or "transparency" in picture.info:
            ground = Image.new("RGBA", picture.size, "white")
            ground.alpha_composite(picture.convert("RGBA"))
            picture = ground
        picture = picture.convert("L")
        ratio = picture.height / picture.width * _LABEL[0] / _LABEL[1]
        count = round(ratio) if ratio > 1.5 and abs(ratio - round(ratio)) < 0.03 else 1
        canvas = None
        for number in range(count):
            top, bottom = (round(picture.height * edge / count) for edge in (number, number + 1))
            part = picture.crop((0, top, picture.width, bottom))
            size = (_LABEL[0], _LABEL[0] * part.height / part.width)
            if canvas is None:
                canvas = Canvas(output, pagesize=size, pageCompression=1)
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(part), 0, 0, *size)
            canvas.showPage()
        canvas.save()
    return output.getvalue()
