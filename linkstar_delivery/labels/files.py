# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Merges the carrier's label files into one PDF."""

import base64
import io
import zlib
from dataclasses import dataclass, field

from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import DependencyError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

THERMAL, A4 = "thermal", "a4"
#: The paper for labels: a roll of 100 × 150 mm with one label after the other, or a
#: sheet of A4 with four labels.
SHEETS = (THERMAL, A4)
PDF, PNG = "application/pdf", "image/png"
_CONTENTS, _RESOURCES = NameObject("/Contents"), NameObject("/Resources")

_POINT = 25.4 / 72
_LABEL = (100 / _POINT, 150 / _POINT)
_SHEET = (210 / _POINT, 297 / _POINT)
#: The positions of the four labels on a sheet, in reading order: (column, row from the
#: bottom).
_PLACES = ((0, 1), (1, 1), (0, 0), (1, 0))
#: Margin around a label on a sheet, in points, because printers do not reach the edge
#: of a sheet.
_EDGE = 8
#: A page that is larger than the roll by this many points is printed unchanged: rolls
#: of 4 × 6 inches are sold as 100 × 150 mm, and a barcode should keep its size.
_MARGIN = 3 / _POINT
#: A page with a shorter side than this, in points, is not a label.
_SHORTEST = 10 / _POINT
#: A picture with a larger ratio of width to height is a label that was turned by 90°.
_LYING = 1.2
#: Maximum bytes of one stream of a page after decompression.
_MAX_STREAM = 75_000_000
#: Maximum pixels. A label of 100 × 150 mm at 600 dpi has 8 million; a larger picture is
#: an attack.
_MAX_PIXELS = 60_000_000
#: Maximum pages. An order of many boxes has a page for each box, a customs form and a
#: picking list.
_MOST_PAGES = 300


@dataclass(frozen=True)
class File:
    """A label as it was stored; ``media_type`` is PDF or PNG."""

    content: bytes = field(repr=False)
    media_type: str
    #: Not a label, but a paper of another size that belongs to a label: its pages are
    #: placed on pages of the label's size.
    fitted: bool = False


def wrong(file):
    """Why ``file`` is not a label that can be printed, "" when it can be printed."""
    try:
        return (
            _WRONG[file.media_type](file)
            if file.media_type in _WRONG
            else "it is neither PDF nor PNG"
        )
    except DependencyError:
        return "the PDF is encrypted and cannot be read here"
    except Exception:
        # The reader may raise any exception for a damaged file.
        return (
            f"it begins like a {_NAMES[file.media_type]} file but is not a complete one"
        )


