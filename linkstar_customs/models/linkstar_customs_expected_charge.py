# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from .linkstar_customs_charge_rule import BASES, KINDS


class LinkstarCustomsExpectedCharge(models.Model):
    """A duty or fee that is expected for a declared consignment, to compare with the
    carrier's bill.
    """

    _name = "linkstar.customs.expected.charge"
    _description = "Expected import charge"
    _order = "declaration_id, id"

    declaration_id = fields.Many2one(
        "linkstar.customs.declaration",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    # Not readonly, so that ``create`` can pass them.
    company_id = fields.Many2one(
        related="declaration_id.company_id",
        store=True,
        index=True,
        precompute=True,
        readonly=False,
    )
    picking_id = fields.Many2one(
        related="declaration_id.picking_id",
        store=True,
        index="btree_not_null",
        precompute=True,
        readonly=False,
    )
    state = fields.Selection(
        related="declaration_id.state", store=True, precompute=True, readonly=False
    )
    standing = fields.Selection(
        related="declaration_id.standing",
        string="Status",
        store=True,
        precompute=True,
        readonly=False,
    )
    rule_id = fields.Many2one(
        "linkstar.customs.charge.rule",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    basis = fields.Selection(BASES, "Charged per", required=True, readonly=True)
    quantity = fields.Integer(required=True, readonly=True)
    unit_amount = fields.Monetary(
        "Unit amount", required=True, readonly=True, aggregator=None
    )
    amount = fields.Monetary(required=True, readonly=True)
    vat_amount = fields.Monetary("VAT", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        """Values of the declaration are passed on creation: Odoo would look them up on
        a copy of each charge.
        """
        self.browse().check_access("create")
        declarations = self.env["linkstar.customs.declaration"].browse(
            {values["declaration_id"] for values in vals_list}
        )
        declarations._refuse_frozen()
        inherited = {
            each.id: {
                "company_id": each.company_id.id,
                "picking_id": each.picking_id.id,
                "state": each.state,
                "standing": each.standing,
            }
            for each in declarations
        }
        return super().create(
            [
                # The currency before the amounts, which need it for rounding: after
                # them, it would be read from the database.
                {
                    "currency_id": values["currency_id"],
                    **values,
                    **inherited[values["declaration_id"]],
                }
                for values in vals_list
            ]
        )

    def write(self, vals):
        self.check_access("write")
        self.declaration_id._refuse_frozen()
        result = super().write(vals)
        # Also checks the declaration that the charges move to.
        self.declaration_id._refuse_frozen()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self.declaration_id._refuse_frozen()

    def action_declaration(self):
        """The declaration of this charge."""
        self.ensure_one()
        self.check_access("read")
        return self.declaration_id.get_formview_action()
