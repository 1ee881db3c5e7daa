# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date

from odoo.tests import TransactionCase, tagged

from ..services.queries import kept, one_validation, read_once

DAY = date(2026, 9, 1)


@tagged("post_install", "-at_install")
class TestCachedTables(TransactionCase):
    """The cache of the dated tables in each process: reading costs no query, and a
    change is valid at once.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.germany, cls.helgoland = (
            cls.env.ref("base.de"),
            cls.env["res.partner"].create({"name": "A", "zip": "27498"}),
        )
        cls.helgoland.country_id = cls.germany

    def _territory(self):
        return self.env["linkstar.special.territory"]._all()._find(self.helgoland, DAY)

    def test_known_rows_cost_no_query(self):
        schemes, requirements = (
            self.env["linkstar.tax.scheme"],
            self.env["linkstar.customs.requirement"],
        )

        def read():
            rule = schemes._all()._for_country(self.germany, DAY)._rule()
            vat = self.env["linkstar.vat.rate"]._found(self.germany, DAY)[0]
            rules, _currencies = self.env["linkstar.customs.charge.rule"]._rules()
            return (
                rule,
                vat.rate,
                rules,
                self._territory().in_vat_area,
                [row.longest for row in requirements._on(DAY)],
            )

        first = read()
        for name in (
            "linkstar.tax.scheme",
            "linkstar.customs.requirement",
            "linkstar.special.territory",
            "linkstar.customs.charge.rule",
        ):
            self.env[name].invalidate_model()
        with self.assertQueryCount(0):
            self.assertEqual(read(), first)
        self.assertIn("DE", first[0].countries)
        self.assertEqual(first[1], 19)
        self.assertFalse(first[3])

    def test_change_holds_at_once(self):
        territory = self._territory()
        self.assertTrue(territory)
        territory.in_vat_area = True
        self.env.invalidate_all()
        self.assertTrue(self._territory().in_vat_area)
        territory.active = False
        self.assertFalse(self._territory())
        copied = territory.copy({"code": "HELGOLAND-2", "active": True})
        self.assertEqual(self._territory(), copied)
        copied.unlink()
        self.assertFalse(self._territory())

    def test_changed_rate(self):
        rates = self.env["linkstar.vat.rate"]
        rate = rates._rate(self.germany, DAY)
        rate.rate = 21
        self.assertEqual(rates._found(self.germany, DAY), (rate._rule(), rate.id))
        self.assertEqual(self.germany._linkstar_vat_rate(DAY), 21)

    def test_changed_charge(self):
        rules = self.env["linkstar.customs.charge.rule"]
        before = rules._rules()[0]
        self.assertTrue(before)
        rules.browse(before[0].key).amount = 77
        self.assertEqual(rules._rules()[0][0].amount, 77)
        rules.browse(before[0].key).status = "suspended"
        self.assertEqual(
            [rule.key for rule in rules._rules()[0]], [rule.key for rule in before[1:]]
        )

    def test_changed_registration(self):
        registrations, company = self.env["linkstar.tax.registration"], self.env.company
        self.assertFalse(registrations._of_companies(company)[company])
        made = registrations.create(
            {
                "name": "Own shop",
                "number": "IM2760000016",
                "company_id": company.id,
                "valid_from": "2026-01-01",
                "scheme_id": self.env.ref("linkstar_customs.scheme_ioss").id,
            }
        )
        self.assertEqual(registrations._of_companies(company), {company: made})
        with self.assertQueryCount(0):
            registrations._of_companies(company)
        made.active = False
        self.assertFalse(registrations._of_companies(company)[company])
        made.active = True
        made.unlink()
        self.assertFalse(registrations._of_companies(company)[company])

    def test_new_country_has_its_code(self):
        country = self.env["res.country"].create({"name": "Nowhere", "code": "XQ"})
        self.assertEqual(country._linkstar_codes(), {"XQ"})
        self.assertEqual(
            (country._linkstar_code(), country.browse()._linkstar_code()), ("XQ", "")
        )

    def test_subheading_that_ends(self):
        codes = self.env["linkstar.hs.code"]
        self.assertEqual(codes._known({"392690"}, DAY), {"392690"})
        codes.search([("code", "=", "392690")]).valid_to = date(2026, 8, 31)
        self.assertFalse(codes._known({"392690"}, DAY))

    def test_one_validation_reads_once(self):
        read = []
        with one_validation(self.env):
            for _again in range(2):
                read_once(self.env, "row", lambda: read.append(1))
        self.assertEqual(len(read), 1)
        self.assertIsNone(kept(self.env))
        for _again in range(2):
            read_once(self.env, "row", lambda: read.append(1))
        self.assertEqual(len(read), 3)

    def test_a_rollback_forgets_what_a_validation_has_read(self):
        with one_validation(self.env):
            with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
                read_once(self.env, "row", lambda: "before")
                raise ZeroDivisionError
            self.assertEqual(read_once(self.env, "row", lambda: "now"), "now")
