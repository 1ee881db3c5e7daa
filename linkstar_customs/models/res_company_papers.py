import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    linkstar_eori = fields.Char(
        "EORI number", help="Two letters and up to 15 letters or digits; on commercial invoices and in H7 data.", groups="base.group_user"
    )
    linkstar_cn22_limit = fields.Float(
        "CN22 up to (EUR)", default=350.0, digits=(12, 2), help="SDR 300 in the postal rules; above it the form CN23 is printed.",
        groups="base.group_user",
    )
    linkstar_cn22_max_weight = fields.Float(
        "CN22 up to (kg)", default=2.0, digits=(12, 3), help="Letter post ends here; above it the form CN23 is printed.",
        groups="base.group_user",
    )
    linkstar_invoice_number = fields.Selection(
        [("none", "Not shown"), ("masked", "Masked"), ("whole", "Whole, for the customs broker")],
        "IOSS number on commercial invoices",
        default="masked",
        required=True,
        help="The number is confidential: whoever knows it can declare goods at your expense. It is never on forms and labels.",
        groups="base.group_user",
    )

    @api.constrains("linkstar_eori")
    def _check_linkstar_eori(self):
        for company in self:
            if company.linkstar_eori and not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{1,15}", company.linkstar_eori):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is no EORI number: enter the two letters of the country and up to 15 letters or digits, "
                        "without blanks.",
                        number=company.linkstar_eori,
                    )
                )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    linkstar_eori = fields.Char(related="company_id.linkstar_eori", readonly=False)
    linkstar_cn22_limit = fields.Float(related="company_id.linkstar_cn22_limit", readonly=False)
    linkstar_cn22_max_weight = fields.Float(related="company_id.linkstar_cn22_max_weight", readonly=False)
    linkstar_invoice_number = fields.Selection(related="company_id.linkstar_invoice_number", readonly=False, required=True)
