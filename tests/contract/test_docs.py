"""The documentation says what the code says: generated pages, links, paths, settings, and the addon it writes."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import core
from core import cli, hooks, settings
from core.cli_reference import reference_pages
from core.lifecycle import gate
from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.loading import load_core
from core.lifecycle.reference import callers, hooks_of_addons, hooks_of_core
from core.web import serve, sessions, sign_in, site
from core.web.api import keys
from tests.kernels import ADDONS, ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
TUTORIAL = DOCS / "write-an-addon.md"
FILE_IN_TUTORIAL = re.compile(r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```\w+\n(?P<text>.*?)^```$", re.M | re.S)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog([ADDONS])


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- the pages that are written from the code -------------------------------------------------------------------------


GENERATED = ("api-statuses", "hooks", "commands", "options", "roles", "rules", "names")


@pytest.fixture(scope="module")
def written(catalog: Catalog) -> dict[str, str]:
    return reference_pages(catalog, typer.main.get_command(cli.app))


@pytest.mark.parametrize("name", [f"{one}.md" for one in GENERATED])
def test_a_generated_page_is_what_the_code_says(name: str, written: dict[str, str]) -> None:
    assert (DOCS / name).read_text() == written[name], "run `makegood reference`"


def test_every_hook_of_the_core_is_known_to_the_reference() -> None:
    assert {hook.name for hook in hooks_of_core()} == set(hooks.names())


def test_every_hook_is_documented_and_called(catalog: Catalog) -> None:
    called = callers(catalog)
    all_hooks = [*hooks_of_core(), *hooks_of_addons(catalog)]
    assert [hook.name for hook in all_hooks if not hook.promise] == []
    assert [f"{hook.declared_by}: {hook.name}" for hook in all_hooks if hook.name not in called] == []


OF_WHO_KEEPS_USERS = {
    "add_user", "attachment_added", "attachment_opened", "attachments_of", "first_search", "give_roles", "house_zone",
    "identify", "list_users", "print_found", "print_kept", "registry_ready", "roles_changed", "saved_searches", "search_kept", "set_password", "user_name",
}  # fmt: skip
"""Hooks that an addon in place of `base` would implement; no recipe is needed for them."""


def test_every_hook_of_the_core_has_a_recipe() -> None:
    told = set(re.findall(r"[a-z_]+", (DOCS / "how-to.md").read_text()))
    assert set(hooks.names()) - told == OF_WHO_KEEPS_USERS - told
    assert set(hooks.names()) >= OF_WHO_KEEPS_USERS


# --- what pages written by hand name ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_paths_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`((?:core|addons|tests|docs)/[\w./-]*)`", page.read_text())
    own = {found["path"] for found in FILE_IN_TUTORIAL.finditer(page.read_text())}
    made = re.compile(r"addons/warranty/migrations/|addons/lending")
    assert [path for path in named if path not in own and not made.match(path) and not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_commands_that_are_named_exist(page: Path) -> None:
    command = typer.main.get_command(cli.app)
    groups = {name: getattr(one, "commands", {}) for name, one in command.commands.items()}
    unknown = []
    for word, second in re.findall(r"\bmakegood ([a-z-]+)(?: ([a-z]+))?", "\n".join(code_of(page.read_text()))):
        if word not in groups or (groups[word] and second not in groups[word]):
            unknown.append(f"makegood {word} {second}".strip())
    assert unknown == []


def code_of(text: str) -> list[str]:
    """Code spans and code blocks."""
    return re.findall(r"`[^`]+`|^```.*?^```$", text, re.M | re.S)


def test_every_setting_is_documented() -> None:
    known = set(re.findall(r"MAKEGOOD_[A-Z_]+", Path(settings.__file__).read_text()))
    told = (DOCS / "administer.md").read_text()
    assert sorted(known - set(re.findall(r"MAKEGOOD_[A-Z_]+", told))) == []
    keys = {"folders", "install", "demonstration"}
    assert keys == set(tomllib.loads((ROOT / "addons.toml").read_text()))
    assert [key for key in keys if f"| `{key}` |" not in told] == []


@pytest.mark.parametrize(
    "told",
    [
        f"{sign_in.PER_LOGIN} tries an account and {sign_in.PER_ADDRESS} an address within"
        f" {sign_in.WINDOW.seconds // 60} minutes",
        f"after {int(sessions.IDLE.total_seconds()) // 3600} hours unused and after {sessions.ABSOLUTE.days} days",
        f"valid for {keys.USUAL_DAYS} days",
        f"at most {site.LONGEST_FORM // 10**6} MB, {site.LONGEST_UPLOAD // 10**6} MB with files",
        f"for at most {serve.GRACE_SECONDS} seconds",
        f"about {int(gate.WAIT.removesuffix('s')) * gate.TRIES} seconds",
    ],
)
def test_figures_are_those_of_the_code(told: str) -> None:
    assert told in " ".join((DOCS / "administer.md").read_text().split())


# --- the addon that "write an addon" writes ---------------------------------------------------------------------------


def test_python_in_the_tutorial_imports_what_is_there() -> None:
    load_core()
    wrong = []
    for source in PYTHON.findall(TUTORIAL.read_text()):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module == "core":
                wrong += [alias.name for alias in node.names if alias.name not in core.__all__]
    assert wrong == []


def test_addons_in_the_tutorial_import_nothing_inside_the_core() -> None:
    inside = [
        f"{found['path']}: {node.module}"
        for found in FILE_IN_TUTORIAL.finditer(TUTORIAL.read_text())
        if found["path"].startswith("addons/") and found["path"].endswith(".py")
        for node in ast.walk(ast.parse(found["text"]))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("core.")
    ]
    assert inside == []


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder that the tutorial tells to make, beside the project as it says."""
    (tmp_path / "makegood").symlink_to(ROOT, target_is_directory=True)
    for found in FILE_IN_TUTORIAL.finditer(TUTORIAL.read_text()):
        file = tmp_path / "shop" / found["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found["text"])
    return tmp_path / "shop"


def run(shop: Path, *arguments: str) -> str:
    """Runs Python in the shop, as if Makegood were installed there; gives what it printed."""
    here = {name: value for name, value in os.environ.items() if not name.startswith("MAKEGOOD_")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=shop, env={**here, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_addon_of_the_tutorial_works(shop: Path) -> None:
    makegood = ("-m", "core.cli")
    assert "0001_first_tables.py" in run(shop, *makegood, "makemigration", "warranty")
    assert run(shop, *makegood, "makemigration", "warranty") == "warranty: nothing to do\n"
    run(shop, *makegood, "init", "--demo")
    assert '"warranty"' in run(shop, *makegood, "addons", "--json")
    assert " passed" in run(shop, "-m", "pytest", "-q", "-p", "core.testing.plugin", "-p", "no:cacheprovider", "tests")
    # The next version, as the tutorial tells it.
    models, manifest = shop / "addons/warranty/models.py", shop / "addons/warranty/addon.toml"
    more = '    case: Mapped[str | None] = text("Case")\n    state: Mapped'
    models.write_text(models.read_text().replace("    state: Mapped", more))
    manifest.write_text(manifest.read_text().replace('version = "1.0"', 'version = "1.1"'))
    assert "0002_a_case.py" in run(shop, *makegood, "makemigration", "warranty", "-m", "a case")
    assert run(shop, *makegood, "upgrade") == "Upgraded: warranty.\n"
