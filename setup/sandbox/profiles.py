"""The behaviour of this host where hosts differ: a small set of switches, saved in the
store.
"""

from __future__ import annotations

DEFAULTS = {
    "duplicates": "refused",
    "number_after": 0,
    "number_on_create": True,
    "separate_number": True,
    "label": "link",
    "label_after": 0,
    "label_type": "pdf",
    "label_dpi": 203,
    "payload_key": "native",
    "shape": "native",
    "numbers": "native",
    "nothing": "native",
    "detail_status": "native",
    "double_encoded": False,
    "junk": False,
    "misspelt": False,
    "long_comments": False,
    "encoding": "utf-8",
    "error_prefix": "",
    "missing_services": [],
    "missing_error": "native",
}
CHOICES = {
    "duplicates": ("refused", "accepted"),
    "label": ("link", "base64"),
    "label_type": ("pdf", "png"),
    "label_dpi": (203, 300, 600),
    "payload_key": ("native", "data", "Data", "Result", "result"),
    "shape": ("native", "list", "object"),
    "numbers": ("native", "strings", "numbers"),
    "nothing": ("native", "null", "empty_string", "list", "missing"),
    "detail_status": ("native", "empty", "unknown"),
    "encoding": ("utf-8", "gbk"),
    "missing_error": ("native", "top_level"),
}


def read(store) -> dict:
    return DEFAULTS | store.get("profile", {})


def change(store, changes: dict) -> dict:
    """Apply a partial update and return the whole profile. Raises ValueError with a
    sentence.
    """
    for key, value in changes.items():
        if key not in DEFAULTS:
            raise ValueError(
                f"The profile has no {key!r}; it has {', '.join(DEFAULTS)}."
            )
        if key in CHOICES and value not in CHOICES[key]:
            raise ValueError(
                f"{key} is one of {', '.join(CHOICES[key])}, not {value!r}."
            )
        default = DEFAULTS[key]
        if isinstance(default, bool) and not isinstance(value, bool):
            raise ValueError(f"{key} is true or false, not {value!r}.")
        if isinstance(default, list) and not (
            isinstance(value, list) and all(isinstance(name, str) for name in value)
        ):
            raise ValueError(f"{key} is a list of names, not {value!r}.")
        if isinstance(default, str) and not isinstance(value, str):
            raise ValueError(f"{key} is a text, not {value!r}.")
        seconds = isinstance(default, int) and not isinstance(default, bool)
        if seconds and (
            isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0
        ):
            raise ValueError(f"{key} is a number of seconds, not {value!r}.")
    profile = read(store) | changes
    store.put("profile", profile)
    return profile
