# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What went wrong in a call, by code: English sentences for logs and for callers
without a translation.

The models build the sentence for a user from ``reason`` and ``params``, in the user's
language.
"""

TEXTS = {
    # Before the call
    "no_credentials": (
        "The app token or the app key is empty. An administrator must enter it on the "
        "account."
    ),
    "credentials_unprintable": (
        "The app token or the app key has characters that cannot be sent. Copy it "
        "again."
    ),
    "address_invalid": "The address is not a valid URL.",
    "address_form": ("The address must begin with https:// and name a host."),
    "address_user": "The address must not contain a user name or a password.",
    "address_http": (
        "The address of {host} begins with http://. Anyone on the network could read "
        "the app token and the app key. Use https://. Allow plain HTTP on the account "
        "only if the carrier offers nothing else."
    ),
    "reference_length": "The reference number must have 1 to 50 characters.",
    "consignee_country": "The consignee has no country.",
    "order_weight": "The weight of the order must be more than 0 kg.",
    "no_items": "The order declares no items.",
    "item_quantity": "Item {item}: the quantity must be at least 1.",
    "item_price": "Item {item}: the unit price {price} has more than two decimals.",
    "item_weight": "Item {item}: the weight must be more than 0 kg.",
    "busy": "The account's maximum of parallel calls was reached for too long.",
    # No connection
    "proxy": ("The proxy for {host} cannot be reached or blocks the call."),
    "certificate": "The certificate of {host} is not valid: {why}.",
    "no_https": "{host} does not speak HTTPS at this address.",
    "host_unknown": "The host name {host} cannot be found.",
    "connect_timeout": "{host} did not accept a connection within {seconds} s.",
    "connection_refused": "{host} refuses connections.",
    "no_connection": "No connection to {host} could be made.",
    # No answer
    "answer_slow": "{host} did not finish its answer within {seconds} s.",
    "no_answer": "{host} did not answer within {seconds} s.",
    "connection_broke": (
        "The connection to {host} ended before the answer was complete."
    ),
    "answer_large": "The answer is larger than {size} MB. It was refused.",
    # No valid answer
    "redirected": "The carrier answered with a redirect (HTTP status {status}).",
    "no_service_here": (
        "There is no carrier service at this address (HTTP status {status})."
    ),
    "server_failure": "The carrier's server reported an error (HTTP status {status}).",
    "empty_page": "The carrier answered with an empty page.",
    "web_page": "The carrier answered with a web page.",
    "web_page_title": "The carrier answered with a web page ({title}).",
    "not_soap": "The carrier's answer is not SOAP.",
    "document_type": (
        "The carrier's answer declares a document type or entities. It was refused."
    ),
    "remote_document": (
        "The carrier's answer refers to another document. It is never fetched."
    ),
    "cut_off": "The carrier's answer is incomplete or is not well-formed XML.",
    "soap_fault": "The carrier answered with a SOAP Fault: {words}.",
    "soap_fault_silent": "The carrier answered with a SOAP Fault without a reason.",
    "no_response": "The carrier's SOAP answer has no response in it.",
    "empty_answer": "The carrier's answer is empty.",
    "answer_values": ("The carrier's answer has too many values. It was refused."),
    "answer_depth": "The carrier's answer is nested too deeply. It was refused.",
    "not_json": "The carrier's answer is incomplete or is not JSON.",
    "not_object": "The carrier's answer is neither a JSON object nor a list.",
    "unreadable": "The carrier's answer cannot be read.",
    "no_verdict": "The carrier's answer reports neither success nor an error.",
    "code_only": "The carrier reported the error code {code} without a reason.",
    "other_order": (
        "The carrier answered about the order {other} instead of {reference}."
    ),
    "no_waybill": "The carrier reported success but sent no waybill number.",
    "not_mentioned": "The carrier's answer does not mention {number}.",
    "order_unknown_yet": "The carrier does not know the order yet.",
    "lease_over": "The time limit for this call ended before it was sent.",
    "internal": "The connector met an error ({what}).",
    "records": "The data in the records is not a valid order.",
    "not_asked": "The carrier was not asked in the last minutes.",
    # Labels
    "no_label_yet": "The carrier has no label for this order yet.",
    "label_not_there": "The label is not available at its address yet.",
    "label_status": "The label cannot be fetched (HTTP status {status}).",
    "label_damaged": (
        "The file in place of the label is not a complete PDF or PNG file."
    ),
    "label_unusable": "The file in place of the label was not stored: {why}.",
    "label_address": "The carrier's address for the label is not a valid URL.",
    "label_host": (
        "The label is on the host {host}. Allow this host on the account if it "
        "belongs to the carrier."
    ),
}

#: Errors that a wrong address usually causes, so the text also suggests checking the
#: address.
WRONG_ADDRESS = frozenset(
    (
        "redirected",
        "no_service_here",
        "web_page",
        "web_page_title",
        "not_soap",
        "host_unknown",
        "no_https",
    )
)


def text(reason, params):
    """The English sentence of ``reason`` with the values ``params``."""
    return TEXTS[reason].format(**params)
