import re

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from .states import TRACKING_STATES


class LinkstarTrackingRule(models.Model):
    """What the carrier's words mean: the first rule that fits an event decides. An event that no rule knows is kept as it is."""

    _name = "linkstar.tracking.rule"
    _inherit = "linkstar.kept"
    _description = "Linkstar Tracking Rule"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    code = fields.Char(help="The carrier's status code; empty: any.")
    pattern = fields.Char(help="A regular expression searched for in the event's text, capitals and small letters alike; empty: any.")
    tracking_state = fields.Selection(TRACKING_STATES, string="Meaning", required=True)
    intercepted = fields.Boolean(help="Also, that the carrier holds the parcel as somebody asked it to.")

    @api.constrains("name", "code", "pattern")
    def _check_pattern(self):
        for rule in self:
            if not rule.code and not rule.pattern:
                raise ValidationError(self.env._("The rule %(name)s fits everything: give it a code, a pattern or both.", name=rule.name))
            try:
                re.compile(rule.pattern or "")
            except re.error as problem:
                raise ValidationError(
                    self.env._("The pattern of the rule %(name)s is no regular expression: %(why)s", name=rule.name, why=str(problem))
                ) from problem

    @tools.ormcache(cache="default")
    def _compiled(self):
        """The rules in their order as (code, compiled pattern, state, whether it is intercepted)."""
        return tuple(
            ((rule.code or "").upper(), re.compile(rule.pattern or "", re.IGNORECASE), rule.tracking_state, rule.intercepted)
            for rule in self.sudo().search([("active", "=", True)])
        )

    def _meaning(self, code, text):
        """The tracking state that an event stands for, or False."""
        return self._rule_of(code, text)[0]

    def _tells_interception(self, code, text):
        return self._rule_of(code, text)[1]

    def _rule_of(self, code, text):
        code, text = (code or "").upper(), text or ""
        for wanted, pattern, state, intercepted in self._compiled():
            if (not wanted or wanted == code) and pattern.search(text):
                return state, intercepted
        return False, False
