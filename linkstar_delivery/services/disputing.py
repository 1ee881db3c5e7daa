# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Disputes: made of verdicts, answered by the carrier, followed until their credits
come.
"""

from collections import defaultdict
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tools import SQL

from ..statements import answers, apart
from ..statements.values import FileRefused
from .bill_text import problem_text, refusal_text

#: States in which a credit is looked for.
_FOLLOWED = ("sent", "answered", "closed")
_MOST_SHOWN = 20


def make(verdicts):
    """New disputes of ``verdicts``, one for each statement.

    :param verdicts: with all rights; the caller has checked the user's
    :raise UserError: when there is nothing to dispute
    """
    env = verdicts.env
    chosen = verdicts.filtered(
        lambda each: each.current and each.disputed > 0 and each.bill_id.state == "done"
    )
    disputes = env["linkstar.dispute"]
    for bill, own in chosen.grouped("bill_id").items():
        known = _disputed(bill)
        own = own.filtered(lambda each, known=known: _key(each) not in known)
        if own:
            disputes += env["linkstar.dispute"].create({"bill_id": bill.id})
            env["linkstar.dispute.line"].create(
                [_values(each, disputes[-1]) for each in own]
            )
    if not disputes:
        raise UserError(
            env._(
                "Nothing was chosen that is to be disputed and is not in a dispute "
                "yet. Only the last check counts."
            )
        )
    return disputes


def _key(record):
    return record.shipment_id.id or record.number or ""


def _disputed(bill):
    lines = bill.env["linkstar.dispute.line"].search(
        [("bill_id", "=", bill.id), ("dispute_id.state", "!=", "withdrawn")]
    )
    return {_key(line) for line in lines}


def _values(verdict, dispute):
    return {
        "dispute_id": dispute.id,
        "shipment_id": verdict.shipment_id.id,
        "number": verdict.number,
        "rows": verdict.rows,
        "billed": verdict.billed,
        "expected_known": verdict.expected_known,
        "expected": verdict.expected,
        "disputed": min(verdict.disputed, verdict.billed),
        "settled_weight": verdict.settled_weight,
        "expected_weight": verdict.expected_weight,
        "reasons": verdict.reasons,
    }


# --- the carrier's answer


def read_answer(dispute, content):
    """Take accepted amounts and remarks of a file into the lines of ``dispute``, all or
    none.

    :raise UserError: for a file that cannot be read, with each wrong row
    """
    env = dispute.env
    try:
        rows, problems = apart.read_answers(content, dispute.answer_filename or "")
    except FileRefused as problem:
        raise UserError(refusal_text(env, problem)) from problem
    said = [problem_text(env, problem) for problem in problems]
    lines = _by_number(dispute)
    found = {}
    for row in rows:
        line = next((lines[each] for each in row.numbers if each in lines), None)
        if line is None:
            what = env._("No parcel of this dispute has this number.")
        elif line in found:
            what = env._("This parcel is answered twice.")
        elif row.accepted > Decimal(str(line.disputed)):
            what = env._("More is accepted than the disputed %s.", line.disputed)
        else:
            found[line] = row
            continue
        said.append(
            env._(
                "sheet %(sheet)s, row %(row)s, %(number)s: %(what)s",
                sheet=row.sheet,
                row=row.row,
                number=row.numbers[0],
                what=what,
            )
        )
    if said:
        raise UserError(
            env._(
                "Nothing was imported. Correct the file:\n%s",
                "\n".join(said[:_MOST_SHOWN]),
            )
        )
    if not found:
        raise UserError(env._("The file has no accepted amount."))
    for line, row in found.items():
        line.write(
            {
                "answered": True,
                "accepted": float(row.accepted),
                "answer": row.remark or False,
            }
        )


def _by_number(dispute):
    """{number in capitals: line}; a number of two lines is left out."""
    found = {}
    for line in dispute.line_ids:
        shipment = line.shipment_id
        for number in {
            each.upper()
            for each in (
                line.number,
                shipment.waybill,
                shipment.reference_no,
                shipment.tracking_number,
            )
            if each
        }:
            found[number] = None if number in found else line
    return {number: line for number, line in found.items() if line}


# --- credits


def follow(disputes):
    """Look for credits of the parcels of ``disputes`` in later statements."""
    lines = disputes.line_ids
    shipments = lines.shipment_id
    numbers = {line.number for line in lines if not line.shipment_id and line.number}
    others = lines.search(
        [
            ("dispute_id.state", "in", _FOLLOWED),
            ("dispute_id.account_id", "in", disputes.account_id.ids),
            "|",
            ("shipment_id", "in", shipments.ids),
            "&",
            ("shipment_id", "=", False),
            ("number", "in", list(numbers)),
        ]
    )
    _store(others)


def follow_statement(bill):
    """Look for credits of disputed parcels again, after the lines of ``bill`` came or
    went.
    """
    disputes = bill.env["linkstar.dispute"].search(
        [("account_id", "=", bill.account_id.id), ("state", "in", _FOLLOWED)]
    )
    _store(disputes.line_ids)


def _store(lines):
    for own in lines.grouped(lambda line: line.dispute_id.account_id).values():
        _store_of_account(own)


def _store_of_account(lines):
    ends = _ends(lines.bill_id)
    refunds = _credits(lines)
    claimed = defaultdict(list)
    for line in lines:
        claimed[_key(line)].append(
            answers.Claimed(
                line.id, ends.get(line.bill_id.id, 0), Decimal(str(line.disputed))
            )
        )
    for key, each in claimed.items():
        for line_id, amount in answers.allocate(each, refunds.get(key, ())).items():
            line = lines.browse(line_id)
            if line.currency_id.compare_amounts(line.credit_statement, float(amount)):
                line.credit_statement = float(amount)


def _ends(bills):
    """{id of a statement: its last line}."""
    rows = bills.env.execute_query(
        SQL(
            "SELECT bill_id, max(id) FROM linkstar_bill_line WHERE bill_id = ANY(%s)"
            " GROUP BY bill_id",
            list(bills.ids),
        )
    )
    return dict(rows)


def _credits(lines):
    """{shipment or number: [(first line of the credit, amount)]}, one for each
    statement that gives more back than it bills. Claims paid are no such credit.
    """
    env = lines.env
    env["linkstar.bill.line"].flush_model()
    rows = env.execute_query(
        SQL(
            """
            WITH mine AS (
                SELECT line.id, line.bill_id, line.amount, line.kind,
                       CASE WHEN match IN ('found', 'confirmed') THEN shipment_id
                       END AS shipment_id,
                       coalesce(waybill, tracking, reference, '') AS number
                  FROM linkstar_bill_line line
                  JOIN linkstar_bill bill ON bill.id = line.bill_id
                 WHERE bill.account_id = ANY(%(accounts)s)
                   AND (line.shipment_id = ANY(%(shipments)s)
                        OR line.waybill = ANY(%(numbers)s)
                        OR line.tracking = ANY(%(numbers)s)
                        OR line.reference = ANY(%(numbers)s))
                   AND line.kind <> 'claim'
                   AND coalesce(line.foreign_currency_id, %(currency)s) = %(currency)s
            )
            SELECT shipment_id, CASE WHEN shipment_id IS NULL THEN number ELSE '' END,
                   min(id), -sum(amount)
              FROM mine
          GROUP BY 1, 2, bill_id
            HAVING sum(amount) < 0
            """,
            accounts=list(lines.bill_id.account_id.ids),
            shipments=list(lines.shipment_id.ids),
            numbers=[each for each in lines.mapped("number") if each],
            currency=lines.currency_id[:1].id,
        )
    )
    found = defaultdict(list)
    for shipment_id, number, first, amount in rows:
        found[shipment_id or number].append((first, Decimal(str(amount))))
    return found
