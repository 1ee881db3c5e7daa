from odoo import fields, models

from ..rules import charges, grouping

GROUPING = [
    (grouping.Key.HS6_ORIGIN.value, "HS code (6 digits), description and origin"),
    (grouping.Key.HS6.value, "HS code (6 digits) and description: the origin is not declared"),
    (grouping.Key.FULL_ORIGIN.value, "Whole HS code, description and origin"),
    (grouping.Key.PRODUCT.value, "Every product by itself"),
]
VAT = [
    (charges.Vat.LAW.value, "As the law says: without IOSS, or when the buyer is charged"),
    (charges.Vat.ALWAYS.value, "Always"),
    (charges.Vat.NEVER.value, "Never"),
]


class ResCompany(models.Model):
    _inherit = "res.company"

    linkstar_grouping = fields.Selection(
        GROUPING,
        "Declared items",
        default=grouping.Key.HS6_ORIGIN.value,
        required=True,
        help="What goods have to share to be one declared item.",
        groups="base.group_user",
    )
    linkstar_charge_vat = fields.Selection(
        VAT, "VAT on import charges", default=charges.Vat.LAW.value, required=True, help="When VAT is reckoned on duties and fees.",
        groups="base.group_user",
    )
    linkstar_charge_buyer = fields.Boolean(
        "Charge import duties and fees to the buyer",
        help="A line is added to the order when it is confirmed or its delivery method is chosen.",
        groups="base.group_user",
    )
    linkstar_charge_product_id = fields.Many2one(
        "product.product",
        "Product of import charges",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help="A service; its taxes are those of the line.",
        groups="base.group_user",
    )
    linkstar_ioss_month = fields.Selection(
        [("payment", "By the day of payment"), ("dispatch", "By the day of dispatch")],
        "Month of IOSS sales",
        default="payment",
        required=True,
        help="The law asks for the day on which the payment was accepted (Directive 2006/112/EC, art. 66a): an order that is paid in one "
        "month and leaves in the next belongs to the first.",
    )
    linkstar_insurance_product_id = fields.Many2one(
        "product.product",
        "Product of shipping insurance",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help="Lines of the order with this product are insurance, which is declared apart from the goods.",
        groups="base.group_user",
    )

    linkstar_northern_ireland = fields.Selection(
        [("uk", "As the United Kingdom"), ("eu", "As the European Union")],
        "Northern Ireland",
        default="uk",
        required=True,
        help="Whose import tax scheme is used for addresses with a BT postcode. Ask your carrier which way it goes.",
        groups="base.group_user",
    )

    def _linkstar_grouping_key(self):
        """What makes goods one declared item of this company, as the rules read it."""
        self.ensure_one()
        return grouping.Key(self.linkstar_grouping)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    linkstar_grouping = fields.Selection(related="company_id.linkstar_grouping", readonly=False, required=True)
    linkstar_charge_vat = fields.Selection(related="company_id.linkstar_charge_vat", readonly=False, required=True)
    linkstar_ioss_month = fields.Selection(related="company_id.linkstar_ioss_month", readonly=False, required=True)
    linkstar_charge_buyer = fields.Boolean(related="company_id.linkstar_charge_buyer", readonly=False)
    linkstar_charge_product_id = fields.Many2one(related="company_id.linkstar_charge_product_id", readonly=False)
    linkstar_insurance_product_id = fields.Many2one(related="company_id.linkstar_insurance_product_id", readonly=False)
    linkstar_northern_ireland = fields.Selection(related="company_id.linkstar_northern_ireland", readonly=False, required=True)
