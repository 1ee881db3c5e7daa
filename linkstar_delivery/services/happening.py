"""What happened at the carrier, as values to store, and the sentence of it for whoever reads it, in the reader's language.

A happening is a JSON object. ``code`` is the class of an error of ``api.errors``, with the error's own values beside it, or one of

- ``not_cancelled``, ``not_intercepted``: ``of`` is the happening that ended the wish;
- ``number_pending``, ``not_stored``;
- ``unexpected``: an exception that nobody foresaw, its class under ``kind``;
- ``text``: a sentence that was stored as it is, by a version before this one.
"""

from ..api import errors, reasons, refusals

#: Happenings that end when the account, or the way to the carrier, works again.
OF_THE_ACCOUNT = ("NotSent", "Unavailable", "AccessDenied", "Misconfigured")


def of_error(error):
    """The happening of a :class:`CarrierError`."""
    code = next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
    happened = {"code": code, "service": error.service}
    if error.reason:
        happened |= {"reason": error.reason, "params": error.params}
    if isinstance(error, errors.Refused) and error.problems:
        happened["problems"] = [list(problem) for problem in error.problems]
    elif error.words:
        known = map(refusals.understood, error.words)
        happened["words"] = [[refusal.words, refusal.code, refusal.item] for refusal in known]
    return happened


def of_records(texts):
    """The happening of records that make no order: ``texts`` {language: why}."""
    return {"code": "Refused", "problems": [["records", {"texts": texts}]]}


def refused_for(happened):
    """Pairs of a code of ``api.refusals`` and the number of an item (0: none) that the carrier refused an order for."""
    inner = (happened or {}).get("of", happened) or {}
    if inner.get("code") not in ("Refused", "AlreadyExists"):
        return []
    return [(code, item) for _words, code, item in inner.get("words", ()) if code]


#: What has to be corrected for a code of ``api.refusals``.
REMEDIES = {
    "contact": (
        "name_missing", "name_long", "name_wrong", "street_missing", "street_long", "street_wrong", "city_missing", "city_wrong",
        "postcode_missing", "postcode_wrong", "province_missing", "province_wrong", "phone_missing", "phone_wrong", "email_missing",
        "email_wrong", "tax_no_missing", "country_wrong",
    ),
    "sender": ("sender_incomplete",),
    "product": (
        "description_cn_missing", "description_en_wrong", "description_en_long", "hs_code_missing", "hs_code_wrong", "item_weight_wrong",
        "battery_not_carried",
    ),
    "order": ("item_value_wrong", "value_wrong"),
    "registration": ("ioss_missing", "ioss_wrong"),
    "transfer": (
        "remote_area", "country_not_served", "goods_not_carried", "item_quantity_wrong", "value_over", "weight_missing", "weight_over",
        "size_over", "pieces_wrong", "line_not_open",
    ),
}
REMEDY_OF = {code: remedy for remedy, codes in REMEDIES.items() for code in codes}


def sentence(env, happened, account, again=True):
    """What happened, for a person: what is wrong, where, what to do. ``account`` is its name, ``again`` whether the same is tried
    again without anybody's doing."""
    if not happened:
        return ""
    code = happened["code"]
    if code == "text":
        return happened["text"]
    if code == "number_pending":
        return env._("The carrier has not given the tracking number yet. It is asked again automatically.")
    if code == "not_stored":
        return env._("The carrier's answer could not be stored; the server's log says why. It is tried again automatically.")
    if code == "unexpected":
        return _unexpected(env, happened, again)
    if code == "not_cancelled":
        return _not_cancelled(env, happened, account)
    if code == "not_intercepted":
        return env._("Not intercepted, the parcel travels on. %s", sentence(env, happened["of"], account))
    return " ".join(filter(None, _SENTENCES[code](env, happened, account, again)))


def _unexpected(env, happened, again):
    if again:
        return env._(
            "Something unexpected happened (%s), and nothing of it was kept. It is tried again automatically; the server's log says where "
            "it failed.",
            happened["kind"],
        )
    return env._("Something unexpected happened (%s). Try again; if it stays, the server's log says where it failed.", happened["kind"])


def _not_cancelled(env, happened, account):
    parts = [env._("Not cancelled. %s", sentence(env, happened["of"], account))]
    if happened.get("booked"):
        parts.append(
            env._("If the carrier has the parcel already, press Intercept on the shipment: it may still be stopped at the depot.")
        )
    if happened.get("rebook"):
        parts.append(env._("The parcel goes as it was booked. %s", happened["rebook"]))
    return " ".join(parts)


