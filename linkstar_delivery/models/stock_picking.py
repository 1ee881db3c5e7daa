# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import hashlib
from dataclasses import asdict, dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_amount
from odoo.tools.misc import hmac

from odoo.addons.linkstar_customs.rules.finding import Finding
from odoo.addons.linkstar_customs.services.amounts import decimal, in_quanta
from odoo.addons.linkstar_customs.services.declaration import Builder
from odoo.addons.linkstar_customs.services.queries import (
    as_html,
    is_wanted,
    kept,
    one_validation,
)
from odoo.addons.linkstar_customs.services.units import kilograms
from odoo.addons.web.controllers.utils import clean_action

from .. import rules
from ..rating import NotAvailable, Parcel, Request, limit_reasons, quote
from ..rules import options
from ..services import buyer, notices, printing, returning, snapshot
from ..services.checks import Checks
from ..services.goods import content as goods_of
from ..services.offers_text import reason_text
from ..services.promising import for_transfer
from ..services.sentences import option_text
from ..services.states import (
    LOOSE,
    STATES,
    TRACKING_DECORATIONS,
    TRACKING_STATES,
    UNDELIVERABLE,
    WHOLE,
)
from .linkstar_extra_service import COST_GROUPS
from .linkstar_shipment import FORMS_IN_NAME

#: Of several shipments of a transfer, the one that needs attention first.
_URGENCY = ("refused", "queued", "booking", "accepted", "ready", "cancelled")

#: In the cache of a validation: the transfers that were just checked without an error.
CHECKED = "linkstar_checked"

#: The description fields of an item, besides its product, origin, battery, weight and
#: price.
_SAID = ("sku", "description_en", "description_cn", "hs_code", "material")

#: The parts of the address that are compared. Another notation of a postcode or phone
#: number is no change.
_PRINTED = ("name", "company", "street", "street2", "street3", "city")

#: The measured fields of a package or a transfer, after ``linkstar_``.
SIDES = ("length", "width", "height")
#: The same fields of a parcel, in the same order.
PARCEL_SIDES = ("parcel_length", "width", "height")

_HAND = ("linkstar_extra_ids", "linkstar_insured", "linkstar_undeliverable")


@dataclass(frozen=True)
class OptionDecision:
    """The options of a transfer: ``chosen`` among ``offered``, and ``proposed`` ones.
    ``value()`` is the value of the goods, a decimal in the account's currency.
    """

    chosen: options.Chosen
    proposed: tuple[options.Extra, ...]
    offered: tuple[options.Extra, ...]
    value: object


#: Transfers with a number, for orders from a sales channel.
_NUMBER_DUE = (
    Domain("carrier_tracking_ref", "!=", False)
    & Domain("state", "!=", "cancel")
    & Domain("linkstar_shipment_ids", "!=", False)
    & (
        Domain("sale_id.linkstar_platform_number", "!=", False)
        | Domain("sale_id.linkstar_marketplace_id", "!=", False)
    )
)


