# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace

from odoo import api, fields, models

from ..rules import goods
from ..rules.finding import Finding
from ..services.queries import ONLY_BLOCKING, is_wanted
from .linkstar_customs_declaration import OUTCOMES, PROCEDURES


class LinkstarCheckMixin(models.AbstractModel):
    """The checks that orders and transfers share. Each is a document with goods, a
    consignee, a company and a day, and computes the tax scheme its own way
    (``_compute_linkstar_decision``): an order forecasts it, a transfer declares it.
    """

    _name = "linkstar.check.mixin"
    _description = "Document with checked goods"

    linkstar_blocking_count = fields.Integer(
        "Blocking issues",
        compute="_compute_linkstar_problem_count",
        groups="base.group_user",
    )
    linkstar_warning_count = fields.Integer(
        "Warnings",
        compute="_compute_linkstar_problem_count",
        groups="base.group_user",
    )
    linkstar_declaration_count = fields.Integer(
        compute="_compute_linkstar_declaration_count", groups="base.group_user"
    )
    linkstar_scheme_outcome = fields.Selection(
        OUTCOMES,
        "Tax scheme decision",
        compute="_compute_linkstar_decision",
        groups="base.group_user",
    )
    linkstar_scheme_reason = fields.Text(
        "Reason", compute="_compute_linkstar_decision", groups="base.group_user"
    )
    linkstar_procedure = fields.Selection(
        PROCEDURES,
        "Procedure",
        compute="_compute_linkstar_decision",
        groups="base.group_user",
    )

    @api.depends("linkstar_declaration_ids")
    def _compute_linkstar_declaration_count(self):
        for document in self:
            document.linkstar_declaration_count = len(document.linkstar_declaration_ids)

    def _compute_linkstar_problem_count(self):
        checked = self.filtered(lambda document: document._linkstar_is_checked())
        found = checked._linkstar_check() if checked else {}
        for document in self:
            problems = found.get(document, [])
            document.linkstar_blocking_count = len(
                [problem for problem in problems if problem.blocks]
            )
            document.linkstar_warning_count = (
                len(problems) - document.linkstar_blocking_count
            )

    def action_linkstar_check(self):
        """Show all blocking issues and warnings of these documents in one list."""
        self.check_access("read")
        return self.env["linkstar.check"]._show(self)

    def _linkstar_blocking(self):
        """Return {document: [``rules.finding.Finding``]}: the blocking ones of
        :meth:`_linkstar_check`. Warnings are not calculated.
        """
        found = self.with_context(**{ONLY_BLOCKING: True})._linkstar_check()
        return {
            document: [problem for problem in found[document] if problem.blocks]
            for document in self
        }

    def _linkstar_is_checked(self):
        """Whether the form of this document shows its issues: its goods are still to
        pass customs.
        """
        return False

    def _linkstar_consignee(self):
        return self.partner_id

    def _linkstar_buyer(self):
        """Return who pays for the goods; without an order, the consignee."""
        return self._linkstar_consignee()

    def _linkstar_goes_abroad(self):
        """Whether the goods of this document pass customs on their way."""
        return False

    def _linkstar_sender(self):
        return self.company_id.partner_id

    def _linkstar_check_date(self):
        """Return the day whose law applies: the day the goods leave; today if they have
        not left yet.
        """
        return fields.Date.context_today(self)

    def _linkstar_goods_problems(self, products):
        """Return {document: [``rules.finding.Finding``]} about ``products`` {document:
        products}, and about the names of sender and consignee, under the law of each
        document's day and destination.
        """
        documents = self.sudo()
        territories = self.env["linkstar.special.territory"].sudo()._all()
        days = {document: document._linkstar_check_date() for document in documents}
        requirements = {
            day: self.env["linkstar.customs.requirement"]._on(day)
            for day in set(days.values())
        }
        groups = {}
        for document in documents:
            groups.setdefault(
                document._linkstar_terms(days[document], requirements, territories), []
            ).append(document)
        problems = {}
        for (company, day, severities), alike in groups.items():
            wanted = (
                self.env["product.product"]
                .sudo()
                .union(*(products[self.browse(document.id)] for document in alike))
            )
            found = wanted._linkstar_product_problems(company, day, dict(severities))
            stop_words = self.env["linkstar.description.term"]._party_words(day)
            for document in alike:
                own = problems[self.browse(document.id)] = (
                    document._linkstar_party_problems(stop_words)
                )
                own += document._linkstar_notice_problems(
                    requirements[day], territories
                )
                for product in products[self.browse(document.id)]:
                    own += [
                        document._linkstar_product_problem(product, problem)
                        for problem in found[product]
                    ]
        return problems

    def _linkstar_terms(self, day, requirements, territories):
        """Return (company, day, ((requirement, (severity, source)), …)). Documents with
        equal terms are checked together.
        """
        consignee = self._linkstar_consignee()
        territory = territories._find(consignee, day)
        asked = requirements[day]._asked(
            consignee.country_id,
            territory,
            bool(consignee) and self._linkstar_buyer()._linkstar_is_business(),
        )
        severities = tuple(
            (name, (self.company_id._linkstar_severity(name), asked[name].source or ""))
            for name in (goods.IDENTIFIERS, goods.GPSR)
            if name in asked
        )
        return self.company_id, day, severities

    def _linkstar_notice_problems(self, requirements, territories):
        """Return the warnings of the table of requirements about the destination."""
        if not is_wanted(self.env, "warn"):
            return []
        consignee = self._linkstar_consignee()
        territory = territories._find(consignee, self._linkstar_check_date())
        return [
            Finding("destination_notice", "warn", source=row.source or "").about(
                consignee,
                self.env._(
                    "%(document)s: %(name)s. %(note)s",
                    document=self.name,
                    name=row.name,
                    note=row.note or "",
                ),
            )
            for row in requirements._notices(consignee.country_id, territory)
        ]

    def _linkstar_each(self, method):
        """Return the partners that ``method`` returns for these documents, as one
        recordset.
        """
        return (
            self.env["res.partner"]
            .sudo()
            .union(*(getattr(document, method)() for document in self))
        )

    def _linkstar_party_problems(self, stop_words):
        problems = []
        for partner in self._linkstar_consignee() | self._linkstar_sender():
            for code, line in partner._linkstar_vague_lines(stop_words):
                text = self.env._(
                    "%(document)s: customs does not accept “%(line)s” in the name or"
                    " address of %(partner)s as a real name or address. Correct the"
                    " contact.",
                    document=self.display_name,
                    line=line,
                    partner=partner.display_name,
                )
                problems.append(
                    Finding(
                        code, "block", source="ICS2: names and addresses of parties"
                    ).about(partner, text)
                )
        return problems

    def _linkstar_product_problem(self, product, problem):
        """Return ``problem`` of a product as a problem of this document."""
        text = self.env._(
            "%(document)s, product %(product)s: %(gap)s",
            document=self.name,
            product=product.display_name,
            gap=problem.text,
        )
        return replace(problem, text=text)
