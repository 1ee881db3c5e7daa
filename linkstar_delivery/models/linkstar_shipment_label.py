import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, RedirectWarning, UserError

from .. import labels

#: How the name of a label report goes on, by what the context says of customs forms.
FORMS_IN_NAME = {None: "", "with": "_with_form", "without": "_without_form"}


class LinkstarShipment(models.Model):
    """The label: taken from the carrier once, kept as it came, printed as often as needed."""

    _inherit = "linkstar.shipment"

    label_sha256 = fields.Char("Checksum of the label", readonly=True, copy=False, help="SHA-256 of the file as it came from the carrier.")
    label_print_ids = fields.One2many("linkstar.label.print", "shipment_id", "Printed", readonly=True)
    label_print_count = fields.Integer("Times printed", compute="_compute_label_print_count")

    @api.depends("label_print_ids")
    def _compute_label_print_count(self):
        counts = dict(self.env["linkstar.label.print"]._read_group([("shipment_id", "in", self.ids)], ["shipment_id"], ["__count"]))
        for shipment in self:
            shipment.label_print_count = counts.get(shipment, 0)

    def write(self, vals):
        result = super().write(vals)
        # A call is under way for as long as it takes; what comes of it is told.
        if vals.get("state", "booking") != "booking":
            self._tell_browsers()
        return result

    # --- taken from the carrier

    def _take_label(self, label):
        number = self.tracking_number or self.waybill
        # Of these only what the file and the message name: see ``_read_for_order``.
        self.carrier_id.fetch(["delivery_type"])
        self.service_id.fetch(["code", "name"])
        self.env.user.fetch(["partner_id"])
        self.env.user.partner_id.fetch(["name", "email", "active"])
        self._keep_label("label", label)
        self._keep_label("form", label.form)
        self.write({"state": "ready", "problem": False, "work_at": False, "work_tries": 0})
        self.picking_id._message_log(
            body=self.env._("Label of %(line)s, tracking number %(number)s.", line=self.service_id.display_name, number=number),
            attachment_ids=self.label_attachment_id.ids,
        )
        self._tell_who_waits()

    def _keep_label(self, what, label):
        """Store ``label`` as this shipment's label or customs form; None: it has none."""
        if not label and not self[f"{what}_attachment_id"]:
            return
        # Odoo makes large pictures smaller: a label of 600 dots an inch would be another file, with another checksum.
        attachments = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        attachment = label and attachments.create({
            "name": self._label_name(what, {"application/pdf": "pdf", "image/png": "png"}[label.media_type]),
            "raw": label.content,
            "mimetype": label.media_type,
            # Whoever may read the shipment may read its label, and nobody else.
            "res_model": self._name,
            "res_id": self.id,
            "company_id": self.company_id.id,
        })
        self.write({
            f"{what}_attachment_id": attachment and attachment.id,
            f"{what}_sha256": label and hashlib.sha256(label.content).hexdigest(),
        })

    def _label_name(self, what, extension):
        number = self.tracking_number or self.waybill
        return f"{self.carrier_id._get_delivery_label_prefix()}-{number}{'' if what == 'label' else f'-{what}'}.{extension}"

    def action_fetch_label(self):
        """Ask the carrier for the label once more: the file was damaged, or the account wants other pages now. No new order."""
        self._check_may_act()
        without = self.filtered(lambda s: s.state != "ready")
        if without:
            raise UserError(without._why_no_label())
        # The label that is there stays until the new one has come.
        self.sudo()._act_now(state="accepted", problem=False)

    # --- printed

    def action_print_label(self):
        """The labels of these shipments as one PDF, in the order of the list."""
        self._check_may_act()
        return self._print_action(self, self.env._("Print the others"))

    def _print_action(self, records, others):
        """The report action for ``records`` (these shipments or their transfers); those without a label are told of, and the
        rest is offered under the name ``others``."""
        missing = self.filtered(lambda s: not s._has_label())
        if not missing:
            action = records._linkstar_label_report().report_action(records, config=False)
            if outdated := self._why_outdated():
                raise RedirectWarning(outdated, action, self.env._("Print all the same"))
            return action
        rest = self - missing
        if not rest:
            raise UserError(missing._why_no_label())
        action = rest._linkstar_label_report().report_action(rest, config=False)
        raise RedirectWarning("\n\n".join(filter(None, (missing._why_no_label(), rest._why_outdated()))), action, others)

    def _why_outdated(self):
        """Which of these labels were made for what has changed since, and what to do, "" for none."""
        changes = self.picking_id.sudo()._linkstar_all_changes()
        whys = [changes[s.picking_id][s] for s in self.sudo() if s in changes.get(s.picking_id, {})]
        if not whys:
            return ""
        return self.env._(
            "These labels are out of date:\n%s\nPress “Book again” on the transfer for a new label; the old one is cancelled.",
            "\n".join(dict.fromkeys(whys)),
        )

    def _linkstar_label_report(self):
        return self.env.ref(f"linkstar_delivery.action_report_shipment_label{FORMS_IN_NAME[self.env.context.get('linkstar_forms')]}")

    def _has_label(self):
        """Whether there is a label that may go on the box."""
        shipment_sudo = self.sudo()
        stopped = shipment_sudo.state == "cancelled" or shipment_sudo.rebook or shipment_sudo._being_stopped()
        return bool(shipment_sudo.label_attachment_id) and not stopped

    def _why_no_label(self):
        lines = []
        for shipment in self:
            number = shipment.picking_id.name
            if shipment.state == "refused":
                why = self.env._("refused by the carrier, mend what it names and press Try again: %s", shipment.problem or "")
            elif shipment.state == "cancelled":
                why = self.env._("cancelled, its label must not be used")
            elif shipment.rebook:
                why = shipment._why_rebooked()
            elif shipment._being_stopped():
                why = self.env._("being cancelled or intercepted at the carrier, its label must not be used")
            else:
                why = self.env._("not there yet, it is fetched by itself as soon as the carrier has it. %s", shipment.problem or "")
            lines.append(self.env._("%(transfer)s: %(why)s", transfer=number, why=why))
        return self.env._("No label for:\n%s", "\n".join(lines))

    def _print_pdf(self, sheet=None, forms=None):
        """The labels of these shipments in their order, as bytes of one PDF; each is written down as printed. Those whose file is
        damaged are left out, and whoever prints reads which.

        :param sheet: one of ``labels.SHEETS``; by default the user's own choice, else the account's
        :param forms: whether each label's customs form follows it; by default as its account has it
        :raise UserError: naming all that have no label, or when no label can be printed"""
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users print labels: ask one of them."))
        self.check_access("read")
        shipments_sudo = self.sudo()
        missing = shipments_sudo.filtered(lambda s: not s._has_label())
        if missing:
            raise UserError(missing._why_no_label())
        sheet = sheet or self.env.user.linkstar_sheet or shipments_sudo[:1].account_id.label_sheet
        with_form = shipments_sudo.filtered(lambda s: s.account_id.label_content != "label" if forms is None else forms)
        damaged = shipments_sudo.filtered(lambda s: not s._label_is_whole() or (s in with_form and not s._form_is_whole()))
        content, form_files = b"", {}
        while rest := shipments_sudo - damaged:
            form_files = form_files or (with_form & rest)._form_files()
            files = [(shipment, file) for shipment in rest for file in (shipment._label_file(), form_files.get(shipment)) if file]
            content, left_out = labels.printed([file for _shipment, file in files], sheet)
            if not left_out:
                break
            # A label without its form is not printed, either.
            damaged |= rest.browse(files[place][0].id for place in left_out)
        printed_sudo = shipments_sudo - damaged
        if not printed_sudo:
            raise UserError(damaged._why_damaged())
        if damaged:
            damaged.sudo(False)._tell_left_out()
        if outdated := printed_sudo._why_outdated():
            self.env.user._bus_send("simple_notification", {"type": "warning", "message": outdated, "sticky": True})
        printed_sudo._log_prints(sheet, set(form_files))
        return content

    def _label_file(self):
        return labels.File(self.label_attachment_id.raw, self.label_attachment_id.mimetype)

    def _why_damaged(self):
        names = [f"{s.picking_id.name} ({s.tracking_number or s.waybill or s.reference_no})" for s in self]
        return self.env._(
            "Not printed, for the stored label is damaged: %s. Open the shipment and press “Fetch the label again”; no new parcel is made.",
            names,
        )

    def _tell_left_out(self):
        """Show to whoever prints which labels were left out, and note it on their shipments."""
        text = self._why_damaged()
        self.env.user._bus_send("simple_notification", {"type": "warning", "message": text, "sticky": True})
        self.sudo()._message_log_batch(bodies={shipment.id: shipment._why_damaged() for shipment in self})

    def _log_prints(self, sheet, with_form=()):
        again = self.filtered("label_print_count")
        self.env["linkstar.label.print"].create([
            {"shipment_id": shipment.id, "sheet": sheet, "with_form": shipment in with_form} for shipment in self
        ])
        # What somebody prints by hand, their browser need not print once more.
        self.filtered(lambda s: s.print_for_id == self.env.user).print_for_id = False
        if again:
            text = self.env._("The label was printed again by %s.", self.env.user.display_name)
            again._message_log_batch(bodies={shipment.id: text for shipment in again})
