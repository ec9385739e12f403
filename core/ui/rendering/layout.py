"""What stands where on a form, with names and texts only: what a template is generated from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WHOLE = frozenset(("long_text", "rich_text", "rows"))
"""Widgets that take the whole width of the sheet."""


@dataclass(frozen=True)
class FieldPlace:
    """A field: `path` is its name in the form, `widget` the template that prints it, empty if the view says.

    `total` is "total" or "sum" for one that stands below the table of its tab.
    """

    path: str
    label: str
    widget: str = ""
    total: str = ""


@dataclass(frozen=True)
class GroupPlace:
    """Fields that belong together, under a title or none."""

    title: str
    fields: tuple[FieldPlace, ...]


@dataclass(frozen=True)
class TabPlace:
    """A tab below the fields."""

    key: str
    title: str
    fields: tuple[FieldPlace, ...]


@dataclass(frozen=True)
class Layout:
    """A form: groups side by side, then tabs. `documents` is the title of its panel of linked documents."""

    groups: tuple[GroupPlace, ...] = ()
    tabs: tuple[TabPlace, ...] = ()
    documents: str = ""

    def fields(self) -> Iterator[FieldPlace]:
        """All fields, in their order."""
        for group in self.groups:
            yield from group.fields
        for tab in self.tabs:
            yield from tab.fields
