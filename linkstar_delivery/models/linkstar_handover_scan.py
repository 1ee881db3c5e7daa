from odoo import api, fields, models
from odoo.exceptions import UserError

from ..labels import candidates

_RECENT = 12

#: Parcels that bear one of the numbers: the carrier's, ours, that of the box or of the transfer. Live ones come first, and of
#: several boxes under one number those that are on no manifest yet.
_FIND = """
    SELECT parcel.id
      FROM (
               SELECT p.id FROM linkstar_parcel p WHERE upper(p.tracking_number) = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p JOIN linkstar_shipment s ON s.id = p.shipment_id
                WHERE upper(s.tracking_number) = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p JOIN linkstar_shipment s ON s.id = p.shipment_id WHERE upper(s.waybill) = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p JOIN linkstar_shipment s ON s.id = p.shipment_id WHERE s.reference_no = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p JOIN stock_package k ON k.id = p.package_id WHERE k.name = ANY(%(names)s)
         UNION SELECT p.id FROM linkstar_parcel p JOIN linkstar_shipment s ON s.id = p.shipment_id
                 JOIN stock_picking t ON t.id = s.picking_id WHERE t.name = ANY(%(names)s)
           ) found
      JOIN linkstar_parcel parcel ON parcel.id = found.id
      JOIN linkstar_shipment shipment ON shipment.id = parcel.shipment_id
     WHERE shipment.company_id = %(company)s
     ORDER BY shipment.state = 'cancelled', parcel.handover_id IS NOT NULL, shipment.id DESC, parcel.number
     LIMIT 1
"""


