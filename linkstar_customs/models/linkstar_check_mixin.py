from dataclasses import replace

from odoo import fields, models

from ..rules import goods
from ..rules.problem import Problem
from ..services.queries import ONLY_BLOCKING, tells


class LinkstarCheckMixin(models.AbstractModel):
    """What orders and transfers share in checking: a document with goods, an addressee, a company and a day."""

    _name = "linkstar.check.mixin"
    _description = "Document whose goods are checked"

    linkstar_blocking_count = fields.Integer("Keep it from leaving", compute="_compute_linkstar_problem_count", groups="base.group_user")
    linkstar_warning_count = fields.Integer("Worth a look", compute="_compute_linkstar_problem_count", groups="base.group_user")

    def _compute_linkstar_problem_count(self):
        checked = self.filtered(lambda document: document._linkstar_is_checked())
        found = checked._linkstar_check() if checked else {}
        for document in self:
            problems = found.get(document, [])
            document.linkstar_blocking_count = len([problem for problem in problems if problem.severity == "block"])
            document.linkstar_warning_count = len(problems) - document.linkstar_blocking_count

    def action_linkstar_check(self):
        """Everything that keeps these documents from leaving, or that somebody should look at, in one list."""
        self.check_access("read")
        return self.env["linkstar.check"]._show(self)

    def _linkstar_blocking(self):
        """{document: [``rules.problem.Problem``]}: of :meth:`_linkstar_check` those that keep these documents from leaving. What would
        be a warning is not worked out."""
        found = self.with_context(**{ONLY_BLOCKING: True})._linkstar_check()
        return {
            document: [problem for problem in found[document] if problem.severity == "block"] for document in self
        }

    def _linkstar_is_checked(self):
        """Whether the form of this document tells what is missing: goods on their way through customs."""
        return False

    def _linkstar_consignee(self):
        return self.partner_id

    def _linkstar_buyer(self):
        """Who pays for the goods; without an order, who receives them."""
        return self._linkstar_consignee()

    def _linkstar_goes_abroad(self):
        """Whether the goods of this document pass customs on their way."""
        return False

    def _linkstar_sender_partner(self):
        return self.company_id.partner_id

    def _linkstar_check_date(self):
        """The day whose law applies: that on which the goods leave, which is today for what has not left."""
        return fields.Date.context_today(self)

    def _linkstar_goods_problems(self, products):
        """{document: [``rules.problem.Problem``]} about the products in ``products`` {document: products}, and about the names
        of those who send and receive. The law is that of each document's day and destination."""
        documents = self.sudo()
        territories = self.env["linkstar.special.territory"].sudo()._all()
        days = {document: document._linkstar_check_date() for document in documents}
        requirements = {day: self.env["linkstar.customs.requirement"]._on(day) for day in set(days.values())}
        groups = {}
        for document in documents:
            groups.setdefault(document._linkstar_terms(days[document], requirements, territories), []).append(document)
        problems = {}
        for (company, day, severities), alike in groups.items():
            wanted = self.env["product.product"].sudo().union(*(products[self.browse(document.id)] for document in alike))
            found = wanted._linkstar_product_problems(company, day, dict(severities))
            stop_words = self.env["linkstar.description.term"]._party_words(day)
            for document in alike:
                own = problems[self.browse(document.id)] = document._linkstar_party_problems(stop_words)
                own += document._linkstar_notice_problems(requirements[day], territories)
                for product in products[self.browse(document.id)]:
                    own += [document._linkstar_product_problem(product, problem) for problem in found[product]]
        return problems

    def _linkstar_terms(self, day, requirements, territories):
        """(company, day, ((requirement, (severity, source)), …)), by which documents are judged alike."""
        consignee = self._linkstar_consignee()
        territory = territories._find(consignee, day)
        asked = requirements[day]._asked(
            consignee.country_id, territory, bool(consignee) and self._linkstar_buyer()._linkstar_is_business()
        )
        severities = tuple(
            (name, (self.company_id._linkstar_severity(name), asked[name].source or ""))
            for name in (goods.IDENTIFIERS, goods.GPSR)
            if name in asked
        )
        return self.company_id, day, severities

    def _linkstar_notice_problems(self, requirements, territories):
        """What the table of requirements warns about the destination."""
        if not tells(self.env, "warn"):
            return []
        consignee = self._linkstar_consignee()
        territory = territories._find(consignee, self._linkstar_check_date())
        return [
            Problem(
                "warn",
                self.env._("%(document)s: %(name)s. %(note)s", document=self.name, name=row.name, note=row.note or ""),
                consignee._name,
                consignee.id,
                "destination_notice",
                row.source or "",
            )
            for row in requirements._notices(consignee.country_id, territory)
        ]

    def _linkstar_each(self, method):
        """What ``method`` gives for each of these documents, as one recordset of partners."""
        return self.env["res.partner"].sudo().union(*(getattr(document, method)() for document in self))

    def _linkstar_party_problems(self, stop_words):
        problems = []
        for partner in self._linkstar_consignee() | self._linkstar_sender_partner():
            for code, line in partner._linkstar_vague_lines(stop_words):
                text = self.env._(
                    "%(document)s: “%(line)s” in the name or address of %(partner)s is refused by customs as no real name. "
                    "Correct the contact.",
                    document=self.display_name,
                    line=line,
                    partner=partner.display_name,
                )
                problems.append(Problem("block", text, partner._name, partner.id, code, "ICS2: names and addresses of parties"))
        return problems

    def _linkstar_product_problem(self, product, problem):
        """``problem`` of a product, told as one of this document."""
        text = self.env._(
            "%(document)s, product %(product)s: %(gap)s", document=self.name, product=product.display_name, gap=problem.text
        )
        return replace(problem, text=text)
