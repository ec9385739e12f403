"""Composition: for one set of addons, one mapped class per model out of the layers that declare and extend it.

The composed class is an ordinary Python class whose bases are the layers, last extension first, so `super()` chains,
`isinstance` and overriding work as Python defines them. Several live in one process: during an install, for instance.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import MappedColumn, Mapper, RelationshipProperty, aliased, relationship
from sqlalchemy.orm import registry as mapper_registry

from core.orm.fields import Computed, FieldInfo, Relation, Spec, info_of, many2one_target, spec_of
from core.orm.flush_plan import shorten_plans
from core.orm.layers import LAYERS, DeclarationError, PlainModel
from core.orm.model_info import ModelInfo
from core.orm.searched import TEXTS, declared, written_out
from core.orm.texts import word

T = TypeVar("T", bound=PlainModel)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
COLUMN_KINDS = frozenset((
    "text", "long_text", "rich_text", "integer", "decimal", "boolean", "choice", "day", "instant", "json",
    "foreign_key", "sealed",
))  # fmt: skip
OWNER = "addon"
"""Key in the `info` of tables, columns, indexes and constraints: the addon that brought them."""


class Composition:
    """The models of a set of addons. Immutable once made.

    `addons` come in dependency order; ties are already broken by name, so that the order of installing does not matter.
    Raises DeclarationError, with everything that is wrong, if the layers do not fit together.
    """

    def __init__(self, addons: Iterable[str], layers: Mapping[str, Sequence[type[PlainModel]]] = LAYERS) -> None:
        self.addons = tuple(addons)
        self.mappers = mapper_registry(metadata=sa.MetaData(naming_convention=NAMING))
        self.metadata = self.mappers.metadata
        self.models: dict[str, type[Any]] = {}
        self.infos: dict[str, ModelInfo] = {}
        self._aliases: dict[tuple[str, str, str], Any] = {}
        self._rank = {addon: rank for rank, addon in enumerate(self.addons)}
        stacks = self._stacks(layers)
        for name, stack in stacks.items():
            self.infos[name] = _model_info(name, stack)
        self._backs = self._pair_relations()
        self.infos = {name: replace(info, search_by=written_out(self.infos, name)) for name, info in self.infos.items()}
        for name, stack in stacks.items():
            self.models[name] = self._compose(name, stack)
        self.mappers.configure()
        shorten_plans(self.mappers)
        self._stamp_owners()

    def _stacks(self, layers: Mapping[str, Sequence[type[PlainModel]]]) -> dict[str, list[type[PlainModel]]]:
        stacks: dict[str, list[type[PlainModel]]] = {}
        wrong = []
        for addon in self.addons:
            for layer in layers.get(addon, ()):
                stack = stacks.setdefault(layer.__model__, [])
                if layer.__declares__ == bool(stack):
                    wrong.append(
                        f"{layer.__module__}.{layer.__qualname__}: the model {layer.__model__} is "
                        + ("declared twice" if stack else "extended before it is declared; name its addon in `depends`")
                    )
                stack.append(layer)
        if wrong:
            raise DeclarationError("\n".join(wrong))
        return stacks

    def _compose(self, name: str, stack: Sequence[type[PlainModel]]) -> type[Any]:
        info, owner = self.infos[name], stack[0].__addon__
        table_args: list[Any] = []
        for layer in stack:
            for make in layer.__dict__.get("constraints", ()):
                made = make()
                made.info[OWNER] = layer.__addon__
                table_args.append(made)
        namespace = {
            "__composed__": True,
            "__composition__": self,
            "__tablename__": info.table,
            "__module__": stack[0].__module__,
            "__qualname__": stack[0].__qualname__,
            "__doc__": stack[0].__doc__,
            "__table_args__": (*table_args, {"info": {OWNER: owner}}),
        }
        cls = type(stack[0].__name__, tuple(reversed(stack)), namespace)
        self.mappers.map_declaratively(cls)
        for column in cast("sa.Table", cast("Any", cls).__table__).columns:
            declared = info.fields.get(column.key)
            column.info[OWNER] = declared.addon if declared is not None else owner
        return cls

    # --- relations ----------------------------------------------------------------------------------------------------

    def _pair_relations(self) -> dict[tuple[str, str], str]:
        """Which relations are the two sides of one link, so that changing one side shows at the other."""
        backs: dict[tuple[str, str], str] = {}
        for model, info in self.infos.items():
            for name, one in info.fields.items():
                if one.kind == "one2many":
                    for other in self._fields_of(one.target, "many2one"):
                        if other.column == one.by and (one.target, other.name) not in backs:
                            backs[model, name], backs[one.target, other.name] = other.name, name
                            break
                elif one.kind == "many2many" and (model, name) not in backs:
                    table = link_name(model, one)
                    for other in self._fields_of(one.target, "many2many"):
                        same = (one.target, other.name) == (model, name)
                        if not same and link_name(one.target, other) == table and (one.target, other.name) not in backs:
                            backs[model, name], backs[one.target, other.name] = other.name, name
                            break
        return backs

    def _fields_of(self, model: str, kind: str) -> list[FieldInfo]:
        if model not in self.infos:
            raise DeclarationError(f"a relation leads to {model}, which no installed addon declares")
        return [f for f in self.infos[model].fields.values() if f.kind == kind]

    def relation(self, cls: type[Any], name: str, spec: Spec) -> RelationshipProperty[Any]:
        """The SQLAlchemy relationship of a declared relation; called while `cls` is mapped."""
        field_info = self.infos[cls.__model__].fields[name]
        back = self._backs.get((cls.__model__, name))
        make: Callable[..., RelationshipProperty[Any]] = {
            "many2one": self._many2one, "one2many": self._one2many, "many2many": self._many2many
        }[spec.kind]  # fmt: skip
        return make(cls, field_info, back)

    def _many2one(self, cls: type[Any], info: FieldInfo, back: str | None) -> RelationshipProperty[Any]:
        own = cls.__model__ == info.target
        return relationship(
            lambda: self.models[info.target],
            foreign_keys=lambda: [cls.__table__.c[info.column]],
            remote_side=(lambda: cls.__table__.c.id) if own else None,
            back_populates=back,
            uselist=False,
            info={"field": info},
        )

    def _one2many(self, cls: type[Any], info: FieldInfo, back: str | None) -> RelationshipProperty[Any]:
        def order() -> list[Any]:
            columns = self.models[info.target].__table__.c
            keys = [info.order_by, *(["id"] if info.order_by.lstrip("-") != "id" else [])]
            return [columns[key[1:]].desc() if key.startswith("-") else columns[key] for key in keys]

        # Without `cascade` the database's ON DELETE decides; the ORM must not null children's keys on its own.
        return relationship(
            lambda: self.models[info.target],
            foreign_keys=lambda: [self.models[info.target].__table__.c[info.by]],
            back_populates=back,
            uselist=True,
            order_by=order,
            cascade="save-update, merge, delete, delete-orphan" if info.cascade else "save-update, merge",
            passive_deletes=True if info.cascade else "all",
            viewonly=back is None,
            sync_backref=None,
            info={"field": info},
        )

    def _many2many(self, cls: type[Any], info: FieldInfo, back: str | None) -> RelationshipProperty[Any]:
        own = cls.__model__ == info.target
        table = self._link_table(cls.__model__, info)
        near, far = (
            (table.c.from_id, table.c.to_id) if own else (_link(table, cls.__model__), _link(table, info.target))
        )
        mirror = back is not None and self._owner_side(info, back) != (cls.__model__, info.name)
        return relationship(
            lambda: self.models[info.target],
            secondary=table,
            primaryjoin=lambda: cls.__table__.c.id == near,
            secondaryjoin=lambda: self.models[info.target].__table__.c.id == far,
            back_populates=back,
            uselist=True,
            order_by=lambda: self.models[info.target].__table__.c.id,
            info={"field": info, "mirror": mirror},
        )

    def _owner_side(self, info: FieldInfo, back: str) -> tuple[str, str]:
        """The side whose record a link belongs to: the model declared later, as documents come after what they name."""
        other, order = self.infos[info.target].fields[back], list(self.infos)
        return max((order.index(f.model), f.model, f.name) for f in (info, other))[1:]

    def _link_table(self, model: str, info: FieldInfo) -> sa.Table:
        name = link_name(model, info)
        table = self.metadata.tables.get(name)
        if table is None:
            sides = ("from", "to") if model == info.target else _sides(model, info.target)
            targets = (model, model) if model == info.target else tuple(sorted((model, info.target)))
            first, second = (
                sa.Column(
                    f"{side}_id",
                    sa.Integer,
                    sa.ForeignKey(f"{target.replace('.', '_')}.id", ondelete="CASCADE"),
                    primary_key=True,
                    index=bool(rank),
                )
                for rank, (side, target) in enumerate(zip(sides, targets, strict=True))
            )
            table = sa.Table(name, self.metadata, first, second, info={OWNER: info.addon})
        table.info[OWNER] = min(table.info[OWNER], info.addon, key=lambda addon: self._rank[addon])
        return table

    def _stamp_owners(self) -> None:
        for table in self.metadata.tables.values():
            for column in table.columns:
                column.info.setdefault(OWNER, table.info[OWNER])
            made: Any
            for made in (*table.indexes, *table.constraints):
                owners = [column.info[OWNER] for column in made.columns]
                made.info.setdefault(OWNER, max(owners, key=lambda addon: self._rank[addon], default=table.info[OWNER]))

    # --- looking up ---------------------------------------------------------------------------------------------------

    def __getitem__(self, layer: type[T]) -> type[T]:
        """The composed class of a layer's model, typed as the layer. Raises KeyError if its addon is not installed."""
        return cast("type[T]", self.models[layer.__model__])

    def __contains__(self, layer: type[PlainModel]) -> bool:
        return layer.__model__ in self.models

    def info(self, model: str | type[PlainModel]) -> ModelInfo:
        """The ModelInfo of a model, named by layer or by name."""
        return self.infos[model if isinstance(model, str) else model.__model__]

    def alias(self, model: str, link: str, use: str = "joined") -> Any:
        """The target of a many2one under a name of its own for each use. Made once: that costs more than its use."""
        if (key := (model, link, use)) not in self._aliases:
            self._aliases[key] = aliased(self.models[self.infos[model].fields[link].target])
        return self._aliases[key]

    def mapper(self, model: str) -> Mapper[Any]:
        """The mapper of a model."""
        return cast("Mapper[Any]", sa.inspect(self.models[model]))


