from dataclasses import dataclass
from decimal import Decimal

from odoo import api, fields, models

from ..rules import value
from .amounts import in_quanta, quantum
from .lookups import read_once

NOTHING = Decimal(0)


#: Payments of the buyer that were accepted; what was paid back, or only tried, is none.
_ACCEPTED = [("state", "in", ("authorized", "done")), ("operation", "not in", ("refund", "validation"))]


@dataclass(frozen=True)
class Amounts:
    """What an order costs, in decimals of its currency and without VAT, after all discounts.

    ``nets`` {line: what was paid for it} of its goods, 0 for what was free; ``values`` {line: what its goods are declared at}, where
    the free part of an offer takes its share of what was paid; ``services``: services, and import charges that the buyer pays;
    ``over``: discounts that found nothing to lower.
    """

    nets: dict
    values: dict
    transport: Decimal = NOTHING
    insurance: Decimal = NOTHING
    services: Decimal = NOTHING
    vat: Decimal = NOTHING
    over: Decimal = NOTHING

    @property
    def goods(self):
        return sum(self.nets.values(), NOTHING)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    linkstar_paid_on = fields.Date(
        "Paid on",
        copy=False,
        index="btree_not_null",
        help="The day the payment was accepted, whose exchange rate decides about limits in EUR. Empty: found among the order's "
        "payments, or else the day of its confirmation.",
        groups="base.group_user",
    )
    linkstar_marketplace_id = fields.Many2one(
        "linkstar.marketplace",
        "Marketplace",
        compute="_compute_linkstar_marketplace_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        check_company=True,
        help="The marketplace that sold the goods: its tax number goes on the declaration, never your own.",
        groups="base.group_user",
    )

    @api.depends("team_id")
    def _compute_linkstar_marketplace_id(self):
        for order in self:
            of_team = order.team_id.linkstar_marketplace_id
            if of_team and of_team.company_id == order.company_id:
                order.linkstar_marketplace_id = of_team

    def _linkstar_buyer(self):
        """Who buys, and so is a private person or a business: the invoiced contact. Of a marketplace's order its customer, for the invoice
        may go to the marketplace."""
        self.ensure_one()
        return self.partner_id if self.linkstar_marketplace_id else self.partner_invoice_id or self.partner_id

    def _linkstar_amounts(self):
        """{order: ``Amounts``}: the price really paid, goods apart from transport, insurance and VAT.

        Discounts are those of the lines, and of the whole order: negative lines, vouchers, rewards. Gift cards and eWallets pay,
        and lower nothing.
        """
        amounts = {}
        for order in self:
            roles = {line: line._linkstar_role() for line in order.order_line}
            nets, over = order._linkstar_after_discounts(roles)
            taxed = [line for line, role in roles.items() if role in ("goods", "transport", "insurance", "discount")]
            costs = dict.fromkeys(("transport", "insurance", "service", "charge"), NOTHING)
            for line, net in nets.items():
                if roles[line] in costs:
                    costs[roles[line]] += net
            goods = {line: net for line, net in nets.items() if roles[line] == "goods"}
            amounts[order] = Amounts(
                nets=goods,
                values=order._linkstar_spread(goods),
                transport=costs["transport"],
                insurance=costs["insurance"],
                services=costs["service"] + costs["charge"],
                vat=max(in_quanta(sum(line.price_tax for line in taxed), order.currency_id), NOTHING),
                over=over,
            )
        return amounts

    def _linkstar_after_discounts(self, roles):
        """({line: net value} of all lines that something is paid for, the amount of discounts that exceeds them)."""
        lines = [line for line, role in roles.items() if role in ("goods", "transport", "insurance", "service", "charge")]
        subtotals = [max(in_quanta(line.price_subtotal, self.currency_id), NOTHING) for line in lines]
        everything = self.env["sale.order.line"].browse([line.id for line in lines])
        discounts = []
        for line, role in roles.items():
            if role == "discount":
                targets = line._linkstar_discounted(everything, roles)
                places = frozenset(place for place, each in enumerate(lines) if each in targets)
                discounts.append((-in_quanta(line.price_subtotal, self.currency_id), places))
        # Those for a few lines come first: what is for the whole order is reckoned on what they leave.
        discounts.sort(key=lambda discount: len(discount[1]))
        left, over = value.discounted(subtotals, discounts, quantum(self.currency_id))
        return dict(zip(lines, left, strict=True)), over

    def _linkstar_spread(self, nets):
        """{line: value} of goods: ``nets``, with what was paid spread over the free part of an offer, to the cent.

        The free part is goods whose price was waived: a reward, a discount of 100 %, a line that a discount brought to zero. It shares
        the price of paid lines of the same product, else of all paid goods. Goods at the price 0 are a gift and take no part, as in an
        order in which no goods were paid for: they are declared at their own sales price.
        """
        waived = {line: line._linkstar_waived() for line, net in nets.items() if net <= 0}
        if not any(waived.values()) or not any(nets.values()):
            return nets
        sold = [
            value.Sold(net, waived[line] if net <= 0 else line._linkstar_full_price(), line.product_id.id) for line, net in nets.items()
        ]
        return dict(zip(nets, value.spread(sold, quantum(self.currency_id)), strict=True))

    def _linkstar_goods(self, amounts=None):
        """{order: tuple of ``rules.items.Goods``}: what these orders sell, kits as their parts, each product of a line once.

        Values are in the order's currency; goods that cost the buyer nothing are worth their sales price. ``amounts`` spares
        reckoning them again.
        """
        amounts = amounts or self._linkstar_amounts()
        goods = {}
        for company, orders in self.grouped("company_id").items():
            products = orders.order_line.product_id.filtered(lambda product: product.type == "consu")
            components = products._linkstar_components(company)
            for order in orders:
                sold = [line._linkstar_goods(worth, components) for line, worth in amounts[order].values.items()]
                goods[order] = tuple(each for line_goods in sold for each in line_goods)
        return goods

    def _linkstar_goods_value(self, amounts=None):
        """Net value of all goods of this order, without VAT and transport, a decimal in the order's currency.

        It is what the limit of an import tax scheme is tested on, since all parcels of one order are one consignment. Free goods
        count at the value they are declared at. ``amounts`` of this order spares reckoning them again.
        """
        self.ensure_one()
        values = (amounts or self._linkstar_amounts()[self]).values
        free = [line for line, worth in values.items() if worth <= 0]
        components = self.env["product.product"].browse({line.product_id.id for line in free})._linkstar_components(self.company_id)
        given = (goods.value for line in free for goods in line._linkstar_goods(NOTHING, components))
        return sum((worth for worth in values.values() if worth > 0), NOTHING) + sum(given, NOTHING)

    def _linkstar_rate_dates(self):
        """{order: (day, how it is known)}: the day (UTC) whose exchange rates and tax rules hold for each of these orders.

        It is the day the payment was accepted: as entered, else of the first payment found, else of the order's confirmation;
        the second value is "payment" or "confirmation".
        """
        return read_once(self.env, ("rate_dates", self), self._linkstar_find_rate_dates)

    def _linkstar_find_rate_dates(self):
        orders = self.sudo()
        paid = {}
        transactions = self.env["payment.transaction"].sudo()
        for transaction in transactions.search([*_ACCEPTED, ("sale_order_ids", "in", self.ids)]):
            for order in transaction.sale_order_ids:
                paid.setdefault(order.id, []).append(transaction.linkstar_accepted_on)
        # All of them in one query each: reached order by order, they would be read piece by piece.
        orders.invoice_ids.matched_payment_ids.mapped("date")
        for order in orders:
            invoices = order.invoice_ids.filtered(lambda move: move.move_type == "out_invoice")
            for payment in invoices.matched_payment_ids.filtered(
                lambda payment: payment.state in ("in_process", "paid") and payment.payment_type == "inbound"
            ):
                paid.setdefault(order.id, []).append(payment.date)
        dates = {}
        for order in self:
            day = order.linkstar_paid_on or min(paid.get(order.id, ()), default=None)
            confirmed = (order.date_order or fields.Datetime.now()).date()
            dates[order] = (day, "payment") if day else (confirmed, "confirmation")
        return dates

    @api.model
    def _linkstar_paid_between(self, company, first, last, since=None):
        """The orders of ``company`` that may have been paid on one of these days, at least all that were; ``since``: only those of
        which that became known on or after this day. As superuser."""
        range_of = lambda name: [(name, ">=", first), (name, "<=", last)]  # noqa: E731
        news = [("write_date", ">=", since)] if since else []
        orders = self.search([("company_id", "=", company.id), *range_of("linkstar_paid_on"), *news])
        accepted = self.env["payment.transaction"].search(
            [*_ACCEPTED, *range_of("linkstar_accepted_on"), ("sale_order_ids.company_id", "=", company.id), *news]
        )
        payments = self.env["account.payment"].search(
            [
                ("company_id", "=", company.id),
                ("payment_type", "=", "inbound"),
                ("state", "in", ("in_process", "paid")),
                *range_of("date"),
                *news,
            ]
        )
        invoices = self.env["account.move"].search(
            [("matched_payment_ids", "in", payments.ids), ("move_type", "=", "out_invoice"), ("company_id", "=", company.id)]
        )
        return orders | accepted.sale_order_ids | invoices.invoice_line_ids.sale_line_ids.order_id

    def _linkstar_rate_date(self):
        self.ensure_one()
        return self._linkstar_rate_dates()[self][0]
