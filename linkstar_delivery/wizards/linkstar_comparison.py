# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.promise import HISTORY_DAYS
from ..services import analysis
from ..services.quotation import offers


class LinkstarComparison(models.TransientModel):
    """All lines for one order, side by side: the price of each line and its
    calculation, or the reasons why the line is not available.
    """

    _name = "linkstar.comparison"
    _description = "Linkstar Comparison of Lines"

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="order_id.currency_id", related_sudo=False)
    assumption = fields.Char("Assumptions", readonly=True)
    duty_note = fields.Text("Duties and fees at the border", readonly=True)
    line_ids = fields.One2many(
        "linkstar.comparison.line", "comparison_id", readonly=True
    )

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
        """Quote each line once. Available lines come first, the cheapest on top."""
        self.ensure_one()
        order = self.order_id
        facts = order.sudo()._linkstar_facts()
        self.assumption = self.env._(
            "Nothing is packed yet. Pieces: %(pieces)s, total weight: %(weight)s kg, "
            "destination: %(country)s %(postcode)s. Press Explain price to see the "
            "parcels that each line assumes.",
            pieces=facts.item_count,
            weight=facts.weight,
            country=facts.country,
            postcode=facts.postcode,
        )
        duty, self.duty_note = self._duty()
        methods = self._methods()
        services_sudo = (
            self.env["linkstar.service"]
            .sudo()
            .search([("company_id", "=", order.company_id.id)])
        )

        def asked_together(service):
            method = methods.get(service)
            source = method.linkstar_rate_source if method else "live_card"
            return service.account_id, source

        results = analysis.outcomes(
            services_sudo,
            order.partner_shipping_id.country_id,
            order.company_id,
            HISTORY_DAYS,
        )
        problems = self.env["delivery.carrier"]._linkstar_order_problems(order, facts)
        values = []
        for (account, source), members in services_sudo.grouped(asked_together).items():
            found = {} if problems else offers(account, members, facts, source)
            for service in members:
                method = methods.get(service, self.env["delivery.carrier"])
                why = problems or (
                    *service._problems(facts.country, facts.goods_types),
                    *found[service].problems,
                )
                line = self._line_values(
                    service, method, tuple(dict.fromkeys(why)), found.get(service)
                )
                values.append(
                    {
                        **line,
                        "incoterm": service.incoterm,
                        "duty": duty,
                        "duty_known": duty is not None,
                        **_history(results.get(service.id)),
                    }
                )
        values.sort(
            key=lambda line: (bool(line["reason"]), line["price"], line["service_id"])
        )
        self.env["linkstar.comparison.line"].create(
            [{**line, "sequence": number} for number, line in enumerate(values)]
        )

    def _methods(self):
        """{line: its first delivery method that this order can have}"""
        methods_sudo = (
            self.env["delivery.carrier"]
            .sudo()
            .search(
                [
                    ("delivery_type", "=", "linkstar"),
                    ("linkstar_choice", "=", "fixed"),
                    ("company_id", "in", (False, self.order_id.company_id.id)),
                ]
            )
        )
        methods = {}
        for method in methods_sudo:
            methods.setdefault(method.linkstar_service_id, method)
        return methods

    def _duty(self):
        """Return (the expected duties and fees in the order's currency or None, how
        they are calculated).
        """
        order = self.order_id
        charges = [
            (charge, order._linkstar_charge_value(charge))
            for charge in order._linkstar_import_charges()
        ]
        note = "\n".join(
            order._linkstar_charge_sentence(charge, value) for charge, value in charges
        )
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
            "explanation": self._explanation(
                offer, method._linkstar_conversion(offer, order)
            ),
        }

    @api.model
    def _explanation(self, offer, converted):
        labels = dict(
            self.env["linkstar.charge"]._fields["kind"]._description_selection(self.env)
        )
        row = Markup("<tr><td>%s</td><td class='text-end text-nowrap'>%s</td></tr>")
        rows = [
            row % (text or labels.get(kind, kind), _amount(amount))
            for kind, text, amount in offer.details
        ]
        rows.append(
            Markup("<tr><th>%s</th><th class='text-end text-nowrap'>%s %s</th></tr>")
            % (
                self.env._("Total"),
                f"{offer.total:.2f}",
                offer.currency.name,
            )
        )
        if converted:
            rows.append(Markup("<tr><td colspan='2'>%s</td></tr>") % converted)
        return Markup("<table class='table table-sm'>%s</table>") % Markup("").join(
            rows
        )


