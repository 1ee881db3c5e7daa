"""Texts of tracking events and what they mean, and the shipped rules as the pure reader takes them; nothing of Odoo."""

import csv
import re
from pathlib import Path

ADDON = Path(__file__).resolve().parents[1]
ENDS = ("delivered", "returned", "destroyed", "lost")
#: texts: a sample of feeds in seven languages, two thirds with a trap. traps: more of the same kind, made
#: for these rules; one without a state may mean anything but an end.
TABLES = ("tracking_texts", "tracking_traps")

#: What makes an end of a sentence no end, by language: said of any text that is final, it must not be read as one.
FRAMES = {
    "en": (
        "Tomorrow: {}", "If all goes well: {}", "Not yet: {}", "{} - cancelled", "{}? To be checked", "Status '{}' was wrong",
        "Planned: {}", "We expect: {}", "{} (scan withdrawn)", "Customer says: {}", "Maybe {}", "{}, corrected: in transit",
        "Should be: {}", "Once {} we inform you", "Unless {}", "The note '{}' is false", "Next: {}", "{} only after payment",
        "Request: {}", "{} - this could not be confirmed", "Instead of: {}", "No longer {}", "{} is our goal", "Sample text: {}",
        "{}: unsuccessful", "Delivery promise: {}", "Void: {}", "Not {}",
    ),
    "zh": (
        "预计{}", "尚未{}", "{}有误，已撤销", "如果{}", "{}？核实中", "计划{}", "客户称{}", "可能{}", "{}后请评价", "误报：{}",
        "等待{}", "未{}", "{}失败", "请确认是否{}", "拟{}",
    ),
    "de": (
        "Voraussichtlich morgen: {}", "Noch nicht: {}", "{} - storniert", "Falls {}", "{}? Wird geprüft", "Geplant: {}",
        "Irrtümlich gemeldet: {}", "Vermutlich {}", "Sobald {}, melden wir uns", "Nicht {}", "{} - Korrektur folgt",
        "Empfänger behauptet: {}", "Versuch: {}",
    ),
    "fr": (
        "Demain : {}", "Pas encore : {}", "{} - annulé", "Si {}", "{} ? En cours de vérification", "Prévu : {}",
        "Par erreur : {}", "Probablement {}", "Dès que {}", "Tentative : {}",
    ),
    "pl": (
        "Jutro: {}", "Jeszcze nie: {}", "{} - anulowano", "Jeśli {}", "Czy {}?", "Planowane: {}", "Omyłkowo: {}",
        "Prawdopodobnie {}", "Gdy {}", "Próba: {}",
    ),
    "it": (
        "Domani: {}", "Non ancora: {}", "{} - annullato", "Se {}", "{}? In verifica", "Previsto: {}", "Per errore: {}",
        "Probabilmente {}", "Quando {}", "Tentativo: {}",
    ),
    "es": (
        "Mañana: {}", "Todavía no: {}", "{} - anulado", "Si {}", "¿{}?", "Previsto: {}", "Por error: {}", "Probablemente {}",
        "Cuando {}", "Intento: {}",
    ),
}


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


def framed():
    """Each text of an end in each frame of its language."""
    for table in TABLES:
        for case in cases(table):
            if case["final"] == "yes":
                yield from (frame.format(case["text"]) for frame in FRAMES[case["lang"]])
