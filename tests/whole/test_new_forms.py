"""A new user without demo data: in each menu of our addons, New opens a form that the
intended role can fill in and save.
"""

import contextlib
import os

import pytest
from chromium import signed_in
from hand import Hand
from machine.paths import run_folder
from playwright.sync_api import Error

FULL = bool(os.environ.get("LINKSTAR_FULL"))
ADDONS = ("linkstar_customs", "linkstar_delivery", "linkstar_delivery_batch")

#: The users, those with fewer rights first: the first who sees a menu with New fills in
#: its form.
ROLES = {
    "packer": ["stock.group_stock_user"],
    "salesperson": ["sales_team.group_sale_salesman"],
    "sales": ["sales_team.group_sale_manager"],
    "declarant": ["linkstar_customs.group_customs_user"],
    "taxes": ["linkstar_customs.group_customs_manager"],
    "warehouse": ["stock.group_stock_manager"],
    "clerk": ["account.group_account_invoice"],
    "accountant": ["account.group_account_manager"],
    "owner": ["stock.group_stock_manager", "base.group_system"],
}

#: What the user knows but no form shows.
TYPED = {
    "linkstar.excise.code": {"prefix": "2711"},
    "linkstar.tolerance.rule": {"amount": "1"},
    "linkstar.hs.code": {"code": "999901"},
    "linkstar.tax.scheme": {"limit": "150"},
    "linkstar.account": {"base_url": "https://oms.example.com"},
    "linkstar.tax.registration": {"scheme_id": "IOSS", "number": "IM2760000742"},
}

#: Menus of records that are created automatically, or by a button elsewhere.
WITHOUT_NEW = {
    "linkstar_customs.menu_declarations",
    "linkstar_customs.menu_expected_charges",
    "linkstar_customs.menu_h7_elements",
    "linkstar_customs.menu_customs_products",
    "linkstar_delivery.menu_analysis_all",
    "linkstar_delivery.menu_analysis_all_sale",
    "linkstar_delivery.menu_analysis_best",
    "linkstar_delivery.menu_analysis_best_sale",
    "linkstar_delivery.menu_analysis_local",
    "linkstar_delivery.menu_analysis_local_sale",
    "linkstar_delivery.menu_attention",
    "linkstar_delivery.menu_attention_sale",
    "linkstar_delivery.menu_calls",
    "linkstar_delivery.menu_charges",
    "linkstar_delivery.menu_costs",
    "linkstar_delivery.menu_disputes",
    "linkstar_delivery.menu_goods",
    "linkstar_delivery.menu_lanes",
    "linkstar_delivery.menu_margin",
    "linkstar_delivery.menu_margin_sale",
    "linkstar_delivery.menu_milestones",
    "linkstar_delivery.menu_not_billed",
    "linkstar_delivery.menu_not_scanned",
    "linkstar_delivery.menu_notices",
    "linkstar_delivery.menu_number_due",
    "linkstar_delivery.menu_ratings",
    "linkstar_delivery.menu_return_scan",
    "linkstar_delivery.menu_scan",
    "linkstar_delivery.menu_shipments",
    "linkstar_delivery.menu_tracking_texts",
    "linkstar_delivery.menu_waves",
}


#: Menus where New is about a parcel, and there is none yet.
ABOUT_PARCELS = {
    "linkstar_delivery.menu_claims",
    "linkstar_delivery.menu_instructions",
    "linkstar_delivery.menu_returns",
    "linkstar_delivery.menu_returns_sale",
}


@pytest.fixture(scope="module")
def merchant(empty):
    for login, groups in ROLES.items():
        ids = [empty.odoo.ref(group) for group in ["base.group_user", *groups]]
        empty.odoo.create(
            "res.users",
            name=login.title(),
            login=login,
            password=login,
            group_ids=[[6, 0, ids]],
        )
    return empty


@pytest.fixture(scope="module")
def people(browser, merchant):
    hands = {
        login: Hand(signed_in(browser, merchant, login), merchant.url, TYPED)
        for login in ROLES
    }
    yield hands
    for hand in hands.values():
        hand.page.close()


def _artefact(name):
    folder = run_folder() / "artefacts" / "new-forms"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.png"


