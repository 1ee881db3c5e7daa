from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.amounts import decimal
from odoo.tools import format_amount

from ..rating import NotAvailable, Parcel, Request, quote
from ..rules import options
from .linkstar_extra_service import COST_GROUPS
from .states import UNDELIVERABLE

_HAND = ("linkstar_extra_ids", "linkstar_insured", "linkstar_undeliverable")


@dataclass(frozen=True)
class Decision:
    """What a transfer goes with: ``chosen`` of ``offered``, ``proposed`` besides. ``value()`` is what its goods are worth, a decimal
    in the account's currency."""

    chosen: options.Chosen
    proposed: tuple[options.Extra, ...]
    offered: tuple[options.Extra, ...]
    value: object


class StockPicking(models.Model):
    """The options of a transfer's shipment: the line's and the rules', unless a person chose by hand."""

    _inherit = "stock.picking"

    linkstar_by_hand = fields.Boolean("Options chosen by hand", readonly=True, copy=False, groups="base.group_user")
    linkstar_hand_extra_ids = fields.Many2many(
        "linkstar.extra.service", "linkstar_picking_extra_rel", readonly=True, copy=False, groups="base.group_user"
    )
    linkstar_hand_insured = fields.Float(digits=(12, 2), readonly=True, copy=False, groups="base.group_user")
    linkstar_hand_undeliverable = fields.Selection(UNDELIVERABLE, readonly=True, copy=False, groups="base.group_user")

    linkstar_service_id = fields.Many2one(
        "linkstar.service", "Linkstar line", compute="_compute_linkstar_options", compute_sudo=True, groups="base.group_user"
    )
    linkstar_currency_id = fields.Many2one("res.currency", compute="_compute_linkstar_options", compute_sudo=True, groups="base.group_user")
    linkstar_extra_ids = fields.Many2many(
        "linkstar.extra.service", string="Extra services", compute="_compute_linkstar_options", inverse="_inverse_linkstar_options",
        compute_sudo=True, domain="[('service_id', '=', linkstar_service_id)]",
        groups="base.group_user",
    )
    linkstar_insured = fields.Monetary(
        "Insured amount", currency_field="linkstar_currency_id", compute="_compute_linkstar_options",
        inverse="_inverse_linkstar_options", compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_undeliverable = fields.Selection(
        UNDELIVERABLE, "If it cannot be delivered", compute="_compute_linkstar_options", inverse="_inverse_linkstar_options",
        compute_sudo=True,
        groups="base.group_user",
    )
    linkstar_suggestion = fields.Char("Suggested", compute="_compute_linkstar_suggestion", compute_sudo=True, groups="base.group_user")
    linkstar_option_prices = fields.Text("What they cost", compute="_compute_linkstar_option_prices", compute_sudo=True, groups=COST_GROUPS)

    @api.depends(
        "carrier_id", "partner_id.country_id", "linkstar_by_hand", "linkstar_hand_extra_ids", "linkstar_hand_insured",
        "linkstar_hand_undeliverable", "move_ids.quantity",
    )
    def _compute_linkstar_options(self):
        decisions = self._linkstar_decisions()
        for picking in self:
            decision, service = decisions.get(picking), picking._linkstar_line()
            chosen = decision.chosen if decision else options.Chosen((), "")
            picking.linkstar_service_id = service
            picking.linkstar_currency_id = service.account_id.currency_id
            picking.linkstar_extra_ids = [fields.Command.set([extra.id for extra in chosen.extras])]
            picking.linkstar_insured = float(chosen.insured)
            picking.linkstar_undeliverable = chosen.undeliverable or False

    def _inverse_linkstar_options(self):
        for picking in self:
            picking.write({
                "linkstar_by_hand": True,
                "linkstar_hand_extra_ids": [fields.Command.set(picking.linkstar_extra_ids.ids)],
                "linkstar_hand_insured": picking.linkstar_insured,
                "linkstar_hand_undeliverable": picking.linkstar_undeliverable,
            })

    @api.depends(*_HAND)
    def _compute_linkstar_suggestion(self):
        decisions = self._linkstar_decisions()
        for picking in self:
            names = [extra.name for extra in decisions[picking].proposed] if picking in decisions else []
            picking.linkstar_suggestion = self.env._("Suggested for these goods: %s.", names) if names else False

    @api.depends(*_HAND)
    def _compute_linkstar_option_prices(self):
        decisions = self._linkstar_decisions()
        for picking in self:
            lines = picking._linkstar_price_lines(decisions[picking]) if picking in decisions else []
            picking.linkstar_option_prices = "\n".join(lines) or False

    def _linkstar_price_lines(self, decision):
        service, currency = self._linkstar_line(), self._linkstar_line().account_id.currency_id

        def money(amount):
            return format_amount(self.env, amount, currency) if amount else self.env._("not known")

        lines = [
            self.env._(
                "Undeliverable: back to the sender %(back)s, destroyed %(destroyed)s",
                back=money(service.return_cost),
                destroyed=money(service.destroy_cost),
            )
        ]
        for extra in (*decision.chosen.extras, *decision.proposed):
            record = service.extra_service_ids.browse(extra.id)
            insured = float(decision.chosen.insured or decision.value()) if extra.kind == options.INSURANCE else 0.0
            amount = record._cost(insured) or self._linkstar_card_cost(service, extra.kind, insured)
            # Without prices of its own the carrier's words are all that is known.
            cost = " · ".join(filter(None, (money(amount) if amount or not record.terms else "", record.terms)))
            if extra in decision.proposed:
                lines.append(self.env._("%(name)s, suggested: %(cost)s", name=extra.name, cost=cost))
            else:
                lines.append(self.env._("%(name)s: %(cost)s", name=extra.name, cost=cost))
        return lines

    def _linkstar_card_cost(self, service, kind, insured):
        """What the line's rate card takes for an option that nobody entered a price of, in the account's currency; 0: it does not tell."""
        today = fields.Date.context_today(self)
        card = self.env["linkstar.rate.card"].sudo()._find(service, today)
        optional = card.surcharge_ids.filtered(lambda surcharge: surcharge.optional and surcharge.code == kind)
        parcels = tuple(Parcel(decimal(values["weight"], 3)) for values in self._linkstar_parcel_values())
        if not optional or not parcels:
            return 0.0
        consignee, currency = self._linkstar_consignee(), service.account_id.currency_id
        value = currency._convert(insured, card.currency_id, self.company_id, today)
        price = quote(
            card._compiled(),
            Request(
                parcels=parcels,
                country=consignee.country_id.code or "",
                postcode=consignee._linkstar_postcode(),
                on_date=today,
                declared_value=Decimal(str(value)),
                options=frozenset({kind}),
            ),
        )
        if isinstance(price, NotAvailable):
            return 0.0
        amount = sum(step.amount for step in price.steps if step.params.get("surcharge") == kind)
        return card.currency_id._convert(float(amount), currency, self.company_id, today)

    def action_linkstar_suggested(self):
        """Take what is suggested, by hand."""
        self.check_access("write")
        for picking, decision in self._linkstar_decisions().items():
            chosen, more = decision.chosen, decision.proposed
            insures = any(extra.kind == options.INSURANCE for extra in more)
            picking.write({
                "linkstar_extra_ids": [fields.Command.set([extra.id for extra in (*chosen.extras, *more)])],
                "linkstar_insured": float(chosen.insured or (decision.value() if insures else 0)),
            })

    def action_linkstar_by_rule(self):
        """Forget what was chosen by hand."""
        self.check_access("write")
        self.write({"linkstar_by_hand": False})

    # --- what is decided

    def _linkstar_line(self):
        """The line of a transfer that leaves by Linkstar, else none."""
        self.ensure_one()
        none = self.env["linkstar.service"].sudo()
        return self._linkstar_service() if self.carrier_id.delivery_type == "linkstar" and self.picking_type_code != "incoming" else none

    def _linkstar_decisions(self):
        """{transfer: :class:`Decision`} of those that have a line."""
        decisions = {}
        for picking in self:
            service = picking._linkstar_line()
            if not service:
                continue
            country = picking._linkstar_consignee().country_id._linkstar_code()
            offered = tuple(extra for extra in service._offered() if country not in extra.not_in)
            rules, value = self.env["linkstar.option.rule"]._of(service.account_id.id), cache(picking._linkstar_value)
            chosen, proposed = options.decide(offered, service._undeliverable(), rules, service.id, country, value)
            if picking.linkstar_by_hand:
                chosen = picking._linkstar_hand()
                proposed = tuple(extra for extra in proposed if extra not in chosen.extras)
            decisions[picking] = Decision(chosen, proposed, offered, value)
        return decisions

    def _linkstar_hand(self):
        extras = tuple(extra._value() for extra in self.sudo().linkstar_hand_extra_ids)
        insured = decimal(self.linkstar_hand_insured, 2)
        return options.Chosen(extras, self.linkstar_hand_undeliverable or self._linkstar_line()._undeliverable(), insured)

    def _linkstar_value(self):
        """What the goods of this transfer are worth, net, in the account's currency."""
        picking_sudo = self.sudo()
        moves = picking_sudo.move_ids.filtered(lambda move: move.product_id.type == "consu")
        quantities = moves._linkstar_quantities()
        total = float(sum(moves._linkstar_net_values(quantities).values()))
        currency = picking_sudo._linkstar_line().account_id.currency_id
        worth = picking_sudo._linkstar_currency()._convert(total, currency, self.company_id, self._linkstar_rate_date())
        return decimal(worth, 2)

    def _linkstar_option_values(self):
        """The options as values of a shipment."""
        self.ensure_one()
        decision = self._linkstar_decisions().get(self)
        if not decision:
            return {}
        return {
            "extra_service_ids": [fields.Command.set([extra.id for extra in decision.chosen.extras])],
            "insured_value": float(decision.chosen.insured),
            "undeliverable": decision.chosen.undeliverable,
        }

    def _linkstar_options_told(self):
        """The options as far as a later change has to be told to the carrier: values of JSON."""
        decision = self._linkstar_decisions().get(self)
        if not decision:
            return []
        chosen = decision.chosen
        return [sorted(extra.code for extra in chosen.extras), f"{chosen.insured:.2f}", chosen.undeliverable]
