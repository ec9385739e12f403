"""JSON schemas of what the API takes and gives: of records as they are read, of documents as they are entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.fields import FieldInfo
from core.ui.api_values import REMOVE
from core.ui.entered import MOST_ROWS
from core.ui.record_fields import LineSpec, RichText
from core.ui.wizard_fields import LARGEST_ID, Day, Field, Moment, Number, OneOf, Pick, PickMany, Rows, Tick, Whole
from core.web.api.documents import line_fields, lines_of_form, readable
from core.web.api.problems import STATUSES

Schema = dict[str, Any]
ID: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID - 1}
READ_KINDS: Mapping[str, Schema] = {
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "decimal": {"type": "string", "format": "decimal"},
    "day": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "rich_text": {"type": "string", "contentMediaType": "text/html"},
    "json": {},
    "computed": {},
}
INSTANT: Schema = {"type": "string", "format": "date-time"}
LINK: Schema = {
    "type": "object",
    "description": "A linked record: its id, and its name as far as the user may read it.",
    "required": ["id", "name"],
    "properties": {"id": ID, "name": {"type": "string"}},
}
PROBLEM: Schema = {
    "type": "object",
    "description": "What is wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference",
                 "examples": [f"/api-reference#{one.slug}" for one in STATUSES if one.slug]},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "reference": {"type": "string", "description": "Names the entry in the server's log."},
        "errors": {"type": "array", "items": {
            "type": "object", "required": ["field", "pointer", "detail"],
            "properties": {"field": {"type": "string"}, "pointer": {"type": "string", "format": "json-pointer"},
                           "detail": {"type": "string"}}}},
    },
}  # fmt: skip
OPENED: Schema = {
    "type": "object",
    "description": "Where a button leads: a record, a wizard on one, or a page.",
    "properties": {"model": {"type": "string"}, "id": ID, "url": {"type": "string"}, "wizard": {"type": "string"},
                   "page": {"type": "string"}},
}  # fmt: skip
WIZARD_FORM: Schema = {
    "type": "object",
    "description": "A wizard's form as it is with what was entered so far.",
    "required": ["wizard", "title", "values", "fields", "buttons", "errors"],
    "properties": {
        "wizard": {"type": "string"},
        "title": {"type": "string"},
        "note": {"type": "string"},
        "values": {"type": "object", "description": "The document as it stands: what can be entered now."},
        "fields": {"type": "array", "items": {"type": "object", "required": ["field", "label", "kind"]}},
        "buttons": {"type": "array", "items": {
            "type": "object", "required": ["name", "label"],
            "properties": {"name": {"type": "string"}, "label": {"type": "string"},
                           "disabled": {"type": "string", "description": "Why it cannot be pressed now."}}}},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}  # fmt: skip
FILES: Schema = {
    "type": "object",
    "description": "Files of a record.",
    "required": ["files"],
    "properties": {"files": {"type": "array", "items": {
        "type": "object", "required": ["id", "name", "type", "size", "sha256", "url"],
        "properties": {
            "id": ID, "name": {"type": "string"}, "size": {"type": "integer"}, "sha256": {"type": "string"},
            "type": {"type": "string", "description": "As its content shows it, whatever the sender said."},
            "url": {"type": "string"}}}}},
}  # fmt: skip
LINKS: Schema = {
    "type": "object",
    "required": ["links"],
    "properties": {"links": {"type": "array", "items": {
        "type": "object", "required": ["label", "model", "count", "url"],
        "properties": {
            "label": {"type": "string"}, "model": {"type": "string"}, "count": {"type": "integer"},
            "url": {"type": ["string", "null"], "description": "The list; null if the user may read none of it."}}}}},
}  # fmt: skip
SHARED: Mapping[str, Schema] = {
    "Problem": PROBLEM, "Link": LINK, "Opened": OPENED, "WizardForm": WIZARD_FORM, "Files": FILES,
}  # fmt: skip


# --- as it is read ----------------------------------------------------------------------------------------------------


def read_schema(env: Env, info: ModelInfo) -> Schema:
    """A record as an answer holds it; which of the fields depends on what was asked for."""
    properties = {name: _read_field(env, info, field) for name, field in readable(env, info).items()}
    properties["id"] = {**ID, "readOnly": True}
    properties.setdefault("name", {"type": "string", "readOnly": True, "description": "What the record is called."})
    made: Schema = {"type": "object", "title": info.title, "required": ["id"], "properties": properties}
    if about := in_short(info.doc):
        made["description"] = about
    return made


def in_short(text: str) -> str:
    """The first paragraph of what a model says of itself, without the names of requirements."""
    first = " ".join(text.strip().partition("\n\n")[0].split())
    return re.sub(r" \(SPEC [^)]*\)", "", first)


def _read_field(env: Env, info: ModelInfo, field: FieldInfo) -> Schema:
    if field.kind == "many2one":
        kind: Schema = {"$ref": "#/components/schemas/Link"}
        made: Schema = kind if field.required else {"anyOf": [kind, {"type": "null"}]}
    elif field.kind == "many2many":
        made = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
    elif field.kind == "one2many":
        made = {"type": "array", "items": _line(env, info, field)}
    elif field.kind == "choice":
        made = _nullable({"type": "string", "enum": list(field.choices)}, field)
        made["description"] = ", ".join(f"{value}: {label}" for value, label in field.choices.items())
    else:
        made = _nullable(dict(READ_KINDS.get(field.kind, {"type": "string"})), field)
    if field.kind == "text" and field.size:
        made["maxLength"] = field.size
    return (
        _told(made, field.label, field.help) | {"readOnly": True}
        if field.read_only
        else _told(made, field.label, field.help)
    )


def _line(env: Env, info: ModelInfo, field: FieldInfo) -> Schema:
    if not (field.cascade or field.name in lines_of_form(env, info)) or not env.may("read", field.target):
        return {"$ref": "#/components/schemas/Link"}
    target = env.info(field.target)
    cells = {name: _read_field(env, target, target.fields[name]) for name in line_fields(env, field)}
    return {"type": "object", "required": ["id"], "properties": {**cells, "id": ID}}


def _nullable(kind: Schema, field: FieldInfo) -> Schema:
    if field.required or field.kind == "boolean" or "type" not in kind:
        return kind
    made = {**kind, "type": [kind["type"], "null"]}
    if "enum" in kind:
        made["enum"] = [*kind["enum"], None]
    return made


def _told(made: Schema, label: str, text: str) -> Schema:
    if label:
        made["title"] = label
    if text:
        made["description"] = f"{text} {made['description']}" if "description" in made else text
    return made


def condition_schema(field: FieldInfo) -> Schema:
    """The values that a field is compared with in an address; empty where it cannot be."""
    if field.is_relation:
        return ID
    if field.kind == "choice":
        return {"type": "string", "enum": list(field.choices)}
    if field.kind == "decimal":
        return {
            "type": "string",
            "pattern": f"^-?[0-9]{{1,9}}(\\.[0-9]{{1,{field.digits}}})?$" if field.digits else "^-?[0-9]{1,9}$",
        }
    if field.kind == "integer":
        return {"type": "integer", "minimum": 1 - LARGEST_ID, "maximum": LARGEST_ID - 1}
    kinds: Mapping[str, Schema] = {
        "text": {"type": "string"}, "boolean": {"type": "boolean"}, "day": {"type": "string", "format": "date"},
    }  # fmt: skip
    return kinds.get(field.kind, {})


# --- as it is entered -------------------------------------------------------------------------------------------------


def input_schema(fields: Mapping[str, Field], *, title: str, required: Iterable[str] = ()) -> Schema:
    """A document that a form of these fields takes."""
    properties = {name: input_field(one) for name, one in fields.items() if one.read_only is not True}
    made: Schema = {
        "type": "object", "title": title, "additionalProperties": False, "properties": properties,
    }  # fmt: skip
    if wanted := [name for name in required if name in properties]:
        made["required"] = wanted
    return made


def input_field(one: Field) -> Schema:
    """What one field takes. An empty value is null."""
    if isinstance(one, Rows):
        return _told(_input_lines(one), one.label, one.help)
    if isinstance(one, PickMany):
        made: Schema = {"type": "array", "items": ID, "maxItems": MOST_ROWS}
    elif isinstance(one, Tick):
        made = {"type": "boolean"}
    else:
        made = _single(one)
        if callable(one.required) or not one.required:
            made["type"] = [*made["type"], "null"] if isinstance(made["type"], list) else [made["type"], "null"]
            if "enum" in made:
                made["enum"] = [*made["enum"], None]
    if callable(one.read_only) or one.shown is not None:
        made["description"] = "Can be set only in some states of the record."
    return _told(made, one.label, one.help)


def _single(one: Field) -> Schema:
    if isinstance(one, Pick):
        target = getattr(one, "target", "")
        return {**ID, **({"x-links-to": target} if target else {})}
    if isinstance(one, Whole):
        return {"type": "integer", "minimum": 1 - LARGEST_ID, "maximum": LARGEST_ID - 1}
    if isinstance(one, Number):
        return {"type": ["string", "number"], "format": "decimal"}
    if isinstance(one, OneOf):
        return {"type": "string"} if callable(one.choices) else {"type": "string", "enum": list(one.choices)}
    if isinstance(one, Day):
        return {"type": "string", "format": "date"}
    if isinstance(one, Moment):
        return {"type": "string", "format": "date-time"}
    made: Schema = {"type": "string", **({"contentMediaType": "text/html"} if isinstance(one, RichText) else {})}
    return {**made, "maxLength": one.size} if one.size else made


def _input_lines(one: Rows) -> Schema:
    cells = {name: input_field(cell) for name, cell in one.columns().items() if cell.read_only is not True}
    what = "With an id: changes this line. Without: adds one."
    if isinstance(one.row, LineSpec):
        what += " Lines that are not named stay as they are."
    return {
        "type": "array", "maxItems": MOST_ROWS, "description": what,
        "items": {"type": "object", "additionalProperties": False, "properties": {
            **cells, "id": ID, REMOVE: {"const": True, "description": "Takes this line away."}}},
    }  # fmt: skip
