"""A merchant with further apps of Odoo, ``machine.instance.SHOP``, besides ours."""

from conftest import World

NO_TAX = {"tax_ids": [[5]]}


class Shop(World):
    """A merchant who sells a kit, its two parts and a case in EUR."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        odoo = self.odoo
        self.euro, self.yuan = odoo.ref("base.EUR"), odoo.ref("base.CNY")
        self.pricelist = odoo.create(
            "product.pricelist", name="Euro", currency_id=self.euro
        )
        self.products, self.names = {}, {}
        for name, price in (("A", 10.0), ("B", 20.0), ("KIT", 900.0), ("CASE", 50.0)):
            product = odoo.create(
                "product.product",
                name=name,
                default_code=name,
                type="consu",
                list_price=price,
                weight=0.1,
                hs_code="392690",
                country_of_origin=odoo.ref("base.cn"),
                linkstar_description_en=f"household ware {name}, plastic",
                taxes_id=[[5]],
            )
            self.products[name], self.names[product] = product, name
        template = odoo.read(
            "product.product", self.products["KIT"], "product_tmpl_id"
        )["product_tmpl_id"][0]
        parts = [
            [0, 0, {"product_id": self.products[name], "product_qty": 1}]
            for name in ("A", "B")
        ]
        odoo.create(
            "mrp.bom", product_tmpl_id=template, type="phantom", bom_line_ids=parts
        )

    def sold(self, *lines):
        """Create a quotation of ``lines`` (name of the product, quantity, price in
        EUR).
        """
        values = [
            {
                "product_id": self.products[name],
                "product_uom_qty": quantity,
                "price_unit": price,
                **NO_TAX,
            }
            for name, quantity, price in lines
        ]
        return self.odoo.create(
            "sale.order",
            partner_id=self.odoo.ref("linkstar_customs.demo_partner_berlin"),
            pricelist_id=self.pricelist,
            order_line=[[0, 0, each] for each in values],
        )

    def ship(self, order):
        """Set a Linkstar delivery method on ``order``."""
        odoo = self.odoo
        wizard = odoo.create(
            "choose.delivery.carrier",
            order_id=order,
            carrier_id=odoo.ref("linkstar_delivery.demo_carrier_std"),
        )
        odoo.call("choose.delivery.carrier", "update_price", [wizard])
        odoo.call("choose.delivery.carrier", "button_confirm", [wizard])

    def transfers(self, order):
        return [
            each["id"]
            for each in self.odoo.search("stock.picking", [["sale_id", "=", order]])
        ]

    def confirmed(self, *lines):
        order = self.sold(*lines)
        self.odoo.call("sale.order", "action_confirm", [order])
        [picking] = self.transfers(order)
        return order, picking

    def declared(self, picking):
        """Return {name: (quantity, value)} of a transfer's declaration, and its value,
        all in EUR.
        """
        self.odoo.call("stock.picking", "action_linkstar_declare", [picking])
        return self._last([["picking_id", "=", picking]])

    def forecast(self, order):
        self.odoo.call("sale.order", "action_linkstar_forecast", [order])
        return self._last([["sale_order_id", "=", order], ["state", "=", "forecast"]])

    def _last(self, domain):
        declaration = self.odoo.search(
            "linkstar.customs.declaration",
            domain,
            "total_value",
            "transport_value",
            "currency_id",
            order="id desc",
            limit=1,
        )[0]
        assert declaration["currency_id"][0] == self.euro
        goods = {}
        for line in self.odoo.search(
            "linkstar.customs.declaration.line",
            [["declaration_id", "=", declaration["id"]]],
            "sku",
            "quantity",
            "value",
        ):
            quantity, value = goods.get(line["sku"], (0, 0.0))
            goods[line["sku"]] = (
                quantity + line["quantity"],
                round(value + line["value"], 2),
            )
        return goods, round(declaration["total_value"], 2)

    def programme(self, kind, reward, **values):
        """Create a loyalty programme with one reward, active from now."""
        return self.odoo.create(
            "loyalty.program",
            name=kind,
            program_type=kind,
            **{
                "trigger": "auto",
                "applies_on": "current",
                "rule_ids": [[5], [0, 0, {"minimum_qty": 0}]],
                **values,
            },
            reward_ids=[[5], [0, 0, reward]],
        )

    def end_programmes(self):
        for each in self.odoo.search("loyalty.program", [], "id"):
            self.odoo.write("loyalty.program", each["id"], active=False)

    def rewarded(self, order, **reward):
        """Return ``order`` with the reward of a promotion."""
        self.programme("promotion", reward)
        assert (
            self.odoo.call("sale.order", "action_open_reward_wizard", [order]) is True
        )
        assert self.odoo.search(
            "sale.order.line",
            [["order_id", "=", order], ["reward_id", "!=", False]],
            "id",
        )
        return order
