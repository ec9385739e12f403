"""The API for readers: pages made from the same description that programs get, under the reader's own rights."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import Response

from core.orm.env import Env
from core.ui.reference_views import CallLine, FieldLine, ModelReferenceView, ReferenceView
from core.ui.views import Crumb
from core.web.api.description import described
from core.web.api.documents import ROOT
from core.web.api.problems import REFERENCE, STATUSES
from core.web.asked import Asked
from core.web.errors import HttpProblem

TITLE = "HTTP API"
COMPONENT = "#/components/schemas/"


def index_page(env: Env, asked: Asked) -> Response:
    """GET /api-reference: what there is, and what every status means."""
    settings, tags = asked.site.settings, described(env, asked)["tags"]
    view = ReferenceView(
        base=settings.base_url + ROOT,
        description=f"{ROOT}/openapi.json",
        rate=settings.api_rate,
        models=[(one["name"], one["description"], f"{REFERENCE}/{one['name']}") for one in tags],
        statuses=[(one.code, one.slug, one.means) for one in STATUSES],
        crumbs=[Crumb(TITLE)],
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "api_reference.html", view)


def model_page(env: Env, asked: Asked) -> Response:
    """GET /api-reference/{model}: its fields and calls. Raises HttpProblem 404 for what the reader may not read."""
    made, name = described(env, asked), asked.params["model"]
    schema = made["components"]["schemas"].get(name)
    if schema is None or f"{ROOT}/{name}" not in made["paths"]:
        raise HttpProblem(404)
    listing = made["paths"][f"{ROOT}/{name}"]["get"]
    view = ModelReferenceView(
        name=name,
        title=env.info(name).titles,
        about=schema.get("description", ""),
        fields=list(_fields(made["components"]["schemas"], name)),
        calls=list(_calls(made, name, asked.site.settings.base_url)),
        conditions=[(one["name"], one.get("description", "")) for one in listing["parameters"] if "name" in one],
        crumbs=[Crumb(TITLE, REFERENCE), Crumb(env.info(name).titles)],
    )
    return asked.site.screens.page(env, asked, "api_model.html", view)


def _fields(schemas: Mapping[str, Any], name: str) -> Iterator[FieldLine]:
    create, change = (schemas.get(f"{name}.{which}", {}) for which in ("create", "change"))
    entered = create.get("properties", {}) | change.get("properties", {})
    for field, one in schemas[name]["properties"].items():
        kind = in_words(entered[field]) if field in entered else ""
        text = one.get("description", "")
        yield FieldLine(field, one.get("title", ""), in_words(one), kind, field in create.get("required", ()), text)


def in_words(schema: Mapping[str, Any]) -> str:
    """What a schema allows, in a few words."""
    if "$ref" in schema:
        return "link"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(in_words(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " or ".join("null" if one is None else json.dumps(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {in_words(schema['items'])}"
    kinds = schema.get("type", "any")
    words = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    if target := schema.get("x-links-to"):
        return f"id of {target}" + (" or null" if "null" in words else "")
    format_ = schema.get("format", "")
    return f"{words} ({format_})" if format_ else words


def _calls(made: Mapping[str, Any], name: str, base: str) -> Iterator[CallLine]:
    here = f"{ROOT}/{name}"
    for path, item in made["paths"].items():
        if path != here and not path.startswith(here + "/"):
            continue
        for method, operation in item.items():
            if method != "parameters":
                example = _curl(made, base, path, method, operation)
                yield CallLine(method.upper(), path, operation["summary"], example)


def _curl(made: Mapping[str, Any], base: str, path: str, method: str, operation: Mapping[str, Any]) -> str:
    """The call as a command for a shell. `$KEY` is the reader's key."""
    parts = ["curl" if method == "get" else f"curl -X {method.upper()}", '-H "Authorization: Bearer $KEY"']
    named = [one["$ref"].rpartition("/")[2] for one in operation.get("parameters", ()) if "$ref" in one]
    if "version" in named:
        parts.append("-H 'If-Match: *'")
    if "idempotency-key" in named:
        parts.append('-H "Idempotency-Key: $(uuidgen)"')
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        parts.append("-F 'file=@photo.jpg'")
    elif content:
        schema = content["application/json"]["schema"]["$ref"].removeprefix(COMPONENT)
        body = json.dumps(_example(made["components"]["schemas"][schema]), ensure_ascii=False)
        parts += ["-H 'Content-Type: application/json'", f"-d {shlex.quote(body)}"]
    return " \\\n  ".join([*parts, shlex.quote(base + path.replace("{id}", "1").replace("{file}", "1"))])


def _example(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A document with what is required; with the first field where nothing is."""
    fields = schema.get("properties", {})
    wanted = schema.get("required") or [name for name, one in fields.items() if one.get("type") != "array"][:1]
    return {name: _sample(fields[name]) for name in wanted}


def _sample(schema: Mapping[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "string":
        return {"date": "2026-03-02", "date-time": "2026-03-02T09:30:00Z", "decimal": "1"}.get(
            schema.get("format", ""), "…"
        )
    return {"integer": 1, "boolean": True, "number": "1", "array": []}.get(kind, "…")
