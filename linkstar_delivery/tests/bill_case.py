# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Shipments with a rate card, and statements about them, for the tests of finance."""

import base64

from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LinkstarCase
from .statement_files import Billed

#: 0.5 kg to Germany by the card of March: 25 + 18 + 2 = 45.
RIGHT = {"freight": "25", "registration": "18", "fuel": "2"}


class BillCase(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_card("2026-01-01", "2026-02-28", 60)
        cls._make_card("2026-03-01", False, 50)
        cls.clerk, cls.accountant, cls.picker = (
            new_test_user(
                cls.env,
                f"bill_{name}",
                f"base.group_user,{group}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for name, group in (
                ("clerk", "account.group_account_invoice"),
                ("accountant", "account.group_account_manager"),
                ("picker", "stock.group_stock_user"),
            )
        )

    @classmethod
    def _make_card(cls, since, until, price):
        card = cls.env["linkstar.rate.card"].create(
            {
                "name": f"Card {since}",
                "service_id": cls.service.id,
                "valid_from": since,
                "valid_to": until,
                "divisor": 8000,
                "minimum_weight": 0.1,
                "weight_step": 0.01,
                "zone_ids": [
                    Command.create(
                        {
                            "name": name,
                            "areas": area,
                            "bracket_ids": [
                                Command.create(
                                    {
                                        "over": 0,
                                        "up_to": 30,
                                        "kind": "per_kg",
                                        "price": price + more,
                                        "registration": 18,
                                    }
                                )
                            ],
                        }
                    )
                    for name, area, more in (("1", "DE", 0), ("2", "FR", 20))
                ],
                "surcharge_ids": [
                    Command.create(
                        {"code": "fuel", "basis": "percent_freight", "amount": 8}
                    )
                ],
            }
        )
        card.action_activate()
        return card

    def _shipments(self, count, **values):
        """Shipments that were handed over on 2 March 2026, of one transfer: each has a
        box of 0.5 kg.
        """
        if not hasattr(self, "first"):
            self.first = self._booked_once()
        first = self.first
        start = self.env["linkstar.shipment"].search_count([])
        shipments = self.env["linkstar.shipment"].create(
            [
                {
                    "picking_id": first.picking_id.id,
                    "account_id": self.account.id,
                    "service_id": self.service.id,
                    "company_id": self.company.id,
                    "declaration_id": first.declaration_id.id,
                    "box": f"P{start + number}",
                    "reference_no": f"REF{start + number:06}",
                    "waybill": f"LS{start + number:08}",
                    "tracking_number": f"TR{start + number:08}",
                    "state": "ready",
                    "tracking_state": "received",
                    "booked_at": "2026-03-01 10:00:00",
                    "handed_over_at": "2026-03-02 10:00:00",
                    "work_at": False,
                    **values,
                }
                for number in range(count)
            ]
        )
        self.env["linkstar.parcel"].create(
            [
                {"shipment_id": shipment.id, "number": "U001", "weight": 0.5}
                for shipment in shipments
            ]
        )
        return shipments

    def _billed(self, shipment, weight="0.5", **charges):
        return Billed(
            shipment.waybill,
            weight,
            dict(charges or RIGHT),
            shipment.reference_no,
            shipment.tracking_number,
        )

    def _bill(self, content, filename="statement.xlsx", **values):
        return (
            self.env["linkstar.bill"]
            .with_user(self.clerk)
            .create(
                {
                    "account_id": self.account.id,
                    "company_id": self.company.id,
                    "file": base64.b64encode(content),
                    "filename": filename,
                    **values,
                }
            )
        )

    def _checked(self, content, filename="statement.xlsx", **values):
        bill = self._bill(content, filename, **values)
        bill.action_read()
        self.assertFalse(bill.blocked, bill.problem_text)
        bill.action_import()
        bill._run_now()
        self.assertEqual(bill.state, "done", bill.failure)
        return bill

    def _results(self, bill):
        """{number: (verdict, disputed, codes of reasons)} of the last check."""
        return {
            each.number: (
                each.verdict,
                round(each.disputed, 2),
                [why[0] for why in each.reasons or ()],
            )
            for each in bill.verdict_ids.filtered("current")
        }
