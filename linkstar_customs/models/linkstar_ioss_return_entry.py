# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..rules import ioss_return
from ..services.amounts import decimal


class LinkstarIossReturnEntry(models.Model):
    """The share of one order, or of its refunds, in a line. Texts are copies, kept for
    ten years.
    """

    _name = "linkstar.ioss.return.entry"
    _description = "IOSS return detail"
    _inherit = ["linkstar.ioss.return.part"]
    _order = "return_id, id"
    _rec_name = "order_name"

    line_id = fields.Many2one(
        "linkstar.ioss.return.line",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    period = fields.Date(related="line_id.period", store=True)
    correction = fields.Boolean(related="line_id.correction", store=True)
    country_id = fields.Many2one(related="line_id.country_id", store=True)
    rate = fields.Float(related="line_id.rate", store=True, aggregator=None)
    kind = fields.Selection(
        [("sale", "Sale"), ("refund", "Refund")], required=True, readonly=True
    )
    declaration_id = fields.Many2one(
        "linkstar.customs.declaration",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help=(
            "The latest declaration of these goods. Empty: the buyer has paid, but the"
            " goods are not declared yet."
        ),
    )
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    order_name = fields.Char("Order number", readonly=True)
    supplied_on = fields.Date(
        "Day of supply",
        readonly=True,
        help=(
            "The day on which the payment was accepted. Without a payment: the day of"
            " the order confirmation."
        ),
    )
    amount = fields.Monetary(currency_field="currency_id", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    exchange_rate = fields.Float(
        "EUR per unit", digits=(16, 8), readonly=True, aggregator=None
    )

    def action_order(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": (
                "sale.order" if self.order_id else "linkstar.customs.declaration"
            ),
            "res_id": self.order_id.id or self.declaration_id.id,
            "views": [(False, "form")],
        }

    def _rule(self):
        """Return this entry for the pure rules."""
        sale = (
            (0, self.order_id.id)
            if self.order_id
            else (1, self.declaration_id.picking_id.id)
        )
        key = ioss_return.ReturnKey(
            self.period,
            self.country_id.code,
            decimal(self.rate, 2),
            sale,
            self.kind == "refund",
        )
        return ioss_return.Entry(key, decimal(self.base, 2), decimal(self.vat, 2))
