"""Records that addons bring: `data.toml` for every database, `demo.toml` and `demo.py` for a demonstration.

    [["helpdesk.stage"]]
    key = "new"                     # the record's external key is helpdesk.new
    name = "New"
    team = "@helpdesk.support"      # another record, by its external key; "@support" within the same addon
    tags = ["@base.urgent"]         # several, for a many2many

A record that is there already is left alone: what a user changed is not changed back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.errors import AddonFailed, DataError
from core.lifecycle.loading import has_module, load_module
from core.lifecycle.manifest import Manifest
from core.lifecycle.models import ExternalKey
from core.orm.refused import Refused

if TYPE_CHECKING:
    from core.orm.composition import Composition
    from core.orm.env import Env
    from core.orm.fields import FieldInfo

_LINKS = ("many2one", "foreign_key", "many2many")
DEMO = "demo"
DATA, DEMONSTRATION = "data.toml", f"{DEMO}.toml"


@dataclass(frozen=True, eq=False)
class _Row:
    file: Path
    model: str
    key: str
    values: Mapping[str, Any]

    def error(self, problem: str) -> DataError:
        return DataError(f"{shown(self.file)}: {self.model} {self.key!r}: {problem}")


def shown(file: Path) -> str:
    """A data file as its author knows it: the addon and the file's name."""
    return f"{file.parent.name}/{file.name}"


def load_data(env: Env, manifest: Manifest) -> None:
    """Loads an addon's `data.toml`, where there is one. `env` is a system Env. Raises DataError."""
    _load_file(env, manifest, manifest.path / DATA)


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


def _load_file(env: Env, manifest: Manifest, file: Path) -> None:
    if not file.exists():
        return
    keys = env[ExternalKey]
    found = env.session.execute(sa.select(keys.addon, keys.key, keys.record_id)).all()
    known = {f"{addon}.{key}": record for addon, key, record in found}
    waiting = {row: _references(row, env.registry.models, manifest.name) for row in _rows(file)}
    waiting = {row: needs for row, needs in waiting.items() if f"{manifest.name}.{row.key}" not in known}
    while waiting:
        # Records may refer to later ones: whatever has all it needs comes next.
        ready = [row for row, needs in waiting.items() if needs <= known.keys()]
        if not ready:
            row, needs = next(iter(waiting.items()))
            raise row.error(f"refers to {', '.join(sorted(needs - known.keys()))}, which is not there")
        for row in ready:
            known[f"{manifest.name}.{row.key}"] = _make(env, manifest, row, known)
            del waiting[row]


def _rows(file: Path) -> list[_Row]:
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
            rows.append(_Row(file, model, key, {name: value for name, value in record.items() if name != "key"}))
    if len(keys := [row.key for row in rows]) > len(set(keys)):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise DataError(f"{shown(file)}: used twice as a key: {', '.join(twice)}")
    return rows


def _references(row: _Row, models: Composition, addon: str) -> set[str]:
    """The external keys that a record's links name."""
    if row.model not in models.models:
        raise row.error("there is no such model")
    fields = models.info(row.model).fields
    links = [value for name, value in row.values.items() if name in fields and fields[name].kind in _LINKS]
    values = [one for value in links for one in (value if isinstance(value, list) else [value])]
    return {_full_key(value, addon) for value in values if _is_reference(value)}


def _is_reference(value: object) -> bool:
    return isinstance(value, str) and value.startswith("@") and len(value) > 1


def _full_key(reference: str, addon: str) -> str:
    key = reference[1:]
    return key if "." in key else f"{addon}.{key}"


def _make(env: Env, manifest: Manifest, row: _Row, known: Mapping[str, int]) -> int:
    models = env.registry.models
    info = models.info(row.model)
    values, links = {}, {}
    for name, value in row.values.items():
        if (field := info.fields.get(name)) is None:
            raise row.error(f"{info.title} has no field {name!r}")
        if field.kind == "many2many":
            links[name] = value if isinstance(value, list) else [value]
        else:
            column, plain = _column_value(row, field, value, manifest.name, known)
            values[column] = plain
    try:
        record = env.new(models.models[row.model], **values)
        for name, linked in links.items():
            target = models.models[info.fields[name].target]
            ids = [_referred(row, info.fields[name], one, manifest.name, known) for one in linked]
            setattr(record, name, [env.session.get(target, id) for id in ids])
        env.session.flush()
        env.new(ExternalKey, addon=manifest.name, key=row.key, model_name=row.model, record_id=record.id)
        env.session.flush()
    except (Refused, sa.exc.SQLAlchemyError, TypeError, ValueError) as why:
        raise row.error(str(why).strip().splitlines()[0]) from why
    return int(record.id)


def _column_value(row: _Row, field: FieldInfo, value: Any, addon: str, known: Mapping[str, int]) -> tuple[str, Any]:
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


def _referred(row: _Row, field: FieldInfo, value: Any, addon: str, known: Mapping[str, int]) -> int:
    if not _is_reference(value):
        raise row.error(f'{field.name} must name a record: "@addon.key"')
    return known[_full_key(value, addon)]


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
