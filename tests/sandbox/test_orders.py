"""Creating, reading and stopping orders."""

import re

import pytest


def test_create_order_answers_at_the_top(carrier):
    answer = carrier.create()
    assert re.fullmatch(r"LSAAA\d{7}YQ", answer["order_code"])
    assert answer["reference_no"] == "T-0001" and answer["track_status"] == "1"
    assert re.fullmatch(r"LNKS\d{9}YQ", answer["shipping_method_no"])


def test_numbers_may_come_as_text(carrier):
    volume = [
        {
            "length": "20",
            "width": "12",
            "height": "4",
            "weight": "0.42",
            "box_number": "U001",
        }
    ]
    carrier.create(
        order_weight="0.42",
        order_pieces="1",
        Volume=volume,
        item={"invoice_quantity": "2"},
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference_no": ""}, "reference_no is required"),
        ({"reference_no": "R" * 51}, "more than 50"),
        ({"shipping_method": None}, "shipping_method is required"),
        ({"shipping_method": "EU-XXX"}, "no line EU-XXX"),
        ({"country_code": ""}, "country_code is required"),
        ({"country_code": "US"}, "does not serve US"),
        (
            {"shipping_method": "EU-BAT", "country_code": "RO", "postcode": "010011"},
            "does not serve RO",
        ),
        ({"order_weight": 0}, "order_weight is above 0"),
        ({"order_weight": "NaN"}, "order_weight is above 0"),
        ({"order_weight": 21, "Volume": None}, "over the 20 kg"),
        (
            {"shipping_method": "EU-REG", "order_weight": 2.1, "Volume": None},
            "over the 2 kg",
        ),
        (
            {"Volume": [{"length": 101, "width": 1, "height": 1, "weight": 0.4}]},
            "over the 100 cm",
        ),
        (
            {"Volume": [{"length": 90, "width": 60, "height": 60, "weight": 0.4}]},
            "takes 200 cm",
        ),
        ({"Volume": "x"}, "list of boxes"),
        ({"order_pieces": 2}, "Volume has 1 boxes"),
        ({"order_pieces": 0, "Volume": None}, "order_pieces is a whole number"),
        ({"order_pieces": 1e12, "Volume": None}, "order_pieces is a whole number"),
        ({"postcode": ""}, "consignee_postcode is required"),
        ({"postcode": "1011"}, "consignee_postcode 1011 is none of Germany"),
        ({"name": None}, "consignee_name is required"),
        ({"Consignee": None}, "consignee_street is required"),
        ({"Shipper": {}}, "shipper_name is required"),
        ({"ItemArr": []}, "ItemArr is required"),
        ({"ItemArr": ["x"]}, "invoice_enname is required in item 1"),
        ({"item": {"invoice_cnname": ""}}, "invoice_cnname is required"),
        ({"item": {"invoice_quantity": 1.5}}, "invoice_quantity is a whole number"),
        ({"item": {"invoice_unitcharge": 0}}, "invoice_unitcharge is above 0"),
        ({"item": {"invoice_weight": -1}}, "invoice_weight is above 0"),
        ({"item": {"invoice_currencycode": "euro"}}, "three letters"),
        ({"item": {"hs_code": "39269"}}, "hs_code 39269"),
        ({"item": {"hs_code": "990000"}}, "hs_code 990000"),
        ({"item": {"hs_code": ""}}, "hs_code is required by EU-STD"),
        ({"item": {"is_magnetoelectric": "Y"}}, "no goods with batteries"),
        ({"ioss": "2760000000"}, "IOSS number"),
        (
            {"shipping_method": "EU-EXP", "Consignee": {}},
            "consignee_telephone is required by EU-EXP",
        ),
    ],
)
def test_bad_orders_are_refused_and_leave_nothing(carrier, make_order, changes, words):
    answer = carrier.answer("createOrder", make_order(**changes))
    assert answer["ask"] == "Failure"
    assert words in answer["Error"]["errMessage"] and words in answer["message"]
    assert carrier.control.orders() == []
    [call] = carrier.control.calls("createOrder")
    assert call["outcome"] == "failed" and call["work_done"] is False


def test_several_errors_are_joined(carrier, make_order):
    message = carrier.answer("createOrder", make_order(order_weight=0, postcode=""))[
        "message"
    ]
    assert (
        "order_weight" in message
        and "consignee_postcode" in message
        and ", " in message
    )


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("EU-BAT", {"is_magnetoelectric": "Y"}),
        ("EU-REG", {"hs_code": ""}),
        ("EU-EXP", {}),
        ("EU-STD", {"hs_code": "3926.90"}),
    ],
)
def test_each_line_takes_its_goods(carrier, line, item):
    carrier.create(shipping_method=line, item=item)


@pytest.mark.parametrize(
    ("country", "postcode"),
    [
        ("NL", "1012 AB"),
        ("PL", "00-950"),
        ("PT", "1000-205"),
        ("CZ", "110 00"),
        ("LV", "LV-1010"),
        ("GB", "SW1A 1AA"),
        ("IE", "D02 X285"),
    ],
)
def test_postcodes_of_every_form(carrier, country, postcode):
    carrier.create(country_code=country, postcode=postcode)


