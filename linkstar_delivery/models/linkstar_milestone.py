# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..lifecycle import milestones

_NAMES = {
    "shipped": "Shipped",
    "arrived": "Arrived in the destination region",
    "out_for_delivery": "Out for delivery",
    "pickup_point": "At a pick-up point",
    "delivery_failed": "Delivery failed",
    "delivered": "Delivered",
    "returning": "Returning",
    milestones.QUESTION: "Question after delivery",
}


class LinkstarMilestone(models.Model):
    """A point of a parcel's trip that the buyer is told of. The rows are fixed;
    companies and sales teams choose from them.
    """

    _name = "linkstar.milestone"
    _description = "Linkstar Milestone"
    _order = "sequence, id"
    _rec_name = "code"

    sequence = fields.Integer(readonly=True)
    code = fields.Selection(
        [
            (code, _NAMES[code])
            for code in (*milestones.MILESTONES, milestones.QUESTION)
        ],
        "Milestone",
        required=True,
        readonly=True,
    )
    template_id = fields.Many2one(
        "mail.template",
        "Message",
        ondelete="restrict",
        domain=[("model", "=", "linkstar.shipment")],
        help="The e-mail to the buyer. Empty: no e-mail is sent.",
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "Each milestone exists once.")

    def _compute_display_name(self):
        labels = dict(self._fields["code"]._description_selection(self.env))
        for milestone in self:
            milestone.display_name = labels.get(milestone.code)
