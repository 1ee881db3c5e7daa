from odoo import models

from ..rules import h7, papers
from ..rules.ioss import Outcome
from .amounts import decimal


class LinkstarCustomsDeclaration(models.Model):
    """A declaration as data for whoever lodges it with customs as H7."""

    _inherit = "linkstar.customs.declaration"

    def _h7(self):
        """This declaration as ``rules.h7.H7``, values in EUR. Confidential: it holds the whole number of the scheme."""
        self.ensure_one()
        facts, articles = self._facts(), papers.grouped(self._articles())
        return h7.H7(
            lrn=self.name.replace(" ", ""),
            procedure=self.procedure or "",
            currency="EUR",
            exporter=_place(facts["sender"], facts["sender_place"]),
            importer=_place(facts["addressee"], facts["addressee_place"]),
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
        return [self._h7_sentence(found) for found in h7.findings(self._h7(), elements)]

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


def _place(party, place):
    return h7.Place(
        name=party.name,
        street=place["street"],
        postcode=place["postcode"],
        city=place["city"],
        country=place["country"],
        identity=party.eori,
    )
