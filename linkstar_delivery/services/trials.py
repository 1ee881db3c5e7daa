# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Lines on trial: their first parcels, the report, and its end."""

from datetime import timedelta

from markupsafe import Markup

from odoo import fields

from ..lifecycle import milestones
from ..rules import trial as rule
from . import buyer, promising
from .states import FINAL_TRACKING_STATES
from .tracking import of_parcels

#: Nobody waits longer for the rest of the parcels.
_LONGEST = timedelta(days=60)


def shipments(trial):
    """The first shipments of a trial that were booked, as superuser."""
    since = promising.begin_of(trial.company_id.sudo(), trial.begins)
    return (
        trial.env["linkstar.shipment"]
        .sudo()
        .search(
            [
                ("service_id", "=", trial.service_id.id),
                ("booked_at", ">=", since),
                ("state", "!=", "cancelled"),
            ],
            order="booked_at, id",
            limit=trial.parcels,
        )
    )


def report(trial):
    """The ``rules.trial.Report`` of a trial now."""
    found = shipments(trial)
    found.parcel_ids.fetch(["shipment_id", "tracking_state", "state_since"])
    found.event_ids.fetch(["shipment_id", "parcel_id", "occurred_at", "text"])
    today = promising.today(trial.company_id.sudo())
    return rule.report([_trip(shipment) for shipment in found], today)


def _trip(shipment):
    """The trip of the parcel of ``shipment`` that took longest."""
    longest = ()
    for _parcel, events in of_parcels(shipment.parcel_ids, shipment.event_ids):
        stages = milestones.timeline(events, shipment.booked_at)
        began = tuple((stage.name, stage.at) for stage in stages if stage.at)
        if not longest or (began[-1:] and began[-1][1] > longest[-1][1]):
            longest = began
    state = shipment.tracking_state
    end = state if state in (*FINAL_TRACKING_STATES, "returning") else ""
    arrived = dict(longest).get("delivered") if end == "delivered" else None
    return rule.Trip(
        began=longest,
        promised=shipment.promised_date or None,
        arrived=arrived and promising.today_at(shipment.company_id, arrived),
        end=end,
    )


def days(length):
    """A timedelta as days with one decimal."""
    return round(length.total_seconds() / 86400, 1)


def table(env, found):
    """The stages of a ``rules.trial.Report`` as HTML."""
    names = buyer.stage_names(env)
    rows = [
        (names.get(stage, stage), each.parcels, days(each.usual), days(each.ninetieth))
        for stage, each in found.stages
    ]
    head = (
        env._("Stage"),
        env._("Parcels"),
        env._("Usual days"),
        env._("Days of 90 %"),
    )
    cell = Markup("<td>%s</td>")
    return (
        Markup('<table class="table table-sm"><thead><tr>')
        + Markup("").join(Markup("<th>%s</th>") % text for text in head)
        + Markup("</tr></thead><tbody>")
        + Markup("").join(
            Markup("<tr>%s</tr>") % Markup("").join(cell % value for value in row)
            for row in rows
        )
        + Markup("</tbody></table>")
    )


def costs(trial):
    """(Parcels, quoted, billed) of a trial: of the parcels of which both are known, in
    the account's currency.
    """
    rows = (
        trial.env["linkstar.cost"]
        .sudo()
        .search(
            [("id", "in", shipments(trial).ids), ("is_billed", "=", True)],
        )
        .filtered(
            lambda cost: cost.quoted and cost.currency_id == trial.account_currency_id
        )
    )
    return len(rows), sum(rows.mapped("quoted")), sum(rows.mapped("billed"))


def finish(trials):
    """End those of ``trials`` that have their result, and inform who is responsible."""
    now = fields.Datetime.now()
    for trial in trials:
        last = shipments(trial)[-1:].booked_at or now
        if not rule.is_finished(trial.parcels, report(trial), last, now, _LONGEST):
            continue
        trial.write({"state": "finished", "finished_at": now})
        user = trial.user_id
        if user.active and not user.share:
            language = trial.with_context(lang=user.lang)
            trial.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=language.env._("The trial of this line has its result"),
            )
