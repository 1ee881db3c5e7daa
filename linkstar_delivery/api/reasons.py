"""What went wrong on the way to the carrier, by code: English sentences for logs and for callers without a translation.

Whoever shows an error to a person writes the sentence anew from ``reason`` and ``params``, in that person's language.
"""

TEXTS = {
    # Before the call
    "no_credentials": "App token or app key is empty. An administrator fills them in on the account.",
    "credentials_unprintable": "The token or the key has characters in it that cannot be sent; copy them again.",
    "address_invalid": "The address is not a valid URL.",
    "address_form": "The address must be a URL that begins with https:// and names a host.",
    "address_user": "The address must not contain a user name or a password.",
    "address_http": "The address of {host} begins with http://, so token and key would travel readable for everybody. "
    "Use https://, or allow plain HTTP in the account if the carrier offers nothing else.",
    "reference_length": "The reference number must have 1 to 50 characters.",
    "consignee_country": "The addressee has no country.",
    "order_weight": "The weight of the order must be more than 0 kg.",
    "no_items": "The order declares no items.",
    "item_quantity": "Item {item}: the quantity must be at least 1.",
    "item_price": "Item {item}: the unit price {price} has more than two decimals.",
    "item_weight": "Item {item}: the weight must be more than 0 kg.",
    # No connection
    "proxy": "The proxy on the way to {host} cannot be reached or does not let the call through.",
    "certificate": "The certificate of {host} is not valid: {why}.",
    "no_https": "{host} does not speak HTTPS at this address.",
    "host_unknown": "The host name {host} cannot be found.",
    "connect_timeout": "{host} did not accept a connection within {seconds} s.",
    "connection_refused": "{host} refuses connections.",
    "no_connection": "No connection to {host} could be made.",
    # No answer
    "answer_slow": "{host} did not finish its answer within {seconds} s.",
    "no_answer": "{host} did not answer within {seconds} s.",
    "connection_broke": "The connection to {host} broke before the answer was complete.",
    "answer_large": "The answer is larger than {size} MB and was refused.",
    # An answer that is none
    "redirected": "The carrier answered with a redirection (HTTP status {status}).",
    "no_service_here": "There is no carrier service at this address (HTTP status {status}).",
    "server_failure": "The carrier's server reported a failure (HTTP status {status}).",
    "empty_page": "The carrier answered with an empty page.",
    "web_page": "A web page came instead of an answer.",
    "web_page_title": "A web page came instead of an answer ({title}).",
    "not_soap": "The carrier's answer is not SOAP.",
    "document_type": "The carrier's answer declares a document type or entities and was refused.",
    "remote_document": "A document outside of this program was referred to; it is never fetched.",
    "cut_off": "The carrier's answer is cut off or is not well-formed XML.",
    "soap_fault": "The carrier answered with a SOAP Fault: {words}.",
    "soap_fault_silent": "The carrier answered with a SOAP Fault without a reason.",
    "no_response": "The carrier's SOAP answer has no response in it.",
    "empty_answer": "The carrier's answer is empty.",
    "answer_values": "The carrier's answer has more values than any answer and was refused.",
    "answer_depth": "The carrier's answer is nested too deeply and was refused.",
    "not_json": "The carrier's answer is cut off or is not JSON.",
    "not_object": "The carrier's answer is neither a JSON object nor a list.",
    "unreadable": "The carrier's answer cannot be read.",
    "no_verdict": "The carrier's answer says neither success nor why it failed.",
    "no_elements": "The carrier's answer to a batch has no elements.",
    "code_only": "The carrier failed with the code {code} and without a reason.",
    "other_order": "The carrier answered about the order {other} instead of {reference}.",
    "no_waybill": "The carrier says success, but gives no waybill.",
    "not_mentioned": "The carrier's answer does not mention {number}.",
    "order_unknown_yet": "The carrier does not know the order yet.",
    "lease_over": "The time for this call was over before it was sent.",
    "internal": "The connector met an error ({what}).",
    "records": "The records do not make an order.",
    "not_asked": "The carrier was not asked in the last minutes.",
    # Labels
    "no_label_yet": "The carrier has no label for this order yet.",
    "label_not_there": "The label is not at its address yet.",
    "label_status": "The label cannot be fetched (HTTP status {status}).",
    "label_damaged": "What came in place of the label is neither a whole PDF nor a whole PNG.",
    "label_unusable": "What came in place of the label was not kept: {why}.",
    "label_address": "The carrier gave an address for the label that is not a URL.",
    "label_host": "The label lies on {host}; allow this host in the account if it belongs to the carrier.",
}

#: Answers that a wrong address gives: whoever reads of them looks at the address first.
WRONG_ADDRESS = frozenset(("redirected", "no_service_here", "web_page", "web_page_title", "not_soap", "host_unknown", "no_https"))


def text(reason, params):
    """The English sentence of ``reason`` with the values ``params``."""
    return TEXTS[reason].format(**params)
