"""What a user does in the browser: open a menu, fill in a form by typing and choosing,
save.

This module knows no model: it reads on the screen which fields are required and empty,
like a user.
"""

import re
import time

from playwright.sync_api import TimeoutError as Timeout
from playwright.sync_api import expect

_ERRORS = (
    ".o_error_dialog,"
    " .modal-dialog:has(.modal-title:text-matches('error|warning|invalid', 'i')),"
    " .o_notification:has(.bg-danger)"
)
_ROW = ".o_list_renderer .o_selected_row"

#: Returns the names of required fields that are visible and empty, inside the given
#: element.
_EMPTY = """scope => {
    const names = [];
    for (const required of scope.querySelectorAll(".o_required_modifier")) {
        const widget = required.matches(".o_field_widget")
            ? required : required.querySelector(".o_field_widget");
        const table = required.closest(".o_field_x2many");
        if (!widget || widget.offsetParent === null) continue;
        if (table && table !== widget && scope.contains(table)) continue;
        const some = selector => widget.querySelector(selector);
        const inputs = [...widget.querySelectorAll("input, textarea")];
        const filled = some(".o_tag, .o_data_row, input:checked")
            || some(".o_boolean_toggle, img")
            || inputs.some(each => each.value.trim())
            || (!inputs.length && !some(".o_field_x2many, .o_list_renderer")
                && widget.innerText.trim());
        const name = widget.getAttribute("name");
        if (!filled && !names.includes(name)) names.push(name);
    }
    return names;
}"""

#: Opens a menu; false if it did not open in time.
_SELECT_MENU = """menu => Promise.race([
    odoo.__WOWL_DEBUG__.root.env.services.menu.selectMenu(menu).then(() => true),
    new Promise(resolve => setTimeout(resolve, 30000, false)),
])"""


class Trouble(AssertionError):
    """Something on the screen that stops a user."""


#: The text of a heading may go on in a second line, but not a word in the next column.
_CUT_OFF = """() => [
    ...document.querySelectorAll(".o_list_renderer"),
].flatMap((list) => [
    ...(list.scrollWidth > list.clientWidth + 1 ? ["the list is too wide"] : []),
    ...[...list.querySelectorAll("thead th[data-name]")]
        .filter((cell) => {
            const text = cell.querySelector(".text-truncate");
            const hides = text && getComputedStyle(text).overflowX !== "visible";
            const room = hides ? text.clientWidth + 1 : cell.clientWidth;
            return text && text.scrollWidth > room;
        })
        .map((cell) => cell.innerText.trim()),
])"""


