# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import uuid
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ..rating import card as terms
from ..rating import compile_card, notation, problems, sheet_columns, sheet_write
from ..rating.kinds import SURCHARGE_CODES
from ..rating.sheet import named
from ..rating.sheet_columns import WEIGHT_RULE

#: The fields that decide the prices of a card, in addition to its zones and surcharges.
_PRICE_FIELDS = frozenset(
    {
        "service_id",
        "currency_id",
        "valid_from",
        "valid_to",
        "priced_per",
        "discounts",
        "discount_per",
        *(column.header for column in sheet_columns.WEIGHT_RULE + sheet_columns.LIMITS),
    }
)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_CSV = "text/csv"

#: Fields of the record; those of the weight rule have other names in ``WeightRule``.
_CARD = ("valid_from", "valid_to", "priced_per", "discounts", "discount_per")

_WEIGHT_RULE = {column.header: column.attribute for column in sheet_columns.WEIGHT_RULE}

_LIMITS, _ZONE, _BRACKET, _SURCHARGE = (
    tuple(column.attribute for column in group)
    for group in (
        sheet_columns.LIMITS,
        sheet_columns.ZONE,
        sheet_columns.BRACKET,
        sheet_columns.SURCHARGE,
    )
)

#: Numbers where 0 in the record means that there is no value.
_NONE_AT_ZERO = frozenset(
    {
        "divisor",
        "over_ratio",
        "over_side",
        "weight_step",
        "max_weight",
        "max_side",
        "max_side_sum",
        "max_girth",
        "max_value",
        "max_parcels",
        "up_to",
        "days_min",
        "days_max",
        "over_weight",
    }
)

#: The empty text or date in the dataclasses.
_EMPTY = {"name": "", "last_mile": "", "valid_from": None, "valid_to": None}

#: Fields with text that ``rating.notation`` reads and writes.
_NOTATIONS = {
    "areas": (notation.areas, notation.areas_text),
    "excluded": (notation.areas, notation.areas_text),
    "goods_types": (notation.words, notation.words_text),
    "discounts": (notation.discounts, notation.discounts_text),
}


