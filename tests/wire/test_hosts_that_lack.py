"""Hosts without a service, with a prefix before their errors, and with two orders of
one reference.
"""

import pytest
from api import errors
from test_client_on_sandbox import order


@pytest.mark.parametrize("error", ["native", "top_level"])
@pytest.mark.parametrize(
    "missing",
    [
        ["getExtraService"],
        ["getCountry"],
        ["getTrackNumber"],
        ["getShippingMethod", "getCountry"],
    ],
)
def test_a_missing_service_is_no_wrong_credential(client, carrier, missing, error):
    carrier.profile(missing_services=missing, missing_error=error)
    assert client.ping() == (None if "getShippingMethod" in missing else 4)
    if "getExtraService" in missing:
        with pytest.raises(errors.Unsupported):
            client.extra_services("EU-STD", "DE")
    if "getTrackNumber" in missing:
        client.create_order(order("C-0001"))
        number = carrier.order("C-0001")["tracking_number"]
        assert client.track_numbers(["C-0001"])["C-0001"].tracking_number == number
        assert client.find_order("C-0001").tracking_number == number
        assert client.find_order("C-0002") is None


@pytest.mark.parametrize("error", ["native", "top_level"])
def test_without_any_question_by_reference(client, carrier, error):
    carrier.profile(
        missing_services=["getTrackNumber", "getOrder"], missing_error=error
    )
    assert client.find_order("C-0001") is None
    client.create_order(order("C-0001"))
    found = carrier.order("C-0001")
    assert client.find_order("C-0001").waybill == found["waybill"]
    assert (
        client.track_numbers(["C-0001"])["C-0001"].tracking_number
        == found["tracking_number"]
    )
    carrier.profile(missing_services=["getTrackNumber", "getOrder", "getCargoTrack"])
    assert client.find_order("C-0001").waybill == ""
    with pytest.raises(errors.Unsupported):
        client.track_numbers(["C-0001"])


def test_wrong_credentials_are_still_told(client, carrier):
    wrong = type(client)(carrier.base_url, "no", "no")
    for missing in ([], ["getShippingMethod"]):
        carrier.profile(
            missing_services=missing,
            missing_error="top_level",
            error_prefix="服务异常：",
        )
        with pytest.raises(errors.AccessDenied):
            wrong.ping()


@pytest.mark.parametrize("prefix", ["服务异常：", "系统异常：", "System error: "])
def test_words_before_each_error(client, carrier, prefix):
    carrier.profile(error_prefix=prefix)
    assert client.find_order("C-0001") is None
    with pytest.raises(errors.NotFound):
        client.cancel_order("C-0001")
    with pytest.raises(errors.Refused) as caught:
        client.create_order(order("C-0001", service_code="XX"))
    assert type(caught.value) is errors.Refused
    client.create_order(order("C-0001"))
    with pytest.raises(errors.AlreadyExists):
        client.create_order(order("C-0001"))
    assert client.cancel_order("C-0001") is True
    assert client.cancel_order("C-0001") is False
    assert client.is_cancelled("C-0001")


def test_two_orders_of_a_reference(client, carrier):
    carrier.profile(duplicates="accepted")
    first, second = (
        client.create_order(order("C-0001")).waybill,
        client.create_order(order("C-0001")).waybill,
    )
    for kept, other in ((first, second), (second, first)):
        assert client.find_others("C-0001", kept) == (other,)
        numbers = client.track_numbers(["C-0001"], kept)["C-0001"]
        assert (numbers.waybill, numbers.others) == (kept, (other,))
    found = client.find_order("C-0001")
    assert {found.waybill, *found.others} == {first, second}
    assert client.cancel_order("C-0001", first) is True
    assert client.label("C-0001", waybill=second).content.startswith(b"%PDF")
    assert client.find_others("C-0001", second) == ()
    carrier.profile(missing_services=["getTrackNumber"])
    assert set(client.find_others("C-0001", first)) == {second}


def test_parameters_as_php_sends_them(client, carrier):
    assert client._calls.ask("getShippingMethod", [], lambda envelope: envelope["data"])
    assert client._calls.ask("getCountry", [], lambda envelope: envelope["data"])
