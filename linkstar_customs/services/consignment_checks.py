# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Checks of whole consignments, of transfers and orders, against customs law."""

from datetime import timedelta
from decimal import Decimal

from odoo.tools import format_amount

from ..rules import hints, vat
from ..rules.finding import Finding
from .amounts import decimal, in_quanta, quantum
from .declaration import Builder
from .queries import is_wanted

LIMIT_SOURCE = "Regulation (EU) 2026/382, art. 2; Directive 2006/112/EC, art. 369l"
VAT_SOURCE = "Directive 2006/112/EC, art. 369l to 369x"
MARKETPLACE_SOURCE = "Directive 2006/112/EC, art. 14a"

#: Outcomes that block, because the declaration would be wrong; and outcomes about the
#: tax number.
_ERRORS = frozenset({"marketplace", "expired", "buyer_unknown"})
_REGISTRATION = frozenset({"marketplace", "expired", "not_registered"})


class ConsignmentCheck:
    """Finds the problems of ``declared``, with each table read once. ``env`` is the
    user's, for the language of the sentences.
    """

    def __init__(self, env, declared):
        self.env = env
        self.builder = Builder(env(su=True), declared)
        self.declared = declared
        self.warns = is_wanted(env, "warn")
        self.near = self._near_orders() if self.warns else {}

    def problems(self, declared, amounts):
        """Return [``Finding``] of one of ``declared``; ``amounts`` of its order, None
        without one.
        """
        facts = self.builder.facts(declared)
        problems = self._rates(declared, facts)
        problems += self._decision(declared)
        if amounts:
            problems += self._lines(declared, amounts)
            problems += self._vat(declared)
        if not self.warns:
            return problems
        if any(
            charge.basis.value == "item" for charge in self.builder.expected(declared)
        ):
            problems += self._shared_items(declared)
        return problems + self._splitting(declared, facts)

    def _rates(self, declared, facts):
        """Find missing exchange rates. They block if a limit is tested with them for a
        number that would be declared.
        """
        decision = self.builder.decision(declared)
        refusals = (decision["scheme_refusals"] or "").split(",")
        severity = (
            "block"
            if decision["registration_id"] or {"above_limit", "expired"} & set(refusals)
            else "warn"
        )
        if not is_wanted(self.env, severity):
            return []
        return [
            Finding("rate_missing", severity).about(
                currency,
                self.env._(
                    "%(record)s: there is no exchange rate of %(currency)s on or"
                    " before %(date)s, so the limits cannot be checked. Enter the rate"
                    " of that day in Invoicing ▸ Configuration ▸ Currencies.",
                    record=declared.record.name,
                    currency=currency.name,
                    date=facts.on_date,
                ),
            )
            for currency in self.builder.tables.rates_needed(facts)
        ]

    def _decision(self, declared):
        """Find all reasons why the tax scheme does not apply, each with the record to
        correct. Reasons that make the declaration wrong block: a wrong number must
        never be declared.
        """
        decision = self.builder.decision(declared)
        refusals = [
            code for code in (decision["scheme_refusals"] or "").split(",") if code
        ]
        if not refusals:
            return []
        reasons = dict(
            zip(refusals, decision["scheme_reason"].split("\n"), strict=True)
        )
        refusals = [
            code
            for code in refusals
            if code in _ERRORS or (code != "no_scheme" and is_wanted(self.env, "warn"))
        ]
        if refusals and not declared.record._linkstar_goes_abroad():
            refusals = [code for code in refusals if code in _ERRORS]
        if decision["procedure"] == "F49":
            # The carrier collects the VAT: that is a choice, so nothing is missing.
            refusals = [code for code in refusals if code != "not_registered"]
        scheme, buyer = (
            self.env["linkstar.tax.scheme"].browse(decision["scheme_id"]),
            declared.buyer or declared.partner,
        )
        about = scheme.sudo().source or "" if "not_registered" in refusals else ""
        places = {
            "marketplace": (declared.order.linkstar_marketplace_id, MARKETPLACE_SOURCE),
            "expired": (scheme, ""),
            # There is none to open: a new one is created.
            "not_registered": (self.env["linkstar.tax.registration"], about),
            "buyer_unknown": (buyer, LIMIT_SOURCE),
            "business": (buyer, LIMIT_SOURCE),
            "territory": (declared.partner, LIMIT_SOURCE),
        }
        problems = []
        for code in refusals:
            severity = "block" if code in _ERRORS else "warn"
            record, source = places.get(
                code, (declared.order or declared.record, LIMIT_SOURCE)
            )
            text = self.env._(
                "%(record)s: %(reason)s",
                record=declared.record.name,
                reason=reasons[code],
            )
            name = f"registration_{code}" if code in _REGISTRATION else f"scheme_{code}"
            problems.append(Finding(name, severity, source=source).about(record, text))
        return problems

    def _lines(self, declared, amounts):
        """Find order lines that prevent the calculation of a value."""
        order, problems = declared.order, []
        for line in amounts.nets:
            if line.price_subtotal < 0 or line.product_uom_qty < 0:
                text = self.env._(
                    "%(record)s: the line “%(line)s” of %(order)s sells goods but has"
                    " a negative amount. Enter a discount on the line that it is for,"
                    " or use a service product for it. For goods that come back,"
                    " create a return.",
                    record=declared.record.name,
                    line=line.product_id.display_name,
                    order=order.name,
                )
                problems.append(Finding("line_negative", "block").about(order, text))
        if amounts.over:
            text = self.env._(
                "%(record)s: the discounts and refunds of %(order)s are %(amount)s"
                " more than the price of its goods and services, so there is no value"
                " to declare. Correct the order. For a refund, create a credit note.",
                record=declared.record.name,
                order=order.name,
                amount=format_amount(self.env, float(amounts.over), order.currency_id),
            )
            problems.append(Finding("discount_exceeds", "block").about(order, text))
        return problems

    def _vat(self, declared):
        """Find VAT that is declared as paid with the order, but that the order does not
        charge.
        """
        severity = declared.company.linkstar_check_vat
        decision = self.builder.decision(declared)
        if (
            severity == "off"
            or not is_wanted(self.env, severity)
            or decision["scheme_outcome"] != "declared"
        ):
            return []
        registration = self.builder.env["linkstar.tax.registration"].browse(
            decision["registration_id"]
        )
        # For sales through a marketplace, the marketplace charges the VAT.
        if not registration or registration.marketplace_id:
            return []
        wrong = [
            (line, asked)
            for line, asked in self._vat_of_lines(declared)
            if not any(_charges(line, rate) for rate in asked)
        ]
        if not wrong:
            return []
        names = {
            "record": declared.record.name,
            "order": declared.order.name,
            "scheme": registration.scheme_id.name,
            "country": declared.partner.country_id.name,
            "lines": [
                f"“{line.product_id.display_name or line.name}”"
                for line, _asked in wrong[:5]
            ],
            "rates": [
                f"{rate.normalize():f} %"
                for rate in sorted({rate for _line, asked in wrong for rate in asked})
            ],
        }
        if any(line.price_tax for line, _asked in wrong):
            text = self.env._(
                "%(record)s: %(order)s is declared under %(scheme)s as sold with the"
                " VAT of %(country)s, %(rates)s, but the taxes of %(lines)s have a"
                " different rate. Change the taxes of these lines on the order. For"
                " later orders, create a fiscal position for the country.",
                **names,
            )
            code = "vat_rate_differs"
        else:
            text = self.env._(
                "%(record)s: %(order)s is declared under %(scheme)s as sold with the"
                " VAT of %(country)s, %(rates)s, but no VAT is charged on %(lines)s,"
                " so you would pay it yourself. Set the taxes of these lines on the"
                " order. For later orders, create a fiscal position for the country.",
                **names,
            )
            code = "vat_not_charged"
        return [Finding(code, severity, source=VAT_SOURCE).about(declared.order, text)]

    def _vat_of_lines(self, declared):
        """Return [(line, {correct VAT rates in per cent})] of the paid order lines with
        known rates. Costs that are taxed with the goods may have the rate of any of the
        goods.
        """
        partner, day = declared.partner, declared.rate_day[0]
        country, territory = (
            partner.country_id,
            self.builder.tables.territory(partner, day),
        )
        rates = self.builder.env["linkstar.vat.rate"]._of_country(country.id)

        def rate_of(hs_code, template):
            found = vat.of_goods(
                rates, country.code, day, hs_code or "", template, territory.code or ""
            )
            return {found.rate} if found else set()

        products = self.builder.env["product.product"]
        of_goods = {
            line["product_id"]: rate_of(
                line["hs_code"], products.browse(line["product_id"]).product_tmpl_id.id
            )
            for line in declared.lines
        }
        every = set().union(*of_goods.values())
        asked = []
        for line in declared.order.order_line:
            role = line._linkstar_role()
            if line.price_subtotal <= 0 or role not in (
                "goods",
                "transport",
                "insurance",
                "service",
                "charge",
            ):
                continue
            # A kit is taxed as a whole but declared in parts: the rate of any part is
            # correct.
            own = of_goods.get(line.product_id.id, every) if role == "goods" else every
            if own:
                asked.append((line, own))
        return asked

    def _shared_items(self, declared):
        """Find goods that pay duty twice only because their descriptions differ."""
        return [
            Finding("items_alike", "warn", source=LIMIT_SOURCE).about(
                declared.record,
                self.env._(
                    "%(record)s: %(descriptions)s have the same HS code and origin,"
                    " but count as %(count)s declared items because their descriptions"
                    " differ. Duty is charged per item: if one description is correct"
                    " for all of them, use it for all.",
                    record=declared.record.name,
                    descriptions=[f"“{text}”" for text in texts],
                    count=len(texts),
                ),
            )
            for texts in hints.could_share(self.builder.items(declared))
        ]

    def _splitting(self, declared, facts):
        """Find goods that are above the limit together, but below it separately."""
        scheme = self.builder.tables.scheme(facts.partner, facts.company, facts.on_date)
        if not scheme or scheme.basis != "consignment" or not declared.order:
            return []
        limit, whole = (
            in_quanta(scheme.limit, scheme.currency_id),
            self._in_scheme(facts.value, facts, scheme),
        )
        leaving = sum(
            (
                in_quanta(line["quantity"] * line["unit_price"], declared.currency)
                for line in declared.lines
            ),
            Decimal(0),
        )
        part = self._in_scheme(leaving, facts, scheme)
        name = declared.record.name
        if part < whole and hints.split_regime([part, whole - part], limit):
            text = self.env._(
                "%(record)s: the goods of %(order)s are worth %(whole)s together,"
                " above the limit of %(limit)s. They remain one consignment and are"
                " declared as one, even in several parcels: splitting them to stay"
                " below the limit is abuse.",
                record=name,
                order=declared.order.name,
                whole=format_amount(self.env, float(whole), scheme.currency_id),
                limit=format_amount(self.env, scheme.limit, scheme.currency_id),
            )
            return [
                Finding("splitting", "warn", source=LIMIT_SOURCE).about(
                    declared.order, text
                )
            ]
        apart = {
            order: self._in_scheme(
                order._linkstar_goods_value(), facts, scheme, order.currency_id
            )
            for order in self.near.get((declared.partner, declared.company), [])
            if order != declared.order
            and abs(order.date_order - declared.order.date_order) <= timedelta(days=1)
        }
        apart = {order: value for order, value in apart.items() if value <= limit}
        if apart and hints.split_regime([whole, *apart.values()], limit):
            text = self.env._(
                "%(record)s: the same consignee also ordered %(others)s within one"
                " day. Each order is within the limit of %(limit)s, but together they"
                " exceed it. If they are sent under one transport contract, they are"
                " one consignment; an order must not be split to stay below the limit.",
                record=name,
                others=[order.name for order in apart],
                limit=format_amount(self.env, scheme.limit, scheme.currency_id),
            )
            return [
                Finding("splitting", "warn", source=LIMIT_SOURCE).about(
                    declared.order, text
                )
            ]
        return []

    def _in_scheme(self, amount, facts, scheme, currency=None):
        converted = (currency or facts.currency)._convert(
            float(amount), scheme.currency_id, facts.company, facts.on_date
        )
        return max(in_quanta(converted, scheme.currency_id), Decimal(0))

    def _near_orders(self):
        """Return {(consignee, company): [orders]}: confirmed orders of the same
        consignees, from the days around these.
        """
        orders = (
            self.env["sale.order"].sudo().union(*(each.order for each in self.declared))
        )
        dates = [order.date_order for order in orders if order.date_order]
        if not dates:
            return {}
        day = timedelta(days=1)
        domain = [
            ("partner_shipping_id", "in", orders.partner_shipping_id.ids),
            ("company_id", "in", orders.company_id.ids),
            ("state", "=", "sale"),
            ("date_order", ">=", min(dates) - day),
            ("date_order", "<=", max(dates) + day),
        ]
        near = {}
        for order in orders.search(domain):
            near.setdefault((order.partner_shipping_id, order.company_id), []).append(
                order
            )
        return near


def _charges(line, rate):
    """Whether an order line charges VAT of ``rate`` per cent."""
    taxes = line.tax_ids.flatten_taxes_hierarchy()
    if set(taxes.mapped("amount_type")) <= {"percent"}:
        return sum((decimal(tax.amount, 4) for tax in taxes), Decimal(0)) == rate
    expected = in_quanta(decimal(line.price_subtotal, 2) * rate / 100, line.currency_id)
    return abs(expected - in_quanta(line.price_tax, line.currency_id)) <= quantum(
        line.currency_id
    )
