# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rating import notation


class LinkstarRateZone(models.Model):
    """A destination and its prices by weight. See ``rating.card.Zone``."""

    _name = "linkstar.rate.zone"
    _description = "Linkstar Rate Zone"
    _inherit = ["linkstar.rate.base", "linkstar.owned.mixin"]
    _order = "sequence, id"
    _owned_by = "card_id"

    card_id = fields.Many2one(
        "linkstar.rate.card", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    areas = fields.Text(
        required=True,
        help=(
            "Semicolons between countries; after a country, commas between postcode "
            "prefixes and ranges: DE; IT 00..19, 98; GB BT"
        ),
    )
    excluded = fields.Text(
        "Excluded areas",
        help="The parts of these areas that do not belong to the zone, in the same "
        "notation.",
    )
    days_min = fields.Integer("Minimum days")
    days_max = fields.Integer("Maximum days")
    last_mile = fields.Char("Local carrier", help="Delivers the parcels in this zone.")
    minimum_weight = fields.Float(
        "Minimum weight (kg)",
        min_display_digits=3,
        help="Used if it is larger than the minimum weight of the card.",
    )
    bracket_ids = fields.One2many("linkstar.rate.bracket", "zone_id", string="Brackets")
    bracket_count = fields.Integer(
        "Number of brackets", compute="_compute_bracket_count"
    )

    @api.depends("bracket_ids")
    def _compute_bracket_count(self):
        counts = dict(
            self.env["linkstar.rate.bracket"]._read_group(
                [("zone_id", "in", self.ids)], ["zone_id"], ["__count"]
            )
        )
        for zone in self:
            zone.bracket_count = counts.get(zone._origin, 0)

    @api.constrains("areas", "excluded")
    def _check_areas(self):
        for zone in self:
            for text in (zone.areas, zone.excluded):
                try:
                    notation.areas(text or "")
                except notation.NotReadable as problem:
                    raise ValidationError(
                        self.env._(
                            "Zone %(zone)s: %(why)s",
                            zone=zone.name,
                            why=self.env["linkstar.rate.card"]._sentence(
                                problem.code, {"value": problem.part}
                            ),
                        )
                    ) from problem
