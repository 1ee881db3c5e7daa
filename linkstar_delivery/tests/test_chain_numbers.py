# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The number of a parcel is on the transfers that the parcel goes through, and not on
earlier transfers of its goods.
"""

from odoo.fields import Command
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestChainNumbers(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.warehouse.write(
            {"delivery_steps": "pick_pack_ship", "reception_steps": "two_steps"}
        )
        cls.stored = cls._make_product("Ordered case", is_storable=True)
        cls.suppliers = cls.env.ref("stock.stock_location_suppliers")
        cls.customers = cls.env.ref("stock.stock_location_customers")

    def _chain(self, *legs):
        """Transfers one after the other, each supplied by the one before: (operation
        type, from, to).
        """
        pickings, before = self.env["stock.picking"], self.env["stock.move"]
        for kind, source, destination in legs:
            picking = self.env["stock.picking"].create(
                {
                    "picking_type_id": kind.id,
                    "partner_id": self.buyer.id,
                    "company_id": self.company.id,
                    "location_id": source.id,
                    "location_dest_id": destination.id,
                    "carrier_id": (
                        self.method.id if destination == self.customers else False
                    ),
                    "move_ids": [
                        Command.create(
                            {
                                "product_id": self.stored.id,
                                "product_uom_qty": 2,
                                "location_id": source.id,
                                "location_dest_id": destination.id,
                                "move_orig_ids": [Command.set(before.ids)],
                                "procure_method": (
                                    "make_to_order" if before else "make_to_stock"
                                ),
                            }
                        )
                    ],
                }
            )
            before = picking.move_ids
            pickings += picking
        pickings.action_confirm()
        before.quantity = 2
        pickings[-1]._linkstar_queue()
        self._work(pickings[-1].linkstar_shipment_id)
        self.assertEqual(
            pickings[-1].linkstar_state, "ready", pickings[-1].linkstar_problem
        )
        return pickings

    def test_made_to_order(self):
        w = self.warehouse
        stock, inlet, packing, outlet = (
            w.lot_stock_id,
            w.wh_input_stock_loc_id,
            w.wh_pack_stock_loc_id,
            w.wh_output_stock_loc_id,
        )
        receipt, storage, pick, pack, ship = chain = self._chain(
            (w.in_type_id, self.suppliers, inlet),
            (w.int_type_id, inlet, stock),
            (w.pick_type_id, stock, packing),
            (w.pack_type_id, packing, outlet),
            (w.out_type_id, outlet, self.customers),
        )
        number = (
            ship.linkstar_shipment_id.tracking_number
            or ship.linkstar_shipment_id.waybill
        )
        self.assertEqual(
            chain.mapped("carrier_tracking_ref"), [False, False, number, number, number]
        )
        self.assertEqual(ship._linkstar_chain(), pick + pack)
        self.assertFalse((receipt + storage)._linkstar_chain())
        self.assertEqual(
            receipt._linkstar_chain_shipments(),
            ship.linkstar_shipment_id,
            "who cancels it is asked about the label",
        )

    def test_straight_from_the_receipt_or_from_production(self):
        w = self.warehouse
        receipt, ship = self._chain(
            (w.in_type_id, self.suppliers, w.lot_stock_id),
            (w.out_type_id, w.lot_stock_id, self.customers),
        )
        self.assertTrue(ship.carrier_tracking_ref)
        self.assertFalse(receipt.carrier_tracking_ref)
        production = self.env["stock.location"].search(
            [("usage", "=", "production"), ("company_id", "=", self.company.id)],
            limit=1,
        )
        made, ship = self._chain(
            (w.int_type_id, production, w.lot_stock_id),
            (w.out_type_id, w.lot_stock_id, self.customers),
        )
        self.assertTrue(ship.carrier_tracking_ref)
        self.assertFalse(made.carrier_tracking_ref)

    def test_from_another_warehouse(self):
        other = self.env["stock.warehouse"].create(
            {"name": "Second", "code": "SEC", "company_id": self.company.id}
        )
        w = self.warehouse
        transit = self.company.internal_transit_location_id
        transit.active = True
        sent, received, ship = self._chain(
            (other.out_type_id, other.lot_stock_id, transit),
            (w.in_type_id, transit, w.lot_stock_id),
            (w.out_type_id, w.lot_stock_id, self.customers),
        )
        self.assertEqual(
            (sent + received).mapped("carrier_tracking_ref"), [False, False]
        )
        self.assertTrue(ship.carrier_tracking_ref)
