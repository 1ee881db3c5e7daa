# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Checks an address and goods against the requirements of a line, for transfers and for
their orders.
"""

from odoo.addons.linkstar_customs.rules.finding import Finding
from odoo.addons.linkstar_customs.services.queries import is_wanted

from .. import rules
from .sentences import finding_text


class Checks:
    """Checks for many records at once. Shared records, such as a sender or a type of
    goods, are checked once.
    """

    def __init__(self, env):
        self.env = env
        self._findings = {}
        self._not_carried = {}

    def of(self, record, partner, sender, service, products, customer):
        """The list of :class:`Finding` of ``record``, a transfer or an order.

        ``customer`` placed the order (empty record: nobody), the goods go from
        ``sender`` to ``partner`` and are ``products``. ``service`` may be an empty
        line.
        """
        if not partner:
            text = self.env._(
                "%s has no delivery address. Set the contact.", record.name
            )
            return [Finding("address_missing", "block").about(record, text)]
        problems = self._address(record, partner, service, customer) + self._sender(
            sender, service
        )
        if service:
            problems += self._country(
                record, partner.country_id, service
            ) + self._goods(record, products, service)
            problems += self._tax_no(record, partner, service) + self._descriptions(
                record, products, service
            )
        return problems

    def _tax_no(self, record, partner, service):
        if not service.needs_tax_no or partner._linkstar_tax_no():
            return []
        text = self.env._(
            "%(record)s: the line %(line)s requires the tax number of %(partner)s. "
            "Enter it on the contact.",
            record=record.name,
            line=service.code,
            partner=partner.display_name,
        )
        return [Finding("tax_no_missing", "block").about(partner, text)]

    def _descriptions(self, record, products, service):
        """Products without a Chinese description. The text names no transfer, so that
        it is shown once for all transfers with this product.
        """
        if not service.needs_description_cn:
            return []
        parts = products._linkstar_components(record.company_id)
        products = products.browse(
            dict.fromkeys(
                part.id for product in products for part in parts.get(product, product)
            )
        )
        inherited = products.categ_id._linkstar_inherited()
        return [
            Finding("description_cn_missing", "block").about(
                product,
                self.env._(
                    "%(product)s: the line %(line)s requires a Chinese description. "
                    "Enter it on the product, its category or its HS code.",
                    product=product.display_name,
                    line=service.code,
                ),
            )
            for product in products
            if not product._linkstar_descriptions(inherited)[1]
        ]

    def _address(self, record, partner, service, customer):
        return [
            self._problem(
                finding,
                partner,
                self.env._(
                    "%(record)s, address of %(partner)s: %(what)s",
                    record=record.name,
                    partner=partner.display_name,
                    what=what,
                ),
            )
            for finding, what in self._found(partner, service, customer)
        ]

    def _sender(self, sender, service):
        # The text names no transfer, so that it is shown once for all transfers of a
        # warehouse.
        return [
            self._problem(
                finding,
                sender,
                self.env._(
                    "Address of the sender %(sender)s: %(what)s",
                    sender=sender.display_name,
                    what=what,
                ),
            )
            for finding, what in self._found(sender, service, None, as_sender=True)
        ]

    def _found(self, partner, service, customer, as_sender=False):
        key = (partner, service, customer, as_sender)
        if key not in self._findings:
            limits = service._label_limits() if service else rules.USUAL
            self._findings[key] = [
                (finding, finding_text(self.env, finding, partner.country_id))
                for finding in partner._linkstar_findings(limits, as_sender, customer)
                if is_wanted(self.env, finding.severity)
            ]
        return self._findings[key]

    def _problem(self, finding, partner, text):
        return Finding(f"address_{finding.code}", finding.severity).about(partner, text)

    def _country(self, record, country, service):
        if not country or service._goes_to(country):
            return []
        text = self.env._(
            "%(record)s: the line %(line)s does not go to %(country)s. Choose another "
            "delivery method.",
            record=record.name,
            line=service.code,
            country=country.name,
        )
        return [Finding("country_not_served", "block").about(record, text)]

    def _goods(self, record, products, service):
        """One problem per type of goods, with all its products."""
        by_kind = {}
        for product in products:
            codes = product._linkstar_goods_types()
            if (service, codes) not in self._not_carried:
                self._not_carried[service, codes] = service._not_carried(codes)
            for kind in self._not_carried[service, codes]:
                by_kind.setdefault(kind, []).append(product.display_name)
        problems = []
        for kind, names in by_kind.items():
            text = self.env._(
                "%(record)s: the line %(line)s does not carry goods of the type "
                "“%(kind)s”. Products of this type: %(products)s. Choose a line that "
                "carries them.",
                record=record.name,
                line=service.code,
                kind=kind.display_name,
                products=names,
            )
            problems.append(Finding("goods_not_carried", "block").about(record, text))
        return problems
