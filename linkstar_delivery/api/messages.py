# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The values that are exchanged between the models and the carrier.

Weights are kilograms and lengths are centimetres, both ``Decimal``. Amounts are
``Decimal`` in the currency of the currency field. A missing text is "", a missing
number or date is ``None``. Moments are aware and in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, repr=False)
class Party:
    """A sender or a consignee. Its ``repr`` shows only the country, so that no name
    gets into a log.

    ``country`` is ISO 3166-1 alpha-2, ``state`` the name or code of the province as the
    carrier prints it; ``tax_no_type`` is one of person, company, passport, other, or
    "".
    """

    name: str = ""
    company: str = ""
    street: str = ""
    street2: str = ""
    street3: str = ""
    doorplate: str = ""
    district: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    tax_no: str = ""
    tax_no_type: str = ""
    eori: str = ""

    def __repr__(self):
        return f"Party(country={self.country!r})"


@dataclass(frozen=True)
class OrderItem:
    """One line of the customs declaration.

    ``unit_price`` is the net price of one unit in ``currency`` (ISO 4217), with at most
    two decimals; ``unit_weight`` the weight of one unit. ``unit`` is PCE, MTR or SET.
    The carrier's interface has no field for ``origin`` (ISO 3166-1 alpha-2). ``box`` is
    the ``OrderBox.number`` of the box with the item, "" when not known.
    """

    description_en: str
    quantity: int
    unit_price: Decimal
    currency: str
    unit_weight: Decimal
    description_cn: str = ""
    sku: str = ""
    hs_code: str = ""
    origin: str = ""
    unit: str = "PCE"
    brand: str = ""
    material: str = ""
    model: str = ""
    note: str = ""
    url: str = ""
    battery: bool = False
    box: str = ""


@dataclass(frozen=True)
class OrderBox:
    """One outermost box; ``number`` is unique in the order (U001), ``reference`` is the
    merchant's own number of the box.
    """

    weight: Decimal
    number: str = ""
    length: Decimal | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    reference: str = ""


@dataclass(frozen=True)
class OrderRequest:
    """The content of ``createOrder``.

    ``reference_no`` (at most 50 characters) is unique per customer; ``weight`` is the
    total of all boxes; ``insurance_value`` is in CNY unless the contract names another
    currency; ``extra_services`` are codes of ``ExtraService``.
    """

    reference_no: str
    service_code: str
    consignee: Party
    shipper: Party
    items: tuple[OrderItem, ...]
    weight: Decimal
    boxes: tuple[OrderBox, ...] = ()
    ioss: str = field(default="", repr=False)
    return_if_undeliverable: bool = True
    extra_services: tuple[str, ...] = ()
    insurance_value: Decimal | None = None
    platform: str = ""
    platform_number: str = ""


@dataclass(frozen=True)
class Booked:
    """An order that exists at the carrier.

    ``number_pending``: the tracking number comes, or changes, later; call
    ``Client.track_numbers``. With neither a number nor ``number_pending``, the parcel
    is tracked under its waybill. ``number_unsure``: the number was asked for later, and
    the carrier does not say whether there will be one. ``adopted``: the order already
    existed, so the current data was not sent. ``others`` are the waybills of further
    orders with the same reference, which should not exist.
    """

    reference_no: str
    waybill: str
    tracking_number: str | None = None
    number_pending: bool = False
    remote_area: bool = False
    number_unsure: bool = field(default=False, compare=False)
    adopted: bool = field(default=False, compare=False)
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrackNumbers:
    """The numbers of one order; ``by_box`` maps ``OrderBox.number`` to the tracking
    number
        of that box. ``others`` are the waybills of further orders with the same
        reference.
    """

    reference_no: str
    waybill: str
    tracking_number: str | None = None
    by_box: Mapping[str, str] = field(default_factory=dict, hash=False)
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class NumberChange:
    """The tracking number of an order was replaced, usually when a local carrier took
    over the parcel.
    """

    reference_no: str
    old_number: str
    new_number: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Label:
    """A file to print; ``media_type`` is ``application/pdf`` or ``image/png``. ``form``
    is the customs form in a file of its own, where it was requested and received.
    """

    content: bytes = field(repr=False)
    media_type: str
    form: "Label | None" = None


