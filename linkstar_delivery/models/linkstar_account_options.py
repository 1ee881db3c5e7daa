from odoo import fields, models


class LinkstarAccount(models.Model):
    _inherit = "linkstar.account"

    option_rule_ids = fields.One2many("linkstar.option.rule", "account_id", "Options by rule")

    def action_synchronise_services(self):
        """Also the options of each line."""
        self.check_access("write")
        result = super().action_synchronise_services()
        calls, extras = [], self.env["linkstar.extra.service"]
        try:
            with self._carrier_errors():
                found = extras._fetch(self._client(calls), self.service_ids, self.parallel_calls)
        finally:
            self.env["linkstar.call"]._keep(self, calls)
        extras._take_over(found)
        return result
