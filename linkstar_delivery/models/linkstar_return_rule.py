# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..services.states import RETURN_REASONS


class LinkstarReturnRule(models.Model):
    """What happens with returns of one reason. Without a rule, a person decides."""

    _name = "linkstar.return.rule"
    _description = "Linkstar Return Rule"
    _order = "reason"
    _rec_name = "reason"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    reason = fields.Selection(RETURN_REASONS, required=True)
    place_id = fields.Many2one(
        "linkstar.return.place",
        "Return place",
        check_company=True,
        ondelete="restrict",
        help="Empty: the inspection at home.",
    )
    days = fields.Integer(
        "Expected after (days)",
        default=30,
        help="The expected date of a proposal is this number of days later.",
    )
    expects = fields.Boolean(
        "Expect automatically",
        help=(
            "The transfer for the returned goods is created as soon as the carrier "
            "reports the return. Without this, a person presses Expect. Goods are "
            "always received by a person."
        ),
    )

    _reason_uniq = models.UniqueIndex(
        "(company_id, reason)",
        "There is already a rule for this reason. Change that rule.",
    )
    _days = models.Constraint(
        "CHECK(days >= 0)",
        "The number of days must be 0 or more. Correct it.",
    )
