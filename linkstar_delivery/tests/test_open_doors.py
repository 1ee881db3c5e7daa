# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import io

from lxml import html
from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase

EVIL = (
    "Eve <a href='https://evil.example'>open</a><img src='https://evil.example/x.png'"
    " onerror='x()'>"
)


@tagged("post_install", "-at_install")
class TestOpenDoors(LinkstarCase):
    """Rights are checked where something is done, not where a button is shown; data
    from a client is never trusted.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker, cls.seller, cls.clerk, cls.manager = (
            new_test_user(
                cls.env, f"doors_{name}", f"base.group_user,{groups}", **context
            )
            for name, groups in (
                ("picker", "stock.group_stock_user"),
                ("seller", "sales_team.group_sale_manager"),
                ("clerk", "account.group_account_manager"),
                ("manager", "stock.group_stock_manager"),
            )
        )
        cls.depot = cls.env["linkstar.depot"].create(
            {"name": "Depot", "code": "D1", "company_id": cls.company.id}
        )

    # --- who may book

    def test_sales_and_finance_buy_no_label_by_validating(self):
        for user in (self.seller, self.clerk):
            for name in (
                "button_validate",
                "_action_done",
                "send_to_shipper",
                "action_linkstar_book",
            ):
                picking = self._transfer()
                with (
                    self.subTest(f"{user.login} {name}"),
                    self.assertRaises(AccessError),
                    self.env.cr.savepoint(),
                ):
                    getattr(picking.with_user(user), name)()
                self.assertFalse(picking.linkstar_shipment_ids)
        self.assertFalse(self.control.calls())
        picking = self._transfer()
        picking.with_user(self.picker).button_validate()
        self.assertTrue(picking.linkstar_shipment_ids)

    def test_sales_and_finance_fix_no_declaration(self):
        declaration = self._transfer()._linkstar_declare()
        for user in (self.seller, self.clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                declaration.with_user(user).action_declare()
        self.assertEqual(declaration.state, "draft")
        declaration.with_user(self.picker).action_declare()
        self.assertEqual(declaration.state, "frozen")

    def test_only_the_warehouse_weighs(self):
        picking = self._transfer()
        weighings = self.env["linkstar.weighing"]
        for user in (self.seller, self.clerk):
            with self.subTest(user.login):
                picking.with_user(user).write({"shipping_weight": 7})
                self.assertFalse(weighings.search([("picking_id", "=", picking.id)]))
                with self.assertRaises(AccessError):
                    self.env["stock.picking"].with_user(user).linkstar_measure(
                        picking.name, 7
                    )
        self.env["stock.picking"].with_user(self.picker).linkstar_measure(
            picking.name, 2
        )
        self.assertEqual(
            weighings.search([("picking_id", "=", picking.id)]).user_id, self.picker
        )

    # --- data from a client

    def test_a_default_forges_no_signed_manifest(self):
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        forged = {
            "default_state": "signed",
            "default_signed_by": "Nobody",
            "default_signed_at": "2026-01-01 10:00:00",
            "default_closed_at": "2026-01-01 10:00:00",
            "default_closed_by_id": self.manager.id,
            "default_signature": base64.b64encode(picture.getvalue()).decode(),
        }
        model = (
            self.env["linkstar.handover"].with_user(self.picker).with_context(**forged)
        )
        made = model.create({"depot_id": self.depot.id})
        made += made.with_context(**forged).copy()
        loaded = model.load(["depot_id/.id", "note"], [[str(self.depot.id), "loaded"]])
        made += made.browse(loaded["ids"])
        self.assertEqual(len(made), 3, loaded)
        for handover in made:
            self.assertEqual(handover.state, "open")
            self.assertFalse(
                handover.signed_by
                or handover.signed_at
                or handover.signature
                or handover.closed_at
                or handover.closed_by_id
            )
        with self.assertRaises(UserError):
            model.create({"depot_id": self.depot.id, "state": "signed"})
        with self.assertRaises(UserError):
            made[0].with_context(linkstar_move=True).write({"state": "signed"})

    def test_a_parcel_never_comes_to_a_manifest_that_is_closed(self):
        shipment = self._booked()
        closed, open_one = self.env["linkstar.handover"].create(
            [{"depot_id": self.depot.id}] * 2
        )
        open_one.with_user(self.picker).scan(shipment.tracking_number)
        bag = self.env["linkstar.handover.bag"].create(
            {"handover_id": open_one.id, "number": "B1"}
        )
        closed._move_to("closed")
        for records in (open_one.line_ids, bag):
            with (
                self.subTest(records._name),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                records.write({"handover_id": closed.id})

    def test_that_a_card_was_quoted_is_no_clients_word(self):
        cards = self.env["linkstar.rate.card"].with_user(self.manager)
        values = {
            "name": "Card",
            "service_id": self.service.id,
            "valid_from": "2026-01-01",
        }
        card = cards.with_context(default_quoted=True).create(values)
        self.assertFalse(card.quoted)
        card.sudo().quoted = True
        with self.assertRaises(AccessError):
            card.write({"quoted": False})
        with self.assertRaises(UserError):
            card.write({"divisor": 5000})

    def test_a_customs_form_is_drawn_with_no_other_shipments_number(self):
        mine, other = self._booked(), self._booked()
        declaration = mine.declaration_id.with_user(self.picker).with_context(
            linkstar_form_of={mine.declaration_id.id: other.id}
        )
        self.assertNotEqual(declaration._facts()["tracking"], other.tracking_number)
        self.assertFalse(declaration._linkstar_form_of())
        mine_only = declaration.with_context(
            linkstar_form_of={mine.declaration_id.id: mine.id}
        )
        self.assertEqual(mine_only._facts()["tracking"], mine.tracking_number)

    # --- what employees may read

    def test_notes_and_messages_hold_no_markup_of_others(self):
        """A buyer's name, a product's name and a carrier's answer are shown as text in
        activities and in the chatter.
        """
        picking = self._validated()
        shipment = picking.linkstar_shipment_id
        shipment._inform(f"First line of {EVIL}\nsecond line")
        first = html.fromstring(f"<div>{picking.activity_ids.note}</div>")
        self.assertTrue(first.xpath("//br"))
        self.assertFalse(first.xpath("//a | //img"))
        order = picking.sale_id
        order.name = f"S1 {EVIL}"
        shipment._ask_about_cancelled_order()
        self._work(shipment)
        shipment.partner_id.name = EVIL
        shipment.problem = f"Not stopped: {EVIL}"
        shipment._inform_travels_on()
        notes = self.env["mail.activity"].search(
            [("res_model", "=", "stock.picking"), ("res_id", "=", picking.id)]
        )
        messages = picking.message_ids + shipment.message_ids + order.message_ids
        texts = [*notes.mapped("note"), *messages.mapped("body")]
        self.assertGreaterEqual(len(notes), 2)
        for text in texts:
            tree = html.fromstring(f"<div>{text}</div>")
            with self.subTest(text):
                self.assertFalse(tree.xpath("//a[contains(@href, 'evil')]"))
                self.assertFalse(tree.xpath("//img"))
        self.assertTrue(any("evil.example" in text for text in texts))

    def test_a_transfer_that_is_not_booked_again_says_so_as_text(self):
        picking = self._transfer()
        picking.move_ids.product_id.write({"name": EVIL, "weight": 0, "hs_code": False})
        picking._linkstar_queue_again("x")
        note = picking.activity_ids.note
        self.assertIn("not booked again", note)
        self.assertFalse(html.fromstring(f"<div>{note}</div>").xpath("//a | //img"))

    # --- a copy of the database

    def test_neutralization_leaves_no_secret(self):
        token, key, number = "token-of-production", "key-of-production", "IM2760000742"
        self.account.write({"environment": "production"})
        registration = self.env["linkstar.tax.registration"].create(
            {
                "company_id": self.company.id,
                "scheme_id": self.env.ref("linkstar_customs.scheme_ioss").id,
                "name": "Own shop",
                "number": number,
                "valid_from": "2020-01-01",
            }
        )
        shipment = self._booked()
        self.account.write({"app_token": token, "app_key": key})
        self.assertEqual(shipment.declaration_id._linkstar_scheme_number(), number)
        export = self.env["linkstar.h7.export"].create(
            {"declaration_ids": shipment.declaration_id.ids}
        )
        export.file = base64.b64encode(f"data with {number}".encode())
        self.assertTrue(shipment.call_ids)
        self.env.flush_all()
        for query in get_neutralization_queries(
            ["linkstar_customs", "linkstar_delivery"]
        ):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.assertFalse(
            self.account.app_token or self.account.app_key or registration.number
        )
        self.assertFalse(export.exists() or self.env["linkstar.call"].search([]))
        # In any of our tables.
        for model in self.env.registry.values():
            if (
                model._abstract
                or not model._auto
                or not model._name.startswith("linkstar.")
            ):
                continue
            self.env.cr.execute(
                f"SELECT 1 FROM {model._table} row WHERE row::text ~ %s LIMIT 1",
                [f"{token}|{key}|{number}"],
            )
            self.assertFalse(self.env.cr.fetchall(), model._name)
