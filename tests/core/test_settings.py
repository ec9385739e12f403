"""Settings come from addons.toml and the environment, and say what is wrong with them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from core.settings import Settings, SettingsError, read_settings


def settings(folder: Path, text: str = 'folders = ["addons"]\n', **environment: str) -> Settings:
    (folder / "addons.toml").write_text(text)
    return read_settings({"MAKEGOOD_CONFIG": str(folder / "addons.toml"), **environment})


def test_without_anything_said_it_is_a_sqlite_file_under_var(tmp_path: Path) -> None:
    found = settings(tmp_path, 'folders = ["addons", "../ours/addons"]\ninstall = ["base"]\ndemonstration = ["demo"]\n')
    assert found.database_url == f"sqlite:///{tmp_path}/var/makegood.sqlite"
    assert found.addon_folders == (tmp_path / "addons", tmp_path.parent / "ours" / "addons")
    assert (found.install, found.demonstration) == (("base",), ("demo",))
    assert found.files == tmp_path / "var" / "files"
    assert not (tmp_path / "var").exists()


def test_the_environment_wins(tmp_path: Path) -> None:
    found = settings(
        tmp_path, MAKEGOOD_VAR=str(tmp_path / "elsewhere"), MAKEGOOD_WITHOUT="a, b,", MAKEGOOD_THREADS="3",
        MAKEGOOD_BASE_URL="https://erp.example.com/", MAKEGOOD_SECRET="x" * 32,
    )  # fmt: skip
    assert found.var == tmp_path / "elsewhere"
    assert found.without == {"a", "b"}
    assert found.threads == 3
    assert found.base_url == "https://erp.example.com"
    assert found.secret == "x" * 32
    assert "x" * 32 not in repr(found)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_any_address_of_postgresql_is_understood(tmp_path: Path, scheme: str) -> None:
    found = settings(tmp_path, MAKEGOOD_DATABASE_URL=f"{scheme}://me@db/erp")
    assert found.database_url == "postgresql+psycopg://me@db/erp"


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert len(found.secret) >= 32
    assert settings(tmp_path).secret == found.secret
    assert stat.S_IMODE((found.var / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in found.var.iterdir()] == ["secret.key"]


def test_sealing_keys_are_given_or_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert len(found.sealing_keys) == 1
    assert settings(tmp_path).sealing_keys == found.sealing_keys
    assert stat.S_IMODE((found.var / "sealing.key").stat().st_mode) == 0o600
    given = settings(tmp_path, MAKEGOOD_SEALING_KEY=f"{'n' * 32}, {'o' * 32}")
    assert given.sealing_keys == ("n" * 32, "o" * 32)
    assert "n" * 32 not in repr(given)


@pytest.mark.parametrize(
    ("text", "environment", "problem"),
    [
        ("folders = 3\n", {}, "folders must be a list of texts"),
        ("folder = []\n", {}, "unknown: folder"),
        ("folders = [\n", {}, "addons.toml: "),
        ("folders = []\n", {"MAKEGOOD_THREADS": "0"}, "MAKEGOOD_THREADS must be a whole number above 0"),
        ("folders = []\n", {"MAKEGOOD_SEALING_KEY": f"{'n' * 32},short"}, "each key of MAKEGOOD_SEALING_KEY needs"),
        ("folders = []\n", {"MAKEGOOD_SECRET": "short"}, "needs at least 32 characters"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, environment: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        settings(tmp_path, text, **environment)


def test_a_truncated_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret.key").write_text("short")
    with pytest.raises(SettingsError, match="holds no secret"):
        _ = settings(tmp_path).secret
