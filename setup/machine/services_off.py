# Run inside Odoo: demo and test databases ask nothing of the internet.
off = env["ir.cron"].sudo().search([])
off.write({"active": False})
env["ir.config_parameter"].sudo().set_param("iap.endpoint", "http://127.0.0.1:9")
env["ir.module.module"].sudo().search([("name", "in", ["partner_autocomplete", "web_unsplash", "snailmail_account", "mail_bot"]), ("state", "=", "installed")]).button_immediate_uninstall()  # noqa: E501
env.cr.commit()
