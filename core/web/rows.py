"""Lists and boards over HTTP: opened, worked on in bulk, searches kept, cards moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.exc import IntegrityError
from starlette.responses import Response

from core.orm.access.denied import AccessDenied
from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.search import Search
from core.orm.texts import Text, joined, word
from core.ui.actions import perform, refuse_action, wizard_url
from core.ui.addresses import Query, trail_of
from core.ui.boards import board_view, lane_of, lane_title, move_card
from core.ui.lists import list_view, matching
from core.ui.pages import Action
from core.ui.registered import Built
from core.ui.views import ActionView, Problem
from core.ui.wizard_fields import NOT_OFFERED
from core.web.asked import Asked
from core.web.built import page_at, pages_of
from core.web.errors import HttpProblem
from core.web.printouts import print_buttons, selected
from core.web.record_acts import delete_record, refuse_foreign_constraint, switch_archived
from core.web.redirects import go_to

MOST_IN_BULK = 1_000
MOST_IN_A_FORM = 100
"""Records that a pop-up is opened with: they stand in its address."""
MEANWHILE = "{card} was changed by {user} meanwhile and was not moved. You see it as it is now."
CARD = ("id", "lane", "_version")
"""What a card's form says: which record, where to, and the version that was shown."""
AT = "_at"
"""Names the moments between which the records were archived that are to be restored."""


def show_list(env: Env, asked: Asked, built: Built, query: Query, *, problem: str = "") -> Response:
    """A list; with `problem` and 422 where a bulk action was refused."""
    view = list_view(env, built, query)
    view.token = asked.token()
    view.bulk += [*print_buttons(env, built), *_own_bulk(env, built)]
    if problem:
        view.problems.append(Problem("", problem))
    return asked.site.screens.page(env, asked, "list.html", view, 422 if problem else 200)


def show_board(env: Env, asked: Asked, built: Built, query: Query, *, problem: str = "", status: int = 200) -> Response:
    """A board; with `problem` where a card was not moved."""
    view = board_view(env, built, query)
    view.token = view.list.token = asked.token()
    if problem:
        view.problems = [Problem("", problem)]
    return asked.site.screens.page(env, asked, "board.html", view, status)


def _own_bulk(env: Env, built: Built) -> list[ActionView]:
    form = pages_of(env).form_of(built.model)
    if form is None:
        return []
    made = []
    if "active" in env.info(built.model).fields and env.may("write", built.model):
        made.append(ActionView("archive", "Archive", f"{built.address}/bulk/archive", "post", icon="archive"))
    if getattr(form.page, "delete", True) and env.may("delete", built.model):
        confirm = "Delete the selected records for good?"
        url = f"{built.address}/bulk/delete"
        made.append(ActionView("delete", "Delete", url, "post", danger=True, icon="trash-2", confirm=confirm))
    return made


def list_at(env: Env, asked: Asked) -> Built:
    """The list of an address. Raises HttpProblem 404."""
    built = page_at(env, asked)
    if not built.is_list:
        raise HttpProblem(404)
    return built


# --- bulk -------------------------------------------------------------------------------------------------------------


def bulk(env: Env, asked: Asked) -> Response:
    """POST …/bulk/{key}: does one thing to the selected records, to all of them or to none."""
    built = list_at(env, asked)
    if AT in asked.query:
        return _restore(env, asked, built)
    query = Query(asked.posted.get("_query", "")[:4_000])
    if (opening := _opening(env, built, asked.params["key"])) is not None:
        return _open_with(env, asked, built, query, opening)
    act, label = _bulk_act(env, built, asked.params["key"])
    ids = _selected(env, asked, built, query)
    if problem := _number_problem(ids, MOST_IN_BULK):
        return show_list(env, asked, built, query, problem=problem)
    began = env.now()
    if problem := _all_or_none(env, built, ids, act):
        return show_list(env, asked, built, query, problem=problem)
    back = query.plus(AT, f"{began.isoformat()}~{env.now().isoformat()}").on(f"{built.address}/bulk/archive")
    stamped = "updated_at" in env.info(built.model).fields
    asked.say(f"{label}: {len(ids)}", undo=back if asked.params["key"] == "archive" and stamped else "")
    return go_to(asked, query.on(built.address))


