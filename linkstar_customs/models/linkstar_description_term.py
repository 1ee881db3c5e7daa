from odoo import api, fields, models, tools

from ..rules.descriptions import Term
from ..services.validity import in_force


class LinkstarDescriptionTerm(models.Model):
    """A word or phrase that advance customs data (ICS2) refuses, in a description of goods or in a name or address."""

    _name = "linkstar.description.term"
    _inherit = "linkstar.shipped"
    _description = "Stop word of customs"
    _order = "kind, name, valid_from desc, id"

    name = fields.Char("Word or phrase", required=True)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("goods", "Refused in a description of goods"),
            ("party", "Refused in a name or address"),
            ("allowed", "Allowed although the same letter comes three times in a row"),
        ],
        "Used as",
        required=True,
        default="goods",
        index=True,
    )
    severity = fields.Selection(
        [("block", "Refused"), ("warn", "Warning")],
        required=True,
        default="block",
        help="What happens when nothing but this stands there. A description that contains a refused word is worth a warning.",
    )
    confidence = fields.Selection(
        [("official", "Official list"), ("related", "List of another authority"), ("unconfirmed", "Unconfirmed")],
        required=True,
        default="unconfirmed",
    )
    valid_from = fields.Date(required=True, default=fields.Date.context_today)
    valid_to = fields.Date()
    source = fields.Char(help="Who published it.")
    note = fields.Char()

    _name_uniq = models.UniqueIndex("(kind, lower(name), valid_from)", "This word is in the list already, from that day on.")
    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)", "A stop word's last day lies before its first day."
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
        """Products whose description has one of these words are looked at again."""
        if self.env.context.get("install_module"):
            # The whole list at once: the daily check does it.
            return
        for name in self.filtered(lambda term: term.kind != "party").mapped("name"):
            self.env["product.product"]._linkstar_recheck([("linkstar_description_en", "ilike", name)])

    @api.model
    @tools.ormcache("on_date")
    def _goods_terms(self, on_date):
        """The ``rules.descriptions.Term`` of ``on_date`` for descriptions, a tuple."""
        terms = in_force(self.sudo().search([("kind", "=", "goods")]), on_date)
        return tuple(Term(term.name, term.severity, term.source or "") for term in terms)

    @api.model
    @tools.ormcache("on_date")
    def _allowed_words(self, on_date):
        """The words of ``on_date``, without capitals, that may have a letter three times in a row, such as sizes: a frozenset."""
        rows = in_force(self.sudo().search([("kind", "=", "allowed")]), on_date)
        return frozenset(name.casefold() for name in rows.mapped("name"))

    @api.model
    @tools.ormcache("on_date")
    def _party_words(self, on_date):
        """The words of ``on_date`` that no name or line of an address may consist of, a tuple."""
        return tuple(in_force(self.sudo().search([("kind", "=", "party")]), on_date).mapped("name"))
