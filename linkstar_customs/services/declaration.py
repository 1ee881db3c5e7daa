# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Builds the values of declarations for transfers and orders, many at once in a
constant number of queries.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from odoo import Command, models

from ..rules import charges, grouping, weights
from ..rules.value import allocate
from .amounts import in_quanta, quantum
from .queries import read_once
from .scheme_decision import ConsignmentFacts, Tables

GRAM, NOTHING = Decimal("0.001"), Decimal(0)


@dataclass(frozen=True)
class GoodsToDeclare:
    """The goods of one transfer, or of one order for a forecast. Amounts are decimals
    in ``currency``, weights in kg.

    ``rate_day`` is (the day whose exchange rates and tax rules apply, its basis),
    ``law_date`` the day whose duties and fees apply. ``consignment`` is the value of
    all goods of the order, and of other orders that leave with it, ``freight`` their
    transport and insurance; ``lines`` are values of declared lines. ``passed_on``: the
    buyer pays the duties and fees.
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
        """Return who pays for the goods, whose buyer type counts; without an order, the
        consignee.
        """
        return self.order._linkstar_buyer() if self.order else self.partner


@dataclass(frozen=True)
class _Item:
    """The data of a declared line for ``grouping``."""

    sku: str
    hs_code: str
    description_en: str
    origin: str


def values_of(env, declared):
    """Return {record: values of its declaration, with lines and expected charges} for
    all of ``declared``.
    """
    return Builder(env, declared).values()


class Builder:
    """Builds the values of ``declared``, with each table read once. ``env`` must be a
    superuser's.
    """

    def __init__(self, env, declared):
        companies, partners = (
            env[model].union(*(getattr(each, name) for each in declared))
            for model, name in (("res.company", "company"), ("res.partner", "partner"))
        )
        self.env, self.declared = env, declared
        self.tables = read_once(
            env,
            ("tables", partners, companies),
            lambda: Tables(env, partners, companies),
        )
        self.euro = self.tables.euro
        self.rules, self.currencies = env["linkstar.customs.charge.rule"]._rules()
        self.rates, self._decisions = {}, {}
        self._products = {
            line["product_id"] for each in declared for line in each.lines
        }

    def values(self):
        return {each.record: self._values(each) for each in self.declared}

    def facts(self, declared):
        """Return the facts for the tax scheme decision about ``declared``."""
        products = (
            self.env["product.product"]
            .browse({line["product_id"] for line in declared.lines})
            .with_prefetch(self._products)
        )
        on_date = declared.rate_day[0]
        return ConsignmentFacts(
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
        """Return the tax scheme decision about ``declared``, as values of its
        declaration.
        """
        if declared.record not in self._decisions:
            facts = self.facts(declared)
            self._decisions[declared.record] = read_once(
                self.env, facts, lambda: self.tables.decide(facts)
            )
        return self._decisions[declared.record]

    def _values(self, declared):
        company, currency, on_date = (
            declared.company,
            declared.currency,
            declared.rate_day[0],
        )
        worths = [
            in_quanta(line["quantity"] * line["unit_price"], currency)
            for line in declared.lines
        ]
        units = self._unit_weights(declared)
        net_weights = [
            line["quantity"] * unit
            for line, unit in zip(declared.lines, units, strict=True)
        ]
        net_weight = sum(net_weights, NOTHING)
        in_euro = self._in_euro(sum(worths, NOTHING), declared)
        decision = self.decision(declared)
        items, lines = self._lines(declared, in_euro, worths, units, net_weights)
        order_value = self._in_euro(self._consignment(declared), declared)
        return {
            "sale_order_id": declared.order.id,
            "partner_id": declared.partner.id,
            "country_id": declared.partner.country_id.id,
            "currency_id": currency.id,
            "rate_date": on_date,
            "rate_basis": declared.rate_day[1],
            "exchange_rate": currency._get_conversion_rate(
                currency, self.euro, company, on_date
            ),
            "law_date": declared.law_date,
            "total_value": float(sum(worths, NOTHING)),
            "net_weight": float(net_weight),
            "gross_weight": float(
                sum((line[2]["gross_weight"] for line in lines), 0.0)
            ),
            "eur_value": float(in_euro),
            "order_eur_value": float(order_value),
            "transport_value": float(declared.transport),
            "insurance_value": float(declared.insurance),
            "service_value": float(declared.services),
            "vat_value": float(declared.vat),
            "item_count": items,
            "parcel_count": declared.parcels,
            "line_ids": lines,
            "charge_ids": [
                Command.create(self._charge_values(charge))
                for charge in self.expected(declared)
            ],
            **decision,
        }

    def _lines(self, declared, in_euro, worths, units, net_weights):
        """Return (number of declared items, commands that create the lines): the value
        in EUR and the packaging are split over the lines.
        """
        euros = allocate(in_euro, worths, quantum(self.euro))
        packaging = allocate(
            max(declared.gross_weight - sum(net_weights, NOTHING), NOTHING).quantize(
                GRAM
            ),
            net_weights,
            GRAM,
        )
        numbers, items = self._numbers(declared)
        return items, [
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
                declared.lines,
                units,
                numbers,
                euros,
                net_weights,
                packaging,
                strict=True,
            )
        ]

    def _unit_weights(self, declared):
        """Return the weight of one unit of each line. Together they do not exceed the
        weight of the parcel.
        """
        goods = [
            (Decimal(repr(line["unit_weight"])), line["quantity"])
            for line in declared.lines
        ]
        net_weight = sum((weight * quantity for weight, quantity in goods), NOTHING)
        # A smaller difference does not come from a scale: Odoo rounds the weight of
        # products to this many places.
        rounding = Decimal(1).scaleb(
            -self.env["decimal.precision"].precision_get("Stock Weight")
        ) * Decimal("0.6")
        gross = (
            declared.gross_weight
            if net_weight - declared.gross_weight > rounding
            else NOTHING
        )
        return weights.within(goods, gross)

    def _consignment(self, declared):
        """Return the value of all goods of the order, at least the value of the goods
        that leave now.
        """
        leaving = sum(
            (
                in_quanta(line["quantity"] * line["unit_price"], declared.currency)
                for line in declared.lines
            ),
            NOTHING,
        )
        return max(declared.consignment, leaving)

    def _in_euro(self, amount, declared):
        return in_quanta(
            declared.currency._convert(
                float(amount), self.euro, declared.company, declared.rate_day[0]
            ),
            self.euro,
        )

    def items(self, declared):
        """Return the lines for the rules of grouping."""
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
        """Return ([number of the declared item] for each line, number of items)."""
        key, known = declared.company._linkstar_grouping_key(), {}
        numbers = [
            known.setdefault(grouping.key_of(item, key), len(known) + 1)
            for item in self.items(declared)
        ]
        return numbers, len(known)

    def expected(self, declared):
        """Return the expected charges, a tuple of ``rules.charges.Charge``, by the
        rules of ``law_date``.
        """
        partner, company, day = declared.partner, declared.company, declared.law_date
        territory = self.tables.territory(partner, day)
        consignment = charges.ChargedGoods(
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
            self.rates[key] = (
                country._linkstar_vat_rate(on_date, territory) if country else NOTHING
            )
        return self.rates[key]
