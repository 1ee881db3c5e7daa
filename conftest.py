import pytest


def pytest_collect_directory(path, parent):
    """An addon is a package only inside Odoo. Without it (``-p no:odoo``) its folders
    are folders, or pytest would import them.
    """
    if parent.config.pluginmanager.hasplugin("odoo"):
        return None
    return pytest.Dir.from_parent(parent, path=path)
