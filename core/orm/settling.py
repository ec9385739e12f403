"""Documents keep what follows from their parts: whichever part comes, changes or goes, the document is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.orm.layers import PlainModel

if TYPE_CHECKING:
    from core.orm.flush import Pending

OWNERS = "__owners__"


def settle(pending: Pending) -> bool:
    """Asks `settle()` of every record that will be written and of those it is a part of, parts first.

    Says whether any was asked: then more may be pending than before.
    """
    going = set(pending.removed)
    asked: dict[Any, None] = {}
    for state in (*pending.new, *pending.changed, *pending.removed):
        if state not in going and _settles(state.class_):
            asked[state] = None
    owners: dict[Any, None] = {}
    for state in (*pending.new, *pending.changed, *pending.removed):
        for owner, parts in _owners(state):
            if owner not in going:
                asked.pop(owner, None)
                owners[owner] = None
                # What is deleted is no part any more, nor if the parts are read only now: its row is still there.
                if state in going and state.obj() in (left := getattr(owner.obj(), parts)):
                    left.remove(state.obj())
    for state in (*asked, *owners):
        state.obj().settle()
    return bool(asked or owners)


def _owners(state: Any) -> Iterator[tuple[Any, str]]:
    """The records that this one is a part of, or was, each with the name of its parts."""
    for name, parts in _links_to_owners(state.class_):
        getattr(state.obj(), name)  # a link that is not loaded yet has no history
        history = state.attrs[name].history
        for owner in (*history.added, *history.unchanged, *history.deleted):
            if owner is not None:
                yield owner._sa_instance_state, parts


def _links_to_owners(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """(many2one, one2many) of a composed class and of what it is a part of, where that settles. Found once."""
    if OWNERS not in cls.__dict__:
        composition = cls.__composition__
        links = []
        for field in composition.infos[cls.__model__].fields.values():
            if field.kind == "many2one" and _settles(composition.models[field.target]):
                for one in composition.infos[field.target].fields.values():
                    if one.cascade and one.target == cls.__model__ and one.by == field.column:
                        links.append((field.name, one.name))
        setattr(cls, OWNERS, tuple(links))
    found: tuple[tuple[str, str], ...] = cls.__dict__[OWNERS]
    return found


def _settles(cls: type[Any]) -> bool:
    return cls.settle is not PlainModel.settle
