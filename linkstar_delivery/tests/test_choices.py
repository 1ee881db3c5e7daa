# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .common import LinkstarCase

#: Records with the company of their parent: (model, field of the parent).
_OWNED = (
    ("linkstar.service", "account_id"),
    ("linkstar.option.rule", "account_id"),
    ("linkstar.rate.card", "service_id"),
    ("linkstar.rate.zone", "card_id"),
    ("linkstar.rate.bracket", "zone_id"),
    ("linkstar.rate.surcharge", "card_id"),
    ("linkstar.extra.service", "service_id"),
    ("linkstar.ioss.return", "registration_id"),
)


@tagged("post_install", "-at_install")
class TestChoices(LinkstarCase):
    """The choices of a drop-down on a new form, and that no record of another company
    can be chosen in another way.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls.env["res.company"].create({"name": "Elsewhere"})
        groups = (
            "base.group_user,base.group_system,stock.group_stock_manager,"
            "linkstar_customs.group_customs_manager,account.group_account_manager"
        )
        cls.user = new_test_user(
            cls.env,
            "linkstar_chooser",
            groups,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.own = cls._records(cls.company, cls.account)
        cls.others = cls._records(
            cls.elsewhere,
            cls.account.copy({"name": "Elsewhere", "company_id": cls.elsewhere.id}),
        )

    @classmethod
    def _records(cls, company, account):
        service = cls.env["linkstar.service"].create(
            {"account_id": account.id, "code": "CHOICE", "name": "Choice"}
        )
        card = cls.env["linkstar.rate.card"].create(
            {"name": "Choice", "service_id": service.id}
        )
        zone = cls.env["linkstar.rate.zone"].create(
            {"card_id": card.id, "name": "Z", "areas": "DE"}
        )
        ioss = cls.env["linkstar.tax.scheme"].search(
            [("number_format", "=", "ioss")], limit=1
        )
        registration = cls.env["linkstar.tax.registration"].create(
            {
                "company_id": company.id,
                "scheme_id": ioss.id,
                "name": company.name,
                "number": "IM2760000742",
                "valid_from": "2020-01-01",
            }
        )
        return {
            "linkstar.service": (account, service),
            "linkstar.option.rule": (
                account,
                cls.env["linkstar.option.rule"].create(
                    {"account_id": account.id, "what": "insurance"}
                ),
            ),
            "linkstar.rate.card": (service, card),
            "linkstar.rate.zone": (card, zone),
            "linkstar.rate.bracket": (
                zone,
                cls.env["linkstar.rate.bracket"].create(
                    {"zone_id": zone.id, "up_to": 1, "price": 5}
                ),
            ),
            "linkstar.rate.surcharge": (
                card,
                cls.env["linkstar.rate.surcharge"].create(
                    {"card_id": card.id, "code": "fuel", "amount": 1}
                ),
            ),
            "linkstar.extra.service": (
                service,
                cls.env["linkstar.extra.service"].create(
                    {"service_id": service.id, "code": "X", "name": "X"}
                ),
            ),
            "linkstar.ioss.return": (
                registration,
                cls.env["linkstar.ioss.return"].create(
                    {"registration_id": registration.id, "period": "2026-06-01"}
                ),
            ),
        }

    def test_no_field_is_compared_with_a_company_that_comes_from_it(self):
        """Such a field offers nothing on a new form, because there is no company yet,
        and its check always passes.
        """
        circular = []
        for name, model in self.env.registry.items():
            for field in model._fields.values():
                if not getattr(field, "check_company", False) or not (
                    field._module or ""
                ).startswith("linkstar_"):
                    continue
                company = model._fields.get("company_id")
                if (
                    company
                    and company.related
                    and company.related.split(".")[0] == field.name
                ):
                    circular.append(f"{name}.{field.name}")
        self.assertFalse(circular)

    def test_a_new_record_may_choose_what_the_user_sees(self):
        for model, name in _OWNED:
            with self.subTest(model=model):
                field = (
                    self.env[model]
                    .with_user(self.user)
                    .fields_get([name], ["domain", "relation"])[name]
                )
                domain = field["domain"]
                if isinstance(domain, str):
                    domain = safe_eval(
                        domain,
                        {"company_id": False, "allowed_company_ids": self.company.ids},
                    )
                offered = (
                    self.env[field["relation"]].with_user(self.user).search(domain)
                )
                self.assertIn(self.own[model][0], offered)
                self.assertNotIn(self.others[model][0], offered)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_another_companys_record_is_no_choice(self):
        for model, name in _OWNED:
            record = self.own[model][1].with_user(self.user)
            with self.subTest(model=model), self.assertRaises(AccessError):
                record.write({name: self.others[model][0].id})

    def test_rule_names_lines_of_its_own_account(self):
        second = self.account.copy({"name": "Second"})
        line = self.env["linkstar.service"].create(
            {"account_id": second.id, "code": "SECOND", "name": "Second"}
        )
        rule = self.own["linkstar.option.rule"][1]
        with self.assertRaises(ValidationError):
            rule.service_ids = line
        rule.service_ids = self.own["linkstar.service"][1]
        with self.assertRaises(ValidationError):
            rule.account_id = second
