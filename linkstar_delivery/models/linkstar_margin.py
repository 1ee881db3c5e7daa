# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import cost_queries, margins


class LinkstarMargin(models.Model):
    """What shipping the goods of one order line brought in and cost, in the company's
    currency: one row for each line with goods of an order with Linkstar costs, read
    only. The rows of an order add up to its amounts; each has a part by weight. A row
    has the id of its order line. An amount that is not known is empty.

    With ``linkstar_orders`` in the context (ids), only these orders are read.
    """

    _name = "linkstar.margin"
    _description = "Linkstar Margin of an Order Line"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "order_id"
    _depends = margins.DEPENDS

    order_id = fields.Many2one("sale.order", "Sales order", readonly=True)
    line_id = fields.Many2one("sale.order.line", "Order line", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    team_id = fields.Many2one("crm.team", "Sales team", readonly=True)
    warehouse_id = fields.Many2one("stock.warehouse", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    service_id = fields.Many2one("linkstar.service", "Line", readonly=True)
    date = fields.Datetime("Order date", readonly=True)
    goods = fields.Monetary("Goods sold", readonly=True, help="Without tax.")
    charged = fields.Monetary(
        "Charged to the buyer",
        readonly=True,
        help="Shipping and import charges on the order, without tax.",
    )
    quoted = fields.Monetary(readonly=True)
    expected = fields.Monetary(
        readonly=True, help="By the rate card of the day, at the measured weight."
    )
    billed = fields.Monetary(readonly=True, help="All but credits for claims.")
    duty = fields.Monetary(
        "Duties and fees", readonly=True, help="The part of the billed amount."
    )
    returns = fields.Monetary(
        "Return costs",
        readonly=True,
        help="The part of the billed amount for parcels that did not reach the buyer.",
    )
    claims = fields.Monetary(
        "Claims paid",
        readonly=True,
        help="By the claims, or by credits on statements: the larger of both.",
    )
    cost = fields.Monetary(
        readonly=True,
        help="Of each parcel the billed amount, else the expected one, else the quoted "
        "one. Empty if a parcel has none of them.",
    )
    margin = fields.Monetary(
        "Shipping margin",
        readonly=True,
        help="Charged to the buyer, less the cost, plus claims paid.",
    )
    basis = fields.Selection(
        [
            ("billed", "Billed"),
            ("expected", "Expected"),
            ("quoted", "Quoted"),
            ("unknown", "Not known"),
        ],
        "Source of the cost",
        readonly=True,
        help="The least certain one of the parcels of the order.",
    )

    @property
    def _table_query(self):
        cost_queries.without_jit(self.env)
        return margins.query(self.env.context.get("linkstar_orders"))

    @api.model
    def _of_orders(self, orders):
        """{order: (margin or ``None``, basis)} of those with costs, in the currency of
        their company.
        """
        rows = self.with_context(linkstar_orders=orders.ids)._read_group(
            [("order_id", "in", orders.ids)],
            ["order_id", "basis"],
            ["margin:sum"],
        )
        return {
            order: (None if basis == "unknown" else margin, basis)
            for order, basis, margin in rows
        }

    @api.model
    def _costs_of_orders(self, orders):
        """{order: what shipping it costs} of those whose cost is known, in the currency
        of their company.
        """
        rows = self.with_context(linkstar_orders=orders.ids)._read_group(
            [("order_id", "in", orders.ids), ("basis", "!=", "unknown")],
            ["order_id"],
            ["cost:sum"],
        )
        return dict(rows)

    def action_order(self):
        """The order of this row."""
        self.ensure_one()
        self.check_access("read")
        return self.order_id.get_formview_action()

    def action_costs(self):
        """The costs of the shipments of this order."""
        self.ensure_one()
        self.check_access("read")
        self.env["linkstar.cost"].check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_cost"
        )
        shipments = self.env["linkstar.shipment"].search(
            [("picking_id.sale_id", "=", self.order_id.id)]
        )
        return {**action, "domain": [("id", "in", shipments.ids)]}

    def action_claims(self):
        """The claims for the shipments of this order."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_claim"
        )
        domain = [("shipment_id.picking_id.sale_id", "=", self.order_id.id)]
        return {**action, "domain": domain, "context": {}}
