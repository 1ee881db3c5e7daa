from odoo import models


class StockPackage(models.Model):
    _inherit = "stock.package"

    def _linkstar_outermost(self):
        """The box that this package leaves in: while a transfer is open it is told by where packages will be, afterwards
        (core clears that while it validates) by where they are."""
        package = self
        while package.package_dest_id or package.parent_package_id:
            package = package.package_dest_id or package.parent_package_id
        return package
