# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import json
from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from api import encode
from api.errors import Refused
from api.messages import OrderBox, OrderItem, Party, QuoteRequest
from hypothesis import given
from hypothesis import strategies as st
from wire_peer import ORDER, order

EXAMPLE = """
{"reference_no":"DEMO-0001","shipping_method":"EU-STD","country_code":"DE",
 "order_weight":0.42,"order_pieces":1,
 "mail_cargo_type":"4","cargo_type":"W","is_return":0,"ioss":"IM2760000000",
 "Consignee":{
  "consignee_name":"Max Muster","consignee_street":"Teststr. 1",
  "consignee_city":"Berlin","consignee_postcode":"10115",
  "consignee_telephone":"+49301234567"},
 "Shipper":{
  "shipper_name":"Li","shipper_countrycode":"CN","shipper_province":"Guangdong",
  "shipper_city":"Shenzhen","shipper_street":"Road 1","shipper_postcode":"518000",
  "shipper_telephone":"075500000000"},
 "ItemArr":[{
  "invoice_enname":"phone case of silicone","invoice_cnname":"硅胶手机壳",
  "invoice_quantity":2,"invoice_unitcharge":3.50,"invoice_weight":0.21,
  "invoice_currencycode":"EUR","unit_code":"PCE","hs_code":"392690","sku":"S1"}],
 "Volume":[{"length":20,"width":12,"height":4,"weight":0.42,"box_number":"U001"}]}
"""


def sent(params):
    return json.loads(encode.dumps(params), parse_float=Decimal)


def test_the_example_of_the_wire_document():
    assert sent(encode.create_order(ORDER)) == json.loads(EXAMPLE, parse_float=Decimal)


def test_an_order_with_everything():
    full = replace(
        ORDER,
        consignee=Party(
            name="Zoë Žák",
            company="Žák s.r.o.",
            street="Dlouhá 1",
            street2="2. patro",
            street3="vchod B",
            doorplate="14",
            district="Praha 1",
            city="Praha",
            state="PHA",
            postcode="110 00",
            country="CZ",
            phone="+420 222",
            mobile="+420 777",
            email="zoe@example.org",
            tax_no="CZ123",
            tax_no_type="company",
            eori="CZEORI1",
        ),
        shipper=Party(
            name="李雷",
            company="Example Ltd",
            street="Road 1",
            street2="Building 2",
            city="Shenzhen",
            state="Guangdong",
            postcode="518000",
            country="CN",
            phone="0755",
            mobile="138",
            email="li@example.org",
            tax_no="9144",
            eori="DEEORI2",
        ),
        items=(
            OrderItem(
                description_en="LED lamp",
                description_cn="灯",
                quantity=3,
                unit_price=Decimal("12.9"),
                currency="EUR",
                unit_weight=Decimal("0.1234"),
                sku="L-1",
                hs_code="940521",
                origin="CN",
                unit="SET",
                brand="Example",
                material="ABS",
                model="M1",
                note="with cell",
                url="https://shop.example/1",
                battery=True,
                box="U002",
            ),
        ),
        weight=Decimal("2.5"),
        boxes=(
            OrderBox(
                weight=Decimal(1),
                number="U001",
                length=Decimal("20.5"),
                width=Decimal(10),
                height=Decimal(5),
            ),
            OrderBox(weight=Decimal("1.5"), number="U002", reference="PACK7"),
        ),
        return_if_undeliverable=True,
        extra_services=("A1", "B2"),
        insurance_value=Decimal(300),
        platform="shop",
        platform_number="S00042",
    )
    assert sent(encode.create_order(full, ioss_field="consignee")) == {
        "reference_no": "DEMO-0001",
        "shipping_method": "EU-STD",
        "country_code": "CZ",
        "order_weight": Decimal("2.5"),
        "order_pieces": 2,
        "mail_cargo_type": "4",
        "cargo_type": "W",
        "is_return": 1,
        "extra_service": "A1;B2",
        "insurance_value": Decimal(300),
        "platform": "shop",
        "platform_number": "S00042",
        "Consignee": {
            "consignee_name": "Zoë Žák",
            "consignee_company": "Žák s.r.o.",
            "consignee_street": "Dlouhá 1",
            "consignee_street2": "2. patro",
            "consignee_street3": "vchod B",
            "consignee_doorplate": "14",
            "consignee_district": "Praha 1",
            "consignee_city": "Praha",
            "consignee_province": "PHA",
            "consignee_postcode": "110 00",
            "consignee_telephone": "+420 222",
            "consignee_mobile": "+420 777",
            "consignee_email": "zoe@example.org",
            "consignee_taxno": "CZ123",
            "consignee_taxno_type": "2",
            "consignee_eori": "CZEORI1",
            "IOSS": "IM2760000000",
        },
        "Shipper": {
            "shipper_name": "李雷",
            "shipper_company": "Example Ltd",
            "shipper_countrycode": "CN",
            "shipper_province": "Guangdong",
            "shipper_city": "Shenzhen",
            "shipper_street": "Road 1 Building 2",
            "shipper_postcode": "518000",
            "shipper_telephone": "0755",
            "shipper_mobile": "138",
            "shipper_email": "li@example.org",
            "shipper_taxno": "9144",
            "shipper_eori": "DEEORI2",
        },
        "ItemArr": [
            {
                "invoice_enname": "LED lamp",
                "invoice_cnname": "灯",
                "invoice_quantity": 3,
                "invoice_unitcharge": Decimal("12.9"),
                "invoice_weight": Decimal("0.123"),
                "invoice_currencycode": "EUR",
                "unit_code": "SET",
                "hs_code": "940521",
                "sku": "L-1",
                "invoice_brand": "Example",
                "material": "ABS",
                "model": "M1",
                "invoice_note": "with cell",
                "invoice_url": "https://shop.example/1",
                "is_magnetoelectric": "Y",
                "box_number": "U002",
            }
        ],
        "Volume": [
            {
                "length": Decimal("20.5"),
                "width": 10,
                "height": 5,
                "weight": 1,
                "box_number": "U001",
            },
            {"weight": Decimal("1.5"), "box_number": "U002", "child_number": "PACK7"},
        ],
    }


