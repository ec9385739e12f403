"""Words for people."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.lifecycle.checker.declared import FIELDS, classes_of
from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import Source

LABELLED = {
    "core." + one
    for one in (
        *FIELDS, "Action", "Menu", "Group", "Tab", "Filter", "SmartButton", "button", "pick", "pick_many", "entry",
        "number", "calendar", "tick", "one_of", "shows", "computed",
    )
}  # fmt: skip


@rule("untranslated")
def texts_are_whole(addon: Source) -> Iterator[Problem]:
    """A text for people is written out; what varies is filled in by name.

    Why: translations are found by the text. One that is put together is another text each time, and stays as it is.

    Mend: `Refused("You can return at most {n}.", n=left)`; labels are plain texts.
    """
    for file in addon.python:
        for call in file.calls():
            origin = file.origin(call.func)
            if (origin == "core.Refused" or origin in LABELLED) and call.args and _is_put_together(call.args[0]):
                yield at(file.path, call, f"{origin.removeprefix('core.')}({ast.unparse(call.args[0])[:60]})")


def _is_put_together(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Mod, ast.Add)) and any(
            isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
            for side in (node.left, node.right)
        )
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return called and isinstance(node.func.value, ast.Constant)  # type: ignore[attr-defined]


@rule("untranslated-check")
def checks_say_whole_texts(addon: Source) -> Iterator[Problem]:
    """What `check` yields is a plain text, or a Refused with values.

    Why: as for other texts: one that is put together cannot be translated.

    Mend: `yield Refused("At most {n} of {product}.", about="quantity", n=n, product=name)`.
    """
    classes = classes_of(addon)
    for kind in ("model", "wizard", "row"):
        for one in classes.of(addon, kind):
            for method in (method for method in one.methods if method.name == "check"):
                for node in ast.walk(method):
                    said = node.value if isinstance(node, ast.Yield) else None
                    if isinstance(said, ast.Tuple) and len(said.elts) == 2 and _is_put_together(said.elts[1]):
                        yield at(one.file.path, node, f"{one.name}.check yields a text that is put together")
