"""Wizards over HTTP, as a page and as a pop-up; `core.web.api.wizards` is the same for programs (SPEC XC-1)."""

from __future__ import annotations

from starlette.responses import Response

from core.orm.env import Env
from core.ui.addresses import Query
from core.ui.wizard_pages import (
    WizardAnswer,
    open_wizard,
    press_wizard,
    update_wizard,
    wizard_choices,
)
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.pages import found_choices, words_of
from core.web.redirects import go_to
from core.web.routes import LARGEST_ID, whole


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


__all__ = ["open_page", "press", "update"]
