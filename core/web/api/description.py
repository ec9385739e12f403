"""`/api/v1/openapi.json`: what the caller can do through the API, as OpenAPI 3.1, so that programs can be made from it.

Made from the registry: another addon, other paths and fields. What one may not read or do is not in it. It is worked
out once for each registry and set of roles.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from starlette.responses import Response

from core.lifecycle.registry import Registry
from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.search import COLUMNS, GROUPED
from core.ui.forms import RecordForm
from core.ui.registered import Built
from core.ui.smart import buttons_to
from core.web.api import imports
from core.web.api.documents import ROOT, readable
from core.web.api.lists import MOST, RANGES, USUAL, filters_of
from core.web.api.schemas import ID, INSTANT, LINKS, SHARED, Schema, condition_schema, input_schema, read_schema
from core.web.asked import Asked, Visit
from core.web.built import buttons_of, pages_of
from core.web.uploads import MOST_FILES

ID_PARAMETER: Schema = {"name": "id", "in": "path", "required": True, "schema": ID}
PARAMETERS: dict[str, Schema] = {
    "id": ID_PARAMETER,
    "q": {"name": "q", "in": "query", "schema": {"type": "string"}, "description": "Words to look for."},
    "page": {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "default": 1}},
    "size": {"name": "size", "in": "query",
             "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}},
    "version": {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}, "example": "*",
                "description": "The ETag of the record as it was read, or * for whatever it is now."},
    "version-if-any": {"name": "If-Match", "in": "header", "schema": {"type": "string"}, "example": "*",
                       "description": "Only if the record is still in the version of this ETag."},
    "of": {"name": "of", "in": "query", "schema": {"type": "string", "pattern": "^[a-z][a-z0-9_]*:[0-9]+$"},
           "description": "The link and the record that a new one starts from, as the button that starts it says."},
    "idempotency-key": {"name": "Idempotency-Key", "in": "header",
                        "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
                        "description": "The same call with the same key has one effect and one answer, for 24 hours."},
}  # fmt: skip
FILE_PARAMETER: Schema = {"name": "file", "in": "path", "required": True, "schema": ID}
UPLOAD: Schema = {"required": True, "content": {"multipart/form-data": {"schema": {
    "type": "object", "required": ["file"], "properties": {
        "file": {"type": "array", "minItems": 1, "maxItems": MOST_FILES,
                 "items": {"type": "string", "format": "binary"}}}}}}}  # fmt: skip
CONTENT: Schema = {"description": "Its content, as a download; pictures are typed.",
                   "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}  # fmt: skip
WRITES = [{"$ref": "#/components/parameters/idempotency-key"}]
PROBLEMS = {name: {"$ref": "#/components/responses/Problem"} for name in ("4XX", "5XX")}


class Descriptions:
    """The descriptions of one registry, by who reads them."""

    def __init__(self) -> None:
        self._made: dict[Any, tuple[bytes, str, dict[str, Any]]] = {}

    def of(self, env: Env, visit: Visit) -> tuple[bytes, str, dict[str, Any]]:
        """The description for whoever asks: as JSON, its ETag, and as it is before."""
        who = (env.user.roles, visit.reads_only, visit.models)
        if who not in self._made:
            made = _describe(env, visit)
            body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
            self._made[who] = body, f'"{hashlib.sha256(body).hexdigest()[:16]}"', made
        return self._made[who]


def build_description(_registry: Registry) -> Descriptions:
    """A builder of the kernel: the descriptions themselves are made when they are asked for."""
    return Descriptions()


def describe(env: Env, asked: Asked) -> Response:
    """GET /api/v1/openapi.json."""
    body, tag, _ = env.registry.facet(Descriptions).of(env, asked.visit)
    if asked.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, 200, {"etag": tag}, "application/json")


def described(env: Env, asked: Asked) -> dict[str, Any]:
    """The description as the pages for readers use it. Not to be changed."""
    return env.registry.facet(Descriptions).of(env, asked.visit)[2]


def _describe(env: Env, visit: Visit) -> dict[str, Any]:
    paths, schemas, tags = dict[str, Any](), dict[str, Any](SHARED), []
    for name in sorted(env.models.models):
        if env.may("read", name) and visit.is_for(name):
            model = _Model(env, env.info(name), visit)
            tags.append({"name": name, "description": model.info.titles})
            schemas |= model.schemas()
            paths |= model.paths()
    return {
        "openapi": "3.1.0",
        "info": {"title": "Makegood", "version": f"1.{env.registry.generation}",
                 "description": "Records, their buttons and wizards, as far as you may use them."},
        "servers": [{"url": "/"}],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": PARAMETERS,
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "The version, for If-Match."},
                        "RateLimit": {"schema": {"type": "string"}, "description": 'As in "key";r=580;t=31.'}},
            "responses": {
                "Problem": {"description": "What is wrong.", "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
                "Known": {"description": "What If-None-Match names is still right."},
            },
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An API key, made under Preferences."},
                "session": {"type": "apiKey", "in": "cookie", "name": "session",
                            "description": "Own pages; what changes something carries a form token in X-Token."},
            },
        },
        "security": [{"key": []}, {"session": []}],
    }  # fmt: skip


class _Model:
    """The paths and schemas of one type of records, for one caller."""

    def __init__(self, env: Env, info: ModelInfo, visit: Visit) -> None:
        self.env, self.info, self.visit, self.name = env, info, visit, info.name
        self.built = pages_of(env).form_of(info.name)
        self.word = info.name.replace(".", "_")

    def may(self, right: str) -> bool:
        """Whether the caller may do this to such records."""
        return self.env.may(right, self.name) and not self.visit.reads_only

    def schemas(self) -> dict[str, Schema]:
        """Of the record as it is read, made and changed, and of its wizards."""
        made = {self.name: read_schema(self.env, self.info)}
        if self.built is None:
            return made
        fields = self.built.fields_for(self.env)
        if self._makes(self.built):
            required = RecordForm(self.env, self.built).lacks()
            made[f"{self.name}.create"] = input_schema(fields, title=f"New {self.info.title}", required=required)
        if self.may("write"):
            made[f"{self.name}.change"] = input_schema(fields, title=f"Changes of a {self.info.title}")
        for name, wizard in self._wizards():
            made[f"wizard.{name}"] = input_schema(wizard._fields, title=wizard.title)
        return made

    def paths(self) -> dict[str, Any]:
        """Everything that can be asked of such records."""
        here = f"{ROOT}/{self.name}"
        many: dict[str, Any] = {"get": self._list()}
        one: dict[str, Any] = {"parameters": [_parameter("id")], "get": self._get()}
        made: dict[str, Any] = {here: many, f"{here}/{{id}}": one}
        if self.built is not None and self._makes(self.built):
            started = ("of",) if pages_of(self.env).is_started(self.name) else ()
            many["post"] = self._does(
                "create", f"Make a {self.info.title}", self._record("201"), f"{self.name}.create", *started
            )
            made[f"{here}/import"] = {"post": self._import()}
        if self.built is not None and self.may("write"):
            one["patch"] = self._does(
                "change", f"Change a {self.info.title}", self._record("200"), f"{self.name}.change", "version"
            )
            if "active" in self.info.fields:
                for key, said in (("archive", "Take out of use"), ("unarchive", "Take back into use")):
                    made[f"{here}/{{id}}/{key}"] = {"parameters": [_parameter("id")], "post": self._does(
                        key, f"{said}: a {self.info.title}", self._record("200"), "", "version-if-any")}  # fmt: skip
        if self.built is not None and self._deletes(self.built):
            one["delete"] = self._does(
                "delete", f"Delete a {self.info.title}", {"204": {"description": "It is gone."}}, "", "version"
            )
        if self.built is not None:
            made |= self._buttons(self.built, here) | self._around(self.built, f"{here}/{{id}}")
        return made | self._printouts(f"{here}/{{id}}/printouts")

    def _around(self, built: Built, path: str) -> dict[str, Any]:
        """A copy, the numbers of linked records, and files."""
        ids, said = [_parameter("id")], f"a {self.info.title}"
        listed = _json("The files.", {"$ref": "#/components/schemas/Files"})
        files: dict[str, Any] = {"parameters": ids, "get": {
            "operationId": f"files_{self.word}", "tags": [self.name], "summary": f"The files of {said}",
            "responses": {"200": listed, **PROBLEMS}}}  # fmt: skip
        made = {f"{path}/files": files, f"{path}/files/{{file}}": {
            "parameters": [*ids, FILE_PARAMETER], "get": {
                "operationId": f"file_{self.word}", "tags": [self.name], "summary": f"A file of {said}",
                "responses": {"200": CONTENT, **PROBLEMS}}}}  # fmt: skip
        if self.may("write"):
            files["post"] = self._does("attach", f"Attach files to {said}", {"201": listed}, "")
            files["post"]["requestBody"] = UPLOAD
        if self._makes(built) and getattr(built.page, "duplicate", True):
            made[f"{path}/duplicate"] = {"parameters": ids, "post": self._does(
                "duplicate", f"Duplicate {said}", self._record("201"), "", "version-if-any")}  # fmt: skip
        if built.smart_buttons:
            made[f"{path}/links"] = {"parameters": ids, "get": {
                "operationId": f"links_{self.word}", "tags": [self.name], "summary": f"What hangs on {said}",
                "responses": {"200": _json("What its smart buttons count.", LINKS), **PROBLEMS}}}  # fmt: skip
        return made

    def _makes(self, built: Built) -> bool:
        return bool(getattr(built.page, "create", True)) and self.may("create")

    def _deletes(self, built: Built) -> bool:
        return bool(getattr(built.page, "delete", True)) and self.may("delete")

    def _wizards(self) -> list[tuple[str, Any]]:
        found = pages_of(self.env).wizards.items()
        return [
            (name, one) for name, one in found
            if one._on.__model__ == self.name and (not one._needs or self.env.may(one._needs, self.name))
        ]  # fmt: skip

    # --- operations ---------------------------------------------------------------------------------------------------

    def _list(self) -> Schema:
        record = {"$ref": f"#/components/schemas/{self.name}"}
        group = {"type": "object", "required": ["value", "name", "count", "url"], "properties": {
            "value": {"type": "string"}, "name": {"type": "string"}, "count": {"type": "integer"},
            "url": {"type": "string"}}}  # fmt: skip
        link = {"type": ["string", "null"]}
        page = {"type": "object", "required": ["total", "page", "size", "next", "previous", "records"], "properties": {
            "total": {"type": "integer"}, "page": {"type": "integer"}, "size": {"type": "integer"}, "next": link,
            "previous": link, "groups": {"type": "array", "items": group},
            "records": {"type": "array", "items": record}}}  # fmt: skip
        return {
            "operationId": f"list_{self.word}", "tags": [self.name], "summary": f"List {self.info.titles}",
            "parameters": [*map(_parameter, ("q", "page", "size")), *self._conditions()],
            "responses": {"200": _json("Those that you may see.", page), **PROBLEMS},
        }  # fmt: skip

    def _conditions(self) -> list[Schema]:
        """Order, wanted fields and group; filters, values and ranges."""
        known = readable(self.env, self.info)
        made = [self._wanted(document=False), _named("g", "The field to group by: `groups` has its values with their "
                "numbers.", [name for name, one in known.items() if one.kind in GROUPED])]  # fmt: skip
        sorted_by = [name for name, one in known.items() if one.kind in COLUMNS]
        order = [sign + name for name in sorted_by for sign in ("", "-")]
        made.append(_several("s", "The order: fields by commas; - before one turns it round.", order))
        if filters := filters_of(self.env, self.name):
            told = ", ".join(f"{key}: {one.label}" for key, one in filters.items())
            made.append(_several("f", f"Filters; all of them hold. {told}", list(filters)))
        if buttons := buttons_to(pages_of(self.env), self.name):
            counted = "What a smart button counts of the record that `is.` names."
            made.append(_named("by", counted, sorted(buttons)))
        for name, one in known.items():
            if schema := condition_schema(one):
                made.append(_condition("is", name, one.label, schema))
            if one.kind in RANGES:
                made += [_condition(side, name, one.label, schema or INSTANT) for side in ("min", "max")]
        return made

    def _wanted(self, *, document: bool) -> Schema:
        known = readable(self.env, self.info)
        names = [name for name, one in known.items() if document or one.kind != "one2many"]
        return _several("c", "The wanted fields, by commas.", names)

    def _get(self) -> Schema:
        return {
            "operationId": f"read_{self.word}", "tags": [self.name], "summary": f"Read a {self.info.title}",
            "parameters": [self._wanted(document=True)],
            "responses": {**self._record("200"), "304": {"$ref": "#/components/responses/Known"}, **PROBLEMS},
        }  # fmt: skip

    def _record(self, status: str) -> Schema:
        made = _json("The record.", {"$ref": f"#/components/schemas/{self.name}"})
        made["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
        if status == "201":
            made["headers"]["Location"] = {"schema": {"type": "string"}, "description": "Where the new record is."}
        return {status: made}

    def _does(self, key: str, summary: str, responses: Schema, body: str, *parameters: str) -> Schema:
        made: Schema = {
            "operationId": f"{key}_{self.word}", "tags": [self.name], "summary": summary,
            "parameters": [*map(_parameter, parameters), *WRITES], "responses": {**responses, **PROBLEMS},
        }  # fmt: skip
        if body:
            made["requestBody"] = _body(body)
        return made

    def _import(self) -> Schema:
        made = self._does("import", f"Import {self.info.titles}", {"200": _json("What it did.", imports.DONE)}, "")
        made["parameters"] = [*imports.parameters(), *made["parameters"]]
        return {**made, "requestBody": imports.BODY}

    def _buttons(self, built: Built, here: str) -> dict[str, Any]:
        path = f"{here}/{{id}}"
        ids = [_parameter("id")]
        opened = {
            "type": "object",
            "required": ["opens"],
            "properties": {"opens": {"$ref": "#/components/schemas/Opened"}},
        }
        button = {"type": "object", "required": ["key", "label", "url"]}
        listed = {"type": "object", "required": ["actions"], "properties": {
            "actions": {"type": "array", "items": button}}}  # fmt: skip
        made: dict[str, Any] = {f"{path}/actions": {"parameters": ids, "get": {
            "operationId": f"actions_{self.word}", "tags": [self.name], "summary": "The buttons it offers now",
            "responses": {"200": _json("Buttons and wizards.", listed), **PROBLEMS}}}}  # fmt: skip
        for form, action in buttons_of(self.env, self.name) if not self.visit.reads_only else ():
            if action.opens is None and (not action.needs or self.may(action.needs)):
                body = f"{self.name}.change" if form is built and self.may("write") else ""
                made[f"{path}/actions/{action.key}"] = {"parameters": ids, "post": self._does(
                    f"do_{action.key}", f"Press “{action.label}”", {"200": _json("Where it leads.", opened)}, body,
                    "version-if-any")}  # fmt: skip
        for name, wizard in self._wizards():
            made |= self._wizard(f"{path}/wizards/{name}", name, wizard)
        return made

    def _printouts(self, path: str) -> dict[str, Any]:
        found = pages_of(self.env).printouts_of(self.name)
        if not found:
            return {}
        one = {"type": "object", "required": ["key", "label", "url"]}
        listed = {"type": "object", "required": ["printouts"], "properties": {
            "printouts": {"type": "array", "items": one}}}  # fmt: skip
        made: dict[str, Any] = {path: {"parameters": [_parameter("id")], "get": {
            "operationId": f"printouts_{self.word}", "tags": [self.name], "summary": "Its documents on paper",
            "responses": {"200": _json("Documents.", listed), **PROBLEMS}}}}  # fmt: skip
        pdf = {"description": "The PDF.", "content": {"application/pdf": {"schema": {"type": "string"}}}}
        for key, printout in found.items():
            made[f"{path}/{key}"] = {"parameters": [_parameter("id")], "get": {
                "operationId": f"print_{self.word}_{key.replace('-', '_')}", "tags": [self.name],
                "summary": f"Print “{printout.label}”", "responses": {"200": pdf, **PROBLEMS}}}  # fmt: skip
        return made

    def _wizard(self, path: str, name: str, wizard: Any) -> dict[str, Any]:
        word, ids = name.replace(".", "_"), [_parameter("id")]
        form = _json("Its form.", {"$ref": "#/components/schemas/WizardForm"})
        what = {"tags": [self.name], "responses": {"200": form, **PROBLEMS}}
        body = _body(f"wizard.{name}")
        made: dict[str, Any] = {
            path: {"parameters": ids, "get": {
                "operationId": f"open_{word}", "summary": f"Open “{wizard.title}”", **what}},
            f"{path}/update": {"parameters": ids, "post": {
                "operationId": f"update_{word}", "summary": f"“{wizard.title}” with what was entered so far",
                "requestBody": body, **what}},
        }  # fmt: skip
        done = {"type": "object", "required": ["made", "opens"], "properties": {
            "made": {"anyOf": [{"$ref": "#/components/schemas/Opened"}, {"type": "null"}]},
            "opens": {"$ref": "#/components/schemas/Opened"}}}  # fmt: skip
        for button in wizard._buttons.values() if not self.visit.reads_only else ():
            made[f"{path}/press/{button.name}"] = {"parameters": ids, "post": {
                "operationId": f"press_{word}_{button.name}", "summary": f"“{wizard.title}”: press “{button.label}”",
                "tags": [self.name], "parameters": WRITES, "requestBody": body,
                "responses": {"200": _json("What it made, and where it leads.", done), **PROBLEMS}}}  # fmt: skip
        return made


def _parameter(name: str) -> Schema:
    return {"$ref": f"#/components/parameters/{name}"}


def _named(name: str, description: str, values: list[str]) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", "enum": values}}


def _several(name: str, description: str, values: list[str]) -> Schema:
    """A parameter that takes several of these values, by commas."""
    schema = {"type": "array", "items": {"type": "string", "enum": values}, "uniqueItems": True}
    return {"name": name, "in": "query", "description": description, "schema": schema, "explode": False}


def _condition(kind: str, name: str, label: str, schema: Schema) -> Schema:
    words = {"is": f"{label} is this", "min": f"{label} is at least this", "max": f"{label} is at most this"}
    return {"name": f"{kind}.{name}", "in": "query", "schema": schema, "description": words[kind] + "."}


def _body(schema: str) -> Schema:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


def _json(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
