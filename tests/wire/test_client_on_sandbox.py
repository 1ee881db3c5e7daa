from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from api import Client, errors
from api.messages import OrderBox, OrderItem, OrderRequest, Party, QuoteRequest

ORDER = OrderRequest(
    reference_no="C-0001",
    service_code="EU-STD",
    consignee=Party(
        name="Zoë Müller",
        street="Königstraße 1",
        city="Berlin",
        postcode="10115",
        country="DE",
        phone="+49301234567",
    ),
    shipper=Party(
        name="李雷",
        street="Road 1",
        city="Shenzhen",
        state="Guangdong",
        postcode="518000",
        country="CN",
        phone="0755",
    ),
    items=(
        OrderItem(
            description_en="phone case of silicone",
            description_cn="硅胶手机壳",
            quantity=2,
            unit_price=Decimal("3.50"),
            currency="EUR",
            unit_weight=Decimal("0.21"),
            sku="S1",
            hs_code="392690",
        ),
    ),
    weight=Decimal("0.42"),
    boxes=(OrderBox(Decimal("0.42"), "U001", Decimal(20), Decimal(12), Decimal(4)),),
    ioss="IM2760000000",
)
TWO_BOXES = (
    OrderBox(Decimal("0.2"), "U001", Decimal(20), Decimal(12), Decimal(4)),
    OrderBox(Decimal("0.22"), "U002", Decimal(10), Decimal(12), Decimal(4)),
)


def order(reference_no, postcode="10115", **changes):
    return replace(
        ORDER,
        reference_no=reference_no,
        consignee=replace(ORDER.consignee, postcode=postcode),
        **changes,
    )


PROFILES = [
    {},
    *({"payload_key": key} for key in ("data", "Data", "Result", "result")),
    *({"shape": shape} for shape in ("list", "object")),
    *({"numbers": numbers} for numbers in ("strings", "numbers")),
    *({"nothing": nothing} for nothing in ("null", "empty_string", "list", "missing")),
    *({"detail_status": status} for status in ("empty", "unknown")),
    *({flag: True} for flag in ("double_encoded", "junk", "misspelt", "long_comments")),
    {"encoding": "gbk"},
    {"label": "base64"},
    {"label_type": "png"},
    {"label": "base64", "label_type": "png", "encoding": "gbk", "junk": True},
    {
        "payload_key": "Result",
        "shape": "list",
        "numbers": "strings",
        "double_encoded": True,
        "junk": True,
        "misspelt": True,
    },
    {
        "payload_key": "result",
        "shape": "object",
        "numbers": "numbers",
        "nothing": "missing",
        "misspelt": True,
        "encoding": "gbk",
    },
]


