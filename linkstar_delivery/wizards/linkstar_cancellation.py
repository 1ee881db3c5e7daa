# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models


class LinkstarCancellation(models.TransientModel):
    """Asks, before a transfer, an order or a label is cancelled, what happens to the
    parcels that have a label.
    """

    _name = "linkstar.cancellation"
    _description = "Linkstar Cancellation"

    picking_ids = fields.Many2many("stock.picking", string="Transfers")
    order_ids = fields.Many2many("sale.order", string="Orders")
    what = fields.Char("Message", compute="_compute_what")
    chained = fields.Boolean("Other transfers", compute="_compute_chained")
    remark = fields.Char(
        "Reason",
        help=(
            "Sent to the carrier's staff, who look for a parcel that has to be "
            "intercepted."
        ),
    )
    intercepts = fields.Boolean("Interception possible", compute="_compute_intercepts")
    line_ids = fields.One2many(
        "linkstar.cancellation.line", "cancellation_id", "Parcels"
    )

    @api.depends("picking_ids", "order_ids")
    def _compute_what(self):
        for cancellation in self:
            names = (cancellation.order_ids or cancellation.picking_ids).mapped("name")
            cancellation.what = (
                self.env._("%s will be cancelled.", names) if names else False
            )

    @api.depends("line_ids.relation")
    def _compute_chained(self):
        for cancellation in self:
            cancellation.chained = any(
                line.relation == "goods" for line in cancellation.line_ids
            )

    @api.depends("line_ids.stop", "line_ids.outcome")
    def _compute_intercepts(self):
        for cancellation in self:
            cancellation.intercepts = any(
                line.stop and line.outcome == "intercept"
                for line in cancellation.line_ids
            )

    @api.model
    def _ask(
        self, shipments, pickings=None, orders=None, labels_of=None, intercept=False
    ):
        """Return an action that asks about the live shipments among ``shipments``, or
        ``None`` when there is nothing to ask.

        The dialog opens before ``pickings`` or ``orders``, or only the labels of the
        transfers ``labels_of``, are cancelled. ``intercept``: the caller knows that the
        carrier has the parcels.
        """
        live = shipments.filtered(lambda s: s._is_live() and not s._being_stopped())
        if not live:
            return None
        own = (
            pickings or labels_of or (orders and orders.picking_ids) or live.picking_id
        )
        going = (
            pickings
            or (orders and orders.picking_ids.filtered(lambda p: p.state != "done"))
            or live.picking_id.browse()
        )
        going += going._linkstar_cancelled_too()
        lines = self.env["linkstar.cancellation.line"]
        values = {
            "picking_ids": pickings and pickings.ids,
            "order_ids": orders and orders.ids,
            "line_ids": [
                fields.Command.create(
                    lines._for(s, own, going, bool(orders), intercept)
                )
                for s in live
            ],
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Labels that are still valid"),
            "res_model": self._name,
            "res_id": (
                self.create({name: value for name, value in values.items() if value}).id
            ),
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_confirm(self):
        """Stop the parcels that the user selected, then cancel the transfers, orders or
        labels.
        """
        self.ensure_one()
        self.check_access("read")
        stopped = self.line_ids.filtered("stop").with_context(
            linkstar_remark=self.remark
        )
        for outcome, stop in (
            ("intercept", "action_intercept"),
            ("cancel", "action_cancel"),
        ):
            # Salespeople have no such lines and may not stop a parcel.
            shipments = stopped.filtered(
                lambda line, outcome=outcome: line.outcome == outcome
            ).shipment_id
            if shipments:
                getattr(shipments, stop)()
        self.picking_ids.action_cancel()
        self.order_ids.action_cancel()
        return self._answer(stopped)

    def _answer(self, stopped):
        """Close the dialog and say what the carrier has been asked to do with the lines
        ``stopped``.
        """
        close = {"type": "ir.actions.act_window_close"}
        by_outcome = {
            outcome: lines.shipment_id
            for outcome, lines in stopped.grouped("outcome").items()
        }
        sentences = []
        if intercepted := by_outcome.get("intercept"):
            asked = intercepted.filtered(lambda s: s.intercept_state == "requested")
            sentences += intercepted._asked_to_intercept(asked)[0]
        if cancelled := by_outcome.get("cancel"):
            sentences.append(
                self.env._(
                    "The carrier has been asked to cancel %s. Do not use the label "
                    "any more.",
                    cancelled._numbers_text(),
                )
            )
        return (
            self.line_ids.shipment_id._notify(sentences, then=close)
            if sentences
            else close
        )


class LinkstarCancellationLine(models.TransientModel):
    _name = "linkstar.cancellation.line"
    _description = "Linkstar Cancellation Line"

    cancellation_id = fields.Many2one(
        "linkstar.cancellation", required=True, ondelete="cascade"
    )
    shipment_id = fields.Many2one(
        "linkstar.shipment", "Parcel", required=True, readonly=True, ondelete="cascade"
    )
    # With the user's own rights only: a client can write the number of any shipment
    # into a line.
    picking_id = fields.Many2one(
        related="shipment_id.picking_id", string="Transfer", related_sudo=False
    )
    relation = fields.Selection(
        [
            ("own", "Selected by you"),
            ("with", "Cancelled with it"),
            ("goods", "Same goods"),
        ],
        "Reason",
        required=True,
        readonly=True,
        default="own",
    )
    reference_no = fields.Char(related="shipment_id.reference_no", related_sudo=False)
    waybill = fields.Char(related="shipment_id.waybill", related_sudo=False)
    tracking_number = fields.Char(
        related="shipment_id.tracking_number", related_sudo=False
    )
    state = fields.Selection(
        related="shipment_id.state", string="Label", related_sudo=False
    )
    tracking_state = fields.Selection(
        related="shipment_id.tracking_state",
        string="Tracking status",
        related_sudo=False,
    )
    outcome = fields.Selection(
        [
            ("cancel", "Cancelled when the carrier confirms"),
            (
                "intercept",
                "Intercepted, if the carrier still can. The carrier may charge for it.",
            ),
            ("warehouse", "The warehouse is asked to stop the parcel"),
            ("transfer", "Cancelled with its transfer, when the carrier confirms"),
        ],
        "Result",
        required=True,
        readonly=True,
    )
    stop = fields.Boolean("Cancel label", default=True)
    fixed = fields.Boolean("Always cancelled", readonly=True)

    @api.model
    def _for(self, shipment, own, going, of_order, intercept):
        """The values of a line for ``shipment``, when somebody cancels ``own``
        transfers or their labels, and the transfers ``going`` are cancelled with that.

        A label is always cancelled with its transfer. Two kinds of labels may stay
        valid: the label of a done transfer when its order is cancelled, and the label
        of another transfer of the same goods.

        By default, the labels of other transfers are stopped when the user's own
        transfers are done, because the goods then travel under these labels to an order
        that is cancelled. A transfer that is still open may get other goods, so its
        label stays.
        """
        picking = shipment.picking_id
        relation = "own" if picking in own else "with" if picking in going else "goods"
        done = picking.state == "done" and (of_order or relation == "goods")
        may_stop = self.env.user.has_group("stock.group_stock_user")
        if not may_stop:
            outcome = "warehouse" if done else "transfer"
        else:
            outcome = (
                "intercept" if intercept or shipment._is_handed_over() else "cancel"
            )
        free = done or relation == "goods"
        return {
            "shipment_id": shipment.id,
            "relation": relation,
            "outcome": outcome,
            "stop": done or relation != "goods",
            "fixed": not free or not may_stop,
        }
