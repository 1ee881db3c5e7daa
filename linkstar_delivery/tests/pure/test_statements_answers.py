# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Answers of the carrier to disputes, and the credits that come."""

import io
from decimal import Decimal

import pytest
import xlsxwriter
from addons.linkstar_delivery.statements import answers, apart
from addons.linkstar_delivery.statements.answers import Claimed, allocate
from addons.linkstar_delivery.statements.values import FileRefused, Sheet

D = Decimal
HEAD = [
    "运单号\nWaybill",
    "账单金额\nBilled",
    "认可金额\nAccepted amount",
    "回复\nAnswer",
]


def read(*rows, name="S"):
    return answers.read([Sheet(name, list(rows))])


def test_the_table_that_we_sent():
    rows, problems = read(
        ["Dispute D1"],
        HEAD,
        ["LS1", 45.0, 10.8, "同意"],
        ["LS2", 50.0, 0, "体积重"],
        ["LS3", 50.0, None, ""],
        ["LS4", 12, -3.5, None],
        ["合计\nTotal", 157.0, 14.3, None],
    )
    assert not problems
    assert [(each.row, each.numbers, each.accepted, each.remark) for each in rows] == [
        (3, ("LS1",), D("10.8"), "同意"),
        (4, ("LS2",), D(0), "体积重"),
        (6, ("LS4",), D("3.5"), ""),
    ]


def test_a_table_of_the_carrier():
    rows, _problems = read(
        ["客户单号", "运 单 号", "应退金额(RMB)", "处理结果"],
        ["REF1", " ls1 ", "￥1,234.50", "ok"],
    )
    assert rows[0].numbers == ("REF1", "LS1")
    assert rows[0].accepted == D("1234.50")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["LS1", 1, "some", ""], "not_a_number"),
        ([None, 1, 5, ""], "no_number"),
        (["1.23E+12", 1, 5, ""], "no_number"),
    ],
)
def test_bad_rows_are_named(row, code):
    _rows, problems = read(HEAD, row)
    assert [(each.code, each.row) for each in problems] == [(code, 2)]


def test_points_and_commas():
    _rows, problems = read(HEAD, ["LS1", 1, "1,5", ""], ["LS2", 1, "1.5", ""])
    assert [each.code for each in problems] == ["two_decimal_marks"]
    rows, problems = read(HEAD, ["LS1", 1, "1,50", ""])
    assert not problems and rows[0].accepted == D("1.50")


def test_another_table_is_refused():
    with pytest.raises(FileRefused, match="no_answer"):
        read(["运单号", "运费"], ["LS1", 5])
    with pytest.raises(FileRefused, match="no_answer"):
        answers.read([])


def test_in_the_child_process():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("D1")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["LS1", 45, 10.8, "ok"])
    rows, problems = apart.read_answers(out.getvalue(), "answer.xlsx")
    assert not problems
    assert rows == [answers.AnswerRow("D1", 2, ("LS1",), D("10.8"), "ok")]
    with pytest.raises(FileRefused, match="no_answer"):
        apart.read_answers("运单号,运费\nLS1,5\n".encode(), "a.csv")
    with pytest.raises(FileRefused):
        apart.read_answers(b"", "a.csv")


def test_credits_go_to_the_earliest_dispute_that_misses_them():
    first, second = Claimed(1, 10, D(5)), Claimed(2, 20, D(8))
    assert allocate([first, second], []) == {1: 0, 2: 0}
    assert allocate([second, first], [(30, D(6))]) == {1: 5, 2: 1}
    assert allocate([first, second], [(15, D(6))]) == {1: 6, 2: 0}
    assert allocate([first], [(10, D(6))]) == {1: 0}, "its own statement"
    assert allocate([first, second], [(30, D(2)), (31, D(3)), (32, D(20))]) == {
        1: 5,
        2: 20,
    }
