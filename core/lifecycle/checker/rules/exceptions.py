"""Exceptions from rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.lifecycle.checker.allowances import allowances
from core.lifecycle.checker.findings import RULES, Edit, Problem, rule
from core.lifecycle.checker.sources import Source


@rule("allow-without-reason")
def allowances_say_why(addon: Source) -> Iterator[Problem]:
    """An exception names rules that there are, and says why: `# makegood: allow print because …`.

    Why: whoever reads the line later must be able to tell whether the reason still holds.

    Mend: complete it: `because` and the reason.
    """
    for one in allowances(addon):
        if not one.rules or not one.reason:
            yield Problem(one.file, one.line, "write `# makegood: allow RULE because …`")
        for name in one.rules:
            if name not in RULES:
                yield Problem(one.file, one.line, f"there is no rule {name}")


@rule("idle-allow")
def allowances_are_needed(addon: Source) -> Iterator[Problem]:
    """An exception silences something.

    Why: it would silence the next mistake there.

    Mend: take the comment out (`--fix` does).
    """
    from core.lifecycle.checker.run import used_allowances

    used = used_allowances(addon)
    for one in allowances(addon):
        if one.reason and one not in used and all(name in RULES for name in one.rules):
            yield Problem(one.file, one.line, f"nothing of {', '.join(one.rules)} here", _without_comment(one.line))


def _without_comment(line: int) -> Edit:
    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        bare = re.sub(r"\s*(?:#|\{#)\s*makegood:.*$", "", lines[line - 1].rstrip("\n"))
        lines[line - 1] = bare + "\n" if bare.strip() else ""
        return "".join(lines)

    return edit
