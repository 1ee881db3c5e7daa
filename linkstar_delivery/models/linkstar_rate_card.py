import base64
import uuid
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError, ValidationError

from ..rating import card as terms
from ..rating import compile_card, notation, problems, sheet_columns, sheet_write
from ..rating.sheet import named
from ..rating.sheet_columns import WEIGHT_RULE

#: The fields that decide what a card answers, besides its zones and surcharges.
_PRICE_FIELDS = frozenset({
    "service_id", "currency_id", "valid_from", "valid_to", "priced_per", "discounts", "discount_per",
    *(column.header for column in sheet_columns.WEIGHT_RULE + sheet_columns.LIMITS),
})

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_CSV = "text/csv"

#: Fields of the records; those of the weight rule have other names in ``WeightRule``.
_CARD = ("valid_from", "valid_to", "priced_per", "discounts", "discount_per")

_WEIGHT_RULE = {column.header: column.attribute for column in sheet_columns.WEIGHT_RULE}

_LIMITS, _ZONE, _BRACKET, _SURCHARGE = (
    tuple(column.attribute for column in group)
    for group in (sheet_columns.LIMITS, sheet_columns.ZONE, sheet_columns.BRACKET, sheet_columns.SURCHARGE)
)

#: Numbers of which 0 in a record says that there is none.
_NONE_AT_ZERO = frozenset({
    "divisor", "over_ratio", "over_side", "weight_step", "max_weight", "max_side", "max_side_sum", "max_girth", "max_value", "max_parcels",
    "up_to", "days_min", "days_max", "over_weight",
})

#: What an empty text or date is in the dataclasses.
_EMPTY = {"name": "", "last_mile": "", "valid_from": None, "valid_to": None}

#: Fields whose text is read and written by ``rating.notation``.
_NOTATIONS = {
    "areas": (notation.areas, notation.areas_text),
    "excluded": (notation.areas, notation.areas_text),
    "goods_types": (notation.words, notation.words_text),
    "discounts": (notation.discounts, notation.discounts_text),
}


