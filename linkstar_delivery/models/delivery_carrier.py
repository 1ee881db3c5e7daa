import json

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..services.quotation import Offer, offers
from .linkstar_policy import POLICIES


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"
    delivery_type = fields.Selection(selection_add=[("linkstar", "Linkstar")], ondelete={"linkstar": "set default"})
    # Not check_company: a method may belong to no company, which would leave no account to choose.
    linkstar_account_id = fields.Many2one("linkstar.account", "Linkstar account", groups="base.group_user")
    linkstar_environment = fields.Selection(
        related="linkstar_account_id.environment", string="Environment of the account",
        groups="stock.group_stock_manager,sales_team.group_sale_manager,base.group_system",
    )
    linkstar_service_id = fields.Many2one(
        "linkstar.service", "Line", domain="[('account_id', '=', linkstar_account_id)]", groups="base.group_user"
    )
    linkstar_rate_source = fields.Selection(
        [
            ("card", "Rate card"),
            ("live", "Carrier's quotation"),
            ("live_card", "Carrier's quotation, else rate card"),
            ("dearest", "The dearer of both"),
        ],
        "Price from",
        default="live_card",
        required=True,
        help="The rate card answers at once and with the carrier down; the carrier's quotation knows what the card does not.",
        groups="base.group_user",
    )
    linkstar_choice = fields.Selection(
        [("fixed", "One line"), ("best", "Best line")], "Line is chosen", default="fixed", required=True,
        help="Best line: of all lines of the account that take the order, the one that the policy prefers.",
        groups="base.group_user",
    )
    linkstar_policy = fields.Selection(POLICIES, "Policy", default="cheapest", required=True, groups="base.group_user")
    linkstar_max_days = fields.Integer(
        "Days at the most", default=14, help="If no line is that fast, the cheapest of all is taken.", groups="base.group_user"
    )
    linkstar_policy_ids = fields.One2many(
        "linkstar.policy", "carrier_id", "Choice by country", copy=True, help="For these countries in place of the policy above.",
        groups="base.group_user",
    )

    @api.constrains("delivery_type", "linkstar_account_id", "linkstar_service_id", "company_id")
    def _check_linkstar_service(self):
        for carrier in self.filtered(lambda c: c.delivery_type == "linkstar" and c.company_id and c.linkstar_account_id):
            if carrier.linkstar_account_id.company_id != carrier.company_id:
                raise ValidationError(
                    self.env._(
                        "The account %(account)s belongs to another company than the delivery method: choose one of %(company)s.",
                        account=carrier.linkstar_account_id.display_name,
                        company=carrier.company_id.name,
                    )
                )
        for carrier in self.filtered(lambda c: c.delivery_type == "linkstar" and c.linkstar_service_id):
            if carrier.linkstar_service_id.account_id != carrier.linkstar_account_id:
                raise ValidationError(
                    self.env._(
                        "The line %(line)s is not of the account %(account)s: choose one of its own.",
                        line=carrier.linkstar_service_id.display_name,
                        account=carrier.linkstar_account_id.display_name,
                    )
                )

    # --- what core calls, and no client

    @api.private
    def linkstar_rate_shipment(self, order):
        """The price in the order's currency, before tax, from where ``linkstar_rate_source`` says."""
        self.ensure_one()
        offer = self._linkstar_offer(order)
        if offer.problems:
            return self._linkstar_no_rate("\n".join(offer.problems))
        try:
            price = offer.facts.convert(offer.total, offer.currency, order.currency_id)
        except UserError as error:
            return self._linkstar_no_rate(str(error))
        return {"success": True, "price": float(price), "error_message": False, "warning_message": offer.remark or False}

    def _linkstar_no_rate(self, why):
        # Core reads the price before it looks at the success.
        return {"success": False, "price": 0.0, "error_message": why, "warning_message": False}

    @api.model
    def _linkstar_conversion(self, offer, order):
        """How the price came into the order's currency, a sentence; "" where it was in it."""
        money, facts = order.currency_id, offer.facts
        if offer.currency == money:
            return ""
        return self.env._(
            "%(total)s %(currency)s are %(converted)s %(order_currency)s at the rate of %(date)s: 1 %(order_currency)s = %(rate)s "
            "%(currency)s",
            total=offer.total,
            currency=offer.currency.name,
            converted=f"{facts.convert(offer.total, offer.currency, money):.{money.decimal_places}f}",
            order_currency=money.name,
            date=facts.on_date,
            rate=f"{facts.rate(money, offer.currency):.6g}",
        )

    def _linkstar_offer(self, order, may_call=True):
        """The :class:`quotation.Offer` of this method for ``order``: of its line, or of the best one of its account."""
        self.ensure_one()
        carrier_sudo = self.sudo()
        account, services = carrier_sudo.linkstar_account_id, carrier_sudo._linkstar_services()
        if not account or not services:
            why = self.env._("The delivery method %s has no Linkstar account or line; an administrator chooses them there.", self.name)
            return Offer(services, "", problems=(why,))
        if account.company_id != order.company_id:
            why = self.env._("The account of the delivery method %s belongs to another company: choose another method.", self.name)
            return Offer(services[:0], "", problems=(why,))
        facts = order.sudo()._linkstar_facts()
        problems = self._linkstar_order_problems(order.sudo(), facts)
        refused = {service: service._problems(facts.country, facts.goods_types) for service in services}
        # Not filtered(), after which the lines would no longer be read along with those of the other methods.
        possible = [service for service in services if not refused[service]]
        found = {} if problems else offers(account, possible, facts, carrier_sudo.linkstar_rate_source, may_call)
        return carrier_sudo._linkstar_best(
            [found.get(service) or Offer(service, "", problems=(*problems, *refused[service])) for service in services], facts.country
        )

    def _linkstar_services(self):
        if self.linkstar_choice == "best":
            return self.linkstar_account_id.service_ids.filtered("active")
        return self.linkstar_service_id

    def _linkstar_best(self, found, country_code):
        """The offer that the policy for the country prefers; when there is none, the reasons of all."""
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
        in_time = [offer for offer in possible if offer.days_max and offer.days_max <= max_days]
        if policy == "fastest":
            return min(possible, key=lambda offer: (offer.days_max or 999, offer.total, offer.service.code))
        if policy == "cheapest_within" and in_time:
            possible = in_time
        return min(possible, key=lambda offer: (offer.total, offer.days_max or 999, offer.service.code))

    def _linkstar_order_problems(self, order, facts):
        """What has to be mended on ``order`` before any line can be asked for, all of it."""
        problems = []
        address = order.partner_shipping_id
        if not facts.country:
            problems.append(self.env._("The delivery address %s has no country: complete it.", address.display_name))
        elif address.country_id.zip_required and not facts.postcode:
            problems.append(self.env._("The delivery address %s has no postcode: complete it.", address.display_name))
        weightless = order._linkstar_weightless() if not all(item.weight for item in facts.items) else ()
        if weightless:
            problems.append(
                self.env._("These products have no weight: %s. Enter it on the product, tab Inventory.", weightless.mapped("display_name"))
            )
        elif not facts.weight:
            problems.append(self.env._("The order %s weighs nothing: add goods or enter their weight.", order.name))
        return tuple(problems)

    @api.private
    def linkstar_send_shipping(self, pickings):
        """Queue the transfers; the number comes later. One dictionary each, as core expects."""
        pickings._linkstar_queue()
        return [{"exact_price": 0.0, "tracking_number": False} for _picking in pickings]

    @api.private
    def linkstar_get_tracking_link(self, picking):
        links = [[s.tracking_number or s.waybill, s.tracking_url] for s in picking._linkstar_open_shipments() if s.tracking_url]
        # Core takes a list of several as JSON.
        return json.dumps(links) if len(links) > 1 else links[0][1] if links else False

    @api.private
    def linkstar_cancel_shipment(self, pickings):
        # Core calls this once for each picking with all of them, of other carriers too.
        pickings.filtered(lambda p: p.carrier_id == self)._linkstar_open_shipments().action_cancel()

    def _linkstar_get_default_custom_package_code(self):
        return False

    def _linkstar_bills_real_cost(self):
        return self.delivery_type == "linkstar" and self.invoice_policy == "real"
