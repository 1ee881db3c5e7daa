from odoo import api, fields, models, tools

from ..rules import options
from .linkstar_extra_service import COST_GROUPS
from .states import UNDELIVERABLE


class LinkstarService(models.Model):
    """What can be asked for on this line besides the transport."""

    _inherit = "linkstar.service"

    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.One2many("linkstar.extra.service", "service_id", "Options")
    undeliverable = fields.Selection(
        UNDELIVERABLE, "Undeliverable parcels", help="Empty: as the account has it. A rule or a person may choose differently."
    )
    options_asked_ids = fields.Many2many(
        "res.country", "linkstar_service_asked_rel", "service_id", "country_id", "Options asked for", readonly=True, copy=False,
        help="Countries for which the carrier was asked what it offers: those that parcels of this line went to in the last year, or "
        "one. In others all of it is taken to be had.",
    )
    options_asked_at = fields.Datetime("Asked on", readonly=True, copy=False)
    return_cost = fields.Monetary("A return costs", groups=COST_GROUPS)
    destroy_cost = fields.Monetary("Destruction costs", groups=COST_GROUPS)

    def _used_countries(self):
        """{line: the countries that it is asked about}: those that its parcels went to in the last year, else one of its own."""
        self.env["linkstar.shipment"].flush_model(["service_id", "declaration_id"])
        self.env["linkstar.customs.declaration"].flush_model(["country_id"])
        self.env.cr.execute(
            """
            SELECT shipment.service_id, array_agg(DISTINCT declaration.country_id)
              FROM linkstar_shipment shipment
              JOIN linkstar_customs_declaration declaration ON declaration.id = shipment.declaration_id
             WHERE shipment.service_id IN %s AND declaration.country_id IS NOT NULL
               AND shipment.create_date > (now() AT TIME ZONE 'UTC') - interval '1 year'
             GROUP BY shipment.service_id
            """,
            [tuple(self.ids) or (0,)],
        )
        used = dict(self.env.cr.fetchall())
        return {
            service: self.env["res.country"].browse(used.get(service.id)).sorted("code")
            or service.country_ids.sorted(lambda country: (country.code != "DE", country.code))[:1]
            for service in self
        }

    def _undeliverable(self):
        """What happens to parcels of this line that cannot be delivered, where no rule and no person chooses."""
        return self.undeliverable or self.account_id.undeliverable or options.BACK

    def _offered(self):
        """The options of this line, ``rules.options.Extra`` values; without a query."""
        return self._offered_of(self.id) if isinstance(self.id, int) else ()

    @api.model
    @tools.ormcache("service_id")
    def _offered_of(self, service_id):
        return tuple(extra._value() for extra in self.env["linkstar.extra.service"].sudo().search([("service_id", "=", service_id)]))
