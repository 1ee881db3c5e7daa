# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rules import goods
from ..services.validity import in_force


class LinkstarCustomsRequirement(models.Model):
    """What the law requires for goods sent to some destinations, from one day to
    another.

    The company's settings decide whether it blocks shipping or gives a warning.
    """

    _name = "linkstar.customs.requirement"
    _inherit = "linkstar.default.data"
    _description = "Requirement of customs or product law"
    _order = "code, valid_from desc, id"
    _cached_fields = (
        "code",
        "country_ids",
        "territory_ids",
        "private_only",
        "longest",
        "chapters",
        "battery_chapters",
        "exempt_headings",
        "valid_from",
        "valid_to",
        "source",
        "note",
    )

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    code = fields.Selection(
        [
            (goods.IDENTIFIERS, "Product identifiers"),
            (goods.GPSR, "Manufacturer and responsible person"),
            ("description", "Length of descriptions"),
            ("second_look", "Chapters with extra checks"),
            ("notice", "Warning about the destination"),
        ],
        "Subject",
        required=True,
    )
    country_ids = fields.Many2many(
        "res.country",
        string="Destinations",
        help="Destinations where it applies. Empty: all countries.",
    )
    territory_ids = fields.Many2many(
        "linkstar.special.territory",
        string="Territories",
        help="Special territories of other countries where it also applies.",
    )
    private_only = fields.Boolean("Private buyers only")
    longest = fields.Integer(
        "Maximum length",
        aggregator=None,
        help="Maximum number of characters of a description. 0: no limit.",
    )
    chapters = fields.Char(
        help="Chapters of the customs tariff, separated by spaces, such as “30 33 36”."
    )
    battery_chapters = fields.Char(
        "Chapters with batteries",
        help="Chapters where only goods with a battery need extra checks.",
    )
    exempt_headings = fields.Char(
        "Exempt goods",
        help=(
            "The first digits of HS codes whose goods need no identifiers, such as"
            " “4901 4902”. Empty: no goods are exempt."
        ),
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(help="The law or publication that the row comes from.")
    note = fields.Char()

    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the requirement is before its first day: correct one of them.",
    )

    @api.model
    def _on(self, on_date):
        """Return the requirements that are in force on a date."""
        return in_force(self.sudo()._all(), on_date)

    def _asked(self, country, territory, to_business):
        """Return {code: requirement} of those of ``self`` that apply to goods sent
        there; ``territory`` may be empty.
        """
        return {
            row.code: row
            for row in self
            if row.code != "notice"
            and not (row.private_only and to_business)
            and row._holds_in(country, territory)
            # Identifiers are part of a customs declaration of the union, which places
            # outside its customs area do not have.
            and not (
                row.code == goods.IDENTIFIERS
                and territory
                and not territory.in_customs_area
            )
        }

    def _holds_in(self, country, territory):
        self.ensure_one()
        return (
            not self.country_ids
            or country in self.country_ids
            or bool(territory and territory in self.territory_ids)
        )

    def _notices(self, country, territory):
        """Return those of ``self`` that warn about a destination."""
        return self.filtered(
            lambda row: row.code == "notice" and row._holds_in(country, territory)
        )

    def _law(self, subheadings, on_date):
        """Return ``rules.goods.Law`` for products of any of the ``subheadings``, on a
        day when ``self`` are in force.
        """
        by_code = {row.code: row for row in self}
        review = by_code.get("second_look", self.browse())
        return goods.Law(
            terms=self.env["linkstar.description.term"]._goods_terms(on_date),
            allowed=self.env["linkstar.description.term"]._allowed_words(on_date),
            description_limit=by_code.get("description", self.browse()).longest,
            subheadings=self.env["linkstar.hs.code"]._known(subheadings, on_date),
            chapters=frozenset((review.chapters or "").split()),
            battery_chapters=frozenset((review.battery_chapters or "").split()),
            unidentified=tuple(
                (by_code.get(goods.IDENTIFIERS, self.browse()).exempt_headings or "")
                .replace(",", " ")
                .split()
            ),
        )
