# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Linkstar direct mail: costs of shipping in margins",
    "summary": "The carrier's cost is the cost of the delivery line in Odoo's margins",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Delivery",
    "license": "LGPL-3",
    "author": "Linkstar connector team",
    "website": "https://linkstar-connector.example/odoo",
    "maintainers": ["linkstar-connector"],
    "development_status": "Beta",
    "depends": ["linkstar_delivery", "sale_margin"],
    "data": ["views/sale_order_views.xml"],
    "auto_install": True,
}
