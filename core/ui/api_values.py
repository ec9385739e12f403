"""Values of forms as programs write and read them: JSON in, what was entered out, and a wizard's form as JSON.

The form is the whitelist here too. A document is an object of field names:

    {"title": "…", "customer": 7, "tags": [1, 2], "lines": [{"id": 42, "quantity": "2"}, {"product": 5}]}

A line with an `id` is changed, one without is added, one with `"_remove": true` goes; lines that are not named stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.orm.refused import Refused
from core.ui.entered import MOST_ROWS, BadForm
from core.ui.settle import NOT_EDITABLE, Entered
from core.ui.views import Input, WizardView
from core.ui.wizard_fields import LARGEST_ID, Day, Field, Moment, Number, OneOf, Pick, PickMany, Rows, Tick

NO_FIELD = "There is no field of this name here."
REMOVE = "_remove"


def entered_by_api(fields: Mapping[str, Field], body: Any, *, version: int | None = None) -> Entered:
    """What a document enters into a form of these fields. `version` is that of the record it was made from.

    Raises BadForm where it is no object, Refused with every field that is unknown, read-only or of another type.
    """
    if not isinstance(body, Mapping):
        raise BadForm("a document")
    entered, wrong = Entered(version=version), dict[str, str]()
    for name, value in body.items():
        found = fields.get(name)
        if isinstance(found, Rows) and found.read_only is not True:
            _enter_lines(found, value, entered, wrong)
        else:
            _enter(found, name, value, entered, wrong)
    if wrong:
        raise Refused.several(Refused("{said}", path, said=said) for path, said in wrong.items())
    entered.fresh = set(entered.values)
    return entered


def _enter(found: Field | None, path: str, value: Any, entered: Entered, wrong: dict[str, str]) -> None:
    if found is None:
        wrong[path[:120]] = NO_FIELD
    elif found.read_only is True:
        wrong[path] = NOT_EDITABLE.format(field=found.label)
    elif (text := raw_of(found, value)) is None:
        wrong[path] = f"Expected {expected(found)}."
    else:
        entered.values[path] = text


def _enter_lines(found: Rows, value: Any, entered: Entered, wrong: dict[str, str]) -> None:
    name = found.name
    if not isinstance(value, list) or len(value) > MOST_ROWS or not all(isinstance(one, Mapping) for one in value):
        wrong[name] = f"Expected a list of at most {MOST_ROWS} objects."
        return
    columns, keys = found.columns(), line_keys(value)
    if len(set(keys)) != len(keys):
        wrong[name] = "Two of the lines have the same id."
        return
    entered.added[name] = [key for key in keys if key.startswith("new-")]
    for key, line in zip(keys, value, strict=True):
        path = f"{name}.{key}"
        if not key:
            wrong[name] = "Expected the id of a line, a whole number."
        elif REMOVE in line:
            if line.keys() != {"id", REMOVE} or line[REMOVE] is not True:
                wrong[path] = f'To take a line away give its id and "{REMOVE}": true, and nothing else.'
            entered.gone.add(path)
        else:
            for cell, one in line.items():
                if cell != "id":
                    _enter(columns.get(cell), f"{path}.{cell}", one, entered, wrong)


def line_keys(lines: list[Any]) -> list[str]:
    """The keys by which a form knows the lines of a document, in order; empty where an id is none."""
    keys, new = [], 0
    for line in lines:
        if "id" in line:
            keys.append(str(line["id"]) if _is_id(line["id"]) else "")
        else:
            new += 1
            keys.append(f"new-{new}")
    return keys


def pointer(path: str, body: Any) -> str:
    """Where a path of a form ("lines.new-2.quantity") stands in the document: a JSON pointer ("/lines/1/quantity")."""
    name, _, rest = path.partition(".")
    if not path:
        return ""
    steps, lines = [name], body.get(name) if isinstance(body, Mapping) else None
    if rest and isinstance(lines, list) and all(isinstance(one, Mapping) for one in lines):
        key, _, cell = rest.partition(".")
        keys = line_keys(lines)
        if key in keys:
            steps += [str(keys.index(key)), *([cell] if cell else [])]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


# --- one value --------------------------------------------------------------------------------------------------------


def raw_of(found: Field, value: Any) -> str | None:
    """A JSON value as the text that a form would post; None where it is of another type."""
    if value is None:
        return ""
    for kinds, read, _ in READERS:
        if isinstance(found, kinds):
            return read(value)
    return _text(value)


def expected(found: Field) -> str:
    """What a field takes, in words."""
    return next((words for kinds, _, words in READERS if isinstance(found, kinds)), "a text")


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST_ID


def _link(value: Any) -> str | None:
    given = value.get("id") if isinstance(value, Mapping) else value
    return str(given) if _is_id(given) else None


def _links(value: Any) -> str | None:
    texts = [_link(one) for one in value] if isinstance(value, list) and len(value) <= MOST_ROWS else [None]
    return None if None in texts else " ".join(text for text in texts if text)


def _number(value: Any) -> str | None:
    return str(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else None


def _tick(value: Any) -> str | None:
    return ("1" if value else "") if isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


READERS: tuple[tuple[type[Field], Callable[[Any], str | None], str], ...] = (
    (PickMany, _links, "a list of ids"),
    (Pick, _link, "the id of a record, a whole number"),
    (Tick, _tick, "true or false"),
    (Number, _number, "a number, as a number or as text"),
    (OneOf, _text, "one of the offered values, as text"),
    (Day, _text, "a date as text: 2026-03-02"),
    (Moment, _text, "an instant as text: 2026-03-02T09:30:00+00:00"),
)
"""How fields take JSON values, and what that is called; all others take text."""


# --- a wizard as JSON -------------------------------------------------------------------------------------------------


def wizard_json(view: WizardView) -> dict[str, Any]:
    """A wizard's form: `values` is the document as it stands now, without what is only shown; `fields` says it all."""
    return {
        "wizard": view.name,
        "title": view.title,
        "note": view.note,
        "values": {one.path: _value(one) for one in view.inputs if one.editable},
        "fields": [_field_json(one) for one in view.inputs],
        "buttons": [
            {"name": one.key, "label": one.label, "primary": one.primary, "disabled": one.disabled,
             "confirm": one.confirm}
            for one in view.buttons
        ],
        "errors": [{"field": one.path, "detail": one.message} for one in view.problems],
    }  # fmt: skip


