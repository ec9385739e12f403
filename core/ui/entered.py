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
    if entered.of:
        memo["of"] = entered.of
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
    earlier = memo.fresh | {path for path in values if field_of(fields, path).sticks}
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
        of=memo.of,
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
            of=str(kept.get("of", "")),
        )
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise BadForm("_kept") from None
    if any(len(keys) > MOST_ROWS or not all(KEY.fullmatch(key) for key in keys) for keys in memo.added.values()):
        raise BadForm("_kept")
    return memo