def _of_ours(odoo):
    """Return {XML id: model or ""} of all menus of our addons that have an action."""
    data = odoo.search(
        "ir.model.data",
        [["model", "=", "ir.ui.menu"], ["module", "in", ADDONS]],
        "module",
        "name",
        "res_id",
    )
    menus = {
        each["id"]: each
        for each in odoo.search(
            "ir.ui.menu", [["id", "in", [row["res_id"] for row in data]]], "action"
        )
    }
    found = {}
    for row in data:
        if action := menus[row["res_id"]]["action"]:
            kind, record = action.split(",")
            model = (
                odoo.read(kind, int(record), "res_model")["res_model"]
                if kind == "ir.actions.act_window"
                else ""
            )
            found[f"{row['module']}.{row['name']}"] = model
    return found


def _in_order(odoo, menus):
    """Return the menus, each after those of the models that its form requires."""
    needs = {}
    for model in set(menus.values()) - {""}:
        fields = odoo.call(
            model, "fields_get", attributes=["type", "required", "relation"]
        )
        needs[model] = {
            each["relation"]
            for each in fields.values()
            if each["type"] == "many2one" and each["required"]
        } - {model}
    done, left = [], dict(menus)
    while left:
        ready = [
            menu
            for menu, model in left.items()
            if not needs.get(model, set()) & set(left.values())
        ]
        for menu in ready or list(left):
            done.append((menu, left.pop(menu)))
    return done


class Round:
    """All users go through the menus; problems are noted, and none stops the round."""

    def __init__(self, odoo, people):
        self.odoo, self.people = odoo, people
        self.problems, self.without_new = [], set()
        self._seen = {login: hand.menus() for login, hand in people.items()}

    def visit(self, menu, model):
        """Open a record of ``menu``; who is the first to find New there creates one."""
        who = [login for login in ROLES if menu in self._seen[login]]
        if not who:
            self.problems.append(f"{menu}: nobody sees it")
            return
        with self._noted(menu, who[0]):
            self._look_around(menu, who[0])
        login = self._creator(menu, model, who) if model else None
        if not login:
            self.without_new.add(menu)
        elif menu not in ABOUT_PARCELS:
            with self._noted(menu, login):
                hand = self.people[login]
                record = hand.new(model)
                if FULL:
                    hand.page.screenshot(path=_artefact(menu))
                assert self.odoo.search(model, [["id", "=", record]], "id"), (
                    "Nobody else can read the new record."
                )

    @contextlib.contextmanager
    def _noted(self, menu, login):
        try:
            yield
        except (AssertionError, Error) as problem:
            hand = self.people[login]
            hand.page.screenshot(path=_artefact(f"{menu}-problem"))
            hand.lost = True
            self.problems.append(f"{menu} as {login}: {problem}")

    def _look_around(self, menu, login):
        hand = self.people[login]
        hand.open(self._seen[login][menu])
        cut_off = hand.cut_off()
        assert not cut_off, f"Not to be read as a whole: {cut_off}"
        if FULL:
            hand.try_search()
        if hand.open_first() or FULL:
            hand.open(self._seen[login][menu])

    def _creator(self, menu, model, who):
        """The first who finds New, or None. Only with ``LINKSTAR_FULL``, those look for
        it, too, who may not create such records.
        """
        for login in who:
            if (
                FULL or login == who[0] or self.people[login].may_create(model)
            ) and self._offers_new(menu, login):
                return login
        return None

    def _offers_new(self, menu, login):
        hand = self.people[login]
        with self._noted(menu, login):
            if hand.at != menu:
                hand.open(self._seen[login][menu])
            return hand.offers_new()
        return False


def test_each_menu_and_its_new_form(merchant, people):
    """The first user who sees a menu opens a record; the first who sees New fills in
    its form and saves. With ``LINKSTAR_FULL``, they try each filter, too, which the
    addon's ``test_menus.py`` does without a browser.
    """
    done = Round(merchant.odoo, people)
    for menu, model in _in_order(merchant.odoo, _of_ours(merchant.odoo)):
        done.visit(menu, model)
    assert not done.problems, "\n".join(done.problems)
    assert done.without_new == WITHOUT_NEW
