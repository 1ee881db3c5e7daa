# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import http
from odoo.http import request

from ..services import buyer


class ParcelPage(http.Controller):
    @http.route(
        "/linkstar/parcel/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
        sitemap=False,
    )
    def parcel(self, token):
        """The page where a buyer follows a parcel, by the signed link of a message: no
        login. It changes nothing, for mail programs open links, too.
        """
        shipment = buyer.shipment_of(request.env, token)
        if not shipment:
            return self._page("linkstar_delivery.parcel_page_unknown", {}, status=404)
        company = shipment.company_id
        code = buyer.language(request.env, shipment._buyer(), company)
        shipment = shipment.with_company(company).with_context(
            lang=code, allowed_company_ids=company.ids
        )
        values = buyer.overview(buyer.current(shipment))
        return self._page("linkstar_delivery.parcel_page", values, code)

    def _page(self, template, values, code=None, status=200):
        code = code or request.env.lang or "en_US"
        return request.make_response(
            buyer.page(request.env, template, values, code),
            headers=buyer.page_headers(),
            status=status,
        )
