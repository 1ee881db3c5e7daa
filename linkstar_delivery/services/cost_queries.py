# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""SQL of what shipments cost, for the read-only models."""

from odoo.tools import SQL

#: Kinds of charges that are duties, taxes and fees at the border.
DUTY = ("ddp_duty", "import_vat", "customs_exception")
#: Kinds of charges for parcels that do not reach the buyer.
RETURN = ("return", "destruction", "storage", "redelivery")
#: Money that the carrier pays back for a lost or damaged parcel.
CLAIM = ("claim",)

#: The fields that ``costs`` reads, for ``_depends``.
DEPENDS = {
    "linkstar.charge": ["amount", "kind", "shipment_id", "stage"],
    "linkstar.bill": ["account_id", "date"],
    "linkstar.bill.line": [
        "amount",
        "foreign_currency_id",
        "kind",
        "match",
        "shipment_id",
    ],
    "linkstar.bill.verdict": ["current", "expected", "expected_known", "shipment_id"],
    "linkstar.account": ["currency_id"],
    "res.currency.rate": ["company_id", "currency_id", "name", "rate"],
}


def rate(source, target, company, day):
    """How much of the currency ``target`` one unit of ``source`` is on ``day``; NULL
    where nobody entered the rate. All are SQL; ``company`` is the alias of
    ``res_company``. Costs nothing for equal currencies.
    """
    return SQL(
        "CASE WHEN %(source)s = %(target)s THEN 1"
        " ELSE %(of_target)s / %(of_source)s END",
        source=source,
        target=target,
        of_source=_entered(source, company, day),
        of_target=_entered(target, company, day),
    )


def _entered(currency, company, day):
    return SQL(
        """coalesce(
            (SELECT entered.rate FROM res_currency_rate entered
              WHERE entered.currency_id = %(currency)s
                AND entered.name <= %(day)s
                AND (entered.company_id IS NULL
                     OR entered.company_id
                        = split_part(%(company)s.parent_path, '/', 1)::int)
              ORDER BY entered.company_id, entered.name DESC
              LIMIT 1),
            CASE WHEN %(company)s.currency_id = %(currency)s THEN 1 END)""",
        currency=currency,
        company=company,
        day=day,
    )


def without_jit(env):
    """Keep PostgreSQL from compiling the large query that follows in this transaction:
    of 60,000 shipments that took 24 s instead of 3.
    """
    env.cr.execute(SQL("SET LOCAL jit = off"))


def costs(shipments=None):
    """The CTEs ``charges``, ``lines`` and ``verdicts``: amounts by ``shipment_id`` in
    the currency of the account. ``charges`` has ``quoted``, ``answered`` (whether the
    carrier's answers say what was billed), and like ``lines`` ``billed`` (all but what
    is paid for claims), ``duty``, ``returns`` (parts of ``billed``) and ``claims``;
    ``verdicts`` has ``expected``.

    :param shipments: SQL of a list of ids of shipments, to read no others
    """
    only = SQL("shipment_id IN %s", shipments) if shipments else SQL("TRUE")
    money = SQL(
        "line.amount * %s",
        rate(
            SQL("coalesce(line.foreign_currency_id, account.currency_id)"),
            SQL("account.currency_id"),
            SQL("company"),
            SQL("bill.date"),
        ),
    )
    return SQL(
        """
        charges AS (
            SELECT shipment_id,
                   sum(amount) FILTER (WHERE stage = 'quoted') AS quoted,
                   bool_or(stage = 'billed') AS answered,
                   %(billed)s
              FROM linkstar_charge charge
             WHERE shipment_id IS NOT NULL AND %(only)s
          GROUP BY shipment_id
        ),
        lines AS (
            SELECT shipment_id, %(stated)s
              FROM linkstar_bill_line line
              JOIN linkstar_bill bill ON bill.id = line.bill_id
              JOIN linkstar_account account ON account.id = bill.account_id
              JOIN res_company company ON company.id = bill.company_id
             WHERE line.match IN ('found', 'confirmed') AND %(only)s
          GROUP BY shipment_id
        ),
        verdicts AS (
            SELECT shipment_id, sum(expected) AS expected
              FROM linkstar_bill_verdict
             WHERE current AND expected_known AND shipment_id IS NOT NULL
               AND %(only)s
          GROUP BY shipment_id
        )
        """,
        only=only,
        billed=_parts(SQL("amount"), SQL("stage = 'billed'")),
        stated=_parts(money, SQL("TRUE")),
    )


def _parts(amount, where):
    return SQL(
        """
        sum(%(amount)s) FILTER (
            WHERE %(where)s AND kind NOT IN %(claim)s) AS billed,
        sum(%(amount)s) FILTER (WHERE %(where)s AND kind IN %(duty)s) AS duty,
        sum(%(amount)s) FILTER (WHERE %(where)s AND kind IN %(back)s) AS returns,
        -sum(%(amount)s) FILTER (WHERE %(where)s AND kind IN %(claim)s) AS claims
        """,
        amount=amount,
        where=where,
        claim=CLAIM,
        duty=DUTY,
        back=RETURN,
    )


def stated(column):
    """What statements say of a shipment, else what the carrier's answers do."""
    return SQL(
        "CASE WHEN lines.shipment_id IS NULL THEN %s ELSE %s END",
        SQL.identifier("charges", column),
        SQL.identifier("lines", column),
    )