class StockPicking(models.Model):
    _inherit = "stock.picking"
    linkstar_shipment_ids = fields.One2many(
        "linkstar.shipment",
        "picking_id",
        "Linkstar shipments",
        copy=False,
        groups="base.group_user",
    )
    linkstar_shipment_id = fields.Many2one(
        "linkstar.shipment",
        "Linkstar shipment",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_state = fields.Selection(
        STATES,
        "Linkstar status",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_tracking_state = fields.Selection(
        TRACKING_STATES,
        "Tracking status",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="Of several parcels, the status that needs most attention.",
    )
    linkstar_state_decoration = fields.Char(
        "Shipment status decoration",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_tracking_decoration = fields.Char(
        "Tracking status decoration",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_problem = fields.Text(
        "Linkstar problem",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_remedy = fields.Boolean(
        "Correction available",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_has_label = fields.Boolean(
        "Label available",
        compute="_compute_linkstar_shipment",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_photo_ids = fields.One2many(
        "linkstar.parcel.photo",
        "picking_id",
        "Packing photos",
        copy=False,
        groups="base.group_user",
    )
    linkstar_changes = fields.Text(
        "Changed since booking",
        compute="_compute_linkstar_changes",
        compute_sudo=True,
        help="The differences between the current data and the data that was sent to "
        "the carrier.",
        groups="base.group_user",
    )
    linkstar_label_address = fields.Text(
        "Address on the label",
        compute="_compute_linkstar_label_address",
        compute_sudo=True,
        help=(
            "The consignee's address as it is sent to the carrier: in Latin letters "
            "if the labels need them, long streets on several lines."
        ),
        groups="base.group_user",
    )
    linkstar_label_differs = fields.Boolean(
        "Label address differs",
        compute="_compute_linkstar_label_address",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_by_hand = fields.Boolean(
        "Options chosen by hand", readonly=True, copy=False, groups="base.group_user"
    )
    linkstar_hand_extra_ids = fields.Many2many(
        "linkstar.extra.service",
        "linkstar_picking_extra_rel",
        string="Manual extra services",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    linkstar_hand_insured = fields.Float(
        "Manual insured amount",
        digits=(12, 2),
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    linkstar_hand_undeliverable = fields.Selection(
        UNDELIVERABLE,
        "Manual undeliverable option",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    linkstar_service_id = fields.Many2one(
        "linkstar.service",
        "Linkstar line",
        compute="_compute_linkstar_options",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_currency_id = fields.Many2one(
        "res.currency",
        string="Linkstar currency",
        compute="_compute_linkstar_options",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_extra_ids = fields.Many2many(
        "linkstar.extra.service",
        string="Extra services",
        compute="_compute_linkstar_options",
        inverse="_inverse_linkstar_options",
        compute_sudo=True,
        domain="[('service_id', '=', linkstar_service_id)]",
        groups="base.group_user",
    )
    linkstar_insured = fields.Monetary(
        "Insured amount",
        currency_field="linkstar_currency_id",
        compute="_compute_linkstar_options",
        inverse="_inverse_linkstar_options",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_undeliverable = fields.Selection(
        UNDELIVERABLE,
        "If undeliverable",
        compute="_compute_linkstar_options",
        inverse="_inverse_linkstar_options",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_suggestion = fields.Char(
        "Suggested options",
        compute="_compute_linkstar_suggestion",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_option_prices = fields.Text(
        "Option prices",
        compute="_compute_linkstar_option_prices",
        compute_sudo=True,
        groups=COST_GROUPS,
    )
    linkstar_length = fields.Float(
        "Length (cm)",
        digits=(8, 1),
        copy=False,
        help="Measured at packing. If the goods are in packages, enter the dimensions "
        "on the packages.",
        groups="base.group_user",
    )
    linkstar_width = fields.Float(
        "Width (cm)", digits=(8, 1), copy=False, groups="base.group_user"
    )
    linkstar_height = fields.Float(
        "Height (cm)", digits=(8, 1), copy=False, groups="base.group_user"
    )
    linkstar_wave_line_ids = fields.One2many(
        "linkstar.wave.line",
        "picking_id",
        "Waves",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )

    linkstar_passed_number = fields.Char(
        "Number passed on",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The tracking number that the sales channel has.",
    )
    linkstar_number_due = fields.Boolean(
        "Number not passed on yet",
        compute="_compute_linkstar_number_due",
        search="_search_linkstar_number_due",
        groups="base.group_user",
        help="The order is from a sales channel, which does not have the present "
        "tracking number.",
    )

    linkstar_return_id = fields.Many2one(
        "linkstar.return",
        "Linkstar return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        groups="base.group_user",
        help="The return that this transfer belongs to.",
    )
    linkstar_return_ids = fields.One2many(
        "linkstar.return",
        "picking_id",
        "Returns of these goods",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    linkstar_return_count = fields.Integer(
        "Number of returns",
        compute="_compute_linkstar_return_count",
        groups="stock.group_stock_user,sales_team.group_sale_salesman",
    )

    @api.depends("linkstar_return_ids")
    def _compute_linkstar_return_count(self):
        for picking in self:
            picking.linkstar_return_count = len(picking.sudo().linkstar_return_ids)

    @api.depends(
        "linkstar_shipment_ids.state",
        "linkstar_shipment_ids.tracking_state",
        "linkstar_tracking_state",
        "linkstar_shipment_ids.problem",
        "linkstar_shipment_ids.label_attachment_id",
        "linkstar_shipment_ids.rebook",
        "linkstar_shipment_ids.cancel_requested",
        "linkstar_shipment_ids.intercept_state",
    )
    @api.depends_context("lang")
    def _compute_linkstar_shipment(self):
        for picking in self:
            open_ones = picking._linkstar_open_shipments()
            first = open_ones.sorted(lambda s: _URGENCY.index(s.state))[:1]
            shipment = (
                first or picking.linkstar_shipment_ids.sorted("id", reverse=True)[:1]
            )
            picking.linkstar_shipment_id = shipment
            picking.linkstar_state = shipment.state
            picking.linkstar_state_decoration = shipment.state_decoration
            where = picking.linkstar_tracking_state
            picking.linkstar_tracking_decoration = (
                TRACKING_DECORATIONS.get(where, "info") if where else "muted"
            )
            problems = dict.fromkeys(
                s.problem or s._why_rebooked() for s in open_ones or shipment
            )
            problems.pop(False, None)
            picking.linkstar_problem = "\n".join(problems) or False
            picking.linkstar_remedy = bool(first.remedy)
            labelled = bool(open_ones) and all(s._has_label() for s in open_ones)
            picking.linkstar_has_label = (
                labelled and not picking._linkstar_box_without_order()
            )

    # --- sales channels

    @api.depends("carrier_tracking_ref", "linkstar_passed_number", "state")
    def _compute_linkstar_number_due(self):
        due = self.filtered_domain(_NUMBER_DUE).filtered(
            lambda p: p.carrier_tracking_ref != p.linkstar_passed_number
        )
        for picking in self:
            picking.linkstar_number_due = picking in due

    @api.model
    def get_empty_list_help(self, help_message):
        """Core answers each empty list of transfers with its own text."""
        if self.env.context.get("linkstar_numbers"):
            return help_message
        return super().get_empty_list_help(help_message)

    def _search_linkstar_number_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        different = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IS DISTINCT FROM %s",
                model._field_to_sql(alias, "carrier_tracking_ref", query),
                model._field_to_sql(alias, "linkstar_passed_number", query),
            )
        )
        due = _NUMBER_DUE & different
        return due if True in value else ~due

    def action_linkstar_number_passed_on(self):
        """The sales channel has the tracking numbers of these transfers: a connector
        calls this after it has sent them, or a user after entering them. A new number
        of the local carrier puts the transfer on the list again.
        """
        self.check_access("write")
        for picking in self:
            picking.linkstar_passed_number = picking.carrier_tracking_ref

    # --- before validation

    def _pre_action_done_hook(self):
        result = super()._pre_action_done_hook()
        if result is True:
            leaving = self._linkstar_ships()
            leaving._linkstar_wait_for_others()
            problems = leaving._linkstar_problems()
            if problems:
                raise UserError(
                    self.env._(
                        "Not validated, because the carrier would refuse the parcel:\n"
                        "%s",
                        "\n".join(f"• {p}" for p in problems),
                    )
                )
            # The shipments that are queued in the same transaction need no second
            # check.
            if (known := kept(self.env)) is not None:
                known[CHECKED] = frozenset(leaving.ids)
            self._linkstar_refuse_without_label()
        return result

    def _linkstar_refuse_without_label(self):
        """:raise UserError: where the operation type needs the label before validation,
        and the label is missing or outdated
        """
        first = self.filtered("picking_type_id.linkstar_label_first")._linkstar_ships()
        wrong = [
            problem
            for picking in first
            for problem in picking._linkstar_label_problems()
        ]
        if wrong:
            raise UserError(
                self.env._(
                    "Not validated, because the label must be ready first:\n%s",
                    "\n".join(f"• {text}" for text in wrong),
                )
            )

    def _linkstar_customer(self):
        """The customer of the order for these goods, an empty record if there is none.
        Pickers may not read orders.
        """
        return self.sudo().sale_id.partner_id

    # --- buttons

    def action_linkstar_shipment(self):
        """The shipment of this transfer, or the list of its shipments if there are
        several.
        """
        self.ensure_one()
        self.check_access("read")
        if len(self.linkstar_shipment_ids) > 1:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "linkstar_delivery.action_linkstar_shipment"
            )
            return {**action, "domain": [("picking_id", "=", self.id)], "context": {}}
        return {
            "type": "ir.actions.act_window",
            "res_model": "linkstar.shipment",
            "res_id": self.linkstar_shipment_id.id,
            "views": [[False, "form"]],
        }

    def action_linkstar_return(self):
        """The returns of this transfer's goods, or the return that it belongs to; a new
        one when there is none.
        """
        self.ensure_one()
        self.check_access("read")
        self.env["linkstar.return"].check_access("read")
        returns = self.linkstar_return_ids | self.linkstar_return_id
        action = {"type": "ir.actions.act_window", "res_model": "linkstar.return"}
        if len(returns) > 1:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "linkstar_delivery.action_linkstar_return"
            )
            return {**action, "domain": [("id", "in", returns.ids)], "context": {}}
        return {
            **action,
            "name": self.env._("Return"),
            "res_id": returns.id,
            "views": [[False, "form"]],
            "context": {"default_picking_id": self.id, "default_reason": "buyer"},
        }

    def action_linkstar_open_remedy(self):
        """Open the record that has to be corrected because the carrier refused the
        parcel.
        """
        self.ensure_one()
        self.check_access("read")
        return self.linkstar_shipment_id.action_open_remedy()

    def action_linkstar_retry(self):
        self.check_access("read")
        self.env["linkstar.shipment"]._check_may_act()
        self._linkstar_open_shipments().action_retry()

    def write(self, vals):
        result = super().write(vals)
        # Core does not write its calculated weight in this way: a user or a scale
        # entered it.
        if vals.get("shipping_weight"):
            self.env["linkstar.weighing"]._keep(self)
        return result

    def _linkstar_keep_estimate(self):
        """Set the quoted amount on an order with 0.00 for shipping, as in orders of
        older versions.
        """
        for picking in self.filtered(
            lambda p: p.carrier_id._linkstar_bills_real_cost()
        ).sudo():
            order, lines = picking.sale_id, picking._get_matching_delivery_lines()
            lines = lines.filtered(
                lambda line: not line.linkstar_picking_id and not line.qty_invoiced
            )[:1]
            quoted = picking._linkstar_price_of(
                [
                    (charge.amount, charge.currency_id, charge.date)
                    for charge in order.linkstar_charge_ids
                    if charge.stage == "quoted"
                ]
            )
            if lines and quoted and not order.locked:
                lines.price_unit = quoted

    def _linkstar_price_of(self, amounts):
        """The buyer's price in the order's currency for ``amounts``, triples of an
        amount, its currency and its day; 0 where shipping is free.
        """
        order, carrier = self.sale_id, self.carrier_id
        goods = (
            order._compute_amount_total_without_delivery() if carrier.free_over else 0
        )
        if (
            carrier.free_over
            and carrier._compute_currency(order, goods, "pricelist_to_company")
            >= carrier.amount
        ):
            return 0
        money = order.currency_id
        cost = sum(
            currency._convert(amount, money, order.company_id, day, round=False)
            for amount, currency, day in amounts
        )
        return money.round(carrier._apply_margins(cost, order))

    # --- Shipments of a transfer: created here, sent by the worker

    def _linkstar_open_shipments(self):
        """The shipments of these transfers that are not cancelled, in the order of the
        transfers, then of their boxes.
        """
        found = self.env["linkstar.shipment"]
        for picking in self:
            found += picking.linkstar_shipment_ids.filtered(
                lambda s: s.state != "cancelled"
            )._in_box_order()
        return found

    def _linkstar_ships(self):
        """The transfers among these that need their own Linkstar label when they are
        validated.
        """
        return self.filtered(
            lambda p: (
                p.carrier_id.delivery_type == "linkstar"
                and p.carrier_id.integration_level == "rate_and_ship"
                and p.picking_type_code != "incoming"
                and p.picking_type_id.print_label
                and not p._linkstar_travels()
            )
        )

    def _linkstar_chain(self):
        """The other transfers that the parcels of these go through on this trip (pick,
        pack, ship). Receipts and manufacturing orders of a make-to-order chain are not
        included, nor are other trips: a return ends a trip.
        """
        return self._linkstar_trip(lambda moves: moves._linkstar_of_parcel())

    def _linkstar_goods_chain(self):
        """Includes the transfers that these goods came in with: cancelling one of them
        may leave a label without goods.
        """
        return self._linkstar_trip(lambda moves: moves)

    def _linkstar_trip(self, only):
        before = after = start = self.move_ids
        if (start.move_orig_ids or start.move_dest_ids) and (start := only(start)):
            moves = start
            while moves:
                moves = (
                    only(
                        moves.filtered(
                            lambda move: not move.origin_returned_move_id
                        ).move_orig_ids
                    )
                    - before
                )
                before |= moves
            moves = start
            while moves:
                moves = (
                    only(
                        moves.move_dest_ids.filtered(
                            lambda move: not move.origin_returned_move_id
                        )
                    )
                    - after
                )
                after |= moves
        return (before + after).picking_id - self

    def _linkstar_travels(self):
        """Whether these goods already have a label from another transfer of the same
        trip.
        """
        return any(
            shipment.state != "cancelled"
            for shipment in self._linkstar_chain().sudo().linkstar_shipment_ids
        )

    def _linkstar_wait_for_others(self):
        """Ensure that only one transaction at a time validates or books these
        transfers.

        A second transaction waits here and then conflicts with the commit of the first
        one. Odoo runs its request again, and it finds the transfer done. Without this,
        the second user would get an error about a duplicate record.
        """
        if self:
            # Only a written row causes a conflict. Validation writes it later anyway,
            # booking does not.
            query = """
                UPDATE stock_picking SET write_date = write_date
                 WHERE id IN (
                           SELECT id FROM stock_picking
                            WHERE id IN %s ORDER BY id FOR NO KEY UPDATE
                       )
            """
            self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)

    # --- validation: save what is to be sent, without a call

    def button_validate(self):
        """Validate; the data for the checks is read only once."""
        self.check_access("write")
        self._linkstar_check_may_ship()
        with one_validation(self.env):
            return super().button_validate()

    def _linkstar_check_may_ship(self):
        """:raise AccessError: when the user may not buy labels for these transfers;
        sales and finance may write transfers, too
        """
        if not self.env.su and self._linkstar_ships():
            self.env["linkstar.shipment"]._check_may_act()

    def send_to_shipper(self):
        if self.carrier_id.delivery_type != "linkstar":
            return super().send_to_shipper()
        self.check_access("write")
        self.env["linkstar.shipment"]._check_may_act()
        wrong = [
            problem for picking in self if (problem := picking._linkstar_not_ready())
        ]
        if wrong:
            raise UserError("\n".join(wrong))
        if kept(self.env) is None:
            self._linkstar_wait_for_others()
        self._linkstar_book_after_cancelling()
        self._linkstar_queue()
        # Core offers this button while there is no number. For a refused shipment it
        # means "try again".
        self._linkstar_open_shipments().filtered(
            lambda s: s.state == "refused"
        ).action_retry()
        return None

    def _linkstar_sender(self):
        """Goods that leave the carrier's depot are sent from its address."""
        return self._linkstar_depot().partner_id or super()._linkstar_sender()

    def _linkstar_origin_country(self):
        return (
            self._linkstar_depot().partner_id.country_id
            or super()._linkstar_origin_country()
        )

    def _linkstar_depot(self):
        """The return place that this transfer takes goods from, to the buyer again."""
        place = self.sudo().linkstar_return_id.place_id
        return (
            place
            if self.picking_type_id and self.picking_type_id == place.delivery_type_id
            else place.browse()
        )

    def _linkstar_queue(self):
        """Create the missing shipments of these transfers; the worker books them after
        the commit.
        """
        todo = self.filtered(
            lambda p: p._linkstar_lacks_orders() and not p._linkstar_travels()
        )
        checked = (kept(self.env) or {}).get(CHECKED, ())
        unchecked = todo.filtered(lambda p: p.id not in checked)
        problems = unchecked and unchecked._linkstar_problems()
        if problems:
            raise UserError("\n".join(problems))
        shipments_sudo = self.env["linkstar.shipment"].sudo()
        if todo:
            # The log of a shipment begins with the carrier's answer.
            quiet = shipments_sudo.with_context(
                tracking_disable=True, mail_create_nosubscribe=True
            )
            shipments_sudo = shipments_sudo.browse(
                quiet.create(todo._linkstar_missing_values()).ids
            )
        shipments_sudo._keep_quotation()
        todo._linkstar_keep_estimate()
        shipments_sudo._work_soon()
        return shipments_sudo

    def _linkstar_lacks_orders(self):
        """Whether this transfer, or one of its boxes, has no shipment. If it has a
        shipment for a box that no longer exists, nothing is missing: the goods of that
        shipment would be sent twice.
        """
        self.ensure_one()
        open_boxes = set(self.sudo()._linkstar_open_shipments().mapped("box"))
        if not open_boxes or WHOLE in open_boxes:
            return not open_boxes
        return open_boxes < set(self._linkstar_orders(self._linkstar_service()))

    def _linkstar_box_without_order(self):
        """Whether the shipment of one of this transfer's boxes was cancelled without a
        new one, while other boxes have a shipment.
        """
        open_boxes = set(self._linkstar_open_shipments().mapped("box"))
        gone = set(self.linkstar_shipment_ids.mapped("box")) - open_boxes
        return bool(open_boxes and gone) and self._linkstar_lacks_orders()

    def _linkstar_missing_values(self):
        """The values of the missing shipments of these transfers."""
        there = {
            (s.picking_id.id, s.box) for s in self.sudo()._linkstar_open_shipments()
        }
        return [
            order
            for order in self._linkstar_shipment_values()
            if (order["picking_id"], order["box"]) not in there
        ]

    def _linkstar_service(self):
        """The line of this transfer: the delivery method's, or the line that was chosen
        as best on the order.
        """
        carrier_sudo, order_sudo = self.carrier_id.sudo(), self.sale_id.sudo()
        if carrier_sudo.linkstar_choice == "fixed":
            return carrier_sudo.linkstar_service_id
        # The best line is not chosen here: that may need a call, and this transaction
        # may run again.
        return (
            order_sudo.linkstar_service_id
            if order_sudo.carrier_id == carrier_sudo
            else carrier_sudo.linkstar_service_id
        )

    def _linkstar_shipment_values(self):
        """The values of the shipments of these transfers: one each, or one per box
        where the line needs it.
        """
        values = []
        for picking, declaration in zip(self, self._linkstar_declare(), strict=True):
            carrier_sudo, service = (
                picking.carrier_id.sudo(),
                picking._linkstar_service(),
            )
            attempts = picking.sudo().linkstar_shipment_ids.grouped("box")
            orders, options = (
                picking._linkstar_orders(service),
                picking._linkstar_option_values(),
            )
            snapshots = picking._linkstar_snapshot_of(service, orders, declaration)
            for box, parcels in orders.items():
                values.append(
                    {
                        "picking_id": picking.id,
                        "company_id": picking.company_id.id,
                        "carrier_id": carrier_sudo.id,
                        "account_id": carrier_sudo.linkstar_account_id.id,
                        "service_id": service.id,
                        "box": box,
                        "attempt": (
                            max(attempts[box].mapped("attempt"), default=0) + 1
                            if box in attempts
                            else 1
                        ),
                        "declaration_id": declaration.id,
                        "sent_snapshot": snapshots[box],
                        **options,
                        **for_transfer(picking, service),
                        "parcel_ids": [
                            fields.Command.create(parcel) for parcel in parcels
                        ],
                        "work_at": fields.Datetime.now(),
                    }
                )
        return values

    def cancel_shipment(self):
        """Unlike core, keep the tracking number of a Linkstar shipment until the
        carrier confirms. The user is asked about labels that would stay valid.
        """
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(
                self._linkstar_chain_shipments(), labels_of=self
            )
            if question:
                return question
        ours = self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar")
        ours._linkstar_open_shipments().action_cancel()
        return super(
            StockPicking, (self - ours).with_context(linkstar_ask=False)
        ).cancel_shipment()

    # --- Cancelling with a valid label: the user is asked first (``linkstar_ask``)

    def action_cancel(self):
        """Without a user to ask, the labels are cancelled at the carrier, too, see
        ``stock.move._action_cancel``.
        """
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(
                self._linkstar_chain_shipments(), pickings=self
            )
            if question:
                return question
        return super(
            StockPicking, self.with_context(linkstar_ask=False)
        ).action_cancel()

    def _linkstar_chain_shipments(self):
        """The open shipments of these transfers, then those of the other transfers of
        the same goods.
        """
        return (
            self._linkstar_open_shipments()
            + self._linkstar_goods_chain()._linkstar_open_shipments()
        )

    def _linkstar_cancelled_too(self):
        """The other transfers that core cancels with these: all transfers that they
        wait for are cancelled, and their moves propagate it.
        """
        gone = self.move_ids.filtered(lambda move: move.state != "done")
        new = gone
        while new:
            new = new.filtered("propagate_cancel").move_dest_ids - gone
            new = new.filtered(
                lambda move, gone=gone: (
                    move.state not in ("done", "cancel")
                    and all(
                        other.state == "cancel" for other in move.move_orig_ids - gone
                    )
                )
            )
            gone += new
        return (gone.picking_id - self).filtered(
            lambda p: (
                not (p.move_ids - gone).filtered(lambda move: move.state != "cancel")
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        shipped = self.filtered(lambda picking: picking.sudo().linkstar_shipment_ids)
        if shipped:
            raise UserError(
                self.env._(
                    "%s cannot be deleted, because the carrier may have a parcel of "
                    "it. Cancel it instead.",
                    shipped.mapped("name"),
                )
            )

    # --- Changes after booking: the order is cancelled, then booked again

    @api.depends(
        "linkstar_shipment_ids.state",
        "linkstar_shipment_ids.sent_snapshot",
        "partner_id",
        "carrier_id",
        "move_line_ids.quantity",
    )
    def _compute_linkstar_changes(self):
        found = self.filtered("id")._linkstar_all_changes()
        for picking in self:
            changes = list(found.get(picking, {}).values())
            if picking._linkstar_box_without_order():
                changes.append(
                    self.env._(
                        "A box of %s has no shipment at the carrier and no label.",
                        picking.name,
                    )
                )
            picking.linkstar_changes = "\n".join(dict.fromkeys(changes)) or False

    def _linkstar_snapshot_now(self, declared, registration):
        """{box: the data that would be sent to the carrier for this transfer now}, with
        the goods in ``declared`` and the number of a tax ``registration``.
        """
        self.ensure_one()
        service = self._linkstar_service()
        value = sum(
            (
                in_quanta(line["quantity"] * line["unit_price"], declared.currency)
                for line in declared.lines
            ),
            Decimal(0),
        )
        codes = self.env["res.country"]._linkstar_all_codes()
        items = [
            _item(
                **{
                    **line,
                    "origin": codes.get(line["origin_id"], ""),
                    "product": line["product_id"],
                }
            )
            for line in declared.lines
        ]
        return self._linkstar_snapshot(
            service, self._linkstar_orders(service), value, items, registration
        )

    def _linkstar_snapshot_of(self, service, orders, declaration):
        """As :meth:`_linkstar_snapshot`, for a ``declaration`` just written."""
        items = [
            _item(
                product=line.product_id.id,
                origin=line.origin_id._linkstar_code(),
                **{
                    name: line[name]
                    for name in (*_SAID, "battery", "unit_weight", "unit_price")
                },
            )
            for line in declaration.sudo().line_ids
        ]
        return self._linkstar_snapshot(
            service,
            orders,
            declaration.total_value,
            items,
            declaration.sudo().registration_id,
        )

    def _linkstar_snapshot(self, service, orders, value, items, registration):
        """{box: the data that is sent to the carrier for that shipment}, limited to the
        data that must be sent again after a change: JSON values, with addresses and tax
        numbers as digests. ``orders``: see :meth:`_linkstar_orders`; ``value`` of the
        goods in the declaration's currency; ``items``: see :func:`_item`.
        """
        order = self.sale_id.sudo()
        number = registration.sudo().number
        common = {
            "items": sorted(items),
            "tax": (
                hmac(self.env(su=True), "linkstar-tax-number", number)[:16]
                if number
                else ""
            ),
            "platform": [
                order.linkstar_platform or order.linkstar_marketplace_id.name or "",
                order.linkstar_platform_number or order.name or "",
            ],
            **self._linkstar_address_snapshot(),
            "line": service.code,
            "account": service.account_id.id,
            "value": f"{value:.2f} {self._linkstar_currency().name}",
            "options": self._linkstar_option_snapshot(),
        }
        sent = self._linkstar_leaving_lines()
        return {
            box: {
                **common,
                "weight": f"{sum(parcel['weight'] for parcel in parcels):.3f}",
                "sides": [
                    [parcel.get(side, 0) for side in PARCEL_SIDES] for parcel in parcels
                ],
                "contents": (
                    _digest(
                        [
                            [c[2]["product_id"], c[2]["start"], c[2]["quantity"]]
                            for p in parcels
                            for c in p["item_ids"]
                        ]
                    )
                    if len(orders) > 1
                    else _digest(
                        sorted(
                            (p.id, sum(lines.mapped("quantity_product_uom")))
                            for p, lines in sent.grouped("product_id").items()
                        )
                    )
                ),
            }
            for box, parcels in orders.items()
        }

    def _linkstar_address_snapshot(self):
        """The digests of both current addresses."""
        consignee = _address_digest(
            self._linkstar_consignee(), self._linkstar_customer()
        )
        return {
            "address": consignee,
            "sender": _address_digest(self._linkstar_sender()),
        }

    def _linkstar_changes(self):
        """{open shipment: what changed after it was sent to the carrier, a sentence},
        for shipments that can still be sent again.
        """
        self.ensure_one()
        return self._linkstar_all_changes().get(self, {})

    def _linkstar_all_changes(self):
        """{transfer: its :meth:`_linkstar_changes`}, for those of these transfers that
        have changes.
        """
        found, sent = {}, {}
        for picking in self:
            if picking.carrier_id.delivery_type != "linkstar":
                found[picking] = picking._linkstar_method_changes()
            # A parcel that the carrier already has is not in a box that could get
            # another label.
            elif shipments := picking._linkstar_open_shipments().filtered(
                lambda s: (
                    s.sent_snapshot
                    and not s._being_stopped()
                    and not s._is_handed_over()
                )
            ):
                sent[picking] = shipments
        pickings_sudo = self.browse(picking.id for picking in sent).sudo()
        declared = pickings_sudo._linkstar_to_declare() if pickings_sudo else []
        builder = Builder(self.env(su=True), declared)
        registrations = self.env["linkstar.tax.registration"].sudo()
        for picking, goods in zip(pickings_sudo, declared, strict=True):
            registration = registrations.browse(
                builder.decision(goods)["registration_id"] or []
            )
            now = picking._linkstar_snapshot_now(goods, registration)
            changes = {}
            for shipment in sent[picking]:
                if what := snapshot.changes(shipment, now.get(shipment.box)):
                    changes[shipment] = self.env._(
                        "%(transfer)s changed after it was sent to the carrier:"
                        " %(what)s.",
                        transfer=picking.name,
                        what=what,
                    )
            found[picking] = changes
        return {picking: changes for picking, changes in found.items() if changes}

    def _linkstar_method_changes(self):
        """As :meth:`_linkstar_changes`, for a booked transfer whose delivery method was
        changed.
        """
        if self.state in ("done", "cancel"):
            return {}
        return {
            shipment: self.env._(
                "%(transfer)s was booked on the line %(line)s, but its delivery "
                "method is no longer Linkstar. The label is cancelled when the "
                "transfer is validated.",
                transfer=self.name,
                line=shipment.service_id.code,
            )
            for shipment in self._linkstar_open_shipments()
            if not shipment._being_stopped()
        }

    def _linkstar_give_up_labels(self):
        """Cancel the labels of transfers that leave by another carrier, and clear their
        numbers: core only asks the other carrier for a label where there is no number.
        """
        for picking in self:
            shipments_sudo = picking.sudo()._linkstar_open_shipments()
            shipments_sudo.action_cancel()
            if shipments_sudo:
                shipments_sudo[0]._show_number()

    def _linkstar_follow_changes(self):
        """Send changes to the carrier: orders that it has are cancelled and booked
        again, others are written again.
        """
        for changes in self.sudo()._linkstar_all_changes().values():
            for shipment, why in changes.items():
                shipment._rebook(why)

    def _linkstar_book_after_cancelling(self):
        """These transfers leave after all: a shipment that is being cancelled is
        replaced by another one.
        """
        for shipment in (
            self.sudo()
            ._linkstar_open_shipments()
            .filtered(lambda s: s.cancel_requested and not s.rebook)
        ):
            shipment.rebook = self.env._(
                "%s is going to leave, and its label was being cancelled.",
                shipment.picking_id.name,
            )

    def _linkstar_queue_again(self, why):
        """Book the boxes whose shipment was cancelled because it was outdated, unless
        another box still waits for its cancellation.
        """
        self.ensure_one()
        if self._linkstar_open_shipments().filtered("rebook"):
            return
        try:
            with self.env.cr.savepoint():
                shipments = self._linkstar_queue()
                shipments.declaration_id.write({"change_reason": why})
        except UserError as error:
            problem = self.env._(
                "The order is cancelled at the carrier, but it was not booked again: "
                "%s",
                error,
            )
            self._message_log(body=problem)
            self.activity_schedule(
                "linkstar_delivery.mail_activity_refused",
                summary=self.env._("Book the parcel again"),
                note=as_html(problem),
                user_id=(self.user_id or self.env.user).id,
            )

    # --- before and during validation

    def action_linkstar_book(self):
        """Book these transfers before they are validated, for shops that need the label
        at the packing table. Changed shipments are cancelled at the carrier and booked
        again.
        """
        self.check_access("write")
        self.env["linkstar.shipment"]._check_may_act()
        self._linkstar_wait_for_others()
        wrong = self._linkstar_not_bookable()
        if wrong:
            raise UserError("\n".join(wrong))
        self._linkstar_follow_changes()
        self._linkstar_book_after_cancelling()
        self._linkstar_queue()
        self._linkstar_open_shipments().filtered(
            lambda s: s.state == "refused"
        ).action_retry()

    def _linkstar_not_bookable(self):
        """Why these transfers cannot be booked, one sentence each."""
        wrong = []
        for picking in self:
            name = picking.name
            if (
                picking.carrier_id.delivery_type != "linkstar"
                or picking.picking_type_code == "incoming"
            ):
                wrong.append(
                    self.env._(
                        "%s does not leave by Linkstar. Choose a Linkstar delivery "
                        "method.",
                        name,
                    )
                )
            elif problem := picking._linkstar_not_ready():
                wrong.append(problem)
            elif picking._linkstar_travels():
                wrong.append(
                    self.env._(
                        "The goods of %s already have a label from another transfer "
                        "of the same trip.",
                        name,
                    )
                )
        return wrong

    def _linkstar_not_ready(self):
        """Why this transfer has nothing to send, "" when it has."""
        if self.state in ("assigned", "done"):
            return ""
        if self.state == "cancel":
            return self.env._("%s is cancelled. It cannot be sent.", self.name)
        return self.env._(
            "%s is not ready. Reserve its goods first (Check Availability), then book "
            "it.",
            self.name,
        )

    def _linkstar_label_problems(self):
        changes = self.sudo()._linkstar_changes()
        if changes:
            return [self.env._("%s Press Get label.", why) for why in changes.values()]
        if not self._linkstar_open_shipments():
            return [self.env._("%s has no label. Press Get label.", self.name)]
        if self.sudo()._linkstar_box_without_order():
            return [self.env._("A box of %s has no label. Press Get label.", self.name)]
        if not self.linkstar_has_label:
            why = self.linkstar_problem or ""
            return [
                self.env._(
                    "The label of %(transfer)s is not ready yet. It is fetched "
                    "automatically. %(why)s",
                    transfer=self.name,
                    why=why,
                )
            ]
        return []

    def _linkstar_check_received(self):
        """:raise UserError: when a transfer brings goods back that were not scanned: a
        validation by hand would count neither pieces, nor lots, nor parcels
        """
        if self.env.context.get("linkstar_receiving") is returning.RECEIVING:
            return
        for picking in self.sudo():
            if picking.linkstar_return_id and picking.picking_type_code == "incoming":
                raise UserError(
                    self.env._(
                        "The goods of %(transfer)s are received by scanning. Open the "
                        "return %(record)s and press Receive by scanning.",
                        transfer=picking.name,
                        record=picking.linkstar_return_id.name,
                    )
                )

    def _action_done(self):
        self._linkstar_check_may_ship()
        self._linkstar_check_received()
        self.filtered(
            lambda p: (
                p.carrier_id.delivery_type != "linkstar"
                and p.sudo().linkstar_shipment_ids
            )
        )._linkstar_give_up_labels()
        booked = self.filtered(
            lambda p: (
                p.carrier_id.delivery_type == "linkstar"
                and p.sudo()._linkstar_open_shipments()
            )
        )
        result = super()._action_done()
        booked._linkstar_follow_changes()
        booked._linkstar_book_after_cancelling()
        # Core asks for labels only where there is no number yet: it does not notice a
        # box without a label beside others.
        booked.filtered(
            lambda p: not p.sudo()._linkstar_open_shipments().filtered("rebook")
        )._linkstar_queue()
        return result

    # --- What buyers are told

    def message_post_with_source(self, source_ref, **kwargs):
        """Core's shipping confirmation is sent before there is a tracking number. Where
        buyers are told that a parcel is shipped, they do not get both.
        """
        self.check_access("read")
        informed = self.browse()
        if getattr(source_ref, "_name", "") == "mail.template":
            informed = self.sudo().filtered(
                lambda p: (
                    p.company_id.stock_mail_confirmation_template_id == source_ref
                    and p.carrier_id.delivery_type == "linkstar"
                    and p.carrier_id.linkstar_service_id.tracked
                    and notices.is_told(p, "shipped")
                )
            )
        others = self - self.browse(informed.ids)
        if self and not others:
            return self.env["mail.message"]
        return super(StockPicking, others).message_post_with_source(
            source_ref, **kwargs
        )

    def _linkstar_buyer_parcels(self):
        """What the portal shows of the parcels of this transfer: a list of dicts, see
        ``services.buyer.overview``, with the ``link`` of each.
        """
        shipments = self.sudo().linkstar_shipment_ids.filtered(
            lambda s: s.state != "cancelled"
        )
        return [
            {**buyer.overview(shipment), "link": buyer.link(shipment)}
            for shipment in shipments.sorted("id")
        ]

    # --- Reasons for a refusal, and the address on the label

    @api.depends("partner_id", "carrier_id", "picking_type_id")
    @api.depends_context("uid")
    def _compute_linkstar_label_address(self):
        for picking in self:
            service = (
                picking._linkstar_service()
                if picking.carrier_id.delivery_type == "linkstar"
                else None
            )
            partner = picking._linkstar_consignee()
            if not service or not partner or picking.picking_type_code == "incoming":
                picking.linkstar_label_address = picking.linkstar_label_differs = False
                continue
            written = partner._linkstar_address(picking._linkstar_customer())
            shown = rules.label(written, service._label_limits())
            place = " ".join(filter(None, (shown.postcode, shown.city)))
            parts = (
                shown.name,
                shown.company,
                *shown.streets,
                place,
                shown.state,
                partner.country_id.name,
                shown.phone,
            )
            picking.linkstar_label_address = "\n".join(filter(None, parts))
            picking.linkstar_label_differs = any(
                getattr(written, part) != getattr(shown, part) for part in _PRINTED
            )

    # --- all errors at once

    def _linkstar_currencies(self):
        account_sudo = self.sudo().carrier_id.linkstar_account_id
        return super()._linkstar_currencies() + account_sudo.currency_id

    def _linkstar_check(self):
        """The errors of the customs check, and the reasons why the carrier would refuse
        the transfers that leave by Linkstar.
        """
        found = super()._linkstar_check()
        ours = self.filtered(
            lambda p: (
                p.carrier_id.delivery_type == "linkstar"
                and p.picking_type_code != "incoming"
            )
        )
        services = {picking: picking._linkstar_service() for picking in ours}
        limits = ours._linkstar_limits(services)
        decisions = ours._linkstar_decisions()
        checks = Checks(self.env)
        for picking in ours:
            service = services[picking]
            products = (
                picking._linkstar_leaving_lines()
                or picking.move_ids.filtered(lambda move: move.state != "cancel")
            ).product_id
            found[picking] += picking._linkstar_method_problems(service)
            parties = (picking._linkstar_consignee(), picking._linkstar_sender())
            found[picking] += checks.of(
                picking, *parties, service, products, picking._linkstar_customer()
            )
            if service:
                found[picking] += picking._linkstar_parcel_problems(
                    limits[service], found[picking]
                )
                found[picking] += picking._linkstar_option_problems(
                    decisions[picking], service
                )
        if is_wanted(self.env, "warn"):
            for picking in self.filtered(
                lambda p: p.carrier_id.delivery_type == "linkstar"
            ):
                found[picking] += picking._linkstar_weight_problems()
        for picking, shared in ours._linkstar_shared_boxes().items():
            found[picking] += [
                picking._linkstar_shared_problem(box, others)
                for box, others in shared.items()
            ]
        return found

    def _linkstar_problems(self):
        """All errors that block booking these transfers, one sentence each: what is
        wrong, where, what to do.
        """
        return list(
            dict.fromkeys(
                problem.text
                for problems in self._linkstar_blocking().values()
                for problem in problems
            )
        )

    def _linkstar_limits(self, services):
        """{line: ``rating.ParcelLimits``} of all ``services`` {transfer: line}
        today.
        """
        lines = (
            self.env["linkstar.service"]
            .sudo()
            .browse(
                dict.fromkeys(service.id for service in services.values() if service)
            )
        )
        return lines._parcel_limits(fields.Date.context_today(self))

    def _linkstar_method_problems(self, service_sudo):
        carrier_sudo = self.carrier_id.sudo()
        names = {"transfer": self.name, "method": self.carrier_id.name}
        if not carrier_sudo.linkstar_account_id or (
            carrier_sudo.linkstar_choice == "fixed" and not service_sudo
        ):
            text = self.env._(
                "%(transfer)s: the delivery method %(method)s has no Linkstar account "
                "or line. Ask an administrator to choose them on the delivery method.",
                **names,
            )
        elif not service_sudo:
            text = self.env._(
                "%(transfer)s: the best line was not chosen. Press “Add shipping” on "
                "the sales order, or choose a delivery method with one line.",
                transfer=self.name,
            )
        elif (
            service_sudo not in self.sudo()._linkstar_open_shipments().service_id
            and not (service_sudo.active and service_sudo.account_id.active)
        ):
            text = self.env._(
                "%(transfer)s: the line %(line)s of the delivery method %(method)s is "
                "archived. Choose another delivery method, or ask an administrator to "
                "choose another line on it.",
                line=service_sudo.code,
                **names,
            )
        elif carrier_sudo.linkstar_account_id.company_id != self.company_id:
            text = self.env._(
                "%(transfer)s: the account %(account)s of the delivery method belongs "
                "to %(company)s. Choose a delivery method of the transfer's own "
                "company.",
                transfer=self.name,
                account=carrier_sudo.linkstar_account_id.name,
                company=carrier_sudo.linkstar_account_id.company_id.name,
            )
        else:
            return []
        return [Finding("method_incomplete", "block").about(self.carrier_id, text)]

    def _linkstar_option_problems(self, decision, service):
        problems = []
        for finding in options.check_options(
            decision.chosen, decision.offered, decision.value
        ):
            if not is_wanted(self.env, finding.severity):
                continue
            what = option_text(self.env, finding, service.account_id.currency_id)
            text = self.env._("%(transfer)s: %(what)s", transfer=self.name, what=what)
            problems.append(Finding(finding.code, finding.severity).about(self, text))
        return problems

    def _linkstar_parcel_problems(self, limits, known):
        """Boxes without weight, and boxes that are too heavy or too large for the line;
        ``known`` are the errors of this transfer so far.
        """
        parcels = tuple(
            Parcel(decimal(values["weight"], 3), _sides(values))
            for values in self._linkstar_parcel_values()
        )
        weightless = any(problem.code == "weight_zero" for problem in known)
        if not parcels:
            return []
        country = self._linkstar_consignee().country_id._linkstar_code()
        request = Request(
            parcels=parcels, country=country, on_date=fields.Date.context_today(self)
        )
        problems = []
        for number, parcel in enumerate(parcels, 1):
            if parcel.weight <= 0 and not weightless:
                text = self.env._(
                    "%(transfer)s: the box %(number)s has no weight. Weigh the box.",
                    transfer=self.name,
                    number=number,
                )
                problems.append(Finding("weight_zero", "block").about(self, text))
        for reason in limit_reasons(limits, request):
            text = self.env._(
                "%(transfer)s: %(why)s Pack the goods differently, or choose another "
                "line.",
                transfer=self.name,
                why=reason_text(self.env, reason),
            )
            problems.append(Finding(f"parcel_{reason.code}", "block").about(self, text))
        return problems

    # --- Labels of a transfer: a normal report

    def action_linkstar_print_label(self):
        """The labels of these transfers as one PDF, in the order of the list."""
        self.check_access("read")
        self.env["linkstar.shipment"]._check_may_act()
        if not self:
            raise UserError(
                self.env._(
                    "None of these transfers has a Linkstar label yet. Select other "
                    "transfers, or get their labels first."
                )
            )
        without = self.filtered(lambda p: not p.linkstar_shipment_id)
        if without:
            raise UserError(
                self.env._(
                    "These transfers have no Linkstar shipment: %s. Validate the "
                    "transfers first.",
                    without.mapped("name"),
                )
            )
        shipments = self._linkstar_open_shipments() or self.linkstar_shipment_id
        shipments._check_may_act()
        return printing.print_action(shipments, self, self.env._("Print other labels"))

    def _linkstar_label_report(self):
        return self.env.ref(
            f"linkstar_delivery.action_report_label{FORMS_IN_NAME[self.env.context.get('linkstar_forms')]}"
        )

    def _get_autoprint_report_actions(self):
        """Labels that are ready are printed with core's other documents. Core only
        accepts reports here, so other labels are printed when they are received. A wave
        prints all its labels together.
        """
        actions = super()._get_autoprint_report_actions()
        shipments = self.filtered(
            "picking_type_id.linkstar_auto_print"
        )._linkstar_open_shipments()
        together = self.env.context.get("linkstar_wave")
        ready = shipments.filtered(lambda s: not together and s._has_label())
        (shipments - ready).sudo().print_for_id = self.env.user
        if ready:
            action = ready._linkstar_label_report().report_action(ready, config=False)
            actions.append(clean_action(action, self.env))
        return actions

    # --- Options of a transfer: from the line and the rules, or chosen by hand

    @api.depends(
        "carrier_id",
        "partner_id.country_id",
        "linkstar_by_hand",
        "linkstar_hand_extra_ids",
        "linkstar_hand_insured",
        "linkstar_hand_undeliverable",
        "move_ids.quantity",
        "sale_id.linkstar_extra_ids",
    )
    def _compute_linkstar_options(self):
        decisions = self._linkstar_decisions()
        for picking in self:
            decision, service = decisions.get(picking), picking._linkstar_line()
            chosen = decision.chosen if decision else options.Chosen((), "")
            picking.linkstar_service_id = service
            picking.linkstar_currency_id = service.account_id.currency_id
            picking.linkstar_extra_ids = [
                fields.Command.set([extra.id for extra in chosen.extras])
            ]
            picking.linkstar_insured = float(chosen.insured)
            picking.linkstar_undeliverable = chosen.undeliverable or False

    def _inverse_linkstar_options(self):
        for picking in self:
            picking.write(
                {
                    "linkstar_by_hand": True,
                    "linkstar_hand_extra_ids": [
                        fields.Command.set(picking.linkstar_extra_ids.ids)
                    ],
                    "linkstar_hand_insured": picking.linkstar_insured,
                    "linkstar_hand_undeliverable": picking.linkstar_undeliverable,
                }
            )

    @api.depends(*_HAND)
    def _compute_linkstar_suggestion(self):
        decisions = self._linkstar_decisions()
        for picking in self:
            names = (
                [extra.name for extra in decisions[picking].proposed]
                if picking in decisions
                else []
            )
            picking.linkstar_suggestion = (
                self.env._("Suggested for these goods: %s.", names) if names else False
            )

    @api.depends(*_HAND)
    def _compute_linkstar_option_prices(self):
        decisions = self._linkstar_decisions()
        for picking in self:
            lines = (
                picking._linkstar_price_lines(decisions[picking])
                if picking in decisions
                else []
            )
            picking.linkstar_option_prices = "\n".join(lines) or False

    def _linkstar_price_lines(self, decision):
        service, currency = (
            self._linkstar_line(),
            self._linkstar_line().account_id.currency_id,
        )

        def money(amount):
            return (
                format_amount(self.env, amount, currency)
                if amount
                else self.env._("not known")
            )

        lines = [
            self.env._(
                "Undeliverable: back to the sender %(back)s, destroyed %(destroyed)s",
                back=money(service.return_cost),
                destroyed=money(service.destroy_cost),
            )
        ]
        for extra in (*decision.chosen.extras, *decision.proposed):
            record = service.extra_service_ids.browse(extra.id)
            insured = (
                float(decision.chosen.insured or decision.value())
                if extra.kind == options.INSURANCE
                else 0.0
            )
            amount = record._cost(insured) or self._linkstar_card_cost(
                service, extra.kind, insured
            )
            # Without an entered price, the carrier's description is shown.
            cost = " · ".join(
                filter(
                    None,
                    (money(amount) if amount or not record.terms else "", record.terms),
                )
            )
            if extra in decision.proposed:
                lines.append(
                    self.env._(
                        "%(name)s, suggested: %(cost)s", name=extra.name, cost=cost
                    )
                )
            else:
                lines.append(
                    self.env._("%(name)s: %(cost)s", name=extra.name, cost=cost)
                )
        return lines

    def _linkstar_card_cost(self, service, kind, insured):
        """The price of an option on the line's rate card, where nobody entered one, in
        the account's currency; 0: not known.
        """
        today = fields.Date.context_today(self)
        card = self.env["linkstar.rate.card"].sudo()._find(service, today)
        optional = card.surcharge_ids.filtered(
            lambda surcharge: surcharge.optional and surcharge.code == kind
        )
        parcels = tuple(
            Parcel(decimal(values["weight"], 3))
            for values in self._linkstar_parcel_values()
        )
        if not optional or not parcels:
            return 0.0
        consignee, currency = self._linkstar_consignee(), service.account_id.currency_id
        value = currency._convert(insured, card.currency_id, self.company_id, today)
        price = quote(
            card._compiled(),
            Request(
                parcels=parcels,
                country=consignee.country_id.code or "",
                postcode=consignee._linkstar_postcode(),
                on_date=today,
                declared_value=Decimal(str(value)),
                options=frozenset({kind}),
            ),
        )
        if isinstance(price, NotAvailable):
            return 0.0
        amount = sum(
            step.amount for step in price.steps if step.params.get("surcharge") == kind
        )
        return card.currency_id._convert(
            float(amount), currency, self.company_id, today
        )

    def action_linkstar_suggested(self):
        """Accept the suggested options, as chosen by hand."""
        self.check_access("write")
        for picking, decision in self._linkstar_decisions().items():
            chosen, more = decision.chosen, decision.proposed
            insures = any(extra.kind == options.INSURANCE for extra in more)
            picking.write(
                {
                    "linkstar_extra_ids": [
                        fields.Command.set(
                            [extra.id for extra in (*chosen.extras, *more)]
                        )
                    ],
                    "linkstar_insured": float(
                        chosen.insured or (decision.value() if insures else 0)
                    ),
                }
            )

    def action_linkstar_by_rule(self):
        """Reset the options that were chosen by hand."""
        self.check_access("write")
        self.write({"linkstar_by_hand": False})

    # --- the decision

    def _linkstar_line(self):
        """The line of a transfer that leaves by Linkstar, else an empty record."""
        self.ensure_one()
        none = self.env["linkstar.service"].sudo()
        return (
            self._linkstar_service()
            if self.carrier_id.delivery_type == "linkstar"
            and self.picking_type_code != "incoming"
            else none
        )

    def _linkstar_decisions(self):
        """{transfer: :class:`OptionDecision`} of those with a line."""
        decisions = {}
        for picking in self:
            service = picking._linkstar_line()
            if not service:
                continue
            value = cache(picking._linkstar_value)
            chosen, proposed, offered = service._decide_options(
                picking._linkstar_consignee().country_id._linkstar_code(),
                value,
                picking.sale_id._linkstar_wanted() if service._offered() else (),
            )
            if picking.linkstar_by_hand:
                chosen = picking._linkstar_hand()
                proposed = tuple(
                    extra for extra in proposed if extra not in chosen.extras
                )
            decisions[picking] = OptionDecision(chosen, proposed, offered, value)
        return decisions

    def _linkstar_hand(self):
        extras = tuple(extra._value() for extra in self.sudo().linkstar_hand_extra_ids)
        insured = decimal(self.linkstar_hand_insured, 2)
        return options.Chosen(
            extras,
            self.linkstar_hand_undeliverable or self._linkstar_line()._undeliverable(),
            insured,
        )

    def _linkstar_value(self):
        """The net value of this transfer's goods in the account's currency."""
        picking_sudo = self.sudo()
        moves = picking_sudo.move_ids.filtered(
            lambda move: move.product_id.type == "consu"
        )
        quantities = moves._linkstar_quantities()
        total = float(sum(moves._linkstar_net_values(quantities).values()))
        currency = picking_sudo._linkstar_line().account_id.currency_id
        worth = picking_sudo._linkstar_currency()._convert(
            total, currency, self.company_id, self._linkstar_rate_date()
        )
        return decimal(worth, 2)

    def _linkstar_option_values(self):
        """The options as values of a shipment."""
        self.ensure_one()
        decision = self._linkstar_decisions().get(self)
        if not decision:
            return {}
        return {
            "extra_service_ids": [
                fields.Command.set([extra.id for extra in decision.chosen.extras])
            ],
            "insured_value": float(decision.chosen.insured),
            "undeliverable": decision.chosen.undeliverable,
        }

    def _linkstar_option_snapshot(self):
        """The options, limited to the data that must be sent again after a change: JSON
        values.
        """
        decision = self._linkstar_decisions().get(self)
        if not decision:
            return []
        chosen = decision.chosen
        return [
            sorted(extra.code for extra in chosen.extras),
            f"{chosen.insured:.2f}",
            chosen.undeliverable,
        ]

    # --- The boxes of a transfer: content, weight and dimensions

    def _linkstar_weight_problems(self):
        """Boxes with another weight than their content should have: something is
        missing or too much, or the weight of a product is wrong.
        """
        account, problems = self.carrier_id.sudo().linkstar_account_id, []
        for package, parcel in zip(
            boxes := self._linkstar_boxes(),
            self._linkstar_parcel_values(boxes),
            strict=True,
        ):
            record, weight, computed = (
                package or self,
                parcel["weight"],
                parcel["computed_weight"],
            )
            names = {
                "transfer": self.name,
                "box": package.name or self.env._("the parcel"),
            }
            if (
                account
                and weight
                and account._weight_differs(
                    Decimal(str(computed)), Decimal(str(weight))
                )
            ):
                text = self.env._(
                    "%(transfer)s: %(box)s weighs %(measured)s kg, but the content "
                    "and the empty box should weigh %(computed)s kg. Check the "
                    "content, or the weights of the products.",
                    measured=f"{weight:.3f}",
                    computed=f"{computed:.3f}",
                    **names,
                )
                problems.append(Finding("weight_differs", "warn").about(record, text))
        return problems

    @api.model
    def linkstar_measure(self, barcode, weight, length=0, width=0, height=0):
        """Save the measurement of a scale for the box with the scanned name: for the
        package with that name, else for the transfer. ``weight`` in kg, sides in cm.

        For a scale's computer, as a warehouse user: ``POST
        /json/2/stock.picking/linkstar_measure`` with an API key.

        :return: {"record": name, "computed": kg by master data, "differs": whether more
        than the account tolerates}
        """
        self.env["linkstar.shipment"]._check_may_act()
        picking, package = self._linkstar_scanned(barcode)
        weight, *lengths = self._linkstar_measured(weight, length, width, height)
        record = package or picking
        sides = {
            side: value for side, value in zip(SIDES, lengths, strict=True) if value
        }
        unit = (
            self.env["product.template"]
            .sudo()
            ._get_weight_uom_id_from_ir_config_parameter()
        )
        in_unit = self.env.ref("uom.product_uom_kgm")._compute_quantity(
            weight, unit, round=False
        )
        measured = {
            "shipping_weight": in_unit,
            **{f"linkstar_{side}": value for side, value in sides.items()},
        }
        # A package may have no company: the weighing belongs to the company of the
        # goods.
        record.with_company(picking.company_id).write(measured)
        found = dict(
            zip(
                (boxes := picking._linkstar_boxes()),
                picking._linkstar_parcel_values(boxes),
                strict=True,
            )
        )
        computed = found[package]["computed_weight"] if package in found else 0.0
        return {
            "record": record.display_name,
            "computed": computed,
            "differs": (
                picking.carrier_id.sudo().linkstar_account_id._weight_differs(
                    Decimal(str(computed)), Decimal(str(weight))
                )
            ),
        }

    def _linkstar_measured(self, *numbers):
        """(weight in kg, length, width, height in cm) of what a scale has sent."""
        try:
            weight, *sides = (float(number or 0) for number in numbers)
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._(
                    "Weight and dimensions must be numbers in kg and cm. Measure again."
                )
            ) from error
        if not 0 < weight < 1000 or not all(0 <= side < 1000 for side in sides):
            raise UserError(
                self.env._(
                    "A box must weigh more than 0 and less than 1000 kg, and each "
                    "side must be 0 to 999 cm. Measure again."
                )
            )
        return (weight, *sides)

    def _linkstar_scanned(self, barcode):
        """(transfer, package) with the name ``barcode``; the package is empty when it
        is the name of a transfer.
        """
        barcode = (barcode or "").strip()
        package = (
            self.env["stock.package"]._linkstar_named(barcode)
            if barcode
            else self.env["stock.package"]
        )
        if package:
            lines = self.env["stock.move.line"].search(
                [("result_package_id", "child_of", package.id)], order="id desc"
            )
            lines += self.env["stock.move.line"].search(
                [("result_package_id.package_dest_id", "=", package.id)],
                order="id desc",
            )
            pickings = (
                lines.picking_id.filtered(lambda p: p.state not in ("done", "cancel"))
                or lines.picking_id
            )
            picking = pickings[:1]
        else:
            picking = (
                self.search([("name", "=", barcode)], limit=1) if barcode else self
            )
        if not picking:
            raise UserError(
                self.env._(
                    "No package or transfer has the name %s. Scan the label of the "
                    "box again.",
                    barcode,
                )
            )
        picking.check_access("write")
        return picking, package

    def _linkstar_orders(self, service):
        """{box: [values of its parcels]} of the shipments of this transfer on the line
        ``service``: several boxes are one shipment with several parcels, or one
        shipment each.
        """
        self.ensure_one()
        boxes = self._linkstar_boxes()
        parcels = self._linkstar_parcel_values(boxes)
        if not service.one_order_per_box or len(boxes) < 2:
            return {WHOLE: parcels}
        return {
            f"P{package.id}" if package else LOOSE: [values]
            for package, values in zip(boxes, parcels, strict=True)
        }

    def _linkstar_boxes(self):
        """{outermost package: its move lines}, the oldest package first; goods without
        a package come last, under an empty one.
        """
        by_box = self._linkstar_leaving_lines().grouped(
            lambda line: line.result_package_id._linkstar_outermost()
        )
        return dict(sorted(by_box.items(), key=lambda item: (not item[0], item[0].id)))

    def _linkstar_box_count(self):
        """The number of boxes for the carrier: the outermost ones."""
        return len(self._linkstar_boxes())

    def _linkstar_leaving_lines(self):
        """The move lines that leave with this transfer: as in core, the picked ones if
        any line is picked, else all.
        """
        lines = self.move_line_ids.filtered(
            lambda line: line.quantity and line.state != "cancel"
        )
        return lines.filtered("picked") or lines

    def _linkstar_parcel_values(self, boxes=None):
        """Values of a ``linkstar.parcel`` for each of ``boxes`` (see
        :meth:`_linkstar_boxes`); weights in kg, sides in cm.

        The weight is the measured one (core's shipping weight of the outermost package
        or of the transfer), else the total of the content and all boxes, including
        nested ones.
        """
        boxes = self._linkstar_boxes() if boxes is None else boxes
        in_kilograms = kilograms(self.env)
        contents = _contents(boxes.values()) if len(boxes) > 1 else [()] * len(boxes)
        values = []
        for number, ((package, lines), content) in enumerate(
            zip(boxes.items(), contents, strict=True), start=1
        ):
            computed = package._linkstar_weight(lines, measured=False)
            if package:
                weight = package._linkstar_weight(lines, measured=True)
            else:
                weight = (
                    self._linkstar_typed_weight(computed)
                    if len(boxes) == 1
                    else computed
                )
            values.append(
                {
                    "number": f"U{number:03}",
                    "package_id": package.id,
                    "weight": float(in_kilograms(weight)),
                    "computed_weight": float(in_kilograms(computed)),
                    **(package or self)._linkstar_sides(),
                    "item_ids": [fields.Command.create(item) for item in content],
                    "goods_ids": [
                        fields.Command.create(item) for item in goods_of(lines)
                    ],
                }
            )
        return values

    def _linkstar_typed_weight(self, computed):
        """The transfer's shipping weight if a user or a scale entered one; core fills
        this field with its own calculation, rounded.
        """
        places = self.env["decimal.precision"].precision_get("Stock Weight")
        # Core's calculation also includes goods that are not picked.
        loose = self.move_line_ids.filtered(lambda line: not line.result_package_id)
        of_all = sum(
            line.quantity_product_uom * line.product_id.weight for line in loose
        )
        by_itself = any(
            abs(self.shipping_weight - weight) <= 0.6 * 10**-places
            for weight in (computed, of_all)
        )
        return (
            self.shipping_weight if self.shipping_weight and not by_itself else computed
        )

    def _linkstar_sides(self):
        """{side of a parcel: cm} as far as measured."""
        return {
            of_parcel: self[f"linkstar_{side}"]
            for side, of_parcel in zip(SIDES, PARCEL_SIDES, strict=True)
            if self[f"linkstar_{side}"]
        }

    # --- A box with goods of two transfers would get two labels

    def _linkstar_shared_problem(self, box, others):
        names = {
            "transfer": self.name,
            "box": box.name,
            "others": others.mapped("name"),
        }
        labelled = others.filtered(
            lambda other: other._linkstar_ships() or other.linkstar_shipment_ids
        )
        if labelled:
            text = self.env._(
                "%(transfer)s: the box %(box)s also contains goods of %(others)s, so "
                "it would get two labels. Pack the goods of each transfer into "
                "separate boxes.",
                **names,
            )
        else:
            text = self.env._(
                "%(transfer)s: the box %(box)s also contains goods of %(others)s, "
                "which are not on the label and not declared. Pack them into a "
                "separate box.",
                **names,
            )
        return Finding("box_shared", "block" if labelled else "warn").about(box, text)

    def _linkstar_shared_boxes(self):
        """{transfer: {outermost box: the other transfers in it}}, for those of these
        transfers that share a box. Other transfers of one chain have the same goods and
        do not count.
        """
        boxes = {
            picking: [box for box in picking._linkstar_boxes() if box]
            for picking in self
        }
        all_boxes = (
            self.env["stock.package"]
            .sudo()
            .union(*(box for own in boxes.values() for box in own))
        )
        if not all_boxes:
            return {}
        found = {}
        lines = (
            self.env["stock.move.line"]
            .sudo()
            .search(
                [
                    ("result_package_id", "in", all_boxes._linkstar_inside().ids),
                    ("state", "not in", ("done", "cancel")),
                    ("quantity", "!=", 0),
                    ("picking_id.picking_type_code", "!=", "incoming"),
                ]
            )
        )
        for line in lines:
            found.setdefault(line.result_package_id._linkstar_outermost(), set()).add(
                line.picking_id
            )
        # Transfers that have left and whose box may be still at the door: after its
        # arrival, a box may be used again.
        parcels = (
            self.env["linkstar.parcel"]
            .sudo()
            .search(
                [
                    ("package_id", "in", all_boxes.ids),
                    ("shipment_id.state", "!=", "cancelled"),
                ]
            )
        )
        for parcel in parcels:
            if (
                parcel.shipment_id.picking_id not in self
                and parcel.shipment_id._is_live()
            ):
                found.setdefault(parcel.package_id, set()).add(
                    parcel.shipment_id.picking_id
                )
        shared = {}
        for picking, own in boxes.items():
            for box in own:
                others = self.browse().union(*found.get(box.sudo(), ())) - picking
                others = others and others - picking._linkstar_chain()
                if others:
                    shared.setdefault(picking, {})[box] = others.sorted("id")
        return shared

    def action_linkstar_wave(self, kind="validate"):
        """Put these transfers into a wave, in the order of the list, and open it;
        nothing starts before the user presses its button.

        :param kind: "validate", or "book" for the labels only
        """
        wave = self._linkstar_new_wave(kind)
        return {
            "type": "ir.actions.act_window",
            "res_model": wave._name,
            "res_id": wave.id,
            "views": [[False, "form"]],
        }

    def _linkstar_new_wave(self, kind="validate"):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(
                self.env._("Only warehouse users can run waves. Ask a warehouse user.")
            )
        pickings = self.filtered(
            lambda p: (
                p.state not in ("done", "cancel")
                or (kind == "book" and p.state == "done")
            )
        )
        if not pickings:
            raise UserError(
                self.env._(
                    "None of these transfers can be sent. Select transfers that are "
                    "ready."
                )
            )
        if len(pickings.company_id) > 1:
            raise UserError(
                self.env._(
                    "These transfers belong to several companies. Make a wave for "
                    "each company."
                )
            )
        return (
            self.env["linkstar.wave"]
            .sudo()
            .create(
                {
                    "name": (
                        self.env["ir.sequence"].sudo().next_by_code("linkstar.wave")
                    ),
                    "company_id": pickings.company_id.id,
                    "user_id": self.env.uid,
                    "kind": kind,
                    "line_ids": [
                        fields.Command.create(
                            {"picking_id": picking.id, "sequence": number}
                        )
                        for number, picking in enumerate(pickings, 1)
                    ],
                }
            )
            .sudo(False)
        )


def _address_digest(partner, customer=None):
    if not partner:
        return ""
    # Without empty or derived parts: a part that is sent only from the next version on
    # is no change of the address.
    parts = asdict(partner._linkstar_address(customer))
    del parts["state_latin"]
    return _digest([part for part in parts.items() if part[1]])


def _item(
    *,
    product,
    sku,
    description_en,
    description_cn,
    hs_code,
    material,
    origin,
    battery,
    unit_weight,
    unit_price,
    **_more,
):
    """The sent data of a declared line: product, description, origin, battery, weight
    and unit price.
    """
    said = [
        text or "" for text in (sku, description_en, description_cn, hs_code, material)
    ]
    return [
        product,
        *said,
        origin,
        battery != "none",
        f"{decimal(unit_weight, 3)}",
        f"{decimal(unit_price, 2)}",
    ]


def _digest(value):
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def _sides(values):
    return (
        tuple(decimal(values[side], 3) for side in PARCEL_SIDES)
        if all(values.get(side) for side in PARCEL_SIDES)
        else None
    )


def _contents(boxes):
    """The content of each of ``boxes`` (move lines), as values of
    ``linkstar.parcel.item``: pieces ``start`` to ``start + quantity`` of all pieces of
    a product in the transfer.
    """
    sent, contents = {}, []
    for lines in boxes:
        items = []
        for product, of_product in lines.grouped("product_id").items():
            before = sent.get(product, Decimal(0))
            after = sent[product] = before + sum(
                Decimal(repr(line.quantity_product_uom)) for line in of_product
            )
            start, end = (
                int(amount.to_integral_value(ROUND_CEILING))
                for amount in (before, after)
            )
            if end > start:
                items.append(
                    {"product_id": product.id, "start": start, "quantity": end - start}
                )
        contents.append(items)
    return contents
