# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import UserError

from .stock_picking import PARCEL_SIDES, SIDES

#: Centimetres of each unit in which core may store the dimensions of a package type.
_CENTIMETRES = {"mm": 0.1, "cm": 1.0, "in": 2.54, "ft": 30.48}


class StockPackage(models.Model):
    _inherit = "stock.package"
    linkstar_length = fields.Float(
        "Length (cm)",
        digits=(8, 1),
        copy=False,
        help="Measured at packing. 0: the dimensions of the package type are used.",
        groups="base.group_user",
    )
    linkstar_width = fields.Float(
        "Width (cm)", digits=(8, 1), copy=False, groups="base.group_user"
    )
    linkstar_height = fields.Float(
        "Height (cm)", digits=(8, 1), copy=False, groups="base.group_user"
    )

    @api.model_create_multi
    def create(self, vals_list):
        packages = super().create(vals_list)
        weighed = packages.browse(
            package.id
            for package, vals in zip(packages, vals_list)
            if vals.get("shipping_weight")
        )
        self.env["linkstar.weighing"]._keep(weighed)
        return packages

    def write(self, vals):
        result = super().write(vals)
        if vals.get("shipping_weight"):
            self.env["linkstar.weighing"]._keep(self)
        return result

    @api.model
    def _linkstar_named(self, name):
        """The package with this name. Names of packages are not unique: of several, the
        one that a transfer is packed into is used.

        :raise UserError: when several packages with this name are in transfers, because
        the weight could be written on the wrong one
        """
        named = self.search([("name", "=", name)], order="id desc")
        if len(named) < 2:
            return named
        is_of, goes_into = (
            ("result_package_id", "child_of", named.ids),
            (
                "result_package_id.package_dest_id",
                "in",
                named.ids,
            ),
        )
        lines = self.env["stock.move.line"].search(
            [("picking_id.state", "not in", ("done", "cancel")), "|", is_of, goes_into]
        )
        in_use = named & self.union(
            *(package._linkstar_nesting() for package in lines.result_package_id)
        )
        if len(in_use) > 1:
            raise UserError(
                self.env._(
                    "Several packages have the name %(name)s, in the transfers "
                    "%(transfers)s. Give each package its own name.",
                    name=name,
                    transfers=lines.picking_id.mapped("name"),
                )
            )
        return in_use or named[:1]

    def _linkstar_outermost(self):
        """The outermost package around this package."""
        return self._linkstar_nesting()[-1:]

    def _linkstar_nesting(self):
        """This package and those around it, the outermost last. While a transfer is
        open, the planned destination packages are used; afterwards (core clears them
        during validation), the actual ones.
        """
        package = nesting = self
        while package.package_dest_id or package.parent_package_id:
            package = package.package_dest_id or package.parent_package_id
            nesting += package
        return nesting

    def _linkstar_weight(self, lines, measured):
        """The weight of ``lines`` in this package (an empty one: without a package), in
        the database's unit: products and empty packages of all levels, or with
        ``measured`` the weights that were measured at any level.
        """
        contents, inside = {}, {}
        for line in lines:
            nesting = line.result_package_id._linkstar_nesting()
            for inner, outer in pairwise(nesting):
                inside.setdefault(outer, set()).add(inner)
            weight = line.quantity_product_uom * line.product_id._linkstar_unit_weight()
            contents[line.result_package_id] = (
                contents.get(line.result_package_id, 0) + weight
            )

        def weigh(package):
            if measured and package.shipping_weight:
                return package.shipping_weight
            own = package.package_type_id.base_weight + contents.get(package, 0)
            return own + sum(weigh(inner) for inner in inside.get(package, ()))

        return weigh(self)

    def _linkstar_sides(self):
        """{side of a parcel: cm}, measured, else from the package type."""
        measured = {
            of_parcel: self[f"linkstar_{side}"]
            for side, of_parcel in zip(SIDES, PARCEL_SIDES, strict=True)
            if self[f"linkstar_{side}"]
        }
        kind = self.package_type_id
        factor = _CENTIMETRES.get(kind.length_uom_name) if kind else None
        if measured or not factor:
            return measured
        return {
            side: kind[field] * factor
            for side, field in zip(
                PARCEL_SIDES, ("packaging_length", "width", "height"), strict=True
            )
        }

    def _linkstar_inside(self):
        """These packages and all packages that are or will be in them."""
        inside = new = self
        while new:
            new = (
                self.search(
                    [
                        "|",
                        ("parent_package_id", "in", new.ids),
                        ("package_dest_id", "in", new.ids),
                    ]
                )
                - inside
            )
            inside += new
        return inside
