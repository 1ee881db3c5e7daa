# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Loads the lines of a statement into the database and finds their shipments, all lines
at once.
"""

import io
from contextlib import contextmanager

import psycopg2.extensions

from odoo.tools import SQL

from ..statements import numbers
from ..statements.values import StatementLine
from ..statements.verdict import ONCE

#: How many damaged numbers are looked for.
_MOST_DAMAGED = 2000


def load(bill, table):
    """Replace the lines of ``bill`` by those in ``table``: csv with the fields of
    ``values.StatementLine``.
    """
    env = bill.env
    env["linkstar.bill.line"].flush_model()
    names = SQL(", ").join(map(SQL.identifier, StatementLine._fields))
    columns = SQL(", ").join(
        SQL("%s text", SQL.identifier(name)) for name in StatementLine._fields
    )
    cr = env.cr
    cr.execute(SQL("DROP TABLE IF EXISTS linkstar_bill_stage"))
    cr.execute(SQL("CREATE TEMP TABLE linkstar_bill_stage (%s)", columns))
    with _copying(cr):
        cr.copy_expert(
            "COPY linkstar_bill_stage FROM STDIN (FORMAT csv)", io.BytesIO(table)
        )
    cr.execute(SQL("ANALYZE linkstar_bill_stage"))
    cr.execute(SQL("DELETE FROM linkstar_bill_line WHERE bill_id = %s", bill.id))
    cr.execute(
        SQL(
            """
            INSERT INTO linkstar_bill_line (
                bill_id, sheet, row, waybill, reference, tracking, quality, country,
                service, actual, volumetric, settled, kind, fee, amount, currency_id,
                day, special, match, twice
            )
            SELECT %(bill)s, sheet, row::int, nullif(waybill, ''),
                   nullif(reference, ''), nullif(tracking, ''), nullif(quality, ''),
                   nullif(country, ''), nullif(service, ''), actual::numeric,
                   volumetric::numeric, settled::numeric, kind, nullif(fee, ''),
                   amount::numeric, currency.id, nullif(day, '')::date,
                   nullif(special, ''), 'none', false
              FROM (SELECT %(names)s FROM linkstar_bill_stage) stage
         LEFT JOIN res_currency currency ON currency.name = stage.currency
            """,
            bill=bill.id,
            names=names,
        )
    )
    cr.execute(SQL("DROP TABLE linkstar_bill_stage"))
    env["linkstar.bill.line"].invalidate_model(flush=False)


def remove(bill):
    """Delete all lines and results of ``bill``."""
    env = bill.env
    for name in ("linkstar.bill.verdict", "linkstar.bill.line"):
        model = env[name]
        model.flush_model()
        env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE bill_id = %s",
                SQL.identifier(model._table),
                bill.id,
            )
        )
    env.invalidate_all()


@contextmanager
def _copying(cr):
    """PostgreSQL's client refuses COPY while it waits for other events, as it does in
    the server for chats.
    """
    callback = psycopg2.extensions.get_wait_callback()
    psycopg2.extensions.set_wait_callback(None)
    try:
        yield cr
    finally:
        psycopg2.extensions.set_wait_callback(callback)


def _numbers(accounts):
    """All pairs of a number and the shipment that has or had it."""
    ids = list(accounts.ids)
    return SQL(
        """
        SELECT upper(s.waybill) AS number, s.id FROM linkstar_shipment s
         WHERE s.account_id = ANY(%(ids)s) AND s.waybill IS NOT NULL
         UNION
        SELECT upper(s.reference_no), s.id FROM linkstar_shipment s
         WHERE s.account_id = ANY(%(ids)s) AND s.reference_no IS NOT NULL
         UNION
        SELECT upper(s.tracking_number), s.id FROM linkstar_shipment s
         WHERE s.account_id = ANY(%(ids)s) AND s.tracking_number IS NOT NULL
         UNION
        SELECT upper(p.tracking_number), s.id FROM linkstar_parcel p
          JOIN linkstar_shipment s ON s.id = p.shipment_id
         WHERE s.account_id = ANY(%(ids)s) AND p.tracking_number IS NOT NULL
         UNION
        SELECT unnest(string_to_array(trim(s.earlier_numbers), ' ')), s.id
          FROM linkstar_shipment s
         WHERE s.account_id = ANY(%(ids)s) AND s.earlier_numbers IS NOT NULL
        """,
        ids=ids,
    )


#: The shipments of all lines at once; a number of several shipments finds none.
_MATCH = """
    WITH known AS (%(known)s),
    wanted AS (
        SELECT DISTINCT number FROM linkstar_bill_line line,
               unnest(ARRAY[waybill, tracking, reference]) number
         WHERE line.bill_id = %(bill)s AND number IS NOT NULL
    ),
    answers AS (
        SELECT wanted.number, min(known.id) AS id,
               count(DISTINCT known.id) AS count
          FROM wanted JOIN known ON known.number = wanted.number
      GROUP BY wanted.number
    ),
    found AS (
        SELECT line.id,
               coalesce(
                   CASE WHEN w.count = 1 THEN w.id END,
                   CASE WHEN t.count = 1 THEN t.id END,
                   CASE WHEN r.count = 1 THEN r.id END
               ) AS shipment_id,
               greatest(w.count, t.count, r.count) AS count
          FROM linkstar_bill_line line
     LEFT JOIN answers w ON w.number = line.waybill
     LEFT JOIN answers t ON t.number = line.tracking
     LEFT JOIN answers r ON r.number = line.reference
         WHERE line.bill_id = %(bill)s
    )
    UPDATE linkstar_bill_line line
       SET shipment_id = found.shipment_id,
           match = CASE WHEN found.shipment_id IS NULL THEN 'several'
                        WHEN line.quality = 'damaged' THEN 'suggested'
                        ELSE 'found' END
      FROM found
     WHERE found.id = line.id AND found.count > 0