class LinkstarRateCard(models.Model):
    """One version of the prices of one line, valid for a time. See ``rating.card.Card``; the rules are there.

    A draft may be wrong and is never used. A card in use has no problem, overlaps no other of its line, and its prices
    stand: who wants others makes a new version. What was quoted is archived, never deleted.
    """

    _name = "linkstar.rate.card"
    _inherit = "linkstar.owned.mixin"
    _description = "Linkstar Rate Card"
    _order = "service_id, valid_from desc, id desc"
    _check_company_auto = True
    _owned_by = "service_id"
    name = fields.Char(required=True)
    version = fields.Integer(default=1, readonly=True, copy=False)
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In use")], required=True, default="draft", readonly=True, copy=False, index=True
    )
    quoted = fields.Boolean(readonly=True, copy=False, help="A price of this card was told to a customer: it is kept for good.")
    service_id = fields.Many2one("linkstar.service", "Line", required=True, ondelete="restrict", index=True)
    account_id = fields.Many2one(related="service_id.account_id", store=True, index=True)
    company_id = fields.Many2one(related="service_id.account_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", store=True, readonly=False, required=True, precompute=True, ondelete="restrict",
        help="Of every amount of the card.",
    )
    valid_from = fields.Date(required=True, default=fields.Date.context_today)
    valid_to = fields.Date(help="The last day; empty: until further notice.")
    priced_per = fields.Selection(
        [("shipment", "Order"), ("parcel", "Parcel")], required=True, default=terms.SHIPMENT,
        help="Parcel: each parcel has its own waybill and pays its own first weight and fixed surcharges.",
    )
    divisor = fields.Float("Volumetric divisor (cm³/kg)", min_display_digits=0, help="0: volume does not count.")
    over_ratio = fields.Float(
        "From a ratio above", min_display_digits=1,
        help="Volume counts where its weight is more than this times the actual one; 0: no such rule.",
    )
    over_side = fields.Float("From a side above (cm)", min_display_digits=0, help="Volume counts where a side is longer; 0: no such rule.")
    thresholds = fields.Selection([("any", "One is enough"), ("all", "Both")], required=True, default=terms.ANY)
    minimum_weight = fields.Float("Minimum weight (kg)", min_display_digits=3)
    weight_step = fields.Float("Rounded up to (kg)", min_display_digits=3, help="0: not rounded.")
    weight_per = fields.Selection([("parcel", "Parcel"), ("shipment", "Order")], "Weighed per", required=True, default=terms.PARCEL)
    max_weight = fields.Float("Weight (kg)", min_display_digits=3, help="Actual weight of a parcel; 0: no limit.")
    max_side = fields.Float("Longest side (cm)", min_display_digits=0, help="0: no limit.")
    max_side_sum = fields.Float("Sum of sides (cm)", min_display_digits=0, help="0: no limit.")
    max_girth = fields.Float("Length and girth (cm)", min_display_digits=0, help="Longest side plus twice the other two; 0: no limit.")
    max_value = fields.Float("Declared value", min_display_digits=2, help="Of the whole order, in the card's currency; 0: no limit.")
    max_parcels = fields.Integer("Parcels", help="0: no limit.")
    goods_types = fields.Char(help="The kinds of goods beyond ordinary ones that may travel, apart by commas: battery, liquid.")
    discounts = fields.Char(help="From so many parcels or kg a month, per cent off the freight: 500: 3; 2000: 5.5")
    discount_per = fields.Selection(
        [("parcels", "Parcels"), ("kg", "Kilograms")], "Discounts count", required=True, default=terms.PARCELS,
        help="What was booked with the account on this line since the first of the month.",
    )
    zone_ids = fields.One2many("linkstar.rate.zone", "card_id", string="Zones")
    surcharge_ids = fields.One2many("linkstar.rate.surcharge", "card_id", string="Surcharges")
    stamp = fields.Char(default=lambda self: uuid.uuid4().hex, readonly=True, copy=False, help="Another one after each change of a price.")
    # A range of one number stands for it, so that PostgreSQL needs no extension. Deferred, so that _check_overlap can name the other.
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(service_id, service_id, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&)"
        " WHERE (state = 'active' AND active) DEFERRABLE INITIALLY DEFERRED",
        "Another rate card of this line was put to use for some of these days: change the validity of one of them.",
    )
    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)", "The rate card ends before it begins: correct its first or its last day."
    )
    sheet_xlsx = fields.Binary("Workbook", compute="_compute_sheet_xlsx", exportable=False)
    sheet_csv = fields.Binary("CSV file", compute="_compute_sheet_csv", exportable=False)
    template_xlsx = fields.Binary("Template", compute="_compute_template_xlsx", exportable=False)

    @api.depends("name", "version")
    def _compute_display_name(self):
        for card in self:
            card.display_name = f"{card.name} v{card.version}" if card.name else ""

    @api.depends("service_id")
    def _compute_currency_id(self):
        for card in self:
            card.currency_id = card.service_id.account_id.currency_id or card.currency_id

    @api.constrains("state", "active", "service_id", "valid_from", "valid_to")
    def _check_overlap(self):
        cards = self.filtered(lambda card: card.active and card.state == "active")
        for card in cards:
            others = self.sudo().search([
                ("id", "!=", card.id),
                ("service_id", "=", card.service_id.id),
                ("state", "=", "active"),
                *([("valid_from", "<=", card.valid_to)] if card.valid_to else []),
                "|", ("valid_to", "=", False), ("valid_to", ">=", card.valid_from),
            ], limit=1)
            if others:
                raise ValidationError(
                    self.env._(
                        "%(card)s (from %(begin)s) and %(other)s (from %(other_begin)s) would both hold on the same days: end the earlier "
                        "one before the later one begins.",
                        card=card.display_name,
                        begin=card.valid_from,
                        other=others.display_name,
                        other_begin=others.valid_from,
                    )
                )
        if cards:
            # What another transaction has put to use meanwhile is not in our snapshot, but in the index.
            self.env.flush_all()
            self.env.cr.execute("SET CONSTRAINTS linkstar_rate_card_no_overlap IMMEDIATE")
            self.env.cr.execute("SET CONSTRAINTS linkstar_rate_card_no_overlap DEFERRED")

    @api.constrains("state")
    def _check_in_use(self):
        for card in self.filtered(lambda card: card.state == "active"):
            sentences = card._problem_sentences()
            if sentences:
                problems = "\n".join(f"• {sentence}" for sentence in sentences)
                raise ValidationError(
                    self.env._("%(card)s cannot be used yet:\n%(problems)s", card=card.display_name, problems=problems)
                )

    @api.constrains("discounts")
    def _check_discounts(self):
        for card in self:
            try:
                notation.discounts(card.discounts or "")
            except notation.NotReadable as problem:
                why = self._sentence(problem.code, {"value": problem.part})
                raise ValidationError(self.env._("Discounts of %(card)s: %(why)s", card=card.display_name, why=why)) from problem

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # That a customer was told a price is not for a client to say.
            vals_list = [{**vals, "quoted": False} for vals in vals_list]
        cards = super().create(vals_list)
        self.env.registry.clear_cache()
        return cards

    def write(self, vals):
        self.check_access("write")
        if "quoted" in vals and not self.env.su:
            raise AccessError(self.env._("Whether a price was told to a customer is noted by itself and cannot be changed."))
        if changed := _PRICE_FIELDS.intersection(vals):
            if changed != {"valid_to"}:  # the one thing that may change while a card is in use: its successor has come
                self._check_draft()
            vals = {**vals, "stamp": uuid.uuid4().hex}
        if vals.get("state") == "draft":
            for card in self.filtered("quoted"):
                raise UserError(
                    self.env._("%(card)s was quoted to customers and stays as it is: press New version.", card=card.display_name)
                )
        result = super().write(vals)
        # Only for these, for compiled cards are kept there too: see ``linkstar.service._parcel_limits_of``.
        if vals.keys() & (_PRICE_FIELDS | {"state", "active"}):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def copy(self, default=None):
        """With zones, brackets and surcharges."""
        self.check_access("read")
        copies = super().copy(default)
        for card, copied in zip(self, copies):
            copied._take_over_parts(card._value())
        return copies

    @api.ondelete(at_uninstall=False)
    def _unlink_except_quoted(self):
        for card in self.filtered("quoted"):
            raise UserError(self.env._("%(card)s was quoted to customers and is kept: archive it instead.", card=card.display_name))

    # --- what the quotation asks

    @api.model
    def _find(self, service, on_date):
        """The cards in use of ``service`` on ``on_date``: none or one of each line (``service`` may be several)."""
        return self.search_fetch(
            [
                ("service_id", "in", service.ids),
                ("state", "=", "active"),
                ("valid_from", "<=", on_date),
                "|", ("valid_to", "=", False), ("valid_to", ">=", on_date),
            ],
            [
                "active", "state", "service_id", "currency_id", "valid_from", "valid_to", "stamp", "quoted",
                "max_weight", "max_side", "max_side_sum", "max_girth", "max_parcels",
            ],
        )

    def _compiled(self):
        """The card as ``rating.quote`` wants it (``rating.CompiledCard``), kept in this process until it changes."""
        self.ensure_one()
        return self._compile(self.stamp, self.service_id.sudo().code, self.currency_id.name, self.currency_id.decimal_places)

    # The stamp is another one after each change, also after one that was rolled back; the other arguments are not the card's own.
    @tools.ormcache("self.id", "stamp", "service_code", "currency", "places")
    def _compile(self, stamp, service_code, currency, places):
        return compile_card(self._value())

    def _mark_quoted(self):
        """A price of these cards was told to a customer: from now on they are kept and their prices stand."""
        self.filtered(lambda card: not card.quoted).sudo().write({"quoted": True})

    # --- what may change

    def _change_prices(self):
        """To be called by each change of zones, brackets and surcharges."""
        self._check_draft()
        for card in self:
            card.stamp = uuid.uuid4().hex

    def _check_draft(self):
        for card in self:
            if card.quoted:
                raise UserError(
                    self.env._(
                        "Prices of %(card)s were quoted and stand as they are: press New version and change that.", card=card.display_name
                    )
                )
            if card.state != "draft":
                raise UserError(
                    self.env._("%(card)s is in use: press Back to draft, or New version, before you change it.", card=card.display_name)
                )

    def _next_version(self, valid_from, valid_to):
        """A draft of the next version with this card's settings and no zone yet."""
        latest = self.with_context(active_test=False).search([("service_id", "=", self.service_id.id)], order="version desc", limit=1)
        values = {"valid_from": valid_from, "valid_to": valid_to or False, "active": True, "version": latest.version + 1}
        return self.create([{**self.copy_data(values)[0], "name": self.name}])

    # --- buttons

    def action_activate(self):
        self.write({"state": "active"})

    def action_draft(self):
        self.write({"state": "draft"})

    def action_new_version(self):
        """A draft with the same prices that begins the day after this card ends, or today."""
        self.ensure_one()
        self.check_access("write")
        begin = self.valid_to + timedelta(days=1) if self.valid_to else max(fields.Date.context_today(self), self.valid_from)
        card = self._next_version(begin, None)
        card._take_over_parts(self._value())
        return card._form()

    def action_check(self):
        """Tell all problems at once, or that there is none."""
        self.ensure_one()
        self.check_access("read")
        sentences = self._problem_sentences()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if sentences else "success",
                "sticky": bool(sentences),
                "title": self.env._("%(count)s problems", count=len(sentences)) if sentences else self.env._("No problem"),
                "message": "\n".join(f"• {sentence}" for sentence in sentences)
                or self.env._("%(card)s can be put to use.", card=self.display_name),
            },
        }

    def action_import(self):
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import a rate card"),
            "res_model": "linkstar.rate.card.import",
            "view_mode": "form",
            "target": "new",
            "context": {"default_card_id": self.id},
        }

    def _form(self):
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form"}

    def _problem_sentences(self):
        """All that is wrong with this card, a sentence for each, with its place."""
        self.ensure_one()
        card = self._value()
        return [
            self.env._(
                "%(place)s: %(why)s", place=self._place(card, problem.place), why=self._sentence(problem.code, named(card, problem))
            )
            for problem in problems(card)
        ]

    def _place(self, card, place):
        """The way to a problem in ``card`` (``CardProblem.place``) in the words of the form."""
        parts, names = [], place
        if names[0] == "zones" and len(names) > 1:
            zone = card.zones[names[1]]
            parts.append(self.env._("Zone %(zone)s", zone=zone.name or names[1] + 1))
            names = ("linkstar.rate.zone", *names[2:])
            if names[1:2] == ("brackets",) and len(names) > 2:
                parts.append(self.env._("bracket above %(weight)s kg", weight=self._told(zone.brackets[names[2]].over)))
                names = ("linkstar.rate.bracket", *names[3:])
        elif names[0] == "surcharges" and len(names) > 1:
            surcharge = card.surcharges[names[1]]
            parts.append(self.env._("Surcharge %(number)s (%(name)s)", number=names[1] + 1, name=surcharge.name or surcharge.code))
            names = ("linkstar.rate.surcharge", *names[2:])
        elif names[0] == "weight_rule":
            names = (self._name, next(column.header for column in WEIGHT_RULE if column.attribute == names[1]))
        elif names[0] == "limits":
            names = (self._name, *names[1:])
        else:
            names = (self._name, {"zones": "zone_ids", "currency": "currency_id", "service_code": "service_id"}.get(names[0], names[0]))
        field = self.env[names[0]]._fields.get({"brackets": "bracket_ids"}.get(names[1], names[1])) if len(names) > 1 else None
        return ", ".join([*parts, field._description_string(self.env)] if field else parts)

    def _told(self, value):
        """A parameter of a problem as people read it."""
        if value is None:
            return self.env._("no end")
        return format(value.normalize(), "f") if hasattr(value, "is_finite") and value.is_finite() else str(value)

    def _sentence(self, code, params):
        """What a code of ``rating.explain.PROBLEMS``, of a sheet's cell or of a notation says, and what to do about it."""
        told = {name: self._told(value) for name, value in params.items()}
        return self._card_sentence(code, told) or self._cell_sentence(code, told) or self._file_sentence(code, told)

    def _card_sentence(self, code, told):
        match code:
            case "missing":
                return self.env._("This is empty: fill it in.")
            case "not_a_number":
                return self.env._("“%(value)s” is not a number: write it like 12.5.", **told)
            case "negative":
                return self.env._("%(value)s is below zero: write 0 or more.", **told)
            case "not_positive":
                return self.env._("%(value)s is not above zero: leave it empty where there is none.", **told)
            case "over_hundred":
                return self.env._("%(value)s is more than 100 per cent: write 8 for 8 %%.", **told)
            case "unknown_code":
                return self.env._("“%(value)s” is not known here: use one of the words on the sheet Explanation of the template.", **told)
            case "bad_country":
                return self.env._("“%(value)s” is not a country code: write two letters, like DE.", **told)
            case "bad_currency":
                return self.env._("“%(value)s” is not a currency code: write three letters, like CNY.", **told)
            case "bad_places":
                return self.env._("The currency has %(value)s decimals, more than can be computed with: choose another one.", **told)
            case "ends_before_begins":
                return self.env._("It ends on %(valid_to)s, before it begins on %(valid_from)s: correct one of the days.", **told)
            case "missing_divisor":
                return self.env._("A threshold for volume is set, but no divisor: fill in the divisor, or empty the threshold.")
            case "needs_parcel_weight":
                return self.env._("Prices per parcel need weights per parcel: set both to parcel, or the price to order.")
            case "empty_zone":
                return self.env._("No place is left in this zone: name its areas, or take away the zone.")
            case "no_brackets":
                return self.env._("The zone has no bracket: give it its prices by weight, or take it away.")
            case "zone_name_twice":
                return self.env._("Two zones are called %(zone)s: give one another name.", **told)
            case "zones_overlap":
                return self.env._(
                    "%(zone)s and %(other)s both have %(country)s, postcodes %(postcode_from)s to %(postcode_to)s (empty: an end of the "
                    "country): take them out of one.", **told,
                )
            case "range_backwards":
                return self.env._("The postcodes %(low)s..%(high)s run backwards: begin with the lower one.", **told)
            case "bad_postcode":
                return self.env._("“%(value)s” is not the beginning of a postcode: write letters and digits.", **told)
            case "days_backwards":
                return self.env._("%(days_max)s days at most are less than %(days_min)s at least: change one of them.", **told)
            case "bracket_empty":
                return self.env._("No weight is above %(over)s and up to %(up_to)s kg: correct the ends.", **told)
            case "bracket_gap":
                return self.env._("No bracket has the weights above %(over)s and up to %(up_to)s kg: close the gap.", **told)
            case "bracket_overlap":
                return self.env._("Two brackets have the weights above %(over)s and up to %(up_to)s kg: correct one of them.", **told)
            case "missing_step":
                return self.env._("A price by first and step weight needs a step above zero: fill it in, or choose another kind.")
            case "surcharge_twice":
                return self.env._(
                    "It is due together with the surcharge %(other)s of the same kind: change days or conditions, or take one away.",
                    **told,
                )
            case "discount_twice":
                return self.env._("Two discounts begin at %(from_volume)s: take one away.", **told)
        return ""

    def _cell_sentence(self, code, told):
        match code:
            case "comma":
                return self.env._(
                    "“%(value)s” could mean two numbers: write decimals after a point and no other separator, like 1234.5.",
                    **told,
                )
            case "too_many_digits":
                return self.env._("%(value)s is too large or too exact: at most nine digits before the point, fifteen in all.", **told)
            case "not_whole":
                return self.env._("%(value)s is not a whole number: write one without decimals.", **told)
            case "not_a_date":
                return self.env._("“%(value)s” is not a day: format the cell as a date, or write it like 2026-01-31.", **told)
            case "not_a_text":
                return self.env._("“%(value)s” is no text: format the cell as text and write it again.", **told)
            case "not_a_flag":
                return self.env._("“%(value)s” is neither yes nor no: write one of these words.", **told)
            case "control_character":
                return self.env._("“%(value)s” has a line break or a character that cannot be seen: write it on one line.", **told)
            case "bad_area":
                return self.env._("“%(value)s” is not an area: write it like DE or IT 00..19, 98; areas are apart by semicolons.", **told)
            case "bad_discount":
                return self.env._("“%(value)s” is not a discount: write parcels or kg a month and per cent like 500: 3; 2000: 5.5.", **told)
            case "formula":
                return self.env._("The cell has a formula: copy it and paste its value in its place.")
            case "error_cell":
                return self.env._("The cell has the error %(value)s: write what belongs there.", **told)
            case "percent_cell":
                return self.env._("The cell is formatted as a percentage and holds %(value)s: format it as a number, 8 for 8 %%.", **told)
            case "merged":
                return self.env._("Cells are merged: split them and fill in each one.")
            case "unknown_sheet":
                return self.env._("A rate card has no such sheet, or it is there twice: take it away, or name it as in the template.")
            case "no_sheet_column":
                return self.env._("The first column of a csv file names the sheet of each row: see the template.")
            case "unknown_column":
                return self.env._("There is no such column: take it away, or name it as in the template.")
            case "column_twice":
                return self.env._("The column is there twice: take one away.")
            case "missing_column":
                return self.env._("The column is not there: add it, named as in the template.")
            case "outside_columns":
                return self.env._("“%(value)s” stands in a column without a name: take it away.", **told)
            case "unknown_setting":
                return self.env._("There is no such setting: take it away, or name it as in the template.")
            case "setting_twice":
                return self.env._("The setting is there twice: take one away.")
            case "other_service":
                return self.env._("The file is for the line %(value)s, this card for %(service)s: choose the right one.", **told)
            case "unknown_currency":
                return self.env._("There is no currency %(value)s in this database: write its three letters, like CNY.", **told)
            case "zone_unknown":
                return self.env._("There is no zone called %(value)s: add it to the sheet Zones, or correct the name.", **told)
        return ""

    def _file_sentence(self, code, told):
        match code:
            case "too_large":
                return self.env._(
                    "The file has %(size)s MB, more than the %(limit)s MB that a rate card may have: take away what is no price.",
                    **told,
                )
            case "unpacked_too_large":
                return self.env._(
                    "Unpacked, the workbook is larger than %(limit)s MB: copy the prices into the template and import that.",
                    **told,
                )
            case "too_many_rows":
                return self.env._("The sheet %(sheet)s has more than %(limit)s rows: take away what is no price.", **told)
            case "too_many_columns":
                return self.env._("%(sheet)s has more than %(limit)s columns: copy the prices into the template and import that.", **told)
            case "too_much_work":
                return self.env._(
                    "Reading the file takes more memory or time than a rate card may: copy the prices into the template and import that."
                )
            case "empty_file":
                return self.env._("The file is empty: choose another one.")
            case "old_excel":
                return self.env._("The file is an old Excel file, or has a password: save it as xlsx without one.")
            case "not_utf8":
                return self.env._("The csv file is not in UTF-8: save it as “CSV UTF-8”, or as xlsx.")
            case "damaged":
                return self.env._("The file is damaged, or not the workbook that it seems: open it in a spreadsheet and save it as xlsx.")
            case "no_known_sheet":
                return self.env._("The file has none of a rate card's sheets: start from the template.")
        return self.env._("The file is neither an xlsx workbook nor a csv file: start from the template.")

    def _compute_sheet_xlsx(self):
        for card in self:
            card.sheet_xlsx = base64.b64encode(sheet_write.xlsx(card._value(), self._explanation()))

    def _compute_sheet_csv(self):
        for card in self:
            card.sheet_csv = base64.b64encode(sheet_write.csv_file(card._value()))

    def _compute_template_xlsx(self):
        for card in self:
            card.template_xlsx = base64.b64encode(sheet_write.xlsx(card._example(), self._explanation()))

    def action_export_xlsx(self):
        return self._download("sheet_xlsx", f"{self.display_name}.xlsx")

    def action_export_csv(self):
        return self._download("sheet_csv", f"{self.display_name}.csv")

    def _download(self, field, filename):
        self.ensure_one()
        self.check_access("read")
        # The type is told, since core's guess looks at the beginning of a workbook and logs that the rest is not there.
        options = {"download": "true", "filename": filename, "mimetype": _CSV if filename.endswith(".csv") else _XLSX}
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}?{urlencode(options)}",
            "target": "download",
        }

    def _example(self):
        """A card of this line that shows each kind of price once."""
        self.ensure_one()
        number = Decimal
        return terms.Card(
            service_code=self.service_id.code,
            currency=self.currency_id.name,
            valid_from=date(self.valid_from.year, 1, 1),
            weight_rule=terms.WeightRule(divisor=number(8000), over_side=number(60), minimum=number("0.05"), step=number("0.01")),
            limits=terms.Limits(max_weight=number(30), max_side=number(120), goods_types=("battery",)),
            discounts=(terms.Discount(number(500), number(3)), terms.Discount(number(2000), number("5.5"))),
            zones=(
                terms.Zone(
                    "DE-FR",
                    (terms.Area("DE"), terms.Area("FR")),
                    (
                        terms.Bracket(number(0), number(2), terms.PER_KG, number(48), registration=number(18)),
                        terms.Bracket(
                            number(2), number(30), terms.FIRST_STEP, number(96), number(2), number("0.5"), number("21.5"),
                            registration=number(18),
                        ),
                    ),
                    excluded=(terms.Area("FR", ("20",)),),
                    days_min=8,
                    days_max=14,
                    last_mile="DHL",
                ),
                terms.Zone(
                    "Italy, islands",
                    (terms.Area("IT", ("98",), (("07", "09"), ("90", "97"))),),
                    (terms.Bracket(number(0), number(5), terms.FLAT, number("129.9")),),
                ),
            ),
            surcharges=(
                terms.Surcharge("fuel", terms.PERCENT_FREIGHT, number(8)),
                terms.Surcharge("battery", terms.PER_PARCEL, number(4), name="Battery handling", goods_types=("battery",)),
                terms.Surcharge(
                    "peak_season", terms.SURCHARGE_PER_KG, number(3),
                    valid_from=date(self.valid_from.year, 11, 1), valid_to=date(self.valid_from.year, 12, 31),
                ),
                terms.Surcharge("signature", terms.FIXED, number(12), optional=True),
            ),
        )

    @api.model
    def _explanation(self):
        """Sheet, column and meaning of all that a file may hold."""
        zone = self.env._("The name of the zone.")
        areas = self.env._("Countries apart by semicolons, then postcode prefixes and ranges apart by commas: DE; IT 00..19, 98")
        last_day = self.env._("The last day, like 2026-12-31; empty: until further notice.")
        per = ", ".join(terms.PER)
        texts = {
            "Card": {
                "": self.env._("One setting a row. A sheet that is not in the file leaves its part of the card as it is."),
                "service": self.env._("The code of the line; it must be that of the card."),
                "currency": self.env._("Of all amounts, like CNY."),
                "valid_from": self.env._("The first day, like 2026-01-31."),
                "valid_to": last_day,
                "priced_per": self.env._("What has a waybill of its own: %s.", per),
                "discounts": self.env._("From so many parcels or kg a month, per cent off the freight: 500: 3; 2000: 5.5"),
                "discount_per": self.env._("What these numbers count, sent on the line this month: %s.", ", ".join(terms.DISCOUNT_PER)),
                "divisor": self.env._("Of the volumetric weight, in cm³ per kg; empty: volume does not count."),
                "over_ratio": self.env._("Volume counts where its weight is more than this times the actual one."),
                "over_side": self.env._("Volume counts where a side is longer than this, in cm."),
                "thresholds": self.env._("Whether one of the two is enough or both are needed: %s.", ", ".join(terms.THRESHOLDS)),
                "minimum_weight": self.env._("The least billable weight in kg."),
                "weight_step": self.env._("Weights are rounded up to whole steps of so many kg; empty: not rounded."),
                "weight_per": self.env._("What is weighed and rounded by itself: %s.", per),
                "max_weight": self.env._("The heaviest parcel in kg."),
                "max_side": self.env._("The longest side in cm."),
                "max_side_sum": self.env._("The largest sum of the three sides in cm."),
                "max_girth": self.env._("The largest length and girth in cm: the longest side plus twice the other two."),
                "max_value": self.env._("The highest declared value of an order."),
                "max_parcels": self.env._("The most parcels of an order."),
                "goods_types": self.env._("The kinds of goods beyond ordinary ones that may travel: battery, liquid"),
            },
            "Zones": {
                "zone": zone,
                "areas": areas,
                "excluded": self.env._("What of the areas does not belong to the zone, written alike."),
                "days_min": self.env._("Days in transit, at least."),
                "days_max": self.env._("Days in transit, at most."),
                "last_mile": self.env._("Who delivers."),
                "minimum_weight": self.env._("The least billable weight in kg, where it is more than the card's."),
            },
            "Brackets": {
                "zone": zone,
                "over": self.env._("The bracket is for billable weights above so many kg …"),
                "up_to": self.env._("… up to and with so many; empty: no end."),
                "kind": self.env._(
                    "What the price is for: first_step (the first weight; each begun step costs more), per_kg (a kg of the whole weight), "
                    "flat (all of it)."
                ),
                "price": self.env._("In the card's currency."),
                "first_weight": self.env._("Of first_step: the weight in kg that the price is for."),
                "step_weight": self.env._("Of first_step: kg of a step."),
                "step_price": self.env._("Of first_step: the price of a begun step."),
                "minimum": self.env._("The least that the freight is."),
                "registration": self.env._("Added for each waybill."),
            },
            "Surcharges": {
                "code": ", ".join(terms.SURCHARGE_CODES),
                "name": self.env._("The carrier's own word for it."),
                "basis": ", ".join(terms.BASES),
                "amount": self.env._("In the card's currency, or per cent: 8 is 8 %."),
                "minimum": self.env._("The least that the surcharge is."),
                "valid_from": self.env._("The first day, like 2026-01-31; empty: since ever."),
                "valid_to": last_day,
                "areas": self.env._("Where it is due, written like the areas of a zone; empty: everywhere."),
                "goods_types": self.env._("Due for one of these kinds of goods; empty: for all."),
                "over_side": self.env._("Due when a side is longer than this, in cm."),
                "over_weight": self.env._("Due when a parcel is heavier than this, in kg."),
                "optional": self.env._("yes: only when it is asked for."),
            },
        }
        return [(sheet, column, text) for sheet, columns in texts.items() for column, text in columns.items()]

    def _value(self):
        """This card as a ``rating.card.Card``: six queries at most, however many brackets it has."""
        self.ensure_one()
        card_sudo = self.sudo()
        zones_sudo = card_sudo.env["linkstar.rate.zone"].search_fetch([("card_id", "=", self.id)], _ZONE)
        brackets_sudo = card_sudo.env["linkstar.rate.bracket"].search_fetch([("zone_id", "in", zones_sudo.ids)], ["zone_id", *_BRACKET])
        surcharges_sudo = card_sudo.env["linkstar.rate.surcharge"].search_fetch([("card_id", "=", self.id)], _SURCHARGE)
        by_zone = defaultdict(list)
        for bracket in brackets_sudo:
            by_zone[bracket.zone_id.id].append(terms.Bracket(**_attributes(bracket, _BRACKET)))
        rule = _attributes(card_sudo, _WEIGHT_RULE)
        return terms.Card(
            service_code=card_sudo.service_id.code or "",
            currency=card_sudo.currency_id.name or "",
            places=card_sudo.currency_id.decimal_places,
            zones=tuple(terms.Zone(**_attributes(zone, _ZONE), brackets=tuple(by_zone[zone.id])) for zone in zones_sudo),
            weight_rule=terms.WeightRule(**{_WEIGHT_RULE[name]: value for name, value in rule.items()}),
            limits=terms.Limits(**_attributes(card_sudo, _LIMITS)),
            surcharges=tuple(terms.Surcharge(**_attributes(surcharge, _SURCHARGE)) for surcharge in surcharges_sudo),
            **_attributes(card_sudo, _CARD),
        )

    def _take_over(self, card, currency):
        """Make this draft what ``card`` (a ``rating.card.Card`` in ``currency``) says; its line stays."""
        rule = {name: getattr(card.weight_rule, attribute) for name, attribute in _WEIGHT_RULE.items()}
        values = {**_values(card, _CARD), **_values(card.limits, _LIMITS), **{name: _stored(name, value) for name, value in rule.items()}}
        self.write({**values, "currency_id": currency.id})
        self._take_over_parts(card)

    def _take_over_parts(self, card):
        """Replace zones, brackets and surcharges by those of ``card``."""
        self.ensure_one()
        self.zone_ids.unlink()
        self.surcharge_ids.unlink()
        zones = self.env["linkstar.rate.zone"].create([
            {"card_id": self.id, "sequence": number, **_values(zone, _ZONE)} for number, zone in enumerate(card.zones, 1)
        ])
        self.env["linkstar.rate.bracket"]._insert(zones, [zone.brackets for zone in card.zones])
        self.env["linkstar.rate.surcharge"].create([
            {"card_id": self.id, "sequence": number, **_values(each, _SURCHARGE)} for number, each in enumerate(card.surcharges, 1)
        ])


def _attributes(record, names):
    """Fields of a record as attributes of a dataclass."""
    return {name: _read(name, record[name]) for name in names}


def _values(part, names):
    """Attributes of a dataclass as fields of a record."""
    return {name: _stored(name, getattr(part, name)) for name in names}


def _read(name, value):
    if name in _NOTATIONS:
        return _NOTATIONS[name][0](value or "")
    if not value and name in _NONE_AT_ZERO:
        return None
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        return value.strip()
    return _EMPTY.get(name, value) if value is False else value


def _stored(name, value):
    if name in _NOTATIONS:
        return _NOTATIONS[name][1](value)
    if value is None:
        return False
    return float(value) if isinstance(value, Decimal) else value
