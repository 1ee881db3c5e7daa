from odoo import fields, models

from .linkstar_label_print import SHEETS


class ResUsers(models.Model):
    _inherit = "res.users"

    linkstar_sheet = fields.Selection(
        SHEETS, "Linkstar labels on", help="What you print parcel labels on; empty: as the Linkstar account says.", groups="base.group_user"
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "linkstar_sheet"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "linkstar_sheet"]
