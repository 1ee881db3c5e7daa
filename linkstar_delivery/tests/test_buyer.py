# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import LinkstarCase

#: {(model, field): why a buyer may read it}. These are core's own fields with a choice
#: added by our addons.
OPEN = {
    (
        "delivery.carrier",
        "delivery_type",
    ): "core's field; the checkout names the method",
    (
        "res.users",
        "linkstar_sheet",
    ): "what each user prints on is their own to read and choose, like their language",
    (
        "res.users",
        "linkstar_morning_mail",
    ): "whether a user gets this mail is their own to read and choose",
    ("stock.package.type", "package_carrier_type"): "core's field",
}
_ADDONS = ("linkstar_customs", "linkstar_delivery", "linkstar_delivery_batch")


@tagged("post_install", "-at_install")
class TestBuyer(LinkstarCase):
    """A buyer with a login reads none of our fields on the records that the buyer may
    open, and checkout works without them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.portal = new_test_user(
            cls.env, "linkstar_buyer", "base.group_portal", **context
        )
        cls.public = new_test_user(
            cls.env, "linkstar_visitor", "base.group_public", **context
        )
        cls.portal.partner_id.write(
            {
                "street": "Teststraße 1",
                "city": "Berlin",
                "zip": "10115",
                "country_id": cls.env.ref("base.de").id,
                "phone": "+49 30 1234567",
            }
        )

    def _ours(self):
        """[field] of our fields on core's models."""
        return [
            field
            for name, model in self.env.registry.items()
            if not name.startswith("linkstar.")
            and not model._transient
            and not model._abstract
            for field in model._fields.values()
            if set(field._modules) & set(_ADDONS)
            and (field.name.startswith("linkstar_") or field._modules[0] in _ADDONS)
        ]

    def test_a_buyer_does_not_read_the_remarks_about_a_price(self):
        order = self._order(partner=self.portal.partner_id)
        order.delivery_message = "The carrier did not answer."
        self.assertTrue(order.with_user(self.portal).has_access("read"))
        with self.assertRaises(AccessError):
            order.with_user(self.portal).read(["delivery_message"])
        with self.assertRaises(AccessError):
            order.with_user(self.portal).search([("delivery_message", "like", "The")])

    def test_every_field_of_ours_states_who_may_read_it(self):
        ours = self._ours()
        self.assertGreater(len(ours), 100)
        open_ones = {
            (field.model_name, field.name) for field in ours if not field.groups
        }
        self.assertLessEqual(open_ones, set(OPEN))
        groups = {
            group.strip("!")
            for field in ours
            if field.groups
            for group in field.groups.split(",")
        }
        for group in groups:
            self.assertNotIn(group, ("base.group_portal", "base.group_public"))

    def test_a_buyer_is_not_told_of_them(self):
        fields_of = {}
        for field in self._ours():
            if (field.model_name, field.name) not in OPEN:
                fields_of.setdefault(field.model_name, []).append(field.name)
        for model, names in fields_of.items():
            for user in (self.portal, self.public):
                records = self.env[model].with_user(user)
                with self.subTest(f"{user.login} {model}"):
                    self.assertFalse(
                        set(records.fields_get()) & set(names)
                        if records.has_access("read")
                        else ()
                    )

    def test_a_buyer_reads_none_of_their_values(self):
        picking = self._transfer(partner=self.portal.partner_id)
        picking.message_subscribe(self.portal.partner_id.ids)
        picking.button_validate()
        self._work(picking.linkstar_shipment_id)
        order = picking.sale_id
        readable = 0
        for records in (
            order,
            order.order_line,
            picking,
            picking.move_ids,
            order.partner_id,
            order.company_id,
            self.method,
            self.product,
            self.product.product_tmpl_id,
            self.portal,
            order.currency_id,
            self.env.ref("base.de"),
            order.team_id,
        ):
            seen = records[:1].with_user(self.portal)
            for name in [
                field.name
                for field in self._ours()
                if field.model_name == records._name
            ]:
                if (records._name, name) in OPEN:
                    continue
                readable += seen.has_access("read")
                field = records._fields[name]
                value = {
                    "boolean": True,
                    "integer": 7,
                    "float": 7.5,
                    "monetary": 7.5,
                    "date": "2026-01-01",
                }.get(field.type, "x")
                value = (
                    field.get_values(self.env)[0]
                    if field.type == "selection"
                    else value
                )
                with self.subTest(f"{records._name}.{name}"):
                    for attempt in (
                        lambda seen=seen, name=name: seen.read([name]),
                        lambda seen=seen, name=name: seen[name],
                        lambda seen=seen, name=name: (
                            seen.web_read({name: {}})
                            and self.fail(seen.web_read({name: {}}))
                        ),
                        *(
                            [
                                lambda seen=seen, term=(name, "=", value): seen.search(
                                    [term]
                                )
                            ]
                            if field._description_searchable
                            else []
                        ),
                    ):
                        with self.assertRaises(AccessError):
                            attempt()
        self.assertGreater(readable, 40, "of records that the buyer may open")

    def test_the_checkout_asks_for_the_price_all_the_same(self):
        """As in core's shop: the order and the method with more rights, the rest as the
        visitor.
        """
        for user in (self.portal, self.public):
            order = self._order(partner=self.portal.partner_id).with_user(user).sudo()
            method = self.method.with_user(user)
            rate = method.sudo().rate_shipment(order)
            with self.subTest(user.login):
                self.assertTrue(rate["success"], rate["error_message"])
                self.assertTrue(method.rate_shipment(order)["success"])
            order.set_delivery_line(method.sudo(), rate["price"])
            order.action_confirm()
            self.assertTrue(order.picking_ids)

    def test_each_role_of_the_house_opens_its_forms(self):
        """Computed fields work for the roles that need them."""
        order = self._order()
        order.action_confirm()
        context = {
            "company_id": self.company.id,
            "company_ids": [Command.set(self.company.ids)],
        }
        for name, groups, records in (
            ("seller", "sales_team.group_sale_salesman_all_leads", order),
            ("picker", "stock.group_stock_user", order.picking_ids),
            ("employee", "base.group_user", self.product),
        ):
            user = new_test_user(
                self.env,
                f"linkstar_form_{name}",
                f"base.group_user,{groups}",
                **context,
            )
            self.env.invalidate_all()
            with self.subTest(name):
                form = Form(records.with_user(user))
                self.assertTrue(
                    any(field.startswith("linkstar_") for field in form._view["fields"])
                )
