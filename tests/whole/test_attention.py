"""A manager works through *Needs attention*: twelve causes, each closed by its action
or by what the action makes possible.
"""

from datetime import datetime, timedelta

import pytest
from chromium import artefact, signed_in
from playwright.sync_api import expect

_DAY = timedelta(days=1)
#: {kind: (days since the parcel was sent, what the carrier wrote since then, whether it
#: was handed over, days since the promised date)}
_STORIES = {
    "not_handed_over": (4, [], False, None),
    "never_received": (5, [], True, None),
    "stalled": (20, [(19, "Received at the depot"), (15, "Flight departed")], True, 0),
    "late": (12, [(3, "Arrived in the destination country")], True, 2),
    "customs_hold": (9, [(2, "Held by customs, more information needed")], True, 0),
    "delivery_failed": (9, [(1, "Delivery attempt failed: nobody at home")], True, 0),
    "pickup_point": (9, [(4, "Available for collection at the pickup point")], True, 0),
    "returning": (15, [(1, "Parcel is being returned to sender")], True, 0),
    "lost": (13, [(1, "The parcel is lost")], True, 0),
}
#: They end when the carrier has good news.
_BY_NEWS = (
    "never_received",
    "not_handed_over",
    "stalled",
    "late",
    "customs_hold",
    "delivery_failed",
    "pickup_point",
)


@pytest.fixture
def manager(world, browser):
    """A page on which the warehouse's manager is signed in."""
    odoo = world.odoo
    groups = ["base.group_user", "stock.group_stock_manager", "base.group_system"]
    odoo.create(
        "res.users",
        name="Mona Manager",
        login="manager",
        password="manager",
        group_ids=[[6, 0, [odoo.ref(group) for group in groups]]],
    )
    # When the carrier is asked and what is found is decided by this test.
    crons = [
        odoo.ref(f"linkstar_delivery.{name}")
        for name in ("cron_poll", "cron_attention")
    ]
    for cron in crons:
        odoo.write("ir.cron", cron, active=False)
    page = signed_in(browser, world, "manager")
    yield page
    page.close()
    for cron in crons:
        odoo.write("ir.cron", cron, active=True)


def _look(world):
    """Find what needs attention, as the cron does."""
    cron = world.odoo.ref("linkstar_delivery.cron_attention")
    world.odoo.call("ir.cron", "method_direct_trigger", [cron])


def _sent(world):
    """{kind: shipment} of parcels with a label, as old as their story, with all that
    the carrier wrote of them.
    """
    sent = {}
    for kind in _STORIES:
        picking = world.transfer()
        _validate(world, picking)
        sent[kind] = world.shipment_of(picking)[0]
    for shipment in sent.values():
        world.wait_until_ready(shipment)
    now = datetime.utcnow().replace(microsecond=0)
    for kind, shipment in sent.items():
        days, events, handed_over, late = _STORIES[kind]
        began = now - days * _DAY
        promised = None if late is None else now.date() - late * _DAY
        world.sql(
            "UPDATE linkstar_shipment SET create_date = %s, sent_at = %s, booked_at ="
            " %s, handed_over_at = %s, promised_date = %s WHERE id = %s",
            began,
            began,
            began,
            began + timedelta(hours=1) if handed_over else None,
            promised + (7 * _DAY if not late and promised else timedelta())
            if promised
            else None,
            shipment,
        )
        for ago, text in events:
            _event(world, shipment, now - ago * _DAY, text)
    return sent


def _validate(world, picking):
    world.odoo.call(
        "stock.picking",
        "button_validate",
        [picking],
        context={"skip_backorder": True, "skip_sms": True},
    )


def _event(world, shipment, moment, text):
    entry = world.odoo.create(
        "linkstar.tracking.entry",
        shipment_id=shipment,
        occurred_at=str(moment),
        text=text,
    )
    world.odoo.call("linkstar.tracking.entry", "action_save", [entry])


def _news(world, shipment, text="Delivered, signed by the recipient"):
    _event(world, shipment, datetime.utcnow().replace(microsecond=0), text)


