from . import linkstar_check, linkstar_customs_correction, linkstar_h7_export
