"""How a model's fields are declared: SQLAlchemy's own columns and relations, plus what a screen needs to know.

Every function here returns what SQLAlchemy expects (`mapped_column`, a declared relation) and records a `Spec` with it.
The composer turns specs into `FieldInfo`, from which forms, lists, search, audit, export and the API work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import MappedColumn, declared_attr, mapped_column, relationship

from core.orm.sealing import SealedText
from core.orm.types import ExactDecimal, Instant, exact_default

TONES = frozenset(("idle", "ready", "busy", "good", "warn", "bad"))
"""What a value may mean: nothing to do, can be done, under way, as it should be, look at it, wrong."""
MONEY_DIGITS = 4
"""Places of every amount: as many as the finest currency has."""
QUANTITY_DIGITS = 3
"""Places of every quantity: as many as the finest unit of measure may have."""
_FIGURES = ("int", "Decimal")
SPEC = "spec"
"""Key in a column's or relation's `info` under which its Spec stands."""


@dataclass(frozen=True)
class Spec:
    """What a field function was told. `kind` is the name of the function."""

    kind: str
    label: str
    help: str = ""
    required: bool = False
    read_only: bool = False
    tracked: bool = False
    copied: bool = True
    roles: tuple[str, ...] = ()
    size: int = 0
    digits: int = 0
    trimmed: bool = False
    currency: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    tones: Mapping[str, str] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)
    figure: bool = False
    counts_down: bool = False
    default: Any = None
    target: str = ""
    column: str = ""
    by: str = ""
    order_by: str = ""
    cascade: bool = False
    link: str = ""


@dataclass(frozen=True)
class FieldInfo(Spec):
    """A field of a composed model: its spec, its name, the model, and the addon whose layer (last) declared it."""

    name: str = ""
    model: str = ""
    addon: str = ""

    @property
    def is_relation(self) -> bool:
        """Whether the value is another record or several."""
        return self.kind in ("many2one", "one2many", "many2many")

    @property
    def is_figure(self) -> bool:
        """Whether values are numbers, which stand one below the other by their places."""
        return self.figure or self.kind in ("integer", "decimal")

    @property
    def places(self) -> int | None:
        """How many places a reader sees of a decimal; None: as many as it has."""
        return None if self.trimmed or self.currency else self.digits

    @property
    def is_column(self) -> bool:
        """Whether the value stands in a column of the model's own table."""
        return self.kind not in ("many2one", "one2many", "many2many", "computed")


@dataclass(frozen=True)
class FieldRef:
    """A field named by its layer's attribute: `Ticket.customer`."""

    layer: type[Any]
    name: str


def info_of(spec: Spec, **more: Any) -> FieldInfo:
    """The FieldInfo that a spec becomes once its name, model and addon are known."""
    return FieldInfo(**{**{name: getattr(spec, name) for name in Spec.__dataclass_fields__}, **more})


def field_name(named: Any) -> tuple[type[Any] | None, str]:
    """The (layer, name) of what stands behind `Ticket.title` on a layer or a composed class.

    Raises TypeError if that is no field.
    """
    if isinstance(named, FieldRef):
        return named.layer, named.name
    if isinstance(named, MappedColumn) and "declared" in named.column.info:
        return cast("tuple[type[Any], str]", named.column.info["declared"])
    key = getattr(named, "key", None)
    if key and hasattr(named, "class_"):
        return named.class_, str(key)
    raise TypeError(f"{named!r} is not a field: declare fields with the field functions of core")


# --- columns ----------------------------------------------------------------------------------------------------------


def _column(spec: Spec, type_: Any, *constraints: Any, index: bool = False, server_default: Any = None) -> Any:
    return mapped_column(
        type_,
        *constraints,
        nullable=not spec.required and spec.default is None,
        index=index or None,
        default=spec.default,
        server_default=server_default,
        deferred=bool(spec.roles),
        info={SPEC: spec},
    )


def text(label: str, *, size: int = 200, default: str | None = None, index: bool = False, **kw: Any) -> Any:
    """One line of text of at most `size` characters."""
    spec = Spec("text", label, size=size, default=default, **kw)
    return _column(spec, sa.String(size), index=index, server_default=default)


