from decimal import Decimal

from odoo import fields, models
from odoo.addons.linkstar_customs.rules import papers, s10

from ..services.states import WHOLE


class LinkstarCustomsDeclaration(models.Model):
    _inherit = "linkstar.customs.declaration"

    change_reason = fields.Char("New version because", readonly=True, copy=False, help="What changed after the version before was sent.")

    # --- the customs form of one order: with its number, and of one for a box with what is in that

    def _linkstar_form_of(self):
        """The shipment that the customs form of this declaration is drawn for, if it is for one."""
        self.ensure_one()
        forms = self.env.context.get("linkstar_form_of", {})
        shipment = self.env["linkstar.shipment"].sudo().browse(forms.get(self.id)).exists()
        # A client writes the context, too.
        return shipment.filtered(lambda s: s.declaration_id == self)

    def _facts(self):
        facts, shipment = super()._facts(), self._linkstar_form_of()
        if shipment:
            number = shipment.tracking_number or shipment.waybill or ""
            packages = len(shipment.parcel_ids) or 1
            facts |= {"tracking": number, "barcode": number if s10.may_be_printed(number) else "", "packages": packages}
        return facts

    def _articles(self):
        shipment = self._linkstar_form_of()
        if shipment.box in (False, WHOLE):
            return super()._articles()
        rate = Decimal(str(self.eur_value)) / Decimal(str(self.total_value)) if self.total_value else Decimal(0)
        return tuple(
            papers.Article(
                description=item.description_en,
                description_cn=item.description_cn,
                quantity=item.quantity,
                net_weight=item.net_weight,
                value=item.value,
                unit_price=item.unit_price,
                hs_code=item.hs_code,
                origin=item.origin,
                sku=item.sku,
                item=number,
                eur_value=(item.value * rate).quantize(Decimal("0.01")),
            )
            for number, item in enumerate(shipment._declared_items(), 1)
        )

    def _paper_totals(self):
        shipment = self._linkstar_form_of()
        if shipment.box in (False, WHOLE):
            return super()._paper_totals()
        articles = self._articles()
        value, eur_value, net_weight = (
            float(sum(getattr(article, name) for article in articles)) for name in ("value", "eur_value", "net_weight")
        )
        part = value / self.total_value if self.total_value else 0
        return {
            "value": value,
            "transport": self.currency_id.round(self.transport_value * part),
            "eur_value": eur_value,
            "net_weight": net_weight,
            "gross_weight": max(shipment.weight, net_weight),
        }