class LinkstarComparisonLine(models.TransientModel):
    _name = "linkstar.comparison.line"
    _description = "Linkstar Line in a Comparison"
    _order = "sequence"

    comparison_id = fields.Many2one(
        "linkstar.comparison", required=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    service_id = fields.Many2one(
        "linkstar.service", "Line of the carrier", required=True, ondelete="cascade"
    )
    carrier_id = fields.Many2one(
        "delivery.carrier", "Delivery method", ondelete="cascade"
    )
    currency_id = fields.Many2one(related="comparison_id.currency_id")
    price = fields.Monetary(
        help="What the order would be charged, including the margin of the delivery "
        "method."
    )
    cost = fields.Monetary("Carrier price", help="What the carrier would charge.")
    billable_weight = fields.Float("Billable weight (kg)", digits=(12, 3))
    weight_kind = fields.Selection(
        [
            ("actual", "Actual weight"),
            ("volumetric", "Volumetric weight"),
            ("minimum", "Minimum weight"),
        ],
        "Weight used",
    )
    code = fields.Char("Line", related="service_id.code", related_sudo=False)
    parcels = fields.Integer(help="The number of parcels that the price assumes.")
    incoterm = fields.Selection(
        [("ddp", "DDP"), ("ddu", "DDU")],
        "Duty",
        help="DDP: duty is included in the price. DDU: the buyer pays duty on "
        "delivery.",
    )
    duty = fields.Monetary(
        "Duty estimate",
        help="Expected duties and fees at the border.",
    )
    duty_known = fields.Boolean()
    days_min = fields.Integer("Minimum days")
    days_max = fields.Integer("Maximum days")
    days = fields.Char("Transit time (days)", compute="_compute_days")
    history_parcels = fields.Integer(
        "Parcels of 90 days",
        help="Our own parcels of this line to this country that were booked in the "
        "last 90 days and had a result.",
    )
    on_time = fields.Float(
        "On time (%)",
        digits=(5, 1),
        help="Of our parcels of 90 days that had a promised date.",
    )
    on_time_known = fields.Boolean()
    lost = fields.Float(
        "Lost (%)", digits=(5, 1), help="Of our parcels of 90 days that had an end."
    )
    lost_known = fields.Boolean()
    last_mile = fields.Char("Local carrier")
    source = fields.Selection(
        [("card", "Rate card"), ("live", "Carrier's quotation")], "Price source"
    )
    remark = fields.Char()
    reason = fields.Text()
    explanation = fields.Html(readonly=True)

    @api.depends("days_min", "days_max")
    def _compute_days(self):
        for line in self:
            line.days = "–".join(
                str(days)
                for days in dict.fromkeys((line.days_min, line.days_max))
                if days
            )

    def action_select(self):
        """Put this line on the order, as the wizard "Add shipping" does."""
        self.ensure_one()
        self.check_access("read")
        order, method = self.comparison_id.order_id, self.carrier_id
        order.check_access("write")
        if self.reason:
            raise UserError(self.reason)
        if not method:
            raise UserError(
                self.env._(
                    "No delivery method uses the line %s. Create a delivery method of "
                    "type Linkstar under Inventory ▸ Configuration ▸ Delivery Methods.",
                    self.service_id.code,
                )
            )
        rated = method.rate_shipment(order)
        if not rated["success"]:
            raise UserError(rated["error_message"])
        order.set_delivery_line(method, rated["price"])
        order.write(
            {
                "recompute_delivery_price": False,
                "delivery_message": rated["warning_message"],
            }
        )
        return {"type": "ir.actions.act_window_close"}

    def action_back(self):
        self.check_access("read")
        return self.comparison_id._open()

    def action_explain(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Price calculation of %s", self.service_id.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [
                [
                    self.env.ref(
                        "linkstar_delivery.linkstar_comparison_line_view_form"
                    ).id,
                    "form",
                ]
            ],
            "target": "new",
        }


def _history(result):
    """The fields of a line with the ``result`` of its parcels, or without any."""
    parcels, on_time, lost = result or (0, None, None)
    return {
        "history_parcels": parcels,
        "on_time": on_time or 0,
        "on_time_known": on_time is not None,
        "lost": lost or 0,
        "lost_known": lost is not None,
    }


def _amount(amount):
    """Format an amount with at least two decimals, and with more if the price was
    calculated with more. A remark has no amount and gives "".
    """
    if not amount:
        return ""
    return f"{amount:.2f}" if amount == round(amount, 2) else f"{amount.normalize():f}"