def print_selected(env: Env, asked: Asked) -> Response:
    """POST …/print/{key}: leads to the PDF of the selected records; what cannot be printed is said on the list."""
    built = list_at(env, asked)
    query = Query(asked.posted.get("_query", "")[:4_000])
    ids = _selected(env, asked, built, query)
    if not ids:
        return show_list(env, asked, built, query, problem="Select records first.")
    try:
        return go_to(asked, selected(env, built, asked.params["key"], ids))
    except Refused as why:
        return show_list(env, asked, built, query, problem=str(why))


def _restore(env: Env, asked: Asked, built: Built) -> Response:
    """Undoes archiving several records: takes back into use what this user archived in those moments.

    A record that somebody changed since stays as they left it.
    """
    cls, query = env.models.models[built.model], Query(asked.query).without(AT)
    form, fields = pages_of(env).form_of(built.model), env.info(built.model).fields
    if asked.params["key"] != "archive" or form is None or not {"active", "updated_at"} <= fields.keys():
        raise HttpProblem(404)
    try:
        began, ended = (datetime.fromisoformat(one).astimezone(UTC) for one in asked.query[AT].split("~"))
    except (ValueError, OverflowError):
        raise HttpProblem(400) from None
    search = Search(env, built.model).where(~cls.active, cls.updated_by_id == env.user.id)
    ids = search.where(cls.updated_at.between(began, ended)).ids(limit=MOST_IN_BULK)
    restore = partial(switch_archived, env, form, active=True)
    if problem := _all_or_none(env, built, ids, restore):
        return show_list(env, asked, built, query, problem=problem)
    asked.say(Text("Restored: {n}", n=len(ids)))
    return go_to(asked, query.on(built.address))


def _opening(env: Env, built: Built, key: str) -> Action | None:
    """The button of a key, if it opens a pop-up with what is selected."""
    form = pages_of(env).form_of(built.model)
    action = form.action(key) if form is not None else None
    return action if action is not None and action.selection is not None else None


def _open_with(env: Env, asked: Asked, built: Built, query: Query, action: Action) -> Response:
    """Leads to a pop-up on the first of the selected records in which all of them stand."""
    cls, ids = env.models.models[built.model], _selected(env, asked, built, query)
    if problem := _number_problem(ids, MOST_IN_A_FORM):
        return show_list(env, asked, built, query, problem=problem)
    if (record := env.session.get(cls, ids[0])) is None:
        return show_list(env, asked, built, query, problem="One of the records is not there any more.")
    try:
        refuse_action(env, action, record)
    except Refused as why:
        return show_list(env, asked, built, query, problem=f"{record}: {why}")
    assert action.opens is not None
    values = Query([(action.selection.name, ",".join(map(str, ids)))])
    trail = [*trail_of(query), query.without("from").on(built.address)]
    return go_to(asked, wizard_url(action.opens._name, record.id, trail, values))


def _number_problem(ids: list[int], most: int) -> str:
    if not ids:
        return "Select records first."
    return Text("At most {n} records at once.", n=most) if len(ids) > most else ""


def _selected(env: Env, asked: Asked, built: Built, query: Query) -> list[int]:
    if asked.posted.get("_all"):
        return matching(env, built, query).ids(limit=MOST_IN_BULK + 1)
    chosen = asked.posted.getlist("ids")
    if not all(one.isdecimal() and len(one) <= 10 for one in chosen):
        raise HttpProblem(400)
    return list(dict.fromkeys(map(int, chosen)))


