# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import notices


class LinkstarNotice(models.Model):
    """One message to the buyer of one shipment about one milestone. The row decides
    that the message is sent once.
    """

    _name = "linkstar.notice"
    _description = "Linkstar Message to the Buyer"
    _order = "id desc"
    _rec_name = "milestone_id"
    _check_company_auto = True

    shipment_id = fields.Many2one(
        "linkstar.shipment", required=True, readonly=True, ondelete="cascade"
    )
    milestone_id = fields.Many2one(
        "linkstar.milestone", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Recipient",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    occurred_at = fields.Datetime(
        "Date", readonly=True, help="When the milestone was reached."
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("queued", "In the outgoing mail"),
            ("sent", "Sent"),
            ("skipped", "Not sent"),
            ("failed", "Failed"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="waiting",
    )
    reason = fields.Selection(
        [
            ("old", "The carrier reported it too late"),
            ("overtaken", "The parcel was further on or cancelled"),
            ("off", "The message has no text"),
            ("no_address", "The buyer has no valid e-mail address"),
            ("blocked", "The buyer's address is on the blacklist"),
            ("bounced", "E-mails to the buyer came back"),
            ("text", "The text of the message has an error"),
            ("server", "The mail server refused the message"),
        ],
        readonly=True,
        help="Why the message was not sent.",
    )
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        groups="base.group_system",
    )
    tries = fields.Integer(readonly=True)

    _once = models.UniqueIndex(
        "(shipment_id, milestone_id)",
        "The buyer is told of each milestone of a shipment only once.",
    )
    _waiting = models.Index("(id) WHERE state = 'waiting'")
    _queued = models.Index("(id) WHERE state = 'queued'")

    def action_shipment(self):
        """The shipment that this message is about."""
        self.ensure_one()
        self.check_access("read")
        return self.shipment_id.get_formview_action()

    @api.model
    def _cron_send(self):
        """Send the waiting messages, and try failed ones again, in small commits."""
        progress = self.env["ir.cron"]
        notices.look_after(self)
        notices.ask(self.sudo().env)
        progress._commit_progress()
        while waiting := self.search(
            [("state", "=", "waiting")], order="id", limit=100
        ):
            mine = waiting.try_lock_for_update(allow_referencing=True)
            if not mine:
                return
            notices.send(mine)
            if progress._commit_progress(len(mine), remaining=len(waiting) - 1) <= 0:
                return
