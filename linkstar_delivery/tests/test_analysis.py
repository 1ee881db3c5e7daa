# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Costs, days and results of parcels by line, country and local carrier."""

from ast import literal_eval
from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import tagged

from ..services import last_mile
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestAnalysis(LinkstarCase):
    def _parcels(self, *facts, service=None):
        """Shipments of one transfer, sent 60 days ago and promised after 10 days, one
        for each of ``facts``: (state, days, weight, billed).
        """
        if not hasattr(self, "first"):
            self.first = self._booked()
            self.first.state = "cancelled"
        sent = fields.Datetime.now() - timedelta(days=60)
        start = self.env["linkstar.shipment"].search_count([])
        shipments = self.env["linkstar.shipment"].create(
            [
                {
                    "picking_id": self.first.picking_id.id,
                    "account_id": self.account.id,
                    "service_id": (service or self.service).id,
                    "company_id": self.company.id,
                    "declaration_id": self.first.declaration_id.id,
                    "box": f"P{start + number}",
                    "state": "ready",
                    "tracking_state": state,
                    "booked_at": sent,
                    "handed_over_at": sent,
                    "promised_date": (sent + timedelta(days=10)).date(),
                    "last_mile": "DHL",
                    "work_at": False,
                }
                for number, (state, *_rest) in enumerate(facts)
            ]
        )
        for shipment, (state, days, weight, billed) in zip(
            shipments, facts, strict=True
        ):
            self.env["linkstar.parcel"].create(
                {
                    "shipment_id": shipment.id,
                    "number": "U001",
                    "weight": weight,
                    "tracking_state": state,
                    "state_since": sent + timedelta(days=days),
                }
            )
            if billed:
                self._charge(shipment, "billed", billed)
        return shipments

    def _charge(self, shipment, stage, amount):
        self.env["linkstar.charge"].create(
            {
                "shipment_id": shipment.id,
                "company_id": self.company.id,
                "kind": "freight",
                "stage": stage,
                "currency_id": shipment.currency_id.id,
                "amount": amount,
            }
        )

    def _grouped(self, groupby, *measures):
        self.env.flush_all()
        return {
            row[0] if len(groupby) == 1 else row[: len(groupby)]: tuple(
                None if value is None else round(value, 2)
                for value in row[len(groupby) :]
            )
            for row in self.env["linkstar.analysis"]._read_group(
                [("company_id", "=", self.company.id)], groupby, list(measures)
            )
        }

    def test_costs_days_and_results_of_a_lane(self):
        shipments = self._parcels(
            ("delivered", 5, 0.25, 20),
            ("delivered", 7, 0.25, 30),
            ("delivered", 12, 0.5, 40),
            ("lost", 40, 1, 0),
            ("received", 1, 1, 0),
        )
        self._charge(shipments[0], "quoted", 18)
        claim = self.env["linkstar.claim"].create(
            {"shipment_id": shipments[1].id, "kind": "damaged"}
        )
        claim.sudo().state = "sent"
        germany = self.env.ref("base.de")
        found = self._grouped(
            ["service_id", "country_id", "last_mile"],
            "__count",
            "parcels:sum",
            "cost_per_parcel:per_unit",
            "cost_per_kg:per_unit",
            "over_quoted:sum",
            "days:median",
            "days_ninetieth:ninetieth",
            "on_time:avg",
            "lost:avg",
            "damaged:avg",
        )
        # The parcels without a cost do not count for it: 90 for 3, and for 1 kg. 2 of 5
        # are on time: the lost one and the one that is late do not come any more.
        self.assertEqual(
            found,
            {
                (self.service, germany, "DHL"): (
                    *(5, 5, 30, 90, 2),
                    *(7, 11, 40, 25, 25),
                )
            },
        )

    def test_each_filter_of_the_screen(self):
        view = self.env.ref("linkstar_delivery.linkstar_analysis_view_search")
        filters = etree.fromstring(view.arch).xpath("//filter[@domain]")
        self.assertGreater(len(filters), 5)
        for each in filters:
            with self.subTest(each.get("name")):
                self.env["linkstar.analysis"].search_count(
                    literal_eval(each.get("domain"))
                )

    def test_the_graph_does_not_add_up_costs_per_kg(self):
        view = self.env.ref("linkstar_delivery.linkstar_analysis_view_graph")
        graph = etree.fromstring(view.arch)
        [measure] = graph.xpath("field[@type='measure']/@name")
        field = self.env["linkstar.analysis"]._fields[measure]
        self.assertNotEqual(field.aggregator, "sum")
        self.assertEqual(graph.get("stacked"), "0")

    def test_weight_classes(self):
        self._parcels(
            ("delivered", 5, 0.3, 20),
            ("delivered", 5, 1.2, 50),
            ("delivered", 5, 31, 900),
        )
        found = self._grouped(["weight_class"], "cost:sum")
        self.assertEqual(found, {"00300": (20,), "01500": (50,), "over": (900,)})
        # In the order of the weights.
        self.assertEqual(list(found), ["00300", "01500", "over"])

    def test_amounts_are_in_the_currency_of_the_company(self):
        self.account.currency_id = self.eur
        self._parcels(("delivered", 5, 0.3, 20))
        # 1 CNY is 0.125 EUR.
        self.assertEqual(self._grouped(["currency_id"], "cost:sum"), {self.cny: (160,)})

    def test_a_cancelled_shipment_counts_once_it_is_billed(self):
        shipment = self._parcels(("registered", 5, 0.3, 0))
        shipment.state = "cancelled"
        rows = self.env["linkstar.analysis"]
        self.env.flush_all()
        self.assertFalse(rows.search([("id", "=", shipment.id)]))
        self._charge(shipment, "billed", 5)
        self.assertTrue(rows.search([("id", "=", shipment.id)]))

    def test_each_row_opens_its_shipment_and_its_costs(self):
        shipment = self._parcels(("delivered", 5, 0.3, 20))
        row = self.env["linkstar.analysis"].browse(shipment.id)
        costs = self.env["linkstar.cost"].search(row.action_cost()["domain"])
        for action in (row.action_shipment(), costs.action_shipment()):
            self.assertEqual(
                (action["res_model"], action["res_id"]), (shipment._name, shipment.id)
            )
        self.assertEqual(costs.billed, 20)

    def test_the_comparison_shows_the_results_of_90_days(self):
        other = self._make_service("EU-FAST")
        self._parcels(
            ("delivered", 5, 0.25, 0),
            ("delivered", 12, 0.25, 0),
            ("delivered", 6, 0.25, 0),
            ("lost", 6, 0.25, 0),
        )
        old = self._parcels(("lost", 6, 0.25, 0))
        old.booked_at = fields.Datetime.now() - timedelta(days=91)
        order = self._order()
        action = order.action_linkstar_compare()
        lines = self.env[action["res_model"]].browse(action["res_id"]).line_ids
        found = {
            line.service_id: (
                line.history_parcels,
                line.on_time if line.on_time_known else None,
                line.lost if line.lost_known else None,
            )
            for line in lines
        }
        self.assertEqual(found[self.service], (4, 50, 25))
        self.assertEqual(found[other], (0, None, None))

    def test_local_carriers_come_from_the_rate_card(self):
        card = self.env["linkstar.rate.card"].create(
            {
                "name": "Card",
                "service_id": self.service.id,
                "valid_from": "2020-01-01",
                "zone_ids": [
                    fields.Command.create(
                        {
                            "name": "1",
                            "areas": "DE",
                            "last_mile": "Hermes",
                            "bracket_ids": [
                                fields.Command.create(
                                    {
                                        "over": 0,
                                        "up_to": 30,
                                        "kind": "per_kg",
                                        "price": 50,
                                    }
                                )
                            ],
                        }
                    )
                ],
            }
        )
        card.action_activate()
        shipments = self._parcels(("received", 1, 0.3, 0), ("received", 1, 40, 0))
        # Those of the demo data are not counted.
        last_mile.fill(self.env, 1000)
        shipments.last_mile = False
        self.assertEqual(last_mile.fill(self.env, 10), 2)
        self.assertEqual(last_mile.fill(self.env, 10), 0)
        self.assertEqual(shipments.mapped("last_mile"), ["Hermes", ""])
