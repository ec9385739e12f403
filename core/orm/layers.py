"""Models as layers: ordinary Python classes that declare a model or extend one.

`class Ticket(Model, model="helpdesk.ticket")` declares, `class TicketReturns(Ticket)` in another addon extends the same
model, `class Thread(Model, abstract=True)` is a mixin. Importing a layer only records it; for one set of addons the
composer makes one mapped class per model out of the recorded layers (see `composition`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, MappedColumn, declared_attr, mapped_column, object_session
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from core.orm.fields import SPEC, Spec
from core.orm.types import Instant

if TYPE_CHECKING:
    from core.orm.composition import Composition
    from core.orm.env import Env
    from core.orm.sequences import Numbering

LAYERS: dict[str, list[type[PlainModel]]] = {}
"""Addon name -> its layers in the order of declaration. Filled by importing, read by the composer."""

F = TypeVar("F", bound=Callable[..., Any])
Constraint = Callable[[], Any]


class DeclarationError(Exception):
    """A layer, page or wizard that cannot work as it is written. Says where."""


def addon_of(module: str) -> str:
    """The addon that a module belongs to: `addons.stock.models` -> stock, `core.…` -> core, else its top package."""
    parts = module.split(".")
    return parts[1] if parts[0] == "addons" and len(parts) > 1 else parts[0]


def check(sql: str, name: str) -> Constraint:
    """A CHECK constraint. `sql` may compare decimals of the same digits and numbers with 0."""
    return lambda: sa.CheckConstraint(sql, name=name)


def unique(*columns: str) -> Constraint:
    """A UNIQUE constraint."""
    return lambda: sa.UniqueConstraint(*columns)


def index(*columns: str, unique: bool = False, where: str = "", name: str | None = None) -> Constraint:
    """An index; `where` makes it a partial one: a serial is in one place, a coupon is used once."""
    condition = sa.text(where) if where else None
    return lambda: sa.Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def reacts_to(*fields: Any) -> Callable[[F], F]:
    """Marks a method that fills other fields when one of `fields` was changed in a form or by the API.

    On a model, fields are named by strings; on a wizard, by the field itself. What the user entered wins over it.
    """

    def mark(method: F) -> F:
        method.__dict__["_reacts_to"] = fields
        return method

    return mark


class PlainModel:
    """A stored record with nothing but an id. For rows that are written in bulk and never edited; else see `Model`."""

    __model__: ClassVar[str]
    __addon__: ClassVar[str]
    __declares__: ClassVar[bool] = False
    __abstract_layer__: ClassVar[bool] = True
    __composed__: ClassVar[bool] = False
    __composition__: ClassVar[Composition]

    names: ClassVar[tuple[str, str]] = ("", "")
    display: ClassVar[str] = ""
    unnamed: ClassVar[str] = ""
    """What a record is called while the fields of `display` are empty."""
    unseen: ClassVar[str] = ""
    """What somebody reads who asks for a record that is not there, or not for them; empty: a text that fits all."""
    search_by: ClassVar[tuple[str, ...]] = ()
    order_by: ClassVar[tuple[str, ...]] = ()
    constraints: ClassVar[tuple[Constraint, ...]] = ()
    of_record: ClassVar[tuple[str, str] | None] = None
    """Columns that name a record of any model, by its model and its id: a row goes when that model is uninstalled."""
    of_addon: ClassVar[str] = ""
    """A column that says which addon a row belongs to, and with which it goes: by the addon's name, a dotted name or an
    address that begins with it."""

    id: Mapped[int] = mapped_column(
        sa.Integer, primary_key=True, sort_order=-100, info={SPEC: Spec("integer", "ID", read_only=True, copied=False)}
    )

    def __init_subclass__(
        cls, *, model: str | None = None, abstract: bool = False, title: str = "", titles: str = "", **kw: Any
    ) -> None:
        super().__init_subclass__(**kw)
        if cls.__dict__.get("__composed__"):
            return
        for name, value in vars(cls).items():
            if isinstance(value, MappedColumn):
                value.column.info["declared"] = (cls, name)
        cls.__addon__, cls.__abstract_layer__ = addon_of(cls.__module__), abstract
        cls.__declares__ = bool(model)
        if abstract:
            return
        if model:
            cls.__model__ = model
            thing = title or model.rpartition(".")[2].replace("_", " ").capitalize()
            cls.names = (thing, titles or thing + "s")
        elif not getattr(cls, "__model__", ""):
            raise DeclarationError(f"{cls.__module__}.{cls.__qualname__}: give model=… or extend a model")
        LAYERS.setdefault(cls.__addon__, []).append(cls)

    def __init__(self, **values: Any) -> None:
        cls = type(self)
        if not cls.__composed__:
            raise TypeError(f"{cls.__name__} is a layer: use env[{cls.__name__}](…) or env.new({cls.__name__}, …)")
        # Now and not at the INSERT, so that forms, reactions and `check` see them.
        for name, value in cls.__composition__.infos[cls.__model__].column_defaults:
            if name not in values:
                setattr(self, name, value)
        for name, value in values.items():
            if not hasattr(cls, name):
                raise TypeError(f"{cls.__name__} has no field {name!r}")
            setattr(self, name, value)

    def __reduce__(self) -> Any:
        raise TypeError("records are not picklable: pass their model and id")

    def __str__(self) -> str:
        info = type(self).__composition__.infos[self.__model__]
        return info.name_of({name: getattr(self, name) for name in info.display_fields})

    def __repr__(self) -> str:
        return f"<{getattr(self, '__model__', type(self).__name__)} {sa.inspect(self).identity or 'new'}>"

    @property
    def env(self) -> Env:
        """The Env of the session that this record belongs to.

        Raises RuntimeError for a record that belongs to none.
        """
        session = object_session(self)
        if session is None:
            if (env := self.__dict__.get("_making_env")) is not None:
                return cast("Env", env)
            raise RuntimeError(f"{self!r} belongs to no session")
        return cast("Env", session.info["env"])

    def has_changes(self, *names: str) -> bool:
        """Whether any of these fields has a value that is not stored yet."""
        state: Any = sa.inspect(self)
        return any(state.get_history(name, PASSIVE_NO_INITIALIZE).has_changes() for name in names)

    def keep(self, **values: Any) -> None:
        """Sets the fields that have other values than these: what is as it should be is not written again."""
        for name, value in values.items():
            if getattr(self, name) != value:
                setattr(self, name, value)

    def linked_id(self, name: str) -> int | None:
        """The id behind a link, whichever was set last: the relation or its column. Reads nothing."""
        if self.has_changes(name):
            related = getattr(self, name)
            return None if related is None else cast("int", related.id)
        return cast("int | None", getattr(self, f"{name}_id"))

    def stored(self, name: str) -> Any:
        """A column's value before the changes that are not stored yet."""
        before = sa.inspect(self).attrs[name].history.deleted
        return before[0] if before else getattr(self, name)

    # What addons override, with super(). Each is called for every way a record is made or changed.

    def defaults(self) -> None:
        """Fills a new record before values are given: called by `env.new`, forms and the API."""

    def check(self) -> Iterable[tuple[str, str] | Any]:
        """Yields (field name, text) or a Refused for what is wrong. Called at flush for every new or changed record."""
        return ()

    def settle(self) -> None:
        """Works out what follows from the record and its parts, such as totals.

        Called before every flush in which the record, or one of its parts (a one2many with `cascade`), comes, changes
        or goes; once, after the parts' own.
        """

    def numbering(self) -> Numbering | None:
        """Where a new record that has no `number` takes it from when it is stored: opening a form costs none."""
        return None

    def copied(self, copy: Self) -> None:
        """Adjusts `copy`, a duplicate of this record that is not stored yet."""

    def linked_documents(self) -> Iterator[Any]:
        """Yields records that speak against deleting this one."""
        yield from ()


