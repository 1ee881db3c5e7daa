# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Figures about parcels in Odoo's digest."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..services import promising
from .test_attention import DAY, AttentionCase


@tagged("post_install", "-at_install")
class TestDigest(AttentionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.digest = cls.env["digest.digest"].create(
            {
                "name": "Parcels",
                "company_id": cls.company.id,
                "kpi_linkstar_open": True,
                "kpi_linkstar_late": True,
                "kpi_linkstar_on_time": True,
            }
        )

    def _figures(self, start=-DAY, end=DAY):
        digest = self.digest.with_context(
            start_datetime=self.now + start, end_datetime=self.now + end
        )
        digest.invalidate_model()
        return (
            digest.kpi_linkstar_open_value,
            digest.kpi_linkstar_late_value,
            digest.kpi_linkstar_on_time_value,
        )

    def test_figures(self):
        self.assertEqual(self._figures(), (0, 0, 0))
        today = promising.today_at(self.company, self.now)
        late, good, bad = self._sent(), self._sent(), self._sent()
        late.promised_date = today - 3 * DAY
        good.promised_date = today + 3 * DAY
        bad.promised_date = today - 2 * DAY
        for shipment in good + bad:
            self._tell(shipment, "Delivered to the recipient", self.now)
        self._find()
        self.assertEqual(self._figures(), (1, 1, 50))
        # A period before all of it.
        self.assertEqual(self._figures(-30 * DAY, -29 * DAY), (0, 0, 0))
        self._tell(late, "Delivered to the recipient", self.now)
        self._find(timedelta(minutes=1))
        self.assertEqual(self._figures(end=2 * DAY), (0, 0, round(100 / 3, 2)))

    def test_another_company(self):
        late = self._sent()
        late.promised_date = promising.today_at(self.company, self.now) - 3 * DAY
        self.digest.company_id = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(self._figures(), (0, 0, 0))

    def test_who_gets_them(self):
        values = {"company_id": self.company.id, "company_ids": self.company.ids}
        packer, clerk = (
            new_test_user(self.env, f"linkstar_digest_{number}", groups, **values)
            for number, groups in enumerate(
                ("base.group_user,stock.group_stock_user", "base.group_user")
            )
        )
        names = [
            {kpi["kpi_name"] for kpi in self.digest._compute_kpis(self.company, user)}
            for user in (packer, clerk)
        ]
        ours = {"kpi_linkstar_open", "kpi_linkstar_late", "kpi_linkstar_on_time"}
        self.assertEqual(names[0] & ours, ours)
        self.assertFalse(names[1] & ours)
        with self.assertRaises(AccessError):
            self.digest.with_user(clerk).read(["kpi_linkstar_late_value"])
        self.digest._action_send_to_user(packer)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertIn("Late parcels", mail.body_html)
