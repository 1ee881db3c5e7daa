# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import io
from operator import attrgetter

from odoo import api, fields, models

from ..rating import card as terms
from ..rating.sheet_columns import BRACKET

_COLUMNS = tuple(column.attribute for column in BRACKET)


class LinkstarRateBracket(models.Model):
    """The freight to a zone for a range of billable weight, in the card's currency. See
    ``rating.card.Bracket``.
    """

    _name = "linkstar.rate.bracket"
    _description = "Linkstar Rate Bracket"
    _inherit = ["linkstar.rate.base", "linkstar.owned.mixin"]
    _order = "over, id"
    _owned_by = "zone_id"
    # A card has thousands of brackets, created together. The card has its own log of
    # changes.
    _log_access = False

    zone_id = fields.Many2one(
        "linkstar.rate.zone", required=True, ondelete="cascade", index=True
    )
    over = fields.Float("Above (kg)", min_display_digits=3)
    up_to = fields.Float(
        "Up to (kg)", min_display_digits=3, help="This weight is included. 0: no end."
    )
    kind = fields.Selection(
        [
            ("first_step", "First and step weight"),
            ("per_kg", "Per kg"),
            ("flat", "Flat"),
        ],
        required=True,
        default=terms.PER_KG,
    )
    price = fields.Float(
        min_display_digits=2,
        help=(
            "The price of the first weight, the price per kg of the whole weight, or "
            "the whole freight, depending on the kind."
        ),
    )
    first_weight = fields.Float("First weight (kg)", min_display_digits=3)
    step_weight = fields.Float("Step weight (kg)", min_display_digits=3)
    step_price = fields.Float(
        "Price per step",
        min_display_digits=2,
        help="For each step above the first weight. A part of a step costs the same.",
    )
    minimum = fields.Float(min_display_digits=2, help="The minimum freight.")
    registration = fields.Float(min_display_digits=2, help="Amount per waybill.")

    @api.depends("over", "up_to")
    def _compute_display_name(self):
        for bracket in self:
            bracket.display_name = (
                f"{bracket.over:g} – {bracket.up_to:g} kg"
                if bracket.up_to
                else f"{bracket.over:g} kg –"
            )

    def _cards(self):
        return self.zone_id.card_id

    @api.model
    def _insert(self, zones, brackets):
        """Create all brackets of new ``zones`` at once; each zone has a tuple of
        ``rating.card.Bracket``.

        By PostgreSQL's COPY, as core writes its external IDs. :meth:`create` takes five
        times as long for 2,400 brackets, and ``rates.card_import`` of the benchmark
        misses its limit.
        """
        self.check_access("create")
        zones.check_access("write")
        zones.card_id._change_prices()
        zones.flush_recordset()
        cells = attrgetter(*_COLUMNS)
        rows = [
            "\t".join([str(zone_id), *[str(value or 0) for value in cells(bracket)]])
            for zone_id, of_zone in zip(zones.ids, brackets)
            for bracket in of_zone
        ]
        self.env.cr.copy_from(
            io.StringIO("\n".join(rows)), self._table, columns=("zone_id", *_COLUMNS)
        )
        zones.invalidate_recordset(["bracket_ids", "bracket_count"])
