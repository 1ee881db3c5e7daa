# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Finds what needs attention, and opens and closes ``linkstar.exception`` rows: one
round over everything, with a number of statements that does not grow.
"""

import json

from odoo import fields
from odoo.tools import SQL

from . import promising

KINDS = [
    ("not_booked", "Paid, not booked"),
    ("refused", "Booking refused"),
    ("label_missing", "Number or label missing"),
    ("not_handed_over", "Not handed over"),
    ("never_received", "Never received"),
    ("stalled", "Stalled"),
    ("late", "Late"),
    ("customs_hold", "Held by customs"),
    ("delivery_failed", "Delivery failed"),
    ("pickup_point", "Not picked up"),
    ("returning", "Returning"),
    ("lost", "Lost or destroyed"),
    ("claim_due", "Claim to be sent"),
    ("claim_turned_up", "Claimed parcel turned up"),
    ("instruction_due", "Instruction without answer"),
    ("cost_off", "Cost differs"),
    ("unmapped", "Tracking texts without meaning"),
    ("account_failing", "Account does not work"),
]
#: Kinds that concern many parcels of one lane at once, as in a strike.
LANE_KINDS = ("stalled", "late", "customs_hold", "never_received")
#: What is older is history: nobody asks the carrier about it any more.
_RECENT_DAYS = 180
_UNMAPPED_DAYS = 30

_RULES = SQL(
    """
    SELECT *
      FROM (
               SELECT DISTINCT ON (
                          company.id, rule.kind, COALESCE(rule.tracking_state, '')
                      )
                      company.id AS company_id,
                      rule.id,
                      rule.kind,
                      rule.tracking_state,
                      rule.watched,
                      rule.hours * INTERVAL '1 hour' AS patience,
                      rule.strike,
                      rule.percent
                 FROM res_company company
                 JOIN linkstar_exception_rule rule
                   ON rule.active
                  AND (rule.company_id IS NULL OR rule.company_id = company.id)
                ORDER BY company.id, rule.kind, COALESCE(rule.tracking_state, ''),
                         rule.company_id NULLS LAST
           ) chosen
     WHERE watched
    """
)

#: Shipments that are not over, or were lost recently. ``since``: when the parcels got
#: this tracking state. ``last_at``: the last event.
_SHIPMENTS = SQL(
    """
    SELECT shipment.id,
           shipment.company_id,
           shipment.picking_id,
           picking.sale_id,
           shipment.account_id,
           shipment.service_id,
           declaration.country_id,
           shipment.state,
           shipment.tracking_state,
           shipment.create_date,
           shipment.sent_at,
           shipment.booked_at,
           shipment.handed_over_at,
           shipment.promised_date,
           COALESCE(service.tracked, FALSE) AS tracked,
           shipment.intercept_state IS DISTINCT FROM 'confirmed' AS travels,
           COALESCE(box.since, event.last_at, shipment.booked_at) AS since,
           event.last_at
      FROM linkstar_shipment shipment
      JOIN stock_picking picking ON picking.id = shipment.picking_id
      JOIN linkstar_service service ON service.id = shipment.service_id
      LEFT JOIN linkstar_customs_declaration declaration
             ON declaration.id = shipment.declaration_id
      LEFT JOIN LATERAL (
                    SELECT MIN(parcel.state_since) AS since
                      FROM linkstar_parcel parcel
                     WHERE parcel.shipment_id = shipment.id
                       AND parcel.tracking_state = shipment.tracking_state
                ) box ON TRUE
      LEFT JOIN LATERAL (
                    SELECT MAX(tracking.occurred_at) AS last_at
                      FROM linkstar_tracking_event tracking
                     WHERE tracking.shipment_id = shipment.id
                ) event ON TRUE
     WHERE shipment.state != 'cancelled'
       AND (
               shipment.ended_at IS NULL
           AND shipment.create_date > %(now)s - %(recent)s * INTERVAL '1 day'
            OR shipment.tracking_state IN ('lost', 'destroyed')
           AND shipment.ended_at > %(now)s - %(recent)s * INTERVAL '1 day'
           )
    """,
    now=SQL("(SELECT now FROM moment)"),
    recent=_RECENT_DAYS,
)

#: A line without tracking says nothing, so its parcels are not late by silence.
_CAUSES = SQL(
    """
    SELECT shipment.*, cause.kind, cause.at, rule.id AS rule_id, rule.strike
      FROM shipment
      JOIN today ON today.company_id = shipment.company_id
     CROSS JOIN LATERAL (
               VALUES
               ('refused', state = 'refused', COALESCE(sent_at, create_date)),
               ('not_booked', state IN ('queued', 'booking'), create_date),
               ('label_missing', state = 'accepted', COALESCE(booked_at, create_date)),
               ('not_handed_over',
                state = 'ready' AND handed_over_at IS NULL
                AND tracking_state IN ('none', 'registered') AND travels,
                booked_at),
               ('never_received',
                state = 'ready' AND tracked AND handed_over_at IS NOT NULL
                AND tracking_state IN ('none', 'registered') AND travels,
                handed_over_at),
               ('late',
                state = 'ready' AND tracked AND promised_date < today.day AND travels
                AND tracking_state NOT IN (
                    'customs_hold', 'delivery_failed', 'pickup_point', 'returning',
                    'lost', 'destroyed'
                ),
                today.begins
                    - (today.day - promised_date - 1) * INTERVAL '1 day'),
               ('stalled',
                state = 'ready' AND tracked AND travels
                AND tracking_state IN (
                    'received', 'departed', 'arrived', 'customs', 'last_mile',
                    'out_for_delivery', 'returning'
                ),
                last_at),
               ('customs_hold', tracking_state = 'customs_hold', since),
               ('delivery_failed', tracking_state = 'delivery_failed', since),
               ('pickup_point', tracking_state = 'pickup_point', since),
               ('returning', tracking_state = 'returning', since),
               ('lost',
                tracking_state IN ('lost', 'destroyed') AND NOT EXISTS (
                    SELECT 1 FROM linkstar_claim claim
                     WHERE claim.shipment_id = shipment.id
                       AND claim.state != 'proposed'
                ),
                since)
           ) AS cause(kind, applies, at)
      JOIN LATERAL (
               SELECT *
                 FROM rule
                WHERE rule.company_id = shipment.company_id
                  AND rule.kind = cause.kind
                  AND (
                          rule.tracking_state IS NULL
                       OR rule.tracking_state = shipment.tracking_state
                      )
                ORDER BY rule.tracking_state NULLS LAST
                LIMIT 1
           ) rule ON TRUE
     WHERE cause.applies
       AND cause.at <= (SELECT now FROM moment) - rule.patience
    """
)

#: Parcels of one lane count together while there are many; once one exception stands
#: for all of them, it stays until they are half as many.
_GROUPED = SQL(
    """
    SELECT company_id,
           kind,
           CASE WHEN together
                THEN kind || ':lane:' || service_id || ':' || COALESCE(country_id, 0)
                ELSE kind || ':shipment:' || id END AS key,
           MIN(at) AS since,
           CASE WHEN NOT together THEN MIN(id) END AS shipment_id,
           CASE WHEN NOT together THEN MIN(picking_id) END AS picking_id,
           CASE WHEN NOT together THEN MIN(sale_id) END AS sale_order_id,
           NULL::int AS claim_id,
           MIN(account_id) AS account_id,
           MIN(service_id) AS service_id,
           MIN(country_id) AS country_id,
           COUNT(*) AS parcels,
           MIN(rule_id) AS rule_id,
           NULL::int AS instruction_id
      FROM (
               SELECT counted.*,
                      kind = ANY(%(lane_kinds)s) AND strike > 0 AND size >= CASE
                          WHEN EXISTS (
                              SELECT 1 FROM linkstar_exception known
                               WHERE known.company_id = counted.company_id
                                 AND known.key = kind || ':lane:' || service_id || ':'
                                     || COALESCE(counted.country_id, 0)
                                 AND known.state != 'closed'
                          ) THEN (strike + 1) / 2 ELSE strike END AS together
                 FROM (
                          SELECT cause.*,
                                 COUNT(*) OVER (
                                     PARTITION BY company_id, kind, service_id,
                                                  country_id
                                 ) AS size
                            FROM cause
                      ) counted
           ) grouped
     GROUP BY company_id, kind, 3, together
    """,
    lane_kinds=list(LANE_KINDS),
)

#: Orders that are paid (here, by an invoice, or on the platform they come from).
_ORDERS = SQL(
    """
    SELECT orders.company_id, 'not_booked', 'not_booked:order:' || orders.id,
           orders.date_order, NULL::int, NULL::int, orders.id, NULL::int,
           carrier.linkstar_account_id, orders.linkstar_service_id, NULL::int, 1,
           rule.id, NULL::int
      FROM sale_order orders
      JOIN delivery_carrier carrier
        ON carrier.id = orders.carrier_id AND carrier.delivery_type = 'linkstar'
      JOIN rule ON rule.company_id = orders.company_id AND rule.kind = 'not_booked'
     WHERE orders.state = 'sale'
       AND orders.date_order <= (SELECT now FROM moment) - rule.patience
       AND EXISTS (
               SELECT 1 FROM stock_picking picking
                WHERE picking.sale_id = orders.id
                  AND picking.state NOT IN ('done', 'cancel')
           )
       AND NOT EXISTS (
               SELECT 1
                 FROM stock_picking picking
                 JOIN linkstar_shipment shipment ON shipment.picking_id = picking.id
                WHERE picking.sale_id = orders.id AND shipment.state != 'cancelled'
           )
       AND (
               COALESCE(orders.linkstar_platform_number, '') != ''
            OR EXISTS (
                   SELECT 1
                     FROM sale_order_transaction_rel link
                     JOIN payment_transaction paid ON paid.id = link.transaction_id
                    WHERE link.sale_order_id = orders.id AND paid.state = 'done'
               )
            OR EXISTS (
                   SELECT 1
                     FROM sale_order_line line
                     JOIN sale_order_line_invoice_rel link
                       ON link.order_line_id = line.id
                     JOIN account_move_line item ON item.id = link.invoice_line_id
                     JOIN account_move invoice ON invoice.id = item.move_id
                    WHERE line.order_id = orders.id
                      AND invoice.payment_state IN ('paid', 'in_payment')
               )
           )
    """
)

_ACCOUNTS = SQL(
    """
    SELECT account.company_id, 'account_failing', 'account_failing:' || account.id,
           account.write_date, NULL::int, NULL::int, NULL::int, NULL::int, account.id,
           NULL::int, NULL::int, 1, rule.id, NULL::int
      FROM linkstar_account account
      JOIN rule
        ON rule.company_id = account.company_id AND rule.kind = 'account_failing'
     WHERE account.active AND account.happened IS NOT NULL
    """
)

_TEXTS = SQL(
    """
    SELECT event.company_id, 'unmapped', 'unmapped:' || event.company_id,
           MIN(event.create_date), NULL::int, NULL::int, NULL::int, NULL::int,
           NULL::int, NULL::int, NULL::int, COUNT(DISTINCT event.shipment_id),
           MIN(rule.id), NULL::int
      FROM linkstar_tracking_event event
      JOIN rule ON rule.company_id = event.company_id AND rule.kind = 'unmapped'
     WHERE event.unknown
       AND event.occurred_at
           > (SELECT now FROM moment) - %(days)s * INTERVAL '1 day'
     GROUP BY event.company_id
    """,
    days=_UNMAPPED_DAYS,
)

_COSTS = SQL(
    """
    SELECT shipment.company_id, 'cost_off', 'cost_off:shipment:' || shipment.id,
           cost.billed_at, shipment.id, shipment.picking_id, picking.sale_id,
           NULL::int, shipment.account_id, shipment.service_id, NULL::int, 1, rule.id,
           NULL::int
      FROM (
               SELECT charge.shipment_id,
                      SUM(charge.amount_quoted) AS quoted,
                      SUM(charge.amount_billed) AS billed,
                      MAX(charge.date) FILTER (WHERE charge.stage = 'billed')
                          AS billed_at
                 FROM linkstar_charge charge
                WHERE charge.shipment_id IN (
                          SELECT recent.shipment_id FROM linkstar_charge recent
                           WHERE recent.stage = 'billed'
                             AND recent.date > (SELECT now FROM moment)
                                 - INTERVAL '30 days'
                      )
                GROUP BY charge.shipment_id
               HAVING COUNT(DISTINCT charge.currency_id) = 1
           ) cost
      JOIN linkstar_shipment shipment ON shipment.id = cost.shipment_id
      JOIN stock_picking picking ON picking.id = shipment.picking_id
      JOIN rule ON rule.company_id = shipment.company_id AND rule.kind = 'cost_off'
     WHERE cost.quoted > 0
       AND cost.billed > 0
       AND ABS(cost.billed - cost.quoted) * 100 > cost.quoted * rule.percent
    """
)

#: Proposed claims near their deadline.
_CLAIMS = SQL(
    """
    SELECT claim.company_id, 'claim_due', 'claim_due:' || claim.id,
           claim.create_date, claim.shipment_id, shipment.picking_id, picking.sale_id,
           claim.id, shipment.account_id, shipment.service_id, NULL::int, 1, rule.id,
           NULL::int
      FROM linkstar_claim claim
      JOIN linkstar_shipment shipment ON shipment.id = claim.shipment_id
      JOIN stock_picking picking ON picking.id = shipment.picking_id
      JOIN today ON today.company_id = claim.company_id
      JOIN rule ON rule.company_id = claim.company_id AND rule.kind = 'claim_due'
     WHERE claim.state IN ('proposed', 'draft')
       AND claim.deadline >= today.day
       AND claim.deadline <= today.day + claim.warning_days
    """
)

_TURNED_UP = SQL(
    """
    SELECT claim.company_id, 'claim_turned_up', 'claim_turned_up:' || claim.id,
           COALESCE(shipment.ended_at, shipment.write_date), claim.shipment_id,
           shipment.picking_id, picking.sale_id, claim.id, shipment.account_id,
           shipment.service_id, NULL::int, 1, rule.id, NULL::int
      FROM linkstar_claim claim
      JOIN linkstar_shipment shipment ON shipment.id = claim.shipment_id
      JOIN stock_picking picking ON picking.id = shipment.picking_id
      JOIN rule
        ON rule.company_id = claim.company_id AND rule.kind = 'claim_turned_up'
     WHERE claim.kind = 'lost'
       AND claim.state IN ('sent', 'accepted', 'paid')
       AND NOT COALESCE(claim.settled, FALSE)
       AND shipment.tracking_state IN ('delivered', 'returning', 'returned')
    """
)

#: Instructions that the carrier has not answered in time, or that did not reach it.
_INSTRUCTIONS = SQL(
    """
    SELECT instruction.company_id, 'instruction_due',
           'instruction_due:' || instruction.id,
           LEAST(instruction.deadline, (SELECT now FROM moment)),
           instruction.shipment_id, shipment.picking_id, picking.sale_id, NULL::int,
           instruction.account_id, shipment.service_id, NULL::int, 1, rule.id,
           instruction.id
      FROM linkstar_instruction instruction
      LEFT JOIN linkstar_shipment shipment ON shipment.id = instruction.shipment_id
      LEFT JOIN stock_picking picking ON picking.id = shipment.picking_id
      LEFT JOIN mail_mail mail ON mail.id = instruction.mail_id
      JOIN rule
        ON rule.company_id = instruction.company_id AND rule.kind = 'instruction_due'
     WHERE instruction.state = 'sent'
       AND (
               instruction.deadline <= (SELECT now FROM moment) - rule.patience
            OR mail.state = 'exception'
           )
    """
)

_FIND = """
    CREATE TEMPORARY TABLE linkstar_found ON COMMIT DROP AS
      WITH moment AS (SELECT %(now)s::timestamp AS now),
           today AS (
               SELECT (each ->> 0)::int AS company_id,
                      (each ->> 1)::date AS day,
                      (each ->> 2)::timestamp AS begins
                 FROM jsonb_array_elements(%(days)s::jsonb) each
           ),
           rule AS MATERIALIZED (%(rules)s),
           shipment AS MATERIALIZED (%(shipments)s),
           cause AS MATERIALIZED (%(causes)s)
    %(sources)s
