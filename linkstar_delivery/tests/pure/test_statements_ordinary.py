# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rows that are read column by column give what they give when each is read by
itself.
"""

import pytest
import statement_files
from addons.linkstar_delivery.statements import files, lines, ordinary
from addons.linkstar_delivery.statements.values import Sheet
from beside import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statement_files import Billed

PARCELS = [
    Billed(f"LS{number:04}", "0.5", {"freight": "30.25", "fuel": "2.42"}, f"A-{number}")
    for number in range(20)
]
HEADS = (
    [
        "运单号",
        "跟踪号",
        "重量单位",
        "计费重",
        "运费",
        "折扣",
        "合计",
        "币种",
        "签入时间",
    ],
    [
        "运单号",
        "费用名称",
        "金额",
        "费用名称2",
        "金额2",
        "收支类型",
        "币种",
        "备注",
        "目的国",
    ],
    [
        "交易时间",
        "运单号",
        "业务类型",
        "金额",
        "余额",
        "币种",
        "产品",
        "计费重(G)",
        "体积重",
    ],
    [
        "运单号",
        "参考号",
        "补收金额",
        "币种",
        "实重(LB)",
        "目的国",
        "签入时间",
        "x",
        "y",
    ],
)
CELLS = (
    *(None, "A1", "a2", "0012", "1.2E+12", 12345, 1234567890123456, "A 3", '="A4"'),
    *("B,1", 'B"2', "运单号", "运费", "金额", "合计", "Total", "subtotal 1", "TR77"),
    *(0, 1, 2.5, -3.25, "1,5", "1.5", "￥8.00", "0.35KG", "x1", "(3.20)", "1,234"),
    *(
        "退款",
        "充值",
        "赔偿",
        "折扣",
        "USD",
        "人民币",
        "德国",
        "2026-03-02",
        "03/04/2026",
    ),
)


def outcome(sheets, monkeypatch, by_row):
    with monkeypatch.context() as patched:
        if by_row:
            patched.setattr(
                ordinary.Ordinary,
                "_leave_totals",
                lambda self: self.others.update(range(self.count)),
            )
        found = lines.read(sheets, {}, "CNY")
    return (
        found.columns,
        sorted(map(repr, found.problems)),
        found.stated,
        found.table.lines,
        found.table.same,
        {name: amount for name, amount in found.table.totals.items() if amount},
    )


@pytest.mark.parametrize("name", statement_files.LAYOUTS)
def test_each_layout(name, monkeypatch):
    sheets = files.sheets(statement_files.LAYOUTS[name](PARCELS), name)
    by_column = outcome(sheets, monkeypatch, by_row=False)
    assert by_column == outcome(sheets, monkeypatch, by_row=True)
    assert len(by_column[3]) == 40


@settings(
    max_examples=examples(300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    head=st.sampled_from(HEADS),
    rows=st.lists(st.lists(st.sampled_from(CELLS), max_size=10), max_size=12),
)
def test_any_rows(head, rows, monkeypatch):
    sheets = [Sheet("s,1", [head, *rows])]
    assert outcome(sheets, monkeypatch, by_row=False) == outcome(
        sheets, monkeypatch, by_row=True
    )


def test_most_rows_are_ordinary(monkeypatch):
    seen = []
    real = ordinary.Ordinary.__init__

    def watched(self, *given):
        real(self, *given)
        seen.append((self.count, self.others))

    monkeypatch.setattr(ordinary.Ordinary, "__init__", watched)
    sheets = files.sheets(statement_files.columns_xlsx(PARCELS), "x.xlsx")
    lines.read(sheets, {}, "CNY")
    assert seen == [(21, [20])]
