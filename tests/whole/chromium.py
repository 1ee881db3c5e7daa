"""The browser of these tests."""

import os

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Nobody watches the pages slide and fade.
    "--force-prefers-reduced-motion",
)


def launched(playwright):
    """A running Chromium without a window."""
    return playwright.chromium.launch(
        executable_path=os.environ["LINKSTAR_CHROMIUM"], args=_ARGUMENTS
    )
