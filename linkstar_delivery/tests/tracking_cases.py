# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Texts of tracking events and what they mean; nothing of Odoo."""

import csv
from functools import cache
from hashlib import sha256
from pathlib import Path

ADDON = Path(__file__).resolve().parents[1]
ENDS = ("delivered", "returned", "destroyed", "lost")
#: texts: a sample of feeds in seven languages, two thirds with a trap. own: what
#: carriers of these countries write. styles: the styles of posts, airlines, lines and
#: parcel services, each step in many wordings. carriers: what lines from China and the
#: carriers of the last mile write; all of it was in view. traps: sentences that look
#: like ends; one without a state may mean anything but an end.
TABLES = (
    "tracking_texts",
    "tracking_own",
    "tracking_styles",
    "tracking_carriers",
    "tracking_traps",
)

#: Frames by language that contradict a final state: a text of a final state in a frame
#: must not be read as one.
FRAMES = {
    "en": (
        "Tomorrow: {}",
        "If all goes well: {}",
        "Not yet: {}",
        "{} - cancelled",
        "{}? To be checked",
        "Status '{}' was wrong",
        "Planned: {}",
        "We expect: {}",
        "{} (scan withdrawn)",
        "Customer says: {}",
        "Maybe {}",
        "{}, corrected: in transit",
        "Should be: {}",
        "Once {} we inform you",
        "Unless {}",
        "The note '{}' is false",
        "Next: {}",
        "{} only after payment",
        "Request: {}",
        "{} - this could not be confirmed",
        "Instead of: {}",
        "No longer {}",
        "{} is our goal",
        "Sample text: {}",
        "{}: unsuccessful",
        "Delivery promise: {}",
        "Void: {}",
        "Not {}",
    ),
    "zh": (
        "预计{}",
        "尚未{}",
        "{}有误，已撤销",
        "如果{}",
        "{}？核实中",
        "计划{}",
        "客户称{}",
        "可能{}",
        "{}后请评价",
        "误报：{}",
        "等待{}",
        "未{}",
        "{}失败",
        "请确认是否{}",
        "拟{}",
    ),
    "de": (
        "Voraussichtlich morgen: {}",
        "Noch nicht: {}",
        "{} - storniert",
        "Falls {}",
        "{}? Wird geprüft",
        "Geplant: {}",
        "Irrtümlich gemeldet: {}",
        "Vermutlich {}",
        "Sobald {}, melden wir uns",
        "Nicht {}",
        "{} - Korrektur folgt",
        "Empfänger behauptet: {}",
        "Versuch: {}",
    ),
    "fr": (
        "Demain : {}",
        "Pas encore : {}",
        "{} - annulé",
        "Si {}",
        "{} ? En cours de vérification",
        "Prévu : {}",
        "Par erreur : {}",
        "Probablement {}",
        "Dès que {}",
        "Tentative : {}",
    ),
    "pl": (
        "Jutro: {}",
        "Jeszcze nie: {}",
        "{} - anulowano",
        "Jeśli {}",
        "Czy {}?",
        "Planowane: {}",
        "Omyłkowo: {}",
        "Prawdopodobnie {}",
        "Gdy {}",
        "Próba: {}",
    ),
    "it": (
        "Domani: {}",
        "Non ancora: {}",
        "{} - annullato",
        "Se {}",
        "{}? In verifica",
        "Previsto: {}",
        "Per errore: {}",
        "Probabilmente {}",
        "Quando {}",
        "Tentativo: {}",
    ),
    "es": (
        "Mañana: {}",
        "Todavía no: {}",
        "{} - anulado",
        "Si {}",
        "¿{}?",
        "Previsto: {}",
        "Por error: {}",
        "Probablemente {}",
        "Cuando {}",
        "Intento: {}",
    ),
}


@cache
def cases(table):
    """Dicts of text, lang, state, final ("yes": really over)."""
    with open(
        ADDON / "tests" / "data" / f"{table}.csv", encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


def half(case):
    """ "write": the reader's words were written with this text in view, or "measure":
    it says how well they do with texts that nobody looked at.
    """
    return case.get("half") or (
        "write" if sha256(case["text"].encode()).digest()[0] % 2 else "measure"
    )


def wrong_ends(table, meaning):
    """[(text, the state that was read)] of the texts that are not final but that
    ``meaning(code, text)`` reads as final.
    """
    return [
        (case["text"], found)
        for case in cases(table)
        if case["final"] == "no" and (found := meaning("", case["text"])) in ENDS
    ]


def framed():
    """Each text of a final state in each frame of its language."""
    for table in TABLES:
        for case in cases(table):
            if case["final"] == "yes":
                yield from (
                    frame.format(case["text"]) for frame in FRAMES[case["lang"]]
                )
