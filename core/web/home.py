"""Small pages of the kernel: the start, one's own sessions and keys, whether the server is well."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from core.jobs.queue import length
from core.lifecycle.errors import NotInitialised
from core.lifecycle.registry import alive
from core.orm.env import Env
from core.orm.refused import Refused
from core.ui.frame import MenuView
from core.ui.rendering import formats_for
from core.ui.rendering.style import style_view
from core.ui.system_views import DeviceLine, ErrorView, KeyForm, KeyLine, PreferencesView
from core.ui.views import Choice, Crumb, Problem
from core.web.api.keys import USUAL_DAYS, end_api_keys, keys_of, make_key
from core.web.api.problems import REFERENCE
from core.web.asked import Asked
from core.web.built import menus_of, models_with_forms
from core.web.errors import HttpProblem
from core.web.metrics import may_read_metrics, metrics, note_queue, note_registry
from core.web.models import SCOPES
from core.web.people import is_internal
from core.web.redirects import go_to
from core.web.sessions import end_sessions, sessions_of

if TYPE_CHECKING:
    from core.web.site import Site


def start(env: Env, asked: Asked) -> Response:
    """The first page that the user's menus lead to; for who does not work here, what is there for them."""
    if is_internal(env):
        return go_to(asked, _first_address(menus_of(env.registry, env.user.roles, "/")) or "/apps")
    if address := env.hook.home_outside(env=env):
        return go_to(asked, address)
    view = ErrorView(200, "Nothing here yet", "There is nothing here for you yet.", back="/")
    return asked.site.screens.page(env, asked, "error.html", view)


def _first_address(menus: list[MenuView]) -> str:
    for menu in menus:
        if address := menu.url or _first_address(menu.children):
            return address
    return ""


def preferences(
    env: Env, asked: Asked, *, new_key: str = "", form: KeyForm | None = None, problems: Iterable[Problem] = ()
) -> Response:
    """One's own sessions and API keys. Settings of the person are on the form of the addon that keeps users."""
    formats = formats_for(env.user.locale, env.user.zone)
    user_id, said = env.user.id or 0, list(problems)
    with env.system("own sessions and keys") as system:
        devices = sessions_of(system, user_id, asked.visit.session_id)
        keys = keys_of(system, user_id)
    view = PreferencesView(
        name=env.user.name,
        login=env.user.login,
        devices=[
            DeviceLine(one.device, one.address, formats.instant(one.created_at), formats.instant(one.seen_at),
                       one.current, f"/preferences/sessions/{one.id}/end")
            for one in devices
        ],
        keys=[
            KeyLine(one.name, one.shown, SCOPES[one.scope], ", ".join(one.models), formats.instant(one.created_at),
                    formats.instant(one.expires_at) if one.expires_at else "",
                    formats.instant(one.used_at) if one.used_at else "", f"/preferences/keys/{one.id}/end")
            for one in keys
        ],
        token=asked.token(),
        form=form or key_form(env),
        new_key=new_key,
        reference=REFERENCE,
        crumbs=[Crumb("Preferences")],
        problems=said,
        profile=env.user.preferences.get("profile", ""),
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "preferences.html", view, 422 if said else 200)


def key_form(
    env: Env, title: str = "", scope: str = "write", days: str = str(USUAL_DAYS), models: Iterable[str] = ()
) -> KeyForm:
    """The form for a new API key, with what was entered in it."""
    chosen = set(models)
    offered = [(info.name, info.titles) for info in models_with_forms(env) if env.may("read", info.name)]
    return KeyForm(
        title, days,
        [Choice(value, text, value == scope) for value, text in SCOPES.items()],
        [Choice(name, text, name in chosen) for name, text in sorted(offered, key=lambda one: one[1])],
    )  # fmt: skip


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
    posted = asked.posted
    title, scope, days = (posted.get(name, "").strip()[:200] for name in ("title", "scope", "days"))
    models, scope = posted.getlist("models")[:500], scope or "write"
    days = days if "days" in posted else str(USUAL_DAYS)
    try:
        if days and not (days.isascii() and days.isdecimal() and len(days) <= 6):
            raise Refused("Enter a number.", "days")
        with env.session.begin_nested(), env.system("make an own key") as system:
            key = make_key(
                system, env.user.id or 0, title, scope=scope, days=int(days) if days else None, models=models
            )
    except Refused as why:
        env.transaction.doomed = False
        problems = [Problem(str(one.about or ""), one.message) for one in why.problems]
        return preferences(env, asked, form=key_form(env, title, scope, days, models), problems=problems)
    return preferences(env, asked, new_key=key)


def end_own_key(env: Env, asked: Asked) -> Response:
    """Revokes one of the user's own keys."""
    with env.system("revoke an own key") as system:
        end_api_keys(system, user_id=env.user.id or 0, key_id=asked.params["id"])
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
    note_registry(registry)
    if not may_read_metrics(asked):
        return PlainTextResponse("ok\n")
    queue = site.system_work(length, why="figures of the queue", write=False)
    jobs = {"waiting": queue.waiting, "running": queue.running, "failed": queue.failed,
            "oldest": queue.oldest.isoformat() if queue.oldest is not None else None}  # fmt: skip
    return JSONResponse(
        {
            "worker": os.getpid(),
            "generation": registry.generation,
            "latest": state.generation,
            "registries": alive(),
            "missing": dict(registry.missing),
            "jobs": jobs,
        }
    )


def show_metrics(site: Site, asked: Asked) -> Response:
    """Prometheus' figures, for this machine only."""
    if not may_read_metrics(asked):
        raise HttpProblem(404)
    note_queue(site.system_work(length, why="figures of the queue", write=False), site.kernel.clock.now())
    return metrics()
