import base64
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from odoo import api, fields, models

from ..rating import card as terms
from ..rating import sheet_write

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv"


class LinkstarRateCard(models.Model):
    _name = "linkstar.rate.card"
    _inherit = "linkstar.rate.card"

    sheet_xlsx = fields.Binary("Workbook", compute="_compute_sheet_xlsx", exportable=False)
    sheet_csv = fields.Binary("CSV file", compute="_compute_sheet_csv", exportable=False)
    template_xlsx = fields.Binary("Template", compute="_compute_template_xlsx", exportable=False)

    def _compute_sheet_xlsx(self):
        for card in self:
            card.sheet_xlsx = base64.b64encode(sheet_write.xlsx(card._value(), self._explanation()))

    def _compute_sheet_csv(self):
        for card in self:
            card.sheet_csv = base64.b64encode(sheet_write.csv_file(card._value()))

    def _compute_template_xlsx(self):
        for card in self:
            card.template_xlsx = base64.b64encode(sheet_write.xlsx(card._example(), self._explanation()))

    def action_export_xlsx(self):
        return self._download("sheet_xlsx", f"{self.display_name}.xlsx")

    def action_export_csv(self):
        return self._download("sheet_csv", f"{self.display_name}.csv")

    def _download(self, field, filename):
        self.ensure_one()
        self.check_access("read")
        # The type is told, since core's guess looks at the beginning of a workbook and logs that the rest is not there.
        options = {"download": "true", "filename": filename, "mimetype": _CSV if filename.endswith(".csv") else _XLSX}
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}?{urlencode(options)}",
            "target": "download",
        }

    def _example(self):
        """A card of this line that shows each kind of price once."""
        self.ensure_one()
        number = Decimal
        return terms.Card(
            service_code=self.service_id.code,
            currency=self.currency_id.name,
            valid_from=date(self.valid_from.year, 1, 1),
            weight_rule=terms.WeightRule(divisor=number(8000), over_side=number(60), minimum=number("0.05"), step=number("0.01")),
            limits=terms.Limits(max_weight=number(30), max_side=number(120), goods_types=("battery",)),
            discounts=(terms.Discount(number(500), number(3)), terms.Discount(number(2000), number("5.5"))),
            zones=(
                terms.Zone(
                    "DE-FR",
                    (terms.Area("DE"), terms.Area("FR")),
                    (
                        terms.Bracket(number(0), number(2), terms.PER_KG, number(48), registration=number(18)),
                        terms.Bracket(
                            number(2), number(30), terms.FIRST_STEP, number(96), number(2), number("0.5"), number("21.5"),
                            registration=number(18),
                        ),
                    ),
                    excluded=(terms.Area("FR", ("20",)),),
                    days_min=8,
                    days_max=14,
                    last_mile="DHL",
                ),
                terms.Zone(
                    "Italy, islands",
                    (terms.Area("IT", ("98",), (("07", "09"), ("90", "97"))),),
                    (terms.Bracket(number(0), number(5), terms.FLAT, number("129.9")),),
                ),
            ),
            surcharges=(
                terms.Surcharge("fuel", terms.PERCENT_FREIGHT, number(8)),
                terms.Surcharge("battery", terms.PER_PARCEL, number(4), name="Battery handling", goods_types=("battery",)),
                terms.Surcharge(
                    "peak_season", terms.SURCHARGE_PER_KG, number(3),
                    valid_from=date(self.valid_from.year, 11, 1), valid_to=date(self.valid_from.year, 12, 31),
                ),
                terms.Surcharge("signature", terms.FIXED, number(12), optional=True),
            ),
        )

    @api.model
    def _explanation(self):
        """Sheet, column and meaning of all that a file may hold."""
        zone = self.env._("The name of the zone.")
        areas = self.env._("Countries apart by semicolons, then postcode prefixes and ranges apart by commas: DE; IT 00..19, 98")
        last_day = self.env._("The last day, like 2026-12-31; empty: until further notice.")
        per = ", ".join(terms.PER)
        texts = {
            "Card": {
                "": self.env._("One setting a row. A sheet that is not in the file leaves its part of the card as it is."),
                "service": self.env._("The code of the line; it must be that of the card."),
                "currency": self.env._("Of all amounts, like CNY."),
                "valid_from": self.env._("The first day, like 2026-01-31."),
                "valid_to": last_day,
                "priced_per": self.env._("What has a waybill of its own: %s.", per),
                "discounts": self.env._("From so many parcels or kg a month, per cent off the freight: 500: 3; 2000: 5.5"),
                "discount_per": self.env._("What these numbers count, sent on the line this month: %s.", ", ".join(terms.DISCOUNT_PER)),
                "divisor": self.env._("Of the volumetric weight, in cm³ per kg; empty: volume does not count."),
                "over_ratio": self.env._("Volume counts where its weight is more than this times the actual one."),
                "over_side": self.env._("Volume counts where a side is longer than this, in cm."),
                "thresholds": self.env._("Whether one of the two is enough or both are needed: %s.", ", ".join(terms.THRESHOLDS)),
                "minimum_weight": self.env._("The least billable weight in kg."),
                "weight_step": self.env._("Weights are rounded up to whole steps of so many kg; empty: not rounded."),
                "weight_per": self.env._("What is weighed and rounded by itself: %s.", per),
                "max_weight": self.env._("The heaviest parcel in kg."),
                "max_side": self.env._("The longest side in cm."),
                "max_side_sum": self.env._("The largest sum of the three sides in cm."),
                "max_girth": self.env._("The largest length and girth in cm: the longest side plus twice the other two."),
                "max_value": self.env._("The highest declared value of an order."),
                "max_parcels": self.env._("The most parcels of an order."),
                "goods_types": self.env._("The kinds of goods beyond ordinary ones that may travel: battery, liquid"),
            },
            "Zones": {
                "zone": zone,
                "areas": areas,
                "excluded": self.env._("What of the areas does not belong to the zone, written alike."),
                "days_min": self.env._("Days in transit, at least."),
                "days_max": self.env._("Days in transit, at most."),
                "last_mile": self.env._("Who delivers."),
                "minimum_weight": self.env._("The least billable weight in kg, where it is more than the card's."),
            },
            "Brackets": {
                "zone": zone,
                "over": self.env._("The bracket is for billable weights above so many kg …"),
                "up_to": self.env._("… up to and with so many; empty: no end."),
                "kind": self.env._(
                    "What the price is for: first_step (the first weight; each begun step costs more), per_kg (a kg of the whole weight), "
                    "flat (all of it)."
                ),
                "price": self.env._("In the card's currency."),
                "first_weight": self.env._("Of first_step: the weight in kg that the price is for."),
                "step_weight": self.env._("Of first_step: kg of a step."),
                "step_price": self.env._("Of first_step: the price of a begun step."),
                "minimum": self.env._("The least that the freight is."),
                "registration": self.env._("Added for each waybill."),
            },
            "Surcharges": {
                "code": ", ".join(terms.SURCHARGE_CODES),
                "name": self.env._("The carrier's own word for it."),
                "basis": ", ".join(terms.BASES),
                "amount": self.env._("In the card's currency, or per cent: 8 is 8 %."),
                "minimum": self.env._("The least that the surcharge is."),
                "valid_from": self.env._("The first day, like 2026-01-31; empty: since ever."),
                "valid_to": last_day,
                "areas": self.env._("Where it is due, written like the areas of a zone; empty: everywhere."),
                "goods_types": self.env._("Due for one of these kinds of goods; empty: for all."),
                "over_side": self.env._("Due when a side is longer than this, in cm."),
                "over_weight": self.env._("Due when a parcel is heavier than this, in kg."),
                "optional": self.env._("yes: only when it is asked for."),
            },
        }
        return [(sheet, column, text) for sheet, columns in texts.items() for column, text in columns.items()]
