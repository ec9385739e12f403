"""Wizards over HTTP for programs: opened, filled in step by step, pressed; one computation with the pages (SPEC XC-9).

Nothing is kept between the calls: each sends what was entered so far, and gets the form that follows from it.
"""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from core.orm.env import Env
from core.ui.addresses import Query
from core.ui.api_values import wizard_json
from core.ui.wizard_pages import (
    WizardAnswer,
    api_press_wizard,
    api_update_wizard,
    api_wizard_choices,
    open_wizard,
)
from core.web.api.documents import ROOT, answer
from core.web.api.problems import problem
from core.web.api.records import body_of, model_at, opened
from core.web.asked import Asked
from core.web.built import pages_of
from core.web.errors import Explanation, HttpProblem
from core.web.pages import words_of


def open_(env: Env, asked: Asked) -> Response:
    """GET …/{id}/wizards/{name}: the form as it opens."""
    return _form(asked, open_wizard(env, _name(env, asked), asked.params["id"], Query("")))


def update(env: Env, asked: Asked) -> Response:
    """POST …/wizards/{name}/update: the form that follows from the document. Reads only.

    With `?choices={field}&q={words}` what a link offers for these words.
    """
    name, on, body = _name(env, asked), asked.params["id"], body_of(asked)
    if path := asked.query.get("choices", ""):
        found = api_wizard_choices(env, name, on, body, path, words_of(asked))
        return JSONResponse({"choices": [{"value": int(one.value), "text": one.text} for one in found]})
    return _form(asked, api_update_wizard(env, name, on, body))


def press(env: Env, asked: Asked) -> Response:
    """POST …/wizards/{name}/press/{button}: does it; `made` is the record that it made, `opens` where it leads."""
    name = _name(env, asked)
    if asked.params["button"] not in pages_of(env).wizards[name]._buttons:
        raise HttpProblem(404)
    done = api_press_wizard(env, name, asked.params["id"], asked.params["button"], body_of(asked))
    if done.view is not None:
        problems = [(one.path, one.message) for one in done.view.problems]
        said = Explanation(done.status, " ".join(message for _, message in problems), problems=problems)
        return problem(said, asked.json)
    made = None
    if done.result is not None:
        model, id_ = done.result
        made = {"model": model, "id": id_, "url": f"{ROOT}/{model}/{id_}"}
    return JSONResponse({"made": made, "opens": opened(env, done.go)})


def _name(env: Env, asked: Asked) -> str:
    """The wizard of an address, which is one on records of its model. Raises HttpProblem 404."""
    info, name = model_at(env, asked), str(asked.params["name"])
    wizard = pages_of(env).wizard(name)
    if wizard is None or wizard._on.__model__ != info.name:
        raise HttpProblem(404)
    return name


def _form(asked: Asked, done: WizardAnswer) -> Response:
    assert done.view is not None
    return answer(asked, wizard_json(done.view))
