# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What happened at the carrier, stored as values, and the sentence for it in the
reader's language.

A happening is a JSON object. ``code`` is the class of an error of ``api.errors``, with
the values of that error, or one of

- ``not_cancelled``, ``not_intercepted``: ``of`` is the happening that ended the
  request;
- ``number_pending``, ``not_stored``;
- ``unexpected``: an unexpected exception, its class under ``kind``;
- ``text``: a sentence that an earlier version stored as text.
"""

from ..api import errors, operations, reasons, refusals

#: Happenings that end when the account or the connection to the carrier works again.
OF_THE_ACCOUNT = ("NotSent", "Unavailable", "AccessDenied", "Misconfigured")


def of_error(error):
    """The happening of a :class:`CarrierError`."""
    code = next(
        kind.__name__
        for kind in type(error).__mro__
        if kind.__module__ == errors.__name__
    )
    happened = {"code": code, "service": error.service}
    if error.reason:
        happened |= {"reason": error.reason, "params": error.params}
    if isinstance(error, errors.Refused) and error.problems:
        happened["problems"] = [list(problem) for problem in error.problems]
    elif error.words:
        known = map(refusals.understood, error.words)
        happened["words"] = [
            [refusal.words, refusal.code, refusal.item] for refusal in known
        ]
    return happened


def of_records(texts):
    """The happening of records that do not make a valid order. ``texts``: {language:
    reason}.
    """
    return {"code": "Refused", "problems": [["records", {"texts": texts}]]}


def refused_for(happened):
    """Pairs of a code of ``api.refusals`` and the number of an item (0: none), for all
    reasons why the carrier refused an order.
    """
    inner = (happened or {}).get("of", happened) or {}
    if inner.get("code") not in ("Refused", "AlreadyExists"):
        return []
    return [(code, item) for _words, code, item in inner.get("words", ()) if code]


#: The kind of record to correct for a code of ``api.refusals``.
REMEDIES = {
    "contact": (
        "name_missing",
        "name_long",
        "name_wrong",
        "street_missing",
        "street_long",
        "street_wrong",
        "city_missing",
        "city_wrong",
        "postcode_missing",
        "postcode_wrong",
        "province_missing",
        "province_wrong",
        "phone_missing",
        "phone_wrong",
        "email_missing",
        "email_wrong",
        "tax_no_missing",
        "country_wrong",
    ),
    "sender": ("sender_incomplete",),
    "product": (
        "description_cn_missing",
        "description_en_wrong",
        "description_en_long",
        "hs_code_missing",
        "hs_code_wrong",
        "item_weight_wrong",
        "battery_not_carried",
    ),
    "order": ("item_value_wrong", "value_wrong"),
    "registration": ("ioss_missing", "ioss_wrong"),
    "transfer": (
        "remote_area",
        "country_not_served",
        "goods_not_carried",
        "item_quantity_wrong",
        "value_over",
        "weight_missing",
        "weight_over",
        "size_over",
        "pieces_wrong",
        "line_not_open",
    ),
}
REMEDY_OF = {code: remedy for remedy, codes in REMEDIES.items() for code in codes}


def sentence(env, happened, account, again=True):
    """The sentence for a person: what is wrong, where, what to do.

    ``account`` is the name of the account. ``again``: the system tries again by itself.
    """
    if not happened:
        return ""
    code = happened["code"]
    if code == "text":
        return happened["text"]
    if code == "number_pending":
        return env._(
            "The carrier has not sent the tracking number yet. The system asks again "
            "automatically."
        )
    if code == "not_stored":
        return env._(
            "The carrier's answer could not be stored. The system tries again "
            "automatically. The reason is in the server's log."
        )
    if code == "unexpected":
        return _unexpected(env, happened, again)
    if code == "not_cancelled":
        return _not_cancelled(env, happened, account)
    if code == "not_intercepted":
        return env._(
            "Not intercepted, the parcel travels on. %s",
            sentence(env, happened["of"], account),
        )
    return " ".join(filter(None, _SENTENCES[code](env, happened, account, again)))


def _unexpected(env, happened, again):
    if again:
        return env._(
            "Unexpected error (%s). Nothing was saved. The system tries again "
            "automatically. Details are in the server's log.",
            happened["kind"],
        )
    return env._(
        "Unexpected error (%s). Try again. If the error stays, see the server's log "
        "for details.",
        happened["kind"],
    )


def _not_cancelled(env, happened, account):
    parts = [env._("Not cancelled. %s", sentence(env, happened["of"], account))]
    if happened.get("booked"):
        parts.append(
            env._(
                "If the carrier already has the parcel, press Intercept on the "
                "shipment. The depot may still be able to stop the parcel."
            )
        )
    if happened.get("rebook"):
        parts.append(
            env._("The parcel travels as it was booked. %s", happened["rebook"])
        )
    return " ".join(parts)


def _why(env, happened):
    """The reason in the reader's language. The carrier's own words are quoted."""
    if happened.get("reason"):
        return reason_text(env, happened["reason"], happened.get("params", {}))
    words = " ".join(words for words, _code, _item in happened.get("words", ()))
    return env._("The carrier's words: “%s”", words) if words else ""


def _check_address(env, happened, account):
    if happened.get("reason") in reasons.WRONG_ADDRESS:
        return env._(
            "An administrator must correct the address of the account %s. Use the "
            "address from the contract, without /default/svc.",
            account,
        )
    return ""


def _not_sent(env, happened, account, again):
    return (
        env._("The carrier cannot be reached."),
        _why(env, happened),
        (
            env._("Nothing was sent. The system tries again automatically.")
            if again
            else env._("Nothing was sent. Try again later.")
        ),
        _check_address(env, happened, account)
        or env._(
            "If this continues, ask an administrator to check the address of the "
            "account %s.",
            account,
        ),
    )


def _unavailable(env, happened, account, again):
    return (
        env._("The carrier's answer cannot be used."),
        _why(env, happened),
        (
            env._("The system asks again automatically. Nothing is sent twice.")
            if again
            else env._("Try again later.")
        ),
        _check_address(env, happened, account),
    )


def _unclear(env, happened, account, again):
    return (
        env._("The carrier's answer does not say whether the order exists."),
        _why(env, happened),
        (
            env._(
                "The system asks again automatically. Nothing is sent twice. If this "
                "continues, look in the carrier's portal or ask the carrier."
            )
            if again
            else env._("Try again later. If this continues, ask the carrier.")
        ),
    )


def _denied(env, happened, account, again):
    return (
        env._(
            "The carrier does not accept the credentials of the account %s.", account
        ),
        _why(env, happened),
        env._(
            "An administrator must correct the app token and the app key under "
            "Inventory ▸ Configuration ▸ Linkstar ▸ Linkstar accounts."
        ),
        env._("Waiting shipments are then sent automatically.") if again else "",
    )


def _misconfigured(env, happened, account, again):
    return env._("The account %s cannot be used.", account), _why(env, happened)


def _not_ready(env, happened, account, again):
    return (
        env._("The carrier has not made the label yet."),
        _why(env, happened),
        (
            env._("The system asks again automatically.")
            if again
            else env._("Try again later.")
        ),
    )


def _unsupported(env, happened, account, again):
    texts = {
        operations.GET_SHIPPING_METHOD: lambda: env._(
            "Create its lines by hand, with the codes from the contract."
        ),
        operations.CANCEL_ORDER: lambda: env._(
            "Cancel the order in the carrier's portal, or ask the carrier to do it."
        ),
        operations.INTERCEPT_ORDER: lambda: env._(
            "Ask the carrier to stop the parcel."
        ),
        operations.FEE_TRAIL: lambda: env._(
            "Its prices come from a rate card. Import one."
        ),
    }
    remedy = texts.get(happened.get("service"))
    return (
        env._(
            "The carrier's host of the account %(account)s does not have the service "
            "%(service)s.",
            account=account,
            service=happened.get("service") or "?",
        ),
        remedy() if remedy else "",
        _why(env, happened),
    )


def _refused(env, happened, account, again):
    if "problems" in happened:
        texts = [
            reason_text(env, reason, params) for reason, params in happened["problems"]
        ]
        return ("\n".join(texts),)
    parts = [_refusal(env, *refusal) for refusal in happened.get("words", ())]
    if not parts:
        return env._("The carrier refused."), _why(env, happened)
    if len(parts) == 1:
        return (env._("The carrier refused: %s", parts[0]),)
    return (
        "\n".join([env._("The carrier refused:"), *(f"• {part}" for part in parts)]),
    )


def _refusal(env, words, code, item):
    if not code:
        return env._("“%s” (the carrier's words)", words)
    what = refusal_text(env, code)
    if item:
        what = env._("item %(number)s: %(what)s", number=item, what=what)
    return env._("%(what)s The carrier's words: “%(words)s”", what=what, words=words)


_SENTENCES = {
    "NotSent": _not_sent,
    "Unavailable": _unavailable,
    "Unclear": _unclear,
    "AccessDenied": _denied,
    "Misconfigured": _misconfigured,
    "NotReady": _not_ready,
    "Unsupported": _unsupported,
    **dict.fromkeys(
        ("Refused", "AlreadyExists", "NotFound", "Cancelled", "Held", "CarrierError"),
        _refused,
    ),
}


def _refusals_of_address(env):
    """Refusals of parts of an address: {code: function that returns the sentence}."""
    return {
        "sender_incomplete": lambda: env._(
            "the sender's address is incomplete or wrong. Correct it on the "
            "warehouse's contact."
        ),
        "name_missing": lambda: env._(
            "the consignee's name is missing. Enter it on the contact."
        ),
        "name_long": lambda: env._(
            "the consignee's name is too long. Shorten it on the contact."
        ),
        "name_wrong": lambda: env._(
            "the consignee's name is not accepted. Correct it on the contact."
        ),
        "street_missing": lambda: env._(
            "the consignee's street or house number is missing. Enter it on the"
            " contact."
        ),
        "street_long": lambda: env._(
            "the consignee's address is too long. Shorten it on the contact."
        ),
        "street_wrong": lambda: env._(
            "the consignee's address is not accepted. Correct it on the contact."
        ),
        "city_missing": lambda: env._(
            "the consignee's city is missing. Enter it on the contact."
        ),
        "city_wrong": lambda: env._(
            "the consignee's city is not accepted. Correct it on the contact."
        ),
        "postcode_missing": lambda: env._(
            "the consignee's postcode is missing. Enter it on the contact."
        ),
        "postcode_wrong": lambda: env._(
            "the consignee's postcode is wrong. Correct it on the contact."
        ),
    }


def _refusals_of_consignee(env):
    """Refusals of the destination or of data of the consignee, in the same form."""
    return {
        "remote_area": lambda: env._(
            "the line does not go to this remote area. Choose another delivery method"
            " on the transfer."
        ),
        "province_missing": lambda: env._(
            "the consignee's province or state is missing. Choose it on the contact."
        ),
        "province_wrong": lambda: env._(
            "the consignee's province or state is not accepted. Correct it on the"
            " contact."
        ),
        "phone_missing": lambda: env._(
            "the consignee's phone number is missing. Enter it on the contact."
        ),
        "phone_wrong": lambda: env._(
            "the consignee's phone number is not accepted. Correct it on the contact."
        ),
        "email_missing": lambda: env._(
            "the consignee's e-mail address is missing. Enter it on the contact."
        ),
        "email_wrong": lambda: env._(
            "the consignee's e-mail address is not accepted. Correct it on the contact."
        ),
        "tax_no_missing": lambda: env._(
            "the consignee's tax number is missing or not accepted. Enter it on the "
            "contact."
        ),
        "country_wrong": lambda: env._(
            "the consignee's country is not accepted. Correct it on the contact."
        ),
        "country_not_served": lambda: env._(
            "the line does not go to this country. Choose another delivery method on"
            " the transfer."
        ),
    }


def _refusals_of_goods(env):
    """Refusals of the declared goods, in the same form."""
    return {
        "description_cn_missing": lambda: env._(
            "the Chinese description is missing. Enter it on the product."
        ),
        "description_en_wrong": lambda: env._(
            "the English description is missing or not accepted. Correct it on the"
            " product."
        ),
        "description_en_long": lambda: env._(
            "the English description is too long. Shorten it on the product."
        ),
        "hs_code_missing": lambda: env._(
            "the HS code is missing. Enter it on the product."
        ),
        "hs_code_wrong": lambda: env._(
            "the HS code is not accepted. Correct it on the product."
        ),
        "battery_not_carried": lambda: env._(
            "the line carries no goods with batteries. Choose a line that carries "
            "them on the transfer, or correct the product."
        ),
        "goods_not_carried": lambda: env._(
            "the line does not carry these goods. Choose another delivery method on the"
            " transfer."
        ),
        "item_value_wrong": lambda: env._(
            "the unit price is not accepted. Correct the price on the order."
        ),
        "item_weight_wrong": lambda: env._(
            "the weight of a unit is not accepted. Correct it on the product."
        ),
        "item_quantity_wrong": lambda: env._(
            "the quantity is not accepted. Check the transfer."
        ),
    }


def _refusals_of_order(env):
    """Refusals of the whole order, in the same form."""
    return {
        "value_over": lambda: env._(
            "the value of the goods is above the limit of the line. Choose another "
            "line on the transfer, or split the transfer."
        ),
        "value_wrong": lambda: env._(
            "the declared value is not accepted. Check the prices of the order."
        ),
        "weight_missing": lambda: env._(
            "the parcel has no weight. Weigh the parcel and enter the weight on the "
            "transfer."
        ),
        "weight_over": lambda: env._(
            "the parcel is too heavy for the line. Choose another line on the "
            "transfer, or pack the goods into several parcels."
        ),
        "size_over": lambda: env._(
            "the parcel is too large for the line. Choose another line or a smaller "
            "package on the transfer."
        ),
        "pieces_wrong": lambda: env._(
            "the line does not take this number of parcels in one shipment. Check the "
            "packages of the transfer."
        ),
        "ioss_missing": lambda: env._(
            "the IOSS number is missing. Enter the registration under Customs, or "
            "choose a line without IOSS."
        ),
        "ioss_wrong": lambda: env._(
            "the IOSS number is not accepted. Correct the registration under Customs, "
            "or ask the carrier to register it."
        ),
        "eori_missing": lambda: env._(
            "an EORI number is missing or not accepted. Enter it in the company's"
            " settings."
        ),
        "line_not_open": lambda: env._(
            "the contract does not have this line. Choose another delivery method on"
            " the transfer."
        ),
        "no_credit": lambda: env._(
            "the balance or credit at the carrier is used up. Ask your finance team "
            "to pay, then press Try again."
        ),
        "reference_wrong": lambda: env._(
            "the reference is not accepted. Ask the carrier."
        ),
    }


def refusal_text(env, code):
    """The reason why the carrier refused an order, and what to do."""
    texts = {
        **_refusals_of_address(env),
        **_refusals_of_consignee(env),
        **_refusals_of_goods(env),
        **_refusals_of_order(env),
    }
    return texts[code]()


def _reasons_of_account(env, p):
    """Reasons in the account's settings: {code: function that returns the sentence}."""
    return {
        "no_credentials": lambda: env._(
            "The app token or the app key is empty. An administrator must enter it on "
            "the account."
        ),
        "credentials_unprintable": lambda: env._(
            "The app token or the app key has characters that cannot be sent. Copy it "
            "again."
        ),
        "busy": lambda: env._(
            "The account's maximum of parallel calls was reached for too long."
        ),
        "address_invalid": lambda: env._("The address is not a valid URL."),
        "address_form": lambda: env._(
            "The address must begin with https:// and name a host."
        ),
        "address_user": lambda: env._(
            "The address must not contain a user name or a password."
        ),
        "address_http": lambda: env._(
            "The address of %s begins with http://. Anyone on the network could read "
            "the app token and the app key. Use https://. Allow plain HTTP on the "
            "account only if the carrier offers nothing else.",
            p["host"],
        ),
    }


