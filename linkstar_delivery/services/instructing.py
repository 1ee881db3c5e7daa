# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Instructions to the carrier: what is lacking, by which way they go, the mail and the
file.
"""

import io
from dataclasses import replace
from datetime import timedelta

import xlsxwriter

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from .. import rules
from ..rules import instructions as rule
from . import buyer, notices
from .sentences import finding_text
from .states import FINAL_TRACKING_STATES

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Mail servers refuse larger mails; a mail grows by a third on its way.
_MOST_BYTES = 10 * 1024 * 1024
_TEMPLATE = "linkstar_delivery.mail_instruction"


def new_address(instruction, **changed):
    """The address of an instruction as a ``rules.Address``; name and country stay those
    of the consignee. ``changed``: values of fields that are not written yet.
    """
    shipment = instruction.shipment_id.sudo()
    known = shipment.partner_id._linkstar_address(
        shipment.picking_id.sale_id.partner_id
    )
    values = {
        name: changed.get(name, instruction[name]) or ""
        for name in ("street", "street2", "zip", "city", "phone")
    }
    province = instruction.state_id.browse(
        changed.get("state_id", instruction.state_id.id) or ()
    )
    state, state_code, state_latin = province._linkstar_names()
    return replace(
        known,
        street=values["street"],
        street2=values["street2"],
        street3="",
        city=values["city"],
        postcode=values["zip"],
        state=state,
        state_code=state_code,
        state_latin=state_latin,
        phone=values["phone"] or known.phone,
    )


def address_findings(instruction):
    """What blocks the address of an instruction: ``Finding`` values."""
    limits = instruction.shipment_id.sudo().service_id._label_limits()
    return [
        finding
        for finding in rules.check(new_address(instruction), limits)
        if finding.severity == "block"
    ]


def differs(instruction):
    """Whether the address of an instruction is not the one that the carrier has."""
    shipment = instruction.shipment_id.sudo()
    known = shipment.partner_id._linkstar_address(
        shipment.picking_id.sale_id.partner_id
    )
    return rules.label(new_address(instruction)) != rules.label(
        replace(known, street3="")
    )


def wanted(instruction):
    """``instruction`` as ``rules.instructions.Wanted``."""
    shipment = instruction.shipment_id.sudo()
    is_address = instruction.kind == "new_address"
    return rule.Wanted(
        kind=instruction.kind,
        booked=bool(shipment.waybill) and shipment.state != "cancelled",
        handed_over=bool(shipment) and shipment._is_handed_over(),
        ended=shipment.tracking_state in FINAL_TRACKING_STATES,
        travels=not shipment.intercept_state,
        signed=instruction.handover_id.state == "signed",
        address_complete=is_address and not address_findings(instruction),
        address_new=is_address and differs(instruction),
        has_phone=bool((instruction.phone or "").strip()),
        has_documents=bool(instruction.document_ids),
        has_text=bool((instruction.note or "").strip()),
        has_times=bool(instruction.pickup_from and instruction.pickup_until),
    )


def check(instructions):
    """
    :raise UserError: for the first of ``instructions`` that cannot be sent
    """
    env = instructions.env
    for instruction in instructions:
        if code := rule.lacking(wanted(instruction)):
            raise UserError(
                env._(
                    "%(instruction)s was not sent. %(why)s",
                    instruction=instruction.name,
                    why=_why(instruction, code),
                )
            )
    documents = instructions.document_ids
    # Whoever names a document must be allowed to read it.
    documents.check_access("read")
    if sum(documents.mapped("file_size")) > _MOST_BYTES:
        raise UserError(
            env._(
                "The documents are larger than %s MB together. Remove some, or send "
                "them in several instructions.",
                _MOST_BYTES // 2**20,
            )
        )


def _why(instruction, code):
    env = instruction.env
    if code == "address":
        country = instruction.country_id
        return " ".join(
            finding_text(env, finding, country)
            for finding in address_findings(instruction)
        )
    return {
        "not_booked": env._(
            "The carrier does not have the parcel's order. Book the parcel first."
        ),
        "not_handed_over": env._(
            "The parcel has not been handed over yet. Cancel the shipment instead."
        ),
        "ended": env._("The trip of the parcel has ended. Withdraw the instruction."),
        "signed": env._(
            "The manifest is signed, so its parcels were taken over. Withdraw the "
            "request."
        ),
        "same_address": env._(
            "The address is the one that the carrier has. Change it, or ask the "
            "carrier to deliver again."
        ),
        "phone": env._("Enter the phone number that the carrier should call."),
        "documents": env._("Attach the documents for customs."),
        "text": env._("Enter what has to be corrected in the declaration."),
        "times": env._("Enter from when until when the parcels can be picked up."),
    }[code]


def send(instructions):
    """Send what is in preparation: by the interface, else one mail for each account."""
    check(instructions)
    by_wire = instructions.filtered(lambda i: rule.way(wanted(i)) == "wire")
    for instruction in by_wire:
        remark = (instruction.note or "").strip()
        shipment = instruction.shipment_id
        if remark:
            shipment = shipment.with_context(linkstar_remark=remark)
        shipment.action_intercept()
    mark(by_wire, "wire")
    for account, group in (instructions - by_wire).grouped("account_id").items():
        contact = _contact(account, group)
        mark(group, "mail")
        _mail(group, contact)


def remind(instructions):
    """Send the mail of instructions again that the carrier has not answered."""
    env = instructions.env
    wrong = instructions.filtered(lambda i: i.state != "sent" or i.way == "wire")
    if wrong:
        raise UserError(
            env._(
                "%s does not wait for an answer to a mail. Only such an instruction "
                "can be sent again.",
                wrong[0].name,
            )
        )
    check(instructions)
    for account, group in instructions.grouped("account_id").items():
        group._take(way="mail")
        _mail(group, _contact(account, group), again=True)


def mark(instructions, way):
    """Note that ``instructions`` were sent now, and until when an answer is due."""
    now = fields.Datetime.now()
    for instruction in instructions:
        hours = instruction.account_id.sudo().instruction_hours
        deadline = instruction.deadline
        if not deadline or deadline <= now:
            deadline = now + timedelta(hours=hours)
        instruction._step("sent", way=way, sent_at=now, deadline=deadline)


def _contact(account, group):
    contact_sudo = account.sudo().instruction_partner_id
    if not contact_sudo.email_normalized:
        raise UserError(
            group.env._(
                "The account %(account)s has no contact with an e-mail address for "
                "instructions. Ask an administrator to enter it, or make the file for "
                "the carrier, send it yourself and mark %(instruction)s as sent.",
                account=account.name,
                instruction=group[0].name,
            )
        )
    return contact_sudo


def _mail(group, contact_sudo, again=False):
    """Put one mail with ``group`` into the queue: text, list and documents."""
    env = group.env
    company = group.company_id.sudo()
    code = buyer.language(env, contact_sudo, company)
    foreign = group.with_context(lang=code)
    body = (
        env["ir.ui.view"]
        .sudo()
        .with_context(lang=code)
        ._render_template(
            _TEMPLATE,
            {
                "shop": company.name,
                "again": again,
                "rows": [_row(instruction) for instruction in foreign],
            },
        )
    )
    files_sudo = env["ir.attachment"].sudo()
    workbook_sudo = files_sudo.create(
        {
            "name": _file_name(group),
            "raw": workbook(foreign),
            "mimetype": _XLSX,
            "res_model": group._name,
            "res_id": group[0].id,
        }
    )
    sender = env.user.sudo()
    mail_sudo = (
        env["mail.mail"]
        .sudo()
        .create(
            {
                "subject": _subject(foreign, again),
                "body_html": body,
                "body": body,
                "email_from": company.email_formatted or sender.email_formatted,
                "author_id": sender.partner_id.id,
                "recipient_ids": contact_sudo.ids,
                "model": group._name,
                "res_id": group[0].id,
                "message_type": "email_outgoing",
                "attachment_ids": (workbook_sudo + group.document_ids.sudo()).ids,
                "auto_delete": False,
            }
        )
    )
    group.sudo().mail_id = mail_sudo
    for instruction in group[1:]:
        instruction._message_log(
            body=env._(
                "Sent to the carrier together with %s, where the mail is.",
                group[0].name,
            )
        )
    notices.wake_queue(env)


def _subject(group, again):
    env = group.env
    kinds = dict(group._fields["kind"]._description_selection(env))
    what = ", ".join(dict.fromkeys(kinds[instruction.kind] for instruction in group))
    if again:
        return env._("Reminder: %(what)s (%(number)s)", what=what, number=group[0].name)
    return env._("%(what)s (%(number)s)", what=what, number=group[0].name)


def _row(instruction):
    """What the mail says about one instruction: [(label, text)]."""
    return [(label, text) for label, text in _values(instruction) if text]


def _values(instruction):
    """[(column, text)] of one instruction, in the language of its environment."""
    env = instruction.env
    shipment = instruction.shipment_id.sudo()
    handover = instruction.handover_id.sudo()
    kinds = dict(instruction._fields["kind"]._description_selection(env))
    is_address = instruction.kind == "new_address"
    address = new_address(instruction) if is_address else None
    pickup = instruction.pickup_partner_id.sudo()
    return [
        (env._("Number"), instruction.name),
        (env._("Instruction"), kinds[instruction.kind]),
        (env._("Waybill"), shipment.waybill or ""),
        (env._("Tracking number"), shipment.tracking_number or ""),
        (env._("Reference"), shipment.reference_no or ""),
        (env._("Line"), shipment.service_id.code or ""),
        (env._("Country"), shipment.country_id.code or ""),
        (env._("New address: name"), address.name if address else ""),
        (env._("New address: street"), ", ".join(address.streets) if address else ""),
        (env._("New address: postcode"), address.postcode if address else ""),
        (env._("New address: city"), address.city if address else ""),
        (env._("New address: province"), address.state if address else ""),
        (env._("Phone number"), _phone(instruction, address)),
        (env._("Manifest"), handover.name or ""),
        (env._("Parcels"), str(handover.count) if handover else ""),
        (env._("Weight (kg)"), f"{handover.weight:.3f}" if handover else ""),
        (env._("Pick-up address"), _one_line(pickup)),
        (env._("Pick-up from"), _time(instruction, instruction.pickup_from)),
        (env._("Pick-up until"), _time(instruction, instruction.pickup_until)),
        (env._("Text"), instruction.note or ""),
        (env._("Please answer until"), _time(instruction, instruction.deadline)),
    ]


def _phone(instruction, address):
    if address:
        return address.phone
    return instruction.phone or "" if instruction.kind == "call" else ""


def _one_line(partner):
    if not partner:
        return ""
    text = f"{partner.name or ''}\n{partner._display_address(without_company=True)}"
    lines = [*text.splitlines(), partner.phone or ""]
    return ", ".join(line.strip() for line in lines if line.strip())


def _time(instruction, moment):
    """``moment`` at the depot or, without one, in the company's time zone."""
    if not moment:
        return ""
    company_tz = instruction.company_id.sudo().partner_id.tz
    zone = instruction.handover_id.sudo().depot_id.tz or company_tz or "UTC"
    text = format_datetime(instruction.env, moment, tz=zone, dt_format="short")
    return f"{text} ({zone})"


