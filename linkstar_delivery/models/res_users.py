# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from .linkstar_label_print import SHEETS


class ResUsers(models.Model):
    _inherit = "res.users"

    linkstar_sheet = fields.Selection(
        SHEETS,
        "Linkstar label paper",
        help="The paper for your parcel labels. Empty: as set on the Linkstar account.",
        groups="base.group_user",
    )
    linkstar_morning_mail = fields.Boolean(
        "Morning mail",
        default=True,
        help="A mail each morning with the parcels that need your attention.",
        groups="base.group_user",
    )
    linkstar_mailed_on = fields.Date(
        "Last morning mail", readonly=True, copy=False, groups="base.group_system"
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [
            *super().SELF_READABLE_FIELDS,
            "linkstar_sheet",
            "linkstar_morning_mail",
        ]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [
            *super().SELF_WRITEABLE_FIELDS,
            "linkstar_sheet",
            "linkstar_morning_mail",
        ]
