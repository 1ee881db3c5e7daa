# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from . import linkstar_check, linkstar_customs_correction, linkstar_h7_export
