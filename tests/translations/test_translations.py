"""The translations of all addons: mistakes that Odoo accepts silently, but that users
would see.
"""

import ast
import functools
import gettext
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDONS = [manifest.parent for manifest in sorted(ROOT.glob("*/__manifest__.py"))]
FILES = [path for addon in ADDONS for path in sorted((addon / "i18n").glob("*.po"))]
#: Languages with a complete translation. In other languages, linkstar_customs
#: translates only the words on papers.
WHOLE = [(addon.name, language) for addon in ADDONS for language in ("zh_CN", "de")]
#: Minimum share of translated terms in code, views and fields, in per cent.
COVERAGE = 95

_PLACEHOLDER = re.compile(
    r"%\(\w+\)[-+#0]*\d*(?:\.\d+)?[a-z]|%(?:\.\d+)?[sdfr]|%%|\{\w*\}"
)
_TAG = re.compile(r"</?[a-z][^<>]*>")

each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parents[1].name}-{path.stem}"
)


@functools.cache
def _read(path):
    return polib.pofile(str(path), check_for_duplicates=True)


def _entries(path):
    return [entry for entry in _read(path) if entry.msgstr]


def _edge(text):
    """Return the line breaks at the start and end of a text."""
    return text.startswith("\n"), text.endswith("\n")


def _is_data(entry):
    """Whether a term is only a name in default rows of an addon."""
    return all(
        where.startswith("model:") and not where.startswith(("model:ir.", "model:res."))
        for where, _line in entry.occurrences
    )


def test_every_addon_has_its_template_and_chinese():
    files = [
        addon / "i18n" / name
        for addon in ADDONS
        for name in (f"{addon.name}.pot", "zh_CN.po")
    ]
    assert not [path for path in files if not path.exists()]


@each_file
def test_header(path):
    metadata = _read(path).metadata
    assert metadata["Language"] == path.stem
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"
    plural = metadata.get("Plural-Forms")
    if plural or (path.parents[1].name, path.stem) in WHOLE:
        found = re.fullmatch(r"nplurals=(\d+); plural=(.+?);?", plural)
        assert {gettext.c2py(found[2])(number) for number in range(200)} == set(
            range(int(found[1]))
        )


@each_file
def test_nothing_is_fuzzy_or_obsolete(path):
    assert not [entry.msgid for entry in _read(path) if entry.fuzzy or entry.obsolete]


@each_file
def test_placeholders(path):
    wrong = [
        (entry.msgid, entry.msgstr)
        for entry in _entries(path)
        if Counter(_PLACEHOLDER.findall(entry.msgid))
        != Counter(_PLACEHOLDER.findall(entry.msgstr))
    ]
    assert not wrong


@each_file
def test_line_breaks_at_the_ends(path):
    assert not [
        (entry.msgid, entry.msgstr)
        for entry in _entries(path)
        if _edge(entry.msgid) != _edge(entry.msgstr)
    ]


@each_file
def test_markup(path):
    """The same tags, all closed: a view with broken markup in its translation cannot be
    opened.
    """
    for entry in _entries(path):
        tags = Counter(_TAG.findall(entry.msgid))
        assert tags == Counter(_TAG.findall(entry.msgstr)), entry.msgid
        if tags:
            ElementTree.fromstring(f"<term>{entry.msgstr}</term>")


@each_file
def test_names_of_printed_files_are_expressions(path):
    for entry in _entries(path):
        if any(
            where == "model:ir.actions.report,print_report_name"
            for where, _line in entry.occurrences
        ):
            ast.parse(entry.msgstr, mode="eval")


@pytest.mark.parametrize(("addon", "language"), WHOLE)
def test_coverage(addon, language):
    folder = ROOT / addon / "i18n"
    terms = [
        entry.msgid for entry in _read(folder / f"{addon}.pot") if not _is_data(entry)
    ]
    translated = {entry.msgid for entry in _entries(folder / f"{language}.po")}
    missing = [term for term in terms if term not in translated]
    assert len(missing) * 100 <= len(terms) * (100 - COVERAGE), missing
