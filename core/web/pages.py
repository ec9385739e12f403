"""Pages over HTTP: lists, boards, records' forms and everything that their buttons post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from starlette.responses import JSONResponse, Response

from core.lifecycle.faults import from_hook
from core.lifecycle.options import options_on
from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.search import CannotSearch
from core.ui.actions import OF
from core.ui.addresses import Query, trail_of, with_trail
from core.ui.forms import BadForm, RecordForm, load
from core.ui.registered import Built
from core.ui.views import Choice, Problem
from core.web.asked import Asked
from core.web.built import page_at, pages_of
from core.web.errors import HttpProblem, Instead
from core.web.exports import export_list
from core.web.options import offer_installation, who_must_be_asked
from core.web.record_acts import delete_record, duplicate_record, refuse_foreign_constraint, switch_archived
from core.web.redirects import go_to
from core.web.reports import export_report, show_report
from core.web.rows import show_board, show_list

SAVED = "Saved."
SEEK = "_find"
"""The button that finds choices of the link that it names; `_find.customer` are the words."""


# --- which page, which record -----------------------------------------------------------------------------------------


def form_at(env: Env, asked: Asked) -> RecordForm:
    """The form of an address: of a stored record, or of a new one. Raises HttpProblem 404, AccessDenied."""
    built = page_at(env, asked)
    if not built.is_form:
        raise HttpProblem(404)
    record = None
    if "id" in asked.params:
        if (record := load(env, built, asked.params["id"])) is None:
            raise HttpProblem(404, env.models.models[built.model].unseen)
    elif not getattr(built.page, "create", True):
        raise env.registry.policy.denied("create", built.model)
    installed = {addon.name for addon in env.registry.addons}
    offered = options_on(asked.site.kernel.catalog, installed, built.model) if built.option_cards else ()
    of = asked.query.get(OF, "")[:80] if record is None else ""
    return RecordForm(env, built, record, offered=offered, trail=trail_of(Query(asked.query)), of=of)


def entered_at(env: Env, asked: Asked) -> RecordForm:
    """The form of an address with what was posted in it. Raises HttpProblem 404 and BadForm."""
    form = form_at(env, asked)
    removing, adding = asked.query.get("remove", ""), asked.query.get("add", "")
    return form.enter(form.read(asked.posted.multi_items(), removing=removing, adding=adding))


def show_form(env: Env, asked: Asked, form: RecordForm, *, problem: str = "", status: int = 0) -> Response:
    """A form as it is now, with its status: 422 or 409 where something stands against saving it."""
    view = form.view()
    view.token = asked.token()
    if problem:
        view.problems.append(Problem("", problem))
    return asked.site.screens.page(env, asked, form.built, view, status or form.status)


# --- reading ----------------------------------------------------------------------------------------------------------


def open_page(env: Env, asked: Asked) -> Response:
    """GET /{addon}/{page}: a list, a board, or a page of an addon's own kind."""
    built = page_at(env, asked)
    if (built.is_list or built.is_board) and not asked.query:
        first: str | None = next(iter(from_hook(env, "first_search", page=built.address)), None)
        if first:
            return go_to(asked, Query(first).on(built.address))
    if built.is_list or built.is_board:
        show = show_list if built.is_list else show_board
        try:
            return show(env, asked, built, Query(asked.query))
        except CannotSearch:
            first = env.hook.first_search(env=env, page=built.address)
            if not first or Query(first).pairs != Query(asked.query).pairs:
                raise
            # What the user's own first search looks for went with its addon: the list must open all the same.
            return show(env, asked, built, Query())
    if built.is_report:
        return show_report(env, asked, built)
    if built.is_plain:
        return _plain_page(env, asked, built)
    raise HttpProblem(404)


def export(env: Env, asked: Asked) -> Response:
    """GET …/export: a list or a report as a file for spreadsheets."""
    built = page_at(env, asked)
    return export_report(env, asked, built) if built.is_report else export_list(env, asked)


def _plain_page(env: Env, asked: Asked, built: Built) -> Response:
    page: Any = built.page
    if page.roles and env.user.roles.isdisjoint(page.roles):
        raise HttpProblem(404)
    return asked.site.screens.page(env, asked, page.template, {"title": built.title, **page.gives(env)})


def open_new(env: Env, asked: Asked) -> Response:
    """GET …/new: the form of a record to be made."""
    return show_form(env, asked, form_at(env, asked))


def open_record(env: Env, asked: Asked) -> Response:
    """GET …/{id}: the form of a record."""
    return show_form(env, asked, form_at(env, asked))


