"""`makegood import` and `makegood export`: with the rights of a user, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from core import cli
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity

ANN = "ann@example.com"


def hire(env: Env) -> None:
    env.hook.add_user(env=env, login=ANN, name="Ann", password="an honest password", roles=["base.user"])


@pytest.fixture
def command(
    fresh_kernel: Callable[..., Kernel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Runs a command in this process, on one database."""
    kernel = fresh_kernel("base")
    kernel.work(hire, who=Identity.system())
    monkeypatch.setenv("MAKEGOOD_DATABASE_URL", kernel.database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("MAKEGOOD_VAR", str(tmp_path / "var"))

    def run(*arguments: Any) -> tuple[int, str]:
        done = CliRunner().invoke(cli.app, [str(one) for one in arguments])
        return done.exit_code, done.stdout

    return run


def test_a_file_goes_in_and_comes_out(command: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    file, out = tmp_path / "people.csv", tmp_path / "out.xlsx"
    file.write_text("External ID,Name,Write to\nk1,Weber,weber@example.com\nk2,Vogel,no address\n")
    status, said = command("import", "base.contact", file, "--as", ANN, "--key", "_key", "--column", "Write to=email")
    assert (status, "Nothing was imported." in said, "not an email address" in said) == (1, True, True)
    status, said = command("import", "base.contact", file, "--as", ANN, "--key", "_key", "--json")
    assert (status, json.loads(said)["made"], json.loads(said)["kept"]) == (0, 2, True)
    assert command("export", "base.contact", out, "--as", ANN)[0] == 0
    status, said = command("import", "base.contact", out, "--as", ANN, "--key", "_key", "--json", "--check")
    done = json.loads(said)
    assert (done["made"], done["changed"], done["problems"], done["kept"]) == (0, 0, [], False)
    assert command("import", "base.contact", file, "--as", "nobody@example.com")[0] == 1
    assert command("export", "base.contact", tmp_path / "out.doc", "--as", ANN)[0] == 2
