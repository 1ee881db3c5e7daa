# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestShownNames(LinkstarCase):
    """What is shown as one text is found by it, typed or imported."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.name = "Europe standard"
        cls.extra = cls.env["linkstar.extra.service"].create(
            {"service_id": cls.service.id, "code": "S1", "name": "Signature"}
        )
        cls.card = cls.env["linkstar.rate.card"].create(
            {
                "name": "Card v2",
                "service_id": cls.service.id,
                "valid_from": "2026-01-01",
            }
        )

    def _found(self, record, operator, text):
        return record.search([("display_name", operator, text)])

    def test_by_the_whole_name(self):
        for record, shown in (
            (self.service, "EU-STD · Europe standard"),
            (self.extra, "S1 · Signature"),
            (self.card, "Card v2 v1"),
        ):
            self.assertEqual(record.display_name, shown)
            for operator, text in (
                ("=", shown),
                ("in", [shown, "another"]),
                ("ilike", shown.lower()),
            ):
                self.assertIn(record, self._found(record, operator, text), operator)
            for operator, text in (("!=", shown), ("not in", [shown])):
                self.assertNotIn(record, self._found(record, operator, text), shown)
            self.assertIn(record, self._found(record, "!=", "another"))

    def test_a_statement_by_its_file(self):
        """Until the carrier's number is known, it is shown as its file."""
        bill = self.env["linkstar.bill"].create(
            {"account_id": self.account.id, "filename": "October.xlsx"}
        )
        self.assertEqual(bill.display_name, "October.xlsx")
        for operator, text in (("=", "October.xlsx"), ("ilike", "october")):
            self.assertEqual(self._found(bill, operator, text), bill, operator)

    def test_not_by_the_parts_of_others(self):
        other = self._make_service("EU-EXP", name="Europe express")
        for text in ("EU-STD · Europe express", "EU-EXP · Europe standard", "A · B"):
            self.assertFalse(self._found(other, "=", text) & (other + self.service))
        self.assertEqual(self._found(other, "ilike", "exp · europe"), other)
        for text in ("Card v2 v2", "Card v1"):
            self.assertNotIn(self.card, self._found(self.card, "=", text))

    def test_by_its_parts_as_before(self):
        for record, text in (
            (self.service, "EU-STD"),
            (self.service, "europe stand"),
            (self.extra, "signa"),
            (self.card, "Card v2"),
        ):
            self.assertIn(record, self._found(record, "ilike", text), text)

    def test_an_exported_list_is_imported(self):
        """Of delivery methods, with their line as it was exported."""
        methods = self.env["delivery.carrier"]
        columns = ["name", "product_id/.id", "linkstar_service_id"]
        shown = self.method.export_data(["linkstar_service_id"])["datas"]
        self.assertEqual(shown, [["EU-STD · Europe standard"]])
        row = ["Imported", str(self.method.product_id.id), shown[0][0]]
        answer = methods.load(columns, [row])
        self.assertEqual(
            methods.browse(answer["ids"]).linkstar_service_id,
            self.service,
            answer["messages"],
        )
