"""Kits that come back in parts, with Odoo's app Manufacturing besides our addons: Odoo
counts a whole kit for each part that comes back, we do not.
"""

import pytest


@pytest.fixture
def shop(running_shop):
    return running_shop


class Case:
    """A delivered order of kits, and its return."""

    def __init__(self, shop, *lines):
        self.odoo = shop.odoo
        self.order, self.picking = shop.confirmed(*lines)
        moves = self.odoo.search(
            "stock.move", [["picking_id", "=", self.picking]], "product_uom_qty"
        )
        for move in moves:
            self.odoo.write(
                "stock.move",
                move["id"],
                quantity=move["product_uom_qty"],
                picked=True,
            )
        self.odoo.call(
            "stock.picking",
            "button_validate",
            [self.picking],
            context={"skip_backorder": True, "skip_sms": True},
        )
        self.record = self.odoo.create(
            "linkstar.return", picking_id=self.picking, reason="refused"
        )
        self.odoo.call("linkstar.return", "action_expect", [self.record])

    def comes(self, **goods):
        for name, quantity in goods.items():
            answer = self.odoo.call(
                "linkstar.return",
                "scan",
                [self.record],
                text=name,
                destination="stock",
                quantity=quantity,
            )
            assert answer["ok"], answer
        self.odoo.call("linkstar.return", "action_receive", [self.record])

    @property
    def delivered(self):
        [line] = self.odoo.search(
            "sale.order.line", [["order_id", "=", self.order]], "qty_delivered"
        )
        return line["qty_delivered"]

    @property
    def by_hand(self):
        return self.odoo.read("linkstar.return", self.record, "by_hand")["by_hand"]


def test_a_part_is_no_whole_kit_until_the_rest_came(shop):
    case = Case(shop, ("KIT", 3, 100.0))
    assert case.delivered == 3
    case.comes(A=1)
    assert (case.delivered, case.by_hand) == (3, True)
    case.comes(B=1)
    assert (case.delivered, case.by_hand) == (2, False)
    case.comes(A=1)
    assert (case.delivered, case.by_hand) == (3, True), "one kit and a part: by hand"
    case.comes(A=1, B=2)
    assert (case.delivered, case.by_hand) == (0, False)


def test_whole_kits(shop):
    case = Case(shop, ("KIT", 2, 100.0))
    case.comes(A=2, B=2)
    assert (case.delivered, case.by_hand) == (0, False)