def test_a_reference_is_unique_whatever_its_case(carrier, make_order):
    carrier.create()
    answer = carrier.answer("createOrder", make_order(reference_no="t-0001"))
    assert answer["ask"] == "Failure" and "参考单号已存在" in answer["message"]
    assert carrier.control.order("T-0001")["orders_with_reference"] == 1


def test_a_batch_says_success_over_failures(carrier, make_order):
    orders = [
        make_order(),
        make_order(),
        make_order(reference_no="T-2", order_weight=0),
        "x",
        make_order(reference_no="T-3"),
    ]
    answer = carrier.answer("batchCreateOrder", orders)
    assert answer["ask"] == "Success"
    assert [element["ask"] for element in answer["Result"]] == [
        "Success",
        "Failure",
        "Failure",
        "Failure",
        "Success",
    ]
    assert len(carrier.control.orders()) == 2
    assert carrier.answer("batchCreateOrder", [])["ask"] == "Failure"


def test_get_order_is_all_text_without_postcode_and_status(carrier):
    created = carrier.create()
    data = carrier.answer("getOrder", {"reference_no": "t-0001"})["data"]
    assert (
        data["order_weight"] == "0.42" and data["ItemArr"][0]["invoice_quantity"] == "2"
    )
    assert (
        data["Consignee"]["consignee_postcode"] == ""
        and data["Consignee"]["consignee_name"] == "Jörg Großmann"
    )
    assert data["order_code"] == created["order_code"] and not any(
        "status" in key for key in data
    )
    missing = carrier.answer("getOrder", {"reference_no": "nothing"})
    assert (
        missing["ask"] == "Failure"
        and carrier.answer("getOrder", {})["ask"] == "Failure"
    )


@pytest.mark.parametrize("kind", [1, 2, 3, None])
def test_numbers_of_each_kind_find_the_order(carrier, kind):
    created = carrier.create()
    code = {1: created["order_code"], 3: created["shipping_method_no"]}.get(
        kind, "T-0001"
    )
    assert (
        carrier.answer("getOrder", {"reference_no": code, "type": kind})["ask"]
        == "Success"
    )
    wrong = {1: "T-0001", 2: created["order_code"], 3: "T-0001"}.get(kind, "x")
    assert (
        carrier.answer("getOrder", {"reference_no": wrong, "type": str(kind or "")})[
            "ask"
        ]
        == "Failure"
    )


def test_cancel_until_received(carrier):
    carrier.create()
    carrier.control.advance(hours=19)
    assert (
        carrier.answer("cancelOrder", {"reference_no": "T-0001", "type": 2})["ask"]
        == "Success"
    )
    assert carrier.control.order("T-0001")["state"] == "cancelled"
    assert carrier.answer("cancelOrder", {"reference_no": "T-0001"})["ask"] == "Failure"
    assert carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"] == []
    assert carrier.answer("getLabelUrl", {"reference_no": "T-0001"})["ask"] == "Failure"
    carrier.create(reference_no="T-0002")
    carrier.control.advance(hours=21)
    refused = carrier.answer("cancelOrder", {"reference_no": "T-0002"})
    assert refused["ask"] == "Failure" and "received" in refused["message"]


def test_intercept_until_departed(carrier):
    carrier.create()
    carrier.control.advance(hours=25)
    assert (
        carrier.answer(
            "interceptOrder", {"reference_no": "T-0001", "hold_on_remark": "stop"}
        )["ask"]
        == "Success"
    )
    carrier.control.advance(days=20)
    [track] = carrier.answer("getCargoTrack", {"codes": ["T-0001"], "lang": "EN"})[
        "Data"
    ]
    assert "intercepted" in track["New_Comment"] and len(track["Detail"]) == 3
    carrier.create(reference_no="T-0002")
    carrier.control.advance(hours=31)
    assert (
        carrier.answer("interceptOrder", {"reference_no": "T-0002"})["ask"] == "Failure"
    )


def test_modify_weight_says_failure_over_successes(carrier):
    code = carrier.create()["order_code"]
    changes = [
        {"order_code": code, "weight": 1.2},
        {"order_code": "x", "weight": 1},
        {"order_code": code, "weight": 0},
    ]
    answer = carrier.answer("modifyOrderWeight", changes)
    assert answer["ask"] == "Failure"
    assert [element["ask"] for element in answer["Result"]] == [
        "Success",
        "Failure",
        "Failure",
    ]
    carrier.control.advance(hours=21)
    weight = carrier.answer("getBillingWeight", {"codes": [code]})["Data"][0][
        "chargeweight"
    ]
    assert weight == "1.200"
    assert (
        carrier.answer("modifyOrderWeight", changes[:1])["Result"][0]["ask"]
        == "Failure"
    )
