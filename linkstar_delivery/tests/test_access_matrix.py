# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import csv
import inspect
from contextlib import closing, contextmanager
from pathlib import Path

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_world import AccessWorld

_OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
_ADDONS = ("linkstar_customs", "linkstar_delivery", "linkstar_delivery_batch")
#: Methods of every model; the matrix of operations covers them.
_OF_ORM = {"create", "write", "unlink", "copy", "init", "name_search"}
#: Methods of a wizard created with another company's documents that show or change
#: nothing: they only open a form, or leave out records that the user may not read.
_OF_OWN_WIZARD = {
    ("linkstar.cancellation", "action_confirm"),
    ("linkstar.check", "action_again"),
    ("linkstar.check", "action_open"),
    ("linkstar.check", "action_open_document"),
    ("linkstar.comparison.line", "action_back"),
    ("linkstar.h7.export", "action_export"),
    ("linkstar.snooze", "action_snooze"),
}


def _table(name):
    """The rows of a table beside this file: the rights of each role."""
    with open(Path(__file__).with_name(name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _refused(*_about, **_more):
    """The error without its advice, which takes longer than the check itself."""
    return AccessError("no")


@tagged("post_install", "-at_install")
class TestAccessMatrix(AccessWorld):
    """Each role against each operation on each model, and against each method that a
    client may call.

    ``access_models.csv`` and ``access_methods.csv`` have the rights; a new model or
    method has no row there and fails. The ``walls`` of a model are ``company`` (no
    record of another company), ``own`` (no record of another user) or ``shared``.
    """

    def setUp(self):
        super().setUp()
        for model in ("ir.rule", "ir.model.access"):
            self.patch(self.registry[model], "_make_access_error", _refused)

    def test_models(self):
        rows = {row["model"]: row for row in _table("access_models.csv")}
        self.assertEqual(
            sorted(rows), self._models(), "each model has a row in access_models.csv"
        )
        cells, wrong = 0, []
        for model, row in rows.items():
            transient = self.env[model]._transient
            self.assertIn(
                row["walls"], ("own",) if transient else ("company", "shared"), model
            )
            for role, user in self.users.items():
                # A record that the user may access, and one that the user must not
                # access.
                own = (
                    self._transient(model, user)
                    if transient
                    else self.records[self.own][model]
                )
                beyond = (
                    self._transient(model, self.colleague)
                    if transient
                    else self.records[self.other][model]
                )
                self.env.flush_all()
                self.env.invalidate_all(flush=False)
                for what, records, shut in (
                    ("own", own, False),
                    ("beyond", beyond, row["walls"] != "shared"),
                ):
                    seen = self._as(user, records)
                    for letter, operation in _OPERATIONS.items():
                        if letter == "c" and what == "beyond":
                            continue
                        cells += 1
                        expected = letter in row[role] and not shut
                        if self._may(seen, operation) != expected:
                            wrong.append(
                                f"{model}: {role} {operation} {what}: should be"
                                f" {expected}"
                            )
        self.assertFalse(wrong, "\n".join(wrong))
        self.assertGreater(cells, 2000)

    def _may(self, seen, operation):
        """Whether ``operation`` is possible, in all ways that can be tried without
        damage.
        """
        if operation == "create":
            return seen.browse().has_access("create")
        allowed = seen.has_access(operation)
        if operation == "read":
            try:
                found = (
                    bool(seen.search_count([("id", "in", seen.ids)])),
                    bool(seen.read(["id"])),
                )
            except AccessError:
                found = (False,)
            if len(set(found)) > 1 or found[0] != allowed:
                return f"search, read and has_access differ: {found}, {allowed}"
        elif operation == "write" and not allowed:
            try:
                with self.env.cr.savepoint():
                    seen.write({})
            except AccessError:
                return False
            return "write({}) is possible"
        return allowed

    # --- methods

    def _methods(self):
        """{(model, method)} that a client may call and that our addons define or
        extend.
        """
        found = set()
        for name, model in self.env.registry.items():
            for parent in model.__mro__:
                if getattr(parent, "_module", None) not in _ADDONS and not str(
                    parent.__module__
                ).startswith("odoo.addons.linkstar_"):
                    continue
                for method, value in vars(parent).items():
                    if (
                        method.startswith("_")
                        or method in _OF_ORM
                        or not inspect.isfunction(value)
                        or model._abstract
                    ):
                        continue
                    try:
                        get_public_method(self.env[name], method)
                    except AccessError:
                        continue
                    found.add((name, method))
        return found

    def _arguments(self, company, model, method):
        made = self.records[company]
        match model, method:
            case ("linkstar.handover" | "linkstar.return", "scan" | "scan_find"):
                return ("X-1",)
            case "linkstar.handover", "scan_open":
                return (made["linkstar.depot"].id,)
            case "linkstar.handover", "scan_bag_close":
                return (made["linkstar.handover.bag"].id,)
            case "stock.picking", "get_empty_list_help":
                return ("",)
            case "stock.picking", "linkstar_measure":
                return (made["stock.picking"].name, 1.0)
            case "stock.picking", "message_post_with_source":
                return (self.env.ref("stock.mail_template_data_delivery_confirmation"),)
            case "sale.order", "set_delivery_line":
                return (made["delivery.carrier"].sudo(), 5.0)
        return ()

    def _record(self, company, model, user):
        if self.env[model]._transient:
            return self._transient(model, user, company)
        if model in self.records[company]:
            return self.records[company][model]
        self.assertEqual(
            model, "stock.picking.batch", f"{model}: the world has no record of it"
        )
        made = self.records[company]["stock.picking"]
        return self.env[model].create(
            {
                "picking_ids": made.ids,
                "company_id": company.id,
                "picking_type_id": made.picking_type_id.id,
            }
        )

    @contextmanager
    def _cells(self):
        """Each cell begins with what the database has here, and with no other cell's
        environments: Odoo goes through all of them for each new one.

        :return: what undoes a cell
        """
        transaction, cursor = self.env.transaction, self.env.cr
        known = list(transaction.envs)

        def undo():
            savepoint.rollback()
            cursor.precommit.clear()
            cursor.postcommit.clear()
            transaction.envs.clear()
            transaction.envs.update(known)

        with (
            self.enter_registry_test_mode(),
            mute_logger("odoo", "odoo.sql_db"),
            closing(cursor.savepoint()) as savepoint,
        ):
            yield undo

    def _outcome_of(self, user, company, model, method):
        """Whether ``user`` may call the method on a record of ``company``; its result
        is ignored.
        """
        record = self._as(user, self._record(company, model, user))
        arguments = self._arguments(company, model, method)
        function = getattr(type(record), method)
        self.env.flush_all()
        self.env.invalidate_all(flush=False)
        if getattr(function, "_api_model", False):
            record = record.browse()
        try:
            getattr(record, method)(*arguments)
            self.env.flush_all()
        except AccessError:
            return False
        except Exception:
            return True
        return True

    def test_methods(self):
        rows = {
            (row["model"], row["method"]): row for row in _table("access_methods.csv")
        }
        methods = self._methods()
        gone = {
            key
            for key, row in rows.items()
            if row["addon"] == "linkstar_delivery_batch"
        } - methods
        self.assertEqual(
            sorted(set(rows) - gone),
            sorted(methods),
            "each public method has a row in access_methods.csv",
        )
        cells, wrong = 0, []
        with self._cells() as undo:
            for model, method in sorted(methods):
                for role, user in self.users.items():
                    cells += 1
                    allowed = self._outcome_of(user, self.own, model, method)
                    undo()
                    if allowed != (rows[model, method][role] == "x"):
                        wrong.append(
                            f"{model}.{method}: {role} should be"
                            f" {'refused' if allowed else 'allowed'}"
                        )
        self.assertFalse(wrong, "\n".join(wrong))
        self.assertGreater(cells, 1000)

    def test_methods_on_another_company(self):
        """A user with all roles of one company calls each method on the records of
        another company.
        """
        shared = {
            row["model"]
            for row in _table("access_models.csv")
            if row["walls"] == "shared"
        }
        wrong = []
        with self._cells() as undo:
            for model, method in sorted(self._methods()):
                static = getattr(
                    getattr(self.env.registry[model], method), "_api_model", False
                )
                if model in shared or static or (model, method) in _OF_OWN_WIZARD:
                    continue
                if self._outcome_of(self.colleague, self.other, model, method):
                    wrong.append(f"{model}.{method}")
                undo()
        self.assertFalse(wrong, "\n".join(wrong))
