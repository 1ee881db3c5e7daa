from odoo import api, fields, models

from ..rules import goods
from ..services.validity import in_force


class LinkstarCustomsRequirement(models.Model):
    """What the law asks of goods sent to some destinations, from one day to another.

    How strict a company is about it is set in its settings; where and since when is written here.
    """

    _name = "linkstar.customs.requirement"
    _inherit = "linkstar.shipped"
    _description = "Requirement of customs or product law"
    _order = "code, valid_from desc, id"
    _kept = (
        "code", "country_ids", "territory_ids", "private_only", "longest", "chapters", "battery_chapters", "exempt_headings", "valid_from",
        "valid_to", "source", "note",
    )

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    code = fields.Selection(
        [
            (goods.IDENTIFIERS, "Product identifiers"),
            (goods.GPSR, "Manufacturer and responsible person"),
            ("description", "Length of descriptions"),
            ("second_look", "Chapters that are looked at twice"),
            ("notice", "Warning about the destination"),
        ],
        "About",
        required=True,
    )
    country_ids = fields.Many2many("res.country", string="Destinations", help="None: all of them.")
    territory_ids = fields.Many2many(
        "linkstar.special.territory", string="Also in", help="Territories of other countries where the same is asked."
    )
    private_only = fields.Boolean("Only for sales to private persons")
    longest = fields.Integer("Longest text", aggregator=None, help="In characters; 0 for any length.")
    chapters = fields.Char(help="Chapters of the tariff, such as “30 33 36”.")
    battery_chapters = fields.Char("Chapters with batteries", help="Chapters that only matter for goods with a battery.")
    exempt_headings = fields.Char(
        "Exempt goods", help="How the HS codes of goods begin that need no identifiers, such as “4901 4902”. Empty: none is exempt."
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(help="The law or publication that this was taken from.")
    note = fields.Char()

    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)", "A requirement's last day lies before its first day."
    )

    @api.model
    def _on(self, on_date):
        """The requirements that hold on a date."""
        return in_force(self.sudo()._all(), on_date)

    def _asked(self, country, territory, to_business):
        """{code: requirement} of those of ``self`` that are made for goods sent there; ``territory`` may be empty."""
        return {
            row.code: row
            for row in self
            if row.code != "notice"
            and not (row.private_only and to_business)
            and row._holds_in(country, territory)
            # Identifiers are asked for in a customs declaration of the union, which a place outside its customs area has none of.
            and not (row.code == goods.IDENTIFIERS and territory and not territory.in_customs_area)
        }

    def _holds_in(self, country, territory):
        self.ensure_one()
        return not self.country_ids or country in self.country_ids or bool(territory and territory in self.territory_ids)

    def _notices(self, country, territory):
        """Those of ``self`` that warn about a destination."""
        return self.filtered(lambda row: row.code == "notice" and row._holds_in(country, territory))

    def _law(self, subheadings, on_date):
        """``rules.goods.Law`` of a day, on which ``self`` hold, for products of any of the ``subheadings``."""
        by_code = {row.code: row for row in self}
        review = by_code.get("second_look", self.browse())
        return goods.Law(
            terms=self.env["linkstar.description.term"]._goods_terms(on_date),
            allowed=self.env["linkstar.description.term"]._allowed_words(on_date),
            description_limit=by_code.get("description", self.browse()).longest,
            subheadings=self.env["linkstar.hs.code"]._known(subheadings, on_date),
            chapters=frozenset((review.chapters or "").split()),
            battery_chapters=frozenset((review.battery_chapters or "").split()),
            unidentified=tuple((by_code.get(goods.IDENTIFIERS, self.browse()).exempt_headings or "").replace(",", " ").split()),
        )
