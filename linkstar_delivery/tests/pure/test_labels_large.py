# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Labels that would block the process that checks them."""

import time
import zlib

from labels import files


def pdf_of(count):
    """A PDF in which all pages are the same page."""
    content = zlib.compress(b"S")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 283 425]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (
        b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0"
        b" R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))
    )
    return files.File(out + end, files.PDF)


def test_pages_without_end():
    assert files.wrong(pdf_of(3)) == ""
    started = time.process_time()
    assert files.wrong(pdf_of(20_000)) == "the PDF has more pages than any label"
    assert time.process_time() - started < 2
