# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class LinkstarReturnPlace(models.Model):
    """A place that returned goods come to, outside every warehouse: its goods keep
    their value, but are neither on hand nor sold until a person moves them on.
    """

    _name = "linkstar.return.place"
    _description = "Linkstar Return Place"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(
        [
            ("inspection", "Inspection at home"),
            ("depot", "Return depot of the carrier"),
            ("lost", "Lost or destroyed on the way"),
        ],
        required=True,
        default="inspection",
    )
    partner_id = fields.Many2one("res.partner", "Address", check_company=True)
    free_days = fields.Integer(
        "Free storage (days)",
        help="The carrier charges for storage after this number of days.",
    )
    location_id = fields.Many2one(
        "stock.location",
        check_company=True,
        ondelete="restrict",
        domain="[('usage', '=', 'internal'), ('company_id', '=', company_id)]",
        help="An internal location outside every warehouse. Empty: it is created.",
    )
    quarantine_location_id = fields.Many2one(
        "stock.location",
        "Quarantine",
        check_company=True,
        ondelete="restrict",
        domain="[('usage', '=', 'internal'), ('company_id', '=', company_id)]",
        help="An internal location outside every warehouse. Empty: it is created.",
    )
    scrap_location_id = fields.Many2one(
        "stock.location",
        "Scrap location",
        check_company=True,
        ondelete="restrict",
        domain="[('usage', '=', 'inventory'), ('company_id', '=', company_id)]",
        help="Where scrapped goods go. With perpetual valuation, set its stock "
        "valuation account: the loss is booked there.",
    )
    loss_account_id = fields.Many2one(
        related="scrap_location_id.valuation_account_id",
        string="Loss account",
        readonly=False,
    )
    loss_warning = fields.Char(
        "No loss account", compute="_compute_loss_warning", compute_sudo=True
    )
    receipt_type_id = fields.Many2one(
        "stock.picking.type",
        "Receipts",
        check_company=True,
        ondelete="restrict",
        domain="[('code', '=', 'incoming'), ('company_id', '=', company_id)]",
        help="The operation type of returns to this place. Empty: it is created.",
    )
    delivery_type_id = fields.Many2one(
        "stock.picking.type",
        "Deliveries",
        check_company=True,
        ondelete="restrict",
        domain="[('code', '=', 'outgoing'), ('company_id', '=', company_id)]",
        help="The operation type of goods that are sent again from this place. Empty: "
        "it is created.",
    )
    transfer_type_id = fields.Many2one(
        "stock.picking.type",
        "Transfers to stock",
        check_company=True,
        ondelete="restrict",
        domain="[('code', '=', 'internal'), ('company_id', '=', company_id)]",
        help="The operation type that brings goods from here to stock. Empty: it is "
        "created.",
    )

    @api.depends("scrap_location_id.valuation_account_id", "company_id")
    @api.depends_context("lang")
    def _compute_loss_warning(self):
        for place in self:
            place.loss_warning = (
                place.scrap_location_id
                and place._values_at_once(place.company_id)
                and place._loss_warning(place.company_id)
            )

    _free_days = models.Constraint(
        "CHECK(free_days >= 0)",
        "The days of free storage must be 0 or more. Correct them.",
    )

    @api.constrains("location_id", "quarantine_location_id", "company_id")
    def _check_locations(self):
        for place in self:
            for location in place.location_id + place.quarantine_location_id:
                if (
                    location.usage != "internal"
                    or location.company_id != place.company_id
                    or location.warehouse_id
                ):
                    raise ValidationError(
                        self.env._(
                            "%(location)s cannot be a return place: goods there would "
                            "be sold as free stock or lose their value. Choose an "
                            "internal location of the company %(company)s without a "
                            "warehouse.",
                            location=location.display_name,
                            company=place.company_id.name,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        places = super().create(vals_list)
        for place in places:
            place._make_missing()
        return places

    def write(self, vals):
        result = super().write(vals)
        for place in self.filtered("active"):
            place._make_missing()
        return result

    @api.model
    def _of(self, company, kind="inspection"):
        """The place of this kind of ``company``; created when there is none."""
        company_sudo = company.sudo()
        found = (
            self.sudo()
            .with_company(company_sudo)
            .search([("company_id", "=", company.id), ("kind", "=", kind)], limit=1)
        )
        if found:
            return found.with_env(self.env)
        names = {
            "inspection": self.env._("Return inspection"),
            "depot": self.env._("Return depot"),
            "lost": self.env._("Lost in transport"),
        }
        return (
            self.sudo()
            .with_company(company_sudo)
            .create({"name": names[kind], "kind": kind, "company_id": company.id})
            .with_env(self.env)
        )

    @api.model
    def _first(self, company):
        """The inspection of ``company``, or no record: nothing is created."""
        return self.search(
            [("company_id", "=", company.id), ("kind", "=", "inspection")], limit=1
        )

    def _loss_warning(self, company, products=None):
        """What is missing so that goods scrapped at this place, or at a place that is
        created later for ``company``, are booked as a loss; False when nothing is. Only
        goods that are valued at once post an entry. ``products``: those in question.
        """
        if self.scrap_location_id.valuation_account_id:
            return False
        if products is not None and not any(
            product.with_company(company).valuation == "real_time"
            for product in products
        ):
            return False
        if not self:
            return self.env._(
                "There is no return place with a loss account yet, so goods that are "
                "scrapped or written off leave stock without an entry. Ask an "
                "accountant to create one under Inventory ▸ Configuration ▸ Linkstar ▸ "
                "Return places and to choose its loss account."
            )
        return self.env._(
            "The return place %(place)s has no loss account, so goods that are "
            "scrapped or written off leave stock without an entry. Ask an accountant "
            "to enter the account there first.",
            place=self.name,
        )

    def _values_at_once(self, company):
        """Whether any goods of ``company`` are valued with each move."""
        if company.inventory_valuation == "real_time":
            return True
        return bool(
            self.env["product.category"]
            .with_company(company)
            .search_count([("property_valuation", "=", "real_time")], limit=1)
        )

    def _warehouse(self):
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company_id.id)], limit=1
        )
        if not warehouse:
            raise UserError(
                self.env._(
                    "The company %s has no warehouse. Create one before goods can be "
                    "returned.",
                    self.company_id.name,
                )
            )
        return warehouse

    def _make_missing(self):
        """Create the locations and operation types that this place lacks. Quarantine
        and scrap location are shared by the places of a company.
        """
        # Who may create a return place may create what it consists of.
        place = self.sudo().with_company(self.company_id)
        others = place.with_context(active_test=False).search(
            [("company_id", "=", place.company_id.id), ("id", "!=", place.id)]
        )
        place._make_locations(others)
        place._make_types(others)

    def _make_locations(self, others):
        values = {}
        if not self.location_id:
            values["location_id"] = self._new_location(self.name).id
        if not self.quarantine_location_id:
            values["quarantine_location_id"] = (
                others.quarantine_location_id[:1]
                or self._new_location(self.env._("Quarantine of returns"))
            ).id
        if not self.scrap_location_id:
            values["scrap_location_id"] = (
                others.scrap_location_id[:1]
                or self._new_location(self.env._("Scrapped returns"), "inventory")
            ).id
        if values:
            self.write(values)

    def _make_types(self, others):
        here, stock = self.location_id, self._warehouse().lot_stock_id
        customers = self.env.ref("stock.stock_location_customers")
        lacking = {
            "receipt_type_id": (
                "incoming",
                "RET",
                self.env._("Returns (%s)", self.name),
                customers,
                here,
            ),
            "delivery_type_id": (
                "outgoing",
                "AGAIN",
                self.env._("Sent again (%s)", self.name),
                here,
                customers,
            ),
            "transfer_type_id": (
                "internal",
                "BACK",
                self.env._("To stock (%s)", self.name),
                here,
                stock,
            ),
        }
        values = {
            # Of all places: two sequences would give equal names.
            field: self._new_type(*terms, others[field].sequence_id[:1]).id
            for field, terms in lacking.items()
            if not self[field]
        }
        if values:
            self.write(values)

    def _new_type(self, code, prefix, name, source, destination, sequence):
        return self.env["stock.picking.type"].create(
            {
                "name": name,
                "code": code,
                "sequence_code": prefix,
                "sequence_id": sequence.id,
                "company_id": self.company_id.id,
                "warehouse_id": self._warehouse().id,
                "default_location_src_id": source.id,
                "default_location_dest_id": destination.id,
                "create_backorder": "always",
                "use_create_lots": False,
                "use_existing_lots": True,
            }
        )

    def _new_location(self, name, usage="internal"):
        return self.env["stock.location"].create(
            {
                "name": name,
                "usage": usage,
                "company_id": self.company_id.id,
                "location_id": False,
            }
        )
