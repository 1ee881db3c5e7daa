# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

{
    "name": "Linkstar direct mail: waves of batch transfers",
    "summary": (
        "Validates and books the transfers of a batch as a Linkstar wave, each"
        " separately, in pick order"
    ),
    "version": "19.0.2.0.0",
    "category": "Supply Chain/Delivery",
    "license": "LGPL-3",
    "author": "Linkstar connector team",
    "website": "https://linkstar-connector.example/odoo",
    "maintainers": ["linkstar-connector"],
    "development_status": "Beta",
    "depends": ["linkstar_delivery", "stock_picking_batch"],
    "data": ["views/stock_picking_batch_views.xml"],
    "auto_install": True,
}
