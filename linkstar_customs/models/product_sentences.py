from odoo import models

from ..rules import descriptions, goods, identifiers
from .decimal_precision import PLACES


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _linkstar_sentence(self, finding, record):
        """``finding`` of the rules about this product as a sentence: what is wrong and what to do. ``record`` is the partner
        that it is about, or the product."""
        own = {
            "origin_missing": self.env._("The country of origin is missing: choose where the product was made."),
            "weight_zero": self._linkstar_weight_sentence(),
            "weight_net": self.env._("The net weight is more than the weight with packaging: correct one of them."),
            "prohibited": self.env._(
                "It is marked as “%s”, which no parcel line carries by post or air: do not send it, or correct its goods types.",
                finding.detail,
            ),
            "second_look": self.env._(
                "It is marked as “%s”, which customs looks at twice: make sure that the papers are there.", finding.detail
            ),
        }
        if finding.code in own:
            return own[finding.code]
        about, _underscore, _reason = finding.code.partition("_")
        if about == "hs":
            text = self._linkstar_hs_sentence(finding)
            if record._name == self._name:
                return text
            return self.env._(
                "%(problem)s It is the code of all products with %(record)s: correct it there.",
                problem=text,
                record=record.display_name,
            )
        if about == "description":
            return self._linkstar_description_sentence(finding)
        if about in ("manufacturer", "responsible"):
            return self._linkstar_safety_sentence(finding, record)
        return self._linkstar_identifier_sentence(finding)

    def _linkstar_weight_sentence(self):
        places = self.env["decimal.precision"].precision_get("Stock Weight")
        if places >= PLACES:
            return self.env._("The weight is zero: enter the weight of one unit.")
        return self.env._(
            "The weight is zero: enter the weight of one unit. Your database keeps weights to %s decimal places, so a lighter one is "
            "stored as 0: an administrator sets “Stock Weight” to 3 digits in Settings ▸ Technical ▸ Decimal Accuracy.",
            places,
        )

    def _linkstar_hs_sentence(self, finding):
        reason = finding.code.removeprefix("hs_")
        if reason == "missing":
            return self.env._("The HS code is missing: enter its 6, 8 or 10 digits, or search for it by words.")
        if reason == "length":
            return self.env._(
                "The HS code “%s” does not have 6, 8 or 10 digits: enter at least the six of the world-wide code. A spreadsheet may have "
                "dropped a zero in front.",
                finding.detail,
            )
        if reason == "zero":
            return self.env._(
                "The HS code “%(code)s” has an odd number of digits, as after a spreadsheet that dropped the zero in front: is it "
                "%(zero)s? Enter its 6, 8 or 10 digits.",
                code=finding.detail,
                zero=f"0{finding.detail}",
            )
        if reason == "unknown":
            return self.env._(
                "The HS code begins with %s, which is no subheading of the table: search for the right one by words.", finding.detail
            )
        if reason == "second_look":
            return self.env._(
                "Customs looks at goods of chapter %s twice: make sure that licences and papers are there.", finding.detail
            )
        return self.env._("The HS code “%s” contains something else than digits: enter its 6, 8 or 10 digits.", finding.detail)

    def _linkstar_description_sentence(self, finding):
        example = self.env._("Write what it is, its material and use, such as “phone cover, silicone”.")
        if finding.code == descriptions.MISSING:
            return self.env._("The customs description in English is missing. %s", example)
        names = {"text": finding.detail, "example": example}
        if finding.code == descriptions.LATIN:
            return self.env._("The English customs description “%(text)s” has no Latin letters. %(example)s", **names)
        if finding.code == descriptions.SYMBOLS:
            return self.env._("The customs description “%(text)s” has only digits and symbols. %(example)s", **names)
        if finding.code == descriptions.SHORT:
            return self.env._("The customs description “%(text)s” has fewer than three letters. %(example)s", **names)
        if finding.code == descriptions.REPEATED:
            return self.env._("The customs description has the same sign three times in a row, “%(text)s”. %(example)s", **names)
        if finding.code == descriptions.FILE:
            return self.env._("The customs description “%(text)s” is the name of a file. %(example)s", **names)
        if finding.code == descriptions.LONG:
            return self.env._(
                "The customs description has %(text)s characters, more than a declaration takes: shorten it. %(example)s", **names
            )
        if finding.code == descriptions.ONLY:
            return self.env._(
                "The customs description “%(text)s” says nothing of the goods, and customs refuses it. %(example)s", **names
            )
        return self.env._(
            "The customs description contains “%(text)s”, which customs finds vague: see that the rest says enough. %(example)s", **names
        )

    def _linkstar_identifier_sentence(self, finding):
        if finding.code.startswith("gtin"):
            barcode = (self.barcode or "").strip()
            if finding.code == identifiers.GTIN_MISSING:
                return self.env._("There is no GTIN: enter it as the barcode, or state that none exists.")
            if finding.code == identifiers.GTIN_DENIED:
                return self.env._("The barcode %s is a GTIN, and yet it is stated that none exists: correct one of them.", barcode)
            if finding.code == identifiers.GTIN_STORE:
                return self.env._(
                    "The barcode %s is a number that each store gives by itself, and no GTIN: enter the GTIN in its place, or state that "
                    "none exists.",
                    barcode,
                )
            if finding.code == identifiers.GTIN_WRONG:
                return self.env._(
                    "The barcode %s looks like a GTIN, but its check digit is wrong: read it from the package again, or state that none "
                    "exists.",
                    barcode,
                )
            return self.env._("The barcode %s is no GTIN: enter the GTIN in its place, or state that none exists.", barcode)
        whose = self.env._("internal reference") if finding.code.startswith("m_pid") else self.env._("manufacturer's reference")
        reason = finding.code.rpartition("_")[2]
        if reason == identifiers.MISSING:
            return self.env._("The %s is missing, and customs asks for it as an identifier of the product: enter it.", whose)
        if reason == identifiers.LENGTH:
            return self.env._("The %(name)s has more than %(longest)s characters: shorten it.", name=whose, longest=identifiers.LONGEST)
        return self.env._("The %s has signs that customs does not take: use Latin letters without accents, digits and signs.", whose)

    def _linkstar_safety_sentence(self, finding, record):
        if finding.code == goods.MANUFACTURER_MISSING:
            return self.env._("The manufacturer is missing: choose one on the product, its category, or in the settings.")
        if finding.code == goods.RESPONSIBLE_MISSING:
            return self.env._(
                "The EU responsible person is missing: choose one on the product, its category, or in the settings."
            )
        if finding.code == goods.RESPONSIBLE_OUTSIDE:
            return self.env._("The EU responsible person %s has no address in the EU: choose somebody there.", record.display_name)
        return self.env._(
            "The contact %s needs a name, a postal address and an e-mail address or website, for it is named as the product's manufacturer "
            "or responsible person: complete it.",
            record.display_name,
        )
