"""What the collector of an IOSS return tells finance, each a whole sentence with its remedy."""

from odoo.tools import format_date


class Sentences:
    """``self.env``, ``own`` (the return), ``registration``, ``until`` (the month's last day), ``by_payment`` and ``problems`` are the
    collector's."""

    def untold_hint(self):
        """A sentence about goods of the month that left with this number without their declaration having been told, or False."""
        drafts = self.env["linkstar.customs.declaration"].search(
            [
                ("registration_id", "=", self.registration.id),
                ("state", "=", "draft"),
                ("version", "=", 1),
                ("picking_id.state", "=", "done"),
                *self._sold_between(self.own.period, self.until),
                # What is known to be paid is in the return without a declaration.
                *([("rate_basis", "!=", "payment")] if self.by_payment else []),
            ]
        )
        if not drafts:
            return False
        return self.env._(
            "The goods of %(count)s declarations of this month have left, but the declarations are drafts and not in this return: "
            "%(names)s. If they have been told to customs, open each and press “Mark as declared”.",
            count=len(drafts),
            names=", ".join(drafts[:10].mapped("name")) + (" …" if len(drafts) > 10 else ""),
        )

    def _tell(self, sentence):
        if sentence not in self.problems:
            self.problems.append(sentence)

    def _no_vat_rate(self, record, country, day):
        self._tell(
            self.env._(
                "There is no VAT rate of %(country)s for %(date)s, needed for %(record)s. Enter it in Inventory ▸ Customs ▸ "
                "VAT rates.",
                country=country.name,
                date=format_date(self.env, day),
                record=record.name,
            )
        )

    def _foreign_refund(self, order, line):
        self._tell(
            self.env._(
                "The credit note %(note)s of order %(order)s is in %(currency)s, not in the order's currency, so it cannot be set "
                "against the sale. Issue it in the order's currency.",
                note=line.move_id.name,
                order=order.name,
                currency=line.currency_id.name,
            )
        )

    def _too_much(self, part, refund, sold):
        self._tell(
            self.env._(
                "%(order)s: refunds of %(refund)s %(currency)s are more than the %(sold)s %(currency)s that were sold and not yet "
                "given back. Correct the credit notes, or the return of the goods.",
                order=part.sale.name,
                refund=refund,
                sold=sold,
                currency=part.currency.name,
            )
        )

    def _no_exchange_rate(self, currency, day):
        self._tell(
            self.env._(
                "There is no rate of %(currency)s for %(date)s, the last day of the month, nor for the next days. Enter the "
                "European Central Bank's in Accounting ▸ Configuration ▸ Currencies, and compute again.",
                currency=currency.name,
                date=format_date(self.env, day),
            )
        )