class LinkstarRateCard(models.Model):
    """One version of the prices of one line, valid for a period. See
    ``rating.card.Card``, which has the rules.

    A draft may have errors and is never used. An active card has no errors, does not
    overlap another active card of its line, and its prices cannot be changed: to change
    prices, make a new version. A card that was quoted is archived, never deleted.
    """

    _name = "linkstar.rate.card"
    _inherit = ["linkstar.owned.mixin", "linkstar.shown.name"]
    _description = "Linkstar Rate Card"
    _order = "service_id, valid_from desc, id desc"
    _check_company_auto = True
    _owned_by = "service_id"
    name = fields.Char(required=True)
    version = fields.Integer(default=1, readonly=True, copy=False)
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Active")],
        "Status",
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
    )
    quoted = fields.Boolean(
        "Quoted to customers",
        readonly=True,
        copy=False,
        help="A customer has received a price of this card, so the card can never be "
        "deleted.",
    )
    service_id = fields.Many2one(
        "linkstar.service", "Line", required=True, ondelete="restrict", index=True
    )
    account_id = fields.Many2one(
        related="service_id.account_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="service_id.account_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_currency_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        ondelete="restrict",
        help="The currency of all amounts of the card.",
    )
    valid_from = fields.Date(required=True, default=fields.Date.context_today)
    valid_to = fields.Date(help="The last day. Empty: no end date.")
    priced_per = fields.Selection(
        [("shipment", "Order"), ("parcel", "Parcel")],
        "Price unit",
        required=True,
        default=terms.SHIPMENT,
        help=(
            "Parcel: each parcel has its own waybill and pays its own first weight and"
            " fixed surcharges."
        ),
    )
    divisor = fields.Float(
        "Volumetric divisor (cm³/kg)",
        min_display_digits=0,
        help="0: the volume does not count.",
    )
    over_ratio = fields.Float(
        "Minimum volume ratio",
        min_display_digits=1,
        help=(
            "The volume counts if the volumetric weight is more than this many times "
            "the actual weight. 0: no such rule."
        ),
    )
    over_side = fields.Float(
        "Minimum side for volume (cm)",
        min_display_digits=0,
        help="The volume counts if a side is longer. 0: no such rule.",
    )
    thresholds = fields.Selection(
        [("any", "One is enough"), ("all", "Both are needed")],
        "Volume thresholds",
        required=True,
        default=terms.ANY,
    )
    minimum_weight = fields.Float("Minimum weight (kg)", min_display_digits=3)
    weight_step = fields.Float(
        "Weight step (kg)",
        min_display_digits=3,
        help="Weights are rounded up to this step. 0: not rounded.",
    )
    weight_per = fields.Selection(
        [("parcel", "Parcel"), ("shipment", "Order")],
        "Weighed per",
        required=True,
        default=terms.PARCEL,
    )
    max_weight = fields.Float(
        "Maximum weight (kg)",
        min_display_digits=3,
        help="The actual weight of a parcel. 0: no limit.",
    )
    max_side = fields.Float(
        "Maximum longest side (cm)", min_display_digits=0, help="0: no limit."
    )
    max_side_sum = fields.Float(
        "Maximum sum of sides (cm)", min_display_digits=0, help="0: no limit."
    )
    max_girth = fields.Float(
        "Maximum length and girth (cm)",
        min_display_digits=0,
        help="The longest side plus twice the other two. 0: no limit.",
    )
    max_value = fields.Float(
        "Maximum declared value",
        min_display_digits=2,
        help="The value of the whole order, in the card's currency. 0: no limit.",
    )
    max_parcels = fields.Integer("Maximum parcels", help="0: no limit.")
    goods_types = fields.Char(
        "Special goods",
        help=(
            "The special types of goods that the line carries, separated by commas: "
            "battery, liquid."
        ),
    )
    discounts = fields.Char(
        help=(
            "Parcels or kg per month, and the discount in per cent of the freight: "
            "500: 3; 2000: 5.5"
        )
    )
    discount_per = fields.Selection(
        [("parcels", "Parcels"), ("kg", "Kilograms")],
        "Discount unit",
        required=True,
        default=terms.PARCELS,
        help=(
            "What was booked with the account on this line since the first day of the "
            "month."
        ),
    )
    zone_ids = fields.One2many("linkstar.rate.zone", "card_id", string="Zones")
    surcharge_ids = fields.One2many(
        "linkstar.rate.surcharge", "card_id", string="Surcharges"
    )
    stamp = fields.Char(
        "Change stamp",
        default=lambda self: uuid.uuid4().hex,
        readonly=True,
        copy=False,
        help="A new value after each change of a price.",
    )
    # int4range is used for a single number, so that PostgreSQL needs no extension.
    # Deferred, so that _check_overlap can name the other card.
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(service_id, service_id, '[]') WITH &&,"
        " daterange(valid_from, valid_to, '[]') WITH &&) WHERE (state = 'active' AND"
        " active) DEFERRABLE INITIALLY DEFERRED",
        "Another rate card of this line was activated for some of these days. Change "
        "the validity of one of the two cards.",
    )
    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "The rate card ends before it begins. Correct its first or last day.",
    )
    sheet_xlsx = fields.Binary(
        "Workbook", compute="_compute_sheet_xlsx", exportable=False
    )
    sheet_csv = fields.Binary(
        "CSV file", compute="_compute_sheet_csv", exportable=False
    )
    template_xlsx = fields.Binary(
        "Template", compute="_compute_template_xlsx", exportable=False
    )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for card in self:
            card.display_name = f"{card.name} v{card.version}" if card.name else ""

    @api.model
    def _search_shown_name(self, operator, text):
        name, _v, version = text.strip().rpartition(" v")
        if not name or not version.isdecimal():
            return None
        return Domain("name", operator, name) & Domain("version", "=", int(version))

    @api.depends("service_id")
    def _compute_currency_id(self):
        for card in self:
            card.currency_id = (
                card.service_id.account_id.currency_id or card.currency_id
            )

    @api.constrains("state", "active", "service_id", "valid_from", "valid_to")
    def _check_overlap(self):
        cards = self.filtered(lambda card: card.active and card.state == "active")
        for card in cards:
            others = self.sudo().search(
                [
                    ("id", "!=", card.id),
                    ("service_id", "=", card.service_id.id),
                    ("state", "=", "active"),
                    *([("valid_from", "<=", card.valid_to)] if card.valid_to else []),
                    "|",
                    ("valid_to", "=", False),
                    ("valid_to", ">=", card.valid_from),
                ],
                limit=1,
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(card)s (from %(begin)s) and %(other)s (from "
                        "%(other_begin)s) would be valid on the same days. End the "
                        "earlier card before the later card begins.",
                        card=card.display_name,
                        begin=card.valid_from,
                        other=others.display_name,
                        other_begin=others.valid_from,
                    )
                )
        if cards:
            # A card that another transaction has activated is not in our snapshot, but
            # in the index.
            self.env.flush_all()
            self.env.cr.execute(
                "SET CONSTRAINTS linkstar_rate_card_no_overlap IMMEDIATE"
            )
            self.env.cr.execute(
                "SET CONSTRAINTS linkstar_rate_card_no_overlap DEFERRED"
            )

    @api.constrains("state")
    def _check_in_use(self):
        for card in self.filtered(lambda card: card.state == "active"):
            sentences = card._problem_sentences()
            if sentences:
                problems = "\n".join(f"• {sentence}" for sentence in sentences)
                raise ValidationError(
                    self.env._(
                        "%(card)s cannot be activated yet:\n%(problems)s",
                        card=card.display_name,
                        problems=problems,
                    )
                )

    @api.constrains("discounts")
    def _check_discounts(self):
        for card in self:
            try:
                notation.discounts(card.discounts or "")
            except notation.NotReadable as problem:
                why = self._sentence(problem.code, {"value": problem.part})
                raise ValidationError(
                    self.env._(
                        "Discounts of %(card)s: %(why)s",
                        card=card.display_name,
                        why=why,
                    )
                ) from problem

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # A client must not set that a customer has received a price.
            vals_list = [{**vals, "quoted": False} for vals in vals_list]
        cards = super().create(vals_list)
        self.env.registry.clear_cache()
        return cards

    def write(self, vals):
        self.check_access("write")
        if "quoted" in vals and not self.env.su:
            raise AccessError(
                self.env._(
                    "The system sets whether a price was sent to a customer. You "
                    "cannot change this."
                )
            )
        if changed := _PRICE_FIELDS.intersection(vals):
            # A next version shortens the validity of an active card: the only change
            # that is allowed.
            if changed != {"valid_to"}:
                self._check_draft()
            vals = {**vals, "stamp": uuid.uuid4().hex}
        if vals.get("state") == "draft":
            for card in self.filtered("quoted"):
                raise UserError(
                    self.env._(
                        "Customers have received prices of %(card)s, so it cannot be "
                        "changed. Press New version.",
                        card=card.display_name,
                    )
                )
        result = super().write(vals)
        # Only for these fields, because compiled cards are also stored in this cache:
        # see ``linkstar.service._parcel_limits_of``.
        if vals.keys() & (_PRICE_FIELDS | {"state", "active"}):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def copy(self, default=None):
        """Copied with zones, brackets and surcharges."""
        self.check_access("read")
        copies = super().copy(default)
        for card, copied in zip(self, copies):
            copied._take_over_parts(card._value())
        return copies

    @api.ondelete(at_uninstall=False)
    def _unlink_except_quoted(self):
        for card in self.filtered("quoted"):
            raise UserError(
                self.env._(
                    "Customers have received prices of %(card)s, so it cannot be "
                    "deleted. Archive it instead.",
                    card=card.display_name,
                )
            )

    # --- used by the quotation

    @api.model
    def _find(self, service, on_date):
        """The active cards of ``service`` on ``on_date``: at most one card of each line
        (``service`` may be several).
        """
        return self.search_fetch(
            [
                ("service_id", "in", service.ids),
                ("state", "=", "active"),
                ("valid_from", "<=", on_date),
                "|",
                ("valid_to", "=", False),
                ("valid_to", ">=", on_date),
            ],
            [
                "active",
                "state",
                "service_id",
                "currency_id",
                "valid_from",
                "valid_to",
                "stamp",
                "quoted",
                "max_weight",
                "max_side",
                "max_side_sum",
                "max_girth",
                "max_parcels",
            ],
        )

    def _compiled(self):
        """The card as ``rating.quote`` needs it (``rating.CompiledCard``), cached in
        this process until the card changes.
        """
        self.ensure_one()
        return self._compile(
            self.stamp,
            self.service_id.sudo().code,
            self.currency_id.name,
            self.currency_id.decimal_places,
        )

    # The stamp is new after each change, also after one that was rolled back; the other
    # arguments do not belong to the card.
    @tools.ormcache("self.id", "stamp", "service_code", "currency", "places")
    def _compile(self, stamp, service_code, currency, places):
        return compile_card(self._value())

    def _mark_quoted(self):
        """Save that a customer has received a price of these cards: they can no longer
        be deleted or changed.
        """
        self.filtered(lambda card: not card.quoted).sudo().write({"quoted": True})

    # --- allowed changes

    def _change_prices(self):
        """Must be called for each change of zones, brackets and surcharges."""
        self._check_draft()
        for card in self:
            card.stamp = uuid.uuid4().hex

    def _check_draft(self):
        for card in self:
            if card.quoted:
                raise UserError(
                    self.env._(
                        "Customers have received prices of %(card)s, so they cannot "
                        "be changed. Press New version and change the prices there.",
                        card=card.display_name,
                    )
                )
            if card.state != "draft":
                raise UserError(
                    self.env._(
                        "%(card)s is active. Press Reset to draft or New version "
                        "before you change it.",
                        card=card.display_name,
                    )
                )

    def _next_version(self, valid_from, valid_to):
        """A draft of the next version with this card's settings and without zones."""
        latest = self.with_context(active_test=False).search(
            [("service_id", "=", self.service_id.id)], order="version desc", limit=1
        )
        values = {
            "valid_from": valid_from,
            "valid_to": valid_to or False,
            "active": True,
            "version": latest.version + 1,
        }
        return self.create([{**self.copy_data(values)[0], "name": self.name}])

    # --- buttons

    def action_activate(self):
        self.write({"state": "active"})

    def action_draft(self):
        self.write({"state": "draft"})

    def action_new_version(self):
        """A draft with the same prices that begins on the day after this card ends, or
        today.
        """
        self.ensure_one()
        self.check_access("write")
        begin = (
            self.valid_to + timedelta(days=1)
            if self.valid_to
            else max(fields.Date.context_today(self), self.valid_from)
        )
        card = self._next_version(begin, None)
        card._take_over_parts(self._value())
        return card._form()

    def action_check(self):
        """Report all errors at once, or that there is none."""
        self.ensure_one()
        self.check_access("read")
        sentences = self._problem_sentences()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if sentences else "success",
                "sticky": bool(sentences),
                "title": (
                    self.env._("Errors found: %(count)s", count=len(sentences))
                    if sentences
                    else self.env._("No issues found.")
                ),
                "message": (
                    "\n".join(f"• {sentence}" for sentence in sentences)
                    or self.env._("%(card)s can be activated.", card=self.display_name)
                ),
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
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _problem_sentences(self):
        """All errors of this card, one sentence each, with the place."""
        self.ensure_one()
        card = self._value()
        return [
            self.env._(
                "%(place)s: %(why)s",
                place=self._place(card, problem.place),
                why=self._sentence(problem.code, named(card, problem)),
            )
            for problem in problems(card)
        ]

    def _place(self, card, place):
        """The path to an error in ``card`` (``CardProblem.place``) in the words of the
        form.
        """
        parts, names = [], place
        if names[0] == "zones" and len(names) > 1:
            zone = card.zones[names[1]]
            parts.append(self.env._("Zone %(zone)s", zone=zone.name or names[1] + 1))
            names = ("linkstar.rate.zone", *names[2:])
            if names[1:2] == ("brackets",) and len(names) > 2:
                parts.append(
                    self.env._(
                        "bracket above %(weight)s kg",
                        weight=self._as_text(zone.brackets[names[2]].over),
                    )
                )
                names = ("linkstar.rate.bracket", *names[3:])
        elif names[0] == "surcharges" and len(names) > 1:
            surcharge = card.surcharges[names[1]]
            parts.append(
                self.env._(
                    "Surcharge %(number)s (%(name)s)",
                    number=names[1] + 1,
                    name=surcharge.name or surcharge.code,
                )
            )
            names = ("linkstar.rate.surcharge", *names[2:])
        elif names[0] == "weight_rule":
            names = (
                self._name,
                next(
                    column.header
                    for column in WEIGHT_RULE
                    if column.attribute == names[1]
                ),
            )
        elif names[0] == "limits":
            names = (self._name, *names[1:])
        else:
            names = (
                self._name,
                {
                    "zones": "zone_ids",
                    "currency": "currency_id",
                    "service_code": "service_id",
                }.get(names[0], names[0]),
            )
        field = (
            self.env[names[0]]._fields.get(
                {"brackets": "bracket_ids"}.get(names[1], names[1])
            )
            if len(names) > 1
            else None
        )
        return ", ".join(
            [*parts, field._description_string(self.env)] if field else parts
        )

    def _as_text(self, value):
        """A parameter of an error as text."""
        if value is None:
            return self.env._("no end")
        return (
            format(value.normalize(), "f")
            if hasattr(value, "is_finite") and value.is_finite()
            else str(value)
        )

    def _sentence(self, code, params):
        """What a code of ``rating.explain.PROBLEMS``, of a sheet's cell or of a
        notation means, and what to do.
        """
        shown = {name: self._as_text(value) for name, value in params.items()}
        return (
            self._value_sentence(code, shown)
            or self._zone_sentence(code, shown)
            or self._bracket_sentence(code, shown)
            or self._cell_sentence(code, shown)
            or self._format_sentence(code, shown)
            or self._sheet_sentence(code, shown)
            or self._file_sentence(code, shown)
        )

    def _value_sentence(self, code, shown):
        match code:
            case "missing":
                return self.env._("The value is missing. Enter a value.")
            case "not_a_number":
                return self.env._(
                    "“%(value)s” is not a number. Write a number like 12.5.", **shown
                )
            case "negative":
                return self.env._("%(value)s is below zero. Write 0 or more.", **shown)
            case "not_positive":
                return self.env._(
                    "%(value)s is not above zero. Leave it empty if there is no value.",
                    **shown,
                )
            case "over_hundred":
                return self.env._(
                    "%(value)s is more than 100 per cent. Write 8 for 8 %%.", **shown
                )
            case "unknown_code":
                return self.env._(
                    "“%(value)s” is not a known word. Use one of the words on the "
                    "sheet Explanation of the template.",
                    **shown,
                )
            case "bad_country":
                return self.env._(
                    "“%(value)s” is not a country code. Write two letters, like DE.",
                    **shown,
                )
            case "bad_currency":
                return self.env._(
                    "“%(value)s” is not a currency code. Write three letters, like "
                    "CNY.",
                    **shown,
                )
            case "bad_places":
                return self.env._(
                    "The currency has %(value)s decimals, which is too many. Choose "
                    "another currency.",
                    **shown,
                )
            case "ends_before_begins":
                return self.env._(
                    "The card ends on %(valid_to)s, before it begins on "
                    "%(valid_from)s. Correct one of the days.",
                    **shown,
                )
            case "missing_divisor":
                return self.env._(
                    "A threshold for the volume needs a divisor. Enter the divisor, "
                    "or clear the threshold."
                )
            case "needs_parcel_weight":
                return self.env._(
                    "Prices per parcel need weights per parcel. Set both to parcel, "
                    "or set the price to order."
                )
        return ""

    def _zone_sentence(self, code, shown):
        match code:
            case "empty_zone":
                return self.env._(
                    "The zone covers no place. Enter its areas, or remove the zone."
                )
            case "no_brackets":
                return self.env._(
                    "The zone has no bracket. Enter prices by weight, or remove the "
                    "zone."
                )
            case "zone_name_twice":
                return self.env._(
                    "Two zones have the name %(zone)s. Rename one of them.", **shown
                )
            case "zones_overlap":
                return self.env._(
                    "%(zone)s and %(other)s both cover %(country)s, postcodes "
                    "%(postcode_from)s to %(postcode_to)s (empty: no limit). Remove "
                    "these postcodes from one of the zones.",
                    **shown,
                )
            case "range_backwards":
                return self.env._(
                    "The postcode range %(low)s..%(high)s is reversed. Begin with the "
                    "lower postcode.",
                    **shown,
                )
            case "bad_postcode":
                return self.env._(
                    "“%(value)s” is not the beginning of a postcode. Write letters "
                    "and digits.",
                    **shown,
                )
            case "days_backwards":
                return self.env._(
                    "The maximum of %(days_max)s days is less than the minimum of "
                    "%(days_min)s days. Correct one of them.",
                    **shown,
                )
            case "surcharge_twice":
                return self.env._(
                    "It is due together with the surcharge %(other)s of the same "
                    "kind. Change the days or conditions, or remove one of the two.",
                    **shown,
                )
            case "discount_twice":
                return self.env._(
                    "Two discounts begin at %(from_volume)s. Remove one of them.",
                    **shown,
                )
        return ""

    def _bracket_sentence(self, code, shown):
        match code:
            case "bracket_empty":
                return self.env._(
                    "No weight is above %(over)s kg and up to %(up_to)s kg. Correct "
                    "the two weights.",
                    **shown,
                )
            case "bracket_gap":
                return self.env._(
                    "No bracket covers the weights above %(over)s kg up to %(up_to)s "
                    "kg. Close the gap.",
                    **shown,
                )
            case "bracket_overlap":
                return self.env._(
                    "Two brackets cover the weights above %(over)s kg up to %(up_to)s "
                    "kg. Correct one of them.",
                    **shown,
                )
            case "missing_step":
                return self.env._(
                    "A price by first weight and step weight needs a step above zero. "
                    "Enter the step, or choose another kind."
                )
        return ""

    def _cell_sentence(self, code, shown):
        match code:
            case "comma":
                return self.env._(
                    "“%(value)s” can mean two different numbers. Use a decimal point "
                    "and no thousands separator, like 1234.5.",
                    **shown,
                )
            case "too_many_digits":
                return self.env._(
                    "%(value)s is too large or has too many decimals. Use at most "
                    "nine digits before the point and fifteen digits in total.",
                    **shown,
                )
            case "not_whole":
                return self.env._(
                    "%(value)s is not a whole number. Write a number without decimals.",
                    **shown,
                )
            case "not_a_date":
                return self.env._(
                    "“%(value)s” is not a day. Format the cell as a date, or write a "
                    "day like 2026-01-31.",
                    **shown,
                )
            case "not_a_text":
                return self.env._(
                    "“%(value)s” is not a text. Format the cell as text and write the "
                    "text again.",
                    **shown,
                )
            case "not_a_flag":
                return self.env._(
                    "“%(value)s” is neither yes nor no. Write one of these words.",
                    **shown,
                )
            case "bad_area":
                return self.env._(
                    "“%(value)s” is not an area. Write areas like DE or IT 00..19, "
                    "98. Separate countries with semicolons.",
                    **shown,
                )
            case "bad_discount":
                return self.env._(
                    "“%(value)s” is not a discount. Write parcels or kg per month and "
                    "the per cent, like 500: 3; 2000: 5.5.",
                    **shown,
                )
        return ""

    def _format_sentence(self, code, shown):
        match code:
            case "control_character":
                return self.env._(
                    "“%(value)s” has a line break or an invisible character. Write it "
                    "on one line.",
                    **shown,
                )
            case "formula":
                return self.env._(
                    "The cell has a formula. Replace it with its value: copy the cell "
                    "and paste the value."
                )
            case "error_cell":
                return self.env._(
                    "The cell has the error %(value)s. Enter the right value.",
                    **shown,
                )
            case "percent_cell":
                return self.env._(
                    "The cell has the value %(value)s in the format percentage. "
                    "Format it as a number and write 8 for 8 %%.",
                    **shown,
                )
        return ""

    def _sheet_sentence(self, code, shown):
        match code:
            case "merged":
                return self.env._(
                    "The sheet has merged cells. Split them and fill in each cell."
                )
            case "unknown_sheet":
                return self.env._(
                    "A rate card has no sheet with this name, or the sheet is there "
                    "twice. Remove the sheet, or use a name from the template."
                )
            case "no_sheet_column":
                return self.env._(
                    "The first column of a csv file must name the sheet of each row. "
                    "See the template."
                )
            case "unknown_column":
                return self.env._(
                    "A rate card has no column with this name. Remove the column, or "
                    "use a name from the template."
                )
            case "column_twice":
                return self.env._("The column is there twice. Remove one of them.")
            case "missing_column":
                return self.env._(
                    "The column is missing. Add it with the name from the template."
                )
            case "outside_columns":
                return self.env._(
                    "“%(value)s” is in a column without a name. Remove it.",
                    **shown,
                )
            case "unknown_setting":
                return self.env._(
                    "A rate card has no setting with this name. Remove the setting, "
                    "or use a name from the template."
                )
            case "setting_twice":
                return self.env._("The setting is there twice. Remove one of them.")
            case "other_service":
                return self.env._(
                    "The file is for the line %(value)s, but this card is for "
                    "%(service)s. Choose the right file or card.",
                    **shown,
                )
            case "unknown_currency":
                return self.env._(
                    "The currency %(value)s does not exist in this database. Write "
                    "its three letters, like CNY.",
                    **shown,
                )
            case "zone_unknown":
                return self.env._(
                    "The zone %(value)s does not exist. Add it to the sheet Zones, or "
                    "correct the name.",
                    **shown,
                )
        return ""

    def _file_sentence(self, code, shown):
        match code:
            case "too_large":
                return self.env._(
                    "The file has %(size)s MB. The maximum for a rate card is "
                    "%(limit)s MB. Remove everything except the prices.",
                    **shown,
                )
            case "unpacked_too_large":
                return self.env._(
                    "The workbook has more than %(limit)s MB when it is unpacked. "
                    "Copy the prices into the template and import the template.",
                    **shown,
                )
            case "too_many_rows":
                return self.env._(
                    "The sheet %(sheet)s has more than %(limit)s rows. Remove "
                    "everything except the prices.",
                    **shown,
                )
            case "too_many_columns":
                return self.env._(
                    "The sheet %(sheet)s has more than %(limit)s columns. Copy the "
                    "prices into the template and import the template.",
                    **shown,
                )
            case "too_much_work":
                return self.env._(
                    "Reading the file takes too much memory or time. Copy the prices "
                    "into the template and import the template."
                )
            case "empty_file":
                return self.env._("The file is empty. Choose another file.")
            case "old_excel":
                return self.env._(
                    "The file is an old Excel file or has a password. Save it as an "
                    "xlsx file without a password."
                )
            case "not_utf8":
                return self.env._(
                    "The csv file is not in UTF-8. Save it as “CSV UTF-8” or as an "
                    "xlsx file."
                )
            case "damaged":
                return self.env._(
                    "The file is damaged, or it is not a workbook. Open it in a "
                    "spreadsheet program and save it as an xlsx file."
                )
            case "no_known_sheet":
                return self.env._(
                    "The file has none of the sheets of a rate card. Use the template."
                )
        return self.env._(
            "The file is neither an xlsx workbook nor a csv file. Use the template."
        )

    def _compute_sheet_xlsx(self):
        for card in self:
            card.sheet_xlsx = base64.b64encode(
                sheet_write.xlsx(card._value(), self._explanation())
            )

    def _compute_sheet_csv(self):
        for card in self:
            card.sheet_csv = base64.b64encode(sheet_write.csv_file(card._value()))

    def _compute_template_xlsx(self):
        for card in self:
            card.template_xlsx = base64.b64encode(
                sheet_write.xlsx(card._example(), self._explanation())
            )

    def action_export_xlsx(self):
        return self._download("sheet_xlsx", f"{self.display_name}.xlsx")

    def action_export_csv(self):
        return self._download("sheet_csv", f"{self.display_name}.csv")

    def _download(self, field, filename):
        self.ensure_one()
        self.check_access("read")
        # The type is set here, because core would only look at the beginning of a
        # workbook and log a warning.
        options = {
            "download": "true",
            "filename": filename,
            "mimetype": _CSV if filename.endswith(".csv") else _XLSX,
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}?{urlencode(options)}",
            "target": "download",
        }

    def _example(self):
        """An example of a card for this line that shows each kind of price once."""
        self.ensure_one()
        return terms.Card(
            service_code=self.service_id.code,
            currency=self.currency_id.name,
            valid_from=date(self.valid_from.year, 1, 1),
            weight_rule=terms.WeightRule(
                divisor=Decimal(8000),
                over_side=Decimal(60),
                minimum=Decimal("0.05"),
                step=Decimal("0.01"),
            ),
            limits=terms.ParcelLimits(
                max_weight=Decimal(30), max_side=Decimal(120), goods_types=("battery",)
            ),
            discounts=(
                terms.Discount(Decimal(500), Decimal(3)),
                terms.Discount(Decimal(2000), Decimal("5.5")),
            ),
            zones=_example_zones(),
            surcharges=_example_surcharges(self.valid_from.year),
        )

    @api.model
    def _explanation(self):
        """Sheet, column and meaning of everything that a file can contain."""
        texts = {
            "Card": self._settings_explained(),
            "Zones": self._zones_explained(),
            "Brackets": self._brackets_explained(),
            "Surcharges": self._surcharges_explained(),
        }
        return [
            (sheet, column, text)
            for sheet, columns in texts.items()
            for column, text in columns.items()
        ]

    def _settings_explained(self):
        per = ", ".join(terms.PER)
        return {
            "": self.env._(
                "One setting per row. If this sheet is not in the file, the "
                "settings of the card do not change."
            ),
            "service": self.env._(
                "The code of the line. It must be the line of the card."
            ),
            "currency": self.env._("The currency of all amounts, like CNY."),
            "valid_from": self.env._("The first day, like 2026-01-31."),
            "valid_to": self._last_day_explained(),
            "priced_per": self.env._("What has its own waybill: %s.", per),
            "discounts": self.env._(
                "Parcels or kg per month, and the discount in per cent of the "
                "freight: 500: 3; 2000: 5.5"
            ),
            "discount_per": self.env._(
                "The unit of these numbers, sent on the line this month: %s.",
                ", ".join(terms.DISCOUNT_PER),
            ),
            "divisor": self.env._(
                "The divisor of the volumetric weight, in cm³ per kg. Empty: the "
                "volume does not count."
            ),
            "over_ratio": self.env._(
                "The volume counts if the volumetric weight is more than this "
                "many times the actual weight."
            ),
            "over_side": self.env._(
                "The volume counts if a side is longer than this, in cm."
            ),
            "thresholds": self.env._(
                "Whether one of the two rules is enough or both are needed: %s.",
                ", ".join(terms.THRESHOLDS),
            ),
            "minimum_weight": self.env._("The minimum billable weight in kg."),
            "weight_step": self.env._(
                "Weights are rounded up to whole steps of this many kg. Empty: "
                "not rounded."
            ),
            "weight_per": self.env._(
                "What is weighed and rounded separately: %s.", per
            ),
            "max_weight": self.env._("The maximum weight of a parcel in kg."),
            "max_side": self.env._("The maximum longest side in cm."),
            "max_side_sum": self.env._("The maximum sum of the three sides in cm."),
            "max_girth": self.env._(
                "The maximum length and girth in cm: the longest side plus twice "
                "the other two."
            ),
            "max_value": self.env._("The maximum declared value of an order."),
            "max_parcels": self.env._("The maximum number of parcels of an order."),
            "goods_types": self.env._(
                "The special types of goods that the line carries: battery, liquid"
            ),
        }

    def _zones_explained(self):
        return {
            "zone": self._zone_explained(),
            "areas": self.env._(
                "Semicolons between countries; after a country, commas between"
                " postcode prefixes and ranges: DE; IT 00..19, 98"
            ),
            "excluded": self.env._(
                "The parts of these areas that do not belong to the zone, in the "
                "same notation."
            ),
            "days_min": self.env._("Minimum transit time in days."),
            "days_max": self.env._("Maximum transit time in days."),
            "last_mile": self.env._("The local carrier."),
            "minimum_weight": self.env._(
                "The minimum billable weight in kg, if it is more than the card's."
            ),
        }

    def _brackets_explained(self):
        return {
            "zone": self._zone_explained(),
            "over": self.env._(
                "The bracket is for billable weights above this weight in kg."
            ),
            "up_to": self.env._(
                "The bracket ends at this weight in kg, which is "
                "included. Empty: no end."
            ),
            "kind": self.env._(
                "What the price is for: first_step (the first weight; each "
                "further step, or part of it, has its own price), per_kg (one kg "
                "of the whole weight), flat (the whole freight)."
            ),
            "price": self.env._("In the card's currency."),
            "first_weight": self.env._(
                "For first_step: the weight in kg that the price includes."
            ),
            "step_weight": self.env._("For first_step: the weight of a step in kg."),
            "step_price": self.env._(
                "For first_step: the price of a step, or of a part of it."
            ),
            "minimum": self.env._("The minimum freight."),
            "registration": self.env._("Amount per waybill."),
        }

    def _surcharges_explained(self):
        return {
            "code": ", ".join(SURCHARGE_CODES),
            "name": self.env._("The carrier's own name."),
            "basis": ", ".join(terms.BASES),
            "amount": self.env._("In the card's currency, or in per cent: 8 is 8 %."),
            "minimum": self.env._("The minimum amount of the surcharge."),
            "valid_from": self.env._(
                "The first day, like 2026-01-31. Empty: no start date."
            ),
            "valid_to": self._last_day_explained(),
            "areas": self.env._(
                "Where it is due, in the same notation as the areas of a zone. "
                "Empty: everywhere."
            ),
            "goods_types": self.env._(
                "It is due for one of these types of goods. Empty: for all goods."
            ),
            "over_side": self.env._("It is due if a side is longer than this, in cm."),
            "over_weight": self.env._(
                "It is due if a parcel is heavier than this, in kg."
            ),
            "optional": self.env._("yes: it is due only when it is requested."),
        }

    def _zone_explained(self):
        return self.env._("The name of the zone.")

    def _last_day_explained(self):
        return self.env._("The last day, like 2026-12-31. Empty: no end date.")

    def _value(self):
        """This card as a ``rating.card.Card``: at most six queries, whatever the number
        of brackets.
        """
        self.ensure_one()
        card_sudo = self.sudo()
        zones_sudo = card_sudo.env["linkstar.rate.zone"].search_fetch(
            [("card_id", "=", self.id)], _ZONE
        )
        brackets_sudo = card_sudo.env["linkstar.rate.bracket"].search_fetch(
            [("zone_id", "in", zones_sudo.ids)], ["zone_id", *_BRACKET]
        )
        surcharges_sudo = card_sudo.env["linkstar.rate.surcharge"].search_fetch(
            [("card_id", "=", self.id)], _SURCHARGE
        )
        by_zone = defaultdict(list)
        for bracket in brackets_sudo:
            by_zone[bracket.zone_id.id].append(
                terms.Bracket(**_attributes(bracket, _BRACKET))
            )
        rule = _attributes(card_sudo, _WEIGHT_RULE)
        return terms.Card(
            service_code=card_sudo.service_id.code or "",
            currency=card_sudo.currency_id.name or "",
            places=card_sudo.currency_id.decimal_places,
            zones=tuple(
                terms.Zone(**_attributes(zone, _ZONE), brackets=tuple(by_zone[zone.id]))
                for zone in zones_sudo
            ),
            weight_rule=terms.WeightRule(
                **{_WEIGHT_RULE[name]: value for name, value in rule.items()}
            ),
            limits=terms.ParcelLimits(**_attributes(card_sudo, _LIMITS)),
            surcharges=tuple(
                terms.Surcharge(**_attributes(surcharge, _SURCHARGE))
                for surcharge in surcharges_sudo
            ),
            **_attributes(card_sudo, _CARD),
        )

    def _take_over(self, card, currency):
        """Change this draft to ``card`` (a ``rating.card.Card`` in ``currency``); its
        line stays.
        """
        rule = {
            name: getattr(card.weight_rule, attribute)
            for name, attribute in _WEIGHT_RULE.items()
        }
        values = {
            **_values(card, _CARD),
            **_values(card.limits, _LIMITS),
            **{name: _stored(name, value) for name, value in rule.items()},
        }
        self.write({**values, "currency_id": currency.id})
        self._take_over_parts(card)

    def _take_over_parts(self, card):
        """Replace zones, brackets and surcharges by those of ``card``."""
        self.ensure_one()
        self.zone_ids.unlink()
        self.surcharge_ids.unlink()
        zones = self.env["linkstar.rate.zone"].create(
            [
                {"card_id": self.id, "sequence": number, **_values(zone, _ZONE)}
                for number, zone in enumerate(card.zones, 1)
            ]
        )
        self.env["linkstar.rate.bracket"]._insert(
            zones, [zone.brackets for zone in card.zones]
        )
        self.env["linkstar.rate.surcharge"].create(
            [
                {"card_id": self.id, "sequence": number, **_values(each, _SURCHARGE)}
                for number, each in enumerate(card.surcharges, 1)
            ]
        )


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


