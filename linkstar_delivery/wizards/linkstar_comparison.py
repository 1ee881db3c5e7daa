from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..services.quotation import offers


class LinkstarComparison(models.TransientModel):
    """All lines for one order, side by side: what each costs and why, or why it is not to be had."""

    _name = "linkstar.comparison"
    _description = "Comparison of Linkstar Lines"

    order_id = fields.Many2one("sale.order", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="order_id.currency_id", related_sudo=False)
    assumption = fields.Char(readonly=True)
    duty_note = fields.Text("Duty and fees at the border", readonly=True)
    line_ids = fields.One2many("linkstar.comparison.line", "comparison_id", readonly=True)

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare Linkstar lines"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _fill(self):
        """Ask for each line once; those that take the order come first, the cheapest on top."""
        self.ensure_one()
        order = self.order_id
        facts = order.sudo()._linkstar_facts()
        self.assumption = self.env._(
            "Nothing is packed yet. Pieces: %(pieces)s, in all %(weight)s kg, to %(country)s %(postcode)s. The parcels that each line is "
            "assumed to get are in its explanation.",
            pieces=facts.item_count,
            weight=facts.weight,
            country=facts.country,
            postcode=facts.postcode,
        )
        duty, self.duty_note = self._duty()
        methods = {}
        for method in self.env["delivery.carrier"].sudo().search(
            [("delivery_type", "=", "linkstar"), ("linkstar_choice", "=", "fixed"), ("company_id", "in", (False, order.company_id.id))]
        ):
            methods.setdefault(method.linkstar_service_id, method)
        services = self.env["linkstar.service"].sudo().search([("company_id", "=", order.company_id.id)])
        groups = services.grouped(
            lambda service: (service.account_id, methods[service].linkstar_rate_source if service in methods else "live_card")
        )
        values = []
        for (account, source), members in groups.items():
            problems = self.env["delivery.carrier"]._linkstar_order_problems(order, facts)
            found = {} if problems else offers(account, members, facts, source)
            for service in members:
                method = methods.get(service, self.env["delivery.carrier"])
                why = problems or (*service._problems(facts.country, facts.goods_types), *found[service].problems)
                line = self._line_values(service, method, tuple(dict.fromkeys(why)), found.get(service))
                values.append({**line, "incoterm": service.incoterm, "duty": duty, "duty_known": duty is not None})
        values.sort(key=lambda line: (bool(line["reason"]), line["price"], line["service_id"]))
        self.env["linkstar.comparison.line"].create([{**line, "sequence": number} for number, line in enumerate(values)])

    def _duty(self):
        """(the duties and fees that the order is expected to meet, in its currency, or None; what they are made of)."""
        order = self.order_id
        charges = [(charge, order._linkstar_charge_value(charge)) for charge in order._linkstar_import_charges()]
        note = "\n".join(order._linkstar_charge_sentence(charge, value) for charge, value in charges)
        values = [value for _charge, value in charges]
        return (None if None in values else sum(values)), note

    def _line_values(self, service, method, problems, offer):
        values = {
            "comparison_id": self.id,
            "service_id": service.id,
            "carrier_id": method.id,
            "days_min": service.days_min,
            "days_max": service.days_max,
            "reason": "\n".join(problems) or False,
            "price": 0.0,
        }
        if problems:
            return values
        order = self.order_id
        try:
            cost = offer.facts.convert(offer.total, offer.currency, order.currency_id)
        except UserError as error:
            return {**values, "reason": str(error)}
        rated = method.rate_shipment(order) if method else {}
        return {
            **values,
            "cost": float(cost),
            "price": rated["price"] if rated.get("success") else float(cost),
            "billable_weight": float(offer.billable_weight or 0),
            "weight_kind": offer.weight_kind or False,
            "days_min": offer.days_min or service.days_min,
            "days_max": offer.days_max or service.days_max,
            "last_mile": offer.last_mile,
            "parcels": len(offer.parcels),
            "source": offer.source,
            "remark": offer.remark,
            "explanation": self._explanation(offer, method._linkstar_conversion(offer, order)),
        }

    @api.model
    def _explanation(self, offer, converted):
        labels = dict(self.env["linkstar.charge"]._fields["kind"]._description_selection(self.env))
        row = Markup("<tr><td>%s</td><td class='text-end text-nowrap'>%s</td></tr>")
        rows = [
            row % (text or labels.get(kind, kind), _amount(amount))
            for kind, text, amount in offer.details
        ]
        rows.append(Markup("<tr><th>%s</th><th class='text-end text-nowrap'>%s %s</th></tr>") % (
            self.env._("Total"), f"{offer.total:.2f}", offer.currency.name,
        ))
        if converted:
            rows.append(Markup("<tr><td colspan='2'>%s</td></tr>") % converted)
        return Markup("<table class='table table-sm'>%s</table>") % Markup("").join(rows)


