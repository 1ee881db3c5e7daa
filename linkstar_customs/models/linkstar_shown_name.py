# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models
from odoo.fields import Domain


class LinkstarShownName(models.AbstractModel):
    """Records whose shown name is made of two fields, "first · second", are found by
    it: users type what they read, and a list that was exported is imported again.
    """

    _name = "linkstar.shown.name"
    _description = "Found by its whole shown name"

    #: The fields of "first · second".
    _shown_parts = ("code", "name")

    @api.model
    def _search_display_name(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            # Odoo asks the opposite and negates the answer.
            return NotImplemented
        one = "=" if operator == "in" else operator
        texts = value if operator == "in" else (value,)
        found = [
            self._search_shown_name(one, text)
            for text in texts
            if isinstance(text, str)
        ]
        usual = super()._search_display_name(operator, value)
        return Domain.OR([Domain(usual), *filter(None, found)])

    @api.model
    def _search_shown_name(self, operator, text):
        """The domain of the records with the shown name ``text``; None if it is none,
        because it lacks what parts the fields.
        """
        before, dot, after = (part.strip() for part in text.partition("·"))
        if not dot:
            return None
        first, second = self._shown_parts
        return Domain(first, operator, before) & Domain(second, operator, after)
