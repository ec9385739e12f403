"""Wizards over HTTP: as a page, as a pop-up, and as JSON; one computation behind all three (SPEC XC-1, XC-9)."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from core.orm.env import Env
from core.ui.addresses import Query
from core.ui.entered import BadForm
from core.ui.wizard_pages import (
    WizardAnswer,
    api_open_wizard,
    api_press_wizard,
    open_wizard,
    press_wizard,
    update_wizard,
    wizard_choices,
)
from core.web.asked import Asked
from core.web.errors import Explanation, HttpProblem, error_json
from core.web.pages import found_choices, words_of
from core.web.records_json import whole
from core.web.redirects import go_to
from core.web.routes import LARGEST_ID


def open_page(env: Env, asked: Asked) -> Response:
    """GET /wizard/{addon}/{name}?on=…: the form as it opens."""
    return _show(env, asked, open_wizard(env, _name(asked), _on(asked), Query(asked.query)))


def update(env: Env, asked: Asked) -> Response:
    """POST …/update: the form computed anew. Reads only. With `choices={path}` and `q` what a link offers, as JSON."""
    if path := asked.query.get("choices", ""):
        posted = asked.posted.multi_items()
        return found_choices(wizard_choices(env, _name(asked), _on(asked), posted, path, words_of(asked)))
    removing, adding = asked.query.get("remove", ""), asked.query.get("add", "")
    posted = asked.posted.multi_items()
    return _show(env, asked, update_wizard(env, _name(asked), _on(asked), posted, removing=removing, adding=adding))


def press(env: Env, asked: Asked) -> Response:
    """POST …/press/{button}: does it and leads on, or shows what stands against it."""
    posted = asked.posted.multi_items()
    answer = press_wizard(env, _name(asked), _on(asked), asked.params["button"], posted)
    return _show(env, asked, answer) if answer.view is not None else go_to(asked, answer.go)


def api_open(env: Env, asked: Asked) -> Response:
    """GET /api/wizard/{addon}.{Name}?on=…: title, fields with their choices, buttons."""
    return JSONResponse(api_open_wizard(env, asked.params["name"], _on(asked)))


def api_press(env: Env, asked: Asked) -> Response:
    """POST /api/wizard/{addon}.{Name}/{button}?on=… `{"values": {…}}`: `opens` is what was made."""
    body: Any = asked.json if asked.json is not None else {}
    if not isinstance(body, dict):
        raise BadForm("values")
    answer = api_press_wizard(env, asked.params["name"], _on(asked), asked.params["button"], body)
    if answer.view is not None:
        problems = [(problem.path, problem.message) for problem in answer.view.problems]
        text = " ".join(message for _, message in problems)
        return error_json(Explanation(answer.status, text, problems=problems))
    made = {"model": answer.result[0], "id": answer.result[1]} if answer.result else None
    return JSONResponse({"opens": answer.go.partition("?")[0], "made": made})


def _show(env: Env, asked: Asked, answer: WizardAnswer) -> Response:
    assert answer.view is not None
    answer.view.token = asked.token()
    return asked.site.screens.page(env, asked, "wizard.html", answer.view, answer.status)


def _name(asked: Asked) -> str:
    return f"{asked.params['addon']}.{asked.params['name']}"


def _on(asked: Asked) -> int:
    on = whole(asked.query.get("on"), 0, LARGEST_ID)
    if not on:
        raise HttpProblem(404)
    return on


__all__ = ["api_open", "api_press", "open_page", "press", "update"]
