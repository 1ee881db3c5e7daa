# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class LinkstarReturnCredit(models.TransientModel):
    """Makes the credit notes for returned goods: drafts, each linked to its invoice
    before it is posted. Without that link Odoo reverses a wrong cost of sales and
    leaves the invoice open.
    """

    _name = "linkstar.return.credit"
    _description = "Linkstar Credit Note for a Return"

    return_id = fields.Many2one(
        "linkstar.return", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_amount")
    line_ids = fields.One2many("linkstar.return.credit.line", "credit_id", "Goods")
    amount = fields.Monetary("Amount without tax", compute="_compute_amount")
    with_delivery = fields.Boolean(
        "Refund shipping",
        help="The invoiced shipping cost of the order is credited, too.",
    )
    has_delivery = fields.Boolean("Shipping was invoiced", readonly=True)
    with_down_payment = fields.Boolean(
        "Refund down payment",
        help="A down payment that no invoice has deducted yet is credited, too.",
    )
    has_down_payment = fields.Boolean("Down payment is open", readonly=True)
    lower_ordered = fields.Boolean(
        "Lower the ordered quantity",
        help=(
            "Products that are invoiced by their ordered quantity would be invoiced "
            "again after the refund. This lowers the ordered quantity of the order, "
            "also of a locked one."
        ),
    )
    has_ordered = fields.Boolean("Invoiced by ordered quantity", readonly=True)
    by_hand = fields.Boolean(related="return_id.by_hand", related_sudo=False)
    explanation = fields.Text(readonly=True)

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for credit in self:
            credit.amount = sum(credit.line_ids.mapped("amount"))
            credit.currency_id = (
                credit.line_ids.invoice_line_id.currency_id[:1]
                or credit.return_id.company_id.currency_id
            )

    @api.model
    def _check_may_credit(self):
        if not self.env.su and not self.env.user.has_group(
            "account.group_account_invoice"
        ):
            raise AccessError(
                self.env._(
                    "Only finance users can make credit notes. Ask a user with the "
                    "role Invoicing."
                )
            )

    @api.model
    def _open(self, record):
        """The dialog with what can be credited for the goods received with the return
        ``record``.
        """
        self._check_may_credit()
        record.check_access("read")
        # A finance user may have no access to orders and stock.
        record_sudo = record.sudo().with_company(record.company_id)
        record_sudo._check_state("partial", "received")
        back = self._returned_by_line(record_sudo)
        orders = record_sudo.line_ids.move_id.sale_line_id.order_id
        self._refuse_drafts(back, record_sudo)
        values, missing = [], []
        for line, quantity in back.items():
            allocated = self._allocated(line, quantity)
            values += [
                fields.Command.create(
                    {
                        "sale_line_id": line.id,
                        "invoice_line_id": invoiced.id,
                        "quantity": taken,
                        "maximum": room,
                    }
                )
                for invoiced, taken, room in allocated
            ]
            rest = quantity - sum(taken for _line, taken, _room in allocated)
            if line.product_uom_id.compare(rest, 0) > 0:
                missing.append(self._not_invoiced(line, rest))
        ordered = any(
            line.product_id.invoice_policy == "order" and line.state == "sale"
            for line in back
        )
        credit_sudo = self.sudo().create(
            {
                "return_id": record.id,
                "line_ids": values,
                "has_delivery": bool(
                    orders.order_line.filtered(
                        lambda line: line.is_delivery and line.qty_invoiced > 0
                    )
                ),
                "has_down_payment": bool(self._down_payments(orders)),
                "has_ordered": ordered,
                "lower_ordered": ordered and record_sudo.settlement != "again",
                "explanation": "\n".join(missing),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Credit note for %s", record.name),
            "res_model": self._name,
            "res_id": credit_sudo.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    @api.model
    def _not_invoiced(self, line, quantity):
        return self.env._(
            "%(quantity)s %(unit)s of %(goods)s are not invoiced, so there is nothing "
            "to refund for them.",
            quantity=f"{quantity:g}",
            unit=line.product_uom_id.name,
            goods=line.product_id.display_name,
        )

    @api.model
    def _returned_by_line(self, record):
        """{order line: quantity in its unit} that came back for a refund with
        ``record`` and is not credited with it yet. Parts of kits count as 0: the amount
        is entered by hand.
        """
        back = {}
        moves = record.item_ids.filtered(
            lambda item: item.done and item.move_id
        ).return_move_id.filtered(lambda move: move.state == "done")
        for line in moves.sale_line_id:
            own = moves.filtered(lambda move, line=line: move.sale_line_id == line)
            if own._linkstar_is_kit_part_of(line):
                quantity = (
                    own._linkstar_kits(line) if all(own.mapped("to_refund")) else 0
                )
            else:
                own = own.filtered("to_refund")
                again = own.returned_move_ids.filtered(
                    lambda move: move.state == "done" and move.to_refund
                )
                quantity = sum(
                    sign
                    * move.product_uom._compute_quantity(
                        move.quantity, line.product_uom_id, rounding_method="HALF-UP"
                    )
                    for sign, each in ((1, own), (-1, again))
                    for move in each
                )
            credited = sum(
                each.product_uom_id._compute_quantity(
                    each.quantity, line.product_uom_id
                )
                for each in line.invoice_lines
                if each.move_id.linkstar_return_id == record
                and each.move_id.move_type == "out_refund"
                and each.parent_state != "cancel"
            )
            back[line] = max(quantity - credited, 0.0)
        return back

    @api.model
    def _refuse_drafts(self, lines, record):
        drafts = self.env["account.move"].union(
            *(
                line.invoice_lines.move_id.filtered(
                    lambda move: (
                        move.move_type == "out_invoice" and move.state == "draft"
                    )
                )
                for line in lines
            )
        )
        if drafts:
            raise UserError(
                self.env._(
                    "The order of %(record)s has a draft invoice (%(invoices)s) with "
                    "these goods. Correct its quantities, or post it, then make the "
                    "credit note.",
                    record=record.name,
                    invoices=", ".join(
                        move.name or self.env._("without a number") for move in drafts
                    ),
                )
            )

    @api.model
    def _allocated(self, line, quantity):
        """[(invoice line, quantity, quantity that can be credited)] in the unit of the
        invoice line: the latest invoice first. At least the first one that has room, so
        that an amount can be entered by hand.
        """
        found, left = [], quantity
        for invoiced in line.invoice_lines.filtered(
            lambda each: (
                each.move_id.move_type == "out_invoice"
                and each.parent_state == "posted"
                and each.quantity > 0
            )
        ).sorted(lambda each: (each.date, each.id), reverse=True):
            room = self._creditable(line, invoiced)
            if invoiced.product_uom_id.compare(room, 0) <= 0:
                continue
            wanted = line.product_uom_id._compute_quantity(
                left, invoiced.product_uom_id, rounding_method="HALF-UP"
            )
            taken = min(room, wanted)
            if taken > 0 or not found:
                found.append((invoiced, taken, room))
            left -= invoiced.product_uom_id._compute_quantity(
                taken, line.product_uom_id, rounding_method="HALF-UP"
            )
        return found

    @api.model
    def _creditable(self, line, invoiced):
        """The quantity of an invoice line that no credit note refunds yet."""
        return invoiced.quantity - sum(
            each.product_uom_id._compute_quantity(
                each.quantity, invoiced.product_uom_id
            )
            for each in line.invoice_lines
            if each.move_id.move_type == "out_refund"
            and each.move_id.reversed_entry_id == invoiced.move_id
            and each.parent_state != "cancel"
        )

    @api.model
    def _down_payments(self, orders):
        """The posted invoice lines of down payments that no invoice has deducted."""
        return orders.order_line.filtered(
            lambda line: (
                line.is_downpayment and not line.display_type and line.qty_invoiced > 0
            )
        ).invoice_lines.filtered(
            lambda each: (
                each.move_id.move_type == "out_invoice"
                and each.parent_state == "posted"
                and each.quantity > 0
            )
        )

    def action_credit(self):
        """Create the draft credit notes, one for each invoice, and lower ordered
        quantities.

        :return: an action with the credit notes
        """
        self.ensure_one()
        self.check_access("write")
        self._check_may_credit()
        record = self.return_id
        record.check_access("read")
        credit = self.sudo().with_company(record.company_id)
        record = credit.return_id
        record._lock()
        wanted = credit._wanted()
        orders = record.line_ids.move_id.sale_line_id.order_id
        lowered = credit.lower_ordered and credit._lower_ordered(wanted)
        notes = self.env["account.move"].sudo()
        by_invoice = {}
        for invoiced, quantity in wanted.items():
            by_invoice.setdefault(invoiced.move_id, {})[invoiced] = quantity
        for invoice, quantities in by_invoice.items():
            notes += credit._note(invoice, quantities)
        if not notes and not lowered:
            raise UserError(
                self.env._(
                    "There is nothing to refund for %s: nothing of it is invoiced. The "
                    "next invoice has the delivered quantity only.",
                    record.name,
                )
            )
        if record.settlement == "open":
            record.settlement = "credit"
        for order in orders:
            order._message_log(
                body=self.env._(
                    "Credit notes for the return %(record)s: %(count)s.",
                    record=record.name,
                    count=len(notes),
                )
            )
        if not notes:
            return {"type": "ir.actions.act_window_close"}
        action = record.with_env(self.env).action_credit_notes()
        if len(notes) == 1:
            return {**action, "res_id": notes.id, "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", notes.ids)]}

    def _wanted(self):
        """{invoice line: quantity to credit}, after all limits.

        :raise UserError: when more is to be credited than was invoiced
        """
        wanted = {}
        orders = self.return_id.line_ids.move_id.sale_line_id.order_id
        for line in self.line_ids:
            invoiced = line.invoice_line_id
            if (
                line.sale_line_id.order_id not in orders
                or invoiced not in line.sale_line_id.invoice_lines
                or invoiced.move_id.move_type != "out_invoice"
                or invoiced.parent_state != "posted"
            ):
                raise UserError(
                    self.env._(
                        "%s does not belong to the goods of this return. Close the "
                        "dialog and open it again.",
                        invoiced.display_name,
                    )
                )
            room = self._creditable(line.sale_line_id, invoiced)
            if (
                line.quantity < 0
                or invoiced.product_uom_id.compare(line.quantity, room) > 0
            ):
                raise UserError(
                    self.env._(
                        "At most %(room)s %(unit)s of %(goods)s can be credited on "
                        "%(invoice)s. Correct the quantity.",
                        room=f"{room:g}",
                        unit=invoiced.product_uom_id.name,
                        goods=line.sale_line_id.product_id.display_name,
                        invoice=invoiced.move_id.name,
                    )
                )
            if not invoiced.product_uom_id.is_zero(line.quantity):
                wanted[invoiced] = wanted.get(invoiced, 0.0) + line.quantity
        if self.with_delivery:
            for sale_line in orders.order_line.filtered("is_delivery"):
                for invoiced, taken, _room in self._allocated(
                    sale_line, max(sale_line.qty_invoiced, 0.0)
                ):
                    if taken:
                        wanted[invoiced] = taken
        if self.with_down_payment:
            for invoiced in self._down_payments(orders):
                for sale_line in invoiced.sale_line_ids:
                    room = self._creditable(sale_line, invoiced)
                    if room > 0:
                        wanted[invoiced] = room
        return wanted

    def _lower_ordered(self, wanted):
        """Lower the ordered quantity of lines that are invoiced by it: by what is
        credited, or came back before an invoice; never below the delivered quantity.
        """
        back = self._returned_by_line(self.return_id)
        credited = {}
        for invoiced, quantity in wanted.items():
            for sale_line in invoiced.sale_line_ids:
                credited[sale_line] = credited.get(
                    sale_line, 0.0
                ) + invoiced.product_uom_id._compute_quantity(
                    quantity, sale_line.product_uom_id
                )
        lowered = False
        for line in {*back, *credited}:
            if (
                line.product_id.invoice_policy != "order"
                or line.state != "sale"
                or line.is_downpayment
            ):
                continue
            quantity = max(
                line.product_uom_qty - max(credited.get(line, 0), back.get(line, 0)),
                0.0 if line.is_delivery else line.qty_delivered,
                0.0,
            )
            if line.product_uom_id.compare(quantity, line.product_uom_qty) >= 0:
                continue
            order, locked = line.order_id, line.order_id.locked
            if locked:
                order.action_unlock()
            # Nothing is to be sent instead of what came back, and the price stays.
            line.with_context(skip_procurement=True).write(
                {
                    "product_uom_qty": quantity,
                    "price_unit": line.price_unit,
                    "discount": line.discount,
                }
            )
            if locked:
                order.action_lock()
            lowered = True
        return lowered

    def _note(self, invoice, quantities):
        """The draft credit note of ``invoice`` with ``quantities`` {invoice line:
        quantity} and nothing else.
        """
        note = invoice._reverse_moves(
            [
                {
                    "invoice_date": fields.Date.context_today(self),
                    "date": fields.Date.context_today(self),
                    "ref": self.env._(
                        "%(record)s, return of %(invoice)s",
                        record=self.return_id.name,
                        invoice=invoice.name,
                    ),
                }
            ]
        )
        left = list(note.invoice_line_ids)
        commands = []
        for invoiced, quantity in quantities.items():
            copied = next(line for line in left if _is_copy(line, invoiced))
            left.remove(copied)
            commands.append(fields.Command.update(copied.id, {"quantity": quantity}))
        commands += [fields.Command.delete(line.id) for line in left]
        note.write(
            {"invoice_line_ids": commands, "linkstar_return_id": self.return_id.id}
        )
        return note


def _is_copy(line, original):
    names = ("sale_line_ids", "product_id", "quantity", "price_unit", "discount")
    return all(line[name] == original[name] for name in names)


class LinkstarReturnCreditLine(models.TransientModel):
    _name = "linkstar.return.credit.line"
    _description = "Linkstar Credit Note Line for a Return"

    credit_id = fields.Many2one(
        "linkstar.return.credit", required=True, readonly=True, ondelete="cascade"
    )
    sale_line_id = fields.Many2one(
        "sale.order.line",
        "Order line",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    invoice_line_id = fields.Many2one(
        "account.move.line", "Invoice line", readonly=True, ondelete="cascade"
    )
    # With the user's own rights only: a client can write the number of any line.
    invoice_id = fields.Many2one(
        related="invoice_line_id.move_id", string="Invoice", related_sudo=False
    )
    name = fields.Char(related="invoice_line_id.name", related_sudo=False)
    price_unit = fields.Float(related="invoice_line_id.price_unit", related_sudo=False)
    currency_id = fields.Many2one(
        related="invoice_line_id.currency_id", related_sudo=False
    )
    maximum = fields.Float(digits="Product Unit", readonly=True)
    quantity = fields.Float(digits="Product Unit")
    amount = fields.Monetary(compute="_compute_amount")

    @api.depends("quantity", "invoice_line_id")
    def _compute_amount(self):
        for line in self:
            invoiced = line.invoice_line_id
            line.amount = (
                invoiced.price_subtotal * line.quantity / invoiced.quantity
                if invoiced.quantity
                else 0.0
            )
