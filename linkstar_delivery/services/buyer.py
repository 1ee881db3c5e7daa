# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the buyer of a shipment may know of it: plain values for mails and pages, and
signed links. Nothing here has amounts, addresses or texts of the carrier.
"""

from datetime import timezone
from urllib.parse import quote

import pytz

from odoo.tools import format_date
from odoo.tools.misc import hash_sign, verify_hash_signed
from odoo.tools.urls import urljoin

from ..lifecycle import milestones
from . import promising
from .tracking import of_parcels

_SCOPE = "linkstar_delivery.parcel"
#: A parcel and the questions about it take up to three months.
_LINK_DAYS = 90
#: A token is far shorter; longer ones are not even looked at.
_LONGEST_TOKEN = 300


def link(shipment):
    """The address of the page of ``shipment`` that needs no login."""
    token = hash_sign(
        shipment.env(su=True), _SCOPE, [shipment.id], expiration_hours=24 * _LINK_DAYS
    )
    return urljoin(shipment.get_base_url(), f"/linkstar/parcel/{token}")


def shipment_of(env, token):
    """The shipment of a signed link, as superuser; no record for a token that is wrong
    or expired, which costs no query.
    """
    shipments = env["linkstar.shipment"].sudo()
    if len(token) > _LONGEST_TOKEN:
        return shipments
    try:
        values = verify_hash_signed(env(su=True), _SCOPE, token)
    except (ValueError, TypeError):
        # Whoever guesses sends anything.
        values = None
    return shipments.browse(values or ()).exists()


def language(env, partner, company):
    """The code of an installed language for ``partner``: the partner's own, else one of
    the same language in another country, else English, else the company's.
    """
    installed = [code for code, _name in env["res.lang"].get_installed()]
    wanted = partner.lang or ""
    for start in (wanted, wanted.split("_")[0], "en"):
        for code in installed:
            if start and (code == start or code.split("_")[0] == start):
                return code
    return (
        company.partner_id.lang
        if company.partner_id.lang in installed
        else installed[0]
    )


def page_headers(form="'none'"):
    """The headers of a page for buyers. It has no scripts and loads nothing but the
    shop's logo. Its address is a secret: it is not passed on and not found by search
    engines. ``form``: where its form may go, as Content-Security-Policy writes it.
    """
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "no-store"),
        (
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action"
            f" {form}; base-uri 'none'; frame-ancestors 'none'",
        ),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Robots-Tag", "noindex, nofollow"),
    ]


def page(env, template, values, code):
    """The HTML of a page for buyers, from ``template``, in the language ``code``."""
    # ``lang`` is what the engine of templates calls its own language.
    values["page_lang"] = code.replace("_", "-").split("@")[0]
    values["direction"] = env["res.lang"]._get_data(code=code).direction
    view = env["ir.ui.view"].sudo().with_context(lang=code)
    return f"<!DOCTYPE html>\n{view._render_template(template, values)}"


def current(shipment):
    """The shipment that carries the goods of ``shipment`` now: a cancelled one is
    replaced by another attempt.
    """
    if shipment.state != "cancelled":
        return shipment
    return (
        shipment.picking_id.linkstar_shipment_ids.filtered(
            lambda s: s.state != "cancelled" and s.box == shipment.box
        )[:1]
        or shipment
    )


def overview(shipment):
    """What the page of ``shipment`` shows, in the language of its environment.

    :return: a dict of plain values: shop, order, country, title, advice, expected,
        follow (whether the page is the first thing to open in a message), parcels
    """
    env = shipment.env
    parcels = [
        _parcel(shipment, parcel, events)
        for parcel, events in of_parcels(shipment.parcel_ids, shipment.event_ids)
    ]
    state = shipment.tracking_state if shipment.state != "cancelled" else "none"
    return {
        "shop": shipment.company_id.name,
        "company_id": shipment.company_id.id,
        "has_logo": not shipment.company_id.uses_default_logo,
        "email": shipment.company_id.email,
        "order": shipment.picking_id.sale_id.name or shipment.picking_id.name,
        "country": shipment.country_id.name or "",
        "title": titles(env)[state],
        "advice": advice(env).get(state, ""),
        "urgent": state in _URGENT,
        "expected": _expected(shipment, state),
        "follow": state != "delivered",
        "parcels": parcels,
    }


#: Nothing keeps the parcel from arriving as it was promised.
_UNDER_WAY = (
    *("none", "registered", "received", "departed"),
    *("arrived", "customs", "last_mile"),
)
#: The buyer has to do something.
_URGENT = ("pickup_point", "delivery_failed", "returning", "returned", "lost")


def _expected(shipment, state):
    """When the parcels in ``state`` should arrive; "" where this is not known, or was
    promised for a day that is over.
    """
    last = shipment.promised_date
    if not last or state not in _UNDER_WAY:
        return ""
    if last < promising.today(shipment.company_id):
        return ""
    return promising.by_day(shipment.env, last)


def _parcel(shipment, parcel, events):
    stages = milestones.timeline(events, shipment.booked_at or shipment.create_date)
    state = parcel.tracking_state or shipment.tracking_state
    names = stage_names(shipment.env)
    number = parcel.tracking_number or shipment.tracking_number or shipment.waybill
    return {
        "number": number or "",
        "link": number_link(shipment, number),
        "title": titles(shipment.env)[state],
        "advice": advice(shipment.env).get(state, ""),
        "goods": [
            {"quantity": f"{row.quantity:g}", "name": row.product_id.name}
            for row in parcel.goods_ids
        ],
        "stages": [
            {
                "name": names[stage.name],
                "status": stage.status,
                "date": _day(shipment, stage.at),
            }
            for stage in stages
        ],
    }


def number_link(shipment, number):
    """The carrier's page for a tracking ``number``, "" for none."""
    template = shipment.account_id.tracking_url
    if not number or not template:
        return ""
    return template.replace("{number}", quote(number, safe=""))


