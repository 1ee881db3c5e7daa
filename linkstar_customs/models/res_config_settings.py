# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"
    linkstar_grouping = fields.Selection(
        related="company_id.linkstar_grouping", readonly=False, required=True
    )
    linkstar_charge_vat = fields.Selection(
        related="company_id.linkstar_charge_vat", readonly=False, required=True
    )
    linkstar_ioss_month = fields.Selection(
        related="company_id.linkstar_ioss_month", readonly=False, required=True
    )
    linkstar_charge_buyer = fields.Boolean(
        related="company_id.linkstar_charge_buyer", readonly=False
    )
    linkstar_charge_product_id = fields.Many2one(
        related="company_id.linkstar_charge_product_id", readonly=False
    )
    linkstar_insurance_product_id = fields.Many2one(
        related="company_id.linkstar_insurance_product_id", readonly=False
    )
    linkstar_transit_days = fields.Integer(
        related="company_id.linkstar_transit_days", readonly=False
    )
    linkstar_northern_ireland = fields.Selection(
        related="company_id.linkstar_northern_ireland", readonly=False, required=True
    )
    linkstar_check_orders = fields.Selection(
        related="company_id.linkstar_check_orders", readonly=False, required=True
    )
    linkstar_check_transfers = fields.Selection(
        related="company_id.linkstar_check_transfers", readonly=False, required=True
    )
    linkstar_check_carrier_ids = fields.Many2many(
        related="company_id.linkstar_check_carrier_ids", readonly=False
    )
    linkstar_check_identifiers = fields.Selection(
        related="company_id.linkstar_check_identifiers", readonly=False, required=True
    )
    linkstar_check_vat = fields.Selection(
        related="company_id.linkstar_check_vat", readonly=False, required=True
    )
    linkstar_ns_pid_source = fields.Selection(
        related="company_id.linkstar_ns_pid_source", readonly=False, required=True
    )
    linkstar_check_gpsr = fields.Selection(
        related="company_id.linkstar_check_gpsr", readonly=False, required=True
    )
    linkstar_manufacturer_id = fields.Many2one(
        related="company_id.linkstar_manufacturer_id", readonly=False
    )
    linkstar_responsible_id = fields.Many2one(
        related="company_id.linkstar_responsible_id", readonly=False
    )
    linkstar_eori = fields.Char(related="company_id.linkstar_eori", readonly=False)
    linkstar_cn22_limit = fields.Float(
        related="company_id.linkstar_cn22_limit", readonly=False
    )
    linkstar_cn22_max_weight = fields.Float(
        related="company_id.linkstar_cn22_max_weight", readonly=False
    )
    linkstar_invoice_number = fields.Selection(
        related="company_id.linkstar_invoice_number", readonly=False, required=True
    )
