import io

from odoo import models
from odoo.exceptions import UserError

#: Our label reports, by report name, and what each prints on; None: as the user or the account has it.
_LABELS = {
    "linkstar_delivery.report_label": None,
    "linkstar_delivery.report_label_thermal": "thermal",
    "linkstar_delivery.report_label_a4": "a4",
    "linkstar_delivery.report_shipment_label": None,
    "linkstar_delivery.report_shipment_label_thermal": "thermal",
    "linkstar_delivery.report_shipment_label_a4": "a4",
}


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """The label reports are the carrier's stored files, in the order of the list, and need no page of ours."""
        report_sudo = self._get_report(report_ref)
        if report_sudo.report_name not in _LABELS:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        shipments = self._linkstar_shipments(self.env[report_sudo.model].browse(res_ids))
        content = shipments._print_pdf(_LABELS[report_sudo.report_name])
        return {False: {"stream": io.BytesIO(content), "attachment": None}}

    def _linkstar_shipments(self, records):
        """The shipments whose labels belong to ``records``, shipments or transfers, in their order."""
        if not records:
            raise UserError(self.env._("Choose what to print labels for."))
        records.check_access("read")
        if records._name == "linkstar.shipment":
            return records
        without = records.filtered(lambda picking: not picking.linkstar_shipment_id)
        if without:
            raise UserError(self.env._("These transfers have no Linkstar shipment: %s.", without.mapped("name")))
        shipments = self.env["linkstar.shipment"]
        for picking in records:
            # Of a transfer whose only order is cancelled, that one says why there is no label.
            shipments += picking._linkstar_open_shipments() or picking.linkstar_shipment_id
        return shipments
