# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The results of a check as a workbook, with formulas that finance can check, and as
plain data.
"""

import io

import xlsxwriter

from odoo.fields import Domain

_MONEY = "#,##0.00"


def _verdicts(bill):
    return bill.env["linkstar.bill.verdict"].search(
        Domain("bill_id", "=", bill.id) & Domain("current", "=", True)
    )


def results(bill):
    """The results as a dict: the statement, and a list of its parcels. An amount that
    is not known is ``None``.
    """
    return {
        "statement": bill.display_name,
        "account": bill.account_id.display_name,
        "currency": bill.currency_id.name,
        "sha256": bill.sha256,
        "check": bill.run,
        "billed": bill.amount_total,
        "checked": bill.amount_checked,
        "disputed": bill.amount_disputed,
        "parcels": [
            {
                "number": verdict.number or "",
                "shipment": verdict.shipment_id.display_name or "",
                "rows": verdict.rows or "",
                "verdict": verdict.verdict,
                "billed": verdict.billed,
                "expected": verdict.expected if verdict.expected_known else None,
                "disputed": verdict.disputed,
                "billed_weight": verdict.settled_weight or None,
                "expected_weight": verdict.expected_weight or None,
                "reasons": [why[0] for why in verdict.reasons or ()],
                "explanation": verdict.explanation,
            }
            for verdict in _verdicts(bill)
        ],
    }


def workbook(bill):
    """The bytes of an xlsx file: a sheet with sums by verdict, and a row per parcel."""
    env, found = bill.env, results(bill)
    labels = dict(
        env["linkstar.bill.verdict"]._fields["verdict"]._description_selection(env)
    )
    heads = (
        env._("Number"),
        env._("Shipment"),
        env._("Rows"),
        env._("Verdict"),
        env._("Billed"),
        env._("Expected"),
        env._("Difference"),
        env._("To dispute"),
        env._("Billed weight (kg)"),
        env._("Expected weight (kg)"),
        env._("Explanation"),
    )
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, money = (
            book.add_format({"bold": True}),
            book.add_format({"num_format": _MONEY}),
        )
        summary = book.add_worksheet(env._("Summary"))
        sheet = book.add_worksheet(env._("Parcels"))
        parcels = f"'{sheet.get_name()}'!"
        sheet.write_row(0, 0, heads, bold)
        for row, parcel in enumerate(found["parcels"], 1):
            for place, name in enumerate(("number", "shipment", "rows")):
                sheet.write_string(row, place, parcel[name])
            sheet.write_string(row, 3, labels[parcel["verdict"]])
            sheet.write_number(row, 4, parcel["billed"], money)
            if parcel["expected"] is not None:
                sheet.write_number(row, 5, parcel["expected"], money)
                sheet.write_formula(
                    row,
                    6,
                    f"=E{row + 1}-F{row + 1}",
                    money,
                    round(parcel["billed"] - parcel["expected"], 2),
                )
            sheet.write_number(row, 7, parcel["disputed"], money)
            for place, name in ((8, "billed_weight"), (9, "expected_weight")):
                if parcel[name]:
                    sheet.write_number(row, place, parcel[name])
            sheet.write_string(row, 10, parcel["explanation"] or "")
        last = len(found["parcels"]) + 1
        sheet.autofilter(0, 0, last - 1, len(heads) - 1)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 3, 20)
        sheet.set_column(10, 10, 80)
        _summary(env, summary, found, labels, parcels, last, bold, money)
    return out.getvalue()


def _summary(env, sheet, found, labels, parcels, last, bold, money):
    for row, (label, value) in enumerate(
        (
            (env._("Statement"), found["statement"]),
            (env._("Account"), found["account"]),
            (env._("Currency"), found["currency"]),
        )
    ):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, value or "")
    heads = (env._("Verdict"), env._("Parcels"), env._("Billed"), env._("To dispute"))
    sheet.write_row(4, 0, heads, bold)
    for row, (code, label) in enumerate(labels.items(), 5):
        mine = [each for each in found["parcels"] if each["verdict"] == code]
        sheet.write_string(row, 0, label)
        sheet.write_formula(
            row, 1, f"=COUNTIF({parcels}D2:D{last},A{row + 1})", None, len(mine)
        )
        for place, column, name in ((2, "E", "billed"), (3, "H", "disputed")):
            sheet.write_formula(
                row,
                place,
                f"=SUMIF({parcels}D2:D{last},A{row + 1},"
                f"{parcels}{column}2:{column}{last})",
                money,
                round(sum(each[name] for each in mine), 2),
            )
    sheet.set_column(0, 3, 24)
