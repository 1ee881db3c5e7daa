"""Odoo's log of a test run must be clean: a warning that nobody explains is a defect that nobody looks at."""
import re

_LINE = re.compile(r"^\d{4}-\d\d-\d\d \S+ \d+ (WARNING|ERROR|CRITICAL) (\S+) (\S+): (.*(?:\nERROR: .*)?)$", re.M)

#: (logger, text) of what may stand there, and why.
_EXPLAINED = [
    # Debian's package lacks this asset of the app "mail".
    ("odoo.addons.base.models.assetsbundle", "selfie_segmentation"),
    ("odoo.addons.base.models.ir_asset", "selfie_segmentation"),
    # Odoo logs what a user is told; tests/whole gives bad input on purpose.
    ("odoo.http", "Not validated, for the carrier would refuse the parcel"),
    ("odoo.http", "is not over yet: its return can be closed from the next month on"),
    # Two transfers of a wave take goods from one quant at once: PostgreSQL refuses one, whose transaction runs again.
    ("odoo.sql_db", "could not serialize access due to concurrent update"),
]


def complaints(log):
    """The unexplained warnings and errors in ``log``, one text each, the same one once."""
    found = {}
    for level, _database, logger, text in _LINE.findall(log.read_text(errors="replace")):
        if not any(name == logger and part in text for name, part in _EXPLAINED):
            found.setdefault(f"{log.name}: {level} {logger}: {text[:300]}", None)
    return list(found)
