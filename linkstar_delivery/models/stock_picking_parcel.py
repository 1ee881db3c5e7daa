from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from odoo import api, fields, models
from odoo.addons.linkstar_customs.models.lookups import tells
from odoo.addons.linkstar_customs.rules.problem import Problem
from odoo.exceptions import UserError

from .quotation import scale
from .stock_picking_booking import LOOSE, WHOLE

#: Centimetres of the units that core may keep the sides of a package type in.
_CENTIMETRES = {"mm": 0.1, "cm": 1.0, "in": 2.54, "ft": 30.48}
_SIDES = ("length", "width", "height")


class StockPicking(models.Model):
    """The boxes of a transfer: what is in them, and what they weigh and measure."""

    _inherit = "stock.picking"

    linkstar_length = fields.Float(
        "Length (cm)", digits=(8, 1), copy=False, help="Measured at packing; of packages, see there.", groups="base.group_user"
    )
    linkstar_width = fields.Float("Width (cm)", digits=(8, 1), copy=False, groups="base.group_user")
    linkstar_height = fields.Float("Height (cm)", digits=(8, 1), copy=False, groups="base.group_user")

    def _linkstar_check(self):
        problems = super()._linkstar_check()
        if not tells(self.env, "warn"):
            return problems
        for picking in self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar"):
            problems[picking] += picking._linkstar_weight_problems()
        return problems

    def _linkstar_weight_problems(self):
        """Boxes that weigh otherwise than their contents should: somebody packed too much or too little, or a product's weight is
        wrong."""
        account, problems = self.carrier_id.sudo().linkstar_account_id, []
        for package, parcel in zip(boxes := self._linkstar_boxes(), self._linkstar_parcel_values(boxes), strict=True):
            record, weight, computed = package or self, parcel["weight"], parcel["computed_weight"]
            names = {"transfer": self.name, "box": package.name or self.env._("the parcel")}
            if account and weight and account._weighs_otherwise(Decimal(str(computed)), Decimal(str(weight))):
                text = self.env._(
                    "%(transfer)s: %(box)s weighs %(measured)s kg, but its contents and the bare box should weigh %(computed)s kg. Check "
                    "what is in it, or the weights of the products.",
                    measured=f"{weight:.3f}",
                    computed=f"{computed:.3f}",
                    **names,
                )
                problems.append(Problem("warn", text, record._name, record.id, "weight_differs"))
        return problems

    @api.model
    def linkstar_measure(self, barcode, weight, length=0, width=0, height=0):
        """Take over what a scale measured of the box whose label or paper was scanned: of the package of that name, else of the
        transfer of that name. ``weight`` in kg, sides in cm.

        For a scale's computer, as a user of the warehouse: ``POST /json/2/stock.picking/linkstar_measure`` with an API key.

        :return: {"record": name, "computed": kg by master data, "differs": whether more than the account tolerates}"""
        self.env["linkstar.shipment"]._check_may_act()
        picking, package = self._linkstar_scanned(barcode)
        try:
            weight, length, width, height = (float(number or 0) for number in (weight, length, width, height))
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("Weight and sides are numbers of kg and cm: measure it again.")) from error
        if not 0 < weight < 1000 or not all(0 <= side < 1000 for side in (length, width, height)):
            raise UserError(self.env._("A box weighs more than 0 and less than 1000 kg, and a side 0 to 999 cm: measure it again."))
        record = package or picking
        sides = {side: value for side, value in zip(_SIDES, (length, width, height), strict=True) if value}
        unit = self.env["product.template"].sudo()._get_weight_uom_id_from_ir_config_parameter()
        in_unit = self.env.ref("uom.product_uom_kgm")._compute_quantity(weight, unit, round=False)
        measured = {"shipping_weight": in_unit, **{f"linkstar_{side}": value for side, value in sides.items()}}
        # A package may be of no company: the weighing is of the one whose goods are in it.
        record.with_company(picking.company_id).write(measured)
        found = dict(zip((boxes := picking._linkstar_boxes()), picking._linkstar_parcel_values(boxes), strict=True))
        computed = found[package]["computed_weight"] if package in found else 0.0
        return {
            "record": record.display_name,
            "computed": computed,
            "differs": picking.carrier_id.sudo().linkstar_account_id._weighs_otherwise(Decimal(str(computed)), Decimal(str(weight))),
        }

    def _linkstar_scanned(self, barcode):
        """(transfer, package) that ``barcode`` names; the package is empty when it is a transfer's name."""
        barcode = (barcode or "").strip()
        package = self.env["stock.package"]._linkstar_named(barcode) if barcode else self.env["stock.package"]
        if package:
            lines = self.env["stock.move.line"].search([("result_package_id", "child_of", package.id)], order="id desc")
            lines += self.env["stock.move.line"].search([("result_package_id.package_dest_id", "=", package.id)], order="id desc")
            pickings = lines.picking_id.filtered(lambda p: p.state not in ("done", "cancel")) or lines.picking_id
            picking = pickings[:1]
        else:
            picking = self.search([("name", "=", barcode)], limit=1) if barcode else self
        if not picking:
            raise UserError(self.env._("No package or transfer is named %s: scan the box's own label again.", barcode))
        picking.check_access("write")
        return picking, package

    def _linkstar_orders(self, service):
        """{box: [values of its parcels]} of the orders that this transfer leaves with on the line ``service``: several boxes are
        one order of several pieces, or an order each."""
        self.ensure_one()
        boxes = self._linkstar_boxes()
        parcels = self._linkstar_parcel_values(boxes)
        if not service.one_order_per_box or len(boxes) < 2:
            return {WHOLE: parcels}
        return {f"P{package.id}" if package else LOOSE: [values] for package, values in zip(boxes, parcels, strict=True)}

    def _linkstar_boxes(self):
        """{outermost package: its move lines}, the oldest package first; what is in no package comes last, under an empty one."""
        by_box = self._linkstar_leaving_lines().grouped(lambda line: line.result_package_id._linkstar_outermost())
        return dict(sorted(by_box.items(), key=lambda item: (not item[0], item[0].id)))

    def _linkstar_leaving_lines(self):
        """The move lines that leave with this transfer: as core validates it, those that are picked if any is, else all."""
        lines = self.move_line_ids.filtered(lambda line: line.quantity and line.state != "cancel")
        return lines.filtered("picked") or lines

    def _linkstar_parcel_values(self, boxes=None):
        """Values of a ``linkstar.parcel`` for each of ``boxes`` (see :meth:`_linkstar_boxes`); weights in kg, sides in cm.

        The weight is the measured one (core's shipping weight, of the outermost package or of the transfer), else what the
        contents and all boxes, nested ones too, weigh together."""
        boxes = self._linkstar_boxes() if boxes is None else boxes
        kilograms = scale(self.env)
        contents = _contents(boxes.values()) if len(boxes) > 1 else [()] * len(boxes)
        values = []
        for number, ((package, lines), content) in enumerate(zip(boxes.items(), contents, strict=True), start=1):
            computed = package._linkstar_weight(lines, measured=False)
            if package:
                weight = package._linkstar_weight(lines, measured=True)
            else:
                weight = self._linkstar_typed_weight(computed) if len(boxes) == 1 else computed
            values.append({
                "number": f"U{number:03}",
                "package_id": package.id,
                "weight": float(kilograms(weight)),
                "computed_weight": float(kilograms(computed)),
                **(package or self)._linkstar_sides(),
                "item_ids": [fields.Command.create(item) for item in content],
            })
        return values

    def _linkstar_typed_weight(self, computed):
        """The transfer's shipping weight where somebody typed or measured one; core fills it with what it computes itself, rounded."""
        places = self.env["decimal.precision"].precision_get("Stock Weight")
        # Core reckons with what is not picked, too.
        loose = self.move_line_ids.filtered(lambda line: not line.result_package_id)
        of_all = sum(line.quantity_product_uom * line.product_id.weight for line in loose)
        by_itself = any(abs(self.shipping_weight - weight) <= 0.6 * 10**-places for weight in (computed, of_all))
        return self.shipping_weight if self.shipping_weight and not by_itself else computed

    def _linkstar_sides(self):
        return {side: self[f"linkstar_{side}"] for side in _SIDES if self[f"linkstar_{side}"]}


