"""The fonts of labels: Roboto, which has all Latin letters of Europe, and a Chinese
font for other characters.
"""

from __future__ import annotations

import os
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

import font_roboto
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

REGULAR, BOLD = "Roboto", "Roboto-Bold"
CHINESE_FILES = (
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)
"""Paths of Debian's `fonts-droid-fallback` and `fonts-wqy-microhei`.
SANDBOX_CHINESE_FONT comes first.
"""


@cache
def register() -> str:
    """Load the fonts, once per process. Return the name of the Chinese font."""
    pdfmetrics.registerFont(TTFont(REGULAR, font_roboto.Roboto))
    pdfmetrics.registerFont(TTFont(BOLD, font_roboto.RobotoBold))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )
    for path in (os.environ.get("SANDBOX_CHINESE_FONT", ""), *CHINESE_FILES):
        if path and Path(path).is_file():
            try:
                pdfmetrics.registerFont(TTFont("Chinese", path))
            except TTFError:
                continue
            return "Chinese"
    # Not embedded: viewers with a Chinese font show it, but our own PNG does not.
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def markup(text: str) -> str:
    """Return a text as markup of a paragraph, with the Chinese font for characters that
    Roboto does not have.
    """
    known = pdfmetrics.getFont(REGULAR).face.charToGlyph
    runs = groupby(text, key=lambda character: ord(character) in known)
    parts = ((escape("".join(run)), latin) for latin, run in runs)
    return "".join(
        part if latin else f'<font name="{register()}">{part}</font>'
        for part, latin in parts
    )
