# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A shipment is found by its consignee, order, country and each number that it has or
had; numbers use their indexes.
"""

import re

from odoo.tests import Form, tagged
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestShipmentSearch(LinkstarCase):
    book_once = True

    def _found(self, text, field="number"):
        """The result of the search view when ``text`` is entered for ``field``."""
        model = self.env["linkstar.shipment"]
        arch = model.get_view(
            self.env.ref("linkstar_delivery.linkstar_shipment_view_search").id, "search"
        )["arch"]
        [node] = re.findall(rf'<field name="{field}"[^>]*>', arch)
        domain = re.search(r'filter_domain="([^"]*)"', node)
        found = (
            safe_eval(domain[1], {"self": text}) if domain else [(field, "ilike", text)]
        )
        return model.search([("company_id", "=", self.company.id), *found])

    def test_by_each_number(self):
        shipment, other = self._booked_once(), self._booked(quantity=1)
        self.env.flush_all()
        for number in (
            shipment.tracking_number,
            shipment.waybill,
            shipment.reference_no,
        ):
            for text in (number, number.lower(), f" {number} ", number[2:-2]):
                with self.subTest(text):
                    self.assertIn(shipment, self._found(text))
                    self.assertNotIn(other, self._found(text))
        self.assertEqual(
            self.env["linkstar.shipment"].name_search(shipment.waybill)[0][0],
            shipment.id,
        )
        self.assertEqual(shipment.number, shipment.tracking_number)
        self.assertFalse(self._found("NO-SUCH-NUMBER"))

    def test_a_number_that_was_replaced(self):
        shipment = self._booked_once()
        first, waybill = shipment.tracking_number, shipment.waybill
        shipment.tracking_number = "LX900000001CN"
        shipment.tracking_number = "LX900000002CN"
        shipment.waybill = "NEW-WAYBILL"
        shipment.parcel_ids.tracking_number = "BOX-1"
        shipment.parcel_ids.tracking_number = "BOX-2"
        self.env.flush_all()
        for number in (
            first,
            first[3:],
            waybill,
            "LX900000001CN",
            "900000001",
            "BOX-1",
            "BOX-2",
            "LX900000002CN",
        ):
            with self.subTest(number):
                self.assertEqual(self._found(number), shipment)
        self.assertEqual(len(shipment.earlier_numbers.split()), 4)

    def test_an_exact_number_comes_alone(self):
        """The number is also a part of another number."""
        one, other = self._booked_once(), self._booked()
        one.tracking_number, other.tracking_number = "LX77", "LX778"
        self.env.flush_all()
        self.assertEqual(self._found("LX77"), one)
        self.assertEqual(self._found("X77"), one + other)

    def test_by_recipient_order_and_country(self):
        france = self.env.ref("base.fr")
        claire = self.env["res.partner"].create(
            {
                "name": "Claire Dupont",
                "street": "1 rue Test",
                "city": "Paris",
                "zip": "75001",
                "country_id": france.id,
                "phone": "+33 1 23456789",
            }
        )
        shipment, other = (
            self._booked(partner=claire, linkstar_platform_number="302-1234567"),
            self._booked(),
        )
        self.env.flush_all()
        self.assertEqual(shipment.country_id, france)
        for field, text in (
            ("partner_id", "dupont"),
            ("picking_id", shipment.sale_order_id.name),
            ("picking_id", shipment.picking_id.name),
            ("picking_id", "302-1234567"),
            ("country_id", "France"),
        ):
            with self.subTest(field=field, text=text):
                found = self._found(text, field)
                self.assertIn(shipment, found)
                self.assertNotIn(other, found)
        groups = self.env["linkstar.shipment"]._read_group(
            [("id", "in", (shipment + other).ids)], ["country_id"], ["__count"]
        )
        self.assertEqual(dict(groups)[france], 1)

    def test_other_companies_stay_apart(self):
        shipment = self._booked_once()
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids += other
        self.env.flush_all()
        found = (
            self.env["linkstar.shipment"]
            .with_company(other)
            .with_context(allowed_company_ids=other.ids)
        )
        user = self.env["res.users"].create(
            {
                "name": "Other's",
                "login": "linkstar_other_search",
                "company_id": other.id,
                "company_ids": [(6, 0, other.ids)],
                "group_ids": [(4, self.env.ref("stock.group_stock_user").id)],
            }
        )
        self.assertFalse(
            found.with_user(user).search(
                [("number", "ilike", shipment.tracking_number)]
            )
        )
        self.assertFalse(
            found.with_user(user).search([("number", "=", shipment.tracking_number)])
        )

    def test_indexes_are_used(self):
        """Numbers and parts of them are found with indexes. With 3,000 rows PostgreSQL
        may choose a sequential scan, so that is switched off; without a usable index it
        scans anyway.
        """
        shipment = self._booked_once()
        self.env.flush_all()
        columns = ", ".join(
            name
            for name, field in shipment._fields.items()
            if field.store
            and field.column_type
            and field.required
            and name != "id"
            and name not in ("reference_no", "box")
        )
        self.env.cr.execute(
            f"""
            INSERT INTO linkstar_shipment (
                reference_no, box, waybill, tracking_number, earlier_numbers, {columns}
            )
            SELECT 'LSBENCH-' || n,
                   'P' || n,
                   'WB' || md5(n::text),
                   'LX' || (n * 7919 + 100000000) || 'CN',
                   CASE WHEN n %% 100 = 0 THEN ' OLD' || md5(n::text) || ' ' END,
                   {columns}
              FROM linkstar_shipment, generate_series(1, 3000) n WHERE id = %s
        """,
            [shipment.id],
        )
        self.env.cr.execute("ANALYZE linkstar_shipment; SET LOCAL enable_seqscan = off")
        model = self.env["linkstar.shipment"]
        asked = []
        execute = type(self.env.cr).execute

        def listen(cr, query, params=None, *more, **options):
            asked.append((query, params))
            return execute(cr, query, params, *more, **options)

        for text in ("LX100007919CN", "X1000079", "OLD", "nothing-like-it"):
            self.patch(type(self.env.cr), "execute", listen)
            asked.clear()
            model.search([("number", "ilike", text)], limit=80)
            self.patch(type(self.env.cr), "execute", execute)
            with self.subTest(text):
                selects = [
                    entry
                    for entry in asked
                    if "linkstar_shipment" in str(entry[0])
                    and "SELECT" in str(entry[0])
                ]
                self.assertTrue(selects)
                for query, params in selects:
                    self.env.cr.execute(
                        (
                            SQL("EXPLAIN %s", query)
                            if isinstance(query, SQL)
                            else f"EXPLAIN {query}"
                        ),
                        params,
                    )
                    plan = "\n".join(row[0] for row in self.env.cr.fetchall())
                    self.assertNotIn("Seq Scan on linkstar_shipment", plan)

    def test_the_form_shows_earlier_numbers(self):
        shipment = self._booked_once()
        shipment.tracking_number = "LX900000001CN"
        self.assertIn("LNKS", Form(shipment).earlier_numbers or "LNKS")
