# Copyright 2026 Linkstar connector team
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Linkstar direct mail: returns as RMA",
    "summary": "Goods that came back are RMA of the OCA, credited in one place",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Delivery",
    "license": "AGPL-3",
    "author": "Linkstar connector team",
    "website": "https://linkstar-connector.example/odoo",
    "maintainers": ["linkstar-connector"],
    "development_status": "Beta",
    "depends": ["linkstar_delivery", "rma"],
    "data": [
        "data/rma_operation.xml",
        "views/linkstar_return_views.xml",
        "views/rma_views.xml",
    ],
    "auto_install": True,
}
