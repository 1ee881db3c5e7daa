# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..rules import goods, grouping, h7, papers, s10
from ..rules.ioss import Procedure, SchemeOutcome
from ..services.amounts import decimal, quantum
from ..services.paper_labels import paper_labels
from ..services.queries import standard

OUTCOMES = [
    (SchemeOutcome.DECLARED.value, "Declared with number"),
    (SchemeOutcome.EXEMPT.value, "Free of import tax"),
    (SchemeOutcome.NO_SCHEME.value, "No scheme for the destination"),
    (SchemeOutcome.TERRITORY.value, "Special territory"),
    (SchemeOutcome.BUSINESS.value, "Buyer is a business"),
    (SchemeOutcome.BUYER_UNKNOWN.value, "Buyer type not known"),
    (SchemeOutcome.EXCISE.value, "Goods subject to excise duty"),
    (SchemeOutcome.EXCLUDED.value, "Goods excluded from the scheme"),
    (SchemeOutcome.ABOVE_LIMIT.value, "Above the limit"),
    (SchemeOutcome.MARKETPLACE.value, "Marketplace number missing"),
    (SchemeOutcome.EXPIRED.value, "Registration expired"),
    (SchemeOutcome.NOT_REGISTERED.value, "Not registered"),
]

PROCEDURES = [
    (Procedure.IOSS.value, "F48: IOSS"),
    (
        Procedure.SPECIAL_ARRANGEMENTS.value,
        "F49: special arrangements, the carrier collects the VAT",
    ),
    (Procedure.STANDARD.value, "F53: standard import VAT"),
]

#: Rows that fit on a page: of the forms, which add up declared items, and of A4 sheets.
#: Measured on paper.
FORMS = {
    papers.CN22: papers.Room(16, 16, 8, 29, chinese=False),
    papers.CN23: papers.Room(22, 22, 13, 76, chinese=False),
}

SHEETS = {
    "commercial_invoice": papers.Room(44, 54, 18, 40),
    "packing_list": papers.Room(44, 54, 8, 52),
}

#: Lines for one pair of manufacturer and responsible person.
SAFETY_LINES = 8


