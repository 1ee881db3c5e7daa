"""Drawing of the pages, in points from the lower left corner."""

from __future__ import annotations

from decimal import Decimal

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepInFrame, Paragraph, Table, TableStyle

from .fonts import BOLD, REGULAR, markup
from .pricing import decimal

MARGIN = 3 * mm
PADDING = 1.6 * mm
QUIET = 5 * mm
NOTICE = "SANDBOX · NOT VALID FOR SHIPPING"
TALL = {"head": 17, "sender": 19, "consignee": 47, "barcode": 35}
LOW = {"head": 13, "sender": 13, "consignee": 31, "barcode": 21}
"""Heights in mm of a label's sections, for labels of 150 and of 100 mm; the foot gets
the rest.
"""
CATEGORIES = {
    "1": "Gift",
    "2": "Commercial sample",
    "3": "Documents",
    "4": "Sale of goods",
}


def draw_label(
    canvas: Canvas, width: float, height: float, parcel: dict, index: int
) -> None:
    """Draw the label of one box. Its barcode is the tracking number, or the waybill if
    there is none yet.
    """
    sizes = TALL if height > 120 * mm else LOW
    inner = width - 2 * MARGIN
    top = height - MARGIN
    canvas.setLineWidth(0.8)
    for section, draw in (
        ("head", _head),
        ("sender", _sender),
        ("consignee", _consignee),
        ("barcode", _barcode),
    ):
        bottom = top - sizes[section] * mm
        draw(canvas, (MARGIN, bottom, inner, top - bottom), parcel, index)
        canvas.line(MARGIN, bottom, width - MARGIN, bottom)
        top = bottom
    _foot(canvas, (MARGIN, MARGIN, inner, top - MARGIN), parcel, index)
    canvas.rect(MARGIN, MARGIN, inner, height - 2 * MARGIN)


