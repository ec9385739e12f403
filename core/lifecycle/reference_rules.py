"""docs/rules.md: the rules of `makegood check`, as their docstrings say them."""

from __future__ import annotations

from itertools import groupby

from core.lifecycle.checker import RULES
from core.lifecycle.reference import GENERATED


def rules_page() -> str:
    """Every rule, by families."""
    lines = [
        "# Rules for addons", "", GENERATED, "",
        "`makegood check` reads addons by these rules, without importing them: your own folder, or one addon. `--fix`",
        "mends what needs no thinking, `--json` is for programs, the exit status is 1 if something is found. A comment",
        "`# makegood: allow RULE because …` on a line, or alone above it, makes an exception; one in `addon.toml` does",
        "for what concerns the addon as a whole. [Write an addon](write-an-addon.md) shows the right way for most.",
    ]  # fmt: skip
    for family, rules in groupby(RULES.values(), key=lambda rule: rule.family):
        lines += ["", f"## {family}"]
        for rule in rules:
            lines += ["", f"### {rule.name}", "", rule.what, "", f"Why: {rule.why}", "", f"Mend: {rule.how}"]
    return "\n".join(lines) + "\n"
