"""The reference pages: hooks, options and roles as the code at hand says them, in Markdown.

Hooks are read from source, so that the pages name them in the order and under the headings in which they are declared.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.lifecycle.catalog import Catalog
from core.lifecycle.loading import CORE, ROOT, has_module, load, load_core, load_module
from core.lifecycle.manifest import Manifest
from core.lifecycle.plan import in_order
from core.orm.access.rules_file import OPERATIONS, Declared, read_rules_file
from core.orm.composition import Composition, ModelInfo
from core.orm.layers import DeclarationError

GENERATED = "<!-- Written by `makegood reference`. Change the code, not this page. -->"
_HEADING = re.compile(r"^# --- (.+?) -+$")


@dataclass(frozen=True)
class Hook:
    """A hook as it is declared. `declared_by` is the addon or "core"; `heading` the part of the file it stands in."""

    name: str
    declared_by: str
    heading: str
    signature: str
    promise: str
    firstresult: bool


# --- hooks ------------------------------------------------------------------------------------------------------------


def hooks_of_core() -> list[Hook]:
    """The hooks that the kernel declares, in the order of their file."""
    return list(_hooks_in(ROOT / "hooks.py", CORE))


def hooks_of_addons(catalog: Catalog) -> list[Hook]:
    """The hooks that addons declare for others to follow, addons in dependency order."""
    return [
        hook
        for manifest in _manifests(catalog)
        if (file := manifest.path / "hooks.py").is_file()
        for hook in _hooks_in(file, manifest.name)
    ]


def callers(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """Hook -> the files that call it: by `….hook.<name>(…)`, or by its name as the installer does for one addon."""
    found: dict[str, list[str]] = defaultdict(list)
    places = [(ROOT, CORE), *((manifest.path, f"addons/{manifest.name}") for manifest in _manifests(catalog))]
    for folder, shown in places:
        for file in sorted(folder.rglob("*.py")):
            for name in _called(_tree(file)):
                found[name].append(f"{shown}/{file.relative_to(folder).as_posix()}")
    return found


def followers(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """Hook -> the addons that implement it."""
    found = defaultdict(list)
    for manifest in _manifests(catalog):
        if (file := manifest.path / "plugin.py").is_file():
            for node in ast.walk(_tree(file)):
                if isinstance(node, ast.FunctionDef) and _marker(node, "hookimpl") is not None:
                    found[node.name].append(manifest.name)
    return found


def hooks_page(catalog: Catalog) -> str:
    """docs/hooks.md: every hook with its signature, what it promises, and who calls it."""
    calling, following = callers(catalog), followers(catalog)
    lines = [
        "# Hooks", "", GENERATED, "",
        "An addon implements hooks as functions marked with `@hookimpl` in its `plugin.py`. A function may leave out",
        "parameters that it does not need. A hook is called for every installed addon that implements it, in the order",
        "of their dependencies; where the first answer counts, it ends at the first one that is not None. What a hook",
        "raises stops the work at hand. [Write an addon](write-an-addon.md) shows hooks in use.",
    ]  # fmt: skip
    heading = ""
    for hook in hooks_of_core():
        if hook.heading != heading:
            heading = hook.heading
            lines += ["", f"## {heading[:1].upper()}{heading[1:]}"]
        lines += _hook_lines(hook, calling, following)
    for manifest in _manifests(catalog):
        declared = [hook for hook in hooks_of_addons(catalog) if hook.declared_by == manifest.name]
        if declared:
            lines += ["", f"## {manifest.title} (`{manifest.name}`)", "", f"{_title_of(manifest.path / 'hooks.py')}"]
        for hook in declared:
            lines += _hook_lines(hook, calling, following)
    return _joined(lines)


def _hook_lines(hook: Hook, calling: Mapping[str, Sequence[str]], following: Mapping[str, Sequence[str]]) -> list[str]:
    first = " The first answer counts." if hook.firstresult else ""
    lines = ["", f"### {hook.name}", "", "```python", hook.signature, "```", "", hook.promise + first]
    if where := calling.get(hook.name):
        lines += ["", "Called in " + _listed(where) + "."]
    if who := following.get(hook.name):
        lines += ["", "Implemented by " + _listed(who) + "."]
    return lines


def _hooks_in(file: Path, declared_by: str) -> Iterator[Hook]:
    text = file.read_text(encoding="utf-8").splitlines()
    headings = [(number, found[1]) for number, line in enumerate(text, start=1) if (found := _HEADING.match(line))]
    for node in _tree(file).body:
        if isinstance(node, ast.FunctionDef) and (marker := _marker(node, "hookspec")) is not None:
            heading = next((title for number, title in reversed(headings) if number < node.lineno), "")
            returns = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
            yield Hook(
                name=node.name,
                declared_by=declared_by,
                heading=heading,
                signature=f"def {node.name}({ast.unparse(node.args)}){returns}",
                promise=_flowing(ast.get_docstring(node) or ""),
                firstresult="firstresult=True" in ast.unparse(marker),
            )


def _marker(node: ast.FunctionDef, name: str) -> ast.expr | None:
    for one in node.decorator_list:
        named = one.func if isinstance(one, ast.Call) else one
        if isinstance(named, ast.Name) and named.id == name:
            return one
    return None


def _called(tree: ast.Module) -> set[str]:
    """The names that follow `.hook.`, and texts given to functions that call hooks by name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "hook":
            found.add(node.attr)
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("call_hook", "hook_of", "contributions", "from_hook"):
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str)}
    return found