class LinkstarHandover(models.Model):
    """What the scanning page asks: each answer is small, and takes the same number of queries however full the manifest is."""

    _inherit = "linkstar.handover"

    # --- the page

    @api.model
    def scan_start(self):
        """What to choose from when the page opens: manifests that are open, and depots to open one for."""
        self._check_may_scan()
        handovers = self.search([("state", "=", "open")], limit=20)
        depots = self.env["linkstar.depot"].search([("company_id", "in", [False, self.env.company.id])])
        return {
            "open": [
                {"id": h.id, "name": h.name, "depot": h.depot_id.name, "date": str(h.date), "count": h.count, "weight": h.weight}
                for h in handovers
            ],
            "depots": [{"id": depot.id, "name": depot.name, "code": depot.code} for depot in depots],
        }

    @api.model
    def scan_open(self, depot_id, mode="pickup"):
        """Open a manifest of today for a depot and return its id; if there is one without parcels yet, that one."""
        self._check_may_scan()
        today = self.env["linkstar.depot"].browse(depot_id)._today()
        domain = [("depot_id", "=", depot_id), ("mode", "=", mode), ("date", "=", today), ("state", "=", "open"), ("line_ids", "=", False)]
        found = self.search([*domain, ("company_id", "=", self.env.company.id), ("service_ids", "=", False)], limit=1)
        return (found or self.create({"depot_id": depot_id, "mode": mode})).id

    def scan_state(self):
        """All that the page shows of one manifest."""
        self.ensure_one()
        self._check_may_scan()
        handover = self.sudo()
        recent = self.env["linkstar.handover.line"].sudo().search([("handover_id", "=", handover.id)], order="id desc", limit=_RECENT)
        return {
            "id": handover.id,
            "name": handover.name,
            "state": handover.state,
            "depot": handover.depot_id.name,
            "date": str(handover.date),
            "mode": dict(handover._fields["mode"]._description_selection(self.env))[handover.mode],
            "only": ", ".join(handover.service_ids.mapped("code")),
            "bags": [bag._shown() for bag in handover.bag_ids],
            "recent": [line._shown() for line in recent],
            **handover._scan_totals(),
        }

    def _scan_totals(self):
        groups = self.env["linkstar.handover.line"]._read_group(
            [("handover_id", "=", self.id)], ["service_id"], ["__count", "weight:sum"]
        )
        services = [{"code": service.code, "name": service.name, "count": count, "weight": weight} for service, count, weight in groups]
        return {
            "count": sum(service["count"] for service in services),
            "weight": sum(service["weight"] for service in services),
            "services": services,
        }

    # --- scanning

    def scan(self, text, bag_id=False):
        """Put the parcel whose label was scanned on this manifest.

        Two scanners may call at once, for one manifest or for two: whoever comes second with the same parcel is told.
        :return: {"ok", "title", "text", "line" or False, "count", "weight", "services"}, of what was refused also "here": it is on this
            manifest already"""
        self.ensure_one()
        self._check_may_scan()
        handover = self.sudo()
        parcel = self.env["linkstar.parcel"].sudo()
        if self._scan_lock() == "open":
            parcel = handover._find_parcel(text)
        refusal = handover._scan_refusal(parcel, text)
        if refusal:
            title, sentence = refusal
            here = parcel.handover_line_ids.handover_id == handover
            return {"ok": False, "title": title, "text": sentence, "line": False, "here": here, **handover._scan_totals()}
        bags_sudo = self.env["linkstar.handover.bag"].sudo()
        bag = bags_sudo.search([("id", "=", bag_id), ("handover_id", "=", self.id), ("state", "=", "open")]) if bag_id else bags_sudo
        line = self.env["linkstar.handover.line"].sudo().create(handover._scan_values(parcel, text, bag))
        shown = line._shown()
        return {"ok": True, "title": shown["number"], "text": shown["text"], "line": shown, **handover._scan_totals()}

    def _scan_lock(self):
        self.env.cr.execute("SELECT state FROM linkstar_handover WHERE id = %s FOR SHARE", [self.id], log_exceptions=False)
        return self.env.cr.fetchone()[0]

    def _find_parcel(self, text):
        """The parcel that ``text`` stands for in this manifest's company, locked; empty when there is none."""
        numbers = candidates(text)
        if not numbers:
            return self.env["linkstar.parcel"]
        self.env.flush_all()
        # Names of transfers and packages are written in any case; an index on them knows only the one they have.
        names = [*numbers, "".join(text.split())]
        self.env.cr.execute(_FIND, {"numbers": list(numbers), "names": names, "company": self.company_id.id})
        found = self.env["linkstar.parcel"].browse([row[0] for row in self.env.cr.fetchall()])
        if found:
            # Whoever scans the same one at the same time waits here, then Odoo runs that request again and it sees this scan.
            self.env.cr.execute("SELECT id FROM linkstar_parcel WHERE id = %s FOR NO KEY UPDATE", [found.id], log_exceptions=False)
        return found

    def _scan_refusal(self, parcel, text):
        """(title, sentence) when ``parcel`` does not belong on this manifest, None when it does."""
        shipment = parcel.shipment_id
        if self.state != "open":
            return self.env._("Closed"), self.env._("%s is closed: open another manifest.", self.name)
        if not parcel:
            shown = (text or "").strip()[:60]
            return self.env._("Unknown"), self.env._("No parcel has the number %s. Check that the right label was scanned.", shown)
        if shipment.state == "cancelled" or shipment._being_stopped() or shipment.rebook:
            return self.env._("Cancelled"), self.env._(
                "%(transfer)s is cancelled or stopped at the carrier: take the parcel out and print its new label, if it has one.",
                transfer=shipment.picking_id.name,
            )
        taken = parcel.handover_line_ids
        if taken:
            return self.env._("Already scanned"), self._where_it_is(taken)
        if shipment.state != "ready":
            return self.env._("No label yet"), shipment._why_no_label()
        if shipment.picking_id.state != "done":
            return self.env._("Not validated"), self.env._("Validate the transfer %s first, then scan again.", shipment.picking_id.name)
        if self.service_ids and shipment.service_id not in self.service_ids:
            return self.env._("Other line"), self.env._(
                "This parcel goes by %(line)s; the manifest takes only %(only)s.",
                line=shipment.service_id.code,
                only=", ".join(self.service_ids.mapped("code")),
            )
        return None

    def _where_it_is(self, line):
        when = fields.Datetime.context_timestamp(self, line.scanned_at).strftime("%H:%M")
        values = {"number": line.number, "user": line.user_id.name, "when": when}
        if line.handover_id == self:
            return self.env._("%(number)s is on this manifest already: scanned at %(when)s by %(user)s.", **values)
        return self.env._(
            "%(number)s is on the manifest %(manifest)s of %(date)s: scanned at %(when)s by %(user)s.",
            manifest=line.handover_id.name, date=line.handover_id.date, **values,
        )

    def _scan_values(self, parcel, text, bag):
        shipment = parcel.shipment_id
        return {
            "handover_id": self.id,
            "parcel_id": parcel.id,
            "shipment_id": shipment.id,
            "bag_id": bag.id,
            "service_id": shipment.service_id.id,
            "country_id": shipment.partner_id.country_id.id,
            "number": parcel.tracking_number or shipment.tracking_number or shipment.waybill,
            "waybill": shipment.waybill,
            "reference_no": shipment.reference_no,
            "box": parcel.number if len(shipment.parcel_ids) > 1 else False,
            "weight": parcel.weight,
            "scanned": (text or "").strip()[:100],
            "user_id": self.env.uid,
        }

    def scan_undo(self):
        """Take the parcel that this user scanned last off the manifest again.

        :return: like :meth:`scan`, and the id of the line that is gone under "gone"."""
        self.ensure_one()
        self._check_may_scan()
        self._lock_open()
        handover = self.sudo()
        lines_sudo = self.env["linkstar.handover.line"].sudo()
        last = lines_sudo.search([("handover_id", "=", self.id), ("user_id", "=", self.env.uid)], order="id desc", limit=1)
        if not last:
            return {
                "ok": False, "title": self.env._("Nothing to undo"), "text": self.env._("You have scanned no parcel on to this manifest."),
                "gone": False, **handover._scan_totals(),
            }
        number, gone = last.number, last.id
        last.unlink()
        return {
            "ok": True, "title": self.env._("Taken out"), "text": self.env._("%s is off the manifest: take it out of the bag.", number),
            "gone": gone, **handover._scan_totals(),
        }

    # --- bags

    def scan_bag_start(self, number=False, kind="bag"):
        """Open a bag or carton that the next parcels go into; without ``number`` it gets the next one of this manifest."""
        self.ensure_one()
        self._check_may_scan()
        self._lock_open()
        handover = self.sudo()
        number = (number or "").strip().upper() or f"{'C' if kind == 'carton' else 'B'}{len(handover.bag_ids) + 1:02}"
        if kind not in ("bag", "carton") or len(number) > 50:
            raise UserError(self.env._("A bag or carton has a number of at most 50 characters."))
        bag = handover.bag_ids.filtered(lambda b: b.number == number)
        if bag and bag.state == "closed":
            raise UserError(self.env._("%s is closed already: take another one.", number))
        return (bag or handover.bag_ids.create({"handover_id": self.id, "number": number, "kind": kind}))._shown()

    def scan_bag_close(self, bag_id, weight=0):
        """Close a bag; ``weight`` in kg as weighed, 0 when it was not."""
        self.ensure_one()
        self._check_may_scan()
        self._lock_open()
        bag = self.sudo().bag_ids.filtered(lambda b: b.id == bag_id)
        if not bag:
            raise UserError(self.env._("This bag is not of this manifest: load the page again."))
        try:
            weight = float(weight or 0)
        except (TypeError, ValueError):
            weight = -1
        if not 0 <= weight < 10000:
            raise UserError(self.env._("A bag weighs 0 to 9999 kg: enter its weight again."))
        bag.write({"state": "closed", "weight": weight})
        return bag._shown()


class LinkstarHandoverLine(models.Model):
    _inherit = "linkstar.handover.line"

    def _shown(self):
        parts = [self.service_id.code, self.country_id.code, f"{self.weight:.3f} kg", self.box, self.bag_id.number]
        when = fields.Datetime.context_timestamp(self, self.scanned_at)
        return {"id": self.id, "number": self.number, "text": " · ".join(part for part in parts if part), "time": when.strftime("%H:%M:%S")}


class LinkstarHandoverBag(models.Model):
    _inherit = "linkstar.handover.bag"

    def _shown(self):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        return {"id": self.id, "number": self.number, "kind": kind, "state": self.state, "count": self.count, "weight": self.weight}
