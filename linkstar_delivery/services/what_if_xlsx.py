# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The results of a what-if as a workbook, with formulas that finance can check."""

import io

import xlsxwriter

_MONEY, _DAYS = "#,##0.00", "0.0"


def workbook(asked):
    """The bytes of an xlsx file: a sheet with sums by rate card, and a row for each
    lane and rate card.
    """
    env, out = asked.env, io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, money, days = (
            book.add_format(how)
            for how in ({"bold": True}, {"num_format": _MONEY}, {"num_format": _DAYS})
        )
        summary = book.add_worksheet(env._("Summary"))
        sheet = book.add_worksheet(env._("Lanes"))
        lines = asked.line_ids
        names = {card: _name(card) for card in lines.card_id}
        heads = (
            env._("Country"),
            env._("Line of today"),
            env._("Rate card"),
            env._("Shipments"),
            env._("Carried"),
            env._("Not carried"),
            env._("Compared"),
            env._("Cost now"),
            env._("Cost then"),
            env._("Difference"),
            env._("Cost then, all carried"),
            env._("Days now"),
            env._("Days then"),
            env._("Reasons"),
        )
        sheet.write_row(0, 0, heads, bold)
        for row, line in enumerate(lines, 1):
            _lane(sheet, row, line, names[line.card_id], money, days)
        sheet.autofilter(0, 0, max(1, len(lines)), len(heads) - 1)
        sheet.freeze_panes(1, 3)
        sheet.set_column(0, 2, 24)
        sheet.set_column(13, 13, 80)
        _summary(summary, asked, names, sheet.get_name(), bold, money)
    return out.getvalue()


def _name(card):
    return f"{card.service_id.code} {card.name} ({card.id})"


def _lane(sheet, row, line, name, money, days):
    sheet.write_string(row, 0, line.country_id.name or "")
    sheet.write_string(row, 1, line.service_id.code or "")
    sheet.write_string(row, 2, name)
    sheet.write_number(row, 3, line.parcels)
    sheet.write_number(row, 4, line.carried)
    sheet.write_formula(row, 5, f"=D{row + 1}-E{row + 1}", None, line.refused)
    sheet.write_number(row, 6, line.compared)
    sheet.write_number(row, 7, line.cost_now, money)
    sheet.write_number(row, 8, line.cost_then, money)
    sheet.write_formula(
        row, 9, f"=I{row + 1}-H{row + 1}", money, round(line.difference, 2)
    )
    sheet.write_number(row, 10, line.cost_total, money)
    if line.real_known:
        sheet.write_number(row, 11, line.days_now, days)
    if line.days_known:
        sheet.write_number(row, 12, line.days, days)
    sheet.write_string(row, 13, line.reason_text or "")


def _summary(sheet, asked, names, lanes, bold, money):
    env, last = asked.env, len(asked.line_ids) + 1
    for row, (label, value) in enumerate(
        (
            (env._("What-if"), asked.name),
            (env._("First day"), str(asked.date_from)),
            (env._("Last day"), str(asked.date_to)),
            (env._("Currency"), asked.currency_id.name),
        )
    ):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, value)
    columns = (
        (env._("Shipments"), "D", "parcels", None),
        (env._("Carried"), "E", "carried", None),
        (env._("Not carried"), "F", "refused", None),
        (env._("Cost now"), "H", "cost_now", money),
        (env._("Cost then"), "I", "cost_then", money),
        (env._("Difference"), "J", "difference", money),
    )
    sheet.write_row(
        5, 0, (env._("Rate card"), *(head for head, *_rest in columns)), bold
    )
    for row, (card, name) in enumerate(names.items(), 6):
        mine = asked.line_ids.filtered(lambda line, card=card: line.card_id == card)
        sheet.write_string(row, 0, name)
        for place, (_head, column, field, look) in enumerate(columns, 1):
            sheet.write_formula(
                row,
                place,
                f"=SUMIF('{lanes}'!C2:C{last},A{row + 1},"
                f"'{lanes}'!{column}2:{column}{last})",
                look,
                round(sum(mine.mapped(field)), 2),
            )
    sheet.set_column(0, 6, 20)