@pytest.mark.parametrize(
    "profile",
    PROFILES,
    ids=lambda profile: (
        " ".join(f"{key}={value}" for key, value in profile.items()) or "-"
    ),
)
def test_the_whole_way_on_every_kind_of_host(client, carrier, records, profile):
    if profile:
        carrier.profile(**profile)

    assert client.ping() == 4
    services = {service.code: service for service in client.services("DE")}
    assert set(services) == {"EU-STD", "EU-EXP", "EU-BAT", "EU-REG"}
    assert (
        services["EU-STD"].days_min,
        services["EU-STD"].days_max,
        services["EU-STD"].tracked,
    ) == (10, 18, True)
    assert {"DE", "FR"} <= {country.code for country in client.countries()}
    assert {"A1", "S1"} <= {
        extra.code for extra in client.extra_services("EU-STD", "DE")
    }

    quotes = {
        quote.service_code: quote
        for quote in client.quote(
            QuoteRequest("DE", ORDER.weight, "10115", "Berlin", ORDER.boxes)
        )
    }
    quote = quotes["EU-STD"]
    assert (
        quote.total == quote.freight + quote.fuel + quote.registration + quote.other > 0
    )
    assert (quote.days_min, quote.days_max, quote.divisor) == (10, 18, 6000)

    booked = client.create_order(ORDER)
    assert booked.waybill
    assert booked.tracking_number
    assert not booked.number_pending
    with pytest.raises(errors.AlreadyExists):
        client.create_order(ORDER)
    numbers = client.track_numbers(["C-0001", "C-9999"])
    assert list(numbers) == ["C-0001"]
    assert (numbers["C-0001"].waybill, numbers["C-0001"].tracking_number) == (
        booked.waybill,
        booked.tracking_number,
    )
    assert client.find_order("C-0001") == booked
    assert client.find_order("C-9999") is None

    label = client.label("C-0001")
    assert label.media_type == (
        "image/png" if profile.get("label_type") == "png" else "application/pdf"
    )
    assert (
        client.label("C-0001", size="a4", content="label_customs").content
        != label.content
    )

    assert client.charges("C-0001") is None

    now = datetime.fromisoformat(carrier.clock()["now"])
    carrier.advance(days=30)
    parcel, unknown = client.track([booked.waybill, "NOBODY"], "waybill")
    assert (parcel.waybill, parcel.country) == (booked.waybill, "DE")
    assert len(parcel.events) > 5
    assert [event.occurred_at for event in parcel.events] == sorted(
        event.occurred_at for event in parcel.events
    )
    assert now <= parcel.events[0].occurred_at < now + timedelta(hours=2)
    # In the time zone that the carrier writes: China's.
    assert {event.occurred_at.utcoffset() for event in parcel.events} == {
        timedelta(hours=8)
    }
    assert all(event.text for event in parcel.events)
    assert unknown.events == ()
    assert (
        client.track(["C-0001"], "reference")[0].events
        == client.track(["C-0001"])[0].events
        == parcel.events
    )
    assert (
        client.track([booked.waybill], lang="CN")[0].events[-1].text
        != parcel.events[-1].text
    )

    (change,) = client.number_changes(now, now + timedelta(days=40), "C-0001")
    assert (change.reference_no, change.old_number, change.new_number) == (
        "C-0001",
        booked.tracking_number,
        parcel.tracking_number,
    )
    assert now < change.changed_at < now + timedelta(days=30)
    assert client.number_changes(now, now + timedelta(days=40), "C-9999") == []

    charges = client.charges("C-0001")
    assert charges.total == sum(amount for _kind, amount in charges.amounts) > 0
    assert {kind for kind, _amount in charges.amounts} <= {
        "freight",
        "fuel",
        "registration",
        "handling",
        "other",
    }
    assert (charges.waybill, charges.country) == (booked.waybill, "DE")
    weights = {
        item.code: item.weight
        for item in client.billing_weights([booked.waybill, "NOBODY"])
    }
    assert weights[booked.waybill] == charges.settled_weight

    with pytest.raises(errors.Refused):
        client.cancel_order("C-0001")
    with pytest.raises(errors.Refused):
        client.intercept_order("C-0001", "too late")
    with pytest.raises(errors.NotFound):
        client.cancel_order("C-9999")
    assert client.create_order(order("C-0002")).waybill
    client.intercept_order("C-0002", "hold it")
    assert client.create_order(order("C-0004")).waybill
    client.cancel_order("C-0004")

    kept = repr(
        [(record.message, record.request, record.answer) for record in records]
    )  # seconds are digits, too
    for secret in (
        "sandbox-token",
        "sandbox-key",
        "Müller",
        "Königstraße",
        "10115",
        "李雷",
        "IM276",
    ):
        assert secret not in kept
    assert {record.outcome for record in records} == {"ok", "refused"}


def test_all_reasons_of_a_refusal(client):
    with pytest.raises(errors.Refused) as caught:
        client.create_order(
            order(
                "C-0001",
                postcode="?",
                items=(replace(ORDER.items[0], hs_code="", battery=True),),
            )
        )
    assert len(caught.value.messages) >= 3


def test_numbers_and_labels_that_come_later(client, carrier):
    carrier.profile(number_after=3600, label_after=7200)
    booked = client.create_order(ORDER)
    assert (booked.tracking_number, booked.number_pending) == (None, True)
    assert client.find_order("C-0001") == booked
    with pytest.raises(errors.NotReady):
        client.label("C-0001")
    carrier.advance(hours=1.1)
    assert client.track_numbers(["C-0001"])["C-0001"].tracking_number
    assert not client.find_order("C-0001").number_pending
    carrier.advance(hours=1)
    assert client.label("C-0001").content.startswith(b"%PDF")


def test_a_line_without_a_number_of_its_own(client, carrier):
    carrier.profile(separate_number=False)
    booked = client.create_order(ORDER)
    assert (booked.tracking_number, booked.number_pending) == (None, False)
    assert client.label("C-0001").content.startswith(b"%PDF")


def test_several_boxes(client):
    booked = client.create_order(order("C-0001", boxes=TWO_BOXES))
    by_box = client.track_numbers(["C-0001"])["C-0001"].by_box
    assert set(by_box) == {"U001", "U002"}
    assert booked.tracking_number in by_box.values()


