# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import json
import time
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from ..api import push
from ..controllers import tracking_push
from ..models import linkstar_push
from .common import LinkstarCase

_DAY = timedelta(days=1)


class PushCase(LinkstarCase):
    def _ready(self):
        """The secret of the account, which receives pushes."""
        self.account.push_enabled = True
        message = self.account.action_new_push_secret()["params"]["message"]
        secret = self.account.secret_ids.push_secret
        self.assertIn(secret, message)
        return secret

    def _event(self, number, text="Arrived in Germany", days=0, **values):
        moment = fields.Datetime.now() + days * _DAY
        return {
            "number": number,
            "time": f"{moment:%Y-%m-%dT%H:%M:%S}Z",
            "code": "",
            "text": text,
            "place": "Frankfurt",
            **values,
        }

    def _take(self, *events, account=None, digest="d"):
        pushed = push.decode(json.dumps(list(events)).encode())
        return (account or self.account)._take_push(digest, pushed)


@tagged("post_install", "-at_install")
class TestPush(PushCase):
    """What is done with the events of a verified request."""

    book_once = True

    def test_events_by_each_number(self):
        shipment = self._booked_once()
        numbers = (
            shipment.tracking_number,
            shipment.waybill.lower(),
            shipment.reference_no,
        )
        counts = self._take(
            *(
                self._event(number, f"Sorted in hub {place}")
                for place, number in enumerate(numbers)
            )
        )
        self.assertEqual((counts["stored"], counts["unknown"]), (3, 0))
        self.assertEqual(set(shipment.event_ids.mapped("source")), {"push"})
        shipment.tracking_number = "LAST-MILE-1"
        shipment._keep_earlier([numbers[0]])
        self.assertEqual(
            self._take(self._event(numbers[0], "Later"), digest="e")["stored"], 1
        )

    def test_the_parcel_is_where_the_events_say(self):
        shipment = self._booked_once()
        self._take(self._event(shipment.tracking_number, "Delivered to a neighbour"))
        self.assertEqual(shipment.tracking_state, "delivered")
        self.assertEqual(shipment.event_ids.place, "Frankfurt")

    def test_the_same_events_again_and_from_the_poll(self):
        shipment = self._booked_once()
        event = self._event(shipment.tracking_number)
        self.assertEqual(self._take(event, event)["stored"], 1)
        self.assertEqual(
            self._take(event, digest="e"),
            {
                "received": 1,
                "stored": 0,
                "ignored": 1,
                "unknown": 0,
                "unreadable": 0,
            },
        )
        self.control.advance(hours=200)
        self._ask("tracking", shipment)
        polled = shipment.event_ids.filtered(lambda each: each.source == "poll")
        self.assertTrue(polled)
        again = [
            self._event(
                shipment.tracking_number,
                each.text,
                time=f"{each.occurred_at:%Y-%m-%dT%H:%M:%S}Z",
                code=each.code,
            )
            for each in polled
        ]
        self.assertEqual(self._take(*again, digest="f")["stored"], 0)

    def test_a_copy_of_a_request_changes_nothing(self):
        shipment = self._booked_once()
        self.assertTrue(self._take(self._event(shipment.tracking_number)))
        self.assertIsNone(self._take(self._event(shipment.tracking_number, "Other")))
        self.assertEqual(len(shipment.event_ids), 1)
        row = self.env["linkstar.push"].search([("account_id", "=", self.account.id)])
        self.assertEqual((row.received, row.stored), (1, 1))
        self.assertEqual(self.account.push_at, row.date)
        self.assertTrue(self._take(digest="e"), "a request without events is possible")

    def test_shipments_of_others_are_unknown(self):
        shipment = self._booked_once()
        other = self._make_account(self.company, name="Another")
        company = self.env["res.company"].create({"name": "Beyond"})
        beyond = self._make_account(company, name="Beyond")
        for account in (other, beyond):
            counts = self._take(
                self._event(shipment.tracking_number),
                self._event("UNKNOWN-1"),
                self._event("%"),
                self._event("___"),
                account=account,
            )
            self.assertEqual((counts["stored"], counts["unknown"]), (0, 4))
        self.assertFalse(shipment.event_ids)

    def test_statements_do_not_depend_on_the_number_of_events(self):
        shipments = [self._booked() for _each in range(3)]

        def statements(chosen, days):
            events = [
                self._event(shipment.tracking_number, f"Hub {number}", days)
                for shipment in chosen
                for number in range(4)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._take(*events, digest=f"{len(chosen)}-{days}")
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        statements(shipments[:1], 0)
        one, three = statements(shipments[:1], 0.1), statements(shipments, 0.2)
        self.assertLessEqual(three, one)
        self.assertLessEqual(three, 30)

    def test_old_requests_are_deleted(self):
        self._take(digest="old")
        pushes = self.env["linkstar.push"]
        pushes.search([]).date = fields.Datetime.now() - linkstar_push._KEPT - _DAY
        self._take(digest="new")
        self.assertEqual(pushes._gc_pushes(), (1, 0))
        self.assertEqual(pushes.search([]).digest, "new")

    def test_who_has_the_secret(self):
        secret = self._ready()
        self.assertTrue(self.account.push_ready)
        self.assertTrue(
            self.account.push_url.endswith(f"/linkstar/tracking/{self.account.id}")
        )
        found = self.env["linkstar.account"]._with_push_secret(str(self.account.id))
        self.assertEqual(found, (self.account, secret))
        self.assertNotEqual(self._ready(), secret, "the earlier one is void")
        self.account.push_enabled = False
        nobody = (self.env["linkstar.account"], "")
        for account_id in (
            str(self.account.id),
            "0",
            "-1",
            "999999999",
            "9" * 30,
            "1 OR 1=1",
            "١",
            "",
        ):
            with self.subTest(account_id):
                self.assertEqual(
                    self.env["linkstar.account"]._with_push_secret(account_id), nobody
                )
        self.account.write({"push_enabled": True, "active": False})
        self.assertEqual(
            self.env["linkstar.account"]._with_push_secret(str(self.account.id)), nobody
        )

    def test_only_an_administrator_makes_a_secret(self):
        for groups in ("sales_team.group_sale_manager", "stock.group_stock_manager"):
            user = new_test_user(
                self.env,
                f"push_{groups}",
                f"base.group_user,{groups}",
                company_id=self.company.id,
                company_ids=[Command.set(self.company.ids)],
            )
            with self.assertRaises(AccessError):
                self.account.with_user(user).action_new_push_secret()
        self.assertFalse(self.account.push_ready)


@tagged("post_install", "-at_install")
class TestPushRoute(PushCase, HttpCase):
    """The route, as the carrier calls it."""

    def _post(self, content, secret, account=None, headers=None, timestamp=None):
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        timestamp = timestamp or str(int(time.time()))
        self.env.flush_all()
        answer = self.url_open(
            f"/linkstar/tracking/{account or self.account.id}",
            data=content,
            headers={
                "Content-Type": "application/json",
                push.TIMESTAMP: timestamp,
                push.SIGNATURE: push.sign(secret, timestamp, content),
                **(headers or {}),
            },
        )
        self.env.invalidate_all()
        return answer

    def test_accepted_once(self):
        shipment, secret = self._booked(), self._ready()
        now = str(int(time.time()))
        content = {"events": [self._event(shipment.tracking_number)]}
        answer = self._post(content, secret, timestamp=now)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(
            answer.json(),
            {
                "received": 1,
                "stored": 1,
                "ignored": 0,
                "unknown": 0,
                "unreadable": 0,
            },
        )
        self.assertNotIn("Set-Cookie", answer.headers)
        self.assertEqual(shipment.event_ids.text, "Arrived in Germany")
        answer = self._post(content, secret, timestamp=now)
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(len(shipment.event_ids), 1)

    def test_refused(self):
        shipment, secret = self._booked(), self._ready()
        content = {"events": [self._event(shipment.tracking_number)]}
        late = str(int(time.time()) - push.WINDOW - 60)
        forms = {"Content-Type": "application/x-www-form-urlencoded"}
        cases = {
            "forged": (403, content, "another secret", {}),
            "without a signature": (
                403,
                content,
                secret,
                {"headers": {push.SIGNATURE: ""}},
            ),
            "not ASCII": (
                403,
                content,
                secret,
                {"headers": {push.SIGNATURE: "sha256=é".encode()}},
            ),
            "late": (403, content, secret, {"timestamp": late}),
            "unknown account": (403, content, secret, {"account": 999_999_999}),
            "no account": (403, content, secret, {"account": "%27x"}),
            "form": (415, b"events=1", secret, {"headers": forms}),
            "not JSON": (400, b"<events/>", secret, {}),
            "nested": (400, b"[" * 9000, secret, {}),
            "wrong types": (400, {"events": "all"}, secret, {}),
        }
        refusals = set()
        for name, (status, body, key, options) in cases.items():
            # The request is served in another thread.
            with self.subTest(name), patch.object(tracking_push, "_logger") as logger:
                answer = self._post(body, key, **options)
                self.assertEqual(answer.status_code, status, answer.text)
                ((line, reason),) = [call.args for call in logger.info.mock_calls]
                self.assertEqual(len(logger.mock_calls), 1)
                self.assertLess(len(line % reason), 100)
                self.assertNotIn(secret, answer.text + line % reason)
                if status == 403:
                    refusals.add(answer.text)
        self.assertEqual(len(refusals), 1, "the same answer for each reason")
        self.assertFalse(shipment.event_ids)
        self.assertFalse(self.env["linkstar.push"].search([]))
        answer = self._post(b"[" + b" " * push.MOST_BYTES + b"]", secret)
        self.assertEqual(answer.status_code, 413)
        answer = self._post(
            {"events": [{"number": None}, 1, self._event("\x00", time="1e400")]}, secret
        )
        self.assertEqual(answer.json()["unreadable"], 3)

    def test_only_posts(self):
        answer = self.url_open(f"/linkstar/tracking/{self.account.id}?events=1")
        self.assertIn(answer.status_code, (404, 405))

    def test_without_a_secret_and_switched_off(self):
        self.account.push_enabled = True
        self.assertEqual(self._post([], "").status_code, 403)
        secret = self._ready()
        self.account.push_enabled = False
        self.assertEqual(self._post([], secret).status_code, 403)
        with patch.object(push, "WINDOW", -1):
            self.account.push_enabled = True
            self.assertEqual(self._post([], secret).status_code, 403)