def link_name(model: str, info: FieldInfo) -> str:
    """The name of a many2many's table: the same from both sides."""
    if info.link:
        return info.link
    return "link_" + "_".join(name.replace(".", "_") for name in sorted((model, info.target)))


def _sides(model: str, target: str) -> tuple[str, str]:
    first, second = sorted((model, target))
    return first.replace(".", "_"), second.replace(".", "_")


def _link(table: sa.Table, model: str) -> sa.Column[Any]:
    return table.c[f"{model.replace('.', '_')}_id"]


def _model_info(name: str, stack: Sequence[type[PlainModel]]) -> ModelInfo:
    fields = _collect_fields(name, stack)
    final: Any = type("final", tuple(reversed(stack)), {"__composed__": True})
    display = cast("str", getattr(final, "display", "")) or ("{name}" if "name" in fields else name + " {id}")
    display_fields = tuple(dict.fromkeys(part for _, part, _, _ in string.Formatter().parse(display) if part))
    if unknown := [part for part in display_fields if part not in fields or not fields[part].is_column]:
        raise DeclarationError(
            f"{stack[0].__module__}.{stack[0].__qualname__}: display names {unknown}, no columns of it"
        )
    title, titles = stack[0].names
    searched = declared(final) or tuple(f for f in display_fields if fields[f].kind in TEXTS)
    return ModelInfo(
        name=name, title=title, titles=titles, doc=(stack[0].__doc__ or "").strip(), addon=stack[0].__addon__,
        display=display, unnamed=word(final.unnamed), display_fields=display_fields, search_by=searched,
        order_by=tuple(final.order_by) or ("id",), fields=fields, reactions=_reactions(final), layers=tuple(stack),
    )  # fmt: skip


