"""The `makegood` command as administrators run it: processes of their own on a database with users in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.lifecycle.kernel import Kernel
from tests.servers import ROOT, Server, environment
from tests.visitors import Visitor

LOGIN, FIRST, SECOND = "ann@example.com", "a first honest one", "a second honest one"


class Commands:
    """Runs commands on one database."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    def __call__(self, *arguments: str, typed: str = "", status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "core.cli", *arguments],
            cwd=ROOT, env=environment(self.url, self.folder), input=typed, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == status, (done.stdout, done.stderr)
        return done.stdout + done.stderr


@pytest.fixture
def command(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> Commands:
    kernel = fresh_kernel("base")
    url = kernel.database.engine.url.render_as_string(hide_password=False)
    kernel.close()
    return Commands(url, tmp_path)


def test_users_are_made_listed_given_passwords_and_let_in(command: Commands) -> None:
    command("user", "add", LOGIN, "--name", "Ann", "--admin", typed=f"{FIRST}\n")
    users = json.loads(command("user", "list", "--json"))
    assert [(one["login"], one["name"]) for one in users] == [(LOGIN, "Ann")]
    assert "base.settings" in users[0]["roles"]
    said = command("user", "add", LOGIN, typed=f"{FIRST}\n", status=1)
    assert said == f"Somebody has the login {LOGIN} already.\n"
    command("user", "password", LOGIN, typed=f"{SECOND}\n")
    said = command("user", "password", "nobody@example.com", typed=f"{SECOND}\n", status=1)
    assert said == "Nobody has the login nobody@example.com.\n"
    with Server(command.url, command.folder) as server:
        visitor = Visitor(server.address)
        try:
            visitor.sign_in(LOGIN, SECOND)
            assert "Ann" in visitor.get("/preferences").text
            stranger = Visitor(server.address)
            with pytest.raises(AssertionError):
                stranger.sign_in(LOGIN, FIRST)
            stranger.close()
        finally:
            visitor.close()


def test_a_weak_password_is_refused_in_one_line(command: Commands) -> None:
    said = command("user", "add", LOGIN, typed="short\n", status=1)
    assert "at least 10 characters" in said and "Traceback" not in said
    assert command("user", "list", "--json").strip() == "[]"


def test_the_shell_knows_the_models_and_keeps_nothing_unless_told(command: Commands) -> None:
    typed = "print(sorted(info.name for info in env.models.infos.values() if info.name == 'base.user'))\n"
    assert "['base.user']" in command("shell", typed=typed, status=1)  # what is typed ends before it is answered
