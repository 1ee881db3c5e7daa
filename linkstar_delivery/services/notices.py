# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Messages to buyers about the milestones of their parcels: who is told of what, once,
and not too late.
"""

import logging
from datetime import timedelta

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from ..lifecycle import milestones

_logger = logging.getLogger(__name__)

#: A mail that the mail server did not take is tried again this often, once an hour.
_MOST_TRIES = 3
#: After this number of e-mails that came back, no more are sent to an address.
_MOST_BOUNCES = 2
#: Failures of a mail that stay.
_HOPELESS = ("mail_email_invalid", "mail_email_missing", "mail_bl")
#: The buyer is asked this long after we learnt of the delivery, and not much later.
_QUESTION_AFTER, _LATEST_QUESTION = timedelta(days=2), timedelta(days=14)
#: More follow in the next round.
_MOST_QUESTIONS = 500
_LAYOUT = "linkstar_delivery.mail_layout_buyer"

_INSERT = """
    INSERT INTO linkstar_notice (
               shipment_id, milestone_id, company_id, occurred_at, state, reason, tries,
               create_uid, create_date, write_uid, write_date
           )
    SELECT shipment_id, milestone_id, company_id, occurred_at, state, reason, 0,
           %(user)s, %(now)s, %(user)s, %(now)s
      FROM unnest(
               %(shipments)s::int[], %(milestones)s::int[], %(companies)s::int[],
               %(moments)s::timestamp[], %(states)s::varchar[], %(reasons)s::varchar[]
           ) AS told (
               shipment_id, milestone_id, company_id, occurred_at, state, reason
           )
        ON CONFLICT (shipment_id, milestone_id) DO NOTHING
 RETURNING state
