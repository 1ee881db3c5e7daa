# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Claims: which parcels are eligible, what they are worth, and the file for the
carrier.
"""

import io
import logging
from decimal import Decimal

import xlsxwriter

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..api.errors import where
from ..rules import claims
from . import promising

_logger = logging.getLogger(__name__)

#: More proposals follow in the next round.
_MOST_PROPOSALS = 500

#: Parcels with a reason for a claim, without a claim of this kind. ``event``: the
#: moment from which the days of the contract count.
_ELIGIBLE = """
    SELECT shipment.id, term.id, cause.event
      FROM linkstar_shipment shipment
      JOIN linkstar_service service ON service.id = shipment.service_id
      LEFT JOIN LATERAL (
                    SELECT MIN(parcel.state_since) AS since
                      FROM linkstar_parcel parcel
                     WHERE parcel.shipment_id = shipment.id
                       AND parcel.tracking_state = shipment.tracking_state
                ) box ON TRUE
     CROSS JOIN LATERAL (
               VALUES
               ('lost',
                shipment.tracking_state = 'lost'
                OR shipment.tracking_state NOT IN (
                    'delivered', 'returning', 'returned', 'destroyed', 'pickup_point',
                    'customs_hold'
                ) AND service.tracked AND shipment.handed_over_at IS NOT NULL,
                COALESCE(shipment.handed_over_at, shipment.booked_at),
                shipment.tracking_state = 'lost'),
               ('late',
                shipment.tracking_state = 'delivered'
                AND box.since::date > shipment.promised_date,
                shipment.promised_date::timestamp,
                FALSE),
               ('customs',
                shipment.tracking_state = 'destroyed',
                box.since,
                TRUE)
           ) AS cause(kind, applies, event, at_once)
      JOIN linkstar_claim_term term
        ON term.account_id = shipment.account_id AND term.kind = cause.kind
     WHERE shipment.state = 'ready'
       AND cause.applies
       AND cause.event > %(now)s - (term.last_days + 2) * INTERVAL '1 day'
       AND (
               cause.at_once
            OR cause.event <= %(now)s - term.first_days * INTERVAL '1 day'
           )
       AND NOT EXISTS (
               SELECT 1 FROM linkstar_claim claim
                WHERE claim.shipment_id = shipment.id AND claim.kind = cause.kind
           )
     ORDER BY cause.event, shipment.id
     LIMIT %(limit)s
"""

#: A proposal whose parcel has arrived after all.
_ARRIVED = """
    UPDATE linkstar_claim claim
       SET state = 'withdrawn', write_date = %(now)s
      FROM linkstar_shipment shipment
     WHERE shipment.id = claim.shipment_id
       AND claim.kind = 'lost'
       AND claim.state IN ('proposed', 'draft')
       AND shipment.tracking_state IN ('delivered', 'returning', 'returned')
"""


def propose(env, now=None):
    """Create proposals for eligible parcels, and withdraw those of parcels that have
    turned up. At most 500 proposals in one round.

    :param env: an environment of the superuser
    :return: the new claims
    """
    for model in (
        "linkstar.shipment",
        "linkstar.parcel",
        "linkstar.service",
        "linkstar.claim",
        "linkstar.claim.term",
    ):
        env[model].flush_model()
    now = now or fields.Datetime.now()
    env.cr.execute(_ARRIVED, {"now": now})
    env["linkstar.claim"].invalidate_model(flush=False)
    rows = env.execute_query(SQL(_ELIGIBLE, now=now, limit=_MOST_PROPOSALS))
    shipments = env["linkstar.shipment"].browse([row[0] for row in rows])
    terms = env["linkstar.claim.term"].browse([row[1] for row in rows])
    shipments.fetch(["company_id", "account_id", "declaration_id"])
    values = []
    for shipment, term, (_id, _term, event) in zip(shipments, terms, rows, strict=True):
        day = promising.today_at(shipment.company_id, event)
        last = claims.deadline(term._rule(), day)
        if claims.in_time(last, promising.today_at(shipment.company_id, now)):
            values.append(
                {
                    "shipment_id": shipment.id,
                    "kind": term.kind,
                    "state": "proposed",
                    "event_date": day,
                }
            )
    return _created(env["linkstar.claim"], values)


def _created(model, values):
    """New claims. One that cannot be made, such as for a missing exchange rate, does
    not keep back the others.
    """
    try:
        with model.env.cr.savepoint():
            return model.create(values)
    except UserError:
        made = model.browse()
    for each in values:
        try:
            with model.env.cr.savepoint():
                made += model.create(each)
        except UserError as error:
            _logger.warning(
                "Linkstar: no claim was proposed for shipment %s: %s",
                each["shipment_id"],
                where(error),
            )
    return made


def event_day(shipment, kind):
    """The day in the company's time zone from which the days of the contract count."""
    shipment = shipment.sudo()
    arrived = max(
        shipment.parcel_ids.filtered("state_since").mapped("state_since"), default=None
    )
    sent = shipment.handed_over_at or shipment.booked_at or shipment.create_date
    if kind == "late" and shipment.promised_date:
        return shipment.promised_date
    moment = sent if kind == "lost" else arrived or sent
    return promising.today_at(shipment.company_id, moment)