def _reasons_of_order(env, p):
    """Reasons in the data of the order, in the same form."""
    return {
        "reference_length": lambda: env._(
            "The reference number must have 1 to 50 characters."
        ),
        "consignee_country": lambda: env._("The consignee has no country."),
        "order_weight": lambda: env._(
            "The weight of the order must be more than 0 kg."
        ),
        "no_items": lambda: env._("The order declares no items."),
        "item_quantity": lambda: env._(
            "Item %s: the quantity must be at least 1.", p["item"]
        ),
        "item_price": lambda: env._(
            "Item %(item)s: the unit price %(price)s has more than two decimals.",
            item=p["item"],
            price=p["price"],
        ),
        "item_weight": lambda: env._(
            "Item %s: the weight must be more than 0 kg.", p["item"]
        ),
    }


def _reasons_of_connection(env, p):
    """Reasons why no complete answer was received, in the same form."""
    return {
        "proxy": lambda: env._(
            "The proxy for %s cannot be reached or blocks the call.",
            p["host"],
        ),
        "certificate": lambda: env._(
            "The certificate of %(host)s is not valid: %(why)s.",
            host=p["host"],
            why=p["why"],
        ),
        "no_https": lambda: env._(
            "%s does not speak HTTPS at this address.", p["host"]
        ),
        "host_unknown": lambda: env._("The host name %s cannot be found.", p["host"]),
        "connect_timeout": lambda: env._(
            "%(host)s did not accept a connection within %(seconds)s s.",
            host=p["host"],
            seconds=p["seconds"],
        ),
        "connection_refused": lambda: env._("%s refuses connections.", p["host"]),
        "no_connection": lambda: env._("No connection to %s could be made.", p["host"]),
        "answer_slow": lambda: env._(
            "%(host)s did not finish its answer within %(seconds)s s.",
            host=p["host"],
            seconds=p["seconds"],
        ),
        "no_answer": lambda: env._(
            "%(host)s did not answer within %(seconds)s s.",
            host=p["host"],
            seconds=p["seconds"],
        ),
        "connection_broke": lambda: env._(
            "The connection to %s ended before the answer was complete.", p["host"]
        ),
        "answer_large": lambda: env._(
            "The answer is larger than %s MB. It was refused.", p["size"]
        ),
    }


