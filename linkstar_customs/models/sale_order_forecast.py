from decimal import ROUND_CEILING

from odoo import api, fields, models
from odoo.tools import format_amount

from ..rules import value
from .amounts import has_rate, quantum
from .declared import NOTHING, Builder, Declared, values_of
from .linkstar_customs_declaration import OUTCOMES, PROCEDURES


class SaleOrder(models.Model):
    _inherit = "sale.order"

    linkstar_declaration_ids = fields.One2many(
        "linkstar.customs.declaration", "sale_order_id", "Customs declarations", readonly=True, groups="base.group_user"
    )
    linkstar_declaration_count = fields.Integer(compute="_compute_linkstar_declaration_count", groups="base.group_user")
    linkstar_scheme_outcome = fields.Selection(
        OUTCOMES, "Tax scheme decision", compute="_compute_linkstar_decision", groups="base.group_user"
    )
    linkstar_scheme_reason = fields.Text("Why", compute="_compute_linkstar_decision", groups="base.group_user")
    linkstar_procedure = fields.Selection(PROCEDURES, "Procedure", compute="_compute_linkstar_decision", groups="base.group_user")
    linkstar_unregistered = fields.Boolean(
        "No registration",
        compute="_compute_linkstar_decision",
        groups="base.group_user",
        help="A tax scheme would be possible for this order, and the company has no number in it.",
    )
    linkstar_consignment_text = fields.Char(
        "Value of goods", compute="_compute_linkstar_decision", help="Price really paid, without VAT and transport, and in EUR.",
        groups="base.group_user",
    )

    @api.depends("linkstar_declaration_ids")
    def _compute_linkstar_declaration_count(self):
        for order in self:
            order.linkstar_declaration_count = len(order.linkstar_declaration_ids)

    @api.depends(
        "order_line.price_subtotal",
        "order_line.product_id",
        "order_line.product_uom_qty",
        "partner_shipping_id",
        "partner_invoice_id.linkstar_buyer_kind",
        "date_order",
        "linkstar_paid_on",
        "linkstar_marketplace_id",
        "carrier_id",
        "company_id",
        "warehouse_id",
        "state",
    )
    @api.depends_context("lang")
    def _compute_linkstar_decision(self):
        described = self.sudo()._linkstar_to_forecast()
        builder = Builder(self.env(su=True), described)
        for order, declared in zip(self, described, strict=True):
            order.linkstar_scheme_outcome = order.linkstar_scheme_reason = order.linkstar_procedure = False
            order.linkstar_consignment_text = order.linkstar_unregistered = False
            if not declared.lines or not declared.partner.country_id:
                continue
            values = builder.decision(declared)
            order.linkstar_scheme_outcome = values["scheme_outcome"]
            order.linkstar_scheme_reason = values["scheme_reason"]
            order.linkstar_procedure = values["procedure"]
            # With F49 the carrier collects the VAT, which is a choice.
            order.linkstar_unregistered = (
                values["scheme_outcome"] == "not_registered"
                and values["procedure"] != "F49"
                and order.state in ("draft", "sent", "sale")
                and order._linkstar_goes_abroad()
            )
            own, (day, _basis) = float(declared.consignment), declared.rate_day
            text = format_amount(self.env, own, order.currency_id)
            if order.currency_id != builder.euro and has_rate(order.currency_id + builder.euro, order.company_id, day):
                euros = order.currency_id._convert(own, builder.euro, order.company_id, day)
                text = self.env._(
                    "%(amount)s, %(euros)s at the rate of %(day)s",
                    amount=text,
                    euros=format_amount(self.env, euros, builder.euro),
                    day=day,
                )
            order.linkstar_consignment_text = text

    def action_linkstar_declarations(self):
        """The customs declarations of these orders, forecasts among them."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_customs_declaration")
        declarations = self.linkstar_declaration_ids
        if len(declarations) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": declarations.id}
        return {**action, "domain": [("sale_order_id", "in", self.ids)], "context": {}}

    def action_linkstar_register(self):
        """Open a new registration for the scheme that this order could use."""
        self.ensure_one()
        declared = self.sudo()._linkstar_to_forecast()[0]
        scheme_id = Builder(self.env(su=True), [declared]).decision(declared)["scheme_id"]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tax registration"),
            "res_model": "linkstar.tax.registration",
            "views": [(False, "form")],
            "context": {"default_scheme_id": scheme_id, "default_company_id": self.company_id.id},
        }

    def action_linkstar_forecast(self):
        """Build the forecast of these orders' customs declarations, and show it."""
        forecasts = self._linkstar_forecast()
        action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_customs_declaration")
        if len(forecasts) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": forecasts.id}
        return {**action, "domain": [("id", "in", forecasts.ids)], "context": {}}

    @api.ondelete(at_uninstall=False)
    def _unlink_forecasts(self):
        self.sudo().linkstar_declaration_ids.filtered(lambda declaration: declaration.state == "forecast").unlink()

    def _linkstar_forecast(self):
        """Declare what these orders sell as if all of it left today in one parcel: their forecasts, built anew, in the order of
        ``self``. Nothing of it is told to anybody. The caller needs write access to the orders."""
        self.check_access("write")
        orders_sudo = self.sudo().with_prefetch()
        declarations_sudo = self.env["linkstar.customs.declaration"].sudo()
        built = values_of(self.env(su=True), orders_sudo._linkstar_to_forecast())
        known = declarations_sudo.search([("sale_order_id", "in", self.ids), ("state", "=", "forecast")])
        known._rebuild([built[forecast.sale_order_id] for forecast in known])
        unmade = orders_sudo - known.sale_order_id
        known += declarations_sudo.create([
            {
                **built[order],
                "state": "forecast",
                "name": self.env._("%s, forecast", order.name),
                "company_id": order.company_id.id,
            }
            for order in unmade
        ])
        forecasts = {forecast.sale_order_id: forecast for forecast in known}
        return self.env["linkstar.customs.declaration"].browse([forecasts[order].id for order in orders_sudo])

    def _linkstar_to_forecast(self):
        """[``Declared``]: what each of these orders sells, in the order of ``self``."""
        amounts, dates = self._linkstar_amounts(), self._linkstar_rate_dates()
        goods = self._linkstar_goods(amounts)
        today = fields.Datetime.now().date()
        products = self.env["product.product"].browse({each.product for sold in goods.values() for each in sold})
        weights = {product.id: float(weight) for product, weight in products._linkstar_weights().items()}
        said = {product.id: product._linkstar_declared() for product in products}
        described = []
        for order in self:
            lines = [
                {**said[each.product], "quantity": units, "unit_price": float(price), "unit_weight": weights[each.product]}
                for each in goods[order]
                for units, price in value.unit_prices(
                    each.value, int(each.quantity.to_integral_value(ROUND_CEILING)), quantum(order.currency_id)
                )
            ]
            described.append(
                Declared(
                    record=order,
                    order=order,
                    partner=order.partner_shipping_id,
                    company=order.company_id,
                    currency=order.currency_id,
                    rate_day=dates[order],
                    law_date=today,
                    lines=lines,
                    consignment=sum((each.value for each in goods[order]), NOTHING),
                    freight=amounts[order].transport + amounts[order].insurance,
                    transport=amounts[order].transport,
                    insurance=amounts[order].insurance,
                    services=amounts[order].services,
                    vat=amounts[order].vat,
                    passed_on=order.company_id.linkstar_charge_buyer and not order.linkstar_charge_declined,
                    special_arrangements=order.carrier_id.linkstar_special_arrangements,
                )
            )
        return described
