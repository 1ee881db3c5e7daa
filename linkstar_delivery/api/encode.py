# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts messages into the parameters of a service, with the carrier's names. Data
that cannot be sent is refused here, all errors at once.
"""

import json
import re
from decimal import ROUND_HALF_UP, Decimal

from . import operations
from .errors import Refused
from .values import CHINA

KIND_OF_NUMBER = {"waybill": 1, "reference": 2, "tracking": 3}
LABEL_SIZE = {"100x100": 1, "a4": 2, "100x150": 3}
LABEL_CONTENT = {
    "label": 1,
    "customs": 2,
    "label_customs": 4,
    "label_picking": 5,
    "all": 6,
}

_TAX_NO_TYPE = {"person": "1", "company": "2", "passport": "3", "other": "4"}
_NOT_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff\\s]+")
#: Invisible characters that come with copied text: soft hyphens, zero-width spaces,
#: direction marks, fillers, variants, tags.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_GRAM = Decimal("0.001")
_CENT = Decimal("0.01")


def dumps(value):
    """JSON text. A ``Decimal`` is written digit by digit, so that 0.1 stays 0.1 and
    3.50 keeps its decimals.
    """
    if isinstance(value, dict):
        return (
            "{"
            + ",".join(
                f"{json.dumps(key)}:{dumps(item)}" for key, item in value.items()
            )
            + "}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(dumps, value)) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def text(value):
    """``value`` on one line, without characters that are invisible or not allowed in
    XML.
    """
    return _NOT_TEXT.sub(" ", _HIDDEN.sub("", value or "")).strip()


def weight(value):
    """Kilograms with three decimals, never 0 for a weight above 0."""
    return (
        max(value.quantize(_GRAM, ROUND_HALF_UP), _GRAM)
        if value > 0
        else Decimal("0.000")
    )


def length(value):
    """Centimetres with at most two decimals."""
    return value.quantize(_CENT, ROUND_HALF_UP).normalize()


def create_order(order, *, ioss_field="order"):
    """Parameters of ``createOrder``. ``ioss_field`` is order or consignee: hosts expect
    the IOSS number in different places.
    """
    _check(order)
    consignee = _consignee(order.consignee)
    params = _filled(
        reference_no=text(order.reference_no),
        shipping_method=text(order.service_code),
        country_code=order.consignee.country,
        order_weight=weight(order.weight),
        order_pieces=len(order.boxes) or 1,
        mail_cargo_type="4",
        cargo_type="W",
        is_return=int(order.return_if_undeliverable),
    )
    if order.ioss and ioss_field == "consignee":
        consignee["IOSS"] = text(order.ioss)
    elif order.ioss:
        params["ioss"] = text(order.ioss)
    params |= _filled(
        extra_service=";".join(map(text, order.extra_services)),
        insurance_value=_money(order.insurance_value),
        platform=text(order.platform),
        platform_number=text(order.platform_number),
    )
    params["Consignee"] = consignee
    params["Shipper"] = _shipper(order.shipper)
    params["ItemArr"] = [_item(item) for item in order.items]
    if order.boxes:
        params["Volume"] = [
            _volume(box, number) for number, box in enumerate(order.boxes, 1)
        ]
    return params


def quote(request):
    """Parameters of ``feeTrail``; hosts use either of the two names of the postcode."""
    params = _filled(
        weight=weight(request.weight),
        shipping_type_id="W",
        country_code=request.country,
        city=text(request.city),
        postcode=text(request.postcode),
        post_code=text(request.postcode),
        product_code=text(request.service_code),
    )
    measured = [box for box in request.boxes if box.length and box.width and box.height]
    if len(request.boxes) == 1:
        params |= {
            side: measure for box in measured for side, measure in _sides(box).items()
        }
    if measured:
        params["volume_list"] = [
            {"box_count": 1, **_sides(box), "weight": weight(box.weight)}
            for box in measured
        ]
    params["is_check_oda"] = int(request.check_remote_area)
    return params


def label(reference_no, size, content, waybill=""):
    """Parameters of ``getLabelUrl``."""
    return {
        **by_number(reference_no, waybill),
        "label_type": LABEL_SIZE[size],
        "label_content_type": LABEL_CONTENT[content],
    }


def by_number(reference_no, waybill=""):
    """Parameters that name an order by its waybill, which belongs to one order only, or
    by our reference where the waybill is not known.
    """
    return (
        {"reference_no": text(waybill), "type": KIND_OF_NUMBER["waybill"]}
        if waybill
        else by_reference(reference_no)
    )


def by_reference(reference_no):
    """Parameters that name an order by our reference."""
    return {"reference_no": text(reference_no), "type": KIND_OF_NUMBER["reference"]}


def track(codes, kind, lang):
    """Parameters of ``getCargoTrack``; without ``kind`` the carrier tries all kinds of
    number.
    """
    params = {"codes": [text(code) for code in codes], "lang": lang}
    return {**params, "type": KIND_OF_NUMBER[kind]} if kind else params


def moment(value):
    """An aware moment in the carrier's format: China time, without a time zone."""
    return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def _check(order):
    problems = []
    if not 1 <= len(text(order.reference_no)) <= 50:
        problems.append(("reference_length", {}))
    if not re.fullmatch("[A-Z]{2}", order.consignee.country):
        problems.append(("consignee_country", {}))
    if order.weight <= 0:
        problems.append(("order_weight", {}))
    if not order.items:
        problems.append(("no_items", {}))
    for position, item in enumerate(order.items, 1):
        name = f"{position} ({text(item.sku) or text(item.description_en)})"
        if item.quantity < 1:
            problems.append(("item_quantity", {"item": name}))
        if item.unit_price != _money(item.unit_price):
            problems.append(
                ("item_price", {"item": name, "price": str(item.unit_price)})
            )
        if item.unit_weight <= 0:
            problems.append(("item_weight", {"item": name}))
    if problems:
        raise Refused(service=operations.CREATE_ORDER, problems=problems)