def _why(env, happened):
    """Why, in the reader's language; what the carrier said is quoted."""
    if happened.get("reason"):
        return reason_text(env, happened["reason"], happened.get("params", {}))
    words = " ".join(words for words, _code, _item in happened.get("words", ()))
    return env._("The carrier's words: “%s”", words) if words else ""


def _check_address(env, happened, account):
    if happened.get("reason") in reasons.WRONG_ADDRESS:
        return env._(
            "An administrator checks the address of the account %s: it is the one of the contract, without /default/svc.", account
        )
    return ""


def _not_sent(env, happened, account, again):
    return (
        env._("The carrier cannot be reached."),
        _why(env, happened),
        env._("Nothing was sent; it is tried again automatically.") if again else env._("Nothing was sent. Try again later."),
        _check_address(env, happened, account)
        or env._("If this lasts, an administrator checks the address of the account %s.", account),
    )


def _unavailable(env, happened, account, again):
    return (
        env._("The carrier gave no usable answer."),
        _why(env, happened),
        env._("It is asked again automatically, and nothing is sent twice.") if again else env._("Try again later."),
        _check_address(env, happened, account),
    )


def _unclear(env, happened, account, again):
    return (
        env._("The carrier's answer does not say what became of the order."),
        _why(env, happened),
        env._(
            "It is asked again automatically, and nothing is sent twice. If this lasts, look in the carrier's portal, or ask the carrier."
        )
        if again
        else env._("Try again later; if this lasts, ask the carrier."),
    )


def _denied(env, happened, account, again):
    return (
        env._("The carrier does not accept the credentials of the account %s.", account),
        _why(env, happened),
        env._("An administrator corrects app token and app key under Inventory, Configuration, Linkstar, Linkstar accounts."),
        env._("What waits is then sent automatically.") if again else "",
    )


def _misconfigured(env, happened, account, again):
    return env._("The account %s cannot be used.", account), _why(env, happened)


def _not_ready(env, happened, account, again):
    return (
        env._("The carrier has not made the label yet."),
        _why(env, happened),
        env._("It is asked again automatically.") if again else env._("Try again later."),
    )


def _unsupported(env, happened, account, again):
    texts = {
        "getShippingMethod": lambda: env._("Its lines are created by hand, with the codes of the contract."),
        "cancelOrder": lambda: env._("Cancel the order in the carrier's portal, or ask the carrier to do it."),
        "interceptOrder": lambda: env._("Ask the carrier to stop the parcel."),
        "feeTrail": lambda: env._("Its prices come from a rate card: import one."),
    }
    remedy = texts.get(happened.get("service"))
    return (
        env._(
            "The carrier's host of the account %(account)s does not have the service %(service)s.",
            account=account,
            service=happened.get("service") or "?",
        ),
        remedy() if remedy else "",
        _why(env, happened),
    )


def _refused(env, happened, account, again):
    if "problems" in happened:
        texts = [reason_text(env, reason, params) for reason, params in happened["problems"]]
        return ("\n".join(texts),)
    parts = [_refusal(env, *refusal) for refusal in happened.get("words", ())]
    if not parts:
        return env._("The carrier refused."), _why(env, happened)
    if len(parts) == 1:
        return (env._("The carrier refused: %s", parts[0]),)
    return ("\n".join([env._("The carrier refused:"), *(f"• {part}" for part in parts)]),)


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
    **dict.fromkeys(("Refused", "AlreadyExists", "NotFound", "Cancelled", "Held", "CarrierError"), _refused),
}