"""


def match(bill):
    """Find the shipments of all lines of ``bill``. A number that lost digits, or zeros
    in front, only suggests a shipment, and a number of several shipments finds none: a
    person confirms it.
    """
    env = bill.env
    env["linkstar.shipment"].flush_model()
    env["linkstar.parcel"].flush_model(["tracking_number", "shipment_id"])
    cr = env.cr
    cr.execute(
        SQL(
            _MATCH,
            known=_numbers(bill.account_id),
            bill=bill.id,
        )
    )
    _suggest(bill)
    cr.execute(
        SQL(
            """
            UPDATE linkstar_bill_line SET match = 'damaged'
             WHERE bill_id = %s AND match = 'none' AND quality = 'damaged'
            """,
            bill.id,
        )
    )
    mark_twice(bill)
    env["linkstar.bill.line"].invalidate_model(flush=False)


def _suggest(bill):
    """Suggest shipments for numbers that a spreadsheet has damaged."""
    env, cr = bill.env, bill.env.cr
    left = env.execute_query(
        SQL(
            """
            SELECT DISTINCT number FROM linkstar_bill_line line,
                   unnest(ARRAY[waybill, tracking, reference]) number
             WHERE line.bill_id = %s AND line.match = 'none'
               AND line.quality IS NOT NULL AND number IS NOT NULL
             LIMIT %s
            """,
            bill.id,
            _MOST_DAMAGED,
        )
    )
    wanted = []
    for (number,) in left:
        stem = numbers.stem(number)
        if stem:
            wanted.append((number, stem[0], stem[1]))
        elif number.isdigit():
            wanted.append((number, number, 0))
    if not wanted:
        return
    given, fronts, lengths = (list(column) for column in zip(*wanted))
    cr.execute(
        SQL(
            """
            WITH known AS (%(known)s),
            wanted AS (
                SELECT * FROM unnest(%(given)s::text[], %(fronts)s::text[],
                                     %(lengths)s::int[]) AS t(number, front, size)
            ),
            answers AS (
                SELECT wanted.number, min(known.id) AS id
                  FROM wanted
                  JOIN known
                    ON CASE WHEN wanted.size = 0
                            THEN ltrim(known.number, '0') = wanted.front
                            ELSE length(known.number) = wanted.size
                             AND starts_with(known.number, wanted.front) END
              GROUP BY wanted.number
                HAVING count(DISTINCT known.id) = 1
            )
            UPDATE linkstar_bill_line line
               SET shipment_id = answers.id, match = 'suggested'
              FROM answers
             WHERE line.bill_id = %(bill)s AND line.match = 'none'
               AND answers.number IN (line.waybill, line.tracking, line.reference)
            """,
            known=_numbers(bill.account_id),
            given=given,
            fronts=fronts,
            lengths=lengths,
            bill=bill.id,
        )
    )


def first_line(bill):
    """The lowest id of the lines of ``bill``: lines with lower ones were loaded
    before.
    """
    rows = bill.env.execute_query(
        SQL("SELECT min(id) FROM linkstar_bill_line WHERE bill_id = %s", bill.id)
    )
    return rows[0][0] or 0


#: A charge is a double of the same charge in an earlier row or an earlier statement.
_MARK_TWICE = """
       WITH mine AS (
           SELECT DISTINCT shipment_id FROM linkstar_bill_line
            WHERE bill_id = %(bill)s AND shipment_id IS NOT NULL
              AND match IN ('found', 'confirmed')
       ),
       boxes AS (
           SELECT parcel.shipment_id, count(*) AS count FROM linkstar_parcel parcel
             JOIN mine ON mine.shipment_id = parcel.shipment_id
         GROUP BY parcel.shipment_id
       ),
       charges AS (
           SELECT line.id, line.bill_id, line.kind, line.amount, line.special,
                  line.shipment_id,
                  CASE WHEN boxes.count > 1
                       THEN coalesce(line.tracking, line.waybill, line.reference)
                  END AS number,
                  coalesce(line.special, '') AS sort
             FROM linkstar_bill_line line
             JOIN mine ON mine.shipment_id = line.shipment_id
        LEFT JOIN boxes ON boxes.shipment_id = line.shipment_id
            WHERE (line.bill_id = %(bill)s OR line.id < %(first)s)
              AND line.match IN ('found', 'confirmed')
              AND line.amount > 0
              AND line.kind = ANY(%(once)s)
              AND coalesce(line.special, '') NOT IN ('difference', 'gap')
       ),
       ranked AS (
           SELECT id, bill_id, kind, special, amount,
                  row_number() OVER (
                      PARTITION BY shipment_id, number, kind, sort, amount
                          ORDER BY id
                  ) AS same,
                  first_value(bill_id) OVER (
                      PARTITION BY shipment_id, number, kind, sort ORDER BY id
                  ) AS first_bill
             FROM charges
       )
       UPDATE linkstar_bill_line line
          SET twice = coalesce(
                  ranked.same > 1
                  OR (ranked.first_bill <> ranked.bill_id
                      AND (ranked.kind = 'freight' OR ranked.special = 'lump')),
                  false
              )
         FROM linkstar_bill_line own
    LEFT JOIN ranked ON ranked.id = own.id
        WHERE own.bill_id = %(bill)s AND line.id = own.id
          AND line.twice IS DISTINCT FROM coalesce(
                  ranked.same > 1
                  OR (ranked.first_bill <> ranked.bill_id
                      AND (ranked.kind = 'freight' OR ranked.special = 'lump')),
                  false
              )
