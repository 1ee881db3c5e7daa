from operator import attrgetter

from odoo import api, fields, models
from odoo.tools import SQL

from ..rating import card as terms
from ..rating.sheet_columns import BRACKET

_COLUMNS = tuple(column.attribute for column in BRACKET)


class LinkstarRateBracket(models.Model):
    """What the freight to a zone is for a range of billable weight, in the card's currency. See ``rating.card.Bracket``."""

    _name = "linkstar.rate.bracket"
    _description = "Linkstar Rate Bracket"
    _inherit = ["linkstar.rate.base", "linkstar.owned.mixin"]
    _order = "over, id"
    _owned_by = "zone_id"
    # A card has thousands of them, made at once; who changed a card, and when, is on the card.
    _log_access = False

    zone_id = fields.Many2one("linkstar.rate.zone", required=True, ondelete="cascade", index=True)
    over = fields.Float("Above (kg)", min_display_digits=3)
    up_to = fields.Float("Up to (kg)", min_display_digits=3, help="This weight included; 0: no end.")
    kind = fields.Selection(
        [("first_step", "First and step weight"), ("per_kg", "Per kg"), ("flat", "Flat")], required=True, default=terms.PER_KG
    )
    price = fields.Float(
        min_display_digits=2, help="For the first weight, per kg of the whole weight, or the freight itself: as the kind says."
    )
    first_weight = fields.Float("First weight (kg)", min_display_digits=3)
    step_weight = fields.Float("Step (kg)", min_display_digits=3)
    step_price = fields.Float("Per step", min_display_digits=2, help="For each begun step above the first weight.")
    minimum = fields.Float(min_display_digits=2, help="The least that the freight is.")
    registration = fields.Float(min_display_digits=2, help="Added for each waybill.")

    @api.depends("over", "up_to")
    def _compute_display_name(self):
        for bracket in self:
            bracket.display_name = f"{bracket.over:g} – {bracket.up_to:g} kg" if bracket.up_to else f"{bracket.over:g} kg –"

    def _cards(self):
        return self.zone_id.card_id

    @api.model
    def _insert(self, zones, brackets):
        """Make all brackets of new ``zones`` at once, those of each zone a tuple of ``rating.card.Bracket``.

        One statement: thousands of records take several times as long through :meth:`create`.
        """
        self.check_access("create")
        zones.check_access("write")
        zones.card_id._change_prices()
        zones.flush_recordset()
        rows = [bracket for of_zone in brackets for bracket in of_zone]
        if not rows:
            return
        owners = [zone_id for zone_id, of_zone in zip(zones.ids, brackets) for _bracket in of_zone]
        types = ["varchar" if self._fields[name].type == "selection" else "numeric" for name in _COLUMNS]
        values = [_list(map(attrgetter(name), rows)) for name in _COLUMNS]
        self.env.cr.execute(SQL(
            "INSERT INTO linkstar_rate_bracket (zone_id, %s) SELECT * FROM unnest(%s::int[], %s)",
            SQL(", ").join(map(SQL.identifier, _COLUMNS)),
            _list(owners),
            SQL(", ").join(SQL("%s::%s[]", column, SQL(kind)) for column, kind in zip(values, types)),
        ))
        zones.invalidate_recordset(["bracket_ids", "bracket_count"])


def _list(values):
    """Numbers and words in PostgreSQL's notation of a list: adapting each of thousands would take as long as the rest."""
    return f"{{{','.join([str(value or 0) for value in values])}}}"
