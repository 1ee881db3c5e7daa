# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Label files: which files are accepted, and how several become one."""

import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from labels import A4, SHEETS, THERMAL, File, csv_file, files, merged, wrong, xlsx
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

PDF, PNG = files.PDF, files.PNG


def pdf(*numbers, size=(100 * mm, 150 * mm)):
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=size)
    for number in numbers:
        Code128(number, barHeight=20 * mm, barWidth=0.9, humanReadable=True).drawOn(
            canvas, 5 * mm, 60 * mm
        )
        canvas.showPage()
    canvas.save()
    return File(output.getvalue(), PDF)


def png(*numbers, mode="L"):
    document = pypdfium2.PdfDocument(pdf(*numbers).content)
    pages = [page.render(scale=203 / 72).to_pil() for page in document]
    picture = Image.new(
        "RGB", (pages[0].width, sum(page.height for page in pages)), "white"
    )
    for place, page in enumerate(pages):
        picture.paste(page, (0, place * page.height))
    output = io.BytesIO()
    picture.convert(mode).save(output, "PNG")
    return File(output.getvalue(), PNG)


def read(content):
    """The barcodes on each page, in reading order."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        codes = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
        found.append(
            [
                code.text
                for code in sorted(
                    codes,
                    key=lambda c: (c.position.top_left.y // 200, c.position.top_left.x),
                )
            ]
        )
    return found


def millimetres(page):
    return round(float(page.mediabox.width) * 25.4 / 72), round(
        float(page.mediabox.height) * 25.4 / 72
    )


def test_in_the_given_order():
    content = merged([pdf("LX3"), png("LX1"), pdf("LX2A", "LX2B")])
    assert read(content) == [["LX3"], ["LX1"], ["LX2A"], ["LX2B"]]
    assert {millimetres(page) for page in PdfReader(io.BytesIO(content)).pages} == {
        (100, 150)
    }


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
def test_a_picture_of_two_labels_is_two_pages(mode):
    content = merged([png("LX1", "LX2", mode=mode)], THERMAL)
    assert read(content) == [["LX1"], ["LX2"]]
    assert [millimetres(page) for page in PdfReader(io.BytesIO(content)).pages] == [
        (100, 150)
    ] * 2


def test_four_on_a_sheet():
    numbers = [f"LX{number}" for number in range(1, 7)]
    content = merged([pdf(number) for number in numbers], A4)
    assert read(content) == [numbers[:4], numbers[4:]]
    assert [millimetres(page) for page in PdfReader(io.BytesIO(content)).pages] == [
        (210, 297)
    ] * 2


def test_a_small_label_keeps_its_size_on_a_sheet():
    content = merged([pdf("LX1", size=(100 * mm, 100 * mm))], A4)
    assert read(content) == [["LX1"]]


def paper(number, width, height):
    return replace(pdf(number, size=(width * mm, height * mm)), fitted=True)


def test_papers_go_onto_labels():
    """A CN22 at its own size; a CN23 (A5 landscape) turned and made smaller."""
    content = merged(
        [pdf("LX1"), paper("CN22", 74, 105), pdf("LX2"), paper("CN23", 210, 148)],
        THERMAL,
    )
    assert read(content) == [["LX1"], ["CN22"], ["LX2"], ["CN23"]]
    assert {millimetres(page) for page in PdfReader(io.BytesIO(content)).pages} == {
        (100, 150)
    }


def test_papers_follow_their_labels_on_sheets():
    """An A5 landscape page takes two positions beside each other."""
    content = merged(
        [
            pdf("LX1"),
            paper("CN22", 74, 105),
            pdf("LX2"),
            paper("CN23", 210, 148),
            pdf("LX3"),
        ],
        A4,
    )
    assert [sorted(page) for page in read(content)] == [
        ["CN22", "LX1", "LX2"],
        ["CN23", "LX3"],
    ]


@pytest.mark.parametrize(
    "size",
    [
        (105, 148),
        (150, 100),
        (102, 203),
        (148, 210),
        (210, 148),
        (210, 297),
        (297, 210),
    ],
    ids=lambda size: "×".join(map(str, size)),
)
def test_a_page_larger_than_the_roll_is_fitted_to_it(size):
    """Made smaller and, if it lies on its side, turned; its barcode is read as from the
    printer.
    """
    content = merged([pdf("LX123456789CN", size=(size[0] * mm, size[1] * mm))])
    assert read(content) == [["LX123456789CN"]]
    [page] = PdfReader(io.BytesIO(content)).pages
    assert millimetres(page) == (100, 150)
    [direction] = directions(content).values()
    assert (direction % 180 == 90) == (size[0] > size[1])


def directions(content):
    """{barcode: degrees by which it is turned} on the first page, as printed."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=300 / 72).to_pil()
    return {
        code.text: code.orientation % 360 for code in zxingcpp.read_barcodes(picture)
    }


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize("size", [(105, 148), (210, 297), (297, 210)])
def test_a_page_larger_than_the_roll_with_a_rotation(size, rotation):
    writer = PdfWriter(
        clone_from=io.BytesIO(pdf("LX1", size=(size[0] * mm, size[1] * mm)).content)
    )
    writer.pages[0].rotate(rotation)
    content = merged([File(written(writer), PDF)])
    assert read(content) == [["LX1"]]
    [direction] = directions(content).values()
    # A page that lies on its side as a viewer shows it is turned once more.
    lies = (size[0] > size[1]) != (rotation % 180 == 90)
    assert (direction - rotation) % 360 in ((90, 270) if lies else (0,))


