from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from decimal import Decimal

from odoo import api, fields, models, tools
from odoo.tools import SQL

from .. import rules
from ..rating import Limits
from ..rules import options
from ..services.states import UNDELIVERABLE
from .linkstar_extra_service import COST_GROUPS
from .linkstar_tracking_rule import CODE_LISTS

_CHINA = timezone(timedelta(hours=8))

_PARCEL_LIMITS = ("max_weight", "max_side", "max_side_sum", "max_girth")


class LinkstarService(models.Model):
    """One line of the carrier as an account may use it."""

    _name = "linkstar.service"
    _inherit = ["linkstar.kept", "linkstar.owned.mixin"]
    _description = "Linkstar Line"
    _order = "account_id, code"
    _rec_names_search = ["code", "name", "name_cn"]
    _check_company_auto = True
    _owned_by = "account_id"
    account_id = fields.Many2one(
        "linkstar.account", required=True, ondelete="cascade", index=True, default=lambda self: self.env["linkstar.account"]._only()
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    active = fields.Boolean(default=True)
    code = fields.Char(required=True, help="The carrier's product code.")
    name = fields.Char(required=True)
    name_cn = fields.Char("Chinese name")
    group = fields.Char()
    tracked = fields.Boolean()
    days_min = fields.Integer("Days from")
    days_max = fields.Integer("Days to")
    note = fields.Text()
    country_ids = fields.Many2many("res.country", string="Countries", help="Where the line goes; empty: not known, the carrier decides.")
    carries_battery = fields.Boolean(
        "Carries batteries", help="Whether goods with batteries may travel on this line; the carrier's contract says which lines do."
    )
    incoterm = fields.Selection(
        [("ddp", "DDP: duty is paid for the buyer"), ("ddu", "DDU: the buyer pays duty at the door")], "Duty",
        help="As the carrier's contract says; empty: not known.",
    )
    one_order_per_box = fields.Boolean(
        help="A transfer of several boxes is sent as an order of its own for each, with its own number and declared value; else as one "
        "order of several pieces. The carrier's contract says what the line takes.",
    )
    code_list = fields.Selection(
        CODE_LISTS,
        "Codes of tracking events",
        required=True,
        default="linkstar",
        help="Whose codes the tracking events of this line carry: the same two letters mean different things at different carriers.",
    )
    sent_parcels = fields.Integer("Parcels this month", compute="_compute_sent", help="Booked since the first of the month.")
    sent_weight = fields.Float("Weight this month (kg)", compute="_compute_sent", digits=(12, 3))
    _code_uniq = models.Constraint("UNIQUE(account_id, code)", "This account has a line of this code already: change that one.")
    needs_phone = fields.Boolean("Telephone required", default=True, help="Whether the consignee's telephone number has to be told.")
    needs_email = fields.Boolean("E-mail required", help="Whether the consignee's e-mail address has to be told.")
    needs_description_cn = fields.Boolean(
        "Chinese description required",
        default=True,
        help="Whether each declared product has to have a Chinese description: most lines ask for it.",
    )
    needs_tax_no = fields.Boolean(
        "Tax ID required", help="Whether the consignee's tax ID has to be sent. It is sent on lines that require it, and on no other."
    )
    max_weight = fields.Float("Weight of a box (kg)", digits=(8, 3), help="0: no limit but the rate card's.")
    max_side = fields.Float("Longest side (cm)", digits=(8, 1), help="0: no limit but the rate card's.")
    max_side_sum = fields.Float("Sum of sides (cm)", digits=(8, 1), help="0: no limit but the rate card's.")
    max_girth = fields.Float(
        "Length and girth (cm)", digits=(8, 1), help="Longest side plus twice the other two; 0: no limit but the rate card's."
    )
    goods_type_ids = fields.Many2many(
        "linkstar.goods.type",
        string="Carries also",
        help="Special goods that may travel on this line besides ordinary ones, by the carrier's contract; a general type stands for "
        "all that belong to it.",
    )
    _limits_positive = models.Constraint(
        "CHECK(max_weight >= 0 AND max_side >= 0 AND max_side_sum >= 0 AND max_girth >= 0)",
        "A line's limits are above 0, or 0 for none: correct them.",
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.One2many("linkstar.extra.service", "service_id", "Options")
    undeliverable = fields.Selection(
        UNDELIVERABLE, "Undeliverable parcels", help="Empty: as the account has it. A rule or a person may choose differently."
    )
    options_asked_ids = fields.Many2many(
        "res.country", "linkstar_service_asked_rel", "service_id", "country_id", "Options asked for", readonly=True, copy=False,
        help="Countries for which the carrier was asked what it offers: those that parcels of this line went to in the last year, or "
        "one. In others all of it is taken to be had.",
    )
    options_asked_at = fields.Datetime("Asked on", readonly=True, copy=False)
    return_cost = fields.Monetary("A return costs", groups=COST_GROUPS)
    destroy_cost = fields.Monetary("Destruction costs", groups=COST_GROUPS)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for service in self:
            service.display_name = f"{service.code} · {service.name}" if service.code else service.name

    @api.depends_context("linkstar_date")
    def _compute_sent(self):
        """What was booked from the first of the month to the end of the day in the context (today by default) by the carrier's
        clock; one query. What was cancelled or refused since does not count."""
        on_date = self.env.context.get("linkstar_date") or datetime.now(_CHINA).date()
        begin, end = (
            datetime.combine(day, time.min, _CHINA).astimezone(UTC).replace(tzinfo=None)
            for day in (on_date.replace(day=1), on_date + timedelta(days=1))
        )
        self.env["linkstar.shipment"].flush_model(["service_id", "booked_at", "state"])
        self.env["linkstar.parcel"].flush_model(["shipment_id", "weight"])
        rows = self.env.execute_query(SQL(
            """SELECT shipment.service_id, count(parcel.id), sum(parcel.weight)
                 FROM linkstar_shipment shipment JOIN linkstar_parcel parcel ON parcel.shipment_id = shipment.id
                WHERE shipment.service_id = ANY(%s) AND shipment.booked_at >= %s AND shipment.booked_at < %s
                  AND shipment.state IN ('accepted', 'ready')
             GROUP BY shipment.service_id""",
            list(self.ids), begin, end,
        ))
        sent = {service: (count, float(weight)) for service, count, weight in rows}
        for service in self:
            service.sent_parcels, service.sent_weight = sent.get(service.id, (0, 0.0))

    def _problems(self, country_code, goods_types):
        """Why this line cannot take such an order, as far as the synchronised line tells; sentences."""
        self.ensure_one()
        problems = []
        if self.country_ids and country_code not in self.country_ids.mapped("code"):
            country = self.env["res.country"].search([("code", "=", country_code)], limit=1)
            problems.append(
                self.env._(
                    "The line %(line)s does not go to %(country)s; choose another delivery method.", line=self.code, country=country.name
                )
            )
        for kind in self._not_carried(goods_types):
            problems.append(
                self.env._(
                    "%(line)s does not carry “%(kind)s”; choose a line that does.",
                    line=self.code,
                    kind=kind.display_name,
                )
            )
        return problems

    def _with_limits(self, compiled):
        """The card ``compiled`` with this line's own limits of a box where they are tighter than the card's."""
        self.ensure_one()
        limits, own = compiled.card.limits, {}
        for name in ("max_weight", "max_side", "max_side_sum", "max_girth"):
            known, value = getattr(limits, name), Decimal(str(self[name]))
            if value and (known is None or value < known):
                own[name] = value
        return replace(compiled, card=replace(compiled.card, limits=replace(limits, **own))) if own else compiled

    @api.model
    def _take_over(self, account, found):
        """Make the account's lines what ``found`` (see ``account_sync.lines_of``) says; return the created and the archived ones."""
        countries = {country.code: country.id for country in self.env["res.country"].search([("code", "!=", False)])}
        known = {service.code: service for service in self.with_context(active_test=False).search([("account_id", "=", account.id)])}
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
                values["country_ids"] = [fields.Command.set([countries[c] for c in sorted(country_codes) if c in countries])]
            if code in known:
                known[code].write(values)
            else:
                to_create.append({"account_id": account.id, "code": code, **values})
        gone = self.browse([service.id for code, service in known.items() if code not in found and service.active])
        gone.action_archive()
        return self.create(to_create), gone

    # --- What the carrier takes on this line: how an address has to be, boxes, kinds of goods

    def _label_limits(self):
        """What the labels of this line take, as ``rules.Limits``."""
        self.ensure_one()
        account_sudo, required = self.account_id.sudo(), ["name", "street", "city", "country"]
        required += [part for part, field in (("phone", "needs_phone"), ("email", "needs_email")) if self[field]]
        return rules.Limits(
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
        """Whether this line goes to ``country``, as far as its countries are known; without a query."""
        known = self._country_ids_of(self.id)
        return not known or country.id in known

    @api.model
    @tools.ormcache("service_id")
    def _country_ids_of(self, service_id):
        return frozenset(self.sudo().browse(service_id).country_ids._ids)

    def _parcel_limits(self, on_date):
        """{line: ``rating.Limits``} of these lines on a day: the tighter of its own and its rate card's; without a query."""
        return {service: self._parcel_limits_of(service.id, on_date) for service in self}

    @api.model
    @tools.ormcache("service_id", "on_date")
    def _parcel_limits_of(self, service_id, on_date):
        service_sudo = self.sudo().browse(service_id)
        card_sudo = self.env["linkstar.rate.card"].sudo()._find(service_sudo, on_date)[:1]
        values = {}
        for name in _PARCEL_LIMITS:
            known = [Decimal(str(record[name])) for record in (service_sudo, card_sudo) if record[name]]
            values[name] = min(known, default=None)
        return Limits(**values, max_parcels=card_sudo.max_parcels or None)

    def _not_carried(self, codes):
        """Those types of goods among ``codes`` (``linkstar.goods.type``) that this line does not carry, the special ones only.

        Prohibited ones travel on no line: customs' own check tells."""
        self.ensure_one()
        if not codes:
            return self.env["linkstar.goods.type"]
        carried = set(self.sudo().goods_type_ids.mapped("code")) | ({"battery"} if self.sudo().carries_battery else set())
        types = self.env["linkstar.goods.type"].with_context(active_test=False).search([("code", "in", list(codes))])
        special = types - types.parent_id
        return special.filtered(lambda kind: not kind.prohibited and not carried & set(kind._all_codes()))

    # --- What can be asked for on this line besides the transport

    def _used_countries(self):
        """{line: the countries that it is asked about}: those that its parcels went to in the last year, else one of its own."""
        self.env["linkstar.shipment"].flush_model(["service_id", "declaration_id"])
        self.env["linkstar.customs.declaration"].flush_model(["country_id"])
        self.env.cr.execute(
            """
            SELECT shipment.service_id, array_agg(DISTINCT declaration.country_id)
              FROM linkstar_shipment shipment
              JOIN linkstar_customs_declaration declaration ON declaration.id = shipment.declaration_id
             WHERE shipment.service_id IN %s AND declaration.country_id IS NOT NULL
               AND shipment.create_date > (now() AT TIME ZONE 'UTC') - interval '1 year'
             GROUP BY shipment.service_id
            """,
            [tuple(self.ids) or (0,)],
        )
        used = dict(self.env.cr.fetchall())
        return {
            service: self.env["res.country"].browse(used.get(service.id)).sorted("code")
            or service.country_ids.sorted(lambda country: (country.code != "DE", country.code))[:1]
            for service in self
        }

    def _undeliverable(self):
        """What happens to parcels of this line that cannot be delivered, where no rule and no person chooses."""
        return self.undeliverable or self.account_id.undeliverable or options.BACK

    def _offered(self):
        """The options of this line, ``rules.options.Extra`` values; without a query."""
        return self._offered_of(self.id) if isinstance(self.id, int) else ()

    @api.model
    @tools.ormcache("service_id")
    def _offered_of(self, service_id):
        return tuple(extra._value() for extra in self.env["linkstar.extra.service"].sudo().search([("service_id", "=", service_id)]))