def long_text(label: str, *, default: str | None = None, **kw: Any) -> Any:
    """Plain text of several lines."""
    return _column(Spec("long_text", label, default=default, **kw), sa.Text(), server_default=default)


def rich_text(label: str, *, default: str | None = None, **kw: Any) -> Any:
    """HTML, sanitised once on the way in (SPEC XC-10)."""
    return _column(Spec("rich_text", label, default=default, **kw), sa.Text(), server_default=default)


def integer(label: str, *, default: int | None = None, index: bool = False, **kw: Any) -> Any:
    """A whole number."""
    default_text = None if default is None else sa.text(str(int(default)))
    return _column(
        Spec("integer", label, default=default, **kw), sa.Integer(), index=index, server_default=default_text
    )


def decimal(label: str, *, digits: int, default: Decimal | int | None = None, **kw: Any) -> Any:
    """An exact number with `digits` places: money, quantities, rates. Never a float."""
    value = None if default is None else Decimal(default)
    server = None if value is None else exact_default(value, digits)
    return _column(
        Spec("decimal", label, digits=digits, default=value, **kw), ExactDecimal(digits), server_default=server
    )


def measured(label: str, **kw: Any) -> Any:
    """How much of something: exact, and shown with as many places as it has. All have the same digits, so that CHECK
    constraints may compare them."""
    return decimal(label, digits=QUANTITY_DIGITS, trimmed=True, **kw)


def money(label: str, *, currency: str = "currency", **kw: Any) -> Any:
    """An amount, exact, shown as its currency is written. `currency` leads to it: a many2one of this record, or of one
    that it belongs to ("order.currency"). All have the same digits, so that CHECK constraints may compare them."""
    return decimal(label, digits=MONEY_DIGITS, currency=currency, **kw)


def boolean(label: str, *, default: bool = False, index: bool = False, **kw: Any) -> Any:
    """Yes or no; never unknown."""
    server = sa.true() if default else sa.false()
    return _column(Spec("boolean", label, default=default, **kw), sa.Boolean(), index=index, server_default=server)


def choice(
    label: str,
    choices: Mapping[str, str],
    *,
    default: str | None = None,
    tones: Mapping[str, str] | None = None,
    icons: Mapping[str, str] | None = None,
    index: bool = False,
    **kw: Any,
) -> Any:
    """One of a few named values: stored value -> label. `tones` says what a value means for who reads it (`TONES`),
    `icons` which of lucide's shapes a toned value has, where the tone's own would mislead.

    Raises ValueError for a default or a toned value that is not among them, and for an unknown tone.
    """
    if default is not None and default not in choices:
        raise ValueError(f"{default!r} is not among {sorted(choices)}")
    for value, tone in (tones or {}).items():
        if value not in choices or tone not in TONES:
            raise ValueError(f"{value!r} is not among {sorted(choices)}, or {tone!r} not among {sorted(TONES)}")
    said: dict[str, Any] = {"choices": dict(choices), "tones": dict(tones or {}), "icons": dict(icons or {})}
    spec = Spec("choice", label, **said, default=default, size=40, **kw)
    return _column(spec, sa.String(40), index=index, server_default=default)


def day(label: str, *, index: bool = False, **kw: Any) -> Any:
    """A calendar day."""
    return _column(Spec("day", label, **kw), sa.Date(), index=index)


def instant(label: str, *, index: bool = False, **kw: Any) -> Any:
    """A moment, aware and in UTC (SPEC XC-6). `counts_down`: lists and boards say how long there is until then."""
    return _column(Spec("instant", label, **kw), Instant(), index=index)


def json_text(label: str, **kw: Any) -> Any:
    """Structured data that is kept as it is and never searched."""
    return _column(Spec("json", label, **kw), sa.JSON())


def sealed(label: str, **kw: Any) -> Any:
    """A secret: encrypted in the database, entered and never shown again. Set by `Env.seal`, opened by `Env.unseal`.

    It is in no copy, export, search, answer of the API or audit entry.
    """
    return _column(Spec("sealed", label, copied=False, **kw), SealedText())


