"""`makegood new` writes addons that pass `makegood check` and their own tests as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli import app
from core.lifecycle.checker import check
from core.lifecycle.scaffold import CannotWrite, Wanted, write_addon, writing
from tests.kernels import ADDONS, ROOT

TICKET = "helpdesk.ticket"
COMBINATIONS = {
    "alone": Wanted("alone", model="spare_part", demo=True, job=True),
    "nothing": Wanted("nothing"),
    "noted": Wanted("noted", on="product.product", field=True),
    "counted": Wanted("counted", model="visit", on="base.contact", smart_button=True, demo=True),
    "everything": Wanted(
        "everything", title="Everything", model="box", on=TICKET, wizard=True, option=True, smart_button=True, field=True,
        job=True, demo=True,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an addon of each combination, written by a process of its own, as people would."""
    shop = tmp_path_factory.mktemp("shop")
    (shop / "addons").mkdir()
    (shop / "addons.toml").write_text(f'folders = ["{ADDONS}", "addons"]\ninstall = ["base"]\ndemonstration = []\n')
    code = (
        "from pathlib import Path\nfrom tests.core.lifecycle.test_new_addons import ADDONS, COMBINATIONS, write_addon\n"
        "for wanted in COMBINATIONS.values():\n    write_addon(wanted, Path('addons').resolve(), [ADDONS])\n"
    )
    run(shop, "-c", code)
    return shop


def run(shop: Path, *arguments: str) -> str:
    """Runs Python there; gives what it printed."""
    here = {name: value for name, value in os.environ.items() if not name.startswith("MAKEGOOD_")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=shop, env={**here, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_is_written_keeps_the_rules(written: Path) -> None:
    report = check([written / "addons"], [ADDONS])
    assert set(report.addons) == set(COMBINATIONS)
    assert [(one.rule, str(one.problem.file), one.problem.text) for one in report.findings] == []


def test_what_is_written_is_tidy(written: Path) -> None:
    """Lines, unused imports and names; the order of imports is the house's own."""
    run(written, "-m", "ruff", "check", "--isolated", "--select", "E,F,W", "--line-length", "120", "addons")


def test_what_is_written_passes_its_own_tests(written: Path) -> None:
    """All in one process, on one engine: the project's own addons are tested on both."""
    folders = [f"addons/{name}/tests" for name in COMBINATIONS]
    done = run(
        written,
        "-m",
        "pytest",
        "-q",
        "-p",
        "core.testing.plugin",
        "-p",
        "no:cacheprovider",
        "--engine",
        "sqlite",
        *folders,
    )
    assert " passed" in done
    assert "failed" not in done


def test_an_empty_folder_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["new", "empty_one"])
    assert done.exit_code == 0, done.output
    assert 'demonstration = ["demo", "empty_one"]' in (tmp_path / "addons.toml").read_text()
    assert "pytest --addon addons/empty_one" in done.output
    again = CliRunner().invoke(app, ["new", "empty_one"])
    assert again.exit_code == 1
    assert "is there already" in again.output


def test_a_folder_is_not_begun_for_what_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["new", "shop", "--on", "no.model", "--field"]).exit_code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "No-Name"}, "is no name for an addon"),
        ({"name": "core"}, "is no name for an addon"),
        ({"name": "class"}, "is no name for an addon"),
        ({"name": "shop", "model": "Loan"}, "is no name for a model"),
        ({"name": "shop", "title": 'The "best" one'}, "A title is one line"),
        ({"name": "shop", "title": "x" * 41}, "A title is one line"),
        ({"name": "shop", "model": "ticket", "on": TICKET}, "called like the one that it belongs to"),
        ({"name": "shop", "wizard": True}, "A wizard needs --model"),
        ({"name": "shop", "model": "loan", "on": TICKET, "option": True}, "An option needs --wizard"),
        ({"name": "shop", "field": True}, "A field needs --on"),
        ({"name": "shop", "job": True}, "A job needs --model"),
    ],
)
def test_what_does_not_fit_together_is_said(given: dict[str, object], said: str) -> None:
    with pytest.raises(CannotWrite, match=said):
        Wanted(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (
            Wanted("shop", on="no.model", field=True),
            "There is no model no.model. With places for others: .*base.contact",
        ),
        (Wanted("shop", model="loan", on="base.country", wizard=True), "has no place for Action|No role may write"),
        (Wanted("shop", model="loan", on="product.product", wizard=True, option=True), "leads to no settings page"),
        (Wanted("helpdesk"), "There is an addon helpdesk already"),
    ],
)
def test_what_cannot_be_written_leaves_nothing(wanted: Wanted, said: str, tmp_path: Path) -> None:
    (tmp_path / "addons").mkdir()
    with pytest.raises(CannotWrite, match=said):
        write_addon(wanted, tmp_path / "addons", [ADDONS])
    assert list((tmp_path / "addons").iterdir()) == []


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_folders: object, _name: str) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(writing, "_write_migration", fails)
    (tmp_path / "addons").mkdir()
    with pytest.raises(OSError, match="the disk is full"):
        write_addon(COMBINATIONS["alone"], tmp_path / "addons", [ADDONS])
    assert list((tmp_path / "addons").iterdir()) == []
