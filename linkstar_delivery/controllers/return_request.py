# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

#: Of each photo; larger ones are refused.
_MOST_BYTES = 5 * 1024 * 1024
_MOST_PHOTOS = 5


class ReturnRequest(CustomerPortal):
    """The buyer asks on the page of the order to send goods back."""

    def _order_sudo(self, order_id, access_token):
        """The order as superuser, or None for a person who may not see it."""
        # Core compares tokens of ASCII letters only.
        if not (access_token or "").isascii():
            return None
        try:
            return self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return None

    @route(
        "/my/orders/<int:order_id>/linkstar/return",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def linkstar_return_form(self, order_id, access_token=None, **_parameters):
        """The form; it changes nothing."""
        order_sudo = self._order_sudo(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        return self._form(order_sudo, access_token)

    @route(
        "/my/orders/<int:order_id>/linkstar/return",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
        max_content_length=(_MOST_PHOTOS + 1) * _MOST_BYTES,
    )
    def linkstar_return_request(self, order_id, access_token=None, **values):
        """Store the request of the buyer; a merchant accepts or declines it."""
        order_sudo = self._order_sudo(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        photos = [
            file.read(_MOST_BYTES + 1)
            for file in request.httprequest.files.getlist("photos")[: _MOST_PHOTOS + 1]
            if file.filename
        ]
        returns_sudo = request.env["linkstar.return"].sudo()
        try:
            if len(photos) > _MOST_PHOTOS or any(
                len(photo) > _MOST_BYTES for photo in photos
            ):
                raise UserError(
                    request.env._(
                        "Send at most %(count)s photos of at most 5 MB each.",
                        count=_MOST_PHOTOS,
                    )
                )
            returns_sudo._request(order_sudo, values, photos)
        except UserError as error:
            return self._form(order_sudo, access_token, str(error.args[0]), values)
        return request.redirect(order_sudo.get_portal_url(anchor="linkstar_returns"))

    def _form(self, order_sudo, access_token, error="", values=None):
        returns_sudo = request.env["linkstar.return"].sudo()
        response = request.render(
            "linkstar_delivery.portal_return_request",
            {
                "order_name": order_sudo.name,
                "order_url": order_sudo.get_portal_url(),
                "action": f"/my/orders/{order_sudo.id}/linkstar/return",
                "access_token": access_token or "",
                "goods": returns_sudo._requestable(order_sudo),
                "reasons": returns_sudo._fields["buyer_reason"]._description_selection(
                    request.env
                ),
                "error": error,
                "values": values or {},
                "page_name": "order",
            },
        )
        # The address of the page has the token of the order.
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
