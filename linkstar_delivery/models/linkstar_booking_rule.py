# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rating import kinds


class LinkstarBookingRule(models.Model):
    """How one kind of charge is booked. A kind without a rule gets one with a product
    of its own when it is first booked.
    """

    _name = "linkstar.booking.rule"
    _description = "Linkstar Booking Rule"
    _order = "company_id, kind"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(kinds.selection(), "Kind of charge", required=True)
    product_id = fields.Many2one(
        "product.product",
        ondelete="restrict",
        check_company=True,
        domain="[('purchase_ok', '=', True)]",
        help="The product on the lines of vendor bills. Empty: a product of its own is "
        "created when this kind is first booked.",
    )
    account_id = fields.Many2one(
        "account.account",
        "Expense account",
        ondelete="restrict",
        check_company=True,
        help="Empty: the expense account of the product, or of its category.",
    )
    tax_ids = fields.Many2many(
        "account.tax",
        string="Purchase taxes",
        check_company=True,
        domain="[('type_tax_use', '=', 'purchase')]",
        help="Empty: no tax. Duty and import VAT are no turnover of the carrier: they "
        "have no tax.",
    )
    _kind_uniq = models.Constraint(
        "UNIQUE(company_id, kind)",
        "This kind of charge already has a booking rule. Change that rule.",
    )

    @api.depends("kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for rule in self:
            rule.display_name = labels.get(rule.kind)

    @api.model
    def _of(self, company, codes):
        """{kind: its rule in ``company``}; missing ones and missing products are
        created. The caller has checked that the user may book.
        """
        rules_sudo = self.sudo().with_company(company)
        known = {
            rule.kind: rule
            for rule in rules_sudo.search([("company_id", "=", company.id)])
        }
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for code in codes:
            if code not in known:
                known[code] = rules_sudo.create(
                    {"company_id": company.id, "kind": code}
                )
            if not known[code].product_id:
                known[code].product_id = self._new_product(company, labels[code])
        return known

    @api.model
    def _new_product(self, company, label):
        return (
            self.env["product.product"]
            .sudo()
            .with_company(company)
            .create(
                {
                    "name": self.env._("Linkstar: %s", label),
                    "type": "service",
                    "company_id": company.id,
                    "sale_ok": False,
                    "purchase_ok": True,
                    "list_price": 0,
                    "taxes_id": [fields.Command.clear()],
                    "supplier_taxes_id": [fields.Command.clear()],
                }
            )
        )

    def _account(self):
        """The expense account of this rule; empty: that of the journal."""
        self.ensure_one()
        product = self.product_id.with_company(self.company_id)
        return self.account_id or product.product_tmpl_id._get_product_accounts().get(
            "expense"
        )