def _reasons_of_page(env, p):
    """Reasons why an answer is no SOAP answer, in the same form."""
    return {
        "redirected": lambda: env._(
            "The carrier answered with a redirect (HTTP status %s).", p["status"]
        ),
        "no_service_here": lambda: env._(
            "There is no carrier service at this address (HTTP status %s).", p["status"]
        ),
        "server_failure": lambda: env._(
            "The carrier's server reported an error (HTTP status %s).", p["status"]
        ),
        "empty_page": lambda: env._("The carrier answered with an empty page."),
        "web_page": lambda: env._("The carrier answered with a web page."),
        "web_page_title": lambda: env._(
            "The carrier answered with a web page (%s).", p["title"]
        ),
        "not_soap": lambda: env._("The carrier's answer is not SOAP."),
        "document_type": lambda: env._(
            "The carrier's answer declares a document type or entities. It was refused."
        ),
        "remote_document": lambda: env._(
            "The carrier's answer refers to another document. It is never fetched."
        ),
        "cut_off": lambda: env._(
            "The carrier's answer is incomplete or is not well-formed XML."
        ),
        "soap_fault": lambda: env._(
            "The carrier answered with a SOAP Fault: “%s”.", p["words"]
        ),
        "soap_fault_silent": lambda: env._(
            "The carrier answered with a SOAP Fault without a reason."
        ),
        "no_response": lambda: env._(
            "The carrier's SOAP answer has no response in it."
        ),
        "empty_answer": lambda: env._("The carrier's answer is empty."),
    }