def _example_zones():
    return (
        terms.Zone(
            "DE-FR",
            (terms.Area("DE"), terms.Area("FR")),
            (
                terms.Bracket(
                    Decimal(0),
                    Decimal(2),
                    terms.PER_KG,
                    Decimal(48),
                    registration=Decimal(18),
                ),
                terms.Bracket(
                    Decimal(2),
                    Decimal(30),
                    terms.FIRST_STEP,
                    Decimal(96),
                    Decimal(2),
                    Decimal("0.5"),
                    Decimal("21.5"),
                    registration=Decimal(18),
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
            (terms.Bracket(Decimal(0), Decimal(5), terms.FLAT, Decimal("129.9")),),
        ),
    )


def _example_surcharges(year):
    return (
        terms.Surcharge("fuel", terms.PERCENT_FREIGHT, Decimal(8)),
        terms.Surcharge(
            "battery",
            terms.PER_PARCEL,
            Decimal(4),
            name="Battery handling",
            goods_types=("battery",),
        ),
        terms.Surcharge(
            "peak_season",
            terms.SURCHARGE_PER_KG,
            Decimal(3),
            valid_from=date(year, 11, 1),
            valid_to=date(year, 12, 31),
        ),
        terms.Surcharge("signature", terms.FIXED, Decimal(12), optional=True),
    )
