# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models, tools

from ..rules.descriptions import Term
from ..services.validity import in_force


class LinkstarDescriptionTerm(models.Model):
    """A word or phrase that advance customs data (ICS2) does not accept in a
    description of goods, or in a name or address.
    """

    _name = "linkstar.description.term"
    _inherit = "linkstar.default.data"
    _description = "Customs stop word"
    _order = "kind, name, valid_from desc, id"

    name = fields.Char("Word or phrase", required=True)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("goods", "Refused in descriptions"),
            ("party", "Refused in names and addresses"),
            ("allowed", "Allowed with a letter three times in a row"),
        ],
        "Use",
        required=True,
        default="goods",
        index=True,
    )
    severity = fields.Selection(
        [("block", "Refused"), ("warn", "Warning")],
        required=True,
        default="block",
        help=(
            "What happens if the text consists only of this word. If a description"
            " contains a refused word among others, there is a warning."
        ),
    )
    confidence = fields.Selection(
        [
            ("official", "Official list"),
            ("related", "Another authority's list"),
            ("unconfirmed", "Unconfirmed"),
        ],
        required=True,
        default="unconfirmed",
    )
    valid_from = fields.Date(required=True, default=fields.Date.context_today)
    valid_to = fields.Date()
    source = fields.Char(help="The authority that published the word.")
    note = fields.Char()

    _name_uniq = models.UniqueIndex(
        "(kind, lower(name), valid_from)",
        "This word is already in the list from that day: change that row, or enter"
        " another first day.",
    )
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the stop word is before its first day: correct one of them.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        terms = super().create(vals_list)
        terms._changed()
        return terms

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"shipped_values", "shipped_differs", "note"}:
            self._changed()
        return result

    def _changed(self):
        """Check the products again whose description has one of these words."""
        if self.env.context.get("install_module"):
            # The whole list was loaded: the daily check finds its products.
            return
        for name in self.filtered(lambda term: term.kind != "party").mapped("name"):
            self.env["product.product"]._linkstar_recheck(
                [("linkstar_description_en", "ilike", name)]
            )

    @api.model
    @tools.ormcache("on_date")
    def _goods_terms(self, on_date):
        """Return the ``rules.descriptions.Term`` of ``on_date`` for descriptions, a
        tuple.
        """
        terms = in_force(self.sudo().search([("kind", "=", "goods")]), on_date)
        return tuple(
            Term(term.name, term.severity, term.source or "") for term in terms
        )

    @api.model
    @tools.ormcache("on_date")
    def _allowed_words(self, on_date):
        """Return the words of ``on_date``, in lower case, that may have a letter three
        times in a row, such as sizes: a frozenset.
        """
        rows = in_force(self.sudo().search([("kind", "=", "allowed")]), on_date)
        return frozenset(name.casefold() for name in rows.mapped("name"))

    @api.model
    @tools.ormcache("on_date")
    def _party_words(self, on_date):
        """Return the words of ``on_date`` that no name or line of an address may
        consist of, a tuple.
        """
        return tuple(
            in_force(self.sudo().search([("kind", "=", "party")]), on_date).mapped(
                "name"
            )
        )
