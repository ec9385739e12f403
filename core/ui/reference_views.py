"""View models of the API's reference: what programs can do here, for those who write them."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.ui.views import Crumb


@dataclass
class ReferenceView:
    """`api_reference.html`: the types of records and what holds for all. `statuses` are (status, slug, meaning)."""

    base: str
    description: str
    rate: int
    models: list[tuple[str, str, str]]
    """(name, title, address of its page)."""
    statuses: list[tuple[int, str, str]]
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class FieldLine:
    """A field of a record: what it holds, and how it is set. `entered` is empty where it cannot be."""

    name: str
    label: str
    kind: str
    entered: str
    required: bool
    help: str = ""


@dataclass
class CallLine:
    """A call that can be made, with an example for a shell."""

    method: str
    path: str
    summary: str
    example: str


@dataclass
class ModelReferenceView:
    """`api_model.html`: one type of records: its fields, its calls, and how its lists are narrowed."""

    name: str
    title: str
    about: str
    fields: list[FieldLine]
    calls: list[CallLine]
    conditions: list[tuple[str, str]]
    """(parameter, meaning)."""
    crumbs: list[Crumb] = field(default_factory=list)
