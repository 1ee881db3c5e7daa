# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..runner import lines as account_sync
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestOptions(LinkstarCase):
    """Options in addition to the transport, until they are sent to the carrier."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.insurance, cls.signature, cls.back = (
            cls.env["linkstar.extra.service"].create(
                {
                    "service_id": cls.service.id,
                    "code": code,
                    "name": name,
                    "kind": kind,
                    "group": group,
                    **prices,
                }
            )
            for code, name, kind, group, prices in (
                (
                    "A1",
                    "Insurance",
                    "insurance",
                    "INS",
                    {"percent": 0.5, "minimum": 5, "terms": "0.5 %, at least 5.00"},
                ),
                ("S1", "Signature on delivery", "signature", "POD", {"price": 9}),
                ("R1", "Return if undeliverable", "return", "RTN", {}),
            )
        )
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker = new_test_user(
            cls.env,
            "linkstar_option_picker",
            "base.group_user,stock.group_stock_user",
            **context,
        )

    def _rule(self, what, **values):
        return self.env["linkstar.option.rule"].create(
            {"account_id": self.account.id, "what": what, **values}
        )

    def _codes(self, picking):
        return [
            problem.code
            for problem in picking._linkstar_check()[picking]
            if problem.code.startswith("option")
        ]

    def _sent(self, picking):
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        return self.control.order(shipment.reference_no)["request"]

    def test_nothing_asked_for(self):
        sent = self._sent(self._transfer())
        self.assertEqual(
            sent["is_return"], 1, "a loss is chosen, never taken for granted"
        )
        self.assertFalse({"extra_service", "insurance_value", "platform"} & set(sent))

    def test_everything_by_rule_arrives(self):
        """Goods worth 56 yuan; the order comes from a marketplace."""
        self._rule("insurance", over_value=50)
        self._rule("signature", country_ids=self.env.ref("base.de").ids)
        self._rule("back", service_ids=self.service.ids)
        picking = self._transfer(
            linkstar_platform="amazon", linkstar_platform_number="302-1234567"
        )
        self.assertEqual(picking.linkstar_extra_ids, self.insurance + self.signature)
        self.assertEqual(
            (picking.linkstar_insured, picking.linkstar_undeliverable), (56, "back")
        )
        sent = self._sent(picking)
        self.assertEqual(
            {
                key: sent.get(key)
                for key in (
                    "is_return",
                    "extra_service",
                    "insurance_value",
                    "platform",
                    "platform_number",
                )
            },
            {
                "is_return": 1,
                "extra_service": "A1;S1",
                "insurance_value": 56,
                "platform": "amazon",
                "platform_number": "302-1234567",
            },
        )
        shipment = picking.linkstar_shipment_id
        self.assertEqual(
            (shipment.extra_service_ids, shipment.insured_value),
            (self.insurance + self.signature, 56),
        )

    def test_rules_that_do_not_fit(self):
        self._rule("insurance", over_value=56)
        self._rule("signature", country_ids=self.env.ref("base.fr").ids)
        other = self._make_service("EU-EXP")
        self._rule("destroy", service_ids=other.ids)
        picking = self._transfer()
        self.assertFalse(picking.linkstar_extra_ids)
        self.assertEqual(picking.linkstar_undeliverable, "back")

    def test_changed_rule_counts_at_once(self):
        rule = self._rule("signature")
        picking = self._transfer()
        self.assertEqual(picking.linkstar_extra_ids, self.signature)
        rule.active = False
        picking.invalidate_recordset()
        self.assertFalse(picking.linkstar_extra_ids)

    def test_default_of_the_line(self):
        self.signature.default_on = True
        self.service.undeliverable = "destroy"
        sent = self._sent(self._transfer())
        self.assertEqual((sent["extra_service"], sent["is_return"]), ("S1", 0))

    def test_undeliverable_parcels_come_back_unless_somebody_chose_their_loss(self):
        """The account has the setting, and the line can have another one; new accounts
        and lines return undeliverable parcels.
        """
        self.assertEqual(
            (self.account.undeliverable, self.service.undeliverable), ("back", False)
        )
        for account, line, expected in (
            ("back", False, "back"),
            ("destroy", False, "destroy"),
            ("destroy", "back", "back"),
            ("back", "destroy", "destroy"),
        ):
            with self.subTest(account=account, line=line):
                self.account.undeliverable, self.service.undeliverable = account, line
                picking = self._transfer()
                self.assertEqual(picking.linkstar_undeliverable, expected)
                self.assertEqual(
                    self._sent(picking)["is_return"], int(expected == "back")
                )
                self.assertEqual(picking.linkstar_shipment_id.undeliverable, expected)

    def test_a_shipment_that_says_nothing_comes_back(self):
        picking = self._transfer()
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        shipment.undeliverable = False
        self.assertTrue(shipment._wire_order().return_if_undeliverable)

    def test_other_options_by_hand_lose_nothing(self):
        picking = self._transfer()
        picking.write({"linkstar_by_hand": True, "linkstar_hand_undeliverable": False})
        self.assertEqual(picking.linkstar_undeliverable, "back")

    def test_by_hand(self):
        """A picker chooses; a button restores the rules."""
        self._rule("signature")
        picking = self._transfer().with_user(self.picker)
        picking.write(
            {
                "linkstar_extra_ids": [Command.set(self.insurance.ids)],
                "linkstar_insured": 40,
                "linkstar_undeliverable": "back",
            }
        )
        self.assertTrue(picking.linkstar_by_hand)
        self.assertEqual(
            (picking.linkstar_extra_ids, picking.linkstar_insured), (self.insurance, 40)
        )
        picking.linkstar_undeliverable = "destroy"
        self.assertEqual(
            (picking.linkstar_extra_ids, picking.linkstar_insured), (self.insurance, 40)
        )
        picking.action_linkstar_by_rule()
        self.assertEqual(
            (picking.linkstar_extra_ids, picking.linkstar_insured), (self.signature, 0)
        )
        picking.linkstar_extra_ids = [Command.clear()]
        self.assertNotIn("extra_service", self._sent(picking.with_user(self.env.user)))

    def test_suggestion(self):
        self._rule("insurance", over_value=50, suggest=True)
        picking = self._transfer()
        self.assertFalse(picking.linkstar_extra_ids)
        self.assertIn("Insurance", picking.linkstar_suggestion)
        self.assertIn("0.5 %, at least 5.00", picking.linkstar_option_prices)
        self.assertRegex(picking.linkstar_option_prices, "Insurance, suggested: .*5.00")
        picking.with_user(self.picker).action_linkstar_suggested()
        self.assertFalse(picking.linkstar_suggestion)
        self.assertEqual(
            (picking.linkstar_extra_ids, picking.linkstar_insured), (self.insurance, 56)
        )

    def test_cost_of_each(self):
        self.service.write({"return_cost": 15, "destroy_cost": 0})
        picking = self._transfer()
        picking.write(
            {
                "linkstar_extra_ids": [
                    Command.set((self.insurance + self.signature).ids)
                ],
                "linkstar_insured": 4000,
            }
        )
        text = picking.linkstar_option_prices
        for wanted in (
            "15.00",
            "Insurance: ",
            "20.00",
            "Signature on delivery: ",
            "9.00",
        ):
            self.assertIn(wanted, text)
        with self.assertRaises(AccessError):
            picking.with_user(self.picker).read(["linkstar_option_prices"])
        for field in ("price", "percent", "minimum", "terms"):
            with self.assertRaises(AccessError):
                self.insurance.with_user(self.picker).read([field])
        with self.assertRaises(AccessError):
            self.service.with_user(self.picker).read(["return_cost"])

    def test_cost_by_the_rate_card(self):
        """Where nobody entered the price of an option, the rate card of the line has
        it, as in a quotation with this option.
        """
        self.insurance.write({"percent": 0, "minimum": 0, "terms": False})
        self.signature.price = 0
        card = self.env["linkstar.rate.card"].create(
            {
                "name": "Card",
                "service_id": self.service.id,
                "currency_id": self.eur.id,
                "valid_from": "2020-01-01",
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
                                        "kind": "per_kg",
                                        "price": 30,
                                    }
                                )
                            ],
                        }
                    )
                ],
                "surcharge_ids": [
                    Command.create(
                        {
                            "code": "signature",
                            "basis": "fixed",
                            "amount": 1.5,
                            "optional": True,
                            "areas": "DE",
                        }
                    ),
                    Command.create(
                        {
                            "code": "insurance",
                            "basis": "percent_value",
                            "amount": 1,
                            "minimum": 0.5,
                            "optional": True,
                        }
                    ),
                    Command.create(
                        {"code": "fuel", "basis": "percent_freight", "amount": 10}
                    ),
                ],
            }
        )
        picking = self._transfer()
        picking.write(
            {
                "linkstar_extra_ids": [
                    Command.set((self.insurance + self.signature).ids)
                ],
                "linkstar_insured": 1000,
            }
        )
        self.assertIn(
            "Signature on delivery: not known",
            picking.linkstar_option_prices,
            "the card is a draft",
        )
        card.action_activate()
        picking.invalidate_recordset()
        # 1 EUR is 8 CNY.
        self.assertRegex(
            picking.linkstar_option_prices, "Signature on delivery: .*12.00"
        )
        self.assertRegex(picking.linkstar_option_prices, "Insurance: .*10.00")
        self.signature.price = 9
        picking.invalidate_recordset()
        self.assertRegex(
            picking.linkstar_option_prices, "Signature on delivery: .*9.00"
        )

    def test_what_does_not_go_together_is_told_before_the_call(self):
        second = self.insurance.copy({"code": "A2", "name": "Insurance plus"})
        self.service.undeliverable = "destroy"
        picking = self._transfer()
        for values, codes in (
            (
                {
                    "linkstar_extra_ids": (self.insurance + second).ids,
                    "linkstar_insured": 40,
                },
                ["option_excluded"],
            ),
            (
                {"linkstar_extra_ids": self.insurance.ids, "linkstar_insured": 0},
                ["option_no_amount"],
            ),
            (
                {"linkstar_extra_ids": [], "linkstar_insured": 40},
                ["option_no_insurance"],
            ),
            (
                {"linkstar_extra_ids": self.insurance.ids, "linkstar_insured": 400},
                ["option_over_insured"],
            ),
            (
                {"linkstar_extra_ids": self.back.ids, "linkstar_insured": 0},
                ["option_return_destroyed"],
            ),
        ):
            with self.subTest(codes):
                picking.write(
                    {
                        **values,
                        "linkstar_extra_ids": [
                            Command.set(values["linkstar_extra_ids"])
                        ],
                    }
                )
                self.assertEqual(self._codes(picking), codes)
        with self.assertRaises(UserError):
            picking.button_validate()
        self.assertEqual(self.control.calls(), [])

    def test_option_of_another_line(self):
        picking = self._transfer()
        picking.linkstar_extra_ids = self.signature
        picking.carrier_id = self._make_method(self._make_service("EU-EXP"))
        self.assertEqual(self._codes(picking), ["option_not_offered"])

    def test_option_that_was_booked_stays_in_the_history(self):
        picking = self._transfer()
        picking.linkstar_extra_ids = self.signature
        self._sent(picking)
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.signature.unlink()
        self.signature.active = False
        self.assertEqual(picking.linkstar_shipment_id.extra_service_ids, self.signature)

    def test_changed_after_booking(self):
        """Another choice needs another order: the first one is cancelled at the
        carrier.
        """
        picking = self._transfer()
        picking.action_linkstar_book()
        first = picking.linkstar_shipment_id
        self._work(first)
        self.assertFalse(picking.linkstar_changes)
        picking.linkstar_extra_ids = self.signature
        picking.invalidate_recordset()
        self.assertIn("the options", picking.linkstar_changes)
        picking.action_linkstar_book()
        self._work(first)
        second = picking.linkstar_shipment_id
        self._work(second)
        self.assertEqual((first.state, second.state), ("cancelled", "ready"))
        self.assertEqual(
            self.control.order(second.reference_no)["request"]["extra_service"], "S1"
        )

    def test_insurance_that_shifts_with_the_value_is_no_change(self):
        """The value of a part of an order line can change by a cent when another part
        leaves first.
        """
        self._rule("insurance", over_value=50)
        picking = self._transfer()
        picking.action_linkstar_book()
        shipment = picking.linkstar_shipment_id
        codes, insured, undeliverable = shipment.sent_snapshot["options"]
        self.assertEqual((codes, insured), (["A1"], "56.00"))
        for options, changed in (
            ([codes, "56.01", undeliverable], False),
            ([codes, "40.00", undeliverable], True),
            ([[], "56.00", undeliverable], True),
            ([codes, "56.00", "destroy"], True),
            ([], True),
        ):
            with self.subTest(options):
                shipment.sent_snapshot = {**shipment.sent_snapshot, "options": options}
                self.assertEqual(bool(picking._linkstar_changes()), changed)

    def test_synchronised_with_the_lines(self):
        self.signature.name = "Old name"
        mine = self.signature.copy({"code": "GONE"})
        self._synchronise()
        extras = {extra.code: extra for extra in self.service.extra_service_ids}
        self.assertEqual(set(extras), {"A1", "S1", "R1"})
        self.assertEqual(
            (extras["S1"], extras["S1"].name), (self.signature, "Signature on delivery")
        )
        self.assertEqual(
            (extras["A1"].percent, extras["A1"].terms),
            (0.5, "0.5 % of insurance_value, at least 5.00 CNY"),
        )
        self.assertFalse(mine.active)
        fresh = self.account.service_ids.filtered(
            lambda service: service.code == "EU-EXP"
        ).extra_service_ids
        self.assertEqual(
            {extra.code: extra.kind for extra in fresh},
            {"A1": "insurance", "S1": "signature", "R1": "return"},
        )

    def test_what_is_offered_differs_by_country(self):
        """The line is asked about its usual destinations; an option that is not offered
        in one of them is reported before the call.
        """
        france = self.buyer.copy(
            {
                "name": "Anne Martin",
                "zip": "75001",
                "city": "Paris",
                "country_id": self.env.ref("base.fr").id,
            }
        )
        france.phone = "+33 1 23 45 67 89"
        self._transfer().button_validate()
        self._transfer(partner=france).button_validate()
        used = self.account.service_ids._used_countries()
        self.assertEqual(used[self.service].mapped("code"), ["DE", "FR"])
        asked = [
            ((service.id, service.code), (country.id, country.code))
            for service, country in self.env["linkstar.extra.service"]._asked(
                self.service
            )
        ]
        offers, failed = account_sync.options_of(
            self.account._client(timeout=20), asked
        )
        self.assertFalse(failed)
        self.assertEqual(
            self.env["res.country"].browse(offers[self.service.id]).mapped("code"),
            ["DE", "FR"],
        )
        german, french = offers[self.service.id].values()
        self.assertEqual({extra.code for extra in french}, {"A1", "S1", "R1"})
        by_country = {
            self.env.ref("base.de"): german,
            self.env.ref("base.fr"): [
                replace(extra, note="1 %") for extra in french if extra.code == "A1"
            ],
        }
        self.env["linkstar.extra.service"]._take_over({self.service: by_country})
        self.assertTrue(self.service.options_asked_at)
        self.assertEqual(self.signature.country_ids.code, "DE")
        self.assertEqual(
            self.insurance.terms,
            "DE: 0.5 % of insurance_value, at least 5.00 CNY · FR: 1 %",
        )
        for partner, codes in ((self.buyer, []), (france, ["option_not_offered"])):
            picking = self._transfer(partner=partner)
            picking.linkstar_extra_ids = self.signature
            with self.subTest(partner.country_id.code):
                self.assertEqual(self._codes(picking), codes)
        spain = self.buyer.copy(
            {"country_id": self.env.ref("base.es").id, "zip": "28001"}
        )
        picking = self._transfer(partner=spain)
        picking.linkstar_extra_ids = self.signature
        self.assertEqual(
            self._codes(picking), [], "it was not asked about that country"
        )

    def test_insured_parts_of_an_order_per_box_add_up(self):
        self.service.one_order_per_box = True
        self._rule("insurance")
        picking = self._transfer(quantity=3)
        line = picking.move_line_ids
        line.quantity = 1
        box = self.env["stock.package"].create({"name": "BOX-1"})
        line.result_package_id = box
        line.copy({"quantity": 2, "result_package_id": False, "picking_id": picking.id})
        picking.move_ids.picked = True
        picking.button_validate()
        shipments = picking.linkstar_shipment_ids
        self.assertEqual(len(shipments), 2)
        self._work(shipments)
        amounts = [
            self.control.order(s.reference_no)["request"]["insurance_value"]
            for s in shipments
        ]
        self.assertEqual(sorted(amounts), [28, 56])

    def test_platform_number_is_not_copied(self):
        order = self._order(linkstar_platform="ebay", linkstar_platform_number="11-22")
        copy = order.copy()
        self.assertEqual(
            (copy.linkstar_platform, copy.linkstar_platform_number), ("ebay", False)
        )
