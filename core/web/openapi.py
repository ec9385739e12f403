"""`/api/openapi.json`: what this user can do through the API, described so that programs can be made from it."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.fields import FieldInfo
from core.web.api import MOST, USUAL
from core.web.asked import Asked
from core.web.records_json import readable

KINDS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "decimal": {"type": "string", "format": "decimal"},
    "day": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "json": {},
}
LINK = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "status": {"type": "integer"},
                "message": {"type": "string"},
                "reference": {"type": "string"},
                "problems": {"type": "array", "items": {
                    "type": "object", "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
                }},
            },
        }
    },
}  # fmt: skip


def describe(env: Env, asked: Asked) -> Response:
    """The description of everything the user's rights allow."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Error": ERROR}
    for name in sorted(env.models.models):
        info = env.info(name)
        if env.may("read", name):
            schemas[name] = _schema(env, info)
            paths |= _paths(env, info)
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Makegood", "version": str(env.registry.generation)},
            "paths": paths,
            "components": {
                "schemas": schemas,
                "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
                "responses": {"Error": _json("What is wrong.", {"$ref": "#/components/schemas/Error"})},
            },
            "security": [{"key": []}],
        }
    )


def _schema(env: Env, info: ModelInfo) -> dict[str, Any]:
    fields = {name: _field(field) for name, field in readable(env, info).items()}
    fields |= {
        "id": {"type": "integer", "readOnly": True},
        "name": fields.get("name", {"type": "string", "readOnly": True}),
    }
    return {"type": "object", "title": info.title, "description": info.doc or info.title, "properties": fields}


def _field(field: FieldInfo) -> dict[str, Any]:
    if field.kind == "many2one":
        kind: dict[str, Any] = dict(LINK)
    elif field.kind in ("one2many", "many2many"):
        kind = {"type": "array", "items": LINK}
    elif field.kind == "choice":
        kind = {"type": "string", "enum": list(field.choices)}
    else:
        kind = dict(KINDS.get(field.kind, {"type": "string"}))
    if field.kind == "text" and field.size:
        kind["maxLength"] = field.size
    if not field.required and isinstance(kind.get("type"), str):
        kind["type"] = [kind["type"], "null"]
        if "enum" in kind:
            kind["enum"] = [*kind["enum"], None]
    kind["title"] = field.label
    if field.help:
        kind["description"] = field.help
    if field.read_only:
        kind["readOnly"] = True
    return kind


def _paths(env: Env, info: ModelInfo) -> dict[str, Any]:
    record = {"$ref": f"#/components/schemas/{info.name}"}
    values = _json("", {"type": "object", "required": ["values"], "properties": {
        "values": {"type": "object"}, "version": {"type": "integer"}}})  # fmt: skip
    body = {"required": True, "content": values["content"]}
    many: dict[str, Any] = {"get": {
        "summary": f"Search {info.titles}", "parameters": _parameters(),
        "responses": _answers("200", _json("Those that you may see.", {"type": "object", "properties": {
            "total": {"type": "integer"}, "records": {"type": "array", "items": record}}})),
    }}  # fmt: skip
    one: dict[str, Any] = {
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]
    }
    one["get"] = {"summary": f"Read a {info.title}", "responses": _answers("200", _json("The record.", record))}
    if env.may("create", info.name):
        many["post"] = {"summary": f"Make a {info.title}", "requestBody": body,
                        "responses": _answers("201", _json("The new record.", record))}  # fmt: skip
    if env.may("write", info.name):
        one["patch"] = {"summary": f"Change a {info.title}", "requestBody": body,
                        "responses": _answers("200", _json("The changed record.", record))}  # fmt: skip
    if env.may("delete", info.name):
        one["delete"] = {
            "summary": f"Delete a {info.title}",
            "responses": _answers("204", {"description": "It is gone."}),
        }
    return {f"/api/{info.name}": many, f"/api/{info.name}/{{id}}": one}


def _parameters() -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 0}
    return [
        {"name": "q", "in": "query", "schema": {"type": "string"}, "description": "Words to look for."},
        {
            "name": "sort",
            "in": "query",
            "schema": {"type": "string"},
            "description": "Fields; - before one turns it round.",
        },
        {"name": "fields", "in": "query", "schema": {"type": "string"}, "description": "Fields wanted, by commas."},
        {"name": "limit", "in": "query", "schema": {**whole, "maximum": MOST, "default": USUAL}},
        {"name": "offset", "in": "query", "schema": whole},
    ]


def _answers(status: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {status: answer, "default": {"$ref": "#/components/responses/Error"}}


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
