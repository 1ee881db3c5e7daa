# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Linkstar direct mail: checkout of the shop",
    "summary": "The promised date beside each Linkstar delivery method",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Delivery",
    "license": "LGPL-3",
    "author": "Linkstar connector team",
    "website": "https://linkstar-connector.example/odoo",
    "maintainers": ["linkstar-connector"],
    "development_status": "Beta",
    "depends": ["linkstar_delivery", "website_sale"],
    "data": ["views/delivery_form_templates.xml"],
    "assets": {
        "web.assets_frontend": ["linkstar_delivery_website_sale/static/src/**/*"],
    },
    "auto_install": True,
}
