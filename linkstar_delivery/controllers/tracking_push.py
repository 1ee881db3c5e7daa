# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import logging
import time

from odoo.http import Controller, request, route

from ..api import push

_logger = logging.getLogger(__name__)

#: Odoo has read the body of a form before the route is called, so there is nothing left
#: that a signature could be compared with.
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class TrackingPushController(Controller):
    @route(
        "/linkstar/tracking/<string:account>",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        readonly=False,
        max_content_length=push.MOST_BYTES,
    )
    def receive(self, account, **_parameters):
        """Store tracking events that the carrier of an account sends; ``docs/push.md``
        has the format. Odoo refuses a larger body without reading it; of a body of
        unknown length it reads only the limit, and the signature is wrong.

        A refused request changes nothing, and its answer does not say whether the
        account exists.
        """
        http = request.httprequest
        if http.mimetype in _FORMS:
            return self._refuse(415, "type", "Send the body as application/json.")
        body = http.get_data()
        digest, account_sudo = self._signed(account, body)
        if not digest:
            return self._refuse(
                403,
                "signature",
                "The account is unknown, the signature is wrong, or the time is more "
                "than 5 minutes away.",
            )
        try:
            pushed = push.decode(body)
        except push.Malformed as error:
            return self._refuse(
                400, error.reason, f"The body cannot be read: {error.reason}."
            )
        counts = account_sudo._take_push(digest, pushed)
        if counts is None:
            return self._refuse(409, "replay", "This request was received before.")
        return request.make_json_response(counts)

    def _signed(self, account, body):
        """(digest, account) of a request with a valid signature, else ("", no
        record).
        """
        headers = request.httprequest.headers
        account_sudo, secret = (
            request.env["linkstar.account"].sudo()._with_push_secret(account)
        )
        digest = push.verified(
            secret,
            headers.get(push.TIMESTAMP),
            headers.get(push.SIGNATURE),
            body,
            time.time(),
        )
        return digest, account_sudo

    def _refuse(self, status, reason, sentence):
        # One short line for each request, whatever it contains.
        _logger.info("A tracking push was refused: %s", reason)
        return request.make_json_response({"error": sentence}, status=status)
