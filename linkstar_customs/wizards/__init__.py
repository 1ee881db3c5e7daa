from . import linkstar_customs_correction
