"""Indexes, limits and migrations."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.lifecycle.checker.declared import COLUMNS, Classes, classes_of
from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.history import columns_made, revisions
from core.lifecycle.checker.sources import PythonFile, Source

FEW = ("boolean", "choice")
"""Kinds of few values: reading a table in the list's own order finds a page of them soon."""


@rule("unindexed-link")
def links_have_indexes(addon: Source) -> Iterator[Problem]:
    """Every foreign key has an index that begins with it.

    Why: deleting the record it names, smart buttons and lines of a form look for it; without, they read whole tables.

    Mend: leave `index=False` out, or declare `index("that_column", …)` in `constraints`; then makemigration.
    """
    classes = classes_of(addon)
    for layer in classes.layers(addon):
        found = classes.indexed(layer.model)
        for one in layer.fields.values():
            if one.kind == "foreign_key" and one.name not in found:
                yield at(layer.file.path, one.call, f"{layer.model}.{one.name} has no index")


@rule("unindexed-filter")
def what_lists_offer_is_indexed(addon: Source) -> Iterator[Problem]:
    """What a list offers to filter or group by has an index, unless it has a handful of values.

    Why: with a hundred thousand records each press of the filter reads all of them.

    Mend: `index=True` at the field, or `index("column", …)` in `constraints`; then makemigration.
    """
    classes = classes_of(addon)
    for file in addon.python:
        for call in file.calls():
            made = file.origin(call.func)
            named = {given.arg: given.value for given in call.keywords}
            if made == "core.List" and "group_by" in named and call.args:
                for one in _listed(file, named["group_by"]):
                    if isinstance(one, ast.Attribute):
                        yield from _unless_indexed(addon, classes, file, one.value, one.attr, one, "group")
            elif made == "core.Filter" and "on" in named and isinstance(keeps := named.get("keeps"), ast.Lambda):
                row = keeps.args.args[0].arg if keeps.args.args else ""
                for node in ast.walk(keeps.body):
                    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == row:
                        yield from _unless_indexed(addon, classes, file, named["on"], node.attr, node, "filter")


def _listed(file: PythonFile, node: ast.expr) -> list[ast.expr]:
    """The parts of a tuple, also of one that has a name in the file."""
    if isinstance(node, ast.Name):
        for made in file.tree.body:
            if isinstance(made, ast.Assign) and ast.unparse(made.targets[0]) == node.id:
                return _listed(file, made.value)
    return list(node.elts) if isinstance(node, (ast.Tuple, ast.List)) else []


def _unless_indexed(
    addon: Source, classes: Classes, file: PythonFile, of: ast.expr, name: str, where: ast.AST, what: str
) -> Iterator[Problem]:
    layer = classes.named(addon, file.origin(of))
    if layer is None or not layer.model:
        return
    fields = classes.fields(layer.model)
    one = fields.get(name)
    if one is None or one.kind in FEW:
        return
    column = one.link or name
    if column not in classes.indexed(layer.model):
        yield at(file.path, where, f"{what} by {layer.model}.{column}, which has no index")


@rule("limit-without-constraint")
def limits_hold_in_the_database(addon: Source) -> Iterator[Problem]:
    """A running total that `env.take` moves has a CHECK constraint.

    Why: several people reach a limit at once; the database is the one place that sees all of them (decision 2).

    Mend: `constraints = (check("lent >= 0 and lent <= 1", "lent_once"),)` on the model.
    """
    classes = classes_of(addon)
    for file in addon.python:
        for call in file.calls():
            if not (isinstance(call.func, ast.Attribute) and call.func.attr == "take" and len(call.args) >= 3):
                continue
            layer, column = classes.named(addon, file.origin(call.args[0])), call.args[2]
            if layer is None or not layer.model or not isinstance(column, ast.Constant):
                continue
            checks = [
                ast.unparse(given.args[0])
                for one in classes.model(layer.model)
                for given in one.constraints
                if one.file.origin(given.func) == "core.check" and given.args
            ]
            if not any(str(column.value) in text for text in checks):
                yield at(file.path, call, f"no constraint of {layer.model} mentions {column.value!s}")


@rule("missing-migration")
def migrations_make_the_columns(addon: Source) -> Iterator[Problem]:
    """The migrations make a table for every model and a column for every field.

    Why: installing refuses models that no migration makes. `--migrations` compares everything, indexes too.

    Mend: run `makegood makemigration ADDON`, read what it wrote, and keep it with the code.
    """
    made = columns_made(addon)
    for layer in classes_of(addon).layers(addon):
        table = layer.model.replace(".", "_")
        mixins = {name: one for base in layer.mixins() for name, one in base.fields.items()}
        for name, one in {**mixins, **layer.fields}.items():
            if one.kind in COLUMNS and name not in made.get(table, ()):
                yield at(
                    layer.file.path, one.call if name in layer.fields else layer.node,
                    f"no migration makes {table}.{name}",
                )  # fmt: skip


@rule("migration-order")
def history_is_linear(addon: Source) -> Iterator[Problem]:
    """Each migration names the one before it, and one of them has none before it.

    Why: an addon has one history. Two that follow the same one leave open which comes first.

    Mend: let `down_revision` of the later one name the earlier one.
    """
    before: dict[str | None, str] = {}
    known = {one.revision for one in revisions(addon)}
    for one in revisions(addon):
        if one.after in before:
            yield at(one.file.path, 1, f"{one.revision} and {before[one.after]} both follow {one.after or 'nothing'}")
        elif one.after is not None and one.after not in known:
            yield at(one.file.path, 1, f"{one.revision} follows {one.after}, which is not there")
        before[one.after] = one.revision
