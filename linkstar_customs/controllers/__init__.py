from . import ioss_return
