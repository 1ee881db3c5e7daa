# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The advice for a return, from its records, and the sentence with its amounts."""

from decimal import Decimal

from odoo import fields
from odoo.exceptions import UserError

from ..rules.return_advice import (
    AGAIN,
    HOME,
    SCRAP,
    ReturnAmounts,
    advise,
)
from . import claiming

#: Reasons for which the buyer may still want the goods.
_WANTED = ("address", "not_collected", "customs", "other")


def of(record):
    """(:class:`ReturnAdvice`, :class:`ReturnAmounts`, the line of the carrier) of a
    return, or ``None`` where nothing is to be decided.
    """
    pieces = _pieces(record)
    if not pieces:
        return None
    service = record.shipment_id.service_id or record.picking_id._linkstar_line()
    amounts = ReturnAmounts(
        cost=_exact(_cost(pieces, record.company_id)),
        home=_exact(_price(service, "return_cost", record)),
        scrap=_exact(_price(service, "destroy_cost", record) or 0),
        price=_exact(_paid(pieces, record.company_id)),
        again=_exact(_again(record)),
    )
    return advise(amounts, record.reason in _WANTED), amounts, service


def _exact(amount):
    return None if amount is None else Decimal(str(amount))


def _pieces(record):
    """[(move with which goods left, quantity)] of the goods that somebody must decide
    about: those proposed or expected, or those that wait at the carrier's depot.
    """
    if record.state == "proposed":
        if record.reason in ("destroyed", "lost"):
            return []
        return [(line.move_id, line.quantity) for line in record.line_ids]
    if record.place_id.kind != "depot":
        return []
    if record.state == "expected":
        return [(line.move_id, line.quantity) for line in record.line_ids]
    return [
        (item.move_id, item.quantity)
        for item in record.item_ids
        if item.move_id
        and item._is_waiting()
        and item.location_id == record.place_id.location_id
    ]


def _cost(pieces, company):
    costs = [
        quantity * move.product_id.with_company(company).standard_price
        for move, quantity in pieces
    ]
    # Goods without a cost would always be scrapped.
    return sum(costs) if all(costs) else None


def _paid(pieces, company):
    """What the buyer paid without tax; None for parts of kits, whose price is that of
    the kit.
    """
    today, total = fields.Date.context_today(company), 0.0
    for move, quantity in pieces:
        line = move.sale_line_id
        if not line or move._linkstar_is_kit_part_of(line):
            return None
        sold = move.product_id.uom_id._compute_quantity(
            quantity, line.product_uom_id, round=False
        )
        total += line.currency_id._convert(
            line.price_reduce_taxexcl * sold, company.currency_id, company, today
        )
    return total


def _price(service, name, record):
    """The price ``name`` of the carrier's line in the company's currency, or None."""
    if not service[name]:
        return None
    return _in_company_currency(service[name], service.currency_id, record.company_id)


def _again(record):
    """What the parcel cost on its first way; None when it is not known."""
    shipment = record.shipment_id
    if not shipment:
        return None
    try:
        _declared, freight, _weight = claiming.facts(shipment)
    except UserError:
        return None
    if not freight:
        return None
    return _in_company_currency(
        float(freight), shipment.account_id.currency_id, record.company_id
    )


def _in_company_currency(amount, currency, company):
    return currency._convert(
        amount, company.currency_id, company, fields.Date.context_today(company)
    )


def sentence(record, advice, amounts, service):
    """The advice with its amounts, for people who may see prices."""
    env, currency = record.env, record.company_id.currency_id
    if advice.missing:
        return _what_is_missing(env, advice, service)
    texts = {
        name: currency.format(float(amount))
        for name, amount in vars(amounts).items()
        if amount is not None
    }
    texts["better"] = currency.format(float(advice.better_by))
    if advice.best == AGAIN:
        return env._(
            "Send the goods to the buyer again: the buyer paid %(price)s, and the "
            "parcel cost %(again)s. This is better by %(better)s than to refund them "
            "and bring them home for %(home)s. Ask the buyer first.",
            **texts,
        )
    if advice.best == SCRAP:
        return env._(
            "Have the goods scrapped: they cost %(cost)s, but bringing them home "
            "costs %(home)s and scrapping them %(scrap)s. This saves %(better)s.",
            **texts,
        )
    return env._(
        "Bring the goods home: they cost %(cost)s, bringing them home costs %(home)s "
        "and scrapping them %(scrap)s. This is better by %(better)s.",
        **texts,
    )


def _what_is_missing(env, advice, service):
    if "cost" in advice.missing:
        return env._(
            "No advice: a product of this return has no cost. Enter it on the product."
        )
    if service:
        return env._(
            "No advice: the line %s has no return price. Enter it on the line.",
            service.display_name,
        )
    return env._(
        "No advice: the goods left without a line of the carrier, so the price of the "
        "return is not known."
    )


#: The ways that an advice can name; the values of the field.
WAYS = [(HOME, "Bring home"), (SCRAP, "Scrap there"), (AGAIN, "Send again")]
