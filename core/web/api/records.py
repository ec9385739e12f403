"""Records over HTTP for programs: read, made, changed, archived, deleted, and their buttons pressed.

Values are changed through the form of the model: what no form lets its user edit, no call does. A PATCH changes the
fields that it names, and says by `If-Match` which version of the record it is about (SPEC XC-3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from starlette.responses import JSONResponse, Response

from core.lifecycle.options import refuse_missing
from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.ui.actions import OF, is_there
from core.ui.addresses import Query
from core.ui.forms import RecordForm, load
from core.ui.registered import Built
from core.ui.smart import counted, list_query
from core.web.api.documents import ROOT, answer, document, expected_versions, wanted_fields
from core.web.api.lists import list_records
from core.web.api.problems import problem
from core.web.asked import Asked
from core.web.built import buttons_of, pages_of
from core.web.errors import Explanation, HttpProblem
from core.web.record_acts import delete_record, duplicate_record, refuse_foreign_constraint, switch_archived


def index(env: Env, asked: Asked) -> Response:
    """GET /api and /api/v1: the types of records that the user may read."""
    models = [
        {"model": name, "title": info.titles, "url": f"{ROOT}/{name}"}
        for name, info in sorted(env.models.infos.items())
        if env.may("read", name) and asked.visit.is_for(name)
    ]
    return answer(asked, {"models": models, "description": f"{ROOT}/openapi.json", "documentation": "/api-reference"})


def model_at(env: Env, asked: Asked) -> ModelInfo:
    """The model of an address. One that the user may not read at all is not there. Raises HttpProblem, AccessDenied."""
    name = asked.params["model"]
    if name not in env.models.infos:
        raise HttpProblem(404)
    if not env.may("read", name):
        raise env.registry.policy.denied("read", name)
    return env.info(name)


def search(env: Env, asked: Asked) -> Response:
    """GET /api/v1/{model}: records in the language of the list pages."""
    return list_records(env, asked, model_at(env, asked))


def read(env: Env, asked: Asked) -> Response:
    """GET /api/v1/{model}/{id}: a record with its lines."""
    return _answer(env, asked, model_at(env, asked), asked.params["id"])


def create(env: Env, asked: Asked) -> Response:
    """POST /api/v1/{model}: makes a record of a document; 201. `?of=ticket:12` as the button that starts it says."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    if not getattr(built.page, "create", True):
        raise env.registry.policy.denied("create", info.name)
    form = _entered(env, asked, RecordForm(env, built, of=asked.query.get(OF, "")[:80]), body_of(asked))
    if not _saved(form, info):
        return refused(form, asked)
    return _answer(env, asked, info, form.record.id, 201)


def write(env: Env, asked: Asked) -> Response:
    """PATCH /api/v1/{model}/{id}: changes the fields that the document names; needs `If-Match`."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    form = _entered(env, asked, RecordForm(env, built, _loaded(env, built, asked)), body_of(asked), required=True)
    if not _saved(form, info):
        return refused(form, asked)
    return _answer(env, asked, info, form.record.id)


def delete(env: Env, asked: Asked) -> Response:
    """DELETE /api/v1/{model}/{id}: deletes a record; needs `If-Match`."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    record = record_at(env, asked, info)
    _need_version(asked, record, required=True)
    try:
        delete_record(env, built, record)
    except IntegrityError as why:
        raise refuse_foreign_constraint(why, info) from why
    return Response(status_code=204)


def archive(env: Env, asked: Asked) -> Response:
    """POST …/{id}/archive: takes a record out of use."""
    return _switch(env, asked, active=False)


def unarchive(env: Env, asked: Asked) -> Response:
    """POST …/{id}/unarchive: takes a record back into use."""
    return _switch(env, asked, active=True)


def _switch(env: Env, asked: Asked, *, active: bool) -> Response:
    info = model_at(env, asked)
    built = _form_of(env, info)
    record = record_at(env, asked, info)
    _need_version(asked, record, required=False)
    switch_archived(env, built, record, active=active)
    return _answer(env, asked, info, record.id)


def duplicate(env: Env, asked: Asked) -> Response:
    """POST …/{id}/duplicate: a copy of a record as it is stored, with lines of its own; 201."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    record = record_at(env, asked, info)
    _need_version(asked, record, required=False)
    try:
        copy = duplicate_record(env, built, record)
    except IntegrityError as why:
        raise HttpProblem(409, str(refuse_foreign_constraint(why, info))) from why
    return _answer(env, asked, info, copy.id, 201)


# --- buttons ----------------------------------------------------------------------------------------------------------


def actions(env: Env, asked: Asked) -> Response:
    """GET …/{id}/actions: the buttons that the record offers this user now, and the wizards they open."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    record, allowed = _loaded(env, built, asked), dict[str, bool]()
    here, made = f"{ROOT}/{info.name}/{asked.params['id']}", []
    for _, one in buttons_of(env, info.name):
        if is_there(env, one, record, allowed):
            disabled = one.disabled(record) if one.disabled is not None else ""
            opens = f"{here}/wizards/{one.opens._name}" if one.opens is not None else None
            url = opens or f"{here}/actions/{one.key}"
            made.append({"key": one.key, "label": one.label, "disabled": disabled or "", "wizard": opens, "url": url})
    return answer(asked, {"actions": made})


