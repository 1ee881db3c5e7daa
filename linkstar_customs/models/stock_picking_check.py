from odoo import models
from odoo.exceptions import UserError

from .lookups import read_once


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "linkstar.check.mixin"]

    def _linkstar_check(self):
        """{picking: [``rules.problem.Problem``]} of everything that keeps these transfers from leaving, or that somebody should
        look at first: a key for each of ``self``, all at once in a number of queries that does not grow with them.

        Nothing is blocked here. Addons add what they know.
        """
        moves = self.sudo().with_prefetch().move_ids.filtered(lambda move: move.product_id.type == "consu")
        quantities = moves._linkstar_quantities()
        net_values = moves._linkstar_net_values(quantities)
        leaving = moves.browse([move.id for move in quantities]).grouped("picking_id")
        no_moves = moves.browse()
        problems = self._linkstar_goods_problems({picking: leaving.get(picking.sudo(), no_moves).product_id for picking in self})
        for picking in self.sudo():
            found = problems[self.browse(picking.id)]
            for move in leaving.get(picking, no_moves):
                found += move._linkstar_customs_problems(quantities[move], net_values[move])
        return {picking: problems[picking] for picking in self}

    def _linkstar_blocking(self):
        """Within one validation each transfer is looked at once, whichever addon asks."""
        known = read_once(self.env, "blocking", dict)
        if unknown := self.filtered(lambda picking: picking.id not in known):
            known.update((picking.id, problems) for picking, problems in super(StockPicking, unknown)._linkstar_blocking().items())
        return {picking: known[picking.id] for picking in self}

    def _linkstar_customs_problems(self):
        """All that customs would refuse in these transfers, a list of ``rules.problem.Problem``; nothing is blocked here."""
        return [problem for problems in self._linkstar_check().values() for problem in problems]

    def _linkstar_check_date(self):
        return self.date_done.date() if self.date_done else super()._linkstar_check_date()

    def _linkstar_consignee(self):
        """Who the goods go to. A dropship transfer names the supplier that sends them: there it is the delivery address of the order, or
        of the purchase."""
        if self.picking_type_code != "dropship":
            return super()._linkstar_consignee()
        buyer = self.sale_id.sudo().partner_shipping_id or self.move_ids.partner_id[:1]
        return buyer.with_env(self.env) or super()._linkstar_consignee()

    def _linkstar_sender_partner(self):
        return self.picking_type_id.warehouse_id.partner_id or super()._linkstar_sender_partner()

    def _linkstar_is_checked(self):
        return (
            self.state not in ("draft", "done", "cancel")
            and self.picking_type_code in ("outgoing", "dropship")
            and self._linkstar_goes_abroad()
        )

    def _linkstar_goes_abroad(self):
        return self.company_id._linkstar_is_abroad(self._linkstar_consignee().country_id, self._linkstar_origin_country())

    def _linkstar_buyer(self):
        return self.sale_id.sudo()._linkstar_buyer() if self.sale_id else super()._linkstar_buyer()

    def _linkstar_origin_country(self):
        """Where the goods leave: the warehouse's country, or that of the supplier that sends them to the buyer."""
        starts = self.partner_id if self.picking_type_code == "dropship" else self.picking_type_id.warehouse_id.partner_id
        return starts.country_id

    def _linkstar_held_by_customs(self):
        """Those of these transfers that are checked before they are validated, as the company's settings say."""
        settings = {company: company.sudo() for company in self.company_id}
        return self.filtered(
            lambda picking: picking._linkstar_is_checked()
            and (
                settings[picking.company_id].linkstar_check_transfers == "abroad"
                or (
                    settings[picking.company_id].linkstar_check_transfers == "carriers"
                    and picking.carrier_id in settings[picking.company_id].linkstar_check_carrier_ids
                )
            )
        )

    def _pre_action_done_hook(self):
        result = super()._pre_action_done_hook()
        if result is True:
            self._linkstar_held_by_customs()._linkstar_refuse_blocked()
        return result

    def _linkstar_refuse_blocked(self):
        """
        :raise UserError: with all that keeps these transfers from leaving, if anything does"""
        if not self:
            return
        blocking = [problem.text for problems in self._linkstar_blocking().values() for problem in problems]
        if blocking:
            raise UserError(
                self.env._(
                    "Not validated, for customs would hold the goods. “Check customs” on the transfer opens each place to mend:\n%s",
                    "\n".join(f"• {text}" for text in blocking),
                )
            )
