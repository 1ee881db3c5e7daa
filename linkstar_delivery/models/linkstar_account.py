from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..api import client as wire
from ..api import errors
from ..rating import Box
from ..rules import options
from ..runner import lines as account_sync
from ..services import happening
from ..services.quotation import scale
from ..services.states import UNDELIVERABLE
from .linkstar_label_print import SHEETS

#: What of an account decides whether its calls arrive.
_WAY_TO_THE_CARRIER = {"base_url", "app_token", "app_key", "allow_http", "label_hosts", "timeout"}

#: Waiting shipments that are woken at once; the others follow when one of these has succeeded, or at their own time.
_WAKE_LIMIT = 500

#: After so long, a process that was fetching has ended without a word.
_GIVEN_UP = timedelta(minutes=15)


class LinkstarAccount(models.Model):
    """A merchant's contract with the carrier: where its interface is, who we are there, and how it differs from others."""

    _name = "linkstar.account"
    _inherit = ["mail.thread"]
    _description = "Linkstar Account"
    _order = "sequence, name"
    _check_company_auto = True
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    environment = fields.Selection(
        [("sandbox", "Sandbox"), ("production", "Production")],
        required=True,
        default="sandbox",
        tracking=True,
        help="Production accounts buy real labels. A neutralized copy of the database has no production account.",
    )
    base_url = fields.Char(
        "Address", required=True, tracking=True, help="As in your contract, without /default/svc, for example https://oms.example.com"
    )
    secret_ids = fields.One2many("linkstar.account.secret", "account_id", copy=False, groups=fields.NO_ACCESS)
    app_token = fields.Char(
        groups="base.group_system", copy=False, compute="_compute_app_token", compute_sudo=True, inverse="_inverse_app_token"
    )
    app_key = fields.Char(
        groups="base.group_system", copy=False, compute="_compute_app_key", compute_sudo=True, inverse="_inverse_app_key"
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.ref("base.CNY", raise_if_not_found=False) or self.env.company.currency_id,
        help="Currency of quotations and charges: the carrier's answers do not name it.",
    )
    allow_http = fields.Boolean(
        "Allow plain HTTP", help="The credentials travel in the body of each call: without TLS everybody on the way can read them."
    )
    timeout = fields.Integer(
        "Time-out (s)", default=20, required=True, help="Seconds to wait for an answer. Slow answers of 3 to 8 seconds are normal."
    )
    quote_timeout = fields.Integer("Time-out of quotations (s)", default=8, required=True)
    parallel_calls = fields.Integer(default=4, required=True, help="How many calls may be under way at once when many parcels are booked.")
    weight_tolerance_percent = fields.Float(
        "Weight tolerance (%)", default=10, required=True, help="How far a measured weight may be from the computed one without a warning."
    )
    weight_tolerance_grams = fields.Integer(
        "Weight tolerance (g)", default=50, required=True, help="Smaller differences than this are never told, whatever the percentage."
    )
    ioss_field = fields.Selection(
        [("order", "Order"), ("consignee", "Consignee")],
        "IOSS number in",
        required=True,
        default="order",
        help="Hosts differ in where they look for the IOSS number.",
    )
    package_type_id = fields.Many2one(
        "stock.package.type", "Usual box", check_company=True, ondelete="restrict",
        help="What orders are packed in: until something is packed, prices reckon with its weight, its sides and the most that it holds.",
    )
    label_hosts = fields.Char(
        "Other hosts of labels", help="Hosts, separated by commas, from which labels may be downloaded besides that of the address."
    )
    label_content = fields.Selection(
        [("label", "Label"), ("label_customs", "Label and customs form"), ("all", "Label, customs form and picking list")],
        "Pages of a label",
        required=True,
        default="label",
        help="Which pages the carrier is asked for, and what is printed where nobody chooses otherwise. Each print may be with or "
        "without the customs form; one that the carrier did not give is made of the declaration that it was told.",
    )
    label_sheet = fields.Selection(SHEETS, "Print labels on", required=True, default="thermal", help="Each user may choose otherwise.")
    tracking_url = fields.Char(
        "Tracking page",
        default="https://t.17track.net/en#nums={number}",
        help="Page for the buyer; {number} stands for the tracking number.",
    )
    tracking_batch = fields.Integer("Numbers per tracking call", default=50, required=True)
    tracking_hours = fields.Integer("Hours between tracking calls", default=4, required=True)
    tracking_days = fields.Integer(
        "Days of tracking",
        default=120,
        required=True,
        help="A parcel that has not arrived so many days after booking is no longer tracked.",
    )
    tracking_after_days = fields.Integer(
        "Days of tracking after the end",
        default=28,
        required=True,
        help="How long a parcel is tracked after it was delivered, returned, destroyed or lost: carriers correct such events, and "
        "delivered parcels come back.",
    )
    tracking_after_hours = fields.Integer("Hours between tracking calls after the end", default=72, required=True)
    charge_days = fields.Integer(
        "Days to settle",
        default=90,
        required=True,
        help="How long after the end of a parcel, or after booking, the carrier is asked for charges: duties and returns are billed weeks "
        "after the freight.",
    )
    call_days = fields.Integer("Days to keep the call log", default=30, required=True)
    happened = fields.Json(readonly=True, copy=False, help="What the problem is made of, as values.")
    problem = fields.Char(compute="_compute_problem", search="_search_problem", help="Why calls of this account do not work.")
    service_ids = fields.One2many("linkstar.service", "account_id", "Lines")
    service_count = fields.Integer(compute="_compute_service_count")
    _name_uniq = models.Constraint("UNIQUE(company_id, name)", "This company has an account of this name: choose another name.")
    _limits = models.Constraint(
        "CHECK(timeout BETWEEN 1 AND 300 AND quote_timeout BETWEEN 1 AND 60 AND parallel_calls BETWEEN 1 AND 32"
        " AND tracking_batch BETWEEN 1 AND 50 AND tracking_hours > 0 AND call_days > 0"
        " AND weight_tolerance_percent BETWEEN 0 AND 100 AND weight_tolerance_grams >= 0)",
        "Time-outs are 1 to 300 s (quotations 1 to 60 s), parallel calls 1 to 32, numbers per tracking call 1 to 50, "
        "hours and days above 0, a weight tolerance 0 to 100 % and not negative: correct the account's options.",
    )
    _asking_limits = models.Constraint(
        "CHECK(tracking_days BETWEEN 1 AND 730 AND tracking_after_days BETWEEN 0 AND 365 AND tracking_after_hours > 0"
        " AND charge_days BETWEEN 1 AND 730)",
        "Days of tracking and days to settle are 1 to 730, days of tracking after the end 0 to 365, hours above 0: correct the account's "
        "options.",
    )
    label_name_length = fields.Integer("Characters of a name", default=35, help="Of the person and of the company; 0: any number.")
    label_street_length = fields.Integer("Characters of a street line", default=35, help="0: any number.")
    label_street_lines = fields.Integer("Lines for the street", default=3, required=True)
    label_city_length = fields.Integer("Characters of a city", default=35, help="Of the province, too; 0: any number.")
    label_latin = fields.Boolean(
        "Labels in Latin letters",
        default=True,
        help="Names and streets in other letters (Greek, Cyrillic, Chinese) are written in Latin ones; ü, ł and the like stay. "
        "The transfer shows what the label will say.",
    )
    _label_lengths = models.Constraint(
        "CHECK(label_name_length >= 0 AND label_street_length >= 0 AND label_city_length >= 0 AND label_street_lines BETWEEN 1 AND 3)",
        "The numbers of characters on a label are 0 or more, and a street has 1 to 3 lines: correct the account's options.",
    )
    undeliverable = fields.Selection(
        UNDELIVERABLE, "Undeliverable parcels", required=True, default=options.BACK,
        help="Unless the line, a rule or a person chooses differently.",
    )
    option_rule_ids = fields.One2many("linkstar.option.rule", "account_id", "Options by rule")
    sync_since = fields.Datetime("Fetching lines since", readonly=True, copy=False)
    sync_at = fields.Datetime("Lines fetched on", readonly=True, copy=False)
    sync_result = fields.Json(readonly=True, copy=False, help="What the last fetching of lines brought, as values.")
    sync_note = fields.Text("Result of fetching lines", compute="_compute_sync_note")

    @api.model
    def _only(self):
        """The account of the user's companies where there is just one: nobody has to choose it."""
        accounts = self.search([("company_id", "in", self.env.companies.ids)], limit=2)
        return accounts if len(accounts) == 1 else self.browse()

    @api.depends("secret_ids.app_token")
    def _compute_app_token(self):
        for account in self:
            account.app_token = account.secret_ids[:1].app_token

    def _inverse_app_token(self):
        self.env["linkstar.account.secret"]._store(self, "app_token")

    @api.depends("secret_ids.app_key")
    def _compute_app_key(self):
        for account in self:
            account.app_key = account.secret_ids[:1].app_key

    def _inverse_app_key(self):
        self.env["linkstar.account.secret"]._store(self, "app_key")

    @api.depends("service_ids")
    def _compute_service_count(self):
        counts = dict(self.env["linkstar.service"]._read_group([("account_id", "in", self.ids)], ["account_id"], ["__count"]))
        for account in self:
            account.service_count = counts.get(account, 0)

    @api.constrains("base_url", "allow_http")
    def _check_base_url(self):
        for account in self:
            try:
                wire.Client(account.base_url, "any", "any", allow_http=account.allow_http)
            except errors.Misconfigured as problem:
                raise ValidationError(account._explain(problem)) from problem

    @api.constrains("tracking_url")
    def _check_tracking_url(self):
        for account in self:
            url = account.tracking_url
            if url and (not url.startswith(("https://", "http://")) or "{number}" not in url):
                raise ValidationError(
                    self.env._("The tracking page must begin with https:// and contain {number} where the tracking number belongs.")
                )

    @api.depends("happened", "name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for account in self:
            account.problem = account._explain(account.happened) if account.happened else False

    def _search_problem(self, operator, value):
        if operator not in ("in", "not in") or any(value):
            return NotImplemented
        form = "%s IS NULL" if operator == "in" else "%s IS NOT NULL"
        return Domain.custom(to_sql=lambda model, alias, query: SQL(form, model._field_to_sql(alias, "happened", query)))

    def _take_problem(self, error):
        """Write down that ``error`` (a ``CarrierError``) stops all calls of this account; the same again changes nothing."""
        happened = happening.of_error(error)
        if self.happened != happened:
            self.happened = happened

    def _take_outcome(self, error):
        """Write down what a call that is for no single shipment says of this account: ``error`` (a ``CarrierError``), or None for a good
        answer."""
        if isinstance(error, errors.AccessDenied | errors.Misconfigured):
            self._take_problem(error)
        elif not error and self.happened:
            self.happened = False
            self._wake()

    def write(self, vals):
        self.check_access("write")
        if "currency_id" in vals:
            others = self.filtered(lambda account: account.currency_id.id != vals["currency_id"])
            booked = self.env["linkstar.shipment"].sudo().search([("account_id", "in", others.ids)], limit=1).account_id
            if booked:
                raise UserError(
                    self.env._(
                        "%s has shipments, whose charges and insured amounts are in its currency: archive it and make a new account for "
                        "the other currency.",
                        booked.name,
                    )
                )
        result = super().write(vals)
        if not _WAY_TO_THE_CARRIER.isdisjoint(vals):
            self._wake()
        return result

    def _wake(self, after_a_success=False):
        """Have the shipments of these accounts that wait for the carrier worked on now."""
        shipments_sudo = self.env["linkstar.shipment"].sudo()
        domain = [("account_id", "in", self.ids), ("waits_for_carrier", "=", True), ("work_at", ">", fields.Datetime.now())]
        shipments_sudo.search(domain, order="work_at, id", limit=_WAKE_LIMIT)._wake(at_most=after_a_success)

    def _weighs_otherwise(self, expected, actual):
        """Whether ``actual`` (kg, decimals) is further from ``expected`` than this account tolerates."""
        allowed = max(Decimal(str(self.weight_tolerance_percent)) * expected / 100, Decimal(self.weight_tolerance_grams) / 1000)
        return abs(actual - expected) > allowed

    # --- the carrier

    def _client(self, calls=None, timeout=None):
        """The one place that reads the credentials. ``calls``: a list that gets a ``CallRecord`` for each call made.

        With ``timeout``, no call takes longer than so many seconds: somebody waits for it in front of a page."""
        self.ensure_one()
        account_sudo = self.sudo()
        if not account_sudo.app_token or not account_sudo.app_key:
            raise errors.Misconfigured(reason="no_credentials")
        seconds = timeout or account_sudo.timeout
        return wire.Client(
            account_sudo.base_url,
            account_sudo.app_token,
            account_sudo.app_key,
            connect_timeout=min(seconds, 10),
            read_timeout=seconds,
            total_timeout=timeout,
            allow_http=account_sudo.allow_http,
            ioss_field=account_sudo.ioss_field,
            label_hosts=tuple(host.strip() for host in (account_sudo.label_hosts or "").split(",") if host.strip()),
            on_call=calls.append if calls is not None else None,
        )

    def _box(self):
        """The usual box as ``rating.Box``, in kg and cm."""
        kind = self.sudo().package_type_id
        if not kind:
            return Box()
        kilograms = scale(self.env)
        return Box(kilograms(kind.base_weight), kilograms(kind.max_weight) or None, kind._linkstar_sides())

    def _explain(self, error, again=True):
        """The sentence for the person who can act on a :class:`CarrierError` or a happening: what is wrong, where, what to do.

        ``again``: whether the same is tried again without anybody's doing."""
        happened = happening.of_error(error) if isinstance(error, errors.CarrierError) else error
        return happening.sentence(self.env, happened, self.sudo().name or self.env._("new account"), again)

    @contextmanager
    def _carrier_errors(self):
        """Turn what the carrier says during a user's click into a sentence for that user."""
        try:
            yield
        except errors.CarrierError as error:
            raise UserError(self._explain(error, again=False)) from error

    # --- buttons

    def action_test_connection(self):
        self.ensure_one()
        self.check_access("write")
        calls = []
        try:
            with self._carrier_errors():
                self._client(calls).ping()
        finally:
            self.env["linkstar.call"]._keep(self, calls)
        self.happened = False
        self._wake()
        return self._notify(self.env._("The carrier answered and accepts the credentials of %(account)s.", account=self.name))

    def action_view_services(self):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_delivery.action_linkstar_service")
        return {**action, "domain": [("account_id", "=", self.id)], "context": {"default_account_id": self.id, "active_test": False}}

    def _notify(self, message, kind="success"):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": kind, "message": message, "next": {"type": "ir.actions.client", "tag": "soft_reload"}},
        }

    # --- Lines and their options are fetched in the background; the account shows that it is done, and what came of it

    @api.depends("sync_result", "name")
    @api.depends_context("lang")
    def _compute_sync_note(self):
        for account in self:
            account.sync_note = account._sync_sentences()

    def _sync_sentences(self):
        result, sentences = self.sync_result or {}, []
        if "total" in result:
            sentences.append(
                self.env._(
                    "%(total)s lines: %(created)s new, %(archived)s archived.",
                    total=result["total"],
                    created=result["created"],
                    archived=result["archived"],
                )
            )
        if result.get("options_failed"):
            sentences.append(self.env._("The options of some lines were not fetched and stay as they were."))
        for failed in filter(None, (result.get("failed"), result.get("options_failed"))):
            sentences.append(happening.sentence(self.env, failed, self.name, again=False))
        return "\n".join(sentences)

    def action_synchronise_services(self):
        """Have the lines that the contract has, and their options, fetched in the background. Known lines are refreshed, and those that
        are gone are archived, never deleted."""
        self.ensure_one()
        self.check_access("write")
        if self._is_synchronising():
            text = self.env._("The lines of %s are being fetched already. Wait until the account shows the result.", self.name)
            return self._notify(text, "info")
        self.sync_since = fields.Datetime.now()
        dbname, account_id, user_id = self.env.cr.dbname, self.id, self.env.uid

        @self.env.cr.postcommit.add
        def start():
            account_sync.run_soon(dbname, account_id, user_id)

        text = self.env._(
            "The lines of %s are being fetched. You get a message when this has ended; the account shows the result.", self.name
        )
        return self._notify(text, "info")

    def _is_synchronising(self):
        self.ensure_one()
        return bool(self.sync_since and self.sync_since > fields.Datetime.now() - _GIVEN_UP)

    def _synchronise(self):
        """Fetch the lines now and return when it is done: for tests and scripts."""
        for account in self:
            account_sync.run(self.env.registry, account.id, self.env.uid)
        self.invalidate_recordset()

    # --- steps of account_sync

    def _sync_terms(self, calls):
        """What the calls need: a client that writes into ``calls``, how many at once, and the countries to ask about."""
        return self._client(calls), self.parallel_calls, set(self.env.ref("base.europe").country_ids.mapped("code"))

    def _take_lines(self, found):
        """Make the lines what ``found`` (see ``account_sync.lines_of``) says.

        :return: what came of it, and the pairs that ``account_sync.options_of`` is asked for"""
        created, archived = self.env["linkstar.service"]._take_over(self, found)
        asked = self.env["linkstar.extra.service"]._asked(self.service_ids)
        pairs = [((service.id, service.code), (country.id, country.code or "")) for service, country in asked]
        return {"total": len(found), "created": len(created), "archived": len(archived)}, pairs

    def _take_options(self, offers):
        services, countries = self.env["linkstar.service"], self.env["res.country"]
        self.env["linkstar.extra.service"]._take_over({
            services.browse(service_id): {countries.browse(country_id): offered for country_id, offered in by_country.items()}
            for service_id, by_country in offers.items()
        })

    def _sync_over(self, calls, result, user_id):
        """Write down what came of it, and tell the user who asked."""
        self.env["linkstar.call"]._keep(self, calls)
        self.write({"sync_since": False, "sync_at": fields.Datetime.now(), "sync_result": result})
        user = self.env["res.users"].browse(user_id)
        account = self.with_context(lang=user.lang)
        good = not result.keys() & {"failed", "options_failed"}
        user._bus_send(
            "simple_notification",
            {
                "type": "success" if good else "warning",
                "title": account.env._("Lines of %s", account.name),
                "message": account._sync_sentences(),
                "sticky": not good,
            },
        )

    def _take_trouble(self, _field, kind):
        for account in self:
            account.happened = {"code": "unexpected", "kind": kind}