class StockPackage(models.Model):
    _inherit = "stock.package"

    linkstar_length = fields.Float(
        "Length (cm)", digits=(8, 1), copy=False, help="Measured at packing; else that of the package type.", groups="base.group_user"
    )
    linkstar_width = fields.Float("Width (cm)", digits=(8, 1), copy=False, groups="base.group_user")
    linkstar_height = fields.Float("Height (cm)", digits=(8, 1), copy=False, groups="base.group_user")

    @api.model
    def _linkstar_named(self, name):
        """The package of this name; of several, for nothing keeps names apart, the one that a transfer is packed into.

        :raise UserError: when that is true of several, and a weight would be written on one of them by chance"""
        named = self.search([("name", "=", name)], order="id desc")
        if len(named) < 2:
            return named
        is_of, goes_into = ("result_package_id", "child_of", named.ids), ("result_package_id.package_dest_id", "in", named.ids)
        lines = self.env["stock.move.line"].search([("picking_id.state", "not in", ("done", "cancel")), "|", is_of, goes_into])
        in_use = named & self.union(*(package._linkstar_nesting() for package in lines.result_package_id))
        if len(in_use) > 1:
            raise UserError(
                self.env._(
                    "Several boxes are named %(name)s, in the transfers %(transfers)s: give each a name of its own.",
                    name=name,
                    transfers=lines.picking_id.mapped("name"),
                )
            )
        return in_use or named[:1]

    def _linkstar_outermost(self):
        """The box that this package leaves in."""
        return self._linkstar_nesting()[-1:]

    def _linkstar_nesting(self):
        """This package and those around it, the outermost last: while a transfer is open it is told by where packages will be,
        afterwards (core clears that while it validates) by where they are."""
        package = nesting = self
        while package.package_dest_id or package.parent_package_id:
            package = package.package_dest_id or package.parent_package_id
            nesting += package
        return nesting

    def _linkstar_weight(self, lines, measured):
        """What ``lines`` weigh in this box (an empty one: in none), in the database's unit: products and the bare boxes of all
        levels, or where ``measured`` what a box of any level was weighed with."""
        contents, inside = {}, {}
        for line in lines:
            nesting = line.result_package_id._linkstar_nesting()
            for inner, outer in pairwise(nesting):
                inside.setdefault(outer, set()).add(inner)
            weight = line.quantity_product_uom * line.product_id.weight
            contents[line.result_package_id] = contents.get(line.result_package_id, 0) + weight

        def weigh(package):
            if measured and package.shipping_weight:
                return package.shipping_weight
            own = package.package_type_id.base_weight + contents.get(package, 0)
            return own + sum(weigh(inner) for inner in inside.get(package, ()))

        return weigh(self)

    def _linkstar_sides(self):
        """{side: cm}, measured, else of the package type."""
        measured = {side: self[f"linkstar_{side}"] for side in _SIDES if self[f"linkstar_{side}"]}
        kind = self.package_type_id
        factor = _CENTIMETRES.get(kind.length_uom_name) if kind else None
        if measured or not factor:
            return measured
        return {side: kind[field] * factor for side, field in zip(_SIDES, ("packaging_length", "width", "height"), strict=True)}


def _contents(boxes):
    """What is in each of ``boxes`` (move lines), as values of ``linkstar.parcel.item``: pieces ``start`` to ``start + quantity``
    of all that the transfer sends of a product."""
    sent, contents = {}, []
    for lines in boxes:
        items = []
        for product, of_product in lines.grouped("product_id").items():
            before = sent.get(product, Decimal(0))
            after = sent[product] = before + sum(Decimal(repr(line.quantity_product_uom)) for line in of_product)
            start, end = (int(amount.to_integral_value(ROUND_CEILING)) for amount in (before, after))
            if end > start:
                items.append({"product_id": product.id, "start": start, "quantity": end - start})
        contents.append(items)
    return contents