def _wrong_pdf(file):
    reader = PdfReader(io.BytesIO(file.content))
    # A PDF that everybody may open and print, but not change, opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return "the PDF is protected by a password"
    count = len(reader.pages)
    if not count:
        return "the PDF has no page"
    if count > _MOST_PAGES:
        return "the PDF has more pages than any label"
    for page in reader.pages:
        if min(page.mediabox.width, page.mediabox.height) < _SHORTEST:
            return "the PDF has a page without a size"
        if not all(map(_is_whole, _streams(page))):
            return "a part of the PDF is damaged"
    # The only reliable check is to print it, on each kind of paper.
    for sheet, expected in ((THERMAL, count), (A4, -(-count // len(_PLACES)))):
        if len(PdfReader(io.BytesIO(merged([file], sheet))).pages) < expected:
            return "the PDF loses pages when it is printed"
    return ""


def _wrong_png(file):
    with Image.open(io.BytesIO(file.content), formats=["PNG"]) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            return "the picture is larger than any label"
        picture.verify()
    merged([file])
    return ""


_WRONG = {PDF: _wrong_pdf, PNG: _wrong_png}
_NAMES = {PDF: "PDF", PNG: "PNG"}


def _streams(page):
    """All streams of ``page``: its content, its pictures and its fonts."""
    seen, todo = set(), [page]
    while todo:
        found = todo.pop()
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) in seen:
                continue
            seen.add((found.idnum, found.generation))
            found = found.get_object()
        if isinstance(found, StreamObject):
            yield found
        if isinstance(found, DictionaryObject):
            todo += [value for key, value in found.items() if key != "/Parent"]
        elif isinstance(found, ArrayObject):
            todo += found


def _is_whole(stream):
    """Whether ``stream`` is complete and its checksum is right. Readers accept a
    damaged stream and use its beginning, which may be half a barcode.
    """
    filters = stream.get("/Filter", ArrayObject()).get_object()
    filters = filters if isinstance(filters, ArrayObject) else [filters]
    if "/FlateDecode" not in filters:
        return True
    written = io.BytesIO()
    stream.write_to_stream(written)
    content = (
        written.getvalue().partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    )
    for name in filters:
        if name == "/ASCII85Decode":
            content = base64.a85decode(content.strip(), adobe=True)
        elif name == "/FlateDecode":
            unpacker = zlib.decompressobj()
            content = unpacker.decompress(content, _MAX_STREAM)
            if not unpacker.eof:
                return False
        else:
            return True
    return True


def printed(files, sheet=THERMAL):
    """(One PDF of all ``files`` that can be printed, the indexes of the other files);
    no bytes when no file can be printed.
    """
    left_out = []
    try:
        return merged(files, sheet) if files else b"", left_out
    except Exception:
        # This case is rare, so it may be slow.
        left_out = [place for place, file in enumerate(files) if wrong(file)]
    rest = [file for place, file in enumerate(files) if place not in left_out]
    return merged(rest, sheet) if rest else b"", left_out


def merged(files, sheet=THERMAL):
    """One PDF of ``files``, in their order: bytes.

    :param sheet: THERMAL keeps pages that fit on the roll and scales larger pages down
    (pictures become pages of 100 mm width), A4 puts four labels on each page
    :raise Exception: of any kind, where a file cannot be read; see :func:`wrong` and
    :func:`printed`
    """
    writer = PdfWriter()
    places = _places(writer) if sheet == A4 else None
    for file in files:
        content = file.content
        if file.media_type != PDF:
            content = _pages_of_picture(content)
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")
        if not reader.pages:
            raise ValueError("A file has no page.")
        for number, page in enumerate(reader.pages):
            if places:
                _draw(page, writer, *places(page), edge=_EDGE)
            elif file.fitted or _is_larger_than_roll(page):
                _draw(page, writer, writer.add_blank_page(*_LABEL), (0, 0), _LABEL)
            else:
                writer.append(reader, pages=[number], import_outline=False)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _is_larger_than_roll(page):
    width, height = _size(page)
    return width > _LABEL[0] + _MARGIN or height > _LABEL[1] + _MARGIN


def _places(writer):
    """Return a function that finds (sheet, corner, room) for the next page, on sheets
    of four labels.
    """
    width, height = (side / 2 for side in _SHEET)
    place = 0

    def next_place(page):
        nonlocal place
        # Such as a CN23, which is A5: it takes two positions beside each other.
        page_width, page_height = _size(page)
        wide = page_width > page_height > width
        place += wide and place % 2
        if place % len(_PLACES) == 0:
            place = 0
            writer.add_blank_page(*_SHEET)
        column, row = _PLACES[place]
        place += 2 if wide else 1
        room = (2 * width if wide else width, height)
        return writer.pages[-1], (column * width, row * height), room

    return next_place


def _draw(page, writer, sheet, corner, room, edge=0):
    """Draw ``page``, as a viewer shows it, in the middle of a part of ``sheet``:
    upright, or turned by 90° where it does not fit upright.
    """
    box = _seen(page)
    moved = Transformation().translate(-float(box.left), -float(box.bottom))
    width, height = float(box.width), float(box.height)
    for _quarter in range(page.rotation // 90 % 4):
        moved, width, height = moved.rotate(-90).translate(0, width), height, width
    if (width > height) != (room[0] > room[1]) and (
        width > room[0] or height > room[1]
    ):
        moved, width, height = moved.rotate(90).translate(height, 0), height, width
    # A barcode may become slightly smaller, but never larger.
    scale = min((room[0] - edge) / width, (room[1] - edge) / height, 1)
    offset = (
        start + (side - length * scale) / 2
        for start, side, length in zip(corner, room, (width, height), strict=True)
    )
    matrix = moved.scale(scale).translate(*offset).ctm
    drawn = sheet[_RESOURCES].setdefault(NameObject("/XObject"), DictionaryObject())
    name = NameObject(f"/Label{len(drawn)}")
    drawn[name] = _form(page, writer)
    stream = StreamObject()
    numbers = " ".join(f"{number:.5f}" for number in matrix)
    stream.set_data(f"q {numbers} cm {name} Do Q\n".encode())
    sheet.setdefault(_CONTENTS, ArrayObject()).append(writer._add_object(stream))


def _form(page, writer):
    """Return ``page`` as an object of ``writer`` that can be drawn anywhere. Its
    content is copied without being read, in a third of the time of pypdf's merging.
    """
    content = page.get(_CONTENTS, ArrayObject()).get_object()
    if isinstance(content, StreamObject):
        form = content.clone(writer, force_duplicate=True)
    else:
        form = StreamObject()
        form.set_data(b"\n".join(part.get_object().get_data() for part in content))
        form = form.flate_encode()
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, _seen(page)))
    for name in (_RESOURCES, NameObject("/Group")):
        if name in page:
            form[name] = page[name].clone(writer)
    return form.indirect_reference or writer._add_object(form)


def _size(page):
    """(width, height) of ``page`` as a viewer shows it, in points."""
    box = _seen(page)
    sides = (float(box.width), float(box.height))
    return sides[::-1] if page.rotation % 180 else sides


def _seen(page):
    """The visible part of ``page``. A crop box that would leave nothing is removed."""
    if not (page.cropbox.width > 0 and page.cropbox.height > 0):
        for cut in ("/CropBox", "/TrimBox"):
            page.pop(cut, None)
    return page.cropbox


def _pages_of_picture(content):
    """Convert PNG to PDF without loss, one page of 100 mm width for each label. Some
    hosts put the labels of several boxes into one picture, one below the other.
    """
    output = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        if "A" in picture.getbands() or "transparency" in picture.info:
            ground = Image.new("RGBA", picture.size, "white")
            ground.alpha_composite(picture.convert("RGBA"))
            picture = ground
        picture = picture.convert("L")
        if picture.width > _LYING * picture.height:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
        ratio = picture.height / picture.width * _LABEL[0] / _LABEL[1]
        count = round(ratio) if ratio > 1.5 and abs(ratio - round(ratio)) < 0.03 else 1
        canvas = None
        for number in range(count):
            top, bottom = (
                round(picture.height * edge / count) for edge in (number, number + 1)
            )
            part = picture.crop((0, top, picture.width, bottom))
            size = (_LABEL[0], _LABEL[0] * part.height / part.width)
            if canvas is None:
                canvas = Canvas(output, pagesize=size, pageCompression=1)
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(part), 0, 0, *size)
            canvas.showPage()
        canvas.save()
    return output.getvalue()
