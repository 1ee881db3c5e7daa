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
    ``values.StatementLine``; and find their shipments.

    A number that lost digits, or zeros in front, only suggests a shipment, and a number
    of several shipments finds none: a person confirms it.
    """
    env, cr = bill.env, bill.env.cr
    for name in ("linkstar.bill.line", "linkstar.shipment", "linkstar.parcel"):
        env[name].flush_model()
    # Joins of so many lines stay in memory.
    cr.execute(SQL("SET LOCAL work_mem = '64MB'"))
    _stage(cr, table)
    _know(bill)
    cr.execute(SQL("DELETE FROM linkstar_bill_line WHERE bill_id = %s", bill.id))
    cr.execute(SQL(_INSERT, bill=bill.id, own=bill.currency_id.id))
    cr.execute(SQL("DROP TABLE linkstar_bill_stage, linkstar_bill_known"))
    # PostgreSQL does not know yet how many lines the statement has, and would choose
    # plans for one line.
    cr.execute(SQL("ANALYZE linkstar_bill_line (bill_id, shipment_id, kind, match)"))
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


#: The lines of the stage with their shipments, in the order of the file: the ids of
#: lines follow it.
_INSERT = """
    INSERT INTO linkstar_bill_line (
        bill_id, sheet, row, waybill, reference, tracking, quality, country, service,
        actual, volumetric, settled, kind, fee, amount, foreign_currency_id, day,
        special, shipment_id, match, twice
    )
    SELECT %(bill)s, sheet, row, waybill, reference, tracking, quality, country,
           service, actual, volumetric, settled, kind, fee, amount,
           nullif(currency.id, %(own)s), day, special,
           coalesce(w.shipment_id, t.shipment_id, r.shipment_id),
           CASE WHEN coalesce(w.number, t.number, r.number) IS NULL THEN 'none'
                WHEN coalesce(w.shipment_id, t.shipment_id, r.shipment_id) IS NULL
                THEN 'several'
                WHEN quality = 'damaged' THEN 'suggested'
                ELSE 'found' END,
           false
      FROM linkstar_bill_stage stage
 LEFT JOIN res_currency currency ON currency.name = stage.currency
 LEFT JOIN linkstar_bill_known w ON w.number = stage.waybill
 LEFT JOIN linkstar_bill_known t ON t.number = stage.tracking
 LEFT JOIN linkstar_bill_known r ON r.number = stage.reference
  ORDER BY stage.ctid
"""


#: The columns of the stage that are no texts.
_TYPES = {
    "row": "int",
    "actual": "numeric",
    "volumetric": "numeric",
    "settled": "numeric",
    "amount": "numeric",
    "day": "date",
}


def _stage(cr, table):
    """The lines in a temporary table."""
    columns = [
        SQL("%s %s", SQL.identifier(name), SQL(_TYPES.get(name, "text")))
        for name in StatementLine._fields
    ]
    cr.execute(SQL("DROP TABLE IF EXISTS linkstar_bill_stage, linkstar_bill_known"))
    cr.execute(
        SQL("CREATE TEMP TABLE linkstar_bill_stage (%s)", SQL(", ").join(columns))
    )
    with _copying(cr):
        # An empty cell is NULL.
        cr.copy_expert(
            "COPY linkstar_bill_stage FROM STDIN (FORMAT csv)", io.BytesIO(table)
        )
    cr.execute(SQL("ANALYZE linkstar_bill_stage (waybill)"))


def _know(bill):
    """The numbers of the stage that shipments have, in a temporary table;
    ``shipment_id`` is empty where several have a number.

    Most lines have a waybill: only the other ones are looked for among all numbers.
    """
    cr, accounts = bill.env.cr, list(bill.account_id.ids)
    cr.execute(
        SQL(
            """
            CREATE TEMP TABLE linkstar_bill_known AS
            SELECT wanted.number,
                   CASE WHEN min(s.id) = max(s.id) THEN min(s.id) END AS shipment_id
              FROM (SELECT DISTINCT waybill AS number FROM linkstar_bill_stage) wanted
              JOIN linkstar_shipment s ON upper(s.waybill) = wanted.number
             WHERE s.account_id = ANY(%s)
          GROUP BY wanted.number
            """,
            accounts,
        )
    )
    cr.execute(
        SQL(
            """
            WITH wanted AS (
                SELECT DISTINCT wanted.number
                  FROM linkstar_bill_stage stage
             LEFT JOIN linkstar_bill_known known ON known.number = stage.waybill,
                       unnest(ARRAY[waybill, tracking, reference]) wanted(number)
                 WHERE known.shipment_id IS NULL AND wanted.number IS NOT NULL
                   AND wanted.number IS DISTINCT FROM known.number
            )
            INSERT INTO linkstar_bill_known
            SELECT number, CASE WHEN min(id) = max(id) THEN min(id) END
              FROM (
                   SELECT wanted.number, had.id
                     FROM wanted
                     JOIN LATERAL (%(indexed)s) had ON TRUE
                UNION ALL
                   SELECT number, id FROM wanted JOIN (%(earlier)s) had USING (number)
                   ) found
          GROUP BY number
            """,
            # One look into each index is faster than all numbers of an account.
            indexed=_with_number(SQL("wanted.number"), accounts),
            earlier=_earlier_numbers(accounts),
        )
    )
    cr.execute(SQL("ANALYZE linkstar_bill_known"))


def _with_number(number, accounts):
    """The shipments that have ``number``, which is in capitals."""
    return SQL(
        """
        SELECT id FROM linkstar_shipment
         WHERE upper(waybill) = %(number)s AND account_id = ANY(%(ids)s)
     UNION ALL
        SELECT id FROM linkstar_shipment
         WHERE upper(reference_no) = %(number)s AND account_id = ANY(%(ids)s)
     UNION ALL
        SELECT id FROM linkstar_shipment
         WHERE upper(tracking_number) = %(number)s AND account_id = ANY(%(ids)s)
     UNION ALL
        SELECT s.id FROM linkstar_parcel p
          JOIN linkstar_shipment s ON s.id = p.shipment_id
         WHERE upper(p.tracking_number) = %(number)s AND s.account_id = ANY(%(ids)s)
        """,
        number=number,
        ids=accounts,
    )


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
     UNION ALL
        SELECT upper(s.reference_no), s.id FROM linkstar_shipment s
         WHERE s.account_id = ANY(%(ids)s) AND s.reference_no IS NOT NULL
     UNION ALL
        SELECT upper(s.tracking_number), s.id FROM linkstar_shipment s
         WHERE s.account_id = ANY(%(ids)s) AND s.tracking_number IS NOT NULL
     UNION ALL
        SELECT upper(p.tracking_number), s.id FROM linkstar_parcel p
          JOIN linkstar_shipment s ON s.id = p.shipment_id
         WHERE s.account_id = ANY(%(ids)s) AND p.tracking_number IS NOT NULL
     UNION ALL
        %(earlier)s
        """,
        ids=ids,
        earlier=_earlier_numbers(ids),
    )


