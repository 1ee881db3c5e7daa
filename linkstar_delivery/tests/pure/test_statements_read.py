# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Statements in each layout, and each kind of bad file."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import statement_files
import xlsxwriter
from addons.linkstar_delivery.statements import apart, numbers, words
from addons.linkstar_delivery.statements.values import FileRefused, StatementLine
from statement_files import Billed

PARCELS = [
    Billed(
        "LS0001",
        "0.35",
        {"freight": "30.25", "registration": "18", "fuel": "2.42", "discount": "-1.5"},
        "A-1",
        "00340434161094000001",
    ),
    Billed("LS0002", "1.2", {"freight": "1234.5", "registration": "18"}, "A-2", "TR2"),
    Billed(
        "LS0003", "0.5", {"freight": "43.2", "return": "12.5"}, "A-3", "TR3", "法国"
    ),
    Billed("LS0004", "2", {"freight": "96", "ddp_duty": "7.77"}, "A-4", "TR4"),
]
TOTAL = Decimal("1461.14")


def lines_of(answer):
    return [
        StatementLine(*row)
        for row in csv.reader(io.StringIO(answer.table.decode(), newline=""))
    ]


def amounts(answer):
    return {
        (line.waybill, line.kind): Decimal(line.amount) for line in lines_of(answer)
    }


EXPECTED = {
    (each.waybill, kind): Decimal(amount)
    for each in PARCELS
    for kind, amount in each.charges.items()
}


def severe(answer):
    return [each for each in answer.problems if each.severity != "note"]


@pytest.mark.parametrize("name", statement_files.LAYOUTS)
def test_each_layout_gives_the_same_charges(name):
    answer = apart.read(statement_files.LAYOUTS[name](PARCELS), name, currency="CNY")
    assert severe(answer) == []
    assert amounts(answer) == EXPECTED
    assert answer.totals == {"CNY": TOTAL}
    assert answer.count == len(EXPECTED)
    if not name.startswith("movements"):
        weights = {
            line.waybill: Decimal(line.settled)
            for line in lines_of(answer)
            if line.settled
        }
        assert weights == {each.waybill: Decimal(each.weight) for each in PARCELS}
    days = {line.day for line in lines_of(answer)}
    assert days <= {"2026-03-02", ""}


def test_the_same_lines_in_another_order_have_the_same_hash():
    one = apart.read(statement_files.columns_xlsx(PARCELS), currency="CNY")
    other = apart.read(statement_files.columns_xlsx(PARCELS[::-1]), currency="CNY")
    assert one.content_hash == other.content_hash
    PARCELS[0].charges["freight"] = "30.26"
    changed = apart.read(statement_files.columns_xlsx(PARCELS), currency="CNY")
    PARCELS[0].charges["freight"] = "30.25"
    assert changed.content_hash != one.content_hash


def book(rows, **options):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("S")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for name, value in options.items():
            getattr(sheet, name)(*value)
    return out.getvalue()


def text(*rows):
    return "\n".join(rows).encode()


BAD = {
    "not a number": (
        text("运单号,运费,合计", "A1,x12,12"),
        {("not_a_number", 2, "运费")},
    ),
    "two decimal marks": (
        text("运单号;运费", 'A1;"1.234,50"', 'A2;"1,234.50"'),
        {("two_decimal_marks", None, "运费"), ("not_a_number", 2, "运费")},
    ),
    "an open decimal mark": (
        text("运单号;运费", "A1;1,234", "A2;2,500"),
        {("decimal_mark", None, "运费")},
    ),
    "an open order of days": (
        text("运单号,运费,签入时间", "A1,1,03/11/2026"),
        {("day_order", None, "签入时间")},
    ),
    "no day": (
        text("运单号,运费,签入时间", "A1,1,yesterday"),
        {("not_a_day", 2, "签入时间")},
    ),
    "an open sign": (
        text("运单号,运费,折扣", "A1,10,1"),
        {("sign", None, "折扣")},
    ),
    "totals that do not add up": (
        text("运单号,运费", "A1,10", "A2,11", "合计,22"),
        {("total_differs", 4, "运费")},
    ),
    "a charge of no parcel": (
        text("运单号,运费", "A1,10", ",3", "A2,9"),
        {("no_number", 3, "")},
    ),
    "no head": (text("a,b,c", "d,e,f", "g,h,i", "1,2,3"), {("no_lines", None, "")}),
    "a weight below zero": (
        text("运单号,计费重,运费", "A1,-1,10"),
        {("negative_weight", 2, "计费重")},
    ),
    "an unknown currency": (
        text("运单号,运费,币种", "A1,10,元宝"),
        {("unknown_currency", 2, "币种")},
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_cells_are_named_by_row_and_column(name):
    content, expected = BAD[name]
    answer = apart.read(content, currency="CNY")
    found = {(each.code, each.row, each.column) for each in severe(answer)}
    assert found == expected


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 nothing", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"\xff\xff\xff\x80\x80,", "not_text"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "damaged"),
        (b"a\0b,c", "not_a_sheet"),
    ],
)
def test_files_that_cannot_be_read(content, code):
    with pytest.raises(FileRefused) as refused:
        apart.read(content)
    assert refused.value.code == code


