# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date
from decimal import Decimal

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..models import linkstar_rate_surcharge
from ..rating import CompiledCard, NotAvailable, Parcel, Request, kinds, quote
from ..rating import card as terms
from .common import LinkstarCase, with_room

D = Decimal
JANUARY = date(2026, 1, 1)


class RateCardCase(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker = new_test_user(
            cls.env,
            "linkstar_card_picker",
            "base.group_user,stock.group_stock_user",
            **context,
        )
        cls.seller = new_test_user(
            cls.env,
            "linkstar_card_seller",
            "base.group_user,sales_team.group_sale_salesman",
            **context,
        )
        cls.manager = new_test_user(
            cls.env,
            "linkstar_card_manager",
            "base.group_user,stock.group_stock_manager",
            **context,
        )
        cls.employee = new_test_user(
            cls.env, "linkstar_card_employee", "base.group_user", **context
        )

    @classmethod
    def _make_card(cls, zones=None, **values):
        card = cls.env["linkstar.rate.card"].create(
            {
                "name": "Standard",
                "service_id": cls.service.id,
                "valid_from": JANUARY,
                "divisor": 8000,
                **values,
            }
        )
        card._take_over_parts(cls._value_with(zones or cls._zones()))
        return card

    @classmethod
    def _value_with(cls, zones):
        return terms.Card(
            "EU-STD",
            "CNY",
            JANUARY,
            tuple(zones),
            surcharges=(terms.Surcharge("fuel", terms.PERCENT_FREIGHT, D(8)),),
        )

    @classmethod
    def _zones(cls, count=2, brackets=2):
        """``count`` zones of a country each, with brackets of a tenth of a kilogram at
        10.05, 10.06, … a kilogram.
        """
        codes = (
            "DE",
            "FR",
            *sorted(
                set(
                    cls.env["res.country"]
                    .search([("code", "!=", False)])
                    .mapped("code")
                )
                - {"DE", "FR"}
            ),
        )
        return tuple(
            terms.Zone(
                f"Zone {code}",
                (terms.Area(code),),
                tuple(
                    terms.Bracket(
                        D(number) / 10,
                        D(number + 1) / 10,
                        terms.PER_KG,
                        D("10.05") + D(number) / 100,
                    )
                    for number in range(brackets)
                ),
            )
            for code in codes[:count]
        )


@tagged("post_install", "-at_install")
class TestRateCard(RateCardCase):
    def test_the_words_are_those_of_the_price_model(self):
        self.assertEqual(
            self.env["linkstar.charge"]._fields["kind"].get_values(self.env),
            list(kinds.CODES),
        )
        self.assertEqual(
            self.env["linkstar.rate.surcharge"]._fields["code"].get_values(self.env),
            list(kinds.SURCHARGE_CODES),
        )
        self.assertEqual(
            [code for code, _label in linkstar_rate_surcharge.BASES], list(terms.BASES)
        )
        of_brackets = (
            self.env["linkstar.rate.bracket"]._fields["kind"].get_values(self.env)
        )
        self.assertEqual(tuple(of_brackets), terms.BRACKET_KINDS)

    def test_a_card_comes_back_as_it_went_in(self):
        card = self._make_card()
        full = card._example()
        card._take_over(full, self.cny)
        self.env.invalidate_all()
        self.assertEqual(card._value(), full)
        self.assertFalse(card._problem_sentences())

    def test_prices_are_exact(self):
        card = self._make_card(
            [
                terms.Zone(
                    "DE",
                    (terms.Area("DE"),),
                    (
                        terms.Bracket(
                            D(0),
                            None,
                            terms.PER_KG,
                            D("0.3"),
                            minimum=D("123456.789012"),
                        ),
                    ),
                )
            ]
        )
        self.env.invalidate_all()
        bracket = card._value().zones[0].brackets[0]
        self.assertEqual(
            (bracket.price, bracket.minimum, bracket.up_to),
            (D("0.3"), D("123456.789012"), None),
        )

    # --- which card is valid

    def test_find_by_day(self):
        old = self._make_card(valid_to=date(2026, 6, 30))
        new = self._make_card(valid_from=date(2026, 7, 1))
        find = self.env["linkstar.rate.card"]._find
        self.assertFalse(find(self.service, JANUARY), "drafts are not found")
        (old + new).action_activate()
        for day, wanted in (
            (date(2025, 12, 31), self.env["linkstar.rate.card"]),
            (JANUARY, old),
            (date(2026, 6, 30), old),
            (date(2026, 7, 1), new),
            (date(2030, 1, 1), new),
        ):
            with self.subTest(day):
                self.assertEqual(find(self.service, day), wanted)
        self.assertEqual(
            find(self.service, JANUARY).with_user(self.seller).valid_to,
            date(2026, 6, 30),
        )
        self.assertFalse(find(self._make_service("OTHER"), JANUARY))
        old.action_archive()
        self.assertFalse(find(self.service, JANUARY))

    def test_find_of_several_lines_is_one_query(self):
        other = self._make_service("EU-FAST")
        cards = self._make_card() + self._make_card(service_id=other.id)
        cards.action_activate()
        self.env.flush_all()
        self.env.invalidate_all()
        services = self.service + other
        with self.assertQueryCount(1):
            found = self.env["linkstar.rate.card"]._find(services, JANUARY)
            self.assertEqual(found.service_id, services)

    def test_days_do_not_overlap(self):
        first = self._make_card(valid_to=date(2026, 6, 30))
        first.action_activate()
        second = self._make_card(name="Summer", valid_from=date(2026, 6, 30))
        with self.assertRaises(ValidationError) as refused:
            second.action_activate()
        self.assertIn("Standard v1", str(refused.exception))
        self.assertIn("Summer", str(refused.exception))
        second.valid_from = date(2026, 7, 1)
        second.action_activate()
        with self.assertRaises(ValidationError):
            first.valid_to = False
        third = self._make_card(service_id=self._make_service("OTHER").id)
        third.action_activate()
        second.action_archive()
        first.valid_to = False
        with self.assertRaises(ValidationError):
            second.action_unarchive()

    def test_the_database_keeps_days_apart_too(self):
        cards = self._make_card() + self._make_card()
        cards[0].action_activate()
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError) as refused,
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "SET CONSTRAINTS linkstar_rate_card_no_overlap IMMEDIATE"
            )
            self.env.cr.execute(
                "UPDATE linkstar_rate_card SET state = 'active' WHERE id = %s",
                [cards[1].id],
            )
        self.assertIn(
            "Another rate card of this line",
            cards._sql_error_to_message(refused.exception),
        )
        self.env.cr.execute("SET CONSTRAINTS linkstar_rate_card_no_overlap DEFERRED")

    def test_a_card_does_not_end_before_it_begins(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self._make_card(valid_to=date(2025, 12, 31))

    # --- allowed changes

    def test_a_card_with_problems_stays_a_draft_and_tells_all_of_them(self):
        zones = (
            terms.Zone(
                "A",
                (terms.Area("DE"),),
                (
                    terms.Bracket(D(0), D(1), terms.PER_KG, D(-5)),
                    terms.Bracket(D(2), D(3), terms.FIRST_STEP, D(5)),
                ),
            ),
            terms.Zone("B", (terms.Area("DE", ("10",)),), ()),
        )
        card = self._make_card(zones, over_ratio=2, divisor=0)
        sentences = card._problem_sentences()
        for place, words in (
            ("Zone A, bracket above 0 kg, Price", "below zero"),
            ("Zone A, bracket above 2 kg", "above 1 kg up to 2 kg"),
            ("Zone A, bracket above 2 kg, Step weight (kg)", "needs a step"),
            ("Zone B, Brackets", "no bracket"),
            ("Zone B", "B and A"),
            ("Volumetric divisor (cm³/kg)", "divisor"),
        ):
            with self.subTest(place):
                self.assertTrue(
                    any(
                        text.startswith(f"{place}: ") and words in text
                        for text in sentences
                    ),
                    sentences,
                )
        shown = card.action_check()["params"]
        self.assertEqual(shown["type"], "warning")
        with self.assertRaises(ValidationError) as refused:
            card.action_activate()
        for sentence in sentences:
            self.assertIn(sentence, str(refused.exception))
        self.assertEqual(card.state, "draft")
        card._take_over_parts(self._value_with(self._zones()))
        card.over_ratio = 0
        self.assertEqual(card.action_check()["params"]["type"], "success")
        card.action_activate()

    def test_every_code_has_a_sentence(self):
        from ..rating.explain import PROBLEMS

        for code, names in PROBLEMS.items():
            with self.subTest(code):
                sentence = self.env["linkstar.rate.card"]._sentence(
                    code, {name: f"<{name}>" for name in names}
                )
                self.assertTrue(sentence.endswith("."), sentence)

    def test_areas_and_discounts_are_refused_where_they_are_written(self):
        card = self._make_card()
        for text in ("Germany", "DE; F", "DE 10..", "DE 1..2..3", "DE ,"):
            with self.subTest(text), self.assertRaises(ValidationError):
                card.zone_ids[0].areas = text
        with self.assertRaises(ValidationError):
            card.surcharge_ids[0].areas = "everywhere"
        for text in ("500", "500: 3,5", "a: b"):
            with self.subTest(text), self.assertRaises(ValidationError):
                card.discounts = text

    def test_prices_in_use_stand(self):
        card = self._make_card()
        card.action_activate()
        bracket = card.zone_ids[0].bracket_ids[0]
        for number, (change, *values) in enumerate(
            (
                (bracket.write, {"price": 1}),
                (bracket.unlink,),
                (bracket.copy,),
                (card.zone_ids[0].write, {"areas": "ES"}),
                (card.zone_ids[0].unlink,),
                (card.surcharge_ids.write, {"amount": 9}),
                (card.surcharge_ids.unlink,),
                (card.write, {"divisor": 5000}),
                (card.write, {"valid_from": date(2025, 1, 1)}),
            )
        ):
            with self.subTest(number), self.assertRaises(UserError):
                change(*values)
        card.action_draft()
        bracket.price = 1
        card.action_activate()
        self.assertEqual(card._compiled().card.zones[0].brackets[0].price, 1)

    def test_quoted_cards_are_kept(self):
        card = self._make_card()
        card.action_activate()
        card.with_user(self.seller)._mark_quoted()
        self.assertTrue(card.quoted)
        for number, (change, *values) in enumerate(
            (
                (card.unlink,),
                (card.action_draft,),
                (card.write, {"discounts": "1: 5"}),
                (card.zone_ids.bracket_ids.write, {"price": 1}),
            )
        ):
            with self.subTest(number), self.assertRaises(UserError):
                change(*values)
        card.valid_to = date(2026, 3, 31)
        new = self.env["linkstar.rate.card"].browse(card.action_new_version()["res_id"])
        self.assertEqual(
            (new.version, new.state, new.quoted, new.valid_from, new.valid_to),
            (2, "draft", False, date(2026, 4, 1), False),
        )
        self.assertEqual(new._value().zones, card._value().zones)
        self.assertEqual(new._value().surcharges, card._value().surcharges)
        self.assertEqual(new.divisor, 8000)
        new.action_activate()
        card.action_archive()
        new.copy().unlink()

    # --- the compiled card

    def test_compiled_quotes(self):
        card = self._make_card(currency_id=self.eur.id)
        compiled = card._compiled()
        self.assertIsInstance(compiled, CompiledCard)
        request = Request((Parcel(D("0.2")),), "FR", JANUARY, "75001")
        # 0.2 kg of the second bracket, 10.06 a kilogram: 2.012; fuel 8 %: 0.16096;
        # together 2.17296
        price = quote(compiled, request)
        self.assertEqual(
            (price.total, price.currency, price.zone), (D("2.17"), "EUR", "Zone FR")
        )
        self.assertIsInstance(
            quote(compiled, Request((Parcel(D(1)),), "FR", JANUARY)), NotAvailable
        )

    def test_compiled_is_kept_until_something_changes(self):
        card = self._make_card()
        card_by_seller = card.with_user(self.seller)
        first = card._compiled()
        self.assertIs(card_by_seller._compiled(), first)
        card._mark_quoted()
        card.name = "Other"
        self.assertIs(card._compiled(), first)
        card.quoted = False
        seen = [first]
        for number, (change, *values) in enumerate(
            (
                (card.zone_ids[0].bracket_ids[0].write, {"price": 99}),
                (card.zone_ids[1].bracket_ids[1].unlink,),
                (card.zone_ids[0].write, {"name": "Germany"}),
                (card.surcharge_ids.unlink,),
                (card.write, {"weight_step": 0.5}),
                (card.write, {"valid_to": date(2027, 1, 1)}),
                (self.service.write, {"code": "EU-NEW"}),
            )
        ):
            change(*values)
            with self.subTest(number):
                self.assertFalse(any(card._compiled() is before for before in seen))
                seen.append(card._compiled())

    def test_a_change_that_was_rolled_back_is_not_kept(self):
        card = self._make_card()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            card.zone_ids[0].bracket_ids[0].price = 77
            self.assertEqual(card._compiled().card.zones[0].brackets[0].price, 77)
            raise ZeroDivisionError
        card.zone_ids[0].bracket_ids[0].price = 88
        self.assertEqual(card._compiled().card.zones[0].brackets[0].price, 88)

    def test_queries_of_compiled_do_not_grow_with_the_card(self):
        counts = []
        for zones, brackets in ((1, 1), (60, 40)):
            card = self._make_card(self._zones(zones, brackets))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            compiled = card._compiled()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(
                sum(len(zone.brackets) for zone in compiled.card.zones),
                zones * brackets,
            )
            with self.assertQueryCount(0):
                card._compiled()
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[1], with_room(8))

    # --- rights

    def test_roles(self):
        card = self._make_card()
        own = card.with_user(self.seller)
        self.assertEqual(own.zone_ids[0].bracket_ids[0].price, 10.05)
        self.assertTrue(own._compiled())
        self.assertEqual(own.action_check()["params"]["type"], "success")
        self.assertTrue(own.sheet_xlsx)
        for change, *values in (
            (own.write, {"name": "X"}),
            (own.zone_ids[0].write, {"name": "X"}),
            (own.zone_ids[0].bracket_ids.write, {"price": 1}),
            (own.surcharge_ids.unlink,),
            (own.copy,),
            (own.action_activate,),
            (own.env["linkstar.rate.card.import"].create, {"card_id": own.id}),
        ):
            with self.assertRaises(AccessError):
                change(*values)
        own = card.with_user(self.manager)
        own.zone_ids[0].bracket_ids[0].price = 12
        own.action_activate()
        # A card has the carrier's prices, which the warehouse must not see.
        for user in (self.employee, self.picker):
            with self.subTest(user.login), self.assertRaises(AccessError):
                card.with_user(user).read(["name"])

    def test_companies_are_walls(self):
        card = self._make_card()
        card.action_activate()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "linkstar_card_stranger",
            "base.group_system,stock.group_stock_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        env = self.env(user=stranger, context={"allowed_company_ids": other.ids})
        for model in ("card", "zone", "bracket", "surcharge"):
            with self.subTest(model):
                self.assertFalse(env[f"linkstar.rate.{model}"].search([]))
        self.assertFalse(env["linkstar.rate.card"]._find(self.service, JANUARY))
        with self.assertRaises(AccessError):
            card.with_env(env)._compiled()
        with self.assertRaises(AccessError):
            card.with_env(env)._mark_quoted()
