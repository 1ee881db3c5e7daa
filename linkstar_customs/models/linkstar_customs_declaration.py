from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..rules import goods, grouping, h7, papers, s10
from ..rules.ioss import Outcome, Procedure
from ..services.amounts import decimal, quantum
from ..services.paper_labels import paper_labels
from ..services.queries import standard

OUTCOMES = [
    (Outcome.DECLARED.value, "Declared with number"),
    (Outcome.EXEMPT.value, "Free of import tax"),
    (Outcome.NO_SCHEME.value, "No scheme for the destination"),
    (Outcome.TERRITORY.value, "Special territory"),
    (Outcome.BUSINESS.value, "Buyer is a business"),
    (Outcome.BUYER_UNKNOWN.value, "Private or business: not known"),
    (Outcome.EXCISE.value, "Goods subject to excise duty"),
    (Outcome.EXCLUDED.value, "Goods that the scheme excludes"),
    (Outcome.ABOVE_LIMIT.value, "Above the limit"),
    (Outcome.MARKETPLACE.value, "The marketplace's number is missing"),
    (Outcome.EXPIRED.value, "Registration expired"),
    (Outcome.NOT_REGISTERED.value, "Not registered"),
]

PROCEDURES = [
    (Procedure.IOSS.value, "F48: IOSS"),
    (Procedure.SPECIAL_ARRANGEMENTS.value, "F49: special arrangements, the carrier collects the VAT"),
    (Procedure.STANDARD.value, "F53: standard import VAT"),
]

#: Of the forms, which add up what customs takes as one, and of A4 sheets. Counted on paper.
FORMS = {papers.CN22: papers.Room(16, 16, 8, 29, chinese=False), papers.CN23: papers.Room(22, 22, 13, 76, chinese=False)}

SHEETS = {"commercial_invoice": papers.Room(44, 54, 18, 40), "packing_list": papers.Room(44, 54, 8, 52)}

#: Lines that one pair of manufacturer and responsible person takes.
SAFETY_LINES = 8


