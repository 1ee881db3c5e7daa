from odoo import fields, models


class LinkstarCheck(models.TransientModel):
    """One line of a check list: a problem of an order or a transfer, and where it is mended."""

    _name = "linkstar.check"
    _description = "Problem before goods leave"
    _order = "document_id, severity, id"
    _rec_name = "text"

    severity = fields.Selection([("block", "Held"), ("warn", "Warning")], required=True, readonly=True)
    text = fields.Text("What is wrong, and what to do", required=True, readonly=True)
    source = fields.Char("Asked for by", readonly=True)
    code = fields.Char(readonly=True)
    document = fields.Char(readonly=True)
    document_model = fields.Char(required=True, readonly=True)
    document_id = fields.Many2oneReference("Document number", model_field="document_model", required=True, readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    record = fields.Char("Mended in", readonly=True)

    def action_open(self):
        """Open the form where this problem is mended."""
        self.ensure_one()
        return self._form(self.res_model, self.res_id)

    def action_open_document(self):
        self.ensure_one()
        return self._form(self.document_model, self.document_id)

    def action_again(self):
        """Check the same documents again."""
        model, ids = self.env.context.get("linkstar_checked") or ("stock.picking", [])
        if model not in ("stock.picking", "sale.order"):
            return None
        return self._show(self.env[model].browse(ids).exists())

    def _show(self, documents):
        """The action that shows everything found about ``documents``, orders or transfers."""
        documents.check_access("read")
        values = []
        for document, problems in documents._linkstar_check().items():
            for problem in problems:
                record = self.env[problem.model].sudo().browse(problem.res_id)
                values.append(
                    {
                        "severity": problem.severity,
                        "text": problem.text,
                        "source": problem.source,
                        "code": problem.code,
                        "document": document.display_name,
                        "document_model": document._name,
                        "document_id": document.id,
                        "res_model": problem.model,
                        "res_id": problem.res_id,
                        "record": record.display_name if record else False,
                    }
                )
        if not values:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": self.env._("Nothing stands in the way."),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        lines = self.create(values)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_check"),
            "domain": [("id", "in", lines.ids)],
            "context": {
                "linkstar_checked": (documents._name, documents.ids),
                **({"group_by": ["document"]} if len(documents) > 1 else {}),
            },
        }

    def _form(self, model, res_id):
        return {"type": "ir.actions.act_window", "res_model": model, "res_id": res_id, "views": [(False, "form")]}
