# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The buyer confirms or corrects the address of a parcel by a signed link, which works
once. Nothing is sent to the carrier before a person has looked at the answer.
"""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools.misc import hash_sign, verify_hash_signed
from odoo.tools.urls import urljoin

from .. import rules
from ..rules import instructions as rule
from ..rules.latin import visible
from . import instructing, notices
from .states import FINAL_TRACKING_STATES

_SCOPE = "linkstar_delivery.address"
#: How long the buyer can answer.
_LINK_DAYS = 7
_LONGEST_TOKEN = 300
#: After this many answers that were refused, a link is withdrawn.
_MOST_TRIES = 20
_LOCK = "SELECT id FROM linkstar_instruction WHERE id = %s FOR UPDATE"
_LAYOUT = "linkstar_delivery.mail_layout_buyer"
#: {field that the buyer may change: its longest text}
LENGTHS = {"street": 100, "street2": 100, "zip": 12, "city": 60, "phone": 30}


def link(instruction):
    """The address of the page where the buyer answers."""
    token = hash_sign(
        instruction.env(su=True),
        _SCOPE,
        [instruction.id, instruction.link_number],
        expiration_hours=24 * _LINK_DAYS,
    )
    return urljoin(instruction.get_base_url(), f"/linkstar/address/{token}")


def instruction_of(env, token):
    """(Instruction as superuser, number of the link); (no record, 0) for a token that
    is wrong or expired, which costs no query.
    """
    found = env["linkstar.instruction"].sudo()
    if len(token) > _LONGEST_TOKEN:
        return found, 0
    try:
        values = verify_hash_signed(env(su=True), _SCOPE, token)
    except (ValueError, TypeError):
        # Whoever guesses sends anything.
        values = None
    if not values:
        return found, 0
    return found.browse(values[0]).exists(), values[1]


def standing(instruction, number):
    """What the link with this ``number`` is good for, see ``rules.instructions``."""
    shipment = instruction.shipment_id
    until = instruction.link_until
    return rule.standing(
        rule.Link(
            number=number,
            current=instruction.link_number,
            answered=bool(instruction.buyer_answer),
            asking=instruction.state == "asked",
            expired=bool(until) and until < fields.Datetime.now(),
            was_handed_over=instruction.link_left,
            handed_over=shipment._is_handed_over(),
            ended=shipment.state == "cancelled"
            or shipment.tracking_state in FINAL_TRACKING_STATES,
            tracking_state=shipment.tracking_state,
        )
    )


def ask(instructions):
    """Send the buyer of each of ``instructions`` a link.

    :raise UserError: for the first one that cannot be asked
    """
    env = instructions.env
    for instruction in instructions:
        _check_may_ask(instruction)
    for instruction in instructions:
        instruction._step(
            "asked",
            link_left=instruction.shipment_id.sudo()._is_handed_over(),
            link_until=fields.Datetime.now() + timedelta(days=_LINK_DAYS),
            link_tries=0,
            asked_by_id=env.uid,
            buyer_answer=False,
            buyer_answered_at=False,
        )
        instruction.activity_unlink(["mail.mail_activity_data_todo"])
    _mail(instructions, "linkstar_delivery.mail_template_address")
    notices.wake_queue(env)


def _check_may_ask(instruction):
    env, shipment = instruction.env, instruction.shipment_id.sudo()
    why = ""
    if instruction.kind != "new_address":
        why = env._("Only an instruction about an address is a question to the buyer.")
    elif instruction.state != "draft":
        why = env._("It is not in preparation any more.")
    elif shipment.state == "cancelled" or (
        shipment.tracking_state in FINAL_TRACKING_STATES
    ):
        why = env._("The trip of the parcel has ended.")
    else:
        reason = notices.unreachable(notices.recipient(shipment))
        why = {
            "no_address": env._("The buyer has no valid e-mail address."),
            "blocked": env._("The buyer's address is on the blacklist."),
            "bounced": env._("E-mails to the buyer came back."),
        }.get(reason, "")
    if why:
        raise UserError(
            env._(
                "%(instruction)s: the buyer was not asked. %(why)s",
                instruction=instruction.name,
                why=why,
            )
        )


def _mail(instructions, template):
    template = instructions.env.ref(template).sudo()
    for instruction in instructions:
        template.with_context(lang=None).send_mail(
            instruction.id, email_layout_xmlid=_LAYOUT
        )


def shown(instruction):
    """What the page shows of ``instruction``: plain values in the language of its
    environment.
    """
    shipment = instruction.shipment_id
    states = _provinces(instruction)
    return {
        "shop": shipment.company_id.name,
        "company_id": shipment.company_id.id,
        "has_logo": not shipment.company_id.uses_default_logo,
        "order": shipment.picking_id.sale_id.name or shipment.picking_id.name,
        "name": shipment.partner_id.name or "",
        "country": shipment.country_id.name or "",
        "values": {
            **{name: instruction[name] or "" for name in LENGTHS},
            "state_id": str(instruction.state_id.id or ""),
        },
        "states": [(str(state.id), state.name) for state in states],
        "lengths": LENGTHS,
        "problems": [],
    }


def provinces(country, chosen):
    """The provinces to choose from: none where addresses of ``country`` have none,
    unless one is ``chosen`` already.
    """
    written = "%(state_" in (country.address_format or "")
    return country.state_ids if written or chosen else country.state_ids[:0]


def _provinces(instruction):
    return provinces(instruction.shipment_id.country_id, instruction.state_id)


def bounded(instruction, values):
    """The fields of ``values`` that a buyer may change, cleaned.

    :param values: {name: text} as the browser sent it
    :return: (values to write, sentences about what is too long or unknown)
    """
    env, cleaned, problems = instruction.env, {}, []
    labels = _labels(env)
    for name, longest in LENGTHS.items():
        text = visible(str(values.get(name) or ""))
        if len(text) > longest:
            problems.append(
                env._(
                    "%(field)s: at most %(longest)s characters.",
                    field=labels[name],
                    longest=longest,
                )
            )
        cleaned[name] = text[:longest]
    wanted = str(values.get("state_id") or "")
    state = _provinces(instruction).filtered(lambda state: str(state.id) == wanted)
    if wanted and not state:
        problems.append(env._("Choose the province from the list."))
    cleaned["state_id"] = state.id
    return cleaned, problems


def answer(instruction, number, values):
    """Take the buyer's answer: ``values`` as the browser sent them.

    :return: (standing of the link, sentences about what must be corrected)
    """
    # Of two answers at once, the second waits here, is tried again and finds the first.
    instruction.env.cr.execute(_LOCK, [instruction.id], log_exceptions=False)
    instruction.invalidate_recordset()
    found = standing(instruction, number)
    if found != "open":
        return found, []
    before = _text(instruction)
    cleaned, problems = bounded(instruction, values)
    if not problems:
        problems = _problems(instruction, cleaned)
    if problems:
        return _refuse(instruction, problems)
    instruction._take(**cleaned)
    same = not instructing.differs(instruction)
    instruction._step(
        "draft",
        buyer_answer="confirmed" if same else "corrected",
        buyer_answered_at=fields.Datetime.now(),
    )
    _tell(instruction, before, same)
    return "done", []


def _refuse(instruction, problems):
    tries = instruction.link_tries + 1
    instruction._take(link_tries=tries)
    if tries < _MOST_TRIES:
        return "open", problems
    instruction._step("draft")
    instruction._message_log(
        body=instruction.env._(
            "The link of the buyer was withdrawn after %s answers with errors. Ask the "
            "buyer in another way.",
            tries,
        )
    )
    return "withdrawn", []


def _problems(instruction, cleaned):
    """Sentences for the buyer about an address that the carrier cannot use."""
    shipment, env = instruction.shipment_id, instruction.env
    limits = shipment.service_id._label_limits()
    texts = _texts(env, shipment.country_id)
    findings = rules.check(instructing.new_address(instruction, **cleaned), limits)
    return list(
        dict.fromkeys(
            texts.get(finding.code) or env._("The address is not complete or too long.")
            for finding in findings
            if finding.severity == "block" or finding.code in _BUYERS
        )
    )


#: What is only a warning for us, the buyer can tell.
_BUYERS = ("house_number_missing",)


def _texts(env, country):
    number = env._(
        "The street has no house number. If the house has none, write s/n after the "
        "street."
    )
    length = env._("The street or city is too long for a label. Shorten it.")
    phone = env._("The phone number is not complete. Enter it with its country code.")
    return {
        "missing": env._("Enter street, city, postcode and phone number."),
        "postcode_form": env._(
            "The postcode does not exist in %s. Correct it.", country.name
        ),
        "province_missing": env._("Choose the province."),
        "house_number_missing": number,
        "locker_number_missing": env._("Enter your number at the parcel locker."),
        "too_long": length,
        "street_too_long": length,
        "no_letters": env._("Write the address in Latin letters."),
        "phone_form": phone,
    }


def _labels(env):
    return {
        "street": env._("Street and house number"),
        "street2": env._("Address supplement"),
        "zip": env._("Postcode"),
        "city": env._("City"),
        "phone": env._("Phone number"),
    }


def _text(instruction):
    parts = (
        instruction.street,
        instruction.street2,
        f"{instruction.zip or ''} {instruction.city or ''}".strip(),
        instruction.state_id.name,
        instruction.phone,
    )
    return ", ".join(part for part in parts if part)


def _tell(instruction, before, same):
    """Inform the user who asked, and the buyer: whoever had the link has answered."""
    user = instruction.asked_by_id
    env = instruction.with_context(lang=user.lang or "en_US").env
    if same:
        body = env._(
            "The buyer confirmed the address. The carrier can be asked to deliver "
            "again."
        )
    else:
        body = env._(
            "The buyer corrected the address. Before: %(before)s. Now: %(now)s.",
            before=before,
            now=_text(instruction),
        )
    instruction._message_log(body=body)
    if user.active and not user.share:
        instruction.with_context(mail_activity_quick_update=True).activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=user.id,
            summary=env._("The buyer answered about the address"),
        )
    if not same:
        _mail(instruction, "linkstar_delivery.mail_template_address_taken")
        notices.wake_queue(instruction.env)


def use(instruction):
    """Make the corrected address that of the transfer, as a delivery address of its
    own: the contact may be used by other orders.

    :raise UserError: if the parcel was handed over
    """
    env = instruction.env
    shipment = instruction.shipment_id
    if shipment.sudo()._is_handed_over():
        raise UserError(
            env._(
                "The parcel of %s has been handed over. Send the instruction to the "
                "carrier instead.",
                instruction.name,
            )
        )
    picking = shipment.picking_id
    partner = picking.partner_id
    address = (
        env["res.partner"]
        .sudo()
        .create(
            {
                "parent_id": partner.commercial_partner_id.id,
                "type": "delivery",
                "name": partner.name,
                "email": partner.email,
                "lang": partner.lang,
                "company_id": partner.company_id.id,
                "country_id": partner.country_id.id,
                **{name: instruction[name] for name in LENGTHS},
                "state_id": instruction.state_id.id,
            }
        )
    )
    picking.sudo().partner_id = address
    instruction._take(state="done", answered_at=fields.Datetime.now())
