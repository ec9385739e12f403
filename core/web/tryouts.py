"""Try before install, in the browser: a copy of the database is served beside it, to one administrator's browser.

A cookie of its own, which only `POST /try/enter` gives, leads all of a browser's requests to the copy, but for `/try`
itself, where one decides. So every link and form of the copy works as it stands, behind any proxy, and on any worker.
A form of the one site is never taken by the other: their sessions differ, and form tokens are made for a session. The
cookie is worth something only together with the session of the administrator who began: whoever signs out, or loses
the right, has left the copy.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from starlette.responses import RedirectResponse, Response

from core.lifecycle import tryout
from core.lifecycle.errors import InstallBusy, InstallRefused
from core.lifecycle.kernel import Kernel
from core.lifecycle.tryout import Tryout, TryoutBusy
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.frame import Notice
from core.ui.rendering import formats_for
from core.ui.system_views import TryoutView
from core.ui.views import Crumb
from core.web.apps import refuse_who_may_not, show_preview
from core.web.asked import Asked, hashed
from core.web.errors import HttpProblem
from core.web.house import build_house
from core.web.installers import check_installer, internal_only
from core.web.people import may_install
from core.web.redirects import go_to, own_page
from core.web.sessions import recognise, start_session
from core.web.static import StaticFolder, StaticFolders

if TYPE_CHECKING:
    from core.web.site import Site

log = structlog.get_logger("core.web")
FILES = "tryout"
TRYING = "You are trying {title} on a copy of the database. Nothing here is kept, and nothing leaves it."
"""The folder, beside that of uploaded files, of what is uploaded to a copy."""
NEVER = ("/healthz", "/readyz", "/metrics")
"""What is asked of this server, not of a database."""


class Tryouts:
    """What one process knows of a try-out: the copy's site, opened when the first request for it comes."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookie = "__Host-tryout" if site.secure else "tryout"
        self._lock = threading.Lock()
        self._opened: tuple[str, Site, threading.Timer] | None = None

    # --- which site answers ------------------------------------------------------------------------------------------

    def site_for(self, asked: Asked) -> Site | None:
        """The copy's site for a browser that looks around in it; None for everybody else."""
        cookie = asked.cookies.get(self.cookie, "")
        if not cookie or asked.bearer or asked.path in NEVER or asked.path == "/try" or asked.path.startswith("/try/"):
            return None
        found = self.current()
        if found is None or found.key_hash != hashed(cookie) or not self._is_still_signed_in(found, asked):
            asked.leaves_copy = True
            return None
        return self.opened(found)

    def _is_still_signed_in(self, found: Tryout, asked: Asked) -> bool:
        """Whether the session in which the copy was entered is alive: it ends when its user loses a right."""
        own = asked.cookies.get(self.site.cookie, "")
        user = self.site.system_work(
            lambda system: recognise(system, asked, own).user_id, why="see who looks at a copy", write=False
        )
        return user is not None and user == found.user_id

    def current(self) -> Tryout | None:
        """The try-out, if it has time left; one that had its time is discarded."""
        found = tryout.current(self.site.kernel.database)
        if found is not None and tryout.is_over(found, self.site.kernel.clock.now()):
            self.discard(found.copy)
            found = None
        if found is None:
            self.close()
        return found

    def opened(self, found: Tryout) -> Site:
        """The site of a copy."""
        with self._lock:
            if self._opened is not None and self._opened[0] == found.copy:
                return self._opened[1]
            self._close()
            site = self._make(tryout.kernel_of(self.site.kernel, found.copy), found)
            left = (found.ends_at - self.site.kernel.clock.now()).total_seconds()
            timer = threading.Timer(max(left, 0), self.current)
            timer.daemon = True
            timer.start()
            self._opened = found.copy, site, timer
            return site

    def _make(self, kernel: Kernel, found: Tryout) -> Site:
        own = self.site
        url = kernel.database.url.render_as_string(hide_password=False)
        settings = replace(
            own.settings, var=own.settings.var / FILES, database_url=url, given_secret=own.settings.secret
        )
        kernel.builders = (*kernel.builders, build_house(settings, own.files))
        site = type(own)(kernel, settings, own.outside, copy_of=own)
        text = Text(TRYING, title=word(found.title))
        site.notices = (Notice(text, "bad", "flask-conical", "/try", "Install for real or discard"),)
        return site

    def static(self) -> Mapping[str, StaticFolder]:
        """The static files of the copy, if this process has it open."""
        opened = self._opened
        return opened[1].kernel.registry.facet(StaticFolders) if opened is not None else {}

    # --- its end -----------------------------------------------------------------------------------------------------

    def discard(self, copy: str = "") -> bool:
        """Ends the try-out: the copy, its sessions and its files are gone. Gives whether there was one."""
        self.close()
        gone = tryout.discard(self.site.kernel.database, copy)
        if gone:
            shutil.rmtree(files_of_copies(self.site.settings.var), ignore_errors=True)
        return gone

    def close(self) -> None:
        """Closes what this process has open."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._opened is not None:
            _, site, timer = self._opened
            self._opened = None
            timer.cancel()
            site.pool.shutdown(wait=False)
            site.kernel.close()

    def forget_cookie(self, response: Response) -> None:
        """Lets a browser leave the copy."""
        response.delete_cookie(self.cookie, secure=self.site.secure, httponly=True, samesite="lax")


def files_of_copies(var: Path) -> Path:
    """Where files lie that were uploaded to a copy."""
    return var / FILES


# --- addresses --------------------------------------------------------------------------------------------------------


def try_first(site: Site, asked: Asked) -> Response:
    """POST /try: installs on a copy what a preview showed. The preview's form goes along, for when it is decided."""
    wanted = [name for name in asked.query.get("addons", "").split(",") if name]
    confirm, cancel = own_page(asked.query.get("confirm"), "/apps"), own_page(asked.query.get("cancel"), "/apps")
    fields = [(name, value) for name, value in asked.posted.multi_items() if name != "_token"]

    def check(env: Env, asked: Asked) -> Identity:
        check_installer(env, asked)
        _tryouts(site)
        refuse_who_may_not(env, site.kernel.plan(wanted))
        return env.user

    who = site.work(asked, check, write=False)
    try:
        tryout.begin(
            site.kernel,
            wanted,
            who=who,
            megabytes=site.settings.try_megabytes,
            minutes=site.settings.try_minutes,
            answer={"confirm": confirm, "cancel": cancel, "fields": fields},
        )
    except InstallRefused:
        raise
    except Refused as why:
        log.warning("try-out refused", wanted=wanted, why=why.message, exc_info=why.__cause__)
        said, status = why.message, 503 if isinstance(why, (InstallBusy, TryoutBusy)) else 422
        given = [pair for pair in fields if pair[0] != "_plan"]

        def again(env: Env, asked: Asked) -> Response:
            plan = site.kernel.plan(wanted)
            return show_preview(
                env, asked, plan, confirm=confirm, cancel=cancel, fields=given, problem=said, status=status
            )

        return site.work(asked, again, write=False)
    return go_to(asked, "/try")


