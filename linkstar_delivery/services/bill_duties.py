# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is due at the border by the customs declaration of a shipment, in the currency
of its rate card.
"""

from decimal import Decimal

from odoo.addons.linkstar_customs.rules.ioss import SchemeOutcome
from odoo.addons.linkstar_customs.services.amounts import decimal
from odoo.addons.linkstar_customs.services.import_vat import ExpectedVat

from ..statements.border import DUTY, VAT, DeclaredDuty, DeclaredVat

#: Outcomes of a tax scheme by which no VAT is due at the border.
_NOT_DUE = (SchemeOutcome.DECLARED.value, SchemeOutcome.EXEMPT.value)


class Duties:
    """The duties of shipments, with what they have in common looked up once."""

    def __init__(self, env):
        self.vat = ExpectedVat(env)

    def of(self, declaration, card, currency, day, taxed):
        """{kind: ``border.DeclaredDuty`` or ``border.DeclaredVat``} by the charges that
        were expected for ``declaration``. What the compiled ``card`` has a price for is
        not among them, nor what cannot be known, such as for want of a VAT rate or an
        exchange rate of ``day``.

        :param taxed: whether the import VAT is needed
        """
        if not declaration or card is None:
            return {}
        priced = {each.surcharge.code for each in card.surcharges}
        target, found = (currency, day), {}
        charges = declaration.charge_ids.filtered(lambda each: each.kind == "duty")
        if DUTY not in priced and not card.counts_duty_items and charges:
            found[DUTY] = self._duty(declaration, charges, target)
        if taxed and VAT not in priced:
            found[VAT] = self._vat(declaration, bool(charges), target)
        return {kind: each for kind, each in found.items() if each is not None}

    def _duty(self, declaration, charges, target):
        stated_in = charges.currency_id
        amount = sum(charges.mapped("amount"))
        if len(stated_in) > 1 or not self._can_convert(declaration, stated_in, target):
            return None
        return DeclaredDuty(
            self._converted(declaration, amount, stated_in, target),
            f"{stated_in.name} {amount:.2f}",
            declaration.item_count,
            stated_in != target[0],
        )

    def _vat(self, declaration, duty_known, target):
        if declaration.scheme_outcome in _NOT_DUE:
            return DeclaredVat(
                Decimal(0),
                paid=declaration.scheme_id.name,
                exempt=declaration.scheme_outcome == SchemeOutcome.EXEMPT.value,
            )
        euro = self.vat.euro
        found = self.vat.of(declaration)
        if not found or not self._can_convert(declaration, euro, target):
            return None
        return DeclaredVat(
            self._converted(declaration, float(found.amount), euro, target),
            len(set(declaration.line_ids.mapped("item_no"))),
            # Customs has its own rates for what is not in euro.
            bool((declaration.currency_id + euro) - target[0]),
            duty_known,
            found.mean_rate,
            {
                "rates": [format(rate.normalize(), "f") for rate in found.rates],
                "taxable": _euros(found.goods + found.costs + found.charges),
                "goods": _euros(found.goods),
                "costs": _euros(found.costs),
                "charges": _euros(found.charges),
            },
        )

    def _can_convert(self, declaration, currencies, target):
        currency, day = target
        return self.vat.can_convert(currencies + currency, declaration.company_id, day)

    def _converted(self, declaration, amount, stated_in, target):
        currency, day = target
        return decimal(
            stated_in._convert(amount, currency, declaration.company_id, day), 2
        )


def _euros(amount):
    return f"EUR {amount:.2f}"