"""

_OPEN = """
    INSERT INTO linkstar_exception (
           company_id, kind, key, state, first_at, opened_at, since, deadline, times,
           escalated, shipment_id, picking_id, sale_order_id, claim_id, account_id,
           service_id, country_id, parcels, rule_id, instruction_id, user_id,
           create_uid, write_uid, create_date, write_date
    )
    SELECT found.company_id, found.kind, found.key, 'open', %(now)s, %(now)s,
           found.since, %(now)s + rule.deadline_hours * INTERVAL '1 hour', 1, FALSE,
           found.shipment_id, found.picking_id, found.sale_order_id, found.claim_id,
           found.account_id, found.service_id, found.country_id, found.parcels,
           found.rule_id, found.instruction_id, owner.id, %(uid)s, %(uid)s,
           %(now)s, %(now)s
      FROM linkstar_found found
      JOIN linkstar_exception_rule rule ON rule.id = found.rule_id
      LEFT JOIN stock_picking picking ON picking.id = found.picking_id
      LEFT JOIN sale_order orders ON orders.id = found.sale_order_id
      JOIN res_company company ON company.id = found.company_id
      LEFT JOIN LATERAL (
                    SELECT person.id
                      FROM unnest(ARRAY[
                               rule.user_id, picking.user_id, orders.user_id,
                               company.linkstar_attention_user_id
                           ]) WITH ORDINALITY AS candidate(id, place)
                      JOIN res_users person
                        ON person.id = candidate.id
                       AND person.active AND NOT person.share
                      JOIN res_company_users_rel member
                        ON member.user_id = person.id
                       AND member.cid = found.company_id
                     ORDER BY candidate.place
                     LIMIT 1
                ) owner ON TRUE
        ON CONFLICT (company_id, key) DO UPDATE
       SET state = CASE
               WHEN linkstar_exception.snoozed_until > %(today)s THEN 'snoozed'
               ELSE 'open' END,
           opened_at = EXCLUDED.opened_at,
           since = EXCLUDED.since,
           deadline = EXCLUDED.deadline,
           times = linkstar_exception.times + 1,
           escalated = FALSE,
           closed_at = NULL,
           parcels = EXCLUDED.parcels,
           rule_id = EXCLUDED.rule_id,
           user_id = COALESCE(EXCLUDED.user_id, linkstar_exception.user_id),
           write_date = EXCLUDED.write_date
     WHERE linkstar_exception.state = 'closed'
