# Copyright 2026 Linkstar connector team
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import linkstar_return, rma
