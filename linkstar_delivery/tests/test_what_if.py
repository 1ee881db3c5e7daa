# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Parcels of a period on other rate cards."""

import base64
import io
import zipfile

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ..models import linkstar_what_if
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestWhatIf(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = new_test_user(
            cls.env,
            "what_if_clerk",
            "base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.offered = cls._make_service("EU-OFFER", days_max=9)
        # An offer: a draft, up to 2 kg.
        cls.offer = cls._make_card(cls.offered, 40, 2)

    @classmethod
    def _make_card(cls, service, price, up_to, **values):
        return cls.env["linkstar.rate.card"].create(
            {
                "name": f"Card of {service.code}",
                "service_id": service.id,
                "valid_from": "2030-01-01",
                "zone_ids": [
                    Command.create(
                        {
                            "name": "1",
                            "areas": "DE",
                            "days_min": 5,
                            "days_max": 8,
                            "bracket_ids": [
                                Command.create(
                                    {
                                        "over": 0,
                                        "up_to": up_to,
                                        "kind": "per_kg",
                                        "price": price,
                                    }
                                )
                            ],
                        }
                    )
                ],
                **values,
            }
        )

    def _shipments(self, *facts, **values):
        """Shipments of March 2026: (weight, billed amount or 0)."""
        if not hasattr(self, "first"):
            self.first = self._booked_once()
        start = self.env["linkstar.shipment"].search_count([])
        shipments = self.env["linkstar.shipment"].create(
            [
                {
                    "picking_id": self.first.picking_id.id,
                    "account_id": self.account.id,
                    "service_id": self.service.id,
                    "company_id": self.company.id,
                    "declaration_id": self.first.declaration_id.id,
                    "box": f"P{start + number}",
                    "state": "ready",
                    "tracking_state": "delivered",
                    "booked_at": "2026-03-05 10:00:00",
                    "handed_over_at": "2026-03-05 10:00:00",
                    "work_at": False,
                    **values,
                }
                for number in range(len(facts))
            ]
        )
        for shipment, (weight, billed) in zip(shipments, facts, strict=True):
            self.env["linkstar.parcel"].create(
                {
                    "shipment_id": shipment.id,
                    "number": "U001",
                    "weight": weight,
                    "tracking_state": "delivered",
                    "state_since": "2026-03-15 09:00:00",
                }
            )
            if billed:
                self.env["linkstar.charge"].create(
                    {
                        "shipment_id": shipment.id,
                        "company_id": self.company.id,
                        "kind": "freight",
                        "stage": "billed",
                        "currency_id": self.cny.id,
                        "amount": billed,
                    }
                )
        return shipments

    def _asked(self, *cards, **values):
        with Form(self.env["linkstar.what.if"].with_user(self.clerk)) as form:
            form.name = "Offer"
            form.date_from, form.date_to = "2026-03-01", "2026-03-31"
            for card in cards:
                form.card_ids.add(card)
            for name, value in values.items():
                form[name] = value
        return form.record

    def _calculated(self, *cards):
        asked = self._asked(*cards)
        asked.action_calculate()
        asked._run_now()
        self.assertEqual(asked.state, "done", asked.failure)
        return asked

    def test_costs_days_and_what_would_not_be_carried(self):
        self._shipments((0.5, 30), (1, 50), (1.5, 0), (3, 100))
        # Not in the period, and cancelled.
        self._shipments((1, 9), booked_at="2026-04-01 00:00:00")
        self._shipments((1, 9), state="cancelled")
        asked = self._calculated(self.offer)
        line = asked.line_ids
        self.assertEqual(line.country_id, self.env.ref("base.de"))
        self.assertEqual((line.service_id, line.card_id), (self.service, self.offer))
        self.assertEqual(
            (line.parcels, line.carried, line.refused, line.compared), (4, 3, 1, 2)
        )
        # 40 a kg: 20 + 40 of those with a bill, and 60.
        self.assertEqual(
            (line.cost_now, line.cost_then, line.cost_total, line.difference),
            (80, 60, 120, -20),
        )
        self.assertEqual((line.days, line.days_now), (8, 10))
        self.assertIn("2", line.reason_text)
        heavy = self.env["linkstar.analysis"].search(line.action_refused()["domain"])
        self.assertEqual(heavy.mapped("weight"), [3])
        rows = self.env["linkstar.analysis"].search(line.action_shipments()["domain"])
        self.assertEqual(len(rows), 4)
        self.assertEqual(asked.total, 4)

    def test_several_slices_and_cards_add_up(self):
        second = self._make_card(self._make_service("EU-2"), 30, 30)
        self._shipments(*[(1, 50)] * 5)
        asked = self._asked(self.offer, second)
        asked.action_calculate()

        self.patch(linkstar_what_if, "_SLICE", 2)
        asked._run_now()
        self.assertEqual(asked.done, 5)
        found = {line.card_id: line for line in asked.line_ids}
        self.assertEqual(
            [(found[card].parcels, found[card].cost_then) for card in found],
            [(5, 150), (5, 200)],
        )
        groups = self.env["linkstar.what.if.line"]._read_group(
            [("what_if_id", "=", asked.id)],
            [],
            ["parcels:sum", "days:per_unit", "cost_per_parcel:per_unit"],
        )
        self.assertEqual(groups, [(10, 8, 35)])

    def test_a_line_that_does_not_go_there(self):
        self.offered.country_ids = self.env.ref("base.fr")
        self._shipments((1, 50))
        line = self._calculated(self.offer).line_ids
        self.assertEqual((line.carried, line.refused), (0, 1))
        self.assertIn("EU-OFFER", line.reason_text)

    def test_discounts_by_the_volume_of_the_month(self):
        self.offer.write({"discounts": "3: 50", "discount_per": "parcels"})
        self._shipments((1, 50), (1, 50), (1, 50))
        line = self._calculated(self.offer).line_ids
        self.assertEqual(line.cost_then, 60)

    def test_a_card_in_another_currency(self):
        self.offer.currency_id = self.eur
        self._shipments((1, 50))
        # 1 CNY is 0.125 EUR.
        self.assertEqual(self._calculated(self.offer).line_ids.cost_then, 320)
        self.env["res.currency.rate"].search(
            [("currency_id", "=", self.eur.id)]
        ).unlink()
        asked = self._asked(self.offer)
        asked.action_calculate()
        asked._run_now()
        self.assertEqual(asked.state, "draft")
        self.assertIn("EUR", asked.failure)
        self.assertFalse(asked.line_ids)

    def test_what_cannot_be_calculated(self):
        asked = self._asked()
        with self.assertRaisesRegex(UserError, "at least one rate card"):
            asked.action_calculate()
        self.offer.zone_ids.bracket_ids.up_to = -1
        asked.card_ids = self.offer
        with self.assertRaisesRegex(UserError, "Card of EU-OFFER"):
            asked.action_calculate()
        with self.assertRaises(ValidationError):
            asked.state = "done"
        self.offer.zone_ids.bracket_ids.up_to = 5
        asked.action_calculate()
        with self.assertRaises(UserError):
            asked.action_calculate()
        with self.assertRaises(UserError):
            asked.date_from = "2026-01-01"

    def test_calculated_again_the_earlier_results_are_gone(self):
        self._shipments((1, 50))
        asked = self._calculated(self.offer)
        asked.action_calculate()
        asked._run_now()
        self.assertEqual(asked.line_ids.parcels, 1)

    def test_the_workbook_has_formulas(self):
        self._shipments((0.5, 30), (3, 100))
        asked = self._calculated(self.offer)
        self.assertIn("result_xlsx", asked.action_export_xlsx()["url"])
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(asked.result_xlsx))) as book:
            lanes = book.read("xl/worksheets/sheet2.xml").decode()
            summary = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertIn("<f>I2-H2</f><v>-10.0</v>", lanes.replace("-10<", "-10.0<"))
        self.assertIn("SUMIF", summary)
