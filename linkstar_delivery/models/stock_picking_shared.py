from odoo import models
from odoo.addons.linkstar_customs.rules.problem import Problem


class StockPicking(models.Model):
    """A box that holds goods of two transfers: it would get the label of each, and a declaration that knows half of it."""

    _inherit = "stock.picking"

    def _linkstar_check(self):
        problems = super()._linkstar_check()
        ours = self.filtered(lambda p: p.carrier_id.delivery_type == "linkstar" and p.picking_type_code != "incoming")
        for picking, shared in ours._linkstar_shared_boxes().items():
            problems[picking] += [picking._linkstar_shared_problem(box, others) for box, others in shared.items()]
        return problems

    def _linkstar_shared_problem(self, box, others):
        names = {"transfer": self.name, "box": box.name, "others": others.mapped("name")}
        labelled = others.filtered(lambda other: other._linkstar_ships() or other.linkstar_shipment_ids)
        if labelled:
            text = self.env._(
                "%(transfer)s: the box %(box)s also holds goods of %(others)s, and would get a label of each. Pack the goods of each "
                "transfer into a box of their own.",
                **names,
            )
        else:
            text = self.env._(
                "%(transfer)s: the box %(box)s also holds goods of %(others)s, which are not on the label and not declared. Pack them into "
                "a box of their own.",
                **names,
            )
        return Problem("block" if labelled else "warn", text, box._name, box.id, "box_shared")

    def _linkstar_shared_boxes(self):
        """{transfer: {outermost box: the other transfers that it leaves with}}, of those of these that share one. Other transfers of
        one chain handle the same goods, and share nothing."""
        boxes = {picking: [box for box in picking._linkstar_boxes() if box] for picking in self}
        all_boxes = self.env["stock.package"].sudo().union(*(box for own in boxes.values() for box in own))
        if not all_boxes:
            return {}
        found = {}
        lines = self.env["stock.move.line"].sudo().search([
            ("result_package_id", "in", all_boxes._linkstar_inside().ids),
            ("state", "not in", ("done", "cancel")),
            ("quantity", "!=", 0),
            ("picking_id.picking_type_code", "!=", "incoming"),
        ])
        for line in lines:
            found.setdefault(line.result_package_id._linkstar_outermost(), set()).add(line.picking_id)
        # Those that left the warehouse and may be at its door: a box that has arrived may be used again.
        parcels = self.env["linkstar.parcel"].sudo().search([("package_id", "in", all_boxes.ids), ("shipment_id.state", "!=", "cancelled")])
        for parcel in parcels:
            if parcel.shipment_id.picking_id not in self and parcel.shipment_id._is_live():
                found.setdefault(parcel.package_id, set()).add(parcel.shipment_id.picking_id)
        shared = {}
        for picking, own in boxes.items():
            for box in own:
                others = self.browse().union(*found.get(box.sudo(), ())) - picking
                others = others and others - picking._linkstar_chain()
                if others:
                    shared.setdefault(picking, {})[box] = others.sorted("id")
        return shared


class StockPackage(models.Model):
    _inherit = "stock.package"

    def _linkstar_inside(self):
        """These packages and all that are or will be in them."""
        inside = new = self
        while new:
            new = self.search(["|", ("parent_package_id", "in", new.ids), ("package_dest_id", "in", new.ids)]) - inside
            inside += new
        return inside
