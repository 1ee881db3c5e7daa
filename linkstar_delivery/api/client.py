"""The carrier as an object: one method per service, dataclasses in and out, one error type per reaction."""

from urllib.parse import urlsplit

from . import decode, encode
from .answer import is_cancelled, is_stopped
from .calls import Calls
from .errors import Cancelled, Held, Misconfigured, NotFound, NotReady, Refused, Unclear, Unsupported
from .labels import Downloads, inline
from .messages import Booked, TrackNumbers
from .soap import Soap
from .transport import Http

_ENDPOINT = "/default/svc/web-service"
_PASTED = (_ENDPOINT, "/default/svc/wsdl", "/default/svc")


class Client:
    """One account at the carrier.

    ``base_url`` is the address before ``/default/svc``; ``ioss_field`` is order or consignee; ``label_hosts`` are further
    hosts that labels may be fetched from. ``on_call`` gets a :class:`CallRecord` after every call, from the calling thread;
    what it raises is logged and dropped, because the call has been made.

    Nothing is ever sent twice. Every method may raise ``NotSent``, ``Unavailable`` and ``AccessDenied``; the constructor
    raises ``Misconfigured``. A client may be used from several threads.
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
    ):
        app_token, app_key = (app_token or "").strip(), (app_key or "").strip()
        if not app_token or not app_key:
            raise Misconfigured(reason="no_credentials")
        if not (app_token + app_key).isprintable():
            raise Misconfigured(reason="credentials_unprintable")
        self._http = Http(connect_timeout, read_timeout, allow_http, total_timeout)
        base_url = _base(self._http.check((base_url or "").strip()))
        soap = Soap(self._http, base_url + _ENDPOINT, app_token, app_key)
        self._calls = Calls(soap, (app_token, app_key), on_call)
        self._downloads = Downloads(self._http, base_url, label_hosts)
        self._ioss_field = ioss_field

    @property
    def longest_call(self):
        """Seconds after which any single request has ended; a lease on what it works on must be longer."""
        return self._http.longest_request

    # Orders

    def create_order(self, order):
        """Send ``order`` once and return :class:`Booked`.

        ``AlreadyExists``: adopt with :meth:`find_order`. ``Unavailable``: ask :meth:`find_order` before sending again, some
        hosts create a second order. ``Refused``: the data must change.
        """
        params = encode.create_order(order, ioss_field=self._ioss_field)
        reference = order.reference_no
        return self._calls.ask("createOrder", params, lambda envelope: decode.booked(envelope, reference), [reference])

    def batch_create_orders(self, orders):
        """Send ``orders`` in one call. Return for each, in order, :class:`Booked` or the error that it alone met.

        Only an error of the whole call is raised.
        """
        service = "batchCreateOrder"
        results, params, sent = {}, [], []
        for position, order in enumerate(orders):
            try:
                params.append(encode.create_order(order, ioss_field=self._ioss_field))
                sent.append(position)
            except Refused as error:
                results[position] = error
        references = [orders[position].reference_no for position in sent]
        if sent:
            booked = self._calls.ask_batch(service, params, lambda items: decode.booked_batch(items, references), references)
            results |= zip(sent, map(self._cleaned(service, params), booked), strict=True)
        return [results[position] for position in range(len(orders))]

    def find_order(self, reference_no):
        """Return the order as :class:`Booked`, or ``None`` only when the carrier says that it is not there.

        ``Refused`` means that the carrier says neither; a person has to look. ``waybill`` can be "" here. On a host without
        ``getTrackNumber`` or ``getOrder`` other services answer, as far as they can.
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
        return self._calls.ask("getOrder", params, lambda envelope: decode.found_order(envelope, reference_no), [reference_no])

    def _witnessed(self, reference_no):
        """As :meth:`find_order`, on a host without ``getOrder``: the tracking knows orders, and the label knows which are not there.

        :raise Unclear: when neither says"""
        try:
            [parcel] = self.track([reference_no], kind="reference")
        except Refused:
            parcel = None
        if parcel and parcel.waybill:
            return _adopted(TrackNumbers(reference_no, parcel.waybill, _own_number(parcel)))
        try:
            self._label_source(reference_no, "100x150", "label")
        except NotFound:
            return None
        except NotReady as error:
            raise error.turned_into(Unclear) from error
        return Booked(reference_no, waybill="", number_pending=True, number_unsure=True)

    def find_others(self, reference_no, waybill):
        """Return the waybills of all orders of this reference but that of ``waybill``, as far as the carrier lists them."""
        try:
            found = self._track_numbers([reference_no], waybill).get(reference_no)
        except Unsupported:
            try:
                found = self._get_order(reference_no)
            except (NotFound, Unsupported):
                found = None
        waybills = (found.waybill, *found.others) if found else ()
        return tuple(each for each in waybills if each and not decode.same(each, waybill))

    def cancel_order(self, reference_no, waybill=""):
        """Cancel an order that the carrier has not received yet, and return whether this call did it; ``Refused`` or ``NotFound`` if
        that cannot be done, ``Held`` when the parcel has been intercepted.

        An order that is cancelled already is fine: the answer of an earlier try may have been lost. With ``waybill`` it is that
        order, else one of the reference.
        """
        try:
            self._calls.ask("cancelOrder", encode.by_number(reference_no, waybill), bool, [reference_no])
        except Refused as refusal:
            if is_cancelled(refusal.message):
                return False
            if is_stopped(refusal.message):
                raise _as(Held, refusal) from refusal
            raise
        return True

    def intercept_order(self, reference_no, remark, waybill=""):
        """Ask the carrier to hold a parcel it may have received; ``Refused`` or ``NotFound`` if that cannot be done.

        One that is stopped already is fine: the answer of an earlier try may have been lost.
        """
        params = {**encode.by_number(reference_no, waybill), "hold_on_remark": encode.text(remark)}
        try:
            self._calls.ask("interceptOrder", params, bool, [reference_no])
        except Refused as refusal:
            if not is_stopped(refusal.message):
                raise

    def modify_weight(self, weights):
        """Correct announced weights, ``{waybill: kg}``. Return ``{waybill: None or the error that it alone met}``."""
        service, waybills = "modifyOrderWeight", list(weights)
        params = [{"order_code": waybill, "weight": encode.weight(weights[waybill])} for waybill in waybills]
        errors = self._calls.ask_batch(service, params, lambda items: decode.verdicts(items, waybills, service), waybills)
        return dict(zip(waybills, map(self._cleaned(service), errors), strict=True))

    # Numbers and labels

    def track_numbers(self, references, waybill=""):
        """Return ``{reference: TrackNumbers}`` of those ``references`` that the carrier has numbers for.

        ``waybill`` is that of the one order that is asked for, which counts where there are several of its reference. A host without
        this service is asked for each order, or for its tracking; ``Unsupported`` when it has none of them.
        """
        references = list(references)
        try:
            return self._track_numbers(references, waybill)
        except Unsupported as missing:
            found = {reference: self._number_elsewhere(reference, waybill, missing) for reference in references}
            return {reference: numbers for reference, numbers in found.items() if numbers}

    def _track_numbers(self, references, waybill=""):
        params = {"reference_no": [encode.text(reference) for reference in references]}
        try:
            return self._calls.ask("getTrackNumber", params, lambda found: decode.track_numbers(found, references, waybill), references)
        except (NotFound, NotReady):
            return {}

    def _number_elsewhere(self, reference_no, waybill, missing):
        try:
            order = self._get_order(reference_no)
            return order and TrackNumbers(reference_no, order.waybill, order.tracking_number)
        except NotFound:
            return None
        except Unsupported:
            pass
        try:
            [parcel] = self.track([waybill or reference_no], kind="waybill" if waybill else "reference")
        except Unsupported:
            raise missing from None
        return TrackNumbers(reference_no, parcel.waybill, _own_number(parcel)) if parcel.waybill else None

    def number_changes(self, since, until, reference_no=""):
        """Return the :class:`NumberChange` entries between two aware moments, of one order or of all, oldest first."""
        params = {"start_date": encode.moment(since), "end_date": encode.moment(until)}
        if reference_no:
            params = {"shipper_hawbcode": encode.text(reference_no), **params}
        return self._list("getTrackingNumberChangeRecord", params, decode.number_changes, [reference_no] if reference_no else [])

    def label(self, reference_no, *, waybill="", size="100x150", content="label"):
        """Return the :class:`Label` of an order; ``NotReady`` while there is none, ``Cancelled`` when there will be none.

        ``size`` is 100x150, a4 or 100x100 (millimetres); ``content`` is label, customs, label_customs, label_picking or all.
        ``Misconfigured`` when the file lies on a host that the account does not allow.
        """
        source = self._label_source(reference_no, size, content, waybill)
        label = inline(source)
        if label:
            return label
        return self._calls.watch("label download", {"url": source}, lambda: self._downloads.fetch(source), [reference_no])

    def is_cancelled(self, reference_no, waybill=""):
        """Whether the carrier says that it makes no label of this order since it is cancelled; nothing else tells that."""
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
            return self._calls.ask("getLabelUrl", params, decode.label_source, [reference_no])
        except Refused as refusal:
            if is_cancelled(refusal.message):
                raise _as(Cancelled, refusal) from refusal
            raise

    # Tracking and money

    def track(self, codes, kind=None, lang="EN", *, per_call=50):
        """Return one :class:`TrackedParcel` for each of ``codes``, in order; unknown ones have no events.

        ``kind`` is waybill, reference, tracking, or ``None`` for any. At most ``per_call`` codes go into one call (50 is the
        carrier's own limit); the calls are made one after the other.
        """
        codes, found = list(codes), []
        for start in range(0, len(codes), per_call):
            found += self._track(codes[start : start + per_call], kind, lang)
        return found

    def _track(self, codes, kind, lang):
        params = encode.track(codes, kind, lang)
        try:
            return self._calls.ask("getCargoTrack", params, lambda envelope: decode.tracked(envelope, codes), codes)
        except NotFound:
            return decode.tracked({}, codes)

    def quote(self, request):
        """Return the :class:`Quote` of every line that takes the parcel; ``Refused`` when the carrier says why none does."""
        return self._calls.ask("feeTrail", encode.quote(request), decode.quotes)

    def charges(self, reference_no):
        """Return the settled :class:`Charges` of an order, ``None`` while it is not rated, and on hosts without this service."""
        params = {"reference_no": encode.text(reference_no)}
        try:
            return self._calls.ask(
                "getReceivingExpense", params, lambda envelope: decode.charges(envelope, reference_no), [reference_no]
            )
        except (NotFound, NotReady, Unsupported):
            return None

    def order_fees(self, reference_no):
        """Return the :class:`Fee` entries of an order, none while it is not rated."""
        return self._list("getOrderFee", {"reference_no": encode.text(reference_no)}, decode.fees, [reference_no])

    def billing_weights(self, codes):
        """Return a :class:`BillingWeight` for each of the numbers ``codes`` that the carrier answers about."""
        codes = list(codes)
        return self._list("getBillingWeight", {"codes": [encode.text(code) for code in codes]}, decode.billing_weights, codes)

    # What the contract offers

    def services(self, country=None):
        """Return the lines of the contract as :class:`Service`, of all countries or of one."""
        return self._list("getShippingMethod", {"country_code": country} if country else {}, decode.services)

    def countries(self):
        """Return each :class:`Country` that the carrier goes to."""
        return self._list("getCountry", {}, decode.countries)

    def extra_services(self, service, country):
        """Return the :class:`ExtraService` options of the line with the code ``service`` in ``country``."""
        params = {"shipping_method": service, "country_code": country}
        return self._list("getExtraService", params, decode.extra_services)

    def ping(self):
        """Make a cheap call that needs the credentials. Return how many lines the contract has, ``None`` where the host does not list
        them. ``Unsupported`` when it has none of the services that need no order."""
        try:
            return len(self.services())
        except Unsupported as missing:
            for ask in (self.countries, lambda: self._track_numbers(["-"]), lambda: self._get_order("-")):
                try:
                    ask()
                except Unsupported:
                    continue
                except NotFound:
                    pass
                return None
            raise missing

    def _list(self, service, params, read, references=()):
        """Return what ``read`` finds; a carrier that says "nothing found" as a failure means an empty list."""
        try:
            return self._calls.ask(service, params, read, references)
        except (NotFound, NotReady):
            return []

    def _cleaned(self, service, request=None):
        return lambda result: self._calls.cleaned(result, service, request) if isinstance(result, Exception) else result


def _base(address):
    """The address before ``/default/svc``, also when the one of the service or of its WSDL was pasted."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    for pasted in _PASTED:
        path = path.removesuffix(pasted)
    return parts._replace(path=path.rstrip("/"), query="", fragment="").geturl()


def _as(kind, refusal):
    return kind(
        refusal.message, service=refusal.service, messages=refusal.messages, code=refusal.code, reason=refusal.reason, **refusal.params
    )


def _own_number(parcel):
    """The tracking number of a parcel that is not its waybill again."""
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
