"""Reports over HTTP: the page, the file for a spreadsheet, and the paper."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import Any

from starlette.responses import Response

from core.exchange.cells import harmless
from core.orm.env import Env
from core.ui.addresses import Query
from core.ui.paper.setting import CannotSet
from core.ui.paper.sheets import Sheet
from core.ui.registered import Built
from core.ui.rendering import Renderer
from core.ui.report_view import ReportAsked
from core.web.afterwards import Afterwards
from core.web.asked import Asked
from core.web.built import page_at
from core.web.errors import HttpProblem
from core.web.printing import finished
from core.web.printouts import pdf_answer

WIDE, HUGE = 7, 15
"""From so many columns on, paper lies on its side, or is twice as large."""


def show_report(env: Env, asked: Asked, built: Built) -> Response:
    """GET /{addon}/{page}: a report; 422 with what it cannot be asked."""
    view = ReportAsked(env, built, Query(asked.query)).view()
    return asked.site.screens.page(env, asked, "report.html", view, 422 if view.problems else 200)


def export_report(env: Env, asked: Asked, built: Built) -> Response:
    """GET …/export: the table as CSV that every spreadsheet reads."""
    found = _sensible(ReportAsked(env, built, Query(asked.query)))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([harmless(cell) for cell in line] for line in found.lines())
    name = f"{built.addon}-{built.name}.csv"
    body = b"\xef\xbb\xbf" + text.getvalue().encode()
    return Response(body, 200, {"content-disposition": f'attachment; filename="{name}"'}, "text/csv")


def print_report(env: Env, asked: Asked) -> Response:
    """GET …/print: the table as a PDF."""
    built = page_at(env, asked)
    if not built.is_report:
        raise HttpProblem(404)
    found = _sensible(ReportAsked(env, built, Query(asked.query)))
    view, user = found.view(), env.user
    values = {"title": built.title, "v": view, "sort": _sort(len(view.headings)),
              "company": user.preferences.get("company", ""), "day": env.today()}  # fmt: skip
    html = env.registry.facet(Renderer).paper("report_paper.html", values, user.locale, user.zone)
    return Afterwards(partial(_set, Sheet(built.title, html), env.registry))


def _sort(columns: int) -> str:
    """The sort of paper that so many columns need."""
    return "huge" if columns >= HUGE else "wide" if columns >= WIDE else ""


def _set(sheet: Sheet, registry: Any) -> Response:
    try:
        [made] = finished([sheet], registry)
    except CannotSet as why:
        raise HttpProblem(501 if why.lacking else 422, why.text) from why
    return pdf_answer(made.name, made.content)


def _sensible(found: ReportAsked) -> ReportAsked:
    if found.table is None:
        raise HttpProblem(422, " ".join(found.errors.values()))
    return found
