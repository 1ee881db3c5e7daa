# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..services import goods
from ..services.states import TRACKING_DECORATIONS, TRACKING_STATES


class LinkstarTrackedMixin(models.AbstractModel):
    """What has tracked goods (``linkstar_goods_ids``): ``services.goods`` writes its
    status, and ``_compute_linkstar_tracking_text`` of each model shows the pieces.
    """

    _name = "linkstar.tracked.mixin"
    _description = "Linkstar Tracked"

    linkstar_tracking_state = fields.Selection(
        TRACKING_STATES,
        "Tracking status",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="Of pieces in several places, the status that needs most attention.",
    )
    linkstar_tracking_text = fields.Char(
        "Where the pieces are",
        compute="_compute_linkstar_tracking_text",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_tracking_decoration = fields.Char(
        "Tracking status decoration",
        compute="_compute_linkstar_tracking_text",
        compute_sudo=True,
        groups="base.group_user",
    )

    def _linkstar_show_tracked(self, quantities_of):
        """Show the quantities per status of each record, {state: number} of
        ``quantities_of(record)``.
        """
        for record in self:
            quantities = quantities_of(record)
            record.linkstar_tracking_text = goods.as_text(self.env, quantities)
            state = next(iter(quantities), "")
            record.linkstar_tracking_decoration = (
                TRACKING_DECORATIONS.get(state, "info") if state else "muted"
            )
