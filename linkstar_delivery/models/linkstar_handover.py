# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.linkstar_customs.services.queries import without_defaults

from .. import labels
from ..labels import candidates
from ..services import printing

#: The fields that a user may write, by the status of the manifest. All other changes
#: use the buttons.
_OPEN = frozenset({"depot_id", "date", "mode", "service_ids", "note", "company_id"})

_WRITABLE = {
    "open": _OPEN,
    "closed": frozenset({"signed_by", "signature"}),
    "signed": frozenset(),
}

#: A client cannot send this object, so only our own code can bypass the rules.
_MOVE = object()

_SHARED = "SELECT id FROM linkstar_handover WHERE id IN %s ORDER BY id FOR SHARE"

_ALONE = "SELECT id FROM linkstar_handover WHERE id IN %s ORDER BY id FOR UPDATE"

_CHATTER = ("message_", "activity_", "website_message_", "my_activity_")

_RECENT = 12

#: Parcels with one of the numbers: the carrier's, ours, that of the package or of the
#: transfer. Valid ones come first. Of several boxes under one number, those that are on
#: no manifest come first.
_FIND = """
    SELECT parcel.id
      FROM (
               SELECT p.id FROM linkstar_parcel p
                WHERE upper(p.tracking_number) = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p
                 JOIN linkstar_shipment s ON s.id = p.shipment_id
                WHERE upper(s.tracking_number) = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p
                 JOIN linkstar_shipment s ON s.id = p.shipment_id
                WHERE upper(s.waybill) = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p
                 JOIN linkstar_shipment s ON s.id = p.shipment_id
                WHERE s.reference_no = ANY(%(numbers)s)
         UNION SELECT p.id FROM linkstar_parcel p
                 JOIN stock_package k ON k.id = p.package_id
                WHERE k.name = ANY(%(names)s)
         UNION SELECT p.id FROM linkstar_parcel p
                 JOIN linkstar_shipment s ON s.id = p.shipment_id
                 JOIN stock_picking t ON t.id = s.picking_id
                WHERE t.name = ANY(%(names)s)
           ) found
      JOIN linkstar_parcel parcel ON parcel.id = found.id
      JOIN linkstar_shipment shipment ON shipment.id = parcel.shipment_id
     WHERE shipment.company_id = %(company)s
     ORDER BY shipment.state = 'cancelled',
              parcel.handover_id IS NOT NULL,
              shipment.id DESC,
              parcel.number
     LIMIT 1
"""


