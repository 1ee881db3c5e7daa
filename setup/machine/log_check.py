"""Odoo's log of a test run must be clean: an unexplained warning is a defect that
nobody checks.
"""

import re

#: A line of Odoo's, and what it printed below (a traceback).
_ENTRY = re.compile(
    r"^\d{4}-\d\d-\d\d \S+ (?P<pid>\d+) (?P<level>[A-Z]+) \S+ (?P<logger>\S+): "
    r"(?P<text>.*)\n(?P<below>(?:(?!\d{4}-\d\d-\d\d ).*\n)*)",
    re.M,
)
_WRONG = {"WARNING", "ERROR", "CRITICAL"}

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
#: A server that ends closes its connections under the cron that is at work.
_ENDING = ("odoo.service.server", "Initiating shutdown")
_CUT_OFF = re.compile(
    r"\b(?:(?:cursor|connection) already closed"
    # The same said by libpq: closed before a statement, or under it.
    r"|no connection to the server|connection pointer is NULL)\b"
)
#: The same in a line of ours: only the type and the places (``errors.where``).
_CUT_OFF_IN_SHORT = re.compile(
    r": (?:Interface|Operational|Database)Error < sql_db\.py:\d+ "
)


def complaints(log):
    """Return the unexplained warnings and errors in ``log``, each text only once, with
    the last line of its traceback.
    """
    found = {}
    ending = set()
    for entry in _ENTRY.finditer(log.read_text(errors="replace") + "\n"):
        pid, level, logger, text, below = map(str.strip, entry.groups())
        if (logger, text) == _ENDING:
            ending.add(pid)
        if level not in _WRONG or _explained(logger, f"{text}\n{below}"):
            continue
        if pid in ending and (_CUT_OFF.search(below) or _CUT_OFF_IN_SHORT.search(text)):
            continue
        cause = below.splitlines()[-1] if below else ""
        said = f"{log.name}: {level} {logger}: {text[:300]} {cause[:300]}"
        found.setdefault(said.strip(), None)
    return list(found)


def _explained(logger, said):
    return any(name == logger and part in said for name, part in _EXPLAINED)
