# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import csv
import io
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import h7


class LinkstarH7Export(models.TransientModel):
    """Exports declarations as data for the declarant. An export counts as sent, so it
    freezes drafts.
    """

    _name = "linkstar.h7.export"
    _description = "H7 data export"

    declaration_ids = fields.Many2many(
        "linkstar.customs.declaration",
        string="Declarations",
        required=True,
        default=lambda self: (
            self.env.context.get("active_ids", [])
            if self.env.context.get("active_model") == "linkstar.customs.declaration"
            else []
        ),
    )
    kind = fields.Selection(
        [("json", "JSON"), ("csv", "CSV, one row per item")],
        "Format",
        required=True,
        default="json",
    )
    draft_count = fields.Integer("Drafts", compute="_compute_problems")
    problems = fields.Text("Issues", compute="_compute_problems")
    # attachment=False: the file contains the scheme's number, and is deleted with the
    # wizard.
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.depends("declaration_ids")
    def _compute_problems(self):
        for wizard in self:
            elements = wizard._elements()
            sentences = [
                text
                for each in wizard.declaration_ids
                for text in each._h7_problems(elements)
            ]
            wizard.problems = "\n".join(sentences)
            wizard.draft_count = len(
                wizard.declaration_ids.filtered(lambda each: each.state == "draft")
            )

    def action_export(self):
        """Create the file and show it.

        :raise UserError: with everything that customs would refuse; then nothing is
        exported
        """
        self.ensure_one()
        self.check_access("write")
        if not self.declaration_ids:
            raise UserError(
                self.env._("There are no declarations to export: choose at least one.")
            )
        if self.problems:
            raise UserError(self.problems)
        self.declaration_ids._freeze()
        elements, declarations = (
            self._elements(),
            [each._h7() for each in self.declaration_ids],
        )
        content = (
            self._json(declarations, elements)
            if self.kind == "json"
            else self._csv(declarations, elements)
        )
        today = fields.Date.context_today(self)
        self.write(
            {
                "file": base64.b64encode(content.encode()),
                "file_name": f"h7-{today}.{self.kind}",
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": (
                f"/web/content/{self._name}/{self.id}/file?filename={self.file_name}&download=true"
            ),
            "target": "self",
        }

    def _elements(self):
        return self.env["linkstar.h7.element"]._in_force(
            fields.Date.context_today(self)
        )

    def _json(self, declarations, elements):
        legend = {
            element.key: {
                "number": element.number,
                "name": element.name,
                "format": element.format,
            }
            for element in elements
        }
        whole = {
            "elements": legend,
            "declarations": [h7.payload(each, elements) for each in declarations],
        }
        return json.dumps(whole, ensure_ascii=False, indent=2)

    def _csv(self, declarations, elements):
        text = io.StringIO()
        # With this mark, a spreadsheet reads the file as UTF-8.
        text.write("\ufeff")
        writer = csv.DictWriter(text, [h7.heading(element) for element in elements])
        writer.writeheader()
        for each in declarations:
            writer.writerows(
                {key: _harmless(cell) for key, cell in row.items()}
                for row in h7.rows(each, elements)
            )
        return text.getvalue()


def _harmless(cell):
    """Return ``cell`` so that a spreadsheet does not read it as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
