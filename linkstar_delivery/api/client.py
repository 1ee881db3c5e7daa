# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The carrier as an object: one method per service, dataclasses in and out, one class
of error for each reaction of the caller.
"""

from urllib.parse import urlsplit

from . import decode, encode, operations
from .answer import is_cancelled, is_stopped
from .calls import Calls
from .errors import (
    Cancelled,
    Held,
    Misconfigured,
    NotFound,
    NotReady,
    Refused,
    Unclear,
    Unsupported,
)
from .label_download import Downloads, inline
from .messages import Booked, TrackNumbers
from .soap import Soap
from .transport import Http

_ENDPOINT = "/default/svc/web-service"
_PASTED = (_ENDPOINT, "/default/svc/wsdl", "/default/svc")


class Client:
    """One account at the carrier.

    ``base_url`` is the address before ``/default/svc``; ``ioss_field`` is order or
    consignee; ``label_hosts`` are additional hosts that labels may be downloaded from.
    ``on_call`` gets a :class:`CallRecord` after every call, in the calling thread; its
    exceptions are logged and ignored, because the call has already been made.
    ``may_call`` is asked before every call; if it returns False, ``InTransaction`` is
    raised and nothing is sent.

    The client never sends a call again by itself. Every method may raise ``NotSent``,
    ``Unavailable`` and ``AccessDenied``; the constructor raises ``Misconfigured``. A
    client may be used from several threads.
    """

    def __init__(
        self,
        base_url,
        app_token,
        app_key,
        *,
        connect_timeout=5,
        read_timeout=30,
        allow_http=False,
        ioss_field="order",
        label_hosts=(),
        on_call=None,
        total_timeout=None,
        may_call=None,
    ):
        app_token, app_key = (app_token or "").strip(), (app_key or "").strip()
        if not app_token or not app_key:
            raise Misconfigured(reason="no_credentials")
        if not (app_token + app_key).isprintable():
            raise Misconfigured(reason="credentials_unprintable")
        self._http = Http(connect_timeout, read_timeout, allow_http, total_timeout)
        base_url = _base(self._http.check((base_url or "").strip()))
        soap = Soap(self._http, base_url + _ENDPOINT, app_token, app_key)
        self._calls = Calls(soap, (app_token, app_key), on_call, may_call)
        self._downloads = Downloads(self._http, base_url, label_hosts)
        self._ioss_field = ioss_field

    @property
    def longest_call(self):
        """The number of seconds after which any single request has ended; the lease of
        a step must be longer.
        """
        return self._http.longest_request

    # Orders

    def create_order(self, order):
        """Send ``order`` once and return :class:`Booked`.

        ``AlreadyExists``: use the order that :meth:`find_order` returns.
        ``Unavailable``: call :meth:`find_order` before sending again, because some
        hosts create a second order. ``Refused``: the data must change.
        """
        params = encode.create_order(order, ioss_field=self._ioss_field)
        reference = order.reference_no
        return self._calls.ask(
            operations.CREATE_ORDER,
            params,
            lambda envelope: decode.booked(envelope, reference),
            [reference],
        )

    def find_order(self, reference_no):
        """Return the order as :class:`Booked`, or ``None`` only when the carrier says
        that it does not exist.

        ``Refused``: the carrier gives no clear answer, so a person has to look.
        ``waybill`` can be "" here. On a host without ``getTrackNumber`` or
        ``getOrder``, other services are used as far as possible.
        """
        try:
            numbers = self._track_numbers([reference_no]).get(reference_no)
        except Refused:
            numbers = None
        if numbers and numbers.waybill:
            return _adopted(numbers)
        try:
            found = self._get_order(reference_no)
        except NotFound:
            found = None
        except Unsupported:
            found = self._witnessed(reference_no)
        return found or (_adopted(numbers) if numbers else None)

    def _get_order(self, reference_no):
        params = {"reference_no": encode.text(reference_no)}
        return self._calls.ask(
            operations.GET_ORDER,
            params,
            lambda envelope: decode.found_order(envelope, reference_no),
            [reference_no],
        )

    def _witnessed(self, reference_no):
        """As :meth:`find_order`, on a host without ``getOrder``: tracking knows the
        existing orders, and the label service knows which ones do not exist.

        :raise Unclear: when neither gives an answer
        """
        try:
            [parcel] = self.track([reference_no], kind="reference")
        except Refused:
            parcel = None
        if parcel and parcel.waybill:
            return _adopted(
                TrackNumbers(reference_no, parcel.waybill, _own_number(parcel))
            )
        try:
            self._label_source(reference_no, "100x150", "label")
        except NotFound:
            return None
        except NotReady as error:
            raise error.turned_into(Unclear) from error
        return Booked(reference_no, waybill="", number_pending=True, number_unsure=True)

    def find_others(self, reference_no, waybill):
        """Return the waybills of all orders with this reference except ``waybill``, as
        far as the carrier lists them.
        """
        try:
            found = self._track_numbers([reference_no], waybill).get(reference_no)
        except Unsupported:
            try:
                found = self._get_order(reference_no)
            except (NotFound, Unsupported):
                found = None
        waybills = (found.waybill, *found.others) if found else ()
        return tuple(
            each for each in waybills if each and not decode.same(each, waybill)
        )

    def cancel_order(self, reference_no, waybill=""):
        """Cancel an order that the carrier has not received yet, and return whether
        this call cancelled it. ``Refused`` or ``NotFound`` if that is not possible,
        ``Held`` when the parcel has been intercepted.

        An order that is already cancelled is no error: the answer of an earlier try may
        have been lost. With ``waybill`` this one order is cancelled, else an order with
        the reference.
        """
        try:
            self._calls.ask(
                operations.CANCEL_ORDER,
                encode.by_number(reference_no, waybill),
                bool,
                [reference_no],
            )
        except Refused as refusal:
            if is_cancelled(refusal.message):
                return False
            if is_stopped(refusal.message):
                raise _as(Held, refusal) from refusal
            raise
        return True

    def intercept_order(self, reference_no, remark, waybill=""):
        """Ask the carrier to hold a parcel that it may have received. ``Refused`` or
        ``NotFound`` if that is not possible.

        A parcel that is already stopped is no error: the answer of an earlier try may
        have been lost.
        """
        params = {
            **encode.by_number(reference_no, waybill),
            "hold_on_remark": encode.text(remark),
        }
        try:
            self._calls.ask(operations.INTERCEPT_ORDER, params, bool, [reference_no])
        except Refused as refusal:
            if not is_stopped(refusal.message):
                raise

    # Numbers and labels

    def track_numbers(self, references, waybill=""):
        """Return ``{reference: TrackNumbers}`` of those ``references`` that have
        numbers at the carrier.

        With ``waybill`` this order is used where several orders have the reference. On
        a host without this service, each order or its tracking is asked for;
        ``Unsupported`` when the host has none of these services.
        """
        references = list(references)
        try:
            return self._track_numbers(references, waybill)
        except Unsupported as missing:
            found = {
                reference: self._number_elsewhere(reference, waybill, missing)
                for reference in references
            }
            return {
                reference: numbers for reference, numbers in found.items() if numbers
            }

    def _track_numbers(self, references, waybill=""):
        params = {"reference_no": [encode.text(reference) for reference in references]}
        try:
            return self._calls.ask(
                operations.GET_TRACK_NUMBER,
                params,
                lambda found: decode.track_numbers(found, references, waybill),
                references,
            )
        except (NotFound, NotReady):
            return {}

    def _number_elsewhere(self, reference_no, waybill, missing):
        try:
            order = self._get_order(reference_no)
            return order and TrackNumbers(
                reference_no, order.waybill, order.tracking_number
            )
        except NotFound:
            return None
        except Unsupported:
            pass
        try:
            [parcel] = self.track(
                [waybill or reference_no], kind="waybill" if waybill else "reference"
            )
        except Unsupported:
            raise missing from None
        return (
            TrackNumbers(reference_no, parcel.waybill, _own_number(parcel))
            if parcel.waybill
            else None
        )

    def number_changes(self, since, until, reference_no=""):
        """Return the :class:`NumberChange` entries between two aware moments, of one
        order or of all orders, oldest first.
        """
        params = {"start_date": encode.moment(since), "end_date": encode.moment(until)}
        if reference_no:
            params = {"shipper_hawbcode": encode.text(reference_no), **params}
        return self._list(
            operations.GET_TRACKING_NUMBER_CHANGE_RECORD,
            params,
            decode.number_changes,
            [reference_no] if reference_no else [],
        )

    def label(self, reference_no, *, waybill="", size="100x150", content="label"):
        """Return the :class:`Label` of an order; ``NotReady`` while there is none,
        ``Cancelled`` when there will be none.

        ``size`` is 100x150, a4 or 100x100 (millimetres); ``content`` is label, customs,
        label_customs, label_picking or all. ``Misconfigured`` when the file is on a
        host that the account does not allow.
        """
        source = self._label_source(reference_no, size, content, waybill)
        label = inline(source)
        if label:
            return label
        return self._calls.watch(
            "label download",
            {"url": source},
            lambda: self._downloads.fetch(source),
            [reference_no],
        )

    def is_cancelled(self, reference_no, waybill=""):
        """Whether the carrier refuses the label because the order is cancelled; no
        other service reports that.
        """
        try:
            self._label_source(reference_no, "100x150", "label", waybill)
        except Cancelled:
            return True
        except (Refused, NotReady):
            pass
        return False

    def _label_source(self, reference_no, size, content, waybill=""):
        params = encode.label(reference_no, size, content, waybill)
        try:
            return self._calls.ask(
                operations.GET_LABEL_URL, params, decode.label_source, [reference_no]
            )
        except Refused as refusal:
            if is_cancelled(refusal.message):
                raise _as(Cancelled, refusal) from refusal
            raise

    # Tracking and money

    def track(self, codes, kind=None, lang="EN", *, per_call=50):
        """Return one :class:`TrackedParcel` for each of ``codes``, in order; unknown
        codes have no events.

        ``kind`` is waybill, reference, tracking, or ``None`` for any. At most
        ``per_call`` codes are sent in one call (50 is the carrier's own limit); the
        calls are made one after the other.
        """
        codes, found = list(codes), []
        for start in range(0, len(codes), per_call):
            found += self._track(codes[start : start + per_call], kind, lang)
        return found

    def _track(self, codes, kind, lang):
        params = encode.track(codes, kind, lang)
        try:
            return self._calls.ask(
                operations.GET_CARGO_TRACK,
                params,
                lambda envelope: decode.tracked(envelope, codes),
                codes,
            )
        except NotFound:
            return decode.tracked({}, codes)

    def quote(self, request):
        """Return the :class:`Quote` of every line that takes the parcel; ``Refused``
        with the carrier's reason when no line takes it.
        """
        return self._calls.ask(
            operations.FEE_TRAIL, encode.quote(request), decode.quotes
        )

    def charges(self, reference_no):
        """Return the settled :class:`Charges` of an order, ``None`` while it is not
        rated, and on hosts without this service.
        """
        params = {"reference_no": encode.text(reference_no)}
        try:
            return self._calls.ask(
                operations.GET_RECEIVING_EXPENSE,
                params,
                lambda envelope: decode.charges(envelope, reference_no),
                [reference_no],
            )
        except (NotFound, NotReady, Unsupported):
            return None

    def billing_weights(self, codes):
        """Return a :class:`BillingWeight` for each of the numbers ``codes`` that is in
        the carrier's answer.
        """
        codes = list(codes)
        return self._list(
            operations.GET_BILLING_WEIGHT,
            {"codes": [encode.text(code) for code in codes]},
            decode.billing_weights,
            codes,
        )

    # What the contract offers

    def services(self, country=None):
        """Return the lines of the contract as :class:`Service`, of all countries or of
        one.
        """
        return self._list(
            operations.GET_SHIPPING_METHOD,
            {"country_code": country} if country else {},
            decode.services,
        )

    def countries(self):
        """Return each :class:`ServedCountry` that the carrier delivers to."""
        return self._list(operations.GET_COUNTRY, {}, decode.countries)

    def extra_services(self, service, country):
        """Return the :class:`ExtraService` list of the line with the code ``service``
        in ``country``.
        """
        params = {"shipping_method": service, "country_code": country}
        return self._list(operations.GET_EXTRA_SERVICE, params, decode.extra_services)

    def ping(self):
        """Make a cheap call that needs the credentials. Return the number of lines in
        the contract, ``None`` where the host does not list them. ``Unsupported`` when
        the host has no service that works without an order.
        """
        try:
            return len(self.services())
        except Unsupported as missing:
            for ask in (
                self.countries,
                lambda: self._track_numbers(["-"]),
                lambda: self._get_order("-"),
            ):
                try:
                    ask()
                except Unsupported:
                    continue
                except NotFound:
                    pass
                return None
            raise missing

    def _list(self, service, params, read, references=()):
        """Return the result of ``read``; an empty list when the carrier reports
        "nothing found" as a failure.
        """
        try:
            return self._calls.ask(service, params, read, references)
        except (NotFound, NotReady):
            return []


def _base(address):
    """The address before ``/default/svc``, also when the address of the service or of
    its WSDL was entered.
    """
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    for pasted in _PASTED:
        path = path.removesuffix(pasted)
    return parts._replace(path=path.rstrip("/"), query="", fragment="").geturl()


def _as(kind, refusal):
    return kind(
        refusal.message,
        service=refusal.service,
        messages=refusal.messages,
        code=refusal.code,
        reason=refusal.reason,
        **refusal.params,
    )


def _own_number(parcel):
    """The tracking number of a parcel, "" when it only repeats the waybill."""
    number = parcel.tracking_number
    return number if number and not decode.same(number, parcel.waybill) else None


def _adopted(numbers):
    return Booked(
        reference_no=numbers.reference_no,
        waybill=numbers.waybill,
        tracking_number=numbers.tracking_number,
        number_pending=not numbers.tracking_number,
        number_unsure=not numbers.tracking_number,
        others=numbers.others,
    )
