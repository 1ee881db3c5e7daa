# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Linkstar direct mail: work in the background by queue_job",
    "summary": (
        "OCA's job queue does the due work at the carrier, with one channel for each "
        "account"
    ),
    "version": "19.0.1.0.0",
    "category": "Supply Chain/Delivery",
    "license": "LGPL-3",
    "author": "Linkstar connector team",
    "website": "https://linkstar-connector.example/odoo",
    "maintainers": ["linkstar-connector"],
    "development_status": "Beta",
    "depends": ["linkstar_delivery", "queue_job"],
    "auto_install": True,
}