def foreign_key(
    target: str,
    *,
    required: bool = False,
    index: bool = True,
    on_delete: str = "RESTRICT",
    free: bool = False,
    **kw: Any,
) -> Any:
    """The column of a link to the model `target`. `free` lets it name a record that its writer may not see."""
    spec = Spec("foreign_key", kw.pop("label", ""), required=required, target=target, **kw)
    column = _column(
        spec, sa.Integer(), sa.ForeignKey(f"{target.replace('.', '_')}.id", ondelete=on_delete), index=index
    )
    column.column.info["free"] = free
    return column


# --- relations --------------------------------------------------------------------------------------------------------


class Relation(declared_attr[Any]):
    """A relation as a layer declares it: a FieldRef on the layer, SQLAlchemy's own attribute on a composed class."""

    spec: Spec
    key: str

    def __init__(self, spec: Spec) -> None:
        super().__init__(self._made)
        self.spec = spec

    def _made(self, cls: type[Any]):  # type: ignore[no-untyped-def]  # noqa: ANN202  SQLAlchemy reads a return annotation
        return cls.__composition__.relation(cls, self.key, self.spec)

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.key = name

    def __get__(self, instance: object, owner: Any) -> Any:
        if owner.__dict__.get("__composed__"):
            return super().__get__(instance, owner)
        return FieldRef(owner, self.key)


def many2one(label: str, column: str, **kw: Any) -> Any:
    """The record that the foreign key `column` of this model names."""
    return Relation(Spec("many2one", label, column=column, **kw))


def one2many(label: str, target: str, *, by: str, order_by: str = "id", cascade: bool = False, **kw: Any) -> Any:
    """The records of `target` whose foreign key `by` names this one. `cascade`: they live and die with it."""
    return Relation(Spec("one2many", label, target=target, by=by, order_by=order_by, cascade=cascade, **kw))


def many2many(label: str, target: str, *, link: str = "", **kw: Any) -> Any:
    """Records of `target`, linked by a table of their own; `link` names it where two models have several."""
    return Relation(Spec("many2many", label, target=target, link=link, **kw))


class Computed(property):
    """A value that is worked out, shown on forms and never stored."""

    spec: Spec
    key: str = ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.key = name

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return FieldRef(cast("type[Any]", owner), self.key)
        return super().__get__(instance, owner)


def computed(label: str, *, digits: int = 0, target: str = "", help: str = "") -> Callable[[Callable[[Any], Any]], Any]:  # noqa: A002
    """Makes a method a read-only field of forms: `@computed("Total", digits=2) def total(self) -> Decimal: …`."""

    def mark(method: Callable[[Any], Any]) -> Any:
        made = Computed(method)
        figure = bool(digits) or str(method.__annotations__.get("return")).partition(" ")[0] in _FIGURES
        made.spec = Spec("computed", label, digits=digits, target=target, help=help, read_only=True, figure=figure)
        return made

    return mark


def spec_of(value: Any) -> Spec | None:
    """The Spec behind an attribute of a layer, None if it is no field."""
    if isinstance(value, MappedColumn):
        return cast("Spec | None", value.column.info.get(SPEC))
    return getattr(value, "spec", None) if isinstance(value, (Relation, Computed)) else None


def many2one_target(spec: Spec, fields: Mapping[str, Spec]) -> Spec:
    """A many2one learns its target from its foreign key column."""
    if (column := fields.get(spec.column)) is None or column.kind != "foreign_key":
        raise TypeError(f"many2one({spec.label!r}, {spec.column!r}): there is no foreign key of that name")
    return replace(spec, target=column.target, required=spec.required or column.required)


__all__ = [
    "Computed", "FieldInfo", "FieldRef", "Relation", "Spec", "boolean", "choice", "computed", "date", "datetime", "day",
    "decimal", "field_name", "foreign_key", "info_of", "instant", "integer", "json_text", "long_text", "many2many",
    "many2one", "many2one_target", "measured", "money", "one2many", "relationship", "rich_text", "spec_of", "text",
]  # fmt: skip
