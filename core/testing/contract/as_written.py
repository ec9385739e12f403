"""What is seen of an addon by reading its folder."""

from __future__ import annotations

from pathlib import Path

from core.lifecycle.checker import check
from core.lifecycle.checker.run import missing_migrations
from core.testing.covered import Covered


def test_it_keeps_the_rules(covered_addon: Path, covered: Covered) -> None:
    """Those of `makegood check`."""
    found = check([covered_addon], covered.folders).findings
    told = [f"{one.problem.file}:{one.line}: {one.rule}: {one.problem.text}" for one in found]
    assert not told, "run `makegood check`, which says why and how to mend it:\n" + "\n".join(told)


def test_no_migration_is_missing(covered_addon: Path, covered: Covered) -> None:
    """As `makegood makemigration` sees it, with every index and constraint."""
    assert missing_migrations(covered.catalog, [covered_addon.name]) == []


def test_it_is_described(covered_addon: Path) -> None:
    """For the administrator, who reads also what uninstalling keeps, and for the Apps page."""
    assert "ninstall" in (covered_addon / "README.md").read_text(encoding="utf-8")
    assert (covered_addon / "addon.toml").read_text(encoding="utf-8").strip()
