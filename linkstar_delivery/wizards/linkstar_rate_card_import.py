# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rating import sheet, sheet_apart, sheet_cells, sheet_changes

_MOST_SHOWN = 200


class LinkstarRateCardImport(models.TransientModel):
    """Imports a file of prices into a rate card. The check first shows all changes and
    all errors. The import then takes the whole file or nothing.
    """

    _name = "linkstar.rate.card.import"
    _description = "Linkstar Import of a Rate Card"

    card_id = fields.Many2one(
        "linkstar.rate.card", required=True, ondelete="cascade", readonly=True
    )
    file = fields.Binary(
        attachment=False,
        help="An xlsx or csv file like the template, at most 10 MB.",
    )
    filename = fields.Char()
    checked = fields.Boolean(compute="_compute_checked")
    checked_hash = fields.Char(
        "File hash",
        readonly=True,
        copy=False,
        help="SHA-256 of the file that was checked.",
    )
    problem_count = fields.Integer("Errors", readonly=True)
    hidden_count = fields.Integer("Errors not shown", readonly=True)
    new_version = fields.Boolean(compute="_compute_new_version")
    change_ids = fields.One2many(
        "linkstar.rate.card.import.change", "import_id", readonly=True
    )
    problem_ids = fields.One2many(
        "linkstar.rate.card.import.problem", "import_id", readonly=True
    )
    unchanged = fields.Boolean(readonly=True)

    @api.depends("card_id")
    def _compute_new_version(self):
        for wizard in self:
            wizard.new_version = (
                wizard.card_id.quoted or wizard.card_id.state != "draft"
            )

    @api.depends("file", "checked_hash")
    def _compute_checked(self):
        for wizard in self:
            wizard.checked = (
                bool(wizard.checked_hash) and wizard.checked_hash == wizard._hash()
            )

    @api.constrains("file")
    def _check_file(self):
        """Refuse a file that is too large before it is stored."""
        for wizard in self:
            if wizard.file:
                wizard._content()

    def action_check(self):
        """Check the file without changing the card."""
        self.ensure_one()
        self.check_access("write")
        self.card_id.check_access("write")
        current = self.card_id._value()
        reading, _currency = self._read(current)
        problems = reading.problems
        self.problem_ids.unlink()
        self.change_ids.unlink()
        self.write(
            {
                "checked_hash": self._hash(),
                "problem_count": len(problems),
                "hidden_count": max(0, len(problems) - _MOST_SHOWN),
                "unchanged": (bool(reading.card) and reading.card == current),
                "problem_ids": [
                    fields.Command.create(self._problem_values(problem))
                    for problem in problems[:_MOST_SHOWN]
                ],
                "change_ids": [
                    fields.Command.create(
                        {
                            "part": part,
                            "new": change.new,
                            "changed": change.changed,
                            "removed": change.removed,
                        }
                    )
                    for part, change in (
                        sheet_changes.changes(current, reading.card)
                        if reading.card
                        else {}
                    ).items()
                ],
            }
        )
        return self._again()

    def action_import(self):
        """Import the whole file or nothing: into the draft, or into a new version of an
        active card.
        """
        self.ensure_one()
        self.check_access("write")
        card = self.card_id
        card.check_access("write")
        if not self.checked:
            raise UserError(
                self.env._(
                    "This file was not checked. Press Check to see the changes, then "
                    "import it."
                )
            )
        current = card._value()
        reading, currency = self._read(current)
        if reading.problems:
            first = self._problem_values(reading.problems[0])
            raise ValidationError(
                self.env._(
                    "Nothing was imported. Errors in the file: %(count)s. The first "
                    "error is at %(sheet)s %(row)s %(column)s: %(reason)s",
                    count=len(reading.problems),
                    sheet=first["sheet"],
                    row=first["row"] or "",
                    column=first["column"] or "",
                    reason=first["reason"],
                )
            )
        if reading.card != current:
            if self.new_version:
                card = card._next_version(
                    reading.card.valid_from, reading.card.valid_to
                )
            card._take_over(reading.card, currency)
        return card._form()

    def action_other_file(self):
        self.ensure_one()
        return self.card_id.action_import()

    def action_template(self):
        """Download a filled example for the line of this card, with a sheet that
        explains the columns.
        """
        return self.card_id._download("template_xlsx", "rate-card-template.xlsx")

    def _content(self):
        """The bytes of the file, at most as many as a rate card may have."""
        # Base64 has four characters for three bytes. A text that is too long is not
        # decoded.
        size = len(self.with_context(bin_size=False).file or b"") * 3 // 4
        if size > sheet_cells.MOST_BYTES + 3:
            params = {
                "size": -(-size // sheet_cells.MEGABYTE),
                "limit": sheet_cells.MOST_BYTES // sheet_cells.MEGABYTE,
            }
            raise UserError(self.card_id._sentence("too_large", params))
        try:
            return base64.b64decode(self.with_context(bin_size=False).file or b"")
        except binascii.Error as error:
            raise UserError(self.card_id._sentence("damaged", {})) from error

    def _hash(self):
        return hashlib.sha256(self._content()).hexdigest()

    def _read(self, base):
        """The ``sheet.CardReading`` of the file for the card ``base`` (``_value()`` of
        the record), and the currency that the file names.
        """
        try:
            reading = sheet.read(self._content(), base, sheet_apart.read)
        except sheet_cells.NotUsable as problem:
            raise UserError(
                self.card_id._sentence(problem.code, problem.params)
            ) from problem
        name = reading.card.currency if reading.card else base.currency
        currency = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", name)], limit=1)
        )
        if not currency and reading.card:
            problem = sheet_cells.SheetProblem(
                "Card", None, "currency", "unknown_currency", {"value": name}
            )
            return sheet.CardReading(None, (problem,)), currency
        if reading.card:
            reading = sheet.with_places(reading, currency.decimal_places)
        return reading, currency

    def _problem_values(self, problem):
        return {
            "sheet": problem.sheet,
            "row": problem.row or 0,
            "column": problem.column,
            "reason": self.card_id._sentence(problem.code, problem.params),
        }

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class LinkstarRateCardImportChange(models.TransientModel):
    """The number of changes that a file makes to a part of the card."""

    _name = "linkstar.rate.card.import.change"
    _description = "Linkstar Change by an Import"
    _order = "id"

    import_id = fields.Many2one(
        "linkstar.rate.card.import", required=True, ondelete="cascade"
    )
    part = fields.Selection(
        [
            ("settings", "Settings"),
            ("zones", "Zones"),
            ("brackets", "Brackets"),
            ("surcharges", "Surcharges"),
        ],
        required=True,
    )
    new = fields.Integer("New entries")
    changed = fields.Integer("Changed entries")
    removed = fields.Integer("Removed entries")


class LinkstarRateCardImportProblem(models.TransientModel):
    """An error at a place of a file."""

    _name = "linkstar.rate.card.import.problem"
    _description = "Linkstar Error in an Import"
    _order = "id"

    import_id = fields.Many2one(
        "linkstar.rate.card.import", required=True, ondelete="cascade"
    )
    sheet = fields.Char()
    row = fields.Integer(help="The row number in the spreadsheet. 0: the whole sheet.")
    column = fields.Char()
    reason = fields.Char()