def facts(shipment):
    """(declared value, freight, weight in kg) of a shipment in its account's currency,
    decimals. The billed freight counts; without one, the quoted freight.

    :raise UserError: when nobody entered an exchange rate
    """
    shipment = shipment.sudo()
    currency, declaration = shipment.account_id.currency_id, shipment.declaration_id
    declared = Decimal(str(declaration.total_value or 0))
    if declared and declaration.currency_id != currency:
        day = (shipment.booked_at or shipment.create_date).date()
        rate = declaration.currency_id._linkstar_rate_to(
            currency, shipment.company_id, day
        )
        declared = Decimal(str(currency.round(float(declared) * rate)))
    charges = shipment.charge_ids.filtered(lambda c: c.currency_id == currency)
    billed = charges.filtered(lambda c: c.stage == "billed")
    freight = sum((billed or charges).mapped("amount"))
    # Several shipments of a transfer share one declaration: by weight.
    others = shipment.search(
        [
            ("declaration_id", "=", declaration.id),
            ("declaration_id", "!=", False),
            ("state", "!=", "cancelled"),
        ]
    )
    weight = Decimal(str(round(shipment.weight, 3)))
    total = sum(Decimal(str(round(other.weight, 3))) for other in others)
    if len(others) > 1 and total and shipment in others:
        declared = Decimal(str(currency.round(float(declared * weight / total))))
    return declared, max(Decimal(0), Decimal(str(currency.round(freight)))), weight


def workbook(records):
    """The bytes of an xlsx file with ``records`` for the carrier, one row each."""
    env = records.env
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Claims")
    bold = book.add_format({"bold": True})
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    headers = (
        env._("Claim"),
        env._("Kind"),
        env._("Waybill"),
        env._("Tracking number"),
        env._("Reference"),
        env._("Line"),
        env._("Country"),
        env._("Event"),
        env._("Last day"),
        env._("Weight (kg)"),
        env._("Declared value"),
        env._("Freight"),
        env._("Claimed amount"),
        env._("Currency"),
        env._("Description"),
    )
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
    sheet.set_column(0, len(headers) - 1, 16)
    sheet.freeze_panes(1, 0)
    kinds = dict(records._fields["kind"]._description_selection(env))
    for row, claim in enumerate(records, 1):
        shipment = claim.shipment_id
        texts = (
            claim.name,
            kinds[claim.kind],
            shipment.waybill,
            shipment.tracking_number,
            shipment.reference_no,
            shipment.service_id.code,
            shipment.country_id.code,
        )
        for column, text in enumerate(texts):
            # Never a formula, whatever the text begins with.
            sheet.write_string(row, column, text or "")
        sheet.write_datetime(row, 7, fields.Datetime.to_datetime(claim.event_date), day)
        sheet.write_datetime(row, 8, fields.Datetime.to_datetime(claim.deadline), day)
        sheet.write_number(row, 9, claim.weight)
        sheet.write_number(row, 10, claim.declared_value, money)
        sheet.write_number(row, 11, claim.freight, money)
        sheet.write_number(row, 12, claim.amount, money)
        sheet.write_string(row, 13, claim.currency_id.name)
        sheet.write_string(row, 14, claim.description or "")
    book.close()
    return output.getvalue()


def check_one_account(records):
    """
    :raise UserError: if ``records`` are not of one account
    """
    accounts = records.account_id
    if len(accounts) > 1:
        raise UserError(
            records.env._(
                "The claims are of several accounts: %s. Make one file for each "
                "account.",
                accounts.mapped("name"),
            )
        )
