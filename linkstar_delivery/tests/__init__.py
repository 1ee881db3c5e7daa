from . import (
    test_access,
    test_account,
    test_booking,
    test_cancel,
    test_checks,
    test_labels,
    test_neutralize,
    test_quotation,
    test_rate,
    test_rate_card,
    test_rate_card_import,
    test_tracking,
)
