"""A manifest says what is wrong with it, all at once, and is in nobody's way."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from core.lifecycle.catalog import read_catalog
from core.lifecycle.errors import CatalogError, ManifestError
from core.lifecycle.manifest import read_manifest
from tests.core.lifecycle.conftest import BROKEN, GARDENS


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "addon.toml").write_text(text)
    return folder


GOOD = 'title = "T"\nsummary = "S."\nversion = "1"\ndepends = []\n'


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(BROKEN / "broken_manifest", "addons.broken_manifest")
    text = str(caught.value)
    assert "addon.toml" in text
    for problem in (
        "summary is missing",
        "sumary is unknown (known: title, summary",
        "version must be a text, not 2",
        "depends names 'Not A Name', which is no addon's name",
        "depends names the addon itself",
    ):
        assert problem in text


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("application = 1\n", "application must be true or false, not 1"),
        ("auto_install = true\n", "auto_install needs something in depends"),
        ('[[option]]\non = "a.b"\nsection = "S"\nlabel = "L"\n', "option 1: field is missing"),
        ('[[option]]\non = "a.b"\nsection = "S"\nlabel = "L"\nfield = "f"\norder = "1"\n', "option 1: order must be"),
        ("option = 3\n", "option must be a list"),
    ],
)
def test_each_mistake_has_a_clear_text(tmp_path: Path, more: str, problem: str) -> None:
    with pytest.raises(ManifestError, match=problem.replace("(", r"\(")):
        read_manifest(write(tmp_path / "thing", GOOD + more), "addons.thing")


@pytest.mark.parametrize("name", ["Thing", "1thing", "th-ing", "x", "core", "addons", "a" * 42])
def test_a_name_can_be_imported_and_hides_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ManifestError, match="no name for an addon"):
        read_manifest(write(tmp_path / name, GOOD), f"addons.{name}")


def test_broken_manifests_are_kept_with_their_error() -> None:
    catalog = read_catalog([GARDENS, BROKEN], announced=())
    assert "garden" in catalog.manifests
    assert set(catalog.broken) == {"broken_manifest", "broken_syntax"}
    assert "summary is missing" in catalog.broken["broken_manifest"].error


def test_reading_the_catalog_imports_no_addon(tmp_path: Path) -> None:
    folder = write(tmp_path / "addons" / "never_imported", GOOD)
    (folder / "__init__.py").write_text("raise RuntimeError('imported')\n")
    assert "never_imported" in read_catalog([tmp_path / "addons"], announced=()).manifests


def test_two_addons_of_one_name_are_an_error(tmp_path: Path) -> None:
    write(tmp_path / "addons" / "garden", GOOD)
    with pytest.raises(CatalogError, match="Two addons are called garden"):
        read_catalog([GARDENS, tmp_path / "addons"], announced=())


def test_a_package_announces_an_addon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "announced_addon", GOOD + 'icon = "sun"\n')
    (tmp_path / "announced_addon" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))

    def catalog(name: str, value: str) -> object:
        return read_catalog([], announced=[EntryPoint(name, value, "makegood.addons")])

    found = catalog("announced_addon", "announced_addon").manifests["announced_addon"]  # type: ignore[attr-defined]
    assert (found.icon, found.package) == ("sun", "announced_addon")
    wrong = catalog("other", "announced_addon").broken["other"]  # type: ignore[attr-defined]
    assert "must be called other" in wrong.error
    assert "is no package" in catalog("nothing_there", "nothing_there").broken["nothing_there"].error  # type: ignore[attr-defined]


def test_a_folder_of_addons_must_be_there_and_be_called_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="does not exist"):
        read_catalog([tmp_path / "addons"], announced=())
    with pytest.raises(CatalogError, match="must be called addons"):
        read_catalog([tmp_path], announced=())
