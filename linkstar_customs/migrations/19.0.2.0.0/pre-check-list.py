# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def migrate(cr, version):
    """Delete lines of check lists: each line now belongs to a check."""
    cr.execute("DELETE FROM linkstar_check")