def _head(canvas: Canvas, area, parcel: dict, index: int) -> None:
    x, y, width, height = area
    square = height
    canvas.rect(x + width - square, y, square, height, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont(BOLD, 26 if height > 15 * mm else 22)
    canvas.drawCentredString(
        x + width - square / 2, y + height / 2 - 9, parcel["country"]
    )
    canvas.setFillColor(colors.black)
    lines = [_line(parcel["line"], 19, bold=True), _line(parcel["carrier"], 10)]
    _place(canvas, (x, y, width - square - 24 * mm, height), lines)
    right = [_line(f"{index + 1}/{len(parcel['boxes'])}", 18, bold=True)]
    if parcel["battery"]:
        right.append(_line("BATTERY", 9, bold=True))
    _place(canvas, (x + width - square - 24 * mm, y, 24 * mm, height), right)


def _sender(canvas: Canvas, area, parcel: dict, index: int) -> None:
    sender = parcel["shipper"]
    city = _join(sender, "shipper_postcode", "shipper_city", "shipper_province")
    texts = [
        _join(sender, "shipper_company", "shipper_name", separator=", "),
        _join(sender, "shipper_street"),
        f"{city}, {_value(sender, 'shipper_countrycode')}",
    ]
    _place(
        canvas,
        area,
        [_line("FROM", 6.5, bold=True)] + [_line(text, 8) for text in texts if text],
    )


def _consignee(canvas: Canvas, area, parcel: dict, index: int) -> None:
    person = parcel["consignee"]
    street = [
        _join(person, "consignee_street", "consignee_doorplate"),
        _join(person, "consignee_street2"),
        _join(person, "consignee_street3"),
        _join(person, "consignee_district"),
    ]
    phone = _value(person, "consignee_telephone") or _value(person, "consignee_mobile")
    lines = [
        _line("TO", 7, bold=True),
        _line(_value(person, "consignee_name"), 13, bold=True),
    ]
    lines += [
        _line(text, 11.5)
        for text in [_value(person, "consignee_company"), *street]
        if text
    ]
    lines.append(
        _line(_join(person, "consignee_postcode", "consignee_city"), 14, bold=True)
    )
    lines += (
        [_line(_join(person, "consignee_province"), 10)]
        if _value(person, "consignee_province")
        else []
    )
    lines.append(_line(parcel["country_name"].upper(), 12, bold=True))
    lines += [_line(f"Tel. {phone}", 8.5)] if phone else []
    _place(canvas, area, lines)


def _barcode(canvas: Canvas, area, parcel: dict, index: int) -> None:
    x, y, width, height = area
    number = parcel["boxes"][index]["number"]
    value = number or parcel["waybill"]
    caption = "TRACKING NUMBER" if number else "WAYBILL · TRACKING NUMBER PENDING"
    canvas.setFont(BOLD, 6.5)
    canvas.drawString(x + PADDING, y + height - 9, caption)
    bars = height - 12 - 20
    code = Code128(value, barHeight=bars, barWidth=1, quiet=0)
    # The widest bars with a quiet zone of ten modules on both sides, in whole dots of a
    # 203 dpi printer.
    dot = 72 / 203
    module = max(1, int((width - 2 * QUIET) / code.width / dot)) * dot
    code = Code128(value, barHeight=bars, barWidth=module, quiet=0)
    code.drawOn(canvas, x + (width - code.width) / 2, y + 18)
    canvas.setFont(BOLD, 12)
    canvas.drawCentredString(x + width / 2, y + 6, value)


def _foot(canvas: Canvas, area, parcel: dict, index: int) -> None:
    x, y, width, height = area
    box = parcel["boxes"][index]
    total = sum(Decimal(str(each["weight"])) for each in parcel["boxes"])
    left = [
        _line(parcel["reference"], 8, bold=True),
        _line(f"Waybill {parcel['waybill']} · {parcel['date']}", 8),
        _line(f"Box {box['name']}: {box['weight']:.3f} kg of {total:.3f} kg", 8),
    ]
    goods = ", ".join(
        _value(item, "invoice_quantity")
        + "\u00a0×\u00a0"
        + _value(item, "invoice_enname")
        for item in parcel["items"]
    )
    right = [_line("CONTENTS", 6.5, bold=True), _line(goods, 7.5)]
    canvas.setFont(BOLD, 6)
    canvas.drawCentredString(x + width / 2, y + 3, NOTICE)
    _place(canvas, (x, y + 9, width * 0.6, height - 9), left)
    _place(canvas, (x + width * 0.6, y + 9, width * 0.4, height - 9), right)


def draw_customs(canvas: Canvas, width: float, height: float, parcel: dict) -> None:
    """Draw a form like the UPU's CN 23: parties, category, goods, totals. No tax number
    is printed.
    """
    signature = _line("Date and sender's signature: ______________________", 8)
    goods = _table(
        _customs_goods(parcel["items"]),
        (0.40, 0.17, 0.09, 0.13, 0.21),
        width - 2 * MARGIN,
    )
    _sheet(canvas, width, height, [*_customs_head(parcel), goods, signature])


def _customs_goods(items: list[dict]) -> list[list[str]]:
    """Return the rows of the table of goods, with its heading and its totals."""
    rows = [["Description of goods", "HS code", "Qty", "kg", "Value"]]
    weight, values = Decimal(0), {}
    for item in items:
        quantity, currency = (
            decimal(item.get("invoice_quantity")),
            _value(item, "invoice_currencycode") or "USD",
        )
        net, value = (
            decimal(item.get("invoice_weight")) * quantity,
            decimal(item.get("invoice_unitcharge")) * quantity,
        )
        weight, values[currency] = (
            weight + net,
            values.get(currency, Decimal(0)) + value,
        )
        names = _join(item, "invoice_enname", "invoice_cnname", separator=" / ")
        rows.append(
            [
                names,
                _value(item, "hs_code"),
                f"{quantity:f}",
                f"{net:.3f}",
                f"{value:.2f} {currency}",
            ]
        )
    totals = ", ".join(f"{value:.2f} {currency}" for currency, value in values.items())
    return [*rows, ["Total", "", "", f"{weight:.3f}", totals]]


def _customs_head(parcel: dict) -> list:
    category = CATEGORIES.get(parcel["category"], CATEGORIES["4"])
    sender, person = parcel["shipper"], parcel["consignee"]
    shipper = _join(
        sender, "shipper_company", "shipper_name", "shipper_city", separator=", "
    )
    return [
        _line("CUSTOMS DECLARATION · 海关申报单", 12, bold=True),
        _line(
            f"Waybill {parcel['waybill']} · Ref. {parcel['reference']} ·"
            f" {parcel['date']}",
            8,
        ),
        _line(f"From: {shipper}, China", 8),
        _line(
            f"To: {_join(person, 'consignee_name', 'consignee_city', separator=', ')},"
            f" {parcel['country_name']}",
            8,
        ),
        _line(f"Category: {category}", 8),
    ]


def draw_picking(canvas: Canvas, width: float, height: float, parcel: dict) -> None:
    rows = [["SKU", "Name", "Qty"]]
    for item in parcel["items"]:
        names = _join(item, "invoice_enname", "invoice_cnname", separator=" / ")
        rows.append([_value(item, "sku"), names, _value(item, "invoice_quantity")])
    head = [
        _line("PICKING LIST · 配货单", 12, bold=True),
        _line(
            f"Ref. {parcel['reference']} · Order {parcel['platform_number'] or '-'} ·"
            f" {parcel['date']}",
            8,
        ),
    ]
    _sheet(
        canvas,
        width,
        height,
        [*head, _table(rows, (0.25, 0.61, 0.14), width - 2 * MARGIN)],
    )


def _sheet(canvas: Canvas, width: float, height: float, content: list) -> None:
    _place(
        canvas,
        (MARGIN, MARGIN + 9, width - 2 * MARGIN, height - 2 * MARGIN - 9),
        content,
    )
    canvas.setFont(BOLD, 6)
    canvas.drawCentredString(width / 2, MARGIN, NOTICE)


def _table(rows: list[list[str]], shares, width: float) -> Table:
    cells = [
        [_line(text, 7.5, bold=number == 0) for text in row]
        for number, row in enumerate(rows)
    ]
    table = Table(
        cells,
        colWidths=[share * (width - 2 * PADDING) for share in shares],
        spaceBefore=6,
        spaceAfter=8,
    )
    edges = [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    pads = [
        (f"{side}PADDING", (0, 0), (-1, -1), 2)
        for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    table.setStyle(TableStyle(edges + pads))
    return table


def _line(text: str, size: float, bold: bool = False) -> Paragraph:
    style = ParagraphStyle(
        "line",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.18,
        splitLongWords=1,
    )
    return Paragraph(markup(text), style)


def _place(canvas: Canvas, area, content: list) -> None:
    """Place content from the top of an area; too much content is made smaller, never
    cut.
    """
    x, y, width, height = area
    frame = KeepInFrame(width - 2 * PADDING, height - PADDING, content, mode="shrink")
    _, used = frame.wrapOn(canvas, width - 2 * PADDING, height - PADDING)
    frame.drawOn(canvas, x + PADDING, y + height - PADDING / 2 - used)


def _value(values: dict, key: str) -> str:
    value = values.get(key)
    return "" if value is None else " ".join(str(value).split())


def _join(values: dict, *keys: str, separator: str = " ") -> str:
    return separator.join(filter(None, (_value(values, key) for key in keys)))