def _reasons_of_answer(env, p):
    """Reasons in the content of a SOAP answer, in the same form."""
    return {
        "answer_values": lambda: env._(
            "The carrier's answer has too many values. It was refused."
        ),
        "answer_depth": lambda: env._(
            "The carrier's answer is nested too deeply. It was refused."
        ),
        "not_json": lambda: env._("The carrier's answer is incomplete or is not JSON."),
        "not_object": lambda: env._(
            "The carrier's answer is neither a JSON object nor a list."
        ),
        "unreadable": lambda: env._("The carrier's answer cannot be read."),
        "no_verdict": lambda: env._(
            "The carrier's answer reports neither success nor an error."
        ),
        "code_only": lambda: env._(
            "The carrier reported the error code %s without a reason.", p["code"]
        ),
        "other_order": lambda: env._(
            "The carrier answered about the order %(other)s instead of %(reference)s.",
            other=p["other"],
            reference=p["reference"],
        ),
        "no_waybill": lambda: env._(
            "The carrier reported success but sent no waybill number."
        ),
        "not_mentioned": lambda: env._(
            "The carrier's answer does not mention %s.", p["number"]
        ),
        "order_unknown_yet": lambda: env._("The carrier does not know the order yet."),
        "lease_over": lambda: env._(
            "The time limit for this call ended before it was sent."
        ),
    }


