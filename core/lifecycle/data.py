"""Records that addons bring: `data.toml` for every database, `demo.toml` and `demo.py` for a demonstration.

    [["helpdesk.stage"]]
    key = "new"                     # the record's external key is helpdesk.new
    name = "New"
    team = "@helpdesk.support"      # another record, by its external key; "@support" within the same addon
    tags = ["@base.urgent"]         # several, for a many2many

A record that an earlier version of the file made is brought up to date by an upgrade, but never in what somebody
changed meanwhile (see `loaded.py`).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.errors import AddonFailed, DataError
from core.lifecycle.loaded import Keys, Loaded, as_loaded, plain, untouched
from core.lifecycle.loading import has_module, load_module
from core.lifecycle.manifest import Manifest
from core.lifecycle.models import ExternalKey
from core.orm.refused import Refused

if TYPE_CHECKING:
    from core.orm.composition import Composition, ModelInfo
    from core.orm.env import Env
    from core.orm.fields import FieldInfo

_LINKS = ("many2one", "foreign_key", "many2many")
DEMO = "demo"
DATA, DEMONSTRATION = "data.toml", f"{DEMO}.toml"


@dataclass(frozen=True, eq=False)
class Row:
    """A record as a data file says it."""

    file: Path
    model: str
    key: str
    values: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """A hash of what the file says of it."""
        return hashlib.sha256(repr((self.model, sorted(self.values.items()))).encode()).hexdigest()

    def error(self, problem: str) -> DataError:
        """The error to raise for it."""
        return DataError(f"{shown(self.file)}: {self.model} {self.key!r}: {problem}")


def shown(file: Path) -> str:
    """A data file as its author knows it: the addon and the file's name."""
    return f"{file.parent.name}/{file.name}"


def load_data(env: Env, manifest: Manifest) -> Loaded:
    """Loads an addon's `data.toml`, where there is one. `env` is a system Env. Raises DataError."""
    return _load_file(env, manifest, manifest.path / DATA)


def load_demonstration(env: Env, manifest: Manifest) -> None:
    """Loads an addon's `demo.toml` and then calls `load(env)` of its `demo.py`. Raises DataError or AddonFailed."""
    _load_file(env, manifest, manifest.path / DEMONSTRATION)
    if not has_module(manifest, DEMO):
        return
    module = load_module(manifest, DEMO)
    try:
        module.load(env)
        env.session.flush()
    except Exception as why:
        raise AddonFailed(manifest.name, "loading its demonstration", why) from why


def record_of(env: Env, key: str) -> Any:
    """The record behind an external key, "helpdesk.new". Raises LookupError if there is none."""
    addon, _, name = key.partition(".")
    keys = env[ExternalKey]
    found = env.session.execute(
        sa.select(keys.model_name, keys.record_id).where(keys.addon == addon, keys.key == name)
    ).first()
    record = None if found is None else env.session.get(env.registry.model(found[0]), found[1])
    if record is None:
        raise LookupError(f"there is no record with the key {key}")
    return record


def _load_file(env: Env, manifest: Manifest, file: Path) -> Loaded:
    outcome = Loaded()
    if not file.exists():
        return outcome
    keys = Keys(env, manifest.name)
    rows = {row: _references(row, env.registry.models, manifest.name) for row in rows_of(file)}
    waiting = {row: needs for row, needs in rows.items() if keys.own(row.key) is None}
    while waiting:
        # Records may refer to later ones: whatever has all it needs comes next.
        ready = [row for row, needs in waiting.items() if needs <= keys.ids.keys()]
        if not ready:
            row, needs = next(iter(waiting.items()))
            raise row.error(f"refers to {', '.join(sorted(needs - keys.ids.keys()))}, which is not there")
        for row in ready:
            if lost := sorted(name for name in waiting.pop(row) if keys.is_gone(name)):
                keys.leave_out(row.key)
                outcome.left_out.append(f"{row.key} refers to {', '.join(lost)}, which was deleted here")
            else:
                keys.add(row.key, _make(env, manifest, row, keys), row.digest, row.values.keys())
                outcome.new += 1
    for row in rows:
        if (key := keys.own(row.key)) is not None and key.source != row.digest:
            _update(env, manifest, row, key, keys, outcome)
    keys.remember()
    return outcome


def rows_of(file: Path) -> list[Row]:
    """The records of a data file. Raises DataError."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise DataError(f"{shown(file)}: {why}") from why
    rows = []
    for model, records in content.items():
        if not isinstance(records, list):
            raise DataError(f'{shown(file)}: write [["{model}"]] for each record of {model}')
        for number, record in enumerate(records, start=1):
            key = record.get("key")
            if not isinstance(key, str) or not key or "." in key:
                raise DataError(f"{shown(file)}: record {number} of {model} needs a key, a text without dots")
            rows.append(Row(file, model, key, {name: value for name, value in record.items() if name != "key"}))
    if len(keys := [row.key for row in rows]) > len(set(keys)):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise DataError(f"{shown(file)}: used twice as a key: {', '.join(twice)}")
    return rows


def _references(row: Row, models: Composition, addon: str) -> set[str]:
    """The external keys that a record's links name."""
    if row.model not in models.models:
        raise row.error("there is no such model")
    info = models.info(row.model)
    return {key for name in row.values for key in _named(row, info, name, addon)}


def _named(row: Row, info: ModelInfo, name: str, addon: str) -> set[str]:
    """The external keys that one of its fields names."""
    if name not in info.fields or info.fields[name].kind not in _LINKS:
        return set()
    return {_full_key(value, addon) for value in _several(row.values[name]) if _is_reference(value)}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_reference(value: object) -> bool:
    return isinstance(value, str) and value.startswith("@") and len(value) > 1