# --- options ----------------------------------------------------------------------------------------------------------


def options_page(catalog: Catalog) -> str:
    """docs/options.md: every addon, and the options that addons put on settings pages."""
    manifests = list(_manifests(catalog))
    lines = [
        "# Addons and their options", "", GENERATED, "", "## Addons", "",
        "An application has a menu of its own. A bridge installs itself as soon as everything it depends on is there.",
        "",
        *_table(
            ("Addon", "Title", "Kind", "Depends on", "What it is"),
            [
                (f"`{one.name}`", one.title, _kind(one), _listed(one.depends) or "", one.summary)
                for one in manifests
            ],
        ),
        "", "## Options", "",
        "An option is a switch on a settings page. It is there whether its addon is installed or not; switching it on",
        "leads to the preview of the installation where something is missing. Switching it off never removes anything.",
    ]  # fmt: skip
    models = _models(catalog)
    options = sorted(
        (option for one in manifests for option in one.options),
        key=lambda option: (option.on, option.section, option.order, option.addon, option.field),
    )
    for on, section in dict.fromkeys((option.on, option.section) for option in options):
        rows = [
            (option.label, option.help, f"`{option.field}`", f"`{option.addon}`")
            for option in options
            if (option.on, option.section) == (on, section)
        ]
        lines += ["", f"### {models[on].title} (`{on}`), {section}", ""]
        lines += _table(("Option", "What it does", "Field", "Addon"), rows)
    return _joined(lines)


def _kind(manifest: Manifest) -> str:
    return "bridge" if manifest.is_bridge else "application" if manifest.application else ""


# --- roles ------------------------------------------------------------------------------------------------------------


def roles_page(catalog: Catalog) -> str:
    """docs/roles.md: the roles of all addons, what each may do, and the rules that narrow it.

    Raises DeclarationError.
    """
    manifests, models = list(_manifests(catalog)), _models(catalog)
    files = [_access_of(manifest) for manifest in manifests]
    if problems := [problem for file in files for problem in file.problems]:
        raise DeclarationError("\n".join(problems))
    lines = [
        "# Roles and rights", "", GENERATED, "",
        "Whoever has a role has the roles that it implies. Nobody may do anything that none of their roles allows. A",
        "rule narrows the records that a right holds for: a rule of a role where the right comes from that role, one",
        "for everybody always. Records that belong to a company are narrowed to the user's companies besides.",
    ]  # fmt: skip
    for role in (role for file in files for role in file.roles):
        implied = f" Implies {_listed(role.implies)}." if role.implies else ""
        lines += ["", f"## {role.title}", "", f"`{role.name}`, from `{role.addon}`.{implied}", ""]
        lines += _table(("May", *OPERATIONS, "Only", "Said by"), _rights_of(role.name, files, models))
    if everybody := [(file, rule) for file in files for rule in file.rules if not rule.role]:
        lines += ["", "## Rules for everybody", ""]
        lines += _table(
            ("Records", "To", "Only", "Said by"),
            [
                (models[rule.model].titles, _operations(rule.operations), rule.title, f"`{file.addon.name}`")
                for file, rule in everybody
            ],
        )
    return _joined(lines)


def _access_of(manifest: Manifest) -> Declared:
    rules = vars(load_module(manifest, "rules")) if has_module(manifest, "rules") else {}
    return read_rules_file(manifest, rules)


def _rights_of(role: str, files: Iterable[Declared], models: Mapping[str, ModelInfo]) -> list[Sequence[str]]:
    """A line for each model: what the role itself may do with its records, and the rules that narrow it."""
    may: dict[str, set[str]] = defaultdict(set)
    said: dict[str, list[str]] = defaultdict(list)
    only: dict[str, list[str]] = defaultdict(list)
    for file in files:
        for right in file.rights:
            if right.role == role:
                may[right.model] |= right.may
                said[right.model].append(f"`{file.addon.name}`")
        for rule in file.rules:
            if rule.role == role:
                only[rule.model].append(f"{_operations(rule.operations)}: {rule.title}")
    return [
        (
            f"{models[name].titles} (`{name}`)",
            *("yes" if operation in may[name] else "" for operation in OPERATIONS),
            "; ".join(only[name]),
            ", ".join(dict.fromkeys(said[name])),
        )
        for name in sorted(may)
    ]


def _operations(chosen: Iterable[str]) -> str:
    held = set(chosen)
    return ", ".join(one for one in OPERATIONS if one in held)


# --- all of them ------------------------------------------------------------------------------------------------------


def _manifests(catalog: Catalog) -> Iterator[Manifest]:
    return (catalog.manifests[name] for name in in_order(catalog, catalog.manifests.keys()))


def _models(catalog: Catalog) -> Mapping[str, ModelInfo]:
    load_core()
    load(_manifests(catalog), modules=("models",))
    return Composition((CORE, *(manifest.name for manifest in _manifests(catalog)))).infos


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _title_of(file: Path) -> str:
    return _flowing(ast.get_docstring(_tree(file)) or "")


def _flowing(docstring: str) -> str:
    """A docstring with its lines joined: one line a paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in docstring.split("\n\n"))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [headings, ["---"] * len(headings), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
