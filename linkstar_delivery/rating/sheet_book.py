# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The structure of a workbook: the names of its sheets, the shared texts, and which
number formats are days or per cents.

Only what a price list needs. Libraries that read a complete workbook take five times as
long to load as a card takes to read, and each file is read in its own process (see
``sheet_apart``).
"""

import posixpath
import re
from datetime import datetime, timedelta

from defusedxml.ElementTree import fromstring, iterparse

_WORKBOOK = "xl/workbook.xml"
#: ECMA-376, 18.8.30: formats that a file need not declare; 27 to 36 and 50 to 58 are
#: days in China, Japan and Korea.
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENTS = {9, 10}
#: Literal parts of a format: texts, single characters, blanks of a character's width,
#: colours and countries.
_AS_IT_STANDS = re.compile(r'"[^"]*"|[\\_*].|\[(?![hms])[^\[\]]*\]', re.IGNORECASE)
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_TRUE = ("1", "true", "on")


class Book:
    """The workbook in ``archive``, a ``ZipFile`` whose parts are checked.

    :raise KeyError, ValueError, SyntaxError: when it is not a workbook
    """

    def __init__(self, archive):
        self._archive = archive
        path = next(
            (
                target
                for kind, target in self._related("", "_rels/.rels").values()
                if kind == "officeDocument"
            ),
            _WORKBOOK,
        )
        folder, name = posixpath.split(path)
        related = self._related(folder, posixpath.join(folder, "_rels", f"{name}.rels"))
        root = fromstring(archive.read(path), forbid_dtd=True)
        #: Pairs of a name and a path, for the sheets with cells.
        self.sheets = []
        self._epoch = _EPOCHS[False]
        for element in root.iter():
            tag = _local(element.tag)
            if tag == "workbookPr":
                self._epoch = _EPOCHS[element.get("date1904", "") in _TRUE]
            elif tag == "sheet":
                kind, target = related[
                    next(
                        value
                        for name, value in element.items()
                        if _local(name) == "id" and name != "id"
                    )
                ]
                if kind == "worksheet":
                    self.sheets.append((element.get("name", ""), target))
        parts = dict(related.values())
        self.texts = (
            list(self._texts(parts["sharedStrings"]))
            if "sharedStrings" in parts
            else []
        )
        self._formats = self._styles(parts["styles"]) if "styles" in parts else []

    def open(self, path):
        return self._archive.open(path)

    def is_day(self, style):
        """Whether numbers in cells of this style are shown as a day or a time."""
        number, pattern = self._formats[style]
        return number in _DAYS or bool(
            re.search("[dmhysDMHYS]", _AS_IT_STANDS.sub("", pattern))
        )

    def is_percent(self, style):
        number, pattern = self._formats[style]
        return number in _PERCENTS or "%" in _AS_IT_STANDS.sub("", pattern)

    def moment(self, number):
        """The date and time of ``number``, to the second."""
        # Excel's calendar has a 29 February 1900.
        days = (
            number + 1 if self._epoch == _EPOCHS[False] and 0 < number < 60 else number
        )
        return self._epoch + timedelta(seconds=round(days * 86400))

    def _related(self, folder, path):
        """{id: (kind, path)} of the parts that a part refers to."""
        if path not in self._archive.namelist():
            return {}
        return {
            element.get("Id"): (
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(
                    posixpath.join("/", folder, element.get("Target", ""))
                ).lstrip("/"),
            )
            for element in fromstring(self._archive.read(path), forbid_dtd=True)
        }

    def _texts(self, path):
        """The shared texts in order, without phonetic hints."""
        with self._archive.open(path) as stream:
            spoken, parts = 0, []
            for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
                tag = _local(element.tag)
                if tag == "rPh":
                    spoken += 1 if event == "start" else -1
                elif tag == "t" and event == "end" and not spoken:
                    parts.append(element.text or "")
                elif tag == "si" and event == "end":
                    yield "".join(parts)
                    parts = []
                    element.clear()

    def _styles(self, path):
        """The number and the text of the format of each cell style."""
        declared, styles = {}, []
        root = fromstring(self._archive.read(path), forbid_dtd=True)
        for element in root.iter():
            tag = _local(element.tag)
            if tag == "numFmt":
                declared[int(element.get("numFmtId"))] = element.get("formatCode", "")
            elif tag == "cellXfs":
                styles = [
                    int(each.get("numFmtId", 0))
                    for each in element
                    if _local(each.tag) == "xf"
                ]
        return [(number, declared.get(number, "")) for number in styles]


def column(letters: str) -> int:
    """The index of a column; A is 0."""
    if not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        raise ValueError(letters)
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _local(tag):
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
