# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import Command
from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon

from .warm import WarmCase


@tagged("post_install", "-at_install")
class CustomsCase(WarmCase, BaseCommon):
    """A merchant with a company in CNY that sells in EUR, at 8 CNY per EUR, and is
    registered for IOSS.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._begin_with_merchant()

    @classmethod
    def _make_merchant(cls):
        cls.euro = cls.env.ref("base.EUR")
        cls.yuan = cls.env.ref("base.CNY")
        (cls.euro + cls.yuan).active = True
        cls.company = cls.env["res.company"].create(
            {
                "name": "Ling Hai",
                # To scale core's takes time in each class.
                "logo": False,
                "currency_id": cls.yuan.id,
                "country_id": cls.env.ref("base.cn").id,
                # These orders have no taxes; tests of the VAT check switch it on.
                "linkstar_check_vat": "off",
            }
        )
        cls._in_company()
        cls.env["res.currency.rate"].create(
            {
                "currency_id": cls.euro.id,
                "company_id": cls.company.id,
                "name": "2026-01-01",
                "inverse_company_rate": 8.0,
            }
        )
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.pricelist = cls.env["product.pricelist"].create(
            {"name": "Europe", "currency_id": cls.euro.id, "company_id": cls.company.id}
        )
        cls.scheme = cls.env.ref("linkstar_customs.scheme_ioss")
        cls.registration = cls.env["linkstar.tax.registration"].create(
            {
                "name": "Own shop",
                "scheme_id": cls.scheme.id,
                "number": "IM2760000016",
                "company_id": cls.company.id,
                "valid_from": "2026-01-01",
            }
        )
        cls.buyer = cls.env["res.partner"].create(
            {
                "name": "Jürgen Groß",
                "street": "Kastanienallee 7",
                "city": "Berlin",
                "zip": "10435",
                "country_id": cls.env.ref("base.de").id,
            }
        )
        cls.manufacturer, cls.responsible = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "street": "Road 1",
                    "city": city,
                    "country_id": cls.env.ref(country).id,
                    "email": "safety@example.com",
                    "is_company": True,
                }
                for name, city, country in (
                    ("Ling Hai Plastics", "Ningbo", "base.cn"),
                    ("EU Product Safety", "Hamburg", "base.de"),
                )
            ]
        )
        cls.case = cls.product(
            "Case",
            "PC-1",
            price=80.0,
            weight=0.05,
            hs_code="3926.90",
            text="phone cover, silicone",
        )
        cls.lamp = cls.product(
            "Lamp",
            "DL-5",
            price=320.0,
            weight=1.25,
            hs_code="940521",
            text="desk lamp, LED, aluminium",
        )

    @classmethod
    def product(
        cls,
        name,
        sku,
        *,
        price,
        weight=1.0,
        hs_code="392690",
        text=None,
        origin="base.cn",
        **values,
    ):
        """Create a complete product, in the company's currency and without taxes."""
        return cls.env["product.product"].create(
            {
                "name": name,
                "default_code": sku,
                "type": "consu",
                "list_price": price,
                "weight": weight,
                "hs_code": hs_code,
                "country_of_origin": cls.env.ref(origin).id if origin else False,
                "linkstar_description_en": (
                    f"household ware {sku}, plastic" if text is None else text
                ),
                "linkstar_ns_pid": f"F-{sku}",
                "linkstar_no_gtin": True,
                "linkstar_manufacturer_id": cls.manufacturer.id,
                "linkstar_responsible_id": cls.responsible.id,
                "taxes_id": [Command.clear()],
                **values,
            }
        )

    @classmethod
    def order(cls, *lines, partner=None, date="2026-03-02 10:00:00"):
        """Create a confirmed order in EUR of ``lines`` (product, quantity, price[,
        other values]).
        """
        order = cls.env["sale.order"].create(
            {
                "partner_id": (partner or cls.buyer).id,
                "company_id": cls.company.id,
                "warehouse_id": cls.warehouse.id,
                "pricelist_id": cls.pricelist.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "price_unit": price,
                            "tax_ids": [Command.clear()],
                            **(other[0] if other else {}),
                        }
                    )
                    for product, quantity, price, *other in lines
                ],
            }
        )
        order.action_confirm()
        order.date_order = date
        return order

    @classmethod
    def validate(cls, picking, quantities=None, backorder=True):
        """Ship ``quantities`` {product: quantity}, or everything, and return the
        backorder.
        """
        for move in picking.move_ids:
            move.quantity = (
                quantities.get(move.product_id, 0)
                if quantities
                else move.product_uom_qty
            )
            move.picked = bool(move.quantity)
        picking.with_context(
            skip_backorder=True, cancel_backorder=not backorder
        )._action_done()
        return cls.env["stock.picking"].search([("backorder_id", "=", picking.id)])

    @classmethod
    def declared(cls, picking):
        """Return [(sku, units, unit price)] of a transfer's declaration, as it is sent
        to a carrier.
        """
        return [
            (item.sku, item.quantity, str(item.unit_price))
            for item in picking._linkstar_declare()._linkstar_items()
        ]