def _day(shipment, moment):
    """The day of ``moment`` at the destination, in the language of the environment."""
    if not moment:
        return ""
    zones = pytz.country_timezones.get(shipment.country_id.code or "", ["UTC"])
    local = moment.replace(tzinfo=timezone.utc).astimezone(pytz.timezone(zones[0]))
    return format_date(shipment.env, local.date(), date_format="long")


def titles(env):
    """{tracking state: one sentence for the buyer}."""
    under_way = env._("Your parcel is on its way")
    return {
        "none": env._("Your parcel is being prepared"),
        "registered": env._("Your parcel has been announced to the carrier"),
        "received": under_way,
        "departed": under_way,
        "arrived": env._("Your parcel has arrived in the destination region"),
        "customs": env._("Your parcel is in customs clearance"),
        "customs_hold": env._("Customs is holding your parcel"),
        "last_mile": env._("Your parcel is with the local carrier"),
        "out_for_delivery": env._("Your parcel is out for delivery"),
        "pickup_point": env._("Your parcel is at a pick-up point"),
        "delivery_failed": env._("Your parcel could not be delivered"),
        "delivered": env._("Your parcel has been delivered"),
        "returning": env._("Your parcel is on its way back to us"),
        "returned": env._("Your parcel has been returned to us"),
        "destroyed": env._("Your parcel cannot be delivered"),
        "lost": env._("Your parcel is missing"),
    }


def advice(env):
    """{tracking state: what the buyer should do now}; a state that is not listed needs
    nothing.
    """
    contact = env._("Please contact us, so that we can find a solution.")
    return {
        "customs_hold": env._(
            "If customs or the carrier asks you for documents or a payment, please "
            "answer soon. If nobody asks you, you do not have to do anything."
        ),
        "out_for_delivery": env._(
            "Please make sure that somebody can take the parcel today."
        ),
        "pickup_point": env._(
            "Please collect your parcel soon and bring proof of identity. The "
            "carrier's page shows the address, the opening hours and the last day."
        ),
        "delivery_failed": env._(
            "Please check on the carrier's page whether there is a new attempt, or "
            "choose a new date there. Contact us if your address is wrong."
        ),
        "delivered": env._(
            "If you do not have the parcel, please ask your household and your "
            "neighbors. Contact us if you do not find it."
        ),
        "returning": contact,
        "returned": contact,
        "destroyed": contact,
        "lost": contact,
    }


def stage_names(env):
    """{stage of ``lifecycle.milestones``, or tracking state: its name for buyers}."""
    return {
        "prepared": env._("Being prepared"),
        "travelling": env._("On its way"),
        "arrived": env._("In the destination region"),
        "local": env._("With the local carrier"),
        "delivery": env._("Out for delivery"),
        "delivered": env._("Delivered"),
        "returning": env._("On its way back"),
        "returned": env._("Returned"),
        "destroyed": env._("Not deliverable"),
        "lost": env._("Missing"),
    }
