"""The browser of these tests, and who sits in front of it."""

import os

from machine.paths import run_folder
from playwright.sync_api import expect

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Nobody watches the pages slide and fade.
    "--force-prefers-reduced-motion",
)
#: {(browser, address, login): the profile of a user}
_PROFILES = {}

# A busy machine must not fail a test.
expect.set_options(timeout=30_000)


def launched(playwright):
    """A running Chromium without a window."""
    return playwright.chromium.launch(
        executable_path=os.environ["LINKSTAR_CHROMIUM"], args=_ARGUMENTS
    )


def signed_in(browser, world, login):
    """A new, empty page on which ``login`` is signed in, whose password is the same.

    All pages of a user are of one profile: it has what was loaded and compiled before.
    """
    key = (browser, world.url, login)
    if key not in _PROFILES:
        profile = browser.new_context(viewport={"width": 1400, "height": 900})
        user = {"db": world.database, "login": login, "password": login}
        answer = profile.request.post(
            f"{world.url}/web/session/authenticate",
            data={"jsonrpc": "2.0", "method": "call", "params": user},
        )
        assert "error" not in answer.json(), f"{login} cannot sign in"
        _PROFILES[key] = profile
    return _PROFILES[key].new_page()


def open_transfer(page, world, picking):
    page.goto(f"{world.url}/odoo/deliveries/{picking}")
    page.wait_for_selector(".o_form_view .o_field_widget[name=partner_id]")


def artefact(name):
    """The path of a file that is kept after the run, to be looked at."""
    folder = run_folder() / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder / name
