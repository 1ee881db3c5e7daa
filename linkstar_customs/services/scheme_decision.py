# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Decides on the tax scheme of consignments, as values of their declarations. The dated
tables are read once for many of them.
"""

from dataclasses import dataclass
from datetime import date

from odoo import models
from odoo.tools import format_amount

from ..rules import buyers, ioss, territories, vat
from ..rules.ioss import SchemeOutcome
from .amounts import first_rates, in_quanta
from .queries import read_once, standard


@dataclass(frozen=True)
class ConsignmentFacts:
    """One consignment. ``value`` is the value of all goods of the order, ``dearest`` of
    its most expensive unit, floats in ``currency``.

    ``on_date`` is the day whose rules and rates apply. ``order`` may be an empty
    record. ``special_arrangements``: the carrier collects the VAT from the buyer if no
    scheme applies. ``buyer`` pays, ``partner`` is the consignee. ``goods`` are (HS
    code, id of the product's template, value) of the goods that leave, ``freight`` the
    transport and insurance of the whole order.
    """

    company: models.BaseModel
    partner: models.BaseModel
    order: models.BaseModel
    currency: models.BaseModel
    on_date: date
    value: float
    dearest: float
    excise: bool = False
    special_arrangements: bool = False
    buyer: models.BaseModel | None = None
    goods: tuple = ()
    freight: float = 0.0

    @property
    def buyer_kind(self):
        return (self.buyer or self.partner).sudo().linkstar_buyer_kind or buyers.PRIVATE


class Tables:
    """The schemes, special territories, registrations and excise codes for consignments
    of some partners and companies.
    """

    def __init__(self, env, partners, companies):
        self.euro, self._uk, self._northern_ireland = (
            standard(env, name) for name in ("base.EUR", "base.uk", "base.xi")
        )
        self.env = env
        self._schemes = env["linkstar.tax.scheme"]._all()
        self._territories = env["linkstar.special.territory"]._all()
        self._registrations = env["linkstar.tax.registration"]._of_companies(companies)
        self._excise = env["linkstar.excise.code"]._all()
        self._first_rates = {}

    def territory(self, partner, on_date):
        return self._territories._find(partner, on_date)

    def scheme(self, partner, company, on_date):
        """Return the scheme for the address on a date, or an empty record."""
        return self._schemes._for_country(self._country(partner, company), on_date)

    def _country(self, partner, company):
        """Return the destination. An address in Northern Ireland counts by the
        company's setting, never automatically as the EU.
        """
        country = partner.country_id
        if not territories.is_northern_ireland(country._linkstar_code(), partner.zip):
            return country
        return (
            self._northern_ireland
            if company.linkstar_northern_ireland == "eu"
            else self._uk
        )

    def is_excise(self, products, on_date):
        """Whether there are excise goods among ``products``, by goods type or by HS
        code.
        """
        prefixes = self._excise._prefixes(on_date)
        return any(product._linkstar_is_excise(prefixes) for product in products)

    def decide(self, facts):
        """Return the decision about ``facts`` as values of a declaration."""
        partner, company, on_date = facts.partner, facts.company, facts.on_date
        country, territory = (
            self._country(partner, company),
            self.territory(partner, on_date),
        )
        scheme = self._schemes._for_country(country, on_date)
        rows = self._registrations.get(company, self.env["linkstar.tax.registration"])
        registration, standing = rows._for_scheme(scheme, on_date, facts.order or None)
        tested, currency = self._tested(facts, scheme, country)
        rule = scheme._rule()
        outcomes = ioss.outcomes(
            ioss.Consignment(
                country=country._linkstar_code(),
                value=tested,
                to_business=facts.buyer_kind == buyers.BUSINESS,
                buyer_unknown=facts.buyer_kind == buyers.UNKNOWN,
                in_vat_area=not territory or territory.in_vat_area,
                excise=facts.excise,
                marketplace=bool(facts.order.linkstar_marketplace_id),
                hs_codes=tuple(code for code, _template, _value in facts.goods),
            ),
            rule,
            standing,
        )
        outcome = outcomes[0]
        code = _procedure(outcome, rule, scheme, territory, facts)
        formatted = format_amount(self.env, float(tested), currency)
        return {
            "territory_id": territory.id,
            "scheme_id": scheme.id,
            "scheme_outcome": outcome.value,
            "scheme_refusals": (
                ",".join(
                    each.value
                    for each in outcomes
                    if each not in (SchemeOutcome.DECLARED, SchemeOutcome.EXEMPT)
                )
                or False
            ),
            "registration_id": (
                registration.id if outcome is SchemeOutcome.DECLARED else False
            ),
            "procedure": code.value if code else False,
            "scheme_reason": "\n".join(
                self._reason(each, scheme, territory, facts, formatted)
                for each in outcomes
            ),
        }

    def _tested(self, facts, scheme, country):
        """Return (amount, currency): what is compared with the limit of ``scheme``."""
        amount = {
            "item": lambda: facts.dearest,
            "tax": lambda: self._tax(facts, country),
        }.get(scheme.basis, lambda: facts.value)()
        currency = scheme.currency_id or facts.currency
        converted = facts.currency._convert(
            amount, currency, facts.company, facts.on_date
        )
        return in_quanta(converted, currency), currency

    def _tax(self, facts, country):
        """Return the import tax on goods and transport of the whole consignment, in its
        currency, at the rates of the goods that leave.
        """
        rates = list(self.env["linkstar.vat.rate"]._of_country(country.id))
        taxed = []
        for hs_code, template, value in facts.goods:
            rate = vat.of_goods(
                rates, country._linkstar_code(), facts.on_date, hs_code, template
            )
            taxed.append((value, rate.rate if rate else 0))
        leaving = sum(value for value, _rate in taxed)
        if not leaving:
            return 0.0
        mean = sum(value * rate for value, rate in taxed) / leaving
        return float(mean) / 100 * (facts.value + facts.freight)

    def rates_needed(self, facts):
        """Return the currencies that the decision converts, but that have no rate by
        that day.
        """
        scheme = self.scheme(facts.partner, facts.company, facts.on_date)
        needed = facts.currency | self.euro | scheme.currency_id
        if len(needed) == 1:
            return needed.browse()
        foreign = needed - facts.company.currency_id
        of = foreign, facts.company
        if of not in self._first_rates:
            self._first_rates[of] = read_once(
                self.env, ("first_rates", *of), lambda: first_rates(*of)
            )
        first = self._first_rates[of]
        return foreign.filtered(
            lambda each: each not in first or first[each] > facts.on_date
        )

    def _reason(self, outcome, scheme, territory, facts, amount):
        """Return ``outcome`` as a sentence; ``amount`` is the formatted value that was
        compared with the limit.
        """
        return (
            self._why_applied(outcome, scheme, facts, amount)
            or self._why_not_possible(outcome, scheme, territory, facts)
            or self._why_above_limit(outcome, scheme, amount)
            or self._why_unregistered(outcome, scheme, facts)
        )

    def _why_applied(self, outcome, scheme, facts, amount):
        env, names = self.env, {"scheme": scheme.name, "amount": amount}
        if outcome is SchemeOutcome.DECLARED:
            return env._(
                "%(scheme)s applies: the goods are worth %(amount)s, within the limit,"
                " and are sold to a private person in %(country)s.",
                country=self._country_name(facts),
                **names,
            )
        if outcome is not SchemeOutcome.EXEMPT:
            return ""
        if scheme.basis == "tax":
            return env._(
                "%(scheme)s applies: the tax on goods and transport is only"
                " %(amount)s, so it is not charged.",
                **names,
            )
        return env._(
            "%(scheme)s applies: the goods are worth %(amount)s, so no import tax"
            " is charged.",
            **names,
        )

    def _why_not_possible(self, outcome, scheme, territory, facts):
        """Reasons in the destination, the buyer or the goods."""
        env = self.env
        match outcome:
            case SchemeOutcome.NO_SCHEME:
                return env._(
                    "There is no scheme for the destination (%s): import VAT is paid on"
                    " arrival.",
                    self._country_name(facts),
                )
            case SchemeOutcome.TERRITORY:
                return env._(
                    "%(scheme)s does not apply: the address is in %(territory)s,"
                    " outside the VAT area of %(country)s.",
                    territory=territory.name,
                    scheme=scheme.name,
                    country=self._country_name(facts),
                )
            case SchemeOutcome.BUSINESS:
                return env._(
                    "%s does not apply: the buyer is a business, and the scheme is only"
                    " for private persons. The normal customs tariff applies to"
                    " businesses; it is not calculated here.",
                    scheme.name,
                )
            case SchemeOutcome.BUYER_UNKNOWN:
                return env._(
                    "%(scheme)s is only for sales to private persons, and it is not"
                    " known whether %(buyer)s is one: choose the “Buyer type” on the"
                    " contact.",
                    scheme=scheme.name,
                    buyer=(facts.buyer or facts.partner).display_name,
                )
            case SchemeOutcome.EXCLUDED:
                return env._(
                    "%s does not apply: goods excluded from it, such as food, are among"
                    " them.",
                    scheme.name,
                )
            case SchemeOutcome.EXCISE:
                return env._(
                    "%s does not apply: there are excise goods, such as alcohol or"
                    " tobacco, in the consignment.",
                    scheme.name,
                )
        return ""

    def _why_above_limit(self, outcome, scheme, amount):
        if outcome is not SchemeOutcome.ABOVE_LIMIT:
            return ""
        limit = format_amount(self.env, scheme.limit, scheme.currency_id)
        if scheme.basis == "tax":
            return self.env._(
                "%(scheme)s does not apply: the tax on goods and transport is"
                " %(amount)s, above the limit of %(limit)s.",
                scheme=scheme.name,
                amount=amount,
                limit=limit,
            )
        return self.env._(
            "%(scheme)s does not apply: %(amount)s is above the limit of %(limit)s.",
            scheme=scheme.name,
            amount=amount,
            limit=limit,
        )

    def _why_unregistered(self, outcome, scheme, facts):
        env, names = (
            self.env,
            {"scheme": scheme.name, "company": facts.company.name},
        )
        if outcome is SchemeOutcome.MARKETPLACE:
            return env._(
                "%(scheme)s applies, but there is no tax number of %(marketplace)s for"
                " %(date)s. The marketplace's own number must be declared, never"
                " yours: enter it in Inventory ▸ Customs ▸ Tax registrations.",
                scheme=scheme.name,
                marketplace=facts.order.linkstar_marketplace_id.name,
                date=facts.on_date,
            )
        if outcome is SchemeOutcome.EXPIRED:
            return env._(
                "%(scheme)s would apply, but the registration of %(company)s ended"
                " before %(date)s. Enter the new one in Inventory ▸ Customs ▸ Tax"
                " registrations, or archive the old one: import VAT is then paid on"
                " arrival.",
                date=facts.on_date,
                **names,
            )
        if scheme.must_register_from and scheme.must_register_from <= facts.on_date:
            return env._(
                "%(scheme)s applies, but %(company)s has no registration for the day"
                " of the order. The seller must register, because import VAT cannot be"
                " paid on arrival. Register, then enter the number in Inventory ▸"
                " Customs ▸ Tax registrations.",
                **names,
            )
        return env._(
            "%(scheme)s would apply, but %(company)s has no registration for the day"
            " of the order. Enter it in Inventory ▸ Customs ▸ Tax registrations;"
            " without it, import VAT is paid on arrival.",
            **names,
        )

    def _country_name(self, facts):
        return facts.partner.country_id.name or self.env._("unknown")


def _procedure(outcome, rule, scheme, territory, facts):
    """Return the additional procedure of the import declaration, None for none."""
    if territory and not territory.in_customs_area:
        # Outside the customs area of the union, its declaration is not needed.
        return None
    last_day = scheme.special_arrangements_to
    may_collect = not last_day or facts.on_date <= last_day
    return ioss.procedure(outcome, rule, facts.special_arrangements and may_collect)
