"""What a line would refuse of an address and of goods, for transfers and for the orders they come of."""

from odoo.addons.linkstar_customs.rules.problem import Problem
from odoo.addons.linkstar_customs.services.queries import tells

from .. import rules
from .sentences import finding_text


class Checks:
    """For many records at once: what they share, as a sender or a kind of goods, is looked at once."""

    def __init__(self, env):
        self.env = env
        self._findings = {}
        self._not_carried = {}

    def of(self, record, partner, sender, service, products, customer):
        """The :class:`Problem` list of ``record``, a transfer or an order of ``customer`` (or of nobody, an empty record), that goes from
        ``sender`` to ``partner`` with ``products``; ``service`` may be an empty line."""
        if not partner:
            text = self.env._("%s: there is no delivery address; set the contact.", record.name)
            return [Problem("block", text, record._name, record.id, "address_missing")]
        problems = self._address(record, partner, service, customer) + self._sender(sender, service)
        if service:
            problems += self._country(record, partner.country_id, service) + self._goods(record, products, service)
            problems += self._tax_no(record, partner, service) + self._descriptions(record, products, service)
        return problems

    def _tax_no(self, record, partner, service):
        if not service.needs_tax_no or partner._linkstar_tax_no():
            return []
        text = self.env._(
            "%(record)s: the line %(line)s requires the tax ID of %(partner)s; enter it on the contact.",
            record=record.name,
            line=service.code,
            partner=partner.display_name,
        )
        return [Problem("block", text, partner._name, partner.id, "tax_no_missing")]

    def _descriptions(self, record, products, service):
        """The same for all transfers with a product: no transfer is named, so that it is said once."""
        if not service.needs_description_cn:
            return []
        parts = products._linkstar_components(record.company_id)
        products = products.browse(dict.fromkeys(part.id for product in products for part in parts.get(product, product)))
        inherited = products.categ_id._linkstar_inherited()
        return [
            Problem(
                "block",
                self.env._(
                    "%(product)s: the line %(line)s requires a Chinese description; enter it on the product, its category or its HS code.",
                    product=product.display_name,
                    line=service.code,
                ),
                product._name,
                product.id,
                "description_cn_missing",
            )
            for product in products
            if not product._linkstar_descriptions(inherited)[1]
        ]

    def _address(self, record, partner, service, customer):
        return [
            self._problem(
                finding,
                partner,
                self.env._("%(record)s, address of %(partner)s: %(what)s", record=record.name, partner=partner.display_name, what=what),
            )
            for finding, what in self._found(partner, service, customer)
        ]

    def _sender(self, sender, service):
        # The same for all transfers of a warehouse: no transfer is named, so that it is told once.
        return [
            self._problem(finding, sender, self.env._("Address of the sender %(sender)s: %(what)s", sender=sender.display_name, what=what))
            for finding, what in self._found(sender, service, None, as_sender=True)
        ]

    def _found(self, partner, service, customer, as_sender=False):
        key = (partner, service, customer, as_sender)
        if key not in self._findings:
            limits = service._label_limits() if service else rules.USUAL
            self._findings[key] = [
                (finding, finding_text(self.env, finding, partner.country_id))
                for finding in partner._linkstar_findings(limits, as_sender, customer)
                if tells(self.env, "block" if finding.blocks else "warn")
            ]
        return self._findings[key]

    def _problem(self, finding, partner, text):
        return Problem("block" if finding.blocks else "warn", text, partner._name, partner.id, f"address_{finding.code}")

    def _country(self, record, country, service):
        if not country or service._goes_to(country):
            return []
        text = self.env._(
            "%(record)s: the line %(line)s does not go to %(country)s; choose another delivery method.",
            record=record.name,
            line=service.code,
            country=country.name,
        )
        return [Problem("block", text, record._name, record.id, "country_not_served")]

    def _goods(self, record, products, service):
        """Told per type of goods, with all its products."""
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
                "%(record)s: the line %(line)s does not carry goods of the type “%(kind)s”, and these are: %(products)s. Choose a line "
                "that does.",
                record=record.name,
                line=service.code,
                kind=kind.display_name,
                products=names,
            )
            problems.append(Problem("block", text, record._name, record.id, "goods_not_carried"))
        return problems
