from . import (
    linkstar_customs_declaration,
    linkstar_customs_declaration_line,
    linkstar_special_territory,
    linkstar_tax_registration,
    linkstar_tax_scheme,
    product_product,
    product_template,
    res_company,
    sale_order,
    stock_move,
    stock_picking,
)
