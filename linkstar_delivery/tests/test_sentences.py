# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import importlib.util
import string
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.translate import code_translations

from ..api import reasons, refusals
from ..services import happening
from .common import LinkstarCase, with_room

_FRENCH = {
    "The carrier cannot be reached.": "Le transporteur est injoignable.",
    "%s refuses connections.": "%s refuse les connexions.",
    "the consignee's phone number is missing. Enter it on the contact.": (
        "il manque le téléphone."
    ),
    "The carrier refused: %s": "Refus : %s",
    "%(what)s The carrier's words: “%(words)s”": (
        "%(what)s Le transporteur dit : “%(words)s”"
    ),
}


@tagged("post_install", "-at_install")
class TestSentences(LinkstarCase):
    """Errors are stored as values; each reader gets the sentence in the reader's own
    language.
    """

    @contextmanager
    def _french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        known = code_translations.get_python_translations

        def translations(module, lang):
            return (
                _FRENCH
                if (module, lang) == ("linkstar_delivery", "fr_FR")
                else known(module, lang)
            )

        with patch.object(code_translations, "get_python_translations", translations):
            yield

    def _refused(self, text="收件人电话不能为空", **values):
        self.control.fault("createOrder", "failure", text=text)
        shipment = self._validated(**values).linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "refused")
        return shipment

    def test_each_reader_in_the_own_language(self):
        with self._french():
            self.account.base_url = "http://127.0.0.1:9"
            shipment = self._validated().linkstar_shipment_id
            self._work(shipment)
            french = shipment.with_context(lang="fr_FR")
            self.assertIn(
                "injoignable. 127.0.0.1 refuse les connexions.", french.problem
            )
            self.assertIn("injoignable", french.picking_id.linkstar_problem)
            self.assertIn(
                "cannot be reached", shipment.with_context(lang="en_US").problem
            )
            self.assertIn(
                "cannot be reached",
                shipment.picking_id.with_context(lang="en_US").linkstar_problem,
            )

    def test_person_in_charge_in_their_language(self):
        with self._french():
            self.env.user.lang = "fr_FR"
            shipment = self._refused()
            self.assertIn(
                "il manque le téléphone. Le transporteur dit : “收件人电话不能为空”",
                shipment.picking_id.activity_ids.note,
            )

    def test_all_of_a_problem_has_its_sentence(self):
        for reason, text in reasons.TEXTS.items():
            names = [
                name
                for _text, name, _form, _conversion in string.Formatter().parse(text)
                if name
            ]
            params = {name: f"<{name}>" for name in names}
            if reason == "records":
                params = {"texts": {"en_US": "Weigh it."}}
            sentence = happening.reason_text(self.env, reason, params)
            for name in names:
                self.assertIn(f"<{name}>", sentence)
        for code in refusals.CODES:
            self.assertTrue(happening.refusal_text(self.env, code))
        self.assertLessEqual(set(happening.REMEDY_OF), refusals.CODES)

    def test_the_carriers_words_are_marked(self):
        shipment = self._refused("收件人电话不能为空<br/>Something else")
        self.assertIn("phone number is missing", shipment.problem)
        self.assertIn("“收件人电话不能为空”", shipment.problem)
        self.assertIn("“Something else” (the carrier's words)", shipment.problem)

    def test_search_for_problems(self):
        good, bad = self._booked(), self._refused()
        shipments = self.env["linkstar.shipment"]
        ours = [("id", "in", (good + bad).ids)]
        self.assertEqual(shipments.search([*ours, ("problem", "!=", False)]), bad)
        self.assertEqual(shipments.search([*ours, ("problem", "=", False)]), good)
        self.assertEqual(shipments.search([*ours, ("problem", "ilike", "电话")]), bad)
        accounts = self.env["linkstar.account"]
        self.assertIn(self.account, accounts.search([("problem", "=", False)]))
        self.account.happened = {"code": "Misconfigured", "reason": "no_credentials"}
        self.assertIn(self.account, accounts.search([("problem", "!=", False)]))

    def test_list_of_problems_is_fast(self):
        shipments = self._refused() + self._refused() + self._refused()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertTrue(all(shipments.mapped("problem")))
        self.assertLessEqual(self.env.cr.sql_log_count - before, with_room(3))

    def test_what_is_not_tried_again_is_not_promised(self):
        for break_it in (
            lambda: self.control.fault("*", "html_200"),
            lambda: self.account.write({"base_url": "http://127.0.0.1:9"}),
            lambda: self.account.write(
                {"base_url": self.carrier_host.url, "app_key": "wrong"}
            ),
        ):
            break_it()
            text, _type = self._press(self.account.action_test_connection)
            for promise in ("automatically", "sent twice", "by itself"):
                self.assertNotIn(promise, text)

    def test_wrong_address_has_a_hint(self):
        self.account.base_url = f"{self.carrier_host.url}/elsewhere"
        self.assertIn(
            "correct the address of the account Sandbox",
            self._press(self.account.action_test_connection)[0],
        )

    def test_the_reason_in_a_fault(self):
        self.control.fault("createOrder", "soap_fault", text="Disk is full")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertIn("“Disk is full”", shipment.problem)

    @mute_logger("odoo.addons.linkstar_delivery.api")
    def test_quotation_says_when_it_is_asked_again(self):
        self.method.linkstar_rate_source = "live"
        self.control.fault("feeTrail", "reset_after")
        order = self._order()
        for _ask in range(2):
            answer = self.method.rate_shipment(order)
            self.assertFalse(answer["success"])
            self.assertRegex(answer["error_message"], r"again in \d+ s")
            self.assertNotIn("automatically", answer["error_message"])

    def test_what_a_version_before_stored_stays(self):
        path = (
            Path(__file__).parents[1] / "migrations" / "19.0.2.0.0" / "pre-problems.py"
        )
        spec = importlib.util.spec_from_file_location("pre_problems", path)
        migration = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(migration)
        shipment = self._booked()
        self.env.flush_all()
        self.env.cr.execute(
            "ALTER TABLE linkstar_shipment ADD COLUMN IF NOT EXISTS problem text"
        )
        self.env.cr.execute(
            "UPDATE linkstar_shipment SET problem = 'Not cancelled. Why?' WHERE id"
            " = %s",
            [shipment.id],
        )
        for _again in range(2):
            migration.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(shipment.problem, "Not cancelled. Why?")

    def test_records_that_make_no_order_in_each_language(self):
        with self._french():
            shipment = self._validated().linkstar_shipment_id
            shipment.picking_id.partner_id = False
            self._work(shipment)
            self.assertEqual(
                set(shipment.happened["problems"][0][1]["texts"]),
                {"en_US", "fr_FR"} | set(self._languages()),
            )

    def _languages(self):
        return [code for code, _name in self.env["res.lang"].get_installed()]