class Board:
    """The list of what needs attention, as it is used."""

    def __init__(self, world, page):
        self.world, self.page = world, page
        self.done = []

    def entry(self, kind, **about):
        domain = [
            ["kind", "=", kind],
            *([name, "=", value] for name, value in about.items()),
        ]
        return self.world.odoo.search(
            "linkstar.exception", domain, "display_name", "state"
        )[0]

    def press(self, kind, **about):
        """Open the entry of this cause and press its button."""
        entry = self.entry(kind, **about)
        assert entry["state"] == "open", entry
        self.page.goto(f"{self.world.url}/odoo/linkstar-attention/{entry['id']}")
        self.page.click("button[name=action_act]:visible")
        return entry

    def is_closed(self, entry, kind):
        self.world.wait(
            f"{kind} is closed",
            lambda: (
                _look(self.world)
                or self.world.odoo.read("linkstar.exception", entry["id"], "state")[
                    "state"
                ]
                == "closed"
            ),
        )
        self.done.append(kind)


def _refused(world):
    """The shipment of a transfer that the carrier refused."""
    world.carrier.fault("createOrder", "failure", text="Postcode is not served")
    picking = world.transfer()
    _validate(world, picking)
    shipment, _state = world.shipment_of(picking)
    world.wait("the carrier has refused", lambda: world.state(shipment) == "refused")
    return shipment


def _without_label(world):
    """A shipment whose label the carrier has not given for a day."""
    world.carrier.fault("label", "failure", times=1000, text="Label is not ready")
    picking = world.transfer()
    _validate(world, picking)
    shipment, _state = world.shipment_of(picking)
    world.wait("it is accepted", lambda: world.state(shipment) == "accepted")
    world.sql(
        "UPDATE linkstar_shipment SET booked_at = booked_at - interval '1 day',"
        " work_at = now() + interval '1 day' WHERE id = %s",
        shipment,
    )
    return shipment


def _waiting(world):
    """A paid order of a shop that nobody packed."""
    picking = world.transfer()
    [order] = world.odoo.read("stock.picking", picking, "sale_id")["sale_id"][:1]
    world.odoo.write("sale.order", order, linkstar_platform_number="408-7654321")
    world.sql(
        "UPDATE sale_order SET date_order = date_order - interval '3 days' WHERE id ="
        " %s",
        order,
    )
    return order, picking


def test_a_manager_works_through_the_list(world, manager):
    sent = _sent(world)
    refused = _refused(world)
    order, picking = _waiting(world)
    unlabelled = _without_label(world)
    _look(world)
    board, page = Board(world, manager), manager
    page.goto(f"{world.url}/odoo/linkstar-attention")
    expect(page.locator(".o_kanban_group").nth(11)).to_be_visible()
    expect(page.locator(".o_kanban_group.o_column_folded")).to_have_count(0)
    page.screenshot(path=artefact("attention.png"))

    def has(name):
        expect(
            page.locator(f".o_form_view .o_field_widget[name={name}]").first
        ).to_be_visible()

    entry = board.press("label_missing", shipment_id=unlabelled)
    expect(page.locator(".o_notification").first).to_contain_text("asked again")
    world.carrier.clear_faults()
    world.wait_until_ready(unlabelled)
    board.is_closed(entry, "label_missing")

    for kind in _BY_NEWS:
        entry = board.press(kind, shipment_id=sent[kind])
        if kind == "not_handed_over":
            has("partner_id")
        elif kind == "customs_hold":
            expect(page.get_by_role("tab", name="Declared goods")).to_be_visible()
        elif kind in ("delivery_failed", "pickup_point"):
            page.locator(".o_field_widget[name=phone] input").first.fill(
                f"+49 30 55501{sent[kind]:02}"
            )
            page.click(".o_form_button_save")
        else:
            expect(page.locator(".o_notification").first).to_be_visible()
        _news(world, sent[kind])
        board.is_closed(entry, kind)

    entry = board.press("returning", shipment_id=sent["returning"])
    has("state")
    _news(
        world,
        sent["returning"],
        "Returned: parcel has arrived back at the return warehouse",
    )
    board.is_closed(entry, "returning")

    entry = board.press("lost", shipment_id=sent["lost"])
    expect(page.locator("button[name=action_send]:visible")).to_be_visible()
    page.screenshot(path=artefact("claim.png"))
    page.click("button[name=action_send]:visible")
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Sent"
    )
    board.is_closed(entry, "lost")

    entry = board.press("refused", shipment_id=refused)
    has("zip")
    world.odoo.call("linkstar.shipment", "action_retry", [refused])
    world.wait_until_ready(refused)
    board.is_closed(entry, "refused")

    entry = board.press("not_booked", sale_order_id=order)
    page.click("button[name=button_validate]:visible")
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Done"
    )
    world.wait_until_ready(world.shipment_of(picking)[0])
    board.is_closed(entry, "not_booked")

    assert len(set(board.done)) == 12