def _consignee(party):
    return _filled(
        consignee_name=text(party.name),
        consignee_company=text(party.company),
        consignee_street=text(party.street),
        consignee_street2=text(party.street2),
        consignee_street3=text(party.street3),
        consignee_doorplate=text(party.doorplate),
        consignee_district=text(party.district),
        consignee_city=text(party.city),
        consignee_province=text(party.state),
        consignee_postcode=text(party.postcode),
        consignee_telephone=text(party.phone),
        consignee_mobile=text(party.mobile),
        consignee_email=text(party.email),
        consignee_taxno=text(party.tax_no),
        consignee_taxno_type=(
            _TAX_NO_TYPE.get(party.tax_no_type) if party.tax_no else None
        ),
        consignee_eori=text(party.eori),
    )


def _shipper(party):
    """The shipper has one field for the street. All parts of the address are put into
    it.
    """
    return _filled(
        shipper_name=text(party.name),
        shipper_company=text(party.company),
        shipper_countrycode=party.country,
        shipper_province=text(party.state),
        shipper_city=text(party.city),
        shipper_street=text(
            " ".join(
                (
                    party.street,
                    party.doorplate,
                    party.street2,
                    party.street3,
                    party.district,
                )
            )
        ),
        shipper_postcode=text(party.postcode),
        shipper_telephone=text(party.phone),
        shipper_mobile=text(party.mobile),
        shipper_email=text(party.email),
        shipper_taxno=text(party.tax_no),
        shipper_eori=text(party.eori),
    )


def _item(item):
    return _filled(
        invoice_enname=text(item.description_en),
        invoice_cnname=text(item.description_cn),
        invoice_quantity=item.quantity,
        invoice_unitcharge=_money(item.unit_price),
        invoice_weight=weight(item.unit_weight),
        invoice_currencycode=text(item.currency),
        unit_code=item.unit,
        hs_code=text(item.hs_code),
        sku=text(item.sku),
        invoice_brand=text(item.brand),
        material=text(item.material),
        model=text(item.model),
        invoice_note=text(item.note),
        invoice_url=text(item.url),
        is_magnetoelectric="Y" if item.battery else None,
        box_number=text(item.box),
    )


def _volume(box, position):
    return {
        **_sides(box),
        "weight": weight(box.weight),
        "box_number": text(box.number) or f"U{position:03}",
        **_filled(child_number=text(box.reference)),
    }


def _sides(box):
    sides = {"length": box.length, "width": box.width, "height": box.height}
    return {side: length(value) for side, value in sides.items() if value}


def _money(value):
    return None if value is None else value.quantize(_CENT, ROUND_HALF_UP)


def _filled(**fields):
    return {
        name: value
        for name, value in fields.items()
        if value is not None and value != ""
    }
