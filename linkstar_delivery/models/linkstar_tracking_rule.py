import re

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..rules import tracking
from ..services.states import TRACKING_STATES

#: Whose codes they are: the same two letters mean different things at different carriers.
CODE_LISTS = [("linkstar", "Linkstar"), ("dhl_express", "DHL Express"), ("hermes", "Hermes")]


class LinkstarTrackingRule(models.Model):
    """What the carriers' words mean: the first rule that fits an event decides. An event that no rule knows is kept as it is.

    A parcel that is over is hardly asked for any more, so a rule ends one only if it is conclusive and no rule of doubt fits.
    """

    _name = "linkstar.tracking.rule"
    _inherit = "linkstar.shipped"
    _description = "Linkstar Tracking Rule"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=50)
    active = fields.Boolean(default=True)
    code = fields.Char(help="The carrier's status code; empty: any.")
    code_list = fields.Selection(
        CODE_LISTS, "Codes of", help="The carrier that the code belongs to, as chosen on the line. Empty: it means the same for all."
    )
    pattern = fields.Char(
        help="A regular expression searched for in the event's text, capitals and small letters alike. Letters without accents also fit "
        "accented ones. Empty: any text."
    )
    exclusion = fields.Char(help="A regular expression: an event whose text contains it is left to the other rules.")
    tracking_state = fields.Selection(
        TRACKING_STATES, string="Meaning", help="Empty: the event says nothing about where the parcel is. For a rule of doubt: all ends."
    )
    conclusive = fields.Boolean(
        help="Proof enough that the parcel is delivered, returned, destroyed or lost. Without it, such an event gets no meaning, and the "
        "parcel is tracked as before."
    )
    doubt = fields.Boolean(
        "Casts doubt", help="A text that fits is no proof of the end named under Meaning, or of any end: negations, plans, conditions."
    )
    correction = fields.Boolean(help="The event takes back an earlier one, such as a delivery that did not happen.")
    intercepted = fields.Boolean(help="Also, that the carrier holds the parcel as somebody asked it to.")

    @api.constrains("name", "code", "pattern", "exclusion")
    def _check_pattern(self):
        for rule in self:
            if not rule.code and not rule.pattern:
                raise ValidationError(self.env._("The rule %(name)s fits everything: give it a code, a pattern or both.", name=rule.name))
            for pattern in (rule.pattern, rule.exclusion):
                try:
                    re.compile(pattern or "")
                except re.error as problem:
                    raise ValidationError(
                        self.env._("The pattern of the rule %(name)s is no regular expression: %(why)s", name=rule.name, why=str(problem))
                    ) from problem

    @tools.ormcache(cache="default")
    def _reader(self):
        """A :class:`rules.tracking.Reader` of the active rules."""

        def compiled(pattern):
            return re.compile(pattern, re.IGNORECASE) if pattern else None

        return tracking.Reader(
            tracking.Rule(
                state=rule.tracking_state or "",
                code=(rule.code or "").strip().upper(),
                code_list=rule.code_list or "",
                pattern=compiled(rule.pattern),
                exclusion=compiled(rule.exclusion),
                conclusive=rule.conclusive,
                intercepted=rule.intercepted,
                correction=rule.correction,
                doubt=rule.doubt,
            )
            for rule in self.sudo().search([("active", "=", True)])
        )

    @api.model
    def _read_event(self, code, text, code_list="linkstar"):
        """The :class:`rules.tracking.Reading` of an event."""
        return self._reader().read(code, text, code_list)

    @api.model
    def _meaning(self, code, text, code_list="linkstar"):
        """The tracking state that an event stands for, or False. An end (delivered, returned, destroyed, lost) only when it is certain."""
        return self._read_event(code, text, code_list).known or False

    @api.model
    def _tells_interception(self, code, text):
        return self._read_event(code, text).intercepted
