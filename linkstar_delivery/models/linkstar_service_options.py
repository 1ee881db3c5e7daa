from odoo import api, fields, models, tools

from ..rules import options
from .linkstar_extra_service import COST_GROUPS

UNDELIVERABLE = [(options.BACK, "Back to the sender"), (options.DESTROY, "Destroyed")]


class LinkstarService(models.Model):
    """What can be asked for on this line besides the transport."""

    _inherit = "linkstar.service"

    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.One2many("linkstar.extra.service", "service_id", "Options")
    undeliverable = fields.Selection(
        UNDELIVERABLE, "Undeliverable parcels", required=True, default=options.DESTROY, help="Unless a rule or a person says otherwise."
    )
    return_cost = fields.Monetary("A return costs", groups=COST_GROUPS)
    destroy_cost = fields.Monetary("Destruction costs", groups=COST_GROUPS)

    def _offered(self):
        """The options of this line, ``rules.options.Extra`` values; without a query."""
        return self._offered_of(self.id) if isinstance(self.id, int) else ()

    @api.model
    @tools.ormcache("service_id")
    def _offered_of(self, service_id):
        return tuple(extra._value() for extra in self.env["linkstar.extra.service"].sudo().search([("service_id", "=", service_id)]))
