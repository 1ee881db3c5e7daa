# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Builds the order that is sent to the carrier from the records of a shipment."""

import logging
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from odoo.exceptions import UserError

from odoo.addons.linkstar_customs.rules import boxes, weights
from odoo.addons.linkstar_customs.services.amounts import decimal

from ..api import errors, messages
from ..rules import options
from .states import WHOLE

_logger = logging.getLogger(__name__)

_CENT = Decimal("0.01")

#: The fields of the partners and the company of an order that are read, see
#: ``read_for_order``; ``street3`` is from an addon of OCA.
_PARTY = (
    "name",
    "street",
    "street2",
    "street3",
    "city",
    "zip",
    "state_id",
    "country_id",
    "phone",
    "email",
    "website",
    "parent_id",
    "commercial_partner_id",
    "commercial_company_name",
)

_SAFETY = ("linkstar_manufacturer_id", "linkstar_responsible_id")


def read_for_order(shipment):
    """Read only the fields of transfers, orders, partners and companies that an
    order needs: reading whole rows, which are very wide, takes longer than all the
    rest. Other fields are still read when they are used.
    """
    picking = shipment.picking_id
    picking.fetch(
        [
            "name",
            "origin",
            "state",
            "partner_id",
            "company_id",
            "carrier_id",
            "picking_type_id",
            "sale_id",
            "carrier_tracking_ref",
            "linkstar_return_id",
        ]
    )
    picking.picking_type_id.fetch(["code", "warehouse_id"])
    picking.picking_type_id.warehouse_id.fetch(["partner_id"])
    picking.company_id.fetch(
        ["name", "partner_id", "linkstar_grouping", "linkstar_eori", *_SAFETY]
    )
    picking.sale_id.fetch(
        [
            "name",
            "incoterm",
            "linkstar_platform",
            "linkstar_platform_number",
            "linkstar_marketplace_id",
        ]
    )
    parties = (
        picking._linkstar_consignee()
        | picking._linkstar_sender()
        | picking._linkstar_customer()
    )
    parties.fetch([name for name in _PARTY if name in parties._fields])


def order_or_why_not(shipment):
    """(the order to send, ""), or (None, the reason why the records are not valid)."""
    try:
        problems = (
            [] if shipment._is_checked() else shipment.picking_id._linkstar_problems()
        )
        return (None, "\n".join(problems)) if problems else (shipment._wire_order(), "")
    except UserError as error:
        return None, str(error)
    except (ValueError, TypeError, ArithmeticError) as error:
        _logger.error(
            "Linkstar: %s cannot be sent to the carrier: %s",
            shipment.reference_no,
            errors.where(error),
        )
        return None, shipment.env._(
            "The transfer cannot be sent to the carrier (%s). Correct its address,"
            " parcels and products, then press Try again.",
            type(error).__name__,
        )


def why_not_texts(shipment):
    """{language: why the records do not make a valid order}, in all languages of this
    database.
    """
    languages = [code for code, _name in shipment.env["res.lang"].get_installed()]
    return {
        lang: order_or_why_not(shipment.with_context(lang=lang))[1]
        for lang in languages
    }


def wire_order(shipment):
    """``shipment`` as it is sent to the carrier, ``messages.OrderRequest``.

    :raise UserError: in one sentence, when the records do not make a complete order
    """
    picking, declaration = shipment.picking_id, shipment.declaration_id
    parcels = shipment.parcel_ids
    if not parcels:
        raise UserError(
            shipment.env._(
                "The shipment %s has no parcel. Cancel it and validate the "
                "transfer again.",
                shipment.reference_no,
            )
        )
    boxes = tuple(
        messages.OrderBox(
            number=parcel.number,
            weight=decimal(parcel.weight, 3),
            length=_measure(parcel.parcel_length),
            width=_measure(parcel.width),
            height=_measure(parcel.height),
        )
        for parcel in parcels
    )
    items = tuple(
        messages.OrderItem(
            sku=item.sku,
            description_en=item.description_en,
            description_cn=item.description_cn,
            quantity=item.quantity,
            unit_price=item.unit_price,
            currency=item.currency,
            unit_weight=item.unit_weight,
            hs_code=item.hs_code,
            origin=item.origin,
            material=item.material,
            battery=item.battery,
        )
        for item in declared_items(shipment)
    )
    limits = shipment.service_id._label_limits()
    consignee = picking._linkstar_consignee()
    party = consignee._linkstar_party(limits, picking._linkstar_customer())
    if shipment.service_id.needs_tax_no:
        kind = "company" if consignee.commercial_partner_id.is_company else "person"
        party = replace(party, tax_no=consignee._linkstar_tax_no(), tax_no_type=kind)
    return messages.OrderRequest(
        reference_no=shipment.reference_no,
        service_code=shipment.service_id.code,
        consignee=party,
        shipper=picking._linkstar_sender()._linkstar_party(replace(limits, street=0)),
        items=items,
        boxes=boxes,
        weight=sum((box.weight for box in boxes), Decimal(0)),
        ioss=declaration._linkstar_scheme_number(),
        **_wire_options(shipment),
    )


