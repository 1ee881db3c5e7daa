# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Decisions to accept a difference of a statement, and the rules that they become."""

import json
from decimal import Decimal

from odoo.tools import SQL

from ..statements.tolerated import (
    AcceptedDifference,
    differences,
    is_tolerated,
    proposal,
)

#: Accepted parcels that are looked at for a proposal, and parcels that a rule is tried
#: on: the newest ones.
_MOST = 5000


def rules(account):
    """The rules of ``account`` as ``AcceptedDifference``."""
    found = account.env["linkstar.tolerance.rule"].sudo()
    return [
        AcceptedDifference(
            rule.code, rule.kind or "", Decimal(str(round(rule.amount, 6)))
        )
        for rule in found.search([("account_id", "=", account.id)])
    ]


def accepted_before(bill):
    """The :func:`key` of each parcel of ``bill`` that somebody accepted."""
    bill.env["linkstar.bill.verdict"].flush_model()
    rows = bill.env.execute_query(
        SQL(
            "SELECT number, reasons FROM linkstar_bill_verdict"
            " WHERE bill_id = %s AND accepted",
            bill.id,
        )
    )
    return {key(number, reasons) for number, reasons in rows}


def key(number, reasons):
    """What is equal for the same parcel with the same reasons."""
    return number, json.dumps(reasons, sort_keys=True)


def proposed(account):
    """(``AcceptedDifference``, count) that the decisions for ``account`` propose as a
    rule, or ``None``.
    """
    account.env["linkstar.bill.verdict"].flush_model()
    rows = account.env.execute_query(
        SQL(
            """
            SELECT DISTINCT ON (verdict.bill_id, verdict.number)
                   verdict.bill_id, verdict.number, verdict.reasons
              FROM linkstar_bill_verdict verdict
              JOIN linkstar_bill bill ON bill.id = verdict.bill_id
             WHERE bill.account_id = %s AND verdict.accepted
          ORDER BY verdict.bill_id DESC, verdict.number, verdict.run DESC
             LIMIT %s
            """,
            account.id,
            _MOST,
        )
    )
    return proposal([reasons or [] for _bill, _number, reasons in rows], rules(account))


def effect(rule):
    """(count, amount) of the parcels that the record ``rule`` would have tolerated:
    those to dispute, and those that somebody accepted.
    """
    account = rule.account_id
    if not account:
        return 0, 0.0
    account.env["linkstar.bill.verdict"].flush_model()
    rows = account.env.execute_query(
        SQL(
            """
            SELECT verdict.reasons, verdict.disputed
              FROM linkstar_bill_verdict verdict
              JOIN linkstar_bill bill ON bill.id = verdict.bill_id
             WHERE bill.account_id = %s AND verdict.current
               AND (verdict.verdict = 'dispute' OR verdict.accepted)
          ORDER BY verdict.id DESC
             LIMIT %s
            """,
            account.id,
            _MOST,
        )
    )
    own = AcceptedDifference(
        rule.code or "", rule.kind or "", Decimal(str(round(rule.amount, 6)))
    )
    found = [
        # Nothing is left to dispute of what was accepted.
        Decimal(disputed) or sum(each.amount for each in differences(reasons))
        for reasons, disputed in rows
        if is_tolerated(reasons or [], [own])
    ]
    return len(found), float(sum(found))
