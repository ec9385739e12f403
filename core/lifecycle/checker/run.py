"""Running the rules over folders, and mending what a machine can mend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from core.lifecycle.catalog import Catalog
from core.lifecycle.checker.allowances import Allowance, allowances, silenced
from core.lifecycle.checker.findings import RULES, Finding, without_repeats
from core.lifecycle.checker.rules import FAMILIES
from core.lifecycle.checker.sources import Source, World
from core.lifecycle.manifest import FILE

IDLE = "idle-allow"
"""Asked last: what an allowance silences is known once all others have spoken."""
ROUNDS = 3
"""How often mending is tried: one mend can make another possible."""

assert FAMILIES, "importing the families declares the rules"


class NothingToCheck(Exception):
    """A path that holds no addon."""


@dataclass(frozen=True)
class Report:
    """What was looked at, and what is wrong. `allowed` were silenced with a reason."""

    addons: tuple[str, ...]
    findings: tuple[Finding, ...]
    allowed: int


def check(paths: Iterable[Path], around: Iterable[Path] = ()) -> Report:
    """Checks the addons at `paths`: folders of one addon, or of several. `around` are folders that they may need.

    Raises NothingToCheck.
    """
    wanted = [folder for path in paths for folder in _addons_at(path)]
    beside = {folder.parent.resolve() for folder in wanted}
    world = World([*sorted(beside), *around])
    sources = [world.take(folder.resolve()) for folder in dict.fromkeys(wanted)]
    findings, allowed = list[Finding](), 0
    for addon in sources:
        raw = _raw(addon)
        kept, _ = silenced(raw, allowances(addon))
        allowed += len(raw) - len(kept)
        findings += kept + _found(addon, IDLE)
    return Report(tuple(one.name for one in sources), tuple(sorted(findings, key=lambda one: one.order)), allowed)


def mend(paths: Sequence[Path], around: Sequence[Path] = ()) -> tuple[int, Report]:
    """Mends what can be mended without thinking; (how many problems, what is left)."""
    mended, report = 0, check(paths, around)
    for _ in range(ROUNDS):
        able = [one for one in report.findings if one.problem.edit is not None]
        # From the end of a file to its beginning: the lines of those before stay where they are.
        for finding in sorted(able, key=lambda one: one.line, reverse=True):
            mended += _mend_one(finding)
        before, report = report, check(paths, around)
        if report.findings == before.findings or not able:
            break
    return mended, report


def _mend_one(finding: Finding) -> bool:
    problem = finding.problem
    file = problem.edits or problem.file
    try:
        old = file.read_text(encoding="utf-8") if file.is_file() else ""
    except UnicodeDecodeError:  # another rule says that it is no text
        return False
    new = problem.edit(old) if problem.edit is not None else old
    if new != old:
        file.write_text(new, encoding="utf-8")
    return new != old


def missing_migrations(catalog: Catalog, addons: Iterable[str]) -> list[tuple[str, str]]:
    """(addon, what its models say and its migrations do not make). Imports the addons (`makegood check --migrations`).

    Raises AddonFailed, MigrationError.
    """
    from core.lifecycle.makemigration import missing_steps

    return [(name, steps) for name in addons if (steps := missing_steps(catalog, name))]


def used_allowances(addon: Source) -> set[Allowance]:
    """The allowances that silence something."""
    return silenced(_raw(addon), allowances(addon))[1]


_known: WeakKeyDictionary[Source, list[Finding]] = WeakKeyDictionary()


def _raw(addon: Source) -> list[Finding]:
    """Everything that all rules but the last find, read once."""
    if addon not in _known:
        _known[addon] = [finding for name in RULES if name != IDLE for finding in _found(addon, name)]
    return _known[addon]


def _found(addon: Source, name: str) -> list[Finding]:
    return [Finding(name, addon.name, problem) for problem in without_repeats(RULES[name].check(addon))]


def _addons_at(path: Path) -> list[Path]:
    if (path / FILE).is_file():
        return [path]
    for folder in (path, path / "addons"):
        if found := sorted(file.parent for file in folder.glob(f"*/{FILE}")):
            return found
    raise NothingToCheck(f"There is no addon in {path}: an addon is a folder with an {FILE}.")
