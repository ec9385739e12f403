"""Records as JSON: which fields a user may see, how each kind of value is written, and the version as an ETag."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from starlette.responses import Response

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.fields import FieldInfo
from core.orm.search import Found, Link, Search
from core.ui.record_fields import LineSpec
from core.ui.wizard_fields import Rows
from core.web.asked import Asked
from core.web.built import pages_of
from core.web.errors import HttpProblem

ROOT = "/api/v1"
LISTS = ("one2many", "many2many")
NEVER = ("foreign_key", "sealed")
"""Kinds that are not shown: a link is shown as the record it leads to, a secret not at all."""
MOST_LINES = 1_000
"""Lines, or linked records, that a document holds at most."""


def readable(env: Env, info: ModelInfo) -> dict[str, FieldInfo]:
    """The fields of a model that the user may read."""
    return {
        name: field
        for name, field in info.fields.items()
        if field.kind not in NEVER and (not field.roles or env.is_system or not env.user.roles.isdisjoint(field.roles))
    }


def wanted_fields(env: Env, info: ModelInfo, asked: Asked, *, document: bool) -> list[str]:
    """The fields that `c` names (`c=a,b` or `c=a&c=b`); the usual ones if it names none.

    Usual in a list are columns and links to one; in a `document` worked-out values, lines and links to many besides,
    but not what merely points to it, of which there may be any number. Raises HttpProblem 400 for one that is not there
    or not for this user.
    """
    known = readable(env, info)
    if not document:
        known = {name: one for name, one in known.items() if one.kind != "one2many"}
    wanted = [name.strip() for text in asked.query.getlist("c") for name in text.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        raise HttpProblem(400, f"{info.title} has no field {', '.join(unknown)[:80]} here.")
    return list(dict.fromkeys(wanted)) or usual_fields(env, info, known, document=document)


def usual_fields(env: Env, info: ModelInfo, known: Mapping[str, FieldInfo], *, document: bool) -> list[str]:
    """Those of `known` that are in an answer where none are named."""
    if not document:
        return [name for name, one in known.items() if one.kind not in (*LISTS, "computed")]
    lines = lines_of_form(env, info)
    return [name for name, one in known.items() if one.kind != "one2many" or one.cascade or name in lines]


def lines_of_form(env: Env, info: ModelInfo) -> set[str]:
    """The one2many fields that the model's form shows as lines."""
    built = pages_of(env).form_of(info.name)
    fields = built.fields_for(env) if built is not None else {}
    return {name for name, one in fields.items() if isinstance(one, Rows) and isinstance(one.row, LineSpec)}


def document(env: Env, info: ModelInfo, id_: int, names: Sequence[str]) -> dict[str, Any] | None:
    """A record with these fields, its lines inside; None where the user may not see it."""
    found = Search(env, info.name)
    many = [name for name in names if info.fields[name].kind == "one2many"]
    rows = found.where(found.cls.id == id_).rows([name for name in names if name not in many], limit=1)
    if not rows:
        return None
    made = found_json(rows[0])
    lines = lines_of_form(env, info)
    for name in many:
        one = info.fields[name]
        made[name] = _lines(env, one, id_, full=one.cascade or name in lines)
    return {name: made[name] for name in dict.fromkeys(["id", "name", "version", *names]) if name in made}


def record_json(env: Env, model: str, id_: int) -> dict[str, Any] | None:
    """The document that the API gives the user of `env` of a record; None if it is not there for that user."""
    if model not in env.models.infos or not env.may("read", model):
        return None
    info = env.info(model)
    return document(env, info, id_, usual_fields(env, info, readable(env, info), document=True))


def _lines(env: Env, field: FieldInfo, id_: int, *, full: bool) -> list[dict[str, Any]]:
    """The records of a one2many: with all their columns if they are lines, else by name alone."""
    if not env.may("read", field.target):
        return []
    found = Search(env, field.target)
    names = line_fields(env, field) if full else []
    order = [field.order_by] if field.order_by else []
    rows = found.where(getattr(found.cls, field.by) == id_).rows(names, order=order, limit=MOST_LINES)
    return [found_json(row) if full else {"id": row.id, "name": row.name} for row in rows]


def line_fields(env: Env, field: FieldInfo) -> list[str]:
    """The fields of a line in its document: all but lists and the way back."""
    info = env.info(field.target)
    back = {name for name, one in info.fields.items() if one.kind == "many2one" and one.column == field.by}
    return [name for name, one in readable(env, info).items() if one.kind not in LISTS and name not in back]


def found_json(found: Found) -> dict[str, Any]:
    """A record as JSON: id, name, version and the wanted fields.

    A field that is called `name` is the record's own; else `name` is what the record is called.
    """
    own: dict[str, Any] = {"id": found.id, "name": found.name}
    if found.version:
        own["version"] = found.version
    return own | {name: plain(value) for name, value in found.values.items()}


def plain(value: Any) -> Any:
    """A value as JSON holds it: decimals and dates as text, linked records with their names."""
    if isinstance(value, Link):
        return {"id": value.id, "name": value.name}
    if hasattr(value, "__model__"):
        return {"id": value.id, "name": str(value)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    return str(value)


# --- versions ---------------------------------------------------------------------------------------------------------

ETAG = re.compile(r'(?:W/)?"(?:([0-9]{1,10})-)?[0-9a-f]{16}"')


def answer(asked: Asked, made: Any, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    """JSON with its ETag; 304 without a body where the reader has it already.

    The tag is the record's version, which `If-Match` goes by, and a digest of the answer, since names of linked records
    and worked-out values change without it.
    """
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    version = made.get("version") if isinstance(made, Mapping) else None
    digest = hashlib.sha256(body).hexdigest()[:16]
    tag = f'"{version}-{digest}"' if isinstance(version, int) else f'"{digest}"'
    given = {**headers, "etag": tag}
    known = [one.strip().removeprefix("W/") for one in asked.headers.get("if-none-match", "").split(",")]
    if asked.method in ("GET", "HEAD") and status == 200 and (tag in known or known == ["*"]):
        return Response(status_code=304, headers=given)
    return Response(body, status, given, "application/json")


def expected_versions(asked: Asked, record: Any, *, required: bool) -> set[int] | None:
    """The versions that `If-Match` allows the record to have; None: any.

    Raises HttpProblem 428 where it is `required` and missing, 400 where it holds no tag of ours.
    """
    text = asked.headers.get("if-match", "").strip()
    if not isinstance(getattr(record, "version", None), int) or text == "*":
        return None
    if not text:
        if required:
            raise HttpProblem(428, "Say which version this is about: If-Match with the ETag of the record, or *.")
        return None
    tags = [ETAG.fullmatch(one.strip()) for one in text.split(",")]
    if None in tags:
        raise HttpProblem(400, "If-Match holds no ETag of this API.")
    return {int(tag[1]) for tag in tags if tag is not None and tag[1]}
