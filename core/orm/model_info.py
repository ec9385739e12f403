"""What is known of a composed model without touching the database: its fields, its names, its order."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from core.orm.fields import FieldInfo
from core.orm.layers import PlainModel


@dataclass(frozen=True, eq=False)
class ModelInfo:
    """What is known of a composed model without touching the database."""

    name: str
    title: str
    titles: str
    doc: str
    addon: str
    display: str
    unnamed: str
    display_fields: tuple[str, ...]
    search_by: tuple[str, ...]
    order_by: tuple[str, ...]
    fields: Mapping[str, FieldInfo]
    reactions: Mapping[str, tuple[str, ...]]
    layers: tuple[type[PlainModel], ...] = field(repr=False)

    @property
    def table(self) -> str:
        """The name of the model's table."""
        return self.name.replace(".", "_")

    @cached_property
    def column_defaults(self) -> tuple[tuple[str, Any], ...]:
        """The columns that have a default, with it. Not the restricted ones: their maker may have no right to them."""
        given = (one for one in self.fields.values() if one.is_column and not one.roles)
        return tuple((one.name, one.default) for one in given if one.default is not None)

    @cached_property
    def tracked(self) -> Mapping[str, FieldInfo]:
        """The tracked fields: column, or name of a many2many -> field."""
        fields = [one for one in self.fields.values() if one.tracked and one.kind != "one2many"]
        return {one.column if one.kind == "many2one" else one.name: one for one in fields}

    @cached_property
    def tracked_columns(self) -> tuple[str, ...]:
        """The columns among the tracked fields."""
        return tuple(key for key, one in self.tracked.items() if one.kind != "many2many")

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The names of the many2many."""
        return tuple(one.name for one in self.fields.values() if one.kind == "many2many")

    @cached_property
    def _by_place(self) -> str:
        """`display` with the places of the fields for their names; empty if it is one field and nothing else."""
        parts = list(string.Formatter().parse(self.display))
        if [part[1:] for part in parts] == [(*self.display_fields[:1], "", None)] and not parts[0][0]:
            return ""
        places = {name: str(place) for place, name in enumerate(self.display_fields)}
        written = []
        for text, name, how, change in parts:
            written.append(text.replace("{", "{{").replace("}", "}}"))
            if name:
                written.append("{" + places[name] + (f"!{change}" if change else "") + (f":{how}" if how else "") + "}")
        return "".join(written)

    def name_from(self, values: Sequence[Any]) -> str:
        """A record's name from the values of its display fields, in their order."""
        if not self._by_place:
            return self.unnamed if values[0] is None else str(values[0]).strip() or self.unnamed
        return self._by_place.format(*("" if one is None else one for one in values)).strip() or self.unnamed

    @cached_property
    def needed(self) -> frozenset[str]:
        """What must be known of a record to name it."""
        return frozenset(("id", *self.display_fields))

    def name_of(self, values: Mapping[str, Any]) -> str:
        """A record's name from the values of its display fields."""
        filled = {key: "" if values[key] is None else values[key] for key in self.display_fields}
        return self.display.format(**filled).strip() or self.unnamed
