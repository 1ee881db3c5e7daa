import logging

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import goods, hs
from ..rules.problem import Problem
from .lookups import tells

_logger = logging.getLogger(__name__)

#: How ``linkstar_gaps`` marks what is behind it: "!" always keeps goods from leaving, "#" and "@" as the company's settings
#: say, "?" is a warning. An update of this needs the daily check to run once.
_ALWAYS, _WARNING = "!", "?"
_MARKS = {"": _ALWAYS, goods.IDENTIFIERS: "#", goods.GPSR: "@"}


class ProductProduct(models.Model):
    _inherit = "product.product"

    @api.depends(
        "linkstar_hs6",
        "linkstar_variant_hs_code",
        "weight",
        "linkstar_net_weight",
        "linkstar_ns_pid",
        "linkstar_no_gtin",
        "barcode",
        "default_code",
        "product_tmpl_id.type",
        "product_tmpl_id.categ_id",
        "product_tmpl_id.hs_code",
        "product_tmpl_id.country_of_origin",
        "product_tmpl_id.linkstar_description_en",
        "product_tmpl_id.linkstar_battery",
        "product_tmpl_id.linkstar_goods_type_ids",
        "product_tmpl_id.linkstar_manufacturer_id",
        "product_tmpl_id.linkstar_responsible_id",
    )
    def _compute_linkstar_gaps(self):
        shipped = self.filtered(lambda product: product.type == "consu")
        (self - shipped).linkstar_gaps = False
        found = shipped._linkstar_findings(fields.Date.context_today(self))
        for product in shipped:
            gaps = {
                (_WARNING if finding.severity == "warn" else _MARKS[goods.requirement(finding.code)]) + finding.code
                for finding in found[product]
            }
            product.linkstar_gaps = "".join(sorted(gaps)) or False

    @api.depends("linkstar_gaps")
    @api.depends_context("company")
    def _compute_linkstar_customs_ready(self):
        blocking = self.env.company._linkstar_blocking_gaps()
        for product in self:
            product.linkstar_customs_ready = not product._linkstar_has_gap(blocking)

    def _search_linkstar_customs_ready(self, operator, value):
        if operator != "in":
            return NotImplemented
        lacking = self._linkstar_lacking_domain()
        return Domain.OR([~lacking if wanted else lacking for wanted in set(value)])

    @api.depends("linkstar_gaps")
    @api.depends_context("lang", "company")
    def _compute_linkstar_customs_missing(self):
        found = self._linkstar_product_problems()
        for product in self:
            product.linkstar_customs_missing = "\n".join(
                problem.text for problem in found[product] if problem.severity == "block"
            )

    def _linkstar_findings(self, on_date, company=None):
        """{product: everything it lacks on a date, a tuple of ``rules.problem.Finding``}, as if each requirement applied."""
        facts = self._linkstar_goods(company)
        requirements = self.env["linkstar.customs.requirement"]._on(on_date)
        law = requirements._law({hs.heading(each.hs_code) for each in facts.values()} - {""}, on_date)
        return {product: goods.check(each, law) for product, each in facts.items()}

    def _linkstar_product_problems(self, company=None, on_date=None, severities=None):
        """{product: [``rules.problem.Problem``]} of what these products lack, all at once.

        ``severities`` {requirement: (severity, source)} says how findings about identifiers and product safety count for a
        destination; what it does not name is left out. Without it, they count as ``company`` is set, wherever goods go.
        """
        company = company or self.env.company
        if severities is None:
            severities = {name: (company._linkstar_severity(name), "") for name in (goods.IDENTIFIERS, goods.GPSR)}
        shipped = self.filtered(lambda product: product.type == "consu")
        found = shipped._linkstar_findings(on_date or fields.Date.context_today(self), company)
        problems = {product: [] for product in self}
        for product in shipped:
            for finding in found[product]:
                asked = goods.requirement(finding.code)
                severity, source = severities.get(asked, ("off", "")) if asked else (finding.severity, finding.source)
                if severity != "off" and tells(self.env, severity):
                    problem = product._linkstar_problem(finding, severity, source or finding.source, company)
                    problems[product].append(problem)
        return problems

    def _linkstar_problem(self, finding, severity, source, company):
        """``finding`` about this product in words; the remedy is on the product, or on who answers for it."""
        record = self
        if finding.code in (goods.MANUFACTURER_INCOMPLETE, goods.RESPONSIBLE_INCOMPLETE, goods.RESPONSIBLE_OUTSIDE):
            name = f"linkstar_{finding.code.partition('_')[0]}_id"
            record = self.sudo()._linkstar_safety_partner(name, company)
        return Problem(severity, self._linkstar_sentence(finding, record), record._name, record.id, finding.code, source)

    def _linkstar_customs_gaps(self):
        """What this product lacks to be declared, each a whole sentence with its remedy."""
        return [problem.text for problem in self._linkstar_product_problems()[self] if problem.severity == "block"]

    def _linkstar_has_gap(self, blocking):
        return any(mark in (self.linkstar_gaps or "") for mark in blocking)

    @api.model
    def _linkstar_lacking_domain(self):
        """The products that the current company cannot send yet."""
        return Domain.OR(
            [
                Domain("linkstar_gaps", "like", mark.replace("_", "\\_"))
                for mark in self.env.company._linkstar_blocking_gaps()
            ]
        )

    @api.model
    def _linkstar_recheck(self, domain):
        """What the products of ``domain`` lack may have changed for a reason that is not theirs."""
        products = self.sudo().with_context(active_test=False).search(domain)
        for name in ("linkstar_hs6", "linkstar_gaps"):
            self.env.add_to_compute(self._fields[name], products)

    @api.model
    def _cron_linkstar_recheck(self):
        """Look at all products again: tables begin and end to hold by date, and partners change."""
        size, last = 500, int(self.env["ir.config_parameter"].sudo().get_param("linkstar_customs.rechecked", 0))
        domain = [("type", "=", "consu"), ("id", ">", last)]
        remaining = self.search_count(domain)
        while products := self.search(domain, order="id", limit=size):
            products._linkstar_recheck_alone()
            last, remaining = products[-1].id, max(remaining - len(products), 0)
            domain = [("type", "=", "consu"), ("id", ">", last)]
            self.env["ir.config_parameter"].sudo().set_param("linkstar_customs.rechecked", last if remaining else 0)
            if not self.env["ir.cron"]._commit_progress(len(products), remaining=remaining):
                return
        self.env["ir.config_parameter"].sudo().set_param("linkstar_customs.rechecked", 0)

    def _linkstar_recheck_alone(self):
        """Look at these again. One that cannot be looked at is logged and stays as it was; the others are not kept waiting for it."""
        try:
            with self.env.cr.savepoint():
                self.env.add_to_compute(self._fields["linkstar_gaps"], self)
                self.env.flush_all()
        except Exception as error:
            self.env.remove_to_compute(self._fields["linkstar_gaps"], self)
            if len(self) == 1:
                _logger.error("Linkstar: what product %s lacks cannot be found out (%s)", self.id, type(error).__name__)
                return
            middle = len(self) // 2
            self[:middle]._linkstar_recheck_alone()
            self[middle:]._linkstar_recheck_alone()
