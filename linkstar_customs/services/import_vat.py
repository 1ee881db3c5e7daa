# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The VAT at the border that is expected by customs declarations."""

from decimal import Decimal

from ..rules import vat
from ..rules.import_vat import ImportedGoods, due
from ..rules.ioss import Procedure
from .amounts import decimal, first_rates, in_quanta
from .queries import standard


class ExpectedVat:
    """Looks up what the VAT of declarations depends on, once for all of them."""

    def __init__(self, env):
        self.env = env
        self.euro = standard(env, "base.EUR")
        self._first = {}

    def of(self, declaration):
        """Return ``rules.import_vat.ImportVat`` in EUR, None if a VAT rate or an
        exchange rate is not known. Whether the VAT was paid at the sale is not looked
        at.

        All duties and fees are taxed, whatever the company wants to see in estimates
        (``linkstar_charge_vat``).
        """
        charges = declaration.charge_ids
        currencies = declaration.currency_id + charges.currency_id + self.euro
        day, company = declaration.rate_date, declaration.company_id
        if not self.can_convert(currencies, company, day):
            return None
        per_item = charges.filtered(lambda charge: charge.basis == "item")
        found = due(
            self._goods(declaration),
            in_quanta(declaration._in_euro(declaration._paper_costs()), self.euro),
            self._sum(declaration, per_item, "unit_amount"),
            self._sum(declaration, charges - per_item, "amount"),
        )
        if found and (
            declaration.procedure == Procedure.SPECIAL_ARRANGEMENTS.value
            and found.rates != (self._standard(declaration),)
        ):
            # A member state may tax all goods at its standard rate (art. 369z).
            return None
        return found

    def can_convert(self, currencies, company, day):
        """Whether amounts of one of ``currencies`` can be converted to another on
        ``day``.
        """
        if len(currencies) < 2:
            return True
        key = currencies, company
        if key not in self._first:
            self._first[key] = first_rates(currencies, company)
        first = self._first[key]
        return all(
            each in first and first[each] <= day
            for each in currencies - company.currency_id
        )

    def _goods(self, declaration):
        return [
            ImportedGoods(
                decimal(line.eur_value, 2),
                self._rate(
                    declaration, line.hs_code or "", line.product_id.product_tmpl_id.id
                ),
                line.item_no,
            )
            for line in declaration.line_ids
        ]

    def _rate(self, declaration, hs_code, template):
        """The rate in per cent, None outside the VAT area and without a rate."""
        country, territory = declaration.country_id, declaration.territory_id
        if not country:
            return None
        found = vat.of_goods(
            self.env["linkstar.vat.rate"]._of_country(country.id),
            country._linkstar_code(),
            declaration.law_date or declaration.rate_date,
            hs_code,
            template,
            territory.code or "",
        )
        if not found or (
            territory
            and not territory.in_vat_area
            and found.territory != territory.code
        ):
            return None
        return found.rate

    def _standard(self, declaration):
        return declaration.country_id._linkstar_vat_rate(
            declaration.law_date or declaration.rate_date, declaration.territory_id
        )

    def _sum(self, declaration, charges, name):
        total = sum(
            charge.currency_id._convert(
                charge[name], self.euro, declaration.company_id, declaration.rate_date
            )
            for charge in charges
        )
        return decimal(total, 2) if charges else Decimal(0)
