from odoo import api, fields, models

from .linkstar_customs_charge_rule import BASES, KINDS


class LinkstarCustomsExpectedCharge(models.Model):
    """A duty or fee that a declared consignment is expected to meet, to be held against what the carrier bills."""

    _name = "linkstar.customs.expected.charge"
    _description = "Expected import charge"
    _order = "declaration_id, id"

    declaration_id = fields.Many2one("linkstar.customs.declaration", required=True, readonly=True, index=True, ondelete="cascade")
    # Not readonly, so that ``create`` can tell them.
    company_id = fields.Many2one(related="declaration_id.company_id", store=True, index=True, precompute=True, readonly=False)
    picking_id = fields.Many2one(
        related="declaration_id.picking_id", store=True, index="btree_not_null", precompute=True, readonly=False
    )
    state = fields.Selection(related="declaration_id.state", store=True, precompute=True, readonly=False)
    standing = fields.Selection(related="declaration_id.standing", string="Status", store=True, precompute=True, readonly=False)
    rule_id = fields.Many2one("linkstar.customs.charge.rule", required=True, readonly=True, index=True, ondelete="restrict")
    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    basis = fields.Selection(BASES, "Counts", required=True, readonly=True)
    quantity = fields.Integer(required=True, readonly=True)
    unit_amount = fields.Monetary("Amount of one", required=True, readonly=True, aggregator=None)
    amount = fields.Monetary(required=True, readonly=True)
    vat_amount = fields.Monetary("VAT on top", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        """What is the declaration's is told with the values: Odoo would look it up on a copy of each charge."""
        declarations = self.env["linkstar.customs.declaration"].browse({values["declaration_id"] for values in vals_list})
        declarations._refuse_frozen()
        told = {
            each.id: {
                "company_id": each.company_id.id,
                "picking_id": each.picking_id.id,
                "state": each.state,
                "standing": each.standing,
            }
            for each in declarations
        }
        return super().create([
            # The currency before the amounts, which are rounded in it: after them it would be read from the database.
            {"currency_id": values["currency_id"], **values, **told[values["declaration_id"]]}
            for values in vals_list
        ])

    def write(self, vals):
        self.declaration_id._refuse_frozen()
        result = super().write(vals)
        # Also the one that they come to.
        self.declaration_id._refuse_frozen()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self.declaration_id._refuse_frozen()
