"""Installs Debian's packages that tests need, where that is possible: as root, on a system with apt-get."""

from __future__ import annotations

import os
import shutil
import subprocess


def install(*packages: str, what_for: str) -> bool:
    """Whether it was tried; what came of it is for the caller to see."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {', '.join(packages)} for {what_for} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *command], check=False, env=environment, stdout=subprocess.DEVNULL)
    return True
