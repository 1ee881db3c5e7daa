# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from functools import partial

from odoo.tests import tagged

from .common import LinkstarCase, with_room


@tagged("post_install", "-at_install")
class TestQueries(LinkstarCase):
    """The number of queries for a parcel. More queries make each transfer slower on a
    peak day.
    """

    def _fixed(self):
        values = {
            "delivery_type": "fixed",
            "fixed_price": 5,
            "linkstar_account_id": False,
            "linkstar_service_id": False,
        }
        return self._make_method(self.service, **values)

    def _count(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_validation(self):
        """Checks, declaration and shipment, in addition to core's own validation, with
        warm caches.
        """
        fixed = self._fixed()
        self._transfer().button_validate()
        self._transfer(method=fixed).button_validate()
        ours = self._count(self._transfer().button_validate)
        # The seller is registered: five of these queries read the registration, its
        # validity and its number. Three write the goods of the parcel and their states.
        self.assertLessEqual(
            ours - self._count(self._transfer(method=fixed).button_validate),
            with_room(22),
        )

    def test_worker(self):
        """Each step at the carrier, from the claim to the result; no step reads whole
        rows of wide tables.
        """
        self._booked()
        shipment = self._validated().linkstar_shipment_id
        for step, claim, take in (("book", 38, 19), ("label", 8, 20)):
            jobs, due = [], []
            with self.subTest(step):
                self.assertLessEqual(
                    self._count(lambda jobs=jobs: jobs.append(self._claimed(shipment))),
                    with_room(claim),
                )
                [job] = jobs
                self.assertEqual(job.step, step)
                answer = job.run()
                taking = partial(shipment._take, job, answer)
                self.assertLessEqual(
                    self._count(lambda due=due, take=taking: due.append(take())),
                    with_room(take),
                )
                self.assertEqual(due, [step == "book"])
        self.assertEqual(shipment.state, "ready")

    def test_blocking_is_a_part_of_all(self):
        """Validation refuses exactly what the list of all problems contains, with or
        without warnings.
        """
        self.company.linkstar_manufacturer_id = False
        lamp = self._make_product(
            "Lamp", hs_code=False, weight=0, linkstar_description_en="gift"
        )
        abroad = self.buyer.copy({"zip": "1", "name": "Иван", "phone": "12"})
        pickings = (
            self._transfer()
            + self._transfer(product=lamp)
            + self._transfer(partner=abroad)
            + self._transfer(quantity=9)
        )
        everything = pickings._linkstar_check()
        blocking = {
            picking: [problem for problem in found if problem.severity == "block"]
            for picking, found in everything.items()
        }
        self.assertTrue(
            any(
                problem.severity == "warn"
                for found in everything.values()
                for problem in found
            )
        )
        self.assertTrue(any(blocking.values()))
        self.assertEqual(pickings._linkstar_blocking(), blocking)

    def test_what_is_kept_of_a_line(self):
        """Countries, options and limits of a line need no query, and a change of them
        is used at once.
        """
        option = self.env["linkstar.extra.service"].create(
            {"service_id": self.service.id, "code": "SIG", "name": "Signature"}
        )
        card = self.env["linkstar.rate.card"].create(
            {
                "name": "Card",
                "service_id": self.service.id,
                "valid_from": "2020-01-01",
                "max_weight": 9,
            }
        )
        germany, today = self.env.ref("base.de"), card.valid_from

        def known():
            offered = [extra.code for extra in self.service._offered()]
            return (
                offered,
                self.service._goes_to(germany),
                self.service._parcel_limits(today)[self.service].max_weight,
            )

        self.assertEqual(known(), (["SIG"], True, None))
        self.assertEqual(self._count(known), 0)
        self.service.max_weight = 30
        self.service.country_ids = self.env.ref("base.fr")
        option.active = False
        self.assertEqual(known(), ([], False, 30))
        self.service.max_weight = 0
        self.service.country_ids += germany
        self.assertEqual(known(), ([], True, None))

    def test_what_is_kept_of_places(self):
        state = self.env["res.country.state"].create(
            {"country_id": self.env.ref("base.de").id, "name": "Nowhere", "code": "NW1"}
        )
        self.buyer.state_id = state
        known = self.buyer._linkstar_address()
        self.assertEqual(
            (known.state, known.state_code, known.country), ("Nowhere", "NW1", "DE")
        )
        state.write({"name": "Somewhere", "code": "SW"})
        known = self.buyer._linkstar_address()
        self.assertEqual((known.state, known.state_code), ("Somewhere", "SW"))
        self.assertTrue(state.country_id._linkstar_has_postcodes())
        state.country_id.zip_required = False
        self.assertFalse(state.country_id._linkstar_has_postcodes())
        self.assertTrue(self.env["res.country"]._linkstar_has_postcodes())
