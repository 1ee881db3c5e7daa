from . import linkstar_comparison, linkstar_rate_card_import
