# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The carrier is asked for charges until a parcel is settled. Billed amounts stay, and
changes are added.
"""

from datetime import timedelta
from decimal import Decimal

from odoo import fields
from odoo.tests import tagged

from ..api.messages import Charges
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestChargesAgain(LinkstarCase):
    book_once = True

    def _state(self, shipment, total, **amounts):
        """Apply a statement of the carrier and return the added charges as {kind:
        amount}.
        """
        before = shipment.charge_ids
        pairs = tuple((kind, Decimal(amount)) for kind, amount in amounts.items())
        shipment._take_charges(
            Charges(shipment.reference_no, pairs, Decimal(total), Decimal("0.5")),
            failed=False,
        )
        return {charge.kind: charge.amount for charge in shipment.charge_ids - before}

    def _billed(self, shipment):
        found = {}
        for charge in shipment.charge_ids.filtered(
            lambda charge: charge.stage == "billed"
        ):
            found[charge.kind] = round(found.get(charge.kind, 0) + charge.amount, 2)
        return {kind: amount for kind, amount in found.items() if amount}

    def test_duties_and_returns_that_come_later(self):
        shipment = self._booked_once()
        self.assertEqual(
            self._state(shipment, "20", freight="12.5"), {"freight": 12.5, "other": 7.5}
        )
        first = shipment.charge_ids
        stamps = {charge.id: charge.read()[0] for charge in first}
        self.assertTrue(shipment.charge_at, "it is asked for again")
        self.assertEqual(
            self._state(shipment, "20", freight="12.5"), {}, "the same again is no news"
        )
        self.assertEqual(
            self._state(shipment, "23.1", freight="12.5", handling="3.1"),
            {"handling": 3.1},
        )
        self.assertEqual(
            self._state(shipment, "22", freight="11.4", handling="3.1"),
            {"freight": -1.1},
        )
        self.assertEqual(
            self._billed(shipment), {"freight": 11.4, "handling": 3.1, "other": 7.5}
        )
        self.assertEqual(
            {charge.id: charge.read()[0] for charge in first.exists()},
            stamps,
            "nothing that was billed is changed",
        )
        self.assertEqual(
            (shipment.charge_ids - first).mapped("correction"), [True, True]
        )
        self.assertFalse(any(first.mapped("correction")))

    def test_no_answer_changes_nothing(self):
        shipment = self._booked_once()
        self._state(shipment, "20", freight="20")
        for failed in (True, False):
            shipment._take_charges(None, failed=failed)
        self.assertEqual(self._billed(shipment), {"freight": 20})
        self.assertTrue(shipment.charge_at)

    def test_distances_grow_until_it_is_settled(self):
        shipment = self._booked_once()
        now, gaps = fields.Datetime.now(), []
        for days in (1, 10, 40):
            shipment.booked_at = now - timedelta(days=days)
            self._state(shipment, "20", freight="20")
            gaps.append(shipment.charge_at - now)
        self.assertEqual(gaps, sorted(gaps))
        self.assertGreater(gaps[-1], timedelta(days=10))
        shipment.booked_at = now - timedelta(
            days=shipment.account_id.charge_days, seconds=1
        )
        self._state(shipment, "20", freight="20")
        self.assertFalse(shipment.charge_at)

    def test_a_return_long_after_is_billed_after_that(self):
        shipment = self._booked_once()
        shipment.write(
            {
                "booked_at": fields.Datetime.now() - timedelta(days=100),
                "charge_at": False,
            }
        )
        self.env["linkstar.tracking.event"].create(
            {
                "shipment_id": shipment.id,
                "occurred_at": fields.Datetime.now(),
                "text": "退件已签收",
            }
        )
        shipment._read_history()
        self.assertEqual(shipment.tracking_state, "returned")
        self.assertTrue(shipment.charge_at)
        self._state(shipment, "20", freight="20")
        self.assertTrue(shipment.charge_at, "settled only some time after its end")

    def test_a_failed_call_is_repeated_soon(self):
        shipment = self._booked_once()
        self.control.fault("getReceivingExpense", "http_500")
        with self.assertLogs(
            "odoo.addons.linkstar_delivery.runner.questions", "WARNING"
        ):
            failures = self._ask("charges", shipment)
        self.assertEqual(len(failures), 1)
        self.assertLess(shipment.charge_at, fields.Datetime.now() + timedelta(hours=1))

    def test_parts_that_are_rounded(self):
        shipment = self._booked_once()
        self._state(shipment, "6.67", freight="3.333", fuel="3.333")
        self.assertAlmostEqual(sum(self._billed(shipment).values()), 6.67)
        self.assertEqual(
            self._state(shipment, "6.67", freight="3.333", fuel="3.333"), {}
        )

    def test_quoted_is_not_added_to_billed(self):
        shipment = self._booked_once()
        self.env["linkstar.charge"].create(
            {
                "shipment_id": shipment.id,
                "company_id": shipment.company_id.id,
                "kind": "freight",
                "stage": "quoted",
                "currency_id": self.cny.id,
                "amount": 99,
            }
        )
        self.assertEqual(self._state(shipment, "20", freight="20"), {"freight": 20})