@tagged("post_install", "-at_install")
class TestRevoked(LinkstarCase):
    """The token is revoked after the booking."""

    def _revoked(self):
        shipment = self._booked()
        self.account.app_key = "revoked"
        self.env.flush_all()
        return shipment

    def _answer(self, button):
        """What the user reads."""
        text, kind = self._press(button)
        self.assertEqual(kind, "danger")
        return text

    def test_tracking_says_so(self):
        shipment = self._revoked()
        self.assertIn(
            "does not accept the credentials",
            self._answer(shipment.action_fetch_tracking),
        )
        self.env.invalidate_all()
        self.assertIn("credentials", self.account.problem)
        self.account.app_key = "sandbox-key"
        self._press(shipment.action_fetch_tracking)
        self.assertFalse(self.account.problem)

    def test_charges_say_so(self):
        shipment = self._revoked()
        self.env.user.group_ids += self.env.ref("account.group_account_invoice")
        self.assertIn(
            "does not accept the credentials",
            self._answer(shipment.action_fetch_charges),
        )
        self.env.invalidate_all()
        self.assertIn("credentials", self.account.problem)

    def test_other_failures_are_answered(self):
        shipment = self._booked()
        self.control.fault("getCargoTrack", "http_500")
        self.env.flush_all()
        self.assertIn(
            "answer cannot be used", self._answer(shipment.action_fetch_tracking)
        )
        self.assertFalse(self.account.problem)

    def test_the_cron_writes_it_down(self):
        shipment = self._revoked()
        self._ask("tracking", shipment)
        self.assertIn("credentials", self.account.problem)


