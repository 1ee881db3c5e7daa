# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import json

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..services import promising
from ..services.quotation import Offer, offers
from .linkstar_policy import POLICIES


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"
    delivery_type = fields.Selection(
        selection_add=[("linkstar", "Linkstar")], ondelete={"linkstar": "set default"}
    )
    # Not check_company: a delivery method without a company would then have no account
    # to choose.
    linkstar_account_id = fields.Many2one(
        "linkstar.account", "Linkstar account", groups="base.group_user"
    )
    linkstar_environment = fields.Selection(
        related="linkstar_account_id.environment",
        string="Account environment",
        groups=(
            "stock.group_stock_manager,sales_team.group_sale_manager,base.group_system"
        ),
    )
    linkstar_service_id = fields.Many2one(
        "linkstar.service",
        "Line",
        domain="[('account_id', '=', linkstar_account_id)]",
        groups="base.group_user",
    )
    linkstar_rate_source = fields.Selection(
        [
            ("card", "Rate card"),
            ("live", "Carrier's quotation"),
            ("live_card", "Carrier's quotation, or rate card"),
            ("dearest", "Dearer of both"),
        ],
        "Price source",
        default="live_card",
        required=True,
        help=(
            "Rate card: answers at once, also when the carrier cannot be reached. "
            "Carrier's quotation: also includes prices that the card does not have."
        ),
        groups="base.group_user",
    )
    linkstar_choice = fields.Selection(
        [("fixed", "One line"), ("best", "Best line")],
        "Line choice",
        default="fixed",
        required=True,
        help=(
            "Best line: the policy chooses among all lines of the account that are "
            "available for the order."
        ),
        groups="base.group_user",
    )
    linkstar_policy = fields.Selection(
        POLICIES, "Policy", default="cheapest", required=True, groups="base.group_user"
    )
    linkstar_max_days = fields.Integer(
        "Maximum days",
        default=14,
        help="If no line is that fast, the cheapest line is used.",
        groups="base.group_user",
    )
    linkstar_policy_ids = fields.One2many(
        "linkstar.policy",
        "carrier_id",
        "Policy by country",
        copy=True,
        help="These countries use their own policy instead of the policy above.",
        groups="base.group_user",
    )

    @api.constrains(
        "delivery_type", "linkstar_account_id", "linkstar_service_id", "company_id"
    )
    def _check_linkstar_service(self):
        for carrier in self.filtered(
            lambda c: (
                c.delivery_type == "linkstar" and c.company_id and c.linkstar_account_id
            )
        ):
            if carrier.linkstar_account_id.company_id != carrier.company_id:
                raise ValidationError(
                    self.env._(
                        "The account %(account)s belongs to another company than the "
                        "delivery method. Choose an account of %(company)s.",
                        account=carrier.linkstar_account_id.display_name,
                        company=carrier.company_id.name,
                    )
                )
        for carrier in self.filtered(
            lambda c: c.delivery_type == "linkstar" and c.linkstar_service_id
        ):
            if carrier.linkstar_service_id.account_id != carrier.linkstar_account_id:
                raise ValidationError(
                    self.env._(
                        "The line %(line)s does not belong to the account "
                        "%(account)s. Choose a line of this account.",
                        line=carrier.linkstar_service_id.display_name,
                        account=carrier.linkstar_account_id.display_name,
                    )
                )

    # --- called by core, not by clients

    @api.private
    def linkstar_rate_shipment(self, order):
        """The price in the order's currency, before tax, from the source that is set in
        ``linkstar_rate_source``.
        """
        self.ensure_one()
        offer = self._linkstar_offer(order)
        if offer.problems:
            return self._linkstar_no_rate("\n".join(offer.problems))
        try:
            price = offer.facts.convert(offer.total, offer.currency, order.currency_id)
        except UserError as error:
            return self._linkstar_no_rate(str(error))
        return {
            "success": True,
            "price": float(price),
            "error_message": False,
            "warning_message": offer.remark or False,
            "linkstar_promise": self._linkstar_promise_text(order, offer.service),
        }

    def _linkstar_no_rate(self, why):
        # Core reads the price before it checks for success.
        return {
            "success": False,
            "price": 0.0,
            "error_message": why,
            "warning_message": False,
        }

    @api.model
    def _linkstar_conversion(self, offer, order):
        """A sentence about the conversion of the price into the order's currency; ""
        when no conversion was needed.
        """
        money, facts = order.currency_id, offer.facts
        if offer.currency == money:
            return ""
        converted = facts.convert(offer.total, offer.currency, money)
        return self.env._(
            "%(total)s %(currency)s are %(converted)s %(order_currency)s at the rate "
            "of %(date)s: 1 %(order_currency)s = %(rate)s %(currency)s",
            total=offer.total,
            currency=offer.currency.name,
            converted=f"{converted:.{money.decimal_places}f}",
            order_currency=money.name,
            date=facts.on_date,
            rate=f"{facts.rate(money, offer.currency):.6g}",
        )

    def _linkstar_offer(self, order, may_call=True):
        """The :class:`quotation.Offer` of this method for ``order``: of its line, or of
        the best line of its account.
        """
        self.ensure_one()
        carrier_sudo = self.sudo()
        account, services = (
            carrier_sudo.linkstar_account_id,
            carrier_sudo._linkstar_services(),
        )
        if not account or not services:
            why = self.env._(
                "The delivery method %s has no Linkstar account or line. Ask an "
                "administrator to choose them on the delivery method.",
                self.name,
            )
            return Offer(services, "", problems=(why,))
        if account.company_id != order.company_id:
            why = self.env._(
                "The account of the delivery method %s belongs to another company. "
                "Choose another delivery method.",
                self.name,
            )
            return Offer(services[:0], "", problems=(why,))
        facts = order.sudo()._linkstar_facts()
        problems = self._linkstar_order_problems(order.sudo(), facts)
        refused = {
            service: service._problems(facts.country, facts.goods_types)
            for service in services
        }
        # Not filtered(): the ORM would then no longer read these lines together with
        # those of the other methods.
        possible = [service for service in services if not refused[service]]
        found = (
            {}
            if problems
            else offers(
                account, possible, facts, carrier_sudo.linkstar_rate_source, may_call
            )
        )
        return carrier_sudo._linkstar_best(
            [
                found.get(service)
                or Offer(service, "", problems=(*problems, *refused[service]))
                for service in services
            ],
            facts.country,
        )

    def _linkstar_promise_text(self, order, service=None):
        """One sentence for the buyer in a checkout: when this method delivers
        ``order``; "" where it is not known. No call to the carrier, and no query once
        everything is cached.

        :param service: the line; needed for a method that chooses the best one and is
            not yet the order's
        """
        carrier_sudo = self.sudo()
        if not service and carrier_sudo.linkstar_choice == "best":
            chosen = order.sudo().carrier_id == carrier_sudo
            service = order.sudo().linkstar_service_id if chosen else None
        elif not service:
            service = carrier_sudo.linkstar_service_id
        return promising.for_buyer(
            self.env,
            promising.of_line(
                service, order.partner_shipping_id.country_id, order.company_id
            ),
        )

    def _linkstar_shop_refusal(self):
        """Why the shop cannot offer this method, as one short sentence for the buyer.
        The reasons in full are for salespersons.
        """
        return self.env._("Not available for this address or these goods")

    def _linkstar_services(self):
        if self.linkstar_choice == "best":
            return self.linkstar_account_id.service_ids.filtered("active")
        return self.linkstar_service_id

    def _linkstar_best(self, found, country_code):
        """The offer that the policy for the country prefers; when there is none, the
        reasons of all lines.
        """
        possible = [offer for offer in found if not offer.problems]
        if not possible:
            if len(found) == 1:
                return found[0]
            reasons = dict.fromkeys(why for offer in found for why in offer.problems)
            return Offer(found[0].service[:0], "", problems=tuple(reasons))
        if len(possible) == 1:
            return possible[0]
        policy, max_days = self.linkstar_policy, self.linkstar_max_days
        for by_country in self.linkstar_policy_ids:
            if country_code in by_country.country_ids.mapped("code"):
                policy, max_days = by_country.policy, by_country.max_days
        in_time = [
            offer for offer in possible if offer.days_max and offer.days_max <= max_days
        ]
        if policy == "fastest":
            return min(
                possible,
                key=lambda offer: (
                    offer.days_max or 999,
                    offer.total,
                    offer.service.code,
                ),
            )
        if policy == "cheapest_within" and in_time:
            possible = in_time
        return min(
            possible,
            key=lambda offer: (offer.total, offer.days_max or 999, offer.service.code),
        )

    def _linkstar_order_problems(self, order, facts):
        """All errors of ``order`` that must be corrected before any line can be
        quoted.
        """
        problems = []
        address = order.partner_shipping_id
        if not facts.country:
            problems.append(
                self.env._(
                    "The delivery address %s has no country. Enter the country on the "
                    "contact.",
                    address.display_name,
                )
            )
        elif address.country_id.zip_required and not facts.postcode:
            problems.append(
                self.env._(
                    "The delivery address %s has no postcode. Enter the postcode on "
                    "the contact.",
                    address.display_name,
                )
            )
        weightless = (
            order._linkstar_weightless()
            if not all(item.weight for item in facts.items)
            else ()
        )
        if weightless:
            problems.append(
                self.env._(
                    "These products have no weight: %s. Enter the weight on the "
                    "product, tab Inventory.",
                    weightless.mapped("display_name"),
                )
            )
        elif not facts.weight:
            problems.append(
                self.env._(
                    "The order %s has no weight. Add products or enter their weight.",
                    order.name,
                )
            )
        return tuple(problems)

    @api.private
    def linkstar_send_shipping(self, pickings):
        """Queue the transfers; the tracking number is received later. Returns one
        dictionary per transfer, as core expects.
        """
        pickings._linkstar_queue()
        return [{"exact_price": 0.0, "tracking_number": False} for _picking in pickings]

    @api.private
    def linkstar_get_tracking_link(self, picking):
        links = [
            [s.tracking_number or s.waybill, s.tracking_url]
            for s in picking._linkstar_open_shipments()
            if s.tracking_url
        ]
        # Core accepts a list of several numbers as JSON.
        return json.dumps(links) if len(links) > 1 else links[0][1] if links else False

    @api.private
    def linkstar_cancel_shipment(self, pickings):
        # Core calls this once for each picking, with all pickings, also those of other
        # carriers.
        pickings.filtered(
            lambda p: p.carrier_id == self
        )._linkstar_open_shipments().action_cancel()

    def _linkstar_get_default_custom_package_code(self):
        return False

    def _linkstar_bills_real_cost(self):
        return self.delivery_type == "linkstar" and self.invoice_policy == "real"
