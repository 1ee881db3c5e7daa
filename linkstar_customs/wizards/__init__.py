from . import linkstar_customs_correction, linkstar_h7_export
