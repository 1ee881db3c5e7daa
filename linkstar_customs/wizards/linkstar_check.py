# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models
from odoo.exceptions import UserError

_DOCUMENTS = ("stock.picking", "sale.order")


class LinkstarCheckRun(models.TransientModel):
    """One check of some orders or transfers. The URL of the check list contains its id,
    so *Back* and a reload show the same list.
    """

    _name = "linkstar.check.run"
    _description = "Check before shipping"
    _transient_max_hours = 7 * 24

    document_model = fields.Char(required=True, readonly=True)
    document_ids = fields.Json(required=True, readonly=True)
    line_ids = fields.One2many("linkstar.check", "run_id", readonly=True)

    def _documents(self):
        """Return the orders or transfers of this check that still exist and that the
        user may read.
        """
        self.ensure_one()
        return (
            self.env[self.document_model]
            .browse(self.document_ids)
            .exists()
            ._filtered_access("read")
        )

    def _check(self):
        """Replace the lines of this check by the current problems."""
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
    """One line of a check list: a problem of an order or transfer, and the record to
    correct.
    """

    _name = "linkstar.check"
    _description = "Issue before shipping"
    _order = "document_id, severity, id"
    _rec_name = "text"
    _transient_max_hours = 7 * 24

    run_id = fields.Many2one(
        "linkstar.check.run",
        "Check",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    severity = fields.Selection(
        [("block", "Blocking"), ("warn", "Warning")], required=True, readonly=True
    )
    text = fields.Text("Issue and remedy", required=True, readonly=True)
    source = fields.Char("Legal basis", readonly=True)
    code = fields.Char(readonly=True)
    document = fields.Char(readonly=True)
    document_model = fields.Char(required=True, readonly=True)
    document_id = fields.Many2oneReference(
        "Document ID", model_field="document_model", required=True, readonly=True
    )
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    record = fields.Char("Correct in", readonly=True)

    def action_open(self):
        """Open the form of the record to correct."""
        self.ensure_one()
        self.check_access("read")
        return self._form(self.res_model, self.res_id)

    def action_open_document(self):
        self.ensure_one()
        self.check_access("read")
        return self._form(self.document_model, self.document_id)

    def action_again(self):
        """Check the documents of this list again, and update the list.

        :raise UserError: if the list was deleted, which happens after a week
        """
        self.check_access("read")
        run = (
            self.run_id
            or self.env["linkstar.check.run"]
            .browse(self.env.context.get("linkstar_check_run") or [])
            .exists()
        )
        run.check_access("read")
        if len(run) != 1 or not run._documents():
            raise UserError(
                self.env._(
                    "This check list was deleted, because it is more than a week old."
                    " Open the orders or transfers and press “Check customs” again."
                )
            )
        lines = run._check()
        reload = {"type": "ir.actions.client", "tag": "soft_reload"}
        return reload if lines else self._all_clear(reload)

    def _show(self, documents):
        """Return the action that shows the problems of ``documents``, orders or
        transfers.
        """
        documents.check_access("read")
        if documents._name not in _DOCUMENTS:
            raise ValueError(documents._name)
        run = (
            self.env["linkstar.check.run"]
            .sudo()
            .create({"document_model": documents._name, "document_ids": documents.ids})
            .sudo(False)
        )
        if not run._check():
            return self._all_clear({"type": "ir.actions.act_window_close"})
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "linkstar_customs.action_linkstar_check"
            ),
            "context": {
                "active_model": run._name,
                "active_id": run.id,
                "active_ids": run.ids,
                "linkstar_check_run": run.id,
                **({"group_by": ["document"]} if len(documents) > 1 else {}),
            },
        }

    def _all_clear(self, then):
        """Return the message of an empty check, and the action ``then``."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("No issues found."),
                "next": then,
            },
        }

    def _form(self, model, res_id):
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": res_id,
            "views": [(False, "form")],
        }
