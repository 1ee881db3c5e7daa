"""Label files as a carrier delivers them, made into one PDF."""

import base64
import io
import zlib
from dataclasses import dataclass, field

from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
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
#: Points by which a page may be larger than the roll and is printed as it is: rolls of 4 × 6 inches are sold as 100 × 150 mm, and a
#: barcode is best left at its own size.
_MARGIN = 3 / _POINT
#: A page with a shorter side, in points, holds no label.
_SHORTEST = 10 / _POINT
#: A picture that is so much wider than high is a label that lies on its side.
_LYING = 1.2
#: Bytes that one stream of a page may have when it is unpacked.
_MAX_STREAM = 75_000_000
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
    """Why ``file`` is not a label that can be printed, "" when it is one."""
    try:
        return _WRONG[file.media_type](file) if file.media_type in _WRONG else "it is neither PDF nor PNG"
    except DependencyError:
        return "the PDF is locked in a way that cannot be read here"
    except Exception:
        # A damaged file may break its reader in any way.
        return f"it begins as a {_NAMES[file.media_type]} and is none, or only a part of one"


def _wrong_pdf(file):
    reader = PdfReader(io.BytesIO(file.content))
    # One that everybody may open and print, but not change, opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return "the PDF is locked by a password"
    count = len(reader.pages)
    if not count:
        return "the PDF has no page"
    for page in reader.pages:
        if min(page.mediabox.width, page.mediabox.height) < _SHORTEST:
            return "the PDF has a page without size"
        if not all(map(_is_whole, _streams(page))):
            return "a part of the PDF is damaged"
    # The proof is to print it, on each kind of sheet.
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
    """All streams that belong to ``page``: its drawing, its pictures and letters."""
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
    """Whether ``stream`` unpacks to its end and has the checksum that it was packed with; readers take what is left of a damaged
    one, which may be half a barcode."""
    filters = stream.get("/Filter", ArrayObject()).get_object()
    filters = filters if isinstance(filters, ArrayObject) else [filters]
    if "/FlateDecode" not in filters:
        return True
    written = io.BytesIO()
    stream.write_to_stream(written)
    content = written.getvalue().partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
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
    """(One PDF of those of ``files`` that can be printed, the places of the others in ``files``); no bytes when there are none."""
    left_out = []
    try:
        return merged(files, sheet) if files else b"", left_out
    except Exception:
        # It is the rare case, so it may take its time.
        left_out = [place for place, file in enumerate(files) if wrong(file)]
    rest = [file for place, file in enumerate(files) if place not in left_out]
    return merged(rest, sheet) if rest else b"", left_out


def merged(files, sheet=THERMAL):
    """One PDF of ``files``, in their order: bytes.

    :param sheet: THERMAL leaves pages that fit on the roll as they are and fits larger ones to it (pictures become pages of 100 mm
        width), A4 puts four on each page
    :raise Exception: of any kind, where a file cannot be read; see :func:`wrong` and :func:`printed`"""
    writer = PdfWriter()
    for file in files:
        content = io.BytesIO(file.content if file.media_type == PDF else _pages_of_picture(file.content))
        before = len(writer.pages)
        if sheet == THERMAL:
            _append_to_roll(writer, content, file.fitted)
        else:
            writer.append(content, import_outline=False)
        if len(writer.pages) == before:
            raise ValueError("A file has no page.")
    if sheet == A4:
        writer = _four_on_a_sheet(writer.pages)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _append_to_roll(writer, content, fitted):
    reader = PdfReader(content)
    if reader.is_encrypted:
        reader.decrypt("")
    for place, page in enumerate(reader.pages):
        if fitted or _is_larger_than_roll(page):
            _put(_upright(page), writer.add_blank_page(*_LABEL), (0, 0), _LABEL)
        else:
            writer.append(reader, pages=[place], import_outline=False)


def _is_larger_than_roll(page):
    box = _seen(page)
    sides = (float(box.width), float(box.height))
    width, height = reversed(sides) if page.rotation % 180 else sides
    return width > _LABEL[0] + _MARGIN or height > _LABEL[1] + _MARGIN


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
    if (width > height) != (room[0] > room[1]) and (width > room[0] or height > room[1]):
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
        if picture.width > _LYING * picture.height:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
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
