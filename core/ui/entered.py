"""From what was posted to what was entered: the form is the whitelist, whether it came by a browser or the API.

What differs from the form as it was last shown is what the user entered. `_kept` is a memo of that form, not a fact: a
forged one can do no more than an API call can. Unknown and always read-only names are refused with BadForm (400).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.ui.addresses import own_steps
from core.ui.settle import Entered, Shape
from core.ui.wizard_fields import Field, PickMany, Rows

LONGEST_KEPT = 60
"""Characters of a value that the memo keeps as they are; of longer ones it keeps a digest."""
KEY = re.compile(r"[0-9]{1,10}|new-[0-9]{1,4}")
MOST_ROWS = 500


class BadForm(Exception):
    """A POST names what its form does not have, or cannot be read. The answer is 400."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This form has no field {what[:80]!r} that can be set.")


def digest(text: str) -> str:
    """Text as the memo keeps it."""
    return text if len(text) <= LONGEST_KEPT else "#" + hashlib.sha256(text.encode()).hexdigest()[:24]


def kept_of(form: Shape) -> str:
    """The memo for the next request: what is shown, which of it the user entered, which lines came and went."""
    entered, was = form._entered, {}
    for path, text in form._state().items():
        was[path] = digest(text)
    for path in form._errors:
        # An input in error counts as entered until it is mended.
        if path in entered.values:
            was[path] = digest(field_of(form._fields, path).tidy(entered.values[path]))
    paths = sorted(p for p in entered.values if p not in form._errors or p in entered.fresh)
    memo: dict[str, Any] = {"was": was, "entered": paths}
    if entered.gone:
        memo["gone"] = sorted(entered.gone)
    if entered.added:
        memo["added"] = entered.added
    if entered.trail:
        memo["from"] = entered.trail
    return json.dumps(memo, separators=(",", ":"), ensure_ascii=False)


def field_of(fields: Mapping[str, Field], path: str) -> Field:
    """The field of a path. Raises BadForm for unknown and always read-only ones."""
    name, _, rest = path.partition(".")
    found = fields.get(name)
    if rest:
        key, _, cell = rest.partition(".")
        is_cell = isinstance(found, Rows) and KEY.fullmatch(key) and "." not in cell
        found = found.columns().get(cell) if is_cell and isinstance(found, Rows) else None
    if found is None or found.read_only is True or isinstance(found, Rows):
        raise BadForm(path)
    return found


def entered_by_form(
    fields: Mapping[str, Field], posted: Iterable[tuple[str, str]], *, removing: str = "", adding: str = ""
) -> Entered:
    """What a posted form entered. `removing` names a line ("lines.42"), `adding` a table that gets a new line."""
    pairs = list(posted)
    own = {name: value for name, value in pairs if name.startswith("_")}
    memo = _memo(own.get("_kept", ""))
    values = _values(fields, pairs)
    secret = {path for path in values if field_of(fields, path).secret}
    tidy = {path: field_of(fields, path).tidy(raw) for path, raw in values.items() if path not in secret}
    was = memo.was or {}
    fresh = {path for path, raw in tidy.items() if digest(raw) != was.get(path, "")} | secret
    earlier = memo.fresh
    entered = {path: raw for path, raw in values.items() if path in fresh or path in earlier}
    gone, added = memo.gone | ({removing} if removing else set()), memo.added
    if adding:
        if not isinstance(fields.get(adding), Rows):
            raise BadForm(adding)
        keys = added.setdefault(adding, [])
        keys.append(f"new-{1 + max((int(key[4:]) for key in keys), default=0)}")
    for name, keys in added.items():
        added[name] = [key for key in keys if f"{name}.{key}" not in gone]
    expected = was | {path: digest(raw) for path, raw in tidy.items()}
    version = own.get("_version", "")
    return Entered(
        values=entered, fresh=fresh, gone={one for one in gone if ".new-" not in one}, added=added, was=was,
        expected=expected, version=int(version[:12]) if version.isdecimal() else None, trail=memo.trail,
    )  # fmt: skip


def _values(fields: Mapping[str, Field], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Path -> raw text. A tick has a hidden companion before it, so the last value counts; of links all do."""
    values: dict[str, str] = {}
    for path, raw in pairs:
        if path.startswith("_"):
            continue
        if isinstance(field_of(fields, path), PickMany) and path in values:
            values[path] = f"{values[path]} {raw}"
        else:
            values[path] = raw
    return values


def _memo(text: str) -> Entered:
    try:
        kept = json.loads(text or "{}")
        trail = own_steps(str(step) for step in kept.get("from", ()))
        memo = Entered(
            was={str(path): str(value) for path, value in kept.get("was", {}).items()},
            fresh={str(path) for path in kept.get("entered", ())},
            gone={str(path) for path in kept.get("gone", ())},
            added={str(name): [str(key) for key in keys] for name, keys in kept.get("added", {}).items()},
            trail=trail,
        )
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise BadForm("_kept") from None
    if any(len(keys) > MOST_ROWS or not all(KEY.fullmatch(key) for key in keys) for keys in memo.added.values()):
        raise BadForm("_kept")
    return memo


def entered_by_api(fields: Mapping[str, Field], body: Any) -> Entered:
    """What an API call enters: `{"values": {"title": "…", "customer": 7, "tags": [1, 2]}, "version": 4}`.

    Lines are given by id, `"lines": {"42": {"quantity": 2}}`, or as a list, which adds new ones; `"without":
    ["lines.43"]` takes one away. Raises BadForm.
    """
    if not isinstance(body, dict) or not isinstance(body.get("values", {}), dict):
        raise BadForm("values")
    values: dict[str, str] = {}
    added: dict[str, list[str]] = {}
    for name, value in body.get("values", {}).items():
        found = fields.get(name)
        if isinstance(found, Rows):
            values |= _api_lines(name, value, added)
        else:
            values[name] = _api_text(value, name)
    for path in values:
        field_of(fields, path)
    without, version = body.get("without", []), body.get("version")
    if not isinstance(without, list) or not (version is None or isinstance(version, int)):
        raise BadForm("without")
    return Entered(values, set(values), {str(one) for one in without}, added, version=version)


def _api_lines(name: str, value: Any, added: dict[str, list[str]]) -> dict[str, str]:
    if isinstance(value, list):
        lines = {f"new-{number}": cells for number, cells in enumerate(value, start=1)}
    elif isinstance(value, dict):
        lines = {str(key): cells for key, cells in value.items()}
    else:
        raise BadForm(name)
    if len(lines) > MOST_ROWS or not all(
        isinstance(cells, dict) and KEY.fullmatch(key) for key, cells in lines.items()
    ):
        raise BadForm(name)
    added[name] = [key for key in lines if key.startswith("new-")]
    return {f"{name}.{key}.{cell}": _api_text(raw, name) for key, cells in lines.items() for cell, raw in cells.items()}


def _api_text(value: Any, name: str) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, list):
        return " ".join(_api_text(one, name) for one in value)
    if isinstance(value, dict):
        return _api_text(value.get("id"), name)
    return str(value)
