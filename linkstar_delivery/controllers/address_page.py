# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import http
from odoo.http import request

from ..services import asking, buyer

#: {standing of a link: HTTP status of its page}
_STATUS = {"used": 410, "withdrawn": 410, "expired": 410, "left": 410}


class AddressPage(http.Controller):
    @http.route(
        "/linkstar/address/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
    )
    def address(self, token):
        """The form in which a buyer confirms or corrects the address of a parcel. It
        changes nothing, for mail programs open links, too.
        """
        instruction, number = self._found(token)
        if not instruction:
            return self._unknown()
        standing = asking.standing(instruction, number)
        if standing != "open":
            return self._closed(instruction, standing)
        return self._form(instruction, token, asking.shown(instruction))

    @http.route(
        "/linkstar/address/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
        max_content_length=16384,
    )
    def answer(self, token, **values):
        """Take the buyer's answer, once."""
        instruction, number = self._found(token)
        if not instruction:
            return self._unknown()
        standing, problems = asking.answer(instruction, number, values)
        if standing != "open":
            return self._closed(instruction, standing)
        shown = asking.shown(instruction)
        typed, _problems = asking.bounded(instruction, values)
        shown["values"] = {**typed, "state_id": str(typed["state_id"] or "")}
        shown["problems"] = problems
        return self._form(instruction, token, shown, status=422)

    def _found(self, token):
        """The instruction of ``token`` in the buyer's language, and the link's number;
        it is the same for a token that is wrong and one that has expired.
        """
        instruction, number = asking.instruction_of(request.env, token)
        if not instruction:
            return instruction, 0
        company = instruction.company_id
        code = instruction.shipment_id._buyer_language()
        return (
            instruction.with_company(company).with_context(
                lang=code, allowed_company_ids=company.ids
            ),
            number,
        )

    def _form(self, instruction, token, values, status=200):
        values["action"] = f"/linkstar/address/{token}"
        values["csrf_token"] = request.csrf_token()
        code = instruction.env.context["lang"]
        return self._page("linkstar_delivery.address_page", values, code, status)

    def _closed(self, instruction, standing):
        """The page of a link that takes no answer: no address, no name."""
        values = {"standing": standing, "shop": instruction.company_id.name}
        code = instruction.env.context["lang"]
        return self._page(
            "linkstar_delivery.address_page_closed",
            values,
            code,
            _STATUS.get(standing, 200),
        )

    def _unknown(self):
        return self._page(
            "linkstar_delivery.parcel_page_unknown",
            {},
            request.env.lang or "en_US",
            404,
        )

    def _page(self, template, values, code, status):
        return request.make_response(
            buyer.page(request.env, template, values, code),
            headers=buyer.page_headers(form="'self'"),
            status=status,
        )
