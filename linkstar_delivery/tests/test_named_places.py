# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sentences and instructions name menus and buttons as the screen shows them, in each
language.
"""

import functools
import io
import re
from collections import defaultdict
from pathlib import Path

import polib

from odoo.modules.module import Manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

_ADDONS = ("linkstar_customs", "linkstar_delivery")
#: Whose menus and buttons our sentences name.
_SHOWN = ("base", "web", "stock", "account", "sale", "delivery", "stock_delivery")
_LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "zh_CN")
_PATH = re.compile(r"[^\n。.|]*▸[^\n。.|]*")
#: Core's word for the menu of actions of a list, by language.
_ACTIONS = "Actions"
#: The languages' quotation marks around names.
_QUOTED = {
    "de": r"„([^“”]+)[“”]",
    "es": r"[«“]([^»”]+)[»”]",
    "fr": r"«\s?([^»]+?)\s?»",
    "it": r"[«“]([^»”]+)[»”]",
    "nl": r"[“‘]([^”’]+)[”’]",
    "pl": r"„([^”]+)”",
    "zh_CN": r"[“「]([^”」]+)[”」]",
}


def _written(markdown):
    """The paths in a text, in italics or plain."""
    text = re.sub(r"\n *(?=\S)", " ", markdown)
    italics = r"\*([^*]*▸[^*]*)\*"
    yield from re.findall(italics, text)
    rest = re.sub(italics, "", text)
    yield from re.findall(r"[^.;*]*▸[^.;*]*", rest)


@tagged("post_install", "-at_install")
class TestNamedPlaces(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(cls._entries.cache_clear)
        menus = cls.env["ir.ui.menu"].with_context(**{"ir.ui.menu.full_list": True})
        cls.menus = menus.search([])
        cls.below = defaultdict(list)
        for menu in cls.menus:
            cls.below[menu.parent_id].append(menu)
        cls.commands = cls.env["ir.actions.actions"].search(
            [("binding_model_id", "!=", False)]
        )

    def test_paths_in_sentences(self):
        read = 0
        for language in ("en", *_LANGUAGES):
            texts = [text for text in self._texts(language) if "▸" in text]
            names = self._names(language) if texts else {}
            for text in texts:
                for path in _PATH.findall(text):
                    read += 1
                    with self.subTest(language=language, path=path):
                        self.assertTrue(self._is_there(path, names, roots=True))
        self.assertGreater(read, 50)

    def test_paths_in_instructions(self):
        names, read = self._names("en"), 0
        for addon in _ADDONS:
            for fragment in self._folder(addon, "readme").glob("*.md"):
                for path in _written(fragment.read_text()):
                    read += 1
                    with self.subTest(fragment=f"{addon} {fragment.name}", path=path):
                        self.assertTrue(self._is_there(path, names, roots=False))
        self.assertGreater(read, 25)

    def test_names_in_quotation_marks(self):
        """A button in a translated sentence is called as it is on the screen."""
        read = 0
        for language in _LANGUAGES:
            shown = self._shown(language)
            for addon in _ADDONS:
                for entry in self._entries(addon, language):
                    said = set(re.findall(_QUOTED[language], entry.msgstr))
                    for name in re.findall(r"“([^”]+)”", entry.msgid):
                        if name not in shown or not entry.msgstr:
                            continue
                        read += 1
                        with self.subTest(language=language, entry=entry.msgid):
                            self.assertTrue(said & shown[name], name)
        self.assertGreater(read, 40)

    def test_each_text_is_in_the_template(self):
        """Each place of each text: a text in a place that no translation names stays
        English there.
        """
        for addon in _ADDONS:
            exported = io.BytesIO()
            trans_export(False, [addon], exported, "po", self.env)
            wanted = self._places(polib.pofile(exported.getvalue().decode()))
            for name in (f"{addon}.pot", "de.po", "zh_CN.po"):
                path = self._folder(addon, "i18n") / name
                with self.subTest(addon=addon, file=name):
                    self.assertEqual(self._places(polib.pofile(str(path))), wanted)

    def _places(self, entries):
        """{text: its places} of code, fields, views, menus and the like. Demo data has
        texts, too.
        """
        found = {}
        for entry in entries:
            places = {f"{where}:{line}" for where, line in entry.occurrences}
            if places := {
                place
                for place in places
                if place.startswith(("code:", "model:ir.", "model_terms:ir."))
            }:
                found[entry.msgid] = places
        return found

    def _is_there(self, path, names, roots):
        """Whether ``path`` (menus with " ▸ ", within a sentence) leads to a menu. Menus
        that only group others may be left out. Below settings, and after a menu that
        opens something, anything may follow: a page, a button.
        """
        first, *rest = [part.strip() for part in path.split("▸")]
        if first.endswith(names[_ACTIONS]):
            return any(rest[0].startswith(names[command]) for command in self.commands)
        at = [
            menu
            for menu in self.menus
            if first.endswith(names[menu]) and not (roots and menu.parent_id)
        ]
        for place, part in enumerate(rest, 1):
            last = place == len(rest)
            following = [
                menu
                for menu in self._all_below(at)
                if (part.startswith(names[menu]) if last else part == names[menu])
            ]
            if not following:
                return any(self._opens(menu) for menu in at)
            at = following
        return bool(at)

    def _all_below(self, menus):
        for menu in menus:
            yield from self.below[menu]
            yield from self._all_below(self.below[menu])

    def _opens(self, menu):
        return menu.action or menu == self.env.ref("base.menu_administration")

    def _names(self, language):
        """{menu or command: its name in ``language``}"""
        names = {record: record.name for record in (*self.menus, *self.commands)}
        names[_ACTIONS] = _ACTIONS
        if language == "en":
            return names
        data = self.env["ir.model.data"].search(
            [
                ("model", "in", ("ir.ui.menu", *set(self.commands.mapped("type")))),
                ("module", "in", (*_SHOWN, *_ADDONS)),
            ]
        )
        records = {
            f"{row.module}.{row.name}": (
                self.env[
                    row.model if row.model == "ir.ui.menu" else "ir.actions.actions"
                ].browse(row.res_id)
            )
            for row in data
        }
        for module in (*_SHOWN, *_ADDONS):
            for entry in self._entries(module, language):
                if entry.msgid == _ACTIONS and module == "web":
                    names[_ACTIONS] = entry.msgstr
                for where, line in entry.occurrences:
                    found = re.fullmatch(
                        r"model:ir\.(?:ui\.menu|actions\.\w+),name:(.+)",
                        f"{where}:{line}" if line else where,
                    )
                    if found and entry.msgstr and found[1] in records:
                        names[records[found[1]]] = entry.msgstr
        return names

    def _shown(self, language):
        """{English term: {its translations}}"""
        found = defaultdict(set)
        for module in (*_SHOWN, *_ADDONS):
            for entry in self._entries(module, language):
                found[entry.msgid].add(entry.msgstr or entry.msgid)
        return found

    def _texts(self, language):
        for addon in _ADDONS:
            if language == "en":
                template = self._folder(addon, "i18n") / f"{addon}.pot"
                yield from (entry.msgid for entry in polib.pofile(str(template)))
            else:
                yield from (e.msgstr for e in self._entries(addon, language))

    @classmethod
    @functools.cache
    def _entries(cls, module, language):
        path = cls._folder(module, "i18n") / f"{language}.po"
        return polib.pofile(str(path)) if path.exists() else []

    @staticmethod
    def _folder(module, name):
        return Path(Manifest.for_addon(module).path, name)