def _earlier_numbers(accounts):
    """All pairs of a number that a shipment had once, and the shipment."""
    return SQL(
        """
        SELECT unnest(string_to_array(trim(earlier_numbers), ' ')) AS number, id
          FROM linkstar_shipment
         WHERE account_id = ANY(%s) AND earlier_numbers IS NOT NULL
        """,
        accounts,
    )


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
#: Few shipments have a kind of charge twice; only those are looked at closely.
_MARK_TWICE = """
       WITH mine AS (
           SELECT DISTINCT shipment_id FROM linkstar_bill_line
            WHERE bill_id = %(bill)s AND shipment_id IS NOT NULL
              AND match IN ('found', 'confirmed')
       ),
       several AS (
           SELECT line.shipment_id FROM linkstar_bill_line line
             JOIN mine ON mine.shipment_id = line.shipment_id
            WHERE %(charge)s
         GROUP BY line.shipment_id, line.kind
           HAVING count(*) > 1
       ),
       boxes AS (
           SELECT parcel.shipment_id, count(*) AS count FROM linkstar_parcel parcel
            WHERE parcel.shipment_id IN (SELECT shipment_id FROM several)
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
        LEFT JOIN boxes ON boxes.shipment_id = line.shipment_id
            WHERE line.shipment_id IN (SELECT shipment_id FROM several) AND %(charge)s
       ),
       ranked AS (
           SELECT id, bill_id, kind, special,
                  row_number() OVER (
                      PARTITION BY shipment_id, number, kind, sort, amount
                          ORDER BY id
                  ) AS same,
                  first_value(bill_id) OVER (
                      PARTITION BY shipment_id, number, kind, sort ORDER BY id
                  ) AS first_bill
             FROM charges
       ),
       doubles AS (
           SELECT id FROM ranked
            WHERE bill_id = %(bill)s
              AND (same > 1
                   OR (first_bill <> bill_id
                       AND (kind = 'freight' OR coalesce(special, '') = 'lump')))
       )
       UPDATE linkstar_bill_line SET twice = NOT twice
        WHERE bill_id = %(bill)s AND twice <> (id IN (SELECT id FROM doubles))
"""
_CHARGE = """
    (line.bill_id = %(bill)s OR line.id < %(first)s)
    AND line.match IN ('found', 'confirmed') AND line.amount > 0
    AND line.kind = ANY(%(once)s)
    AND coalesce(line.special, '') NOT IN ('difference', 'gap')
"""


def mark_twice(bill):
    """Mark the charges of ``bill`` that were billed before: in an earlier row of it or
    in an earlier statement of the account. Later differences, returns and taxes are no
    doubles; each box of a shipment has its own charges.
    """
    charge = SQL(_CHARGE, bill=bill.id, first=first_line(bill), once=sorted(ONCE))
    bill.env.cr.execute(SQL(_MARK_TWICE, bill=bill.id, charge=charge))


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
