"""From a form as addons declared and filled it to what stands where."""

from __future__ import annotations

from core.ui.registered import Built, Section
from core.ui.rendering.layout import FieldPlace, GroupPlace, Layout, TabPlace


def layout_of(built: Built) -> Layout:
    """The layout of a built form: its fields in groups and tabs, in the order that the page and its slots give them."""
    groups: list[GroupPlace] = []
    tabs: list[TabPlace] = []
    for section in built.sections:
        fields = _fields(built, section)
        if not fields:
            continue
        if section.kind == "tab":
            tabs.append(TabPlace(f"t{len(tabs) + 1}", section.title, fields))
        else:
            groups.append(GroupPlace(section.title, fields))
    return Layout(tuple(groups), tuple(tabs), built.documents_title)


def _fields(built: Built, section: Section) -> tuple[FieldPlace, ...]:
    return tuple(
        FieldPlace(path, built.fields[path].label, built.fields[path].widget, _total(built, path))
        for path in section.fields
    )


def _total(built: Built, path: str) -> str:
    return "" if path not in built.totals else "sum" if built.totals[path] else "total"
