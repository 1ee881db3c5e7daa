# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError, MissingError
from odoo.http import Controller, content_disposition, request, route

_TYPES = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class IossReturnController(Controller):
    @route(
        "/linkstar/ioss_return/<int:return_id>.<string:kind>",
        type="http",
        auth="user",
        readonly=True,
    )
    def download(self, return_id, kind):
        """Return an IOSS return as a file; not found for users who may not read it."""
        if kind not in _TYPES:
            raise request.not_found()
        record = request.env["linkstar.ioss.return"].browse(return_id)
        try:
            record.check_access("read")
            content = record._csv() if kind == "csv" else record._xlsx()
        except (AccessError, MissingError) as error:
            raise request.not_found() from error
        name = f"ioss-{record.period:%Y-%m}.{kind}"
        headers = [
            ("Content-Type", _TYPES[kind]),
            ("Content-Disposition", content_disposition(name)),
        ]
        return request.make_response(content, headers)
