"""What data files loaded, remembered beside the external keys, so that an upgrade changes only what nobody else did.

The rules, field by field (docs/decisions, "Data files and upgrades"):

- A field that still has the value that was loaded takes the file's new one. Any other was changed here, and stays.
- A record that was deleted here stays deleted. What the file makes new is left out if it refers to such a record.
- A record that is gone from the file stays, with its key.
- What a version loaded that did not remember is remembered from now on where it equals the file, else it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.models import ExternalKey
from core.orm.layers import PlainModel

if TYPE_CHECKING:
    from core.orm.composition import ModelInfo
    from core.orm.env import Env

MADE = "created_at"
"""Tells a record from another one that got its number after it was deleted, as SQLite gives them."""


@dataclass
class Loaded:
    """What loading a file did: records made, records changed, and in words what was left as it is or left out."""

    new: int = 0
    changed: int = 0
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class Keys:
    """The external keys of a database while a data file of one addon is loaded."""

    def __init__(self, env: Env, addon: str) -> None:
        self.env, self.addon = env, addon
        cls = env[ExternalKey]
        found = env.session.execute(sa.select(cls.addon, cls.key, cls.model_name, cls.record_id)).all()
        self.ids: dict[str, int] = {f"{addon}.{key}": record for addon, key, _, record in found}
        self._models = {f"{addon}.{key}": model for addon, key, model, _ in found}
        self._own = {one.key: one for one in env.session.scalars(sa.select(cls).where(cls.addon == addon))}
        self._gone: dict[str, bool] = {}
        self._noted: list[tuple[ExternalKey, Any, Mapping[str, Any], Collection[str]]] = []

    def own(self, key: str) -> ExternalKey | None:
        """The key of the addon's own record of this name, None if there never was one."""
        return self._own.get(key)

    def record(self, key: ExternalKey) -> Any:
        """The record of a key, None if it was deleted."""
        models = self.env.registry.models.models
        found = self.env.session.get(models[key.model_name], key.record_id) if key.model_name in models else None
        made = (key.loaded or {}).get(MADE)
        return None if found is None or (made is not None and plain(found.created_at) != made) else found

    def is_gone(self, name: str) -> bool:
        """Whether the record of a full key, "helpdesk.new", was deleted or left out."""
        if name not in self._gone:
            key, models = name.removeprefix(f"{self.addon}."), self.env.registry.models.models
            if (own := self._own.get(key)) is not None:
                self._gone[name] = self.record(own) is None
            else:
                model = self._models[name]
                self._gone[name] = model not in models or self.env.session.get(models[model], self.ids[name]) is None
        return self._gone[name]

    def leave_out(self, key: str) -> None:
        """Notes that a new record is not made, so that what refers to it is not made either."""
        self.ids[f"{self.addon}.{key}"] = 0
        self._gone[f"{self.addon}.{key}"] = True

    def add(self, key: str, record: Any, source: str, fields: Collection[str]) -> None:
        """Notes a new record whose `fields` the file gave."""
        name = f"{self.addon}.{key}"
        self.ids[name], self._gone[name] = record.id, False
        made = self.env.new(
            ExternalKey, addon=self.addon, key=key, model_name=record.__model__, record_id=record.id, source=source
        )
        self._noted.append((made, record, {}, fields))

    def changed(
        self, key: ExternalKey, record: Any, source: str, known: Mapping[str, Any], set_: Collection[str]
    ) -> None:
        """Notes what is remembered of a record from now on: `known` as it is, and the fields that were `set_`."""
        key.source = source
        self._noted.append((key, record, known, set_))

    def remember(self) -> None:
        """Keeps what was loaded, as the database has it: what is read later is compared with it."""
        session = self.env.session
        by_model: dict[type[PlainModel], list[Any]] = {}
        for _, record, _, _ in self._noted:
            by_model.setdefault(type(record), []).append(record)
        for cls, records in by_model.items():
            ids = [record.id for record in records]
            for record in records:
                session.expire(record)
            session.scalars(sa.select(cls).where(cls.id.in_(ids))).all()
        for key, record, known, fields in self._noted:
            loaded = {**known, **as_loaded(self.env.info(record.__model__), record, fields)}
            if hasattr(record, MADE):
                loaded[MADE] = plain(record.created_at)
            key.loaded = loaded
        session.flush()


def as_loaded(info: ModelInfo, record: Any, fields: Iterable[str]) -> dict[str, Any]:
    """Field -> its value, as it is remembered."""
    return {
        name: plain(getattr(record, info.fields[name].column if info.fields[name].kind == "many2one" else name))
        for name in fields
    }


def untouched(env: Env, model: str, fields: Iterable[str]) -> dict[str, Any]:
    """Field -> the value that a new record has, as it is remembered: what nobody has entered."""
    return as_loaded(env.info(model), env.draft(env.registry.model(model)), fields)


def plain(value: Any) -> Any:
    """A value as JSON keeps it: equal values give equal ones, wherever they came from."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and all(isinstance(one, PlainModel) for one in value):
        return sorted(one.id for one in value)
    return value
