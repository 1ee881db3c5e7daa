# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re
from datetime import timedelta
from decimal import Decimal

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.linkstar_customs.services.units import kilograms

from ..api import client as wire
from ..api import errors
from ..api import push as wire_push
from ..rating import Box
from ..rules import options
from ..runner import lines as account_sync
from ..runner import questions
from ..runner.kinds import Work
from ..runner.transactions import calls_allowed
from ..services import happening
from ..services import push as tracking_push
from ..services.states import UNDELIVERABLE
from .linkstar_label_print import SHEETS

#: The fields of an account that decide whether its calls can work.
_WAY_TO_THE_CARRIER = {
    "base_url",
    "app_token",
    "app_key",
    "allow_http",
    "label_hosts",
    "timeout",
}

#: How many waiting shipments are tried at once. The others follow when one of these has
#: succeeded, or at their own time.
_WAKE_LIMIT = 500

#: After this time, a running synchronisation is considered dead.
_GIVEN_UP = timedelta(minutes=15)

#: An id as it stands in the address of a push; PostgreSQL refuses larger ones.
_ID = re.compile(r"[1-9][0-9]{0,8}")


class LinkstarAccount(models.Model):
    """A merchant's contract with the carrier: the address of its host, our credentials,
    and the differences from other hosts.
    """

    _name = "linkstar.account"
    _inherit = ["mail.thread"]
    _description = "Linkstar Account"
    _order = "sequence, name"
    _check_company_auto = True
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    environment = fields.Selection(
        [("sandbox", "Sandbox"), ("production", "Production")],
        required=True,
        default="sandbox",
        tracking=True,
        help=(
            "Production accounts buy real labels. A neutralized copy of the database"
            " has no production account."
        ),
    )
    base_url = fields.Char(
        "Address",
        required=True,
        tracking=True,
        help=(
            "The address from your contract without /default/svc, for example "
            "https://oms.example.com"
        ),
    )
    secret_ids = fields.One2many(
        "linkstar.account.secret",
        "account_id",
        string="Credentials",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    app_token = fields.Char(
        groups="base.group_system",
        copy=False,
        compute="_compute_app_token",
        compute_sudo=True,
        inverse="_inverse_app_token",
    )
    app_key = fields.Char(
        groups="base.group_system",
        copy=False,
        compute="_compute_app_key",
        compute_sudo=True,
        inverse="_inverse_app_key",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: (
            self.env.ref("base.CNY", raise_if_not_found=False)
            or self.env.company.currency_id
        ),
        help=(
            "Currency of quotations and charges. The carrier's answers do not include "
            "it."
        ),
    )
    allow_http = fields.Boolean(
        "Allow plain HTTP",
        help=(
            "The app token and the app key are part of each call. Without TLS, anyone "
            "on the network can read them."
        ),
    )
    timeout = fields.Integer(
        "Time-out (s)",
        default=20,
        required=True,
        help=(
            "The number of seconds to wait for an answer. Answers of 3 to 8 seconds "
            "are normal."
        ),
    )
    quote_timeout = fields.Integer("Quotation time-out (s)", default=8, required=True)
    parallel_calls = fields.Integer(
        default=4,
        required=True,
        help="Maximum number of calls at the same time when many parcels are booked.",
    )
    weight_tolerance_percent = fields.Float(
        "Weight tolerance (%)",
        default=10,
        required=True,
        help=(
            "A measured weight may differ from the calculated weight by this "
            "percentage without a warning."
        ),
    )
    weight_tolerance_grams = fields.Integer(
        "Weight tolerance (g)",
        default=50,
        required=True,
        help="Smaller differences in grams never give a warning, whatever the "
        "percentage.",
    )
    exchange_tolerance = fields.Float(
        "Exchange rate tolerance (%)",
        default=5,
        required=True,
        help=(
            "Duties and import VAT are in the currency of the destination. The "
            "carrier's exchange rate may differ from yours by this percentage."
        ),
    )
    in_one_tolerance = fields.Float(
        "VAT and duty in one (%)",
        default=1,
        required=True,
        help=(
            "Import VAT and duty in one amount are recognised when they differ from "
            "the expected sum by at most this percentage. A higher percentage can "
            "hide a wrong VAT rate."
        ),
    )
    ioss_field = fields.Selection(
        [("order", "Order"), ("consignee", "Consignee")],
        "IOSS number location",
        required=True,
        default="order",
        help="Where the carrier's host expects the IOSS number.",
    )
    package_type_id = fields.Many2one(
        "stock.package.type",
        "Usual box",
        check_company=True,
        ondelete="restrict",
        help=(
            "The box that orders are packed in. Until an order is packed, its price "
            "is calculated with the weight, the dimensions and the maximum weight of "
            "this box."
        ),
    )
    label_hosts = fields.Char(
        "Additional label hosts",
        help=(
            "Hosts, separated by commas, that labels may be downloaded from, in "
            "addition to the host of the address."
        ),
    )
    label_content = fields.Selection(
        [
            ("label", "Label"),
            ("label_customs", "Label and customs form"),
            ("all", "Label, customs form and picking list"),
        ],
        "Label content",
        required=True,
        default="label",
        help=(
            "The pages that the carrier is asked for, and the pages that are printed "
            "by default. You can print each label with or without the customs form. "
            "If the carrier did not send the form, it is made from the declaration "
            "that was sent to the carrier."
        ),
    )
    label_sheet = fields.Selection(
        SHEETS,
        "Label paper",
        required=True,
        default="thermal",
        help="Each user can choose another paper in the preferences.",
    )
    tracking_url = fields.Char(
        "Tracking page",
        default="https://t.17track.net/en#nums={number}",
        help="Address of the tracking page for the buyer. {number} is replaced by the "
        "tracking number.",
    )
    tracking_batch = fields.Integer(
        "Numbers per tracking call", default=50, required=True
    )
    tracking_hours = fields.Integer(
        "Tracking interval (hours)", default=4, required=True
    )
    tracking_days = fields.Integer(
        "Tracking period (days)",
        default=120,
        required=True,
        help=(
            "A parcel that has not arrived is tracked for this many days after booking."
        ),
    )
    tracking_after_days = fields.Integer(
        "Final tracking period (days)",
        default=28,
        required=True,
        help=(
            "How long a parcel is tracked after it was delivered, returned, destroyed "
            "or lost. Carriers sometimes correct such events, and delivered parcels "
            "sometimes come back."
        ),
    )
    tracking_after_hours = fields.Integer(
        "Final tracking interval (hours)", default=72, required=True
    )
    push_enabled = fields.Boolean(
        "Receive tracking events",
        copy=False,
        help="The carrier may send tracking events to the push address as soon as they "
        "happen. They are still fetched from the carrier, too.",
    )
    push_url = fields.Char(
        "Push address",
        compute="_compute_push_url",
        help="The address that the carrier sends tracking events to.",
    )
    push_ready = fields.Boolean(
        "Push secret exists", compute="_compute_push_ready", compute_sudo=True
    )
    push_at = fields.Datetime(
        "Last push",
        compute="_compute_push_at",
        compute_sudo=True,
        help="When the carrier last sent tracking events. Empty: not in the last 30 "
        "days.",
    )
    charge_days = fields.Integer(
        "Charges period (days)",
        default=90,
        required=True,
        help=(
            "How long after a parcel's final event, or after booking, the carrier is "
            "asked for charges. Duties and returns are billed weeks after the freight."
        ),
    )
    bill_mapping = fields.Json(
        "Columns of statements",
        readonly=True,
        copy=False,
        groups="account.group_account_invoice",
        help="Corrected meanings of the columns in statements, by heading.",
    )
    dispute_days = fields.Integer(
        "Dispute period (days)",
        default=30,
        required=True,
        help="How long after the date of a statement the carrier accepts a dispute, by "
        "your contract.",
    )
    call_days = fields.Integer("Call log period (days)", default=30, required=True)
    instruction_partner_id = fields.Many2one(
        "res.partner",
        "Contact for instructions",
        check_company=True,
        ondelete="restrict",
        help="The person at the carrier who gets instructions for parcels by mail.",
    )
    instruction_hours = fields.Integer(
        "Hours for an answer",
        default=48,
        required=True,
        help="An instruction without an answer appears under Needs attention this many "
        "hours after it was sent.",
    )
    happened = fields.Json(
        "Problem data", readonly=True, copy=False, help="The values of the problem."
    )
    problem = fields.Char(
        compute="_compute_problem",
        search="_search_problem",
        help="Why calls of this account do not work.",
    )
    service_ids = fields.One2many("linkstar.service", "account_id", "Lines")
    service_count = fields.Integer("Number of lines", compute="_compute_service_count")
    _name_uniq = models.Constraint(
        "UNIQUE(company_id, name)",
        "This company already has an account with this name. Choose another name.",
    )
    _limits = models.Constraint(
        "CHECK(timeout BETWEEN 1 AND 300 AND quote_timeout BETWEEN 1 AND 60 AND"
        " parallel_calls BETWEEN 1 AND 32 AND tracking_batch BETWEEN 1 AND 50 AND"
        " tracking_hours > 0 AND call_days > 0 AND weight_tolerance_percent BETWEEN 0"
        " AND 100 AND weight_tolerance_grams >= 0 AND exchange_tolerance BETWEEN 0"
        " AND 100 AND in_one_tolerance BETWEEN 0 AND 100)",
        "A setting is outside its limits. Time-outs: 1 to 300 s. Quotation time-out: "
        "1 to 60 s. Parallel calls: 1 to 32. Numbers per tracking call: 1 to 50. "
        "Hours and days: above 0. Tolerances: 0 to 100 %, in grams 0 or more. "
        "Correct the account.",
    )
    _asking_limits = models.Constraint(
        "CHECK(tracking_days BETWEEN 1 AND 730 AND tracking_after_days BETWEEN 0 AND"
        " 365 AND tracking_after_hours > 0 AND charge_days BETWEEN 1 AND 730)",
        "A setting is outside its limits. Tracking period and charges period: 1 to "
        "730 days. Final tracking period: 0 to 365 days. Final tracking interval: "
        "above 0 hours. Correct the account.",
    )
    _instruction_limits = models.Constraint(
        "CHECK(instruction_hours BETWEEN 1 AND 2160)",
        "The hours for an answer to an instruction must be 1 to 2160. Correct the "
        "account.",
    )
    label_name_length = fields.Integer(
        "Maximum name length",
        default=35,
        help="In characters, for the person and the company. 0: no limit.",
    )
    label_street_length = fields.Integer(
        "Maximum street length", default=35, help="In characters per line. 0: no limit."
    )
    label_street_lines = fields.Integer("Street lines", default=3, required=True)
    label_city_length = fields.Integer(
        "Maximum city length",
        default=35,
        help="In characters, also for the province. 0: no limit.",
    )
    label_latin = fields.Boolean(
        "Latin letters only",
        default=True,
        help=(
            "Names and streets in other scripts (Greek, Cyrillic, Chinese) are "
            "converted to Latin letters; ü, ł and similar letters stay. The transfer "
            "shows the address as it will be on the label."
        ),
    )
    _label_lengths = models.Constraint(
        "CHECK(label_name_length >= 0 AND label_street_length >= 0 AND"
        " label_city_length >= 0 AND label_street_lines BETWEEN 1 AND 3)",
        "The maximum lengths on labels must be 0 or more, and a street must have 1 to "
        "3 lines. Correct the account.",
    )
    undeliverable = fields.Selection(
        UNDELIVERABLE,
        "Undeliverable parcels",
        required=True,
        default=options.BACK,
        help="Used unless the line, a rule or a user chooses another option.",
    )
    option_rule_ids = fields.One2many(
        "linkstar.option.rule", "account_id", "Option rules"
    )
    claim_term_ids = fields.One2many("linkstar.claim.term", "account_id", "Claim terms")
    sync_since = fields.Datetime("Synchronisation started", readonly=True, copy=False)
    sync_at = fields.Datetime("Last synchronisation", readonly=True, copy=False)
    sync_result = fields.Json(
        "Synchronisation data",
        readonly=True,
        copy=False,
        help="The result of the last synchronisation of lines, as values.",
    )
    sync_note = fields.Text("Synchronisation result", compute="_compute_sync_note")

    @api.model
    def _only(self):
        """The account of the user's companies if there is only one, so that nobody has
        to choose it.
        """
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

    def _compute_push_url(self):
        base = self.browse().get_base_url()
        for account in self:
            account.push_url = (
                f"{base}/linkstar/tracking/{account._origin.id}"
                if account._origin
                else False
            )

    @api.depends("secret_ids.push_secret")
    def _compute_push_ready(self):
        for account in self:
            account.push_ready = bool(account.secret_ids[:1].push_secret)

    def _compute_push_at(self):
        newest = dict(
            self.env["linkstar.push"]._read_group(
                [("account_id", "in", self.ids)], ["account_id"], ["date:max"]
            )
        )
        for account in self:
            account.push_at = newest.get(account._origin, False)

    @api.depends("service_ids")
    def _compute_service_count(self):
        counts = dict(
            self.env["linkstar.service"]._read_group(
                [("account_id", "in", self.ids)], ["account_id"], ["__count"]
            )
        )
        for account in self:
            account.service_count = counts.get(account, 0)

    @api.constrains("base_url", "allow_http")
    def _check_base_url(self):
        for account in self:
            try:
                wire.Client(
                    account.base_url, "any", "any", allow_http=account.allow_http
                )
            except errors.Misconfigured as problem:
                raise ValidationError(account._explain(problem)) from problem

    @api.constrains("tracking_url")
    def _check_tracking_url(self):
        for account in self:
            url = account.tracking_url
            if url and (
                not url.startswith(("https://", "http://")) or "{number}" not in url
            ):
                raise ValidationError(
                    self.env._(
                        "The tracking page must begin with https:// and contain "
                        "{number} in place of the tracking number."
                    )
                )

    @api.depends("happened", "name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for account in self:
            account.problem = (
                account._explain(account.happened) if account.happened else False
            )

    def _search_problem(self, operator, value):
        if operator not in ("in", "not in") or any(value):
            return NotImplemented
        form = "%s IS NULL" if operator == "in" else "%s IS NOT NULL"
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                form, model._field_to_sql(alias, "happened", query)
            )
        )

    def _take_problem(self, error):
        """Save that ``error`` (a ``CarrierError``) stops all calls of this account. The
        same error again changes nothing.
        """
        happened = happening.of_error(error)
        if self.happened != happened:
            self.happened = happened

    def _take_outcome(self, error):
        """Save the result of a call that does not belong to one shipment: ``error`` (a
        ``CarrierError``), or None for a good answer.
        """
        if isinstance(error, errors.AccessDenied | errors.Misconfigured):
            self._take_problem(error)
        elif not error and self.happened:
            self.happened = False
            self._wake()

    def write(self, vals):
        self.check_access("write")
        if "currency_id" in vals:
            others = self.filtered(
                lambda account: account.currency_id.id != vals["currency_id"]
            )
            booked = (
                self.env["linkstar.shipment"]
                .sudo()
                .search([("account_id", "in", others.ids)], limit=1)
                .account_id
            )
            if booked:
                raise UserError(
                    self.env._(
                        "You cannot change the currency of %s, because its shipments "
                        "have charges and insured amounts in this currency. Archive "
                        "this account and create a new account with the other "
                        "currency.",
                        booked.name,
                    )
                )
        result = super().write(vals)
        if not _WAY_TO_THE_CARRIER.isdisjoint(vals):
            self._wake()
        return result

    def _wake(self, after_a_success=False):
        """Start the work on the shipments of these accounts that wait for the
        carrier.
        """
        shipments_sudo = self.env["linkstar.shipment"].sudo()
        domain = [
            ("account_id", "in", self.ids),
            ("waits_for_carrier", "=", True),
            ("work_at", ">", fields.Datetime.now()),
        ]
        shipments_sudo.search(domain, order="work_at, id", limit=_WAKE_LIMIT)._wake(
            at_most=after_a_success
        )

    def _weight_differs(self, expected, actual):
        """Whether ``actual`` (kg, decimals) differs from ``expected`` by more than this
        account tolerates.
        """
        allowed = max(
            Decimal(str(self.weight_tolerance_percent)) * expected / 100,
            Decimal(self.weight_tolerance_grams) / 1000,
        )
        return abs(actual - expected) > allowed

    # --- the carrier

    def _client(self, calls=None, timeout=None):
        """The only place that reads the credentials. ``calls``: a list that gets a
        ``CallRecord`` for each call.

        Calls are allowed only after the end of the runner's transaction in which the
        client was made (see ``runner.transactions``). With ``timeout`` (seconds) no
        call takes longer, and the transaction may be open: core asks for a price and
        shows it on a page in one request.
        """
        self.ensure_one()
        account_sudo = self.sudo()
        # One query: this is called for each call to the carrier.
        secret_sudo = account_sudo.env["linkstar.account.secret"].search_fetch(
            [("account_id", "=", self.id)], ["app_token", "app_key"], limit=1
        )
        if not secret_sudo.app_token or not secret_sudo.app_key:
            raise errors.Misconfigured(reason="no_credentials")
        seconds = timeout or account_sudo.timeout
        return wire.Client(
            account_sudo.base_url,
            secret_sudo.app_token,
            secret_sudo.app_key,
            connect_timeout=min(seconds, 10),
            read_timeout=seconds,
            total_timeout=timeout,
            allow_http=account_sudo.allow_http,
            ioss_field=account_sudo.ioss_field,
            label_hosts=tuple(
                host.strip()
                for host in (account_sudo.label_hosts or "").split(",")
                if host.strip()
            ),
            on_call=calls.append if calls is not None else None,
            may_call=None if timeout else calls_allowed(),
        )

    def _client_or_error(self):
        """The values of a question that identify the account."""
        calls = []
        try:
            return {"client": self._client(calls), "calls": calls}
        except Exception as error:
            return {"error": error}

    def _places(self, for_orders=False):
        """The number of parallel calls of this account: all of them for orders; one
        less for questions, so that orders can always continue.
        """
        return self.parallel_calls if for_orders else max(1, self.parallel_calls - 1)

    def _calls_under_way(self):
        """The number of calls of this account that all processes are making now."""
        shipments, turns = self.env["linkstar.shipment"], self.env["linkstar.turn"]
        now = fields.Datetime.now()
        of_orders = shipments._search(
            [
                ("account_id", "=", self.id),
                ("lease", "!=", False),
                ("work_at", ">", now),
            ]
        )
        others = turns._search([("account_id", "=", self.id), ("until", ">", now)])
        [(count,)] = self.env.execute_query(
            SQL(
                "SELECT (SELECT COUNT(*) FROM %s shipment)"
                " + (SELECT COUNT(*) FROM %s turn)",
                of_orders.subselect(),
                others.subselect(),
            )
        )
        return count

    def _box(self):
        """The usual box as ``rating.Box``, in kg and cm."""
        kind = self.sudo().package_type_id
        if not kind:
            return Box()
        in_kilograms = kilograms(self.env)
        return Box(
            in_kilograms(kind.base_weight),
            in_kilograms(kind.max_weight) or None,
            kind._linkstar_sides(),
        )

    def _explain(self, error, again=True):
        """The sentence for the person who can act on a :class:`CarrierError` or a
        happening: what is wrong, where, what to do.

        ``again``: the system tries again by itself.
        """
        happened = (
            happening.of_error(error)
            if isinstance(error, errors.CarrierError)
            else error
        )
        return happening.sentence(
            self.env, happened, self.sudo().name or self.env._("new account"), again
        )

    # --- buttons

    def action_test_connection(self):
        """Ask the carrier after this transaction is committed; the user gets a message
        with the answer.
        """
        self.ensure_one()
        self.check_access("write")
        self.env["linkstar.runner"]._start(
            [Work("connection", self.id, user_id=self.env.uid)]
        )
        text = self.env._(
            "The carrier is asked whether it accepts the credentials of %s. You will "
            "get a message with the answer.",
            self.name,
        )
        return self._notify(text, "info")

    def _connection_question(self):
        return questions.ConnectionQuestion(self.id, [], **self._client_or_error())

    def _connection_tested(self, error, user_id):
        """Send the answer to the user who asked: ``error`` (a ``CarrierError``) or
        None.
        """
        if not error:
            self._wake()
        user = self.env["res.users"].browse(user_id)
        account = self.with_context(lang=user.lang)
        message = (
            account._explain(error, again=False)
            if error
            else account.env._(
                "The carrier answered and accepts the credentials of %(account)s.",
                account=account.name,
            )
        )
        user._bus_send(
            "simple_notification",
            {
                "type": "danger" if error else "success",
                "message": message,
                "sticky": bool(error),
            },
        )

    def action_view_services(self):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_service"
        )
        return {
            **action,
            "domain": [("account_id", "=", self.id)],
            "context": {"default_account_id": self.id, "active_test": False},
        }

    def _notify(self, message, kind="success"):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # --- tracking events that the carrier sends

    def action_new_push_secret(self):
        """Make a new secret for pushes and show it once."""
        self.ensure_one()
        self.check_access("write")
        secret = wire_push.new_secret()
        self.env["linkstar.account.secret"]._store(
            self, "push_secret", {self.id: secret}
        )
        text = self.env._(
            "The push secret of %(account)s is %(secret)s. Give it to the carrier. It "
            "is not shown again.",
            account=self.name,
            secret=secret,
        )
        action = self._notify(text, "warning")
        action["params"]["sticky"] = True
        return action

    @api.model
    def _with_push_secret(self, account_id):
        """(account, its push secret) for the last part of a push address; (no record,
        "") if there is no account that receives pushes.
        """
        if not _ID.fullmatch(account_id):
            return self.browse(), ""
        secret = self.env["linkstar.account.secret"].search_fetch(
            [
                ("account_id", "=", int(account_id)),
                ("account_id.active", "=", True),
                ("account_id.push_enabled", "=", True),
                ("push_secret", "!=", False),
            ],
            ["account_id", "push_secret"],
            limit=1,
        )
        return secret.account_id, secret.push_secret or ""

    def _take_push(self, digest, pushed):
        """Store the events of a verified request.

        :param digest: of ``api.push.verified``
        :param pushed: an ``api.push.Push``
        :return: the counts of ``services.push.take``; ``None`` when this request was
            received before
        """
        self.ensure_one()
        account = self.with_user(SUPERUSER_ID).with_company(self.company_id)
        request = account.env["linkstar.push"]._first(account, digest, pushed.received)
        if not request:
            return None
        counts = tracking_push.take(account, pushed)
        if counts["stored"]:
            request.stored = counts["stored"]
        return counts

    # --- Lines and their options are synchronised in the background

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
                    "Lines: %(total)s, new: %(created)s, archived: %(archived)s.",
                    total=result["total"],
                    created=result["created"],
                    archived=result["archived"],
                )
            )
        if result.get("options_failed"):
            sentences.append(
                self.env._(
                    "The options of some lines could not be fetched. They stay "
                    "unchanged."
                )
            )
        for failed in filter(
            None, (result.get("failed"), result.get("options_failed"))
        ):
            sentences.append(
                happening.sentence(self.env, failed, self.name, again=False)
            )
        return "\n".join(sentences)

    def action_synchronise_services(self):
        """Synchronise the lines of the contract and their options in the background.
        Known lines are updated, and lines that no longer exist are archived, never
        deleted.
        """
        self.ensure_one()
        self.check_access("write")
        if self._is_synchronising():
            text = self.env._(
                "The lines of %s are already being synchronised. Wait until the "
                "account shows the result.",
                self.name,
            )
            return self._notify(text, "info")
        self.sync_since = fields.Datetime.now()
        self.env["linkstar.runner"]._start(
            [Work("lines", self.id, user_id=self.env.uid)]
        )
        text = self.env._(
            "The lines of %s are being synchronised. You get a message when this is "
            "done. The account shows the result.",
            self.name,
        )
        return self._notify(text, "info")

    def _is_synchronising(self):
        self.ensure_one()
        return bool(
            self.sync_since and self.sync_since > fields.Datetime.now() - _GIVEN_UP
        )

    def _synchronise(self):
        """Synchronise the lines and return when it is done: for tests and scripts."""
        for account in self:
            account_sync.run(self.env.registry, account.id, self.env.uid)
        self.invalidate_recordset()

    # --- steps of account_sync

    def _sync_terms(self, calls):
        """The input of the calls: a client that writes into ``calls``, the number of
        parallel calls, and the countries to ask about.
        """
        return (
            self._client(calls),
            self.parallel_calls,
            set(self.env.ref("base.europe").country_ids.mapped("code")),
        )

    def _take_lines(self, found):
        """Change the lines to ``found`` (see ``account_sync.lines_of``).

        :return: the result, and the pairs that ``account_sync.options_of`` has to ask
        for
        """
        created, archived = self.env["linkstar.service"]._take_over(self, found)
        asked = self.env["linkstar.extra.service"]._asked(self.service_ids)
        pairs = [
            ((service.id, service.code), (country.id, country.code or ""))
            for service, country in asked
        ]
        return {
            "total": len(found),
            "created": len(created),
            "archived": len(archived),
        }, pairs

    def _take_options(self, offers):
        services, countries = self.env["linkstar.service"], self.env["res.country"]
        self.env["linkstar.extra.service"]._take_over(
            {
                services.browse(service_id): {
                    countries.browse(country_id): offered
                    for country_id, offered in by_country.items()
                }
                for service_id, by_country in offers.items()
            }
        )

    def _sync_over(self, calls, result, user_id):
        """Save the result and inform the user who started the synchronisation."""
        self.env["linkstar.call"]._keep(self, calls)
        self.write(
            {
                "sync_since": False,
                "sync_at": fields.Datetime.now(),
                "sync_result": result,
            }
        )
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
