"""`docs/first-addon.md` is followed word by word in an empty folder, and the recipes of `docs/how-to.md` are run on it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernels import ROOT

STEP = re.compile(r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```\w+\n(?P<text>.*?)^```$|^```\n(?P<commands>.*?)^```$", re.M | re.S)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
ELSEWHERE = ("-m venv", "pip install", "makegood serve")
"""What has happened already, or would not end."""
RECIPES = """
import sys
from core.lifecycle.catalog import read_catalog
from core.lifecycle.loading import load, load_core
from core.lifecycle.plan import in_order
from core.settings import read_settings

catalog = read_catalog(read_settings().addon_folders)
load_core()
load(catalog.manifests[name] for name in in_order(catalog, catalog.manifests.keys()))
models = sys.modules["addons.lending.models"]
for number, recipe in enumerate(open("recipes").read().split("\\0"), start=1):
    made = {"__name__": "addons.lending.recipe"}
    exec(compile(recipe, f"recipe {number}", "exec"), made)
    for name, one in made.items():  # what a recipe adds to models.py, later ones import from there
        if isinstance(one, type) and one.__module__ == "addons.lending.recipe":
            setattr(models, name, one)
print("done", number)
"""


def run(shop: Path, *arguments: str) -> str:
    """Runs Python in the shop, as if Makegood were installed there; gives what it printed."""
    here = {name: value for name, value in os.environ.items() if not name.startswith("MAKEGOOD_")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=shop, env={**here, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=400,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder after the last step, and what each command printed."""
    (folder := tmp_path_factory.mktemp("first") / "shop").mkdir()
    (folder.parent / "makegood").symlink_to(ROOT, target_is_directory=True)
    said: dict[str, str] = {}
    for step in STEP.finditer((ROOT / "docs" / "first-addon.md").read_text()):
        if step["path"]:
            (folder / step["path"]).write_text(step["text"])
        for command in (step["commands"] or "").splitlines():
            program, *arguments = command.removeprefix(".venv/bin/").split()
            if any(words in command for words in ELSEWHERE):
                continue
            if program == "pytest":  # on one engine: the project's own addons are tested on both
                said[command] = run(
                    folder, "-m", "pytest", "-q", "-p", "core.testing.plugin", "--engine", "sqlite", *arguments
                )
            else:
                said[command] = run(folder, "-m", "core.cli", *arguments)
    return folder, said


def test_following_it_makes_a_tested_addon(shop: tuple[Path, dict[str, str]]) -> None:
    _, said = shop
    checked = [text for command, text in said.items() if "makegood check" in command]
    assert checked
    assert all("nothing to mend" in text for text in checked)
    tested = [text for command, text in said.items() if "pytest" in command]
    assert len(tested) == 2
    assert all(" passed" in text and "failed" not in text for text in tested)


def test_what_it_writes_is_in_the_demonstration(shop: tuple[Path, dict[str, str]]) -> None:
    assert '"lending"' in run(shop[0], "-m", "core.cli", "addons", "--json")


def test_the_recipes_can_be_cooked(shop: tuple[Path, dict[str, str]]) -> None:
    recipes = PYTHON.findall((ROOT / "docs" / "how-to.md").read_text())
    (shop[0] / "recipes").write_text("\0".join(recipes))
    assert f"done {len(recipes)}" in run(shop[0], "-c", RECIPES)
