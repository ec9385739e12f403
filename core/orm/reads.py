"""Which fields of a record a piece of Python reads: found in its code, without running it.

Forms ask it to know which inputs recompute them; searches, to load together what worked-out values will read.
"""

from __future__ import annotations

import types
from typing import Any

from core.orm.composition import ModelInfo

DEEPEST = 3
"""How far properties and methods of the model are followed."""


def names_read(rule: Any, cls: type[Any], info: ModelInfo) -> set[str]:
    """The fields of a model that a function may read: what its code, and what it calls of the model, names.

    More than it really reads does no harm to either use. A foreign key counts as its many2one.
    """
    found: set[str] = set()
    _collect(rule, cls, found, DEEPEST)
    by_column = {one.column: one.name for one in info.fields.values() if one.kind == "many2one"}
    return {by_column.get(name, name) for name in found if name in info.fields}


def _collect(rule: Any, cls: type[Any], found: set[str], depth: int) -> None:
    code = getattr(rule, "__code__", None)
    if code is None or depth == 0:
        return
    names = _names_in(code)
    for name in names - found:
        found.add(name)
        member = getattr(cls, name, None) if not name.startswith("__") else None
        held = cls.__dict__.get(name) or next((vars(c)[name] for c in cls.__mro__ if name in vars(c)), None)
        if isinstance(held, property) and held.fget is not None:
            _collect(held.fget, cls, found, depth - 1)
        elif isinstance(member, types.FunctionType):
            _collect(member, cls, found, depth - 1)


def _names_in(code: types.CodeType) -> set[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _names_in(constant)
    return names