class Model(PlainModel, abstract=True):
    """A record of business: who made and changed it and when, and a version that reveals stale edits (SPEC XC-3)."""

    created_at: Mapped[datetime] = mapped_column(
        Instant(), sort_order=900, server_default=sa.func.current_timestamp(),
        info={SPEC: Spec("instant", "Created on", read_only=True, copied=False)},
    )  # fmt: skip
    created_by_id: Mapped[int | None] = mapped_column(
        sa.Integer,
        sort_order=901,
        info={SPEC: Spec("integer", "Created by", read_only=True, copied=False), "free": True},
    )
    updated_at: Mapped[datetime] = mapped_column(
        Instant(), sort_order=902, server_default=sa.func.current_timestamp(),
        info={SPEC: Spec("instant", "Changed on", read_only=True, copied=False)},
    )  # fmt: skip
    updated_by_id: Mapped[int | None] = mapped_column(
        sa.Integer,
        sort_order=903,
        info={SPEC: Spec("integer", "Changed by", read_only=True, copied=False), "free": True},
    )
    version: Mapped[int] = mapped_column(
        sa.Integer, sort_order=904, server_default=sa.text("1"),
        info={SPEC: Spec("integer", "Version", read_only=True, copied=False)},
    )  # fmt: skip

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        # Eager: the version that an INSERT or UPDATE gives must be known without another SELECT.
        return {"version_id_col": cls.__table__.c.version, "eager_defaults": False} if cls.__composed__ else {}  # type: ignore[attr-defined]
