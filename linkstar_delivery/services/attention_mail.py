# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The morning mail: what each responsible user has to look at."""

from collections import defaultdict
from datetime import datetime, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup

from odoo import fields
from odoo.tools import email_normalize

#: The mail is sent from this hour on, in the user's time zone.
_HOUR = 7
#: No more users in one round; the others follow in the next.
_MOST_USERS = 500


def send(env, now=None):
    """One mail to each active internal user who is responsible for open entries, once
    a day, in the user's language and morning. Users without an e-mail address, or who
    do not want it, get none. The number of statements depends on the number of users
    who get a mail, not on the number of entries.

    :return: the mails (``mail.mail``)
    """
    now = now or fields.Datetime.now()
    counts = defaultdict(list)
    for user, company, kind, count, deadline in env["linkstar.exception"]._read_group(
        [("state", "=", "open"), ("user_id", "!=", False)],
        ["user_id", "company_id", "kind"],
        ["__count", "deadline:min"],
    ):
        counts[user].append((company, kind, count, deadline))
    due = [user for user in counts if _is_due(user, now)][:_MOST_USERS]
    installed = dict(env["res.lang"].get_installed())
    mails = env["mail.mail"].create(
        [_mail(user, counts[user], installed, now) for user in due]
    )
    for user in due:
        user.linkstar_mailed_on = _local(user, now).date()
    if mails:
        env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
    return mails


def _local(user, now):
    try:
        zone = ZoneInfo(user.tz or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = timezone.utc
    return datetime.combine(now.date(), now.time(), timezone.utc).astimezone(zone)


def _is_due(user, now):
    local = _local(user, now)
    return (
        user.active
        and not user.share
        and user.linkstar_morning_mail
        and email_normalize(user.email or "")
        and local.hour >= _HOUR
        and (not user.linkstar_mailed_on or user.linkstar_mailed_on < local.date())
    )


def _mail(user, rows, installed, now):
    lang = user.lang if user.lang in installed else next(iter(installed))
    env = user.with_context(lang=lang).env
    kinds = dict(env["linkstar.exception"]._fields["kind"]._description_selection(env))
    several = len({company for company, *_rest in rows}) > 1
    lines = Markup()
    for company, kind, count, deadline in sorted(
        rows, key=lambda row: (row[0].id, row[3] or now)
    ):
        name = (
            env._(
                "%(kind)s (%(company)s)",
                kind=kinds.get(kind, kind),
                company=company.name,
            )
            if several
            else kinds.get(kind, kind)
        )
        text = (
            env._(
                "%(kind)s: %(count)s, of which some are past their deadline",
                kind=name,
                count=count,
            )
            if deadline and deadline < now
            else env._("%(kind)s: %(count)s", kind=name, count=count)
        )
        lines += Markup("<li>%s</li>") % text
    total = sum(count for _company, _kind, count, _deadline in rows)
    link = f"{user.get_base_url()}/odoo/linkstar-attention"
    body = Markup("<p>%s</p><ul>%s</ul><p><a href='%s'>%s</a></p>") % (
        env._("These entries are waiting for you:"),
        lines,
        link,
        env._("Open the list"),
    )
    return {
        "subject": env._("Needs attention: %s", total),
        "body_html": body,
        "email_to": user.email_formatted,
        "email_from": user.company_id.email_formatted or user.email_formatted,
        "auto_delete": True,
    }
