import csv
import io

import xlsxwriter

from odoo import models

from ..rules import ioss_return
from .amounts import decimal

_SALE, _REFUND = "out_invoice", "out_refund"


class LinkstarIossReturn(models.Model):
    """A return as files: for the tax portal, the intermediary and the auditor. The number is only ever masked in them."""

    _inherit = "linkstar.ioss.return"

    def _csv(self):
        """The lines, one row each, as bytes."""
        self.ensure_one()
        text = io.StringIO()
        text.write("\ufeff")
        writer = csv.writer(text)
        writer.writerow(self._summary_titles())
        writer.writerows(self._summary_rows())
        return text.getvalue().encode()

    def _xlsx(self):
        """Summary, detail, and differences from what invoices charged, as bytes of a workbook."""
        self.ensure_one()
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheets = (
                (self.env._("Summary"), self._summary_titles(), self._summary_rows(), self._heading()),
                (self.env._("Detail"), self._detail_titles(), self._detail_rows(), []),
                (self.env._("Differences"), self._difference_titles(), self._difference_rows(), []),
            )
            formats = {"title": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})}
            formats["amount"], formats["day"] = book.add_format({"num_format": "0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
            for name, titles, rows, heading in sheets:
                _fill(book.add_worksheet(name), titles, rows, heading, formats)
        return file.getvalue()

    def _heading(self):
        rows = [
            (self.env._("Company"), self.company_id.name),
            (self.env._("Registration"), self.registration_id.name),
            (self.env._("Number"), self.masked_number),
            (self.env._("Month"), self.period),
            (self.env._("Hand in by"), self.deadline),
            (self.env._("State"), dict(self._fields["state"]._description_selection(self.env))[self.state]),
            (self.env._("To pay (EUR)"), decimal(self.vat_payable, 2)),
            (self.env._("Paid back by member states (EUR)"), decimal(self.vat_refundable, 2)),
        ]
        return rows if self.line_ids else [*rows, (self.env._("Nothing was sold: a nil return"), "")]

    def _summary_titles(self):
        return [
            self.env._("Kind"),
            self.env._("Month"),
            self.env._("Member state"),
            self.env._("Name"),
            self.env._("Rate (%)"),
            self.env._("Without VAT (EUR)"),
            self.env._("VAT (EUR)"),
        ]

    def _summary_rows(self):
        sale, correction = self.env._("Sale"), self.env._("Correction")
        return [
            [
                correction if line.correction else sale,
                line.period,
                line.country_id.code,
                line.country_id.name,
                decimal(line.rate, 2).normalize(),
                decimal(line.base, 2),
                decimal(line.vat, 2),
            ]
            for line in self.line_ids
        ]

    def _detail_titles(self):
        return [
            self.env._("Month"),
            self.env._("Kind"),
            self.env._("Order"),
            self.env._("Declaration"),
            self.env._("Day of supply"),
            self.env._("Member state"),
            self.env._("Rate (%)"),
            self.env._("Amount"),
            self.env._("Currency"),
            self.env._("EUR for one"),
            self.env._("Without VAT (EUR)"),
            self.env._("VAT (EUR)"),
        ]

    def _detail_rows(self):
        kinds = dict(self.env["linkstar.ioss.return.entry"]._fields["kind"]._description_selection(self.env))
        return [
            [
                entry.period,
                kinds[entry.kind],
                entry.order_name,
                entry.declaration_id.sudo().name,
                entry.supplied_on,
                entry.country_id.code,
                decimal(entry.rate, 2).normalize(),
                decimal(entry.amount, 2),
                entry.currency_id.name,
                decimal(entry.exchange_rate, 8).normalize(),
                decimal(entry.base, 2),
                decimal(entry.vat, 2),
            ]
            for entry in self.entry_ids
        ]

    def _difference_titles(self):
        return [
            self.env._("Order"),
            self.env._("VAT in this return (EUR)"),
            self.env._("VAT invoiced (EUR)"),
            self.env._("Difference (EUR)"),
            self.env._("Remark"),
        ]

    def _difference_rows(self):
        """One row per order of the month whose VAT here is not what its invoices and credit notes charged."""
        own = self.entry_ids.filtered(lambda entry: not entry.correction and entry.order_id)
        charged, rows = self._charged(own.order_id), []
        for order, entries in own.grouped("order_id").items():
            returned = sum(decimal(entry.vat, 2) for entry in entries)
            rate = next((decimal(entry.exchange_rate, 8) for entry in entries if entry.exchange_rate), 1)
            found = charged.get(order)
            invoiced = ((found or 0) * rate).quantize(ioss_return.CENT) if found else decimal(0.0, 2)
            if invoiced != returned:
                remark = "" if found is not None else self.env._("There is no posted invoice.")
                rows.append([entries[0].order_name, returned, invoiced, returned - invoiced, remark])
        return rows

    def _charged(self, orders):
        """{order: VAT of its posted invoices less credit notes until the month's end, in the invoices' currency}."""
        lines = self.env["account.move.line"].sudo().search(
            [
                ("sale_line_ids.order_id", "in", orders.ids),
                ("parent_state", "=", "posted"),
                ("move_id.move_type", "in", (_SALE, _REFUND)),
                ("move_id.invoice_date", "<=", ioss_return.last_day(self.period)),
                ("display_type", "=", "product"),
            ]
        )
        charged = {}
        for line in lines:
            order = line.sale_line_ids.order_id[:1]
            vat = decimal(line.price_total, 2) - decimal(line.price_subtotal, 2)
            charged[order] = charged.get(order, 0) + (vat if line.move_id.move_type == _SALE else -vat)
        return {order.sudo(False): amount for order, amount in charged.items()}


def _fill(sheet, titles, rows, heading, formats):
    for number, (name, content) in enumerate(heading):
        sheet.write(number, 0, name, formats["title"])
        _write(sheet, number, 1, content, formats)
    top = len(heading) + 1 if heading else 0
    sheet.write_row(top, 0, titles, formats["title"])
    for number, row in enumerate(rows, top + 1):
        for column, content in enumerate(row):
            _write(sheet, number, column, content, formats)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_column(0, len(titles) - 1, 16)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(titles) - 1)


def _write(sheet, row, column, content, formats):
    if hasattr(content, "quantize"):
        sheet.write_number(row, column, float(content), formats["amount"] if content.as_tuple().exponent == -2 else None)
    elif hasattr(content, "isoformat"):
        sheet.write_datetime(row, column, content, formats["day"])
    else:
        sheet.write_string(row, column, content or "")
