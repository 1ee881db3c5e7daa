# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The statements that a batch of tracking answers takes."""

from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from odoo.fields import Command
from odoo.sql_db import Cursor
from odoo.tests import tagged

from ..api.messages import TrackedParcel, TrackEvent
from .common import LinkstarCase

NOW = datetime.now(timezone.utc).replace(microsecond=0)
TEXTS = ("Departed from origin airport", "Landed in Liege", "Out for delivery")


@tagged("post_install", "-at_install")
class TestTrackingBatch(LinkstarCase):
    def _open(self, count):
        """Shipments on their way, of one transfer each."""
        first = self._booked()
        [values] = first.copy_data()
        [parcel] = first.picking_id._linkstar_parcel_values()
        shipments = first.create(
            [
                {
                    **values,
                    "box": f"B{number}",
                    "state": "ready",
                    "waybill": f"LSBATCH{number:04}",
                    "tracking_number": f"LSBATCH{number:04}",
                    "booked_at": first.booked_at,
                    "parcel_ids": [Command.create(parcel)],
                }
                for number in range(count)
            ]
        )
        first.write({"poll_at": False, "charge_at": False})
        return shipments

    def _statements(self, shipments, day):
        """The statements for an answer with three new events for each shipment."""
        answer = [
            TrackedParcel(
                code=waybill,
                events=tuple(
                    TrackEvent(NOW - timedelta(days=day, hours=3 - hour), "", text)
                    for hour, text in enumerate(TEXTS)
                ),
            )
            for waybill in shipments.mapped("waybill")
        ]
        waybills = {s.waybill: s.id for s in shipments}
        self.env.flush_all()
        self.env.invalidate_all()
        told, execute = [], Cursor.execute

        def noted(cursor, query, params=None, log_exceptions=True):
            told.append(str(getattr(query, "code", query)))
            return execute(cursor, query, params, log_exceptions)

        with patch.object(Cursor, "execute", noted):
            shipments._take_tracking(answer, waybills)
            self.env.flush_all()
        return told

    def test_fifty_answers_at_once(self):
        shipments = self._open(51)
        # Rules are read once by each process.
        self._statements(shipments[50:], 1)
        shipments = shipments[:50]
        told = self._statements(shipments, 1)
        self.assertEqual(set(shipments.mapped("tracking_state")), {"out_for_delivery"})
        self.assertEqual(len(shipments.event_ids), 150)
        goods = shipments.goods_ids
        self.assertEqual(len(goods), 50)
        self.assertEqual(set(goods.mapped("tracking_state")), {"out_for_delivery"})
        writing = [one for one in told if not one.lstrip().startswith("SELECT")]
        # Two of them are one INSERT: Odoo writes a hundred rows at once.
        self.assertLessEqual(len(writing), 6, "\n".join(writing))
        self.assertLessEqual(len(told), 13, "\n".join(told))
