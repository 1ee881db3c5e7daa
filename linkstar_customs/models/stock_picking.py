# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..services.amounts import in_quanta
from ..services.consignment_checks import ConsignmentCheck
from ..services.declaration import GoodsToDeclare, values_of
from ..services.queries import read_once, standard
from ..services.units import kilograms


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "linkstar.check.mixin"]
    linkstar_declaration_ids = fields.One2many(
        "linkstar.customs.declaration",
        "picking_id",
        "Customs declarations",
        readonly=True,
        groups="base.group_user",
    )

    @api.depends(
        "linkstar_declaration_ids.scheme_outcome",
        "linkstar_declaration_ids.scheme_reason",
    )
    def _compute_linkstar_decision(self):
        """Take the decision from the last declaration of each transfer."""
        for picking in self:
            last = picking.linkstar_declaration_ids.sorted("version")[-1:]
            picking.linkstar_scheme_outcome = last.scheme_outcome
            picking.linkstar_scheme_reason = last.scheme_reason
            picking.linkstar_procedure = last.procedure

    def unlink(self):
        self.sudo().linkstar_declaration_ids.filtered(
            lambda declaration: declaration.state == "draft"
        ).unlink()
        return super().unlink()

    def action_linkstar_declare(self):
        """Create the customs declarations of these transfers, or update their drafts,
        and show them.
        """
        self._linkstar_declare()
        return self.action_linkstar_declarations()

    def action_linkstar_declarations(self):
        self.check_access("read")
        return self.linkstar_declaration_ids._show([("picking_id", "in", self.ids)])

    def _linkstar_declare(self, reason=""):
        """Declare the current content of these transfers, and return their draft
        declarations in the order of ``self``.

        An existing draft is updated. A transfer with a frozen declaration gets a draft
        of the next version, with ``reason`` for the correction. The caller needs write
        access to the transfers, not to declarations.
        """
        self.check_access("write")
        # Read these together, not those that they were prefetched with.
        pickings_sudo = self.sudo().with_prefetch()
        declarations_sudo = self.env["linkstar.customs.declaration"].sudo()
        built = values_of(self.env(su=True), pickings_sudo._linkstar_to_declare())
        known = declarations_sudo.search(
            [("picking_id", "in", self.ids)], order="version"
        ).grouped("picking_id")
        drafts = {
            picking: last
            for picking, versions in known.items()
            if (last := versions[-1]).state == "draft"
        }
        declarations_sudo.browse([draft.id for draft in drafts.values()])._rebuild(
            [built[picking] for picking in drafts], reason
        )
        unmade = pickings_sudo.filtered(lambda picking: picking not in drafts)
        new = declarations_sudo.create(
            [
                {
                    **built[picking],
                    **picking._linkstar_next_version(
                        known.get(picking, declarations_sudo), reason
                    ),
                }
                for picking in unmade
            ]
        )
        drafts |= {declaration.picking_id: declaration for declaration in new}
        return self.env["linkstar.customs.declaration"].browse(
            [drafts[picking].id for picking in pickings_sudo]
        )

    def _linkstar_next_version(self, versions, reason):
        """Return name, version and reason of the declaration that follows ``versions``,
        all earlier ones of this transfer.
        """
        last = versions[-1:]
        version = last.version + 1
        if last and not reason:
            reason = self.env._("The transfer was declared again.")
        return {
            "version": version,
            "name": f"{self.name}/{version}",
            "picking_id": self.id,
            "company_id": self.company_id.id,
            "corrects_id": last.id,
            "reason": reason,
        }

    def _linkstar_to_declare(self):
        """Return [``GoodsToDeclare``]: the goods of each of these transfers, in the
        order of ``self``.
        """
        moves = self.move_ids.filtered(lambda move: move.product_id.type == "consu")
        quantities = moves._linkstar_quantities()
        orders = self.sale_id
        amounts = (orders | moves.sale_line_id.order_id)._linkstar_amounts()
        parts = moves._linkstar_parts(quantities, amounts)
        leaving = _leaving(parts)
        lines = self._linkstar_declared_lines(quantities, parts)
        dates, gross_weights = (
            orders._linkstar_rate_dates(),
            self._linkstar_gross_weights(),
        )
        together = self._linkstar_orders_together(quantities)
        return [
            GoodsToDeclare(
                record=picking,
                order=order,
                partner=picking._linkstar_consignee(),
                company=picking.company_id,
                currency=picking._linkstar_currency(),
                rate_day=(
                    dates[order]
                    if order
                    else (picking._linkstar_rate_date(), "transfer")
                ),
                law_date=picking._linkstar_law_date(),
                lines=lines[picking],
                consignment=picking._linkstar_sum_of(
                    together[picking],
                    lambda each: each._linkstar_goods_value(amounts[each]),
                ),
                freight=picking._linkstar_sum_of(
                    together[picking],
                    lambda each: amounts[each].transport + amounts[each].insurance,
                ),
                gross_weight=gross_weights[picking],
                parcels=picking._linkstar_box_count() or 1,
                special_arrangements=picking.carrier_id.linkstar_special_arrangements,
                passed_on=any(line.linkstar_import_charge for line in order.order_line),
                **(
                    picking._linkstar_shares(
                        amounts[order],
                        leaving.get((order, picking.picking_type_code), {}),
                    )
                    if order
                    else {}
                ),
            )
            for picking in self
            for order in [picking.sale_id]
        ]

    def _linkstar_orders_together(self, quantities):
        """Return {transfer: the orders whose goods it carries}, its own order first.
        ``quantities``: {move: pieces that leave}.
        """
        moves = self.env["stock.move"].union(*quantities)
        leaving = moves.grouped("picking_id")
        return {
            picking: (
                picking.sale_id
                | leaving.get(picking, moves.browse()).sale_line_id.order_id
            )
            for picking in self
        }

    def _linkstar_declared_lines(self, quantities, parts):
        """Return {transfer: values of the lines of its declaration}.

        :param quantities: {move: pieces that leave}
        :param parts: {move: (value, price paid)} of the moves with an order
        """
        moves = self.env["stock.move"].union(*quantities)
        net_values = moves._linkstar_net_values(
            quantities, {move: worth for move, (worth, _paid) in parts.items()}
        )
        weights = moves.product_id._linkstar_weights()
        said = {product: product._linkstar_declared() for product in moves.product_id}
        lines = {picking: [] for picking in self}
        for move, quantity in quantities.items():
            product = move.product_id
            # Goods without an order are billed, if at all, at their declared value.
            picking, paid = move.picking_id, net_values[move]
            if move.sale_line_id:
                paid = (
                    picking._linkstar_amount(
                        parts[move][1], move.sale_line_id.currency_id
                    )
                    if move in parts
                    else Decimal(0)
                )
            lines[picking] += move._linkstar_line_values(
                quantity, net_values[move], paid, weights[product], said[product]
            )
        return lines

    def _linkstar_sum_of(self, orders, amount):
        """Return the sum of ``amount(order)`` for all ``orders`` that leave with this
        transfer as one consignment, in the currency of its declaration.
        """
        return sum(
            (
                self._linkstar_amount(amount(order), order.currency_id)
                for order in orders
            ),
            Decimal(0),
        )

    def _linkstar_shares(self, amounts, values):
        """Return this transfer's share of the order's transport, insurance, services
        and VAT, by the value of its goods, after the transfers that leave before it: so
        all deliveries add up to the order. ``values`` {transfer: value of its goods} of
        those with the same kind of operation.
        """
        done = sorted(
            values,
            key=lambda picking: (
                picking.state != "done",
                picking.date_done or fields.Datetime.now(),
                picking.id,
            ),
        )
        before = (
            sum((values[picking] for picking in done[: done.index(self)]), Decimal(0))
            if self in values
            else Decimal(0)
        )
        own, whole = values.get(self, Decimal(0)), amounts.goods
        # If all goods were free, the first transfer gets everything.
        if not whole:
            before, own, whole = (
                (Decimal(0), Decimal(1), Decimal(1))
                if done[:1] == [self]
                else (Decimal(0), Decimal(0), Decimal(1))
            )

        def share(total):
            until = [
                in_quanta(total * min(part, whole) / whole, self._linkstar_currency())
                for part in (before, before + own)
            ]
            return until[1] - until[0]

        return {
            name: share(getattr(amounts, name))
            for name in ("transport", "insurance", "services", "vat")
        }

    def _linkstar_gross_weights(self):
        """Return {transfer: its weight with packaging}, decimals in kg; less than the
        goods if nobody weighed it.
        """
        in_kilograms = kilograms(self.env)
        return {picking: in_kilograms(picking.shipping_weight) for picking in self}

    def _linkstar_box_count(self):
        """Return the number of packages of this transfer's goods; goods without a
        package count as one more.
        """
        return len(
            {line.result_package_id for line in self.move_line_ids if line.quantity}
        )

    def _linkstar_currency(self):
        """Return the currency in which this transfer's goods are declared: the order's;
        without an order, the company's.
        """
        return self.sale_id.currency_id or self.company_id.currency_id

    def _linkstar_rate_date(self):
        """Return the day (UTC) whose rates and tax rules apply: of the order's payment,
        else of its confirmation; without an order, of the transfer.
        """
        if self.sale_id:
            return self.sale_id._linkstar_rate_date()
        return (self.date_done or self.scheduled_date or fields.Datetime.now()).date()

    def _linkstar_law_date(self):
        """Return the day (UTC) whose duties and fees apply: the import day, some days
        after the goods leave. Goods that have not left count as leaving today.
        """
        return (self.date_done or fields.Datetime.now()).date() + timedelta(
            days=self.company_id.linkstar_transit_days
        )

    def _linkstar_amount(self, amount, currency):
        """Convert ``amount``, a decimal in ``currency``, to the currency of this
        transfer's declaration.
        """
        own = self._linkstar_currency()
        if currency == own:
            return in_quanta(amount, own)
        return in_quanta(
            currency._convert(
                float(amount),
                own,
                self.company_id,
                self._linkstar_rate_date(),
                round=False,
            ),
            own,
        )

    def _linkstar_check(self):
        """Return {picking: [``rules.finding.Finding``]} of everything that blocks
        shipping of these transfers or gives a warning, with a key for each of ``self``.
        The number of queries does not depend on the number of transfers.

        Nothing is blocked here. Addons add their own problems.
        """
        # Reads all of them in one query; without it, each needs one of its own.
        self._linkstar_currencies().mapped("rounding")
        moves = (
            self.sudo()
            .with_prefetch()
            .move_ids.filtered(lambda move: move.product_id.type == "consu")
        )
        quantities = moves._linkstar_quantities()
        net_values = moves._linkstar_net_values(quantities)
        leaving = moves.browse([move.id for move in quantities]).grouped("picking_id")
        no_moves = moves.browse()
        problems = self._linkstar_goods_problems(
            {
                picking: leaving.get(picking.sudo(), no_moves).product_id
                for picking in self
            }
        )
        for picking in self.sudo():
            found = problems[self.browse(picking.id)]
            for move in leaving.get(picking, no_moves):
                found += move._linkstar_customs_problems(
                    quantities[move], net_values[move]
                )
        for picking, found in self._linkstar_consignment_problems().items():
            problems[picking] += found
        return {picking: problems[picking] for picking in self}

    def _linkstar_currencies(self):
        """The currencies that a check of these transfers looks at."""
        pickings_sudo = self.sudo()
        return (
            standard(self.env, "base.EUR")
            + pickings_sudo.company_id.currency_id
            + pickings_sudo.sale_id.currency_id
        )

    def _linkstar_consignment_problems(self):
        """Return {picking: [``rules.finding.Finding``]} of each consignment as a
        whole.
        """
        pickings_sudo = self.sudo().with_prefetch()
        declared = [each for each in pickings_sudo._linkstar_to_declare() if each.lines]
        amounts = pickings_sudo.sale_id._linkstar_amounts()
        check = ConsignmentCheck(self.env, declared)
        return {
            self.browse(each.record.id): check.problems(each, amounts.get(each.order))
            for each in declared
        }

    def _linkstar_blocking(self):
        """Within one validation each transfer is checked once, whichever addon asks."""
        known = read_once(self.env, "blocking", dict)
        if unknown := self.filtered(lambda picking: picking.id not in known):
            known.update(
                (picking.id, problems)
                for picking, problems in (
                    super(StockPicking, unknown)._linkstar_blocking().items()
                )
            )
        return {picking: known[picking.id] for picking in self}

    def _linkstar_customs_problems(self):
        """Return everything that customs would refuse in these transfers, a list of
        ``rules.finding.Finding``; nothing is blocked here.
        """
        return [
            problem
            for problems in self._linkstar_check().values()
            for problem in problems
        ]

    def _linkstar_check_date(self):
        return (
            self.date_done.date() if self.date_done else super()._linkstar_check_date()
        )

    def _linkstar_consignee(self):
        """Return the consignee. The partner of a dropship transfer is the supplier, so
        its consignee is the delivery address of the order, or of the purchase.
        """
        if self.picking_type_code != "dropship":
            return super()._linkstar_consignee()
        buyer = self.sale_id.sudo().partner_shipping_id or self.move_ids.partner_id[:1]
        return buyer.with_env(self.env) or super()._linkstar_consignee()

    def _linkstar_sender(self):
        return (
            self.picking_type_id.warehouse_id.partner_id or super()._linkstar_sender()
        )

    def _linkstar_is_checked(self):
        return (
            self.state not in ("draft", "done", "cancel")
            and self.picking_type_code in ("outgoing", "dropship")
            and self._linkstar_goes_abroad()
        )

    def _linkstar_goes_abroad(self):
        return self.company_id._linkstar_is_abroad(
            self._linkstar_consignee().country_id, self._linkstar_origin_country()
        )

    def _linkstar_buyer(self):
        return (
            self.sale_id.sudo()._linkstar_buyer()
            if self.sale_id
            else super()._linkstar_buyer()
        )

    def _linkstar_origin_country(self):
        """Return the country that the goods leave: the warehouse's, or the dropshipping
        supplier's.
        """
        starts = (
            self.partner_id
            if self.picking_type_code == "dropship"
            else self.picking_type_id.warehouse_id.partner_id
        )
        return starts.country_id

    def _linkstar_held_by_customs(self):
        """Return those of these transfers that are checked before validation, by the
        company's settings.
        """
        settings = {company: company.sudo() for company in self.company_id}
        return self.filtered(
            lambda picking: (
                picking._linkstar_is_checked()
                and (
                    settings[picking.company_id].linkstar_check_transfers == "abroad"
                    or (
                        settings[picking.company_id].linkstar_check_transfers
                        == "carriers"
                        and picking.carrier_id
                        in settings[picking.company_id].linkstar_check_carrier_ids
                    )
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
        :raise UserError: with all issues that block shipping of these transfers, if any
        """
        if not self:
            return
        blocking = [
            problem.text
            for problems in self._linkstar_blocking().values()
            for problem in problems
        ]
        if blocking:
            raise UserError(
                self.env._(
                    "The transfer is not validated, because these issues block"
                    " shipping. Press “Check customs” on the transfer to open each"
                    " place to correct:\n%s",
                    "\n".join(f"• {text}" for text in blocking),
                )
            )

    def action_linkstar_print_customs_form(self):
        """Print CN22 or CN23 of these transfers, in their order."""
        return self._linkstar_paper_declarations().action_print_customs_form()

    def action_linkstar_print_invoice(self):
        return self._linkstar_paper_declarations().action_print_invoice()

    def action_linkstar_print_packing_list(self):
        return self._linkstar_paper_declarations().action_print_packing_list()

    def _linkstar_paper_declarations(self):
        """Return the declarations for papers of these transfers: the latest frozen one,
        else a draft of the current content.
        """
        self.check_access("read")
        frozen = self.linkstar_declaration_ids.filtered(
            lambda declaration: declaration.state == "frozen"
        )
        latest = {
            picking: own.sorted("version")[-1]
            for picking, own in frozen.grouped("picking_id").items()
        }
        others = self.filtered(lambda picking: picking not in latest)
        latest |= (
            dict(zip(others, others._linkstar_declare(), strict=True)) if others else {}
        )
        return self.env["linkstar.customs.declaration"].union(
            *(latest[picking] for picking in self)
        )


def _leaving(parts):
    """Return {(order, kind of transfer): {transfer: value of its goods}}.

    :param parts: {move: (value, price paid)}
    """
    found = {}
    for move, (worth, _paid) in parts.items():
        values = found.setdefault((move.sale_line_id.order_id, move.picking_code), {})
        picking = move.picking_id
        values[picking] = values.get(picking, Decimal(0)) + worth
    return found
