import base64
from urllib.parse import urlencode

from odoo import fields, models

from .. import labels


class LinkstarHandover(models.Model):
    """A manifest as a file for the carrier."""

    _inherit = "linkstar.handover"

    export_xlsx = fields.Binary("Workbook", compute="_compute_export", attachment=False)
    export_csv = fields.Binary("CSV", compute="_compute_export", attachment=False)

    def _compute_export(self):
        for handover in self:
            columns, rows = handover._export_table()
            handover.export_xlsx = base64.b64encode(labels.xlsx(handover.name.replace("/", "-"), columns, rows))
            handover.export_csv = base64.b64encode(labels.csv_file(columns, rows))

    def _export_table(self):
        """The headings and the rows, one a parcel in the order of scanning."""
        names = ("number", "waybill", "reference_no", "box", "service_id", "country_id", "weight", "bag_id", "scanned_at", "user_id")
        fields_of_line = self.env["linkstar.handover.line"].fields_get(names, ["string"])
        columns = [self.env._("No."), *(fields_of_line[name]["string"] for name in names)]
        rows = [
            [
                position, line.number, line.waybill or "", line.reference_no or "", line.box or "", line.service_id.code,
                line.country_id.code or "", round(line.weight, 3), line.bag_id.number or "",
                fields.Datetime.context_timestamp(self, line.scanned_at).strftime("%Y-%m-%d %H:%M:%S"), line.user_id.name,
            ]
            for position, line in enumerate(self.line_ids, start=1)
        ]
        return columns, rows

    def action_export_xlsx(self):
        return self._download("export_xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    def action_export_csv(self):
        return self._download("export_csv", "csv", "text/csv")

    def _download(self, field, extension, mimetype):
        self.ensure_one()
        self.check_access("read")
        options = {"download": "true", "filename": f"{self.name.replace('/', '-')}.{extension}", "mimetype": mimetype}
        return {"type": "ir.actions.act_url", "url": f"/web/content/{self._name}/{self.id}/{field}?{urlencode(options)}", "target": "self"}
