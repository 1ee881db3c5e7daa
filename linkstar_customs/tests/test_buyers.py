# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import Command
from odoo.tests import Form, new_test_user, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestBuyers(CustomsCase):
    """The buyer, not the consignee, decides between private and business."""

    def contact(self, **values):
        return self.buyer.copy({"name": "Somebody", **values})

    def outcome(self, **partners):
        order = self.order((self.case, 1, 20.0)).copy(partners)
        order.action_confirm()
        order.date_order = "2026-03-02 10:00:00"
        return (
            order.picking_ids._linkstar_declare().scheme_outcome,
            order.linkstar_scheme_outcome,
        )

    def test_guess(self):
        spain, italy, poland = (
            self.env.ref(f"base.{code}").id for code in ("es", "it", "pl")
        )
        for values, kind in (
            ({}, "private"),
            ({"is_company": True}, "business"),
            ({"vat": "DE136695976"}, "business"),
            ({"vat": "54362315K", "country_id": spain}, "private"),
            ({"vat": "RSSMRA70A01H501S", "country_id": italy}, "private"),
            ({"vat": "44051401359", "country_id": poland}, "private"),
            ({"vat": "12/345/67890"}, "unknown"),
        ):
            with self.subTest(values=values):
                self.assertEqual(self.contact(**values).linkstar_buyer_kind, kind)
        firm = self.contact(is_company=True)
        employee = self.contact(parent_id=firm.id)
        self.assertEqual(employee.linkstar_buyer_kind, "business")
        firm.write({"is_company": False})
        self.assertEqual(employee.linkstar_buyer_kind, "private")

    def test_what_somebody_chose_stays(self):
        contact = self.contact(vat="DE136695976")
        contact.linkstar_buyer_kind = "private"
        contact.write(
            {"vat": "FR40303265045", "country_id": self.env.ref("base.fr").id}
        )
        self.assertEqual(contact.linkstar_buyer_kind, "private")
        child = self.contact(parent_id=contact.id, type="delivery")
        self.assertEqual(child.linkstar_buyer_kind, "private")
        self.assertFalse(contact.copy().linkstar_buyer_choice)

    def test_anybody_of_the_company_sees_it_and_who_keeps_contacts_changes_it(self):
        contact = self.contact(vat="12/345/67890")
        groups = "base.group_user,base.group_partner_manager"
        user = new_test_user(
            self.env,
            "contacts",
            groups,
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        with Form(contact.with_user(user)) as form:
            self.assertEqual(form.linkstar_buyer_kind, "unknown")
            form.linkstar_buyer_kind = "private"
        self.assertEqual(contact.linkstar_buyer_kind, "private")
        portal = new_test_user(self.env, "portal_buyer", "base.group_portal")
        self.assertNotIn(
            "linkstar_buyer_kind",
            self.env["res.partner"].with_user(portal).fields_get(),
        )

    def test_the_buyer_counts_and_not_who_receives(self):
        firm, office = (
            self.contact(is_company=True),
            self.contact(is_company=True, name="Office"),
        )
        # A private buyer orders to the workplace; a reseller orders to its own
        # customer.
        self.assertEqual(
            self.outcome(partner_shipping_id=office.id), ("declared", "declared")
        )
        self.assertEqual(
            self.outcome(partner_id=firm.id, partner_invoice_id=firm.id),
            ("business", "business"),
        )
        spanish = self.contact(
            vat="54362315K", country_id=self.env.ref("base.es").id, zip="28001"
        )
        self.assertEqual(
            self.outcome(partner_invoice_id=spanish.id), ("declared", "declared")
        )

    def test_a_marketplace_that_gets_the_invoice_is_no_buyer(self):
        marketplace = self.env["linkstar.marketplace"].create(
            {"name": "Bazaar", "company_id": self.company.id}
        )
        self.registration.copy(
            {"marketplace_id": marketplace.id, "number": "IM2500000017"}
        )
        firm = self.contact(is_company=True)
        self.assertEqual(
            self.outcome(
                partner_invoice_id=firm.id, linkstar_marketplace_id=marketplace.id
            ),
            ("declared", "declared"),
        )

    def test_who_is_not_known_is_asked_for(self):
        stranger = self.contact(vat="12/345/67890")
        order = self.order((self.case, 1, 20.0), partner=stranger)
        picking = order.picking_ids
        self.assertEqual(order.linkstar_scheme_outcome, "buyer_unknown")
        self.assertFalse(picking._linkstar_declare()._linkstar_scheme_number())
        for document in (order, picking):
            (problem,) = [
                each
                for each in document._linkstar_check()[document]
                if each.code == "scheme_buyer_unknown"
            ]
            self.assertEqual(
                (problem.severity, problem.model, problem.res_id),
                ("block", "res.partner", stranger.id),
            )
            self.assertIn("Buyer type", problem.text)
        stranger.linkstar_buyer_kind = "private"
        self.assertEqual(order.linkstar_scheme_outcome, "declared")
        self.assertNotIn(
            "scheme_buyer_unknown",
            [problem.code for problem in order._linkstar_check()[order]],
        )
        stranger.linkstar_buyer_kind = "business"
        self.assertEqual(order.linkstar_scheme_outcome, "business")

    def test_charges_and_identifiers_go_by_the_buyer(self):
        office = self.contact(is_company=True)
        self.case.linkstar_ns_pid = False
        order = self.order((self.case, 1, 20.0), date="2026-11-20 10:00:00")
        order.partner_shipping_id = office
        self.assertTrue(order._linkstar_import_charges())
        self.assertIn(
            "ns_pid_missing",
            [problem.code for problem in order._linkstar_check()[order]],
        )
        order.partner_invoice_id = office
        self.assertFalse(order._linkstar_import_charges())
        self.assertNotIn(
            "ns_pid_missing",
            [problem.code for problem in order._linkstar_check()[order]],
        )
