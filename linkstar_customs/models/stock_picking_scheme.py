from odoo import models
from odoo.tools import format_amount

from ..rules import ioss
from .amounts import in_quanta


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _linkstar_scheme_values(self, scheme, territory, registration, amount):
        """The decision of whether ``scheme`` is used for this transfer, as values of its declaration.

        ``amount`` is what the limit is tested on, in the scheme's currency: the value of all goods of the order, or of the
        dearest item where the limit counts per item. ``scheme``, ``territory`` and ``registration`` may be empty records.
        """
        currency = scheme.currency_id or self.company_id.currency_id
        rule_input = ioss.Consignment(
            country=self.partner_id.country_id.code or "",
            value=in_quanta(amount, currency),
            to_business=self.partner_id._linkstar_is_business(),
            in_vat_area=not territory or territory.in_vat_area,
        )
        outcome = ioss.decide(rule_input, scheme._rule(), bool(registration))
        declared = outcome is ioss.Outcome.DECLARED
        return {
            "scheme_id": scheme.id,
            "scheme_outcome": outcome.value,
            "scheme_reason": self._linkstar_scheme_reason(outcome, scheme, territory, format_amount(self.env, amount, currency)),
            "registration_id": registration.id if declared else False,
        }

    def _linkstar_scheme_reason(self, outcome, scheme, territory, amount):
        """``outcome`` as a sentence; ``amount`` is the formatted value of the consignment."""
        names = {"scheme": scheme.name, "amount": amount, "country": self.partner_id.country_id.name or self.env._("unknown")}
        if outcome is ioss.Outcome.DECLARED:
            return self.env._("%(scheme)s: %(amount)s sold to a private person in %(country)s, at or below the limit.", **names)
        if outcome is ioss.Outcome.NO_SCHEME:
            return self.env._("No scheme serves the destination (%s): import VAT is paid on arrival.", names["country"])
        if outcome is ioss.Outcome.TERRITORY:
            return self.env._(
                "%(scheme)s does not apply: the address lies in %(territory)s, outside the VAT area of %(country)s.",
                territory=territory.name,
                scheme=names["scheme"],
                country=names["country"],
            )
        if outcome is ioss.Outcome.BUSINESS:
            return self.env._(
                "%s does not apply: the consignee is a business, and the scheme is for private persons.", names["scheme"]
            )
        if outcome is ioss.Outcome.ABOVE_LIMIT:
            return self.env._(
                "%(scheme)s does not apply: %(amount)s is above the limit of %(limit)s.",
                scheme=names["scheme"],
                amount=amount,
                limit=format_amount(self.env, scheme.limit, scheme.currency_id),
            )
        return self.env._(
            "%(scheme)s would apply, but %(company)s has no registration valid on the day of the order: enter it in Inventory ▸ "
            "Customs ▸ Tax registrations, or import VAT is paid on arrival.",
            scheme=names["scheme"],
            company=self.company_id.name,
        )
