# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestNeutralize(LinkstarCase):
    def test_a_copy_can_buy_nothing(self):
        shipment = self._validated().linkstar_shipment_id
        self.account.environment = "production"
        self.env.flush_all()
        for query in get_neutralization_queries(["linkstar_delivery"]):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        self.assertEqual(self.account.environment, "sandbox")
        self.assertFalse(self.account.app_token or self.account.app_key)
        self.assertIn(".invalid", self.account.base_url)
        self.assertFalse(shipment.work_at)
        self._work(shipment)
        self.assertEqual(self.control.calls(), [])
