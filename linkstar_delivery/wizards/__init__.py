from . import linkstar_cancellation, linkstar_comparison, linkstar_rate_card_import
