from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import grouping
from ..rules.ioss import Outcome, Procedure
from .amounts import quantum
from .lookups import standard

OUTCOMES = [
    (Outcome.DECLARED.value, "Declared with number"),
    (Outcome.EXEMPT.value, "Free of import tax"),
    (Outcome.NO_SCHEME.value, "No scheme for the destination"),
    (Outcome.TERRITORY.value, "Special territory"),
    (Outcome.BUSINESS.value, "Buyer is a business"),
    (Outcome.BUYER_UNKNOWN.value, "Private or business: not known"),
    (Outcome.EXCISE.value, "Goods subject to excise duty"),
    (Outcome.EXCLUDED.value, "Goods that the scheme excludes"),
    (Outcome.ABOVE_LIMIT.value, "Above the limit"),
    (Outcome.MARKETPLACE.value, "The marketplace's number is missing"),
    (Outcome.EXPIRED.value, "Registration expired"),
    (Outcome.NOT_REGISTERED.value, "Not registered"),
]
PROCEDURES = [
    (Procedure.IOSS.value, "F48: IOSS"),
    (Procedure.SPECIAL_ARRANGEMENTS.value, "F49: special arrangements, the carrier collects the VAT"),
    (Procedure.STANDARD.value, "F53: standard import VAT"),
]


