from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.ioss import Outcome


class LinkstarCustomsDeclaration(models.Model):
    """What is declared to customs for the goods of one transfer.

    Built from the transfer by ``stock.picking._linkstar_declare()``; frozen once it has been told to anybody, and from then
    on neither changed nor deleted. A correction is a new version.
    """

    _name = "linkstar.customs.declaration"
    _description = "Customs declaration"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1)
    state = fields.Selection(
        [("draft", "Draft"), ("frozen", "Frozen")], default="draft", required=True, readonly=True, copy=False, index=True
    )
    frozen_at = fields.Datetime(readonly=True, copy=False)
    picking_id = fields.Many2one(
        "stock.picking", "Transfer", required=True, readonly=True, index=True, ondelete="restrict", check_company=True
    )
    sale_order_id = fields.Many2one(
        "sale.order", "Order", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    partner_id = fields.Many2one("res.partner", "Consignee", readonly=True, ondelete="restrict")
    country_id = fields.Many2one("res.country", "Destination", readonly=True, ondelete="restrict")
    territory_id = fields.Many2one("linkstar.special.territory", "Special territory", readonly=True, ondelete="restrict")
    line_ids = fields.One2many("linkstar.customs.declaration.line", "declaration_id", "Lines", readonly=True, copy=False)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    total_value = fields.Monetary(
        "Value of goods",
        compute="_compute_totals",
        store=True,
        help="Price really paid for the goods of this transfer, without VAT and transport.",
    )
    net_weight = fields.Float("Net weight (kg)", digits=(16, 3), compute="_compute_totals", store=True)
    rate_date = fields.Date(
        "Rate of",
        readonly=True,
        help="The day whose exchange rate the amounts in EUR are converted at: the order's confirmation.",
    )
    euro_id = fields.Many2one("res.currency", compute="_compute_euro_id")
    eur_value = fields.Monetary("Value in EUR", currency_field="euro_id", readonly=True)
    order_eur_value = fields.Monetary(
        "Consignment in EUR",
        currency_field="euro_id",
        readonly=True,
        help="Value of all goods of the order: several parcels of one order are one consignment, and limits are tested on it.",
    )
    scheme_id = fields.Many2one("linkstar.tax.scheme", "Tax scheme", readonly=True, ondelete="restrict")
    scheme_outcome = fields.Selection(
        [
            (Outcome.DECLARED.value, "Declared with number"),
            (Outcome.NO_SCHEME.value, "No scheme for the destination"),
            (Outcome.TERRITORY.value, "Special territory"),
            (Outcome.BUSINESS.value, "Consignee is a business"),
            (Outcome.ABOVE_LIMIT.value, "Above the limit"),
            (Outcome.NOT_REGISTERED.value, "Not registered"),
        ],
        "Tax scheme decision",
        readonly=True,
    )
    registration_id = fields.Many2one("linkstar.tax.registration", readonly=True, ondelete="restrict", check_company=True)
    masked_number = fields.Char(related="registration_id.masked_number", related_sudo=True)
    scheme_reason = fields.Text("Why", readonly=True)

    _one_draft = models.UniqueIndex("(picking_id) WHERE state = 'draft'", "This transfer already has a draft declaration.")
    _version_uniq = models.Constraint("UNIQUE(picking_id, version)", "This version of the transfer's declaration already exists.")

    @api.depends("line_ids.value", "line_ids.net_weight")
    def _compute_totals(self):
        for declaration in self:
            declaration.total_value = sum(declaration.line_ids.mapped("value"))
            declaration.net_weight = sum(declaration.line_ids.mapped("net_weight"))

    def _compute_euro_id(self):
        self.euro_id = self.env.ref("base.EUR")

    def write(self, vals):
        self._refuse_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._refuse_frozen()

    def action_refresh(self):
        """Build the drafts among these again from their transfers."""
        self._refuse_frozen()
        self.picking_id._linkstar_declare()

    def _refuse_frozen(self):
        """
        :raise UserError: when one of these has been declared already"""
        frozen = self.filtered(lambda declaration: declaration.state == "frozen")
        if frozen:
            raise UserError(
                self.env._(
                    "The customs declaration %s has been sent and can neither be changed nor deleted. "
                    "To correct it, declare the transfer again: that makes a new version.",
                    ", ".join(frozen.mapped("name")),
                )
            )

    def _freeze(self):
        """These are being told to customs: fix them for good. What is frozen already stays as it is."""
        drafts = self.filtered(lambda declaration: declaration.state == "draft").sudo()
        drafts.write({"state": "frozen", "frozen_at": fields.Datetime.now()})
        # The next version is inserted at once, an update only at the next flush: the index allows one draft a transfer.
        drafts.flush_recordset(["state"])

    def _linkstar_items(self):
        """The declared goods, a tuple of ``rules.items.DeclaredItem``, one per line in the order of the lines."""
        self.ensure_one()
        return tuple(line._item() for line in self.sudo().line_ids)

    def _linkstar_scheme_number(self):
        """The tax scheme's number to declare, "" when none. Confidential: for server code that tells it to the carrier."""
        self.ensure_one()
        return self.sudo().registration_id.number or ""