class LinkstarHandover(models.Model):
    """A manifest: the parcels that are handed over to the carrier at one depot, at one
    time.

    ``open`` accepts parcels, ``closed`` is handed over, ``signed`` is confirmed by the
    carrier and cannot be changed.
    """

    _name = "linkstar.handover"
    _inherit = ["mail.thread"]
    _description = "Linkstar Handover"
    _order = "date desc, id desc"
    _check_company_auto = True
    name = fields.Char("Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    depot_id = fields.Many2one(
        "linkstar.depot", required=True, ondelete="restrict", check_company=True
    )
    date = fields.Date(
        compute="_compute_date",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
        copy=False,
    )
    mode = fields.Selection(
        [("pickup", "Carrier picks up"), ("brought", "Delivered to the depot")],
        required=True,
        default="pickup",
        string="Hand-over",
    )
    service_ids = fields.Many2many(
        "linkstar.service",
        string="Allowed lines",
        check_company=True,
        help="Empty: parcels of all lines can be scanned.",
    )
    note = fields.Text()
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed"), ("signed", "Signed")],
        "Status",
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
    )
    line_ids = fields.One2many(
        "linkstar.handover.line", "handover_id", "Parcels", readonly=True, copy=False
    )
    bag_ids = fields.One2many(
        "linkstar.handover.bag",
        "handover_id",
        "Bags and cartons",
        readonly=True,
        copy=False,
    )
    count = fields.Integer("Number of parcels", compute="_compute_totals")
    weight = fields.Float(
        "Weight of parcels (kg)", compute="_compute_totals", digits=(12, 3)
    )
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False)
    signed_by = fields.Char(
        "Taken over by",
        copy=False,
        help="Name of the driver, or of the person who takes over the parcels at the "
        "depot.",
    )
    signature = fields.Image(copy=False, max_width=1024, max_height=512)
    signed_at = fields.Datetime("Signed on", readonly=True, copy=False)
    _name_uniq = models.UniqueIndex(
        "(company_id, name) WHERE name != '/'",
        "A manifest with this number already exists.",
    )
    _signed_has_signer = models.Constraint(
        "CHECK(state != 'signed' OR (signed_by IS NOT NULL AND signed_at IS NOT NULL))",
        "A signed manifest must name the person who took over the parcels.",
    )
    export_xlsx = fields.Binary("Workbook", compute="_compute_export", attachment=False)
    export_csv = fields.Binary("CSV", compute="_compute_export", attachment=False)

    @api.depends("depot_id")
    def _compute_date(self):
        for handover in self:
            handover.date = handover.date or handover.depot_id._today()

    @api.depends("line_ids.weight")
    def _compute_totals(self):
        totals = {
            handover: (count, weight)
            for handover, count, weight in self.env[
                "linkstar.handover.line"
            ]._read_group(
                [("handover_id", "in", self.ids)],
                ["handover_id"],
                ["__count", "weight:sum"],
            )
        }
        for handover in self:
            handover.count, handover.weight = totals.get(handover, (0, 0.0))

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if not self.env.su:
                self._check_written(vals, _OPEN)
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            vals["name"] = (
                self.env["ir.sequence"]
                .with_company(company)
                .next_by_code("linkstar.handover")
                or "/"
            )
        records = self if self.env.su else without_defaults(self, *_OPEN)
        return super(LinkstarHandover, records).create(vals_list).with_env(self.env)

    def write(self, vals):
        self.check_access("write")
        for handover in self:
            handover._check_written(vals, _WRITABLE[handover.state])
        if "company_id" in vals and self.line_ids:
            raise UserError(
                self.env._(
                    "A manifest with parcels cannot be moved to another company."
                )
            )
        return super().write(vals)

    def _check_written(self, vals, allowed):
        if self.env.context.get("linkstar_move") is _MOVE:
            return
        others = {
            name
            for name in vals
            if name not in allowed and not name.startswith(_CHATTER)
        }
        if others:
            raise UserError(
                self.env._(
                    "You cannot change these fields of the manifest %(manifest)s: "
                    "%(fields)s. Add parcels by scanning. A closed or signed manifest "
                    "cannot be changed.",
                    manifest=self[:1].name or self.env._("The new manifest"),
                    fields=", ".join(sorted(others)),
                )
            )

    def _move_to(self, state, **values):
        """Change the status. Only this method bypasses the rules of :meth:`write`."""
        return self.with_context(linkstar_move=_MOVE).write({"state": state, **values})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda h: h.state != "open" or h.line_ids):
            raise UserError(
                self.env._(
                    "A closed manifest, or a manifest with parcels, cannot be "
                    "deleted. Remove its parcels first."
                )
            )

    # --- buttons

    def _check_may_scan(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(
                self.env._(
                    "Only warehouse users can hand over parcels. Ask a warehouse user."
                )
            )

    def _lock_open(self, query=_SHARED):
        """Lock these manifests as open until this transaction ends, or raise an error
        for those that are not open.

        Several users scan at the same time with a shared lock. Closing waits for them,
        and they wait for closing.
        """
        self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)
        self.invalidate_recordset(["state"])
        for handover in self.filtered(lambda h: h.state != "open"):
            raise UserError(
                self.env._("%s is closed. Open another manifest.", handover.name)
            )

    def action_scan(self):
        self.ensure_one()
        self._check_may_scan()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "linkstar_delivery.action_linkstar_scan"
        )
        return {**action, "params": {"handover_id": self.id}}

    def action_ask_pickup(self):
        """Open a new request for a pick-up of this manifest at our door."""
        self.ensure_one()
        self._check_may_scan()
        return {
            "type": "ir.actions.act_window",
            "res_model": "linkstar.instruction",
            "views": [[False, "form"]],
            "context": {
                "default_kind": "pickup",
                "default_handover_id": self.id,
            },
        }

    def action_close(self):
        """Close these manifests: their parcels leave now, and no parcel can be
        added.
        """
        self._check_may_scan()
        self._lock_open(_ALONE)
        for handover in self.sudo():
            handover._check_complete()
            now = fields.Datetime.now()
            handover.bag_ids.filtered(lambda bag: bag.state == "open").write(
                {"state": "closed"}
            )
            handover.line_ids.shipment_id.filtered(
                lambda s: not s.handed_over_at
            ).handed_over_at = now
            handover._move_to("closed", closed_at=now, closed_by_id=self.env.uid)
            handover._message_log(
                body=self.env._(
                    "Closed. Parcels: %(count)s, %(weight).3f kg.",
                    count=handover.count,
                    weight=handover.weight,
                )
            )

    def _check_complete(self):
        self.ensure_one()
        if not self.line_ids:
            raise UserError(
                self.env._(
                    "%s has no parcels. Scan parcels, or delete the manifest.",
                    self.name,
                )
            )
        stopped = self.line_ids.filtered(
            lambda line: (
                line.shipment_id.state != "ready" or line.shipment_id._being_stopped()
            )
        )
        if stopped:
            raise UserError(
                self.env._(
                    "%(manifest)s is not closed: these parcels were cancelled, or "
                    "their label became invalid, after the scan. Take them out of the "
                    "bag and remove them from the manifest: %(numbers)s",
                    manifest=self.name,
                    numbers=", ".join(stopped.mapped("number")),
                )
            )

    def action_sign(self):
        """Save that the carrier has confirmed. The manifest cannot be changed after
        that.
        """
        self._check_may_scan()
        for handover in self:
            if handover.state != "closed":
                raise UserError(
                    self.env._(
                        "%s must be closed, and can be signed only once.", handover.name
                    )
                )
            if not (handover.signed_by or "").strip() or not handover.signature:
                raise UserError(
                    self.env._(
                        "%s: enter who takes over the parcels, and ask this person to "
                        "sign.",
                        handover.name,
                    )
                )
        for handover in self.sudo():
            handover._move_to("signed", signed_at=fields.Datetime.now())
            handover._message_log(body=self.env._("Signed by %s.", handover.signed_by))

    def action_reopen(self):
        """Undo closing if nobody has signed. The parcels then count as not handed
        over.
        """
        self.check_access("read")
        if not self.env.user.has_group("stock.group_stock_manager"):
            raise AccessError(
                self.env._("Only a warehouse manager can reopen a manifest.")
            )
        for handover in self.sudo():
            if handover.state != "closed":
                raise UserError(
                    self.env._(
                        "You cannot reopen %s. Only a closed manifest that is not "
                        "signed can be reopened.",
                        handover.name,
                    )
                )
            shipments = handover.line_ids.shipment_id
            handover._move_to(
                "open",
                closed_at=False,
                closed_by_id=False,
                signed_by=False,
                signature=False,
            )
            shipments._recall_handed_over()
            handover._message_log(body=self.env._("Reopened."))

    # --- A manifest as a file for the carrier

    def _compute_export(self):
        for handover in self:
            columns, rows = handover._export_table()
            handover.export_xlsx = base64.b64encode(
                labels.xlsx(handover.name.replace("/", "-"), columns, rows)
            )
            handover.export_csv = base64.b64encode(labels.csv_file(columns, rows))

    def _export_table(self):
        """The headings and the rows, one row per parcel in the order of scanning."""
        names = (
            "number",
            "waybill",
            "reference_no",
            "box",
            "service_id",
            "country_id",
            "weight",
            "bag_id",
            "scanned_at",
            "user_id",
        )
        fields_of_line = self.env["linkstar.handover.line"].fields_get(
            names, ["string"]
        )
        columns = [
            self.env._("No."),
            *(fields_of_line[name]["string"] for name in names),
        ]
        rows = [
            [
                position,
                line.number,
                line.waybill or "",
                line.reference_no or "",
                line.box or "",
                line.service_id.code,
                line.country_id.code or "",
                round(line.weight, 3),
                line.bag_id.number or "",
                fields.Datetime.context_timestamp(self, line.scanned_at).strftime(
                    "%Y-%m-%d %H:%M:%S"
                ),
                line.user_id.name,
            ]
            for position, line in enumerate(self.line_ids, start=1)
        ]
        return columns, rows

    def action_export_xlsx(self):
        return self._download(
            "export_xlsx",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )

    def action_export_csv(self):
        return self._download("export_csv", "csv", "text/csv")

    def _download(self, field, extension, mimetype):
        self.ensure_one()
        self.check_access("read")
        options = {
            "download": "true",
            "filename": f"{self.name.replace('/', '-')}.{extension}",
            "mimetype": mimetype,
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}?{urlencode(options)}",
            "target": "self",
        }

    # --- the page

    @api.model
    def scan_start(self):
        """The choices when the page opens: open manifests, and depots for a new
        manifest.
        """
        self._check_may_scan()
        handovers = self.search([("state", "=", "open")], limit=20)
        depots = self.env["linkstar.depot"].search(
            [("company_id", "in", [False, self.env.company.id])]
        )
        return {
            "open": [
                {
                    "id": h.id,
                    "name": h.name,
                    "depot": h.depot_id.name,
                    "date": str(h.date),
                    "count": h.count,
                    "weight": h.weight,
                }
                for h in handovers
            ],
            "depots": [
                {"id": depot.id, "name": depot.name, "code": depot.code}
                for depot in depots
            ],
        }

    @api.model
    def scan_open(self, depot_id, mode="pickup"):
        """Open a manifest of today for a depot and return its id. A manifest of today
        without parcels is used again.
        """
        self._check_may_scan()
        today = self.env["linkstar.depot"].browse(depot_id)._today()
        domain = [
            ("depot_id", "=", depot_id),
            ("mode", "=", mode),
            ("date", "=", today),
            ("state", "=", "open"),
            ("line_ids", "=", False),
        ]
        found = self.search(
            [
                *domain,
                ("company_id", "=", self.env.company.id),
                ("service_ids", "=", False),
            ],
            limit=1,
        )
        return (found or self.create({"depot_id": depot_id, "mode": mode})).id

    def scan_state(self):
        """All data that the page shows of one manifest."""
        self.ensure_one()
        self._check_may_scan()
        handover = self.sudo()
        recent = (
            self.env["linkstar.handover.line"]
            .sudo()
            .search([("handover_id", "=", handover.id)], order="id desc", limit=_RECENT)
        )
        return {
            "id": handover.id,
            "name": handover.name,
            "state": handover.state,
            "depot": handover.depot_id.name,
            "date": str(handover.date),
            "mode": dict(handover._fields["mode"]._description_selection(self.env))[
                handover.mode
            ],
            "only": ", ".join(handover.service_ids.mapped("code")),
            "bags": [bag._shown() for bag in handover.bag_ids],
            "recent": [line._shown() for line in recent],
            **handover._scan_totals(),
        }

    def _scan_totals(self):
        groups = self.env["linkstar.handover.line"]._read_group(
            [("handover_id", "=", self.id)], ["service_id"], ["__count", "weight:sum"]
        )
        services = [
            {
                "code": service.code,
                "name": service.name,
                "count": count,
                "weight": weight,
            }
            for service, count, weight in groups
        ]
        return {
            "count": sum(service["count"] for service in services),
            "weight": sum(service["weight"] for service in services),
            "services": services,
        }

    # --- scanning

    def scan(self, text, bag_id=False):
        """Put the parcel with the scanned label on this manifest.

        Two scanners may call at the same time, for one manifest or for two: the second
        one gets a refusal for the same parcel.
        :return: {"ok", "title", "text", "line" or False, "count", "weight",
        "services"}; for a refused parcel also "here": it is already on this manifest
        """
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
            return {
                "ok": False,
                "title": title,
                "text": sentence,
                "line": False,
                "here": here,
                **handover._scan_totals(),
            }
        bags_sudo = self.env["linkstar.handover.bag"].sudo()
        bag = (
            bags_sudo.search(
                [
                    ("id", "=", bag_id),
                    ("handover_id", "=", self.id),
                    ("state", "=", "open"),
                ]
            )
            if bag_id
            else bags_sudo
        )
        line = (
            self.env["linkstar.handover.line"]
            .sudo()
            .create(handover._scan_values(parcel, text, bag))
        )
        shown = line._shown()
        return {
            "ok": True,
            "title": shown["number"],
            "text": shown["text"],
            "line": shown,
            **handover._scan_totals(),
        }

    def _scan_lock(self):
        self.env.cr.execute(
            "SELECT state FROM linkstar_handover WHERE id = %s FOR SHARE",
            [self.id],
            log_exceptions=False,
        )
        return self.env.cr.fetchone()[0]

    def _find_parcel(self, text):
        """The parcel with the number ``text`` in this manifest's company, locked; empty
        when there is none.
        """
        numbers = candidates(text)
        if not numbers:
            return self.env["linkstar.parcel"]
        self.env.flush_all()
        # Names of transfers and packages can have upper and lower case letters; the
        # index only has their exact form.
        names = [*numbers, "".join(text.split())]
        self.env.cr.execute(
            _FIND,
            {"numbers": list(numbers), "names": names, "company": self.company_id.id},
        )
        found = self.env["linkstar.parcel"].browse(
            [row[0] for row in self.env.cr.fetchall()]
        )
        if found:
            # A second scan of the same parcel waits here. Then Odoo runs that request
            # again, and it finds this scan.
            self.env.cr.execute(
                "SELECT id FROM linkstar_parcel WHERE id = %s FOR NO KEY UPDATE",
                [found.id],
                log_exceptions=False,
            )
        return found

    def _scan_refusal(self, parcel, text):
        """(title, sentence) when ``parcel`` must not be on this manifest, else None."""
        shipment = parcel.shipment_id
        if self.state != "open":
            return self.env._("Closed"), self.env._(
                "%s is closed. Open another manifest.", self.name
            )
        if not parcel:
            shown = (text or "").strip()[:60]
            return self.env._("Unknown"), self.env._(
                "No parcel has the number %s. Check that you scanned the right label.",
                shown,
            )
        if (
            shipment.state == "cancelled"
            or shipment._being_stopped()
            or shipment.rebook
        ):
            return self.env._("Cancelled"), self.env._(
                "%(transfer)s is cancelled or stopped at the carrier. Take the parcel "
                "out. If it has a new label, print that label.",
                transfer=shipment.picking_id.name,
            )
        taken = parcel.handover_line_ids
        if taken:
            return self.env._("Already scanned"), self._where_it_is(taken)
        if shipment.state != "ready":
            return self.env._("No label yet"), printing.why_no_label(shipment)
        if shipment.picking_id.state != "done":
            return self.env._("Not validated"), self.env._(
                "Validate the transfer %s, then scan again.",
                shipment.picking_id.name,
            )
        if self.service_ids and shipment.service_id not in self.service_ids:
            return self.env._("Other line"), self.env._(
                "This parcel travels on the line %(line)s. The manifest only takes "
                "these lines: %(only)s.",
                line=shipment.service_id.code,
                only=", ".join(self.service_ids.mapped("code")),
            )
        return None

    def _where_it_is(self, line):
        when = fields.Datetime.context_timestamp(self, line.scanned_at).strftime(
            "%H:%M"
        )
        values = {"number": line.number, "user": line.user_id.name, "when": when}
        if line.handover_id == self:
            return self.env._(
                "%(number)s is already on this manifest, scanned at %(when)s by "
                "%(user)s.",
                **values,
            )
        return self.env._(
            "%(number)s is on the manifest %(manifest)s of %(date)s, scanned at "
            "%(when)s by %(user)s.",
            manifest=line.handover_id.name,
            date=line.handover_id.date,
            **values,
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
            "number": (
                parcel.tracking_number or shipment.tracking_number or shipment.waybill
            ),
            "waybill": shipment.waybill,
            "reference_no": shipment.reference_no,
            "box": parcel.number if len(shipment.parcel_ids) > 1 else False,
            "weight": parcel.weight,
            "scanned": (text or "").strip()[:100],
            "user_id": self.env.uid,
        }

    def scan_undo(self):
        """Remove the parcel that this user scanned last from the manifest.

        :return: like :meth:`scan`, with the id of the removed line under "gone".
        """
        self.ensure_one()
        self._check_may_scan()
        self._lock_open()
        handover = self.sudo()
        lines_sudo = self.env["linkstar.handover.line"].sudo()
        last = lines_sudo.search(
            [("handover_id", "=", self.id), ("user_id", "=", self.env.uid)],
            order="id desc",
            limit=1,
        )
        if not last:
            return {
                "ok": False,
                "title": self.env._("Nothing to undo"),
                "text": self.env._("You have not scanned a parcel to this manifest."),
                "gone": False,
                **handover._scan_totals(),
            }
        number, gone = last.number, last.id
        last.unlink()
        return {
            "ok": True,
            "title": self.env._("Removed"),
            "text": self.env._(
                "%s was removed from the manifest. Take it out of the bag.", number
            ),
            "gone": gone,
            **handover._scan_totals(),
        }

    # --- bags

    def scan_bag_start(self, number=False, kind="bag"):
        """Open a bag or carton for the next parcels. Without ``number`` it gets the
        next number of this manifest.
        """
        self.ensure_one()
        self._check_may_scan()
        self._lock_open()
        handover = self.sudo()
        number = (
            (number or "").strip().upper()
            or f"{'C' if kind == 'carton' else 'B'}{len(handover.bag_ids) + 1:02}"
        )
        if kind not in ("bag", "carton") or len(number) > 50:
            raise UserError(
                self.env._(
                    "The number of a bag or carton must have at most 50 characters."
                )
            )
        bag = handover.bag_ids.filtered(lambda b: b.number == number)
        if bag and bag.state == "closed":
            raise UserError(
                self.env._("%s is already closed. Use another number.", number)
            )
        return (
            bag
            or handover.bag_ids.create(
                {"handover_id": self.id, "number": number, "kind": kind}
            )
        )._shown()

    def scan_bag_close(self, bag_id, weight=0):
        """Close a bag; ``weight`` is the measured weight in kg, 0 when it was not
        weighed.
        """
        self.ensure_one()
        self._check_may_scan()
        self._lock_open()
        bag = self.sudo().bag_ids.filtered(lambda b: b.id == bag_id)
        if not bag:
            raise UserError(
                self.env._(
                    "This bag does not belong to this manifest. Reload the page."
                )
            )
        try:
            weight = float(weight or 0)
        except (TypeError, ValueError):
            weight = -1
        if not 0 <= weight < 10000:
            raise UserError(
                self.env._(
                    "The weight of a bag must be 0 to 9999 kg. Enter the weight again."
                )
            )
        bag.write({"state": "closed", "weight": weight})
        return bag._shown()
