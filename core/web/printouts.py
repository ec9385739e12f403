"""Documents on paper over HTTP: one record's, several of a list, as a preview, and for programs.

The PDF is made once the transaction that read the record has ended (`Afterwards`): it takes a second, and nobody waits
for a connection meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.addresses import Query
from core.ui.forms import load
from core.ui.paper.printouts import Printout
from core.ui.paper.setting import CannotSet, bind
from core.ui.paper.sheets import NOT_NOW, Sheet, can_be_printed, sheet_of
from core.ui.registered import Built
from core.ui.views import ActionView
from core.web.afterwards import Afterwards
from core.web.asked import Asked
from core.web.built import page_at, pages_of
from core.web.errors import HttpProblem
from core.web.printing import Printed, finished, keep, kept_print, paths_in

MOST_AT_ONCE, TOO_MANY = 100, "At most {n} documents are printed at once."
PDF = "application/pdf"
VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What a browser's own viewer of PDFs needs, and nothing else."""


@dataclass
class _Wanted:
    """One document of a request: kept already, or a sheet to be set."""

    model: str
    id: int
    sheet: Sheet | None
    kept: Printed | None = None


def print_one(env: Env, asked: Asked) -> Response:
    """GET /{addon}/{page}/{id}/print/{key}: the document of a record as a PDF."""
    printout, record = _document_at(env, asked)
    return pdf_of(env, asked, printout, [record])


def pdf_of_record(env: Env, asked: Asked, record: Any, key: str) -> Response:
    """The document of a record that the user reads, for addresses of addons. Raises KeyError, Refused as `pdf_of`."""
    return pdf_of(env, asked, pages_of(env).printouts_of(record.__model__)[key], [record])


def preview(env: Env, asked: Asked) -> Response:
    """GET …/print/{key}/preview: the same document as a page, as it would be printed now."""
    printout, record = _document_at(env, asked)
    return HTMLResponse(sheet_of(env, printout, record, paths_in(asked.site.files)).html)


def print_several(env: Env, asked: Asked) -> Response:
    """GET /{addon}/{page}/print/{key}?ids=3,4: the documents of several records as one PDF."""
    built = page_at(env, asked)
    printout = _printout(env, built, asked.params["key"])
    given = [one for one in asked.query.get("ids", "")[:2_000].split(",") if one]
    if not given or not all(one.isdecimal() and len(one) <= 10 for one in given):
        raise HttpProblem(400)
    ids = [int(one) for one in dict.fromkeys(given)]
    if len(ids) > MOST_AT_ONCE:
        raise Refused(TOO_MANY, n=MOST_AT_ONCE)
    records = [env.session.get(env.models.models[built.model], id_) for id_ in ids]
    if not all(records):
        raise HttpProblem(404)
    return pdf_of(env, asked, printout, records)


def pdf_of(env: Env, asked: Asked, printout: Printout, records: Sequence[Any]) -> Response:
    """The PDF of records of one model, kept where it may not change. Raises Refused for one that cannot be printed."""
    files, wanted = asked.site.files, []
    for record in records:
        kept = kept_print(env, printout, record, files)
        sheet = sheet_of(env, printout, record, paths_in(files)) if kept is None else None
        wanted.append(_Wanted(record.__model__, record.id, sheet, kept))
    title = env.info(records[0].__model__).titles
    return Afterwards(partial(_made, asked, wanted, title, env.registry))


def _made(asked: Asked, wanted: Sequence[_Wanted], title: str, registry: Any) -> Response:
    """What is done without the transaction: pages are set, kept where they must be, and put together."""
    try:
        made = iter(finished([one.sheet for one in wanted if one.sheet is not None], registry))
        done = [one.kept or _kept(asked, one, next(made)) for one in wanted]
        content = bind([one.content for one in done])
    except CannotSet as why:
        raise HttpProblem(501 if why.lacking else 422, why.text) from why
    return pdf_answer(done[0].name if len(done) == 1 else f"{title}.pdf", content)


def pdf_answer(name: str, content: bytes) -> Response:
    """A PDF that is shown in place."""
    shown = f"inline; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"content-disposition": shown, "cache-control": "private, no-cache", "content-security-policy": VIEWER}
    return Response(content, 200, headers, PDF)


def _kept(asked: Asked, wanted: _Wanted, made: Printed) -> Printed:
    sheet, files = wanted.sheet, asked.site.files
    if sheet is None or not sheet.edition:
        return made

    def work(system: Env) -> Printed:
        record = system.session.get(system.models.models[wanted.model], wanted.id)
        if record is None:
            raise HttpProblem(404)
        return keep(system, record, sheet, made, files)

    return asked.site.system_work(work, why="keep a document as it was printed first")


def _document_at(env: Env, asked: Asked) -> tuple[Printout, Any]:
    """The printout and the record of an address. Raises HttpProblem 404, AccessDenied."""
    built = page_at(env, asked)
    printout = _printout(env, built, asked.params["key"])
    if not built.is_form or (record := load(env, built, asked.params["id"])) is None:
        raise HttpProblem(404)
    return printout, record


def _printout(env: Env, built: Built, key: str) -> Printout:
    if not built.model or not env.may("read", built.model):
        raise env.registry.policy.denied("read", built.model) if built.model else HttpProblem(404)
    found = pages_of(env).printouts_of(built.model).get(key)
    if found is None:
        raise HttpProblem(404)
    return found


# --- on lists ---------------------------------------------------------------------------------------------------------


def print_buttons(env: Env, built: Built) -> list[ActionView]:
    """The buttons above a list that print the selected records."""
    return [
        ActionView(f"print-{key}", _label(one), f"{built.address}/print/{key}", "post", icon="printer", apart=True)
        for key, one in pages_of(env).printouts_of(built.model).items()
    ]


def _label(printout: Printout) -> str:
    return Text("Print {what}", what=word(printout.label))


def selected(env: Env, built: Built, key: str, ids: Sequence[int]) -> str:
    """The address of the PDF of selected records. Raises Refused, with the name of the record, for what has none."""
    printout = _printout(env, built, key)
    if len(ids) > MOST_AT_ONCE:
        raise Refused(TOO_MANY, n=MOST_AT_ONCE)
    cls = env.models.models[built.model]
    for id_ in ids:
        record = env.session.get(cls, id_)
        if record is None or not can_be_printed(printout, record):
            raise Refused(NOT_NOW, record=str(record or id_))
    return Query([("ids", ",".join(map(str, ids)))]).on(f"{built.address}/print/{key}")
