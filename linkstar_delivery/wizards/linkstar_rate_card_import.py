import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rating import sheet, sheet_apart, sheet_cells, sheet_changes

_MOST_SHOWN = 200


class LinkstarRateCardImport(models.TransientModel):
    """A file of prices for a rate card: first what it would change and what is wrong with it, then all of it or nothing."""

    _name = "linkstar.rate.card.import"
    _description = "Import of a Rate Card"

    card_id = fields.Many2one("linkstar.rate.card", required=True, ondelete="cascade", readonly=True)
    file = fields.Binary(attachment=False, help="An xlsx workbook or a csv file like the template, at most 10 MB.")
    filename = fields.Char()
    checked = fields.Boolean(compute="_compute_checked")
    checked_hash = fields.Char(readonly=True, copy=False, help="SHA-256 of the file that was checked.")
    problem_count = fields.Integer("Errors", readonly=True)
    hidden_count = fields.Integer("Errors not shown", readonly=True)
    new_version = fields.Boolean(compute="_compute_new_version")
    change_ids = fields.One2many("linkstar.rate.card.import.change", "import_id", readonly=True)
    problem_ids = fields.One2many("linkstar.rate.card.import.problem", "import_id", readonly=True)
    unchanged = fields.Boolean(readonly=True)

    @api.depends("card_id")
    def _compute_new_version(self):
        for wizard in self:
            wizard.new_version = wizard.card_id.quoted or wizard.card_id.state != "draft"

    @api.depends("file", "checked_hash")
    def _compute_checked(self):
        for wizard in self:
            wizard.checked = bool(wizard.checked_hash) and wizard.checked_hash == wizard._hash()

    @api.constrains("file")
    def _check_file(self):
        """What is too large is not even kept."""
        for wizard in self:
            if wizard.file:
                wizard._content()

    def action_check(self):
        """The dry run: nothing of the card changes."""
        self.ensure_one()
        self.card_id.check_access("write")
        reading, _currency = self._read()
        problems = reading.problems
        self.problem_ids.unlink()
        self.change_ids.unlink()
        self.write({
            "checked_hash": self._hash(),
            "problem_count": len(problems),
            "hidden_count": max(0, len(problems) - _MOST_SHOWN),
            "unchanged": bool(reading.card) and reading.card == self.card_id._value(),
            "problem_ids": [fields.Command.create(self._problem_values(problem)) for problem in problems[:_MOST_SHOWN]],
            "change_ids": [
                fields.Command.create({"part": part, "new": change.new, "changed": change.changed, "removed": change.removed})
                for part, change in (sheet_changes.changes(self.card_id._value(), reading.card) if reading.card else {}).items()
            ],
        })
        return self._again()

    def action_import(self):
        """Take the file over, all of it or nothing: into the draft, or into a new version of a card that is in use."""
        self.ensure_one()
        card = self.card_id
        card.check_access("write")
        if not self.checked:
            raise UserError(self.env._("This file was not checked: press Check, and see what it would change before you import it."))
        reading, currency = self._read()
        if reading.problems:
            first = self._problem_values(reading.problems[0])
            raise ValidationError(
                self.env._(
                    "Nothing was imported: the file has %(count)s errors. The first one, %(sheet)s %(row)s %(column)s: %(reason)s",
                    count=len(reading.problems),
                    sheet=first["sheet"],
                    row=first["row"] or "",
                    column=first["column"] or "",
                    reason=first["reason"],
                )
            )
        if reading.card != card._value():
            if self.new_version:
                card = card._next_version(reading.card.valid_from, reading.card.valid_to)
            card._take_over(reading.card, currency)
        return card._form()

    def action_other_file(self):
        self.ensure_one()
        return self.card_id.action_import()

    def action_template(self):
        """Download a filled example of this card's line with a sheet that explains the columns."""
        return self.card_id._download("template_xlsx", "rate-card-template.xlsx")

    def _content(self):
        """The bytes of the file, no more than a rate card may have."""
        # Four characters stand for three bytes: what is too long for the limit is not decoded.
        size = len(self.with_context(bin_size=False).file or b"") * 3 // 4
        if size > sheet_cells.MOST_BYTES + 3:
            told = {"size": -(-size // sheet_cells.MEGABYTE), "limit": sheet_cells.MOST_BYTES // sheet_cells.MEGABYTE}
            raise UserError(self.card_id._sentence("too_large", told))
        try:
            return base64.b64decode(self.with_context(bin_size=False).file or b"")
        except binascii.Error as error:
            raise UserError(self.card_id._sentence("damaged", {})) from error

    def _hash(self):
        return hashlib.sha256(self._content()).hexdigest()

    def _read(self):
        """The file as a ``sheet.Reading`` and the currency that it names."""
        base = self.card_id._value()
        try:
            reading = sheet.read(self._content(), base, sheet_apart.read)
        except sheet_cells.NotUsable as problem:
            raise UserError(self.card_id._sentence(problem.code, problem.params)) from problem
        name = reading.card.currency if reading.card else base.currency
        currency = self.env["res.currency"].with_context(active_test=False).search([("name", "=", name)], limit=1)
        if not currency and reading.card:
            problem = sheet_cells.Problem("Card", None, "currency", "unknown_currency", {"value": name})
            return sheet.Reading(None, (problem,)), currency
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
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form", "target": "new"}


class LinkstarRateCardImportChange(models.TransientModel):
    """How much of a part of the card a file changes."""

    _name = "linkstar.rate.card.import.change"
    _description = "Change by an Import of a Rate Card"
    _order = "id"

    import_id = fields.Many2one("linkstar.rate.card.import", required=True, ondelete="cascade")
    part = fields.Selection(
        [("settings", "Settings"), ("zones", "Zones"), ("brackets", "Brackets"), ("surcharges", "Surcharges")], required=True
    )
    new = fields.Integer()
    changed = fields.Integer()
    removed = fields.Integer()


class LinkstarRateCardImportProblem(models.TransientModel):
    """What is wrong at a place of a file."""

    _name = "linkstar.rate.card.import.problem"
    _description = "Error in an Import of a Rate Card"
    _order = "id"

    import_id = fields.Many2one("linkstar.rate.card.import", required=True, ondelete="cascade")
    sheet = fields.Char()
    row = fields.Integer(help="As the spreadsheet counts; 0: the whole sheet.")
    column = fields.Char()
    reason = fields.Char()
