"""The JSON API: the same records, rules, forms, buttons and messages as the pages (SPEC XC-9).

Programs show an API key (`Authorization: Bearer …`); scripts of our own pages use the session and a form token in
`X-Token`. A call with an `Idempotency-Key` has one effect however often it is sent. Values are changed through the form
of the model: what no form lets its user edit, no call does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from core.lifecycle.options import refuse_missing
from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.search import Link, Search
from core.ui.forms import BadForm, RecordForm, load
from core.ui.registered import Built
from core.web.asked import Asked
from core.web.built import pages_of
from core.web.errors import Explanation, HttpProblem, error_json
from core.web.record_acts import delete_record
from core.web.records_json import LISTS, found_json, wanted_fields, whole

MOST, USUAL, FARTHEST = 200, 80, 1_000_000
"""Records in an answer at most, and where nothing is asked for; how far one can page."""
OWN_PARAMETERS = frozenset(("q", "sort", "limit", "offset", "fields"))
LONGEST_WORDS = 200


def index(env: Env, asked: Asked) -> Response:
    """GET /api: the models that the user may read."""
    models = [
        {"model": name, "title": info.titles, "url": f"/api/{name}"}
        for name, info in sorted(env.models.infos.items())
        if env.may("read", name)
    ]
    return JSONResponse({"models": models, "description": "/api/openapi.json"})


def model_at(env: Env, asked: Asked) -> ModelInfo:
    """The model of an address. One that the user may not read at all is not there. Raises HttpProblem, AccessDenied."""
    name = asked.params["model"]
    if name not in env.models.infos:
        raise HttpProblem(404)
    if not env.may("read", name):
        raise env.registry.policy.denied("read", name)
    return env.info(name)


def search(env: Env, asked: Asked) -> Response:
    """GET /api/{model}: records by words (`q`), values (`field=…`), sorted (`sort=-field`), `limit`, `offset`."""
    info = model_at(env, asked)
    found = Search(env, info.name)
    for name, text in asked.query.multi_items():
        if name not in OWN_PARAMETERS:
            found.equal(name, text)
    found.having(asked.query.get("q", "")[:LONGEST_WORDS])
    names = wanted_fields(env, info, asked.query.get("fields", ""), lists=False)
    order = [one.strip() for one in asked.query.get("sort", "").split(",") if one.strip()]
    limit = whole(asked.query.get("limit"), USUAL, MOST)
    rows = found.rows(names, order=order, limit=limit, offset=whole(asked.query.get("offset"), 0, FARTHEST))
    return JSONResponse({"total": found.count(FARTHEST), "records": [found_json(one) for one in rows]})


def read(env: Env, asked: Asked) -> Response:
    """GET /api/{model}/{id}."""
    return _answer(env, asked, model_at(env, asked), asked.params["id"])


def create(env: Env, asked: Asked) -> Response:
    """POST /api/{model} `{"values": {…}}`: makes a record; 201."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    if not getattr(built.page, "create", True):
        raise env.registry.policy.denied("create", info.name)
    form = _entered(env, asked, built, None)
    if not form.save():
        return refused(form)
    return _answer(env, asked, info, form.record.id, 201)


def write(env: Env, asked: Asked) -> Response:
    """PATCH /api/{model}/{id} `{"values": {…}, "version": 3}`: changes a record; an old version is refused with 409."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    form = _entered(env, asked, built, _loaded(env, built, asked))
    if not form.save():
        return refused(form)
    return _answer(env, asked, info, form.record.id)


def delete(env: Env, asked: Asked) -> Response:
    """DELETE /api/{model}/{id}."""
    info = model_at(env, asked)
    record = env.session.get(env.models.models[info.name], asked.params["id"])
    if record is None:
        raise HttpProblem(404)
    delete_record(env, pages_of(env).form_of(info.name), record)
    return Response(status_code=204)


def act(env: Env, asked: Asked) -> Response:
    """POST /api/action/{model}/{id}/{key}: presses a button of the record's form; `opens` is where that leads."""
    info = model_at(env, asked)
    built = _form_of(env, info)
    form = _entered(env, asked, built, _loaded(env, built, asked))
    if not form.press(asked.params["key"]):
        return refused(form)
    return JSONResponse({"opens": form.go.partition("?")[0] if not form.go.startswith("/wizard/") else form.go})


def refused(form: RecordForm) -> Response:
    """What stands against a call: every problem with its path, and the values that differ in a conflict."""
    view = form.view()
    if form.status == 409:
        said = Explanation(409, _changed_by(view.changed_by))
        said.problems = [(path, f"{theirs} / {yours}") for path, _, theirs, yours in view.conflicts]
        return error_json(said)
    problems = [(problem.path, problem.message) for problem in view.problems]
    return error_json(Explanation(422, " ".join(message for _, message in problems), problems=problems))


def _changed_by(user: str) -> str:
    who = user or "someone else"
    return f"This record was changed by {who}. Reload to see the changes."


def _form_of(env: Env, info: ModelInfo) -> Built:
    built = pages_of(env).form_of(info.name)
    if built is None:
        raise HttpProblem(405, f"{info.titles} are not changed by hand.")
    return built


def _loaded(env: Env, built: Built, asked: Asked) -> Any:
    if (record := load(env, built, asked.params["id"])) is None:
        raise HttpProblem(404)
    return record


def _entered(env: Env, asked: Asked, built: Built, record: Any) -> RecordForm:
    body = asked.json if asked.json is not None else {}
    if not isinstance(body, Mapping) or not isinstance(body.get("values", {}), Mapping):
        raise BadForm("values")
    installed = {addon.name for addon in env.registry.addons}
    refuse_missing(asked.site.kernel.catalog, installed, built.model, body.get("values", {}).keys())
    form = RecordForm(env, built, record)
    return form.enter(form.read_api(body))


def _answer(env: Env, asked: Asked, info: ModelInfo, id_: int, status: int = 200) -> Response:
    names = wanted_fields(env, info, asked.query.get("fields", ""), lists=True)
    lists = [name for name in names if info.fields[name].kind in LISTS]
    found = Search(env, info.name)
    rows = found.where(found.cls.id == id_).rows([name for name in names if name not in lists], limit=1)
    if not rows:
        raise HttpProblem(404)
    if lists:
        record = env.session.get(found.cls, id_)
        for name in lists:
            rows[0].values[name] = [Link(one.id, str(one)) for one in getattr(record, name)]
    headers = {"location": f"/api/{info.name}/{id_}"} if status == 201 else {}
    return JSONResponse(found_json(rows[0]), status, headers)