def _reasons_of_label(env, p):
    """Reasons why there is no usable label, in the same form."""
    return {
        "no_label_yet": lambda: env._("The carrier has no label for this order yet."),
        "label_not_there": lambda: env._(
            "The label is not available at its address yet."
        ),
        "label_status": lambda: env._(
            "The label cannot be fetched (HTTP status %s).", p["status"]
        ),
        "label_damaged": lambda: env._(
            "The file in place of the label is not a complete PDF or PNG file."
        ),
        "label_unusable": lambda: env._(
            "The file in place of the label was not stored: %s.", p["why"]
        ),
        "label_address": lambda: env._(
            "The carrier's address for the label is not a valid URL."
        ),
        "label_host": lambda: env._(
            "The label is on the host %s. Allow this host on the account if it "
            "belongs to the carrier.",
            p["host"],
        ),
        "not_asked": lambda: env._("The carrier was not asked in the last minutes."),
    }


def reason_text(env, reason, params):
    """The sentence for a code of ``api.reasons`` in the reader's language."""
    if reason == "records":
        return params["texts"].get(env.lang) or next(iter(params["texts"].values()), "")
    if reason == "internal":
        return env._(
            "The connector met an error (%s). Details are in the server's log.",
            params["what"],
        )
    texts = {
        **_reasons_of_account(env, params),
        **_reasons_of_order(env, params),
        **_reasons_of_connection(env, params),
        **_reasons_of_page(env, params),
        **_reasons_of_answer(env, params),
        **_reasons_of_label(env, params),
    }
    return texts[reason]()
