from odoo import api, fields, models

from .amounts import in_quanta


class StockPicking(models.Model):
    _inherit = "stock.picking"

    linkstar_declaration_ids = fields.One2many(
        "linkstar.customs.declaration", "picking_id", "Customs declarations", readonly=True
    )
    linkstar_declaration_count = fields.Integer(compute="_compute_linkstar_declaration_count")

    @api.depends("linkstar_declaration_ids")
    def _compute_linkstar_declaration_count(self):
        for picking in self:
            picking.linkstar_declaration_count = len(picking.linkstar_declaration_ids)

    def unlink(self):
        self.sudo().linkstar_declaration_ids.filtered(lambda declaration: declaration.state == "draft").unlink()
        return super().unlink()

    def action_linkstar_declare(self):
        """Build the customs declaration of these transfers, or their drafts again, and show them."""
        self._linkstar_declare()
        return self.action_linkstar_declarations()

    def action_linkstar_declarations(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_customs_declaration")
        declarations = self.linkstar_declaration_ids
        if len(declarations) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": declarations.id}
        return {**action, "domain": [("picking_id", "in", self.ids)], "context": {}}

    def _linkstar_declare(self):
        """Declare what these transfers contain now, and return their draft declarations in the order of ``self``.

        A transfer's draft is built anew; one whose declaration is frozen gets a draft of the next version. The caller needs
        write access to the transfers, not to declarations.
        """
        self.check_access("write")
        pickings_sudo = self.sudo()
        declarations_sudo = self.env["linkstar.customs.declaration"].sudo()
        lines = pickings_sudo._linkstar_line_values()
        headers = pickings_sudo._linkstar_header_values(lines)
        old = declarations_sudo.search([("picking_id", "in", self.ids), ("state", "=", "draft")])
        old.line_ids.unlink()
        for declaration in old:
            declaration.write(headers[declaration.picking_id])
        unmade = pickings_sudo - old.picking_id
        new = declarations_sudo.create([{**headers[picking], **picking._linkstar_next_version()} for picking in unmade])
        drafts = {declaration.picking_id: declaration for declaration in old + new}
        self.env["linkstar.customs.declaration.line"].sudo().create(
            [
                {**values, "declaration_id": drafts[picking].id}
                for picking, picking_lines in lines.items()
                for values in picking_lines
            ]
        )
        return self.env["linkstar.customs.declaration"].browse([drafts[picking].id for picking in pickings_sudo])

    def _linkstar_next_version(self):
        version = max(self.linkstar_declaration_ids.mapped("version"), default=0) + 1
        return {"version": version, "name": f"{self.name}/{version}", "picking_id": self.id, "company_id": self.company_id.id}

    def _linkstar_line_values(self):
        """{picking: [values of a declared line]}."""
        moves = self.move_ids.filtered(lambda move: move.product_id.type == "consu")
        quantities = moves._linkstar_quantities()
        net_values = moves._linkstar_net_values(quantities)
        weights = moves.product_id._linkstar_weights()
        lines = {picking: [] for picking in self}
        for move, quantity in quantities.items():
            lines[move.picking_id] += move._linkstar_line_values(quantity, net_values[move], weights[move.product_id])
        return lines

    def _linkstar_header_values(self, lines):
        """{picking: values of its declaration but for the name}, given the values of the lines."""
        euro = self.env.ref("base.EUR")
        countries = self.partner_id.country_id
        schemes = self.env["linkstar.tax.scheme"].search([("country_ids", "in", countries.ids)])
        territories = self.env["linkstar.special.territory"].search([("country_id", "in", countries.ids)])
        registrations = {
            company: self.env["linkstar.tax.registration"].search([("company_id", "=", company.id)])
            for company in self.company_id
        }
        headers = {}
        for picking in self:
            order, partner, company = picking.sale_id, picking.partner_id, picking.company_id
            currency, on_date = picking._linkstar_currency(), picking._linkstar_rate_date()
            total = sum(values["quantity"] * values["unit_price"] for values in lines[picking])
            consignment = max(total, order._linkstar_goods_value()) if order else total
            scheme, territory = schemes._for_country(partner.country_id, on_date), territories._find(partner, on_date)
            dearest = max((values["unit_price"] for values in lines[picking]), default=0.0)
            tested = dearest if scheme.basis == "item" else consignment
            headers[picking] = {
                "sale_order_id": order.id,
                "partner_id": partner.id,
                "country_id": partner.country_id.id,
                "currency_id": currency.id,
                "rate_date": on_date,
                "eur_value": currency._convert(total, euro, company, on_date),
                "order_eur_value": currency._convert(consignment, euro, company, on_date),
                "territory_id": territory.id,
                **picking._linkstar_scheme_values(
                    scheme,
                    territory,
                    registrations[company]._for_scheme(scheme, on_date),
                    currency._convert(tested, scheme.currency_id or currency, company, on_date),
                ),
            }
        return headers

    def _linkstar_currency(self):
        """The currency that this transfer's goods are declared in: the order's, without an order the company's."""
        return self.sale_id.currency_id or self.company_id.currency_id

    def _linkstar_rate_date(self):
        """The day (UTC) whose rates and rules apply: of the order's confirmation, without an order of the transfer."""
        return (self.sale_id.date_order or self.date_done or self.scheduled_date or fields.Datetime.now()).date()

    def _linkstar_amount(self, amount, currency):
        """``amount``, a decimal in ``currency``, as a decimal in the currency of this transfer's declaration."""
        own = self._linkstar_currency()
        if currency == own:
            return in_quanta(amount, own)
        return in_quanta(currency._convert(float(amount), own, self.company_id, self._linkstar_rate_date(), round=False), own)
