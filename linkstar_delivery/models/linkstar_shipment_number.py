from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..labels import candidates

_NUMBERS = ("tracking_number", "waybill", "reference_no")
#: Shipments that bear exactly one of the numbers, each by an index of its own.
_EXACT = """
          SELECT id FROM linkstar_shipment WHERE upper(tracking_number) = ANY(%(numbers)s)
    UNION SELECT id FROM linkstar_shipment WHERE upper(waybill) = ANY(%(numbers)s)
    UNION SELECT id FROM linkstar_shipment WHERE reference_no = ANY(%(numbers)s)
    UNION SELECT shipment_id FROM linkstar_parcel WHERE upper(tracking_number) = ANY(%(numbers)s)
"""
_MOST_BOXES = 1000


class LinkstarShipment(models.Model):
    """A shipment is found by each number that it has or had: an exact one first, then by parts of one."""

    _inherit = "linkstar.shipment"
    _rec_names_search = ["number"]

    number = fields.Char(
        compute="_compute_number",
        search="_search_number",
        help="Tracking number, else waybill, else reference. Searched are all of them, the numbers of its boxes and earlier numbers.",
    )
    reference_no = fields.Char(index="trigram")
    waybill = fields.Char(index="trigram")
    tracking_number = fields.Char(index="trigram")
    earlier_numbers = fields.Char(
        readonly=True, copy=False, index="trigram", help="Numbers that were replaced by later ones, each between two spaces."
    )

    @api.depends("tracking_number", "waybill", "reference_no")
    def _compute_number(self):
        for shipment in self:
            shipment.number = shipment.tracking_number or shipment.waybill or shipment.reference_no

    def _search_number(self, operator, value):
        if operator in ("=", "in"):
            values = [value] if isinstance(value, str) else [text for text in value if text]
            return Domain("id", "in", self._with_number(values))
        if operator not in ("like", "ilike", "=like", "=ilike") or not isinstance(value, str):
            return NotImplemented
        if exact := self._with_number([value]):
            return Domain("id", "in", exact)
        boxes = self.env["linkstar.parcel"].sudo().search([("tracking_number", operator, value)], limit=_MOST_BOXES)
        parts = Domain.OR(Domain(name, operator, value) for name in (*_NUMBERS, "earlier_numbers"))
        return parts | Domain("id", "in", boxes.shipment_id.ids) if boxes else parts

    @api.model
    def _with_number(self, values):
        """Ids of the shipments that have, or had, exactly one of the numbers ``values``, as typed or scanned."""
        numbers = list(dict.fromkeys(number for value in values for number in candidates(value.strip())))
        if not numbers:
            return []
        self.env["linkstar.parcel"].flush_model(["tracking_number", "shipment_id"])
        self.flush_model([*_NUMBERS, "earlier_numbers"])
        found = [row[0] for row in self.env.execute_query(SQL(_EXACT, numbers=numbers))]
        if found:
            return found
        earlier = Domain.OR(Domain("earlier_numbers", "ilike", f" {number} ") for number in numbers)
        return self.sudo().search(earlier).ids

    def write(self, vals):
        replaced = {s: [s[name] for name in _NUMBERS if name in vals and s[name] and s[name] != vals[name]] for s in self}
        result = super().write(vals)
        for shipment, numbers in replaced.items():
            shipment._keep_earlier(numbers)
        return result

    def _keep_earlier(self, numbers):
        earlier = dict.fromkeys((self.earlier_numbers or "").split())
        new = [number.upper() for number in numbers if number.upper() not in earlier]
        if new:
            self.earlier_numbers = f" {' '.join((*earlier, *new))} "


class LinkstarParcel(models.Model):
    _inherit = "linkstar.parcel"

    tracking_number = fields.Char(index="trigram")

    def write(self, vals):
        if "tracking_number" in vals:
            for parcel in self.filtered(lambda p: p.tracking_number and p.tracking_number != vals["tracking_number"]):
                parcel.shipment_id._keep_earlier([parcel.tracking_number])
        return super().write(vals)
