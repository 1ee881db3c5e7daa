# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking texts are now read by words and grammar, so the default rules are no longer
needed. Unchanged default rules are deleted; a changed or archived rule stays as the
merchant's own.
"""

#: The fields with default values, as in ``shipped_values``; a missing field was empty
#: by default.
_FIELDS = (
    "name",
    "sequence",
    "code",
    "code_list",
    "pattern",
    "exclusion",
    "tracking_state",
    "conclusive",
    "doubt",
    "correction",
    "intercepted",
)
_MODEL = "linkstar.tracking.rule"


def migrate(cr, version):
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name ="
        " 'linkstar_tracking_rule'"
    )
    columns = {name for (name,) in cr.fetchall()}
    fields = [name for name in _FIELDS if name in columns]
    cr.execute(
        f"SELECT id, active, shipped_values, {', '.join(fields)}"
        " FROM linkstar_tracking_rule WHERE shipped_values IS NOT NULL"
    )
    unchanged = [
        row_id
        for row_id, active, shipped, *values in cr.fetchall()
        if active
        and all(
            (shipped.get(name) or False) == (value or False)
            for name, value in zip(fields, values, strict=True)
        )
    ]
    cr.execute("DELETE FROM linkstar_tracking_rule WHERE id = ANY(%s)", [unchanged])
    # Without its XML id, a rule that stays belongs to the merchant: no update deletes
    # it.
    cr.execute(
        "DELETE FROM ir_model_data WHERE module = 'linkstar_delivery' AND model = %s",
        [_MODEL],
    )
