# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The file of a dispute for the carrier: a row for each parcel with both weights and
the amounts, two columns for the answer, and the computation by kind of charge.
"""

import io
from collections import defaultdict
from decimal import Decimal

import xlsxwriter

from ..rating import NotAvailable, kinds, quote
from . import bill_cases

_MONEY, _WEIGHT = "#,##0.00", "0.000"
#: The carrier reads Chinese, the merchant perhaps not: both, as carriers write it.
_HEADS = (
    ("运单号\nWaybill", 18),
    ("跟踪号\nTracking number", 20),
    ("客户单号\nReference", 18),
    ("产品\nLine", 14),
    ("目的国\nCountry", 9),
    ("账单行\nRows of the statement", 16),
    ("账单计费重(KG)\nBilled weight", 12),
    ("实测重量(KG)\nMeasured weight", 12),
    ("实测尺寸(CM)\nMeasured size", 16),
    ("应计费重(KG)\nRight weight", 12),
    ("账单金额\nBilled", 12),
    ("应收金额\nRight amount", 12),
    ("差额\nDifference", 12),
    ("争议金额\nDisputed", 12),
    ("原因说明\nReason", 60),
    ("照片\nPhotos", 30),
    ("认可金额\nAccepted amount", 14),
    ("回复\nAnswer", 40),
)
_TITLES = (
    "对账单号\nStatement",
    "账户\nAccount",
    "币种\nCurrency",
    "截止日期\nLast day",
)
_COMPUTED = (
    ("运单号\nWaybill", 18),
    ("费用\nCharge", 22),
    ("账单金额\nBilled", 12),
    ("应收金额\nRight amount", 12),
    ("差额\nDifference", 12),
    ("报价表\nRate card", 30),
    ("分区\nZone", 10),
)
_HEAD_ROW = 5


def workbook(dispute):
    """The bytes of an xlsx file for the carrier."""
    out = io.BytesIO()
    lines = dispute.sudo().line_ids
    facts = bill_cases.facts(lines.shipment_id)
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": _MONEY}),
            "weight": book.add_format({"num_format": _WEIGHT}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "sum": book.add_format({"num_format": _MONEY, "bold": True}),
        }
        _parcels(book.add_worksheet("争议 Dispute"), dispute, lines, formats)
        _computation(book.add_worksheet("计算 Computation"), lines, facts, formats)
    return out.getvalue()


def _parcels(sheet, dispute, lines, formats):
    _title(sheet, dispute, formats)
    for place, (head, width) in enumerate(_HEADS):
        sheet.write_string(_HEAD_ROW, place, head, formats["bold"])
        sheet.set_column(place, place, width)
    photos = links(lines)
    row = _HEAD_ROW
    for row, line in enumerate(lines, _HEAD_ROW + 1):
        _parcel(sheet, row, line, photos, formats)
    first, last, total = _HEAD_ROW + 2, row + 1, row + 1
    sheet.write_string(total, 0, "合计\nTotal", formats["bold"])
    for place, letter, amount in (
        (10, "K", sum(lines.mapped("billed"))),
        (13, "N", sum(lines.mapped("disputed"))),
        (16, "Q", sum(lines.mapped("accepted"))),
    ):
        sheet.write_formula(
            total,
            place,
            f"=SUM({letter}{first}:{letter}{last})",
            formats["sum"],
            round(amount, 2),
        )
    sheet.freeze_panes(_HEAD_ROW + 1, 1)


def _title(sheet, dispute, formats):
    bill = dispute.bill_id
    values = (
        bill.display_name,
        dispute.account_id.display_name,
        dispute.currency_id.name,
        str(dispute.deadline or ""),
    )
    sheet.write_string(0, 0, dispute.name, formats["bold"])
    sheet.write_string(0, 1, dispute.note or "")
    for row, (label, value) in enumerate(zip(_TITLES, values), 1):
        sheet.write_string(row, 0, label.replace("\n", " "), formats["bold"])
        sheet.write_string(row, 1, value or "")


def _parcel(sheet, row, line, photos, formats):
    shipment = line.shipment_id
    parcels = shipment.parcel_ids
    declaration = shipment.declaration_id
    texts = (
        line.number if not shipment else shipment.waybill or line.number,
        shipment.tracking_number,
        shipment.reference_no,
        shipment.service_id.code,
        declaration.country_id.code,
        line.rows,
    )
    for place, text in enumerate(texts):
        sheet.write_string(row, place, text or "")
    measured = sum(parcels.mapped("weight"))
    sizes = ", ".join(
        f"{parcel.parcel_length:g}×{parcel.width:g}×{parcel.height:g}"
        for parcel in parcels
        if parcel.parcel_length
    )
    for place, weight in (
        (6, line.settled_weight),
        (7, measured),
        (9, line.expected_weight),
    ):
        if weight:
            sheet.write_number(row, place, round(weight, 4), formats["weight"])
    sheet.write_string(row, 8, sizes)
    sheet.write_number(row, 10, line.billed, formats["money"])
    if line.expected_known:
        sheet.write_number(row, 11, line.expected, formats["money"])
        sheet.write_formula(
            row,
            12,
            f"=K{row + 1}-L{row + 1}",
            formats["money"],
            round(line.billed - line.expected, 2),
        )
    sheet.write_number(row, 13, line.disputed, formats["money"])
    sheet.write_string(row, 14, line.explanation or "", formats["wrap"])
    sheet.write_string(row, 15, "\n".join(photos.get(shipment.picking_id.id, ())))
    if line.answered:
        sheet.write_number(row, 16, line.accepted, formats["money"])
        sheet.write_string(row, 17, line.answer or "")


def links(lines):
    """{id of a transfer: links to its packing photos}; each link shows one photo to
    whoever has it. The first call makes the links.
    """
    env = lines.env
    photos = env["linkstar.parcel.photo"].search(
        [("picking_id", "in", lines.shipment_id.picking_id.ids)]
    )
    attachments = env["ir.attachment"].search(
        [
            ("res_model", "=", photos._name),
            ("res_field", "=", "image"),
            ("res_id", "in", photos.ids),
        ]
    )
    base = lines.browse().get_base_url()
    found = defaultdict(list)
    for attachment in attachments:
        (token,) = attachment.generate_access_token()
        picking = photos.browse(attachment.res_id).picking_id
        found[picking.id].append(
            f"{base}/web/image/{attachment.id}?access_token={token}"
        )
    return found


def _computation(sheet, lines, facts, formats):
    """What each kind of charge should be, at the measured weight."""
    for place, (head, width) in enumerate(_COMPUTED):
        sheet.write_string(0, place, head, formats["bold"])
        sheet.set_column(place, place, width)
    labels = dict(
        lines.env["linkstar.charge"]._fields["kind"]._description_selection(lines.env)
    )
    billed = _billed(lines)
    row = 0
    for line in lines:
        fact = facts.get(line.shipment_id.id)
        price = quote(fact.card, fact.request) if fact and fact.card else None
        if price is None or isinstance(price, NotAvailable):
            continue
        right = dict(price.charges)
        own = billed[line.bill_id.id, line.shipment_id.id]
        for code in kinds.CODES:
            if not right.get(code) and not own.get(code):
                continue
            row += 1
            there, here = own.get(code, Decimal(0)), right.get(code, Decimal(0))
            sheet.write_string(row, 0, line.shipment_id.waybill or line.number or "")
            sheet.write_string(row, 1, labels[code])
            sheet.write_number(row, 2, float(there), formats["money"])
            sheet.write_number(row, 3, float(here), formats["money"])
            sheet.write_formula(
                row,
                4,
                f"=C{row + 1}-D{row + 1}",
                formats["money"],
                float(round(there - here, 2)),
            )
            card = fact.card.card
            sheet.write_string(row, 5, f"{card.service_code} {card.valid_from}")
            sheet.write_string(row, 6, price.zone or "")
    sheet.freeze_panes(1, 1)


def _billed(lines):
    """{(statement, shipment): {kind: amount}} of the disputed statements."""
    groups = lines.env["linkstar.bill.line"]._read_group(
        [
            ("bill_id", "in", lines.bill_id.ids),
            ("shipment_id", "in", lines.shipment_id.ids),
        ],
        ["bill_id", "shipment_id", "kind"],
        ["amount:sum"],
    )
    found = defaultdict(dict)
    for bill, shipment, kind, amount in groups:
        found[bill.id, shipment.id][kind] = Decimal(str(round(amount, 6)))
    return found
