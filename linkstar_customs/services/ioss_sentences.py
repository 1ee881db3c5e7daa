# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sentences of the collector of an IOSS return for finance users, each with its
remedy.
"""

from odoo.tools import format_date


class Sentences:
    """Base of ``Collector``, which has ``env``, ``own`` (the return), ``registration``,
    ``until`` (the month's last day), ``by_payment`` and ``problems``.
    """

    def undeclared_hint(self):
        """Return a sentence about goods of the month that left under this number while
        their declaration is still a draft, or False.
        """
        drafts = self.env["linkstar.customs.declaration"].search(
            [
                ("registration_id", "=", self.registration.id),
                ("state", "=", "draft"),
                ("version", "=", 1),
                ("picking_id.state", "=", "done"),
                *self._sold_between(self.own.period, self.until),
                # Paid goods are in the return without a declaration.
                *([("rate_basis", "!=", "payment")] if self.by_payment else []),
            ]
        )
        if not drafts:
            return False
        return self.env._(
            "The goods of %(count)s declarations of this month have left, but these"
            " declarations are still drafts and not in this return: %(names)s. If they"
            " have been sent to customs, open each one and press “Mark as declared”.",
            count=len(drafts),
            names=", ".join(drafts[:10].mapped("name"))
            + (" …" if len(drafts) > 10 else ""),
        )

    def _add_problem(self, sentence):
        if sentence not in self.problems:
            self.problems.append(sentence)

    def _no_vat_rate(self, record, country, day):
        self._add_problem(
            self.env._(
                "There is no VAT rate of %(country)s for %(date)s, which %(record)s"
                " needs. Enter it in Inventory ▸ Customs ▸ VAT rates.",
                country=country.name,
                date=format_date(self.env, day),
                record=record.name,
            )
        )

    def _foreign_refund(self, order, line):
        self._add_problem(
            self.env._(
                "The credit note %(note)s of order %(order)s is in %(currency)s, not"
                " in the order's currency, so it cannot be subtracted from the sale."
                " Create it in the order's currency.",
                note=line.move_id.name,
                order=order.name,
                currency=line.currency_id.name,
            )
        )

    def _too_much(self, part, refund, sold):
        self._add_problem(
            self.env._(
                "%(order)s: the refunds of %(refund)s %(currency)s are more than the"
                " %(sold)s %(currency)s that were sold and not refunded before."
                " Correct the credit notes, or the return of the goods.",
                order=part.sale.name,
                refund=refund,
                sold=sold,
                currency=part.currency.name,
            )
        )

    def _no_exchange_rate(self, currency, day):
        self._add_problem(
            self.env._(
                "There is no exchange rate of %(currency)s for %(date)s, the last day"
                " of the month, or for the next days. Enter the rate of the European"
                " Central Bank in Invoicing ▸ Configuration ▸ Currencies, then press"
                " “Recalculate”.",
                currency=currency.name,
                date=format_date(self.env, day),
            )
        )
