# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rating import kinds


class LinkstarCharge(models.Model):
    """One amount between the merchant and the carrier for one shipment."""

    _name = "linkstar.charge"
    _description = "Linkstar Charge"
    _order = "shipment_id, stage, sequence, id"
    _check_company_auto = True

    shipment_id = fields.Many2one(
        "linkstar.shipment",
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
    )
    sale_order_id = fields.Many2one(
        "sale.order",
        "Sales order",
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    sequence = fields.Integer()
    kind = fields.Selection(kinds.selection(), required=True)
    description = fields.Char(help="How the amount was calculated.")
    stage = fields.Selection(
        [("quoted", "Quoted"), ("billed", "Billed")], required=True
    )
    correction = fields.Boolean(
        "Later change",
        readonly=True,
        help=("The carrier added or deducted this amount after the first bill."),
    )
    currency_id = fields.Many2one("res.currency", required=True)
    # Quoted and billed amounts must not be added up: only amounts of one stage are.
    amount = fields.Monetary(required=True, aggregator=None)
    amount_quoted = fields.Monetary(
        "Quoted amount", compute="_compute_amount_of_stage", store=True
    )
    amount_billed = fields.Monetary(
        "Billed amount", compute="_compute_amount_of_stage", store=True
    )
    _of_something = models.Constraint(
        "CHECK(shipment_id IS NOT NULL OR sale_order_id IS NOT NULL)",
        "A charge belongs to a sales order or to a shipment.",
    )

    date = fields.Datetime(
        required=True,
        default=fields.Datetime.now,
        help="When the carrier sent the amount.",
    )

    @api.depends("kind", "shipment_id", "sale_order_id")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for charge in self:
            of = charge.shipment_id or charge.sale_order_id
            charge.display_name = f"{labels[charge.kind]}, {of.display_name}"

    @api.depends("amount", "stage")
    def _compute_amount_of_stage(self):
        for charge in self:
            charge.amount_quoted = charge.amount if charge.stage == "quoted" else 0
            charge.amount_billed = charge.amount if charge.stage == "billed" else 0

    def action_open(self):
        """The shipment of this amount; of a quotation, its order."""
        self.ensure_one()
        self.check_access("read")
        return (self.shipment_id or self.sale_order_id).get_formview_action()
