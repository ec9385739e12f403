"""Importing over HTTP: a file is uploaded, its columns are understood, it is checked, and then imported or not.

Every step is a page of its own that needs no script. A check is the import itself, taken back at its end. Both show
their progress on a page that grows (`growing.py`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response

from core.exchange import runs
from core.exchange.columns import Target, Words, fields_of, targets_of
from core.exchange.importing import Choices, Importer, Outcome
from core.exchange.runs import Run
from core.exchange.tables import BadFile, Table
from core.lifecycle.options import OfferedOption, options_on
from core.orm.env import Env
from core.orm.refused import Refused
from core.ui.registered import Built
from core.ui.rendering import Renderer
from core.ui.views import Problem
from core.web import import_pages
from core.web.asked import Asked
from core.web.built import page_at, pages_of
from core.web.errors import HttpProblem
from core.web.installers import check_sender
from core.web.redirects import go_to
from core.web.uploads import tidy_name

if TYPE_CHECKING:
    from core.web.site import Site

STEPS = 20
"""How often long work says how far it is."""
NO_FILE = "Choose a file first."
GONE = "This file is not there any more. Upload it again."


class _Undone(Exception):
    """Takes back what an import wrote; `outcome` is what it found."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def place_of(env: Env, asked: Asked) -> tuple[Built, Built]:
    """The list of an address and the form of its records. Raises HttpProblem 404, AccessDenied for who makes none."""
    built = page_at(env, asked)
    form = pages_of(env).form_of(built.model) if built.is_list else None
    if form is None:
        raise HttpProblem(404)
    if not getattr(form.page, "create", True) or not env.may("create", built.model):
        raise env.registry.policy.denied("create", built.model)
    return built, form


def words_of(env: Env) -> Words:
    """What gives a text in the user's language."""
    return env.registry.facet(Renderer).words(env.user.locale)


def offered_on(asked: Asked, env: Env, model: str) -> list[OfferedOption]:
    """The options of a model, whether their modules are there or not."""
    return options_on(asked.site.kernel.catalog, {addon.name for addon in env.registry.addons}, model)


def targets_for(asked: Asked, env: Env, form: Built) -> dict[str, Target]:
    """What the columns of a file may mean."""
    offered = offered_on(asked, env, form.model)
    return targets_of(env, form.model, fields_of(env, form, offered), offered)


def run_at(env: Env, asked: Asked, built: Built) -> Run:
    """The import of an address. Raises HttpProblem 404 for one that is not this user's."""
    found = runs.find(env, asked.params["id"], built.model)
    if found is None:
        raise HttpProblem(404)
    return found


def table_for(asked: Asked, run: Run) -> Table:
    """The table of an import. Raises BadFile, also where the file was tidied away."""
    try:
        path: Path = asked.site.imports.path(run.digest)
    except FileNotFoundError:
        raise BadFile(GONE) from None
    return Table(path, encoding=run.encoding, separator=run.separator)


# --- pages ------------------------------------------------------------------------------------------------------------


def upload_page(env: Env, asked: Asked) -> Response:
    """GET …/import: where a file is chosen."""
    built, _ = place_of(env, asked)
    return import_pages.upload(env, asked, built, words_of(env))


def upload(site: Site, asked: Asked) -> Response:
    """POST …/import: keeps the file, guesses what its columns mean, and leads on to say so.

    The file is read to its end, which may take seconds: outside of any transaction, so that nobody waits for it.
    """
    _, addon, page, _ = asked.path.split("/")
    asked.params = {"addon": addon, "page": page}

    def again(problem: str) -> Response:
        return site.work(
            asked,
            lambda env, asked: import_pages.upload(env, asked, place_of(env, asked)[0], words_of(env), problem=problem),
            write=False,
        )

    def begin(env: Env, asked: Asked) -> Response:
        built, form = place_of(env, asked)
        targets, info = targets_for(asked, env, form), env.info(built.model)
        id_ = runs.begin(env, info, built.address, file, targets, words_of(env))
        return go_to(asked, f"{built.address}/import/{id_}")

    site.work(asked, _may_begin, write=False)
    given = next((one for name, one in asked.files if name == "file" and one.filename), None)
    if given is None:
        return again(NO_FILE)
    given.file.seek(0)
    kept = site.imports.keep(given.file, given.filename or "")
    try:
        table = Table(site.imports.path(kept.digest))
        table.sample(1)
        file = runs.Upload(tidy_name(given.filename or ""), kept.digest, table, table.count())
    except BadFile as why:
        return again(why.message)
    return site.work(asked, begin, write=True)


def _may_begin(env: Env, asked: Asked) -> None:
    check_sender(env, asked)
    place_of(env, asked)


def run_page(env: Env, asked: Asked) -> Response:
    """GET …/import/{id}: what it did, else what a check found, else (and with `?columns`) what the columns mean."""
    built, form = place_of(env, asked)
    run = run_at(env, asked, built)
    if run.done_at is not None or (run.outcome is not None and "columns" not in asked.query):
        return import_pages.result(env, asked, built, run)
    return columns_page(env, asked, built, form, run)


