"""Finds a Chromium for the tests; installs Debian's where that is possible. Run as a module it only makes sure.

Order: MAKEGOOD_CHROMIUM, the system's, `apt-get install chromium` as root on Debian, Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

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
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def provide() -> str:
    """Makes sure that there is a browser and tells where. Raises RuntimeError if none can be had."""
    if (found := executable()) is not None:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests …", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=False, env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
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
