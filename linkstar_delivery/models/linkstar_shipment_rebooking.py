from decimal import Decimal

from odoo import fields, models


def _by_product(items):
    found = {}
    for row in items:
        found.setdefault(row[0], []).append(row)
    return found


class LinkstarShipment(models.Model):
    """What the carrier was told, and the way from an order that is out of date to the next attempt."""

    _inherit = "linkstar.shipment"

    told = fields.Json(readonly=True, copy=False, help="What the carrier was told, to notice later changes; the address as a digest.")
    told_before = fields.Json(
        readonly=True, copy=False, help="What the carrier was told by the try before: what it has, if it made that order after all."
    )
    rebook = fields.Char(
        "Booked again because", readonly=True, copy=False, help="Once the carrier has cancelled this order, the next one is made."
    )

    def _changed(self, now):
        """What of ``told`` is otherwise ``now`` (see ``stock.picking._linkstar_told``; None: its box is gone), "" for nothing."""
        self.ensure_one()
        told = self.told
        if now is None:
            return self.env._("packed otherwise")
        changed = []
        if told["address"] != now["address"]:
            changed.append(self.env._("the address"))
        if told.get("sender", now["sender"]) != now["sender"]:
            changed.append(self.env._("the sender's address"))
        if (told["line"], told["account"]) != (now["line"], now["account"]):
            changed.append(self.env._("line %(then)s, now %(now)s", then=told["line"], now=now["line"]))
        if self._options_otherwise(told.get("options", now["options"]), now["options"], now["value"]):
            changed.append(self.env._("the options"))
        if told["contents"] != now["contents"]:
            changed.append(self.env._("the contents"))
        # What is missing was sent before all of it was kept.
        changed += self._items_changed(told.get("items", now["items"]), now["items"])
        if told.get("tax", now["tax"]) != now["tax"]:
            changed.append(self.env._("the tax number"))
        if told.get("platform", now["platform"]) != now["platform"]:
            changed.append(self.env._("platform or order number"))
        if self._worth_otherwise(told["value"], now["value"]):
            changed.append(self.env._("value %(then)s, now %(now)s", then=told["value"], now=now["value"]))
        if self.account_id._weighs_otherwise(Decimal(told["weight"]), Decimal(now["weight"])):
            changed.append(self.env._("weight %(then)s kg, now %(now)s kg", then=told["weight"], now=now["weight"]))
        if told["sides"] != now["sides"]:
            changed.append(self.env._("the size"))
        return ", ".join(changed)

    def _items_changed(self, then, now):
        """What is said differently of the goods that were sent then and are sent now; see ``stock_picking_changes._item``. Which
        goods they are, and what all of them are worth, is compared elsewhere."""
        names = {
            1: self.env._("the SKU"),
            2: self.env._("the English description"),
            3: self.env._("the Chinese description"),
            4: self.env._("the HS code"),
            5: self.env._("the material"),
            6: self.env._("the country of origin"),
            7: self.env._("the battery"),
            8: self.env._("the weight of an item"),
        }
        then, now = _by_product(then), _by_product(now)
        both = [product for product in then if product in now]
        changed = [
            name
            for place, name in names.items()
            if any({row[place] for row in then[product]} != {row[place] for row in now[product]} for product in both)
        ]
        for product in both:
            before, after = ([Decimal(row[9]) for row in rows[product]] for rows in (then, now))
            if max(abs(min(before) - min(after)), abs(max(before) - max(after))) > Decimal("0.01"):
                changed.append(self.env._("the price of an item"))
                break
        return changed

    def _worth_otherwise(self, then, now):
        """Whether a declared value became another one. Parts of an order line shift by a cent when another part leaves first: that
        is no reason to cancel a parcel."""
        (then, currency), (now, currency_now) = then.split(), now.split()
        return currency != currency_now or abs(Decimal(then) - Decimal(now)) > self._cents()

    def _options_otherwise(self, then, now, value):
        """Whether other options were chosen. What the whole goods are insured for shifts with their ``value``, see above."""
        if not then or not now:
            return then != now
        (codes, insured, undeliverable), (codes_now, insured_now, undeliverable_now) = then, now
        worth, insured_now = Decimal(value.split()[0]), Decimal(insured_now)
        shift = self._cents() * (1 + insured_now / worth if worth else 1)
        return (codes, undeliverable) != (codes_now, undeliverable_now) or abs(Decimal(insured) - insured_now) > shift

    def _cents(self):
        return Decimal("0.01") * max(1, len(self.declaration_id.sudo().line_ids))

    def _rebook(self, why):
        """Have this order, which is out of date, replaced by the next attempt: at once where the carrier cannot have it, else when
        it has confirmed the cancellation. Until then no other order is made."""
        self.ensure_one()
        self.picking_id._message_log(body=why)
        if self._never_sent():
            self._set_cancelled()
            self.picking_id._linkstar_queue_again(why)
        else:
            self._act_now(problem=False, cancel_requested=True, rebook=why)

    def _why_rebooked(self):
        return self.rebook and self.env._(
            "%s The order is cancelled at the carrier and then booked again; its label must not be used.", self.rebook
        )

    def _set_cancelled(self):
        why, self.rebook = self.rebook, False
        result = super()._set_cancelled()
        if why:
            self.picking_id.with_company(self.company_id)._linkstar_queue_again(why)
        return result

    def _not_cancelled(self):
        """The carrier keeps this order: then there will be no other one, and a person has to decide."""
        if self.rebook:
            self.write({"rebook": False, "happened": {**(self.happened or {"code": "not_cancelled"}), "rebook": self.rebook}})
            self._tell()
        elif self.picking_id.carrier_id.delivery_type != "linkstar":
            # Its goods go by another carrier, and nobody looks here.
            self._tell()

    def _claim(self):
        job = super()._claim()
        if job and job.kind == "book" and self.told:
            # What is sent is the address of this moment.
            addresses = self.picking_id._linkstar_addresses_told()
            if not self._told_holds(addresses):
                if job.ask_first:
                    self.told_before = self.told_before or self.told
                self.told = {**self.told, **addresses}
        return job

    def _take_book(self, booked):
        result = super()._take_book(booked)
        before, self.told_before = self.told_before, False
        if before and booked.adopted:
            self.told = before
            why = self._for_whom().picking_id._linkstar_changes().get(self)
            if why:
                self._rebook(why)
        return result

    def _take_error(self, job, error):
        if job.kind == "book" and self.told_before and any(call.service == "createOrder" for call in job.calls):
            # It was asked for, was not there, and was sent as it is now.
            self.told_before = False
        return super()._take_error(job, error)

    def _told_holds(self, addresses):
        return all(self.told.get(key) == digest for key, digest in addresses.items())

    def _is_checked(self):
        """Whether all that will be sent was checked when this shipment was written: its declaration and parcels are records of that
        moment, and both addresses are as they were."""
        return bool(self.told and not self.work_tries and self._told_holds(self.picking_id._linkstar_addresses_told()))