class LinkstarCustomsDeclaration(models.Model):
    """What is declared to customs for the goods of one transfer, or a forecast of it for an order.

    Built from the transfer by ``stock.picking._linkstar_declare()``; frozen once it has been told to anybody, and from then
    on neither changed nor deleted: the law asks for ten years. A correction is a new version. A forecast, built from an order by
    ``sale.order._linkstar_forecast()``, has no transfer and is told to nobody.
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
        "linkstar.customs.declaration", "Corrected version", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    correction_ids = fields.One2many("linkstar.customs.declaration", "corrects_id", "Corrected by", readonly=True)
    reason = fields.Text("Reason of the correction", readonly=True)
    standing = fields.Selection(
        [("forecast", "Forecast"), ("draft", "Draft"), ("frozen", "Frozen"), ("replaced", "Replaced")],
        "Status",
        compute="_compute_standing",
        store=True,
        readonly=False,
        help="As the state; what a later version corrected is replaced.",
    )
    frozen_at = fields.Datetime(readonly=True, copy=False)
    picking_id = fields.Many2one(
        "stock.picking", "Transfer", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    sale_order_id = fields.Many2one(
        "sale.order", "Order", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Consignee", readonly=True, ondelete="restrict")
    country_id = fields.Many2one("res.country", "Destination", readonly=True, ondelete="restrict")
    territory_id = fields.Many2one("linkstar.special.territory", "Special territory", readonly=True, ondelete="restrict")
    line_ids = fields.One2many("linkstar.customs.declaration.line", "declaration_id", "Lines", readonly=True, copy=False)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    # The totals come with the values that a declaration is made of: one that they were worked out for afterwards is written twice.
    total_value = fields.Monetary(
        "Value of goods",
        compute="_compute_totals",
        store=True,
        readonly=False,
        aggregator=None,
        help="Price really paid for the goods of this transfer, without VAT and transport.",
    )
    transport_value = fields.Monetary(
        "Transport", readonly=True, aggregator=None, help="This transfer's part of what the buyer pays for transport, without VAT."
    )
    insurance_value = fields.Monetary("Insurance", readonly=True, aggregator=None, help="This transfer's part, without VAT.")
    service_value = fields.Monetary(
        "Services",
        readonly=True,
        aggregator=None,
        help="This transfer's part of services such as gift wrap, and of import charges that the buyer pays, without VAT. No part of the "
        "declared value; taxed with the goods.",
    )
    vat_value = fields.Monetary(
        "VAT", readonly=True, aggregator=None, help="This transfer's part of the VAT that the buyer pays with the order."
    )
    net_weight = fields.Float(
        "Net weight (kg)", digits=(16, 3), compute="_compute_totals", store=True, readonly=False, aggregator=None
    )
    gross_weight = fields.Float(
        "Gross weight (kg)", digits=(16, 3), compute="_compute_totals", store=True, readonly=False, aggregator=None
    )
    item_count = fields.Integer(
        "Declared items",
        readonly=True,
        aggregator=None,
        help="Goods with the same HS code, description and origin are one item, by the company's key.",
    )
    parcel_count = fields.Integer("Parcels", readonly=True, aggregator=None)
    rate_date = fields.Date(
        "Rate of",
        readonly=True,
        help="The day whose exchange rate the amounts in EUR are converted at, and whose tax rules hold.",
    )
    rate_basis = fields.Selection(
        [("payment", "Payment"), ("confirmation", "Confirmation of the order"), ("transfer", "Transfer")], "Day of", readonly=True
    )
    exchange_rate = fields.Float(
        "EUR for one", digits=(16, 8), readonly=True, aggregator=None, help="The exchange rate that was used."
    )
    law_date = fields.Date("Duties as of", readonly=True, help="The day whose duties and fees are expected: that of the import.")
    euro_id = fields.Many2one("res.currency", compute="_compute_euro_id")
    eur_value = fields.Monetary("Value in EUR", currency_field="euro_id", readonly=True, aggregator=None)
    counted_eur_value = fields.Monetary(
        "Counted in EUR",
        currency_field="euro_id",
        compute="_compute_counted",
        store=True,
        readonly=False,
        help="The value of each transfer's latest declaration. Forecasts, replaced declarations and corrections that are still drafts "
        "count as 0, so that sums count each transfer once.",
    )
    counted_net_weight = fields.Float(
        "Counted weight (kg)",
        digits=(16, 3),
        compute="_compute_counted",
        store=True,
        readonly=False,
        help="As the counted value.",
    )
    order_eur_value = fields.Monetary(
        "Consignment in EUR",
        currency_field="euro_id",
        readonly=True,
        aggregator=None,
        help="Value of all goods of the order: several parcels of one order are one consignment, and limits are tested on it.",
    )
    scheme_id = fields.Many2one("linkstar.tax.scheme", "Tax scheme", readonly=True, ondelete="restrict")
    scheme_outcome = fields.Selection(OUTCOMES, "Tax scheme decision", readonly=True)
    scheme_refusals = fields.Char(
        "All reasons", readonly=True, help="The codes of everything that keeps the scheme from this declaration, apart by commas."
    )
    procedure = fields.Selection(
        PROCEDURES, readonly=True, help="The additional procedure code of an import declaration in the European Union."
    )
    registration_id = fields.Many2one("linkstar.tax.registration", readonly=True, ondelete="restrict", check_company=True)
    masked_number = fields.Char(related="registration_id.masked_number", related_sudo=True)
    scheme_reason = fields.Text("Why", readonly=True)
    charge_ids = fields.One2many(
        "linkstar.customs.expected.charge", "declaration_id", "Expected charges", readonly=True, copy=False
    )
    _one_draft = models.UniqueIndex("(picking_id) WHERE state = 'draft'", "This transfer already has a draft declaration.")
    _one_forecast = models.UniqueIndex("(sale_order_id) WHERE state = 'forecast'", "This order already has a forecast.")
    _forecast_or_transfer = models.Constraint(
        "CHECK((state = 'forecast') = (picking_id IS NULL))", "A declaration is of a transfer, a forecast of an order."
    )
    _version_uniq = models.Constraint("UNIQUE(picking_id, version)", "This version of the transfer's declaration already exists.")
    paper_facts = fields.Json(
        "Named on papers",
        readonly=True,
        copy=False,
        help="Sender, consignee and references as they were when the declaration was frozen.",
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
            replaced = declaration.state == "frozen" and "frozen" in declaration.correction_ids.mapped("state")
            declaration.standing = "replaced" if replaced else declaration.state

    @api.depends("standing", "corrects_id", "eur_value", "net_weight")
    def _compute_counted(self):
        for declaration in self:
            counts = declaration.standing == "frozen" or (declaration.standing == "draft" and not declaration.corrects_id)
            declaration.counted_eur_value = declaration.eur_value if counts else 0.0
            declaration.counted_net_weight = declaration.net_weight if counts else 0.0

    def _compute_euro_id(self):
        self.euro_id = standard(self.env, "base.EUR")

    @api.model_create_multi
    def create(self, vals_list):
        """What follows from the other values comes with them: worked out afterwards, it would be written twice."""
        told = []
        for values in vals_list:
            standing = values.get("state", "draft")
            counts = standing == "draft" and not values.get("corrects_id")
            counted = {f"counted_{name}": values.get(name, 0.0) if counts else 0.0 for name in ("eur_value", "net_weight")}
            told.append({"standing": standing, **(counted if "net_weight" in values else {}), **values})
        return super().create(told)

    def write(self, vals):
        self.check_access("write")
        self._refuse_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._refuse_frozen()

    def action_refresh(self):
        """Build the drafts and forecasts among these again from their transfers and orders."""
        self.check_access("read")
        self.picking_id.check_access("write")
        self._refuse_frozen()
        self.picking_id._linkstar_declare()
        self.filtered(lambda declaration: declaration.state == "forecast").sale_order_id._linkstar_forecast()

    def action_declare(self):
        """Fix these drafts for good: they have been told to customs some other way than by a carrier that this addon books."""
        self.check_access("read")
        self.picking_id.check_access("write")
        # Sales and finance may write transfers, too.
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users fix declarations for good: ask one of them."))
        self._freeze()

    def _refuse_frozen(self):
        """
        :raise UserError: when one of these has been declared already"""
        frozen = self.filtered(lambda declaration: declaration.state == "frozen")
        if frozen:
            raise UserError(
                self.env._(
                    "The customs declaration %s has been sent and can neither be changed nor deleted. "
                    "To correct it, declare the transfer again: that makes a new version.",
                    ", ".join(frozen.mapped("name")),
                )
            )

    def _rebuild(self, values_list, reason=""):
        """Replace what these drafts say by ``values_list``, one each: all their lines in one go, however many drafts."""
        self.line_ids.unlink()
        self.charge_ids.unlink()
        children = {"line_ids": [], "charge_ids": []}
        for draft, values in zip(self, values_list, strict=True):
            for name, rows in children.items():
                rows += [{**row, "declaration_id": draft.id} for _command, _id, row in values[name]]
            header = {name: value for name, value in values.items() if name not in children}
            draft.write({**header, "reason": reason or draft.reason})
        for name, rows in children.items():
            self[name].create(rows)

    def _freeze(self):
        """These are being sent to customs: fix them and what their papers say for good. What is frozen already stays as it is."""
        drafts = self.filtered(lambda declaration: declaration.state == "draft").sudo()
        drafts._read_for_papers()
        for declaration in drafts:
            declaration.paper_facts = declaration._live_facts()
            for line in declaration.line_ids:
                line.paper_facts = line._live_facts()
        drafts.write({"state": "frozen", "standing": "frozen", "frozen_at": fields.Datetime.now()})
        # The next version is inserted at once, an update only at the next flush: the index allows one draft a transfer.
        drafts.flush_recordset(["state"])

    def _linkstar_items(self, lines=None):
        """The declared goods as they are told to carriers, a tuple of ``rules.items.DeclaredItem``: one or two rows for each
        declared item, see ``rules.grouping.merged``. ``lines``: only these, some of ``_linkstar_line_items`` or parts of them."""
        self.ensure_one()
        declaration = self.sudo()
        lines = declaration._linkstar_line_items() if lines is None else tuple(lines)
        return grouping.merged(lines, declaration.company_id._linkstar_grouping_key(), quantum(declaration.currency_id))

    def _linkstar_line_items(self):
        """The declared lines, a tuple of ``rules.items.DeclaredItem``, one per line in the order of the lines."""
        self.ensure_one()
        return tuple(line._item() for line in self.sudo().line_ids)

    def _linkstar_refusals(self):
        """The codes of everything that keeps the scheme from this declaration, a list of values of ``rules.ioss.Outcome``."""
        self.ensure_one()
        # Of one from before all of them were kept, the one that was.
        return (self.scheme_refusals or self.scheme_outcome or "").split(",")

    def _linkstar_scheme_number(self):
        """The tax scheme's number to declare, "" when none. Confidential: for server code that tells it to the carrier."""
        self.ensure_one()
        return self.sudo().registration_id.number or ""

    # --- A declaration as data for whoever lodges it with customs as H7

    def _h7(self):
        """This declaration as ``rules.h7.H7``, values in EUR. Confidential: it holds the whole number of the scheme."""
        self.ensure_one()
        facts, articles = self._facts(), papers.grouped(self._articles())
        return h7.H7(
            lrn=self.name.replace(" ", ""),
            procedure=self.procedure or "",
            currency="EUR",
            exporter=_h7_place(facts["sender"], facts["sender_place"]),
            importer=_h7_place(facts["addressee"], facts["addressee_place"]),
            items=tuple(
                h7.Item(
                    description=article.description,
                    hs6=article.hs_code,
                    value=article.eur_value,
                    gross_mass=article.gross_weight,
                    documents=tuple(pair for pair in article.identifiers if pair[0].startswith("C")),
                    references=tuple(pair for pair in article.identifiers if not pair[0].startswith("C")),
                )
                for article in articles
            ),
            ioss=self._linkstar_scheme_number() if self.procedure == "F48" else "",
            reference=facts["order"],
            transport_document=facts["tracking"],
            transport_cost=decimal(self._in_euro(self._paper_costs()), 2),
        )

    def _in_euro(self, amount):
        """``amount`` in the declaration's currency as EUR, at the same rate as the goods."""
        return self.currency_id._convert(amount, self.euro_id, self.company_id, self.rate_date)

    def _h7_problems(self, elements):
        """Why customs would refuse this declaration as H7, a list of whole sentences; ``elements`` of ``rules.h7``."""
        self.ensure_one()
        sentences = {
            Outcome.ABOVE_LIMIT.value: self.env._(
                "%s: H7 is for consignments of up to EUR 150. Lodge a full declaration (H1).", self.name
            ),
            Outcome.BUSINESS.value: self.env._(
                "%s: H7 is for goods sold to private persons, and the buyer is a business. Lodge a full declaration (H1).",
                self.name,
            ),
            Outcome.BUYER_UNKNOWN.value: self.env._(
                "%s: H7 is for goods sold to private persons, and it is not known whether the buyer is one. Choose “Buys as” on the "
                "contact and declare again.",
                self.name,
            ),
            Outcome.EXCISE.value: self.env._(
                "%s: H7 is not for goods subject to excise duty. Lodge a full declaration (H1).", self.name
            ),
            Outcome.MARKETPLACE.value: self.env._(
                "%s: the marketplace's number is missing. Enter it in Inventory ▸ Customs ▸ Tax registrations and declare again.",
                self.name,
            ),
        }
        if self.state == "forecast":
            return [self.env._("%s is a forecast of an order. Export the declaration of its transfer.", self.name)]
        unsuitable = [sentences[code] for code in self._linkstar_refusals() if code in sentences]
        if not unsuitable and not self.procedure:
            unsuitable = [
                self.env._("%s: the destination is not in the customs area of the European Union, so there is no H7.", self.name)
            ]
        if unsuitable:
            return unsuitable
        if not self.line_ids:
            return [self.env._("%s declares no goods. Open its transfer and declare it again.", self.name)]
        return self._identifier_problems() + [self._h7_sentence(found) for found in h7.findings(self._h7(), elements)]

    def _identifier_problems(self):
        """Product identifiers that the destination asks for on the day of the import and that are missing, one sentence each."""
        company, day = self.company_id, self.law_date or self.rate_date
        to_business = Outcome.BUSINESS.value in self._linkstar_refusals()
        asked = self.env["linkstar.customs.requirement"]._on(day)._asked(self.country_id, self.territory_id, to_business)
        if goods.IDENTIFIERS not in asked or company._linkstar_severity(goods.IDENTIFIERS) != "block":
            return []
        found = self.line_ids.product_id._linkstar_product_problems(company, day, {goods.IDENTIFIERS: ("block", "")})
        return [
            self.env._("%(declaration)s, product %(product)s: %(gap)s", declaration=self.name, product=product.display_name, gap=each.text)
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
            return self.env._("%(declaration)s, %(where)s%(element)s is missing. Complete it and declare again.", **names)
        if found.reason == h7.TOO_LONG:
            return self.env._(
                "%(declaration)s, %(where)s%(element)s has %(length)s characters, which does not fit %(format)s. Correct it and "
                "declare again.",
                **names,
            )
        return self.env._(
            "%(declaration)s, %(where)s%(element)s has characters that %(format)s does not allow. Correct it and declare again.",
            **names,
        )

    # --- What the papers of a declaration say. Once it is frozen they say the same for ever

    def _read_for_papers(self):
        """Of products only what papers name: whole rows, which are very wide, take longer to read than all the rest."""
        products = self.line_ids.product_id
        products.fetch(["product_tmpl_id", "default_code", "barcode", "linkstar_ns_pid", "linkstar_no_gtin"])
        products.product_tmpl_id.fetch(["categ_id", "linkstar_manufacturer_id", "linkstar_responsible_id"])
        countries = self.partner_id.country_id | self.picking_id._linkstar_sender_partner().country_id
        countries.with_context(lang="en_US").fetch(["name"])

    def action_print_customs_form(self):
        """CN22 or CN23 of each, whichever its value and weight ask for."""
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
        :raise UserError: when one of these declares no goods"""
        empty = self.filtered(lambda declaration: not declaration.line_ids)
        if empty:
            raise UserError(
                self.env._(
                    "There is nothing to print for %s: no goods are declared. Open the transfer, check that it contains products "
                    "that are goods, and declare it again.",
                    ", ".join(empty.mapped("name")),
                )
            )

    def _customs_form(self):
        """"cn22" or "cn23", by the limits of the company's settings; and CN23 where the small form would take several pages."""
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
        """{value, transport (in the declaration's currency), eur_value, net_weight, gross_weight (kg)} of what a customs form is for."""
        return {
            "value": self.total_value,
            "transport": self.transport_value,
            "eur_value": self.eur_value,
            "net_weight": self.net_weight,
            "gross_weight": self.gross_weight,
        }

    def _articles(self):
        """The declared goods as papers list them, one ``rules.papers.Article`` per line."""
        return tuple(line._article() for line in self.sudo().line_ids)

    def _facts(self):
        """{sender, addressee: rules.papers.Party; sender_place, addressee_place: {street, postcode, city, country};
        order, invoice, tracking, barcode, incoterm: text; packages: number; date: a day}."""
        self.ensure_one()
        facts = dict(self.paper_facts or self._live_facts())
        for role in ("sender", "addressee"):
            facts[role] = papers.Party(**{**facts[role], "address": tuple(facts[role]["address"])})
        facts["date"] = (self.frozen_at or fields.Datetime.now()).date()
        facts["barcode"] = facts["tracking"] if s10.may_be_printed(facts["tracking"]) else ""
        return facts

    def _live_facts(self):
        """As ``_facts`` gives them, of today and in JSON's own types."""
        self_sudo = self.sudo()
        picking, order, company = self_sudo.picking_id, self_sudo.sale_order_id, self_sudo.company_id
        warehouse = picking.picking_type_id.warehouse_id.partner_id or company.partner_id
        invoices = order.invoice_ids.filtered(lambda move: move.state == "posted" and move.move_type == "out_invoice")
        return {
            "sender": {**_party(warehouse, company.partner_id), "name": company.name, "eori": company.linkstar_eori or ""},
            "sender_place": _place(warehouse),
            "addressee": _party(self_sudo.partner_id, order.partner_id),
            "addressee_place": _place(self_sudo.partner_id),
            "order": order.name or picking.origin or picking.name,
            "invoice": ", ".join(invoices.mapped("name")) or self.name,
            "tracking": (picking.carrier_tracking_ref or "").split(",")[0].strip(),
            "incoterm": order.incoterm.code or "",
            "packages": self_sudo.parcel_count or 1,
        }

    def _paper_languages(self):
        """The languages of a paper that customs and the buyer read: English, and the buyer's where it is another."""
        buyer = self.sudo().partner_id.lang or "en_US"
        return ["en_US"] if buyer.startswith("en") else ["en_US", buyer]

    def _paper_labels(self):
        """{key: [text in English, and in the buyer's language where it is another]}."""
        tables = [paper_labels(self.with_context(lang=lang).env) for lang in self._paper_languages()]
        return {key: list(dict.fromkeys(table[key] for table in tables)) for key in tables[0]}

    def _paper_amount(self, amount):
        """``amount`` in the declaration's currency, the way customs reads it: "1234.50 EUR"."""
        return f"{amount:.{self.currency_id.decimal_places}f} {self.currency_id.name}"

    def _paper_date(self, day, lang="en_US"):
        return format_date(self.env, day, lang_code=lang, date_format="d MMM y")

    def _paper_amounts(self):
        """[(key of the label, float)] of what the buyer pays for this transfer, in the order of the invoice; goods first."""
        self.ensure_one()
        return [
            ("goods", self.total_value),
            ("transport", self.transport_value),
            ("insurance", self.insurance_value),
            ("vat", self.vat_value),
        ]

    def _paper_costs(self):
        """What the buyer pays for transport and insurance, without VAT, in the declaration's currency."""
        return self.transport_value + self.insurance_value

    def _paper_pages(self, report):
        """The articles on each page of ``report``, a tuple of tuples, as much as each takes."""
        articles = self._articles()
        if report in FORMS:
            return papers.pages(papers.grouped(articles), FORMS[report])
        room = SHEETS[report]
        return papers.pages(articles, replace(room, closing=room.closing + SAFETY_LINES * len(self._paper_safety())))

    def _paper_safety(self):
        """[([article numbers], manufacturer, responsible person in the EU)] for the goods of this declaration, each party a
        ``rules.papers.Party`` or None; goods of the same two parties in one row, goods of neither in none."""
        rows = {}
        for line in self.sudo().line_ids:
            parties = line._safety_parties()
            if any(parties):
                rows.setdefault(parties, {})[line.sku or line.description_en or ""] = None
        return [(list(skus), *parties) for parties, skus in rows.items()]

    def _paper_vat_note(self):
        """Who pays import VAT, for the invoice: a key of the labels, and the scheme's number as the company lets it be seen."""
        if self.scheme_outcome != "declared":
            return "vat_at_import", ""
        shown = self.company_id.linkstar_invoice_number
        if shown == "none":
            return "vat_collected", ""
        return "vat_collected", self._linkstar_scheme_number() if shown == "whole" else self.masked_number or ""


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
    """``partner`` as papers name them, in JSON's own types: lines of the address from street to country, in English. ``customer``: see
    ``res.partner._linkstar_contact``."""
    place = " ".join(part for part in (partner.zip, partner.city) if part)
    country = partner.with_context(lang="en_US").country_id.name or ""
    state, _code, latin_state = partner.state_id._linkstar_names()
    lines = (partner.street, partner.street2, place, latin_state or state, country.upper())
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