def test_wrong_credentials(server, carrier):
    with pytest.raises(errors.AccessDenied):
        Client(server.url, "wrong", "wrong").ping()


@pytest.mark.parametrize("kind", ["timeout_after", "reset_after", "half_json"])
def test_an_answer_lost_after_the_work_is_found_again(hasty, carrier, kind):
    carrier.fault("createOrder", kind, seconds=3)
    with pytest.raises(errors.Unavailable) as caught:
        hasty.create_order(ORDER)
    assert type(caught.value) is errors.Unavailable
    assert hasty.find_order("C-0001").waybill == carrier.order("C-0001")["waybill"]
    assert len(carrier.calls("createOrder")) == 1


@pytest.mark.parametrize(
    "kind", ["refuse", "timeout_before", "http_500", "html_200", "empty", "soap_fault"]
)
def test_an_answer_lost_before_the_work_leaves_nothing(hasty, carrier, kind):
    carrier.fault("createOrder", kind, seconds=3)
    with pytest.raises(errors.Unavailable):
        hasty.create_order(ORDER)
    assert hasty.find_order("C-0001") is None
    assert hasty.create_order(ORDER).waybill


@pytest.mark.parametrize("service", ["getTrackNumber", "getOrder"])
@pytest.mark.parametrize(
    "kind",
    [
        "refuse",
        "reset_after",
        "http_500",
        "html_200",
        "empty",
        "soap_fault",
        "half_json",
    ],
)
def test_a_failed_search_is_never_not_there(hasty, carrier, service, kind):
    carrier.fault(service, kind)
    with pytest.raises(errors.Unavailable):
        hasty.find_order("C-0001")


@pytest.mark.parametrize(
    "kind", ["refuse", "http_500", "html_200", "empty", "half_json", "timeout_before"]
)
def test_a_failed_label_can_be_fetched_again(hasty, carrier, kind):
    hasty.create_order(ORDER)
    carrier.fault("label", kind, seconds=3)
    with pytest.raises(errors.Unavailable):
        hasty.label("C-0001")
    assert hasty.label("C-0001").content.startswith(b"%PDF")


def test_the_carrier_is_down(server, carrier):
    with pytest.raises(errors.NotSent):
        Client(
            "http://127.0.0.1:9", "sandbox-token", "sandbox-key", connect_timeout=1
        ).create_order(ORDER)


def test_options_arrive_as_they_were_asked_for(client, carrier):
    """The host stores exactly the data that was sent, field by field."""
    asked = order(
        "C-0001",
        return_if_undeliverable=True,
        extra_services=("A1", "S1"),
        insurance_value=Decimal("1234.5"),
        platform="amazon",
        platform_number="302-1234567-7654321",
    )
    there = replace(
        asked.consignee,
        street="Am Alten Güterbahnhof 117",
        street2="Hinterhaus",
        street3="Aufgang C",
    )
    asked = replace(asked, consignee=there)
    client.create_order(asked)
    stored = carrier.order("C-0001")["request"]
    assert {
        key: value
        for key, value in stored.items()
        if key not in ("Shipper", "ItemArr", "Volume", "Consignee")
    } == {
        "reference_no": "C-0001",
        "shipping_method": "EU-STD",
        "country_code": "DE",
        "order_weight": 0.42,
        "order_pieces": 1,
        "mail_cargo_type": "4",
        "cargo_type": "W",
        "is_return": 1,
        "ioss": "IM2760000000",
        "extra_service": "A1;S1",
        "insurance_value": 1234.5,
        "platform": "amazon",
        "platform_number": "302-1234567-7654321",
    }
    assert stored["Consignee"] == {
        "consignee_name": "Zoë Müller",
        "consignee_street": "Am Alten Güterbahnhof 117",
        "consignee_street2": "Hinterhaus",
        "consignee_street3": "Aufgang C",
        "consignee_city": "Berlin",
        "consignee_postcode": "10115",
        "consignee_telephone": "+49301234567",
    }


def test_a_second_interception_finds_the_parcel_held(client, carrier):
    client.create_order(order("C-0001"))
    client.intercept_order("C-0001", "wrong address")
    client.intercept_order("C-0001", "wrong address")
    assert carrier.order("C-0001")["state"] == "intercepted"
    with pytest.raises(errors.Refused):
        client.cancel_order("C-0001")