def test_a_stray_cell_in_the_last_corner_ends_the_child_only():
    content = book([["运单号", "运费"], ["A1", 1]], write=(1_048_575, 16_383, 1))
    with pytest.raises(FileRefused) as refused:
        apart.read(content)
    assert refused.value.code in ("too_much_work", "too_large_sheet")


def test_a_person_corrects_the_columns():
    content = text("Nummer,Preis,Kg", "A1,10,0.5", "A2,12,0.7")
    assert severe(apart.read(content, currency="EUR"))
    known = {
        "nummer": {"role": "waybill"},
        "preis": {"role": "fee", "kind": "freight"},
        "kg": {"role": "settled"},
    }
    answer = apart.read(content, known=known, currency="EUR")
    assert severe(answer) == []
    assert amounts(answer) == {
        ("A1", "freight"): Decimal(10),
        ("A2", "freight"): Decimal(12),
    }


def test_answers_to_questions():
    content = text("运单号;运费;折扣", "A1;1,234;1")
    known = {"运费": {"decimal": ","}, "折扣": {"sign": "turned"}}
    answer = apart.read(content, known=known, currency="CNY")
    assert severe(answer) == []
    assert amounts(answer) == {
        ("A1", "freight"): Decimal("1.234"),
        ("A1", "discount"): Decimal(-1),
    }


def test_the_total_of_a_row_proves_marks_and_signs():
    content = text(
        "运单号;运费;挂号费;优惠金额;合计", "A1;1,234;0,5;0,2;1,534", "A2;2,5;1;0;3,5"
    )
    answer = apart.read(content, currency="CNY")
    assert severe(answer) == []
    assert amounts(answer)["A1", "discount"] == Decimal("-0.2")


def test_a_row_whose_total_is_not_its_parts_is_a_finding():
    content = text("运单号,运费,合计", "A1,10,12", "A2,11,11", "总计,21,23")
    answer = apart.read(content, currency="CNY")
    assert severe(answer) == []
    assert [
        (line.kind, line.amount, line.special)
        for line in lines_of(answer)
        if line.waybill == "A1"
    ] == [("freight", "10", ""), ("other", "2", "gap")]


def test_numbers_that_lost_digits():
    content = book(
        [["运单号", "运费"], [1234567890123456, 1], [12345, 2], ["2.61132E+12", 3]]
    )
    found = {line.waybill: line.quality for line in lines_of(apart.read(content))}
    assert found == {
        "1234567890123456": "damaged",
        "12345": "number",
        "2.61132E+12": "damaged",
    }
    assert numbers.stem("2.61132E+12") == ("261132", 13)
    assert numbers.stem("1234567890123456") == ("123456789012345", 16)


def test_differences_alone():
    content = text("运单号,应收金额,实收金额,补收金额", "A1,30,25,5", "A2,9,9,0")
    lines = lines_of(apart.read(content, currency="CNY"))
    assert [(line.waybill, line.amount, line.special) for line in lines] == [
        ("A1", "5", "difference")
    ]


def test_cells_merged_down_heads_again_and_subtotals():
    content = text(
        "运单号,费用名称,金额",
        "A1,运费,10",
        ",挂号费,2",
        "小计,,12",
        "运单号,费用名称,金额",
        "A2,运费,5",
        ",,17",
        "制表人: 王",
    )
    answer = apart.read(content, currency="CNY")
    assert severe(answer) == []
    assert amounts(answer) == {
        ("A1", "freight"): Decimal(10),
        ("A1", "registration"): Decimal(2),
        ("A2", "freight"): Decimal(5),
    }


def test_hidden_sheets_and_columns_that_are_not_read_are_named():
    content = book([["运单号", "运费", "渠道成本2"], ["A1", 1, 9]])
    answer = apart.read(content, currency="CNY")
    assert [(each.code, each.column) for each in answer.problems] == [
        ("unknown_column", "渠道成本2")
    ]


