# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import datetime
from decimal import Decimal

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from ..rating import Item, Parcel, ParcelLimits
from .common import LinkstarCase

D = Decimal


class QuotationCase(LinkstarCase):
    """A card of one zone, 10.00 a kilogram in steps of 0.1 kg, volume by 6000 cm³/kg,
    and boxes of at most 5 kg.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.method.linkstar_rate_source = "card"
        cls.card = cls._make_card(cls.service)

    @classmethod
    def _make_card(cls, service, price=10, **values):
        card = cls.env["linkstar.rate.card"].create(
            {
                "name": f"Card of {service.code}",
                "service_id": service.id,
                "currency_id": cls.cny.id,
                "valid_from": "2020-01-01",
                "divisor": 6000,
                "weight_step": 0.1,
                "max_weight": 5,
                "zone_ids": [
                    Command.create(
                        {
                            "name": "Europe",
                            "areas": "DE; FR",
                            "bracket_ids": [
                                Command.create(
                                    {
                                        "over": 0,
                                        "up_to": 30,
                                        "kind": "per_kg",
                                        "price": price,
                                    }
                                )
                            ],
                        }
                    )
                ],
                **values,
            }
        )
        card.action_activate()
        return card

    def _offer(self, order):
        offer = self.method._linkstar_offer(order)
        self.assertFalse(offer.problems)
        return offer

    def _price(self, order):
        rate = self.method.rate_shipment(order)
        self.assertTrue(rate["success"], rate["error_message"])
        return round(rate["price"], 2)


@tagged("post_install", "-at_install")
class TestQuotationParcels(QuotationCase):
    """Weight and dimensions of an order before anybody has packed it."""

    def test_sides_of_products_make_volume(self):
        order = self._order(quantity=2)
        self.assertEqual(self._price(order), 5.0, "0.42 kg, billed as 0.5")
        self.product.write(
            {"linkstar_length": 30, "linkstar_width": 20, "linkstar_height": 10}
        )
        # Two lie on each other: 30 × 20 × 20 / 6000 = 2 kg.
        self.assertEqual(self._price(order), 20.0)
        offer = self._offer(order)
        self.assertEqual(
            (offer.weight_kind, offer.parcels),
            ("volumetric", (Parcel(D("0.420"), (D(30), D(20), D(20))),)),
        )
        self.assertIn(
            "Assumed parcels: 1 (0.42 kg 30 × 20 × 20 cm)", offer.details[0][1]
        )

    def test_an_order_is_split_by_the_limits_of_card_and_line(self):
        order = self._order(quantity=30)
        # 6.3 kg: 23 of 0.21 kg are 4.83, 7 are 1.47; each is rounded up.
        self.assertEqual(
            [parcel.weight for parcel in self._offer(order).parcels],
            [D("4.830"), D("1.470")],
        )
        self.assertEqual(self._price(order), 64.0)
        self.service.max_weight = 2.1
        self.assertEqual(
            [parcel.weight for parcel in self._offer(order).parcels], [D("2.100")] * 3
        )
        self.service.max_weight = 0.2
        self.assertIn(
            "weighs 0.210 kg. The maximum of the line is 0.2 kg",
            self.method.rate_shipment(order)["error_message"],
        )

    def test_the_usual_box(self):
        self.account.package_type_id = self.env["stock.package.type"].create(
            {
                "name": "Carton S",
                "package_carrier_type": "linkstar",
                "packaging_length": 30,
                "width": 20,
                "height": 15,
                "base_weight": 0.1,
                "max_weight": 1,
            }
        )
        self.assertEqual(self.account.package_type_id.length_uom_name, "cm")
        order = self._order(quantity=5)
        # 4 × 0.21 + 0.1 = 0.94 kg, then 0.31 kg; each box is billed by its volume of
        # 9000 cm³, 1.5 kg.
        sides = (D(30), D(20), D(15))
        self.assertEqual(
            self._offer(order).parcels,
            (Parcel(D("0.940"), sides), Parcel(D("0.310"), sides)),
        )
        self.assertEqual(self._price(order), 30.0)

    def test_packs_that_are_sold(self):
        kind = self.env["stock.package.type"].create(
            {
                "name": "Dozen",
                "package_carrier_type": "linkstar",
                "packaging_length": 40,
                "width": 30,
                "height": 20,
                "base_weight": 0.28,
            }
        )
        unit = self.env.ref("uom.product_uom_unit")
        dozen = self.env["uom.uom"].create(
            {
                "name": "Box of 12",
                "relative_factor": 12,
                "relative_uom_id": unit.id,
                "package_type_id": kind.id,
            }
        )
        self.product.uom_ids = dozen
        order = self._order(quantity=2)
        line = order.order_line.filtered(lambda line: not line.is_delivery)
        line.product_uom_id = dozen
        # 12 × 0.21 + 0.28 = 2.8 kg each, and only one fits into a parcel of at most 5
        # kg.
        self.assertEqual(
            order._linkstar_facts().items, (Item(D("2.800"), 2, (D(40), D(30), D(20))),)
        )
        self.assertEqual(len(self._offer(order).parcels), 2)
        line.product_uom_qty = 1.5
        self.assertEqual(
            order._linkstar_facts().items,
            (Item(D("0.210"), 18),),
            "half a pack is single units",
        )

    def test_a_typed_weight_is_shared(self):
        self.product.write(
            {"linkstar_length": 30, "linkstar_width": 20, "linkstar_height": 10}
        )
        order = self._order(quantity=2)
        as_computed = order.with_context(order_weight=0.42)._linkstar_facts().items
        self.assertEqual(
            as_computed,
            order._linkstar_facts().items,
            "core passes the weight that it computes",
        )
        [typed] = order.with_context(order_weight=3)._linkstar_facts().items
        self.assertEqual(
            (typed.weight, typed.quantity, typed.sides),
            (D("1.5"), 2, (D(30), D(20), D(10))),
        )
        with Form(
            self.env["choose.delivery.carrier"].with_context(
                default_order_id=order.id, default_carrier_id=self.method.id
            )
        ) as form:
            wizard = form.save()
        wizard.update_price()
        self.assertAlmostEqual(
            wizard.delivery_price,
            self._price(order),
            msg="the wizard knows the sides, too",
        )

    def test_the_carrier_is_told_the_boxes(self):
        self.method.linkstar_rate_source = "live"
        order = self._order(quantity=2)
        flat = self._price(order)
        self.product.write(
            {"linkstar_length": 60, "linkstar_width": 40, "linkstar_height": 30}
        )
        self.assertGreater(self._price(order), flat)
        self.assertEqual(
            len(self._calls("feeTrail")), 2, "other sides are another question"
        )
        self._price(order)
        self.assertEqual(len(self._calls("feeTrail")), 2)
        offer = self._offer(order)
        self.assertIn("60 × 40 × 60 cm", offer.details[0][1])
        self.assertEqual(offer.weight_kind, "volumetric")
        self.product.linkstar_height = 0
        self.assertEqual(self._offer(order).weight_kind, "actual")

    def test_sides_on_template_and_variant(self):
        template = self.env["product.template"].create(
            {
                "name": "Lamp",
                "linkstar_length": 12.5,
                "linkstar_width": 8,
                "linkstar_height": 6,
            }
        )
        self.assertEqual(
            template.product_variant_id._linkstar_sides(), (D("12.5"), D(8), D(6))
        )
        template.linkstar_height = 0
        self.assertIsNone(
            template.product_variant_id._linkstar_sides(), "two sides are none"
        )
        template.product_variant_id.linkstar_width = 9
        self.assertEqual(template.linkstar_width, 9)

    def test_goods_that_the_card_does_not_carry(self):
        self.service.carries_battery = True
        self.product.linkstar_battery = "ion_contained"
        order = self._order()
        self.assertIn(
            "does not carry goods", self.method.rate_shipment(order)["error_message"]
        )
        self.card.action_draft()
        self.card.goods_types = "battery"
        self.card.action_activate()
        self.assertEqual(
            self._price(order), 5.0, "who carries batteries carries those in devices"
        )


@tagged("post_install", "-at_install")
class TestMonthlyDiscount(QuotationCase):
    def _sent(self, weight, booked_at, state="ready", service=None):
        """A shipment of two boxes with the same weight, as the worker leaves it."""
        picking = self._transfer()
        shipment = self.env["linkstar.shipment"].create(
            {
                "picking_id": picking.id,
                "account_id": self.account.id,
                "service_id": (service or self.service).id,
                "company_id": self.company.id,
                "state": state,
                "booked_at": booked_at,
                "parcel_ids": [
                    Command.create({"number": str(number), "weight": weight})
                    for number in (1, 2)
                ],
            }
        )
        self.env.invalidate_all()
        return shipment

    def _with_discounts(self, text, per):
        self.card.action_draft()
        self.card.write({"discounts": text, "discount_per": per})
        self.card.action_activate()

    def test_parcels_of_the_month_on_the_line_count(self):
        self._with_discounts("3: 10; 5: 50", "parcels")
        order = self._order(date_order=datetime(2026, 5, 20, 12))
        self.assertEqual(self._price(order), 5.0)
        self.assertIn(
            "No discount yet: 0 parcels sent this month, "
            "a discount of 10 % begins at 3 parcels",
            self._texts(order),
        )
        for booked_at, state, service in (
            # Midnight in China is 16:00 UTC.
            (datetime(2026, 4, 30, 15, 59), "ready", None),
            (datetime(2026, 5, 20, 16), "ready", None),
            (datetime(2026, 5, 3), "cancelled", None),
            (datetime(2026, 5, 3), "refused", None),
            (datetime(2026, 5, 3), "ready", self._make_service("EU-EXP")),
        ):
            self._sent(1, booked_at, state, service)
        self.assertEqual(
            self._price(order),
            5.0,
            "other months, lines and what was not sent do not count",
        )
        self._sent(1, datetime(2026, 4, 30, 16))
        self.assertEqual(self._price(order), 5.0, "two parcels are not three")
        self._sent(1, datetime(2026, 5, 20, 15, 59), "accepted")
        self.assertEqual(self._price(order), 4.5)
        self.assertIn(
            "Discount of 10 %: 4 parcels sent this month, "
            "the discount begins at 3 parcels",
            self._texts(order),
        )
        order.set_delivery_line(self.method, 4.5)
        self.assertEqual(
            order.linkstar_charge_ids.filtered(
                lambda charge: charge.kind == "discount"
            ).amount,
            -0.5,
        )

    def test_kilograms_of_the_month(self):
        self._with_discounts("7: 20", "kg")
        order = self._order(date_order=datetime(2026, 5, 20, 12))
        self._sent(3.499, datetime(2026, 5, 2))
        self.assertEqual(self._price(order), 5.0, "6.998 kg")
        self._sent(0.001, datetime(2026, 5, 3))
        self.assertEqual(self._price(order), 4.0, "7 kg")
        self.assertIn("7 kg sent this month", self._texts(order))

    def test_one_query_for_all_lines(self):
        services = (
            self.service + self._make_service("EU-EXP") + self._make_service("EU-REG")
        )
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.assertEqual(services.mapped("sent_parcels"), [0, 0, 0])
            self.assertEqual(services.mapped("sent_weight"), [0, 0, 0])

    def test_a_discount_comes_back_from_the_file(self):
        self._with_discounts("100: 3; 2000: 5.5", "kg")
        for name in ("sheet_xlsx", "sheet_csv"):
            draft = self.card.copy({"valid_from": "2030-01-01"})
            draft.write({"discounts": False, "discount_per": "parcels"})
            wizard = self.env["linkstar.rate.card.import"].create(
                {"card_id": draft.id, "file": self.card[name], "filename": "card"}
            )
            wizard.action_check()
            wizard.action_import()
            self.assertEqual(
                (draft.discounts, draft.discount_per), ("100: 3; 2000: 5.5", "kg")
            )

    def _texts(self, order):
        return "\n".join(text for _kind, text, _amount in self._offer(order).details)


@tagged("post_install", "-at_install")
class TestChoice(QuotationCase):
    """The best line by country, and what the comparison shows besides the price."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.write({"days_min": 10, "days_max": 18, "incoterm": "ddu"})
        cls.express = cls._make_service(
            "EU-EXP", days_min=5, days_max=8, incoterm="ddp"
        )
        cls._make_card(cls.express, price=30)
        cls.best = cls._make_method(
            cls.service,
            linkstar_choice="best",
            linkstar_service_id=False,
            linkstar_rate_source="card",
            linkstar_policy_ids=[
                Command.create(
                    {
                        "country_ids": [Command.set(cls.env.ref("base.fr").ids)],
                        "policy": "fastest",
                    }
                )
            ],
        )
        cls.frenchman = cls.buyer.copy(
            {"country_id": cls.env.ref("base.fr").id, "zip": "75001", "city": "Paris"}
        )

    def _chosen(self, partner):
        return self.best._linkstar_offer(self._order(partner=partner)).service

    def test_policy_by_country(self):
        self.assertEqual(
            (self._chosen(self.buyer), self._chosen(self.frenchman)),
            (self.service, self.express),
        )
        self.best.linkstar_policy_ids.write(
            {"policy": "cheapest_within", "max_days": 10}
        )
        self.assertEqual(self._chosen(self.frenchman), self.express)
        self.best.linkstar_policy_ids.max_days = 20
        self.assertEqual(self._chosen(self.frenchman), self.service)
        self.best.linkstar_policy = "fastest"
        self.assertEqual(
            (self._chosen(self.buyer), self._chosen(self.frenchman)),
            (self.express, self.service),
        )

    def test_a_country_has_one_policy(self):
        with self.assertRaisesRegex(ValidationError, "two policies for France"):
            self.best.linkstar_policy_ids = [
                Command.create(
                    {"country_ids": [Command.set(self.env.ref("base.fr").ids)]}
                )
            ]
        with self.assertRaisesRegex(ValidationError, "has no country"):
            self.best.linkstar_policy_ids.country_ids = False

    def test_who_may_see_and_change_a_policy(self):
        context = {
            "company_id": self.company.id,
            "company_ids": [Command.set(self.company.ids)],
        }
        groups = {
            "sales_team.group_sale_salesman": False,
            "stock.group_stock_user": False,
            "stock.group_stock_manager": True,
        }
        policy = self.best.linkstar_policy_ids
        for group, may_write in groups.items():
            user = new_test_user(
                self.env, f"linkstar_{group}", f"base.group_user,{group}", **context
            )
            self.assertTrue(policy.with_user(user).has_access("read"))
            self.assertEqual(
                policy.with_user(user).has_access("write"), may_write, group
            )
        stranger = new_test_user(
            self.env,
            "linkstar_policy_stranger",
            "base.group_user,stock.group_stock_manager",
            company_id=self.env.ref("base.main_company").id,
            company_ids=[Command.set(self.env.ref("base.main_company").ids)],
        )
        with mute_logger("odoo.addons.base.models.ir_rule"):
            self.assertFalse(
                policy.with_user(stranger)
                .with_context(allowed_company_ids=stranger.company_ids.ids)
                .has_access("read")
            )
        self.assertFalse(
            policy.with_user(
                new_test_user(self.env, "linkstar_nobody", "base.group_user", **context)
            ).has_access("read")
        )

    def test_comparison_tells_duty_and_parcels(self):
        express = self._make_method(self.express, linkstar_rate_source="card")
        order = self._order(quantity=30, date_order=datetime(2026, 9, 1, 12))
        comparison = self.env["linkstar.comparison"].browse(
            order.action_linkstar_compare()["res_id"]
        )
        cheap, dear = comparison.line_ids
        self.assertEqual((cheap.incoterm, dear.incoterm), ("ddu", "ddp"))
        self.assertEqual((cheap.parcels, dear.parcels), (2, 2))
        charges = order._linkstar_import_charges()
        self.assertTrue(charges, "a consignment to Germany pays duty per item then")
        expected = sum(order._linkstar_charge_value(charge) for charge in charges)
        self.assertEqual(cheap.duty, dear.duty)
        self.assertAlmostEqual(cheap.duty, expected)
        self.assertIn(charges[0].name, comparison.duty_note)
        self.assertIn("Assumed parcels: 2 (4.83 kg, 1.47 kg)", cheap.explanation)
        dear.action_select()
        self.assertEqual(order.carrier_id, express)

    def test_duty_per_item_as_customs_counts_them(self):
        self.card.action_draft()
        self.card.surcharge_ids = [
            Command.create({"code": "ddp_duty", "basis": "per_duty_item", "amount": 3})
        ]
        self.card.action_activate()
        order = self._order()
        self.assertEqual(order._linkstar_duty_items(), 1)
        self.assertEqual(self._price(order), 8.0)
        other = self._make_product(
            "Lamp",
            hs_code="940520",
            linkstar_description_en="lamp",
            linkstar_description_cn="灯",
        )
        order.order_line = [
            Command.create(
                {"product_id": other.id, "product_uom_qty": 1, "price_unit": 5}
            )
        ]
        # 0.63 kg, billed as 0.7, and two items.
        self.assertEqual(self._price(order), 13.0)

    def test_limits_of_a_parcel_alone(self):
        parcels = self._order()._linkstar_facts().parcels(self.account, ParcelLimits())
        self.assertEqual(parcels, (Parcel(D("0.420")),))
        with self.assertRaises(UserError):
            self.env["linkstar.comparison.line"].new({"reason": "no"}).action_select()
