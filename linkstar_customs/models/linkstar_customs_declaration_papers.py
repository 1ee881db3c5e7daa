from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import identifiers, papers, s10
from .amounts import decimal
from .paper_labels import paper_labels

#: Of the forms, which add up what customs takes as one, and of A4 sheets. Counted on paper.
FORMS = {papers.CN22: papers.Room(16, 16, 8, 29, chinese=False), papers.CN23: papers.Room(22, 22, 13, 76, chinese=False)}
SHEETS = {"commercial_invoice": papers.Room(44, 54, 18, 40), "packing_list": papers.Room(44, 54, 8, 52)}
#: Lines that one pair of manufacturer and responsible person takes.
SAFETY_LINES = 8


class LinkstarCustomsDeclaration(models.Model):
    """What the papers of a declaration say. Once it is frozen they say the same for ever."""

    _inherit = "linkstar.customs.declaration"

    paper_facts = fields.Json(
        "Named on papers",
        readonly=True,
        copy=False,
        help="Sender, consignee and references as they were when the declaration was frozen.",
    )

    def _freeze(self):
        drafts = self.filtered(lambda declaration: declaration.state == "draft").sudo()
        drafts._read_for_papers()
        for declaration in drafts:
            declaration.paper_facts = declaration._live_facts()
            for line in declaration.line_ids:
                line.paper_facts = line._live_facts()
        return super()._freeze()

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


class LinkstarCustomsDeclarationLine(models.Model):
    _inherit = "linkstar.customs.declaration.line"

    paper_facts = fields.Json(
        "Named for product safety",
        readonly=True,
        copy=False,
        help="Identifiers, manufacturer and responsible person as they were when the declaration was frozen.",
    )

    def _article(self):
        self.ensure_one()
        return papers.Article(
            description=self.description_en or self.product_id.name or "",
            description_cn=self.description_cn or "",
            quantity=self.quantity,
            net_weight=decimal(self.net_weight, 3),
            value=decimal(self.value, 2),
            unit_price=decimal(self.unit_price, 2),
            hs_code=self.hs_code or "",
            origin=self.origin_id.code or "",
            sku=self.sku or "",
            identifiers=tuple(tuple(pair) for pair in (self.paper_facts or self._live_facts())["identifiers"]),
            item=self.item_no,
            eur_value=decimal(self.eur_value, 2),
            gross_weight=decimal(self.gross_weight, 3),
        )

    def _safety_parties(self):
        """(manufacturer, responsible person in the EU) of this line's product, each a ``rules.papers.Party`` or None."""
        facts = self.paper_facts or self._live_facts()
        named = (facts["manufacturer"], facts["responsible"])
        return tuple(found and papers.Party(**{**found, "address": tuple(found["address"])}) for found in named)

    def _live_facts(self):
        """{identifiers: [[code, identifier]], manufacturer, responsible: a party or None} of today, in JSON's own types."""
        self.ensure_one()
        product = self.product_id
        partners = {
            role: product._linkstar_safety_partner(f"linkstar_{role}_id", self.company_id) for role in ("manufacturer", "responsible")
        }
        return {
            "identifiers": [list(pair) for pair in identifiers.declared(product._linkstar_identifiers())],
            **{role: _party(partner) if partner else None for role, partner in partners.items()},
        }


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
