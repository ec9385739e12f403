"""The `makegood` command: what it prints, for people and programs, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core import cli, cli_kernel
from tests.core.lifecycle.conftest import BROKEN, GARDENS

Makegood = Callable[..., Result]


@pytest.fixture
def makegood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Makegood:
    """Runs the command on an empty database, with gardens as addons and no pages."""
    config = tmp_path / "addons.toml"
    config.write_text(f'folders = ["{GARDENS}", "{BROKEN}"]\ninstall = ["garden"]\ndemonstration = ["market"]\n')
    monkeypatch.setenv("MAKEGOOD_CONFIG", str(config))
    monkeypatch.setenv("MAKEGOOD_DATABASE_URL", database_url)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(cli_kernel, "_builders", lambda settings: ())
    return lambda *arguments, **how: CliRunner().invoke(cli.app, arguments, **how)


def states(makegood: Makegood) -> dict[str, str]:
    return {row["name"]: row["state"] for row in json.loads(makegood("addons", "--json").stdout)}


def test_a_database_is_made_with_what_addons_toml_says(makegood: Makegood) -> None:
    assert states(makegood)["garden"] == "uninstalled"
    done = makegood("init", "--install", "garden_care")
    assert (done.exit_code, done.stdout) == (0, "The database is ready, with 2 addons.\n")
    found = states(makegood)
    assert (found["garden"], found["garden_care"], found["market"]) == ("installed", "installed", "uninstalled")
    again = makegood("init")
    assert again.exit_code == 1
    assert "in use already" in again.stderr
    assert makegood("init", "--if-missing").exit_code == 0


def test_a_demonstration_gets_more(makegood: Makegood) -> None:
    assert makegood("init", "--demo").exit_code == 0
    assert states(makegood)["garden_market"] == "installed"


@pytest.mark.req("MD-5")
def test_a_plan_is_shown_before_and_done_by_install(makegood: Makegood) -> None:
    makegood("init")
    planned = json.loads(makegood("plan", "market", "--json").stdout)
    assert [(step["name"], step["reason"]) for step in planned["steps"]] == [
        ("market", ""),
        ("garden_market", "connects Garden and Market"),
    ]
    assert "connects Garden and Market" in makegood("plan", "market").stdout
    assert states(makegood)["market"] == "uninstalled"
    assert makegood("install", "market").exit_code == 0
    assert states(makegood)["market"] == "installed"
    assert makegood("install", "market").stdout == "Everything is installed already.\n"
    assert makegood("upgrade").stdout == "Nothing to do.\n"


def test_broken_addons_are_listed_with_their_error(makegood: Makegood) -> None:
    rows = {row["name"]: row for row in json.loads(makegood("addons", "--json").stdout)}
    assert rows["broken_manifest"]["state"] == "unavailable"
    assert "summary is missing" in rows["broken_manifest"]["error"]
    assert "summary is missing" in " ".join(makegood("addons").stdout.split()), "a narrow column wraps"


@pytest.mark.parametrize(
    ("arguments", "status", "text"),
    [
        (["install", "garden"], 1, "Run `makegood init` first."),
        (["makemigration", "nothing"], 1, "There is no addon nothing."),
        (["makemigration", "broken_manifest"], 1, "summary is missing"),
        (["makemigration"], 2, "Name one addon, or give --all."),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_what_goes_wrong_ends_with_a_status(makegood: Makegood, arguments: list[str], status: int, text: str) -> None:
    done = makegood(*arguments)
    assert done.exit_code == status
    assert text in done.stderr


def test_a_refused_installation_is_one_line(makegood: Makegood) -> None:
    makegood("init")
    done = makegood("install", "broken_refusal")
    assert done.exit_code == 1
    assert done.stderr.strip() == "Installation of Refuses failed: The house is too small. Nothing was changed."
    assert "Traceback" not in done.output


def test_a_migration_that_is_not_needed_is_not_written(makegood: Makegood) -> None:
    assert makegood("makemigration", "garden").stdout == "garden: nothing to do\n"


def test_users_need_an_addon_that_keeps_them(makegood: Makegood) -> None:
    makegood("init")
    done = makegood("user", "list")
    assert done.exit_code == 1
    assert "No installed addon keeps users." in done.stderr
    assert makegood("user", "add", "ann", "--admin", input="secret\n").exit_code == 1