@dataclass(frozen=True)
class TrackEvent:
    """One tracking event. ``code`` is the carrier's own, may be "", and new codes can
    appear at any time. ``occurred_at`` is aware, in the time zone that the carrier
    wrote it in.
    """

    occurred_at: datetime
    code: str
    text: str
    place: str = ""


@dataclass(frozen=True)
class TrackedParcel:
    """The tracking events of one number, oldest first.

    ``code`` is the number that was asked for. A number that the carrier does not know
    has no events and no status. ``status_code`` belongs to the newest event, which has
    no code of its own on older hosts.
    """

    code: str
    waybill: str = ""
    tracking_number: str = ""
    country: str = ""
    status_code: str = ""
    events: tuple[TrackEvent, ...] = ()


@dataclass(frozen=True)
class QuoteRequest:
    """The parcel to quote; without ``service_code`` all lines answer. ``weight`` is the
    total of all boxes.
    """

    country: str
    weight: Decimal
    postcode: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    boxes: tuple[OrderBox, ...] = ()
    service_code: str = ""
    check_remote_area: bool = True


@dataclass(frozen=True)
class Quote:
    """The price of one line. The carrier does not send the currency: it is the
    account's, so ``currency`` is ``None``.
    """

    service_code: str
    total: Decimal
    name_en: str = ""
    name_cn: str = ""
    freight: Decimal = Decimal(0)
    fuel: Decimal = Decimal(0)
    registration: Decimal = Decimal(0)
    other: Decimal = Decimal(0)
    currency: str | None = None
    days_min: int | None = None
    days_max: int | None = None
    billable_weight: Decimal | None = None
    divisor: Decimal | None = None
    tracked: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Charges:
    """The charges that the carrier settled for one order, in the account's currency.

    ``amounts`` are pairs of a kind (freight, fuel, registration, handling, other) and
    an amount that is not zero. Their sum may differ from ``total``, which is the
    carrier's own.
    """

    reference_no: str
    amounts: tuple[tuple[str, Decimal], ...]
    total: Decimal
    settled_weight: Decimal | None = None
    waybill: str = ""
    tracking_number: str = ""
    country: str = ""


@dataclass(frozen=True)
class BillingWeight:
    """The weight that is billed for a number; ``None`` with a ``message`` when there is
    none.
    """

    code: str
    weight: Decimal | None = None
    message: str = ""


@dataclass(frozen=True)
class Service:
    """One line of the carrier. ``tracked`` is ``None`` when not known; the days are the
    minimum and maximum transit time.
    """

    code: str
    name_en: str = ""
    name_cn: str = ""
    group: str = ""
    tracked: bool | None = None
    days_min: int | None = None
    days_max: int | None = None
    note: str = ""


@dataclass(frozen=True)
class ServedCountry:
    """A country that the carrier delivers to; ``code`` is ISO 3166-1 alpha-2."""

    code: str
    name_en: str = ""
    name_cn: str = ""


@dataclass(frozen=True)
class ExtraService:
    """An extra service of a line; ``code`` is used in
    ``OrderRequest.extra_services``.
    """

    code: str
    name_en: str = ""
    name_cn: str = ""
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class CallRecord:
    """One call for the log: the service, the numbers and the outcome. It has no secret
    or personal data.

    ``outcome`` is ok, refused, denied, unavailable or not_sent; ``seconds`` is the
    duration of the call; ``request`` and ``answer`` are redacted JSON values
    (``answer`` is ``None`` when it could not be read).
    """

    service: str
    references: tuple[str, ...]
    outcome: str
    seconds: float
    message: str
    request: object
    answer: object