def result_page(env: Env, asked: Asked) -> Response:
    """GET /try: what the installation brought on the copy, and the decision. Who comes here has left the copy."""
    _may_try(env)
    asked.leaves_copy = True
    tryouts = _tryouts(asked.site)
    found = tryouts.current()
    if found is None:
        asked.say("There is nothing being tried.", "")
        return go_to(asked, "/apps")
    formats = formats_for(env.user.locale, env.user.zone)
    view = TryoutView(
        title=found.title,
        who=found.user_name,
        until=formats.instant(found.ends_at),
        token=asked.token(),
        ready=found.outcome is not None,
        own=found.user_id == env.user.id,
        fields=found.answer.get("fields", ()),
        crumbs=[Crumb("Apps", "/apps"), Crumb(Text("Try {module}", module=word(found.title)))],
    )
    if (outcome := found.outcome) is not None:
        view.modules, view.menus, view.roles = outcome.modules, outcome.menus, outcome.roles
        view.tables, view.columns = outcome.tables, outcome.columns
        view.copying, view.installing = formats.number(outcome.copying, 1), formats.number(outcome.installing, 1)
    return asked.site.screens.page(env, asked, "tryout.html", view)


def look_around(site: Site, asked: Asked) -> Response:
    """POST /try/enter: from now on this browser is in the copy, signed in there as who it is here."""
    found, user = _decided(site, asked)
    if found is None or found.outcome is None:
        return go_to(asked, "/try")
    if user.id is None or found.user_id != user.id:
        raise HttpProblem(403, "Only who began a try-out can look around in it.")
    user_id, key, copy = user.id, secrets.token_urlsafe(32), _tryouts(site).opened(found)
    session = copy.system_work(lambda system: start_session(system, user_id, asked), why="look around in a copy")
    tryout.give_key(site.kernel.database, found, hashed(key))
    response = go_to(asked, "/")
    how: dict[str, Any] = {"secure": site.secure, "httponly": True, "samesite": "lax"}
    response.set_cookie(_tryouts(site).cookie, key, **how)
    response.set_cookie(copy.cookie, session, **how)
    return response


def install_for_real(site: Site, asked: Asked) -> Response:
    """POST /try/install: discards the copy and sends the same form on to where it would have gone without one."""
    found, _ = _decided(site, asked)
    if found is None:
        return go_to(asked, "/try")
    _tryouts(site).discard(found.copy)
    asked.leaves_copy = True
    # 307: the browser posts the form once more, now to the database itself.
    return RedirectResponse(own_page(found.answer.get("confirm"), "/apps"), 307)


def discard_copy(site: Site, asked: Asked) -> Response:
    """POST /try/discard: the copy is gone, and everything is as it was."""
    found, _ = _decided(site, asked)
    asked.leaves_copy = True
    if found is None:
        return go_to(asked, "/apps")
    _tryouts(site).discard(found.copy)
    asked.say("The try-out was discarded. Nothing was changed.")
    return go_to(asked, own_page(found.answer.get("cancel"), "/apps"))


def _decided(site: Site, asked: Asked) -> tuple[Tryout | None, Identity]:
    """The try-out that there is, and who decides about it. Raises HttpProblem unless they may install."""

    def check(env: Env, asked: Asked) -> Identity:
        check_installer(env, asked)
        _may_try(env)
        return env.user

    user = site.work(asked, check, write=False)
    return _tryouts(site).current(), user


def _may_try(env: Env) -> None:
    internal_only(env)
    if not may_install(env):
        raise HttpProblem(403)


def _tryouts(site: Site) -> Tryouts:
    """Raises HttpProblem 404 in a copy, which has none."""
    if site.tryouts is None:
        raise HttpProblem(404)
    return site.tryouts
