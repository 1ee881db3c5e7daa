# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestChecks(LinkstarCase):
    """Wrong data is reported before the goods move: all errors at once, each with its
    correction.
    """

    def _refused(self, picking):
        with self.assertRaises(UserError) as caught:
            picking.button_validate()
        self.assertNotEqual(picking.state, "done")
        self.assertFalse(picking.linkstar_shipment_ids)
        self.assertEqual(self.control.calls(), [])
        return str(caught.exception)

    def test_all_at_once(self):
        product = self._make_product("Mystery", hs_code=False, weight=0)
        partner = self.buyer.copy({"zip": False, "name": "Anna Kowalska"})
        text = self._refused(self._transfer(product=product, partner=partner))
        for wanted in ("HS code", "weight", "postcode", "Mystery", "Anna Kowalska"):
            self.assertIn(wanted, text)

    def test_country_not_served(self):
        self.service.country_ids = self.env.ref("base.fr")
        text = self._refused(self._transfer())
        self.assertIn("EU-STD", text)
        self.assertIn("Germany", text)

    def test_battery_needs_a_line_that_carries_it(self):
        product = self._make_product("Power bank", linkstar_battery="ion_packed")
        self.assertIn(
            "does not carry goods of the type",
            self._refused(self._transfer(product=product)),
        )
        service = self._make_service("EU-BAT", carries_battery=True)
        self._booked(product=product, method=self._make_method(service))

    def test_method_without_account(self):
        self.method.write({"linkstar_service_id": False, "linkstar_account_id": False})
        self.assertIn("no Linkstar account", self._refused(self._transfer()))

    def test_archived_line(self):
        early = self._transfer()
        early.action_linkstar_book()
        self._work(early.linkstar_shipment_id)
        calls = len(self.control.calls())
        for record in (self.service, self.account):
            with self.subTest(record._name):
                record.active = False
                with self.assertRaisesRegex(
                    UserError, "the line EU-STD .* is archived"
                ):
                    self._transfer().button_validate()
                record.active = True
        self.assertEqual(len(self.control.calls()), calls)
        self.service.active = False
        early.button_validate()
        self.assertEqual(early.state, "done", "its label is there and valid")

    def test_country_without_postcodes(self):
        country = self.env.ref("base.ie")
        country.zip_required = False
        partner = self.buyer.copy({"zip": False, "country_id": country.id})
        self.assertEqual(self._transfer(partner=partner)._linkstar_problems(), [])

    def test_receipts_and_other_carriers_are_left_alone(self):
        picking = self._transfer()
        picking.carrier_id = False
        picking.partner_id.zip = False
        picking.button_validate()
        self.assertEqual(picking.state, "done")
        self.assertFalse(picking.linkstar_shipment_ids)