@pytest.mark.parametrize(
    "cell, decimal, expected",
    [
        ("￥1,234.50", ".", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("0.350KG", ".", "0.350"),
        ("8元", ".", "8"),
        ("(3.20)", ".", "-3.20"),
        ("-3.2", ".", "-3.2"),
        ("3.20-", ".", "-3.20"),
        ("１２．３０", ".", "12.30"),
        ("1 234,5", ",", "1234.5"),
        (0.1 + 0.2, ".", "0.3"),
        ("-", ".", None),
        ("", ".", None),
        (None, ".", None),
    ],
)
def test_numbers_as_people_write_them(cell, decimal, expected):
    found = numbers.number(cell, decimal)
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    "cell", ["abc", "1.2.3", "12x", "(3", "1,234.5.6", float("nan"), "1-2"]
)
def test_what_is_no_number(cell):
    with pytest.raises(numbers.NotANumber):
        numbers.number(cell)


@pytest.mark.parametrize(
    "cell",
    [
        46084,
        "46084",
        "2026/3/3 14:22",
        "03.03.2026",
        "03-Mar-26",
        "2026年3月3日",
        "20260303",
        20260303,
        date(2026, 3, 3),
    ],
)
def test_days_as_people_write_them(cell):
    assert numbers.day(cell) == date(2026, 3, 3)


def test_days_that_mean_nothing():
    assert numbers.day("1970-01-01") is None
    assert numbers.day(0) is None
    with pytest.raises(numbers.NotADay):
        numbers.day("31.02.2026")


@pytest.mark.parametrize(
    "heading, expected",
    [
        ("运 单 号", ("waybill", "", "", "")),
        ("计费重（KG）：", ("settled", "", "kg", "")),
        ("合计(RMB)", ("total", "", "", "CNY")),
        ("运单号\nWaybill No.", ("waybill", "", "", "")),
        ("计费重[预估]", ("ignored", "", "", "")),
        ("運費", ("fee", "freight", "", "")),
        ("4px单号", ("waybill", "", "", "")),
        ("燃油附加费", ("fee", "fuel", "", "")),
        ("净重", ("ignored", "", "", "")),
        ("Foo", ("", "", "", "")),
    ],
)
def test_headings(heading, expected):
    assert words.heading(heading) == expected


def test_names_of_fees():
    assert words.kind_of("燃油费退还") == ("fuel", True, True)
    assert words.kind_of("DDP手续费")[0] == "ioss"
    assert words.kind_of("关税代垫费")[0] == "customs_exception"
    assert words.kind_of("???") == ("other", False, False)


# --- files that programs made: the tests need none of these programs

DATA = Path(__file__).resolve().parents[1] / "data"


def test_an_encrypted_workbook_has_a_password():
    # By msoffcrypto-tool, password "linkstar"; its contents are those of the next one.
    content = (DATA / "statement_password.xlsx").read_bytes()
    for name in ("statement.xlsx", "statement.xls", ""):
        with pytest.raises(FileRefused) as refused:
            apart.read(content, name, currency="CNY")
        assert refused.value.code == "password"


def test_an_old_workbook():
    # By xlwt: BIFF 8 in a compound file.
    content = (DATA / "statement_old.xls").read_bytes()
    answer = apart.read(content, "statement.xls", currency="CNY")
    assert severe(answer) == []
    assert amounts(answer) == {
        ("LS0001", "freight"): Decimal("30.25"),
        ("LS0001", "registration"): Decimal(18),
        ("LS0002", "freight"): Decimal("1234.5"),
        ("LS0002", "registration"): Decimal(18),
    }
    assert {(line.day, line.settled) for line in lines_of(answer)} == {
        ("2026-03-02", "0.35"),
        ("2026-03-03", "1.2"),
    }


def test_an_old_workbook_with_a_password():
    content = (DATA / "statement_old.xls").read_bytes()
    # The record after the first one of the workbook becomes FILEPASS.
    first = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    after = first + 4 + 16
    content = content[:after] + b"\x2f\x00" + content[after + 2 :]
    with pytest.raises(FileRefused) as refused:
        apart.read(content, "statement.xls", currency="CNY")
    assert refused.value.code == "password"


def test_the_balance_after_the_last_movement():
    rows = [
        ("2026-03-01", "", "充值", "100", "100"),
        ("2026-03-02", "A1", "运费", "-30", "70"),
        ("2026-03-03", "A2", "运费", "-20", "50"),
    ]
    head = "交易时间,运单号,业务类型,金额,余额"
    for ordered in (rows, rows[::-1]):
        content = text(head, *map(",".join, ordered))
        answer = apart.read(content, currency="CNY")
        assert severe(answer) == []
        assert answer.balance == Decimal(50)
        assert answer.totals == {"CNY": Decimal(50)}
    assert apart.read(text("运单号,运费", "A1,3"), currency="CNY").balance is None