"""

_CHANGE = """
    UPDATE linkstar_exception known
       SET parcels = found.parcels, since = found.since, rule_id = found.rule_id
      FROM linkstar_found found
     WHERE known.company_id = found.company_id
       AND known.key = found.key
       AND known.state != 'closed'
       AND (known.parcels, known.since, known.rule_id)
           IS DISTINCT FROM (found.parcels, found.since, found.rule_id)
"""

_CLOSE = """
    UPDATE linkstar_exception known
       SET state = 'closed', closed_at = %(now)s, write_date = %(now)s
     WHERE known.state != 'closed'
       AND NOT EXISTS (
               SELECT 1 FROM linkstar_found found
                WHERE found.company_id = known.company_id AND found.key = known.key
           )
"""

_WAKE = """
    UPDATE linkstar_exception known
       SET state = 'open', snoozed_until = NULL, write_date = %(now)s
      FROM jsonb_array_elements(%(days)s::jsonb) each
     WHERE known.state = 'snoozed'
       AND known.company_id = (each ->> 0)::int
       AND known.snoozed_until <= (each ->> 1)::date
"""

#: A user who left, or who no longer belongs to the company, owns nothing.
_ESCALATE = """
    UPDATE linkstar_exception known
       SET escalated = known.escalated OR choice.late,
           user_id = CASE
               WHEN choice.late THEN COALESCE(choice.chief, choice.owner)
               ELSE choice.owner END,
           write_date = %(now)s
      FROM (
               SELECT open.id,
                      NOT open.escalated AND rule.escalate_hours > 0
                      AND open.opened_at + rule.escalate_hours * INTERVAL '1 hour'
                          <= %(now)s AS late,
                      (
                          SELECT person.id FROM res_users person
                            JOIN res_company_users_rel member
                              ON member.user_id = person.id
                             AND member.cid = open.company_id
                           WHERE person.id = rule.escalate_user_id
                             AND person.active AND NOT person.share
                      ) AS chief,
                      (
                          SELECT person.id FROM res_users person
                            JOIN res_company_users_rel member
                              ON member.user_id = person.id
                             AND member.cid = open.company_id
                           WHERE person.id = open.user_id
                             AND person.active AND NOT person.share
                      ) AS owner
                 FROM linkstar_exception open
                 JOIN linkstar_exception_rule rule ON rule.id = open.rule_id
                WHERE open.state = 'open'
           ) choice
     WHERE choice.id = known.id
       AND (choice.late OR known.user_id IS DISTINCT FROM choice.owner)
