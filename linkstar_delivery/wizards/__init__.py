# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from . import (
    linkstar_accrual,
    linkstar_cancellation,
    linkstar_comparison,
    linkstar_rate_card_import,
    linkstar_return_credit,
    linkstar_snooze,
    linkstar_tracking_entry,
    stock_return_picking,
)
