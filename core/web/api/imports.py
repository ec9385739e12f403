"""Importing a file by a program: the same importer, in one call and one transaction."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.responses import Response

from core.exchange.columns import guess
from core.exchange.importing import Choices, Importer, Outcome
from core.exchange.tables import Table
from core.orm.env import Env
from core.ui.registered import Built
from core.web.api.documents import answer
from core.web.api.problems import problem
from core.web.api.records import model_at
from core.web.asked import Asked
from core.web.built import pages_of
from core.web.errors import Explanation, HttpProblem, Instead
from core.web.imports import offered_on, targets_for, words_of

SWITCHES = {
    "check": "Import nothing; say what would happen.",
    "skip": "Leave wrong rows out instead of importing nothing.",
    "create": "Make what is named and is not there, where that may be made.",
}
NO_FILE = "Send the file as `file` of a form: Content-Type: multipart/form-data."


def import_file(env: Env, asked: Asked) -> Response:
    """POST /api/v1/{model}/import: imports the uploaded `file`; columns are understood by their titles.

    `column=Title=path` says what a column means, `key` what records are found by.
    """
    info = model_at(env, asked)
    form = pages_of(env).form_of(info.name)
    if form is None or not getattr(form.page, "create", True):
        raise env.registry.policy.denied("create", info.name)
    given = next((one for name, one in asked.files if name == "file"), None)
    if given is None:
        raise HttpProblem(415, NO_FILE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        given.file.seek(0)
        with path.open("wb") as copy:
            while piece := given.file.read(1 << 18):
                copy.write(piece)
        outcome = _imported(env, asked, form, Table(path))
    return _answered(asked, outcome)


def _imported(env: Env, asked: Asked, form: Built, table: Table) -> Outcome:
    known, words, query = targets_for(asked, env, form), words_of(env), asked.query
    said = dict(one.rpartition("=")[::2] for one in query.getlist("column"))
    if unknown := [path for path in said.values() if path and path not in known]:
        raise HttpProblem(400, f"There is no field {unknown[0][:80]} to import.")
    columns = guess(table.header, known, env.info(form.model), words, said)
    skip, create = (query.get(name) == "1" for name in ("skip", "create"))
    choices = Choices(tuple(columns), query.get("key", ""), skip=skip, create=create)
    return Importer(env, form, table, choices, words=words, offered=offered_on(asked, env, form.model)).run()


def _answered(asked: Asked, outcome: Outcome) -> Response:
    """What was imported; what was only checked, or is wrong, is taken back."""
    check, skip = (asked.query.get(name) == "1" for name in ("check", "skip"))
    if outcome.bad_rows and not (check or skip):
        said = Explanation(422, f"Nothing was imported: {outcome.bad_rows} rows are wrong.")
        said.problems = [(f"rows.{one.row}.{one.column}", one.text) for one in outcome.problems]
        raise Instead(problem(said))
    counts = {"made": outcome.made, "changed": outcome.changed, "unchanged": outcome.same,
              "left_out": outcome.bad_rows}  # fmt: skip
    made = answer(asked, {"kept": not check, **counts, "problems": [asdict(one) for one in outcome.problems]})
    if check:
        raise Instead(made)
    return made


def parameters() -> list[dict[str, Any]]:
    """The parameters of an import, for the description."""
    return [
        {"name": "key", "in": "query", "schema": {"type": "string"},
         "description": "What records are found by: `_key`, the external ID, or a field. Else every row is a new one."},
        {"name": "column", "in": "query", "schema": {"type": "array", "items": {"type": "string"}},
         "description": "What a column means: `Title=field`."},
        *({"name": name, "in": "query", "schema": {"type": "string", "enum": ["0", "1"]}, "description": said}
          for name, said in SWITCHES.items()),
    ]  # fmt: skip


BODY = {"required": True, "content": {"multipart/form-data": {"schema": {
    "type": "object", "required": ["file"], "properties": {
        "file": {"type": "string", "format": "binary", "description": "CSV or .xlsx"}}}}}}  # fmt: skip
DONE = {"type": "object", "required": ["kept", "made", "changed", "unchanged", "left_out", "problems"], "properties": {
    "kept": {"type": "boolean"}, "made": {"type": "integer"}, "changed": {"type": "integer"},
    "unchanged": {"type": "integer"}, "left_out": {"type": "integer"}, "problems": {"type": "array", "items": {
        "type": "object", "properties": {"row": {"type": "integer"}, "column": {"type": "string"},
                                         "text": {"type": "string"}}}}}}  # fmt: skip