def test_numbers_are_written_digit_by_digit():
    params = encode.create_order(
        replace(
            ORDER,
            weight=Decimal("0.1") + Decimal("0.2"),
            insurance_value=Decimal("1E+2"),
        )
    )
    text = encode.dumps(params)
    for part in (
        '"order_weight":0.300,',
        '"insurance_value":100.00,',
        '"invoice_unitcharge":3.50,',
        '"invoice_weight":0.210,',
        '"length":20,',
    ):
        assert part in text


def test_an_order_without_boxes_is_one_piece():
    params = encode.create_order(replace(ORDER, boxes=()))
    assert params["order_pieces"] == 1
    assert "Volume" not in params


def test_what_weighs_never_weighs_nothing():
    assert encode.weight(Decimal("0.0001")) == Decimal("0.001")
    assert encode.weight(Decimal("0.0005")) == Decimal("0.001")
    assert encode.weight(Decimal("1.2345")) == Decimal("1.235")


def test_text_is_one_line_that_xml_can_carry():
    params = encode.create_order(
        order(
            " R\x00 1\n",
            consignee=replace(ORDER.consignee, street="Teststr.\r\n\t1\x0b\ud800"),
        )
    )
    assert params["reference_no"] == "R 1"
    assert params["Consignee"]["consignee_street"] == "Teststr. 1"


def test_what_nobody_sees_is_not_sent():
    hidden = "\u00ad\u200b\u200e\u202a\u2060\ufeff\u3164\ufe0f\U000e0041"
    item = replace(
        ORDER.items[0],
        description_en=f"phone{hidden} case",
        sku=f"{hidden}S1",
        hs_code=f"3926{hidden}90",
    )
    params = encode.create_order(
        order(
            f"R{hidden}1",
            consignee=replace(ORDER.consignee, name=f"{hidden}Anna Berg{hidden}"),
            items=(item,),
        )
    )
    assert params["reference_no"] == "R1"
    assert params["Consignee"]["consignee_name"] == "Anna Berg"
    sent = params["ItemArr"][0]
    assert (sent["invoice_enname"], sent["sku"], sent["hs_code"]) == (
        "phone case",
        "S1",
        "392690",
    )


def test_everything_that_cannot_be_sent_is_told_at_once():
    bad = replace(
        ORDER.items[0], quantity=0, unit_price=Decimal("3.505"), unit_weight=Decimal(0)
    )
    with pytest.raises(Refused) as caught:
        encode.create_order(
            order(
                "R" * 51,
                consignee=Party(),
                weight=Decimal(0),
                items=(ORDER.items[0], bad),
            )
        )
    assert caught.value.messages == (
        "The reference number must have 1 to 50 characters.",
        "The consignee has no country.",
        "The weight of the order must be more than 0 kg.",
        "Item 2 (S1): the quantity must be at least 1.",
        "Item 2 (S1): the unit price 3.505 has more than two decimals.",
        "Item 2 (S1): the weight must be more than 0 kg.",
    )
    with pytest.raises(Refused, match="declares no items"):
        encode.create_order(order("R1", items=()))


def test_quotation():
    box = OrderBox(
        weight=Decimal("0.5"),
        length=Decimal(30),
        width=Decimal(20),
        height=Decimal("10.5"),
    )
    sides = {"length": 30, "width": 20, "height": Decimal("10.5")}
    request = QuoteRequest(
        country="DE",
        weight=Decimal("0.5"),
        postcode="10115",
        city="Berlin",
        boxes=(box,),
    )
    assert sent(encode.quote(request)) == {
        "weight": Decimal("0.5"),
        "shipping_type_id": "W",
        "country_code": "DE",
        "city": "Berlin",
        "postcode": "10115",
        "post_code": "10115",
        **sides,
        "volume_list": [{"box_count": 1, **sides, "weight": Decimal("0.5")}],
        "is_check_oda": 1,
    }
    several = replace(
        request,
        boxes=(box, box),
        service_code="EU-EXP",
        city="",
        postcode="",
        check_remote_area=False,
    )
    assert sent(encode.quote(several)) == {
        "weight": Decimal("0.5"),
        "shipping_type_id": "W",
        "country_code": "DE",
        "product_code": "EU-EXP",
        "volume_list": [{"box_count": 1, **sides, "weight": Decimal("0.5")}] * 2,
        "is_check_oda": 0,
    }


def test_label_and_moments():
    assert encode.label("R1", "100x150", "label_customs") == {
        "reference_no": "R1",
        "type": 2,
        "label_type": 3,
        "label_content_type": 4,
    }
    assert (
        encode.moment(datetime(2026, 1, 1, 20, 0, 5, tzinfo=timezone.utc))
        == "2026-01-02 04:00:05"
    )


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(st.characters(exclude_categories=["Cs"]))
        | st.decimals(
            allow_nan=False,
            allow_infinity=False,
            places=3,
            min_value=-(10**9),
            max_value=10**9,
        ),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
        ),
    )
)
def test_what_is_written_is_read_back_exactly(value):
    assert json.loads(encode.dumps(value), parse_float=Decimal) == value