@pytest.mark.parametrize("size", [(100, 150), (101.6, 152.4), (100, 100), (76, 130)])
def test_a_page_that_fits_on_the_roll_stays_as_it_is(size):
    content = merged([pdf("LX1", size=(size[0] * mm, size[1] * mm))])
    assert read(content) == [["LX1"]]
    [page] = PdfReader(io.BytesIO(content)).pages
    assert millimetres(page) == tuple(map(round, size))


@pytest.mark.parametrize("size", [(150, 100), (100, 220)])
def test_a_picture_larger_than_the_roll_is_fitted_to_it(size):
    page = pypdfium2.PdfDocument(pdf("LX1", size=(size[0] * mm, size[1] * mm)).content)[
        0
    ]
    output = io.BytesIO()
    page.render(scale=203 / 72).to_pil().save(output, "PNG")
    content = merged([File(output.getvalue(), PNG)])
    assert read(content) == [["LX1"]]
    [page] = PdfReader(io.BytesIO(content)).pages
    assert millimetres(page) == (100, 150)


def locked(password):
    writer = PdfWriter(clone_from=io.BytesIO(pdf("LX1").content))
    writer.encrypt(password, "owner", permissions_flag=0)
    return written(writer)


def cut_to(corners):
    writer = PdfWriter(clone_from=io.BytesIO(pdf("LX1").content))
    writer.pages[0].cropbox = RectangleObject(corners)
    return written(writer)


def written(writer):
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    "content",
    [locked(""), cut_to((10, 10, 10, 10)), cut_to((283, 425, 0, 0))],
    ids=["forbids", "nothing", "turned"],
)
def test_odd_files_are_printed_like_others(content, sheet):
    """A file that may be opened but not changed, and pages with a crop box that is
    empty or given from the other corner.
    """
    label = File(content, PDF)
    assert wrong(label) == ""
    assert read(merged([label, pdf("LX2")], sheet))[0][:1] == ["LX1"]


def turned(number):
    """A page that is drawn on its side and has a rotation to show it upright."""
    writer = PdfWriter(
        clone_from=io.BytesIO(pdf(number, size=(150 * mm, 100 * mm)).content)
    )
    writer.pages[0].rotate(90)
    return File(written(writer), PDF)


def test_turned_pages_stand_upright_on_sheets():
    content = merged([turned("LX1"), pdf("LX2")], A4)
    # Its text runs down the sheet, as in a viewer, and not across or up.
    assert directions(content) == {"LX1": 90, "LX2": 0}
    [sheet] = PdfReader(io.BytesIO(content)).pages
    assert sheet.extract_text().split() == ["LX1", "LX2"]


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        (b"%PDF-1.4 this is text %%EOF", PDF, "not a complete"),
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
            PDF,
            "no",
        ),
        (locked("secret"), PDF, "password"),
        (png("LX1").content, PDF, "not a complete"),
        (pdf("LX1").content, PNG, "not a complete"),
        (b"\x89PNG\r\n\x1a\nIEND", PNG, "not a complete"),
        (b"<html>", "text/html", "neither"),
    ],
)
def test_what_is_no_label(content, media_type, why):
    assert why in wrong(File(content, media_type))


def test_what_is_one():
    assert wrong(pdf("LX1")) == wrong(png("LX1")) == ""


def test_tables_hold_no_formulas():
    columns, rows = ["No.", "Number"], [[1, "=1+1"], [2, "+49 30"], [3, None]]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx("HO-1", columns, rows))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        columns,
        [1, "=1+1"],
        [2, "+49 30"],
        [3, None],
    ]
    assert sheet["B2"].data_type == "s"
    assert csv_file(columns, rows).decode("utf-8-sig").splitlines() == [
        "No.,Number",
        "1,'=1+1",
        "2,'+49 30",
        "3,",
    ]