"""

_DROP_ACTIVITIES = """
    DELETE FROM mail_activity activity
     USING linkstar_exception known
     WHERE activity.res_model = 'linkstar.exception'
       AND activity.res_id = known.id
       AND activity.activity_type_id = %(kind)s
       AND activity.automated
       AND (known.state != 'open' OR activity.user_id IS DISTINCT FROM known.user_id)
"""

#: The ORM would send a mail for each, and make the owner a follower of each.
_ADD_ACTIVITIES = """
    INSERT INTO mail_activity (
           res_model_id, res_model, res_id, res_name, activity_type_id, summary,
           date_deadline, automated, active, user_id, user_tz,
           create_uid, write_uid, create_date, write_date
    )
    SELECT %(model)s, 'linkstar.exception', known.id, labels.text, %(kind)s,
           labels.text, GREATEST(known.deadline, %(now)s)::date, TRUE, TRUE,
           known.user_id, partner.tz, %(uid)s, %(uid)s, %(now)s, %(now)s
      FROM linkstar_exception known
      JOIN res_users person ON person.id = known.user_id
      JOIN res_partner partner ON partner.id = person.partner_id
     CROSS JOIN LATERAL (
               SELECT COALESCE(
                   %(labels)s::jsonb -> partner.lang ->> known.kind,
                   %(labels)s::jsonb -> 'en_US' ->> known.kind,
                   known.kind
               ) AS text
           ) labels
     WHERE known.state = 'open'
       AND NOT EXISTS (
               SELECT 1 FROM mail_activity activity
                WHERE activity.res_model = 'linkstar.exception'
                  AND activity.res_id = known.id
                  AND activity.activity_type_id = %(kind)s
           )