class Hand:
    """A user of ``page``; ``typed`` is what the user knows but the screen does not
    show: {model: {field: text}}.
    """

    def __init__(self, page, url, typed):
        self.page, self.url, self.typed = page, url, typed
        self.crashes, self.waiting = [], set()
        # After trouble, the page is loaded anew: a dialog may be in the way.
        self.lost = False
        #: XML id of the menu whose list is on the screen.
        self.at = None
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.crashes.append(str(error)))
        page.on(
            "request",
            lambda request: (
                self.waiting.add(request)
                if request.resource_type in ("fetch", "xhr")
                else None
            ),
        )
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    def _answered(self, request):
        # A built-in function of Python cannot be a listener.
        self.waiting.discard(request)

    def menus(self):
        """Return {XML id: menu} of all menus with an action that this user sees, as the
        server sends them to the browser.
        """
        answer = self.page.context.request.get(f"{self.url}/web/webclient/load_menus")
        menus = answer.json()
        return {
            menu["xmlid"]: menu
            for menu in menus.values()
            if menu.get("xmlid") and menu.get("actionID")
        }

    def rpc(self, model, method, *args, **kwargs):
        """Call a method as this user, without the page."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self.page.context.request.post(
            f"{self.url}/web/dataset/call_kw/{model}/{method}",
            data={"jsonrpc": "2.0", "method": "call", "params": params},
        ).json()
        if "error" in answer:
            raise Trouble(answer["error"]["data"]["message"])
        return answer["result"]

    def may_create(self, model):
        return self.rpc(model, "has_access", [], "create")

    def open(self, menu):
        """Open a menu like a click on it, and wait until its view is loaded."""
        self.at = None
        if self.lost or not self.page.locator(".o_main_navbar").count():
            self.page.goto(f"{self.url}/odoo/action-{menu['actionID']}")
            self.page.wait_for_selector(".o_action_manager > *", timeout=30_000)
            self.lost = False
        elif not self.page.evaluate(_SELECT_MENU, menu["id"]):
            self.lost = True
            raise Trouble("The menu does not open.")
        self.settle()
        self.at = menu["xmlid"]

    def settle(self):
        """Wait until nothing is loading.

        :raise Trouble: if there is an error on the screen"""
        quiet, deadline = 0, time.monotonic() + 20
        while quiet < 3 and time.monotonic() < deadline:
            self.page.wait_for_timeout(40)
            quiet = 0 if self.waiting else quiet + 1
        self.waiting.clear()
        errors = self.page.locator(_ERRORS)
        if errors.count() or self.crashes:
            words = " / ".join([*errors.all_inner_texts()[:1], *self.crashes])
            self.crashes.clear()
            self.lost = True
            raise Trouble(" ".join(words.split())[:600])

    def offers_new(self):
        return (
            self.page.locator(
                ".o_list_button_add:visible, .o-kanban-button-new:visible"
            ).count()
            > 0
        )

    def try_search(self):
        """Try each filter and each grouping of the list on the screen, one after the
        other.
        """
        toggler = self.page.locator(".o_searchview_dropdown_toggler:visible")
        if not toggler.count():
            return
        toggler.first.click()
        items = self.page.locator(
            ".o_filter_menu"
            " .o_menu_item:not(.o_add_custom_filter):not(.o_accordion_toggle),"
            " .o_group_by_menu"
            " .o_menu_item:not(.o_add_custom_group_menu):not(.o_accordion_toggle)"
        )
        for number in range(items.count()):
            for _on_off in range(2):
                items.nth(number).click()
                self.settle()
        toggler.first.click()

    def cut_off(self):
        """Texts of the open list that are not on the screen as a whole: headings that
        are longer than their columns, and a list that is wider than the window.
        """
        return self.page.evaluate(_CUT_OFF)

    def open_first(self):
        """Open the form of the first record of the list on the screen; return whether
        there is one.
        """
        rows = self.page.locator(".o_list_renderer .o_data_row")
        # Core shows rows of nothing behind the help of an empty list.
        if not rows.count() or self.page.locator(".o_view_sample_data").count():
            return False
        # An empty cell can be narrower than its borders.
        cells = rows.first.locator(".o_data_cell:visible:not(.o_list_button)")
        cells.filter(has_text=re.compile(r"\S")).first.click()
        self.at = None
        self.settle()
        return True

    def new(self, model):
        """Press New, fill in what is required, save, and return the id of the record.

        :raise Trouble: if something prevents it
        """
        newest = self._newest(model)
        self.at = None
        self.page.locator(
            ".o_list_button_add:visible, .o-kanban-button-new:visible"
        ).first.click()
        self.page.wait_for_selector(f".o_form_view .o_form_editable, {_ROW}")
        self.settle()
        self.fill(model)
        self._save(model)
        found = self._newest(model)
        if found == newest:
            raise Trouble("Saved, but there is no record.")
        return found

    def fill(self, model):
        scope = self._scope()
        for name, text in self.typed.get(model, {}).items():
            if (
                widget := scope.locator(f".o_field_widget[name='{name}']:visible").first
            ).count():
                self._fill_in(widget, name, text)
        for _again in range(20):  # required fields may depend on earlier choices
            if not (names := scope.evaluate(_EMPTY)):
                return
            widget = scope.locator(f".o_field_widget[name='{names[0]}']:visible").first
            self._fill_in(widget, names[0], None)
        raise Trouble(f"Still empty: {names}")

    def _scope(self):
        row = self.page.locator(_ROW)
        return (
            row.first
            if row.count()
            else self.page.locator(".o_form_view .o_form_renderer").last
        )

    def _fill_in(self, widget, name, text):
        kinds = widget.get_attribute("class") or ""
        kind = next(
            (
                word
                for word in re.findall(r"o_field_(\w+)", kinds)
                if word not in ("widget", "empty", "highlight")
            ),
            "",
        )
        if kind.startswith(("many2one", "many2many_tags", "res_partner")):
            self._choose(widget, name, text)
        elif kind == "selection":
            self._select(widget, name, text)
        elif kind in ("radio", "boolean"):
            widget.locator("input").first.check()
        elif kind in ("date", "datetime"):
            widget.locator("input, button").first.click()
            picker = self.page.locator(".o_datetime_picker")
            picker.locator(".o_today").first.click()
            if kind == "datetime":
                picker.get_by_role("button", name="Apply").click()
        else:
            box = widget.locator("input:visible, textarea:visible").first
            if not box.count():
                raise Trouble(f"{name}: nowhere to type in ({kind}).")
            numeric = kind in (
                "integer",
                "float",
                "monetary",
                "percentage",
                "float_time",
            )
            box.fill(text or ("1" if numeric else f"Test {name}"))
            box.press("Tab")
        self.settle()

    def _choose(self, widget, name, text):
        """Open the drop-down, type the start of the first suggestion (or ``text``) and
        choose the first result.
        """
        box, wanted = widget.locator("input:visible").first, text
        items = self.page.locator(
            ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option):visible"
        )
        box.click()
        if not wanted:
            # "EU-STD · Europe standard": a user types the first part.
            wanted = self._suggestion(items, name).split(" · ")[0]
        found = items.filter(has_text=wanted[:12]).first
        for _again in range(3):
            box.fill(wanted[:12])
            # The list of the empty field is replaced by what the server finds.
            self.page.wait_for_timeout(300)
            self.settle()
            try:
                expect(found).to_be_visible(timeout=10_000)
            except AssertionError:
                raise Trouble(
                    f"{name}: “{wanted[:12]}” finds {items.all_inner_texts()}."
                ) from None
            try:
                found.click(timeout=5_000)
                return
            except Timeout:
                # On a slow machine the list may close under the mouse.
                box.fill("")
                box.click()
        raise Trouble(f"{name}: “{wanted[:12]}” cannot be chosen.")

    def _suggestion(self, items, name):
        try:
            items.first.wait_for(timeout=10_000)
            self.page.wait_for_function(
                "() => !document.querySelector('.o-autocomplete--dropdown-menu"
                " .o_loading')",
                timeout=10_000,
            )
        except Timeout:
            raise Trouble(f"{name}: the drop-down stays empty.") from None
        if self.page.locator(
            ".o-autocomplete--dropdown-item.o_m2o_no_result:visible"
        ).count():
            raise Trouble(f"{name}: the drop-down says “{items.first.inner_text()}”.")
        # Until its answer is there, the only item says that it is loading.
        found = items.filter(has_not_text="Loading...").first
        try:
            found.wait_for(timeout=10_000)
        except Timeout:
            raise Trouble(f"{name}: the drop-down does not load.") from None
        return found.inner_text().strip()

    def _select(self, widget, name, text):
        widget.locator("input:visible, .o_select_menu_toggler").first.click()
        items = self.page.locator(".o_select_menu_item:visible")
        if text:
            items = items.filter(has_text=text)
        try:
            items.first.click(timeout=10_000)
        except Timeout:
            raise Trouble(f"{name}: nothing to choose.") from None

    def _save(self, model):
        if self.page.locator(_ROW).count():
            self.page.locator(".o_list_button_save:visible").first.click()
            self.settle()
            expect(self.page.locator(".o_list_button_add:visible").first).to_be_visible(
                timeout=15_000
            )
            return
        button = self.page.locator(".o_form_button_save:visible").first
        button.click()
        self.page.wait_for_timeout(300)
        if self.page.locator(".o_notification:has(.bg-danger)").count():
            # The empty field may be in another tab.
            for tab in self.page.locator(".o_notebook .nav-link:visible").all():
                tab.click()
                self.fill(model)
            self.page.locator(".o_notification_close").first.click()
            button.click()
        self.settle()
        if self.page.locator(".o_form_status_indicator_new_record").count():
            words = self.page.locator(
                ".o_notification, .modal-dialog"
            ).all_inner_texts()
            raise Trouble(f"Not saved: {' '.join(' '.join(words).split())[:600]}")

    def _newest(self, model):
        found = self.rpc(model, "search", [], order="id desc", limit=1)
        return found[0] if found else 0
