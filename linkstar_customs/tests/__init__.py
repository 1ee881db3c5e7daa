from . import (
    test_access,
    test_charges,
    test_declaration,
    test_goods_types,
    test_h7,
    test_ioss_return,
    test_papers,
    test_problems,
    test_registration,
    test_scheme,
    test_values,
    test_vat_rate,
)
