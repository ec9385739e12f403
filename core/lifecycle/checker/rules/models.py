"""Models and fields."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.lifecycle.checker.declared import OF_EVERY_MODEL, Class, classes_of
from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import Source

FLOATS = {"sqlalchemy.Float", "sqlalchemy.REAL", "sqlalchemy.Double", "sqlalchemy.types.Float", "sqlalchemy.FLOAT"}


@rule("float")
def numbers_are_exact(addon: Source) -> Iterator[Problem]:
    """Money, quantities and rates are exact: never a float.

    Why: 0.1 + 0.2 is not 0.3, and a sum that is off by a cent is wrong for whoever pays it.

    Mend: `decimal("Label", digits=2)` for money, `measured("Label")` for quantities, `Decimal("0.1")` for a literal.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, (ast.Name, ast.Attribute)) and file.origin(node) in FLOATS:
                yield at(file.path, node, f"{file.origin(node)} is not exact")
            elif isinstance(node, ast.Call) and file.origin(node.func) == "float":
                yield at(file.path, node, "float(…) is not exact")
            elif isinstance(node, ast.AnnAssign) and "float" in ast.unparse(node.annotation):
                yield at(file.path, node, f"{ast.unparse(node.target)} is a float")
            elif isinstance(node, ast.Call) and file.origin(node.func).rpartition(".")[2] in ("Decimal", "decimal"):
                for given in (*node.args, *(one.value for one in node.keywords)):
                    if isinstance(given, ast.Constant) and isinstance(given.value, float):
                        yield at(file.path, node, f"{given.value!r} is a float before it becomes exact")


@rule("missing-label")
def fields_have_labels(addon: Source) -> Iterator[Problem]:
    """Every field that people see has a label.

    Why: forms, lists, the audit log and error messages call it by that.

    Mend: give the label as the first argument: `text("Reason")`.
    """
    for layer in classes_of(addon).of(addon, "model"):
        for one in layer.fields.values():
            label = one.given("label", 0)
            if one.kind == "foreign_key":
                continue  # its many2one has the label
            if label is None or (isinstance(label, ast.Constant) and not str(label.value).strip()):
                yield at(layer.file.path, one.call, f"{layer.name}.{one.name} has no label")


@rule("raw-column")
def fields_are_made_by_core(addon: Source) -> Iterator[Problem]:
    """Columns and relations are declared by the field functions of `core`.

    Why: a bare mapped_column has no label, no rights and no place in forms, audit, search and export.

    Mend: use text, integer, decimal, choice, foreign_key … from `core`.
    """
    bare = {"sqlalchemy.orm.mapped_column", "sqlalchemy.Column", "sqlalchemy.orm.relationship"}
    for layer in classes_of(addon).of(addon, "model"):
        for call in layer.file.calls(layer.node):
            if layer.file.origin(call.func) in bare:
                yield at(layer.file.path, call, f"{layer.file.origin(call.func).rpartition('.')[2]} in {layer.name}")


@rule("missing-docstring")
def classes_say_what_they_are(addon: Source) -> Iterator[Problem]:
    """Models, their extensions and wizards have a docstring.

    Why: it is what the reference, the settings and the next reader know of it.

    Mend: say in a sentence what one record of it is.
    """
    for kind in ("model", "wizard", "row"):
        for one in classes_of(addon).of(addon, kind):
            if ast.get_docstring(one.node) is None:
                yield at(one.file.path, one.node, f"{one.name} has no docstring")


@rule("link-without-relation")
def links_are_two_lines(addon: Source) -> Iterator[Problem]:
    """A foreign key has a many2one that names it.

    Why: forms, lists and rights work with the relation; the column alone shows a number.

    Mend: add `customer: Mapped[Contact] = many2one("Customer", "customer_id")`.
    """
    classes = classes_of(addon)
    for layer in classes.layers(addon):
        linked = {one.link for one in classes.fields(layer.model).values()}
        for one in layer.fields.values():
            if one.kind == "foreign_key" and one.name not in linked:
                yield at(layer.file.path, one.call, f"no many2one names {layer.name}.{one.name}")


@rule("required-in-extension")
def extensions_leave_rows_valid(addon: Source) -> Iterator[Problem]:
    """A column that is added to another addon's model is optional or has a default.

    Why: the records that are there already have no value for it, so the addon could not be installed.

    Mend: give a default, or leave `required` out and ask for the value in `check`.
    """
    for layer in classes_of(addon).layers(addon):
        if layer.declares or layer.model.partition(".")[0] == addon.name:
            continue
        for one in layer.fields.values():
            if one.says("required", True) and one.given("default") is None and not one.link:
                yield at(layer.file.path, one.call, f"{layer.model}.{one.name} is required and has no default")


@rule("model-name")
def models_are_named_by_their_addon(addon: Source) -> Iterator[Problem]:
    """A model that an addon declares is called `<addon>.<thing>`, and nobody else declares one of that name.

    Why: the name is the table's; two addons with one table destroy each other's records.

    Mend: rename it, or extend the other one: a subclass without `model=`.
    """
    classes = classes_of(addon)
    for layer in classes.layers(addon):
        if not layer.declares:
            continue
        if layer.declares.partition(".")[0] != addon.name or not layer.declares.partition(".")[2].isidentifier():
            yield at(layer.file.path, layer.node, f"{layer.declares} must be called {addon.name}.<thing>")
        if layer.declares in addon.world.kernel_models:
            yield at(layer.file.path, layer.node, f"the kernel has a model {layer.declares}")
        for other in classes.found.values():
            if other is not layer and other.declares == layer.declares:
                yield at(layer.file.path, layer.node, f"{other.addon.name} declares {layer.declares} too")


@rule("field-clash")
def extensions_add_new_names(addon: Source) -> Iterator[Problem]:
    """A field that is added to another addon's model has a name that the model does not have yet.

    Why: two addons would write into one column and mean different things by it.

    Mend: choose another name; begin it with what your addon is about.
    """
    classes = classes_of(addon)
    for layer in classes.layers(addon):
        others = {
            name: other for other in classes.model(layer.model) if other.addon is not addon for name in other.fields
        }
        for name, one in layer.fields.items():
            if name in OF_EVERY_MODEL:
                yield at(layer.file.path, one.call, f"every model has a field {name}")
            elif name in others and not _is_below(others[name], layer):
                yield at(layer.file.path, one.call, f"{others[name].addon.name} gives {layer.model} a field {name}")


def _is_below(upper: Class, lower: Class) -> bool:
    """Whether the other class builds on this one: then the clash is its own."""
    return lower in list(upper.all_bases())
