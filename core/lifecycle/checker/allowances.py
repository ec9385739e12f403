"""`# makegood: allow RULE because …`: one place where a rule does not hold, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.lifecycle.checker.findings import WHOLE_FILE, Finding
from core.lifecycle.checker.sources import Source, text_of

WRITTEN = re.compile(r"(?:#|\{#)\s*makegood:\s*allow\b(?P<rest>.*)$")
SAID = re.compile(
    r"^\s*(?P<rules>[a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)(?:\s+because\s+(?P<reason>\S.*?))?\s*(?:#\}.*)?$"
)
SUFFIXES = (".py", ".toml", ".html")


@dataclass(frozen=True)
class Allowance:
    """One such comment: for its own line, and for the next one if it stands alone."""

    file: Path
    line: int
    rules: tuple[str, ...]
    reason: str
    stands_alone: bool

    def covers(self, rule: str, file: Path, line: int) -> bool:
        """Whether it silences this rule there."""
        if rule not in self.rules:
            return False
        if line == WHOLE_FILE:
            return file == self.file or self.file.name == "addon.toml"
        return file == self.file and line in ((self.line, self.line + 1) if self.stands_alone else (self.line,))


def allowances(addon: Source) -> list[Allowance]:
    """All of an addon's."""
    files = sorted(file for file in addon.path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
    return [one for file in files for one in _in_file(file)]


def _in_file(file: Path) -> Iterator[Allowance]:
    text = text_of(file)
    if "makegood:" not in text:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if (written := WRITTEN.search(line)) is not None:
            said = SAID.match(written["rest"])
            rules = tuple(part.strip() for part in said["rules"].split(",")) if said is not None else ()
            reason = (said["reason"] or "") if said is not None else ""
            yield Allowance(file, number, rules, reason, not line[: written.start()].strip())


def silenced(findings: Iterable[Finding], allowed: Iterable[Allowance]) -> tuple[list[Finding], set[Allowance]]:
    """(the findings that stay, the allowances that silenced one). One without a reason silences nothing."""
    kept, used = list[Finding](), set[Allowance]()
    reasoned = [one for one in allowed if one.reason]
    for finding in findings:
        covering = [one for one in reasoned if one.covers(finding.rule, finding.problem.file, finding.problem.line)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, used