def _full_key(reference: str, addon: str) -> str:
    key = reference[1:]
    return key if "." in key else f"{addon}.{key}"


def _make(env: Env, manifest: Manifest, row: Row, keys: Keys) -> Any:
    values = _values(env, manifest, row, env.info(row.model), keys)
    try:
        record = env.new(env.registry.model(row.model))
        for attribute, value in values.values():
            setattr(record, attribute, value)
    except (Refused, TypeError, ValueError) as why:
        raise row.error(str(why).strip().splitlines()[0]) from why
    _flush(env, row)
    return record


def _update(env: Env, manifest: Manifest, row: Row, key: ExternalKey, keys: Keys, outcome: Loaded) -> None:
    """Gives a record what its file says now, in the fields that are still as they were loaded."""
    if key.model_name != row.model:
        raise row.error(f"is a {key.model_name} in this database; a record of another model needs another key")
    if (record := keys.record(key)) is None:
        return  # deleted here, and so it stays
    info, remembered = env.info(row.model), key.loaded or {}
    row = _without_lost(row, info, manifest.name, keys)
    values = _values(env, manifest, row, info, keys)
    now = as_loaded(info, record, row.values)
    was = {**untouched(env, row.model, row.values.keys() - remembered.keys()), **remembered} if key.source else {}
    known: dict[str, Any] = {}
    given: list[str] = []
    for name, (attribute, value) in values.items():
        if now[name] == (wanted := plain(value)):
            known[name] = wanted
        elif key.source and now[name] == was[name]:
            setattr(record, attribute, value)
            given.append(name)
        else:
            known[name] = remembered.get(name, wanted)
            outcome.kept.append(f"{row.key}: {info.fields[name].label}")
    _flush(env, row)
    keys.changed(key, record, row.digest, known, given)
    outcome.changed += bool(given)


def _without_lost(row: Row, info: ModelInfo, addon: str, keys: Keys) -> Row:
    """A row without the fields that name a record which was deleted here."""
    lost = {name for name in row.values if any(map(keys.is_gone, _named(row, info, name, addon) & keys.ids.keys()))}
    return replace(row, values={name: value for name, value in row.values.items() if name not in lost})


def _flush(env: Env, row: Row) -> None:
    try:
        env.session.flush()
    except (Refused, sa.exc.SQLAlchemyError, TypeError, ValueError) as why:
        raise row.error(str(why).strip().splitlines()[0]) from why


def _values(env: Env, manifest: Manifest, row: Row, info: ModelInfo, keys: Keys) -> dict[str, tuple[str, Any]]:
    """Field -> (attribute, value) of what a row says; a many2many's value are records."""
    values: dict[str, tuple[str, Any]] = {}
    for name, value in row.values.items():
        if (field := info.fields.get(name)) is None:
            raise row.error(f"{info.title} has no field {name!r}")
        if field.kind == "many2many":
            target = env.registry.model(field.target)
            ids = [_referred(row, field, one, manifest.name, keys.ids) for one in _several(value)]
            values[name] = (name, [env.session.get(target, id) for id in ids])
        else:
            values[name] = _column_value(row, field, value, manifest.name, keys.ids)
    return values


def _column_value(row: Row, field: FieldInfo, value: Any, addon: str, known: Mapping[str, int]) -> tuple[str, Any]:
    if field.kind == "many2one":
        return field.column, _referred(row, field, value, addon, known)
    if field.kind == "foreign_key":
        return field.name, _referred(row, field, value, addon, known)
    if not field.is_column or field.name == "id":
        raise row.error(f"{field.name} cannot be given in a data file")
    try:
        return field.name, _plain(field, value)
    except (TypeError, ValueError, InvalidOperation) as why:
        raise row.error(f"{field.name}: {why}") from why


def _referred(row: Row, field: FieldInfo, value: Any, addon: str, known: Mapping[str, int]) -> int:
    if not _is_reference(value):
        raise row.error(f'{field.name} must name a record: "@addon.key"')
    if (key := _full_key(value, addon)) not in known:
        raise row.error(f"refers to {key}, which is not there")
    return known[key]


def _plain(field: FieldInfo, value: Any) -> Any:
    """A TOML value as the field holds it. Raises TypeError or ValueError where it is none."""
    if field.kind == "decimal" and isinstance(value, str | int) and not isinstance(value, bool):
        return Decimal(value)
    if field.kind == "decimal":
        raise TypeError(f"{value!r} is not exact; write a whole number, or a text for a decimal")
    if field.kind == "instant" and isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("an instant needs its offset: 2026-01-31T09:00:00Z")
        return value.astimezone(UTC)
    if field.kind == "choice" and value not in field.choices:
        raise ValueError(f"{value!r} is not among {', '.join(field.choices)}")
    wanted = _KINDS.get(field.kind, (str,))
    if type(value) not in wanted:
        raise TypeError(f"{value!r} is not {' or '.join(one.__name__ for one in wanted)}")
    return value


_KINDS: Mapping[str, tuple[type, ...]] = {
    "integer": (int,),
    "boolean": (bool,),
    "day": (date,),
    "instant": (datetime,),
    "json": (dict, list, str, int, bool),
}


def files_of(manifests: Iterable[Manifest]) -> list[Path]:
    """Every data file of these addons: for checks that read them without a database."""
    return [file for one in manifests for file in (one.path / DATA, one.path / DEMONSTRATION) if file.exists()]
