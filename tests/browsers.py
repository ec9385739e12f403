"""Finds a Chromium for the tests; installs Debian's where that is possible. Run as a module it only makes sure.

Order: MAKEGOOD_CHROMIUM, the system's, `apt-get install` as root on Debian, Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.debian import install

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has no windows to draw around the pages, and takes half as long for them. Debian has the first two."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str | None:
    """The path of a Chromium on this machine, None where Playwright's own is the only one there may be."""
    named = os.environ.get("MAKEGOOD_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name)) is not None), None)


def provide() -> str:
    """Makes sure that there is a browser and tells where. Raises RuntimeError if none can be had."""
    best, second = NAMES[:2]
    if "MAKEGOOD_CHROMIUM" not in os.environ and not shutil.which(best):
        install(best, what_for="the browser tests")
    if executable() is None:
        install(second, what_for="the browser tests")
    if (found := executable()) is not None:
        return found
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if done.returncode:
        raise RuntimeError(
            "The tests need a Chromium: install the package `chromium`, or name one in MAKEGOOD_CHROMIUM."
        )
    return "playwright's own"


if __name__ == "__main__":
    provide()
