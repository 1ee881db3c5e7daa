# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each menu's list, filters and groupings answer whoever sees the menu."""

from lxml import etree

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .access_world import AccessWorld

_ADDONS = ("linkstar_customs", "linkstar_delivery")
#: There are more filters and groupings than this: the test has to find them.
_AT_LEAST = 250


@tagged("post_install", "-at_install")
class TestMenus(AccessWorld):
    def test_each_filter_of_each_menu(self):
        menus = self._menus()
        todo, tried = set(menus), 0
        for user in self.users.values():
            if not user._is_internal():
                continue
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            for menu in sorted(todo & visible):
                todo.discard(menu)
                with self.subTest(menu=menus[menu].complete_name, user=user.login):
                    tried += self._try(menus[menu].action, user)
        self.assertFalse([menus[menu].complete_name for menu in todo], "nobody's")
        self.assertGreater(tried, _AT_LEAST)

    def test_each_row_leads_somewhere(self):
        """A click on a row opens its form or what it is about, or edits it."""
        for menu in self._menus().values():
            action = menu.action
            kinds = action.view_mode.split(",")
            if "list" not in kinds or "form" in kinds or menu in self._final:
                continue
            own = action.view_ids.filtered(lambda view: view.view_mode == "list")
            view = own.view_id or action.view_id.filtered(lambda v: v.type == "list")
            [arch] = [
                each["arch"]
                for each in self.env[action.res_model]
                .get_views([(view[:1].id, "list")])["views"]
                .values()
            ]
            rows = etree.fromstring(arch)
            with self.subTest(menu=menu.complete_name):
                self.assertTrue(rows.get("action") or rows.get("editable"))

    def test_each_record_has_a_name(self):
        """A heading such as "linkstar.call,3" tells nobody anything."""
        views = self.env["ir.ui.view"].search(
            [("model", "=like", "linkstar.%"), ("type", "in", ("form", "list"))]
        )
        for model in sorted(set(views.mapped("model"))):
            records = self.env[model]
            with self.subTest(model=model):
                self.assertTrue(
                    records._rec_name
                    or records._transient
                    or type(records)._compute_display_name
                    is not BaseModel._compute_display_name
                )

    @property
    def _final(self):
        """Lists of figures, and of what people wrote."""
        return self.env.ref("linkstar_delivery.menu_lanes") | self.env.ref(
            "linkstar_delivery.menu_ratings"
        )

    def _menus(self):
        """{id: menu} of our menus that open a view."""
        data = self.env["ir.model.data"].search(
            [("model", "=", "ir.ui.menu"), ("module", "in", _ADDONS)]
        )
        found = self.env["ir.ui.menu"].browse(data.mapped("res_id"))
        return {
            menu.id: menu
            for menu in found.filtered(
                lambda menu: (
                    menu.action and menu.action._name == "ir.actions.act_window"
                )
            )
        }

    def _try(self, action, user):
        """Do what the browser does when ``user`` opens ``action`` and tries each filter
        and each grouping.

        :return: how many filters and groupings there are
        """
        companies = user.company_ids.ids
        known = {
            "uid": user.id,
            "allowed_company_ids": companies,
            "current_date": str(fields.Date.today()),
        }
        context = safe_eval(action.context or "{}", dict(known))
        model = (
            self.env[action.res_model]
            .with_user(user)
            .with_context(**context, allowed_company_ids=companies)
        )
        domain = Domain(safe_eval(action.domain or "[]", dict(known)))
        kind = action.view_mode.split(",")[0]
        first = action.view_ids.filtered(lambda view: view.view_mode == kind)[:1]
        views = model.get_views(
            [(first.view_id.id, kind), (action.search_view_id.id, "search")]
        )["views"]
        shown = self._shown(model, views[kind]["arch"])
        self._search(model, domain, shown)
        # What the browser shows where there is nothing is the menu's own text.
        self.assertTrue(action.help)
        self.assertEqual(model.get_empty_list_help(action.help), action.help)
        search = etree.fromstring(views["search"]["arch"])
        filters = search.xpath("//filter[not(@invisible='1')]")
        for each in filters:
            name = f"{each.get('string')} ({each.get('name')})"
            with self.subTest(filter=name):
                if each.get("domain"):
                    wanted = safe_eval(each.get("domain"), dict(known))
                    self._search(model, domain & Domain(wanted), shown)
                if day := each.get("date"):
                    year = Domain(day, ">=", fields.Date.today().replace(day=1))
                    self._search(model, domain & year, shown)
                context = safe_eval(each.get("context") or "{}", dict(known))
                if grouping := context.get("group_by"):
                    self._group(model, domain, grouping, shown)
        for each in search.xpath("//searchpanel/field"):
            multi = "multi_" if each.get("select") == "multi" else ""
            getattr(model, f"search_panel_select_{multi}range")(
                each.get("name"), search_domain=list(domain)
            )
        return len(filters)

    def _shown(self, model, arch):
        """Names of the fields that a view reads."""
        nodes = etree.fromstring(arch).xpath("//field[not(ancestor::field)]")
        names = {node.get("name") for node in nodes} | {"display_name"}
        return [name for name in names if name in model._fields]

    def _search(self, model, domain, shown):
        specification = {
            name: {"fields": {"display_name": {}}}
            if model._fields[name].type in ("many2one", "many2many", "one2many")
            else {}
            for name in shown
        }
        return model.web_search_read(list(domain), specification, limit=80)

    def _group(self, model, domain, grouping, shown):
        name, _colon, period = grouping.partition(":")
        known = model.fields_get([*shown, name], ["type", "aggregator"])
        if known[name]["type"] == "properties":
            # It groups by what users define, and there is nothing.
            return
        if known[name]["type"] in ("date", "datetime"):
            grouping = f"{name}:{period or 'month'}"
        aggregates = [
            f"{name}:{known[name]['aggregator']}"
            for name in shown
            if known[name].get("aggregator")
        ]
        model.web_read_group(list(domain), [grouping], aggregates, limit=80)