"""

_READ = {
    "linkstar.shipment": None,
    "linkstar.parcel": None,
    "linkstar.tracking.event": None,
    "linkstar.charge": None,
    "linkstar.claim": None,
    "linkstar.instruction": None,
    "mail.mail": ["state"],
    "linkstar.exception": None,
    "linkstar.exception.rule": None,
    "linkstar.account": None,
    "linkstar.service": ["tracked"],
    "linkstar.customs.declaration": ["country_id"],
    "stock.picking": ["state", "sale_id", "user_id"],
    "sale.order": None,
    "payment.transaction": ["state"],
    "account.move": ["payment_state"],
    "delivery.carrier": None,
    "res.company": None,
    "res.users": None,
    "mail.activity": None,
}


def find(env, now=None):
    """Open what needs attention at ``now`` (UTC), close what no longer does.

    :param env: an environment of the superuser
    """
    for model, names in _READ.items():
        env[model].flush_model(names)
    now = now or fields.Datetime.now()
    days = json.dumps(
        [
            [
                company.id,
                str(promising.today_at(company, now)),
                str(promising.begin_of_day(company, now)),
            ]
            for company in env["res.company"].with_context(active_test=False).search([])
        ]
    )
    values = {"now": now, "uid": env.uid, "days": days, "today": now.date()}
    sources = SQL(" UNION ALL ").join(
        [
            _GROUPED,
            _ORDERS,
            _ACCOUNTS,
            _TEXTS,
            _COSTS,
            _CLAIMS,
            _TURNED_UP,
            _INSTRUCTIONS,
        ]
    )
    env.cr.execute("DROP TABLE IF EXISTS linkstar_found")
    env.cr.execute(
        SQL(
            _FIND,
            now=now,
            days=days,
            rules=_RULES,
            shipments=_SHIPMENTS,
            causes=_CAUSES,
            sources=sources,
        )
    )
    env.cr.execute("ANALYZE linkstar_found")
    for statement in (_CLOSE, _OPEN, _CHANGE, _WAKE, _ESCALATE):
        env.cr.execute(statement, values)
    _write_activities(env, values)
    env["linkstar.exception"].invalidate_model(flush=False)
    env["mail.activity"].invalidate_model(flush=False)


def _write_activities(env, values):
    labels = {
        code: dict(
            env["linkstar.exception"]
            .with_context(lang=code)
            ._fields["kind"]
            ._description_selection(env(context={"lang": code}))
        )
        for code, _name in env["res.lang"].get_installed()
    }
    values = {
        **values,
        "labels": json.dumps(labels),
        "kind": env.ref("linkstar_delivery.mail_activity_exception").id,
        "model": env["ir.model"]._get_id("linkstar.exception"),
    }
    env.cr.execute(_DROP_ACTIVITIES, values)
    env.cr.execute(_ADD_ACTIVITIES, values)