"""


def note(news):
    """Note which buyers are to be told that their shipments have new tracking states.

    :param news: {shipment: since when it has its state}
    """
    if not news:
        return
    shipments = next(iter(news)).browse([shipment.id for shipment in news])
    env = shipments.env(su=True)
    shipments = shipments.with_env(env)
    moments = {shipment.id: since for shipment, since in news.items()}
    now, rows = fields.Datetime.now(), []
    for shipment, milestone in _wanted(shipments):
        since = moments[shipment.id]
        hours = shipment.company_id.linkstar_notice_hours
        old = milestones.is_old(since, shipment.create_date, now, hours)
        rows.append(
            (
                shipment.id,
                milestone.id,
                shipment.company_id.id,
                since,
                "skipped" if old else "waiting",
                "old" if old else None,
            )
        )
    if not rows:
        return
    shipments.flush_recordset(["company_id"])
    made = _insert(env, rows)
    if any(state == "waiting" for (state,) in made):
        env.ref("linkstar_delivery.cron_notices")._trigger()


def _insert(env, rows):
    """Make the messages ``rows``; return the states of those that are new."""
    # Two answers of the carrier may come at once: the second finds the row.
    names = ("shipments", "milestones", "companies", "moments", "states", "reasons")
    columns = (list(column) for column in zip(*rows, strict=True))
    values = dict(zip(names, columns, strict=True))
    made = env.execute_query(
        SQL(_INSERT, user=env.uid, now=fields.Datetime.now(), **values)
    )
    env["linkstar.notice"].invalidate_model(flush=False)
    return made


def ask(env):
    """Note which buyers are asked how the delivery went: those of parcels that arrived
    some days ago, once for each, unless there is a claim or a return.

    :param env: an environment of the superuser
    """
    question = env["linkstar.milestone"].search([("code", "=", milestones.QUESTION)])
    if not question:
        return
    now = fields.Datetime.now()
    team = "picking_id.sale_id.team_id"
    claimed = env["linkstar.claim"]._search([]).subselect("shipment_id")
    arrived = env["linkstar.shipment"].search(
        Domain(
            [
                ("tracking_state", "=", "delivered"),
                ("state", "=", "ready"),
                ("ended_at", ">=", now - _LATEST_QUESTION),
                ("ended_at", "<=", now - _QUESTION_AFTER),
                ("return_ids", "=", False),
                ("id", "not in", claimed),
            ]
        )
        & ~Domain("notice_ids.milestone_id", "in", question.ids)
        # What ``_chosen`` says, for all shipments at once.
        & (
            Domain(f"{team}.linkstar_own_milestones", "=", True)
            & Domain(f"{team}.linkstar_milestone_ids", "in", question.ids)
            | ~Domain(f"{team}.linkstar_own_milestones", "=", True)
            & Domain("company_id.linkstar_milestone_ids", "in", question.ids)
        ),
        order="ended_at, id",
        limit=_MOST_QUESTIONS,
    )
    rows = [
        (shipment.id, question.id, shipment.company_id.id, now, "waiting", None)
        for shipment in arrived
    ]
    if rows:
        _insert(env, rows)


def is_told(picking, code):
    """Whether the buyer of this transfer is told of the milestone ``code``."""
    chosen = _chosen(picking.company_id, picking.sale_id.team_id)
    return code in chosen.filtered("template_id").mapped("code")


def _chosen(company, team):
    """The milestones that buyers of this company and sales team are told of."""
    if team.linkstar_own_milestones:
        return team.linkstar_milestone_ids
    return company.linkstar_milestone_ids


def _wanted(shipments):
    """Pairs of shipment and milestone that its company or sales team has chosen."""
    told = shipments.filtered(
        lambda shipment: (
            milestones.milestone(shipment.tracking_state)
            and shipment.state != "cancelled"
        )
    )
    teams = _teams(told)
    for shipment in told:
        code = milestones.milestone(shipment.tracking_state)
        if code == "shipped" and _confirmed_by_core(shipment):
            continue
        chosen = _chosen(shipment.company_id, teams[shipment])
        for milestone in chosen.filtered(lambda m, code=code: m.code == code):
            yield shipment, milestone


def _teams(shipments):
    """{shipment: its sales team, if that has milestones of its own, else none}"""
    none = shipments.env["crm.team"]
    # Orders are not read for nothing.
    if not shipments or not none._linkstar_any_own():
        return dict.fromkeys(shipments, none)
    shipments.picking_id.fetch(["sale_id"])
    shipments.picking_id.sale_id.fetch(["team_id"])
    return {shipment: shipment.picking_id.sale_id.team_id for shipment in shipments}


def recipient(shipment):
    """The buyer, the first one of the sales order's customer and the transfer's address
    who has an e-mail address.
    """
    picking = shipment.picking_id
    people = picking.sale_id.partner_id + picking.partner_id
    people += picking.sale_id.partner_shipping_id
    return people.filtered("email_normalized")[:1] or people[:1]


def _confirmed_by_core(shipment):
    """Whether core's shipping confirmation was sent: a line without tracking may report
    nothing, so it keeps that one.
    """
    return (
        shipment.company_id.stock_move_email_validation
        and not shipment.service_id.tracked
    )


def send(notices):
    """Make the mails of these waiting messages; the queue of outgoing mails sends them.

    A message that cannot be sent says why, and stops no other.
    """
    now = fields.Datetime.now()
    ready = notices.browse()
    for notice in notices:
        partner = recipient(notice.shipment_id)
        reason = _why_not(notice, partner, now)
        notice.partner_id = partner
        if reason:
            notice.write({"state": "skipped", "reason": reason})
        else:
            ready += notice
    for milestone, group in ready.grouped("milestone_id").items():
        if not _make_mails(milestone.template_id, group):
            for notice in group:
                if not _make_mails(milestone.template_id, notice):
                    notice.write({"state": "failed", "reason": "text"})
    if ready:
        wake_queue(notices.env)


def _why_not(notice, partner, now):
    """Why nobody is told of ``notice``, "" for no reason."""
    shipment = notice.shipment_id
    hours = timedelta(hours=notice.company_id.linkstar_notice_hours)
    right = milestones.follows(shipment.tracking_state, notice.milestone_id.code)
    if shipment.state == "cancelled" or not right:
        return "overtaken"
    if notice.create_date < now - hours:
        return "old"
    if not notice.milestone_id.template_id:
        return "off"
    return unreachable(partner)


def unreachable(partner):
    """Why no e-mail can be sent to ``partner``: no_address, blocked, bounced, or ""."""
    if not partner.email_normalized:
        return "no_address"
    if partner.is_blacklisted:
        return "blocked"
    if partner.message_bounce >= _MOST_BOUNCES:
        return "bounced"
    return ""


def _make_mails(template, notices):
    """:return: whether all mails of ``notices`` were made; else none was."""
    by_shipment = {notice.shipment_id.id: notice for notice in notices}
    try:
        with notices.env.cr.savepoint():
            mails = template.send_mail_batch(
                list(by_shipment), email_layout_xmlid=_LAYOUT
            )
            for mail in mails:
                by_shipment[mail.res_id].write(
                    {"state": "queued", "mail_id": mail.id, "tries": 1}
                )
            notices.env.flush_all()
    except Exception as error:
        # A template is the merchant's: it may raise anything. The message of the error
        # may have values of the buyer, so it is not logged.
        _logger.warning(
            "The message template %s failed for %s shipments: %s",
            template.id,
            len(by_shipment),
            type(error).__name__,
        )
        notices.env.invalidate_all(flush=False)
        return False
    return True


def look_after(notices):
    """See what became of the mails: a mail that the mail server did not take stays
    where it is, so it is put into the queue again.
    """
    queued = notices.search([("state", "=", "queued")], order="id", limit=1000)
    mails = queued.mail_id
    mails.fetch(["state", "failure_type"])
    again = mails.browse()
    hour = fields.Datetime.now() - timedelta(hours=1)
    for notice in queued:
        mail = notice.mail_id
        if not mail or mail.state == "sent":
            # Sent mails are deleted.
            notice.state = "sent"
        elif mail.state == "cancel":
            notice.write({"state": "failed", "reason": "server"})
        elif mail.state == "exception":
            if mail.failure_type in _HOPELESS or notice.tries >= _MOST_TRIES:
                notice.write({"state": "failed", "reason": "server"})
            elif notice.write_date <= hour:
                notice.tries += 1
                again += mail
    if again:
        again.mark_outgoing()
        wake_queue(notices.env)


def wake_queue(env):
    queue = env.ref("mail.ir_cron_mail_scheduler_action", raise_if_not_found=False)
    if queue:
        queue.sudo()._trigger()
