"""Goods that a supplier sends to the buyer: Odoo's app Dropship besides our addons. The
partner of its transfers is the supplier, not the buyer.
"""

import pytest


@pytest.fixture
def shop(running_shop):
    running_shop.carrier.reset()
    return running_shop


def _dropshipped(shop):
    """Return (order, its dropship transfer) of a case that a supplier in Yiwu sends to
    Berlin.
    """
    odoo = shop.odoo
    supplier = odoo.create(
        "res.partner",
        name="Yiwu Supplier",
        street="Chouzhou Road 1",
        city="Yiwu",
        zip="322000",
        country_id=odoo.ref("base.cn"),
        phone="+86 579 0000 0000",
    )
    case = shop.products["CASE"]
    template = odoo.read("product.product", case, "product_tmpl_id")["product_tmpl_id"][
        0
    ]
    odoo.write(
        "product.template",
        template,
        route_ids=[[6, 0, [odoo.ref("stock_dropshipping.route_drop_shipping")]]],
        seller_ids=[[5], [0, 0, {"partner_id": supplier, "price": 3.0}]],
    )
    odoo.write(
        "product.product",
        case,
        linkstar_ns_pid="C-1",
        linkstar_no_gtin=True,
        linkstar_description_cn="塑料盒",
    )
    try:
        order = shop.sold(("CASE", 2, 20.0))
        shop.ship(order)
        odoo.call("sale.order", "action_confirm", [order])
    finally:
        odoo.write("product.template", template, route_ids=[[5]])
    assert not shop.transfers(order), "nothing leaves our own warehouse"
    [purchase] = odoo.search(
        "purchase.order",
        [["origin", "=", odoo.read("sale.order", order, "name")["name"]]],
        "id",
    )
    odoo.call("purchase.order", "button_confirm", [purchase["id"]])
    [picking] = shop.transfers(order)
    assert (
        odoo.read("stock.picking", picking, "partner_id")["partner_id"][0] == supplier
    )
    return order, picking


def test_the_supplier_sends_with_a_label_of_its_own(shop):
    """By default in Odoo, the transfer has no delivery method, so nothing is booked."""
    _order, picking = _dropshipped(shop)
    shop.odoo.call("stock.picking", "button_validate", [picking])
    assert shop.odoo.read("stock.picking", picking, "state")["state"] == "done"
    assert shop.sql(
        "SELECT count(*) FROM linkstar_shipment WHERE picking_id = %s", picking
    ) == [(0,)]
    assert shop.carrier.orders() == []


def test_the_supplier_sends_with_our_label(shop):
    """The parcel goes from us to the buyer, is declared at the price that the buyer
    pays, and is booked once.
    """
    order, picking = _dropshipped(shop)
    odoo = shop.odoo
    odoo.write(
        "stock.picking",
        picking,
        carrier_id=odoo.ref("linkstar_delivery.demo_carrier_std"),
    )
    kind = odoo.read("stock.picking", picking, "picking_type_id")["picking_type_id"][0]
    odoo.write("stock.picking.type", kind, print_label=True)
    try:
        odoo.call("stock.picking", "button_validate", [picking])
    finally:
        odoo.write("stock.picking.type", kind, print_label=False)
    shipment, _state = shop.shipment_of(picking)
    shop.wait_until_ready(shipment)
    [booked] = shop.carrier.orders()
    booked = shop.carrier.order(booked["reference_no"])
    request = booked["request"]
    assert request["country_code"] == "DE"
    buyer = odoo.ref("linkstar_customs.demo_partner_berlin")
    assert (
        request["Consignee"]["consignee_name"]
        == odoo.read("res.partner", buyer, "name")["name"]
    )
    assert "Yiwu Supplier" not in str(request["Shipper"])
    assert [
        (item["invoice_quantity"], item["invoice_unitcharge"])
        for item in request["ItemArr"]
    ] == [(2, 20.0)]
    assert (
        odoo.read("linkstar.shipment", shipment, "partner_id")["partner_id"][0] == buyer
    )
    odoo.call("stock.picking", "send_to_shipper", [picking])
    assert len(shop.carrier.orders()) == 1
    assert (
        odoo.read("sale.order", order, "delivery_status")["delivery_status"] == "full"
    )
