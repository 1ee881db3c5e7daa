# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Promised dates of orders and shipments, and the history that they come from."""

from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from odoo import fields
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..rules import promise

SOURCES = [
    (promise.LINE, "Days of the line"),
    (promise.HISTORY, "Our own parcels"),
]

#: The days from hand-over (else booking) to delivery, rounded up. Parcels that were
#: sent in a peak season say nothing about other days.
_LANES = """
    INSERT INTO linkstar_lane (
           company_id, service_id, country_id, parcels, median_days, ninetieth_days,
           calculated_at, create_uid, write_uid, create_date, write_date
    )
    SELECT company_id,
           service_id,
           country_id,
           COUNT(*),
           percentile_disc(0.5) WITHIN GROUP (ORDER BY days),
           percentile_disc(0.9) WITHIN GROUP (ORDER BY days),
           %(now)s, %(uid)s, %(uid)s, %(now)s, %(now)s
      FROM (
               SELECT shipment.company_id,
                      shipment.service_id,
                      declaration.country_id,
                      GREATEST(1, CEIL(EXTRACT(EPOCH FROM parcel.state_since
                          - COALESCE(shipment.handed_over_at, shipment.booked_at)
                      ) / 86400))::int AS days
                 FROM linkstar_parcel parcel
                 JOIN linkstar_shipment shipment ON shipment.id = parcel.shipment_id
                 JOIN linkstar_customs_declaration declaration
                   ON declaration.id = shipment.declaration_id
                WHERE parcel.tracking_state = 'delivered'
                  AND shipment.state = 'ready'
                  AND parcel.state_since > %(now)s - %(days)s * INTERVAL '1 day'
                  AND parcel.state_since <= %(now)s
                  AND parcel.state_since
                      > COALESCE(shipment.handed_over_at, shipment.booked_at)
                  AND declaration.country_id IS NOT NULL
                  AND NOT EXISTS (
                          SELECT 1
                            FROM linkstar_peak peak
                           WHERE peak.active
                             AND peak.kind = 'peak'
                             AND COALESCE(
                                     shipment.handed_over_at, shipment.booked_at
                                 )::date BETWEEN peak.first_day AND peak.last_day
                             AND (
                                     NOT EXISTS (
                                         SELECT 1 FROM linkstar_peak_res_country_rel
                                          WHERE linkstar_peak_id = peak.id
                                     )
                                  OR declaration.country_id IN (
                                         SELECT res_country_id
                                           FROM linkstar_peak_res_country_rel
                                          WHERE linkstar_peak_id = peak.id
                                     )
                                 )
                      )
           ) trip
     GROUP BY company_id, service_id, country_id
        ON CONFLICT (service_id, country_id) DO UPDATE
       SET parcels = EXCLUDED.parcels,
           median_days = EXCLUDED.median_days,
           ninetieth_days = EXCLUDED.ninetieth_days,
           calculated_at = EXCLUDED.calculated_at,
           write_date = EXCLUDED.write_date
"""


def calculate_lanes(env):
    """Calculate all ``linkstar.lane`` rows from the parcels that were delivered in the
    last 90 days; two statements. The caller clears the cache.
    """
    for model in (
        "linkstar.parcel",
        "linkstar.shipment",
        "linkstar.customs.declaration",
        "linkstar.peak",
        "linkstar.lane",
    ):
        env[model].flush_model()
    # With parts of a second: two rounds within one second differ.
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    env.cr.execute(SQL(_LANES, now=now, uid=env.uid, days=promise.HISTORY_DAYS))
    env.cr.execute(
        SQL("DELETE FROM linkstar_lane WHERE calculated_at IS DISTINCT FROM %s", now)
    )
    env["linkstar.lane"].invalidate_model(flush=False)


def of_line(service, country, company, start=None):
    """The ``rules.promise.Promise`` of a parcel of ``company`` on the line ``service``
    to ``country``, ordered on the day ``start`` (default: today in the company's time
    zone); ``None`` where nothing is known. Without a query once everything is cached.
    """
    if not service or not country:
        return None
    service_sudo, company_sudo = service.sudo(), company.sudo()
    return promise.promise(
        start or today(company_sudo),
        company_sudo.linkstar_handling_days,
        company_sudo.country_id.code or "CN",
        country.code,
        (service_sudo.days_min, service_sudo.days_max),
        service.env["linkstar.lane"]._history(service, country),
        service.env["linkstar.peak"]._calendar(),
    )


def today(company_sudo):
    """The current day of the company."""
    return today_at(company_sudo, fields.Datetime.now())


def today_at(company_sudo, now):
    """The day of ``now`` (UTC) in the time zone of the company's address; without one,
    in Chinese time, as at the depots.
    """
    zone = company_sudo.partner_id.tz or "Asia/Shanghai"
    return fields.Date.context_today(company_sudo.with_context(tz=zone), now)


def begin_of_day(company_sudo, now):
    """When the company's day of ``now`` began, in UTC."""
    return begin_of(company_sudo, today_at(company_sudo, now))


def begin_of(company_sudo, day):
    """When ``day`` begins for the company, in UTC."""
    zone = ZoneInfo(company_sudo.partner_id.tz or "Asia/Shanghai")
    begin = datetime.combine(day, time.min, zone)
    return begin.astimezone(timezone.utc).replace(tzinfo=None)


def values(found):
    """The fields of a document with the promise ``found``, or without one."""
    return {
        "linkstar_promised_date": found.latest if found else False,
        "linkstar_promise_source": found.source if found else False,
        "linkstar_usual_date": found.usual if found else False,
    }


def for_buyer(env, found):
    """One sentence for the buyer; "" without a promise."""
    if not found:
        return ""
    if found.usual == found.latest:
        return by_day(env, found.latest)
    return env._(
        "Expected between %(first)s and %(last)s.",
        first=format_date(env, found.usual, date_format="long"),
        last=format_date(env, found.latest, date_format="long"),
    )


def by_day(env, last):
    """One sentence for the buyer of a parcel that is promised for the day ``last``."""
    return env._("Expected by %s.", format_date(env, last, date_format="long"))


def for_transfer(picking, service):
    """The fields of a shipment of ``picking`` on ``service``: what the order promised
    for this line, else a promise from today on.
    """
    order_sudo = picking.sale_id.sudo()
    if order_sudo and order_sudo.linkstar_service_id == service:
        return {
            "promised_date": order_sudo.linkstar_promised_date,
            "promise_source": order_sudo.linkstar_promise_source,
        }
    found = of_line(service, picking.partner_id.country_id, picking.company_id)
    return {
        "promised_date": found.latest if found else False,
        "promise_source": found.source if found else False,
    }
