# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Writes statements as carriers write them, each layout with the same charges.

A test plants an error by changing a ``Billed``; the writers change nothing.
"""

import csv
import io
import zipfile
from dataclasses import dataclass, field

import xlsxwriter

FEES = {
    "freight": "运费",
    "registration": "挂号费",
    "fuel": "燃油附加费",
    "discount": "折扣",
    "remote_area": "偏远附加费",
    "return": "退件费",
    "ddp_duty": "关税",
    "import_vat": "税金",
    "other": "杂费",
}


@dataclass
class Billed:
    """One parcel of a statement: amounts by kind, texts with a point."""

    waybill: str
    weight: str = "0.5"
    charges: dict = field(default_factory=dict)
    reference: str = ""
    tracking: str = ""
    country: str = "德国"
    day: str = "2026-03-02"
    total: str = ""

    @property
    def sum(self):
        if self.total:
            return float(self.total)
        return round(sum(float(amount) for amount in self.charges.values()), 2)


def _kinds(parcels):
    return [kind for kind in FEES if any(kind in each.charges for each in parcels)]


def _book(sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, str) and cell:
                        sheet.write_string(number, place, cell)
                    elif cell not in (None, ""):
                        sheet.write(number, place, cell)
    return out.getvalue()


def columns_rows(parcels, with_totals=True):
    """A fee per column under a head of two rows, a title above, totals below."""
    kinds = _kinds(parcels)
    rows = [
        ["客户对账单"],
        ["客户: 深圳测试贸易", None, "账期: 2026-03"],
        [
            "序号",
            "运 单 号",
            "客户单号",
            "目的国",
            "签入时间",
            "重量（KG）",
            None,
            "费用",
        ],
        [None, None, None, None, None, "实重", "计费重（KG）："]
        + [FEES[kind] for kind in kinds]
        + ["合计(RMB)"],
    ]
    for number, each in enumerate(parcels, 1):
        rows.append(
            [
                number,
                each.waybill,
                each.reference,
                each.country,
                each.day,
                float(each.weight),
                float(each.weight),
                *(float(each.charges.get(kind, 0)) for kind in kinds),
                each.sum,
            ]
        )
    if with_totals:
        rows.append(
            ["总计", *[None] * 6]
            + [
                round(sum(float(e.charges.get(k, 0)) for e in parcels), 2)
                for k in kinds
            ]
            + [round(sum(each.sum for each in parcels), 2)]
        )
    return rows


def columns_xlsx(parcels):
    return _book([("明细", columns_rows(parcels))])


def sheets_xlsx(parcels):
    """A cover, the freight, and the taxes and returns on a sheet of their own."""
    late = ("return", "ddp_duty", "import_vat")
    first = [
        Billed(
            e.waybill,
            e.weight,
            {k: a for k, a in e.charges.items() if k not in late},
            e.reference,
            e.tracking,
            e.country,
            e.day,
        )
        for e in parcels
    ]
    rows = [["物流单号", "费用名称", "金额", "币种"]]
    for each in parcels:
        rows += [
            [each.waybill, FEES[kind], float(amount), "RMB"]
            for kind, amount in each.charges.items()
            if kind in late
        ]
    total = round(sum(each.sum for each in parcels), 2)
    cover = [["账单封面"], ["应付", total], ["谢谢"]]
    sheets = [("封面", cover), ("运费", columns_rows(first))]
    return _book([*sheets, ("税费", rows)] if len(rows) > 1 else sheets)


def pairs_xlsx(parcels):
    most = max(len(each.charges) for each in parcels)
    head = ["Waybill No.", "Chargeable Weight (KG)", "Currency"]
    for number in range(1, most + 1):
        head += [f"Fee name {number}", f"Amount {number}"]
    rows = [head]
    for each in parcels:
        row = [each.waybill, float(each.weight), "CNY"]
        for kind, amount in each.charges.items():
            row += [FEES[kind], float(amount)]
        rows.append(row)
    return _book([("Sheet1", rows)])


def rows_text(parcels, mark=","):
    """A fee per row, the weight on the freight's row only, the sign in a word."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(
        [
            "运单号",
            "跟踪号",
            "计费日期",
            "计费重",
            "费用名称",
            "金额",
            "收支类型",
            "币种",
        ]
    )
    for each in parcels:
        for kind, amount in each.charges.items():
            value = float(amount)
            writer.writerow(
                [
                    each.waybill,
                    each.tracking,
                    each.day.replace("-", "/"),
                    f"{each.weight}KG" if kind == "freight" else "",
                    FEES[kind],
                    f"￥{abs(value):,.2f}",
                    "退款" if value < 0 else "扣款",
                    "人民币",
                ]
            )
    return out.getvalue()


