"""Two people changed one record: what was there, what the other saved, and what this user entered (SPEC XC-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lifecycle.faults import from_hook
from core.ui.rendering.formats import formats_for
from core.ui.settle import Entered
from core.ui.wizard_fields import Field, OneOf, Pick, Rows, Tick

if TYPE_CHECKING:
    from core.ui.forms import RecordForm

LONGEST = 300


def conflicts_of(form: RecordForm, entered: Entered) -> list[tuple[str, str, str, str]]:
    """(field, before, theirs, yours) of every field that both changed, or that the user changed at all."""
    found = []
    for path in sorted(entered.values):
        f = form._fields.get(path)
        if f is None or isinstance(f, Rows) or not f.kept or f.secret:
            continue
        theirs = f.canon(form._read(f))
        yours, before = f.tidy(entered.values[path]), (entered.was or {}).get(path, "")
        if yours != theirs:
            found.append((path, _words(form, f, before), _words(form, f, theirs), _words(form, f, yours)))
    return found


def changed_by(form: RecordForm) -> str:
    """The name of who saved last, empty if that cannot be said."""
    id_ = getattr(form.record, "updated_by_id", None)
    if id_ is None:
        return ""
    name: str | None = next(iter(from_hook(form.env, "user_name", user_id=id_)), None)
    return name or ""


def _words(form: RecordForm, f: Field, canon: str) -> str:
    """A canonical text as a reader understands it. Long texts are not kept in the memo of a form."""
    if canon.startswith("#") and len(canon) == 25:
        return "…"
    formats = formats_for(form.env.user.locale, form.env.user.zone)
    if isinstance(f, Tick):
        return "yes" if canon else "no"
    if isinstance(f, OneOf):
        return f.display(canon, formats)
    if isinstance(f, Pick):
        return ", ".join(_name(form, f, int(word)) for word in canon.split() if word.isdecimal())
    return canon[:LONGEST]


def _name(form: RecordForm, f: Pick, id_: int) -> str:
    from core.ui.addresses import name_of

    return name_of(form.env, getattr(f, "target", ""), id_) or f"#{id_}"