def refusal_text(env, code):
    """What the carrier refused an order for, and what to do."""
    texts = {
        "sender_incomplete": lambda: env._("the sender's address is not complete or not right. Correct it on the warehouse's contact."),
        "name_missing": lambda: env._("the consignee's name is missing. Enter it on the contact."),
        "name_long": lambda: env._("the consignee's name is too long. Shorten it on the contact."),
        "name_wrong": lambda: env._("the consignee's name is not accepted. Correct it on the contact."),
        "street_missing": lambda: env._("the consignee's street or house number is missing. Enter it on the contact."),
        "street_long": lambda: env._("the consignee's address is too long. Shorten it on the contact."),
        "street_wrong": lambda: env._("the consignee's address is not accepted. Correct it on the contact."),
        "city_missing": lambda: env._("the consignee's city is missing. Enter it on the contact."),
        "city_wrong": lambda: env._("the consignee's city is not accepted. Correct it on the contact."),
        "postcode_missing": lambda: env._("the consignee's postcode is missing. Enter it on the contact."),
        "postcode_wrong": lambda: env._("the consignee's postcode is not right. Correct it on the contact."),
        "remote_area": lambda: env._("the line does not go to this remote area. Choose another delivery method on the transfer."),
        "province_missing": lambda: env._("the consignee's province or state is missing. Choose it on the contact."),
        "province_wrong": lambda: env._("the consignee's province or state is not accepted. Correct it on the contact."),
        "phone_missing": lambda: env._("the consignee's phone number is missing. Enter it on the contact."),
        "phone_wrong": lambda: env._("the consignee's phone number is not accepted. Correct it on the contact."),
        "email_missing": lambda: env._("the consignee's e-mail address is missing. Enter it on the contact."),
        "email_wrong": lambda: env._("the consignee's e-mail address is not accepted. Correct it on the contact."),
        "tax_no_missing": lambda: env._("the consignee's tax ID is missing or not accepted. Enter it on the contact."),
        "country_wrong": lambda: env._("the consignee's country is not accepted. Correct it on the contact."),
        "country_not_served": lambda: env._("the line does not go to this country. Choose another delivery method on the transfer."),
        "description_cn_missing": lambda: env._("the Chinese description is missing. Enter it on the product."),
        "description_en_wrong": lambda: env._("the English description is missing or not accepted. Correct it on the product."),
        "description_en_long": lambda: env._("the English description is too long. Shorten it on the product."),
        "hs_code_missing": lambda: env._("the HS code is missing. Enter it on the product."),
        "hs_code_wrong": lambda: env._("the HS code is not accepted. Correct it on the product."),
        "battery_not_carried": lambda: env._(
            "the line carries no goods with batteries. Choose a line that does on the transfer, or correct the product."
        ),
        "goods_not_carried": lambda: env._("the line does not carry these goods. Choose another delivery method on the transfer."),
        "item_value_wrong": lambda: env._("the unit price is not accepted. Correct the price on the order."),
        "item_weight_wrong": lambda: env._("the weight of a unit is not accepted. Correct it on the product."),
        "item_quantity_wrong": lambda: env._("the quantity is not accepted. Check the transfer."),
        "value_over": lambda: env._(
            "the value of the goods is above the line's limit. Choose another line on the transfer, or split it."
        ),
        "value_wrong": lambda: env._("the declared value is not accepted. Check the prices of the order."),
        "weight_missing": lambda: env._("the parcel has no weight. Weigh it and enter the weight on the transfer."),
        "weight_over": lambda: env._(
            "the parcel is too heavy for the line. Choose another line on the transfer, or pack it in several boxes."
        ),
        "size_over": lambda: env._("the parcel is too large for the line. Choose another line on the transfer, or another box."),
        "pieces_wrong": lambda: env._("the line does not take this number of boxes in one order. Check the boxes of the transfer."),
        "ioss_missing": lambda: env._("the IOSS number is missing. Enter the registration under Customs, or choose a line without IOSS."),
        "ioss_wrong": lambda: env._(
            "the IOSS number is not accepted. Correct the registration under Customs, or have the carrier register it."
        ),
        "eori_missing": lambda: env._("an EORI number is missing or not accepted. Enter it in the company's settings."),
        "line_not_open": lambda: env._("the contract does not have this line. Choose another delivery method on the transfer."),
        "no_credit": lambda: env._(
            "the balance or credit at the carrier is used up. Finance pays or asks the carrier; then press Try again."
        ),
        "reference_wrong": lambda: env._("the reference is not accepted. Ask the carrier."),
    }
    return texts[code]()