def declared_items(shipment):
    """The goods that are declared for this shipment, a tuple of ``DeclaredItem``:
    the whole declaration, or the pieces in its boxes. The values of all shipments
    of a transfer add up to its declaration.

    :raise UserError: when the boxes contain goods that are not in the declaration
    """
    declaration, contents = shipment.declaration_id, shipment.sudo().parcel_ids.item_ids
    if shipment.box == WHOLE:
        return _within_parcels(shipment, declaration._linkstar_items())
    by_product = {}
    for line, item in zip(
        declaration.sudo().line_ids, declaration._linkstar_line_items(), strict=True
    ):
        by_product.setdefault(line.product_id, []).append(item)
    try:
        return _within_parcels(
            shipment,
            declaration._linkstar_items(
                item
                for content in contents
                for item in boxes.pieces(
                    by_product.get(content.product_id, ()),
                    content.start,
                    content.quantity,
                )
            ),
        )
    except ValueError as error:
        raise UserError(
            shipment.env._(
                "%(transfer)s: its boxes contain other goods than its customs "
                "declaration (%(why)s). Press Try again on the transfer. A new "
                "declaration is then made from the boxes.",
                transfer=shipment.picking_id.name,
                why=error,
            )
        ) from error


def _within_parcels(shipment, items):
    """``items`` with weights that together do not exceed the measured weight of
    this shipment's parcels.
    """
    gross = sum(
        (decimal(parcel.weight, 3) for parcel in shipment.sudo().parcel_ids), Decimal(0)
    )
    lowered = weights.within(
        [(item.unit_weight, item.quantity) for item in items], gross
    )
    return tuple(
        replace(item, unit_weight=weight)
        for item, weight in zip(items, lowered, strict=True)
    )


def _wire_options(shipment):
    """The options as arguments of ``messages.OrderRequest``."""
    order = shipment.sale_order_id
    return {
        "return_if_undeliverable": shipment.undeliverable != options.DESTROY,
        "extra_services": tuple(shipment.extra_service_ids.mapped("code")),
        "insurance_value": _insured_part(shipment),
        "platform": (
            order.linkstar_platform or order.linkstar_marketplace_id.name or ""
        ),
        "platform_number": order.linkstar_platform_number or order.name or "",
    }


def _insured_part(shipment):
    """This shipment's part of the insured amount: all parts of a transfer add up to
    it. ``None`` for no insurance.
    """
    if not shipment.insured_value:
        return None
    orders = (
        shipment.picking_id._linkstar_open_shipments().filtered(
            lambda s: s.declaration_id == shipment.declaration_id
        )
        | shipment
    )
    worth = [
        sum((item.value for item in declared_items(order)), Decimal(0))
        for order in orders
    ]
    total, insured = sum(worth), Decimal(str(shipment.insured_value))
    before = sum(worth[: orders.ids.index(shipment.id)])
    own = worth[orders.ids.index(shipment.id)]
    if not total:
        return insured.quantize(_CENT, ROUND_HALF_UP)
    return _share(insured, before + own, total) - _share(insured, before, total)


def _share(amount, part, whole):
    return (amount * part / whole).quantize(_CENT, ROUND_HALF_UP)


def _measure(side):
    """``side`` in cm as it is sent, None where it was not measured."""
    return decimal(side, 1) if side else None
