"""Exporting a list over HTTP: as it is filtered and sorted, as CSV or as a workbook."""

from __future__ import annotations

from starlette.responses import Response

from core.exchange.cells import manner_of
from core.exchange.exporting import LINES, SHOWN, WHOLE, export
from core.exchange.files import KINDS, written
from core.orm.env import Env
from core.ui.addresses import Query
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.import_pages import download
from core.web.imports import words_of
from core.web.rows import list_at


def export_list(env: Env, asked: Asked) -> Response:
    """GET …/export?what=…&format=…: the columns of the list; with `what=all` or `lines` what an import takes."""
    built = list_at(env, asked)
    what, kind = asked.query.get("what", SHOWN), asked.query.get("format", "csv")
    if what not in (SHOWN, WHOLE, LINES) or kind not in KINDS:
        raise HttpProblem(400)
    words = words_of(env)
    made = export(env, built, Query(asked.query), what, words)
    return download(f"{built.addon}-{built.name}", kind, written(kind, made.header, made.rows, manner_of(env, words)))
