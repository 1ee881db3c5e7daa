"""README.rst and static/description/index.html of an addon, from the fragments in its
``readme/``: the layout of OCA's generator, which is not on PyPI.

The fragments are Markdown as OCA's are; of it this knows what they use: headings,
paragraphs, lists, tables, fenced code, images, links, ``code`` and *emphasis*.
"""

import ast
import re
import textwrap

from .paths import ROOT

_ITEM = re.compile(r"(?:[-*]|\d+\.) +")
_IMAGE = re.compile(r"!\[([^]]+)\]\(\.\./([^)\s]+)\)")
_LINK = re.compile(r"\[([^]]+)\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`]+)`")
_IMAGES = "static/description/"
_LICENSES = {
    "LGPL-3": (
        "licence-LGPL--3",
        "http://www.gnu.org/licenses/lgpl-3.0-standalone.html",
    ),
    "AGPL-3": (
        "licence-AGPL--3",
        "http://www.gnu.org/licenses/agpl-3.0-standalone.html",
    ),
}
#: Fragment → the heading over it, "" for none.
_SECTIONS = {
    "DESCRIPTION": "",
    "INSTALL": "Installation",
    "CONFIGURE": "Configuration",
    "USAGE": "Usage",
    "ROADMAP": "Known issues / Roadmap",
    "HISTORY": "Changelog",
}


def files(addon):
    """Path → text of the two files, as the fragments of ``addon`` say now. Without the
    style that docutils gets elsewhere: Odoo shows the page in its own.
    """
    from docutils.core import publish_parts

    folder = ROOT / addon
    manifest = ast.literal_eval((folder / "__manifest__.py").read_text())
    # Without badges: whoever looks at the addon in Odoo calls nobody else's server.
    body = publish_parts(
        _rst(folder, manifest, badges=False),
        writer="html5",
        settings_overrides={
            "halt_level": 2,
            "initial_header_level": 2,
            "file_insertion_enabled": False,
            "syntax_highlight": "none",
        },
    )["html_body"]
    html = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8" />\n'
        f"<title>{manifest['name']}</title>\n</head>\n<body>\n"
        f"{body.replace(_IMAGES, '').strip()}\n</body>\n</html>\n"
    )
    rst = _rst(folder, manifest, badges=True)
    return {folder / "README.rst": rst, folder / _IMAGES / "index.html": html}


def _badges(manifest):
    """The parts of a README that show its badges."""
    status = manifest["development_status"]
    licence, licence_page = _LICENSES[manifest["license"]]
    badges = {
        "badge1": (
            f"https://img.shields.io/badge/maturity-{status}-yellow.png",
            "https://odoo-community.org/page/development-status",
            status,
        ),
        "badge2": (
            f"https://img.shields.io/badge/{licence}-blue.png",
            licence_page,
            f"License: {manifest['license']}",
        ),
    }
    images = (
        f".. |{name}| image:: {image}\n    :target: {target}\n    :alt: {text}"
        for name, (image, target, text) in badges.items()
    )
    return ["\n".join(images), " ".join(f"|{name}|" for name in badges)]


def _rst(folder, manifest, badges):
    parts = [
        _heading(manifest["name"], "=", over=True),
        "..\n   This file is made by setup/readme: change the fragments in readme/.",
        *(_badges(manifest) if badges else []),
    ]
    for fragment, title in _SECTIONS.items():
        path = folder / "readme" / f"{fragment}.md"
        if path.exists():
            parts += [_heading(title, "=")] if title else []
            parts.append(to_rst(path.read_text()))
        if fragment == "DESCRIPTION":
            parts.append("**Table of contents**\n\n.. contents::\n   :local:")
    parts += [
        _heading("Bug Tracker", "="),
        f"Bugs are tracked at `{manifest['website']} <{manifest['website']}>`__.",
        _heading("Credits", "="),
        _heading("Authors", "-"),
        f"* {manifest['author']}",
        _heading("Contributors", "-"),
        to_rst((folder / "readme/CONTRIBUTORS.md").read_text()),
        _heading("Maintainers", "-"),
        "This addon is maintained by " + ", ".join(manifest["maintainers"]) + ".",
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def to_rst(markdown):
    """The reStructuredText of a fragment."""
    return "\n\n".join(_block(block) for block in _blocks(markdown))


def _blocks(markdown):
    """Pieces between blank lines; fenced code is one, and so is each item of a list."""
    block, fenced = [], False
    for line in markdown.splitlines():
        fence = line.startswith("```")
        starts = not fenced and (fence or _ITEM.match(line))
        if block and (starts or (not fenced and not line.strip())):
            yield block
            block = []
        if line.strip() or fenced:
            block.append(line)
        if fence:
            fenced = not fenced
            if not fenced:
                yield block
                block = []
    if block:
        yield block


def _block(lines):
    first = lines[0]
    if first.startswith("```"):
        return "::\n\n" + textwrap.indent("\n".join(lines[1:-1]), "    ")
    if first.startswith("#"):
        level, title = first.split(" ", 1)
        return _heading(_inline(title), {1: "=", 2: "-"}.get(len(level), "~"))
    if first.startswith("|"):
        return _table(lines)
    if image := _IMAGE.fullmatch(first):
        return f".. image:: {image[2]}\n   :alt: {image[1]}"
    text = " ".join(line.strip() for line in lines)
    mark = _ITEM.match(text)
    if not mark:
        return textwrap.fill(_inline(text), 79, break_long_words=False)
    bullet = "-  " if text[0] in "-*" else "#. "
    return textwrap.fill(
        _inline(text[mark.end() :]),
        79,
        initial_indent=bullet,
        subsequent_indent="   ",
        break_long_words=False,
    )


def _table(lines):
    """A table as reStructuredText's ``list-table``: its cells may be of any width."""
    rows = [
        [_inline(cell.strip()) for cell in line.strip().strip("|").split("|")]
        for line in lines
        if not re.fullmatch(r"[|\s:-]+", line)
    ]
    cells = [
        f"{'* -' if place == 0 else '  -'} {cell}"
        for row in rows
        for place, cell in enumerate(row)
    ]
    return ".. list-table::\n   :header-rows: 1\n\n" + textwrap.indent(
        "\n".join(cells), "   "
    )


def _heading(title, mark, over=False):
    line = mark * len(title)
    return f"{line}\n{title}\n{line}" if over else f"{title}\n{line}"


def _inline(text):
    """``text`` with code and links as reStructuredText writes them; emphasis is the
    same in both.
    """
    text = _CODE.sub(r"``\1``", text)

    return _LINK.sub(r"`\1 <\2>`__", text)
