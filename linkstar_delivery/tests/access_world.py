# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Test data of the access matrix: a record of each of our models, in two companies, and
users of each role.
"""

import base64
import io

from PIL import Image

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LinkstarCase

#: {role: its groups}. All but the first two are employees, too.
ROLES = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "seller": "sales_team.group_sale_salesman_all_leads",
    "sales_manager": "sales_team.group_sale_manager",
    "picker": "stock.group_stock_user",
    "stock_manager": "stock.group_stock_manager",
    "clerk": "account.group_account_invoice",
    "auditor": "account.group_account_readonly",
    "accountant": "account.group_account_manager",
    "customs_user": "linkstar_customs.group_customs_user",
    "customs_manager": "linkstar_customs.group_customs_manager",
    "admin": "base.group_system",
}
EVERYTHING = ",".join(
    sorted(set(ROLES.values()) - {"base.group_public", "base.group_portal"})
)


class AccessWorld(LinkstarCase):
    _worlds = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._worlds = None
        cls.own = cls.company
        cls.other = cls.env["res.company"].create(
            {
                "name": "Other Trading",
                "currency_id": cls.cny.id,
                "country_id": cls.env.ref("base.cn").id,
                "street": "Road 2",
                "city": "Shenzhen",
                "zip": "518000",
                "phone": "+86 755 0000 0001",
                "state_id": cls.env.ref("base.state_cn_GD").id,
                "linkstar_manufacturer_id": cls.company.linkstar_manufacturer_id.id,
                "linkstar_responsible_id": cls.company.linkstar_responsible_id.id,
            }
        )
        cls.env.user.company_ids = [Command.link(cls.other.id)]
        context = {"company_id": cls.own.id, "company_ids": [Command.set(cls.own.ids)]}
        cls.users = {
            role: new_test_user(
                cls.env,
                f"matrix_{role}",
                groups if role in ("public", "portal") else f"base.group_user,{groups}",
                **context,
            )
            for role, groups in ROLES.items()
        }
        cls.colleague = new_test_user(
            cls.env, "matrix_colleague", EVERYTHING, **context
        )

    def setUp(self):
        if not self._worlds:
            # Before the savepoint of this test: once for all tests of a class.
            type(self)._worlds = self._make_worlds()
            self.control.keep()
        super().setUp()
        self.control.recall()
        self.records = self._worlds

    def _make_worlds(self):
        """{company: its records, as in :meth:`_world`}."""
        cls = type(self)
        both, made = (self.own + self.other).ids, {}
        for company in (self.other, self.own):
            cls.env = cls.env(
                context={
                    **cls.env.context,
                    "allowed_company_ids": [company.id, *(set(both) - {company.id})],
                }
            )
            self.company = company
            made[company] = self._world(company)
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.precommit.clear()
        self.env.cr.postcommit.clear()
        return made

    def _world(self, company):
        """{model: a record of it in ``company``}; for models without companies, any
        record.
        """
        cls = type(self)
        if company == self.other:
            self.env["res.currency.rate"].create(
                {
                    "currency_id": self.eur.id,
                    "company_id": company.id,
                    "name": "2020-01-01",
                    "rate": 0.125,
                }
            )
            kept = cls.company, cls.account, cls.service, cls.method
            cls.company, cls.account = company, self._make_account(company)
            cls.service = self._make_service("EU-STD")
            cls.method = self._make_method(self.service)
            records = self._fill(company)
            cls.company, cls.account, cls.service, cls.method = kept
            return records
        return self._fill(company)

    def _fill(self, company):
        env = self.env
        made = {
            "linkstar.account": self.account,
            "linkstar.service": self.service,
            "delivery.carrier": self.method,
        }

        def make(model, **values):
            made[model] = env[model].create(values)
            return made[model]

        make(
            "linkstar.extra.service",
            service_id=self.service.id,
            code="S1",
            name="Signature",
        )
        make("linkstar.option.rule", account_id=self.account.id, what="signature")
        make("linkstar.tracking.rule", name="Rule", code="X1", tracking_state="arrived")
        depot = make(
            "linkstar.depot", name="Depot", code=f"D{company.id}", company_id=company.id
        )
        make(
            "linkstar.policy",
            carrier_id=self.method.id,
            country_ids=[Command.link(env.ref("base.fr").id)],
        )
        card = make(
            "linkstar.rate.card",
            name="Card",
            service_id=self.service.id,
            valid_from="2026-01-01",
        )
        zone = make("linkstar.rate.zone", card_id=card.id, name="Zone", areas="DE")
        make(
            "linkstar.rate.bracket",
            zone_id=zone.id,
            over=0,
            up_to=30,
            kind="per_kg",
            price=9,
        )
        make(
            "linkstar.rate.surcharge",
            card_id=card.id,
            code="fuel",
            basis="percent_freight",
            amount=8,
        )
        marketplace = make("linkstar.marketplace", name="Bazaar", company_id=company.id)
        scheme = env.ref("linkstar_customs.scheme_ioss")
        registration = make(
            "linkstar.tax.registration",
            name="Own shop",
            scheme_id=scheme.id,
            number="IM2760000016",
            company_id=company.id,
            valid_from="2020-01-01",
        )
        made["linkstar.tax.registration.secret"] = registration.secret_ids
        made["linkstar.account.secret"] = self.account.secret_ids
        make("linkstar.turn", account_id=self.account.id, until="2026-01-01 00:00:00")
        make("linkstar.push", account_id=self.account.id, digest=f"{company.id}")

        picking = self._validated()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        order, declaration, parcel = (
            picking.sale_id,
            shipment.declaration_id,
            shipment.parcel_ids,
        )
        made |= {
            "linkstar.shipment": shipment,
            "linkstar.parcel": parcel,
            "linkstar.customs.declaration": declaration,
            "linkstar.customs.declaration.line": declaration.line_ids[:1],
            "linkstar.call": shipment.call_ids[:1],
            "stock.picking": self._transfer(),
            "sale.order": order,
            "sale.order.line": order.order_line[:1],
            "product.product": self.product,
            "product.template": self.product.product_tmpl_id,
            "res.partner": self.buyer,
        }
        item = parcel.item_ids[:1]
        made["linkstar.parcel.item"] = item or env["linkstar.parcel.item"].create(
            {
                "parcel_id": parcel.id,
                "product_id": self.product.id,
                "start": 0,
                "quantity": 2,
            }
        )
        made["linkstar.move.tracking"] = parcel.goods_ids[:1]
        self.assertTrue(made["linkstar.call"] and made["linkstar.move.tracking"])
        draft = made["stock.picking"]._linkstar_declare()
        make(
            "linkstar.customs.expected.charge",
            declaration_id=draft.id,
            currency_id=self.eur.id,
            rule_id=env["linkstar.customs.charge.rule"].search([], limit=1).id,
            name="Duty",
            kind=env["linkstar.customs.expected.charge"]
            ._fields["kind"]
            .get_values(env)[0],
            basis=env["linkstar.customs.expected.charge"]
            ._fields["basis"]
            .get_values(env)[0],
            quantity=1,
            unit_amount=3.0,
            amount=3.0,
        )
        make(
            "linkstar.tracking.event",
            shipment_id=shipment.id,
            occurred_at="2026-03-01 10:00:00",
            text="Departed",
        )
        make(
            "linkstar.tracking.event",
            shipment_id=shipment.id,
            occurred_at=fields.Datetime.now(),
            text="Xyzzy",
            unknown=True,
        )
        made["linkstar.tracking.text"] = env["linkstar.tracking.text"].search(
            [("company_id", "=", company.id)]
        )
        make(
            "linkstar.charge",
            shipment_id=shipment.id,
            company_id=company.id,
            kind="freight",
            stage="quoted",
            currency_id=self.cny.id,
            amount=5,
        )
        bill = make(
            "linkstar.bill",
            account_id=self.account.id,
            company_id=company.id,
            name="S1",
        )
        make("linkstar.bill.column", bill_id=bill.id, heading="运单号", role="waybill")
        make(
            "linkstar.bill.line",
            bill_id=bill.id,
            shipment_id=shipment.id,
            kind="freight",
            amount=5,
            currency_id=self.cny.id,
            match="suggested",
        )
        make(
            "linkstar.bill.verdict",
            bill_id=bill.id,
            run=1,
            shipment_id=shipment.id,
            verdict="agrees",
        )
        make(
            "linkstar.booking.rule",
            company_id=company.id,
            kind="freight",
            product_id=self.product.id,
        )
        make(
            "linkstar.tolerance.rule",
            account_id=self.account.id,
            code="wrong_price",
            amount=5,
        )
        make("linkstar.dispute", bill_id=bill.id)
        make(
            "linkstar.dispute.line",
            dispute_id=made["linkstar.dispute"].id,
            shipment_id=shipment.id,
            billed=5,
            disputed=1,
        )
        prepaid = make("linkstar.prepaid", account_id=self.account.id)
        make("linkstar.top.up", prepaid_id=prepaid.id, amount=5)
        made["linkstar.cost"] = env["linkstar.cost"].browse(shipment.id)
        made["linkstar.analysis"] = env["linkstar.analysis"].browse(shipment.id)
        card = env["linkstar.rate.card"].create(
            {"name": "Offer", "service_id": self.service.id}
        )
        asked = make("linkstar.what.if", name="Offer", company_id=company.id)
        make("linkstar.what.if.line", what_if_id=asked.id, card_id=card.id)
        goods = order.order_line.filtered(lambda line: not line.is_delivery)
        made["linkstar.margin"] = env["linkstar.margin"].browse(goods[:1].id)
        make(
            "linkstar.notice",
            shipment_id=shipment.id,
            company_id=company.id,
            milestone_id=env.ref("linkstar_delivery.milestone_delivered").id,
        )
        make("linkstar.label.print", shipment_id=shipment.id, sheet="thermal")
        make("linkstar.claim.term", account_id=self.account.id, kind="lost")
        make("linkstar.instruction", shipment_id=shipment.id, kind="search")
        make("linkstar.trial", service_id=self.service.id)
        make("linkstar.claim", shipment_id=shipment.id, kind="lost")
        make(
            "linkstar.lane",
            service_id=self.service.id,
            company_id=company.id,
            country_id=env.ref("base.de").id,
        )
        make(
            "linkstar.exception",
            kind="customs_hold",
            key=f"customs_hold:shipment:{shipment.id}",
            company_id=company.id,
            shipment_id=shipment.id,
            picking_id=picking.id,
        )
        make("linkstar.exception.rule", kind="late", company_id=company.id, hours=1)
        make(
            "linkstar.weighing",
            picking_id=picking.id,
            company_id=company.id,
            weight=1.0,
        )
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        make(
            "linkstar.parcel.photo",
            picking_id=picking.id,
            image=base64.b64encode(picture.getvalue()),
        )
        handover = make("linkstar.handover", depot_id=depot.id, company_id=company.id)
        bag = make("linkstar.handover.bag", handover_id=handover.id, number="B01")
        make(
            "linkstar.handover.line",
            handover_id=handover.id,
            parcel_id=parcel.id,
            shipment_id=shipment.id,
            bag_id=bag.id,
            service_id=self.service.id,
            number=shipment.tracking_number,
        )
        wave = env["linkstar.wave"].create(
            {
                "name": "W1",
                "company_id": company.id,
                "user_id": env.uid,
                "line_ids": [Command.create({"picking_id": picking.id})],
            }
        )
        made |= {"linkstar.wave": wave, "linkstar.wave.line": wave.line_ids}
        ioss = make(
            "linkstar.ioss.return", registration_id=registration.id, period="2026-03-01"
        )
        line = make(
            "linkstar.ioss.return.line",
            return_id=ioss.id,
            period="2026-03-01",
            country_id=env.ref("base.de").id,
            rate=19,
            base=10,
            vat=1.9,
        )
        make(
            "linkstar.ioss.return.entry",
            return_id=ioss.id,
            line_id=line.id,
            declaration_id=declaration.id,
            kind="sale",
            base=10,
            vat=1.9,
        )
        place = make("linkstar.return.place", name="Inspection", company_id=company.id)
        make(
            "linkstar.return.rule",
            reason="refused",
            place_id=place.id,
            company_id=company.id,
        )
        record = make(
            "linkstar.return",
            picking_id=picking.id,
            shipment_id=shipment.id,
            reason="refused",
            company_id=company.id,
        )
        made["linkstar.return.line"] = record.line_ids[:1]
        make(
            "linkstar.return.item",
            return_id=record.id,
            product_id=self.product.id,
            quantity=1,
        )
        for name in self._models():
            if name not in made and not env[name]._transient:
                made[name] = env[name].search([], limit=1)
                self.assertTrue(made[name], f"{name}: the world has no record of it")
        self.assertTrue(marketplace)
        return made

    def _transient(self, model, user, company=None):
        """A record of the wizard ``model``, created by ``user``, for documents of
        ``company``.
        """
        made = self.records[company or self.own]
        parents = {
            "linkstar.check": ("run_id", "linkstar.check.run"),
            "linkstar.comparison.line": ("comparison_id", "linkstar.comparison"),
            "linkstar.cancellation.line": ("cancellation_id", "linkstar.cancellation"),
            "linkstar.rate.card.import.change": (
                "import_id",
                "linkstar.rate.card.import",
            ),
            "linkstar.rate.card.import.problem": (
                "import_id",
                "linkstar.rate.card.import",
            ),
            "linkstar.return.credit.line": ("credit_id", "linkstar.return.credit"),
        }
        values = {
            "linkstar.comparison": {"order_id": made["sale.order"].id},
            "linkstar.comparison.line": {"service_id": made["linkstar.service"].id},
            "linkstar.cancellation": {},
            "linkstar.cancellation.line": {
                "shipment_id": made["linkstar.shipment"].id,
                "outcome": "cancel",
            },
            "linkstar.tracking.entry": {
                "shipment_id": made["linkstar.shipment"].id,
                "text": "Delivered",
            },
            "linkstar.accrual": {
                "company_id": made["sale.order"].company_id.id,
                "date": "2026-01-31",
            },
            "linkstar.snooze": {
                "exception_ids": [Command.set(made["linkstar.exception"].ids)],
                "reason": "x",
            },
            "linkstar.rate.card.import": {"card_id": made["linkstar.rate.card"].id},
            "linkstar.rate.card.import.change": {"part": "zones"},
            "linkstar.rate.card.import.problem": {"sheet": "Zones"},
            "linkstar.return.credit": {"return_id": made["linkstar.return"].id},
            "linkstar.return.credit.line": {"sale_line_id": made["sale.order.line"].id},
            "linkstar.check.run": {
                "document_model": "stock.picking",
                "document_ids": made["stock.picking"].ids,
            },
            "linkstar.check": {
                "severity": "warn",
                "text": "x",
                "document_model": "stock.picking",
                "document_id": made["stock.picking"].id,
                "res_model": "stock.picking",
                "res_id": made["stock.picking"].id,
            },
            "linkstar.h7.export": {
                "declaration_ids": [
                    Command.set(made["linkstar.customs.declaration"].ids)
                ]
            },
            "linkstar.customs.correction": {
                "declaration_id": made["linkstar.customs.declaration"].id,
                "reason": "x",
            },
        }
        self.assertIn(model, values, f"{model}: say how such a wizard is made")
        found = dict(values[model])
        if model in parents:
            field, parent = parents[model]
            found[field] = self._transient(parent, user, company).id
        return (
            self.env[model]
            .with_user(user)
            .sudo()
            .with_context(allowed_company_ids=(company or self.own).ids)
            .create(found)
        )

    def _models(self):
        """Names of all our models that have a table."""
        return sorted(
            name
            for name, model in self.env.registry.items()
            if name.startswith("linkstar.") and not model._abstract
        )

    def _as(self, user, records):
        """``records`` as ``user`` sees them in a separate request."""
        return (
            records.with_user(user)
            .sudo(False)
            .with_context(allowed_company_ids=self.own.ids, tracking_disable=True)
        )
