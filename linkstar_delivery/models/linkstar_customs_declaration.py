# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import fields, models

from odoo.addons.linkstar_customs.rules import papers, s10

from ..services import ordering
from ..services.states import WHOLE


class LinkstarCustomsDeclaration(models.Model):
    _inherit = "linkstar.customs.declaration"

    change_reason = fields.Char(
        "Version reason",
        readonly=True,
        copy=False,
        help="What changed after the previous version was sent.",
    )

    # --- The customs form of one order, or of one of its boxes

    def _linkstar_form_of(self):
        """The shipment that the customs form of this declaration is printed for, if
        there is one.
        """
        self.ensure_one()
        forms = self.env.context.get("linkstar_form_of", {})
        shipment = (
            self.env["linkstar.shipment"].sudo().browse(forms.get(self.id)).exists()
        )
        # A client can write the context, too.
        return shipment.filtered(lambda s: s.declaration_id == self)

    def _facts(self):
        facts, shipment = super()._facts(), self._linkstar_form_of()
        if shipment:
            number = shipment.tracking_number or shipment.waybill or ""
            packages = len(shipment.parcel_ids) or 1
            facts |= {
                "tracking": number,
                "barcode": number if s10.may_be_printed(number) else "",
                "packages": packages,
            }
        return facts

    def _articles(self):
        shipment = self._linkstar_form_of()
        if shipment.box in (False, WHOLE):
            return super()._articles()
        rate = (
            Decimal(str(self.eur_value)) / Decimal(str(self.total_value))
            if self.total_value
            else Decimal(0)
        )
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
            for number, item in enumerate(ordering.declared_items(shipment), 1)
        )

    def _paper_totals(self):
        shipment = self._linkstar_form_of()
        if shipment.box in (False, WHOLE):
            return super()._paper_totals()
        articles = self._articles()
        value, eur_value, net_weight = (
            float(sum(getattr(article, name) for article in articles))
            for name in ("value", "eur_value", "net_weight")
        )
        part = value / self.total_value if self.total_value else 0
        return {
            "value": value,
            "transport": self.currency_id.round(self.transport_value * part),
            "eur_value": eur_value,
            "net_weight": net_weight,
            "gross_weight": max(shipment.weight, net_weight),
        }