def columns_page(env: Env, asked: Asked, built: Built, form: Built, run: Run, problem: str = "") -> Response:
    """What the columns of a file mean; with `problem` and 422 where they cannot mean that."""
    try:
        table = table_for(asked, run)
        table.sample(1)
    except BadFile as why:
        if why.message == GONE:
            return import_pages.upload(env, asked, built, words_of(env), problem=GONE)
        problem, table = problem or why.message, table_for(asked, replace(run, encoding="", separator=""))
    problems = [Problem("", problem)] if problem else []
    targets = targets_for(asked, env, form)
    return import_pages.columns(env, asked, built, run, table, targets, words_of(env), problems)


def keep_columns(env: Env, asked: Asked) -> Response:
    """POST …/import/{id}/columns: keeps what was chosen and shows the cells as they are read then."""
    built, form = place_of(env, asked)
    run = run_at(env, asked, built)
    if run.done_at is None:
        _chosen(env, asked, form, run)
    return go_to(asked, f"{built.address}/import/{run.id}?columns=1")


def _chosen(env: Env, asked: Asked, form: Built, run: Run) -> Run:
    """The run with what the page of columns posted. Where the file is read in another way, its columns are anew."""
    posted = asked.posted
    encoding, separator = posted.get("encoding", run.encoding)[:20], posted.get("separator", run.separator)[:1]
    table = table_for(asked, replace(run, encoding=encoding, separator=separator))
    known = targets_for(asked, env, form)
    wanted = [posted.get(f"c{place}", "")[:200] for place in range(len(table.header))]
    columns = tuple(path if path in known else "" for path in wanted)
    if f"c{len(columns) - 1}" not in posted or f"c{len(columns)}" in posted:
        columns = tuple(runs.guessed(env, form.model, table, known, words_of(env)))
    key = posted.get("key", "")[:100]
    choices = Choices(
        columns, key if key in columns else "", posted.get("decimal", "")[:1], posted.get("order", "")[:3],
        create=bool(posted.get("create")),
    )  # fmt: skip
    return runs.choose(env, run, choices, table.dialect.encoding, table.dialect.separator)


def left_out(env: Env, asked: Asked) -> Response:
    """GET …/import/{id}/left-out: the rows that were left out, and why, to be mended and imported again."""
    built, _ = place_of(env, asked)
    run = run_at(env, asked, built)
    if run.outcome is None or not run.outcome.left_out:
        raise HttpProblem(404)
    return import_pages.left_out(env, run, table_for(asked, run), words_of(env))


def template(env: Env, asked: Asked) -> Response:
    """GET …/import/template?format=…: an empty file with the titles of all columns, and what goes into them."""
    built, form = place_of(env, asked)
    return import_pages.template(env, built, form, asked.query.get("format", "csv"), words_of(env))


# --- long work --------------------------------------------------------------------------------------------------------


def check_file(site: Site, asked: Asked) -> Response:
    """POST …/import/{id}/check: keeps what was chosen, imports, takes it back, and leads to what was found."""
    return _carried_out(site, asked, for_real=False)


def import_file(site: Site, asked: Asked) -> Response:
    """POST …/import/{id}/run: imports: everything, or with `skip` what can be."""
    return _carried_out(site, asked, for_real=True)


def _carried_out(site: Site, asked: Asked, *, for_real: bool) -> Response:
    _, addon, page, _, id_, _ = asked.path.split("/")
    asked.params = {"addon": addon, "page": page, "id": int(id_)}
    skip = for_real and bool(asked.posted.get("skip"))

    def prepare(env: Env, asked: Asked) -> Run:
        check_sender(env, asked)
        built, form = place_of(env, asked)
        run = run_at(env, asked, built)
        return run if for_real or run.done_at is not None else _chosen(env, asked, form, run)

    def work(env: Env, asked: Asked) -> Outcome | None:
        _, form = place_of(env, asked)
        if not runs.claim(env, run):
            return None  # by a double click, or the back button
        outcome = _importer(env, asked, form, replace(run, choices=replace(run.choices, skip=skip))).run()
        if not for_real or (outcome.bad_rows and not skip):
            raise _Undone(outcome)
        runs.finish(env, run, outcome)
        return outcome

    run = site.work(asked, prepare, write=True)
    here = asked.path.rpartition("/")[0]
    try:
        done = site.work(asked, work, write=True)
    except _Undone as undone:
        outcome = undone.outcome
        site.work(asked, lambda env, _: runs.note_check(env, run, outcome), write=True)
        return go_to(asked, here)
    except Refused as why:
        text = str(why)
        return site.work(
            asked, lambda env, asked: columns_page(env, asked, *place_of(env, asked), run, text), write=False
        )
    if done is not None:
        asked.say("The import is done.")
    return go_to(asked, here)


def _importer(env: Env, asked: Asked, form: Built, run: Run) -> Importer:
    told, words = 0, words_of(env)

    def progress(what: str, done: int, total: int) -> None:
        nonlocal told
        if asked.progress is not None and done * STEPS // max(total, 1) > told:
            told = done * STEPS // max(total, 1)
            asked.progress(words("{what}: {n} of {all} rows").format(what=words(what), n=done, all=total), done, total)

    return Importer(
        env, form, table_for(asked, run), run.choices, words=words, offered=offered_on(asked, env, form.model),
        run_id=run.id, total=run.rows, progress=progress,
    )  # fmt: skip
