# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    linkstar_wave_days = fields.Integer(
        "Wave period (days)",
        default=90,
        help=(
            "Waves that ended longer ago are deleted; their transfers and shipments "
            "stay. 0: waves are never deleted."
        ),
        groups="base.group_user",
    )
    linkstar_return_requests = fields.Boolean(
        "Return requests of buyers",
        help="Buyers can ask on the page of their order to send goods back. A person "
        "accepts or declines each request.",
        groups="base.group_user",
    )
    linkstar_return_instructions = fields.Text(
        "Return instructions",
        translate=True,
        help="Shown to buyers whose request was accepted, with the return address.",
        groups="base.group_user",
    )

    linkstar_milestone_ids = fields.Many2many(
        "linkstar.milestone",
        "linkstar_milestone_company_rel",
        "company_id",
        "milestone_id",
        "Messages to buyers",
        help=(
            "Buyers get an e-mail when their parcel reaches these milestones. A sales "
            "team may have its own choice."
        ),
        groups="base.group_user",
    )
    linkstar_notice_hours = fields.Integer(
        "Longest delay (hours)",
        default=48,
        help=(
            "Buyers are not told of milestones that the carrier reports later than "
            "this."
        ),
        groups="base.group_user",
    )

    _linkstar_notice_hours = models.Constraint(
        "CHECK(linkstar_notice_hours > 0)",
        "The longest delay of messages to buyers must be above 0 hours. Correct it.",
    )
    linkstar_handling_days = fields.Integer(
        "Handling time (days)",
        default=1,
        help="Working days from the order until its parcels are sent. Promised dates "
        "include them.",
        groups="base.group_user",
    )
    linkstar_attention_user_id = fields.Many2one(
        "res.users",
        "Responsible for parcels",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Gets what needs attention where neither the rule, the transfer nor the "
        "order has a responsible user.",
        groups="base.group_user",
    )

    linkstar_accrual_account_id = fields.Many2one(
        "account.account",
        "Accrual account of parcels",
        groups="account.group_account_invoice",
        help="The liability of parcels that were shipped and are not billed yet.",
    )

    _linkstar_handling_days = models.Constraint(
        "CHECK(linkstar_handling_days BETWEEN 0 AND 60)",
        "The handling time must be 0 to 60 working days. Correct it.",
    )
    _linkstar_wave_days = models.Constraint(
        "CHECK(linkstar_wave_days >= 0)",
        "The wave period must be 0 days or more. Correct it.",
    )
