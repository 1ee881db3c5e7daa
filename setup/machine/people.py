"""For ``odoo shell``, which provides ``env``: users, and a key of the administrator for
Odoo's public API, in the system parameter ``linkstar_setup.key``.

Tests and the demo take it from there: a copy of the database has both.
"""

from datetime import timedelta

from odoo import fields

crons = env["ir.cron"].with_context(active_test=False)
crons.search([("name", "like", "Linkstar:%")]).active = True
for name, login, group in (
    ("Petra Picker", "picker", "stock.group_stock_user"),
    ("Sven Seller", "seller", "sales_team.group_sale_salesman_all_leads"),
):
    groups = env.ref("base.group_user") + env.ref(group)
    env["res.users"].create(
        {
            "name": name,
            "login": login,
            "password": login,
            "group_ids": [(6, 0, groups.ids)],
        }
    )
keys = env["res.users.apikeys"].with_user(env.ref("base.user_admin")).sudo()
env["ir.config_parameter"].set_param(
    "linkstar_setup.key",
    keys._generate("rpc", "setup", fields.Datetime.now() + timedelta(days=90)),
)
env.cr.commit()
