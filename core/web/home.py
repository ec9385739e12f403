"""Small pages of the kernel: the start, one's own sessions and keys, whether the server is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from core.jobs.queue import length
from core.lifecycle.errors import NotInitialised
from core.orm.env import Env
from core.orm.refused import Refused
from core.ui.frame import MenuView
from core.ui.rendering import formats_for
from core.ui.rendering.style import style_view
from core.ui.system_views import DeviceLine, KeyLine, PreferencesView
from core.ui.views import Crumb, Problem
from core.web.asked import Asked
from core.web.built import menus_of
from core.web.errors import HttpProblem
from core.web.metrics import GENERATION, may_read_metrics, metrics, note_queue
from core.web.people import is_internal
from core.web.redirects import go_to
from core.web.sessions import api_keys_of, end_api_key, end_sessions, make_api_key, sessions_of

if TYPE_CHECKING:
    from core.web.site import Site

KEY_DAYS = 365


def start(env: Env, asked: Asked) -> Response:
    """The first page that the user's menus lead to."""
    first = _first_address(menus_of(env.registry, env.user.roles, "/"))
    return go_to(asked, first or ("/apps" if is_internal(env) else "/preferences"))


def _first_address(menus: list[MenuView]) -> str:
    for menu in menus:
        if address := menu.url or _first_address(menu.children):
            return address
    return ""


def preferences(env: Env, asked: Asked, *, new_key: str = "", problem: str = "") -> Response:
    """One's own sessions and API keys. Settings of the person are on the form of the addon that keeps users."""
    formats = formats_for(env.user.locale, env.user.zone)
    user_id = env.user.id or 0
    with env.system("own sessions and keys") as system:
        devices = sessions_of(system, user_id, asked.visit.session_id)
        keys = api_keys_of(system, user_id)
    view = PreferencesView(
        name=env.user.name,
        login=env.user.login,
        devices=[
            DeviceLine(one.device, one.address, formats.instant(one.created_at), formats.instant(one.seen_at),
                       one.current, f"/preferences/sessions/{one.id}/end")
            for one in devices
        ],
        keys=[
            KeyLine(title, formats.instant(made), formats.instant(ends) if ends else "", f"/preferences/keys/{one}/end")
            for one, title, made, ends in keys
        ],
        token=asked.token(),
        new_key=new_key,
        crumbs=[Crumb("Preferences")],
        problems=[Problem("title", problem)] if problem else [],
        profile=env.user.preferences.get("profile", ""),
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "preferences.html", view, 422 if problem else 200)


def end_own_session(env: Env, asked: Asked) -> Response:
    """Ends one of the user's own sessions, or all but this one."""
    with env.system("end own sessions") as system:
        if asked.params.get("id"):
            end_sessions(system, user_id=env.user.id, session_id=asked.params["id"])
        else:
            end_sessions(system, user_id=env.user.id, but=asked.visit.session_id)
    asked.say("Signed out there.")
    return go_to(asked, "/preferences")


def make_own_key(env: Env, asked: Asked) -> Response:
    """Makes an API key and shows it, this once."""
    title = asked.posted.get("title", "").strip()
    if not title:
        return preferences(env, asked, problem="Say what the key is for.")
    if asked.visit.by_key:
        raise Refused("A key cannot make keys.")
    with env.system("make an own key") as system:
        key = make_api_key(system, env.user.id or 0, title, KEY_DAYS)
    return preferences(env, asked, new_key=key)


def end_own_key(env: Env, asked: Asked) -> Response:
    """Revokes one of the user's own keys."""
    with env.system("end an own key") as system:
        end_api_key(system, env.user.id or 0, asked.params["id"])
    asked.say("The key no longer works.")
    return go_to(asked, "/preferences")


def style(env: Env, asked: Asked) -> Response:
    """Every part of a page in every state, for those who change how pages look."""
    if not is_internal(env):
        raise HttpProblem(404)
    return asked.site.screens.page(env, asked, "style.html", style_view())


# --- for machines ---------------------------------------------------------------------------------------------------


def healthz(site: Site, asked: Asked) -> Response:
    """This process answers."""
    return PlainTextResponse("ok\n")


def readyz(site: Site, asked: Asked) -> Response:
    """This process can work: the database answers and the registry is built. Says no more to strangers."""
    try:
        state = site.kernel.state()
        registry = site.kernel.registry
    except (NotInitialised, SQLAlchemyError):
        return PlainTextResponse("the database does not answer\n", 503)
    GENERATION.set(registry.generation)
    if not may_read_metrics(asked):
        return PlainTextResponse("ok\n")
    queue = site.system_work(length, why="figures of the queue", write=False)
    jobs = {"waiting": queue.waiting, "running": queue.running, "failed": queue.failed,
            "oldest": queue.oldest.isoformat() if queue.oldest is not None else None}  # fmt: skip
    return JSONResponse(
        {"generation": registry.generation, "latest": state.generation, "missing": dict(registry.missing), "jobs": jobs}
    )


def show_metrics(site: Site, asked: Asked) -> Response:
    """Prometheus' figures, for this machine only."""
    if not may_read_metrics(asked):
        raise HttpProblem(404)
    note_queue(site.system_work(length, why="figures of the queue", write=False), site.kernel.clock.now())
    return metrics()
