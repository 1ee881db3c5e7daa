# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import api, fields, models

from ..rules import value
from ..rules.finding import Finding
from ..rules.items import SoldGoods
from ..services.amounts import decimal, in_quanta, quantum


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"
    linkstar_import_charge = fields.Boolean(
        "Import charges",
        readonly=True,
        help="The line charges the buyer for import duties and fees. It is not goods.",
        groups="base.group_user",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_and_decline_charges(self):
        """A user who removes the line with import charges does not want it added again
        automatically.
        """
        if not self.env.context.get("linkstar_refresh"):
            self.filtered(
                "linkstar_import_charge"
            ).order_id.linkstar_charge_declined = True

    def _linkstar_worth(self, moves, net):
        """Return {product: (net value, quantity)} of the goods of this line, from all
        its ``moves`` in one kind of operation.

        Values are decimals in the order's currency after all discounts and without VAT
        (``net`` of this line, see ``Amounts``), quantities in the product's unit. The
        components of a kit are not named on the line: they share its value by their
        sales prices.
        """
        self.ensure_one()
        total, ordered = self._linkstar_net_total(net)
        worth = {self.product_id: (total, ordered)} if ordered else {}
        wholes = {}
        for move in moves:
            if move.product_id != self.product_id and move._linkstar_asked_for():
                wholes[move.product_id] = wholes.get(
                    move.product_id, Decimal(0)
                ) + move._linkstar_in_product_unit(move.product_uom_qty)
        prices = [
            product._linkstar_sales_price(self.company_id) * whole
            for product, whole in wholes.items()
        ]
        shares = value.allocate(total, prices, quantum(self.currency_id))
        return worth | {
            product: (share, whole)
            for (product, whole), share in zip(wholes.items(), shares, strict=True)
            if whole
        }

    def _linkstar_paid_times(self):
        """Return how many times the ordered quantity the buyer pays: once, or more if
        more was delivered and not returned.
        """
        self.ensure_one()
        if not self.product_uom_qty:
            return max(decimal(self.qty_delivered, 6), Decimal(1))
        return max(
            decimal(self.qty_delivered, 6) / decimal(self.product_uom_qty, 6),
            Decimal(1),
        )

    def _linkstar_net_total(self, net):
        """Return (``net``, quantity in the product's unit) of this line; of one unit if
        nothing was ordered, as on a line that the warehouse added.
        """
        if self.product_uom_qty:
            quantity = self.product_uom_id._compute_quantity(
                self.product_uom_qty, self.product_id.uom_id, round=False
            )
            return net, decimal(quantity, 6)
        base_line = self._prepare_base_line_for_taxes_computation(quantity=1.0)
        self.env["account.tax"]._add_tax_details_in_base_line(
            base_line, self.company_id
        )
        unit = self.product_uom_id._compute_quantity(
            1.0, self.product_id.uom_id, round=False
        )
        return decimal(
            base_line["tax_details"]["raw_total_excluded_currency"], 6
        ), decimal(unit, 6)

    def _linkstar_role(self):
        """Return the role of this line for customs: goods, transport, insurance,
        service, charge (of the import, charged to the buyer), discount, payment, or "".
        """
        if self.display_type or self.is_downpayment:
            return ""
        if self.linkstar_import_charge:
            return "charge"
        # Fields of the loyalty app, if it is installed.
        reward = self.reward_id if "reward_id" in self._fields else None
        if reward and reward.program_id.is_payment_program:
            return "payment"
        if self.is_delivery:
            return "transport"
        if self.product_id.type == "consu":
            return "goods"
        if self.price_subtotal < 0:
            return "discount"
        insurance = self.company_id.linkstar_insurance_product_id
        return "insurance" if insurance and self.product_id == insurance else "service"

    def _linkstar_waived(self):
        """Return the waived price of this line of goods, a decimal in the order's
        currency; 0 if the price itself is 0.
        """
        self.ensure_one()
        if self.price_subtotal > 0 or self.price_unit > 0:
            return self._linkstar_full_price()
        reward = self.reward_id if "reward_id" in self._fields else None
        return self._linkstar_full_price() if reward else Decimal(0)

    def _linkstar_full_price(self):
        """Return the price of this line without any discount, a decimal in the order's
        currency without VAT; the sales price if the order has none.
        """
        self.ensure_one()
        if self.price_unit <= 0:
            quantity = self.product_uom_id._compute_quantity(
                self.product_uom_qty, self.product_id.uom_id, round=False
            )
            price = self.product_id._linkstar_sales_price(self.company_id) * decimal(
                quantity, 6
            )
            return self._linkstar_in_order_currency(price)
        base_line = self._prepare_base_line_for_taxes_computation(discount=0.0)
        self.env["account.tax"]._add_tax_details_in_base_line(
            base_line, self.company_id
        )
        return max(
            in_quanta(
                base_line["tax_details"]["raw_total_excluded_currency"],
                self.currency_id,
            ),
            Decimal(0),
        )

    def _linkstar_discounted(self, lines, roles):
        """Return those of ``lines`` that this line, a discount, applies to; ``roles``
        {line: role}.
        """
        order = self.order_id
        reward = self.reward_id if "reward_id" in self._fields else None
        if reward and reward.reward_type == "shipping":
            return lines.filtered(lambda line: roles[line] == "transport")
        if reward and reward.discount_applicability == "specific":
            meant = order._get_specific_discountable_lines(reward)
        elif reward and reward.discount_applicability == "cheapest":
            meant = order._cheapest_line(reward) or lines
        elif self._is_global_discount():
            # The discount wizard calculates it on all lines, with transport.
            meant = lines
        else:
            meant = lines.filtered(lambda line: roles[line] in ("goods", "service"))
        # Discounts are split by tax: this one applies to lines with the same taxes.
        alike = (meant & lines).filtered(lambda line: line.tax_ids == self.tax_ids)
        return alike or (meant & lines) or lines

    def _linkstar_goods(self, net, components):
        """Return [``rules.items.Goods``] of this line, worth ``net`` (a decimal);
        ``components`` as of ``_linkstar_components``.
        """
        ordered = self.product_uom_id._compute_quantity(
            self.product_uom_qty, self.product_id.uom_id, round=False
        )
        if ordered <= 0:
            return []
        company, currency = self.company_id, self.currency_id
        parts = {
            part: decimal(ordered * each, 6)
            for part, each in components.get(self.product_id, {}).items()
        }
        parts = parts or {self.product_id: decimal(ordered, 6)}
        prices = [
            part._linkstar_sales_price(company) * quantity
            for part, quantity in parts.items()
        ]
        if net <= 0:
            values = [self._linkstar_in_order_currency(price) for price in prices]
        else:
            values = value.allocate(net, prices, quantum(currency))
        return [
            SoldGoods.of(
                part._linkstar_declared(), part._linkstar_origin().code, quantity, worth
            )
            for (part, quantity), worth in zip(parts.items(), values, strict=True)
        ]

    def _linkstar_in_order_currency(self, amount):
        """Convert ``amount``, a decimal, from the company's currency to the order's."""
        company, currency = self.company_id, self.currency_id
        if currency != company.currency_id:
            on_date = self.order_id._linkstar_rate_date()
            amount = company.currency_id._convert(
                float(amount), currency, company, on_date, round=False
            )
        return in_quanta(amount, currency)

    def _linkstar_is_worthless(self):
        """Whether neither the order nor the product has a value to declare."""
        return self.price_subtotal <= 0 and not self.product_id._linkstar_sales_price(
            self.company_id
        )

    def _linkstar_free_problem(self):
        text = self.env._(
            "%(order)s, product %(product)s: the value is zero, which customs refuses."
            " Enter a price on the order, or a sales price on the product.",
            order=self.order_id.name,
            product=self.product_id.display_name,
        )
        return Finding("value_zero", "block").about(self.product_id, text)
