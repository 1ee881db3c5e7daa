"""The tax scheme of consignments: dated tables read once for many of them, decisions as values of their declarations."""

from dataclasses import dataclass
from datetime import date

from odoo import models
from odoo.tools import format_amount

from ..rules import buyers, ioss, territories, vat
from ..rules.ioss import Outcome
from .amounts import first_rates, in_quanta
from .queries import read_once, standard


@dataclass(frozen=True)
class Facts:
    """One consignment. ``value`` is that of all goods of the order, ``dearest`` of its dearest unit, floats in ``currency``.

    ``on_date`` is the day whose rules and rates hold. ``order`` may be an empty record. ``special_arrangements``: the carrier
    collects the VAT from the buyer where no scheme applies. ``buyer`` is who pays, ``partner`` who receives. ``goods`` are
    (HS code, id of the product's template, value) of what leaves, ``freight`` the transport and insurance of the whole order.
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
    """The schemes, special territories, registrations and excise codes that consignments of some partners and companies need."""

    def __init__(self, env, partners, companies):
        self.euro, self._uk, self._northern_ireland = (standard(env, name) for name in ("base.EUR", "base.uk", "base.xi"))
        self.env = env
        self._schemes = env["linkstar.tax.scheme"]._all()
        self._territories = env["linkstar.special.territory"]._all()
        self._registrations = env["linkstar.tax.registration"]._of_companies(companies)
        self._excise = env["linkstar.excise.code"]._all()
        self._first_rates = {}

    def territory(self, partner, on_date):
        return self._territories._find(partner, on_date)

    def scheme(self, partner, company, on_date):
        """The scheme that serves the address on a date, or an empty record."""
        return self._schemes._for_country(self._country(partner, company), on_date)

    def _country(self, partner, company):
        """The destination: an address in Northern Ireland counts by the company's setting, never silently as the EU."""
        country = partner.country_id
        if not territories.is_northern_ireland(country._linkstar_code(), partner.zip):
            return country
        return self._northern_ireland if company.linkstar_northern_ireland == "eu" else self._uk

    def is_excise(self, products, on_date):
        """Whether goods subject to excise duty are among ``products``: by their type, or by their HS code."""
        prefixes = self._excise._prefixes(on_date)
        return any(product._linkstar_is_excise(prefixes) for product in products)

    def decide(self, facts):
        """The decision about ``facts`` as values of a declaration."""
        partner, company, on_date = facts.partner, facts.company, facts.on_date
        country, territory = self._country(partner, company), self.territory(partner, on_date)
        scheme = self._schemes._for_country(country, on_date)
        rows = self._registrations.get(company, self.env["linkstar.tax.registration"])
        registration, standing = rows._for_scheme(scheme, on_date, facts.order or None)
        amount = {"item": lambda: facts.dearest, "tax": lambda: self._tax(facts, country)}.get(scheme.basis, lambda: facts.value)()
        currency = scheme.currency_id or facts.currency
        tested = in_quanta(facts.currency._convert(amount, currency, company, on_date), currency)
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
        code = None
        # Outside the customs area of the union nobody lodges its declaration.
        if not territory or territory.in_customs_area:
            may_collect = not scheme.special_arrangements_to or on_date <= scheme.special_arrangements_to
            code = ioss.procedure(outcome, rule, facts.special_arrangements and may_collect)
        formatted = format_amount(self.env, float(tested), currency)
        return {
            "territory_id": territory.id,
            "scheme_id": scheme.id,
            "scheme_outcome": outcome.value,
            "scheme_refusals": ",".join(each.value for each in outcomes if each not in (Outcome.DECLARED, Outcome.EXEMPT)) or False,
            "registration_id": registration.id if outcome is Outcome.DECLARED else False,
            "procedure": code.value if code else False,
            "scheme_reason": "\n".join(self._reason(each, scheme, territory, facts, formatted) for each in outcomes),
        }

    def _tax(self, facts, country):
        """The import tax on ``facts``, goods and transport, in their currency: at the rates of what leaves, for the whole consignment."""
        rates = list(self.env["linkstar.vat.rate"]._of_country(country.id))
        taxed = []
        for hs_code, template, value in facts.goods:
            rate = vat.of_goods(rates, country._linkstar_code(), facts.on_date, hs_code, template)
            taxed.append((value, rate.rate if rate else 0))
        leaving = sum(value for value, _rate in taxed)
        if not leaving:
            return 0.0
        mean = sum(value * rate for value, rate in taxed) / leaving
        return float(mean) / 100 * (facts.value + facts.freight)

    def rates_needed(self, facts):
        """The currencies among those that the decision converts between whose rate nobody entered by that day."""
        scheme = self.scheme(facts.partner, facts.company, facts.on_date)
        needed = facts.currency | self.euro | scheme.currency_id
        if len(needed) == 1:
            return needed.browse()
        foreign = needed - facts.company.currency_id
        of = foreign, facts.company
        if of not in self._first_rates:
            self._first_rates[of] = read_once(self.env, ("first_rates", *of), lambda: first_rates(*of))
        first = self._first_rates[of]
        return foreign.filtered(lambda each: each not in first or first[each] > facts.on_date)

    def _reason(self, outcome, scheme, territory, facts, amount):
        """``outcome`` as a sentence; ``amount`` is the formatted value that was tested."""
        env = self.env
        names = {"scheme": scheme.name, "amount": amount}
        if outcome in (Outcome.DECLARED, Outcome.NO_SCHEME, Outcome.TERRITORY):
            names["country"] = facts.partner.country_id.name or env._("unknown")
        if outcome is Outcome.DECLARED:
            return env._("%(scheme)s: %(amount)s sold to a private person in %(country)s, at or below the limit.", **names)
        if outcome is Outcome.NO_SCHEME:
            return env._("No scheme serves the destination (%s): import VAT is paid on arrival.", names["country"])
        if outcome is Outcome.TERRITORY:
            return env._(
                "%(scheme)s does not apply: the address lies in %(territory)s, outside the VAT area of %(country)s.",
                territory=territory.name,
                scheme=names["scheme"],
                country=names["country"],
            )
        if outcome is Outcome.BUSINESS:
            return env._(
                "%s does not apply: the buyer is a business, and the scheme is for private persons. Sales to businesses are "
                "under the normal tariff, which is not calculated here.",
                names["scheme"],
            )
        if outcome is Outcome.BUYER_UNKNOWN:
            return env._(
                "%(scheme)s is for sales to private persons, and it is not known whether %(buyer)s is one: choose “Buys as” on the "
                "contact.",
                scheme=names["scheme"],
                buyer=(facts.buyer or facts.partner).display_name,
            )
        if outcome is Outcome.EXCLUDED:
            return env._("%s does not apply: goods that it excludes, such as food, are among them.", names["scheme"])
        if outcome is Outcome.EXCISE:
            return env._("%s does not apply: goods subject to excise duty, such as alcohol or tobacco, are among them.", names["scheme"])
        if outcome is Outcome.ABOVE_LIMIT and scheme.basis == "tax":
            return env._(
                "%(scheme)s does not apply: the tax on goods and transport is %(amount)s, and it is levied above %(limit)s.",
                scheme=names["scheme"],
                amount=amount,
                limit=format_amount(env, scheme.limit, scheme.currency_id),
            )
        if outcome is Outcome.ABOVE_LIMIT:
            return env._(
                "%(scheme)s does not apply: %(amount)s is above the limit of %(limit)s.",
                scheme=names["scheme"],
                amount=amount,
                limit=format_amount(env, scheme.limit, scheme.currency_id),
            )
        if outcome is Outcome.EXEMPT and scheme.basis == "tax":
            return env._("%(scheme)s: the tax on goods and transport is %(amount)s, so little that it is not levied.", **names)
        if outcome is Outcome.EXEMPT:
            return env._("%(scheme)s: at %(amount)s no import tax is levied.", scheme=names["scheme"], amount=amount)
        if outcome is Outcome.MARKETPLACE:
            return env._(
                "%(scheme)s applies, but no number of %(marketplace)s is valid on %(date)s: its own number has to be declared, never "
                "yours. Enter it in Inventory ▸ Customs ▸ Tax registrations.",
                scheme=names["scheme"],
                marketplace=facts.order.linkstar_marketplace_id.name,
                date=facts.on_date,
            )
        if outcome is Outcome.EXPIRED:
            return env._(
                "%(scheme)s would apply, but the registration of %(company)s ended before %(date)s: enter the new one in Inventory ▸ "
                "Customs ▸ Tax registrations, or archive the old one and import VAT is paid on arrival.",
                scheme=names["scheme"],
                company=facts.company.name,
                date=facts.on_date,
            )
        if scheme.must_register_from and scheme.must_register_from <= facts.on_date:
            return env._(
                "%(scheme)s applies, but %(company)s has no registration valid on the day of the order. The law asks the seller to "
                "register: nothing is paid on arrival. Register, and enter the number in Inventory ▸ Customs ▸ Tax registrations.",
                scheme=names["scheme"],
                company=facts.company.name,
            )
        return env._(
            "%(scheme)s would apply, but %(company)s has no registration valid on the day of the order: enter it in Inventory ▸ "
            "Customs ▸ Tax registrations, or import VAT is paid on arrival.",
            scheme=names["scheme"],
            company=facts.company.name,
        )
