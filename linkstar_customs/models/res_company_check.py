from odoo import fields, models

from ..rules import goods

STRICTNESS = [("block", "Keep goods from leaving"), ("warn", "Warn"), ("off", "Do not check")]


class ResCompany(models.Model):
    _inherit = "res.company"

    linkstar_check_orders = fields.Selection(
        [("off", "Do not check"), ("warn", "Note what is missing"), ("block", "Do not confirm")],
        "Orders to abroad",
        default="warn",
        required=True,
        help="What happens at the confirmation of an order whose goods would be held. Orders that confirm by themselves, as after a "
        "payment on the website, are never kept from it: there, what is missing is noted.",
        groups="base.group_user",
    )
    linkstar_check_transfers = fields.Selection(
        [
            ("off", "Do not check"),
            ("carriers", "Deliveries by these carriers"),
            ("abroad", "All deliveries to abroad"),
        ],
        "Customs check before validation",
        default="off",
        required=True,
        help="Linkstar's own deliveries are always checked.",
        groups="base.group_user",
    )
    linkstar_check_carrier_ids = fields.Many2many(
        "delivery.carrier", "linkstar_check_carrier_rel", "company_id", "carrier_id", string="Checked carriers", groups="base.group_user"
    )
    linkstar_check_identifiers = fields.Selection(
        STRICTNESS, "Product identifiers", default="block", required=True, groups="base.group_user"
    )
    linkstar_check_gpsr = fields.Selection(STRICTNESS, "Product safety (GPSR)", default="warn", required=True, groups="base.group_user")
    linkstar_check_vat = fields.Selection(
        STRICTNESS,
        "VAT on orders under IOSS",
        default="warn",
        required=True,
        groups="base.group_user",
        help="What happens where an order is declared as sold with VAT, and its lines charge none or not the destination's rate.",
    )
    linkstar_manufacturer_id = fields.Many2one(
        "res.partner", "Manufacturer", help="Of products for which neither they nor their category name one.", groups="base.group_user"
    )
    linkstar_responsible_id = fields.Many2one(
        "res.partner", "EU responsible person", help="For products for which neither they nor their category name one.",
        groups="base.group_user",
    )

    def _linkstar_severity(self, requirement):
        """How strict this company is about a requirement: "block", "warn" or "off"."""
        self.ensure_one()
        return {goods.IDENTIFIERS: self.linkstar_check_identifiers, goods.GPSR: self.linkstar_check_gpsr}[requirement]

    def _linkstar_blocking_gaps(self):
        """The marks in ``product.product.linkstar_gaps`` that keep this company from sending a product."""
        marks = ["!"]
        if self.linkstar_check_identifiers == "block":
            marks.append("#")
        if self.linkstar_check_gpsr == "block":
            marks += [f"@{goods.MANUFACTURER_INCOMPLETE}", f"@{goods.RESPONSIBLE_INCOMPLETE}", f"@{goods.RESPONSIBLE_OUTSIDE}"]
            for partner, missing in (
                (self.linkstar_manufacturer_id, goods.MANUFACTURER_MISSING),
                (self.linkstar_responsible_id, goods.RESPONSIBLE_MISSING),
            ):
                party = partner.sudo()._linkstar_safety_party()
                if not (party and party.complete):
                    marks.append(f"@{missing}")
        return marks

    def _linkstar_is_abroad(self, country, origin=None):
        """Whether goods from ``origin``, or this company's country, pass customs on their way to ``country``."""
        origin = origin or self.country_id
        union = self.env["res.country.group"]._linkstar_union()
        return bool(country) and country != origin and not (country.id in union and origin.id in union)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    linkstar_check_orders = fields.Selection(related="company_id.linkstar_check_orders", readonly=False, required=True)
    linkstar_check_transfers = fields.Selection(related="company_id.linkstar_check_transfers", readonly=False, required=True)
    linkstar_check_carrier_ids = fields.Many2many(related="company_id.linkstar_check_carrier_ids", readonly=False)
    linkstar_check_identifiers = fields.Selection(related="company_id.linkstar_check_identifiers", readonly=False, required=True)
    linkstar_check_vat = fields.Selection(related="company_id.linkstar_check_vat", readonly=False, required=True)
    linkstar_check_gpsr = fields.Selection(related="company_id.linkstar_check_gpsr", readonly=False, required=True)
    linkstar_manufacturer_id = fields.Many2one(related="company_id.linkstar_manufacturer_id", readonly=False)
    linkstar_responsible_id = fields.Many2one(related="company_id.linkstar_responsible_id", readonly=False)