def _field_json(one: Input) -> dict[str, Any]:
    made: dict[str, Any] = {
        "field": one.path, "label": one.label, "kind": one.widget, "value": _value(one), "text": one.text,
        "help": one.help, "required": one.required, "editable": one.editable, "error": one.error,
    }  # fmt: skip
    if one.widget in ("pick", "pick_many", "choice"):
        made["choices"] = [{"value": _id_or_text(c.value), "text": c.text} for c in one.choices if c.value]
        made["more_choices"] = one.more
    if one.widget == "rows":
        made |= {"adding": one.adding, "removing": one.removing, "empty": one.empty}
        made["lines"] = [{**_key(row.key), "fields": [_field_json(cell) for cell in row.cells]} for row in one.rows]
    return made


def _value(one: Input) -> Any:
    text = one.value
    if one.widget == "tick":
        return bool(text)
    if one.widget == "pick_many":
        return [int(word) for word in text.split() if word.isdecimal()]
    if one.widget == "rows":
        return [{**_key(row.key), **dict(_cells(row.cells))} for row in one.rows]
    if one.widget == "pick":
        return int(text) if text.isdecimal() else None
    return text or None


def _cells(cells: list[Input]) -> Iterator[tuple[str, Any]]:
    return ((cell.path.rpartition(".")[2], _value(cell)) for cell in cells if cell.editable)


def _key(key: str) -> dict[str, Any]:
    return {"id": int(key)} if key.isdecimal() else {}


def _id_or_text(text: str) -> int | str:
    return int(text) if text.isdecimal() else text