class LinkstarComparisonLine(models.TransientModel):
    _name = "linkstar.comparison.line"
    _description = "Line in a Comparison"
    _order = "sequence"

    comparison_id = fields.Many2one("linkstar.comparison", required=True, ondelete="cascade")
    sequence = fields.Integer()
    service_id = fields.Many2one("linkstar.service", "Line of the carrier", required=True, ondelete="cascade")
    carrier_id = fields.Many2one("delivery.carrier", "Delivery method", ondelete="cascade")
    currency_id = fields.Many2one(related="comparison_id.currency_id")
    price = fields.Monetary(help="What the order would be charged, with the delivery method's margin.")
    cost = fields.Monetary(help="What the carrier would charge.")
    billable_weight = fields.Float("Billable weight (kg)", digits=(12, 3))
    weight_kind = fields.Selection([("actual", "Actual"), ("volumetric", "Volume"), ("minimum", "Minimum")], "Billed by")
    code = fields.Char("Line", related="service_id.code", related_sudo=False)
    parcels = fields.Integer(help="How many parcels the price assumes.")
    incoterm = fields.Selection([("ddp", "DDP"), ("ddu", "DDU")], "Duty paid", help="DDP: with the price; DDU: by the buyer at the door.")
    duty = fields.Monetary("Duty estimate", help="Duties and fees that the order is expected to meet at the border.")
    duty_known = fields.Boolean()
    days_min = fields.Integer("Days from")
    days_max = fields.Integer("Days to")
    days = fields.Char(compute="_compute_days")
    last_mile = fields.Char("Local carrier")
    source = fields.Selection([("card", "Rate card"), ("live", "Carrier")], "Price from")
    remark = fields.Char()
    reason = fields.Text("Not available because")
    explanation = fields.Html(readonly=True)

    @api.depends("days_min", "days_max")
    def _compute_days(self):
        for line in self:
            line.days = "–".join(str(days) for days in dict.fromkeys((line.days_min, line.days_max)) if days)

    def action_select(self):
        """Put this line on the order, as the wizard "Add shipping" would."""
        self.ensure_one()
        self.check_access("read")
        order, method = self.comparison_id.order_id, self.carrier_id
        order.check_access("write")
        if self.reason:
            raise UserError(self.reason)
        if not method:
            raise UserError(
                self.env._(
                    "No delivery method sells the line %s. Create one of type Linkstar under Inventory, Configuration, Delivery Methods.",
                    self.service_id.code,
                )
            )
        rated = method.rate_shipment(order)
        if not rated["success"]:
            raise UserError(rated["error_message"])
        order.set_delivery_line(method, rated["price"])
        order.write({"recompute_delivery_price": False, "delivery_message": rated["warning_message"]})
        return {"type": "ir.actions.act_window_close"}

    def action_back(self):
        self.check_access("read")
        return self.comparison_id._open()

    def action_explain(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("How the price of %s comes about", self.service_id.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[self.env.ref("linkstar_delivery.linkstar_comparison_line_view_form").id, "form"]],
            "target": "new",
        }


def _amount(amount):
    """At least two digits after the point, as many more as the price was computed with; nothing for a remark."""
    if not amount:
        return ""
    return f"{amount:.2f}" if amount == round(amount, 2) else f"{amount.normalize():f}"
