# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import os
from unittest.mock import patch

from odoo import SUPERUSER_ID, Command, api, models
from odoo.modules.registry import Registry
from odoo.tests import TransactionCase
from odoo.tests.common import get_db_name

#: {what makes a merchant: {attribute of the test class: (model, ids)}}
_KEPT = {}


class WarmCase(TransactionCase):
    """Tests that go on with what the process remembers, as a server does after a
    rollback: only those caches are emptied that a test has emptied itself.

    Core's tests empty all of them after each test; to fill them again took a fifth of
    the time of ours.
    """

    @classmethod
    def setUpClass(cls):
        # The project's runner ends with its database: what every class begins with is
        # made there once, and committed before the transaction of the first class.
        if os.environ.get("LINKSTAR_SANDBOX"):
            cls._keep_merchant()
        super().setUpClass()

    @classmethod
    def _make_merchant(cls):
        """Create the records that every class begins with, as attributes of the class:
        first ``company``, and the others :meth:`_in_company`.
        """
        # Each kind of case has a merchant of its own; there is none for all.
        raise NotImplementedError

    @classmethod
    def _in_company(cls):
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )

    @classmethod
    def _begin_with_merchant(cls):
        """Set what :meth:`_make_merchant` makes: made now, or once for all classes."""
        kept = _KEPT.get(cls._make_merchant.__func__)
        if kept is None:
            cls._new_merchant()
        else:
            model, ids = kept["company"]
            cls.company = cls.env[model].browse(ids)
            cls._in_company()
            for name, (model, ids) in kept.items():
                setattr(cls, name, cls.env[model].browse(ids))

    @classmethod
    def _new_merchant(cls):
        cls._make_merchant()
        # The user's own company is another one, like that of the work in the
        # background.
        cls.env.user.company_ids = [Command.link(cls.company.id)]

    @classmethod
    def _keep_merchant(cls):
        make = cls._make_merchant.__func__
        if make in _KEPT:
            return
        registry = Registry(get_db_name())
        before = set(vars(cls))
        with registry.cursor() as cr:
            cls.env = api.Environment(cr, SUPERUSER_ID, {})
            cls._new_merchant()
            cls.env.flush_all()
            # Nothing is sent, and no work begins.
            cr.precommit.clear()
            cr.postcommit.clear()
        registry.signal_changes()
        _KEPT[make] = {
            name: (records._name, records.ids)
            for name, records in vars(cls).items()
            if name not in before and isinstance(records, models.BaseModel)
        }

    def setUp(self):
        emptied, clear_cache = set(), self.registry.clear_cache

        def clear_some(*names):
            emptied.update(names or ("default",))
            clear_cache(*names)

        def clear_at_the_end():
            if emptied:
                clear_cache(*emptied)

        with patch.object(self.registry, "clear_all_caches", clear_at_the_end):
            super().setUp()
        self.patch(self.registry, "clear_cache", clear_some)
