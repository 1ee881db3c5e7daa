# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Damaged PDFs: an accepted PDF can be merged and printed, alone and with others; a
damaged one does not spoil a print.
"""

import base64
import io
import logging
import random
import re
import time

import pypdfium2
import pytest
from beside import FULL
from labels import A4, SHEETS, THERMAL, File, files, merged, printed, wrong
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_CASES = 2000 if FULL else 700
_KEYWORDS = [
    b"obj",
    b"endobj",
    b"stream",
    b"endstream",
    b"xref",
    b"trailer",
    b"startxref",
    b"/Page",
    b"/Pages",
    b"/Kids",
    b"/Count",
    b"/MediaBox",
    b"/Contents",
    b"/Resources",
    b"/Font",
    b"/XObject",
    b"/Length",
    b"/Filter",
    b"/Root",
    b"/Type",
    b"/Parent",
    b" R",
]
_VALUES = [
    b"null",
    b"-1",
    b"0",
    b"99999999999",
    b"/Name",
    b"[ ]",
    b"<< >>",
    b"(text)",
    b"true",
    b"1 0 R",
    b"4 0 R",
    b"77 0 R",
    b"1e400",
]


def label(*numbers, compressed=True, picture=False):
    output = io.BytesIO()
    canvas = Canvas(
        output,
        pagesize=(100 * mm, 150 * mm),
        pageCompression=int(compressed),
        invariant=1,
    )
    for number in numbers:
        Code128(number, barHeight=20 * mm, barWidth=0.9, humanReadable=True).drawOn(
            canvas, 5 * mm, 60 * mm
        )
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(5 * mm, 140 * mm, "Jörg Müller, Teststraße 1, 10115 Berlin")
        if picture:
            canvas.drawImage(
                ImageReader(Image.effect_noise((60, 40), 50)), 5 * mm, 5 * mm, 60, 40
            )
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def rewritten(content):
    writer = PdfWriter(clone_from=io.BytesIO(content))
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def damaged(source, draw):
    """One of the intact files with one to three damages. It still begins and ends like
    a PDF, as every file that gets this far.
    """
    content = bytearray(source)
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(9, len(content) - 8)
        size = min(draw.choice([1, 2, 8, 40, 200, 1000]), len(content) - 8 - at)
        kind = draw.choice(
            [
                "flip",
                "cut",
                "zero",
                "twice",
                "digit",
                "keyword",
                "value",
                "end",
                "noise",
            ]
        )
        if kind == "flip":
            content[at] ^= 1 << draw.randrange(8)
        elif kind == "cut":
            del content[at : at + size]
        elif kind == "zero":
            content[at : at + size] = bytes(size)
        elif kind == "twice":
            content[at:at] = content[at : at + size]
        elif kind == "noise":
            content[at : at + size] = draw.randbytes(size)
        elif kind == "digit":
            digits = [match.start() for match in re.finditer(rb"\d", content)]
            content[draw.choice(digits)] = draw.choice(b"0123456789")
        elif kind == "end":
            del content[at:]
            content += b"\n%%EOF\n"
        else:
            word = draw.choice(_KEYWORDS)
            places = [
                match.span()
                for match in re.finditer(
                    re.escape(word) + rb"[ \n]*[^\s/]*" * (kind == "value"), content
                )
            ]
            if places:
                start, end = draw.choice(places)
                content[start:end] = (
                    word + b" " + draw.choice(_VALUES)
                    if kind == "value"
                    else b"x" * (end - start)
                )
        if len(content) < 40:
            break
    if b"%%EOF" not in content[-4096:]:
        content += b"\n%%EOF\n"
    return bytes(content)


@pytest.fixture(scope="module")
def accepted():
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    draw = random.Random("a wave of damaged labels")
    sources = [
        label("LX1"),
        label("LX1", compressed=False),
        label("LX1", "LX2"),
        label("LX1", picture=True),
        rewritten(label("LX1")),
        rewritten(label("LX1", compressed=False)),
    ]
    assert not any(wrong(File(source, files.PDF)) for source in sources)
    taken, slowest = [], 0
    for _ in range(_CASES):
        file = File(damaged(draw.choice(sources), draw), files.PDF)
        began = time.monotonic()
        if not wrong(file):
            taken.append(file)
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < 5
    # A reader repairs most damages by itself.
    assert _CASES / 20 < len(taken) < _CASES
    return taken


def pages(content):
    """The number of pages that a print program can draw."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.render(scale=0.2)
    return len(document)


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_is_accepted_can_be_printed(accepted, sheet):
    for file in accepted:
        count = len(PdfReader(io.BytesIO(file.content)).pages)
        assert count and pages(merged([file], sheet)) == (
            count if sheet == THERMAL else -(-count // 4)
        )


def test_all_that_is_accepted_prints_together(accepted):
    assert pages(merged(accepted)) >= len(accepted)


@pytest.mark.parametrize("damage", ["changed", "cut"])
def test_a_drawing_that_lost_a_part_is_no_label(damage):
    """Readers use the rest of such a stream: an empty or incomplete page, which may be
    half a barcode.
    """
    content = rewritten(label("LX1", picture=True))
    start, end = next(
        match.span(1)
        for match in re.finditer(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    )
    packed = base64.a85decode(content[start:end], adobe=True)
    packed = {"changed": packed[:-1] + bytes([packed[-1] ^ 1]), "cut": packed[:-20]}[
        damage
    ]
    spoilt = content[:start] + base64.a85encode(packed, adobe=True)[2:] + content[end:]
    assert PdfReader(io.BytesIO(spoilt)).pages
    assert wrong(File(spoilt, files.PDF))


@pytest.mark.parametrize("sheet", SHEETS)
def test_one_that_cannot_be_printed_is_left_out(sheet):
    good, other = File(label("GOOD"), files.PDF), File(label("OTHER"), files.PDF)
    bad = [
        File(label("BAD").replace(b"/Kids", b"/Xids"), files.PDF),
        File(b"%PDF-1.4 text %%EOF", files.PDF),
        File(b"\x89PNG\r\n\x1a\nIEND", files.PNG),
        File(label("CUT")[:900] + b"\n%%EOF", files.PDF),
    ]
    content, left_out = printed([good, *bad, other], sheet)
    assert left_out == [1, 2, 3, 4]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "GOOD" in text and "OTHER" in text and "BAD" not in text
    assert printed(bad, A4) == (b"", [0, 1, 2, 3])
    assert printed([good, bad[0]], sheet)[1] == [1]
    assert printed([good, other], sheet)[1] == []
