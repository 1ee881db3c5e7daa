# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def uninstall_hook(env):
    """Archive our delivery methods: without the addon they would become methods with a
    fixed price of 0.
    """
    carriers = (
        env["delivery.carrier"]
        .with_context(active_test=False)
        .search([("delivery_type", "=", "linkstar")])
    )
    carriers.action_archive()
