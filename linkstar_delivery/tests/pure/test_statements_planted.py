# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A statement of 20,000 lines: all planted errors are found with their amounts, and
nothing else.
"""

import csv
import io
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
import statement_files
from addons.linkstar_delivery.rating import Parcel, Request
from addons.linkstar_delivery.statements import apart
from addons.linkstar_delivery.statements.border import DeclaredDuty, DeclaredVat
from addons.linkstar_delivery.statements.values import StatementLine
from addons.linkstar_delivery.statements.verdict import (
    BilledCharge,
    Case,
    judge,
)
from planted_errors import DUTY, ERRORS, VAT, planted
from test_statements_verdict import card

CARD, OLD = card(), card(60, date(2026, 1, 1), date(2026, 2, 28))
IOSS = {
    "ddp_duty": DeclaredDuty(DUTY, "EUR 3.00", 1, exchanged=True),
    "import_vat": DeclaredVat(Decimal(0), paid="IOSS"),
}
TAXED = {**IOSS, "import_vat": DeclaredVat(VAT, exchanged=True)}
PARCELS = 6_700


def by_parcel(answer):
    """{waybill: (charges, settled weight)}; an equal charge of a parcel is a double, as
    the database finds it.
    """
    found, seen = {}, Counter()
    for row in csv.reader(io.StringIO(answer.table.decode(), newline="")):
        line = StatementLine(*row)
        same = line.waybill, line.kind, line.amount
        seen[same] += 1
        charges, _weight = found.setdefault(line.waybill, ([], line.settled))
        charges.append(
            BilledCharge(
                line.kind,
                Decimal(line.amount),
                line.currency,
                line.special,
                seen[same] > 1,
            )
        )
    return found


@pytest.mark.parametrize("layout", ["columns.xlsx", "european.csv"])
def test_all_planted_errors_are_found_and_none_is_invented(layout):
    parcels = list(planted(PARCELS, statement_files.Billed))
    content = statement_files.LAYOUTS[layout](
        [line for each in parcels for line in each.lines]
    )
    answer = apart.read(content, layout, currency="CNY")
    assert not [each for each in answer.problems if each.severity != "note"]
    assert answer.count > 20_000
    billed, codes = by_parcel(answer), Counter()
    assert len(billed) == PARCELS
    for each in parcels:
        charges, settled = billed[each.lines[0].waybill]
        request = Request((Parcel(each.weight),), "DE", date(2026, 3, 2))
        case = Case(
            tuple(charges),
            request,
            Decimal(settled),
            CARD,
            (OLD,),
            each.standing,
            duties=TAXED if each.taxed else IOSS,
        )
        found = judge(case)
        reasons = [why.code for why in found.reasons]
        assert (found.verdict, found.disputed, reasons) == each.expected, each
        codes.update(reasons)
    assert min(codes.values()) >= PARCELS // 20 // len(ERRORS)
    assert len(codes) == 16