def _collect_fields(name: str, stack: Sequence[type[PlainModel]]) -> dict[str, FieldInfo]:
    found: dict[str, tuple[Spec, type[Any], str]] = {}
    for layer in stack:
        own = {layer, *(base for base in layer.__mro__ if getattr(base, "__abstract_layer__", False))}
        for part in [base for base in reversed(layer.__mro__) if base in own]:
            for attribute, value in vars(part).items():
                if (spec := spec_of(value)) is None:
                    continue
                earlier = found.get(attribute)
                if earlier is not None and not issubclass(layer, earlier[1]) and earlier[1] is not part:
                    raise DeclarationError(
                        f"{layer.__module__} and {earlier[1].__module__} both define {name}.{attribute}"
                    )
                addon = earlier[2] if earlier is not None else layer.__addon__
                if earlier is None or part is layer:
                    found[attribute] = (spec, part, addon)
    specs = {attribute: spec for attribute, (spec, _, _) in found.items()}
    infos = {}
    for attribute, (spec, part, addon) in found.items():
        if addon != stack[0].__addon__ and spec.required and spec.default is None and spec.kind in COLUMN_KINDS:
            # Records that are there already, and those that an old registry still adds, have no value for it.
            raise DeclarationError(
                f"{part.__module__}.{part.__qualname__}.{attribute}: "
                "a column on another addon's model needs a default, or must not be required"
            )
        if spec.kind == "many2one":
            try:
                spec = many2one_target(spec, specs)
            except TypeError as why:
                raise DeclarationError(f"{name}.{attribute}: {why}") from None
        infos[attribute] = info_of(spec, name=attribute, model=name, addon=addon)
    return infos


def _reactions(final: type[Any]) -> dict[str, tuple[str, ...]]:
    """Field name -> methods that react to it, in the order of the layers, each once.

    An override need not say again what the method that it overrides reacts to.
    """
    found: dict[str, dict[str, None]] = {}
    for layer in reversed(final.__mro__):
        for name, value in vars(layer).items():
            for source in getattr(value, "_reacts_to", ()):
                found.setdefault(source, {}).setdefault(name)
    return {source: tuple(names) for source, names in found.items()}


__all__ = ["Composition", "Computed", "MappedColumn", "ModelInfo", "OWNER", "Relation", "link_name"]
