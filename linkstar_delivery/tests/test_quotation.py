# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestQuotation(LinkstarCase):
    """Prices from the card, from the carrier and from both; the comparison; the best
    line.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.write({"days_min": 10, "days_max": 18})
        cls.express = cls._make_service("EU-EXP", days_min=7, days_max=12)
        # Two pieces of 0.21 kg are billed as 0.5 kg: 20.00 + 4 × 3.00 = 32.00, and 10 %
        # of fuel: 35.20.
        cls.card = cls._make_card(cls.service, price=20, step_price=3)
        # 40.00 + 4 × 5.00 = 60.00, and 10 %: 66.00.
        cls.express_card = cls._make_card(cls.express, price=40, step_price=5)

    @classmethod
    def _make_card(cls, service, price, step_price, **values):
        card = cls.env["linkstar.rate.card"].create(
            {
                "name": f"Card of {service.code}",
                "service_id": service.id,
                "currency_id": cls.cny.id,
                "valid_from": "2020-01-01",
                "weight_step": 0.5,
                "max_weight": 2,
                "zone_ids": [
                    Command.create(
                        {
                            "name": "Germany",
                            "areas": "DE",
                            "bracket_ids": [
                                Command.create(
                                    {
                                        "over": 0,
                                        "up_to": 2,
                                        "kind": "first_step",
                                        "price": price,
                                        "first_weight": 0.1,
                                        "step_weight": 0.1,
                                        "step_price": step_price,
                                    }
                                )
                            ],
                        }
                    )
                ],
                "surcharge_ids": [
                    Command.create(
                        {"code": "fuel", "basis": "percent_freight", "amount": 10}
                    )
                ],
                **values,
            }
        )
        card.action_activate()
        return card

    def _rate(self, source, order=None):
        self.method.linkstar_rate_source = source
        return self.method.rate_shipment(order or self._order())

    def test_card_answers_with_the_carrier_down(self):
        self.account.base_url = "http://127.0.0.1:9"
        rate = self._rate("card")
        self.assertTrue(rate["success"], rate["error_message"])
        self.assertAlmostEqual(rate["price"], 35.20)
        self.assertFalse(
            self.env["linkstar.call"].search([("account_id", "=", self.account.id)]),
            "nobody was called",
        )

    def test_price_follows_the_order(self):
        order, larger = self._order(), self._order(quantity=6)
        self.assertAlmostEqual(self._rate("card", order)["price"], 35.20)
        # 1.26 kg are billed as 1.5 kg: 20.00 + 14 × 3.00 = 62.00, and 10 %.
        self.assertAlmostEqual(self._rate("card", larger)["price"], 68.20)
        # 0.84 kg are billed as 1.0 kg: 20.00 + 9 × 3.00 = 47.00, and 10 %.
        order.order_line.filtered(lambda line: not line.is_delivery).product_uom_qty = 4
        self.assertAlmostEqual(self._rate("card", order)["price"], 51.70)
        # 0.4 kg are billed as 0.5 kg.
        self.product.weight = 0.1
        self.assertAlmostEqual(self._rate("card", order)["price"], 35.20)
        order.partner_shipping_id = self.buyer.copy(
            {"country_id": self.env.ref("base.fr").id, "zip": "75001"}
        )
        self.assertIn("does not go to FR", self._rate("card", order)["error_message"])
        self.assertTrue(self._rate("card", larger)["success"])

    def test_price_follows_the_card(self):
        order, none = self._order(), "EU-STD has no rate card"
        other = self._make_method(self.express, linkstar_rate_source="card")
        self.assertAlmostEqual(self._rate("card", order)["price"], 35.20)
        self.card.valid_to = "2020-12-31"
        self.assertIn(none, self._rate("card", order)["error_message"])
        self.assertAlmostEqual(other.rate_shipment(order)["price"], 66.00)
        # 30.00 + 4 × 3.00 = 42.00, and 10 %.
        later = self._make_card(
            self.service, price=30, step_price=3, valid_from="2021-01-01"
        )
        self.assertAlmostEqual(self._rate("card", order)["price"], 46.20)
        order.date_order = "2020-06-01 12:00:00"
        self.assertAlmostEqual(self._rate("card", order)["price"], 35.20)
        order.date_order = "2021-06-01 12:00:00"
        self.assertAlmostEqual(self._rate("card", order)["price"], 46.20)
        later.active = False
        self.assertIn(none, self._rate("card", order)["error_message"])
        later.active = True
        self.assertAlmostEqual(self._rate("card", order)["price"], 46.20)
        later.action_draft()
        self.assertIn(none, self._rate("card", order)["error_message"])
        later.zone_ids.bracket_ids.price = 40
        later.action_activate()
        self.assertAlmostEqual(self._rate("card", order)["price"], 57.20)
        later.unlink()
        self.assertIn(none, self._rate("card", order)["error_message"])
        self.assertAlmostEqual(other.rate_shipment(order)["price"], 66.00)

    def test_price_after_a_change_that_was_rolled_back(self):
        order = self._order()
        with self.env.cr.savepoint() as point:
            self.card.valid_to = "2020-12-31"
            self._make_card(
                self.service, price=30, step_price=3, valid_from="2021-01-01"
            )
            self.assertAlmostEqual(self._rate("card", order)["price"], 46.20)
            point.rollback()
        self.assertAlmostEqual(self._rate("card", order)["price"], 35.20)

    def test_cards_of_several_methods_are_looked_up_once(self):
        methods = (
            self.method
            + self._make_method(self.express)
            + self._make_method(self.service)
        )
        methods.linkstar_rate_source = "card"
        order = self._order()
        self.env.flush_all()
        self.env.cr.clear()
        cards = type(self.env["linkstar.rate.card"])
        with patch.object(
            cards, "_find", autospec=True, side_effect=cards._find
        ) as find:
            prices = [method.rate_shipment(order)["price"] for method in methods]
        self.assertEqual([round(price, 2) for price in prices], [35.20, 66.00, 35.20])
        self.assertEqual(find.call_count, 1)

    def test_weights_in_pounds(self):
        order = self._order()
        self.env["ir.config_parameter"].set_param("product.weight_in_lbs", "1")
        # Two pieces of 0.21 lb are two of 0.095 kg, billed as 0.5 kg; five times as
        # many as 1.0 kg.
        self.assertAlmostEqual(self._rate("card", order)["price"], 35.20)
        order.order_line.filtered(
            lambda line: not line.is_delivery
        ).product_uom_qty = 10
        self.assertAlmostEqual(self._rate("card", order)["price"], 51.70)
        self.assertEqual(order._linkstar_facts().weight, Decimal("0.950"))

    def test_falls_back_on_the_card_and_says_so(self):
        live = self._rate("live_card")
        self.assertFalse(live["warning_message"])
        self.assertNotAlmostEqual(live["price"], 35.20)
        self.account.base_url = "http://127.0.0.1:9"
        rate = self._rate("live_card")
        self.assertAlmostEqual(rate["price"], 35.20)
        self.assertIn("did not answer", rate["warning_message"])
        self.assertFalse(self._rate("live")["success"])

    def test_dearest(self):
        live = self._rate("live")["price"]
        self.assertAlmostEqual(self._rate("dearest")["price"], max(live, 35.20))
        self.account.base_url = "http://127.0.0.1:9"
        self.assertAlmostEqual(self._rate("dearest")["price"], 35.20)

    def test_one_call_for_all_lines_and_addresses_alike(self):
        other = self._make_method(self.express, linkstar_rate_source="live")
        order = self._order()
        self.assertEqual(self.control.calls(), [], "choosing a method asks nobody")
        self._rate("live", order)
        other.rate_shipment(order)
        self._rate("live", self._order())
        self.assertEqual(len(self._calls("feeTrail")), 1)
        order.set_delivery_line(self.method, 10)
        self.assertIn("freight", order.linkstar_charge_ids.mapped("kind"))

    def test_a_price_that_is_not_known_is_not_kept(self):
        """The carrier's price was quoted by another process: the calculation of the
        card would not be the buyer's price.
        """
        self.method.linkstar_rate_source = "live_card"
        order = self._order()
        order.set_delivery_line(self.method, 10)
        self.assertEqual(order.linkstar_service_id, self.service)
        self.assertFalse(order.linkstar_charge_ids)
        self.assertEqual(self.control.calls(), [])

    def test_a_carrier_that_does_not_answer_is_asked_once(self):
        order = self._order()
        self.account.base_url = f"{self.account.base_url}/elsewhere"
        for _again in range(3):
            self.assertFalse(self._rate("live", order)["success"])
        failed = self.env["linkstar.call"].search(
            [("account_id", "=", self.account.id), ("outcome", "!=", "ok")]
        )
        self.assertEqual(len(failed), 1)

    def test_order_in_euro(self):
        pricelist = self.env["product.pricelist"].create(
            {"name": "EUR", "currency_id": self.eur.id, "company_id": self.company.id}
        )
        rate = self._rate("card", self._order(pricelist_id=pricelist.id))
        self.assertAlmostEqual(rate["price"], 4.40)

    def test_the_conversion_is_told(self):
        self.method.linkstar_rate_source = "card"
        pricelist = self.env["product.pricelist"].create(
            {"name": "EUR", "currency_id": self.eur.id, "company_id": self.company.id}
        )
        order = self._order(pricelist_id=pricelist.id, date_order="2026-05-20 12:00:00")
        sentence = "35.20 CNY are 4.40 EUR at the rate of 2026-05-20: 1 EUR = 8 CNY"
        self.assertIn(sentence, order.linkstar_quotation_notes)
        self.assertTrue(
            all(order.linkstar_charge_ids.mapped("amount")),
            "what has no amount is no charge",
        )
        comparison = self.env["linkstar.comparison"].browse(
            order.action_linkstar_compare()["res_id"]
        )
        self.assertIn(sentence, comparison.line_ids[0].explanation)

    def test_missing_exchange_rate_is_named(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        dollar.rate_ids.unlink()
        pricelist = self.env["product.pricelist"].create(
            {"name": "USD", "currency_id": dollar.id, "company_id": self.company.id}
        )
        rate = self._rate("card", self._order(pricelist_id=pricelist.id))
        self.assertFalse(rate["success"])
        self.assertIn("USD", rate["error_message"])

    def test_all_reasons_at_once(self):
        self.card.valid_to = "2020-12-31"
        self.assertIn("EU-STD has no rate card", self._rate("card")["error_message"])
        self.card.valid_to = False
        heavy = self._make_product("Anvil", weight=5)
        far = self.buyer.copy(
            {"country_id": self.env.ref("base.fr").id, "zip": "75001"}
        )
        text = self._rate("card", self._order(product=heavy, quantity=1, partner=far))[
            "error_message"
        ]
        self.assertIn("5.000 kg", text)
        self.assertIn("does not go to FR", text)

    def test_quotation_is_kept_on_order_and_shipment(self):
        self.method.linkstar_rate_source = "card"
        order = self._order()
        charges = order.linkstar_charge_ids
        self.assertEqual(order.linkstar_service_id, self.service)
        self.assertAlmostEqual(sum(charges.mapped("amount")), 35.20)
        self.assertEqual(set(charges.mapped("stage")), {"quoted"})
        self.assertIn(
            "first 0.1", " ".join(charges.mapped("description")).replace("0.10", "0.1")
        )
        self.assertTrue(self.card.quoted)
        order.set_delivery_line(self.method, 10)
        self.assertEqual(
            len(order.linkstar_charge_ids),
            len(charges),
            "the former quotation makes room",
        )
        order.action_confirm()
        picking = order.picking_ids
        picking.move_ids.quantity = 2
        picking.button_validate()
        kept = picking.linkstar_shipment_id.charge_ids
        self.assertAlmostEqual(sum(kept.mapped("amount")), 35.20)
        # A click on a row opens what it is about.
        shipment = picking.linkstar_shipment_id
        for action, opened in (
            (kept[0].action_open(), shipment),
            ((order.linkstar_charge_ids - kept)[0].action_open(), order),
        ):
            self.assertEqual(
                (action["res_model"], action["res_id"]), (opened._name, opened.id)
            )
        order.carrier_id = False
        self.assertEqual(picking.linkstar_shipment_id.charge_ids, kept)

    def test_comparison(self):
        self.method.linkstar_rate_source = "card"
        battery = self._make_service(
            "EU-BAT", country_ids=[Command.set(self.env.ref("base.fr").ids)]
        )
        order = self._order()
        action = order.action_linkstar_compare()
        lines = self.env["linkstar.comparison"].browse(action["res_id"]).line_ids
        self.assertEqual(lines.service_id, self.service + self.express + battery)
        cheap, dear, none = (
            lines.filtered(lambda line, s=s: line.service_id == s)
            for s in (self.service, self.express, battery)
        )
        self.assertAlmostEqual(cheap.price, 35.20)
        self.assertEqual(
            (cheap.billable_weight, cheap.weight_kind, cheap.source, cheap.days_max),
            (0.5, "actual", "card", 18),
        )
        self.assertIn("Germany", cheap.explanation)
        self.assertIn("35.20 CNY", cheap.explanation)
        self.assertFalse(dear.reason)
        self.assertIn("Germany", none.reason)
        self.assertEqual(lines[-1], none, "lines that are not available come last")
        cheap.action_select()
        self.assertEqual(order.carrier_id, self.method)
        self.assertAlmostEqual(
            order.order_line.filtered("is_delivery").price_unit, 35.20
        )
        with self.assertRaises(UserError) as caught:
            dear.action_select()
        self.assertIn("No delivery method uses", str(caught.exception))
        with self.assertRaises(UserError):
            none.action_select()

    def test_best_line(self):
        # A line may have no card: then the line is not available.
        self._make_service("EU-REG")
        best = self._make_method(
            self.service,
            linkstar_choice="best",
            linkstar_service_id=False,
            linkstar_rate_source="card",
        )
        order = self._order(method=best)
        self.assertEqual(order.linkstar_service_id, self.service)
        best.linkstar_policy = "fastest"
        self.assertAlmostEqual(best.rate_shipment(order)["price"], 66.00)
        best.write({"linkstar_policy": "cheapest_within", "linkstar_max_days": 12})
        self.assertAlmostEqual(best.rate_shipment(order)["price"], 66.00)
        best.linkstar_max_days = 5
        self.assertAlmostEqual(best.rate_shipment(order)["price"], 35.20)
        best.write({"linkstar_policy": "fastest"})
        order.set_delivery_line(best, 66)
        order.action_confirm()
        order.picking_ids.move_ids.quantity = 2
        order.picking_ids.button_validate()
        shipment = order.picking_ids.linkstar_shipment_id
        self.assertEqual(shipment.service_id, self.express)
        self._work(shipment)
        self.assertEqual(
            self.control.order(shipment.reference_no)["request"]["shipping_method"],
            "EU-EXP",
        )

    def test_best_line_that_was_never_chosen(self):
        best = self._make_method(
            self.service, linkstar_choice="best", linkstar_service_id=False
        )
        picking = self._transfer()
        picking.carrier_id = best
        with self.assertRaises(UserError) as caught:
            picking.button_validate()
        self.assertIn("best line was not chosen", str(caught.exception))

    def test_salesperson_compares_and_sees_no_bill(self):
        seller = new_test_user(
            self.env,
            "linkstar_quoter",
            "base.group_user,sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        self.method.linkstar_rate_source = "card"
        order = self._order().with_user(seller)
        action = order.action_linkstar_compare()
        line = (
            self.env["linkstar.comparison"]
            .with_user(seller)
            .browse(action["res_id"])
            .line_ids[0]
        )
        self.assertEqual(line.action_explain()["res_id"], line.id)
        line.action_select()
        self.assertEqual(order.carrier_id, self.method)
        self.assertTrue(order.linkstar_charge_ids)
        shipment = self._booked()
        billed = self.env["linkstar.charge"].create(
            {
                "shipment_id": shipment.id,
                "company_id": self.company.id,
                "kind": "freight",
                "stage": "billed",
                "currency_id": self.cny.id,
                "amount": 1,
            }
        )
        self.assertNotIn(
            billed, self.env["linkstar.charge"].with_user(seller).search([])
        )
