from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..api import errors, messages


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    delivery_type = fields.Selection(selection_add=[("linkstar", "Linkstar")], ondelete={"linkstar": "set default"})
    linkstar_account_id = fields.Many2one("linkstar.account", "Linkstar account", check_company=True)
    linkstar_service_id = fields.Many2one(
        "linkstar.service", "Line", check_company=True, domain="[('account_id', '=', linkstar_account_id)]"
    )

    @api.constrains("delivery_type", "linkstar_account_id", "linkstar_service_id")
    def _check_linkstar_service(self):
        for carrier in self.filtered(lambda c: c.delivery_type == "linkstar" and c.linkstar_service_id):
            if carrier.linkstar_service_id.account_id != carrier.linkstar_account_id:
                raise ValidationError(
                    self.env._(
                        "The line %(line)s is not of the account %(account)s: choose one of its own.",
                        line=carrier.linkstar_service_id.display_name,
                        account=carrier.linkstar_account_id.display_name,
                    )
                )

    # --- what core calls

    def linkstar_rate_shipment(self, order):
        """The carrier's price in the order's currency, before tax."""
        self.ensure_one()
        try:
            quote = self._linkstar_quote(order)
        except errors.CarrierError as error:
            return self._linkstar_no_rate(self.linkstar_account_id._explain(error))
        except ValidationError as error:
            return self._linkstar_no_rate(str(error))
        price = self.linkstar_account_id.currency_id._convert(
            float(quote.total), order.currency_id, order.company_id, order.date_order or fields.Date.context_today(self)
        )
        return {"success": True, "price": price, "error_message": False, "warning_message": False}

    def _linkstar_no_rate(self, why):
        # Core reads the price before it looks at the success.
        return {"success": False, "price": 0.0, "error_message": why, "warning_message": False}

    def _linkstar_quote(self, order):
        """Ask the carrier for the price of this line for ``order``.

        :raise ValidationError: with what has to be mended on the order, all of it
        :raise CarrierError: when there is no answer"""
        account, service, address = self.linkstar_account_id, self.linkstar_service_id, order.partner_shipping_id
        country = address.country_id
        problems = []
        if not account or not service:
            problems.append(
                self.env._("The delivery method %s has no Linkstar account or line; an administrator chooses them there.", self.name)
            )
        if not country:
            problems.append(self.env._("The delivery address %s has no country: complete it.", address.display_name))
        elif service.country_ids and country not in service.country_ids:
            problems.append(
                self.env._(
                    "The line %(line)s does not go to %(country)s; choose another delivery method.", line=service.code, country=country.name
                )
            )
        if country.zip_required and not address.zip:
            problems.append(self.env._("The delivery address %s has no postcode: complete it.", address.display_name))
        lines = order.order_line.filtered(
            lambda line: not line.is_delivery and not line.display_type and line.product_id.type in ("consu", "combo")
        )
        weightless = lines.product_id.filtered(lambda product: not product.weight)
        weight = self.env.context.get("order_weight") or order._get_estimated_weight()
        if weightless and not self.env.context.get("order_weight"):
            problems.append(
                self.env._("These products have no weight: %s. Enter it on the product, tab Inventory.", weightless.mapped("display_name"))
            )
        elif not weight:
            problems.append(self.env._("The order %s weighs nothing: add goods or enter their weight.", order.name))
        if problems:
            raise ValidationError("\n".join(problems))
        request = messages.QuoteRequest(
            country=country.code,
            postcode=address.zip or "",
            city=address.city or "",
            weight=account._kilograms(weight),
            service_code=service.code,
        )
        calls = []
        try:
            quotes = account._client(calls, timeout=account.quote_timeout).quote(request)
        finally:
            self.env["linkstar.call"]._keep(account, calls)
        for quote in quotes:
            if quote.service_code == service.code:
                return quote
        raise ValidationError(
            self.env._("The carrier has no price for the line %(line)s to %(country)s.", line=service.code, country=country.name)
        )

    def linkstar_send_shipping(self, pickings):
        """Queue the transfers; the number comes later. One dictionary each, as core expects."""
        pickings._linkstar_queue()
        return [{"exact_price": 0.0, "tracking_number": False} for _picking in pickings]

    def linkstar_get_tracking_link(self, picking):
        return picking.linkstar_shipment_id.tracking_url or False

    def linkstar_cancel_shipment(self, pickings):
        # Core calls this once for each picking with all of them, of other carriers too.
        pickings.filtered(lambda p: p.carrier_id == self).linkstar_shipment_id.action_cancel()

    def _linkstar_get_default_custom_package_code(self):
        return False
