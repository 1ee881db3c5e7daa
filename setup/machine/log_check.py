"""Odoo's log of a test run must be clean: an unexplained warning is a defect that
nobody checks.
"""

import re

_LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \S+ \d+ (WARNING|ERROR|CRITICAL) (\S+) (\S+): (.*(?:\nERROR:"
    r" .*)?)$",
    re.M,
)

#: (logger, text) of the allowed warnings, each with its reason.
_EXPLAINED = [
    # Debian's package lacks this asset of the app "mail".
    ("odoo.addons.base.models.assetsbundle", "selfie_segmentation"),
    ("odoo.addons.base.models.ir_asset", "selfie_segmentation"),
    # Odoo logs the errors that a user sees; tests/whole enters bad data on purpose.
    ("odoo.http", "Not validated, because the carrier would refuse the parcel"),
    ("odoo.http", "has not ended yet: close its return in the next month"),
    # Of two users who receive the last piece at once, one is refused.
    ("odoo.http", "came back with another return in the meantime"),
    # Two transfers of a wave take goods from one quant at once: PostgreSQL refuses one,
    # and its transaction runs again.
    ("odoo.sql_db", "could not serialize access due to concurrent update"),
]


def complaints(log):
    """Return the unexplained warnings and errors in ``log``, each text only once."""
    found = {}
    for level, _database, logger, text in _LINE.findall(
        log.read_text(errors="replace")
    ):
        if not any(name == logger and part in text for name, part in _EXPLAINED):
            found.setdefault(f"{log.name}: {level} {logger}: {text[:300]}", None)
    return list(found)
