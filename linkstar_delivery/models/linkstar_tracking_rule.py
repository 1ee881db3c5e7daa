# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..rules import tracking
from ..services.states import TRACKING_STATES

#: How far back texts are listed, and changes by a rule are shown and made, in days.
RECENT_DAYS = 90
#: The maximum number of events that a rule is tried on, of texts that are shown, and of
#: shipments that are read again at once.
_MOST_EVENTS = 50_000
_MOST_TEXTS = 20
_MOST_SHIPMENTS = 1000

#: The owner of a code: the same two letters can have different meanings at different
#: carriers.
CODE_LISTS = [
    ("linkstar", "Linkstar"),
    ("dhl_express", "DHL Express"),
    ("hermes", "Hermes"),
    ("dpd", "DPD"),
]


class LinkstarTrackingRule(models.Model):
    """The merchant's own meaning of an event: the first rule that matches is used,
    before codes and texts are read.

    A parcel in a final state is hardly tracked any more. So a rule gives a final state
    only if it is conclusive, no rule of doubt matches, and the text has no doubts.
    """

    _name = "linkstar.tracking.rule"
    _inherit = "linkstar.cached.table"
    _description = "Linkstar Tracking Rule"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=50)
    active = fields.Boolean(default=True)
    code = fields.Char(help="The carrier's status code. Empty: any code.")
    code_list = fields.Selection(
        CODE_LISTS,
        "Code owner",
        help=(
            "The carrier that the code belongs to, as set on the line. Empty: the "
            "code means the same for all carriers."
        ),
    )
    pattern = fields.Char(
        help=(
            "A regular expression that is searched in the text of the event. Upper "
            "and lower case do not matter. Letters without accents also match letters "
            "with accents. Empty: any text."
        )
    )
    exclusion = fields.Char(
        help=(
            "A regular expression. If the text of the event contains it, this rule "
            "does not match."
        )
    )
    tracking_state = fields.Selection(
        TRACKING_STATES,
        string="Meaning",
        help=(
            "Empty: the event says nothing about where the parcel is. For a rule of "
            "doubt: all final states."
        ),
    )
    conclusive = fields.Boolean(
        help=(
            "The text proves that the parcel is delivered, returned, destroyed or "
            "lost. Without this, such an event has no meaning and tracking continues."
        )
    )
    doubt = fields.Boolean(
        help=(
            "A text that matches does not prove the final state under Meaning, or any "
            "final state: negations, plans, conditions."
        ),
    )
    correction = fields.Boolean(
        help=(
            "The event corrects an earlier one, such as a delivery that did not happen."
        )
    )
    intercepted = fields.Boolean(
        help="The event also means that the carrier holds the parcel because an "
        "interception was requested."
    )

    change_count = fields.Integer(
        "Changed events",
        compute="_compute_changes",
        help="The events of the last 90 days that have another meaning with this rule.",
    )
    changes = fields.Text(
        "Changed meanings",
        compute="_compute_changes",
        help="The texts whose meaning changes with this rule, the most frequent first.",
    )

    @api.depends(
        "sequence",
        "active",
        "code",
        "code_list",
        "pattern",
        "exclusion",
        "tracking_state",
        "conclusive",
        "doubt",
        "correction",
        "intercepted",
    )
    @api.depends_context("lang", "allowed_company_ids")
    def _compute_changes(self):
        recent = self._recent_events()
        for rule in self:
            try:
                found = rule._changes(recent)
            except re.error as problem:
                rule.change_count = 0
                rule.changes = self.env._(
                    "The pattern is not a valid regular expression: %s", problem
                )
                continue
            rule.change_count = sum(count for *_texts, count, _ids in found)
            rule.changes = "\n".join(
                self._change_text(*change) for change in found[:_MOST_TEXTS]
            )

    def _change_text(self, code, text, before, after, _events, ids):
        labels = dict(self._fields["tracking_state"]._description_selection(self.env))
        labels[""] = self.env._("no meaning")
        return self.env._(
            "“%(text)s”: %(before)s → %(after)s (parcels: %(count)s)",
            text=text or code,
            before=labels[before],
            after=labels[after],
            count=len(ids),
        )

    def _recent_events(self):
        """Rows (code, text, code list, meaning, number of events, ids of their
        shipments) of the newest events of the last 90 days, the most frequent first.
        """
        events = self.env["linkstar.tracking.event"]
        events.flush_model()
        return self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(event.code, ''),
                       COALESCE(event.text, ''),
                       COALESCE(service.code_list, ''),
                       COALESCE(event.tracking_state, ''),
                       COUNT(*),
                       array_agg(DISTINCT event.shipment_id)
                  FROM (
                           SELECT code, text, tracking_state, shipment_id
                             FROM linkstar_tracking_event
                            WHERE company_id IN %(companies)s
                              AND source != 'person'
                              AND occurred_at
                                  >= NOW() AT TIME ZONE 'UTC'
                                  - %(days)s * INTERVAL '1 day'
                            ORDER BY occurred_at DESC
                            LIMIT %(limit)s
                       ) event
                  JOIN linkstar_shipment shipment ON shipment.id = event.shipment_id
                  JOIN linkstar_service service ON service.id = shipment.service_id
                 GROUP BY 1, 2, 3, 4
                 ORDER BY 5 DESC, 2, 1, 3, 4
                """,
                companies=tuple(self.env.companies.ids),
                days=RECENT_DAYS,
                limit=_MOST_EVENTS,
            )
        )

    def _changes(self, recent):
        """[(code, text, state before, state after, number of events, ids of their
        shipments)] of those of ``recent`` that get another meaning when this rule is
        saved as it is now.

        :raise re.error: where a pattern is no regular expression
        """
        saved = self._origin
        own = [self._as_rule()] if self.active and (self.code or self.pattern) else []
        old = [saved._as_rule()] if saved else []
        rules = [
            ((rule.sequence, rule.id), rule._as_rule())
            for rule in self.sudo().search([("active", "=", True)]) - saved
        ]
        rules += [((self.sequence, saved.id or float("inf")), rule) for rule in own]
        reader = tracking.Reader(
            rule for _place, rule in sorted(rules, key=lambda each: each[0])
        )
        changes = []
        for code, text, code_list, before, count, ids in recent:
            event = code, text, code_list
            if any(tracking.matches(rule, *event) for rule in own + old):
                after = reader.read(*event).known
                if after != before:
                    changes.append((code, text, before, after, count, ids))
        return changes

    def action_apply(self):
        """Read the recent events again that this rule gives another meaning."""
        self.check_access("write")
        shipments = self.env["linkstar.shipment"].sudo()
        for rule in self:
            for *_texts, ids in rule._changes(self._recent_events()):
                shipments |= shipments.browse(ids)
        todo = shipments[:_MOST_SHIPMENTS]
        todo._read_history()
        left = len(shipments) - len(todo)
        sentences = [
            self.env._("Parcels whose events were read again: %s.", len(todo)),
            left and self.env._("Parcels left: %s. Press the button again.", left),
        ]
        return shipments._notify(sentences)

    @api.constrains("name", "code", "pattern", "exclusion")
    def _check_pattern(self):
        for rule in self:
            if not rule.code and not rule.pattern:
                raise ValidationError(
                    self.env._(
                        "The rule %(name)s matches every event. Enter a code, a "
                        "pattern or both.",
                        name=rule.name,
                    )
                )
            for pattern in (rule.pattern, rule.exclusion):
                try:
                    re.compile(pattern or "")
                except re.error as problem:
                    raise ValidationError(
                        self.env._(
                            "The pattern of the rule %(name)s is not a valid regular "
                            "expression: %(why)s",
                            name=rule.name,
                            why=str(problem),
                        )
                    ) from problem

    @tools.ormcache(cache="default")
    def _reader(self):
        """A :class:`rules.tracking.Reader` of the active rules."""

        return tracking.Reader(
            rule._as_rule() for rule in self.sudo().search([("active", "=", True)])
        )

    def _as_rule(self):
        """This rule as :class:`rules.tracking.TrackingRule`.

        :raise re.error: where a pattern is no regular expression
        """

        def compiled(pattern):
            return re.compile(pattern, re.IGNORECASE) if pattern else None

        return tracking.TrackingRule(
            state=self.tracking_state or "",
            code=(self.code or "").strip().upper(),
            code_list=self.code_list or "",
            pattern=compiled(self.pattern),
            exclusion=compiled(self.exclusion),
            conclusive=self.conclusive,
            intercepted=self.intercepted,
            correction=self.correction,
            doubt=self.doubt,
        )

    @api.model
    def _read_event(self, code, text, code_list="linkstar"):
        """The :class:`rules.tracking.EventReading` of an event."""
        return self._reader().read(code, text, code_list)

    @api.model
    def _meaning(self, code, text, code_list="linkstar"):
        """The tracking state of an event, or False. A final state (delivered, returned,
        destroyed, lost) only when it is certain.
        """
        return self._read_event(code, text, code_list).known or False

    @api.model
    def _means_interception(self, code, text):
        return self._read_event(code, text).intercepted
