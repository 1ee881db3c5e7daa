# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files of labels and customs forms for printing, and what to say about labels that are
missing, damaged or outdated.
"""

from odoo.exceptions import AccessError, RedirectWarning, UserError

from .. import labels


def customs_forms(shipments):
    """{shipment: its customs form as a file}; shipments without a declaration have
    none.
    """
    theirs = shipments.filtered("form_attachment_id")
    files = {
        s: labels.File(s.form_attachment_id.raw, s.form_attachment_id.mimetype)
        for s in theirs
    }
    return files | own_forms(shipments - theirs)


def own_forms(shipments):
    """{shipment: its CN22 or CN23, of what is in it}; shipments without a declaration
    have none.
    """
    files, ours = {}, shipments.filtered("declaration_id.line_ids")
    # A form is found by its declaration, so several shipments of one transfer are
    # printed one at a time.
    while ours:
        one_each = ours.browse(
            own[0].id for own in ours.grouped("declaration_id").values()
        )
        files |= _one_form_each(one_each)
        ours -= one_each
    return files


def _one_form_each(shipments):
    """{shipment: its CN22 or CN23}, for shipments with different declarations, all made
    at once.
    """
    reports = shipments.env["ir.actions.report"]
    if reports.get_wkhtmltopdf_state() == "install":
        raise UserError(
            shipments.env._(
                "Customs forms need the program wkhtmltopdf, which is not "
                "installed on the Odoo server. Ask an administrator to install "
                "it, or print the labels without customs forms."
            )
        )
    context = {"linkstar_form_of": {s.declaration_id.id: s.id for s in shipments}}
    streams = reports.with_context(**context)._render_qweb_pdf_prepare_streams(
        "linkstar_customs.action_report_customs_form",
        {"report_type": "pdf"},
        res_ids=shipments.declaration_id.ids,
    )
    return {
        s: labels.File(
            streams[s.declaration_id.id]["stream"].getvalue(),
            labels.PDF,
            fitted=True,
        )
        for s in shipments
    }


def print_action(shipments, records, others):
    """The report action for ``records`` (these shipments or their transfers).
    Records without a label are listed, and the rest is offered with the button text
    ``others``.
    """
    missing = shipments.filtered(lambda s: not s._has_label())
    if not missing:
        action = records._linkstar_label_report().report_action(records, config=False)
        if outdated := why_outdated(shipments):
            raise RedirectWarning(outdated, action, shipments.env._("Print anyway"))
        return action
    rest = shipments - missing
    if not rest:
        raise UserError(why_no_label(missing))
    action = rest._linkstar_label_report().report_action(rest, config=False)
    raise RedirectWarning(
        "\n\n".join(filter(None, (why_no_label(missing), why_outdated(rest)))),
        action,
        others,
    )


def why_outdated(shipments):
    """Which of these labels are outdated and why, and what to do; "" for none."""
    changes = shipments.picking_id.sudo()._linkstar_all_changes()
    whys = [
        changes[s.picking_id][s]
        for s in shipments.sudo()
        if s in changes.get(s.picking_id, {})
    ]
    if not whys:
        return ""
    return shipments.env._(
        "These labels are outdated:\n%s\nPress “Book again” on the transfer for a "
        "new label. The old label is cancelled.",
        "\n".join(dict.fromkeys(whys)),
    )


def why_no_label(shipments):
    """Why each of these shipments has no label that may be put on the box."""
    lines = []
    for shipment in shipments:
        number = shipment.picking_id.name
        if shipment.state == "refused":
            why = shipments.env._(
                "refused by the carrier. Correct the data that it names and press "
                "Try again: %s",
                shipment.problem or "",
            )
        elif shipment.state == "cancelled":
            why = shipments.env._("cancelled. Do not use its label.")
        elif shipment.rebook:
            why = shipment._why_rebooked()
        elif shipment._being_stopped():
            why = shipments.env._(
                "being cancelled or intercepted at the carrier. Do not use its label."
            )
        else:
            why = shipments.env._(
                "not ready yet. It is fetched automatically as soon as the "
                "carrier has it. %s",
                shipment.problem or "",
            )
        lines.append(shipments.env._("%(transfer)s: %(why)s", transfer=number, why=why))
    return shipments.env._("No label for:\n%s", "\n".join(lines))


def pdf(shipments, sheet=None, forms=None):
    """The labels of these shipments in their order, as bytes of one PDF. Each is
    recorded as printed. Damaged files are left out, and the user is informed about
    them.

    :param sheet: one of ``labels.SHEETS``; by default the user's own choice, else
    the account's
    :param forms: whether the customs form follows each label; by default as set on
    its account
    :raise UserError: with all shipments without a label, or when no label can be
    printed
    """
    _check_may_print(shipments)
    shipments_sudo = shipments.sudo()
    missing = shipments_sudo.filtered(lambda s: not s._has_label())
    if missing:
        raise UserError(why_no_label(missing))
    sheet = (
        sheet
        or shipments.env.user.linkstar_sheet
        or shipments_sudo[:1].account_id.label_sheet
    )
    with_form = shipments_sudo.filtered(
        lambda s: s.account_id.label_content != "label" if forms is None else forms
    )
    damaged = shipments_sudo.filtered(
        lambda s: not s._label_is_whole() or (s in with_form and not s._form_is_whole())
    )
    content, form_files = b"", {}
    while rest := shipments_sudo - damaged:
        form_files = form_files or customs_forms(with_form & rest)
        files = [
            (shipment, file)
            for shipment in rest
            for file in (label_file(shipment), form_files.get(shipment))
            if file
        ]
        content, left_out = labels.printed([file for _shipment, file in files], sheet)
        if not left_out:
            break
        # A label without its form is not printed, either.
        damaged |= rest.browse(files[place][0].id for place in left_out)
    printed_sudo = shipments_sudo - damaged
    if not printed_sudo:
        raise UserError(_why_damaged(damaged))
    if damaged:
        _announce_left_out(damaged.sudo(False))
    if outdated := why_outdated(printed_sudo):
        shipments.env.user._bus_send(
            "simple_notification",
            {"type": "warning", "message": outdated, "sticky": True},
        )
    _log_prints(printed_sudo, sheet, set(form_files))
    return content


def _check_may_print(shipments):
    env = shipments.env
    if not env.su and not env.user.has_group("stock.group_stock_user"):
        raise AccessError(
            env._("Only warehouse users can print labels. Ask a warehouse user.")
        )
    shipments.check_access("read")


def label_file(shipment):
    """The stored label as a :class:`labels.File`."""
    return labels.File(
        shipment.label_attachment_id.raw, shipment.label_attachment_id.mimetype
    )


def _why_damaged(shipments):
    names = [
        f"{s.picking_id.name} ({s.tracking_number or s.waybill or s.reference_no})"
        for s in shipments
    ]
    return shipments.env._(
        "Not printed, because the stored label is damaged: %s. Open the shipment "
        "and press “Fetch label again”. No new parcel is booked.",
        names,
    )


def _announce_left_out(shipments):
    """Inform the user which labels were left out, and note it on their
    shipments.
    """
    text = _why_damaged(shipments)
    shipments.env.user._bus_send(
        "simple_notification", {"type": "warning", "message": text, "sticky": True}
    )
    shipments.sudo()._message_log_batch(
        bodies={shipment.id: _why_damaged(shipment) for shipment in shipments}
    )


def _log_prints(shipments, sheet, with_form=()):
    again = shipments.filtered("label_print_count")
    shipments.env["linkstar.label.print"].create(
        [
            {
                "shipment_id": shipment.id,
                "sheet": sheet,
                "with_form": shipment in with_form,
            }
            for shipment in shipments
        ]
    )
    # A label that a user prints is not printed again automatically.
    shipments.filtered(
        lambda s: s.print_for_id == shipments.env.user
    ).print_for_id = False
    if again:
        text = shipments.env._(
            "The label was printed again by %s.", shipments.env.user.display_name
        )
        again._message_log_batch(bodies={shipment.id: text for shipment in again})
