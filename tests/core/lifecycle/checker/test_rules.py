"""Each rule finds its bad sample and lets the good one pass; exceptions, mending and the command work."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli import app
from core.lifecycle.checker import RULES, check, mend
from tests.core.lifecycle.checker.samples import ADDON, NAME, SAMPLES, STAND, Files, code, extended, model
from tests.kernels import ROOT


def write(folder: Path, files: Files) -> Path:
    """An addon of these files; those without text are left out."""
    for name, text in files.items():
        if text:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def addons(tmp_path: Path) -> Path:
    """A folder of addons with one that stands beside."""
    write(tmp_path / "addons" / "stand", STAND)
    return tmp_path / "addons"


def found(addon: Path) -> list[str]:
    """The names of the rules that find something."""
    return [one.rule for one in check([addon]).findings]


def test_every_rule_has_a_bad_and_a_good_sample() -> None:
    assert SAMPLES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", SAMPLES)
def test_a_rule_finds_the_bad_and_not_the_good(rule: str, addons: Path) -> None:
    assert rule in found(write(addons / "shop", {**ADDON, **SAMPLES[rule].bad}))
    shutil.rmtree(addons / "shop")
    assert rule not in found(write(addons / "shop", {**ADDON, **SAMPLES[rule].good}))


def test_an_addon_with_nothing_wrong_passes(addons: Path) -> None:
    assert found(write(addons / "shop", ADDON)) == []


def test_our_own_addons_pass() -> None:
    left = check([ROOT / "addons", ROOT / "tests" / "outside" / "addons"]).findings
    assert [(one.rule, str(one.problem.file), one.line, one.problem.text) for one in left] == []


def test_a_finding_says_where(addons: Path) -> None:
    addon = write(addons / "shop", {**ADDON, **code("return 1\n    print(env)")})
    (one,) = check([addon]).findings
    assert (one.problem.file.name, one.line, one.problem.text) == ("actions.py", 6, "print(…)")


def test_every_rule_teaches() -> None:
    assert [rule.name for rule in RULES.values() if not (rule.what and rule.why and rule.how and rule.family)] == []


def test_an_exception_holds_for_its_line_and_the_next(addons: Path) -> None:
    comment = "# makegood: allow print because it is a sample"
    addon = write(
        addons / "shop", {**ADDON, **code(f"{comment}\n    print(env)\n    print(env)  {comment}\n    print(1)")}
    )
    report = check([addon])
    assert ([one.line for one in report.findings], report.allowed) == ([8], 2)


def test_mending_is_repeated_until_nothing_is_left_that_a_machine_can_mend(addons: Path) -> None:
    head = "from core.orm.env import Env\nfrom addons.stand.models import Stand\n"
    manifest = ADDON["addon.toml"].replace("things.", "things")
    files = {
        "addon.toml": manifest,
        "tests/test_shop.py": "assert True\n",
        **code("return Env, Stand  # makegood: allow print because", head),
    }
    addon = write(
        addons / "shop", {name: text.replace("because", "because of the sample") for name, text in files.items()}
    )
    mended, report = mend([addon])
    assert (mended, report.findings) == (6, ())
    assert 'depends = ["stand"]' in (addon / "addon.toml").read_text()
    assert (addon / "__init__.py").read_text() == '"""Sells things."""\n'
    assert (addon / "actions.py").read_text().splitlines()[0] == "from core import Env"


def test_a_dependency_of_a_dependency_need_not_be_named(addons: Path) -> None:
    middle = {**ADDON, **extended("")}
    write(addons / "middle", {name: text for name, text in middle.items() if name != "models.py"})
    head = "from addons.stand.models import Stand\n"
    manifest = ADDON["addon.toml"].replace("[]", '["middle"]')
    assert found(write(addons / "shop", {**ADDON, "addon.toml": manifest, **code("return 1", head)})) == []


def test_the_command_teaches_and_fails(addons: Path) -> None:
    addon = write(addons / "shop", {**ADDON, **code("print(env)")})
    done = CliRunner().invoke(app, ["check", str(addon)])
    assert done.exit_code == 1
    assert "Why: a server's output is its log" in done.output
    assert "actions.py:5: print(…)" in done.output
    listed = json.loads(CliRunner().invoke(app, ["check", "--json", str(addon)]).output)
    assert [(one["rule"], one["line"], one["fixable"]) for one in listed] == [("print", 5, False)]


def test_the_command_says_what_it_looked_at(addons: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(write(addons / "shop", ADDON))])
    assert (done.exit_code, done.output) == (0, f"1 addon, {len(RULES)} rules: nothing to mend.\n")


def test_a_folder_without_addons_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert done.exit_code == 1
    assert "There is no addon in" in done.output


def test_migrations_are_compared_in_every_detail() -> None:
    assert CliRunner().invoke(app, ["check", "--migrations", str(ROOT / "addons" / "helpdesk_return")]).exit_code == 0


@pytest.mark.parametrize(
    ("name", "rule"),
    [("jobs.py", "syntax"), ("addon.toml", "manifest"), ("access.toml", "data-files"), ("README.md", "missing-file")],
)
def test_a_file_that_is_no_text_is_a_finding_and_no_failure(name: str, rule: str, addons: Path) -> None:
    addon = write(addons / "shop", ADDON)
    (addon / name).write_bytes(b"\xf1\x00\xff = [")
    assert rule in found(addon)
    mend([addon])
    assert (addon / name).read_bytes().startswith(b"\xf1\x00\xff")


def test_what_a_downgrade_would_undo_is_there(addons: Path) -> None:
    addon = write(addons / "shop", {**ADDON, **model(NAME)})
    first = next((addon / "migrations").glob("*.py"))
    first.write_text(f'{first.read_text()}\n\ndef downgrade() -> None:\n    op.drop_table("shop_thing")\n')
    assert "missing-migration" not in found(addon)


def test_columns_of_a_mixin_come_with_the_layer_that_builds_upon_it(addons: Path) -> None:
    """Who extends that layer makes none of them."""
    mixin = 'class Coloured(Model, abstract=True):\n    """Has one."""\n\n    colour: Mapped[str] = text("Colour")\n\n'
    models = STAND["models.py"].replace("class Stand(Model,", f"{mixin}class Stand(Coloured,")
    stand = write(addons / "stand", {**STAND, "models.py": models})
    shop = write(addons / "shop", {**ADDON, **extended('place: Mapped[str] = text("Place")')})
    assert "missing-migration" in found(stand)
    assert "missing-migration" not in found(shop)
