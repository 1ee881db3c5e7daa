from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    linkstar_eori = fields.Char("EORI number", help="Two letters and up to 15 letters or digits; on commercial invoices and in H7 data.")
    linkstar_cn22_limit = fields.Float(
        "CN22 up to (EUR)", default=350.0, digits=(12, 2), help="SDR 300; above it the form CN23 is printed."
    )
    linkstar_cn22_max_weight = fields.Float(
        "CN22 up to (kg)", default=2.0, digits=(12, 3), help="Letter post ends here; above it the form CN23 is printed."
    )
    linkstar_invoice_number = fields.Selection(
        [("none", "Not shown"), ("masked", "Masked"), ("whole", "Whole, for the customs broker")],
        "IOSS number on commercial invoices",
        default="masked",
        required=True,
        help="The number is confidential: whoever knows it can declare goods at your expense. It is never on forms and labels.",
    )
