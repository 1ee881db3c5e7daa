"""What is to be declared, of transfers and of orders alike, as values of declarations: many at once in constant queries."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from odoo import Command, models

from ..rules import charges, grouping, weights
from ..rules.value import allocate
from .amounts import in_quanta, quantum
from .queries import read_once
from .scheme_decision import Facts, Tables

GRAM, NOTHING = Decimal("0.001"), Decimal(0)


@dataclass(frozen=True)
class Declared:
    """The goods of one transfer, or of one order as a forecast. Amounts are decimals in ``currency``, weights in kg.

    ``rate_day`` is (the day whose exchange rates and tax rules hold, how it is known), ``law_date`` the day whose duties and fees
    do. ``consignment`` is the value of all goods of the order, and of other orders that leave with it, ``freight`` their transport and
    insurance; ``lines`` are values of declared lines. ``passed_on``: the buyer pays
    the duties and fees.
    """

    record: models.BaseModel
    order: models.BaseModel
    partner: models.BaseModel
    company: models.BaseModel
    currency: models.BaseModel
    rate_day: tuple
    law_date: date
    lines: list = field(default_factory=list)
    consignment: Decimal = NOTHING
    transport: Decimal = NOTHING
    insurance: Decimal = NOTHING
    services: Decimal = NOTHING
    vat: Decimal = NOTHING
    gross_weight: Decimal = NOTHING
    parcels: int = 1
    special_arrangements: bool = False
    passed_on: bool = False
    freight: Decimal = NOTHING

    @property
    def buyer(self):
        """Who pays for the goods: that is who decides between private and business. Without an order, who receives them."""
        return self.order._linkstar_buyer() if self.order else self.partner


@dataclass(frozen=True)
class _Item:
    """What ``grouping`` reads of a declared line."""

    sku: str
    hs_code: str
    description_en: str
    origin: str


def values_of(env, declared):
    """{record: values of its declaration, lines and expected charges among them} for all of ``declared``."""
    return Builder(env, declared).values()


class Builder:
    """The tables that ``declared`` need, read once. ``env`` has to be a superuser's."""

    def __init__(self, env, declared):
        companies, partners = (
            env[model].union(*(getattr(each, name) for each in declared))
            for model, name in (("res.company", "company"), ("res.partner", "partner"))
        )
        self.env, self.declared = env, declared
        self.tables = read_once(env, ("tables", partners, companies), lambda: Tables(env, partners, companies))
        self.euro = self.tables.euro
        self.rules, self.currencies = env["linkstar.customs.charge.rule"]._rules()
        self.rates, self._decisions = {}, {}
        self._products = {line["product_id"] for each in declared for line in each.lines}

    def values(self):
        return {each.record: self._values(each) for each in self.declared}

    def facts(self, declared):
        """What the tax scheme of ``declared`` is decided on."""
        products = self.env["product.product"].browse({line["product_id"] for line in declared.lines}).with_prefetch(self._products)
        on_date = declared.rate_day[0]
        return Facts(
            company=declared.company,
            partner=declared.partner,
            order=declared.order,
            currency=declared.currency,
            on_date=on_date,
            value=float(self._consignment(declared)),
            dearest=max((line["unit_price"] for line in declared.lines), default=0.0),
            excise=self.tables.is_excise(products, on_date),
            special_arrangements=declared.special_arrangements,
            buyer=declared.buyer,
            goods=tuple(
                (
                    line["hs_code"] or "",
                    products.browse(line["product_id"]).product_tmpl_id.id,
                    in_quanta(line["quantity"] * line["unit_price"], declared.currency),
                )
                for line in declared.lines
            ),
            freight=float(declared.freight),
        )

    def decision(self, declared):
        """The decision about the tax scheme of ``declared``, as values of its declaration."""
        if declared.record not in self._decisions:
            facts = self.facts(declared)
            self._decisions[declared.record] = read_once(self.env, facts, lambda: self.tables.decide(facts))
        return self._decisions[declared.record]

    def _values(self, declared):
        company, currency, on_date = declared.company, declared.currency, declared.rate_day[0]
        worths = [in_quanta(line["quantity"] * line["unit_price"], currency) for line in declared.lines]
        units = self._unit_weights(declared)
        net_weights = [line["quantity"] * unit for line, unit in zip(declared.lines, units, strict=True)]
        net_weight = sum(net_weights, NOTHING)
        in_euro = self._in_euro(sum(worths, NOTHING), declared)
        decision = self.decision(declared)
        euros = allocate(in_euro, worths, quantum(self.euro))
        packaging = allocate(max(declared.gross_weight - net_weight, NOTHING).quantize(GRAM), net_weights, GRAM)
        numbers, items = self._numbers(declared)
        lines = [
            Command.create(
                {
                    **line,
                    "unit_weight": float(unit),
                    "item_no": number,
                    "eur_value": float(euro),
                    "gross_weight": float(weight + share),
                }
            )
            for line, unit, number, euro, weight, share in zip(
                declared.lines, units, numbers, euros, net_weights, packaging, strict=True
            )
        ]
        order_value = self._in_euro(self._consignment(declared), declared)
        return {
            "sale_order_id": declared.order.id,
            "partner_id": declared.partner.id,
            "country_id": declared.partner.country_id.id,
            "currency_id": currency.id,
            "rate_date": on_date,
            "rate_basis": declared.rate_day[1],
            "exchange_rate": currency._get_conversion_rate(currency, self.euro, company, on_date),
            "law_date": declared.law_date,
            "total_value": float(sum(worths, NOTHING)),
            "net_weight": float(net_weight),
            "gross_weight": float(sum((line[2]["gross_weight"] for line in lines), 0.0)),
            "eur_value": float(in_euro),
            "order_eur_value": float(order_value),
            "transport_value": float(declared.transport),
            "insurance_value": float(declared.insurance),
            "service_value": float(declared.services),
            "vat_value": float(declared.vat),
            "item_count": items,
            "parcel_count": declared.parcels,
            "line_ids": lines,
            "charge_ids": [Command.create(self._charge_values(charge)) for charge in self.expected(declared)],
            **decision,
        }

    def _unit_weights(self, declared):
        """The weight of one unit of each line, which together are no more than the parcel was weighed with."""
        goods = [(Decimal(repr(line["unit_weight"])), line["quantity"]) for line in declared.lines]
        net_weight = sum((weight * quantity for weight, quantity in goods), NOTHING)
        # What differs by less was not weighed: Odoo itself rounds the weight of the products to so many places.
        rounding = Decimal(1).scaleb(-self.env["decimal.precision"].precision_get("Stock Weight")) * Decimal("0.6")
        gross = declared.gross_weight if net_weight - declared.gross_weight > rounding else NOTHING
        return weights.within(goods, gross)

    def _consignment(self, declared):
        """The value of all goods of the order, and never less than what leaves now."""
        leaving = sum((in_quanta(line["quantity"] * line["unit_price"], declared.currency) for line in declared.lines), NOTHING)
        return max(declared.consignment, leaving)

    def _in_euro(self, amount, declared):
        return in_quanta(
            declared.currency._convert(float(amount), self.euro, declared.company, declared.rate_day[0]), self.euro
        )

    def items(self, declared):
        """The lines as the rules of grouping read them."""
        codes = self.env["res.country"]._linkstar_all_codes()
        return [
            _Item(
                line["sku"] or "",
                line["hs_code"] or "",
                line["description_en"] or "",
                codes.get(line["origin_id"], ""),
            )
            for line in declared.lines
        ]

    def _numbers(self, declared):
        """([number of its declared item] for each line, how many items there are)."""
        key, known = declared.company._linkstar_grouping_key(), {}
        numbers = [known.setdefault(grouping.key_of(item, key), len(known) + 1) for item in self.items(declared)]
        return numbers, len(known)

    def expected(self, declared):
        """The charges to be expected, a tuple of ``rules.charges.Charge``, by the rules of the day the goods leave."""
        partner, company, day = declared.partner, declared.company, declared.law_date
        territory = self.tables.territory(partner, day)
        consignment = charges.Consignment(
            country=partner.country_id._linkstar_code(),
            value=self._in_euro(self._consignment(declared), declared),
            items=self._numbers(declared)[1],
            parcels=declared.parcels,
            to_business=declared.buyer._linkstar_is_business(),
            in_customs_area=not territory or territory.in_customs_area,
            prepaid=self.decision(declared)["scheme_outcome"] == "declared",
        )
        return charges.expected(
            self.rules,
            consignment,
            day,
            vat_rate=self._vat_rate(partner.country_id, territory, day),
            vat=charges.Vat(company.linkstar_charge_vat),
            passed_on=declared.passed_on,
        )

    def _charge_values(self, charge):
        return {
            "rule_id": charge.rule,
            "name": charge.name,
            "kind": charge.kind,
            "basis": charge.basis.value,
            "quantity": charge.quantity,
            "unit_amount": float(charge.unit_amount),
            "amount": float(charge.amount),
            "vat_amount": float(charge.vat),
            "currency_id": self.currencies[charge.currency],
        }

    def _vat_rate(self, country, territory, on_date):
        key = (country, territory, on_date)
        if key not in self.rates:
            self.rates[key] = country._linkstar_vat_rate(on_date, territory) if country else NOTHING
        return self.rates[key]
