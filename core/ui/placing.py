"""Where on a record's page a problem is said: at the field or line that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.orm.refused import Refused
from core.orm.texts import joined
from core.ui.record_fields import Linked
from core.ui.wizard_fields import Rows

if TYPE_CHECKING:
    from core.ui.forms import RecordForm


class Path(str):
    """A path of this very form, as `about` of a problem."""


def placed(form: RecordForm, why: Refused) -> dict[str, str]:
    """Path -> what is said there; the empty path is the form as a whole."""
    found: dict[str, str] = {}
    for problem in why.problems:
        path = _path_of(form, problem)
        found[path] = joined((found[path], problem.message)) if path in found else problem.message
    return found


def _path_of(form: RecordForm, problem: Refused) -> str:
    about, record = problem.about, getattr(problem, "record", None)
    if isinstance(about, str):
        for f in form._fields.values():
            for line in form._values.get(f.name, ()) if isinstance(f, Rows) else ():
                if line.record is record:
                    return f"{line._path}{_field_named(line._fields, about)}"
        of_another = record is not None and record is not form.record
        return (of_another and form._place_of(record)) or _field_named(form._fields, about)
    return form._place_of(about)


def _field_named(fields: Any, about: str) -> str:
    """The path of a field by its name or by its foreign key."""
    if isinstance(about, Path) or about in fields:
        return str(about)
    return next((name for name, f in fields.items() if isinstance(f, Linked) and f.column == about), "")
