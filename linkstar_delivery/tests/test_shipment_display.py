# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How shipments are shown: colours by status, buttons by status, an answer to each
button, sums by stage, texts that fit.
"""

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..services import goods
from ..services.states import TRACKING_STATES
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestShipmentDisplay(LinkstarCase):
    book_once = True

    def _arch(self, model, view, kind):
        return etree.fromstring(
            self.env[model].get_view(self.env.ref(view).id, kind)["arch"]
        )

    # --- colours

    def test_a_parcel_in_trouble_shines_nowhere_green(self):
        shipment = self._booked_once()
        picking = shipment.picking_id
        expected = {
            "none": ("success", "muted"),
            "departed": ("success", "info"),
            "delivered": ("success", "success"),
            "customs_hold": ("muted", "danger"),
            "delivery_failed": ("muted", "danger"),
            "destroyed": ("muted", "danger"),
            "lost": ("muted", "danger"),
            "returning": ("muted", "warning"),
            "returned": ("muted", "warning"),
        }
        for state, _label in TRACKING_STATES:
            shipment.tracking_state = shipment.parcel_ids.tracking_state = state
            goods.roll_up(shipment)
            colours = shipment.state_decoration, shipment.tracking_decoration
            with self.subTest(state):
                self.assertEqual(
                    (
                        picking.linkstar_state_decoration,
                        picking.linkstar_tracking_decoration,
                    ),
                    colours,
                )
                self.assertEqual(expected.get(state, colours), colours)
                self.assertIn(
                    colours[1], ("success", "info", "warning", "danger", "muted")
                )

    def test_a_label_that_must_not_be_used_is_not_green(self):
        shipment = self._booked_once()
        for name, value in (
            ("cancel_requested", True),
            ("rebook", "because"),
            ("intercept_state", "requested"),
            ("intercept_state", "confirmed"),
        ):
            shipment.write(
                {
                    "cancel_requested": False,
                    "rebook": False,
                    "intercept_state": False,
                    name: value,
                }
            )
            self.assertEqual(shipment.state_decoration, "warning")
        shipment.write(
            {"cancel_requested": False, "rebook": False, "intercept_state": "refused"}
        )
        self.assertEqual(shipment.state_decoration, "success")

    def test_pills_have_colours_everywhere(self):
        for model, view, kind, names in (
            (
                "linkstar.shipment",
                "linkstar_delivery.linkstar_shipment_view_list",
                "list",
                ("state", "tracking_state"),
            ),
            (
                "linkstar.shipment",
                "linkstar_delivery.linkstar_shipment_view_form",
                "form",
                ("tracking_state",),
            ),
            (
                "stock.picking",
                "stock.vpicktree",
                "list",
                ("linkstar_state", "linkstar_tracking_state"),
            ),
            (
                "stock.picking",
                "stock.view_picking_form",
                "form",
                ("linkstar_state", "linkstar_tracking_state"),
            ),
        ):
            arch = self._arch(model, view, kind)
            for name in names:
                nodes = arch.xpath(f"//field[@name='{name}'][@widget='badge']")
                with self.subTest(view=view, name=name):
                    self.assertTrue(nodes)
                    self.assertTrue(
                        all(
                            node.get("decoration-danger")
                            and node.get("decoration-warning")
                            for node in nodes
                        )
                    )

    # --- buttons

    def _main_buttons(self, shipment):
        arch = self._arch(
            "linkstar.shipment", "linkstar_delivery.linkstar_shipment_view_form", "form"
        )
        plain = ("char", "selection", "boolean", "datetime")
        values = {
            name: shipment[name]
            for name, field in shipment._fields.items()
            if field.type in plain
        }
        values["label_attachment_id"] = shipment.label_attachment_id.id
        buttons = [
            b
            for b in arch.xpath("//header/button")
            if not safe_eval(b.get("invisible", "False"), dict(values))
        ]
        return [
            b.get("name") for b in buttons if "btn-primary" in b.get("class", "")
        ], [b.get("name") for b in buttons]

    def test_the_main_button_is_what_comes_next(self):
        shipment = self._booked_once()
        self.assertEqual(self._main_buttons(shipment)[0], ["action_print_label"])
        for state in ("departed", "delivered", "lost", "returned"):
            shipment.tracking_state = state
            main, every = self._main_buttons(shipment)
            self.assertEqual(main, [])
            self.assertEqual(every.count("action_print_label"), 1)
        shipment.write({"tracking_state": "none", "state": "refused"})
        main, every = self._main_buttons(shipment)
        self.assertEqual((main, every.count("action_retry")), (["action_retry"], 1))

    def test_dialogs_have_verbs(self):
        """The buttons of our dialogs are verbs, not Ok and Cancel."""
        views = self.env["ir.ui.view"].search([("arch_db", "ilike", "confirm=")])
        ids = (
            self.env["ir.model.data"]
            .search([("model", "=", "ir.ui.view"), ("module", "=like", "linkstar%")])
            .mapped("res_id")
        )
        ours = views.filtered(lambda view: view.id in ids)
        asking = [
            node
            for view in ours
            for node in etree.fromstring(view.arch).xpath("//button[@confirm]")
        ]
        self.assertGreaterEqual(len(asking), 6)
        for node in asking:
            with self.subTest(node.get("name")):
                self.assertTrue(node.get("confirm-label"))
                self.assertTrue(node.get("cancel-label"))
                self.assertTrue(node.get("confirm-title"))

    # --- answers

    def _message(self, action):
        self.assertEqual(
            (action["type"], action["tag"]),
            ("ir.actions.client", "display_notification"),
        )
        return action["params"]["message"], action["params"]["type"]

    def _asked(self, shipments, button):
        return self._press(getattr(shipments, button))

    def test_fetch_tracking_says_what_came(self):
        shipment, other = self._booked_once(), self._booked()
        self.control.advance(days=3)
        text, kind = self._asked(shipment, "action_fetch_tracking")
        self.assertIn(
            f"New events for {shipment.tracking_number}: {len(shipment.event_ids)}. "
            "Tracking status: ",
            text,
        )
        self.assertEqual(kind, "success")
        text, kind = self._asked(shipment, "action_fetch_tracking")
        self.assertEqual(
            (text, kind),
            (f"No new events for {shipment.tracking_number}.", "info"),
        )
        text, _kind = self._asked(shipment + other, "action_fetch_tracking")
        self.assertIn(f"New events: {len(other.event_ids)}. Parcels: 1.", text)

    def test_fetch_tracking_says_why_nothing_came(self):
        shipment = self._booked_once()
        self.control.fault("getTrack", "failure", times=5, text="no")
        waiting = self._validated().linkstar_shipment_id
        self.account.base_url = f"{self.account.base_url}/elsewhere"
        text, kind = self._asked(shipment + waiting, "action_fetch_tracking")
        self.assertEqual(kind, "danger")
        self.assertIn("carrier", text)
        self.assertIn(waiting.reference_no, text)

    def test_fetch_charges_says_what_came(self):
        shipment = self._booked_once()
        self.assertEqual(
            self._asked(shipment, "action_fetch_charges"),
            (
                "The carrier has not billed anything yet for "
                f"{shipment.tracking_number}.",
                "info",
            ),
        )
        self.control.advance(days=30)
        text, kind = self._asked(shipment, "action_fetch_charges")
        self.assertEqual(kind, "success")
        self.assertIn("the carrier bills", text)
        self.assertIn(f"{sum(shipment.charge_ids.mapped('amount_billed')):.2f}", text)
        self.account.base_url = f"{self.account.base_url}/elsewhere"
        self.assertEqual(self._asked(shipment, "action_fetch_charges")[1], "danger")

    def test_intercept_says_what_happens(self):
        shipment = self._booked_once()
        self.control.advance(days=1)
        sent = []
        self.patch(
            type(self.env["res.users"]),
            "_bus_send",
            lambda user, kind, message, **more: sent.append((user, kind, message)),
        )
        dialog = self.env["linkstar.cancellation"].browse(
            shipment.action_ask_to_intercept()["res_id"]
        )
        action = dialog.action_confirm()
        self.assertEqual(
            action["params"]["next"], {"type": "ir.actions.act_window_close"}
        )
        self.assertIn(shipment.tracking_number, self._message(action)[0])
        self.assertEqual(
            self._message(shipment.action_ask_to_intercept())[1], "warning"
        )
        self.assertEqual(self._message(shipment.action_intercept())[1], "warning")
        self._work(shipment)
        self.assertIn(shipment.intercept_state, ("confirmed", "refused"))
        [(user, message)] = [
            (user, message)
            for user, kind, message in sent
            if kind == "simple_notification"
        ]
        self.assertEqual(user, self.env.user)
        self.assertTrue(message["message"])

    # --- money

    def test_stages_are_never_added_up(self):
        shipment = self._booked_once()
        charges = self.env["linkstar.charge"]
        for stage, kind in (
            ("quoted", "freight"),
            ("billed", "freight"),
            ("billed", "fuel"),
        ):
            charges += charges.create(
                {
                    "shipment_id": shipment.id,
                    "company_id": self.company.id,
                    "stage": stage,
                    "kind": kind,
                    "currency_id": self.cny.id,
                    "amount": 157.68 if kind == "freight" else 5,
                }
            )
        own = [("id", "in", charges.ids)]
        [(quoted, billed)] = charges._read_group(
            own, [], ["amount_quoted:sum", "amount_billed:sum"]
        )
        self.assertEqual((round(quoted, 2), round(billed, 2)), (157.68, 162.68))
        self.assertFalse(charges._fields["amount"].aggregator)
        for model, view, kind in (
            ("linkstar.charge", "linkstar_delivery.linkstar_charge_view_list", "list"),
            (
                "linkstar.shipment",
                "linkstar_delivery.linkstar_shipment_view_form",
                "form",
            ),
        ):
            arch = self._arch(model, view, kind)
            self.assertFalse(arch.xpath("//field[@name='amount'][@sum]"))
            self.assertTrue(
                arch.xpath("//field[@name='amount_quoted'][@sum]")
                and arch.xpath("//field[@name='amount_billed'][@sum]")
            )

    def test_finance_sees_each_quotation_once(self):
        """The quotation of an order is copied to its shipment, and to the shipment that
        replaces a cancelled one.
        """
        shipment = self._booked_once()
        charge = {
            "company_id": self.company.id,
            "kind": "freight",
            "currency_id": self.cny.id,
            "amount": 157.68,
        }
        order, cancelled = shipment.sale_order_id, self._booked()
        cancelled.state = "cancelled"
        charges = self.env["linkstar.charge"].create(
            [
                {**charge, "stage": "quoted", "sale_order_id": order.id},
                {**charge, "stage": "quoted", "shipment_id": shipment.id},
                {**charge, "stage": "quoted", "shipment_id": cancelled.id},
                {**charge, "stage": "billed", "shipment_id": cancelled.id},
            ]
        )
        domain = safe_eval(
            self.env.ref("linkstar_delivery.action_linkstar_charge").domain
        )
        self.assertEqual(
            self.env["linkstar.charge"].search(
                [("id", "in", charges.ids), *domain], order="id"
            ),
            charges[1] + charges[3],
        )

    # --- texts

    def test_long_texts_are_short_in_lists(self):
        for model, view, name in (
            (
                "linkstar.shipment",
                "linkstar_delivery.linkstar_shipment_view_list",
                "problem",
            ),
            (
                "linkstar.wave.line",
                "linkstar_delivery.linkstar_wave_line_view_list",
                "problem",
            ),
            (
                "linkstar.account",
                "linkstar_delivery.linkstar_account_view_list",
                "problem",
            ),
            ("linkstar.call", "linkstar_delivery.linkstar_call_view_list", "message"),
        ):
            [node] = self._arch(model, view, "list").xpath(f"//field[@name='{name}']")
            self.assertEqual(
                (node.get("widget"), node.get("width", "")[-2:]),
                ("linkstar_short", "px"),
            )

    def test_many_numbers_are_counted(self):
        shipments = self.env["linkstar.shipment"].union(
            *(self._booked() for _ in range(5))
        )
        self.assertIn("and 2 more", shipments._numbers_text())