class LinkstarCustomsDeclaration(models.Model):
    """The customs declaration for the goods of one transfer, or its forecast for an
    order.

    ``stock.picking._linkstar_declare()`` builds it. It is frozen once it has been sent
    to anybody, and then never changed or deleted: the law requires ten years. A
    correction is a new version. A forecast, built by
    ``sale.order._linkstar_forecast()``, has no transfer and is never sent.
    """

    _name = "linkstar.customs.declaration"
    _description = "Customs declaration"
    _order = "id desc"
    _check_company_auto = True
    name = fields.Char(required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    state = fields.Selection(
        [("forecast", "Forecast"), ("draft", "Draft"), ("frozen", "Frozen")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    corrects_id = fields.Many2one(
        "linkstar.customs.declaration",
        "Corrected version",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    correction_ids = fields.One2many(
        "linkstar.customs.declaration",
        "corrects_id",
        "Correcting version",
        readonly=True,
    )
    reason = fields.Text("Reason for correction", readonly=True)
    standing = fields.Selection(
        [
            ("forecast", "Forecast"),
            ("draft", "Draft"),
            ("frozen", "Frozen"),
            ("replaced", "Replaced"),
        ],
        "Status",
        compute="_compute_standing",
        store=True,
        readonly=False,
        help="The state; “Replaced” if a later version corrects this declaration.",
    )
    frozen_at = fields.Datetime("Frozen on", readonly=True, copy=False)
    picking_id = fields.Many2one(
        "stock.picking",
        "Transfer",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    sale_order_id = fields.Many2one(
        "sale.order",
        "Order",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner", "Consignee", readonly=True, ondelete="restrict"
    )
    country_id = fields.Many2one(
        "res.country", "Destination", readonly=True, ondelete="restrict"
    )
    territory_id = fields.Many2one(
        "linkstar.special.territory",
        "Special territory",
        readonly=True,
        ondelete="restrict",
    )
    line_ids = fields.One2many(
        "linkstar.customs.declaration.line",
        "declaration_id",
        "Lines",
        readonly=True,
        copy=False,
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    # The totals are passed to ``create``: calculated afterwards, they would be written
    # a second time.
    total_value = fields.Monetary(
        "Value of goods",
        compute="_compute_totals",
        store=True,
        readonly=False,
        aggregator=None,
        help=(
            "Price actually paid for the goods of this transfer, without VAT and"
            " transport."
        ),
    )
    transport_value = fields.Monetary(
        "Transport",
        readonly=True,
        aggregator=None,
        help="This transfer's share of what the buyer pays for transport, without VAT.",
    )
    insurance_value = fields.Monetary(
        "Insurance",
        readonly=True,
        aggregator=None,
        help="This transfer's share of what the buyer pays for insurance, without VAT.",
    )
    service_value = fields.Monetary(
        "Services",
        readonly=True,
        aggregator=None,
        help=(
            "This transfer's share of services such as gift wrap, and of import"
            " charges that the buyer pays, without VAT. Taxed with the goods, but not"
            " part of the declared value."
        ),
    )
    vat_value = fields.Monetary(
        "VAT",
        readonly=True,
        aggregator=None,
        help="This transfer's share of the VAT that the buyer pays with the order.",
    )
    net_weight = fields.Float(
        "Net weight (kg)",
        digits=(16, 3),
        compute="_compute_totals",
        store=True,
        readonly=False,
        aggregator=None,
    )
    gross_weight = fields.Float(
        "Gross weight (kg)",
        digits=(16, 3),
        compute="_compute_totals",
        store=True,
        readonly=False,
        aggregator=None,
    )
    item_count = fields.Integer(
        "Declared items",
        readonly=True,
        aggregator=None,
        help=(
            "Goods with the same HS code, description and origin are one declared"
            " item. The settings can change this rule."
        ),
    )
    parcel_count = fields.Integer("Parcels", readonly=True, aggregator=None)
    rate_date = fields.Date(
        "Rate date",
        readonly=True,
        help="The exchange rates and tax rules of this day apply.",
    )
    rate_basis = fields.Selection(
        [
            ("payment", "Payment"),
            ("confirmation", "Order confirmation"),
            ("transfer", "Transfer"),
        ],
        "Rate date basis",
        readonly=True,
    )
    exchange_rate = fields.Float(
        "EUR per unit",
        digits=(16, 8),
        readonly=True,
        aggregator=None,
        help="The exchange rate used: how many EUR one unit of the currency is worth.",
    )
    law_date = fields.Date(
        "Duty date",
        readonly=True,
        help="The expected day of the import. The duties and fees of this day apply.",
    )
    euro_id = fields.Many2one("res.currency", compute="_compute_euro_id")
    eur_value = fields.Monetary(
        "Value in EUR", currency_field="euro_id", readonly=True, aggregator=None
    )
    counted_eur_value = fields.Monetary(
        "Counted value in EUR",
        currency_field="euro_id",
        compute="_compute_counted",
        store=True,
        readonly=False,
        help=(
            "The value of each transfer's latest declaration. It is 0 for forecasts,"
            " replaced declarations and draft corrections, so that a sum counts each"
            " transfer once."
        ),
    )
    counted_net_weight = fields.Float(
        "Counted weight (kg)",
        digits=(16, 3),
        compute="_compute_counted",
        store=True,
        readonly=False,
        help="Counted like the counted value, so that a sum counts each transfer once.",
    )
    order_eur_value = fields.Monetary(
        "Order value in EUR",
        currency_field="euro_id",
        readonly=True,
        aggregator=None,
        help=(
            "Value of all goods of the order. Limits apply to it, because all parcels"
            " of one order are one consignment."
        ),
    )
    scheme_id = fields.Many2one(
        "linkstar.tax.scheme", "Tax scheme", readonly=True, ondelete="restrict"
    )
    scheme_outcome = fields.Selection(OUTCOMES, "Tax scheme decision", readonly=True)
    scheme_refusals = fields.Char(
        "All reasons",
        readonly=True,
        help=(
            "The codes of all reasons why the scheme does not apply, separated by"
            " commas."
        ),
    )
    procedure = fields.Selection(
        PROCEDURES,
        readonly=True,
        help=(
            "The additional procedure code of the import declaration in the European"
            " Union."
        ),
    )
    registration_id = fields.Many2one(
        "linkstar.tax.registration",
        readonly=True,
        ondelete="restrict",
        check_company=True,
    )
    masked_number = fields.Char(
        related="registration_id.masked_number", related_sudo=True
    )
    scheme_reason = fields.Text("Reason", readonly=True)
    charge_ids = fields.One2many(
        "linkstar.customs.expected.charge",
        "declaration_id",
        "Expected charges",
        readonly=True,
        copy=False,
    )
    _one_draft = models.UniqueIndex(
        "(picking_id) WHERE state = 'draft'",
        "This transfer already has a draft declaration: update that one.",
    )
    _one_forecast = models.UniqueIndex(
        "(sale_order_id) WHERE state = 'forecast'",
        "This order already has a forecast: update that one.",
    )
    _forecast_or_transfer = models.Constraint(
        "CHECK((state = 'forecast') = (picking_id IS NULL))",
        "A declaration needs a transfer; a forecast needs an order and no transfer.",
    )
    _version_uniq = models.Constraint(
        "UNIQUE(picking_id, version)",
        "This version of the transfer's declaration already exists.",
    )
    paper_facts = fields.Json(
        "Data on papers",
        readonly=True,
        copy=False,
        help=(
            "Sender, consignee and references as they were when the declaration was"
            " frozen."
        ),
    )

    @api.depends("line_ids.value", "line_ids.net_weight", "line_ids.gross_weight")
    def _compute_totals(self):
        for declaration in self:
            declaration.total_value = sum(declaration.line_ids.mapped("value"))
            declaration.net_weight = sum(declaration.line_ids.mapped("net_weight"))
            declaration.gross_weight = sum(declaration.line_ids.mapped("gross_weight"))

    @api.depends("state", "correction_ids.state")
    def _compute_standing(self):
        for declaration in self:
            replaced = (
                declaration.state == "frozen"
                and "frozen" in declaration.correction_ids.mapped("state")
            )
            declaration.standing = "replaced" if replaced else declaration.state

    @api.depends("standing", "corrects_id", "eur_value", "net_weight")
    def _compute_counted(self):
        for declaration in self:
            counts = declaration.standing == "frozen" or (
                declaration.standing == "draft" and not declaration.corrects_id
            )
            declaration.counted_eur_value = declaration.eur_value if counts else 0.0
            declaration.counted_net_weight = declaration.net_weight if counts else 0.0

    def _compute_euro_id(self):
        self.euro_id = standard(self.env, "base.EUR")

    @api.model_create_multi
    def create(self, vals_list):
        """Dependent values are passed on creation: calculated afterwards, they would be
        written a second time.
        """
        completed = []
        for values in vals_list:
            standing = values.get("state", "draft")
            counts = standing == "draft" and not values.get("corrects_id")
            counted = {
                f"counted_{name}": values.get(name, 0.0) if counts else 0.0
                for name in ("eur_value", "net_weight")
            }
            completed.append(
                {
                    "standing": standing,
                    **(counted if "net_weight" in values else {}),
                    **values,
                }
            )
        return super().create(completed)

    def write(self, vals):
        self.check_access("write")
        self._refuse_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._refuse_frozen()

    def _show(self, domain):
        """The action that opens these declarations: the form of one, else the list of
        those that ``domain`` finds.
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_customs.action_linkstar_customs_declaration"
        )
        if len(self) == 1:
            return {
                **action,
                "views": [(False, "form")],
                "view_mode": "form",
                "res_id": self.id,
            }
        return {**action, "domain": domain, "context": {}}

    def action_refresh(self):
        """Update the drafts and forecasts among these from their transfers and
        orders.
        """
        self.check_access("read")
        self.picking_id.check_access("write")
        self._refuse_frozen()
        self.picking_id._linkstar_declare()
        self.filtered(
            lambda declaration: declaration.state == "forecast"
        ).sale_order_id._linkstar_forecast()

    def action_declare(self):
        """Freeze these drafts: they were sent to customs, but not by a carrier that
        this addon books.
        """
        self.check_access("read")
        self.picking_id.check_access("write")
        # Sales and finance may write transfers too.
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(
                self.env._(
                    "Only warehouse users can mark declarations as declared: ask one"
                    " of them."
                )
            )
        self._freeze()

    def _refuse_frozen(self):
        """
        :raise UserError: if one of these has been declared already
        """
        frozen = self.filtered(lambda declaration: declaration.state == "frozen")
        if frozen:
            raise UserError(
                self.env._(
                    "The customs declaration %s has been sent and cannot be changed or"
                    " deleted. To correct it, declare the transfer again: this creates"
                    " a new version.",
                    ", ".join(frozen.mapped("name")),
                )
            )

    def _rebuild(self, values_list, reason=""):
        """Replace the content of these drafts by ``values_list``, one each, with all
        their lines at once.
        """
        self.line_ids.unlink()
        self.charge_ids.unlink()
        children = {"line_ids": [], "charge_ids": []}
        for draft, values in zip(self, values_list, strict=True):
            for name, rows in children.items():
                rows += [
                    {**row, "declaration_id": draft.id}
                    for _command, _id, row in values[name]
                ]
            header = {
                name: value for name, value in values.items() if name not in children
            }
            draft.write({**header, "reason": reason or draft.reason})
        for name, rows in children.items():
            self[name].create(rows)

    def _freeze(self):
        """Freeze these, which are being sent to customs, and the data on their papers.
        Frozen ones do not change.
        """
        drafts = self.filtered(lambda declaration: declaration.state == "draft").sudo()
        drafts._read_for_papers()
        for declaration in drafts:
            declaration.paper_facts = declaration._live_facts()
            for line in declaration.line_ids:
                line.paper_facts = line._live_facts()
        drafts.write(
            {
                "state": "frozen",
                "standing": "frozen",
                "frozen_at": fields.Datetime.now(),
            }
        )
        # The next version is inserted at once but updates wait for the flush, and the
        # index allows one draft per transfer.
        drafts.flush_recordset(["state"])

    def _linkstar_items(self, lines=None):
        """Return the declared goods as they are sent to carriers, a tuple of
        ``rules.items.DeclaredItem``: one or two rows per declared item, see
        ``rules.grouping.merged``. ``lines``: only these, some of
        ``_linkstar_line_items`` or parts of them.
        """
        self.ensure_one()
        declaration = self.sudo()
        lines = declaration._linkstar_line_items() if lines is None else tuple(lines)
        return grouping.merged(
            lines,
            declaration.company_id._linkstar_grouping_key(),
            quantum(declaration.currency_id),
        )

    def _linkstar_line_items(self):
        """Return the declared lines, a tuple of ``rules.items.DeclaredItem``, one per
        line in the order of the lines.
        """
        self.ensure_one()
        return tuple(line._item() for line in self.sudo().line_ids)

    def _linkstar_refusals(self):
        """Return the codes of all reasons why the scheme does not apply, a list of
        values of ``rules.ioss.Outcome``.
        """
        self.ensure_one()
        # Older declarations stored only one of them.
        return (self.scheme_refusals or self.scheme_outcome or "").split(",")

    def _linkstar_scheme_number(self):
        """Return the tax scheme's number to declare, "" if none. Confidential: only for
        server code that sends it to the carrier.
        """
        self.ensure_one()
        return self.sudo().registration_id.number or ""

    # --- H7 data for the declarant

    def _h7(self):
        """Return this declaration as ``rules.h7.H7``, values in EUR. Confidential: it
        contains the full number of the scheme.
        """
        self.ensure_one()
        facts, articles = self._facts(), papers.grouped(self._articles())
        return h7.H7(
            lrn=self.name.replace(" ", ""),
            procedure=self.procedure or "",
            currency="EUR",
            exporter=_h7_place(facts["sender"], facts["sender_place"]),
            importer=_h7_place(facts["consignee"], facts["consignee_place"]),
            items=tuple(
                h7.H7Item(
                    description=article.description,
                    hs6=article.hs_code,
                    value=article.eur_value,
                    gross_mass=article.gross_weight,
                    documents=tuple(
                        pair for pair in article.identifiers if pair[0].startswith("C")
                    ),
                    references=tuple(
                        pair
                        for pair in article.identifiers
                        if not pair[0].startswith("C")
                    ),
                )
                for article in articles
            ),
            ioss=self._linkstar_scheme_number() if self.procedure == "F48" else "",
            reference=facts["order"],
            transport_document=facts["tracking"],
            transport_cost=decimal(self._in_euro(self._paper_costs()), 2),
        )

    def _in_euro(self, amount):
        """Convert ``amount`` from the declaration's currency to EUR, at the same rate
        as the goods.
        """
        return self.currency_id._convert(
            amount, self.euro_id, self.company_id, self.rate_date
        )

    def _h7_problems(self, elements):
        """Return the reasons why customs would refuse this declaration as H7, a list of
        whole sentences; ``elements`` of ``rules.h7``.
        """
        self.ensure_one()
        if self.state == "forecast":
            return [
                self.env._(
                    "%s is a forecast of an order. Export the declaration of its"
                    " transfer.",
                    self.name,
                )
            ]
        sentences = self._h7_refusal_sentences()
        unsuitable = [
            sentences[code] for code in self._linkstar_refusals() if code in sentences
        ]
        if not unsuitable and not self.procedure:
            unsuitable = [
                self.env._(
                    "%s: H7 is only for the customs area of the European Union, and"
                    " the destination is outside it. Remove it from the export.",
                    self.name,
                )
            ]
        if unsuitable:
            return unsuitable
        if not self.line_ids:
            return [
                self.env._(
                    "%s contains no goods. Open its transfer and declare it again.",
                    self.name,
                )
            ]
        return self._identifier_problems() + [
            self._h7_sentence(found) for found in h7.findings(self._h7(), elements)
        ]

    def _h7_refusal_sentences(self):
        """Return {reason why the scheme does not apply: why that is no H7}."""
        return {
            SchemeOutcome.ABOVE_LIMIT.value: self.env._(
                "%s: H7 is for consignments of up to EUR 150. Submit a full"
                " declaration (H1).",
                self.name,
            ),
            SchemeOutcome.BUSINESS.value: self.env._(
                "%s: H7 is for goods sold to private persons, but the buyer is a"
                " business. Submit a full declaration (H1).",
                self.name,
            ),
            SchemeOutcome.BUYER_UNKNOWN.value: self.env._(
                "%s: H7 is for goods sold to private persons, but it is not known"
                " whether the buyer is one. Choose the “Buyer type” on the contact and"
                " declare again.",
                self.name,
            ),
            SchemeOutcome.EXCISE.value: self.env._(
                "%s: H7 is not for excise goods. Submit a full declaration (H1).",
                self.name,
            ),
            SchemeOutcome.MARKETPLACE.value: self.env._(
                "%s: the marketplace's number is missing. Enter it in Inventory ▸"
                " Customs ▸ Tax registrations and declare again.",
                self.name,
            ),
        }

    def _identifier_problems(self):
        """Return one sentence for each missing product identifier that the destination
        requires on the day of the import.
        """
        company, day = self.company_id, self.law_date or self.rate_date
        to_business = SchemeOutcome.BUSINESS.value in self._linkstar_refusals()
        asked = (
            self.env["linkstar.customs.requirement"]
            ._on(day)
            ._asked(self.country_id, self.territory_id, to_business)
        )
        if (
            goods.IDENTIFIERS not in asked
            or company._linkstar_severity(goods.IDENTIFIERS) != "block"
        ):
            return []
        found = self.line_ids.product_id._linkstar_product_problems(
            company, day, {goods.IDENTIFIERS: ("block", "")}
        )
        return [
            self.env._(
                "%(declaration)s, product %(product)s: %(gap)s",
                declaration=self.name,
                product=product.display_name,
                gap=each.text,
            )
            for product, problems in found.items()
            for each in problems
            if goods.requirement(each.code) == goods.IDENTIFIERS
        ]

    def _h7_sentence(self, found):
        names = {
            "declaration": self.name,
            "where": self.env._("item %s, ", found.item) if found.item else "",
            "element": h7.heading(found.element),
            "format": found.element.format,
            "length": len(found.value),
        }
        if found.reason == h7.MISSING:
            return self.env._(
                "%(declaration)s, %(where)s%(element)s is missing. Complete it and"
                " declare again.",
                **names,
            )
        if found.reason == h7.TOO_LONG:
            return self.env._(
                "%(declaration)s, %(where)s%(element)s has %(length)s characters, but"
                " the format is %(format)s. Correct it and declare again.",
                **names,
            )
        return self.env._(
            "%(declaration)s, %(where)s%(element)s contains characters that the format"
            " %(format)s does not allow. Correct it and declare again.",
            **names,
        )

    # --- Papers. Those of a frozen declaration never change

    def _read_for_papers(self):
        """Read only the product fields that papers need: whole rows, which are very
        wide, take longer than all the rest.
        """
        products = self.line_ids.product_id
        products.fetch(
            [
                "product_tmpl_id",
                "default_code",
                "barcode",
                "linkstar_ns_pid",
                "linkstar_no_gtin",
            ]
        )
        products.product_tmpl_id.fetch(
            ["categ_id", "linkstar_manufacturer_id", "linkstar_responsible_id"]
        )
        countries = (
            self.partner_id.country_id | self.picking_id._linkstar_sender().country_id
        )
        countries.with_context(lang="en_US").fetch(["name"])

    def action_print_customs_form(self):
        """Print CN22 or CN23 of each, by its value and weight."""
        return self._print("linkstar_customs.action_report_customs_form")

    def action_print_invoice(self):
        return self._print("linkstar_customs.action_report_commercial_invoice")

    def action_print_packing_list(self):
        return self._print("linkstar_customs.action_report_packing_list")

    def _print(self, report):
        self.check_access("read")
        self._refuse_empty()
        return self.env.ref(report).report_action(self.ids, config=False)

    def _refuse_empty(self):
        """
        :raise UserError: if one of these contains no goods
        """
        empty = self.filtered(lambda declaration: not declaration.line_ids)
        if empty:
            raise UserError(
                self.env._(
                    "There is nothing to print for %s: it declares no goods. Open the"
                    " transfer, check that its products are goods and not services,"
                    " and declare it again.",
                    ", ".join(empty.mapped("name")),
                )
            )

    def _customs_form(self):
        """Return "cn22" or "cn23", by the limits in the company's settings; "cn23" if
        CN22 would need several pages.
        """
        self.ensure_one()
        company, totals = self.company_id, self._paper_totals()
        if len(self._paper_pages(papers.CN22)) > 1:
            return papers.CN23
        return papers.form(
            decimal(totals["eur_value"], 2),
            decimal(totals["gross_weight"], 3),
            decimal(company.linkstar_cn22_limit, 2),
            decimal(company.linkstar_cn22_max_weight, 3),
        )

    def _paper_totals(self):
        """Return {value, transport (in the declaration's currency), eur_value,
        net_weight, gross_weight (kg)} for a customs form.
        """
        return {
            "value": self.total_value,
            "transport": self.transport_value,
            "eur_value": self.eur_value,
            "net_weight": self.net_weight,
            "gross_weight": self.gross_weight,
        }

    def _articles(self):
        """Return the declared goods for papers, one ``rules.papers.Article`` per
        line.
        """
        return tuple(line._article() for line in self.sudo().line_ids)

    def _facts(self):
        """Return {sender, consignee: rules.papers.Party; sender_place, consignee_place:
        {street, postcode, city, country}; order, invoice, tracking, barcode, incoterm:
        text; packages: number; date: a day}.
        """
        self.ensure_one()
        facts = dict(self.paper_facts or self._live_facts())
        for role in ("sender", "consignee"):
            facts[role] = papers.PaperParty(
                **{**facts[role], "address": tuple(facts[role]["address"])}
            )
        facts["date"] = (self.frozen_at or fields.Datetime.now()).date()
        facts["barcode"] = (
            facts["tracking"] if s10.may_be_printed(facts["tracking"]) else ""
        )
        return facts

    def _live_facts(self):
        """Return the values of ``_facts`` as of today, in JSON types."""
        self_sudo = self.sudo()
        picking, order, company = (
            self_sudo.picking_id,
            self_sudo.sale_order_id,
            self_sudo.company_id,
        )
        warehouse = (
            picking.picking_type_id.warehouse_id.partner_id or company.partner_id
        )
        invoices = order.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        return {
            "sender": {
                **_party(warehouse, company.partner_id),
                "name": company.name,
                "eori": company.linkstar_eori or "",
            },
            "sender_place": _place(warehouse),
            "consignee": _party(self_sudo.partner_id, order.partner_id),
            "consignee_place": _place(self_sudo.partner_id),
            "order": order.name or picking.origin or picking.name,
            "invoice": ", ".join(invoices.mapped("name")) or self.name,
            "tracking": (picking.carrier_tracking_ref or "").split(",")[0].strip(),
            "incoterm": order.incoterm.code or "",
            "packages": self_sudo.parcel_count or 1,
        }

    def _paper_languages(self):
        """Return the languages of a paper for customs and the buyer: English, and the
        buyer's if different.
        """
        buyer = self.sudo().partner_id.lang or "en_US"
        return ["en_US"] if buyer.startswith("en") else ["en_US", buyer]

    def _paper_labels(self):
        """Return {key: [text in English, and in the buyer's language if different]}."""
        tables = [
            paper_labels(self.with_context(lang=lang).env)
            for lang in self._paper_languages()
        ]
        return {
            key: list(dict.fromkeys(table[key] for table in tables))
            for key in tables[0]
        }

    def _paper_amount(self, amount):
        """Return ``amount`` in the declaration's currency as customs reads it: "1234.50
        EUR".
        """
        return f"{amount:.{self.currency_id.decimal_places}f} {self.currency_id.name}"

    def _paper_date(self, day, lang="en_US"):
        return format_date(self.env, day, lang_code=lang, date_format="d MMM y")

    def _paper_amounts(self):
        """Return [(key of the label, float)] of what the buyer pays for this transfer,
        in invoice order; goods first.
        """
        self.ensure_one()
        return [
            ("goods", self.total_value),
            ("transport", self.transport_value),
            ("insurance", self.insurance_value),
            ("vat", self.vat_value),
        ]

    def _paper_costs(self):
        """Return what the buyer pays for transport and insurance, without VAT, in the
        declaration's currency.
        """
        return self.transport_value + self.insurance_value

    def _paper_pages(self, report):
        """Return the articles on each page of ``report``, a tuple of tuples."""
        articles = self._articles()
        if report in FORMS:
            return papers.pages(papers.grouped(articles), FORMS[report])
        room = SHEETS[report]
        return papers.pages(
            articles,
            replace(
                room, closing=room.closing + SAFETY_LINES * len(self._paper_safety())
            ),
        )

    def _paper_safety(self):
        """Return [([article numbers], manufacturer, responsible person in the EU)] for
        the declared goods, each party a ``rules.papers.Party`` or None. Goods with the
        same two parties share a row; goods without a party have none.
        """
        rows = {}
        for line in self.sudo().line_ids:
            parties = line._safety_parties()
            if any(parties):
                rows.setdefault(parties, {})[line.sku or line.description_en or ""] = (
                    None
                )
        return [(list(skus), *parties) for parties, skus in rows.items()]

    def _paper_vat_note(self):
        """Return who pays import VAT, for the invoice: (a key of the labels, the
        scheme's number as the company's settings show it).
        """
        if self.scheme_outcome != "declared":
            return "vat_at_import", ""
        shown = self.company_id.linkstar_invoice_number
        if shown == "none":
            return "vat_collected", ""
        return "vat_collected", (
            self._linkstar_scheme_number()
            if shown == "whole"
            else self.masked_number or ""
        )


def _h7_place(party, place):
    return h7.Place(
        name=party.name,
        street=place["street"],
        postcode=place["postcode"],
        city=place["city"],
        country=place["country"],
        identity=party.eori,
    )


def _party(partner, customer=None):
    """Return ``partner`` for papers, in JSON types: address lines from street to
    country, in English. ``customer``: see ``res.partner._linkstar_contact``.
    """
    place = " ".join(part for part in (partner.zip, partner.city) if part)
    country = partner.with_context(lang="en_US").country_id.name or ""
    state, _code, latin_state = partner.state_id._linkstar_names()
    lines = (
        partner.street,
        partner.street2,
        place,
        latin_state or state,
        country.upper(),
    )
    contact = partner._linkstar_contact(customer)
    return {
        "name": contact["name"],
        "address": [line for line in lines if line],
        "phone": contact["phone"],
        "email": contact["email"] or partner.website or "",
        "eori": "",
    }


def _place(partner):
    return {
        "street": ", ".join(line for line in (partner.street, partner.street2) if line),
        "postcode": partner.zip or "",
        "city": partner.city or "",
        "country": partner.country_id._linkstar_code(),
    }
