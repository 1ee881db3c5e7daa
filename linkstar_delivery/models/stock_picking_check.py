
from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.amounts import decimal
from odoo.addons.linkstar_customs.models.lookups import tells
from odoo.addons.linkstar_customs.rules.problem import Problem

from .. import rules
from ..rating import Parcel, Request, limit_reasons
from ..rules import options
from .check_text import option_text
from .checks import Checks
from .price_text import reason_text

#: What people look for on a label; that a postcode or telephone is written otherwise is nobody's concern.
_PRINTED = ("name", "company", "street", "street2", "street3", "city")
_SIDES = ("length", "width", "height")


class StockPicking(models.Model):
    """What the carrier would refuse, told before the goods move, and what the label will say."""

    _inherit = "stock.picking"

    linkstar_label_address = fields.Text(
        "The label will say", compute="_compute_linkstar_label_address", compute_sudo=True,
        help="The consignee as the carrier is told: in Latin letters where its labels need them, long streets on several lines.",
        groups="base.group_user",
    )
    linkstar_label_differs = fields.Boolean(compute="_compute_linkstar_label_address", compute_sudo=True, groups="base.group_user")

    @api.depends("partner_id", "carrier_id", "picking_type_id")
    @api.depends_context("uid")
    def _compute_linkstar_label_address(self):
        for picking in self:
            service = picking._linkstar_service() if picking.carrier_id.delivery_type == "linkstar" else None
            partner = picking._linkstar_consignee()
            if not service or not partner or picking.picking_type_code == "incoming":
                picking.linkstar_label_address = picking.linkstar_label_differs = False
                continue
            written = partner._linkstar_address(picking._linkstar_customer())
            shown = rules.label(written, service._label_limits())
            place = " ".join(filter(None, (shown.postcode, shown.city)))
            parts = (shown.name, shown.company, *shown.streets, place, shown.state, partner.country_id.name, shown.phone)
            picking.linkstar_label_address = "\n".join(filter(None, parts))
            picking.linkstar_label_differs = any(getattr(written, part) != getattr(shown, part) for part in _PRINTED)

    # --- all problems at once

    def _linkstar_check(self):
        """Customs' problems, and what the carrier would refuse of the transfers that leave by Linkstar."""
        found = super()._linkstar_check()
        ours = self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar" and p.picking_type_code != "incoming")
        services = {picking: picking._linkstar_service() for picking in ours}
        limits = ours._linkstar_limits(services)
        decisions = ours._linkstar_decisions()
        checks = Checks(self.env)
        for picking in ours:
            service = services[picking]
            products = (picking._linkstar_leaving_lines() or picking.move_ids.filtered(lambda move: move.state != "cancel")).product_id
            found[picking] += picking._linkstar_method_problems(service)
            parties = (picking._linkstar_consignee(), picking._linkstar_sender())
            found[picking] += checks.of(picking, *parties, service, products, picking._linkstar_customer())
            if service:
                found[picking] += picking._linkstar_parcel_problems(limits[service], found[picking])
                found[picking] += picking._linkstar_option_problems(decisions[picking], service)
        return found

    def _linkstar_problems(self):
        """All that keeps these transfers from being booked, one sentence each: what is wrong, where, what to do."""
        return list(dict.fromkeys(problem.text for problems in self._linkstar_blocking().values() for problem in problems))

    def _linkstar_limits(self, services):
        """{line: ``rating.Limits``} of all ``services`` {transfer: line} today."""
        lines = self.env["linkstar.service"].sudo().browse(dict.fromkeys(service.id for service in services.values() if service))
        return lines._parcel_limits(fields.Date.context_today(self))

    def _linkstar_method_problems(self, service_sudo):
        carrier_sudo = self.carrier_id.sudo()
        names = {"transfer": self.name, "method": self.carrier_id.name}
        if not carrier_sudo.linkstar_account_id or (carrier_sudo.linkstar_choice == "fixed" and not service_sudo):
            text = self.env._(
                "%(transfer)s: the delivery method %(method)s has no Linkstar account or line; an administrator chooses them there.",
                **names,
            )
        elif not service_sudo:
            text = self.env._(
                "%(transfer)s: the best line was never chosen; press “Add shipping” on the sales order, or choose a delivery method of "
                "one line.",
                transfer=self.name,
            )
        elif service_sudo not in self.sudo()._linkstar_open_shipments().service_id and not (
            service_sudo.active and service_sudo.account_id.active
        ):
            text = self.env._(
                "%(transfer)s: the line %(line)s of the delivery method %(method)s is archived; choose another delivery method, or have "
                "an administrator choose another line there.",
                line=service_sudo.code,
                **names,
            )
        elif carrier_sudo.linkstar_account_id.company_id != self.company_id:
            text = self.env._(
                "%(transfer)s: the account %(account)s of the delivery method belongs to %(company)s; choose a delivery method of the "
                "transfer's own company.",
                transfer=self.name,
                account=carrier_sudo.linkstar_account_id.name,
                company=carrier_sudo.linkstar_account_id.company_id.name,
            )
        else:
            return []
        return [Problem("block", text, self.carrier_id._name, self.carrier_id.id, "method_incomplete")]

    def _linkstar_option_problems(self, decision, service):
        problems = []
        for finding in options.check_options(decision.chosen, decision.offered, decision.value):
            if not tells(self.env, "block" if finding.blocks else "warn"):
                continue
            what = option_text(self.env, finding, service.account_id.currency_id)
            text = self.env._("%(transfer)s: %(what)s", transfer=self.name, what=what)
            problems.append(Problem("block" if finding.blocks else "warn", text, self._name, self.id, finding.code))
        return problems

    def _linkstar_parcel_problems(self, limits, known):
        """Boxes that weigh nothing, or are too heavy or too large for the line; ``known`` are this transfer's problems so far."""
        parcels = tuple(Parcel(decimal(values["weight"], 3), _sides(values)) for values in self._linkstar_parcel_values())
        weightless = any(problem.code == "weight_zero" for problem in known)
        if not parcels:
            return []
        country = self._linkstar_consignee().country_id._linkstar_code()
        request = Request(parcels=parcels, country=country, on_date=fields.Date.context_today(self))
        problems = []
        for number, parcel in enumerate(parcels, 1):
            if parcel.weight <= 0 and not weightless:
                text = self.env._("%(transfer)s: box %(number)s weighs nothing; weigh it.", transfer=self.name, number=number)
                problems.append(Problem("block", text, self._name, self.id, "weight_zero"))
        for reason in limit_reasons(limits, request):
            text = self.env._(
                "%(transfer)s: %(why)s Pack it otherwise, or choose another line.", transfer=self.name, why=reason_text(self.env, reason)
            )
            problems.append(Problem("block", text, self._name, self.id, f"parcel_{reason.code}"))
        return problems


def _sides(values):
    return tuple(decimal(values[side], 3) for side in _SIDES) if all(values.get(side) for side in _SIDES) else None
