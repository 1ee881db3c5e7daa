# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a return form advises and warns of, and what the salesperson is told."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .returns_case import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnAdvice(ReturnsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = new_test_user(
            cls.env,
            "returns_chief",
            "base.group_user,stock.group_stock_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def setUp(self):
        super().setUp()
        self._put_in_stock(self.case, 5, 6.0)
        self._put_in_stock(self.lamp, 5, 6.0)

    def _sent(self, *lines, **values):
        """An order that left with the carrier's line."""
        order = self._sold(*lines or [(self.case, 3)], send=False, **values)
        order.set_delivery_line(self.method, 10)
        order.picking_ids.carrier_id = self.method
        self._send(order.picking_ids)
        return order

    # --- advice

    def test_goods_that_are_worth_their_way(self):
        self.service.return_cost = 4
        record = self._return(self._sent(), (self.case, 3))
        self.assertEqual(record.advice, "home")
        # 3 pieces at 6, the return at 4, scrapping at nothing.
        self.assertIn("18.00", record.advice_text)
        self.assertIn("4.00", record.advice_text)
        self.assertIn("better by", record.advice_text)
        self.assertIn("14.00", record.advice_text)

    def test_goods_that_are_not(self):
        self.service.write({"return_cost": 30, "destroy_cost": 5})
        record = self._return(self._sent(), (self.case, 3))
        self.assertEqual(record.advice, "scrap")
        for amount in ("18.00", "30.00", "5.00", "7.00"):
            self.assertIn(amount, record.advice_text)

    def test_goods_that_the_buyer_may_still_want(self):
        self.service.return_cost = 10
        order = self._sent()
        shipment = order.picking_ids.linkstar_shipment_ids
        self.env["linkstar.charge"].create(
            {
                "shipment_id": shipment.id,
                "company_id": self.company.id,
                "stage": "billed",
                "kind": "freight",
                "amount": 15,
                "currency_id": shipment.currency_id.id,
            }
        )
        values = {"shipment_id": shipment.id, "reason": "address"}
        record = self._return(order, (self.case, 3), **values)
        self.assertEqual(record.advice, "again")
        # The buyer paid 60; at home the goods are worth 18 less 10.
        for amount in ("60.00", "15.00", "37.00", "10.00"):
            self.assertIn(amount, record.advice_text)
        record.reason = "refused"
        self.assertEqual(record.advice, "home")

    def test_without_prices_it_says_what_is_missing(self):
        record = self._return(self._sent(), (self.case, 3))
        self.assertFalse(record.advice)
        self.assertIn("return price", record.advice_text)
        self.assertIn(self.service.display_name, record.advice_text)
        self.service.return_cost = 3
        self.case.standard_price = 0
        record.invalidate_recordset()
        self.assertFalse(record.advice)
        self.assertIn("no cost", record.advice_text)
        plain = self._return(self._sold((self.lamp, 1)))
        self.assertIn("without a line", plain.advice_text)

    def test_nothing_is_advised_where_nothing_is_to_be_decided(self):
        self.service.return_cost = 4
        order = self._sent()
        self.assertFalse(self._return(order, reason="lost").advice_text)
        record = self._expected(order, (self.case, 1))
        self.assertFalse(record.advice_text, "it comes to the inspection at home")
        self._scan(record, self.case.barcode)
        self._receive(record)
        self.assertFalse(record.advice_text)

    def test_what_waits_at_the_depot(self):
        self.service.return_cost = 4
        depot = self.env["linkstar.return.place"].create(
            {"name": "Depot DE", "kind": "depot"}
        )
        record = self._came_back(
            self._sent(), self.case, 2, destination="place", place_id=depot.id
        )
        self.assertEqual(record.advice, "home")
        self.assertIn("12.00", record.advice_text, "the two that are there")
        record.with_user(self.picker).action_ship_home()
        record.invalidate_recordset()
        self.assertFalse(record.advice)

    def test_who_sees_the_amounts(self):
        self.service.return_cost = 4
        record = self._return(self._sent(), (self.case, 3))
        for user in (self.picker, self.seller):
            self.assertEqual(record.with_user(user).advice, "home")
            with self.assertRaises(AccessError):
                record.with_user(user).read(["advice_text"])
        for user in (self.chief, self.clerk):
            self.assertIn("18.00", record.with_user(user).advice_text)

    # --- no loss account

    def test_a_place_without_a_loss_account_warns_before_the_loss(self):
        record = self._return(self._sold((self.case, 2)), reason="lost")
        self.assertIn("loss account", record.loss_warning)
        place = self.env["linkstar.return.place"]._of(self.company, "lost")
        record.invalidate_recordset()
        self.assertIn(place.name, record.loss_warning)
        self.assertEqual(place.loss_warning, record.loss_warning)
        place.loss_account_id = self._loss_account()
        self.env.invalidate_all()
        self.assertFalse(record.loss_warning)
        self.assertFalse(place.loss_warning)

    def test_the_scanning_page_warns_too(self):
        record = self._expected(self._sold((self.case, 2)))
        state = record.with_user(self.picker).scan_state()
        self.assertIn(record.place_id.name, state["warning"])
        record.place_id.loss_account_id = self._loss_account()
        record.invalidate_recordset()
        self.assertFalse(record.with_user(self.picker).scan_state()["warning"])

    def test_goods_without_entries_need_no_account(self):
        self.category.property_valuation = "periodic"
        record = self._return(self._sold((self.case, 2)), reason="lost")
        self.assertFalse(record.loss_warning)

    def _loss_account(self):
        return self.env["account.account"].create(
            {
                "name": "Losses",
                "code": "LSSR03",
                "account_type": "expense",
                "company_ids": [Command.link(self.company.id)],
            }
        )

    # --- the salesperson

    def _told(self, record):
        return record.activity_ids.filtered(lambda a: a.user_id == self.seller)

    def test_the_seller_is_told_of_a_difference(self):
        order = self._sold((self.case, 3), user_id=self.seller.id)
        record = self._expected(order, (self.case, 2))
        self._scan(record, self.case.barcode, "scrap")
        self._scan(record, self.lamp.barcode)
        self._receive(record)
        told = self._told(record)
        self.assertEqual(len(told), 1)
        self.assertIn("Case", told.note)
        self.assertIn("Scrap", told.note)
        self.assertIn("Other goods", told.note)
        self.assertNotIn("did not come", told.note, "it may still come")
        record.with_user(self.picker).action_finish()
        told = self._told(record)
        self.assertEqual(len(told), 1, "the same activity")
        self.assertIn("did not come", told.note)
        told.with_user(self.seller).action_feedback()

    def test_nothing_is_said_where_all_came(self):
        order = self._sold((self.case, 3), user_id=self.seller.id)
        self.assertFalse(self._told(self._came_back(order, self.case, 2)))
        lost = self._return(order, (self.case, 1), reason="lost")
        lost.with_user(self.picker).action_write_off()
        self.assertFalse(self._told(lost), "somebody pressed Write off")

    def test_an_order_without_a_seller(self):
        order = self._sold((self.case, 2), user_id=False)
        record = self._came_back(order, self.case, destination="quarantine")
        self.assertEqual(record.state, "received")
        self.assertFalse(record.activity_ids)

    def test_names_are_text(self):
        self.case.name = "<b>Case</b>"
        order = self._sold((self.case, 1), user_id=self.seller.id)
        record = self._came_back(order, self.case, destination="quarantine")
        self.assertIn("&lt;b&gt;Case", self._told(record).note)
