# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.tools import SQL

from .. import rules
from ..rating import ParcelLimits
from ..rules import options
from ..services.states import UNDELIVERABLE
from .linkstar_extra_service import COST_GROUPS
from .linkstar_tracking_rule import CODE_LISTS

_CHINA = timezone(timedelta(hours=8))

_PARCEL_LIMITS = ("max_weight", "max_side", "max_side_sum", "max_girth")


class LinkstarService(models.Model):
    """One line of the carrier as an account can use it."""

    _name = "linkstar.service"
    _inherit = ["linkstar.cached.table", "linkstar.owned.mixin", "linkstar.shown.name"]
    _description = "Linkstar Line"
    _order = "account_id, code"
    _rec_names_search = ["code", "name", "name_cn"]
    _check_company_auto = True
    _owned_by = "account_id"
    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env["linkstar.account"]._only(),
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True
    )
    active = fields.Boolean(default=True)
    code = fields.Char(required=True, help="The carrier's product code.")
    name = fields.Char(required=True, translate=True)
    name_cn = fields.Char("Chinese name")
    group = fields.Char()
    tracked = fields.Boolean(
        "With tracking",
        help="Parcels of a line without tracking are never late or stalled, because "
        "their silence means nothing.",
    )
    days_min = fields.Integer("Minimum days")
    days_max = fields.Integer("Maximum days")
    note = fields.Text()
    country_ids = fields.Many2many(
        "res.country",
        string="Countries",
        help="Where the line goes. Empty: not known, the carrier decides.",
    )
    carries_battery = fields.Boolean(
        "Carries batteries",
        help=(
            "Whether this line carries goods with batteries. See the contract with "
            "the carrier."
        ),
    )
    incoterm = fields.Selection(
        [
            ("ddp", "DDP: duty is included"),
            ("ddu", "DDU: the buyer pays duty on delivery"),
        ],
        "Duty",
        help="As in the contract with the carrier. Empty: not known.",
    )
    one_order_per_box = fields.Boolean(
        "One shipment per box",
        help=(
            "A transfer with several boxes is sent as one shipment per box, each with "
            "its own number and declared value. If not set, it is sent as one "
            "shipment with several boxes. The contract with the carrier says what the "
            "line needs."
        ),
    )
    code_list = fields.Selection(
        CODE_LISTS,
        "Tracking codes",
        required=True,
        default="linkstar",
        help=(
            "The carrier whose codes are in the tracking events of this line. The "
            "same two letters can have different meanings at different carriers."
        ),
    )
    lane_ids = fields.One2many(
        "linkstar.lane",
        "service_id",
        "Days of our own parcels",
        readonly=True,
        help="How long our own parcels took in the last 90 days, by country.",
    )
    sent_parcels = fields.Integer(
        "Parcels this month",
        compute="_compute_sent",
        help="Parcels booked since the first day of the month.",
    )
    sent_weight = fields.Float(
        "Weight this month (kg)", compute="_compute_sent", digits=(12, 3)
    )
    rate_card_ids = fields.One2many("linkstar.rate.card", "service_id", "Rate cards")
    rate_card_id = fields.Many2one(
        "linkstar.rate.card", "Active rate card", compute="_compute_rate_card_id"
    )
    _code_uniq = models.Constraint(
        "UNIQUE(account_id, code)",
        "This account already has a line with this code. Change the existing line.",
    )
    needs_phone = fields.Boolean(
        "Phone required",
        default=True,
        help="The line needs the consignee's phone number.",
    )
    needs_email = fields.Boolean(
        "E-mail required", help="The line needs the consignee's e-mail address."
    )
    needs_description_cn = fields.Boolean(
        "Chinese description required",
        default=True,
        help=(
            "Each declared product needs a Chinese description. Most lines require it."
        ),
    )
    needs_tax_no = fields.Boolean(
        "Tax number required",
        help=(
            "The line needs the consignee's tax number. It is sent only on lines that "
            "require it."
        ),
    )
    max_weight = fields.Float(
        "Maximum weight (kg)", digits=(8, 3), help="0: only the limit of the rate card."
    )
    max_side = fields.Float(
        "Maximum longest side (cm)",
        digits=(8, 1),
        help="0: only the limit of the rate card.",
    )
    max_side_sum = fields.Float(
        "Maximum sum of sides (cm)",
        digits=(8, 1),
        help="0: only the limit of the rate card.",
    )
    max_girth = fields.Float(
        "Maximum length and girth (cm)",
        digits=(8, 1),
        help="The longest side plus twice the other two. 0: only the limit of the "
        "rate card.",
    )
    goods_type_ids = fields.Many2many(
        "linkstar.goods.type",
        string="Special goods",
        help=(
            "The special types of goods that this line carries by the contract. A "
            "general type includes all types that belong to it."
        ),
    )
    _limits_positive = models.Constraint(
        "CHECK(max_weight >= 0 AND max_side >= 0 AND max_side_sum >= 0 AND max_girth"
        " >= 0)",
        "The limits of a line must be above 0, or 0 for no limit. Correct them.",
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.One2many(
        "linkstar.extra.service", "service_id", "Extra services"
    )
    undeliverable = fields.Selection(
        UNDELIVERABLE,
        "Undeliverable parcels",
        help="Empty: as set on the account. A rule or a user can choose another "
        "option.",
    )
    options_asked_ids = fields.Many2many(
        "res.country",
        "linkstar_service_asked_rel",
        "service_id",
        "country_id",
        "Countries checked",
        readonly=True,
        copy=False,
        help=(
            "Countries for which the carrier was asked about its extra services: the "
            "destinations of this line in the last year, or one country. In other "
            "countries all extra services are shown as available."
        ),
    )
    options_asked_at = fields.Datetime("Last check", readonly=True, copy=False)
    return_cost = fields.Monetary("Return price", groups=COST_GROUPS)
    destroy_cost = fields.Monetary("Destruction price", groups=COST_GROUPS)

    @api.depends("code", "name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for service in self:
            service.display_name = (
                f"{service.code} · {service.name}" if service.code else service.name
            )

    @api.depends(
        "rate_card_ids.active",
        "rate_card_ids.state",
        "rate_card_ids.valid_from",
        "rate_card_ids.valid_to",
    )
    @api.depends_context("linkstar_date")
    def _compute_rate_card_id(self):
        """The active card on the day in the context (default: today). One query for all
        lines that are read together, such as those of the delivery methods in a
        checkout.
        """
        on_date = self.env.context.get("linkstar_date")
        cards = self.env["linkstar.rate.card"]._find(
            self, on_date or fields.Date.context_today(self)
        )
        of_line = {card.service_id: card for card in cards}
        for service in self:
            service.rate_card_id = of_line.get(service)

    @api.depends_context("linkstar_date")
    def _compute_sent(self):
        """The volume booked from the first day of the month to the end of the day in
        the context (today by default), in the carrier's time zone; one query. Cancelled
        and refused shipments do not count.
        """
        on_date = self.env.context.get("linkstar_date") or datetime.now(_CHINA).date()
        begin, end = (
            datetime.combine(day, time.min, _CHINA).astimezone(UTC).replace(tzinfo=None)
            for day in (on_date.replace(day=1), on_date + timedelta(days=1))
        )
        self.env["linkstar.shipment"].flush_model(["service_id", "booked_at", "state"])
        self.env["linkstar.parcel"].flush_model(["shipment_id", "weight"])
        rows = self.env.execute_query(
            SQL(
                """SELECT shipment.service_id, count(parcel.id), sum(parcel.weight)
                 FROM linkstar_shipment shipment
                 JOIN linkstar_parcel parcel ON parcel.shipment_id = shipment.id
                WHERE shipment.service_id = ANY(%s)
                  AND shipment.booked_at >= %s
                  AND shipment.booked_at < %s
                  AND shipment.state IN ('accepted', 'ready')
             GROUP BY shipment.service_id""",
                list(self.ids),
                begin,
                end,
            )
        )
        sent = {service: (count, float(weight)) for service, count, weight in rows}
        for service in self:
            service.sent_parcels, service.sent_weight = sent.get(service.id, (0, 0.0))

    def _problems(self, country_code, goods_types):
        """Why this line cannot take such an order, by the synchronised data of the
        line; sentences.
        """
        self.ensure_one()
        problems = []
        if self.country_ids and country_code not in self.country_ids.mapped("code"):
            country = self.env["res.country"].search(
                [("code", "=", country_code)], limit=1
            )
            problems.append(
                self.env._(
                    "The line %(line)s does not go to %(country)s. Choose another "
                    "delivery method.",
                    line=self.code,
                    country=country.name,
                )
            )
        for kind in self._not_carried(goods_types):
            problems.append(
                self.env._(
                    "%(line)s does not carry “%(kind)s”. Choose a line that carries "
                    "it.",
                    line=self.code,
                    kind=kind.display_name,
                )
            )
        return problems

    def _with_limits(self, compiled):
        """The card ``compiled`` with this line's own limits where they are tighter than
        the card's.
        """
        self.ensure_one()
        limits, own = compiled.card.limits, {}
        for name in ("max_weight", "max_side", "max_side_sum", "max_girth"):
            known, value = getattr(limits, name), Decimal(str(self[name]))
            if value and (known is None or value < known):
                own[name] = value
        return (
            replace(
                compiled, card=replace(compiled.card, limits=replace(limits, **own))
            )
            if own
            else compiled
        )

    @api.model
    def _take_over(self, account, found):
        """Change the account's lines to ``found`` (see ``account_sync.lines_of``);
        return the created and the archived lines. The Chinese name is also the
        translation of the name.
        """
        services = self.with_context(lang="en_US", active_test=False)
        countries = {
            country.code: country.id
            for country in self.env["res.country"].search([("code", "!=", False)])
        }
        known = {
            service.code: service
            for service in services.search([("account_id", "=", account.id)])
        }
        to_create = []
        for code, (service, country_codes) in found.items():
            values = {
                "name": service.name_en or service.name_cn or code,
                "name_cn": service.name_cn,
                "group": service.group,
                "tracked": bool(service.tracked),
                "days_min": service.days_min or 0,
                "days_max": service.days_max or 0,
                "note": service.note,
                "active": True,
            }
            if country_codes is not None:
                values["country_ids"] = [
                    fields.Command.set(
                        [countries[c] for c in sorted(country_codes) if c in countries]
                    )
                ]
            if code in known:
                known[code].write(values)
            else:
                to_create.append({"account_id": account.id, "code": code, **values})
        gone = self.browse(
            [
                service.id
                for code, service in known.items()
                if code not in found and service.active
            ]
        )
        gone.action_archive()
        created = services.create(to_create)
        if self.env["res.lang"]._get_code("zh_CN"):
            for service in (*known.values(), *created):
                if service.name_cn:
                    service.with_context(lang="zh_CN").name = service.name_cn
        return created, gone

    # --- Requirements of the line: addresses, boxes, types of goods

    def _label_limits(self):
        """The requirements of this line's labels, as ``rules.LabelLimits``."""
        self.ensure_one()
        account_sudo, required = (
            self.account_id.sudo(),
            [
                "name",
                "street",
                "city",
                "country",
            ],
        )
        required += [
            part
            for part, field in (("phone", "needs_phone"), ("email", "needs_email"))
            if self[field]
        ]
        return rules.LabelLimits(
            name=account_sudo.label_name_length,
            company=account_sudo.label_name_length,
            street=account_sudo.label_street_length,
            street_lines=account_sudo.label_street_lines,
            city=account_sudo.label_city_length,
            state=account_sudo.label_city_length,
            latin=account_sudo.label_latin,
            required=tuple(required),
        )

    def _goes_to(self, country):
        """Whether this line goes to ``country``, as far as its countries are known;
        without a query.
        """
        known = self._country_ids_of(self.id)
        return not known or country.id in known

    @api.model
    @tools.ormcache("service_id")
    def _country_ids_of(self, service_id):
        return frozenset(self.sudo().browse(service_id).country_ids.ids)

    def _parcel_limits(self, on_date):
        """{line: ``rating.ParcelLimits``} of these lines on a day: the tighter limits
        of the
                line and its rate card; without a query.

        """
        return {
            service: self._parcel_limits_of(service.id, on_date) for service in self
        }

    @api.model
    @tools.ormcache("service_id", "on_date")
    def _parcel_limits_of(self, service_id, on_date):
        service_sudo = self.sudo().browse(service_id)
        card_sudo = (
            self.env["linkstar.rate.card"].sudo()._find(service_sudo, on_date)[:1]
        )
        values = {}
        for name in _PARCEL_LIMITS:
            known = [
                Decimal(str(record[name]))
                for record in (service_sudo, card_sudo)
                if record[name]
            ]
            values[name] = min(known, default=None)
        return ParcelLimits(**values, max_parcels=card_sudo.max_parcels or None)

    def _not_carried(self, codes):
        """The types of goods among ``codes`` (``linkstar.goods.type``) that this line
        does not carry, special types only.

        No line carries prohibited goods: the customs check reports those.
        """
        self.ensure_one()
        if not codes:
            return self.env["linkstar.goods.type"]
        carried = set(self.sudo().goods_type_ids.mapped("code")) | (
            {"battery"} if self.sudo().carries_battery else set()
        )
        types = (
            self.env["linkstar.goods.type"]
            .with_context(active_test=False)
            .search([("code", "in", list(codes))])
        )
        special = types - types.parent_id
        return special.filtered(
            lambda kind: not kind.prohibited and not carried & set(kind._all_codes())
        )

    # --- Options on this line in addition to the transport

    def _used_countries(self):
        """{line: the countries that it is asked about}: the destinations of its parcels
        in the last year, else one of its own countries.
        """
        self.env["linkstar.shipment"].flush_model(["service_id", "declaration_id"])
        self.env["linkstar.customs.declaration"].flush_model(["country_id"])
        self.env.cr.execute(
            """
            SELECT shipment.service_id, array_agg(DISTINCT declaration.country_id)
              FROM linkstar_shipment shipment
              JOIN linkstar_customs_declaration declaration
                ON declaration.id = shipment.declaration_id
             WHERE shipment.service_id IN %s AND declaration.country_id IS NOT NULL
               AND shipment.create_date > (now() AT TIME ZONE 'UTC') - interval '1 year'
             GROUP BY shipment.service_id
            """,
            [tuple(self.ids) or (0,)],
        )
        used = dict(self.env.cr.fetchall())
        return {
            service: (
                self.env["res.country"].browse(used.get(service.id)).sorted("code")
                or service.country_ids.sorted(
                    lambda country: (country.code != "DE", country.code)
                )[:1]
            )
            for service in self
        }

    def _undeliverable(self):
        """What happens to undeliverable parcels of this line when no rule and no user
        chooses.
        """
        return self.undeliverable or self.account_id.undeliverable or options.BACK

    def _decide_options(self, country, value, wanted=()):
        """What is chosen, proposed and offered for goods to ``country`` (its code):
        (``options.Chosen``, ``options.Extra`` values, ``options.Extra`` values).

        :param value: returns the value of the goods, a decimal in the account's
            currency; called only where a rule or an insurance depends on it
        :param wanted: codes of extra services that the order asks for
        """
        self.ensure_one()
        offered = tuple(
            extra for extra in self._offered() if country not in extra.not_in
        )
        rules = self.env["linkstar.option.rule"]._of(self.account_id.id)
        rules += tuple(options.OptionRule("extra", code=code) for code in wanted)
        chosen, proposed = options.decide(
            offered, self._undeliverable(), rules, self.id, country, value
        )
        return chosen, proposed, offered

    def _offered(self):
        """The extra services of this line, ``rules.options.Extra`` values; without a
        query.
        """
        return self._offered_of(self.id) if isinstance(self.id, int) else ()

    @api.model
    @tools.ormcache("service_id")
    def _offered_of(self, service_id):
        return tuple(
            extra._value()
            for extra in (
                self.env["linkstar.extra.service"]
                .sudo()
                .search([("service_id", "=", service_id)])
            )
        )