def reason_text(env, reason, params):
    """The sentence of ``api.reasons`` in the reader's language."""
    if reason == "records":
        return params["texts"].get(env.lang) or next(iter(params["texts"].values()), "")
    if reason == "internal":
        return env._("The connector met an error (%s); the server's log says more.", params["what"])
    p = params
    texts = {
        "no_credentials": lambda: env._("App token or app key is empty. An administrator fills them in on the account."),
        "credentials_unprintable": lambda: env._(
            "The token or the key has characters in it that cannot be sent; copy them again."
        ),
        "address_invalid": lambda: env._("The address is not a valid URL."),
        "address_form": lambda: env._("The address must be a URL that begins with https:// and names a host."),
        "address_user": lambda: env._("The address must not contain a user name or a password."),
        "address_http": lambda: env._(
            "The address of %s begins with http://, so token and key would travel readable for everybody. Use https://, or allow plain "
            "HTTP in the account if the carrier offers nothing else.",
            p["host"],
        ),
        "reference_length": lambda: env._("The reference number must have 1 to 50 characters."),
        "consignee_country": lambda: env._("The addressee has no country."),
        "order_weight": lambda: env._("The weight of the order must be more than 0 kg."),
        "no_items": lambda: env._("The order declares no items."),
        "item_quantity": lambda: env._("Item %s: the quantity must be at least 1.", p["item"]),
        "item_price": lambda: env._(
            "Item %(item)s: the unit price %(price)s has more than two decimals.", item=p["item"], price=p["price"]
        ),
        "item_weight": lambda: env._("Item %s: the weight must be more than 0 kg.", p["item"]),
        "proxy": lambda: env._("The proxy on the way to %s cannot be reached or does not let the call through.", p["host"]),
        "certificate": lambda: env._("The certificate of %(host)s is not valid: %(why)s.", host=p["host"], why=p["why"]),
        "no_https": lambda: env._("%s does not speak HTTPS at this address.", p["host"]),
        "host_unknown": lambda: env._("The host name %s cannot be found.", p["host"]),
        "connect_timeout": lambda: env._(
            "%(host)s did not accept a connection within %(seconds)s s.", host=p["host"], seconds=p["seconds"]
        ),
        "connection_refused": lambda: env._("%s refuses connections.", p["host"]),
        "no_connection": lambda: env._("No connection to %s could be made.", p["host"]),
        "answer_slow": lambda: env._(
            "%(host)s did not finish its answer within %(seconds)s s.", host=p["host"], seconds=p["seconds"]
        ),
        "no_answer": lambda: env._("%(host)s did not answer within %(seconds)s s.", host=p["host"], seconds=p["seconds"]),
        "connection_broke": lambda: env._("The connection to %s broke before the answer was complete.", p["host"]),
        "answer_large": lambda: env._("The answer is larger than %s MB and was refused.", p["size"]),
        "redirected": lambda: env._("The carrier answered with a redirection (HTTP status %s).", p["status"]),
        "no_service_here": lambda: env._("There is no carrier service at this address (HTTP status %s).", p["status"]),
        "server_failure": lambda: env._("The carrier's server reported a failure (HTTP status %s).", p["status"]),
        "empty_page": lambda: env._("The carrier answered with an empty page."),
        "web_page": lambda: env._("A web page came instead of an answer."),
        "web_page_title": lambda: env._("A web page came instead of an answer (%s).", p["title"]),
        "not_soap": lambda: env._("The carrier's answer is not SOAP."),
        "document_type": lambda: env._("The carrier's answer declares a document type or entities and was refused."),
        "remote_document": lambda: env._("A document outside of this program was referred to; it is never fetched."),
        "cut_off": lambda: env._("The carrier's answer is cut off or is not well-formed XML."),
        "soap_fault": lambda: env._("The carrier answered with a SOAP Fault: “%s”.", p["words"]),
        "soap_fault_silent": lambda: env._("The carrier answered with a SOAP Fault without a reason."),
        "no_response": lambda: env._("The carrier's SOAP answer has no response in it."),
        "empty_answer": lambda: env._("The carrier's answer is empty."),
        "answer_values": lambda: env._("The carrier's answer has more values than any answer and was refused."),
        "answer_depth": lambda: env._("The carrier's answer is nested too deeply and was refused."),
        "not_json": lambda: env._("The carrier's answer is cut off or is not JSON."),
        "not_object": lambda: env._("The carrier's answer is neither a JSON object nor a list."),
        "unreadable": lambda: env._("The carrier's answer cannot be read."),
        "no_verdict": lambda: env._("The carrier's answer says neither success nor why it failed."),
        "no_elements": lambda: env._("The carrier's answer to a batch has no elements."),
        "code_only": lambda: env._("The carrier failed with the code %s and without a reason.", p["code"]),
        "other_order": lambda: env._(
            "The carrier answered about the order %(other)s instead of %(reference)s.", other=p["other"], reference=p["reference"]
        ),
        "no_waybill": lambda: env._("The carrier says success, but gives no waybill."),
        "not_mentioned": lambda: env._("The carrier's answer does not mention %s.", p["number"]),
        "order_unknown_yet": lambda: env._("The carrier does not know the order yet."),
        "lease_over": lambda: env._("The time for this call was over before it was sent."),
        "no_label_yet": lambda: env._("The carrier has no label for this order yet."),
        "label_not_there": lambda: env._("The label is not at its address yet."),
        "label_status": lambda: env._("The label cannot be fetched (HTTP status %s).", p["status"]),
        "label_damaged": lambda: env._("What came in place of the label is neither a whole PDF nor a whole PNG."),
        "label_unusable": lambda: env._("What came in place of the label was not kept: %s.", p["why"]),
        "label_address": lambda: env._("The carrier gave an address for the label that is not a URL."),
        "label_host": lambda: env._("The label lies on %s; allow this host in the account if it belongs to the carrier.", p["host"]),
        "not_asked": lambda: env._("The carrier was not asked in the last minutes."),
    }
    return texts[reason]()
