"""`makegood uninstall` and `makegood restore-addon`: what they say, what they ask, and how they end (SPEC MD-13)."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.lifecycle.kernel import Kernel
from tests.core.test_commands_of_administrators import Commands
from tests.servers import ROOT, environment


@pytest.fixture
def command(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> Commands:
    kernel = fresh_kernel("product")
    url = kernel.database.engine.url.render_as_string(hide_password=False)
    kernel.close()
    return Commands(url, tmp_path)


def installed(command: Commands) -> set[str]:
    return {row["name"] for row in json.loads(command("addons", "--json")) if row["state"] == "installed"}


def at_a_terminal(command: Commands, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command whose standard input is a terminal, at which `typed` is entered."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode() + b"\n")
    try:
        return subprocess.run(
            [sys.executable, "-m", "core.cli", *arguments],
            cwd=ROOT, env=environment(command.url, command.folder), stdin=theirs, capture_output=True, text=True,
            timeout=120,
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.req("MD-13")
def test_it_says_what_goes_asks_for_the_name_and_gives_it_back(command: Commands) -> None:
    planned = json.loads(command("plan", "mail", "--uninstall", "--json"))
    assert [step["name"] for step in planned["steps"]] == ["product", "mail"]
    assert {one["model"] for one in planned["records"]} >= {"mail.message", "product.product"}
    before = installed(command)
    assert before >= {"mail", "product"}

    said = command("uninstall", "mail", status=1)
    assert "Products" in said
    assert "there is nobody to ask. Give --yes." in said
    wrong = at_a_terminal(command, "product", "uninstall", "mail")
    assert (wrong.returncode, "that is not what was asked for" in wrong.stderr) == (1, True)
    assert installed(command) == before

    right = at_a_terminal(command, "mail", "uninstall", "mail")
    assert right.returncode == 0, right.stdout + right.stderr
    assert installed(command) == before - {"mail", "product"}
    archive = right.stdout.rsplit("Archive: ", 1)[1].strip()
    assert Path(archive).parent == command.folder / "archives"

    assert "Install " in command("restore-addon", archive, status=1)
    command("install", "product")
    assert json.loads(command("restore-addon", archive, "--json"))["gone"] == 0


@pytest.mark.req("MD-13")
def test_a_program_gets_json_and_nothing_else(command: Commands) -> None:
    done = json.loads(command("uninstall", "product", "--yes", "--json"))
    assert done["asked"] == ["product"]
    assert Path(done["archive"]).is_file()
    assert "it is not installed" in command("uninstall", "product", "--yes", status=1)
    assert "nobody could sign in without" in command("uninstall", "base", "--yes", status=1)
