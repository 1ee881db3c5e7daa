# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rules import options

KINDS = [
    (options.INSURANCE, "Insurance"),
    (options.SIGNATURE, "Signature"),
    (options.RETURN, "Return if undeliverable"),
    (options.OTHER, "Other"),
]

#: The groups that may see the prices of extra services.
COST_GROUPS = (
    "sales_team.group_sale_salesman,stock.group_stock_manager,"
    "account.group_account_invoice,base.group_system"
)

#: The default kind of a new extra service, by the carrier's name of it.
_WORDS = {
    options.INSURANCE: ("insur", "保险", "保价"),
    options.SIGNATURE: ("signature", "签收", "签名"),
    options.RETURN: ("return", "退回", "退件"),
}


class LinkstarExtraService(models.Model):
    """An extra service of a line, such as insurance or a signature."""

    _name = "linkstar.extra.service"
    _inherit = ["linkstar.cached.table", "linkstar.owned.mixin", "linkstar.shown.name"]
    _description = "Linkstar Extra Service"
    _order = "service_id, sequence, code"
    _rec_names_search = ["code", "name", "name_cn"]
    _check_company_auto = True
    _owned_by = "service_id"

    service_id = fields.Many2one(
        "linkstar.service", "Line", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="service_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="service_id.account_id.currency_id")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Char(required=True, help="The carrier's code of the extra service.")
    name = fields.Char(required=True)
    name_cn = fields.Char("Chinese name")
    kind = fields.Selection(KINDS, required=True, default=options.OTHER)
    group = fields.Char(help="Only one extra service of a group can be chosen.")
    default_on = fields.Boolean(
        "By default",
        help=("Added to every shipment of this line, unless a user removes it."),
    )
    country_ids = fields.Many2many(
        "res.country",
        "linkstar_extra_country_rel",
        "extra_id",
        "country_id",
        "Available countries",
        readonly=True,
        copy=False,
        help=(
            "Only countries that the carrier was asked about are listed; see the "
            "line. Empty: the carrier was not asked yet."
        ),
    )
    terms = fields.Char(groups=COST_GROUPS, help="The carrier's own description.")
    price = fields.Monetary(groups=COST_GROUPS, help="Price per shipment.")
    percent = fields.Float(
        "Rate (% of the insured amount)", digits=(6, 3), groups=COST_GROUPS
    )
    minimum = fields.Monetary("Minimum price", groups=COST_GROUPS)

    _code_uniq = models.Constraint(
        "UNIQUE(service_id, code)",
        "This line already has an extra service with this code. Change the existing "
        "one.",
    )
    _prices_positive = models.Constraint(
        "CHECK(price >= 0 AND percent >= 0 AND minimum >= 0)",
        "The prices of an extra service must be 0 or more. Correct them.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for extra in self:
            extra.display_name = (
                f"{extra.code} · {extra.name}" if extra.code else extra.name
            )

    def _value(self):
        """This extra service as a ``rules.options.Extra``."""
        self.ensure_one()
        elsewhere = self.service_id.options_asked_ids - self.country_ids
        not_in = frozenset(elsewhere.mapped("code") if self.country_ids else ())
        return options.Extra(
            self.id,
            self.code,
            self.name,
            self.kind,
            self.group or "",
            self.default_on,
            not_in,
        )

    def _cost(self, insured):
        """The price of these extra services in the account's currency; 0 where nobody
        entered it. Callers use sudo.
        """
        amount = 0.0
        for extra in self:
            amount += max(extra.price + insured * extra.percent / 100, extra.minimum)
        return amount

    @api.model
    def _asked(self, services):
        """Pairs of a line and a country that the carrier is asked about, see
        ``_used_countries``; an empty country where none is known.
        """
        return [
            (service, country)
            for service, countries in services._used_countries().items()
            for country in countries or [countries]
        ]

    @api.model
    def _take_over(self, found):
        """Change the extra services of lines to ``found`` ({line: {country: options}}).
        Extra services that no longer exist are archived; data that a user entered
        stays.
        """
        to_create, lines = [], self.env["linkstar.service"].union(*found)
        known_of = (
            self.with_context(active_test=False)
            .search([("service_id", "in", lines.ids)])
            .grouped("service_id")
        )
        for service, by_country in found.items():
            known = {extra.code: extra for extra in known_of.get(service, self)}
            asked = self.env["res.country"].union(*by_country)
            service.write(
                {
                    "options_asked_ids": [fields.Command.set(asked.ids)],
                    "options_asked_at": fields.Datetime.now(),
                }
            )
            places = {}
            for country, offered in by_country.items():
                for extra in offered:
                    places.setdefault(extra.code, {})[country] = extra
            for in_countries in places.values():
                extra = next(iter(in_countries.values()))
                values = {
                    "name": extra.name_en or extra.name_cn or extra.code,
                    "name_cn": extra.name_cn,
                    "group": extra.group,
                    "terms": _terms(in_countries),
                    "country_ids": [
                        fields.Command.set(
                            self.env["res.country"].union(*in_countries).ids
                        )
                    ],
                    "active": True,
                }
                if extra.code in known:
                    known.pop(extra.code).write(values)
                else:
                    to_create.append(
                        {
                            "service_id": service.id,
                            "code": extra.code,
                            "kind": self._guess(extra),
                            **values,
                        }
                    )
            for gone in known.values():
                gone.active = False
        return self.create(to_create)

    @api.model
    def _guess(self, extra):
        text = f"{extra.name_en} {extra.name_cn}".lower()
        return next(
            (
                kind
                for kind, words in _WORDS.items()
                if any(word in text for word in words)
            ),
            options.OTHER,
        )


def _terms(in_countries):
    """The carrier's description of an extra service {country: description there}. Where
    descriptions differ, the countries are named.
    """
    said = {}
    for country, extra in in_countries.items():
        said.setdefault(extra.note or "", []).append(country.code or "")
    if len(said) == 1:
        return next(iter(said))
    return " · ".join(
        f"{', '.join(codes)}: {note}" for note, codes in said.items() if note
    )