def rows_gbk(parcels):
    return rows_text(parcels).encode("gbk")


def rows_utf16(parcels):
    return rows_text(parcels, "\t").encode("utf-16")


def european_csv(parcels):
    """Semicolons, decimal commas, days with points."""
    kinds = _kinds(parcels)
    names = {
        "freight": "Freight",
        "registration": "Registration",
        "fuel": "Fuel",
        "discount": "Discount",
        "remote_area": "Remote area",
        "return": "Return",
        "ddp_duty": "Duty",
        "import_vat": "Import VAT",
        "other": "Other",
    }
    lines = [
        ";".join(
            ["Tracking No.", "Waybill No.", "Check-in", "Chargeable Weight (g)"]
            + [names[kind] for kind in kinds]
            + ["Total (CNY)"]
        )
    ]

    def comma(value):
        return f"{value:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")

    for each in parcels:
        year, month, day = each.day.split("-")
        lines.append(
            ";".join(
                [
                    each.tracking,
                    each.waybill,
                    f"{day}.{month}.{year}",
                    str(round(float(each.weight) * 1000)),
                    *(comma(float(each.charges.get(kind, 0))) for kind in kinds),
                    comma(each.sum),
                ]
            )
        )
    return "\r\n".join(lines).encode("utf-8-sig")


def web_page(parcels):
    def cells(row, tag="td"):
        return "".join(f"<{tag}>{'' if cell is None else cell}</{tag}>" for cell in row)

    rows = columns_rows(parcels)
    body = "".join(f"<tr>{cells(row)}</tr>" for row in rows)
    page = f"<html><head><meta charset='gbk'></head><body><table>{body}</table></html>"
    return page.encode("gbk")


def spreadsheet_xml(parcels):
    def written(cell):
        if cell in (None, ""):
            return "<Cell/>"
        kind = "String" if isinstance(cell, str) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{cell}</Data></Cell>'

    rows = [f"<Row>{''.join(map(written, row))}</Row>" for row in columns_rows(parcels)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Workbook '
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="明细"><Table>'
        f"{''.join(rows)}</Table></Worksheet></Workbook>"
    ).encode()


def movements_csv(parcels):
    """Movements of a prepaid account: costs below zero, a top-up, a balance."""
    balance = 10000.0
    lines = [
        "交易时间,运单号,业务类型,金额,余额",
        f"2026-03-01,,充值,10000,{balance:.2f}",
    ]
    for each in parcels:
        for kind, amount in each.charges.items():
            balance -= float(amount)
            lines.append(
                f"{each.day},{each.waybill},{FEES[kind]},{-float(amount):.2f},"
                f"{balance:.2f}"
            )
    return "\n".join(lines).encode()


def packed(parcels):
    out = io.BytesIO()
    half = len(parcels) // 2
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.xlsx", columns_xlsx(parcels[:half] or parcels))
        if half:
            target.writestr("b.csv", rows_gbk(parcels[half:]))
    return out.getvalue()


#: {name: writer}. Movements have no weight.
LAYOUTS = {
    "columns.xlsx": columns_xlsx,
    "sheets.xlsx": sheets_xlsx,
    "pairs.xlsx": pairs_xlsx,
    "rows.csv": rows_gbk,
    "rows.txt": rows_utf16,
    "european.csv": european_csv,
    "page.xls": web_page,
    "xml.xls": spreadsheet_xml,
    "movements.csv": movements_csv,
    "packed.zip": packed,
}
