# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ..services.quotation import ANSWERS
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestOrderOptions(LinkstarCase):
    """Options that are chosen on the order: in its price, and on its parcels."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.signature, cls.insurance = cls.env["linkstar.extra.service"].create(
            [
                {
                    "service_id": cls.service.id,
                    "code": "S1",
                    "name": "Signature on delivery",
                    "kind": "signature",
                    "price": 9,
                },
                {
                    "service_id": cls.service.id,
                    "code": "A1",
                    "name": "Insurance",
                    "kind": "insurance",
                    "percent": 10,
                },
            ]
        )
        cls.card = cls._make_card(cls.service)
        cls.method.linkstar_rate_source = "card"

    @classmethod
    def _make_card(cls, service, *surcharges):
        """20.00 a parcel."""
        card = cls.env["linkstar.rate.card"].create(
            {
                "name": f"Card of {service.code}",
                "service_id": service.id,
                "currency_id": cls.cny.id,
                "valid_from": "2020-01-01",
                "zone_ids": [
                    Command.create(
                        {
                            "name": "Germany",
                            "areas": "DE",
                            "bracket_ids": [
                                Command.create(
                                    {"up_to": 30, "kind": "flat", "price": 20}
                                )
                            ],
                        }
                    )
                ],
                "surcharge_ids": [Command.create(values) for values in surcharges],
            }
        )
        card.action_activate()
        return card

    def _with(self, *extras, **values):
        ids = [extra.id for extra in extras]
        return self._order(linkstar_extra_ids=[Command.set(ids)], **values)

    def _charges(self, order):
        return {c.kind: c.amount for c in order.linkstar_charge_ids}

    def test_in_the_price(self):
        """The goods are worth CNY 56.00: 10 % of them insured is 5.60."""
        self.assertEqual(self._charges(self._order()), {"freight": 20})
        order = self._with(self.signature, self.insurance)
        self.assertEqual(
            self._charges(order), {"freight": 20, "signature": 9, "insurance": 5.6}
        )
        self.assertAlmostEqual(self.method.rate_shipment(order)["price"], 34.60)

    def test_on_the_parcel(self):
        order = self._with(self.signature)
        order.action_confirm()
        picking = order.picking_ids
        self.assertEqual(picking.linkstar_extra_ids, self.signature)
        order.linkstar_extra_ids += self.insurance
        self.assertEqual(picking.linkstar_extra_ids, self.signature + self.insurance)
        self.assertAlmostEqual(picking.linkstar_insured, 56)
        picking.move_ids.quantity = 2
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        sent = self.control.order(shipment.reference_no)["request"]
        self.assertEqual(set(sent["extra_service"].split(";")), {"S1", "A1"})

    def test_whoever_packs_decides(self):
        picking = self._transfer(linkstar_extra_ids=[Command.set(self.signature.ids)])
        picking.linkstar_extra_ids = False
        self.assertFalse(picking.linkstar_extra_ids)
        picking.action_linkstar_by_rule()
        self.assertEqual(picking.linkstar_extra_ids, self.signature)

    def test_rules_are_in_the_price(self):
        self.env["linkstar.option.rule"].create(
            {"account_id": self.account.id, "what": "insurance", "over_value": 50}
        )
        self.assertEqual(
            self._charges(self._order()), {"freight": 20, "insurance": 5.6}
        )
        self.assertEqual(self._charges(self._order(quantity=1)), {"freight": 20})

    def test_prices_of_the_rate_card(self):
        self.signature.price = 0
        back = self.signature.copy({"code": "R1", "name": "Back", "kind": "return"})
        order = self._with(self.signature, back)
        self.assertEqual(self._charges(order), {"freight": 20})
        rate = self.method.rate_shipment(order)
        self.assertIn("not known: Signature on delivery.", rate["warning_message"])
        other = self._make_service("EU-EXP")
        self.signature.copy({"service_id": other.id})
        self._make_card(
            other,
            {"code": "signature", "basis": "fixed", "amount": 1.5, "optional": True},
        )
        method = self._make_method(other, linkstar_rate_source="card")
        rate = method.rate_shipment(order)
        self.assertAlmostEqual(rate["price"], 21.50)
        self.assertFalse(rate["warning_message"])

    def test_prices_of_the_carrier(self):
        ANSWERS.clear()
        self.method.linkstar_rate_source = "live"
        without = self.method.rate_shipment(self._order())["price"]
        rate = self.method.rate_shipment(self._with(self.signature))
        self.assertAlmostEqual(rate["price"], without + 9)

    def test_in_the_currency_of_the_order(self):
        """1 EUR is 8 CNY."""
        pricelist = self.env["product.pricelist"].create(
            {"name": "EUR", "currency_id": self.eur.id, "company_id": self.company.id}
        )
        order = self._with(self.signature, pricelist_id=pricelist.id)
        self.assertEqual(self._charges(order), {"freight": 20, "signature": 9})
        self.assertAlmostEqual(self.method.rate_shipment(order)["price"], 3.63)

    def test_boxes_with_orders_of_their_own(self):
        """A signature for each, and insurance for the whole value once."""
        self.service.write({"one_order_per_box": True, "max_weight": 0.3})
        order = self._with(self.signature, self.insurance)
        self.assertEqual(
            self._charges(order), {"freight": 20, "signature": 18, "insurance": 5.6}
        )

    def test_another_line(self):
        """It gives what it offers of the chosen ones."""
        other = self._make_service("EU-EXP")
        self._make_card(other)
        theirs = self.signature.copy({"service_id": other.id, "price": 12})
        method = self._make_method(other, linkstar_rate_source="card")
        order = self._with(self.signature, self.insurance, method=method)
        self.assertEqual(self._charges(order), {"freight": 20, "signature": 12})
        order.action_confirm()
        self.assertEqual(order.picking_ids.linkstar_extra_ids, theirs)

    def test_the_seller_chooses_and_is_told_to_update_the_price(self):
        seller = new_test_user(
            self.env,
            "linkstar_option_seller",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        order = self._order()
        with Form(order.with_user(seller)) as form:
            self.assertFalse(form.recompute_delivery_price)
            form.linkstar_extra_ids.add(self.signature)
            self.assertTrue(form.recompute_delivery_price)
        self.assertEqual(order.linkstar_extra_ids, self.signature)
        self.assertEqual(order.copy().linkstar_extra_ids, self.signature)
        portal = new_test_user(self.env, "linkstar_option_buyer", "base.group_portal")
        order.partner_id = portal.partner_id
        with self.assertRaises(AccessError):
            order.with_user(portal).read(["linkstar_extra_ids"])
