from odoo import api, fields, models

#: Seconds after which a label is late: whoever validated is looking at something else by then.
_LATE = 60


class LinkstarShipment(models.Model):
    """Labels that print by themselves, in the browser of who validated: one that comes late when it comes, those of a wave
    together, in the order of the wave."""

    _inherit = "linkstar.shipment"

    print_for_id = fields.Many2one(
        "res.users", "Print for", readonly=True, copy=False, index="btree_not_null", help="Whose browser prints the label when it comes."
    )

    def _tell_browsers(self):
        """Have open forms of these transfers and shipments show what changed."""
        for shipment in self:
            payload = {"picking_id": shipment.picking_id.id, "shipment_id": shipment.id, "state": shipment.state}
            self.env["bus.bus"]._sendone((shipment.picking_id, "linkstar"), "linkstar.shipment", payload)

    def _tell_who_waits(self):
        """Tell who validated the transfer that the label is there: their browser prints it, or shows that it came late."""
        for shipment in self:
            # Whoever started a wave looks at that: two hundred messages would tell nothing more.
            alone = not shipment.picking_id.linkstar_wave_line_ids
            late = alone and (fields.Datetime.now() - shipment.create_date).total_seconds() > _LATE
            user = (shipment.print_for_id or (shipment.create_uid if late else self.env["res.users"])).filtered("active")
            if not user:
                continue
            user._bus_send(
                "linkstar.label",
                {
                    "shipment_id": shipment.id,
                    "name": shipment.picking_id.name,
                    "number": shipment.tracking_number or shipment.waybill,
                    "print": bool(shipment.print_for_id),
                },
            )

    @api.model
    def claim_late_labels(self):
        """The report action for the labels that have come since this user validated their transfers, or False.

        Each label is given to one caller only: somebody with two tabs open does not want it twice. Those of a wave are given
        together and in its order, once it is through and their labels are there or too late; the late ones follow."""
        # Every open browser of the house asks.
        if not self.has_access("read"):
            return False
        waiting_sudo = self.sudo().search([("print_for_id", "=", self.env.uid), ("label_attachment_id", "!=", False)], order="id")
        # Those of a company that is not chosen at the moment keep for later.
        mine_sudo = waiting_sudo.sudo(False)._filtered_access("read").sudo()
        lines = mine_sudo._wave_lines()
        keeping = self.env["linkstar.wave"].union(*(line.wave_id for line in lines.values())).filtered(lambda w: w._keeps_labels())
        mine_sudo = mine_sudo.filtered(lambda s: s.picking_id not in lines or lines[s.picking_id].wave_id not in keeping)
        mine_sudo = mine_sudo.try_lock_for_update()
        mine_sudo.print_for_id = False
        ready = mine_sudo.filtered(lambda s: s._has_label())
        mine = ready._in_wave_order({picking: (line.wave_id.id, line.sequence) for picking, line in lines.items()}).sudo(False)
        return bool(mine) and mine._linkstar_label_report().report_action(mine, config=False)

    def _wave_lines(self):
        """{transfer: the line of the last wave that validated it}, for those that a wave has validated."""
        wanted = [("picking_id", "in", self.picking_id.ids), ("wave_id.kind", "=", "validate"), ("phase", "=", "handled")]
        return {line.picking_id: line for line in self.env["linkstar.wave.line"].sudo().search(wanted, order="id")}

    def _in_wave_order(self, places):
        """These, those of no wave before the others. ``places``: {transfer: what to sort by}."""
        pickings = self.sorted("id").picking_id.sorted(lambda picking: places.get(picking, (0, 0)))
        return pickings._linkstar_open_shipments() & self
