# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A merchant in Shenzhen with an account at the sandbox carrier, which runs as a
separate process on 127.0.0.1.
"""

import math
import os
import unittest
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase

from odoo.addons.linkstar_customs.tests.warm import WarmCase

from ..runner import engine
from ..runner.transactions import in_transaction
from ..services.quotation import ANSWERS

_QUIET = {"tracking_disable": True, "mail_notrack": True, "no_reset_password": True}
#: Query bounds in tests have room: the next release of core may need a few more.
_ROOM = 1.25


def with_room(queries):
    """The bound of a test for work that takes ``queries`` queries today. It finds a
    query for each record, not one more of core's.
    """
    return math.ceil(queries * _ROOM)


def start_sandbox():
    """Start a separate sandbox carrier. Odoo's test runner ends it together with the
    test class, in case the class does not.
    """
    try:
        from sandbox.client import start
    except ImportError as missing:
        raise unittest.SkipTest(
            "The sandbox carrier, the package `sandbox`, is not on PYTHONPATH: it lies"
            " in the folder setup/ of the project's repository."
        ) from missing
    return start(state="memory")


def _carrier_host(test_class):
    """The sandbox carrier that the project's runner has started for all classes, else
    one of this class.
    """
    if url := os.environ.get("LINKSTAR_SANDBOX"):
        from sandbox.client import Control

        return SimpleNamespace(url=url, control=Control(url))
    host = start_sandbox()
    test_class.addClassCleanup(host.stop)
    return host


class LinkstarCase(WarmCase):
    #: Most tests of this class begin with :meth:`_booked_once`.
    book_once = False
    _kept = None

    @classmethod
    def setUpClass(cls):
        cls._kept = None
        super().setUpClass()
        # Odoo's runner ends what was started before its own part of this method.
        cls.carrier_host = _carrier_host(cls)
        cls.control = cls.carrier_host.control
        cls.control.reset()
        cls.env = cls.env(context={**cls.env.context, **_QUIET})
        cls._begin_with_merchant()

    @classmethod
    def _keep_merchant(cls):
        # The one of the project's runner, which runs already.
        cls.carrier_host = _carrier_host(cls)
        return super()._keep_merchant()

    @classmethod
    def _make_merchant(cls):
        cls.env = cls.env(context={**cls.env.context, **_QUIET})
        cls.eur, cls.cny = cls.env.ref("base.EUR"), cls.env.ref("base.CNY")
        (cls.eur + cls.cny).active = True
        cls.company = cls.env["res.company"].create(
            {
                "name": "Shenzhen Test Trading",
                # To scale core's takes time in each class.
                "logo": False,
                "street": "Road 1",
                "city": "Shenzhen",
                "state_id": cls.env.ref("base.state_cn_GD").id,
                "zip": "518000",
                "phone": "+86 755 0000 0000",
                "country_id": cls.env.ref("base.cn").id,
                "currency_id": cls.cny.id,
                # Orders of these tests have no taxes.
                "linkstar_check_vat": "off",
            }
        )
        cls._in_company()
        cls.env["res.currency.rate"].create(
            {
                "currency_id": cls.eur.id,
                "company_id": cls.company.id,
                "name": "2020-01-01",
                "rate": 0.125,
            }
        )
        # Without a registration, each order to the European Union would have a warning.
        cls.registration = cls.env["linkstar.tax.registration"].create(
            {
                "name": "Own shop",
                "scheme_id": cls.env.ref("linkstar_customs.scheme_ioss").id,
                "number": "IM2760000334",
                "company_id": cls.company.id,
                "valid_from": "2020-01-01",
            }
        )
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.account = cls._make_account(cls.company)
        cls.service = cls._make_service("EU-STD")
        cls.method = cls._make_method(cls.service)
        cls.buyer = cls.env["res.partner"].create(
            {
                "name": "Jörg Müller",
                "street": "Teststraße 1",
                "city": "Berlin",
                "zip": "10115",
                "country_id": cls.env.ref("base.de").id,
                "phone": "+49 30 1234567",
            }
        )
        cls.company.linkstar_manufacturer_id = cls.company.linkstar_responsible_id = (
            cls.env["res.partner"].create(
                {
                    "name": "EU Product Safety",
                    "street": "Road 1",
                    "city": "Hamburg",
                    "country_id": cls.env.ref("base.de").id,
                    "email": "safety@example.com",
                }
            )
        )
        cls.product = cls._make_product("Phone case")

    def setUp(self):
        if self.book_once and not self._kept:
            # Before the savepoint of this test, and after all that the class prepares.
            type(self)._kept = self._booked()
            self.env.flush_all()
            self.env.cr.precommit.clear()
            self.env.cr.postcommit.clear()
            self.control.keep()
        super().setUp()
        self.control.reset()
        ANSWERS.clear()

    @classmethod
    def _load_chart(cls):
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.company, install_demo=False
        )
        # The chart sets the currency of its country.
        cls.company.currency_id = cls.cny

    @classmethod
    def _make_account(cls, company, **values):
        return cls.env["linkstar.account"].create(
            {
                "name": "Sandbox",
                "company_id": company.id,
                "base_url": cls.carrier_host.url,
                "app_token": "sandbox-token",
                "app_key": "sandbox-key",
                "currency_id": cls.cny.id,
                # The whole test uses one database connection, so a second thread is not
                # possible.
                "parallel_calls": 1,
                **values,
            }
        )

    @classmethod
    def _make_service(cls, code, **values):
        return cls.env["linkstar.service"].create(
            {"account_id": cls.account.id, "code": code, "name": code, **values}
        )

    @classmethod
    def _make_method(cls, service, **values):
        product = cls.env["product.product"].create(
            {"name": "Shipping", "type": "service", "list_price": 0, "taxes_id": False}
        )
        return cls.env["delivery.carrier"].create(
            {
                "name": service.code,
                "delivery_type": "linkstar",
                "integration_level": "rate_and_ship",
                "product_id": product.id,
                "company_id": cls.company.id,
                "linkstar_account_id": service.account_id.id,
                "linkstar_service_id": service.id,
                **values,
            }
        )

    @classmethod
    def _make_product(cls, name, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "default_code": name.upper().replace(" ", "-"),
                "type": "consu",
                "weight": 0.21,
                "list_price": 80,
                "taxes_id": False,
                "hs_code": "392690",
                "country_of_origin": cls.env.ref("base.cn").id,
                "linkstar_description_en": "phone cover of silicone",
                "linkstar_description_cn": "硅胶手机壳",
                "linkstar_ns_pid": "F-0815",
                "linkstar_no_gtin": True,
                **values,
            }
        )

    def _order(self, quantity=2, product=None, method=None, partner=None, **values):
        order = self.env["sale.order"].create(
            {
                "partner_id": (partner or self.buyer).id,
                "company_id": self.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": (product or self.product).id,
                            "product_uom_qty": quantity,
                            "price_unit": 28,
                        }
                    )
                ],
                **values,
            }
        )
        order.set_delivery_line(method or self.method, 10)
        return order

    def _transfer(self, **values):
        """The transfer of a confirmed order, not validated."""
        order = self._order(**values)
        order.action_confirm()
        picking = order.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        return picking

    def _validated(self, **values):
        picking = self._transfer(**values)
        picking.button_validate()
        self.assertEqual(picking.state, "done")
        return picking

    @contextmanager
    def _background(self):
        """Do background work at once, with its transactions on this test's connection;
        scheduled calls are not made.
        """
        self.env.flush_all()
        with (
            # A test with an HTTP server is already in that mode.
            nullcontext()
            if isinstance(self, HttpCase)
            else self.enter_registry_test_mode(),
            patch.object(engine, "begin", lambda function, _name: function()),
            patch.object(engine, "later", lambda _seconds, _function: None),
        ):
            yield
        self.env.invalidate_all()

    def _work(self, shipments):
        """Run the worker on everything that is due, as the cron does."""
        with self._background():
            shipments._work()

    def _claimed(self, shipment):
        """The job of a shipment, claimed in a transaction that has ended, as during a
        call of the worker.
        """
        with self._background():
            return in_transaction(
                self.env.registry, lambda env: shipment.with_env(env)._claim()
            )

    def _press(self, button):
        """Press a button that starts background work, and do this work.

        :return: the text and the type of the message that the user gets at the end
        """
        sent = []
        self.env.cr.postcommit.clear()
        with (
            self._background(),
            patch.object(
                type(self.env["res.users"]),
                "_bus_send",
                lambda _user, kind, message, **_more: sent.append((kind, message)),
            ),
        ):
            button()
            self.env.flush_all()
            self.assertFalse(sent, "nothing is done before the commit")
            self.env.cr.postcommit.run()
        answers = [said for kind, said in sent if kind == "simple_notification"]
        self.assertEqual(len(answers), 1)
        return answers[0]["message"], answers[0]["type"]

    def _ask(self, kind, shipments):
        """Ask the carrier (tracking, charges) as a round does.

        :return: the errors of failed calls
        """
        with self._background():
            found = []
            in_transaction(
                self.env.registry,
                lambda env: found.extend(shipments.with_env(env)._questions(kind)),
            )
            for question in found:
                question.ask(self.env.registry)
        return [question.error for question in found if question.error]

    def _cron(self, name):
        with self._background():
            self.assertIs(self.env.ref(name).method_direct_trigger(), True)

    def _synchronise(self, account=None):
        """Press *Synchronise lines* and do what it starts."""
        account = account or self.account
        action = account.action_synchronise_services()
        with self._background():
            account._synchronise()
        return action

    def _later(self, shipments):
        """Make everything that waits due, as if an hour had passed."""
        for shipment in shipments.filtered("work_at"):
            shipment.work_at = fields.Datetime.now() - timedelta(seconds=1)
            shipment.sent_at = shipment.sent_at and shipment.sent_at - timedelta(
                hours=1
            )

    def _booked(self, **values):
        shipment = self._validated(**values).linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        return shipment

    def _booked_once(self):
        """A shipment like that of :meth:`_booked`, made once for all tests of a class
        with ``book_once``. It knows nothing of what the test has prepared, so it is the
        first thing that a test asks for.
        """
        self.control.recall()
        return self._kept.with_env(self.env)

    def _calls(self, service):
        return self.control.calls(service=service)