class LinkstarCustomsDeclaration(models.Model):
    """What is declared to customs for the goods of one transfer, or a forecast of it for an order.

    Built from the transfer by ``stock.picking._linkstar_declare()``; frozen once it has been told to anybody, and from then
    on neither changed nor deleted: the law asks for ten years. A correction is a new version. A forecast, built from an order by
    ``sale.order._linkstar_forecast()``, has no transfer and is told to nobody.
    """

    _name = "linkstar.customs.declaration"
    _description = "Customs declaration"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    state = fields.Selection(
        [("forecast", "Forecast"), ("draft", "Draft"), ("frozen", "Frozen")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    corrects_id = fields.Many2one(
        "linkstar.customs.declaration", "Corrected version", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    correction_ids = fields.One2many("linkstar.customs.declaration", "corrects_id", "Corrected by", readonly=True)
    reason = fields.Text("Reason of the correction", readonly=True)
    standing = fields.Selection(
        [("forecast", "Forecast"), ("draft", "Draft"), ("frozen", "Frozen"), ("replaced", "Replaced")],
        "Status",
        compute="_compute_standing",
        store=True,
        readonly=False,
        help="As the state; what a later version corrected is replaced.",
    )
    frozen_at = fields.Datetime(readonly=True, copy=False)
    picking_id = fields.Many2one(
        "stock.picking", "Transfer", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    sale_order_id = fields.Many2one(
        "sale.order", "Order", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Consignee", readonly=True, ondelete="restrict")
    country_id = fields.Many2one("res.country", "Destination", readonly=True, ondelete="restrict")
    territory_id = fields.Many2one("linkstar.special.territory", "Special territory", readonly=True, ondelete="restrict")
    line_ids = fields.One2many("linkstar.customs.declaration.line", "declaration_id", "Lines", readonly=True, copy=False)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    # The totals come with the values that a declaration is made of: one that they were worked out for afterwards is written twice.
    total_value = fields.Monetary(
        "Value of goods",
        compute="_compute_totals",
        store=True,
        readonly=False,
        aggregator=None,
        help="Price really paid for the goods of this transfer, without VAT and transport.",
    )
    transport_value = fields.Monetary(
        "Transport", readonly=True, aggregator=None, help="This transfer's part of what the buyer pays for transport, without VAT."
    )
    insurance_value = fields.Monetary("Insurance", readonly=True, aggregator=None, help="This transfer's part, without VAT.")
    service_value = fields.Monetary(
        "Services",
        readonly=True,
        aggregator=None,
        help="This transfer's part of services such as gift wrap, and of import charges that the buyer pays, without VAT. No part of the "
        "declared value; taxed with the goods.",
    )
    vat_value = fields.Monetary(
        "VAT", readonly=True, aggregator=None, help="This transfer's part of the VAT that the buyer pays with the order."
    )
    net_weight = fields.Float(
        "Net weight (kg)", digits=(16, 3), compute="_compute_totals", store=True, readonly=False, aggregator=None
    )
    gross_weight = fields.Float(
        "Gross weight (kg)", digits=(16, 3), compute="_compute_totals", store=True, readonly=False, aggregator=None
    )
    item_count = fields.Integer(
        "Declared items",
        readonly=True,
        aggregator=None,
        help="Goods with the same HS code, description and origin are one item, by the company's key.",
    )
    parcel_count = fields.Integer("Parcels", readonly=True, aggregator=None)
    rate_date = fields.Date(
        "Rate of",
        readonly=True,
        help="The day whose exchange rate the amounts in EUR are converted at, and whose tax rules hold.",
    )
    rate_basis = fields.Selection(
        [("payment", "Payment"), ("confirmation", "Confirmation of the order"), ("transfer", "Transfer")], "Day of", readonly=True
    )
    exchange_rate = fields.Float(
        "EUR for one", digits=(16, 8), readonly=True, aggregator=None, help="The exchange rate that was used."
    )
    law_date = fields.Date("Duties as of", readonly=True, help="The day whose duties and fees are expected: when the goods leave.")
    euro_id = fields.Many2one("res.currency", compute="_compute_euro_id")
    eur_value = fields.Monetary("Value in EUR", currency_field="euro_id", readonly=True, aggregator=None)
    counted_eur_value = fields.Monetary(
        "Counted in EUR",
        currency_field="euro_id",
        compute="_compute_counted",
        store=True,
        readonly=False,
        help="The value of each transfer's latest declaration. Forecasts, replaced declarations and corrections that are still drafts "
        "count as 0, so that sums count each transfer once.",
    )
    counted_net_weight = fields.Float(
        "Counted weight (kg)",
        digits=(16, 3),
        compute="_compute_counted",
        store=True,
        readonly=False,
        help="As the counted value.",
    )
    order_eur_value = fields.Monetary(
        "Consignment in EUR",
        currency_field="euro_id",
        readonly=True,
        aggregator=None,
        help="Value of all goods of the order: several parcels of one order are one consignment, and limits are tested on it.",
    )
    scheme_id = fields.Many2one("linkstar.tax.scheme", "Tax scheme", readonly=True, ondelete="restrict")
    scheme_outcome = fields.Selection(OUTCOMES, "Tax scheme decision", readonly=True)
    scheme_refusals = fields.Char(
        "All reasons", readonly=True, help="The codes of everything that keeps the scheme from this declaration, apart by commas."
    )
    procedure = fields.Selection(
        PROCEDURES, readonly=True, help="The additional procedure code of an import declaration in the European Union."
    )
    registration_id = fields.Many2one("linkstar.tax.registration", readonly=True, ondelete="restrict", check_company=True)
    masked_number = fields.Char(related="registration_id.masked_number", related_sudo=True)
    scheme_reason = fields.Text("Why", readonly=True)
    charge_ids = fields.One2many(
        "linkstar.customs.expected.charge", "declaration_id", "Expected charges", readonly=True, copy=False
    )

    _one_draft = models.UniqueIndex("(picking_id) WHERE state = 'draft'", "This transfer already has a draft declaration.")
    _one_forecast = models.UniqueIndex("(sale_order_id) WHERE state = 'forecast'", "This order already has a forecast.")
    _forecast_or_transfer = models.Constraint(
        "CHECK((state = 'forecast') = (picking_id IS NULL))", "A declaration is of a transfer, a forecast of an order."
    )
    _version_uniq = models.Constraint("UNIQUE(picking_id, version)", "This version of the transfer's declaration already exists.")

    @api.depends("line_ids.value", "line_ids.net_weight", "line_ids.gross_weight")
    def _compute_totals(self):
        for declaration in self:
            declaration.total_value = sum(declaration.line_ids.mapped("value"))
            declaration.net_weight = sum(declaration.line_ids.mapped("net_weight"))
            declaration.gross_weight = sum(declaration.line_ids.mapped("gross_weight"))

    @api.depends("state", "correction_ids.state")
    def _compute_standing(self):
        for declaration in self:
            replaced = declaration.state == "frozen" and "frozen" in declaration.correction_ids.mapped("state")
            declaration.standing = "replaced" if replaced else declaration.state

    @api.depends("standing", "corrects_id", "eur_value", "net_weight")
    def _compute_counted(self):
        for declaration in self:
            counts = declaration.standing == "frozen" or (declaration.standing == "draft" and not declaration.corrects_id)
            declaration.counted_eur_value = declaration.eur_value if counts else 0.0
            declaration.counted_net_weight = declaration.net_weight if counts else 0.0

    def _compute_euro_id(self):
        self.euro_id = standard(self.env, "base.EUR")

    @api.model_create_multi
    def create(self, vals_list):
        """What follows from the other values comes with them: worked out afterwards, it would be written twice."""
        told = []
        for values in vals_list:
            standing = values.get("state", "draft")
            counts = standing == "draft" and not values.get("corrects_id")
            counted = {f"counted_{name}": values.get(name, 0.0) if counts else 0.0 for name in ("eur_value", "net_weight")}
            told.append({"standing": standing, **(counted if "net_weight" in values else {}), **values})
        return super().create(told)

    def write(self, vals):
        self.check_access("write")
        self._refuse_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._refuse_frozen()

    def action_refresh(self):
        """Build the drafts and forecasts among these again from their transfers and orders."""
        self.check_access("read")
        self._refuse_frozen()
        self.picking_id._linkstar_declare()
        self.filtered(lambda declaration: declaration.state == "forecast").sale_order_id._linkstar_forecast()

    def action_declare(self):
        """Fix these drafts for good: they have been told to customs some other way than by a carrier that this addon books."""
        self.check_access("read")
        self.picking_id.check_access("write")
        # Sales and finance may write transfers, too.
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users fix declarations for good: ask one of them."))
        self._freeze()

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

    def _rebuild(self, values_list, reason=""):
        """Replace what these drafts say by ``values_list``, one each: all their lines in one go, however many drafts."""
        self.line_ids.unlink()
        self.charge_ids.unlink()
        children = {"line_ids": [], "charge_ids": []}
        for draft, values in zip(self, values_list, strict=True):
            for name, rows in children.items():
                rows += [{**row, "declaration_id": draft.id} for _command, _id, row in values[name]]
            header = {name: value for name, value in values.items() if name not in children}
            draft.write({**header, "reason": reason or draft.reason})
        for name, rows in children.items():
            self[name].create(rows)

    def _freeze(self):
        """These are being told to customs: fix them for good. What is frozen already stays as it is."""
        drafts = self.filtered(lambda declaration: declaration.state == "draft").sudo()
        drafts.write({"state": "frozen", "standing": "frozen", "frozen_at": fields.Datetime.now()})
        # The next version is inserted at once, an update only at the next flush: the index allows one draft a transfer.
        drafts.flush_recordset(["state"])

    def _linkstar_items(self, lines=None):
        """The declared goods as they are told to carriers, a tuple of ``rules.items.DeclaredItem``: one or two rows for each
        declared item, see ``rules.grouping.merged``. ``lines``: only these, some of ``_linkstar_line_items`` or parts of them."""
        self.ensure_one()
        declaration = self.sudo()
        lines = declaration._linkstar_line_items() if lines is None else tuple(lines)
        return grouping.merged(lines, declaration.company_id._linkstar_grouping_key(), quantum(declaration.currency_id))

    def _linkstar_line_items(self):
        """The declared lines, a tuple of ``rules.items.DeclaredItem``, one per line in the order of the lines."""
        self.ensure_one()
        return tuple(line._item() for line in self.sudo().line_ids)

    def _linkstar_refusals(self):
        """The codes of everything that keeps the scheme from this declaration, a list of values of ``rules.ioss.Outcome``."""
        self.ensure_one()
        # Of one from before all of them were kept, the one that was.
        return (self.scheme_refusals or self.scheme_outcome or "").split(",")

    def _linkstar_scheme_number(self):
        """The tax scheme's number to declare, "" when none. Confidential: for server code that tells it to the carrier."""
        self.ensure_one()
        return self.sudo().registration_id.number or ""