"""


def mark_twice(bill):
    """Mark the charges of ``bill`` that were billed before: in an earlier row of it or
    in an earlier statement of the account. Later differences, returns and taxes are no
    doubles; each box of a shipment has its own charges.
    """
    bill.env.cr.execute(
        SQL(_MARK_TWICE, bill=bill.id, first=first_line(bill), once=sorted(ONCE))
    )


def other_account(bill):
    """The account of this company that the parcels of ``bill`` belong to, when none
    belongs to the account of the bill; an empty record otherwise.
    """
    env = bill.env
    accounts = env["linkstar.account"].search([("company_id", "=", bill.company_id.id)])
    own = env.execute_query(
        SQL(
            "SELECT 1 FROM linkstar_bill_line WHERE bill_id = %s"
            " AND shipment_id IS NOT NULL LIMIT 1",
            bill.id,
        )
    )
    others = accounts - bill.account_id
    if own or not others:
        return env["linkstar.account"]
    rows = env.execute_query(
        SQL(
            """
            WITH known AS (%s)
            SELECT s.account_id FROM linkstar_bill_line line
              JOIN known
                ON known.number IN (line.waybill, line.tracking, line.reference)
              JOIN linkstar_shipment s ON s.id = known.id
             WHERE line.bill_id = %s
             LIMIT 1
            """,
            _numbers(others),
            bill.id,
        )
    )
    return env["linkstar.account"].browse(rows[0][0] if rows else [])
