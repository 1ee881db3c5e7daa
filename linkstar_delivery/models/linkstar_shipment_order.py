import logging
from dataclasses import replace
from decimal import Decimal

from odoo import models
from odoo.addons.linkstar_customs.models.amounts import decimal
from odoo.exceptions import UserError

from ..api import errors, messages

_logger = logging.getLogger(__name__)

#: What is read of the partners and the company of an order, see ``_read_for_order``; ``street3`` is of an addon of OCA's.
_PARTY = (
    "name", "street", "street2", "street3", "city", "zip", "state_id", "country_id", "phone", "email", "website", "parent_id",
    "commercial_partner_id", "commercial_company_name",
)
_SAFETY = ("linkstar_manufacturer_id", "linkstar_responsible_id")


class LinkstarShipment(models.Model):
    """What is sent: the order that the records of a shipment make."""

    _inherit = "linkstar.shipment"

    def _read_for_order(self):
        """Of transfers, orders, partners and companies only what an order is made of: whole rows, which are very wide, take longer to
        read than all the rest. What is not named here is read all the same, when it is asked for."""
        picking = self.picking_id
        picking.fetch([
            "name", "origin", "state", "partner_id", "company_id", "carrier_id", "picking_type_id", "sale_id", "carrier_tracking_ref",
        ])
        picking.picking_type_id.fetch(["code", "warehouse_id"])
        picking.picking_type_id.warehouse_id.fetch(["partner_id"])
        picking.company_id.fetch(["name", "partner_id", "linkstar_grouping", "linkstar_eori", *_SAFETY])
        picking.sale_id.fetch(["name", "incoterm", "linkstar_platform", "linkstar_platform_number", "linkstar_marketplace_id"])
        parties = picking._linkstar_consignee() | picking._linkstar_sender() | picking._linkstar_customer()
        parties.fetch([name for name in _PARTY if name in parties._fields])

    def _order_or_why_not(self):
        """The order to send, or a sentence about what keeps the records from making one."""
        try:
            problems = [] if self._is_checked() else self.picking_id._linkstar_problems()
            return (None, "\n".join(problems)) if problems else (self._wire_order(), "")
        except UserError as error:
            return None, str(error)
        except (ValueError, TypeError, ArithmeticError) as error:
            _logger.error("Linkstar: %s cannot be sent to the carrier: %s", self.reference_no, errors.where(error))
            return None, self.env._(
                "The transfer cannot be sent to the carrier (%s). Correct its address, parcels and products, then press Try again.",
                type(error).__name__,
            )

    def _wire_order(self):
        """This shipment as the carrier is told it.

        :raise UserError: in one sentence, when the records do not make a complete order"""
        picking, declaration = self.picking_id, self.declaration_id
        parcels = self.parcel_ids
        if not parcels:
            raise UserError(self.env._("The shipment %s has no parcel: cancel it and validate the transfer again.", self.reference_no))
        boxes = tuple(
            messages.Box(
                number=parcel.number,
                weight=decimal(parcel.weight, 3),
                **{side: decimal(parcel[side], 1) if parcel[side] else None for side in ("length", "width", "height")},
            )
            for parcel in parcels
        )
        items = tuple(
            messages.DeclaredItem(
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
            for item in self._declared_items()
        )
        limits = self.service_id._label_limits()
        consignee = picking._linkstar_consignee()
        addressee = consignee._linkstar_party(limits, picking._linkstar_customer())
        if self.service_id.needs_tax_no:
            kind = "company" if consignee.commercial_partner_id.is_company else "person"
            addressee = replace(addressee, tax_no=consignee._linkstar_tax_no(), tax_no_type=kind)
        return messages.Order(
            reference_no=self.reference_no,
            service_code=self.service_id.code,
            consignee=addressee,
            shipper=picking._linkstar_sender()._linkstar_party(replace(limits, street=0)),
            items=items,
            boxes=boxes,
            weight=sum((box.weight for box in boxes), Decimal(0)),
            ioss=declaration._linkstar_scheme_number(),
            **self._wire_options(),
        )
