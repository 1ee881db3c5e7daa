from odoo import api, fields, models

from .states import TRACKING_DECORATIONS, TROUBLE

_STATE_DECORATIONS = {"refused": "danger", "cancelled": "muted", "ready": "success"}


class LinkstarShipment(models.Model):
    """How a shipment is shown: the colours of its two states, and the sentences that answer its buttons."""

    _inherit = "linkstar.shipment"

    country_id = fields.Many2one(related="declaration_id.country_id", string="Country")
    state_decoration = fields.Char(compute="_compute_decorations")
    tracking_decoration = fields.Char(compute="_compute_decorations")

    @api.depends("state", "tracking_state", "rebook", "cancel_requested", "intercept_state")
    def _compute_decorations(self):
        for shipment in self:
            where = TRACKING_DECORATIONS.get(shipment.tracking_state, "info")
            shipment.tracking_decoration = "muted" if shipment.state == "cancelled" and where != "danger" else where
            decoration = _STATE_DECORATIONS.get(shipment.state, "info")
            if shipment.state != "cancelled" and (shipment.rebook or shipment._being_stopped()):
                # Its label must not be used.
                decoration = "warning"
            elif decoration == "success" and shipment.tracking_state in TROUBLE:
                decoration = "muted"
            shipment.state_decoration = decoration

    def _numbers_text(self):
        """The numbers of these shipments as a user knows them, the first ones of many."""
        numbers = [shipment.tracking_number or shipment.waybill or shipment.reference_no for shipment in self[:3]]
        if len(self) > 3:
            return self.env._("%(numbers)s and %(count)s more", numbers=", ".join(numbers), count=len(self) - 3)
        return ", ".join(numbers)

    def _notify(self, sentences, kind="success", then=None):
        """The action that shows ``sentences`` and what they changed. ``then``: what the browser does with it, by default it shows the
        records anew."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": "\n".join(filter(None, sentences)),
                "sticky": kind == "danger",
                "next": then or {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _event_counts(self):
        """{shipment: how many events of its history are stored}."""
        return dict(self.env["linkstar.tracking.event"]._read_group([("shipment_id", "in", self.ids)], ["shipment_id"], ["__count"]))

    def _tracking_news(self, counts, failures):
        """The answer to a fetched history: ``counts`` of events before, ``failures`` as sentences."""
        asked, now = self.filtered("waybill"), self._event_counts()
        without = self - asked
        news = {s: now.get(s, 0) - counts.get(s, 0) for s in asked if now.get(s, 0) > counts.get(s, 0)}
        labels = dict(self._fields["tracking_state"]._description_selection(self.env))
        sentences = list(dict.fromkeys(failures))
        if len(self) == 1 and news:
            sentences.append(
                self.env._(
                    "%(number)s: %(count)s new events, now: %(state)s.",
                    number=self._numbers_text(),
                    count=news[self],
                    state=labels[self.tracking_state],
                )
            )
        elif news:
            sentences.append(
                self.env._("%(count)s new events for %(parcels)s parcels.", count=sum(news.values()), parcels=len(news))
            )
        elif asked and not failures:
            sentences.append(self.env._("Nothing new at the carrier for %s.", asked._numbers_text()))
        if without:
            sentences.append(self.env._("Without a number of the carrier yet, and not asked for: %s.", without._numbers_text()))
        return self._notify(sentences, "danger" if failures else "success" if news else "info")

    def _charge_news(self, failures):
        """The answer to fetched charges: ``failures`` as sentences."""
        asked = self.filtered("waybill")
        billed = asked.filtered(lambda s: "billed" in s.charge_ids.mapped("stage"))
        sentences = list(dict.fromkeys(failures))
        if len(self) == 1 and billed:
            amount = sum(charge.amount for charge in billed.charge_ids if charge.stage == "billed")
            sentences.append(
                self.env._(
                    "%(number)s: the carrier bills %(amount)s.",
                    number=self._numbers_text(),
                    amount=billed.currency_id.format(amount),
                )
            )
        elif billed:
            sentences.append(self.env._("The carrier bills %(billed)s of %(all)s parcels.", billed=len(billed), all=len(asked)))
        elif asked and not failures:
            sentences.append(self.env._("The carrier has billed nothing yet for %s.", asked._numbers_text()))
        if self - asked:
            sentences.append(self.env._("Without a number of the carrier yet, and not asked for: %s.", (self - asked)._numbers_text()))
        return self._notify(sentences, "danger" if failures else "success" if billed else "info")
