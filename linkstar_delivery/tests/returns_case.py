# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Goods that are sold, sent and come back, in a company with accounts: average cost,
perpetual valuation.
"""

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LinkstarCase


class ReturnsCase(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_chart()
        cls.category = cls.env["product.category"].create(
            {
                "name": "Average, perpetual",
                "property_valuation": "real_time",
                "property_cost_method": "average",
            }
        )
        cls.case = cls._stored("Case")
        cls.lamp = cls._stored("Lamp")
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker, cls.seller, cls.clerk = (
            new_test_user(
                cls.env, f"returns_{name}", f"base.group_user,{groups}", **context
            )
            for name, groups in (
                ("picker", "stock.group_stock_user"),
                ("seller", "sales_team.group_sale_salesman_all_leads"),
                ("clerk", "account.group_account_invoice"),
            )
        )
        cls.stock = cls.warehouse.lot_stock_id
        cls.customers = cls.env.ref("stock.stock_location_customers")

    @classmethod
    def _stored(cls, name, cost=6.0, **values):
        product = cls._make_product(
            name,
            is_storable=True,
            categ_id=cls.category.id,
            invoice_policy="delivery",
            barcode=f"BC-{name.upper().replace(' ', '-')}",
            **values,
        )
        product.standard_price = cost
        return product

    def _put_in_stock(self, product, quantity, cost, lot=None):
        """Buy: received from a vendor at ``cost``."""
        move = self.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom": product.uom_id.id,
                "product_uom_qty": quantity,
                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                "location_dest_id": self.stock.id,
                "company_id": self.company.id,
                "picking_type_id": self.warehouse.in_type_id.id,
                "price_unit": cost,
            }
        )
        move._action_confirm()
        move.quantity = quantity
        if lot:
            move.move_line_ids.lot_id = lot
        move.picked = True
        move._action_done()
        move.value_manual = cost * quantity
        return move

    def _lot(self, product, name):
        return self.env["stock.lot"].create(
            {"product_id": product.id, "name": name, "company_id": self.company.id}
        )

    def _sold(self, *lines, send=True, unit=None, **values):
        """A confirmed order of ``lines`` (product, quantity in ``unit``), sent unless
        ``send`` is False.
        """
        order = self.env["sale.order"].create(
            {
                "partner_id": self.buyer.id,
                "company_id": self.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "product_uom_id": (unit or product.uom_id).id,
                            "price_unit": 20.0,
                            "tax_ids": [Command.clear()],
                        }
                    )
                    for product, quantity in lines
                ],
                **values,
            }
        )
        order.action_confirm()
        if send:
            self._send(order.picking_ids)
        return order

    def _send(self, picking):
        picking.action_assign()
        for move in picking.move_ids:
            if not move.move_line_ids:
                move.quantity = move.product_uom_qty
        picking.move_ids.picked = True
        picking.with_context(skip_sms=True).button_validate()
        self.assertEqual(picking.state, "done")
        return picking

    def _return(self, order, *lines, **values):
        """A proposal for ``lines`` (product, quantity) of the order's first transfer;
        without lines, for everything.
        """
        picking = order.picking_ids.filtered(
            lambda p: p.location_dest_id.usage == "customer"
        ).sorted("id")[:1]
        record = self.env["linkstar.return"].create(
            {"picking_id": picking.id, "reason": "refused", **values}
        )
        if lines:
            record.line_ids.filtered(
                lambda line: line.product_id not in [product for product, _q in lines]
            ).unlink()
            for product, quantity in lines:
                record.line_ids.filtered(lambda line, p=product: line.product_id == p)[
                    :1
                ].quantity = quantity
        return record

    def _expected(self, order, *lines, **values):
        record = self._return(order, *lines, **values)
        record.with_user(self.picker).action_expect()
        self.assertEqual(record.state, "expected")
        return record

    def _scan(self, record, text, destination="stock", quantity=1, **more):
        answer = record.with_user(self.picker).scan(text, destination, quantity, **more)
        self.assertTrue(answer["ok"], answer)
        return answer

    def _refused(self, record, text, *more, **values):
        answer = record.with_user(self.picker).scan(text, *more, **values)
        self.assertFalse(answer["ok"], answer)
        return answer

    def _receive(self, record):
        record.with_user(self.picker).action_receive()

    def _came_back(self, order, product, quantity=1, destination="stock", **values):
        """A return that is expected and received."""
        record = self._expected(order, (product, quantity), **values)
        self._scan(record, product.barcode, destination, quantity)
        self._receive(record)
        return record

    def _invoice(self, order, pay=False):
        invoice = order._create_invoices()
        invoice.action_post()
        if pay:
            self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=invoice.ids
            ).create({})._create_payments()
        return invoice

    def _credit(self, record, **options):
        """The credit notes that a finance user makes in the dialog."""
        action = record.with_user(self.clerk).action_credit()
        dialog = (
            self.env["linkstar.return.credit"]
            .with_user(self.clerk)
            .browse(action["res_id"])
        )
        dialog.write(options)
        dialog.action_credit()
        return record.credit_note_ids

    def _cost_of_sales(self, moves):
        """The cost of sales that ``moves`` book: debit less credit of expenses."""
        return sum(
            line.balance
            for line in moves.line_ids
            if line.display_type == "cogs"
            and line.account_id.account_type.startswith("expense")
        )

    def _at(self, product, location):
        return sum(
            self.env["stock.quant"]
            .search(
                [("product_id", "=", product.id), ("location_id", "=", location.id)]
            )
            .mapped("quantity")
        )