@tagged("post_install", "-at_install")
class TestRequirements(LinkstarCase):
    """The requirements of a line are checked before the goods move, and a refusal leads
    to the record to correct.
    """

    def test_chinese_description_before_validation(self):
        product = self._make_product("Lamp", linkstar_description_cn=False)
        picking = self._transfer(product=product)
        with self.assertRaisesRegex(
            UserError, "Lamp.*EU-STD requires a Chinese description"
        ):
            picking.button_validate()
        [problem] = [
            each
            for each in picking._linkstar_check()[picking]
            if each.code == "description_cn_missing"
        ]
        self.assertEqual((problem.model, problem.res_id), (product._name, product.id))
        self.assertIn("EU-STD", product.product_tmpl_id.linkstar_line_missing)
        product.categ_id = self.env["product.category"].create(
            {"name": "Lamps", "linkstar_description_cn": "灯"}
        )
        self.assertFalse(product.product_tmpl_id.linkstar_line_missing)
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_line_that_requires_none(self):
        self.service.needs_description_cn = False
        product = self._make_product("Lamp", linkstar_description_cn=False)
        self.assertFalse(product.product_tmpl_id.linkstar_line_missing)
        self._validated(product=product)

    def test_tax_number(self):
        self.assertNotIn("consignee_taxno", self._request(self._booked())["Consignee"])
        self.service.needs_tax_no = True
        picking = self._transfer()
        with self.assertRaisesRegex(
            UserError, "requires the tax number of Jörg Müller"
        ):
            picking.button_validate()
        self.buyer.vat = "DE136695976"
        picking.button_validate()
        self._work(picking.linkstar_shipment_id)
        consignee = self._request(picking.linkstar_shipment_id)["Consignee"]
        self.assertEqual(
            (consignee["consignee_taxno"], str(consignee["consignee_taxno_type"])),
            ("DE136695976", "1"),
        )

    def _request(self, shipment):
        return self.control.order(shipment.reference_no)["request"]

    def _refused(self, text, **values):
        self.control.fault("createOrder", "failure", text=text)
        shipment = self._validated(**values).linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "refused")
        return shipment

    def test_remedies(self):
        for text, model, record in (
            ("收件人电话不能为空", "res.partner", lambda shipment: self.buyer),
            (
                "Consignee postcode is invalid",
                "res.partner",
                lambda shipment: self.buyer,
            ),
            (
                "发件人电话不能为空",
                "res.partner",
                lambda shipment: shipment.picking_id._linkstar_sender(),
            ),
            (
                "海关编码错误 (in item 1)",
                "product.product",
                lambda shipment: self.product,
            ),
            ("超重", "stock.picking", lambda shipment: shipment.picking_id),
            (
                "The declared value exceeds 150 EUR",
                "stock.picking",
                lambda shipment: shipment.picking_id,
            ),
        ):
            with self.subTest(text):
                shipment = self._refused(text)
                self.assertTrue(shipment.picking_id.linkstar_remedy)
                action = shipment.picking_id.action_linkstar_open_remedy()
                self.assertEqual(
                    (action["res_model"], action["res_id"]),
                    (model, record(shipment).id),
                )

    def test_remedy_among_several_products(self):
        order = self._order()
        other = self._make_product(
            "Lamp", linkstar_description_en="plastic lamp shade", hs_code="392690"
        )
        order.order_line[:1].copy({"order_id": order.id, "product_id": other.id})
        order.action_confirm()
        picking = order.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        self.control.fault("createOrder", "failure", text="中文品名不能为空")
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(
            set(shipment._remedy_records().ids), {self.product.id, other.id}
        )
        other.linkstar_description_cn = False
        self.assertEqual(shipment._remedy_records(), other)

    def test_nothing_to_open_for_what_is_not_known(self):
        shipment = self._refused("What?")
        self.assertFalse(shipment.remedy)
        self.assertIn("“What?”", shipment.problem)
