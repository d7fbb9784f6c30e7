"""Chromium without a window, wherever it is installed."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

QUIET = [
    "--no-sandbox",  # the tests may run as root, where Chromium's sandbox refuses to
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def open_chromium(playwright: Playwright) -> Browser | None:
    """The operating system's Chromium, else Playwright's own; none where neither is installed."""
    own = playwright.chromium.executable_path
    path = shutil.which("chromium") or (own if Path(own).exists() else None)
    return playwright.chromium.launch(executable_path=path, args=QUIET) if path else None
