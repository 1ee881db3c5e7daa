from decimal import Decimal

from odoo import api, fields, models, tools

from .. import rules
from ..rating import Limits

_PARCEL_LIMITS = ("max_weight", "max_side", "max_side_sum", "max_girth")


class LinkstarService(models.Model):
    """What the carrier takes on this line: how an address has to be, boxes, kinds of goods."""

    _inherit = "linkstar.service"

    needs_phone = fields.Boolean("Telephone required", default=True, help="Whether the consignee's telephone number has to be told.")
    needs_email = fields.Boolean("E-mail required", help="Whether the consignee's e-mail address has to be told.")
    needs_description_cn = fields.Boolean(
        "Chinese description required",
        default=True,
        help="Whether each declared product has to have a Chinese description: most lines ask for it.",
    )
    needs_tax_no = fields.Boolean(
        "Tax ID required", help="Whether the consignee's tax ID has to be sent. It is sent on lines that require it, and on no other."
    )
    max_weight = fields.Float("Weight of a box (kg)", digits=(8, 3), help="0: no limit but the rate card's.")
    max_side = fields.Float("Longest side (cm)", digits=(8, 1), help="0: no limit but the rate card's.")
    max_side_sum = fields.Float("Sum of sides (cm)", digits=(8, 1), help="0: no limit but the rate card's.")
    max_girth = fields.Float(
        "Length and girth (cm)", digits=(8, 1), help="Longest side plus twice the other two; 0: no limit but the rate card's."
    )
    goods_type_ids = fields.Many2many(
        "linkstar.goods.type",
        string="Carries also",
        help="Special goods that may travel on this line besides ordinary ones, by the carrier's contract; a general type stands for "
        "all that belong to it.",
    )

    _limits_positive = models.Constraint(
        "CHECK(max_weight >= 0 AND max_side >= 0 AND max_side_sum >= 0 AND max_girth >= 0)",
        "A line's limits are above 0, or 0 for none: correct them.",
    )

    def _label_limits(self):
        """What the labels of this line take, as ``rules.Limits``."""
        self.ensure_one()
        account_sudo, required = self.account_id.sudo(), ["name", "street", "city", "country"]
        required += [part for part, field in (("phone", "needs_phone"), ("email", "needs_email")) if self[field]]
        return rules.Limits(
            name=account_sudo.label_name_length,
            company=account_sudo.label_name_length,
            street=account_sudo.label_street_length,
            street_lines=account_sudo.label_street_lines,
            city=account_sudo.label_city_length,
            state=account_sudo.label_city_length,
            latin=account_sudo.label_latin,
            required=tuple(required),
        )

    def _goes_to(self, country):
        """Whether this line goes to ``country``, as far as its countries are known; without a query."""
        known = self._country_ids_of(self.id)
        return not known or country.id in known

    @api.model
    @tools.ormcache("service_id")
    def _country_ids_of(self, service_id):
        return frozenset(self.sudo().browse(service_id).country_ids._ids)

    def _parcel_limits(self, on_date):
        """{line: ``rating.Limits``} of these lines on a day: the tighter of its own and its rate card's; without a query."""
        return {service: self._parcel_limits_of(service.id, on_date) for service in self}

    @api.model
    @tools.ormcache("service_id", "on_date")
    def _parcel_limits_of(self, service_id, on_date):
        service_sudo = self.sudo().browse(service_id)
        card_sudo = self.env["linkstar.rate.card"].sudo()._find(service_sudo, on_date)[:1]
        values = {}
        for name in _PARCEL_LIMITS:
            known = [Decimal(str(record[name])) for record in (service_sudo, card_sudo) if record[name]]
            values[name] = min(known, default=None)
        return Limits(**values, max_parcels=card_sudo.max_parcels or None)

    def _not_carried(self, codes):
        """Those types of goods among ``codes`` (``linkstar.goods.type``) that this line does not carry, the special ones only.

        Prohibited ones travel on no line: customs' own check tells."""
        self.ensure_one()
        if not codes:
            return self.env["linkstar.goods.type"]
        carried = set(self.sudo().goods_type_ids.mapped("code")) | ({"battery"} if self.sudo().carries_battery else set())
        types = self.env["linkstar.goods.type"].with_context(active_test=False).search([("code", "in", list(codes))])
        special = types - types.parent_id
        return special.filtered(lambda kind: not kind.prohibited and not carried & set(kind._all_codes()))
