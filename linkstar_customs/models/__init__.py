# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

# isort: off
# What others of these inherit has to be there before them.
from . import linkstar_cached_table
from . import linkstar_shown_name
from . import linkstar_default_data
from . import linkstar_owned_mixin
from . import linkstar_ioss_return_part
from . import linkstar_secret
from . import linkstar_check_mixin

# isort: on

from . import (
    crm_team,
    decimal_precision,
    delivery_carrier,
    ir_actions_report,
    linkstar_customs_charge_rule,
    linkstar_customs_declaration,
    linkstar_customs_declaration_line,
    linkstar_customs_expected_charge,
    linkstar_customs_requirement,
    linkstar_description_term,
    linkstar_excise_code,
    linkstar_goods_type,
    linkstar_h7_element,
    linkstar_hs_code,
    linkstar_ioss_return,
    linkstar_ioss_return_entry,
    linkstar_ioss_return_line,
    linkstar_marketplace,
    linkstar_special_territory,
    linkstar_tax_registration,
    linkstar_tax_registration_secret,
    linkstar_tax_scheme,
    linkstar_vat_rate,
    payment_transaction,
    product_category,
    product_product,
    product_template,
    res_company,
    res_config_settings,
    res_country,
    res_country_group,
    res_country_state,
    res_partner,
    sale_order,
    sale_order_line,
    stock_move,
    stock_picking,
)
