"""Quotations and settlements."""

import pytest


def quote(carrier, **changes):
    params = {
        "weight": 0.42,
        "country_code": "DE",
        "postcode": "10115",
        "shipping_type_id": "W",
        "product_code": "EU-STD",
    }
    return carrier.answer("feeTrail", params | changes)


def test_a_quotation_has_every_field(carrier):
    [item] = quote(carrier)["data"]
    assert item == {
        "ServiceCode": "EU-STD",
        "ServiceCnName": "欧洲专线标准",
        "ServiceEnName": "Europe direct line standard",
        "FreightFee": "36.80",
        "FuelFee": "2.94",
        "RegisteredFee": "0.00",
        "OtherFee": "0.00",
        "TotalFee": 39.74,
        "Effectiveness": "10-18",
        "Traceability": "Y",
        "VolumeCharge": "6000",
        "ChargeWeight": "0.500",
        "ChargeWeightUnit": "KG",
        "Remark": "",
        "ProductSort": 1,
        "Formula": "16.00/0.1kg+5.20/0.1kg*4",
    }


@pytest.mark.parametrize(
    ("changes", "weight", "total"),
    [
        ({"weight": 0.01}, "0.100", 17.28),
        ({"weight": 0.1}, "0.100", 17.28),
        ({"weight": "0.101"}, "0.200", 22.90),
        ({"length": 30, "width": 20, "height": 10}, "1.000", 67.82),
        (
            {
                "volume_list": [
                    {
                        "box_count": 2,
                        "length": 10,
                        "width": 10,
                        "height": 6,
                        "weight": 0.25,
                    }
                ]
            },
            "0.500",
            39.74,
        ),
        ({"volume_list": [{"box_count": 3}], "weight": 0.3}, "0.300", 28.51),
        ({"postcode": "18565"}, "0.500", 39.74),
        ({"postcode": "18565", "is_check_oda": 1}, "0.500", 71.74),
        ({"postcode": "", "post_code": "18565", "is_check_oda": "Y"}, "0.500", 71.74),
        ({"product_code": "EU-REG", "weight": 0.4}, "0.400", 51.10),
        ({"product_code": "EU-EXP", "weight": 0.6}, "1.000", 97.88),
        ({"product_code": "EU-BAT", "weight": 0.6}, "0.600", 60.32),
    ],
)
def test_prices(carrier, changes, weight, total):
    [item] = quote(carrier, **changes)["data"]
    assert (item["ChargeWeight"], item["TotalFee"]) == (weight, total)


def test_without_a_product_every_line_that_fits_is_told_cheapest_first(carrier):
    codes = [item["ServiceCode"] for item in quote(carrier, product_code="")["data"]]
    assert codes == ["EU-STD", "EU-REG", "EU-BAT", "EU-EXP"]
    assert [
        i["ServiceCode"]
        for i in quote(carrier, product_code=None, country_code="RO", weight=5)["data"]
    ] == ["EU-STD"]


@pytest.mark.parametrize(
    "changes",
    [
        {"country_code": "US"},
        {"country_code": ""},
        {"weight": 0},
        {"weight": 25},
        {"product_code": "EU-XXX"},
    ],
)
def test_a_refused_quotation_has_a_message_only(carrier, changes):
    answer = quote(carrier, **changes)
    assert (
        answer["ask"] == "Failure"
        and answer["message"]
        and "Error" not in answer
        and "data" not in answer
    )


def settled(carrier, **changes):
    carrier.create(**changes)
    carrier.control.advance(hours=21)
    ask = {"reference_no": changes.get("reference_no", "T-0001")}
    return (
        carrier.answer("getReceivingExpense", ask)["data"],
        carrier.answer("getOrderFee", ask)["data"],
    )


def test_nothing_is_billed_before_the_depot_has_it(carrier):
    carrier.create()
    ask = {"reference_no": "T-0001"}
    assert carrier.answer("getReceivingExpense", ask)["data"] == []
    assert carrier.answer("getOrderFee", ask)["data"] == {
        "total_price": "0.00",
        "details": [],
    }
    assert (
        carrier.answer("getBillingWeight", {"codes": ["T-0001", "x"]})["Data"][0][
            "chargeweight"
        ]
        == ""
    )
    assert (
        carrier.answer("getReceivingExpense", {"reference_no": "x"})["ask"] == "Failure"
    )


@pytest.mark.parametrize(
    ("postcode", "weight", "handling", "other", "total", "price"),
    [
        ("10110", 0.5, 0, 0, 39.74, "39.74"),
        ("10111", 0.5, 0, 0, 39.74, "39.74"),
        ("10112", 0.5, 0, 0, 39.74, "39.74"),
        ("10113", 0.5, 0, 0, 39.74, "0.00"),
        ("10114", 0.6, 0, 0, 45.36, "45.36"),
        ("10115", 0.5, 0, 0, 39.74, "39.74"),
        ("10116", 0.4, 0, 0, 34.13, "34.13"),
        ("10117", 0.5, 0, 12, 51.74, "51.74"),
        ("10119", 0.5, 8, 0, 47.74, "47.74"),
        ("18565", 0.5, 0, 32, 71.74, "71.74"),
    ],
)
def test_settlements_differ_by_the_postcodes_last_digit(
    carrier, postcode, weight, handling, other, total, price
):
    row, fees = settled(carrier, postcode=postcode)
    assert (
        row["SettleWeight"],
        row["HandlingFee"],
        row["OtherFee"],
        row["TotalFee"],
    ) == (weight, handling, other, total)
    assert row["CustomerOrderNumber"] == "T-0001" and row["CountryCode"] == "DE"
    assert fees["total_price"] == price and {
        d["currency"] for d in fees["details"]
    } == {"RMB"}
    assert round(sum(float(d["price"]) for d in fees["details"]), 2) == total
    item = carrier.answer("getBillingWeight", {"codes": ["T-0001"]})["Data"][0]
    assert item == {"Code": "T-0001", "chargeweight": f"{weight:.3f}", "message": ""}


def test_billed_twice(carrier):
    rows, fees = settled(carrier, postcode="10118")
    assert len(rows) == 2 and rows[0] == rows[1]
    assert fees["total_price"] == "79.48" and len(fees["details"]) == 4


def test_extra_services_and_returns_are_billed(carrier):
    row, _ = settled(carrier, extra_service="A1;S1", insurance_value=2000)
    assert row["OtherFee"] == 19.0
    row, _ = settled(carrier, reference_no="T-2-RETURN")
    assert row["OtherFee"] == 0
    carrier.control.advance(days=40)
    assert (
        carrier.answer("getReceivingExpense", {"reference_no": "T-2-RETURN"})["data"][
            "OtherFee"
        ]
        == 15.0
    )


def test_a_cancelled_parcel_is_never_billed(carrier):
    carrier.create()
    carrier.answer("cancelOrder", {"reference_no": "T-0001"})
    carrier.control.advance(days=30)
    assert (
        carrier.answer("getReceivingExpense", {"reference_no": "T-0001"})["data"] == []
    )
