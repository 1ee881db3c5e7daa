# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..services import booking


class AccountMove(models.Model):
    _inherit = "account.move"

    linkstar_return_id = fields.Many2one(
        "linkstar.return",
        "Return of goods",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        groups="account.group_account_invoice",
        help="The return that this credit note refunds.",
    )
    linkstar_bill_id = fields.Many2one(
        "linkstar.bill",
        "Linkstar statement",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        groups="account.group_account_invoice",
        help="The statement of the carrier that this vendor bill books.",
    )
    linkstar_tax_invoice = fields.Char(
        "Tax invoice number",
        readonly=True,
        copy=False,
        groups="account.group_account_invoice",
        help="The number of the carrier's 发票. It is entered on the statement.",
    )

    linkstar_accrual_date = fields.Date(
        "Accrual of parcels",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="account.group_account_invoice",
        help="The month end at which parcels were shipped and not billed.",
    )

    def _post(self, soft=True):
        ours = self.sudo().filtered(
            lambda move: move.linkstar_bill_id or move.linkstar_accrual_date
        )
        booking.check_before_posting(self & ours)
        return super()._post(soft)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        """A reversal belongs to the statement, too, at the same rate: it leaves no
        exchange difference.
        """
        values_list = default_values_list or [{} for _move in self]
        for move, values in zip(self, values_list):
            if accrued := move.sudo().linkstar_accrual_date:
                values.setdefault("linkstar_accrual_date", accrued)
            bill = move.sudo().linkstar_bill_id
            if bill:
                values.setdefault("linkstar_bill_id", bill.id)
                values.setdefault(
                    "linkstar_tax_invoice", move.sudo().linkstar_tax_invoice
                )
                if move.currency_id != move.company_currency_id:
                    values.setdefault(
                        "invoice_currency_rate", move.invoice_currency_rate
                    )
        return super()._reverse_moves(values_list, cancel)