def _bulk_act(env: Env, built: Built, key: str) -> tuple[Callable[[Any], object], str]:
    form = pages_of(env).form_of(built.model)
    if form is not None and key == "delete":
        return lambda record: delete_record(env, form, record), "Deleted"
    if form is not None and key == "archive":
        return lambda record: record.active and switch_archived(env, form, record), "Archived"
    action = form.action(key) if form is not None else None
    if action is None or not action.bulk or not action.does:
        raise HttpProblem(404)

    def press(record: Any) -> None:
        refuse_action(env, action, record)
        perform(env, action, record, ())

    return press, action.label


def _all_or_none(env: Env, built: Built, ids: list[int], act: Callable[[Any], object]) -> str:
    """What stands against it, with the name of the record; empty once everything is done."""
    cls = env.models.models[built.model]
    record: Any = None
    doomed = env.transaction.doomed
    try:
        with env.session.begin_nested():
            for id_ in ids:
                if (record := env.session.get(cls, id_)) is None:
                    raise Refused("One of the records is not there any more.")
                act(record)
            env.session.flush()
    except (Refused, AccessDenied, IntegrityError) as why:
        env.transaction.doomed = doomed
        said = refuse_foreign_constraint(why, env.info(built.model)) if isinstance(why, IntegrityError) else why
        return f"{record}: {said}" if record is not None else str(said)
    return ""


# --- searches and cards -----------------------------------------------------------------------------------------------


def keep_search(env: Env, asked: Asked) -> Response:
    """POST …/searches: keeps the search in force under a name."""
    built = page_at(env, asked)
    if not (built.is_list or built.is_board):
        raise HttpProblem(404)
    name = asked.posted.get("name", "").strip()
    query = str(Query(asked.posted.get("query", "")).without("page", "from"))
    if not name:
        raise Refused("Give the search a name.", about="name")
    env.hook.search_kept(
        env=env, page=built.address, name=name[:80], query=query[:2_000],
        shared=bool(asked.posted.get("shared")), first=bool(asked.posted.get("default")),
    )  # fmt: skip
    asked.say("The search was saved.")
    return go_to(asked, Query(query).on(built.address))


def move(env: Env, asked: Asked) -> Response:
    """POST …/move: a card to another lane, as an edit of its record would be; a conflict is said on the board.

    What to move stands in the form, or in the address: there the message of a move puts it, which offers to undo it.
    """
    built = page_at(env, asked)
    if not built.is_board:
        raise HttpProblem(404)
    undoes = "id" in asked.query
    given, board = asked.query if undoes else asked.posted, Query(asked.query).without(*CARD)
    chosen, lane, version = (given.get(name, "")[:200] for name in CARD)
    if not (chosen.isdecimal() and len(chosen) <= 10):
        raise HttpProblem(400)
    record = env.session.get(env.models.models[built.model], int(chosen)) if env.may("read", built.model) else None
    if record is None:
        return show_board(env, asked, built, board, problem="This record is not there any more.", status=404)
    before = lane_of(env, built, record)
    form = move_card(env, built, record, lane, int(version[:12]) if version.isdecimal() else None)
    if form.status != 200:
        view = form.view()
        said = [problem.message for problem in view.problems]
        why = (
            _not_moved(str(record), lane_title(env, built, lane), said)
            if said
            else _conflict(str(record), view.changed_by)
        )
        return show_board(env, asked, built, board, problem=why, status=form.status)
    back = board.plus("id", chosen).plus("lane", before).plus("_version", str(record.version))
    asked.say("Moved back." if undoes else "Moved.", undo="" if undoes else back.on(f"{built.address}/move"))
    return go_to(asked, board.on(built.address))


def _not_moved(card: str, lane: str, said: list[str]) -> str:
    if said == [NOT_OFFERED]:
        said = [Text("“{lane}” is not possible for it.", lane=word(lane)) if lane else Text("There is no such lane.")]
    return joined((Text("{card} was not moved.", card=card), *said))


def _conflict(card: str, user: str) -> str:
    return Text(MEANWHILE, card=card, user=user or Text("someone else"))
