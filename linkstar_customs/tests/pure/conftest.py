# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Pytest imports the rules without Odoo: the addon's folder is on the path, so they are
the package ``rules``.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
