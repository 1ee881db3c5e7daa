# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import csv
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common import LinkstarCase

PIXEL = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    b"AABJRU5ErkJggg=="
)


class HandoverCase(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker = new_test_user(
            cls.env,
            "linkstar_scanner",
            "base.group_user,stock.group_stock_user",
            **cls.context,
        )
        cls.depot = cls.env.ref("linkstar_delivery.depot_yiwu")

    def _manifest(self, user=None, **values):
        model = self.env["linkstar.handover"].with_user(user or self.picker)
        return model.create({"depot_id": self.depot.id, **values})

    def _signed(self, manifest):
        manifest.action_close()
        manifest.write({"signed_by": "Driver Wang", "signature": PIXEL})
        manifest.action_sign()
        return manifest


@tagged("post_install", "-at_install")
class TestScan(HandoverCase):
    book_once = True

    def _refused(self, manifest, text, title):
        answer = manifest.scan(text)
        self.assertFalse(answer["ok"], answer)
        self.assertEqual(answer["title"], title)
        return answer["text"]

    def test_a_parcel_by_each_of_its_numbers(self):
        shipment = self._booked_once()
        manifest = self._manifest()
        number = shipment.tracking_number
        for text in (
            number,
            f" {number.lower()}\r\n",
            f"]C1{number}",
            shipment.waybill,
            shipment.reference_no.lower(),
            shipment.picking_id.name,
        ):
            with self.subTest(text):
                answer = manifest.scan(text)
                self.assertTrue(answer["ok"], answer)
                self.assertEqual((answer["count"], answer["title"]), (1, number))
                self.assertEqual(
                    answer["services"],
                    [
                        {
                            "code": "EU-STD",
                            "name": "EU-STD",
                            "count": 1,
                            "weight": shipment.weight,
                        }
                    ],
                )
                self.assertEqual(manifest.scan_undo()["count"], 0)
        line_values = (
            manifest.scan(number)
            and manifest.line_ids.read(
                ["waybill", "reference_no", "country_id", "user_id"]
            )[0]
        )
        self.assertEqual(line_values["waybill"], shipment.waybill)
        self.assertEqual(line_values["country_id"][1], "Germany")
        self.assertEqual(line_values["user_id"][0], self.picker.id)

    def test_the_day_is_the_depots(self):
        """At one in the morning in China, a user without a time zone does not open a
        manifest of yesterday.
        """
        self.picker.tz = False
        with freeze_time("2026-11-25 17:00:00"):
            manifest = self._manifest()
            self.assertEqual(str(manifest.date), "2026-11-26")
            model = self.env["linkstar.handover"].with_user(self.picker)
            self.assertEqual(model.scan_open(self.depot.id), manifest.id)
            self.depot.sudo().tz = "Europe/Berlin"
            self.assertEqual(str(self._manifest().date), "2026-11-25")
            self.assertEqual(str(self._manifest(date="2026-11-20").date), "2026-11-20")

    def test_boxes_under_one_number_are_scanned_one_by_one(self):
        picking = self._transfer(quantity=2)
        packages = self.env["stock.package"].create(
            [{"name": "SCAN-A"}, {"name": "SCAN-B"}]
        )
        line = picking.move_line_ids
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        manifest = self._manifest()
        first = manifest.scan(shipment.waybill)
        self.assertTrue(first["ok"])
        self.assertIn("U001", first["text"])
        self.assertIn(shipment, self._not_scanned())
        self.assertIn("U002", manifest.scan(shipment.waybill)["text"])
        self.assertNotIn(shipment, self._not_scanned())
        self.assertIn(
            "already", self._refused(manifest, shipment.waybill, "Already scanned")
        )
        manifest.scan_undo()
        self.assertIn(
            "U002", manifest.scan("scan-b")["text"], "the package's own barcode"
        )

    def _not_scanned(self):
        domain = [
            ("state", "=", "ready"),
            ("parcel_ids", "any", [("handover_id", "=", False)]),
            ("tracking_state", "in", ("none", "registered")),
        ]
        return self.env["linkstar.shipment"].search(domain)

    def test_what_does_not_belong_is_refused_with_its_reason(self):
        manifest, other = self._manifest(), self._manifest()
        self.assertIn(
            "NO-SUCH-NUMBER",
            self._refused(manifest, "no-such-number".upper(), "Unknown"),
        )
        self._refused(manifest, "", "Unknown")
        shipment = self._booked()
        self.assertTrue(other.scan(shipment.tracking_number)["ok"])
        self.assertIn(
            other.name,
            self._refused(manifest, shipment.tracking_number, "Already scanned"),
        )
        limited = self._manifest(
            service_ids=[Command.set(self._make_service("EU-BAT").ids)]
        )
        fresh = self._booked()
        self.assertIn(
            "EU-BAT", self._refused(limited, fresh.tracking_number, "Other line")
        )
        fresh.action_cancel()
        self._refused(manifest, fresh.tracking_number, "Cancelled")
        self._work(fresh)
        self.assertEqual(fresh.state, "cancelled")
        self._refused(manifest, fresh.waybill, "Cancelled")
        self.control.profile(label_after=3600)
        waiting = self._validated().linkstar_shipment_id
        self._work(waiting)
        self.assertIn(
            waiting.picking_id.name,
            self._refused(manifest, waiting.waybill, "No label yet"),
        )
        self.control.profile(label_after=0)
        early = self._transfer()
        early._linkstar_queue()
        self._work(early.linkstar_shipment_id)
        self._refused(manifest, early.linkstar_shipment_id.waybill, "Not validated")
        self.assertFalse(manifest.line_ids)

    def test_a_cancelled_attempt_does_not_hide_the_next_one(self):
        first = self._booked_once()
        first.action_cancel()
        self._work(first)
        first.picking_id.send_to_shipper()
        second = first.picking_id._linkstar_open_shipments()
        self._work(second)
        answer = self._manifest().scan(first.picking_id.name)
        self.assertEqual(answer["title"], second.tracking_number)

    def test_other_companies_parcels_are_unknown(self):
        shipment = self._booked_once()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "linkstar_other_scanner",
            "stock.group_stock_user",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        model = (
            self.env["linkstar.handover"]
            .with_user(stranger)
            .with_context(allowed_company_ids=other.ids)
        )
        self._refused(
            model.create({"depot_id": self.depot.id}),
            shipment.tracking_number,
            "Unknown",
        )

    def test_queries_do_not_grow_with_the_manifest(self):
        shipments = self.env["linkstar.shipment"].union(
            *(self._booked() for _number in range(3))
        )
        manifest = self._manifest()

        def scan(shipment):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(manifest.scan(shipment.tracking_number)["ok"])
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        scan(shipments[0])
        few = scan(shipments[1])
        [template] = manifest.line_ids.filtered(
            lambda line: line.shipment_id == shipments[0]
        ).sudo()
        parcels = self.env["linkstar.parcel"].create(
            [
                {"shipment_id": shipments[0].id, "number": f"X{number}", "weight": 1}
                for number in range(200)
            ]
        )
        values = template.copy_data()[0]
        self.env["linkstar.handover.line"].create(
            [
                {**values, "parcel_id": parcel.id, "number": parcel.number}
                for parcel in parcels
            ]
        )
        many = scan(shipments[2])
        self.assertLessEqual(many, few)
        self.assertLess(many, 30)

    def test_undo_is_one_s_own(self):
        mine, theirs = self._booked_once(), self._booked()
        manifest = self._manifest()
        colleague = new_test_user(
            self.env, "linkstar_scanner_two", "stock.group_stock_user", **self.context
        )
        manifest.scan(mine.tracking_number)
        manifest.with_user(colleague).scan(theirs.tracking_number)
        self.assertIn(mine.tracking_number, manifest.scan_undo()["text"])
        self.assertFalse(manifest.scan_undo()["ok"])
        self.assertEqual(manifest.line_ids.shipment_id, theirs)
        self.assertFalse(mine.parcel_ids.handover_id)
        self.assertEqual(theirs.parcel_ids.handover_id, manifest)
        manifest.line_ids.action_take_out()
        self.assertFalse(manifest.line_ids)

    def test_bags(self):
        first, second = self._booked_once(), self._booked()
        manifest = self._manifest()
        bag = manifest.scan_bag_start()
        self.assertEqual((bag["number"], bag["state"]), ("B01", "open"))
        self.assertIn("B01", manifest.scan(first.tracking_number, bag["id"])["text"])
        closed = manifest.scan_bag_close(bag["id"], 1.5)
        self.assertEqual(
            (closed["state"], closed["weight"], closed["count"]), ("closed", 1.5, 1)
        )
        with self.assertRaises(UserError):
            manifest.scan_bag_start("b01")
        with self.assertRaises(UserError):
            manifest.scan_bag_close(bag["id"] + 100, 1)
        with self.assertRaises(UserError):
            manifest.scan_bag_close(bag["id"], -1)
        with self.assertRaisesRegex(UserError, "Enter the weight again"):
            manifest.scan_bag_close(bag["id"], "1,5 kg")
        carton = manifest.scan_bag_start("mine-7", "carton")
        self.assertEqual(carton["number"], "MINE-7")
        manifest.scan(second.tracking_number, bag["id"])
        self.assertFalse(second.handover_line_ids.bag_id, "a closed bag takes no more")
        self.assertEqual(manifest.bag_ids.mapped("count"), [1, 0])

    def test_the_page(self):
        shipment = self._booked_once()
        model = self.env["linkstar.handover"].with_user(self.picker)
        manifest = model.browse(model.scan_open(self.depot.id, "brought"))
        self.assertEqual(
            model.scan_open(self.depot.id, "brought"),
            manifest.id,
            "an empty one is used again",
        )
        manifest.scan(shipment.tracking_number)
        state = manifest.scan_state()
        self.assertEqual(
            (state["depot"], state["mode"], state["count"]),
            ("Yiwu", "Delivered to the depot", 1),
        )
        self.assertEqual(state["recent"][0]["number"], shipment.tracking_number)
        start = model.scan_start()
        self.assertEqual([row["id"] for row in start["open"]], manifest.ids)
        self.assertLessEqual(
            {"Guangzhou", "Shenzhen", "Yiwu"},
            {depot["name"] for depot in start["depots"]},
        )
        self.assertNotEqual(model.scan_open(self.depot.id, "brought"), manifest.id)


@tagged("post_install", "-at_install")
class TestHandover(HandoverCase):
    book_once = True

    def test_closing_hands_over(self):
        shipment = self._booked_once()
        manifest = self._manifest()
        with self.assertRaises(UserError):
            manifest.action_close()
        manifest.scan(shipment.tracking_number)
        self.assertFalse(shipment.handed_over_at)
        manifest.action_close()
        self.assertEqual(
            (manifest.state, manifest.closed_by_id), ("closed", self.picker)
        )
        self.assertEqual(shipment.handed_over_at, manifest.closed_at)
        answer = manifest.scan(shipment.tracking_number)
        self.assertEqual((answer["ok"], answer["title"]), (False, "Closed"))
        for call in (
            manifest.scan_undo,
            manifest.scan_bag_start,
            manifest.line_ids.action_take_out,
            manifest.action_close,
        ):
            with self.subTest(call.__name__), self.assertRaises(UserError):
                call()
        with self.assertRaises(AccessError):
            manifest.action_reopen()
        manager = new_test_user(
            self.env, "linkstar_foreman", "stock.group_stock_manager", **self.context
        )
        manifest.with_user(manager).action_reopen()
        self.assertEqual((manifest.state, shipment.handed_over_at), ("open", False))

    def test_what_is_handed_over_is_not_booked_again(self):
        shipment = self._booked_once()
        manifest = self._manifest()
        manifest.scan(shipment.tracking_number)
        manifest.action_close()
        picking = shipment.picking_id
        picking.partner_id.street = "Neue Straße 2"
        self.env.invalidate_all()
        self.assertFalse(picking.linkstar_changes)
        picking.action_linkstar_book()
        self.assertFalse(
            shipment.cancel_requested, "the goods are on the carrier's lorry"
        )
        self.assertEqual(picking.linkstar_shipment_ids, shipment)

    def test_what_was_cancelled_after_scanning_keeps_it_open(self):
        shipment, other = self._booked_once(), self._booked()
        manifest = self._manifest()
        for each in (shipment, other):
            manifest.scan(each.tracking_number)
        shipment.action_cancel()
        with self.assertRaises(UserError) as caught:
            manifest.action_close()
        self.assertIn(shipment.tracking_number, str(caught.exception))
        self.assertNotIn(other.tracking_number, str(caught.exception))
        manifest.line_ids.filtered(
            lambda line: line.shipment_id == shipment
        ).action_take_out()
        manifest.action_close()
        self.assertEqual(manifest.state, "closed")

    def test_signed_it_stays_as_it_is(self):
        shipment = self._booked_once()
        manifest = self._manifest()
        manifest.scan(shipment.tracking_number)
        with self.assertRaises(UserError):
            manifest.action_sign()
        manifest.action_close()
        with self.assertRaises(UserError):
            manifest.action_sign()
        manifest.write({"signed_by": "Driver Wang", "signature": PIXEL})
        manifest.action_sign()
        self.assertEqual(manifest.state, "signed")
        administrator = new_test_user(
            self.env,
            "linkstar_handover_admin",
            "base.group_system,stock.group_stock_manager",
            **self.context,
        )
        for user in (self.picker, administrator, self.env.ref("base.user_root")):
            record = manifest.with_user(user)
            for values in (
                {"state": "open"},
                {"depot_id": self.depot.id},
                {"signed_by": "Somebody"},
                {"signature": False},
                {"note": "x"},
                {"line_ids": [Command.clear()]},
                {"name": "HO/1"},
            ):
                with (
                    self.subTest(f"{user.login} {values}"),
                    self.assertRaises(UserError),
                ):
                    record.write(values)
            for call in (
                record.unlink,
                record.action_sign,
                record.action_reopen,
                record.line_ids.unlink,
            ):
                with (
                    self.subTest(f"{user.login} {call.__name__}"),
                    self.assertRaises(UserError),
                ):
                    call()
            with self.assertRaises(UserError):
                record.line_ids.write({"weight": 99})
        manifest.with_user(self.picker).message_post(body="A note may be added.")
        shipment.tracking_number = "LATER-NUMBER"
        self.assertNotEqual(manifest.line_ids.number, "LATER-NUMBER")

    def test_state_cannot_be_written(self):
        manifest = self._manifest()
        for values in (
            {"state": "signed"},
            {"closed_at": "2026-01-01 00:00:00"},
            {"signed_by": "x"},
            {"name": "x"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                manifest.write(values)
        with self.assertRaises(UserError):
            self._manifest(state="signed")
        with self.assertRaises(AccessError):
            self.env["linkstar.handover.line"].with_user(self.picker).create(
                {"handover_id": manifest.id}
            )
        manifest.write({"note": "Gate 3", "mode": "brought"})
        manifest.unlink()

    def test_printed(self):
        shipment = self._booked_once()
        manifest = self._manifest(note="Gate 3")
        bag = manifest.scan_bag_start()
        manifest.scan(shipment.tracking_number, bag["id"])
        report = self.env["ir.actions.report"].with_user(self.picker)
        draft = report._render_qweb_html(
            "linkstar_delivery.report_handover", manifest.ids
        )[0].decode()
        self.assertIn("Draft", draft)
        self._signed(manifest)
        page = report._render_qweb_html(
            "linkstar_delivery.report_handover", manifest.ids
        )[0].decode()
        for text in (
            manifest.name,
            "Yiwu",
            shipment.tracking_number,
            shipment.reference_no,
            "EU-STD",
            "B01",
            "Driver Wang",
            "Gate 3",
            "data:image/svg+xml;base64",
        ):
            self.assertIn(text, page)
        self.assertNotIn("Draft", page)

    def test_files(self):
        shipment = self._booked_once()
        manifest = self._manifest()
        manifest.scan(shipment.tracking_number)
        sheet = openpyxl.load_workbook(
            io.BytesIO(self._file(manifest, "export_xlsx"))
        ).active
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual(
            rows[1][:5],
            (
                1,
                shipment.tracking_number,
                shipment.waybill,
                shipment.reference_no,
                None,
            ),
        )
        self.assertEqual(rows[1][5:8], ("EU-STD", "DE", 0.42))
        [head, row] = csv.reader(
            io.StringIO(self._file(manifest, "export_csv").decode("utf-8-sig"))
        )
        self.assertEqual(len(head), len(row))
        self.assertEqual(row[1], shipment.tracking_number)
        self.assertIn(
            f"/web/content/linkstar.handover/{manifest.id}/export_csv?",
            manifest.action_export_csv()["url"],
        )

    def _file(self, manifest, field):
        return base64.b64decode(manifest[field])

    def test_who_may(self):
        manifest = self._manifest()
        manifest.scan(self._booked().tracking_number)
        seller = new_test_user(
            self.env,
            "linkstar_handover_seller",
            "sales_team.group_sale_salesman_all_leads",
            **self.context,
        )
        seen = manifest.with_user(seller)
        self.assertEqual(seen.count, 1)
        for call in (
            lambda: seen.scan("X"),
            seen.action_close,
            lambda: seen.write({"note": "x"}),
            seen.scan_start,
        ):
            with self.assertRaises(AccessError):
                call()
        employee = new_test_user(
            self.env, "linkstar_handover_employee", "base.group_user", **self.context
        )
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "linkstar_handover_stranger",
            "stock.group_stock_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for model in (
            "linkstar.handover",
            "linkstar.handover.line",
            "linkstar.handover.bag",
            "linkstar.depot",
        ):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(employee).search([])
            if model != "linkstar.depot":
                self.assertFalse(
                    self.env[model]
                    .with_user(stranger)
                    .with_context(allowed_company_ids=other.ids)
                    .search([])
                )
        with self.assertRaises(AccessError):
            self.depot.with_user(self.picker).write({"name": "x"})
