from dataclasses import replace

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

from ..rules.grouping import grouped
from .amounts import has_rate
from .declared import Builder


class SaleOrder(models.Model):
    _inherit = "sale.order"

    linkstar_duty_items = fields.Integer(
        "Declared items",
        compute="_compute_linkstar_charges",
        help="Duty is charged per item: goods with the same HS code, description and origin.",
        groups="base.group_user",
    )
    linkstar_charge_total = fields.Monetary(
        "Import charges", compute="_compute_linkstar_charges", help="Duties and fees expected at the import, with the VAT on them.",
        groups="base.group_user",
    )
    linkstar_charge_text = fields.Text("Expected import charges", compute="_compute_linkstar_charges", groups="base.group_user")
    linkstar_charge_declined = fields.Boolean(
        "Import charges not charged", copy=False, help="Somebody took the line with the import charges off this order.",
        groups="base.group_user",
    )

    @api.depends("order_line.price_subtotal", "order_line.product_id", "order_line.product_uom_qty", "partner_shipping_id", "date_order")
    @api.depends_context("lang")
    def _compute_linkstar_charges(self):
        for order in self:
            expected = order._linkstar_import_charges()
            values = [order._linkstar_charge_value(charge) for charge in expected]
            order.linkstar_duty_items = order._linkstar_duty_items()
            order.linkstar_charge_total = sum(value for value in values if value is not None)
            order.linkstar_charge_text = "\n".join(
                order._linkstar_charge_sentence(charge, value) for charge, value in zip(expected, values, strict=True)
            ) or self.env._("None is known for this destination and day.")

    def action_linkstar_charge_buyer(self):
        """Put the import charges on these orders as a line that the buyer pays, or the line right again."""
        self.check_access("write")
        self.linkstar_charge_declined = False
        for order in self:
            if not order.company_id.linkstar_charge_product_id:
                raise UserError(
                    self.env._(
                        "No product is chosen for import charges: choose a service in Inventory ▸ Configuration ▸ Settings ▸ Customs."
                    )
                )
            order._linkstar_refresh_charge_line()

    def action_confirm(self):
        self._linkstar_charge_buyers()
        return super().action_confirm()

    def set_delivery_line(self, carrier, amount):
        result = super().set_delivery_line(carrier, amount)
        self._linkstar_charge_buyers()
        return result

    def _linkstar_duty_items(self):
        """The number of declared items that this order's goods are, by the company's key: what duty per item is charged on."""
        self.ensure_one()
        return len(grouped(self.sudo()._linkstar_goods()[self], self.company_id._linkstar_grouping_key()))

    def _linkstar_import_charges(self, on_date=None):
        """The duties and fees that this order is expected to meet, a tuple of ``rules.charges.Charge``: an estimate, in one parcel.

        ``on_date`` is the day whose duties and fees apply, the order's own day by default. An order to an address without a
        country, or without goods, meets none.
        """
        self.ensure_one()
        (declared,) = self.sudo()._linkstar_to_forecast()
        if not declared.partner.country_id or not declared.lines:
            return ()
        declared = replace(declared, law_date=on_date or declared.rate_day[0])
        return Builder(self.env(su=True), [declared]).expected(declared)

    def _linkstar_charge_value(self, charge, with_vat=True):
        """``charge`` in this order's currency, a float; None where no rate of its currency is known."""
        currency = self.env["res.currency"].with_context(active_test=False).search([("name", "=", charge.currency)])
        on_date = self._linkstar_rate_date()
        if currency != self.currency_id and not has_rate(currency + self.currency_id, self.company_id, on_date):
            return None
        amount = charge.total if with_vat else charge.amount
        return currency._convert(float(amount), self.currency_id, self.company_id, on_date)

    def _linkstar_charge_sentence(self, charge, value):
        bases = dict(self.env["linkstar.customs.charge.rule"]._fields["basis"]._description_selection(self.env))
        text = self.env._(
            "%(name)s: %(quantity)s × %(unit_amount)s %(currency)s (%(basis)s) = %(amount)s %(currency)s",
            name=charge.name,
            quantity=charge.quantity,
            unit_amount=charge.unit_amount,
            basis=bases[charge.basis.value].lower(),
            amount=charge.amount,
            currency=charge.currency,
        )
        if charge.vat:
            text = self.env._("%(charge)s, and %(vat)s %(currency)s VAT", charge=text, vat=charge.vat, currency=charge.currency)
        if value is None:
            return self.env._(
                "%(charge)s. Not in the sum: there is no rate of %(currency)s on %(date)s; enter it under Currencies.",
                charge=text,
                currency=charge.currency,
                date=self._linkstar_rate_date(),
            )
        if charge.currency != self.currency_id.name:
            text = self.env._("%(charge)s, about %(value)s", charge=text, value=format_amount(self.env, value, self.currency_id))
        return self.env._("%(charge)s. %(law)s", charge=text, law=charge.source)

    def _linkstar_charge_buyers(self):
        """Refresh the line with the import charges of those of these orders whose company charges them, unless it was taken off."""
        for order in self:
            company = order.company_id
            if company.linkstar_charge_buyer and company.linkstar_charge_product_id and not order.linkstar_charge_declined:
                order._linkstar_refresh_charge_line()

    def _linkstar_refresh_charge_line(self):
        """One line for all import charges, or none when there are none; a line that was invoiced stays as it is."""
        self.ensure_one()
        line = self.order_line.filtered("linkstar_import_charge")
        if line.filtered("qty_invoiced") or self.locked:
            return
        values = [self._linkstar_charge_value(charge, with_vat=False) for charge in self._linkstar_import_charges()]
        price = sum(value for value in values if value is not None)
        if not price:
            line.with_context(linkstar_refresh=True).unlink()
        elif line:
            line[0].price_unit = price
        else:
            product = self.company_id.linkstar_charge_product_id
            self.order_line = [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": 1.0,
                        "price_unit": price,
                        "technical_price_unit": price,
                        "linkstar_import_charge": True,
                        "sequence": 900,
                    }
                )
            ]