def links(env: Env, asked: Asked) -> Response:
    """GET …/{id}/links: what its smart buttons count, and the address of the list that each leads to.

    The numbers are right whoever asks (SPEC SB-7); the lists hold what the user may read of them.
    """
    info = model_at(env, asked)
    built = _form_of(env, info)
    record, made = _loaded(env, built, asked), []
    for button, count in counted(env, built, record):
        model = button.to.__model__
        open_ = env.may("read", model) and asked.visit.is_for(model)
        url = list_query(env, built, button, record.id).on(f"{ROOT}/{model}") if open_ else None
        made.append({"label": button.label, "model": model, "count": count, "url": url})
    return answer(asked, {"links": made})


def act(env: Env, asked: Asked) -> Response:
    """POST …/{id}/actions/{key}: saves what the document enters, presses the button, says what it leads to."""
    info = model_at(env, asked)
    built = next((form for form, one in buttons_of(env, info.name) if one.key == asked.params["key"]), None)
    if built is None:
        raise HttpProblem(404)
    record = _loaded(env, built, asked)
    form = _entered(env, asked, RecordForm(env, built, record), body_of(asked))
    if not form.press(asked.params["key"]):
        return refused(form, asked)
    return JSONResponse({"opens": opened(env, form.go)})


def opened(env: Env, go: str) -> dict[str, Any]:
    """Where a button leads, for a program: a record, a wizard on one, or a page."""
    path, _, query = go.partition("?")
    steps = path.split("/")
    if len(steps) == 4 and steps[1] == "wizard":
        name = f"{steps[2]}.{steps[3]}"
        on = next((text.removeprefix("on=") for text in query.split("&") if text.startswith("on=")), "")
        wizard = pages_of(env).wizard(name)
        if wizard is not None and on.isdecimal():
            model = wizard._on.__model__
            return {"model": model, "id": int(on), "wizard": name, "url": f"{ROOT}/{model}/{on}/wizards/{name}"}
    built = pages_of(env).by_address.get("/".join(steps[:3]))
    if built is not None and built.is_form and len(steps) == 4 and steps[3] == "new":
        of = Query(query).get(OF)
        return {"model": built.model, "url": Query([(OF, of)]).on(f"{ROOT}/{built.model}")}
    if built is not None and built.is_form and len(steps) == 4 and steps[3].isdecimal():
        return {"model": built.model, "id": int(steps[3]), "url": f"{ROOT}/{built.model}/{steps[3]}"}
    return {"page": path}


# --- what a call is about ---------------------------------------------------------------------------------------------


def body_of(asked: Asked) -> Mapping[str, Any]:
    """The document that was sent; empty where there is none. Raises HttpProblem 415 and 422."""
    if asked.posted or asked.files:
        raise HttpProblem(415, "Send JSON: Content-Type: application/json.")
    if asked.json is None:
        return {}
    if not isinstance(asked.json, Mapping):
        raise HttpProblem(422, "Expected an object: the values by the names of their fields.")
    return asked.json


def refused(form: RecordForm, asked: Asked) -> Response:
    """What stands against a call: every problem with its field, and the values that differ in a conflict."""
    view = form.view()
    if form.status == 409:
        said = Explanation(412 if "if-match" in asked.headers else 409, _changed_by(view.changed_by))
        said.problems = [(path, f"It is {theirs or 'empty'} now.") for path, _, theirs, _ in view.conflicts]
        return problem(said, asked.json)
    problems = [(one.path, one.message) for one in view.problems]
    return problem(Explanation(422, " ".join(message for _, message in problems), problems=problems), asked.json)


def _changed_by(user: str) -> str:
    who = user or "someone else"
    return f"This record was changed by {who}. Reload to see the changes."


def _form_of(env: Env, info: ModelInfo) -> Built:
    built = pages_of(env).form_of(info.name)
    if built is None:
        raise HttpProblem(405, f"{info.titles} are not changed by hand.", allow="GET, HEAD")
    return built


def _loaded(env: Env, built: Built, asked: Asked) -> Any:
    if (record := load(env, built, asked.params["id"])) is None:
        raise HttpProblem(404)
    return record


def record_at(env: Env, asked: Asked, info: ModelInfo) -> Any:
    """The record of an address. Raises HttpProblem 404 where it is not there for this user."""
    if (record := env.session.get(env.models.models[info.name], asked.params["id"])) is None:
        raise HttpProblem(404)
    return record


def _need_version(asked: Asked, record: Any, *, required: bool) -> None:
    versions = expected_versions(asked, record, required=required)
    if versions is not None and record.version not in versions:
        raise HttpProblem(412)


def _entered(
    env: Env, asked: Asked, form: RecordForm, body: Mapping[str, Any], *, required: bool = False
) -> RecordForm:
    """The form with what the document enters, about the version that `If-Match` names."""
    installed = {addon.name for addon in env.registry.addons}
    refuse_missing(asked.site.kernel.catalog, installed, form.built.model, body.keys())
    version = None
    if not form.is_new and (versions := expected_versions(asked, form.record, required=required)) is not None:
        # Of several tags the one that fits; with none that does, any: the form says what differs.
        version = form.record.version if form.record.version in versions else next(iter(versions), -1)
    return form.enter(form.read_api(body, version))


def _saved(form: RecordForm, info: ModelInfo) -> bool:
    try:
        return form.save()
    except IntegrityError as why:
        raise HttpProblem(409, str(refuse_foreign_constraint(why, info))) from why


def _answer(env: Env, asked: Asked, info: ModelInfo, id_: int, status: int = 200) -> Response:
    headers = {"location": f"{ROOT}/{info.name}/{id_}"} if status == 201 else {}
    made = document(env, info, id_, wanted_fields(env, info, asked, document=True))
    if made is None and status != 201:
        raise HttpProblem(404)
    # What a rule hides from its own maker was made all the same: there is nothing to show of it but where it is.
    return answer(asked, made or {"id": id_}, status, headers)