def _file_name(group):
    return f"instructions-{group[0].name.replace('/', '-')}.xlsx"


def workbook(group):
    """The bytes of an xlsx file with ``group`` for the carrier, one row each, and an
    empty column for the answer.
    """
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Instructions")
    bold = book.add_format({"bold": True})
    rows = [_values(instruction) for instruction in group]
    headers = [label for label, _text in rows[0]]
    for column, header in enumerate([*headers, group.env._("Carrier's answer")]):
        sheet.write_string(0, column, header, bold)
    sheet.set_column(0, len(headers), 18)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        for column, (_label, text) in enumerate(row):
            # Never a formula, whatever the text begins with.
            sheet.write_string(number, column, text)
    book.close()
    return output.getvalue()


def export(group):
    """The action that downloads the file for the carrier.

    :raise UserError: if ``group`` is of several accounts
    """
    accounts = group.account_id
    if len(accounts) > 1:
        raise UserError(
            group.env._(
                "The instructions are of several accounts: %s. Make one file for each "
                "account.",
                accounts.mapped("name"),
            )
        )
    attachment = group.env["ir.attachment"].create(
        {"name": _file_name(group), "raw": workbook(group), "mimetype": _XLSX}
    )
    return {
        "type": "ir.actions.act_url",
        "url": f"/web/content/{attachment.id}?download=true",
        "target": "self",
    }
