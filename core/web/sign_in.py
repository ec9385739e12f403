"""Signing in and out: equal answers, counted attempts, a new session each time (faults 52, 53, 56)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.responses import Response

from core.orm.env import Env
from core.orm.identity import Identity
from core.web.asked import Asked
from core.web.attempts import forgive, network, spend
from core.web.closed import pass_sign_in
from core.web.errors import STALE_FORM, TEXTS, HttpProblem
from core.web.redirects import go_to, own_page
from core.web.sessions import end_sessions, start_session

if TYPE_CHECKING:
    from core.web.site import Site

WRONG = "The email or the password is wrong."
WINDOW = timedelta(minutes=15)
PER_LOGIN, PER_ADDRESS = 10, 50
"""Attempts within `WINDOW` at one login, and from one address, whose users may share it."""


def sign_in_page(env: Env, asked: Asked) -> Response:
    """The form. Who is signed in already goes on."""
    target = own_page(asked.query.get("next"))
    if asked.visit.user_id is not None:
        return go_to(asked, target)
    return asked.site.screens.sign_in(env.registry, asked, target=target)


def sign_in(site: Site, asked: Asked) -> Response:
    """Checks what was posted, in three short transactions: hashing a password takes longer than a lock may be held."""
    if not site.holds_token(asked):
        raise HttpProblem(403, STALE_FORM)
    login, password = asked.posted.get("login", "").strip()[:200], asked.posted.get("password", "")
    target = own_page(asked.posted.get("next"))

    def is_within_limits(system: Env) -> bool:
        return spend(system, "sign-in address", network(asked.address), limit=PER_ADDRESS, window=WINDOW) and spend(
            system, "sign-in", login.casefold(), limit=PER_LOGIN, window=WINDOW
        )

    def check(system: Env) -> int | None:
        found: int | None = system.hook.authenticate(system_env=system, login=login, password=password)
        return found

    if not site.system_work(is_within_limits, why="count sign-ins"):
        raise HttpProblem(429, TEXTS[429], retry_after=str(int(WINDOW.total_seconds())))
    user_id = site.system_work(check, why="check a password", write=False)
    if user_id is None:
        return site.screens.sign_in(site.kernel.registry, asked, target=target, login=login, problem=WRONG, status=422)
    return _begin(site, asked, user_id, login, target)


def _begin(site: Site, asked: Asked, user_id: int, login: str, target: str) -> Response:
    def identify(system: Env) -> Identity:
        asked.user = system.hook.identify(system_env=system, user_id=user_id)
        if asked.user is None:
            raise HttpProblem(422, WRONG)
        return asked.user

    def begin(env: Env) -> Response:
        page = pass_sign_in(env, asked)
        with env.system("sign in") as system:
            forgive(system, "sign-in", login.casefold())
            asked.new_cookie = start_session(system, user_id, asked)
        return go_to(asked, page or target)

    asked.visit.visitor = site.visitor(asked)
    return site.kernel.work(begin, who=identify, write=True)


def sign_out(env: Env, asked: Asked) -> Response:
    """Ends the session, here and now, and lets the browser forget the cookie."""
    with env.system("sign out") as system:
        end_sessions(system, key_hash=asked.visit.visitor)
    answer = go_to(asked, "/login")
    asked.site.forget_cookie(answer)
    return answer
