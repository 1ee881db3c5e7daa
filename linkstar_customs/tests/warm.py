# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from unittest.mock import patch

from odoo.tests import TransactionCase


class WarmCase(TransactionCase):
    """Tests that go on with what the process remembers, as a server does after a
    rollback: only those caches are emptied that a test has emptied itself.

    Core's tests empty all of them after each test; to fill them again took a fifth of
    the time of ours.
    """

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
