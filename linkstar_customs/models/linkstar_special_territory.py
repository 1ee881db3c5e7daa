# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import territories
from ..services.validity import in_force


class LinkstarSpecialTerritory(models.Model):
    """A place that belongs to a country in addresses, but not to its VAT or customs
    area by law, or the reverse.
    """

    _name = "linkstar.special.territory"
    _inherit = "linkstar.default.data"
    _description = "Special customs or VAT territory"
    _order = "code, valid_from desc, id"
    _rec_names_search = ("name", "code")
    _cached_fields = (
        "code",
        "country_id",
        "postcode_pattern",
        "state_ids",
        "in_customs_area",
        "in_vat_area",
        "valid_from",
        "valid_to",
    )

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    active = fields.Boolean(default=True)
    country_id = fields.Many2one("res.country", "Address country", required=True)
    postcode_pattern = fields.Char(
        help=(
            "Regular expression that matches the whole postcode, without spaces and"
            " hyphens."
        )
    )
    state_ids = fields.Many2many(
        "res.country.state", string="States", domain="[('country_id', '=', country_id)]"
    )
    in_customs_area = fields.Boolean(
        "In the customs area",
        help="If set, duties of the union apply as in the rest of the country.",
    )
    in_vat_area = fields.Boolean(
        "In the VAT area",
        help="If set, a scheme such as IOSS can be used for goods sent there.",
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char()
    note = fields.Char()

    _code_uniq = models.Constraint(
        "UNIQUE(code, valid_from)",
        "This territory already has a row from that day: change that row, or enter"
        " another first day.",
    )
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the territory is before its first day: correct one of them.",
    )

    @api.constrains("postcode_pattern")
    def _check_postcode_pattern(self):
        for territory in self:
            try:
                re.compile(territory.postcode_pattern or "")
            except re.error as error:
                raise ValidationError(
                    self.env._(
                        "The postcode pattern of %(name)s is not a regular expression:"
                        " %(why)s. Enter one that matches the whole postcode.",
                        name=territory.name,
                        why=error,
                    )
                ) from error

    def _find(self, partner, on_date):
        """Return the one of these territories that contains the address of ``partner``
        on a date, or an empty record.
        """
        country = partner.country_id
        rows = (
            in_force(self.filtered(lambda row: row.country_id == country), on_date)
            if country
            else None
        )
        if not rows:
            return self.browse()
        by_rule = {row._rule(): row for row in rows}
        state = partner.state_id.code or "" if rows.state_ids else ""
        found = territories.find(country._linkstar_code(), partner.zip, state, by_rule)
        return by_rule.get(found, self.browse())

    def _rule(self):
        """Return this territory for the pure rules."""
        return territories.Territory(
            code=self.code,
            country=self.country_id._linkstar_code(),
            postcode_pattern=self.postcode_pattern or "",
            states=frozenset(self.state_ids.mapped("code")),
            in_vat_area=self.in_vat_area,
        )
