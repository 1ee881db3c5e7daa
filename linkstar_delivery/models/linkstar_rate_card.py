import uuid
from datetime import timedelta

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError, ValidationError

from ..rating import card as terms
from ..rating import compile_card, notation, sheet_columns

#: The fields that decide what a card answers, besides its zones and surcharges.
_PRICE_FIELDS = frozenset({
    "service_id", "currency_id", "valid_from", "valid_to", "priced_per", "discounts", "discount_per",
    *(column.header for column in sheet_columns.WEIGHT_RULE + sheet_columns.LIMITS),
})

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
