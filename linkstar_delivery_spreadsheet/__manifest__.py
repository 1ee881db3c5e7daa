# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Linkstar direct mail: dashboard of costs",
    "summary": "Costs, days and losses of parcels as a dashboard of spreadsheets",
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Delivery",
    "license": "LGPL-3",
    "author": "Linkstar connector team",
    "website": "https://linkstar-connector.example/odoo",
    "maintainers": ["linkstar-connector"],
    "development_status": "Beta",
    "depends": ["linkstar_delivery", "spreadsheet_dashboard"],
    "data": ["data/spreadsheet_dashboard.xml"],
    "auto_install": True,
}
