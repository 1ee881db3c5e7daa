# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..rules import vat
from ..services.amounts import decimal


class LinkstarVatRate(models.Model):
    """A VAT rate of a destination for goods."""

    _name = "linkstar.vat.rate"
    _inherit = "linkstar.default.data"
    _description = "VAT rate"
    _order = "country_id, territory_id, kind desc, rate desc, valid_from desc, id"

    country_id = fields.Many2one(
        "res.country",
        "Member state",
        required=True,
        help="The member state that receives the VAT.",
    )
    also_country_ids = fields.Many2many(
        "res.country",
        "linkstar_vat_rate_also_country_rel",
        "rate_id",
        "country_id",
        string="Other countries",
        help="Countries that belong to this one for VAT, such as Monaco to France.",
    )
    territory_id = fields.Many2one(
        "linkstar.special.territory",
        domain="[('country_id', '=', country_id), ('in_vat_area', '=', True)]",
        ondelete="restrict",
        help=(
            "A territory with its own rate, such as the Azores. Empty: the whole"
            " country."
        ),
    )
    kind = fields.Selection(
        [
            (vat.STANDARD, "Standard"),
            (vat.REDUCED, "Reduced"),
            (vat.SUPER_REDUCED, "Super-reduced"),
            (vat.PARKING, "Parking"),
        ],
        required=True,
        default=vat.STANDARD,
    )
    rate = fields.Float("Rate (%)", digits=(6, 2), required=True, aggregator=None)
    headings = fields.Char(
        "HS codes",
        help=(
            "For rates other than the standard rate: the first digits of the HS codes"
            " with this rate, such as 4901, 4902."
        ),
    )
    product_tmpl_ids = fields.Many2many(
        "product.template",
        string="Products",
        help="For rates other than the standard rate: the products with this rate.",
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    active = fields.Boolean(default=True)
    source = fields.Char(help="The law or publication that the rate comes from.")
    note = fields.Char()

    _rate_range = models.Constraint(
        "CHECK(rate >= 0 AND rate < 100)",
        "A VAT rate must be at least 0 and less than 100 per cent.",
    )
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the VAT rate is before its first day: correct one of them.",
    )
    _row_uniq = models.UniqueIndex(
        "(country_id, COALESCE(territory_id, 0), kind, rate, valid_from)",
        "This country already has this rate from that day: change that row, or enter"
        " another first day.",
    )

    @api.depends("country_id", "territory_id", "kind", "rate")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for rate in self:
            place = rate.territory_id.name or rate.country_id.name or ""
            rate.display_name = (
                f"{place} · {rate.rate:g} % ({kinds.get(rate.kind, '')})"
            )

    @api.constrains(
        "country_id",
        "also_country_ids",
        "territory_id",
        "kind",
        "valid_from",
        "valid_to",
        "active",
    )
    def _check_one_standard_rate(self):
        """On each day a place has one standard rate."""
        standard = self.filtered(lambda rate: rate.kind == vat.STANDARD and rate.active)
        countries = standard.country_id + standard.also_country_ids
        domain = [
            ("kind", "=", vat.STANDARD),
            "|",
            ("country_id", "in", countries.ids),
            ("also_country_ids", "in", countries.ids),
        ]
        others = self.search(domain)
        for rate in standard:
            for other in others - rate:
                if rate._overlaps(other):
                    raise ValidationError(
                        self.env._(
                            "%(place)s would have two standard VAT rates at the same"
                            " time, %(first)s %% and %(second)s %%. Enter a last day"
                            " for the older rate, before the newer one begins.",
                            place=rate.territory_id.name or rate.country_id.name,
                            first=f"{other.rate:g}",
                            second=f"{rate.rate:g}",
                        )
                    )

    @api.constrains("country_id", "territory_id")
    def _check_territory(self):
        for rate in self:
            if rate.territory_id and rate.territory_id.country_id != rate.country_id:
                raise ValidationError(
                    self.env._(
                        "%(territory)s is not in %(country)s: choose a territory of"
                        " that country, or none.",
                        territory=rate.territory_id.name,
                        country=rate.country_id.name,
                    )
                )

    @api.constrains("headings")
    def _check_headings(self):
        for rate in self:
            wrong = [
                text for text in rate._headings() if not re.fullmatch(r"\d{2,10}", text)
            ]
            if wrong:
                raise ValidationError(
                    self.env._(
                        "%(rate)s: “%(text)s” is not the start of an HS code. Enter 2"
                        " to 10 digits, and separate several with commas.",
                        rate=rate.display_name,
                        text=", ".join(wrong),
                    )
                )

    def _headings(self):
        return [
            text
            for text in re.split(r"[\s,;]+", (self.headings or "").replace(".", ""))
            if text
        ]

    def _overlaps(self, other):
        """Whether both could apply to the same goods on some day."""
        if self.territory_id.code != other.territory_id.code:
            return False
        if not (self.country_id + self.also_country_ids) & (
            other.country_id + other.also_country_ids
        ):
            return False
        first, second = sorted(self + other, key=lambda rate: rate.valid_from)
        return not first.valid_to or first.valid_to >= second.valid_from

    @api.model
    def _rate(self, country, on_date, kind=vat.STANDARD, territory=None):
        """Return the VAT rate of goods sent to ``country`` on ``on_date``, or an empty
        record.

        ``territory`` is the special territory of the address, if any. Among several
        reduced rates, the highest is returned.
        """
        return self.browse(self._found(country, on_date, kind, territory)[1])

    @api.model
    def _found(self, country, on_date, kind=vat.STANDARD, territory=None):
        """Return (``rules.vat.VatRate``, id) of :meth:`_rate`, without a query; (None,
        False) if there is none.
        """
        by_rule = self._of_country(country.id)
        found = vat.find(
            by_rule,
            country._linkstar_code(),
            on_date,
            kind,
            territory.code or "" if territory else "",
        )
        return found, by_rule.get(found, False)

    @api.model
    @tools.ormcache("country_id")
    def _of_country(self, country_id):
        """Return {rule: id} of a country's rates."""
        found = self.sudo()._rules(self.env["res.country"].sudo().browse(country_id))
        return {rule: rate.id for rule, rate in found.items()}

    @api.model
    def _rules(self, countries=None):
        """Return {rules.vat.VatRate: record} of the active rates, of ``countries`` or
        all.
        """
        domain = [("active", "=", True)]
        if countries is not None:
            domain += [
                "|",
                ("country_id", "in", countries.ids),
                ("also_country_ids", "in", countries.ids),
            ]
        return {rate._rule(): rate for rate in self.search(domain)}

    def _rule(self):
        """Return this rate for the pure rules."""
        return vat.VatRate(
            countries=(self.country_id.code, *self.also_country_ids.mapped("code")),
            kind=self.kind,
            rate=decimal(self.rate, 2),
            valid_from=self.valid_from,
            valid_to=self.valid_to or None,
            territory=self.territory_id.code or "",
            headings=tuple(self._headings()),
            products=frozenset(self.product_tmpl_ids.ids),
        )
