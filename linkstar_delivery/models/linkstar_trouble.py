from datetime import timedelta

from odoo import fields, models

_RETRY = timedelta(minutes=30)


class LinkstarShipment(models.Model):
    """What nobody foresaw about one shipment stays with it: the round goes on with the others."""

    _inherit = "linkstar.shipment"

    def _take_trouble(self, field, kind):
        """Note an exception of the class ``kind`` that came when this shipment's ``field`` (a moment to act at) was due."""
        shipment = self.try_lock_for_update()
        if not shipment or not shipment[field] or shipment[field] > fields.Datetime.now():
            return
        happened = {"code": "unexpected", "kind": kind}
        if field == "work_at":
            shipment._wait(happened)
        else:
            shipment.write({field: fields.Datetime.now() + _RETRY, "happened": happened})


class LinkstarAccount(models.Model):
    _inherit = "linkstar.account"

    def _take_trouble(self, _field, kind):
        for account in self:
            account.happened = {"code": "unexpected", "kind": kind}
