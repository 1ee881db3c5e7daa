from odoo import fields, models
from odoo.exceptions import UserError

_DOCUMENTS = ("stock.picking", "sale.order")


class LinkstarCheckRun(models.TransientModel):
    """One check of some orders or transfers: what the check list is opened for, in its address too, so that it stays the same list
    after *Back* and a reload."""

    _name = "linkstar.check.run"
    _description = "Check before goods leave"
    _transient_max_hours = 7 * 24

    document_model = fields.Char(required=True, readonly=True)
    document_ids = fields.Json(required=True, readonly=True)
    line_ids = fields.One2many("linkstar.check", "run_id", readonly=True)

    def _documents(self):
        """The orders or transfers of this check that are still there and that the user may read."""
        self.ensure_one()
        return self.env[self.document_model].browse(self.document_ids).exists()._filtered_access("read")

    def _check(self):
        """Put what is wrong now in place of what this check found before."""
        self.ensure_one()
        values = []
        for document, problems in self._documents()._linkstar_check().items():
            for problem in problems:
                record = self.env[problem.model].sudo().browse(problem.res_id)
                values.append(
                    {
                        "run_id": self.id,
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
        self.sudo().line_ids.unlink()
        return self.env["linkstar.check"].sudo().create(values).sudo(False)


class LinkstarCheck(models.TransientModel):
    """One line of a check list: a problem of an order or a transfer, and where it is fixed."""

    _name = "linkstar.check"
    _description = "Problem before goods leave"
    _order = "document_id, severity, id"
    _rec_name = "text"
    _transient_max_hours = 7 * 24

    run_id = fields.Many2one("linkstar.check.run", "Check", required=True, readonly=True, index=True, ondelete="cascade")
    severity = fields.Selection([("block", "Held"), ("warn", "Warning")], required=True, readonly=True)
    text = fields.Text("What is wrong, and what to do", required=True, readonly=True)
    source = fields.Char("Asked for by", readonly=True)
    code = fields.Char(readonly=True)
    document = fields.Char(readonly=True)
    document_model = fields.Char(required=True, readonly=True)
    document_id = fields.Many2oneReference("Document number", model_field="document_model", required=True, readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    record = fields.Char("Fix it in", readonly=True)

    def action_open(self):
        """Open the form where this problem is fixed."""
        self.ensure_one()
        return self._form(self.res_model, self.res_id)

    def action_open_document(self):
        self.ensure_one()
        return self._form(self.document_model, self.document_id)

    def action_again(self):
        """Check the documents of this list again; the list then shows what is wrong now.

        :raise UserError: if the list is gone, as it is after a week"""
        run = self.run_id or self.env["linkstar.check.run"].browse(self.env.context.get("linkstar_check_run") or []).exists()
        run.check_access("read")
        if len(run) != 1 or not run._documents():
            raise UserError(
                self.env._("This check list is too old. Open the orders or transfers and check them again: “Check customs”.")
            )
        lines = run._check()
        reload = {"type": "ir.actions.client", "tag": "soft_reload"}
        return reload if lines else self._all_clear(reload)

    def _show(self, documents):
        """The action that shows everything found about ``documents``, orders or transfers."""
        documents.check_access("read")
        if documents._name not in _DOCUMENTS:
            raise ValueError(documents._name)
        run = self.env["linkstar.check.run"].sudo().create({"document_model": documents._name, "document_ids": documents.ids}).sudo(False)
        if not run._check():
            return self._all_clear({"type": "ir.actions.act_window_close"})
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_check"),
            "context": {
                "active_model": run._name,
                "active_id": run.id,
                "active_ids": run.ids,
                "linkstar_check_run": run.id,
                **({"group_by": ["document"]} if len(documents) > 1 else {}),
            },
        }

    def _all_clear(self, then):
        """A message, and the action ``then``."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": self.env._("Nothing blocks these documents."), "next": then},
        }

    def _form(self, model, res_id):
        return {"type": "ir.actions.act_window", "res_model": model, "res_id": res_id, "views": [(False, "form")]}
