# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models
from odoo.tools import SQL

from ..services import cost_queries
from ..services.states import STATES


class LinkstarCost(models.Model):
    """What one shipment was quoted, should cost and was billed: one row per booked
    shipment, read only. An amount that is not known is empty.

    Where statements have a shipment, they say what was billed; otherwise the carrier's
    answers do. A row has the id of its shipment.
    """

    _name = "linkstar.cost"
    _description = "Linkstar Cost of a Shipment"
    _auto = False
    _order = "booked_at desc, id desc"
    _rec_name = "shipment_id"
    _depends = {
        "linkstar.shipment": [
            "account_id",
            "booked_at",
            "company_id",
            "declaration_id",
            "service_id",
            "state",
        ],
        **cost_queries.DEPENDS,
    }

    shipment_id = fields.Many2one("linkstar.shipment", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    account_id = fields.Many2one("linkstar.account", readonly=True)
    service_id = fields.Many2one("linkstar.service", "Line", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    booked_at = fields.Datetime("Booked on", readonly=True)
    state = fields.Selection(STATES, "Status", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    quoted = fields.Monetary(readonly=True)
    expected = fields.Monetary(readonly=True)
    billed = fields.Monetary(readonly=True)
    difference = fields.Monetary(
        readonly=True, help="Billed less expected, or less quoted."
    )
    duty = fields.Monetary(
        "Duties and fees", readonly=True, help="The part of the billed amount."
    )
    returns = fields.Monetary(
        "Return costs",
        readonly=True,
        help="The part of the billed amount for parcels that did not reach the buyer.",
    )
    claims = fields.Monetary(
        "Credits for claims", readonly=True, help="Not deducted from the billed amount."
    )
    is_billed = fields.Boolean("Has a bill", readonly=True)

    @property
    def _table_query(self):
        cost_queries.without_jit(self.env)
        return SQL(
            """
            WITH %(costs)s
            SELECT s.id, s.id AS shipment_id, s.company_id, s.account_id, s.service_id,
                   declaration.country_id, s.booked_at, s.state, account.currency_id,
                   charges.quoted, verdicts.expected,
                   %(billed)s AS billed,
                   %(billed)s - coalesce(verdicts.expected, charges.quoted)
                       AS difference,
                   %(duty)s AS duty, %(returns)s AS returns, %(claims)s AS claims,
                   %(billed)s IS NOT NULL AS is_billed
              FROM linkstar_shipment s
              JOIN linkstar_account account ON account.id = s.account_id
         LEFT JOIN linkstar_customs_declaration declaration
                ON declaration.id = s.declaration_id
         LEFT JOIN charges ON charges.shipment_id = s.id
         LEFT JOIN lines ON lines.shipment_id = s.id
         LEFT JOIN verdicts ON verdicts.shipment_id = s.id
             WHERE s.booked_at IS NOT NULL
               AND (s.state <> 'cancelled' OR %(billed)s IS NOT NULL)
            """,
            costs=cost_queries.costs(),
            **{
                name: cost_queries.stated(name)
                for name in ("billed", "duty", "returns", "claims")
            },
        )

    def action_shipment(self):
        """The shipment of this row."""
        self.ensure_one()
        self.check_access("read")
        return self.shipment_id.get_formview_action()

    def action_charges(self):
        """The quoted and billed amounts of this shipment."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_charge"
        )
        return {**action, "domain": [("shipment_id", "=", self.id)]}

    def action_lines(self):
        """The lines of statements for this shipment."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_bill_line"
        )
        return {**action, "domain": [("shipment_id", "=", self.id)]}
