# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models
from odoo.tools import SQL

_GROUPS = "stock.group_stock_user,sales_team.group_sale_salesman"

#: {field: what of a company is counted at the end of, or in, a period}
_FIGURES = {
    "kpi_linkstar_open_value": SQL(
        """
        SELECT company_id, COUNT(*)
          FROM linkstar_exception
         WHERE opened_at < %(end)s
           AND (state != 'closed' OR closed_at >= %(end)s)
         GROUP BY company_id
        """,
        end=SQL("(SELECT period_end FROM period)"),
    ),
    "kpi_linkstar_late_value": SQL(
        """
        SELECT shipment.company_id, COUNT(*)
          FROM linkstar_shipment shipment
          JOIN linkstar_service service ON service.id = shipment.service_id
         WHERE shipment.state = 'ready'
           AND service.tracked
           AND shipment.promised_date < %(end)s::date
           AND (shipment.ended_at IS NULL OR shipment.ended_at >= %(end)s)
         GROUP BY shipment.company_id
        """,
        end=SQL("(SELECT period_end FROM period)"),
    ),
    "kpi_linkstar_on_time_value": SQL(
        """
        SELECT shipment.company_id,
               ROUND(
                   100.0 * COUNT(*) FILTER (
                       WHERE arrived.at::date <= shipment.promised_date
                   ) / COUNT(*),
                   2
               )::float
          FROM linkstar_shipment shipment
         CROSS JOIN LATERAL (
                   SELECT COALESCE(MAX(parcel.state_since), shipment.ended_at) AS at
                     FROM linkstar_parcel parcel
                    WHERE parcel.shipment_id = shipment.id
                      AND parcel.tracking_state = 'delivered'
               ) arrived
         WHERE shipment.tracking_state = 'delivered'
           AND shipment.promised_date IS NOT NULL
           AND shipment.ended_at >= (SELECT period_start FROM period)
           AND shipment.ended_at < (SELECT period_end FROM period)
         GROUP BY shipment.company_id
        """
    ),
}


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_linkstar_open = fields.Boolean(
        "Parcels that need attention", groups="base.group_user"
    )
    kpi_linkstar_open_value = fields.Integer(
        compute="_compute_kpi_linkstar_open_value", groups=_GROUPS
    )
    kpi_linkstar_late = fields.Boolean("Late parcels", groups="base.group_user")
    kpi_linkstar_late_value = fields.Integer(
        compute="_compute_kpi_linkstar_late_value", groups=_GROUPS
    )
    kpi_linkstar_on_time = fields.Boolean(
        "Delivered on time (%)", groups="base.group_user"
    )
    kpi_linkstar_on_time_value = fields.Float(
        compute="_compute_kpi_linkstar_on_time_value", groups=_GROUPS
    )

    def _compute_kpi_linkstar_open_value(self):
        self._linkstar_count("kpi_linkstar_open_value")

    def _compute_kpi_linkstar_late_value(self):
        self._linkstar_count("kpi_linkstar_late_value")

    def _compute_kpi_linkstar_on_time_value(self):
        self._linkstar_count("kpi_linkstar_on_time_value")

    def _linkstar_count(self, name):
        """Set the figure ``name`` of the period in the context, per company."""
        start, end, _companies = self._get_kpi_compute_parameters()
        now = fields.Datetime.now()
        for model in ("linkstar.exception", "linkstar.shipment", "linkstar.parcel"):
            self.env[model].flush_model()
        figures = dict(
            self.env.execute_query(
                SQL(
                    "WITH period AS (SELECT %s::timestamp AS period_start,"
                    " %s::timestamp AS period_end) %s",
                    start or now,
                    end or now,
                    _FIGURES[name],
                )
            )
        )
        for digest in self:
            company = digest.company_id or self.env.company
            digest[name] = figures.get(company.id, 0)

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        menu = self.env.ref("linkstar_delivery.menu_attention").id
        action = f"linkstar_delivery.action_linkstar_exception?menu_id={menu}"
        return {**actions, "kpi_linkstar_open": action, "kpi_linkstar_late": action}
