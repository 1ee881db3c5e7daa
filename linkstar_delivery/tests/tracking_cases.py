"""Texts of tracking events and what they mean, and the shipped rules as the pure reader takes them; nothing of Odoo."""

import csv
import re
from pathlib import Path

ADDON = Path(__file__).resolve().parents[1]
ENDS = ("delivered", "returned", "destroyed", "lost")
#: texts: a sample of feeds in seven languages, two thirds with a trap. traps: more of the same kind, made for these rules.
TABLES = ("tracking_texts", "tracking_traps")


def cases(table):
    """Dicts of text, lang, state, final ("yes": really over), trap."""
    with open(ADDON / "tests" / "data" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reader(tracking):
    """A ``Reader`` of the shipped rules; ``tracking``: the module ``rules.tracking``."""

    def compiled(pattern):
        return re.compile(pattern, re.IGNORECASE) if pattern else None

    with open(ADDON / "data" / "linkstar.tracking.rule.csv", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["sequence"]))
    flags = ("conclusive", "intercepted", "correction", "doubt")
    return tracking.Reader(
        tracking.Rule(
            state=row["tracking_state"],
            code=row["code"],
            code_list=row["code_list"],
            pattern=compiled(row["pattern"]),
            exclusion=compiled(row["exclusion"]),
            **{flag: bool(row[flag]) for flag in flags},
        )
        for row in rows
    )


def wrong_ends(table, meaning):
    """[(text, what it was read as)] of the texts that end nothing and are read as an end by ``meaning(code, text)``."""
    return [
        (case["text"], found) for case in cases(table) if case["final"] == "no" and (found := meaning("", case["text"])) in ENDS
    ]