def update(env: Env, asked: Asked) -> Response:
    """POST …/update: the form computed anew from what was entered. Reads only; no lock for writing is taken.

    With `?choices={path}&q={words}` what a link offers for these words, as JSON.
    """
    form = entered_at(env, asked)
    if path := asked.query.get("choices", ""):
        return found_choices(form.choices(path, words_of(asked)))
    for path in sought_in(asked.posted):
        form.seek(path, asked.posted.get(f"{SEEK}.{path}", "")[:200])
    return show_form(env, asked, form)


def sought_in(posted: Mapping[str, str]) -> set[str]:
    """The links for which somebody without a script typed words, or pressed "Find"."""
    typed = {name.removeprefix(f"{SEEK}.") for name, words in posted.items() if name.startswith(f"{SEEK}.") and words}
    return typed | ({posted[SEEK]} if SEEK in posted else set())


def words_of(asked: Asked) -> str:
    """The words that somebody searches by."""
    return asked.query.get("q", "")[:200]


def found_choices(choices: Iterable[Choice]) -> Response:
    """What the search in a long select gets."""
    return JSONResponse({"choices": [{"value": one.value, "text": one.text} for one in choices]})


# --- writing ----------------------------------------------------------------------------------------------------------


def save(env: Env, asked: Asked) -> Response:
    """POST …/{id} or …/new: saves what was entered (SPEC XC-3, XC-4, AS-6)."""
    form = entered_at(env, asked)
    if refusal := who_must_be_asked(env, asked, form):
        return show_form(env, asked, form, problem=refusal, status=422)
    if not form.save():
        return show_form(env, asked, form)
    if form.missing_addons():
        # The form is right as it is, and goes along with the preview; nothing is saved before that is confirmed.
        raise Instead(offer_installation(env, asked, form))
    asked.say(SAVED)
    return go_to(asked, form.url)


def do(env: Env, asked: Asked) -> Response:
    """POST …/do/{key}: saves what was entered and does what the button does."""
    form = entered_at(env, asked)
    if not form.press(asked.params["key"]):
        return show_form(env, asked, form)
    return go_to(asked, form.go)


def stage(env: Env, asked: Asked) -> Response:
    """POST …/stage: saves what was entered, with the record at another stage."""
    form = entered_at(env, asked)
    if not form.move(asked.posted.get("_stage", "")[:200]):
        return show_form(env, asked, form)
    return go_to(asked, form.url)


def delete(env: Env, asked: Asked) -> Response:
    """POST …/delete: deletes the record and leads back to its list."""
    return _act(env, asked, delete_record, "Deleted.")


def archive(env: Env, asked: Asked) -> Response:
    """POST …/archive: takes the record out of use, or back into it; `?active=1` and `?active=0` say which.

    The message offers to undo it.
    """
    wanted = asked.query.get("active")

    def switch(env: Env, built: Built, record: Any) -> str:
        return switch_archived(env, built, record, active=None if wanted is None else wanted == "1")

    def undo(form: RecordForm) -> str:
        if wanted is not None:
            return ""
        return with_trail(f"{form.address}/archive?active={0 if form.record.active else 1}", form.trail)

    return _act(env, asked, switch, "", undo)


def duplicate(env: Env, asked: Asked) -> Response:
    """POST …/duplicate: a copy of the record as it is stored, opened next."""
    return _act(env, asked, duplicate_record, "Duplicated.")


def _act(
    env: Env, asked: Asked, act: Callable[[Env, Built, Any], Any], said: str,
    undo: Callable[[RecordForm], str] | None = None,
) -> Response:  # fmt: skip
    """Does something to a stored record; what stands against it is said on its form."""
    form = form_at(env, asked)
    if form.is_new:
        raise HttpProblem(405)
    try:
        with env.session.begin_nested():
            outcome = act(env, form.built, form.record)
            env.session.flush()
    except Refused as why:
        return show_form(env, asked, form_at(env, asked), problem=str(why), status=422)
    except IntegrityError as why:
        problem = str(refuse_foreign_constraint(why, env.info(form.built.model)))
        return show_form(env, asked, form_at(env, asked), problem=problem, status=422)
    asked.say(said or outcome, undo=undo(form) if undo is not None else "")
    if act is delete_record:
        return go_to(asked, form.trail[-1] if form.trail else _list_address(env, form.built))
    return go_to(asked, f"{form.built.address}/{outcome.id}" if act is duplicate_record else form.url)


def _list_address(env: Env, built: Built) -> str:
    found = pages_of(env).list_of(built.model)
    return found.address if found is not None else "/"


__all__ = [
    "BadForm", "archive", "delete", "do", "duplicate", "entered_at", "form_at", "open_new", "open_page", "open_record",
    "page_at", "save", "show_form", "stage", "update",
]  # fmt: skip
