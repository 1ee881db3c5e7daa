"""The page in ``docs/`` and the tables it is printed from say the same."""

from pathlib import Path

from lifecycle import document

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_printed_from_the_tables():
    page = (ROOT / "docs/lifecycle.md").read_text()
    assert page == document.as_markdown(), "run setup/docs"
