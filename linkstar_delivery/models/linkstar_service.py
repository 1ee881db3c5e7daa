from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

_CHINA = timezone(timedelta(hours=8))


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

    sent_parcels = fields.Integer("Parcels this month", compute="_compute_sent", help="Booked since the first of the month.")
    sent_weight = fields.Float("Weight this month (kg)", compute="_compute_sent", digits=(12, 3))

    _code_uniq = models.Constraint("UNIQUE(account_id, code)", "This account has a line of this code already: change that one.")

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
